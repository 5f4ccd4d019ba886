# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of single operators as the ONNX standard describes them in each opset, and what they give,
computed with PyTorch or by hand."""
from dataclasses import dataclass

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch.nn import functional as F


@dataclass
class Case:
    model: onnx.ModelProto
    inputs: list
    outputs: list


CASES = {}


def add(name, opset, op, x, y, tensors=(), outputs=1, **attributes):
    """`x` the input (or several), `y` the result (or several). `tensors`: the operator's other inputs,
    None for one that is left out; they are initializers."""
    xs = list(x) if isinstance(x, (tuple, list)) else [x]
    ys = list(y) if isinstance(y, (tuple, list)) else [y]
    names, initializers = [f"x{i}" for i in range(len(xs))], []
    ports = [helper.make_tensor_value_info(n, TensorProto.FLOAT if t.is_floating_point() else TensorProto.INT64,
                                           list(t.shape)) for n, t in zip(names, xs)]
    for i, tensor in enumerate(tensors):
        names.append("" if tensor is None else f"t{i}")
        if tensor is not None:
            array = tensor.numpy() if isinstance(tensor, torch.Tensor) else np.array(tensor)
            array = array.astype(np.float32) if array.dtype == np.float64 else array
            initializers.append(numpy_helper.from_array(array, f"t{i}"))
    results = [f"y{i}" for i in range(len(ys))]
    node = helper.make_node(op, names, results, name=f"the_{op}", **attributes)
    made = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in results]
    graph = helper.make_graph([node], name, ports, made, initializers)
    CASES[name] = Case(helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=7), xs, ys)


def shapes(x):
    for opset in (11, 13):
        since = opset >= 13
        for op, axes, y in (("Squeeze", [0, -2], x[:1].squeeze(0).squeeze(-2) if x.shape[-2] == 1 else None),
                            ("Unsqueeze", [-1, 1], x.unsqueeze(1).unsqueeze(-1))):
            start = x if op == "Unsqueeze" else torch.randn(1, 3, 1, 2)
            y = start.squeeze(2).squeeze(0) if op == "Squeeze" else y
            add(f"{op}_{opset}", opset, op, start, y, [axes] if since else [], **({} if since else {"axes": axes}))
        parts = list(x.split([1, 3], 1))
        add(f"Split_{opset}", opset, "Split", x, parts, [[1, 3]] if since else [], axis=1,
            **({} if since else {"split": [1, 3]}))
        add(f"Split_equal_{opset}", opset, "Split", x, list(x.chunk(2, 1)), axis=-3)
        add(f"Slice_{opset}", opset, "Slice", x, x[:, 1:3, 1::2], [[1, 1], [3, 2**31 - 1], [1, 2], [1, 2]])
        add(f"ReduceSum_{opset}", opset, "ReduceSum", x, x.sum([1, 3]), [[1, -1]] if since else [], keepdims=0,
            **({} if since else {"axes": [1, -1]}))
        flat = torch.softmax(x.flatten(1), -1).reshape(x.shape)
        add(f"Softmax_{opset}", opset, "Softmax", x, torch.softmax(x, -1) if since else flat)
        flat = torch.log_softmax(x.flatten(2), -1).reshape(x.shape)
        add(f"LogSoftmax_{opset}", opset, "LogSoftmax", x, torch.log_softmax(x, 2) if since else flat, axis=2)
    add("Slice_back", 13, "Slice", x, x.flip(3), [[-1], [-2**31], [3], [-1]])
    add("Slice_negative", 13, "Slice", x, x[..., -3:-1], [[-3], [-1], [-1]])
    add("ReduceSum_all", 13, "ReduceSum", x, x.sum().reshape(1, 1, 1, 1))
    add("ReduceSum_none", 13, "ReduceSum", x, x, noop_with_empty_axes=1)
    add("ReduceMean", 13, "ReduceMean", x, x.mean([2, 3], True), axes=[-2, -1])
    add("ReduceMax", 13, "ReduceMax", x, x.amax([0, 2]), axes=[0, 2], keepdims=0)
    add("ReduceMin", 13, "ReduceMin", x, x.amin(1, True), axes=[1])
    add("ReduceL1", 13, "ReduceL1", x, x.abs().sum(1), axes=[1], keepdims=0)
    add("ReduceL2", 13, "ReduceL2", x, x.norm(dim=1), axes=[1], keepdims=0)
    add("ReduceProd", 13, "ReduceProd", x, x.prod(3).prod(1), axes=[1, 3], keepdims=0)
    add("ReduceSumSquare", 13, "ReduceSumSquare", x, (x * x).sum(2, True), axes=[2])
    add("ReduceLogSumExp", 13, "ReduceLogSumExp", x, x.logsumexp(1), axes=[1], keepdims=0)
    add("ArgMax", 13, "ArgMax", x, x.argmax(1, True), axis=1)
    add("CumSum", 13, "CumSum", x, x.cumsum(2), [2])
    for axis in (0, 1, 2, -1):
        rows = int(np.prod(x.shape[:axis])) if axis else 1
        add(f"Flatten_{axis}", 13, "Flatten", x, x.reshape(rows, -1), axis=axis)
    add("Reshape_zero", 13, "Reshape", x, x.reshape(2, 2, -1), [[0, 2, -1]])
    add("Expand", 13, "Expand", x[:, :1], x[:, :1].expand(3, 2, 5, 6, 6), [[3, 1, 5, 1, 6]])
    add("Tile", 13, "Tile", x, x.repeat(1, 2, 1, 3), [[1, 2, 1, 3]])
    add("Transpose", 13, "Transpose", x, x.permute(3, 2, 1, 0))
    add("Gather_scalar", 13, "Gather", x, x[:, -1], [-1], axis=1)
    add("Gather_list", 13, "Gather", x, x[:, :, [2, 0]], [[2, 0]], axis=2)
    add("Gather_matrix", 13, "Gather", x, x[:, [[0, 1, -1]]], [[[0, 1, -1]]], axis=1)
    index = torch.randint(4, (2, 1, 6, 6))
    add("GatherElements", 13, "GatherElements", x, x.gather(1, index), [index], axis=1)
    places = torch.tensor([[0, 1], [1, 3], [1, -1]])
    add("GatherND", 13, "GatherND", x, x[places[:, 0], places[:, 1]], [places])
    changed, rows = x.clone(), torch.randn(2, 6, 6)
    changed[0, 1], changed[1, 3] = rows[0], rows[1]
    add("ScatterND", 13, "ScatterND", x, changed, [places[:2], rows])
    add("Trilu", 14, "Trilu", x, x.tril(1), [1], upper=0)
    image = torch.randn(2, 8, 3, 4)
    b, c, h, w = image.shape
    depth = image.reshape(b, 2, 2, c // 4, h, w).permute(0, 3, 4, 1, 5, 2).reshape(b, c // 4, 2 * h, 2 * w)
    add("DepthToSpace_DCR", 13, "DepthToSpace", image, depth, blocksize=2)
    add("DepthToSpace_CRD", 13, "DepthToSpace", image, F.pixel_shuffle(image, 2), blocksize=2, mode="CRD")
    add("SpaceToDepth", 13, "SpaceToDepth", depth, image, blocksize=2)


def activations(x):
    for name, y in {"Relu": x.relu(), "Sigmoid": x.sigmoid(), "Tanh": x.tanh(), "Exp": x.exp(), "Neg": -x,
                    "Abs": x.abs(), "Reciprocal": 1 / x, "Floor": x.floor(), "Ceil": x.ceil(), "Round": x.round(),
                    "Sign": x.sign(), "Erf": x.erf(), "Sin": x.sin(), "Cos": x.cos(), "HardSwish": F.hardswish(x),
                    "LeakyRelu": F.leaky_relu(x), "Elu": F.elu(x), "Selu": F.selu(x), "Celu": F.celu(x),
                    "Softplus": F.softplus(x), "Softsign": F.softsign(x), "Identity": x, "Dropout": x,
                    "HardSigmoid": (0.2 * x + 0.5).clamp(0, 1)}.items():
        add(name, 14, name, x, y)
    add("HardSigmoid_torch", 14, "HardSigmoid", x, F.hardsigmoid(x), alpha=1 / 6)
    add("Dropout_11", 11, "Dropout", x, x, ratio=0.3)
    add("Elu_alpha", 13, "Elu", x, F.elu(x, 0.3), alpha=0.3)
    low, high = np.float32(-0.5), np.float32(1)
    add("Clip", 13, "Clip", x, x.clamp(-0.5, 1), [low, high])
    add("Clip_low", 11, "Clip", x, x.clamp(min=-0.5), [low])
    add("Clip_high", 11, "Clip", x, x.clamp(max=1), [None, high])
    add("Clip_none", 13, "Clip", x, x)
    add("Clip_relu6", 13, "Clip", 4 * x, F.relu6(4 * x), [np.float32(0), np.float32(6)])
    slopes = torch.rand(4)
    add("PRelu", 13, "PRelu", x, F.prelu(x, slopes), [slopes.reshape(4, 1, 1)])
    add("PRelu_one", 13, "PRelu", x, F.prelu(x, slopes[:1]), [slopes[:1]])
    other = torch.randn(4, 1, 6)
    for name, y in {"Add": x + other, "Sub": x - other, "Mul": x * other, "Div": x / other,
                    "Max": torch.maximum(x, other), "Min": torch.minimum(x, other), "Sum": x + other,
                    "Mean": (x + other) / 2}.items():
        add(name, 14, name, [x, other], y)
        add(f"{name}_parameter", 14, name, x, y, [other])
    add("Pow", 13, "Pow", x, x ** 3, [np.float32(3)])
    add("Pow_tensor", 13, "Pow", [x.abs(), other], x.abs() ** other)
    add("Mod", 13, "Mod", [x, other], torch.fmod(x, other), fmod=1)
    whole = torch.tensor([[7, -7, 5], [9, 4, -3]])
    add("Div_integers", 14, "Div", whole, torch.tensor([[3, -3, 2], [4, 2, -1]]), [2])
    add("Mod_integers", 13, "Mod", whole, torch.tensor([[1, 2, 2], [0, 1, 0]]), [3])
    add("Where", 13, "Where", [x, other], torch.where(torch.tensor([True, False]).repeat(3), x, other), [])
    node = CASES["Where"].model.graph.node[0]
    node.input.insert(0, "condition")
    condition = np.array([True, False] * 3)
    CASES["Where"].model.graph.initializer.append(numpy_helper.from_array(condition, "condition"))


def layers(x):
    weight, bias, scale = torch.randn(6, 2, 3, 3), torch.randn(6), [torch.randn(4), torch.randn(4)]
    grouped = F.conv2d(x, weight, bias, stride=2, padding=(1, 2), groups=2)
    add("Conv_grouped", 11, "Conv", x, grouped, [weight, bias], group=2, strides=[2, 2], pads=[1, 2, 1, 2])
    full = torch.randn(5, 4, 3, 3)
    add("Conv_plain", 13, "Conv", x, F.conv2d(x, full), [full])
    add("Conv_dilated", 13, "Conv", x, F.conv2d(x, full, dilation=2), [full], dilations=[2, 2], kernel_shape=[3, 3])
    uneven = F.conv2d(F.pad(x, (0, 2, 1, 0)), full)
    add("Conv_uneven", 13, "Conv", x, uneven, [full], pads=[1, 0, 0, 2])
    same = F.conv2d(F.pad(x, (0, 1, 0, 1)), full, stride=2)
    add("Conv_same_upper", 13, "Conv", x, same, [full], auto_pad="SAME_UPPER", strides=[2, 2])
    lower = F.conv2d(F.pad(x, (1, 0, 1, 0)), full, stride=2)
    add("Conv_same_lower", 13, "Conv", x, lower, [full], auto_pad="SAME_LOWER", strides=[2, 2])
    add("Conv_valid", 13, "Conv", x, F.conv2d(x, full), [full], auto_pad="VALID")
    line, volume = torch.randn(2, 4, 9), torch.randn(1, 2, 4, 4, 4)
    add("Conv_1d", 13, "Conv", line, F.conv1d(line, full[..., 0], padding=1), [full[..., 0]], pads=[1, 1])
    deep = torch.randn(3, 2, 2, 2, 2)
    add("Conv_3d", 13, "Conv", volume, F.conv3d(volume, deep), [deep])
    up = torch.randn(4, 3, 3, 3)
    add("ConvTranspose", 11, "ConvTranspose", x, F.conv_transpose2d(x, up, bias[:3], 2, 1, 1), [up, bias[:3]],
        strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1])
    half = torch.randn(4, 3, 3, 3)
    add("ConvTranspose_grouped", 13, "ConvTranspose", x, F.conv_transpose2d(x, half, groups=2), [half], group=2)
    whole = F.conv_transpose2d(x, up, stride=2)
    add("ConvTranspose_uneven", 13, "ConvTranspose", x, whole[:, :, 1:, :-1], [up], strides=[2, 2], pads=[1, 0, 0, 1])
    add("ConvTranspose_shape", 13, "ConvTranspose", x, whole[:, :, 1:, 1:], [up], strides=[2, 2],
        output_shape=[12, 12])
    add("ConvTranspose_same", 13, "ConvTranspose", x, whole[:, :, :-1, :-1], [up], strides=[2, 2],
        auto_pad="SAME_UPPER")
    statistics = [torch.randn(4), torch.rand(4) + 0.5]
    normed = F.batch_norm(x, *statistics, *scale, eps=1e-3)
    for opset in (11, 15):
        add(f"BatchNormalization_{opset}", opset, "BatchNormalization", x, normed, scale + statistics, epsilon=1e-3)
    add("InstanceNormalization", 13, "InstanceNormalization", x, F.instance_norm(x, weight=scale[0], bias=scale[1]),
        scale)
    a, b = torch.randn(6, 6), torch.randn(6, 6)
    add("LayerNormalization", 17, "LayerNormalization", x, F.layer_norm(x, (6, 6), a, b, 1e-3), [a, b], axis=2,
        epsilon=1e-3)
    add("LayerNormalization_plain", 17, "LayerNormalization", x, F.layer_norm(x, (6,), a[0]), [a[0]])
    add("LayerNormalization_broadcast", 17, "LayerNormalization", x, F.layer_norm(x, (6, 6)) * a[0] + b, [a[0], b],
        axis=2)
    rows, inner = torch.randn(3, 4), torch.randn(4, 5)
    wide, row = torch.randn(3, 5), torch.randn(5)
    add("Gemm_linear", 13, "Gemm", rows, rows @ inner + row, [inner.t().contiguous(), row], transB=1)
    add("Gemm", 13, "Gemm", rows, rows @ inner + row, [inner, row])
    add("Gemm_bare", 13, "Gemm", rows, 0.5 * rows @ inner, [inner], alpha=0.5)
    add("Gemm_scaled", 13, "Gemm", rows, 0.5 * rows @ inner + 2 * wide, [inner, wide], alpha=0.5, beta=2.0)
    add("Gemm_all", 13, "Gemm", rows.t().contiguous(), 0.5 * rows @ inner + 2 * row,
        [inner.t().contiguous(), row], alpha=0.5, beta=2.0, transA=1, transB=1)
    add("MatMul", 13, "MatMul", x, x @ a[:, :2], [a[:, :2].contiguous()])
    add("MatMul_two", 13, "MatMul", [x, x.flip(0)], x @ x.flip(0))
    add("Einsum", 12, "Einsum", [x, x.flip(0)], torch.einsum("bchw,bdhw->bcd", x, x.flip(0)),
        equation="bchw,bdhw->bcd")


def pooling(x):
    k = dict(kernel_shape=[3, 3], strides=[2, 2])
    add("MaxPool", 11, "MaxPool", x, F.max_pool2d(x, 3, 2, 1), pads=[1, 1, 1, 1], **k)
    add("MaxPool_ceil", 13, "MaxPool", x, F.max_pool2d(x, 3, 2, ceil_mode=True), ceil_mode=1, **k)
    add("MaxPool_dilated", 13, "MaxPool", x, F.max_pool2d(x, 2, 1, dilation=2), kernel_shape=[2, 2], dilations=[2, 2])
    filled = F.pad(x, (0, 1, 0, 1), value=-np.inf)
    add("MaxPool_same", 13, "MaxPool", x, F.max_pool2d(filled, 3, 2), auto_pad="SAME_UPPER", **k)
    add("AveragePool", 11, "AveragePool", x, F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), pads=[1] * 4, **k)
    add("AveragePool_counts", 11, "AveragePool", x, F.avg_pool2d(x, 3, 2, 1), pads=[1] * 4, count_include_pad=1, **k)
    add("AveragePool_ceil", 11, "AveragePool", x, F.avg_pool2d(x, 3, 2, ceil_mode=True), ceil_mode=1, **k)
    pads = (0, 1, 0, 1)
    share = F.avg_pool2d(F.pad(torch.ones_like(x), pads), 3, 2)
    sums = F.avg_pool2d(F.pad(x, pads), 3, 2)
    add("AveragePool_same", 13, "AveragePool", x, sums / share, auto_pad="SAME_UPPER", **k)
    add("AveragePool_same_counts", 13, "AveragePool", x, sums, auto_pad="SAME_UPPER", count_include_pad=1, **k)
    line = torch.randn(2, 3, 8)
    add("AveragePool_1d", 13, "AveragePool", line, F.avg_pool1d(line, 2), kernel_shape=[2], strides=[2])
    add("GlobalAveragePool", 13, "GlobalAveragePool", x, x.mean([2, 3], True))
    add("GlobalAveragePool_1d", 13, "GlobalAveragePool", line, line.mean(2, True))
    add("GlobalMaxPool", 13, "GlobalMaxPool", x, x.amax([2, 3], True))
    for opset in (11, 13):
        add(f"Pad_{opset}", opset, "Pad", x, F.pad(x, (2, 0, 0, 1), value=0.5),
            [[0, 0, 0, 2, 0, 0, 1, 0], np.float32(0.5)])
    add("Pad_channels", 13, "Pad", x, F.pad(x, (0, 0, 0, 0, 1, 2)), [[0, 1, 0, 0, 0, 2, 0, 0]])
    add("Pad_reflect", 13, "Pad", x, F.pad(x, (2, 1, 0, 1), mode="reflect"), [[0, 0, 0, 2, 0, 0, 1, 1]],
        mode="reflect")
    add("Pad_edge", 13, "Pad", x, F.pad(x, (2, 1, 0, 1), mode="replicate"), [[0, 0, 0, 2, 0, 0, 1, 1]], mode="edge")


def resizing(x):
    def to(name, y, scale=None, size=None, opset=13, **attributes):
        scales = None if scale is None else np.array([1, 1, *scale], np.float32)
        sizes = None if size is None else np.array([*x.shape[:2], *size])
        tensors = [None, scales] if size is None else [None, None, sizes]
        add(f"Resize_{name}", opset, "Resize", x, y, tensors, **attributes)

    def torch_way(**options):
        return F.interpolate(x, **options)

    place = "coordinate_transformation_mode"
    floor = {place: "asymmetric", "nearest_mode": "floor"}
    to("nearest", torch_way(scale_factor=2), [2, 2], opset=11, **floor)
    to("nearest_part", torch_way(scale_factor=(1.5, 0.5)), [1.5, 0.5], **floor)
    to("nearest_size", torch_way(size=(9, 4)), size=[9, 4], **floor)
    to("nearest_default", torch_way(scale_factor=3), [3, 3])
    to("nearest_exact", torch_way(size=(9, 4), mode="nearest-exact"), size=[9, 4], nearest_mode="round_prefer_ceil")
    to("linear", torch_way(scale_factor=1.5, mode="bilinear", align_corners=False), [1.5, 1.5], mode="linear")
    to("linear_torch", torch_way(size=(9, 4), mode="bilinear", align_corners=False), size=[9, 4], mode="linear",
       **{place: "pytorch_half_pixel"})
    to("linear_corners", torch_way(size=(9, 4), mode="bilinear", align_corners=True), size=[9, 4], mode="linear",
       **{place: "align_corners"})
    to("cubic", torch_way(size=(9, 8), mode="bicubic", align_corners=False), size=[9, 8], mode="cubic")


def cases():
    x = torch.randn(2, 4, 6, 6)
    for group in (shapes, activations, layers, pooling, resizing):
        group(x)
    return CASES
