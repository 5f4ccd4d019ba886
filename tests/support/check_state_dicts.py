#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the state_dicts that Pleat wrote and compares them with their originals: check_state_dicts.py FOLDER"""
import collections
import io
import json
import pathlib
import pickle
import pickletools
import sys
import zipfile

import torch

from make_state_dicts import content

FOLDER = pathlib.Path(sys.argv[1])
# What torch.load(weights_only=True) of PyTorch 2 allows, of what a state_dict needs.
ALLOWED = {("collections", "OrderedDict"), ("torch._utils", "_rebuild_tensor_v2")} | {
    ("torch", f"{kind}Storage")
    for kind in "Double Float Half BFloat16 Long Int Short Char Byte Bool".split()}


class Strict(pickle.Unpickler):
    """Knows the allowed names only, and counts the storages that are asked for."""

    def __init__(self, text):
        super().__init__(io.BytesIO(text))
        self.keys = set()

    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
        return collections.OrderedDict if name == "OrderedDict" else lambda *arguments: arguments

    def persistent_load(self, identity):
        assert identity[0] == "storage" and identity[3] == "cpu"
        self.keys.add(identity[2])
        return identity


def described(state):
    return [{
        "name": name, "type": str(tensor.dtype).replace("torch.", ""), "shape": list(tensor.shape),
        "strides": list(tensor.stride()), "offset": tensor.storage_offset(), "sha256": content(tensor),
    } for name, tensor in state.items()]


def problem(file, entry):
    state = torch.load(file)
    if type(state) is not collections.OrderedDict or described(state) != entry["tensors"]:
        return "other tensors"
    if described(torch.load(file, weights_only=True)) != entry["tensors"]:
        return "other tensors with weights_only"
    if len({tensor.storage().data_ptr() for tensor in state.values() if tensor.numel()}) != entry["storages"]:
        return "storages are shared otherwise"
    if any(tensor.requires_grad for tensor in state.values()):
        return "gradients"
    with zipfile.ZipFile(file) as archive:
        if archive.testzip():
            return "a wrong CRC-32"
        text = archive.read("archive/data.pkl")
        strict = Strict(text)
        strict.load()
        pickletools.dis(text, io.StringIO())  # checks the stack, too
        stored = {name for name in archive.namelist() if name.startswith("archive/data/")}
        if stored != {f"archive/data/{key}" for key in strict.keys}:
            return "other storages than the pickle names"
        if json.loads(archive.read("archive/pleat.json")) != {"made from": file.stem}:
            return "another description"
    return None


def main():
    cases = json.loads((FOLDER / "state_dicts.json").read_text())
    readable = {name: entry for name, entry in cases.items() if "tensors" in entry}
    failures = 0
    for name, entry in readable.items():
        found = problem(FOLDER / "state_dicts_written" / f"{name}.pth", entry)
        failures += bool(found)
        print(f"{name}: {found or 'equal'}")
    sys.exit(1 if failures or not readable else 0)


if __name__ == "__main__":
    main()
