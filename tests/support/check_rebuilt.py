#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the lines of Python that Pleat shows for a file of weights: check_rebuilt.py FOLDER

test_architectures.cpp has left, for every network of make_architectures.py, its folded form, and some
with older names, the lines FILE.state_dict.py and FILE.safetensors.py, which open FILE.pth
and FILE.safetensors. The module that the lines make must compute what PyTorch or Pleat did.
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
OLDER_NAMES = {
    "arch_densenet": [("norm1.", "norm.1."), ("norm2.", "norm.2."), ("conv1.", "conv.1."), ("conv2.", "conv.2.")],
    "arch_vit": [(".mlp.0.", ".mlp.linear_1."), (".mlp.3.", ".mlp.linear_2.")],
}


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


def older(weights, renamed):
    """As in the files that torchvision distributes."""
    for now, before in renamed:
        weights = {name.replace(now, before): value for name, value in weights.items()}
    return weights


def check(name, entry, file, output, renamed=()):
    original = torch.jit.load(f"{name if renamed else file}.pt").state_dict()
    weights = older(original, renamed)
    x, expected = read(f"{name}.input.bin", entry["input"]), read(output, entry["output"])
    good = True
    for form, ending in (("state_dict", "pth"), ("safetensors", "safetensors")):
        torch.save(weights, f"{file}.{ending}")
        net = rebuilt(name, pathlib.Path(f"{file}.{form}.py").read_text())
        with torch.no_grad():
            error = ((net(x) - expected).abs().max() / expected.abs().max()).item()
        same = all(torch.equal(net.state_dict()[key], value) for key, value in original.items())
        good &= error < TOLERANCE and same and not net.training
        print(f"{file} as {form}: error {error:.1e}, weights {'equal' if same else 'differ'}", flush=True)
    return good


def main():
    os.chdir(FOLDER)
    stand_in_for_safetensors()
    make_architectures.without_values()  # faster, and whatever is not loaded shows
    results = []
    for name, entry in json.loads(pathlib.Path("architectures.json").read_text()).items():
        results.append(check(name, entry, name, f"{name}.output.bin"))
        results.append(check(name, entry, f"{name}.folded", f"{name}.folded.bin"))
        if name in OLDER_NAMES:
            results.append(check(name, entry, f"{name}.older", f"{name}.output.bin", OLDER_NAMES[name]))
    sys.exit(0 if results and all(results) else 1)


main()
