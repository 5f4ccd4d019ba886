#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges ONNX files of Pleat's by ONNX's own checker and shape inference, and by running them with onnx_evaluator.py.

    check_onnx.py FOLDER...
        Every FOLDER/NAME.onnx; PyTorch runs FOLDER/NAME.pt (or FOLDER/../NAME.pt) on the same random inputs, one
        example and three. Each folder must hold a file.
    check_onnx.py --export EXPORT_ONNX FOLDER NETWORK...
        Networks of torchvision, traced and written by the program EXPORT_ONNX before.
"""
import json
import math
import pathlib
import subprocess
import sys
import warnings

import numpy
import onnx
import torch
from onnx import shape_inference

sys.dont_write_bytecode = True  # the sources stay as they are
from onnx_evaluator import Model

TOLERANCE = 1e-5  # relative to the largest output
SIDES = {"vit_b_16": 32, "vgg11_bn": 32}  # of the image; the others get 64


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


def recorded(source):
    """[(inputs, outputs)] as make_couplings.py wrote them down, of a network that this PyTorch does not know."""
    entry = json.loads((source.parent / "couplings.json").read_text())[source.stem]

    def read(kind):
        flat = torch.from_numpy(numpy.fromfile(source.with_suffix(f".{kind}.bin"), numpy.float32))
        shapes = entry[f"{kind}s"]
        return [part.reshape(shape) for part, shape in zip(flat.split([math.prod(s) for s in shapes]), shapes)]
    return [(read("input"), read("output"))]


def runs_of(network, ports):
    """[(inputs, outputs)] by PyTorch, for one example and for three if the batch is open."""
    runs = []
    fixed = None not in declared_sizes(ports[0], None)
    for batch in [declared_sizes(ports[0], None)[0]] if fixed else [1, 3]:
        inputs = [torch.randn(declared_sizes(port, batch)) for port in ports]
        with torch.no_grad():
            runs.append((inputs, tensors(network(*inputs))))
    return runs


def weights_problem(network, model):
    state = network.state_dict()
    if sorted(state) != sorted(model.weights):
        return f"other weights than in the state_dict: {sorted(set(state) ^ set(model.weights))}"
    for name, tensor in state.items():
        if tensor.dtype != model.weights[name].dtype or not torch.equal(tensor, model.weights[name]):
            return f"{name} differs"
    return ""


def problem_of(path, source):
    model = Model(path)
    graph = model.proto.graph
    onnx.checker.check_model(model.proto)
    inferred = shape_inference.infer_shapes(model.proto, check_type=True, strict_mode=True).graph
    if len(inferred.value_info) < sum(len(node.output) for node in graph.node) - len(graph.output):
        return "ONNX infers no type for some values"
    if "pleat" not in model.metadata or model.proto.producer_name != "pleat" or model.proto.ir_version != 8:
        return "the metadata is missing"
    try:
        network = torch.jit.load(str(source)).eval()
    except RuntimeError:
        network = None
    problem = weights_problem(network, model) if network else ""
    for inputs, expected in runs_of(network, graph.input) if network else recorded(source):
        found = model.run(inputs)
        problem = problem or error_between(found, expected)
        for port, tensor in zip(graph.output, found):
            declared = declared_sizes(port, len(inputs[0]))
            if any(wanted is not None and size != wanted for size, wanted in zip(tensor.shape, declared)):
                problem = problem or f"{port.name} is declared as {declared}"
        if problem:
            return f"batch {len(inputs[0])}: {problem}"
    return ""


def source_of(path):
    beside = path.with_suffix(".pt")
    return beside if beside.exists() else path.parent.parent / beside.name


def export(program, path):
    name = path.stem
    import torchvision
    side = SIDES.get(name, 64)
    more = {"image_size": side} if name.startswith("vit") else {}
    net = getattr(torchvision.models, name)(num_classes=10, **more).eval()
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
    source = path.with_suffix(".pt")
    torch.jit.trace(net, torch.randn(1, 3, side, side), check_trace=False).save(str(source))
    subprocess.run([program, str(source), f"1x3x{side}x{side}", str(path)], check=True)


def main():
    warnings.filterwarnings("ignore")
    torch.manual_seed(3)
    exports = sys.argv[1] == "--export"
    if exports:
        folder = pathlib.Path(sys.argv[3])
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / f"{name}.onnx" for name in sys.argv[4:]]
    else:
        found = {folder: sorted(pathlib.Path(folder).glob("*.onnx")) for folder in sys.argv[1:]}
        assert all(found.values()), "a folder without files"
        paths = sum(found.values(), [])
    failed = 0
    for path in paths:
        try:
            if exports:
                export(sys.argv[2], path)
            problem = problem_of(path, source_of(path))
        except Exception as error:  # the others are judged too
            problem = f"{type(error).__name__}: {error}"
        failed += bool(problem)
        if problem or exports:
            print(f"{path.stem}: {problem or 'fine'}", flush=True)
    print(f"{len(paths) - failed} of {len(paths)} files are fine")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
