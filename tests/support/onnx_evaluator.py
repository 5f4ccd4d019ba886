# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ONNX models of opset 17, written from the operator specification of ONNX: Model(path).run([tensors]).

One function per operator, `(tensors, attributes) -> tensor or list of tensors`; inputs that are left out are None.
Only what Pleat writes is covered. Plain formulas rather than PyTorch's own layers wherever these have options of their
own (pooling, resizing, normalisation), so that both sides cannot share a misunderstanding.
"""
import functools
import math

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional as F

TYPES = {1: torch.float32, 2: torch.uint8, 3: torch.int8, 5: torch.int16, 6: torch.int32, 7: torch.int64, 9: torch.bool,
         10: torch.float16, 11: torch.float64, 16: torch.bfloat16}
OPERATORS = {}


def operator(function):
    OPERATORS[function.__name__] = function
    return function


def to_tensor(proto):
    if proto.data_type == onnx.TensorProto.BFLOAT16:
        bits = numpy.frombuffer(proto.raw_data, dtype=numpy.int16).copy()
        return torch.from_numpy(bits).view(torch.bfloat16).reshape(list(proto.dims))
    return torch.from_numpy(numpy_helper.to_array(proto).copy())


def simple(names, function):
    for name in names.split():
        OPERATORS[name] = lambda inputs, attributes, name=name: function(name, *inputs)


def integer_or_float_quotient(a, b):
    return a / b if a.is_floating_point() else torch.div(a, b, rounding_mode="trunc")


simple("Abs Neg Exp Log Sqrt Sin Cos Erf Sign Floor Ceil Round Reciprocal Sigmoid Tanh",
       lambda name, x: getattr(torch, name.lower())(x))
simple("Relu", lambda name, x: torch.where(x > 0, x, torch.zeros_like(x)))
simple("Selu", lambda name, x: 1.05070102214813232421875 * torch.where(
    x > 0, x, 1.67326319217681884765625 * (torch.exp(x) - 1)))
simple("Softplus", lambda name, x: torch.log1p(torch.exp(-x.abs())) + x.clamp(min=0))
simple("HardSwish", lambda name, x: x * (x / 6 + 0.5).clamp(0, 1))
simple("PRelu", lambda name, x, slope: torch.where(x < 0, slope * x, x))
simple("Not", lambda name, x: ~x)
simple("Identity", lambda name, x: x)
simple("Add", lambda name, a, b: a + b)
simple("Sub", lambda name, a, b: a - b)
simple("Mul", lambda name, a, b: a * b)
simple("Div", lambda name, a, b: integer_or_float_quotient(a, b))
simple("Pow", lambda name, a, b: a ** b)
simple("MatMul", lambda name, a, b: torch.from_numpy(numpy.matmul(a.numpy(), b.numpy())))
simple("And", lambda name, a, b: a & b)
simple("Or", lambda name, a, b: a | b)
simple("Xor", lambda name, a, b: a ^ b)
simple("Equal", lambda name, a, b: a == b)
simple("Less", lambda name, a, b: a < b)
simple("LessOrEqual", lambda name, a, b: a <= b)
simple("Greater", lambda name, a, b: a > b)
simple("GreaterOrEqual", lambda name, a, b: a >= b)
simple("Where", lambda name, choice, a, b: torch.where(choice, a, b))
simple("Expand", lambda name, x, shape: x * torch.ones(shape.tolist(), dtype=x.dtype))
simple("Tile", lambda name, x, repeats: torch.from_numpy(numpy.tile(x.numpy(), repeats.tolist())))
simple("Size", lambda name, x: torch.tensor(x.numel()))
simple("Range", lambda name, start, limit, delta: torch.from_numpy(
    numpy.arange(start.item(), limit.item(), delta.item())).to(start.dtype))
simple("Squeeze", lambda name, x, axes: x.reshape(
    [size for axis, size in enumerate(x.shape) if axis not in [a % x.dim() for a in axes.tolist()]]))
simple("GatherND", lambda name, x, indices: x[tuple(indices.unbind(-1))])
simple("Max", lambda name, *inputs: functools.reduce(torch.maximum, inputs))
simple("Min", lambda name, *inputs: functools.reduce(torch.minimum, inputs))


@operator
def Mod(inputs, attributes):
    a, b = inputs
    return torch.fmod(a, b) if attributes.get("fmod", 0) else torch.remainder(a, b)


@operator
def Constant(inputs, attributes):
    return to_tensor(attributes["value"])


@operator
def ConstantOfShape(inputs, attributes):
    value = to_tensor(attributes["value"])
    return value.reshape(()).repeat(inputs[0].tolist())


@operator
def Cast(inputs, attributes):
    return inputs[0].to(TYPES[attributes["to"]])


@operator
def Shape(inputs, attributes):
    return torch.tensor(inputs[0].shape, dtype=torch.int64)


@operator
def Clip(inputs, attributes):
    x, low, high = inputs + [None] * (3 - len(inputs))
    assert all(bound is None or bound.dim() == 0 for bound in (low, high)), "bounds are scalars"
    x = x if low is None else torch.where(x < low, low, x)
    return x if high is None else torch.where(x > high, high, x)


@operator
def LeakyRelu(inputs, attributes):
    return torch.where(inputs[0] < 0, inputs[0] * attributes.get("alpha", 0.01), inputs[0])


@operator
def Elu(inputs, attributes):
    x = inputs[0]
    return torch.where(x < 0, attributes.get("alpha", 1.0) * (torch.exp(x) - 1), x)


@operator
def Celu(inputs, attributes):
    x, alpha = inputs[0], attributes.get("alpha", 1.0)
    return x.clamp(min=0) + (alpha * (torch.exp(x / alpha) - 1)).clamp(max=0)


@operator
def HardSigmoid(inputs, attributes):
    return (attributes.get("alpha", 0.2) * inputs[0] + attributes.get("beta", 0.5)).clamp(0, 1)


@operator
def Softmax(inputs, attributes):
    x, axis = inputs[0], attributes.get("axis", -1)
    powers = torch.exp(x - x.amax(axis, keepdim=True))
    return powers / powers.sum(axis, keepdim=True)


@operator
def LogSoftmax(inputs, attributes):
    return torch.log(Softmax(inputs, attributes))


# Layers with weights

@operator
def Gemm(inputs, attributes):
    a, b, c = inputs + [None] * (3 - len(inputs))
    assert a.dim() == b.dim() == 2
    a = a.T if attributes.get("transA", 0) else a
    b = b.T if attributes.get("transB", 0) else b
    y = attributes.get("alpha", 1.0) * (a @ b)
    return y if c is None else y + attributes.get("beta", 1.0) * c


@operator
def Einsum(inputs, attributes):
    return torch.from_numpy(numpy.einsum(attributes["equation"].decode(), *[x.numpy() for x in inputs]))


def padded(x, pads, value=0.0):
    """Begins and ends of the last axes, as attributes name them."""
    count = len(pads) // 2
    return F.pad(x, [side for axis in reversed(range(count)) for side in (pads[axis], pads[axis + count])], value=value)


def window_attributes(attributes, axes):
    return (attributes.get("strides", [1] * axes), attributes.get("pads", [0] * 2 * axes),
            attributes.get("dilations", [1] * axes))


def beside_channels(values, x):
    return values.reshape(-1, *[1] * (x.dim() - 2))


@operator
def Conv(inputs, attributes):
    x, weight, bias = inputs + [None] * (3 - len(inputs))
    axes = x.dim() - 2
    assert attributes["kernel_shape"] == list(weight.shape[2:])
    strides, pads, dilations = window_attributes(attributes, axes)
    convolution = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[axes]
    return convolution(padded(x, pads), weight, bias, strides, 0, dilations, attributes.get("group", 1))


@operator
def ConvTranspose(inputs, attributes):
    x, weight, bias = inputs + [None] * (3 - len(inputs))
    axes = x.dim() - 2
    strides, pads, dilations = window_attributes(attributes, axes)
    extra = attributes.get("output_padding", [0] * axes)
    convolution = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}[axes]
    y = convolution(x, weight, None, strides, 0, 0, attributes.get("group", 1), dilations)
    crop = [-begin for begin in pads[:axes]] + [more - end for more, end in zip(extra, pads[axes:])]
    y = padded(y, crop)
    return y if bias is None else y + beside_channels(bias, y)


@operator
def BatchNormalization(inputs, attributes):
    x, scale, bias, mean, variance = inputs
    assert not attributes.get("training_mode", 0)
    deviation = torch.sqrt(variance + attributes.get("epsilon", 1e-5))
    return ((x - beside_channels(mean, x)) / beside_channels(deviation, x) * beside_channels(scale, x)
            + beside_channels(bias, x))


def normalised(x, axes, epsilon):
    distance = x - x.mean(axes, keepdim=True)
    return distance / torch.sqrt((distance * distance).mean(axes, keepdim=True) + epsilon)


@operator
def InstanceNormalization(inputs, attributes):
    x, scale, bias = inputs
    y = normalised(x, list(range(2, x.dim())), attributes.get("epsilon", 1e-5))
    return y * beside_channels(scale, x) + beside_channels(bias, x)


@operator
def LayerNormalization(inputs, attributes):
    x, scale, bias = inputs + [None] * (3 - len(inputs))
    axis = attributes.get("axis", -1) % x.dim()
    y = normalised(x, list(range(axis, x.dim())), attributes.get("epsilon", 1e-5)) * scale
    return y if bias is None else y + bias


# Pooling

def windows(x, attributes, value):
    """[N, C, out..., elements of the window]"""
    kernel = attributes["kernel_shape"]
    strides, pads, dilations = window_attributes(attributes, len(kernel))
    assert not attributes.get("ceil_mode", 0) and all(pad < size for pad, size in zip(pads, 2 * kernel))
    x = padded(x, pads, value)
    for axis, (size, stride, dilation) in enumerate(zip(kernel, strides, dilations)):
        x = x.unfold(axis + 2, dilation * (size - 1) + 1, stride)[..., ::dilation]
    return x.flatten(2 + len(kernel))


@operator
def MaxPool(inputs, attributes):
    return windows(inputs[0], attributes, -math.inf).amax(-1)


@operator
def AveragePool(inputs, attributes):
    ones = windows(torch.ones_like(inputs[0]), attributes, float(attributes.get("count_include_pad", 0)))
    return windows(inputs[0], attributes, 0.0).sum(-1) / ones.sum(-1)


@operator
def GlobalAveragePool(inputs, attributes):
    return inputs[0].mean(list(range(2, inputs[0].dim())), keepdim=True)


@operator
def GlobalMaxPool(inputs, attributes):
    return inputs[0].amax(list(range(2, inputs[0].dim())), keepdim=True)


# Resizing

def original_place(place, scale, size, resized, mode):
    if mode == "asymmetric":
        return place / scale
    if mode == "align_corners":
        return 0.0 if resized == 1 else place * (size - 1) / (resized - 1)
    assert mode == "half_pixel", mode
    return (place + 0.5) / scale - 0.5


def taps(place, mode, nearest, cubic):
    """(index, weight) of the elements that make the one at `place`."""
    below = math.floor(place)
    part = place - below
    if mode == "nearest":
        return [(below if nearest == "floor" else math.floor(place + 0.5), 1.0)]
    if mode == "linear":
        return [(below, 1 - part), (below + 1, part)]

    def weight(distance):
        d, a = abs(distance), cubic
        return ((a + 2) * d ** 3 - (a + 3) * d ** 2 + 1 if d <= 1
                else a * d ** 3 - 5 * a * d ** 2 + 8 * a * d - 4 * a)
    return [(below + i, weight(part - i)) for i in (-1, 0, 1, 2)]


@operator
def Resize(inputs, attributes):
    x, _, scales, sizes = inputs + [None] * (4 - len(inputs))
    mode, nearest = attributes.get("mode", b"nearest").decode(), attributes.get("nearest_mode", b"").decode()
    coordinates = attributes.get("coordinate_transformation_mode", b"half_pixel").decode()
    for axis, size in enumerate(x.shape):
        resized = int(sizes[axis]) if scales is None else math.floor(size * scales[axis].item())
        scale = resized / size if scales is None else scales[axis].item()
        if scale == 1:
            continue
        matrix = torch.zeros(resized, size)
        for place in range(resized):
            original = original_place(place, scale, size, resized, coordinates)
            for index, weight in taps(original, mode, nearest, attributes.get("cubic_coeff_a", -0.75)):
                matrix[place, min(max(index, 0), size - 1)] += weight
        x = (x.transpose(axis, -1) @ matrix.T).transpose(axis, -1)
    return x


@operator
def Pad(inputs, attributes):
    x, pads, value = inputs + [None] * (3 - len(inputs))
    mode = attributes.get("mode", b"constant").decode()
    pads = pads.tolist()
    sides = list(zip(pads[:x.dim()], pads[x.dim():]))
    for axis, (begin, end) in enumerate(sides):  # numpy does not crop
        x = x.narrow(axis, max(-begin, 0), x.shape[axis] - max(-begin, 0) - max(-end, 0))
    sides = [(max(begin, 0), max(end, 0)) for begin, end in sides]
    more = {"constant_values": value.item() if value is not None else 0} if mode == "constant" else {}
    return torch.from_numpy(numpy.pad(x.numpy(), sides, mode, **more))


@operator
def DepthToSpace(inputs, attributes):
    assert attributes["mode"] == b"CRD"
    (n, c, h, w), block = inputs[0].shape, attributes["blocksize"]
    x = inputs[0].reshape(n, c // block ** 2, block, block, h, w).permute(0, 1, 4, 2, 5, 3)
    return x.reshape(n, c // block ** 2, h * block, w * block)


# Shapes and parts

@operator
def Reshape(inputs, attributes):
    x, shape = inputs
    return x.reshape([x.shape[axis] if size == 0 else size for axis, size in enumerate(shape.tolist())])


@operator
def Flatten(inputs, attributes):
    axis = attributes.get("axis", 1)
    return inputs[0].reshape(math.prod(inputs[0].shape[:axis]), -1)


@operator
def Transpose(inputs, attributes):
    return inputs[0].permute(attributes["perm"])


@operator
def Unsqueeze(inputs, attributes):
    x, rank = inputs[0], inputs[0].dim() + len(inputs[1])
    axes = [axis % rank for axis in inputs[1].tolist()]
    sizes = iter(x.shape)
    return x.reshape([1 if axis in axes else next(sizes) for axis in range(rank)])


@operator
def Concat(inputs, attributes):
    assert len({x.dtype for x in inputs}) == 1
    return torch.from_numpy(numpy.concatenate([x.numpy() for x in inputs], attributes["axis"]))


@operator
def Split(inputs, attributes, count):
    axis = attributes.get("axis", 0)
    sizes = inputs[1].tolist() if len(inputs) > 1 else [inputs[0].shape[axis] // count] * count
    return list(torch.split(inputs[0], sizes, axis))


@operator
def Gather(inputs, attributes):
    return torch.from_numpy(numpy.asarray(numpy.take(inputs[0].numpy(), inputs[1].numpy(), attributes.get("axis", 0))))


@operator
def GatherElements(inputs, attributes):
    return torch.gather(inputs[0], attributes.get("axis", 0), inputs[1])


@operator
def Slice(inputs, attributes):
    x, starts, ends, axes, steps = (inputs + [None] * (5 - len(inputs)))
    parts = [slice(None)] * x.dim()
    for i, axis in enumerate(range(len(starts)) if axes is None else axes.tolist()):
        step = 1 if steps is None else int(steps[i])
        end = int(ends[i])
        parts[axis] = slice(int(starts[i]), None if end < -x.shape[axis] and step < 0 else end, step)
    return torch.from_numpy(x.numpy()[tuple(parts)].copy())


@operator
def Trilu(inputs, attributes):
    k = int(inputs[1]) if len(inputs) > 1 else 0
    return torch.triu(inputs[0], k) if attributes.get("upper", 1) else torch.tril(inputs[0], k)


# Reductions

def reduction(function):
    def reduce(inputs, attributes):
        axes = inputs[1].tolist() if len(inputs) > 1 else attributes.get("axes", list(range(inputs[0].dim())))
        return torch.from_numpy(numpy.asarray(function(
            inputs[0].numpy(), axis=tuple(axes), keepdims=bool(attributes.get("keepdims", 1)))))
    return reduce


OPERATORS.update(
    ReduceMean=reduction(numpy.mean), ReduceSum=reduction(numpy.sum), ReduceProd=reduction(numpy.prod),
    ReduceMax=reduction(numpy.max), ReduceMin=reduction(numpy.min),
    ReduceL1=reduction(lambda x, **how: numpy.sum(numpy.abs(x), **how)),
    ReduceL2=reduction(lambda x, **how: numpy.sqrt(numpy.sum(x * x, **how))),
    ReduceLogSumExp=reduction(lambda x, **how: numpy.log(numpy.sum(numpy.exp(x), **how))))


def extreme(function):
    def find(inputs, attributes):
        return function(inputs[0], dim=attributes.get("axis", 0), keepdim=bool(attributes.get("keepdims", 1)))
    return find


OPERATORS.update(ArgMax=extreme(torch.argmax), ArgMin=extreme(torch.argmin))


@operator
def CumSum(inputs, attributes):
    assert not attributes.get("exclusive", 0) and not attributes.get("reverse", 0)
    return torch.cumsum(inputs[0], int(inputs[1]))


class Model:
    def __init__(self, path):
        self.proto = onnx.load(str(path))
        assert [(entry.domain, entry.version) for entry in self.proto.opset_import] == [("", 17)]
        self.weights = {proto.name: to_tensor(proto) for proto in self.proto.graph.initializer}
        self.metadata = {entry.key: entry.value for entry in self.proto.metadata_props}

    def run(self, inputs):
        graph = self.proto.graph
        values = dict(self.weights)
        for port, tensor in zip(graph.input, inputs):
            sizes = port.type.tensor_type.shape.dim
            assert len(sizes) == tensor.dim() and all(
                size.dim_param or size.dim_value == found for size, found in zip(sizes, tensor.shape)), port.name
            values[port.name] = tensor
        for node in graph.node:
            attributes = {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute}
            more = {"count": len(node.output)} if node.op_type == "Split" else {}
            made = OPERATORS[node.op_type]([values[name] if name else None for name in node.input], attributes, **more)
            for name, tensor in zip(node.output, made if isinstance(made, list) else [made]):
                values[name] = tensor
        return [values[port.name] for port in graph.output]
