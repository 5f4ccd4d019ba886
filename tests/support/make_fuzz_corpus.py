#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes small files that the fuzz targets start from: python3 make_fuzz_corpus.py FOLDER SOURCES

FOLDER/seeds/TARGET/NAME for each target, an empty FOLDER/corpus/TARGET for what the fuzzer finds,
and FOLDER/run/weights.bin, which ONNX files of the corpus name as a file beside them.
"""
import collections
import io
import json
import pathlib
import pickle
import re
import struct
import sys
import zipfile

import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from zip_files import archive, records_of, without_checksums

FOLDER = pathlib.Path(sys.argv[1])
SOURCES = pathlib.Path(sys.argv[2])


def write(target, name, content):
    path = FOLDER / "seeds" / target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def saved(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))


def state_dicts():
    """At most four storages of at most 64 bytes each, as fuzz_pickle provides them."""
    small = nn.Linear(3, 4)
    weight = torch.arange(12.).reshape(3, 4)
    yield "flat", small.state_dict()
    yield "plain", {"weight": weight, "bias": weight[0]}
    yield "parallel", collections.OrderedDict(("module." + k, v) for k, v in small.state_dict().items())
    yield "parameters", {"weight": small.weight, "bias": small.bias}
    yield "checkpoint", {"epoch": 3, "state_dict": small.state_dict(), "lr": 0.1, "args": ["a", None, True],
                         "optimizer": {"state": {0: {"step": 5}}, "param_groups": [{"betas": (0.9, 0.999)}]}}
    yield "nested", {"model": small.state_dict(), "best": {1, 2}, "big": 1 << 70, "raw": b"\0\1", "deep": [[[()]]]}
    yield "strided", {"t": weight.t(), "column": weight[:, 1], "scalar": torch.tensor(2.), "empty": torch.zeros(0, 3)}
    yield "types", {"half": weight[0].half(), "brain": weight[0].bfloat16(), "long": torch.tensor([1, -1]),
                    "flags": torch.tensor([True, False])}
    yield "alone", weight
    yield "module", small
    yield "text", {"text": "é" * 20, "float": float("nan"), "negative": -70000}


def make_state_dicts():
    for name, value in state_dicts():
        for protocol in (2, 4):
            data = saved(value, pickle_protocol=protocol)
            write("state_dict", f"{name}-{protocol}", without_checksums(data))
            pickled = dict(records_of(data))["archive/data.pkl"]
            write("pickle", f"{name}-{protocol}", pickled)
    cycle = {"list": []}
    cycle["list"].append(cycle)
    write("pickle", "cycle", pickle.dumps(cycle, 2))
    write("pickle", "protocol-5", pickle.dumps({"a": bytearray(b"abc"), "b": frozenset([1])}, 5))
    deflated = archive(records_of(saved(network().state_dict())), zipfile.ZIP_DEFLATED)
    write("state_dict", "deflated", without_checksums(deflated))


def make_zips():
    records = [("a", b""), ("archive/data/0", bytes(range(100))), ("archive/version", b"3\n")]
    write("zip", "stored", without_checksums(archive(records)))
    write("zip", "deflated", without_checksums(archive(records, zipfile.ZIP_DEFLATED)))
    write("zip", "torch", without_checksums(saved({"a": torch.zeros(3)})))
    write("zip", "empty", archive([]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as writer:
        writer.comment = b"a comment"
        with writer.open("zip64", "w", force_zip64=True) as record:
            record.write(b"content")
    write("zip", "zip64", without_checksums(buffer.getvalue()))
    # As above, but the end record points to a zip64 one, as in archives of more than 65535 records.
    data = without_checksums(archive(records))
    count, size, offset = struct.unpack_from("<HII", data, len(data) - 12)
    end64 = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<IIQI", 0x07064b50, 0, offset + size, 1)
    end = struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
    write("zip", "end64", data[:offset + size] + end64 + locator + end)


def safetensors(header, data):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def make_safetensors():
    types = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
    header, end = {"__metadata__": {"format": "pt", "pleat": "{}"}}, 0
    for name, size in types.items():
        header[name.lower()] = {"dtype": name, "shape": [2, 1], "data_offsets": [end, end + 2 * size]}
        end += 2 * size
    write("safetensors", "types", safetensors(header, bytes(end)))
    matrix = {"weight": {"dtype": "F32", "shape": [4, 4], "data_offsets": [0, 64]}}
    write("safetensors", "matrix", safetensors(matrix, bytes(64)))
    write("safetensors", "header", json.dumps(matrix).encode())
    scalar = {"a": {"dtype": "I64", "shape": [], "data_offsets": [0, 8]},
              "b": {"dtype": "F32", "shape": [3, 0], "data_offsets": [8, 8]}}
    write("safetensors", "scalar", safetensors(scalar, bytes(8)))
    write("safetensors", "empty", safetensors({}, b""))
    shards = {"a.weight": "model-00001-of-00002.safetensors", "b.weight": "model-00002-of-00002.safetensors"}
    write("safetensors", "index", json.dumps({"metadata": {"total_size": 64}, "weight_map": shards}).encode())


def onnx_model(nodes, initializers=(), opset=13, inputs=("x",), outputs=("y",)):
    def port(name):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", 3])

    graph = helper.make_graph(nodes, "g", [port(name) for name in inputs], [port(name) for name in outputs],
                              list(initializers))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], producer_name="pleat")
    helper.set_model_props(model, {"pleat": "{}"})
    return model


def outside(name, offset, length):
    """A tensor that lies in weights.bin."""
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[2, 4], data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "weights.bin"), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def make_onnx():
    (FOLDER / "run").mkdir(parents=True, exist_ok=True)
    (FOLDER / "run" / "weights.bin").write_bytes(bytes(64))
    exported = io.BytesIO()
    torch.onnx.export(network().eval(), torch.zeros(1, 3), exported, opset_version=13)
    write("onnx", "exported", exported.getvalue())
    for kind, size in (("FLOAT", 6), ("DOUBLE", 6), ("INT64", 6), ("INT32", 6), ("FLOAT16", 6), ("BOOL", 6)):
        for raw in (False, True):
            values = [1] * size
            tensor = helper.make_tensor("w", getattr(TensorProto, kind), [2, 3], values)
            if raw:
                tensor = numpy_helper.from_array(numpy_helper.to_array(tensor), "w")
            node = helper.make_node("Gemm", ["x", "w"], ["y"], alpha=0.5, transB=1)
            write("onnx", f"{kind.lower()}-{'raw' if raw else 'typed'}",
                  onnx_model([node], [tensor]).SerializeToString())
    value = helper.make_tensor("", TensorProto.FLOAT, [2], [1., 2.])
    attributes = helper.make_node("Constant", [], ["y"], "name", value=value, value_ints=[1, 2], value_floats=[.5],
                                  value_string="text", value_strings=["a", "b"])
    write("onnx", "attributes", onnx_model([attributes]).SerializeToString())
    branch = helper.make_graph([helper.make_node("Relu", ["x"], ["z"])], "branch", [],
                               [helper.make_tensor_value_info("z", TensorProto.FLOAT, [1])])
    condition = helper.make_node("If", ["x"], ["y"], then_branch=branch, else_branch=branch)
    write("onnx", "branch", onnx_model([condition]).SerializeToString())
    beside = helper.make_node("MatMul", ["x", "w"], ["y"])
    write("onnx", "beside", onnx_model([beside], [outside("w", 32, 32)]).SerializeToString())


ALL_SYNTAX = """\
input %x float32 [1, 3, 8, 8]  # a comment
input %`odd name` int64 [2]
parameter conv.weight float16 [8, 3, 3, 3]
parameter tied.weight = conv.weight
buffer bn.running_mean float64 [8]
constant constant.2 bool [1, 8, 1, 1]

%3 = aten::conv2d(%x, conv.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 8, 6, 6]
%4 = aten::size.int(%3, 0)  int size  # net.py:12
%5 = aten::cat(Tensor{%3, %3}, 1)  [1, 16, 6, 6]
%6 = aten::reshape(%5, int{%4, -1})  [1, 576]
%7 = aten::add.Tensor(%6, tensor(0.5, float32), 1)  [1, 576]
%8, %9 = aten::max.dim(%7, 1, True)  [1, 1], [1, 1]
%10 = aten::mul.Tensor(%7, tensor([1, 576], float32))  [1, 576]
%11 = aten::split.Tensor(%10, 288, 1)  Tensor[]
%12, %13 = prim::ListUnpack(%11)  [1, 288], [1, 288]
return (%12, Tensor?{None, %13}, (1, 2), [1.5, -inf], float[], "text", device("cpu"))
---
g0 `odd name` 3 frozen (network input): conv.weight:1 consumer
g1 conv 8 joined: conv.weight:0 producer, bn.running_mean:0 per-channel
g2 rest 2: conv.weight:0 consumer +0 2x x2 +4 x2
"""


def make_graph_texts():
    write("graph_text", "all", ALL_SYNTAX.encode())
    for source in ("test_text.cpp", "test_malformed_text.cpp"):
        text = (SOURCES / "tests/core" / source).read_text()
        raw = re.findall(r'R"\((.*?)\)"', text, re.DOTALL)
        graphs = [one for one in raw if "return " in one]
        for index, one in enumerate(graphs):
            write("graph_text", f"{source}-{index}", one.encode())
        for index, one in enumerate(one for one in raw if one.startswith("g0 ")):
            write("graph_text", f"{source}-groups-{index}", (graphs[0] + "---\n" + one).encode())


def make_torchscript():
    class Small(nn.Module):
        def __init__(self):
            super().__init__()
            self.linear, self.scale = nn.Linear(2, 2), torch.tensor(2.)

        def forward(self, x):
            return self.linear(x) * self.scale + torch.ones(2)

    for name, script in (("scripted", torch.jit.script(Small())), ("traced", torch.jit.trace(Small(), torch.ones(1, 2)))):
        buffer = io.BytesIO()
        torch.jit.save(script, buffer)
        # Without the debug records, which are most of it.
        records = [(record, content) for record, content in records_of(buffer.getvalue())
                   if not record.endswith(".debug_pkl")]
        write("torchscript", name, without_checksums(archive(records)))


def report(**more):
    return {"model": "net", "model_hash": "aa", "weights_hash": "bb", "parameters_before": 20, "parameters_after": 11,
            "macs_before": 18, "macs_after": 9, "memory_bytes_before": 100, "memory_bytes_after": 60,
            "memory_bytes_predicted": None, "latency_ms_before": 0.5, "latency_ms_after": 0.25, "seconds_predicted": 1,
            "groups": [{"name": "0", "channels": 4, "k": 2, "relative_inertia": 0.5, "variance_ratio_predicted": 0.75,
                        "pruned": False, "labels": [0, 1, 0, 1]}],
            "layers": [{"name": "0", "group": "0", "variance_ratio_predicted": 0.75, "variance_ratio_merged": 0.5,
                        "variance_ratio_repaired": None, "mean_error_merged": 0.1, "mean_error_repaired": None,
                        "channels_left_out": 0}],
            "measured_on": None, "measured_samples": 0, "seconds": {"cluster": 0.1}, "findings": [], **more}


def make_projects():
    recipe = {"pleat_recipe": 1, "model": "net", "model_hash": "aa", "cluster": "ward", "repair": "ar", "seed": 3,
              "groups": {"0": {"channels": 4, "k": 2, "locked": True}}, "later": [1, {"key": None}]}
    evaluation = {"accuracy": 0.9, "loss": 0.4, "samples": 10, "latency_ms": 1, "output_error": 0.1, "agreement": None}
    probe = {"source": "inversion", "samples": 8, "seed": 0, "model_hash": "aa", "steps": 2, "complete": False,
             "from_file": False, "seconds": 1.5, "findings": [{"where": "probe", "message": "stopped"}],
             "curve": [{"step": 0, "total": 3, "classes": 2, "statistics": 1, "variation": 0}]}
    reports = {"plain": report(), "measured": report(measured_on="/data", measured_samples=9, evaluation_before=evaluation,
                                                      evaluation_after=evaluation, probe=probe)}
    for name, kept in reports.items():
        manifest = {"pleat_project": 1, "pleat_version": "1", "probe_complete": True,
                    "model": {"path": "/net.pt", "beside": "net.pt", "weights_hash": "aa", "bytes": 100},
                    "runs": [{"id": 1, "name": "run", "when": "2026-01-01T00:00:00Z"}]}
        records = [("manifest.json", manifest), ("recipe.json", recipe), ("views.json", {"docs": "AA=="}),
                   ("runs/1.json", {"plan": recipe, "report": kept})]
        texts = [(record, json.dumps(content)) for record, content in records]
        write("project", f"{name}-archive", without_checksums(archive(texts + [("probe.npy", b"\x93NUMPY\1\0")])))
        write("project", f"{name}-records", "".join(f"--- {record}\n{text}\n" for record, text in texts).encode())


def make_kinds():
    """The beginning of one file of each kind; a zip archive with a .npy in it as an example of the rest."""
    for target in ("pickle", "safetensors", "onnx", "zip", "torchscript", "state_dict"):
        for path in sorted((FOLDER / "seeds" / target).iterdir())[:4]:
            write("file_kind", f"{target}-{path.name}", path.read_bytes())
    write("file_kind", "npz", without_checksums(archive([("a.npy", b"\x93NUMPY\1\0")])))
    write("file_kind", "lfs", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
    write("file_kind", "page", b"<!DOCTYPE html><html></html>")
    write("file_kind", "gguf", b"GGUF" + bytes(60))
    write("file_kind", "hdf5", b"\x89HDF\r\n\x1a\n" + bytes(60))
    write("file_kind", "tar", b"pickle".ljust(257, b"\0") + b"ustar\x0000".ljust(255, b"\0"))


make_state_dicts()
make_torchscript()
make_zips()
make_safetensors()
make_onnx()
make_graph_texts()
make_projects()
make_kinds()
for folder in (FOLDER / "seeds").iterdir():
    (FOLDER / "corpus" / folder.name).mkdir(parents=True, exist_ok=True)
    print(folder.name, len(list(folder.iterdir())), "seeds")
