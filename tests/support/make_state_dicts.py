#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes files by torch.save, and broken and hostile ones out of them: python3 make_state_dicts.py FOLDER

FOLDER/state_dicts/*.pth are listed in FOLDER/state_dicts.json: either with the tensors that must be
found, as PyTorch itself loads them, and parts of the findings, or with the error that must be given.
"""
import argparse
import collections
import datetime
import hashlib
import json
import os
import pathlib
import pickle
import struct
import sys
import warnings
import zipfile

import numpy
import torch
import torchvision
from torch import nn

FOLDER = pathlib.Path(sys.argv[1]) / "state_dicts"
CASES = {}
UNREADABLE, UNSUPPORTED = 3, 4

warnings.simplefilter("ignore")
torch.manual_seed(0)


def net():
    return nn.Sequential(collections.OrderedDict(
        conv=nn.Conv2d(3, 4, 3), bn=nn.BatchNorm2d(4), head=nn.Sequential(nn.Flatten(), nn.Linear(4, 2))))


# What must be found

def content(tensor):
    tensor = tensor.detach().cpu().contiguous()
    size = tensor.numel() * tensor.element_size()
    raw = bytes(tensor.storage().untyped())[tensor.storage_offset() * tensor.element_size():][:size]
    return hashlib.sha256(raw).hexdigest()


def expected(tensors, findings=()):
    return {
        "tensors": [{
            "name": name, "type": str(tensor.dtype).replace("torch.", ""), "shape": list(tensor.shape),
            "strides": list(tensor.stride()), "offset": tensor.storage_offset(), "sha256": content(tensor),
        } for name, tensor in tensors.items()],
        "storages": len({t.storage().data_ptr() for t in tensors.values() if t.numel()}),
        "findings": list(findings),
    }


def refused(code, *parts):
    return {"error": code, "parts": list(parts)}


def path(name):
    CASES[name] = None
    return FOLDER / f"{name}.pth"


def save(name, value, expectation, **options):
    torch.save(value, path(name), **options)
    CASES[name] = expectation


def save_plain(name, tensors, **options):
    save(name, tensors, expected(tensors), **options)


# Archives with another pickle or other records than torch.save would write

def records(name):
    with zipfile.ZipFile(FOLDER / f"{name}.pth") as archive:
        return {record: archive.read(record) for record in archive.namelist()}


def stem(contents):
    return next(iter(contents)).split("/")[0]


def write_records(name, contents, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path(name), "w", compression) as archive:
        for record, held in contents.items():
            archive.writestr(record, held)


def with_pickle(name, base, edit, expectation):
    """A copy of the file `base` with its pickle edited."""
    contents = records(base)
    key = f"{stem(contents)}/data.pkl"
    contents[key] = edit(contents[key])
    write_records(name, contents)
    CASES[name] = expectation


def text(string):
    return b"X" + struct.pack("<I", len(string)) + string


def beside(key, value):
    """Turns a pickled state_dict into {"state_dict": it, key: value}."""
    return lambda held: (b"\x80\x02}" + text(b"state_dict") + held[2:-1] + b"s" + text(key) + value + b"s.")


def edit(name, base, change, expectation):
    contents = records(base)
    change(contents, stem(contents))
    write_records(name, contents)
    CASES[name] = expectation


def plain():
    state = net().state_dict()
    for protocol in (2, 3, 4, 5):
        save_plain(f"protocol{protocol}", state, pickle_protocol=protocol)
    numbers = torch.arange(24).reshape(2, 3, 4)
    save_plain("types", {str(t).replace("torch.", ""): (numbers % 7 - 2).to(t) for t in (
        torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16,
        torch.int8, torch.uint8, torch.bool)})
    whole = torch.randn(6, 8)
    save_plain("views", {
        "whole": whole, "row": whole[2], "column": whole[:, 3], "transposed": whole.t(), "part": whole[1:5:2, 2:7:3],
        "flat": whole.view(-1), "last_channels": torch.randn(2, 3, 4, 5).contiguous(memory_format=torch.channels_last)})
    save_plain("tied", {"a": whole, "b": whole, "c": whole.detach(), "own": whole.clone()})
    save_plain("small", {
        "scalar": torch.tensor(3.5), "empty": torch.zeros(0), "empty_axis": torch.zeros(3, 0, 2), "one": torch.ones(1)})
    save_plain("parameters", dict(net().named_parameters()))
    marked = torch.randn(3)
    marked.origin = "a tensor with an attribute"
    save_plain("attribute", {"marked": marked, "plain": torch.randn(2)})
    save_plain("unicode", {"größe.重み": torch.randn(2)})
    save_plain("many", {f"layer{i}.weight": torch.full((2,), float(i)) for i in range(3000)})


def checkpoints():
    network = net()
    state = network.state_dict()
    optimizer = torch.optim.Adam(network.parameters())
    network(torch.randn(2, 3, 3, 3)).sum().backward()
    optimizer.step()
    best = torch.tensor(0.5)
    save("checkpoint", {
        "epoch": 7, "arch": "net", "state_dict": state, "best": best, "optimizer": optimizer.state_dict(),
        "args": argparse.Namespace(lr=0.1, wd=None), "loss": numpy.float64(0.25), "when": datetime.date(2024, 1, 2),
        "device": torch.device("cpu"), "size": torch.Size([1, 2]), "type": torch.float16, "big": 2 ** 100,
        "minus": -2 ** 63, "set": {1, 2}, "frozen": frozenset("ab"), "bytes": b"\x00" * 300, "range": range(3),
        "counts": collections.Counter("aab"), "default": collections.defaultdict(list, {"a": [1.5]}), "yes": True,
        "array": numpy.arange(5), "complex": 1j, 3: "three", "path": pathlib.PurePosixPath("/tmp"),
        "rng": torch.get_rng_state(),
    }, expected(state, ["optimizer\" (18 x torch.Tensor)", "argparse.Namespace", "numpy.core.multiarray.scalar", "epoch"]))
    for protocol in (4, 5):
        save(f"checkpoint{protocol}", {"args": argparse.Namespace(a=1), "x": {"y"}, "big": 1 << 2000, "model": state},
             expected(state, ["argparse.Namespace"]), pickle_protocol=protocol)
    save("nested", {"checkpoint": 1, "model": {"state_dict": state, "step": 3}}, expected(state, ["step"]))
    other = net().state_dict()
    save("several", {"model": other, "ema": net().state_dict(), "state_dict": state},
         expected(state, ["read from \"state_dict\"; there are also \"model\", \"ema\""]))
    save("only", {"generator": state, "step": 1}, expected(state, ["step"]))
    save("ambiguous", {"generator": state, "discriminator": other},
         refused(UNSUPPORTED, "\"generator\", \"discriminator\""))
    save("parallel", nn.DataParallel(network).state_dict(), expected(state, ["\"module.\", which is dropped"]))
    save("compiled", {"_orig_mod.module." + name: tensor for name, tensor in state.items()},
         expected(state, ["\"_orig_mod.module.\", which is dropped"]))
    partly = {"module.a": torch.ones(2), "b": torch.ones(3)}
    save("partly", partly, expected(partly))
    save("keys", {"a": torch.ones(2), 5: torch.ones(3), ("t",): 1, None: 2, "n": None, "deep": {"x": [torch.ones(1)]}},
         expected({"a": torch.ones(2)}, ["no names: 5", "\"n\"", "\"deep\" (1 x torch.Tensor)"]))
    save("numbered", {0: torch.ones(2)}, refused(UNSUPPORTED, "no dict of tensors", "only 0"))


class Attack:
    def __reduce__(self):
        return os.system, (f"touch '{FOLDER}/executed'",)


def hostile():
    state = net().state_dict()
    save("attack", {"state_dict": state, "x": Attack()}, expected(state, [f"{os.name}.system"]))
    save("attack_only", Attack(), refused(UNSUPPORTED, "no dict of tensors"))
    save("attack_tensor", collections.OrderedDict(a=torch.ones(1), b=Attack()),
         expected({"a": torch.ones(1)}, [f"{os.name}.system"]))
    base = "protocol2"
    state = torch.load(FOLDER / f"{base}.pth")
    deep = b"]" * 200000 + b"a" * 199999
    with_pickle("deep", base, beside(b"deep", deep), expected(state, ["deep"]))
    with_pickle("deep_tuples", base, beside(b"deep", b")" + b"\x85" * 200000), expected(state, ["deep"]))
    with_pickle("laughs", base, beside(b"laughs", b"]" + b"2\x86" * 5000), expected(state, ["laughs"]))
    with_pickle("cycle", base, beside(b"cycle", b"}q\xff" + text(b"model") + b"h\xffs"), expected(state, ["cycle"]))
    with_pickle("own_parent", base, lambda held: b"\x80\x02}q\x00" + text(b"model") + b"h\x00s.",
                refused(UNSUPPORTED, "no dict of tensors"))
    with_pickle("own_argument", base, lambda held: b"\x80\x02}" + text(b"a") + b"ctorch._utils\n_rebuild_parameter\n"
                b"]q\x00Rq\x010h\x00h\x01a0h\x01s.", refused(UNSUPPORTED, "no dict of tensors"))
    # Walking every key of every shared dict would take hours.
    texts = b"".join(text(b"%d" % i) + b"N" for i in range(200000))
    with_pickle("wide", base, lambda held: b"\x80\x02}(" + texts + b"uq\x00" + b"0}("
                + texts.replace(b"N", b"h\x00") + b"u.", refused(UNSUPPORTED, "no dict of tensors"))
    with_pickle("huge_memo", base, lambda held: b"\x80\x02Nr\xff\xff\xff\xff.", refused(UNREADABLE, "memo 4294967295"))
    with_pickle("long_text", base, lambda held: b"\x80\x02X\xff\xff\xff\x7fa.", refused(UNREADABLE, "cut short"))
    with_pickle("longer_text", base, lambda held: b"\x80\x04\x8d" + b"\xff" * 8 + b"a.",
                refused(UNREADABLE, "cut short"))
    with_pickle("bare_mark", base, lambda held: b"\x80\x02(.", refused(UNREADABLE, "value is missing"))
    with_pickle("no_mark", base, lambda held: b"\x80\x02Nt.", refused(UNREADABLE, "mark is missing"))
    with_pickle("no_list", base, lambda held: b"\x80\x02NNa.", refused(UNREADABLE, "no list"))
    with_pickle("no_dict", base, lambda held: b"\x80\x02]NNs.", refused(UNREADABLE, "no dict"))
    with_pickle("odd_items", base, lambda held: b"\x80\x02}(Nu.", refused(UNREADABLE, "no value"))
    with_pickle("no_state", base, lambda held: b"\x80\x02}Nb.", refused(UNREADABLE, "state"))
    with_pickle("no_name", base, lambda held: b"\x80\x04NN\x93.", refused(UNREADABLE, "impossible name"))
    with_pickle("no_memo", base, lambda held: b"\x80\x02h\x05.", refused(UNREADABLE, "memo 5"))
    with_pickle("no_instruction", base, lambda held: b"\x80\x02\xf0.", refused(UNREADABLE, "0xf0"))
    with_pickle("many_values", base, lambda held: b"\x80\x02" + b"N" * (5 << 20) + b".",
                refused(UNSUPPORTED, "4194304"))
    with_pickle("empty_pickle", base, lambda held: b"", refused(UNREADABLE, "cut short"))
    for protocol in (0, 1):
        with_pickle(f"protocol{protocol}", base, lambda held: pickle.dumps({"a": 1}, protocol),
                    refused(UNSUPPORTED, "protocol 0 or 1", "torch.save"))
    with_pickle("protocol6", base, lambda held: b"\x80\x06N.", refused(UNSUPPORTED, "protocol 6", "2 to 5"))
    with_pickle("old_class", base, lambda held: b"\x80\x02(ios\nsystem\n.", refused(UNSUPPORTED, "0x69"))


def edited():
    """What Python 2, PyTorch 2 and unlucky copies make of a file."""
    save_plain("pair", collections.OrderedDict(a=torch.full((3,), 1.0), b=torch.full((3,), 2.0)))
    two = torch.load(FOLDER / "pair.pth")
    a, b = text(b"a"), text(b"b")
    with_pickle("twice", "pair", lambda held: held.replace(b, a), expected({"a": two["b"]}, ["twice", "\"a\""]))
    with_pickle("python2", "pair", lambda held: held.replace(a, b"U\x01a").replace(b, b"T\x01\x00\x00\x00b"), expected(two))
    with_pickle("not_utf8", "pair", lambda held: held.replace(b, text(b"\xff\xfe")), expected({"a": two["a"]}, ["no names"]))
    with_pickle("no_text", "pair", lambda held: held.replace(b, text(b"")), expected({"a": two["a"]}, ["no names"]))
    with_pickle("on_cuda", "pair", lambda held: held.replace(text(b"cpu"), text(b"cuda:3")), expected(two))
    with_pickle("of_cuda", "pair", lambda held: held.replace(b"ctorch\nFloat", b"ctorch.cuda\nFloat"), expected(two))
    with_pickle("on_meta", "pair", lambda held: held.replace(text(b"cpu"), text(b"meta")), refused(UNSUPPORTED, "a (", "it is on the meta"))
    with_pickle("newest", "pair", lambda held: held.replace(b"tensor_v2", b"tensor_v3"), refused(UNSUPPORTED, "it has a type"))
    with_pickle("foreign_storage", "pair", lambda held: held.replace(b"FloatStorage", b"OddStorage"),
                refused(UNSUPPORTED, "a is of an unknown kind", "torch.OddStorage"))
    with_pickle("size_class", "pair", lambda held: held.replace(b"K\x03\x85", b"ctorch\nSize\nK\x03\x85\x85R", 1), expected(two))
    three, large = b"K\x03", b"\x8a\x08" + struct.pack("<q", 1 << 62)
    for name, value, part in (("negative", b"J\xff\xff\xff\xff", "impossible"), ("beyond", b"K\x04", "beyond"),
                              ("overflow", large, "impossible"), ("no_number", b"N", "no integer"),
                              ("big_number", b"\x8a\x09" + b"\x01" * 9, "no integer")):
        with_pickle(f"size_{name}", "pair", lambda held: held.replace(three + b"\x85", value + b"\x85", 1),
                    refused(UNREADABLE, "a: ", part))
    with_pickle("many_axes", "pair", lambda held: held.replace(three + b"\x85", b"(" + b"K\x01" * 17 + b"t", 1),
                refused(UNREADABLE, "a: ", "at most 16"))
    for name, value, part in (("large", large, "impossibly large"), ("longer", b"K\x05", "has 12 bytes instead of 20")):
        with_pickle(f"storage_{name}", "pair", lambda held: held.replace(three + b"t", value + b"t", 1),
                    refused(UNREADABLE, "a: ", part))
        assert records(f"storage_{name}") != records("pair")
    edit("no_storage", "pair", lambda held, s: held.pop(f"{s}/data/1"), refused(UNREADABLE, "b: ", "data/1", "missing"))
    edit("big_endian", "pair", lambda held, s: held.update({f"{s}/byteorder": b"big"}), refused(UNSUPPORTED, "big-endian"))
    edit("little_endian", "pair", lambda held, s: held.update({f"{s}/byteorder": b"little", f"{s}/.data/serialization_id": b"1"}),
         expected(two))
    edit("described", "pair", lambda held, s: held.update({f"{s}/pleat.json": b"{\"a\": 1}"}),
         dict(expected(two), description="{\"a\": 1}"))
    edit("no_pickle", "pair", lambda held, s: held.pop(f"{s}/data.pkl"), refused(UNSUPPORTED, "not written by torch.save"))
    write_records("deflated", records("pair"), zipfile.ZIP_DEFLATED)
    CASES["deflated"] = refused(UNSUPPORTED, "compressed")
    held = (FOLDER / "pair.pth").read_bytes()
    where = held.index(struct.pack("<3f", 2, 2, 2))
    path("flipped").write_bytes(held[:where] + b"\x01" + held[where + 1:])
    CASES["flipped"] = refused(UNREADABLE, "CRC")
    path("cut").write_bytes(held[:-100])
    CASES["cut"] = refused(UNREADABLE)


def unsupported():
    some = torch.randn(4, 4)
    save("complex", {"w": some.to(torch.complex64)}, refused(UNSUPPORTED, "w (", "it is complex", "view_as_real"))
    save("quantised", {"w": torch.quantize_per_tensor(some, 0.1, 0, torch.qint8)}, refused(UNSUPPORTED, "w (", "it is quantised"))
    save("sparse", {"w": some.to_sparse()}, refused(UNSUPPORTED, "w (", "it is sparse", "to_dense"))
    save("sparse_rows", {"w": some.to_sparse_csr()}, refused(UNSUPPORTED, "w (", "it is sparse"))
    save("meta", {"w": some.to("meta")}, refused(UNSUPPORTED, "w (", "it is on the meta device"))
    block = torchvision.models.resnet.BasicBlock(4, 4)
    save("module", block, refused(UNSUPPORTED, "torchvision.models.resnet.BasicBlock", "net.state_dict()", "torch.jit.trace"))
    save("module_inside", {"epoch": 1, "model": block}, refused(UNSUPPORTED, "torchvision.models.resnet.BasicBlock"))
    save("module_parallel", nn.DataParallel(block), refused(UNSUPPORTED, "torch.nn.parallel.data_parallel.DataParallel"))
    save("lone_tensor", some, refused(UNSUPPORTED, "no dict of tensors"))
    save("list", [some, some], refused(UNSUPPORTED, "no dict of tensors"))
    save("nothing", {}, refused(UNSUPPORTED, "no dict of tensors"))
    save("numbers", {"epoch": 1, "loss": [1.0]}, refused(UNSUPPORTED, "\"epoch\", \"loss\""))
    torch.jit.script(net()).save(str(path("torchscript")))
    CASES["torchscript"] = refused(UNSUPPORTED, "TorchScript")
    path("text").write_text("These are no weights.\n")
    CASES["text"] = refused(UNREADABLE)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for made in FOLDER.glob("*"):
        made.unlink()
    for make in (plain, checkpoints, hostile, edited, unsupported):
        make()
    (FOLDER.parent / "state_dicts.json").write_text(json.dumps(CASES, indent=1))


if __name__ == "__main__":
    main()
