#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges ONNX files of Pleat's by ONNX's own checker and shape inference, and by running them with onnx_evaluator.py.

    check_onnx.py FOLDER
        Every FOLDER/NAME.onnx; PyTorch runs FOLDER/NAME.pt (or FOLDER/../NAME.pt) on the same random inputs, one
        example and three. Needs at least one file.
    check_onnx.py FOLDER EXPORT_ONNX NETWORK...
        Networks of torchvision, traced and written by the program EXPORT_ONNX before.
"""
import os
import pathlib
import subprocess
import sys
import warnings

import onnx
import torch
from onnx import shape_inference

sys.dont_write_bytecode = True  # the sources stay as they are
from onnx_evaluator import Model

TOLERANCE = 1e-5  # relative to the largest output
SIDES = {"vit_b_16": 32, "swin_t": 64}  # of the image, where the network allows less than 64


def tensors(value):
    if isinstance(value, torch.Tensor):
        return [value]
    return [] if value is None else [tensor for item in value for tensor in tensors(item)]


def error_between(found, expected):
    if [x.shape for x in found] != [x.shape for x in expected]:
        return f"shapes {[list(x.shape) for x in found]} instead of {[list(x.shape) for x in expected]}"
    for a, b in zip(found, expected):
        if a.dtype != b.dtype:
            return f"{a.dtype} instead of {b.dtype}"
        difference, size = (a.double() - b.double()).abs().max().item(), b.double().abs().max().item()
        if not difference <= TOLERANCE * max(size, 1e-12):
            return f"the outputs differ by {difference:.2g}, the largest is {size:.2g}"
    return ""


def declared_sizes(port, batch):
    return [size.dim_value if size.HasField("dim_value") else batch if size.dim_param == "batch" else None
            for size in port.type.tensor_type.shape.dim]


def problem_of(path, source):
    model = Model(path)
    onnx.checker.check_model(model.proto)
    inferred = shape_inference.infer_shapes(model.proto, check_type=True, strict_mode=True)
    assert len(inferred.graph.value_info) >= len(inferred.graph.node) - len(inferred.graph.output), "no shapes inferred"
    network = torch.jit.load(str(source)).eval()
    ports = model.proto.graph.input
    fixed = None not in declared_sizes(ports[0], None)
    for batch in [declared_sizes(ports[0], None)[0]] if fixed else [1, 3]:
        inputs = [torch.randn(declared_sizes(port, batch)) for port in ports]
        with torch.no_grad():
            expected = tensors(network(*inputs))
        found = model.run(inputs)
        problem = error_between(found, expected)
        for port, tensor in zip(model.proto.graph.output, found):
            for size, wanted in zip(tensor.shape, declared_sizes(port, batch)):
                if wanted is not None and size != wanted:
                    problem = problem or f"{port.name} is declared as {declared_sizes(port, batch)}"
        if problem:
            return f"batch {batch}: {problem}"
    state = {name: tensor for name, tensor in network.state_dict().items()}
    if sorted(state) != sorted(model.weights):
        return f"other weights than in the state_dict: {sorted(set(state) ^ set(model.weights))}"
    for name, tensor in state.items():
        if tensor.dtype != model.weights[name].dtype or not torch.equal(tensor, model.weights[name]):
            return f"{name} differs"
    if "pleat" not in model.metadata or model.proto.producer_name != "pleat" or model.proto.ir_version != 8:
        return "the metadata is missing"
    return ""


def source_of(path):
    beside = path.with_suffix(".pt")
    return beside if beside.exists() else path.parent.parent / beside.name


def export(folder, program, name):
    import torchvision
    side = SIDES.get(name, 64)
    more = {"image_size": side} if name.startswith("vit") else {}
    net = getattr(torchvision.models, name)(num_classes=10, **more).eval()
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
    path = folder / f"{name}.pt"
    torch.jit.trace(net, torch.randn(1, 3, side, side)).save(str(path))
    subprocess.run([program, str(path), f"1x3x{side}x{side}", str(path.with_suffix(".onnx"))], check=True)
    return path.with_suffix(".onnx")


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2:3]
    warnings.filterwarnings("ignore")
    torch.manual_seed(3)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [name for name in sys.argv[3:]] if program else sorted(folder.glob("*.onnx"))
    failed = 0
    for path in paths:
        name = path if program else path.stem
        try:
            path = export(folder, program[0], name) if program else path
            problem = problem_of(path, source_of(path))
        except Exception as error:  # the others are judged too
            problem = f"{type(error).__name__}: {error}"
        failed += bool(problem)
        if problem or program:
            print(f"{name}: {problem or 'fine'}", flush=True)
    print(f"{len(paths) - failed} of {len(paths)} files are fine")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
