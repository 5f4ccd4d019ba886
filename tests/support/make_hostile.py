#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes files that nobody means well with: python3 make_hostile.py FOLDER

FOLDER/hostile.json lists them as objects: `path`, `codes` (the exit codes allowed), `command`
("inspect", or "fold" where only the weights are bad) and `shown` (whether the text output is looked
at, too). Sound networks that the bad ones derive from are in FOLDER/sound.
"""
import collections
import io
import json
import math
import os
import pathlib
import pickle
import shutil
import struct
import sys
import zipfile

import numpy
import torch
from onnx import TensorProto, helper
from torch import nn

from zip_files import archive, content_begin, directory_entries, patched, records_of

FOLDER = pathlib.Path(sys.argv[1]).resolve()
UNREADABLE, UNSUPPORTED, IMPOSSIBLE = 3, 4, 5
HUGE = 1_000_000  # two such axes make 10^12 elements
cases = []


def place(path, codes=(UNREADABLE,), command="inspect", shown=False):
    cases.append({"path": str(path), "codes": list(codes), "command": command, "shown": shown})


def add(name, content, codes=(UNREADABLE,), **options):
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    place(path, codes, **options)


class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(12, 16), nn.Linear(16, 8), nn.Linear(8, 4)

    def forward(self, x):
        return self.fc3(torch.relu(self.fc2(torch.relu(self.fc1(x)))))


def saved(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def traced(network):
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.trace(network.eval(), torch.zeros(1, 12)), buffer)
    return buffer.getvalue()


def exported(network):
    buffer = io.BytesIO()
    torch.onnx.export(network.eval(), torch.zeros(1, 12), buffer, opset_version=13)
    return buffer.getvalue()


def safetensors_file(header, data=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def safetensors(tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        content = tensor.numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    return safetensors_file(header, data)


WRITERS = {"pt": traced, "pth": lambda network: saved(network.state_dict()),
           "safetensors": lambda network: safetensors(network.state_dict()), "onnx": exported}


def network():
    torch.manual_seed(0)
    return Small()


SOUND = {suffix: write(network()) for suffix, write in WRITERS.items()}


def make_truncated():
    for suffix, data in SOUND.items():
        ends = [1, 4, 8, 9, 30, 100, *(len(data) * part // 8 for part in range(1, 8)), len(data) - 23, len(data) - 1]
        for end in ends:
            # Too short to be told apart from other files; then it may be taken for one of those.
            add(f"truncated/{end}.{suffix}", data[:end], (UNREADABLE,) if end >= 100 else (UNREADABLE, UNSUPPORTED))
        add(f"truncated/doubled.{suffix}", data + data[: len(data) // 2])


def flipped(data, offset):
    return patched(data, [(offset, bytes([data[offset] ^ 0x10]))])


def make_flipped():
    for suffix in ("pt", "pth"):
        for _, info in directory_entries(SOUND[suffix]):
            if info.compress_size > 1 and not info.filename.endswith(".debug_pkl"):
                offset = content_begin(SOUND[suffix], info) + info.compress_size // 2
                name = info.filename.replace("/", "-")
                add(f"flipped/{name}.{suffix}", flipped(SOUND[suffix], offset))


def make_zip_fields():
    """Sizes and offsets of the directory that are not true."""
    for suffix in ("pt", "pth"):
        data = SOUND[suffix]
        entries = [entry for entry in directory_entries(data) if "/data/" in entry[1].filename]
        entry, info = entries[0]
        other = entries[1][1]
        for name, offset, value in (
            ("stored-size", 20, 0xffffffff), ("size", 24, 0x7fffffff), ("sizes-0", 20, 0), ("offset", 42, 0x7fffffff),
            ("offset-of-another", 42, other.header_offset), ("crc", 16, 0), ("name-length", 28, 0xffffffff),
        ):
            add(f"zip/{name}.{suffix}", patched(data, [(entry + offset, struct.pack("<I", value))]))
        add(f"zip/encrypted.{suffix}", patched(data, [(entry + 8, b"\1\0")]), (UNREADABLE, UNSUPPORTED))
        add(f"zip/method.{suffix}", patched(data, [(entry + 10, b"\x0c\0")]), (UNREADABLE, UNSUPPORTED))
        add(f"zip/count.{suffix}", patched(data, [(len(data) - 12, b"\xff\xff\xff\xff")]))
        records = records_of(data)
        add(f"zip/duplicates.{suffix}", archive([*records, (info.filename, bytes(info.file_size))]))
        without = [record for record in records if record[0] != info.filename]
        add(f"zip/record-missing.{suffix}", archive(without), (UNREADABLE, UNSUPPORTED))
        add(f"zip/record-short.{suffix}", archive([*without, (info.filename, b"\0" * 8)]), (UNREADABLE, UNSUPPORTED))
    add("zip/empty-archive.pt", archive([]), (UNREADABLE, UNSUPPORTED))
    add("zip/other-archive.pt", archive([("a.txt", b"text")]), (UNREADABLE, UNSUPPORTED))
    add("zip/traversal.pth", archive([("../../etc/data.pkl", b"\x80\2}."), ("../../etc/version", b"3")]),
        (UNREADABLE, UNSUPPORTED))


def make_bombs():
    """300 MB of zeros in 300 kB."""
    zeros = bytes(300 << 20)
    for suffix in ("pt", "pth"):
        for record in ("data.pkl", "data/0", "code/__torch__.py", "constants.pkl"):
            changed = {name.split("/", 1)[1]: content for name, content in records_of(SOUND[suffix])}
            if record not in changed:
                continue
            changed[record] = zeros
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as writer:
                for name, content in changed.items():
                    bomb = zipfile.ZIP_DEFLATED if name == record else zipfile.ZIP_STORED
                    writer.writestr(zipfile.ZipInfo(f"archive/{name}"), content, bomb)
            add(f"bomb/{record.replace('/', '-')}.{suffix}", buffer.getvalue(), (UNREADABLE, UNSUPPORTED))
    many = [(f"archive/data/{index}", b"") for index in range(60_000)]
    add("bomb/many-records.pth", archive([("archive/data.pkl", b"\x80\2}."), *many], zipfile.ZIP_DEFLATED),
        (UNREADABLE, UNSUPPORTED))


class Attack:
    def __reduce__(self):
        return os.system, ("touch PWNED",)


def global_pickle(module, name, argument):
    """A pickle that calls module.name(argument), where the class need not exist here."""
    text = argument.encode()
    return b"\x80\2c" + f"{module}\n{name}\n".encode() + b"X" + struct.pack("<I", len(text)) + text + b"\x85R."


def with_pickle(suffix, content):
    """A sound archive with another data.pkl."""
    return archive([(name, content if name.endswith("/data.pkl") else old) for name, old in records_of(SOUND[suffix])])


def make_pickles():
    codes = (UNREADABLE, UNSUPPORTED)
    weights = network().state_dict()
    attacks = {"system": pickle.dumps(Attack(), 2), "system-4": pickle.dumps(Attack(), 4),
               "exec": global_pickle("builtins", "exec", "open('PWNED', 'w')"),
               "eval": global_pickle("__builtin__", "eval", "open('PWNED', 'w')"),
               "popen": global_pickle("os", "popen", "touch PWNED")}
    for name, content in attacks.items():
        for suffix in ("pt", "pth"):
            add(f"pickle/{name}.{suffix}", with_pickle(suffix, content), codes)
        add(f"pickle/{name}.pkl", content, codes)
    # Beside sound weights: they may be read, the call may not happen.
    add("pickle/beside.pth", saved({**weights, "extra": Attack()}), (0, *codes))
    add("pickle/wrapped.pth", saved({"state_dict": weights, "args": Attack()}), (0, *codes))
    add("pickle/legacy.pth", saved(weights, _use_new_zipfile_serialization=False), codes)
    add("pickle/legacy-attack.pth", saved(Attack(), _use_new_zipfile_serialization=False), codes)
    add("pickle/module.pth", saved(network()), codes)
    deep = {"lists": b"]" * 100_000 + b"a" * 99_999, "tuples": b")" + b"\x85" * 100_000,
            "dicts": b"}" + b"X\1\0\0\0a}" * 100_000 + b"s" * 100_000, "reduces": b"cm\nC\n" + b"(tR" * 100_000,
            "marks": b"(" * 1_000_000, "memo": b"N" + b"".join(b"r" + struct.pack("<I", 2**32 - 1) for _ in range(9)),
            "numbers": b"]" + b"(" + b"K\1" * 3_000_000 + b"e", "text": b"X\xff\xff\xff\x7f", "long": b"\x8b\xff\xff\xff\x7f",
            "billion": b"]" + b"".join(b"q" + bytes([i]) + b"]" + b"h" + bytes([i]) + b"a" + b"h" + bytes([i]) + b"a"
                                       for i in range(60))}
    for name, content in deep.items():
        for suffix in ("pt", "pth"):
            add(f"pickle/{name}.{suffix}", with_pickle(suffix, b"\x80\2" + content + b"."), codes)


def state_dict_pickle(shape, strides, offset, elements, key=b"weight"):
    """A data.pkl with one tensor whose numbers are made up."""
    def number(value):
        return b"\x8a\x08" + struct.pack("<q", value)

    def numbers(values):
        return b"(" + b"".join(number(value) for value in values) + b"t"

    def text(value):
        return b"X" + struct.pack("<I", len(value)) + value

    storage = b"(" + text(b"storage") + b"ctorch\nFloatStorage\n" + text(b"0") + text(b"cpu") + number(elements) + b"tQ"
    tensor = (b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + number(offset) + numbers(shape) + numbers(strides)
              + b"\x89ccollections\nOrderedDict\n)RtR")
    return b"\x80\2}" + text(key) + tensor + b"s."


def state_dict_archive(pickled, elements=16):
    return archive([("archive/data.pkl", pickled), ("archive/data/0", bytes(4 * elements)), ("archive/version", b"3\n")])


def make_shapes():
    tera = HUGE * HUGE
    for name, shape, strides, offset, elements in (
        ("dense", [HUGE, HUGE], [HUGE, 1], 0, tera), ("claimed", [4, 4], [4, 1], 0, tera),
        ("strides-0", [HUGE, HUGE], [0, 0], 0, 16), ("negative", [-4, -4], [4, 1], 0, 16),
        ("overflow", [2**62, 4], [4, 1], 0, 16), ("stride", [4, 4], [2**62, 1], 0, 16),
        ("negative-stride", [4, 4], [-4, 1], 12, 16), ("offset", [4, 4], [4, 1], 2**62, 16),
        ("negative-offset", [4, 4], [4, 1], -4, 16), ("fewer-strides", [4, 4], [4], 0, 16),
        ("many-axes", [1] * 100_000, [1] * 100_000, 0, 16), ("zero", [0, 2**62, 2**62], [1, 1, 1], 0, 16),
    ):
        pickled = state_dict_pickle(shape, strides, offset, elements)
        add(f"shape/{name}.pth", state_dict_archive(pickled), (UNREADABLE, UNSUPPORTED))
    matrix = {"dtype": "F32", "shape": [4, 4], "data_offsets": [0, 64]}
    for name, changes in {
        "huge": {"shape": [HUGE, HUGE]}, "huge-true": {"shape": [HUGE, HUGE], "data_offsets": [0, 4 * tera]},
        "negative": {"shape": [-4, -4]}, "overflow": {"shape": [2**62, 4]}, "above-64": {"shape": [2**64, 1]},
        "float": {"shape": [4.0, 4]}, "text": {"shape": "4"}, "reversed": {"data_offsets": [64, 0]},
        "gap": {"data_offsets": [64, 128]}, "short": {"data_offsets": [0, 60]}, "type": {"dtype": "F31"},
        "no-type": {"dtype": None}, "many-axes": {"shape": [1] * 100_000},
    }.items():
        add(f"shape/{name}.safetensors", safetensors_file({"weight": {**matrix, **changes}}, bytes(64)),
            (UNREADABLE, UNSUPPORTED))
    add("shape/overlap.safetensors", safetensors_file({"a": matrix, "b": matrix}, bytes(64)))
    one = json.dumps(matrix)
    add("shape/duplicates.safetensors", safetensors_file(f'{{"a": {one}, "a": {one}}}'.encode(), bytes(64)))
    for name, dims in (("huge", [HUGE, HUGE]), ("negative", [-4, -4]), ("overflow", [2**62, 4])):
        add(f"shape/{name}.onnx", onnx_matmul(TensorProto(name="w", data_type=TensorProto.FLOAT, dims=dims, raw_data=bytes(64))))


def make_safetensors_headers():
    for name, length in (("huge", 2**63), ("all-ones", 2**64 - 1), ("beyond", 1000), ("zero", 0), ("100-mb", 100_000_000)):
        add(f"header/{name}.safetensors", struct.pack("<Q", length) + b'{"a":1}' + bytes(20), (UNREADABLE, UNSUPPORTED))
    for name, text in (("deep", b'{"a":' * 100_000), ("deep-list", b'{"a":{"shape":' + b"[" * 1_000_000), ("list", b"[]"),
                       ("nothing", b""), ("binary", bytes(range(256))), ("null", b'{"a":null}'), ("cut", b'{"a":{"dty'),
                       ("many", json.dumps({f"t{i}": {} for i in range(100_000)}).encode())):
        add(f"header/{name}.safetensors", safetensors_file(text, bytes(64)), (UNREADABLE, UNSUPPORTED))
    for name, content in {
        "outside": {"weight_map": {"a": "../sound/sound.safetensors"}}, "absolute": {"weight_map": {"a": "/etc/passwd"}},
        "missing": {"weight_map": {"a": "nowhere.safetensors"}}, "itself": {"weight_map": {"a": "itself.index.json"}},
        "pipe": {"weight_map": {"a": "pipe.safetensors"}}, "empty": {"weight_map": {}}, "list": {"weight_map": ["a"]},
        "many": {"weight_map": {f"a{i}": f"{i}.safetensors" for i in range(100_000)}},
    }.items():
        add(f"index/{name}.index.json", json.dumps(content).encode(), (UNREADABLE, UNSUPPORTED))
    os.mkfifo(FOLDER / "index/pipe.safetensors")
    add("index/deep.index.json", b'{"weight_map":' * 100_000, (UNREADABLE, UNSUPPORTED))


def onnx_model(nodes, initializers=()):
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 4])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4])
    graph = helper.make_graph(nodes, "g", [x], [y], list(initializers))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


def onnx_matmul(weight):
    return onnx_model([helper.make_node("MatMul", ["x", "w"], ["y"])], [weight]).SerializeToString()


def onnx_constant_size(op, size):
    """A network that makes a tensor of `size` elements from a few bytes."""
    shape = helper.make_tensor("shape", TensorProto.INT64, [len(size)], size)
    return onnx_model([helper.make_node(op, ["x" if op == "Expand" else "shape", "shape"][: 2 if op == "Expand" else 1], ["z"]),
                       helper.make_node("ReduceSum", ["z"], ["y"])], [shape]).SerializeToString()


def length_delimited(field, content):
    length, size = b"", len(content)
    while size > 127:
        length, size = length + bytes([size & 127 | 128]), size >> 7
    return bytes([field << 3 | 2]) + length + bytes([size]) + content


def make_onnx():
    codes = (UNREADABLE, UNSUPPORTED)
    weight = helper.make_tensor("w", TensorProto.FLOAT, [4, 4], [0.5] * 16)
    (FOLDER / "onnx").mkdir()
    os.mkfifo(FOLDER / "onnx/pipe.bin")
    for name, entries in {
        "outside": {"location": "../sound/sound.safetensors"}, "absolute": {"location": "/etc/passwd"},
        "missing": {"location": "nowhere.bin"}, "pipe": {"location": "pipe.bin"}, "no-location": {"offset": "0"},
        "far": {"location": "far.onnx", "offset": str(2**63)}, "long": {"location": "long.onnx", "length": str(10**12)},
        "device": {"location": "../../../../../../../../dev/zero"}, "folder": {"location": "."},
    }.items():
        tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[4, 4], data_location=TensorProto.EXTERNAL)
        for key, value in entries.items():
            tensor.external_data.add(key=key, value=value)
        add(f"onnx/{name}.onnx", onnx_matmul(tensor))
    add("onnx/duplicates.onnx", onnx_model([helper.make_node("MatMul", ["x", "w"], ["y"])], [weight, weight]).SerializeToString())
    add("onnx/cycle.onnx", onnx_model([helper.make_node("Add", ["x", "z"], ["y"]), helper.make_node("Relu", ["y"], ["z"])])
        .SerializeToString())
    add("onnx/expand.onnx", onnx_constant_size("Expand", [HUGE, HUGE]), codes)
    add("onnx/constant-of-shape.onnx", onnx_constant_size("ConstantOfShape", [HUGE, HUGE]), codes)
    add("onnx/unknown.onnx", onnx_model([helper.make_node("Exec", ["x"], ["y"], command="touch PWNED")]).SerializeToString(), codes)
    # Graphs in attributes of nodes in graphs..., deeper than protobuf allows.
    deep = b""
    for _ in range(1000):
        deep = length_delimited(1, length_delimited(5, length_delimited(6, deep)))
    add("onnx/deep.onnx", b"\x08\x08" + length_delimited(7, deep), codes)
    chain = [helper.make_node("Relu", ["x" if i == 0 else f"v{i}"], [f"v{i + 1}"]) for i in range(20_000)]
    chain.append(helper.make_node("Relu", ["v20000"], ["y"]))
    add("onnx/chain.onnx", onnx_model(chain).SerializeToString(), (0, *codes))
    attributes = helper.make_node("Relu", ["x"], ["y"], **{f"a{i}": 1 for i in range(50_000)})
    add("onnx/attributes.onnx", onnx_model([attributes]).SerializeToString(), (0, *codes))


def with_code(code):
    """A sound TorchScript archive with another program."""
    return archive([(name, code.encode() if name.endswith("__torch__.py") else old) for name, old in records_of(SOUND["pt"])])


PROGRAM = """\
class Small(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  fc1 : __torch__.torch.nn.modules.linear.Linear
  fc2 : __torch__.torch.nn.modules.linear.___torch_mangle_0.Linear
  fc3 : __torch__.torch.nn.modules.linear.___torch_mangle_1.Linear
  def forward(self: __torch__.Small,
    x: Tensor) -> Tensor:
{}
    return y
"""


def make_programs():
    codes = (UNREADABLE, UNSUPPORTED, IMPOSSIBLE)
    deep = 100_000
    for name, body in {
        "endless": "y = x\nwhile True:\n  y = torch.relu(y)", "long": "y = x\nfor i in range(1000000000000):\n  y = torch.relu(y)",
        "huge": f"y = torch.zeros([{HUGE}, {HUGE}])", "repeat": f"y = x.repeat([{HUGE}, {HUGE}])",
        "parentheses": "y = " + "(" * deep + "x" + ")" * deep, "brackets": "y = x\nz = " + "[" * deep + "1" + "]" * deep,
        "signs": "y = x\nz = " + "- " * deep + "1", "not": "y = x\nz = " + "not " * deep + "True",
        "attributes": "y = x" + ".T" * deep, "calls": "y = " + "torch.relu(" * deep + "x" + ")" * deep,
        "choices": "y = " + "x if True else " * deep + "x", "sum": "y = x" + " + x" * deep,
        "ifs": "y = x\n" + "".join(" " * i + "if True:\n" for i in range(2000)) + " " * 2000 + "y = x",
        "memory": "y = torch.from_file('PWNED', True, 100)", "save": "torch.save(x, 'PWNED')\ny = x",
        "print": "print(\"{\", x)\ny = x\nwhile True:\n  y = torch.relu(y)", "alias": "t = torch\nt.save(x, 'PWNED')\ny = x",
        "getattr": "getattr(torch, 'save')(x, 'PWNED')\ny = x", "other": "ops.aten.save(x, 'PWNED')\ny = x",
        "list": "y = x\nz = [x]\nfor i in range(60):\n  z.extend(z)\ny = torch.cat(z)", "nonsense": "y = \0\1\2", "no-return": "pass",
        "branches": "y = x\nif bool(x):\n  y = x\n" + "elif bool(x):\n  y = x\n" * deep + "else:\n  y = x",
    }.items():
        text = "".join(f"    {line}\n" for line in body.split("\n"))
        (FOLDER / "program").mkdir(exist_ok=True)
        (FOLDER / f"program/{name}.input.json").write_text('{"shape": [12]}')
        add(f"program/{name}.pt", with_code(PROGRAM.format(text)), codes)
    # What it prints would break the JSON on the output.
    (FOLDER / "program/printing.input.json").write_text('{"shape": [12]}')
    add("program/printing.pt", with_code(PROGRAM.format('    print("{", x)\n    y = torch.relu(x)\n')), (0,))
    default = PROGRAM.replace("x: Tensor)", "x: Tensor=torch.from_file('PWNED', True, 100))")
    add("program/default.pt", with_code(default.format("    y = x\n")), codes)
    state = "  def __setstate__(self: __torch__.Small, state: int) -> None:\n    torch.save(state, 'PWNED')\n"
    add("program/state.pt", with_code(PROGRAM.format("    y = x\n") + state), codes)


def make_weights_that_are_no_numbers():
    """Readable; a fold must not give a network of NaN without a word."""
    for name, value in (("nan", math.nan), ("inf", math.inf), ("negative-inf", -math.inf)):
        for everywhere in (False, True):
            bad = network()
            with torch.no_grad():
                (bad.fc1.weight if everywhere else bad.fc1.weight[3, 5]).fill_(value)
            for suffix, write in WRITERS.items():
                path = f"weights/{name}{'-all' if everywhere else ''}.{suffix}"
                add(path, write(bad), (0,))
                place(FOLDER / path, (0, UNREADABLE, UNSUPPORTED, IMPOSSIBLE), "fold")


def make_names():
    """Names of tensors that terminals obey, that are long, or no UTF-8."""
    any_code = (0, UNREADABLE, UNSUPPORTED)
    for label, name in (("control", "a\x1b[2J\nb\r.weight"), ("long", "a" * 100_000 + ".weight"), ("bidi", "\u202eweight"),
                        ("nul", "a\0b.weight"), ("dots", "....weight."), ("empty", ""), ("slash", "../../a.weight")):
        weights = collections.OrderedDict((name if key == "fc1.weight" else key, value)
                                          for key, value in network().state_dict().items())
        add(f"names/{label}.pth", saved(weights), any_code, shown=True)
        add(f"names/{label}.safetensors", safetensors(weights), any_code, shown=True)
        tensor = helper.make_tensor(name or "w", TensorProto.FLOAT, [4, 4], [0.5] * 16)
        node = helper.make_node("MatMul", ["x", tensor.name], ["y"], name)
        add(f"names/{label}.onnx", onnx_model([node], [tensor]).SerializeToString(), any_code, shown=True)
        strange = onnx_model([helper.make_node(name or "W", ["x"], ["y"])])
        add(f"names/{label}-operator.onnx", strange.SerializeToString(), any_code, shown=True)
    add("names/no-utf8.pth", state_dict_archive(state_dict_pickle([4, 4], [4, 1], 0, 16, b"\xff\xfe\xc0")), any_code, shown=True)
    add("names/no-utf8.safetensors", safetensors_file(b'{"\xff":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}', bytes(4)),
        any_code, shown=True)
    for label, name in (("newline", "new\nline.pt"), ("escape", "esc\x1b[2Jape.pth"), ("longest", "n" * 250 + ".pt")):
        add(f"names/{name}", SOUND["pth"][:-30] if label == "escape" else SOUND["pt"][:-30], shown=True)
    place(FOLDER / ("p/" * 50_000) / "model.pt", shown=True)  # 100 kB: longer than any path may be
    place(FOLDER / ("n" * 5000), shown=True)


def make_places():
    add("place/empty.pt", b"")
    place(FOLDER / "place")
    place(FOLDER / "nowhere.pt")
    place("/dev/zero")
    place("/dev/null")
    place("/dev/full")
    place("/proc/self/mem")
    os.mkfifo(FOLDER / "place/pipe.pt")
    place(FOLDER / "place/pipe.pt")
    (FOLDER / "place/loop.pt").symlink_to("loop.pt")
    place(FOLDER / "place/loop.pt")
    (FOLDER / "place/dangling.pt").symlink_to("nowhere.pt")
    place(FOLDER / "place/dangling.pt")
    (FOLDER / "place/to-pipe.pt").symlink_to("pipe.pt")
    place(FOLDER / "place/to-pipe.pt")
    root = os.geteuid() == 0  # who may read everything
    add("place/forbidden.pt", SOUND["pt"], (0,) if root else (UNREADABLE,))
    (FOLDER / "place/forbidden.pt").chmod(0)
    place(FOLDER / "sound/sound.pt/model.pt")


def make_others():
    codes = (UNREADABLE, UNSUPPORTED)
    add("other/text.pt", b"just a text\n" * 100, codes)
    add("other/page.pt", b"<!DOCTYPE html><html><body>404</body></html>", codes)
    add("other/random.pt", numpy.random.default_rng(0).bytes(1 << 20), codes)
    add("other/zeros.pt", bytes(1 << 20), codes)
    add("other/numbers.json", b"[1, 2]", codes)
    add("other/deep.json", b"[" * 1_000_000, codes)
    buffer = io.BytesIO()
    numpy.savez(buffer, a=numpy.zeros(3))
    add("other/arrays.npz", buffer.getvalue(), codes)
    add("other/objects.npy", b"\x93NUMPY\1\0" + struct.pack("<H", 60) + b"{'descr': '|O'}".ljust(60) + pickle.dumps(Attack()), codes)


def make_inputs():
    """Sound networks with a hostile description of their input beside them."""
    codes = (UNREADABLE, UNSUPPORTED, IMPOSSIBLE)
    for name, text in {
        "huge": json.dumps({"shape": [3, HUGE, HUGE]}), "overflow": json.dumps({"shape": [2**62, 4, 4]}),
        "negative": '{"shape": [-3, 8, 8]}', "above-64": '{"shape": [1e400]}', "deep": '{"shape": ' * 100_000,
        "types": '{"shape": {"a": "b"}}', "list": "[]", "cut": '{"shape": [1', "binary": "\0\1\2", "nan": '{"shape": [NaN]}',
        "many": json.dumps({"inputs": [{"shape": [1, 4]}] * 100_000}),
    }.items():
        add(f"input/{name}.pt", SOUND["pt"], codes)
        (FOLDER / f"input/{name}.input.json").write_text(text)
    add("input/pipe.pt", SOUND["pt"], (0,))  # what is no file is not read
    os.mkfifo(FOLDER / "input/pipe.input.json")


if FOLDER.exists():
    shutil.rmtree(FOLDER)
(FOLDER / "sound").mkdir(parents=True)
for suffix, data in SOUND.items():
    add(f"sound/sound.{suffix}", data, (0,))
make_truncated()
make_flipped()
make_zip_fields()
make_bombs()
make_pickles()
make_shapes()
make_safetensors_headers()
make_onnx()
make_programs()
make_weights_that_are_no_numbers()
make_names()
make_places()
make_others()
make_inputs()
(FOLDER / "hostile.json").write_text(json.dumps(cases))
print(len(cases), "cases")
