#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network of few parameters with channel groups of 512, 2048 and 4096, for tests of speed:
python3 make_wide.py FOLDER

Channels are drawn around common centres, so that there is something to cluster."""
import pathlib
import sys

import torch
from torch import nn

WIDTHS = (512, 2048, 4096)
BOTTLENECK = 32


def clustered(layer):
    centres = torch.randn(layer.out_features // 8, layer.in_features)
    rows = centres[torch.randint(len(centres), (layer.out_features,))]
    layer.weight.data = rows + 0.3 * torch.randn_like(rows)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    layers = []
    for width in WIDTHS:
        into = nn.Linear(BOTTLENECK, width)
        clustered(into)
        layers += [into, nn.ReLU(), nn.Linear(width, BOTTLENECK), nn.ReLU()]
    network = nn.Sequential(*layers, nn.Linear(BOTTLENECK, 10)).eval()
    traced = torch.jit.trace(network, torch.randn(1, BOTTLENECK))
    torch.jit.save(traced, str(folder / "wide.pt"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
