#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the lines of Python that Pleat shows for a file of weights: check_rebuilt.py FOLDER

test_architectures.cpp has left, for every network of make_architectures.py and its folded form, the
TorchScript file FILE.pt, the lines FILE.state_dict.py and FILE.safetensors.py, which open FILE.pth
and FILE.safetensors, and what Pleat computed. The module that the lines make must compute the same.
"""
import json
import os
import pathlib
import sys
import types

import numpy
import torch

import make_architectures

FOLDER = pathlib.Path(sys.argv[1])
TOLERANCE = 1e-5


def stand_in_for_safetensors():
    """Debian has no safetensors for Python; its only function here reads what torch.save wrote."""
    package = types.ModuleType("safetensors.torch")
    package.load_file = torch.load
    sys.modules["safetensors"] = types.ModuleType("safetensors")
    sys.modules["safetensors.torch"] = package


def read(file, shape):
    return torch.from_numpy(numpy.fromfile(file, numpy.float32)).reshape(shape)


def rebuilt(name, lines):
    scope = {"YourNetwork": make_architectures.NETWORKS[name][0]}
    exec(lines, scope)
    return scope["net"]


def check(name, entry, file, output):
    weights = torch.jit.load(f"{file}.pt").state_dict()
    x, expected = read(f"{name}.input.bin", entry["input"]), read(output, entry["output"])
    good = True
    for form, ending in (("state_dict", "pth"), ("safetensors", "safetensors")):
        torch.save(weights, f"{file}.{ending}")
        net = rebuilt(name, pathlib.Path(f"{file}.{form}.py").read_text())
        with torch.no_grad():
            error = ((net(x) - expected).abs().max() / expected.abs().max()).item()
        same = all(torch.equal(net.state_dict()[key], value) for key, value in weights.items())
        good &= error < TOLERANCE and same and not net.training
        print(f"{file} as {form}: error {error:.1e}, weights {'equal' if same else 'differ'}", flush=True)
    return good


def main():
    os.chdir(FOLDER)
    stand_in_for_safetensors()
    results = []
    for name, entry in json.loads(pathlib.Path("architectures.json").read_text()).items():
        results.append(check(name, entry, name, f"{name}.output.bin"))
        results.append(check(name, entry, f"{name}.folded", f"{name}.folded.bin"))
    sys.exit(0 if results and all(results) else 1)


main()
