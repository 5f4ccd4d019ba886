#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enforces the arrows app -> ui -> core on what the compiler really read: check_layering.py SOURCE BUILD

Ninja keeps, for each object, every header that the compiler opened, so an include that comes in
through another header counts too.
"""
import os
import pathlib
import re
import subprocess
import sys

QT = re.compile(r"/qt6/Q")
WIDGETS = re.compile(r"/qt6/QtWidgets/")
PLOTS = re.compile(r"/qcustomplot\.h$")
TORCH = re.compile(r"/(ATen|torch|c10)/")

# (which sources, what they must not read, why)
RULES = [
    (r"^core/", QT, "core never sees Qt"),
    (r"^core/", re.compile(r"^(ui|app)/"), "core knows nothing of ui and app"),
    (r"^ui/", TORCH, "ui never sees ATen"),
    (r"^ui/", re.compile(r"^app/"), "ui knows nothing of app"),
    (r"^ui/", re.compile(r"^core/(graph|ops|coupling|repair|probe|io|evaluate)/"),
     "ui sees core's plain values only"),
    (r"^app/", TORCH, "app never sees ATen"),
    (r"^app/", PLOTS, "only ui/plots sees QCustomPlot"),
    (r"^ui/(?!plots/)", PLOTS, "only ui/plots sees QCustomPlot"),
    (r"^ui/(session|jobs|models)/", WIDGETS, "session, jobs and models work without Widgets"),
    (r"^ui/plots/", re.compile(r"^ui/(session|jobs|models|views|shell)/"), "plots take plain data"),
    (r"^ui/(session|jobs|models)/", re.compile(r"^ui/(views|shell|plots)/"), "session is below the views"),
    (r"^core/(base|architecture|io/weights/|io/data/|io/onnx/onnx_(?:model|check)|io/input_description)"
     r"(?!.*torch)(?!.*stage_context)(?!.*_graph)", TORCH, "file parsers know no ATen"),
    (r"^(core|ui|app)/", re.compile(r"/torch/(script|torch)\.h$"), "these headers are the build time"),
]


def dependencies(build):
    """source path -> headers, from `ninja -t deps`."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"], check=True, capture_output=True, text=True).stdout
    result = {}
    for block in text.split("\n\n"):
        lines = block.splitlines()
        if len(lines) > 1 and ".o:" in lines[0]:
            result[lines[1].strip()] = [line.strip() for line in lines[2:]]
    return result


def relative(path, source, build):
    """To the source folder; compiler caches write paths relative to the build folder."""
    path = os.path.normpath(os.path.join(build, path))
    return path[len(source) + 1:] if path.startswith(source + "/") else path


def violations(files):
    found = []
    for file, headers in files.items():
        for where, forbidden, why in RULES:
            if not re.search(where, file):
                continue
            bad = [header for header in headers if forbidden.search(header)]
            if bad:
                found.append(f"{file}: {why}, but it reads {bad[0]}")
    return found


def check_the_checker():
    """Each rule must be able to fail."""
    samples = {
        "core/a.cpp": ["/usr/include/x86_64-linux-gnu/qt6/QtCore/qstring.h"],
        "core/b.cpp": ["ui/shell/theme.h"],
        "ui/views/c.cpp": ["/usr/include/ATen/core/Tensor.h"],
        "ui/views/d.cpp": ["/usr/include/qcustomplot.h"],
        "ui/session/e.cpp": ["/usr/include/x86_64-linux-gnu/qt6/QtWidgets/qwidget.h"],
        "core/io/weights/a.cpp": ["/usr/include/ATen/core/Tensor.h"],
        "app/f.cpp": ["/usr/include/c10/util/Exception.h"],
    }
    for file, headers in samples.items():
        if not violations({file: headers}):
            sys.exit(f"the rules do not notice that {file} reads {headers[0]}")
    if violations({"core/graph/g.cpp": ["/usr/include/ATen/core/Tensor.h", "core/base/result.h"]}):
        sys.exit("the rules forbid what they should allow")


def main():
    source, build = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:])
    check_the_checker()
    files = {relative(file, source, build): [relative(header, source, build) for header in headers]
             for file, headers in dependencies(build).items()}
    ours = [file for file in files if re.match(r"(core|ui|app)/", file)]
    if len(ours) < 50:
        sys.exit(f"only {len(ours)} objects of ours are known to ninja; build everything first")
    found = violations(files)
    print("\n".join(found) or f"{len(ours)} sources keep to the arrows")
    sys.exit(1 if found else 0)


main()
