#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Folds whole torchvision networks through the command line: check_torchvision.py PLEAT FOLDER

Random weights, BatchNorm statistics and both signs of gamma. At keep 1 the saved file must give
PyTorch's outputs; at keep 0.5 it must run, have the predicted number of parameters and the names of
the original, and a second fold of it must work.
"""
import json
import pathlib
import subprocess
import sys

import torch
import torchvision

PLEAT, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
NETWORKS = {"resnet18": 64, "resnet34": 64, "resnet50": 64, "wide_resnet50_2": 64, "vgg11": 64, "vgg11_bn": 64}
TOLERANCE = 1e-4


def randomise(net):
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            sign = torch.where(torch.rand(module.num_features) < 0.3, -1.0, 1.0)
            module.weight.data = sign * (0.5 + torch.rand(module.num_features))
            module.bias.data.normal_(std=0.2)
            module.running_mean.normal_(std=0.2)
            module.running_var.uniform_(0.5, 2)
    return net.eval()


def fold(source, target, keep, side):
    done = subprocess.run([PLEAT, "fold", source, "-o", target, "--keep", str(keep), "--json", "--quiet",
                           "--input", f"1x3x{side}x{side}"], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout)
    return json.loads(done.stdout)


def check(name, side, script):
    torch.manual_seed(3)
    net = randomise(getattr(torchvision.models, name)(weights=None))
    x = torch.randn(2, 3, side, side)
    source = FOLDER / f"{name}.pt"
    (torch.jit.script(net) if script else torch.jit.trace(net, x[:1])).save(str(source))
    with torch.no_grad():
        expected = net(x)
        fold(source, FOLDER / "same.pt", 1, side)
        same = torch.jit.load(str(FOLDER / "same.pt"))
        error = ((same(x) - expected).abs().max() / expected.abs().max()).item()
        report = fold(source, FOLDER / "half.pt", 0.5, side)
        half = torch.jit.load(str(FOLDER / "half.pt"))
        finite = bool(torch.isfinite(half(x)).all())
    count = sum(p.numel() for p in half.parameters())
    twice = fold(FOLDER / "half.pt", FOLDER / "quarter.pt", 0.5, side)
    good = (error < TOLERANCE and finite and count == report["parameters_after"]
            and sorted(half.state_dict()) == sorted(net.state_dict())
            and twice["parameters_before"] == count and twice["parameters_after"] < count)
    print(f"{name} {'scripted' if script else 'traced'}: error {error:.1e}, "
          f"{count / report['parameters_before']:.1%} of the parameters, {'good' if good else 'BAD'}", flush=True)
    return good


FOLDER.mkdir(parents=True, exist_ok=True)
results = [check(name, side, script) for name, side in NETWORKS.items() for script in (False, True)]
sys.exit(0 if all(results) else 1)
