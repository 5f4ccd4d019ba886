#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repairs written out with PyTorch, from their formulas: python3 make_repairs.py FOLDER

repairs.json lists networks like networks.json. `chain.*` hold, for three convolutions and a linear layer folded
by LABELS, the statistics of BatchNorms re-estimated by PyTorch and every layer after least squares (im2col by
F.unfold, solved by lstsq). regressions.json lists ridge regressions, patches.json layers of one operator.
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
# Clusters of the three convolutions: of several sizes, not sorted.
LABELS = [[0, 1, 2, 0, 3, 4, 1, 0], [0, 1, 2, 2, 3, 4, 5, 0, 1, 5], [3, 1, 0, 2, 1, 0]]


class Chain(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv2, self.bn2 = nn.Conv2d(8, 10, 3, stride=2, padding=1), nn.BatchNorm2d(10)
        self.conv3, self.bn3 = nn.Conv2d(10, 6, 3, bias=False), nn.BatchNorm2d(6)
        self.head = nn.Linear(6, 5)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = F.relu(self.bn2(self.conv2(x)))
        x = F.relu(self.bn3(self.conv3(x)))
        return self.head(x.mean([2, 3]))


class Plain(nn.Module):
    """No BatchNorm; layers with and without a bias, one of them transposed."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(8, 12, 3, bias=False)
        self.up = nn.ConvTranspose2d(12, 6, 2, stride=2)
        self.fc1, self.fc2 = nn.Linear(6, 10), nn.Linear(10, 5)

    def forward(self, x):
        x = F.relu(self.up(F.relu(self.conv2(F.relu(self.conv1(x))))))
        return self.fc2(F.relu(self.fc1(x.mean([2, 3]))))


class LowRank(nn.Module):
    """The channels of `conv` are mixtures of four, and no activation or padding stands between the layers: whatever
    four independent channels a fold leaves, `read` can make its output of them."""

    def __init__(self):
        super().__init__()
        self.conv, self.bn = nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8)
        self.read = nn.Conv2d(8, 5, 3)

    def forward(self, x):
        return F.relu(self.read(self.bn(self.conv(x)))).mean([2, 3])


class Tokens(nn.Module):
    """Linear layers on [N, tokens, features], with low rank as above."""

    def __init__(self):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(12, 8), nn.Linear(8, 5)

    def forward(self, x):
        return torch.tanh(self.fc2(self.fc1(x))).mean(1)


class Flat(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.fc = nn.Conv2d(3, 8, 3), nn.Linear(8 * 9, 5)

    def forward(self, x):
        return self.fc(torch.flatten(F.avg_pool2d(self.conv(x), 2), 1))


def randomise(net):
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            count = module.num_features
            module.weight.data = torch.where(torch.rand(count) < 0.4, -1.0, 1.0) * (0.5 + torch.rand(count))
            module.bias.data.normal_()
            module.running_mean.normal_(std=0.3)
            module.running_var.uniform_(0.5, 2)
    return net.eval()


def add_network(name, net, shape, count=3):
    x = torch.randn(count, *shape)
    torch.jit.trace(net, x[:1]).save(str(FOLDER / f"{name}.pt"))
    with torch.no_grad():
        y = net(x)
    x.numpy().tofile(FOLDER / f"{name}.input.bin")
    y.numpy().tofile(FOLDER / f"{name}.output.bin")
    NETWORKS[name] = {"input": list(x.shape), "output": list(y.shape)}
    return x


# The chain


def averaging(labels):
    matrix = torch.zeros(max(labels) + 1, len(labels), dtype=torch.float64)
    matrix[labels, torch.arange(len(labels))] = 1
    return matrix / matrix.sum(1, keepdim=True)


class ChainLayer:
    """One layer, fused with its BatchNorm, and what a fold by LABELS makes of it."""

    def __init__(self, net, index):
        conv = [net.conv1, net.conv2, net.conv3, net.head][index]
        norm = [net.bn1, net.bn2, net.bn3, None][index]
        self.kernel = conv.weight.dim() == 4
        self.how = {"stride": conv.stride, "padding": conv.padding} if self.kernel else {}
        self.weight = conv.weight.detach().double()
        if not self.kernel:
            self.weight = self.weight[:, :, None, None]
        self.bias = torch.zeros(len(self.weight)).double() if conv.bias is None else conv.bias.detach().double()
        self.mean = self.std = None
        self.rows = torch.eye(len(self.weight), dtype=torch.float64)
        if index < 3:
            self.rows = averaging(LABELS[index])
        if norm is not None:
            gamma, beta = norm.weight.detach().double(), norm.bias.detach().double()
            factor = gamma / (norm.running_var.double() + norm.eps).sqrt()
            self.weight = self.weight * factor[:, None, None, None]
            self.bias = beta + factor * (self.bias - norm.running_mean.double())
            self.mean, self.std = self.rows @ beta, (self.rows @ gamma**2).sqrt()
        self.merge = torch.eye(self.weight.shape[1], dtype=torch.float64)
        if index > 0:
            self.merge = (averaging(LABELS[index - 1]) > 0).double().T  # U [n, k]
        self.merged = torch.einsum("kn,nixy->kixy", self.rows, self.weight)
        self.merged_bias = self.rows @ self.bias
        self.folded = torch.einsum("kixy,ij->kjxy", self.merged, self.merge)
        unit = self.weight / self.weight.flatten(1).norm(dim=1)[:, None, None, None]
        if norm is not None:
            white = torch.einsum("kn,nixy->kixy", self.rows, unit * gamma.abs()[:, None, None, None])
            self.white = white.flatten(1).norm(dim=1)

    def __call__(self, x, weight, bias):
        return F.conv2d(x, weight, bias, **self.how)

    def after(self, z):
        """What the next layer reads; the last convolution's output is pooled."""
        if not self.kernel:
            return z
        return F.relu(z).mean([2, 3], keepdim=True) if len(self.weight) == 6 else F.relu(z)


def ridge_fit(features, targets, start, ridge):
    """argmin ||T - W F - b||^2 + lambda ||W - W0||^2, features [d, m], targets [r, m], by an augmented system."""
    centred = features - features.mean(1, keepdim=True)
    wanted = targets - targets.mean(1, keepdim=True) - start @ centred
    d = len(features)
    weight = ridge * (centred**2).sum() / d
    system = torch.cat([centred.T, weight.sqrt() * torch.eye(d, dtype=torch.float64)])
    right = torch.cat([wanted.T, torch.zeros(d, len(targets), dtype=torch.float64)])
    fitted = start + torch.linalg.lstsq(system, right, driver="gelsd").solution.T
    return fitted, targets.mean(1) - fitted @ features.mean(1)


def by_kernel(layer, original, now, ridge):
    z = torch.einsum("kn,bnxy->bkxy", layer.rows, layer(original, layer.weight, layer.bias))
    size = layer.weight.shape[2]
    columns = F.unfold(now, size, **layer.how).transpose(0, 1).flatten(1)
    weight, bias = ridge_fit(columns, z.transpose(0, 1).flatten(1), layer.folded.flatten(1), ridge)
    return weight.reshape(layer.folded.shape), bias


def by_channel(layer, original, now, ridge):
    """B = (E[h h'^T] + lambda U)(E[h' h'^T] + lambda I)^-1, W~ B, b + W~ (E h - B E h')."""
    h, here = original.transpose(0, 1).flatten(1), now.transpose(0, 1).flatten(1)
    mean, mean_here = h.mean(1), here.mean(1)
    count = h.shape[1]
    cross = h @ here.T / count - torch.outer(mean, mean_here)
    own = here @ here.T / count - torch.outer(mean_here, mean_here)
    weight = ridge * own.diagonal().mean()
    mixture = (cross + weight * layer.merge) @ torch.linalg.inv(own + weight * torch.eye(len(own)).double())
    shift = layer.merged.sum([2, 3]) @ (mean - mixture @ mean_here)
    return torch.einsum("kixy,ij->kjxy", layer.merged, mixture), layer.merged_bias + shift


def least_squares(layers, x, fit, ridge, rescale):
    original = now = x
    result = {}
    for index, layer in enumerate(layers):
        weight, bias = fit(layer, original, now, ridge)
        if rescale and layer.mean is not None:
            output = layer(now, weight, bias).transpose(0, 1).flatten(1)
            gain = (layer.std / output.std(1, unbiased=False)).clamp(0.1, 10)
            weight = weight * gain[:, None, None, None]
            bias = gain * (bias - output.mean(1)) + layer.mean
        result[f"weight{index}"], result[f"bias{index}"] = weight, bias
        original = layer.after(layer(original, layer.weight, layer.bias))
        now = layer.after(layer(now, weight, bias))
    result["output"] = now.flatten(1)
    return result


def re_estimated(layers, x):
    """nn.BatchNorm2d with momentum None, one forward in training mode; layers stored as rows of std 1 for white
    input, whose BatchNorm states the targets."""
    result = {}
    for index, layer in enumerate(layers[:3]):
        norm = nn.BatchNorm2d(len(layer.mean), momentum=None).double()
        norm.weight.data, norm.bias.data = layer.std, layer.mean
        norm.reset_running_stats()
        norm.train()
        x = layer(x, layer.folded / layer.white[:, None, None, None], None)
        x = layer.after(norm(x).detach())
        result[f"mean{index}"], result[f"variance{index}"] = norm.running_mean, norm.running_var
    return result


def add_chain():
    net = randomise(Chain())
    x = add_network("chain", net, (3, 12, 12), count=40).double()  # more than one piece of a walk
    layers = [ChainLayer(net, index) for index in range(4)]
    write_tensors(FOLDER, "chain.labels", {f"labels{i}": torch.tensor(labels) for i, labels in enumerate(LABELS)})
    write_tensors(FOLDER, "chain.bn", re_estimated(layers, x))
    for name, fit in [("kernel", by_kernel), ("channel", by_channel)]:
        for rescale in (False, True):
            result = least_squares(layers, x, fit, 0.05, rescale)
            write_tensors(FOLDER, f"chain.{name}.{'rescaled' if rescale else 'fitted'}", result)
    merged = {f"weight{i}": layer.folded for i, layer in enumerate(layers)}
    write_tensors(FOLDER, "chain.merged", {**merged, **{f"bias{i}": l.merged_bias for i, l in enumerate(layers)}})


def low_rank(layer):
    """Rows that are mixtures of four."""
    weight = layer.weight.data
    layer.weight.data = (torch.randn(len(weight), 4) @ weight[:4].flatten(1)).reshape(weight.shape)


def add_networks():
    add_network("plain", Plain().eval(), (3, 10, 10), count=40)
    net = randomise(LowRank())
    low_rank(net.conv)
    add_network("low_rank", net, (3, 9, 9), count=40)
    for name, net, shape in [("low_rank_tokens", Tokens(), (7, 12)), ("low_rank_flat", Flat(), (3, 8, 8))]:
        low_rank(net.fc1 if name.endswith("tokens") else net.conv)
        # A fold by halves of a linear network of rank four leaves all it needs.
        add_network(name, net.eval(), shape, count=400 if name.endswith("flat") else 40)


# Regressions and patches


def add_regressions():
    listing = []
    cases = [("primal", 1, 6, 4, 50, 0.05), ("groups", 3, 5, 2, 40, 0.3), ("dual", 1, 40, 3, 12, 0.05),
             ("dual_groups", 2, 30, 4, 9, 1e-3), ("blocks", 1, 600, 5, 900, 0.02),
             ("dual_blocks", 1, 700, 3, 300, 0.02), ("tiny_ridge", 1, 8, 3, 60, 1e-9)]
    for name, groups, d, r, m, ridge in cases:
        mixing = torch.randn(groups, d, d, dtype=torch.float64) / d**0.5
        features = mixing @ torch.randn(groups, d, m, dtype=torch.float64) + torch.randn(groups, d, 1).double()
        targets = torch.randn(groups, r, m, dtype=torch.float64) + 3
        start = torch.randn(groups, r, d, dtype=torch.float64)
        fits = [ridge_fit(features[g], targets[g], start[g], ridge) for g in range(groups)]
        write_tensors(FOLDER, f"regression.{name}", {
            "features": features, "targets": targets, "start": start, "ridge": ridge,
            "weight": torch.stack([w for w, _ in fits]), "bias": torch.stack([b for _, b in fits])})
        listing.append(name)
    (FOLDER / "regressions.json").write_text(json.dumps(listing))


def add_patches():
    layers = {
        "conv1d": (nn.Conv1d(4, 6, 5, stride=2, padding=3, dilation=2, groups=2), (4, 21)),
        "conv1d_same": (nn.Conv1d(4, 6, 4, padding="same", bias=False), (4, 11)),
        "conv2d": (nn.Conv2d(6, 9, (3, 2), stride=(2, 1), padding=(2, 0), dilation=(1, 3), groups=3), (6, 9, 10)),
        "conv2d_same": (nn.Conv2d(3, 5, (2, 4), padding="same", dilation=(3, 1)), (3, 8, 9)),
        "conv2d_1x1": (nn.Conv2d(5, 7, 1, stride=3), (5, 8, 8)),
        "depthwise": (nn.Conv2d(6, 12, 3, padding=1, groups=6), (6, 7, 8)),
        "conv3d": (nn.Conv3d(4, 6, (3, 2, 1), stride=(1, 2, 3), padding=(1, 0, 2), groups=2), (4, 5, 6, 7)),
        "linear": (nn.Linear(9, 4), (9,)),
        "linear_tokens": (nn.Linear(9, 4), (6, 9)),
        "linear_grid": (nn.Linear(9, 4), (3, 2, 9)),
    }
    (FOLDER / "patches.json").write_text(json.dumps({f"patches_{name}": {} for name in layers}))
    for name, (layer, shape) in layers.items():
        add_network(f"patches_{name}", nn.Sequential(layer), shape)


def main():
    torch.manual_seed(31)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        add_chain()
        add_networks()
        add_regressions()
        add_patches()
    (FOLDER / "repairs.json").write_text(json.dumps(NETWORKS))


main()
