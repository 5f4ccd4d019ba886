#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes safetensors files, good ones and bad ones: python3 make_safetensors.py FOLDER

In FOLDER/safetensors. good.json lists each file that must be read with its tensors (name, type,
shape, SHA-256 of the bytes), description and words of its findings; bad.json each that must be
refused with the error's code and words of it.
"""
import hashlib
import json
import pathlib
import shutil
import sys

import torch

from safetensors_format import TYPES, entry, join, pack, raw

FOLDER = pathlib.Path(sys.argv[1]) / "safetensors"
UNREADABLE, UNSUPPORTED = 3, 4
GOOD, BAD = {}, {}


def write(name, content):
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def listed(tensors):
    return [{"name": name, "type": str(tensor.dtype).removeprefix("torch."), "shape": list(tensor.shape),
             "sha256": hashlib.sha256(raw(tensor)).hexdigest()} for name, tensor in tensors.items()]


def good(name, tensors, content=None, description="", findings=()):
    if content is not None:
        write(name, content)
    GOOD[name] = {"tensors": listed(tensors), "description": description, "findings": list(findings)}


def bad(name, content, words, code=UNREADABLE):
    write(name, content)
    BAD[name] = {"words": words, "code": code}


def of_all_types():
    torch.manual_seed(0)
    values = torch.randn(3, 4, 5) * 40
    tensors = {f"layer.{name}.weight": (values.abs() if name == "U8" else values).to(dtype)
               for name, dtype in TYPES.items()}
    tensors["layer.BOOL.weight"] = values > 0
    tensors["special"] = torch.tensor([float("nan"), float("inf"), -0.0])
    tensors["scalar"] = torch.tensor(2.5, dtype=torch.float64)
    tensors["counter"] = torch.tensor(7)
    tensors["empty"] = torch.empty(0, 3)
    tensors["empty too"] = torch.empty(2, 0, dtype=torch.int8)
    tensors["größe/権重 \"q\"\n"] = torch.ones(2, dtype=torch.float16)
    return tensors


def good_files():
    tensors = of_all_types()
    good("all_types.safetensors", tensors, pack(tensors, {"format": "pt", "pleat": "{\"k\": 5} ü"}), "{\"k\": 5} ü")
    # In the header in another order than in the data, after an odd number of bytes, padded with spaces.
    a, b = torch.arange(3, dtype=torch.int8), torch.arange(4.0)
    text = json.dumps({"b": entry("F32", [4], 3, 19), "a": entry("I8", [3], 0, 3)})
    good("unaligned.safetensors", {"a": a, "b": b}, join(text + " " * (9 + len(text) % 2), raw(a) + raw(b)))
    good("mlx.safetensors", {"a": a}, pack({"a": a}, {"format": "mlx"}), findings=["\"mlx\", not for PyTorch"])
    good("empty_inside.safetensors", {"a": a, "none": torch.empty(0), "c": a}, join(
        {"c": entry("I8", [3], 3, 6), "none": entry("F32", [0], 3, 3), "a": entry("I8", [3], 0, 3)}, raw(a) * 2))


def one(shape=(2,), dtype="F32", offsets=(0, 8), more="", data=bytes(8)):
    """A file with one tensor whose fields are texts or values."""
    fields = ", ".join(f"\"{key}\": {value if isinstance(value, str) else json.dumps(value)}" for key, value in
                       (("dtype", f"\"{dtype}\""), ("shape", shape), ("data_offsets", offsets)))
    return join("{\"conv.weight\": {" + fields + more + "}}", data)


def bad_lengths():
    whole = one()
    bad("nothing_but_length", (0).to_bytes(8, "little"), ["does not begin with {"])
    bad("short", b"\5\0\0", ["3 bytes"])
    bad("no_data", whole[:-8], ["conv.weight", "cut short", "bytes 0 to 8"])
    bad("cut", whole[:-1], ["conv.weight", "cut short", "has 7"])
    bad("more", whole + b"\0\0", ["2 bytes follow"])
    bad("length_beyond_file", join("{}", length=1000), ["cut short", "1000"])
    bad("length_beyond_limit", join("{}", length=100_000_001), ["100000001", "allowed are 100000000"])
    bad("length_of_2_64", join("{}", length=2 ** 64 - 1), ["18446744073709551615"])
    bad("lfs", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", ["Git LFS", "git lfs pull"])
    bad("text", b"hello world, this is no weights file", ["is it a safetensors file?"])


def bad_json():
    for name, text, words in (
            ("list", "[]", ["does not begin with {"]),
            ("space_first", " {}", ["does not begin with {"]),
            ("byte_order_mark", b"\xef\xbb\xbf{}", ["does not begin with {"]),
            ("open", "{\"a\": {", ["no valid JSON"]),
            ("two", "{}{}", ["no valid JSON"]),
            ("zero_padding", "{}\0\0", ["zero byte at 2"]),
            ("comment", "{/* */}", ["no valid JSON"]),
            ("comma", "{\"__metadata__\": {\"a\": \"b\",}}", ["no valid JSON"]),
            ("not_utf8", b"{\"a\xff\": {}}", ["no valid JSON"]),
            ("not_utf8_metadata", b"{\"__metadata__\": {\"a\": \"\xc3\x28\"}}", ["no valid JSON"]),
            ("half_surrogate", "{\"\\ud800\": {}}", ["no valid JSON"]),
            ("metadata_number", "{\"__metadata__\": {\"a\": 1}}", ["__metadata__", "\"a\" is 1", "string"]),
            ("metadata_nested", "{\"__metadata__\": {\"a\": {\"b\": \"c\"}}}", ["__metadata__", "\"a\"", "string"]),
            ("metadata_list", "{\"__metadata__\": []}", ["__metadata__", "not an object"]),
            ("metadata_text", "{\"__metadata__\": \"x\"}", ["__metadata__", "not an object"]),
            ("metadata_twice", "{\"__metadata__\": {}, \"__metadata__\": {}}", ["__metadata__", "twice"]),
            ("metadata_key_twice", "{\"__metadata__\": {\"a\": \"\", \"a\": \"\"}}", ["\"a\"", "twice"]),
            ("tensor_null", "{\"w\": null}", ["w: null"]),
            ("tensor_list", "{\"w\": [1]}", ["w: a list"]),
            ("tensor_empty", "{\"w\": {}}", ["w: it has no \"dtype\""]),
            ("deep_lists", "{\"w\": " + "[" * 1_000_000, ["w: a list"]),
            ("deep_objects", "{\"w\":" * 1_000_000, ["w: \"w\" holds"]),
            ("deep_shape", "{\"w\": {\"shape\": " + "[" * 1_000_000, ["w: \"shape\" holds"]),
            ("name_of_a_million_bytes", "{\"" + "w" * 1_000_000 + "\": 1}", ["www..."])):
        bad(f"json_{name}", join(text), words)


def bad_fields():
    twice = json.dumps({"w": entry("F32", [1], 0, 4)})[1:-1]
    bad("name_twice", join("{" + twice + ", " + twice + "}", bytes(4)), ["\"w\"", "twice"])
    bad("field_twice", one(more=", \"shape\": [2]"), ["\"shape\"", "twice"])
    bad("field_unknown", one(more=", \"strides\": 1"), ["conv.weight", "\"strides\" is unknown"])
    bad("field_unknown_list", one(more=", \"strides\": [1]"), ["conv.weight", "\"strides\""])
    bad("no_shape", join("{\"w\": {\"dtype\": \"F32\", \"data_offsets\": [0, 0]}}"), ["w: it has no \"shape\""])
    bad("no_offsets", join("{\"w\": {\"dtype\": \"F32\", \"shape\": []}}"), ["w: \"data_offsets\""])
    for fields, missing in (({}, "dtype"), ({"dtype": "F32"}, "shape"), ({"shape": [1]}, "dtype")):
        content = join({"v": entry("F32", [1], 0, 4), "w": {**fields, "data_offsets": [4, 8]}}, bytes(8))
        bad(f"second_without_{missing}_{len(fields)}", content, [f"w: it has no \"{missing}\""])
    bad("dtype_number", join("{\"w\": {\"dtype\": 32}}"), ["w: \"dtype\" is 32"])
    for name, offsets, word in (("float", "[0, 8.0]", "8.0"), ("exponent", "[0, 8e0]", "8e0"),
                                ("negative", "[-8, 0]", "-8"), ("negative_zero", "[-0, 8]", "-0"),
                                ("text", "[\"0\", 8]", "\"0\""), ("null", "[null, 8]", "null"),
                                ("2_63", "[0, 9223372036854775808]", "9223372036854775808"),
                                ("2_64", "[18446744073709551616, 8]", "18446744073709551616"),
                                ("1e999", "[0, 1e999]", "no valid JSON"), ("one", "[0]", "a beginning and an end"),
                                ("three", "[0, 8, 8]", "more than"), ("number", "8", "\"data_offsets\" is 8"),
                                ("object", "{\"0\": 8}", "\"data_offsets\" holds"), ("none", "[]", "beginning")):
        bad(f"offsets_{name}", one(offsets=offsets), ["data_offsets" if "JSON" not in word else "header", word])
    for name, shape, word in (("negative", "[-2]", "-2"), ("float", "[2.0]", "2.0"), ("true", "[true]", "true"),
                              ("number", "2", "\"shape\" is 2"), ("nested", "[[2]]", "\"shape\""),
                              ("2_64", "[36893488147419103232]", "36893488147419103232"),
                              ("axes", "[" + "1, " * 64 + "2]", "more than 64 axes")):
        bad(f"shape_{name}", one(shape=shape), ["conv.weight", word])
    for dtype in ("F8_E4M3", "F8_E5M2", "U16", "U32", "U64", "C64", "f32", "", "F33"):
        bad(f"dtype_{dtype}", one(dtype=dtype), [f"conv.weight: its type is \"{dtype}\",", "BF16"], UNSUPPORTED)


def bad_places():
    huge = "its shape is impossible"
    bad("huge", one([10 ** 12]), ["conv.weight", "4000000000000 bytes, but it has 8"])
    bad("huge_in_bytes", one([2 ** 61, 2], "F64"), ["conv.weight", huge])
    bad("huge_product", one([2 ** 40, 2 ** 40]), ["conv.weight", huge])
    bad("huge_product_of_64_bits", one([2 ** 32, 2 ** 32], offsets=(0, 0), data=b""), ["conv.weight", huge])
    bad("huge_but_empty", one([0, 2 ** 62, 2 ** 62], offsets=(0, 0), data=b""), ["conv.weight", huge])
    bad("too_small", one([3]), ["conv.weight", "need 12 bytes, but it has 8"])
    bad("too_large", one([1]), ["conv.weight", "need 4 bytes, but it has 8"])
    bad("backwards", one(offsets=(8, 0)), ["conv.weight", "ends before it begins"])
    bad("far", one(offsets=(2 ** 62, 2 ** 62 + 8)), ["conv.weight", "cut short"])
    bad("gap_first", one(offsets=(4, 12), data=bytes(12)), ["conv.weight", "a gap of 4 bytes"])
    for name, begin, word in (("gap", 10, "w: a gap of 2 bytes"), ("overlap", 6, "w: it overlaps v"),
                              ("same", 0, "it overlaps")):
        header = {"v": entry("F32", [2], 0, 8), "w": entry("F32", [2], begin, begin + 8)}
        bad(name, join(header, bytes(max(begin, 0) + 8)), [word])
    inside = {"v": entry("F32", [2], 0, 8), "w": entry("F32", [0], 4, 4)}
    bad("empty_inside_another", join(inside, bytes(8)), ["w: it overlaps v"])
    bad("no_tensors", join("{}"), ["no tensors"], UNSUPPORTED)


def index(shards, **more):
    """The text of an index of {shard: names}."""
    return json.dumps({"metadata": {"total_size": 1, "nested": [{"a": [None]}]}, **more,
                       "weight_map": {name: shard for shard, names in shards.items() for name in names}}).encode()


def sharded():
    tensors = list(of_all_types().items())
    parts = {f"model-{i + 1:05}-of-00003.safetensors": dict(tensors[i * 4:i * 4 + 4]) for i in range(3)}
    for shard, part in parts.items():
        write(f"sharded/{shard}", pack(part, {"pleat": "text"} if "2-of" in shard else None))
        good(f"sharded/{shard}", part, description="text" if "2-of" in shard else "",
             findings=["one shard of 3; open model.safetensors.index.json"])
    whole = {name: tensor for part in parts.values() for name, tensor in part.items()}
    good("sharded/model.safetensors.index.json", whole, index(parts), "text")
    last = list(parts)[-1]
    named = {shard: list(part)[:2] if shard == last else list(part) for shard, part in parts.items()}
    good("sharded/partial.index.json", whole, index(named), "text",
         [f"does not name: 2, such as {min(list(parts[last])[2:])}"])
    first = parts[list(parts)[0]]
    good("alone/m-1-of-2.safetensors", first, pack(first), findings=["m.safetensors.index.json, is not in this folder"])
    for name in ("m-00001-of-00001", "m-x-of-00002", "-of-", "m-1-of-", "of-2"):
        good(f"alone/{name}.safetensors", first, pack(first))


def bad_indices():
    a, b = torch.ones(2), torch.zeros(3)
    write("indices/a.safetensors", pack({"a": a}))
    write("indices/b.safetensors", pack({"b": b}))
    write("indices/ab.safetensors", pack({"a": a, "b": b}))
    write("indices/cut.safetensors", pack({"c": a})[:-1])
    for name, shards, words in (
            ("missing", {"a.safetensors": ["a"], "c.safetensors": ["c"]}, ["c.safetensors", "missing"]),
            ("missing_long", {"c" * 10000: ["c"]}, ["ccc..., which is missing"]),
            ("lacking", {"a.safetensors": ["a", "z"]}, ["z: the index places it", "lacks it", "a.safetensors"]),
            ("swapped", {"a.safetensors": ["b"], "b.safetensors": ["a"]}, ["b: the index places it"]),
            ("twice", {"a.safetensors": ["a"], "ab.safetensors": ["b"]},
             ["a: it lies in a.safetensors and in ab.safetensors"]),
            ("cut", {"cut.safetensors": ["c"]}, ["cut.safetensors", "c: ", "cut short"]),
            ("none", {}, ["names no file"]),
            ("itself", {"itself.index.json": ["a"]}, ["is it a safetensors file?"]),
            ("up", {"../a.safetensors": ["a"]}, ["\"a\" is \"../a.safetensors\"", "same folder"]),
            ("parent", {"..": ["a"]}, ["same folder"]), ("dot", {".": ["a"]}, ["same folder"]),
            ("absolute", {"/etc/passwd": ["a"]}, ["same folder"]), ("empty", {"": ["a"]}, ["same folder"]),
            ("folder", {"sub/a.safetensors": ["a"]}, ["same folder"]),
            ("backslash", {"..\\a": ["a"]}, ["same folder"]), ("zero", {"a\0b": ["a"]}, ["same folder"])):
        bad(f"indices/{name}.index.json", index(shards), words)
    for name, text, words in (
            ("list", "[]", ["it is a list"]), ("number", "1", ["it is 1"]), ("blank", " ", ["no valid JSON"]),
            ("no_map", "{\"metadata\": {}}", ["names no file"]),
            ("map_list", "{\"weight_map\": [\"a\"]}", ["must map"]),
            ("map_null", "{\"weight_map\": null}", ["must map"]),
            ("map_nested", "{\"weight_map\": {\"a\": {\"b\": \"a.safetensors\"}}}", ["must map"]),
            ("map_number", "{\"weight_map\": {\"a\": 1}}", ["\"a\" is 1"]),
            ("map_twice", "{\"weight_map\": {\"a\": \"a.safetensors\"}, \"weight_map\": {}}", ["twice"]),
            ("tensor_twice", "{\"weight_map\": {\"a\": \"a.safetensors\", \"a\": \"b.safetensors\"}}",
             ["\"a\"", "twice"]),
            ("deep", "{\"x\":" + "[" * 1_000_000, ["deeper than 32"])):
        bad(f"indices/{name}.index.json", text.encode(), words)


def language_model():
    """13 GB in three shards that take no disk space: the shapes of a language model of 32 layers."""
    width, hidden, words = 4096, 11008, 32000
    tensors = [("model.embed_tokens.weight", [words, width])]
    for i in range(32):
        layer = f"model.layers.{i}"
        tensors += [(f"{layer}.self_attn.{part}_proj.weight", [width, width]) for part in "qkvo"]
        tensors += [(f"{layer}.mlp.{part}_proj.weight", [hidden, width]) for part in ("gate", "up")]
        tensors += [(f"{layer}.mlp.down_proj.weight", [width, hidden])]
        tensors += [(f"{layer}.{part}_layernorm.weight", [width]) for part in ("input", "post_attention")]
    tensors += [("model.norm.weight", [width]), ("lm_head.weight", [words, width])]
    shards = {f"model-{i + 1:05}-of-00003.safetensors": tensors[i::3] for i in range(3)}
    for shard, part in shards.items():
        header, reached = {}, 0
        for name, shape in part:
            size = 2 * torch.Size(shape).numel()
            header[name] = entry("F16", shape, reached, reached + size)
            reached += size
        write(f"language_model/{shard}", join(header))
        with open(FOLDER / "language_model" / shard, "r+b") as file:
            file.truncate(file.seek(0, 2) + reached)
    names = {shard: [name for name, _ in part] for shard, part in shards.items()}
    write("language_model/model.safetensors.index.json", index(names))


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    good_files()
    sharded()
    for make in (bad_lengths, bad_json, bad_fields, bad_places, bad_indices, language_model):
        make()
    write("good.json", json.dumps(GOOD).encode())
    write("bad.json", json.dumps(BAD).encode())


main()
