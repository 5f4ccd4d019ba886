#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens what Pleat's zip writer wrote, with zipfile and PyTorch: check_archives.py FOLDER"""
import pathlib
import sys
import zipfile

import torch

ARCHIVES = pathlib.Path(sys.argv[1]) / "archives"
WRITTEN = ARCHIVES / "written"

for path in sorted(WRITTEN.iterdir()):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None, path
        assert archive.namelist(), path

with zipfile.ZipFile(WRITTEN / "aligned.zip") as archive:
    assert len(archive.namelist()) == 200
    assert archive.read("a/größe" + "x" * 65) == b"A" * 65
with zipfile.ZipFile(WRITTEN / "many.zip") as archive:
    assert len(archive.namelist()) == 65536

ours = torch.load(WRITTEN / "state_dict.pth")
original = torch.load(ARCHIVES / "state_dict.pth")
assert list(ours) == list(original)
assert all(torch.equal(ours[name], original[name]) for name in original)

x = torch.randn(5, 4)
network = torch.jit.load(str(WRITTEN / "traced.pt"))
assert torch.equal(network(x), torch.jit.load(str(ARCHIVES / "traced.pt"))(x))
