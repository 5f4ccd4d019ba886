#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes zip archives and files of foreign formats: python3 make_archives.py FOLDER

FOLDER/archives/NAME with archives.json: for each archive its records with size, method and SHA-256;
FOLDER/kinds/NAME with kinds.json: which kind each file is.
"""
import hashlib
import io
import json
import pathlib
import pickle
import random
import struct
import sys
import tarfile
import tempfile
import zipfile

import numpy
import onnx
import torch

FOLDER = pathlib.Path(sys.argv[1])
ARCHIVES, KINDS = FOLDER / "archives", FOLDER / "kinds"
LISTED, KIND_OF = {}, {}


def expect(file, contents):
    """Notes what must be in an archive: {name: (content, deflated)}."""
    LISTED[file] = [
        {"name": name, "size": len(content), "deflated": deflated,
         "sha256": hashlib.sha256(content).hexdigest()}
        for name, (content, deflated) in contents.items()
    ]


def archive(file, contents, deflated=False, comment=b"", zip64=False, streamed=False):
    memory = io.BytesIO()

    class Unseekable:  # so that zipfile writes sizes behind the content
        write, flush = staticmethod(memory.write), staticmethod(memory.flush)

    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(Unseekable() if streamed else memory, "w", method) as output:
        output.comment = comment
        for name, content in contents.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            with output.open(info, "w", force_zip64=zip64) as record:
                record.write(content)
    (ARCHIVES / file).write_bytes(memory.getvalue())
    expect(file, {name: (content, deflated) for name, content in contents.items()})


def torch_archive(file):
    """What torch wrote, as zipfile reads it."""
    with zipfile.ZipFile(ARCHIVES / file) as source:
        expect(file, {i.filename: (source.read(i), i.compress_type == zipfile.ZIP_DEFLATED)
                      for i in source.infolist()})


def make_archives():
    small = {"a/data.pkl": b"some pickle", "a/data/0": bytes(range(256)), "a/empty": b"",
             "a/größe": "größe".encode()}
    archive("stored.zip", small)
    archive("deflated.zip", small, deflated=True)
    archive("comment.zip", small, comment=b"PK\x05\x06 and 40 bytes that are no end record....")
    archive("zip64.zip", small, zip64=True)
    archive("zip64_deflated.zip", small, zip64=True, deflated=True)
    archive("streamed.zip", small, streamed=True)
    archive("streamed_deflated.zip", small, streamed=True, deflated=True, zip64=True)
    archive("empty.zip", {})
    archive("many.zip", {f"a/data/{i}": b"%d" % i for i in range(66000)})
    del LISTED["many.zip"]  # told by its names
    noise = random.Random(0).randbytes(12 << 20)
    archive("large.zip", {"a/noise": noise, "a/zeros": bytes(3 << 20), "a/after": b"after"})
    archive("large_deflated.zip", {"a/noise": noise, "a/zeros": bytes(3 << 20)}, deflated=True)

    torch.manual_seed(0)
    module = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU())
    torch.save(module.state_dict(), ARCHIVES / "state_dict.pth")
    torch.jit.trace(module, torch.zeros(1, 4)).save(str(ARCHIVES / "traced.pt"))
    torch_archive("state_dict.pth")
    torch_archive("traced.pt")


def kind(file, expected, content):
    (KINDS / file).write_bytes(content)
    KIND_OF[file] = expected


def zipped(contents):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as output:
        for name, content in contents.items():
            output.writestr(name, content)
    return memory.getvalue()


def message(*fields):
    """A protobuf message of (number, int or bytes)."""
    def varint(value):
        digits = b""
        while value > 0x7f:
            digits += bytes([value & 0x7f | 0x80])
            value >>= 7
        return digits + bytes([value])

    return b"".join(
        varint(number << 3) + varint(value) if isinstance(value, int)
        else varint(number << 3 | 2) + varint(len(value)) + value
        for number, value in fields)


def saved(write):
    memory = io.BytesIO()
    write(memory)
    return memory.getvalue()


def torch_tar():
    """As torch.save was before 0.1.10: four files added from disk."""
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w:", format=tarfile.PAX_FORMAT) as output:
        for name in "sys_info", "pickle", "tensors", "storages":
            with tempfile.NamedTemporaryFile() as part:
                part.write(b"x" * 700)
                part.flush()
                output.add(part.name, arcname=name)
    return memory.getvalue()


def other_tar():
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w:") as output:
        info = tarfile.TarInfo("weights/model.pth")
        info.size = 5
        output.addfile(info, io.BytesIO(b"abcde"))
    return memory.getvalue()


def onnx_model():
    node = onnx.helper.make_node("Relu", ["x"], ["y"])
    value = [onnx.helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, [1]) for n in "xy"]
    graph = onnx.helper.make_graph([node], "g", value[:1], value[1:])
    return onnx.helper.make_model(graph).SerializeToString()


def make_torch_kinds():
    weights = {"w": torch.arange(6.0)}
    module = torch.nn.Linear(4, 3)
    kind("traced", "TorchScript", (ARCHIVES / "traced.pt").read_bytes())
    kind("scripted", "TorchScript",
         saved(lambda memory: torch.jit.save(torch.jit.script(module), memory)))
    kind("state_dict", "StateDict", (ARCHIVES / "state_dict.pth").read_bytes())
    kind("pickled_module", "StateDict", saved(lambda memory: torch.save(module, memory)))
    for protocol in 2, 4:
        kind(f"legacy_{protocol}", "LegacyPickle", saved(lambda memory: torch.save(
            weights, memory, pickle_protocol=protocol, _use_new_zipfile_serialization=False)))
    kind("tar_of_torch", "TorchTar", torch_tar())
    kind("program.pt2", "TorchExport", zipped({"p/archive_format": "pt2", "p/models/model.json": ""}))
    kind("program_2_1.pt2", "TorchExport", zipped({"serialized_exported_program.json": "{}"}))
    exported = saved(lambda memory: torch.onnx.export(module, torch.zeros(1, 4), memory))
    kind("onnx_of_torch", "Onnx", exported)
    kind("onnx_of_torch_cut", "Onnx", exported[:150])
    kind("onnx_helper", "Onnx", onnx_model())


def make_other_kinds():
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    index = {"metadata": {"total_size": 4}, "weight_map": {"w": "model-1.safetensors"}}
    kind("safetensors", "Safetensors", struct.pack("<Q", len(header)) + header + bytes(4))
    kind("safetensors_cut", "Safetensors", struct.pack("<Q", len(header)) + header[:9])
    kind("index", "SafetensorsIndex", json.dumps(index, indent=2).encode())
    kind("index_with_mark", "SafetensorsIndex", b"\xef\xbb\xbf\r\n" + json.dumps(index).encode())
    kind("json", "Json", b'{"model_type": "resnet"}')
    for protocol in 2, 3, 4, 5:
        kind(f"pickle_{protocol}", "Pickle", pickle.dumps({"w": numpy.ones(3)}, protocol))
    kind("npy", "Numpy", saved(lambda memory: numpy.save(memory, numpy.ones(3))))
    kind("npz", "Numpy", saved(lambda memory: numpy.savez(memory, w=numpy.ones(3), b=1)))
    kind("hdf5", "Hdf5", b"\x89HDF\r\n\x1a\n" + bytes(88))
    kind("keras", "Keras",
         zipped({"metadata.json": "{}", "config.json": "{}", "model.weights.h5": "x"}))
    node = message((1, b"x"), (2, b"Placeholder"), (6, message((1, b"dtype"), (2, b"0\x01"))))
    meta = message((1, message((4, b"serve"), (5, b"2.11.0"))), (2, message((1, node))))
    kind("saved_model", "TensorFlow", message((1, 1), (2, meta)))
    kind("frozen_graph", "TensorFlow", message((1, node), (1, node), (4, message((1, 1087)))))
    kind("core_ml", "CoreMl", message((1, 4), (2, message((1, b"in"))), (500, b"layers" * 9)))
    kind("tflite", "TensorFlowLite", b"\x1c\0\0\0TFL3" + bytes(40))
    kind("gguf", "Gguf", b"GGUF" + struct.pack("<IQQ", 3, 0, 0))
    kind("tar", "Archive", other_tar())
    kind("zip", "Archive", zipped({"weights/model.pth": "x"}))
    kind("empty_zip", "Archive", zipped({}))
    for module_name in "gzip", "bz2", "lzma":
        kind(module_name, "Archive", __import__(module_name).compress(b"weights"))
    kind("lfs", "GitLfsPointer", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    kind("page", "WebPage", b"\n<!DOCTYPE html>\n<html><body>404</body></html>")
    kind("text", "Text", "Größe: 3\n".encode())
    kind("text_of_lines", "Text", b"\n\n\n\nlines\n")
    kind("empty", "Empty", b"")
    kind("one_byte", "Unknown", b"\x80")
    kind("zeros", "Unknown", bytes(1000))
    kind("noise", "Unknown", b"\xc1" + random.Random(1).randbytes(999))
    kind("varint_without_end", "Unknown", b"\x08" + b"\xff" * 100)


if __name__ == "__main__":
    ARCHIVES.mkdir(parents=True, exist_ok=True)
    KINDS.mkdir(parents=True, exist_ok=True)
    make_archives()
    make_torch_kinds()
    make_other_kinds()
    (ARCHIVES / "archives.json").write_text(json.dumps(LISTED))
    (KINDS / "kinds.json").write_text(json.dumps(KIND_OF))
