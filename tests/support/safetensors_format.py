# SPDX-License-Identifier: GPL-3.0-or-later
"""safetensors as its description has it (https://github.com/huggingface/safetensors#format).

Written from that text alone, so that the tests have something to compare with.
"""
import json
import math

import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
         "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8,
         "U8": torch.uint8, "BOOL": torch.bool}
NAMES = {torch_type: name for name, torch_type in TYPES.items()}


def raw(tensor):
    """The bytes of a tensor, row by row, little endian."""
    return tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b""


def entry(type_name, shape, begin, end):
    return {"dtype": type_name, "shape": list(shape), "data_offsets": [begin, end]}


def join(header, data=b"", length=None):
    """A file of a header (a dict, a str or bytes) and its data."""
    text = json.dumps(header) if isinstance(header, dict) else header
    text = text.encode() if isinstance(text, str) else text
    return (len(text) if length is None else length).to_bytes(8, "little") + text + data


def pack(tensors, metadata=None):
    """A file of {name: tensor}, one behind the other as they come."""
    header, data = {"__metadata__": metadata} if metadata else {}, b""
    for name, tensor in tensors.items():
        end = len(data) + len(raw(tensor))
        header[name] = entry(NAMES[tensor.dtype], tensor.shape, len(data), end)
        data += raw(tensor)
    return join(header, data)


def unique(pairs):
    assert len(dict(pairs)) == len(pairs), "a key occurs twice"
    return dict(pairs)


def unpack(content):
    """({name: tensor}, metadata, {name: beginning of its bytes in the file}); asserts what the format demands."""
    length = int.from_bytes(content[:8], "little")
    assert length <= 100_000_000 and content[8:9] == b"{"
    header = json.loads(content[8:8 + length].decode(), object_pairs_hook=unique)
    metadata = header.pop("__metadata__", {})
    assert all(isinstance(value, str) for value in metadata.values())
    tensors, places, data, reached = {}, {}, content[8 + length:], 0
    for name, item in sorted(header.items(), key=lambda pair: pair[1]["data_offsets"]):
        (begin, end), dtype = item["data_offsets"], TYPES[item["dtype"]]
        assert begin == reached and end - begin == math.prod(item["shape"]) * torch.empty(0, dtype=dtype).element_size()
        values = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.uint8) if end > begin else torch.empty(0)
        tensors[name] = (values.view(dtype) if end > begin else values.to(dtype)).reshape(item["shape"])
        places[name], reached = 8 + length + begin, end
    assert reached == len(data)
    return tensors, metadata, places
