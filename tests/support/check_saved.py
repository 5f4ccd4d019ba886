#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the lines of Python that Pleat shows for the files of weights that it saved: check_saved.py FOLDER

test_network_file.cpp has left, for every network of make_architectures.py, the files that Pleat
saved: NAME/whole.ENDING, which lost nothing, and NAME/folded.ENDING, with the lines FILE.py and what
Pleat computed. The module that the lines make loads them strictly and must compute the same.
"""
import json
import os
import pathlib
import sys
import types

import numpy
import torch

import make_architectures
import safetensors_format

FOLDER = pathlib.Path(sys.argv[1])
TOLERANCE = 1e-5


def stand_in_for_safetensors():
    """Debian has no safetensors for Python."""
    package = types.ModuleType("safetensors.torch")
    package.load_file = lambda file: safetensors_format.unpack(pathlib.Path(file).read_bytes())[0]
    sys.modules["safetensors"] = types.ModuleType("safetensors")
    sys.modules["safetensors.torch"] = package


def read(file, shape):
    return torch.from_numpy(numpy.fromfile(file, numpy.float32)).reshape(shape)


def check(name, entry, form):
    x, expected = read(f"../{name}.input.bin", entry["input"]), read(f"{form}.bin", entry["output"])
    good = True
    for ending in ("pth", "safetensors"):
        scope = {"YourNetwork": make_architectures.NETWORKS[name][0]}
        exec(pathlib.Path(f"{form}.{ending}.py").read_text(), scope)
        with torch.no_grad():
            error = ((scope["net"](x) - expected).abs().max() / expected.abs().max()).item()
        good &= error < TOLERANCE and not scope["net"].training
        print(f"{name}, {form}.{ending}: error {error:.1e}", flush=True)
    return good


def main():
    os.chdir(FOLDER)
    stand_in_for_safetensors()
    results = []
    for name, entry in json.loads(pathlib.Path("architectures.json").read_text()).items():
        os.chdir(name)
        results += [check(name, entry, form) for form in ("whole", "folded")]
        os.chdir("..")
    sys.exit(0 if results and all(results) else 1)


main()
