# SPDX-License-Identifier: GPL-3.0-or-later
"""ONNX files that must be refused, each with a word of the reason: write(FOLDER)."""
import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT = TensorProto.FLOAT


def model(nodes=None, tensors=None, opset=13, inputs=("x",), outputs=("y",), domains=()):
    nodes = [helper.make_node("Add", ["x", "w"], ["y"])] if nodes is None else nodes
    tensors = [numpy_helper.from_array(np.ones((1, 4), np.float32), "w")] if tensors is None else tensors
    graph = helper.make_graph(nodes, "g", [helper.make_tensor_value_info(n, FLOAT, [1, 4]) for n in inputs],
                              [helper.make_tensor_value_info(n, FLOAT, [1, 4]) for n in outputs], tensors)
    sets = [helper.make_opsetid(d, v) for d, v in [("", opset), *domains]]
    return helper.make_model(graph, opset_imports=sets, ir_version=7)


def tensor(dims, kind=FLOAT, raw=b"\0" * 16, **external):
    made = TensorProto(name="w", data_type=kind, dims=dims)
    if external:
        made.data_location = TensorProto.EXTERNAL
        for key, value in external.items():
            made.external_data.add(key=key, value=str(value))
    elif raw is not None:
        made.raw_data = raw
    return made


def files():
    node = helper.make_node
    branch = node("If", ["x"], ["y"], then_branch=model().graph, else_branch=model().graph)
    yield "old_opset", "11 to 17", model(opset=10)
    yield "new_opset", "11 to 17", model(opset=18)
    no_opset = model()
    del no_opset.opset_import[:]
    yield "no_opset", "no opset", no_opset
    foreign = node("FusedGemm", ["x", "w"], ["y"], domain="com.microsoft")
    yield "foreign_operator", "com.microsoft", model([foreign], domains=[("com.microsoft", 1)])
    yield "branch", "graph of its own", model([branch])
    yield "huge_shape", "but its shape takes", model(tensors=[tensor([10**6, 10**6])])
    yield "overflowing_shape", "impossible shape", model(tensors=[tensor([2**40, 2**40])])
    yield "negative_shape", "impossible shape", model(tensors=[tensor([-1, 4])])
    yield "short_data", "16 bytes", model(tensors=[tensor([1, 5])])
    yield "no_data", "0 bytes", model(tensors=[tensor([1, 4], raw=None)])
    yield "strings", "STRING", model(tensors=[tensor([1], TensorProto.STRING)])
    yield "complex", "COMPLEX64", model(tensors=[tensor([1], TensorProto.COMPLEX64)])
    yield "strange_type", "99", model(tensors=[tensor([1], 99)])
    yield "strange_truth", "truth values", model(tensors=[tensor([2], TensorProto.BOOL, b"\1\2")])
    yield "same_initializers", "two values", model(tensors=[tensor([1, 4]), tensor([1, 4])])
    yield "same_outputs", "two values", model([node("Relu", ["x"], ["y"]), node("Neg", ["x"], ["y"])])
    yield "overwritten_input", "two values", model([node("Relu", ["w"], ["x"]), node("Relu", ["x"], ["y"])])
    yield "missing_input", "\"z\"", model([node("Add", ["x", "z"], ["y"])])
    yield "wrong_order", "nothing before it", model([node("Relu", ["h"], ["y"]), node("Relu", ["x"], ["h"])])
    yield "cycle", "nothing before it", model([node("Add", ["x", "h"], ["y"]), node("Relu", ["y"], ["h"])])
    yield "missing_output", "made by no node", model(outputs=("y", "z"))
    yield "no_output", "no output", model(outputs=())
    yield "control_character", "readable text", model(inputs=("x", "a\nb"))
    twice = model()
    twice.graph.node[0].attribute.extend([helper.make_attribute("a", 1), helper.make_attribute("a", 2)])
    yield "attribute_twice", "given twice", twice
    sparse = model()
    sparse.graph.sparse_initializer.add().dims.append(4)
    yield "sparse", "sparse", sparse
    for name, location in {"absolute": "/etc/passwd", "parent": "../onnx.json", "hidden": "a/../../onnx.json",
                           "empty": ""}.items():
        yield f"external_{name}", "in the folder", model(tensors=[tensor([1, 4], location=location)])
    yield "external_missing", "no such file", model(tensors=[tensor([1, 4], location="absent.bin")])
    yield "external_offset", "ends beyond", model(tensors=[tensor([1, 4], location="data.bin", offset=33)])
    yield "external_length", "ends beyond", model(tensors=[tensor([1, 4], location="data.bin", offset=20, length=16)])
    huge = 2**64 - 8
    yield "external_overflow", "ends beyond", model(tensors=[tensor([1, 4], location="data.bin", offset=16, length=huge)])
    yield "external_negative", "no number", model(tensors=[tensor([1, 4], location="data.bin", offset=-16)])
    yield "external_size", "but its shape takes", model(tensors=[tensor([1, 4], location="data.bin")])


def write(folder):
    folder.mkdir(exist_ok=True)
    (folder / "data.bin").write_bytes(bytes(32))
    words = {}
    for name, word, made in files():
        words[name] = word
        (folder / f"{name}.onnx").write_bytes(made.SerializeToString())
    deep = helper.make_tensor_value_info("x", FLOAT, [1])
    for _ in range(200):  # nested types
        outer = onnx.ValueInfoProto(name="x")
        outer.type.sequence_type.elem_type.CopyFrom(deep.type)
        deep = outer
    made = model()
    made.graph.input[0].CopyFrom(deep)
    (folder / "deep.onnx").write_bytes(made.SerializeToString())
    words["deep"] = "not an ONNX file"
    (folder / "hostile.json").write_text(json.dumps(words))
