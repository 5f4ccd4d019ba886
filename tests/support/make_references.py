#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what the tests compare with, by PyTorch: python3 make_references.py FOLDER SAMPLES

For each network NAME.pt, NAME.input.bin and NAME.output.bin (float32), listed in networks.json with
their shapes. Networks named dup_* hold every hidden channel twice, half of the copies with
(W, mu, gamma) negated, so that folding them to half their width must change nothing.
"""
import json
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional as F

from small_nets import Mlp

FOLDER = pathlib.Path(sys.argv[1])
SAMPLES = pathlib.Path(sys.argv[2])
NETWORKS = {}


class ConvBn(nn.Module):
    """A bias before BatchNorm, in-place activations, a loose BatchNorm at the end."""

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8)
        self.conv2, self.bn2 = nn.Conv2d(8, 6, 3, stride=2, bias=False), nn.BatchNorm2d(6)
        self.bn3 = nn.BatchNorm2d(6)
        self.head = nn.Linear(6, 5)
        self.relu = nn.ReLU(inplace=True)
        self.drop = nn.Dropout(0.3)

    def forward(self, x):
        x = F.max_pool2d(self.relu(self.bn1(self.conv1(x))), 2)
        x = self.bn3(self.relu(self.bn2(self.conv2(x))))
        return self.head(self.drop(x.mean([2, 3])))


class Residual(nn.Module):
    """A stream with three producers: stem, block and projection shortcut join by two additions."""

    def __init__(self):
        super().__init__()
        self.stem, self.bn0 = nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv1, self.bn1 = nn.Conv2d(8, 10, 3, padding=1, bias=False), nn.BatchNorm2d(10)
        self.conv2, self.bn2 = nn.Conv2d(10, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.skip, self.bns = nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8)
        self.head = nn.Linear(8, 5)

    def forward(self, x):
        x = F.relu_(self.bn0(self.stem(x)))
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        x = F.relu(y.add_(x) + self.bns(self.skip(x)))
        return self.head(torch.flatten(F.adaptive_avg_pool2d(x, 1), 1))


class Flat(nn.Module):
    """Flatten of 4 x 4 positions: each channel becomes 16 columns of the linear layer."""

    def __init__(self):
        super().__init__()
        self.conv, self.bn = nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.fc1, self.fc2 = nn.Linear(8 * 16, 12), nn.Linear(12, 5)

    def forward(self, x):
        x = F.avg_pool2d(F.silu(self.bn(self.conv(x))), 2)
        return self.fc2(torch.tanh(self.fc1(torch.flatten(x, 1))))


class Scripted(nn.Module):
    """Branches on a shape and on the training flag, a loop over layers, a list."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(48, 16), nn.Linear(16, 16)])
        self.head = nn.Linear(16, 5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if x.dim() != 4:
            raise RuntimeError("images expected")
        x = x.flatten(1)
        kept: list[torch.Tensor] = []
        for layer in self.layers:
            x = F.dropout(F.relu(layer(x)), 0.5, self.training)
            kept.append(x)
        if x.size(1) == 16:
            x = kept[-1] * 2.0
        return self.head(x)


class Frozen(nn.Module):
    """Operators without a coupling rule, and a fresh tensor that is written: z must not grow."""

    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Conv2d(3, 6, 1), nn.Conv2d(3, 6, 1)
        self.c = nn.Conv2d(12, 5, 1)

    def forward(self, x):
        z = torch.zeros(5)
        z.add_(1)
        y = torch.softmax(torch.cat([self.a(x), self.b(x)], 1), 1)
        return self.c(y).mean([2, 3]) + z


def randomise(net):
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            sign = torch.where(torch.rand(module.num_features) < 0.4, -1.0, 1.0)
            module.weight.data = sign * (0.5 + torch.rand(module.num_features))
            module.bias.data.normal_()
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
    return net.eval()


def duplicate(net, producers, consumers, norms=(), inner=1):
    """Every channel of one group twice, in a random order; some copies negated where a BatchNorm
    undoes it. Consumers read each copy with half the weight."""
    modules = dict(net.named_modules())
    width = modules[producers[0]].weight.shape[0]
    source = torch.arange(width).repeat(2)[torch.randperm(2 * width)]
    negated = torch.where(torch.rand(2 * width) < 0.5, -1.0, 1.0)
    normed = len(norms) == len(producers)
    for name in producers:
        layer = modules[name]
        sign = negated if normed else torch.ones(2 * width)
        layer.weight.data = layer.weight.data[source] * sign.reshape(-1, *[1] * (layer.weight.dim() - 1))
        if layer.bias is not None:
            layer.bias.data = layer.bias.data[source] * sign
    for name in norms:
        norm = modules[name]
        sign = negated if normed else torch.ones(2 * width)
        norm.weight.data = norm.weight.data[source] * sign
        norm.bias.data = norm.bias.data[source]
        norm.running_mean = norm.running_mean[source] * sign
        norm.running_var = norm.running_var[source]
    for name in consumers:
        layer = modules[name]
        weight = layer.weight.data
        split = weight.reshape(weight.shape[0], width, inner, *weight.shape[2:])
        layer.weight.data = (split[:, source] / 2).reshape(weight.shape[0], 2 * width * inner, *weight.shape[2:])


def add_network(name, net, shape, script=False):
    x = torch.randn(3, *shape)
    traced = torch.jit.script(net) if script else torch.jit.trace(net, x[:1])
    traced.save(str(FOLDER / f"{name}.pt"))
    with torch.no_grad():
        y = net(x)
    x.numpy().tofile(FOLDER / f"{name}.input.bin")
    y.numpy().tofile(FOLDER / f"{name}.output.bin")
    NETWORKS[name] = {"input": list(x.shape), "output": list(y.shape)}


def main():
    torch.manual_seed(20)
    FOLDER.mkdir(parents=True, exist_ok=True)
    image = (3, 8, 8)
    add_network("mlp", randomise(Mlp()), (3, 4, 4))
    add_network("conv_bn", randomise(ConvBn()), image)
    add_network("residual", randomise(Residual()), image)
    add_network("flat", randomise(Flat()), image)
    add_network("scripted", randomise(Scripted()), (3, 4, 4), script=True)
    add_network("frozen", randomise(Frozen()), image)

    net = randomise(Mlp())
    duplicate(net, ["fc1"], ["fc2"])
    duplicate(net, ["fc2"], ["fc3"])
    add_network("dup_mlp", net, (3, 4, 4))
    net = randomise(ConvBn())
    duplicate(net, ["conv1"], ["conv2"], ["bn1"])
    add_network("dup_conv_bn", net, image)
    net = randomise(ConvBn())
    duplicate(net, ["conv2"], ["head"], ["bn2", "bn3"])
    add_network("dup_loose_norm", net, image)
    net = randomise(Residual())
    duplicate(net, ["stem", "conv2", "skip"], ["conv1", "skip", "head"], ["bn0", "bn2", "bns"])
    duplicate(net, ["conv1"], ["conv2"], ["bn1"])
    add_network("dup_residual", net, image)
    net = randomise(Flat())
    duplicate(net, ["conv"], ["fc1"], ["bn"], inner=16)
    duplicate(net, ["fc1"], ["fc2"])
    add_network("dup_flat", net, image)

    # Half of the channels of every BatchNorm-fed layer negated: the same function.
    sample = torch.jit.load(str(SAMPLES / "resnet18.pt"))
    weights = dict(sample.named_parameters())
    flip = {}
    for name, buffer in sample.named_buffers():
        if name.endswith("running_mean"):
            flip[name[:-len(".running_mean")]] = torch.where(torch.arange(len(buffer)) % 2 == 0, 1.0, -1.0)
    with torch.no_grad():
        for norm, sign in flip.items():
            conv = norm.replace("bn", "conv") if "bn" in norm else norm[:-1] + "0"
            weights[f"{conv}.weight"].mul_(sign.reshape(-1, 1, 1, 1))
            weights[f"{norm}.weight"].mul_(sign)
            dict(sample.named_buffers())[f"{norm}.running_mean"].mul_(sign)
    sample.save(str(FOLDER / "negated.pt"))
    (FOLDER / "negated.input.json").write_text((SAMPLES / "resnet18.input.json").read_text())

    (FOLDER / "networks.json").write_text(json.dumps(NETWORKS))


main()
