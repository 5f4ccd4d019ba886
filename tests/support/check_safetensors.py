#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the file that Pleat wrote again with the one that it read: check_safetensors.py FOLDER"""
import pathlib
import sys

from safetensors_format import raw, unpack

FOLDER = pathlib.Path(sys.argv[1]) / "safetensors"


def main():
    before, _, _ = unpack((FOLDER / "all_types.safetensors").read_bytes())
    after, metadata, places = unpack((FOLDER / "written.safetensors").read_bytes())
    assert metadata == {"format": "pt", "pleat": "written again: {\"k\": 5} ü\n"}, metadata
    assert sorted(before) == sorted(after), sorted(after)
    for name, tensor in after.items():
        assert tensor.dtype == before[name].dtype and tensor.shape == before[name].shape, name
        assert raw(tensor) == raw(before[name]), name
        assert places[name] % tensor.element_size() == 0, name
    assert min(places.values()) % 8 == 0
    order = [(-tensor.element_size(), name) for name, tensor in after.items() if tensor.numel()]
    assert order == sorted(order), order
    print(f"{len(after)} tensors are equal")


main()
