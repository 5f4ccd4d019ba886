#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens folded files with PyTorch and compares them with what Pleat computed: check_folded.py FOLDER"""
import json
import math
import pathlib
import sys

import numpy
import torch

FOLDER = pathlib.Path(sys.argv[1])
TOLERANCE = 1e-5


def listed():
    """Entries of couplings.json, and those of networks.json in the same form."""
    entries = json.loads((FOLDER / "couplings.json").read_text())
    for name, entry in json.loads((FOLDER / "networks.json").read_text()).items():
        names = sorted(torch.jit.load(str(FOLDER / f"{name}.pt")).state_dict())
        entries[name] = {"inputs": [entry["input"]], "outputs": [entry["output"]], "names": names}
    return entries


def read(file, shapes):
    """Tensors that stand one behind the other."""
    values = torch.from_numpy(numpy.fromfile(FOLDER / file, numpy.float32))
    parts = values.split([math.prod(shape) for shape in shapes])
    return [part.reshape(shape) for part, shape in zip(parts, shapes)]


def run(net, inputs):
    outputs = net(*inputs)
    return outputs if isinstance(outputs, (tuple, list)) else (outputs,)


def check(name, entry):
    net = torch.jit.load(str(FOLDER / f"{name}.folded.pt"))
    inputs = read(f"{name}.input.bin", entry["inputs"])
    ours = read(f"{name}.folded.bin", entry["outputs"])
    with torch.no_grad():
        theirs = run(net, inputs)
    error = max(((a - b).abs().max() / a.abs().max()).item() for a, b in zip(theirs, ours))
    same_names = sorted(net.state_dict()) == entry["names"]
    sum(output.sum() for output in run(net, [x[:1] for x in inputs])).backward()  # people may fine-tune the result
    print(f"{name}: error {error:.1e}, names {'equal' if same_names else 'differ'}")
    return len(theirs) == len(ours) and error < TOLERANCE and same_names


def main():
    failures = 0
    for name, entry in listed().items():
        try:
            failures += not check(name, entry)
        except Exception as problem:
            newer = entry.get("newer")
            unknown = bool(newer) and f"aten::{newer}" in str(problem)
            failures += not unknown
            print(f"{name}: " + (f"this PyTorch has no {newer}" if unknown else str(problem)))
    sys.exit(1 if failures else 0)


main()
