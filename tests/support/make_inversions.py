#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objective of deep inversion by PyTorch's autograd: python3 make_inversions.py FOLDER

inversions.json lists networks like networks.json; NAME.inversion holds inputs as they are optimised, labels, the
parts of the loss and its gradient. Weights of the parts as in core/probe/inversion_objective.h.
"""
import json
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional as F

from tensor_sets import write_tensors

FOLDER = pathlib.Path(sys.argv[1])
NETWORKS = {}


class Stem(nn.Module):
    """A BatchNorm on the input itself, one before an activation in place, one that two branches read."""

    def __init__(self):
        super().__init__()
        self.bn_in = nn.BatchNorm2d(3)
        self.conv0, self.bn0 = nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv1, self.bn1 = nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv2, self.bn2 = nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8)
        self.fc, self.bn3 = nn.Linear(8, 6), nn.BatchNorm1d(6)
        self.head = nn.Linear(6, 4)

    def forward(self, x):
        x = F.relu_(self.bn0(self.conv0(self.bn_in(x))))
        y = self.bn2(self.conv2(F.relu_(self.bn1(self.conv1(x)))))
        x = F.relu(y.add_(x)).mean([2, 3])
        return self.head(F.relu_(self.bn3(self.fc(x))))


class PreActivation(nn.Module):
    """What a BatchNorm reads is added to in place afterwards."""

    def __init__(self):
        super().__init__()
        self.conv0, self.bn1 = nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8)
        self.conv1, self.bn2 = nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8)
        self.head = nn.Linear(8, 4)

    def forward(self, x):
        x = self.conv0(x)
        x += self.conv1(F.relu(self.bn1(x)))
        return self.head(F.relu(self.bn2(x)).mean([2, 3]))

    def out_of_place(self, x):
        x = self.conv0(x)
        x = x + self.conv1(F.relu(self.bn1(x)))
        return self.head(F.relu(self.bn2(x)).mean([2, 3]))


def randomise(net):
    """Statistics that images can reach: those of smooth ones."""
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            count = module.num_features
            module.weight.data = torch.where(torch.rand(count) < 0.4, -1.0, 1.0) * (0.5 + torch.rand(count))
            module.bias.data.normal_()
            module.momentum = None
            module.reset_running_stats()
    with torch.no_grad():
        net.train()(F.interpolate(torch.randn(64, 3, 4, 4), (10, 9), mode="bilinear") + 0.3)
    return net.eval()


def variation(x):
    down, right = x[:, :, 1:] - x[:, :, :-1], x[:, :, :, 1:] - x[:, :, :, :-1]
    return down.abs().mean() + right.abs().mean()


def objective(net, forward, x, labels):
    """Of `x`, in float64: parts and total."""
    distances = []

    def hook(norm, inputs):
        axes = [0, *range(2, inputs[0].dim())]
        distances.append((inputs[0].mean(axes) - norm.running_mean).norm())
        distances.append((inputs[0].var(axes, unbiased=False) - norm.running_var).norm())
    hooks = [m.register_forward_pre_hook(hook) for m in net.modules() if isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d))]
    classes = F.cross_entropy(forward(x.expand(-1, 3, -1, -1)), labels)
    for handle in hooks:
        handle.remove()
    statistics = sum(distances)
    parts = torch.stack([classes, statistics, variation(x), (x**2).mean()])
    return parts, parts @ torch.tensor([1, 1, 0.05, 1e-3], dtype=torch.float64)


def add(name, net, channels):
    shape = (3, 10, 9)
    example = torch.randn(3, *shape)
    torch.jit.trace(net, example[:1].clone()).save(str(FOLDER / f"{name}.pt"))
    with torch.no_grad():
        output = net(example.clone())
    example.numpy().tofile(FOLDER / f"{name}.input.bin")
    output.numpy().tofile(FOLDER / f"{name}.output.bin")
    NETWORKS[name] = {"input": list(example.shape), "output": list(output.shape)}
    inputs = torch.randn(12, channels, *shape[1:]).double().requires_grad_(True)
    labels = torch.arange(12) % 4
    net.double()
    parts, total = objective(net, getattr(net, "out_of_place", net.forward), inputs, labels)
    total.backward()
    write_tensors(FOLDER, f"{name}.inversion", {
        "inputs": inputs.detach(), "labels": labels, "parts": parts.detach(), "total": total.detach(),
        "gradient": inputs.grad})


def main():
    torch.manual_seed(32)
    FOLDER.mkdir(parents=True, exist_ok=True)
    add("inversion_grey", randomise(Stem()), 1)
    add("inversion_rgb", randomise(Stem()), 3)
    add("inversion_written", randomise(PreActivation()), 3)
    (FOLDER / "inversions.json").write_text(json.dumps(NETWORKS))


main()
