#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens folded files with PyTorch and compares them with what Pleat computed: check_folded.py FOLDER"""
import json
import pathlib
import sys

import numpy
import torch

FOLDER = pathlib.Path(sys.argv[1])
TOLERANCE = 1e-5


def main():
    folded = sorted(FOLDER.glob("*.folded.pt"))
    networks = json.loads((FOLDER / "networks.json").read_text())
    if len(folded) < len(networks):
        sys.exit(f"only {len(folded)} folded files in {FOLDER}")
    failures = 0
    for path in folded:
        name = path.name[:-len(".folded.pt")]
        entry = networks[name]
        net = torch.jit.load(str(path))
        x = torch.from_numpy(numpy.fromfile(FOLDER / f"{name}.input.bin", numpy.float32)).reshape(entry["input"])
        ours = torch.from_numpy(numpy.fromfile(FOLDER / f"{name}.folded.bin", numpy.float32)).reshape(entry["output"])
        with torch.no_grad():
            theirs = net(x)
        error = ((theirs - ours).abs().max() / theirs.abs().max()).item()
        names = sorted(torch.jit.load(str(FOLDER / f"{name}.pt")).state_dict())
        same_names = sorted(net.state_dict()) == names
        net(x[:1]).sum().backward()  # people may fine-tune the result
        print(f"{name}: error {error:.1e}, names {'equal' if same_names else 'differ'}")
        failures += not (error < TOLERANCE and same_names)
    sys.exit(1 if failures else 0)


main()
