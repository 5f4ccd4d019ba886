#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one small network per operator and option for test_onnx_write.cpp: python3 make_onnx_export.py FOLDER

Writes FOLDER/NAME.pt and FOLDER/networks.json: {NAME: {"inputs": shapes of one example, "refused": a word of the error
if ONNX cannot say it}}.
"""
import json
import pathlib
import sys
import warnings

import torch
from torch import nn
from torch.nn import functional as F

IMAGE = (4, 6, 8)
CASES = {}


class Call(nn.Module):
    def __init__(self, function, layers=()):
        super().__init__()
        self.function = function
        for i, layer in enumerate(layers):
            setattr(self, f"layer{i}", layer)

    def forward(self, *inputs):
        layers = [getattr(self, f"layer{i}") for i in range(len(list(self.children())))]
        return self.function(*layers, *inputs)


def case(name, function, *shapes, layers=(), refused=""):
    assert name not in CASES, name
    CASES[name] = (Call(function, layers), shapes or (IMAGE,), refused)


def activations():
    for name in ("relu relu6 hardtanh leaky_relu elu celu selu silu mish sigmoid tanh logsigmoid hardsigmoid hardswish "
                 "softplus hardshrink softshrink gelu softsign tanhshrink").split():
        case(name, getattr(F, name))
    case("gelu_tanh", lambda x: F.gelu(x, approximate="tanh"))
    case("celu_alpha", lambda x: F.celu(x, 2.0))
    case("elu_alpha", lambda x: F.elu(x, 0.3))
    case("softplus_beta", lambda x: F.softplus(3 * x, 2.0, 1.5))
    case("threshold", lambda x: F.threshold(x, 0.1, -3.0))
    case("clamp", lambda x: x.clamp(-0.5, 0.2) + x.clamp(min=0.1) + x.clamp(max=0.4) + x.clamp_min(-0.1))
    case("clamp_tensor", lambda x: torch.clamp(x, x.mean(1, keepdim=True), x.amax(2, keepdim=True)))
    case("rrelu", lambda x: F.rrelu(x, 0.1, 0.5, False))
    case("prelu_flat", lambda prelu, x: prelu(x), (7,), layers=[nn.PReLU(7)])
    case("glu", lambda x: F.glu(x, 1) + F.glu(x, 1).flip(1))
    case("softmax", lambda x: F.softmax(x, -1) + F.log_softmax(x, 1) + x.softmax(2, dtype=torch.float64).float())


def arithmetic():
    case("unary", lambda x: x.abs() + x.neg() + x.exp() + x.sin() + x.cos() + x.erf() + x.sign() + x.floor() + x.ceil()
         + x.round() + x.square() + x.trunc() + x.expm1())
    case("unary_positive", lambda x: x.abs().add(0.5).sqrt() + x.abs().add(0.5).rsqrt() + (x.abs() + 0.1).log()
         + x.abs().log1p() + (x.abs() + 0.1).log2() + (x.abs() + 0.1).log10() + (x.abs() + 0.3).reciprocal())
    case("sums", lambda x: torch.add(x, x[:, :1], alpha=2) - torch.sub(x, 3, alpha=0.5) + (1 - x)
         + torch.rsub(x, x[:, 1:2]))
    case("products", lambda x: x * 2 / 3 * x / (x.abs() + 1) + 2 / (x.abs() + 1))
    case("integers", lambda x: (x * 10).long().float() / 2 + ((x * 10).long() * 3 % 4).float()
         + torch.div((x * 10).long(), 3, rounding_mode="floor") + torch.div((x * 10).long(), 3, rounding_mode="trunc")
         + (x * 10).long() / 4)
    case("quotients", lambda x: torch.div(x, 0.3, rounding_mode="floor") + torch.div(x, 0.3, rounding_mode="trunc")
         + torch.fmod(x, 0.4) + torch.remainder(x, 0.4) + torch.floor_divide(x, 0.7))
    case("powers", lambda x: x ** 2 + (x.abs() + 0.1) ** 0.5 + 2 ** x + (x.abs() + 0.1) ** x)
    case("extrema", lambda x, y: torch.maximum(x, y) + torch.minimum(x, y * 2) + torch.max(x, y) - torch.min(x, y),
         IMAGE, IMAGE)
    case("comparisons", lambda x: (x > 0.1).float() + (x < x.mean()) * 2 + (x >= 0) + (x <= -1) + (x == 0) * 1.5
         + ((x * 3).long() != 1) + ((x * 3).long() > 0.5))
    case("logic", lambda x: ((x > 0) & (x < 1) | ~(x > -1) ^ torch.logical_not(x)).float()
         + torch.logical_and(x, x > 1) + torch.logical_or(x > 2, x < -2))
    case("where", lambda x: torch.where(x > 0, x, x * 0.1) + x.masked_fill(x < 0, 2.0)
         + torch.where(x > 1, x, torch.tensor(3.0)))
    case("add_products", lambda x, y: torch.addcmul(x, x, y, value=0.5) + torch.addcdiv(x, x, y.abs() + 1, value=2)
         + torch.lerp(x, y, 0.3), IMAGE, IMAGE)
    case("casts", lambda x: x.double().float() + x.to(torch.float64).type_as(x) + x.contiguous().clone().detach())


def layers():
    convolutions = [nn.Conv2d(4, 6, 3, 2, 1, 1, 2), nn.Conv2d(6, 6, (3, 2), 1, (2, 1), (2, 1), 6, False)]
    case("conv2d", lambda a, b, x: b(a(x)), layers=convolutions)
    case("conv2d_same", lambda a, x: a(x), layers=[nn.Conv2d(4, 5, (4, 3), padding="same", dilation=(2, 1))])
    case("conv2d_valid", lambda a, x: a(x), layers=[nn.Conv2d(4, 5, 3, padding="valid")])
    case("conv1d", lambda a, x: a(x), (4, 9), layers=[nn.Conv1d(4, 6, 3, 2, 2)])
    case("conv3d", lambda a, x: a(x), (2, 4, 5, 6), layers=[nn.Conv3d(2, 4, (1, 3, 2), 2, 1)])
    case("conv_reflect", lambda a, x: a(x), layers=[nn.Conv2d(4, 5, 3, padding=1, padding_mode="reflect")])
    case("transposed", lambda a, x: a(x), layers=[nn.ConvTranspose2d(4, 6, 3, 2, 1, 1, 2)])
    case("transposed_uneven", lambda a, x: a(x),
         layers=[nn.ConvTranspose2d(4, 6, (2, 4), (3, 2), (0, 2), (2, 1), bias=False, dilation=(1, 2))])
    case("transposed1d", lambda a, x: a(x), (4, 9), layers=[nn.ConvTranspose1d(4, 6, 4, 2, 1)])
    case("transposed3d", lambda a, x: a(x), (2, 3, 4, 3), layers=[nn.ConvTranspose3d(2, 4, 2, 2)])
    case("linear", lambda a, b, x: b(a(x)), (7,), layers=[nn.Linear(7, 5), nn.Linear(5, 3, bias=False)])
    case("linear_tokens", lambda a, b, x: b(a(x)), (6, 7), layers=[nn.Linear(7, 5), nn.Linear(5, 3, bias=False)])
    case("addmm", lambda a, x: torch.addmm(a.bias, x, a.weight.t(), beta=0.5, alpha=2), (7,), layers=[nn.Linear(7, 5)])
    case("matmul", lambda x, y: x @ y.transpose(1, 2) + torch.bmm(x, y.permute(0, 2, 1)), (3, 5), (4, 5))
    case("baddbmm", lambda x, y: torch.baddbmm(x[:, :, :4], x, y.transpose(1, 2), beta=0.5, alpha=2), (3, 5), (4, 5))
    case("einsum", lambda x, y: torch.einsum("b i j, b k j -> b i k", x, y), (3, 5), (4, 5))
    case("embedding", lambda e, x: e((x.abs() * 3).long().clamp(0, 9)), (5,), layers=[nn.Embedding(10, 4)])
    case("batch_norm1d", lambda a, b, x: b(a(x)), (6,),
         layers=[nn.BatchNorm1d(6), nn.BatchNorm1d(6, affine=False, eps=0.1)])
    case("batch_norm_training", lambda a, x: a(x), layers=[nn.BatchNorm2d(4, track_running_stats=False)],
         refused="statistics")
    case("instance_norm", lambda a, b, x: b(a(x)),
         layers=[nn.InstanceNorm2d(4), nn.InstanceNorm2d(4, affine=True, track_running_stats=True)])
    case("group_norm", lambda a, b, x: b(a(x)), layers=[nn.GroupNorm(2, 4), nn.GroupNorm(4, 4, affine=False)])
    case("group_norm_tokens", lambda a, x: a(x), (4, 9), layers=[nn.GroupNorm(2, 4)])
    case("layer_norm", lambda a, b, x: b(a(x)),
         layers=[nn.LayerNorm((6, 8)), nn.LayerNorm(8, elementwise_affine=False, eps=0.01)])
    case("attention", lambda a, x: a(x, x, x)[0], (5, 8), layers=[nn.MultiheadAttention(8, 2, batch_first=True)])
    case("normalize", lambda x: F.normalize(x, dim=1) + F.normalize(x, p=1.0, dim=2))
    case("dropout", lambda x: F.dropout(x, 0.5, True) * 1, refused="dropout")


def pooling():
    case("max_pool", lambda x: F.max_pool2d(x, 3, 2, 1))
    case("max_pool_dilated", lambda x: F.max_pool2d(x, (2, 3), 1, (1, 0), (3, 2)))
    case("max_pool_ceil", lambda x: F.max_pool2d(x, 3, 2, 0, 1, True), (4, 6, 9))
    case("max_pool_ceil_padded", lambda x: F.max_pool2d(x, 2, 2, 1, 1, True), (4, 5, 7))
    case("max_pool1d", lambda x: F.max_pool1d(x, 3), (4, 10))
    case("max_pool3d", lambda x: F.max_pool3d(x, 2, 1), (2, 3, 4, 5))
    case("max_pool_positions", lambda x: F.max_pool2d(x, 2, return_indices=True)[1].float(), refused="positions")
    case("avg_pool", lambda x: F.avg_pool2d(x, 3, 2, 1))
    case("avg_pool_uncounted", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False))
    for padding in (0, 1):
        for counted in (True, False):
            case(f"avg_pool_ceil_{padding}_{counted}".lower(),
                 lambda x, p=padding, c=counted: F.avg_pool2d(x, 3, 2, p, True, c), (4, 6, 8))
    case("avg_pool1d", lambda x: F.avg_pool1d(x, 2, 1), (4, 10))
    case("avg_pool_divisor", lambda x: F.avg_pool2d(x, 2, divisor_override=3), refused="divisor")
    case("adaptive_one", lambda x: F.adaptive_avg_pool2d(x, 1) + F.adaptive_max_pool2d(x, 1))
    case("adaptive_even", lambda x: F.adaptive_avg_pool2d(x, (3, 4)) + F.adaptive_max_pool2d(x, (3, 4)))
    case("adaptive_larger", lambda x: F.adaptive_avg_pool2d(x, (12, 8)) + F.adaptive_max_pool2d(x, (12, 8)))
    case("adaptive_kept", lambda x: F.adaptive_avg_pool2d(x, (None, 2)))
    case("adaptive_uneven", lambda x: F.adaptive_avg_pool2d(x, (4, 3)))
    case("adaptive1d", lambda x: F.adaptive_avg_pool1d(x, 5) + F.adaptive_max_pool1d(x, 5), (4, 10))


def resampling():
    for mode in ("nearest", "nearest-exact", "bilinear", "bicubic"):
        corners = {} if "nearest" in mode else {"align_corners": False}
        word = mode.replace("-", "_")
        case(f"{word}_twice", lambda x, m=mode, c=corners: F.interpolate(x, scale_factor=2, mode=m, **c))
        case(f"{word}_size", lambda x, m=mode, c=corners: F.interpolate(x, (11, 13), mode=m, **c))
        case(f"{word}_smaller", lambda x, m=mode, c=corners: F.interpolate(x, (4, 3), mode=m, **c))
        case(f"{word}_factor", lambda x, m=mode, c=corners: F.interpolate(x, scale_factor=1.5, mode=m, **c))
    case("bilinear_corners", lambda x: F.interpolate(x, (11, 13), mode="bilinear", align_corners=True)
         + F.interpolate(x, (11, 13), mode="bicubic", align_corners=True))
    case("linear_corners", lambda x: F.interpolate(x, 13, mode="linear", align_corners=True), (4, 9))
    case("trilinear", lambda x: F.interpolate(x, scale_factor=2, mode="trilinear"), (2, 3, 4, 5))
    case("nearest3d", lambda x: F.interpolate(x, scale_factor=2), (2, 3, 4, 5))
    case("pad_constant", lambda x: F.pad(x, (1, 2, 0, 3), value=0.5) + F.pad(x, (4, -1, 1, 2)))
    case("pad_reflect", lambda x: F.pad(x, (1, 2, 3, 0), mode="reflect"))
    case("pad_replicate", lambda x: F.pad(x, (1, 2, 3, 0), mode="replicate"))
    case("pixel_shuffle", lambda x: F.pixel_shuffle(x, 2))
    case("pixel_unshuffle", lambda x: F.pixel_unshuffle(x, 2))
    case("channel_shuffle", lambda a, x: a(x), layers=[nn.ChannelShuffle(2)])


def shapes():
    case("views", lambda x: x.view(x.size(0), -1).reshape(-1, 4, 6, 8).view(x.shape[0], 2, 2, 48).flatten(2))
    case("view_of_batch", lambda x: (x.reshape(x.size(0) * 4, 48) * 2).view(-1, 4, 48), IMAGE)
    case("view_of_permuted", lambda x: x.permute(2, 0, 1, 3).reshape(6, x.size(0), 32).sum(0))
    case("flatten", lambda x: x.flatten(1).unsqueeze(1) + x.flatten(0, 1).unflatten(0, (-1, 4)).flatten(1).unsqueeze(1))
    case("squeezes", lambda x: x[:, :1].squeeze(1).unsqueeze(-1).squeeze(-1).unsqueeze(0).squeeze(0))
    case("axes", lambda x: x.transpose(1, 2).movedim(1, 3).permute(0, 3, 2, 1).swapaxes(-1, -2) + 1)
    case("expand", lambda x: x[:, :1].expand(-1, 4, -1, -1) + x[:, :1].expand_as(x) + x[:, 1:2].expand(x.shape))
    case("token", lambda token, x: torch.cat([token.weight.expand(x.size(0), -1, -1), x], 1), (5, 7),
         layers=[nn.Embedding(1, 7)])
    case("repeat", lambda x: x.repeat(1, 2, 1, 3).repeat_interleave(2, 1).repeat_interleave(3, dim=-1))
    case("repeat_batch", lambda x: x.new_ones(1, 3).repeat(x.size(0), 2) * x.mean())
    case("flip_roll", lambda x: x.flip(2, 3) + x.roll((2, -3), (2, 3)) + x.roll(1, 1))
    case("triangles", lambda x: x.tril() + x.triu(1))


def parts():
    case("chunk", lambda x: sum(x.chunk(2, 1)) + x.chunk(2, 1)[1])
    case("split", lambda x: torch.cat([part * (i + 1) for i, part in enumerate(x.split(3, 3))], 3))
    case("split_sizes", lambda x: x.split([1, 3], 1)[1] + x.tensor_split(2, 2)[0].repeat(1, 1, 2, 1)[:, :1])
    case("unbind", lambda x: torch.stack([part * (i + 1) for i, part in enumerate(x.unbind(1))], 2))
    case("slices", lambda x: x[:, 1:3, ::2, -4:-1] + x.narrow(1, 0, 2)[:, :, :3, 2:5] 
         + x[..., 0, :3].unsqueeze(2)[:, :2])
    case("select", lambda x: x.select(1, -1) + x[:, 2] + x.index_select(1, torch.tensor([3, 0])).sum(1))
    case("index", lambda x: x[:, [0, 2, 3]] + x[:, torch.tensor([1, 1, 0])])
    case("index_two", lambda a, x: x.unsqueeze(1) + a.weight[torch.tensor([0, 2]), torch.tensor([1, 3])].sum(),
         layers=[nn.Linear(4, 4)])
    case("gather", lambda x: x.gather(1, (x.abs() * 2).long().clamp(0, 3)))
    case("cat", lambda x: torch.cat([x, x[:, :1] > 0, (x[:, 1:] * 3).long()], -3))
    case("mask", lambda x: x + x[x > 0].sum(), refused="mask")


def reductions():
    case("means", lambda x: x.mean((2, 3), keepdim=True) + x.sum(1, keepdim=True) + x.mean(-1, True)
         + x.amax((1, 2), True) + x.amin(3, True) + x.prod(3, keepdim=True) + x.logsumexp((1, 3), True))
    case("totals", lambda x: x * x.abs().mean() + x.sum() + x.max() - x.min() + x.norm() + (x * 0.1 + 1).prod())
    case("max_dim", lambda x: x.max(1)[0] + x.min(1)[0] + x.max(1)[1])
    case("positions", lambda x: x.argmax(1, keepdim=True) + x.argmin(-1, keepdim=True) * 0.5 + x.argmax())
    case("variance", lambda x: x.var(1, keepdim=True) + x.std((2, 3), keepdim=True)
         + x.var(2, unbiased=False, keepdim=True))
    case("norms", lambda x: x.norm(dim=1, keepdim=True) + x.norm(1, 2, True) + x.norm(3.0, 1, True)
         + torch.linalg.vector_norm(x, float("inf"), 1, True))
    case("cumsum", lambda x: x.cumsum(1) + x.cumsum(-1))
    case("any_all", lambda x: (x > 1).any(1).float() + (x > -1).all(1))


def sizes():
    case("size_numbers", lambda x: x * x.size(0) / x.numel() + x.shape[0] ** 2)
    case("range_of_batch", lambda x: x + torch.arange(x.size(0), dtype=x.dtype).view(-1, 1, 1, 1))
    case("filled_of_batch", lambda x: torch.cat([x, torch.zeros(x.size(0), 2, 6, 8), torch.full_like(x, 3)], 1))
    case("half_batch", lambda x: torch.cat([x, x])[: x.size(0)] + x)
    case("written_mask", written_mask)
    case("written_part", written_part, refused="in place")
    case("two_results", lambda x: (x.relu(), [x.sum(1), x]))


def written_mask(x):
    mask = x.new_zeros(6, 8)
    mask[:3, 2:] = 1
    first = x * mask
    mask[3:] = -2
    return first + x * mask



def written_part(x):
    part = x[:, :2]
    part *= 2
    return x + 1


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore")
    torch.manual_seed(7)
    for add in (activations, arithmetic, layers, pooling, resampling, shapes, parts, reductions, sizes):
        add()
    listing = {}
    for name, (net, shapes_, refused) in CASES.items():
        net.eval()
        for parameter in list(net.parameters()) + list(net.buffers()):
            if parameter.is_floating_point():
                positive = name.startswith(("batch", "instance"))  # variances are among them
                parameter.data.uniform_(0.3, 1.2) if positive else parameter.data.normal_()
        traced = torch.jit.trace(net, tuple(torch.randn(1, *shape) for shape in shapes_), check_trace=False)
        traced.save(str(folder / f"{name}.pt"))
        listing[name] = {"inputs": [[1, *shape] for shape in shapes_], "refused": refused}
    (folder / "networks.json").write_text(json.dumps(listing))


main()
