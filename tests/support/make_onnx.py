#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes ONNX files and PyTorch's outputs for them: python3 make_onnx.py FOLDER

NAME.onnx, NAME.input.bin and NAME.output.bin (all tensors one after the other, float32), listed in
onnx.json with their shapes; NAME.pt is the same module traced, where its channels are to couple alike.
Networks are exported by torch.onnx; single operators are written by
onnx.helper after the standard, their outputs computed with PyTorch (onnx_operators.py).
"""
import json
import pathlib
import sys
import warnings

import onnx
import torch
import torchvision.models as tv
from torch import nn
from torch.nn import functional as F
from torch.onnx import TrainingMode

import onnx_hostile
import onnx_operators
from small_nets import Mlp

FOLDER = pathlib.Path(sys.argv[1]) / "onnx"
FILES = {}


class Vgg(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 3
        for width in (8, 16):
            layers += [nn.Conv2d(before, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(2)]
            before = width
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Linear(16 * 4, 12), nn.ReLU(), nn.Dropout(), nn.Linear(12, 5))

    def forward(self, x):
        return self.classifier(torch.flatten(F.adaptive_avg_pool2d(self.features(x), 2), 1))


class UNet(nn.Module):
    """Up once by a factor and once to the size of another tensor; two outputs."""

    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 6, 3, stride=2, padding=1)
        self.c, self.up = nn.Conv2d(6, 8, 3, stride=2, padding=1), nn.ConvTranspose2d(8, 8, 2, stride=2)
        self.d, self.e = nn.Conv2d(14, 6, 3, padding=1), nn.Conv2d(10, 2, 1)

    def forward(self, x):
        a = F.leaky_relu(self.a(x))
        b = F.relu(self.b(a))
        c = F.relu(self.up(self.c(b)))
        d = F.relu(self.d(torch.cat([b, c], 1)))
        d = F.interpolate(d, size=a.shape[-2:], mode="bilinear", align_corners=False)
        return self.e(torch.cat([a, d], 1)), F.interpolate(c, scale_factor=2, mode="nearest")


class Attention(nn.Module):
    """Heads by sizes of the input; LayerNorm; a GELU; tokens from a table."""

    def __init__(self):
        super().__init__()
        self.table, self.position = nn.Embedding(11, 16), nn.Parameter(torch.randn(1, 6, 16))
        self.norm, self.qkv, self.out = nn.LayerNorm(16), nn.Linear(16, 48), nn.Linear(16, 16)
        self.fc1, self.fc2 = nn.Linear(16, 24), nn.Linear(24, 16, bias=False)

    def forward(self, tokens):
        x = self.table(tokens) + self.position
        b, n, c = x.shape
        q, k, v = self.qkv(self.norm(x)).reshape(b, n, 3, 4, c // 4).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-2, -1) * (c // 4) ** -0.5, -1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(b, n, c))
        return (x + self.fc2(F.gelu(self.fc1(x)))).mean(1)


class Mixed(nn.Module):
    """GroupNorm, grouped convolutions, shuffled channels and pixels, a gate, a padded border."""

    def __init__(self):
        super().__init__()
        self.a, self.norm = nn.Conv2d(3, 8, 3, padding=1), nn.GroupNorm(2, 8)
        self.b, self.c = nn.Conv2d(8, 8, 3, padding=1, groups=4), nn.Conv1d(4, 5, 3)
        self.gate, self.slopes = nn.Conv2d(8, 8, 1), nn.PReLU(8)
        self.shuffle, self.inner = nn.PixelShuffle(2), nn.InstanceNorm2d(8, affine=True)

    def forward(self, x):
        x = self.slopes(self.norm(self.a(x)))
        x = self.b(x)
        x = x.view(x.size(0), 2, 4, x.size(2), x.size(3)).transpose(1, 2).reshape(x.shape)
        x = x * F.hardsigmoid(self.gate(F.adaptive_avg_pool2d(x, 1)))
        left, right = self.inner(F.pad(x, (1, 0, 1, 2), mode="reflect")).chunk(2, 1)
        x = torch.cat([F.hardswish(left), F.elu(right[:, :, 1:]).mean(2, True).expand_as(left)], 1)
        x = self.shuffle(F.pad(x[:, :4], (1, 1, 2, 0)))
        x = F.avg_pool2d(torch.cat([x] * 4, 1), 3, 2, 1, ceil_mode=True, count_include_pad=False)
        return self.c(x.flatten(2).clamp(-1, 2))


def randomise(net):
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_()
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
    for parameter in net.parameters():  # the exporter makes one of equal tensors
        if parameter.dim() < 2:
            parameter.data += 0.1 * torch.randn_like(parameter)
    return net.eval()


def write(name, inputs, outputs, **about):
    assert all(t.float().abs().max() > 1e-3 for t in outputs), name
    for part, tensors in (("input", inputs), ("output", outputs)):
        flat = torch.cat([t.detach().reshape(-1).float() for t in tensors])
        flat.numpy().tofile(FOLDER / f"{name}.{part}.bin")
    FILES[name] = {"inputs": [list(t.shape) for t in inputs], "outputs": [list(t.shape) for t in outputs], **about}


def add_network(name, net, x, opset, kept=True, dynamic=True):
    """`kept`: BatchNorm stays, weights keep their names; else the exporter folds what it can."""
    net = randomise(net)
    with torch.no_grad():
        y = net(x)
    outputs = list(y) if isinstance(y, tuple) else [y]
    names = [f"y{i}" for i in range(len(outputs))]
    path = FOLDER / f"{name}.onnx"
    torch.onnx.export(net, x[:1], str(path), opset_version=opset, input_names=["x"], output_names=names,
                      training=TrainingMode.PRESERVE if kept else TrainingMode.EVAL, do_constant_folding=not kept,
                      dynamic_axes={n: {0: "batch"} for n in ["x", *names]} if dynamic else None)
    if kept and x.is_floating_point():
        torch.jit.trace(net, x[:1], check_trace=False).save(str(FOLDER / f"{name}.pt"))
    if not dynamic:
        x, outputs = x[:1], [t[:1] for t in outputs]
    state = [n for n, t in net.state_dict().items() if not n.endswith("num_batches_tracked")] if kept else []
    write(name, [x], outputs, batch=dynamic, names=state,
          buffers=[n for n in state if n.endswith(("running_mean", "running_var"))])


def squeezenet():
    net = tv.squeezenet1_1(num_classes=5)
    net.classifier[1].bias.data.fill_(1)  # a ReLU follows; without it all outputs are zero
    return net


def add_half():
    """The MLP with float16 weights: computed in float32 from the rounded weights."""
    net = randomise(Mlp())
    for parameter in net.parameters():
        parameter.data = parameter.data.half().float()
    x = torch.randn(3, 3, 4, 4)
    path = FOLDER / "half.onnx"
    torch.onnx.export(net, x, str(path), opset_version=13, input_names=["x"], dynamic_axes={"x": {0: "batch"}})
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        array = onnx.numpy_helper.to_array(tensor)
        if array.dtype == "float32":
            tensor.CopyFrom(onnx.numpy_helper.from_array(array.astype("float16"), tensor.name))
    onnx.save(model, path)
    write("half", [x], [net(x)], batch=True, names=[], buffers=[])


def add_external():
    """Weights in a file beside the model."""
    net, x = randomise(Mlp()), torch.randn(3, 3, 4, 4)
    path = FOLDER / "external.onnx"
    torch.onnx.export(net, x, str(path), opset_version=13, input_names=["x"], dynamic_axes={"x": {0: "batch"}})
    model = onnx.load(path)
    (FOLDER / "external.bin").unlink(missing_ok=True)
    onnx.save(model, str(path), save_as_external_data=True, location="external.bin", size_threshold=16)
    write("external", [x], [net(x)], batch=True, names=list(net.state_dict()), buffers=[])


def resnet():
    return tv.ResNet(tv.resnet.BasicBlock, [1, 1, 1, 1], num_classes=5)


def efficientnet():
    conf, last = tv.efficientnet._efficientnet_conf("efficientnet_b0", width_mult=0.25, depth_mult=0.3)
    return tv.EfficientNet(conf, 0.2, last_channel=last, num_classes=5)


def main():
    torch.manual_seed(21)
    warnings.simplefilter("ignore")
    FOLDER.mkdir(parents=True, exist_ok=True)
    image, tiny = torch.randn(2, 3, 32, 32), torch.randn(2, 3, 8, 8)
    vit = dict(image_size=16, patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=24, num_classes=5)
    swin = dict(patch_size=[2, 2], embed_dim=8, depths=[2], num_heads=[2], window_size=[4, 4], num_classes=5)
    add_network("resnet", resnet(), image, 13)
    add_network("resnet_folded", resnet(), image, 11, kept=False, dynamic=False)
    add_network("mobilenet_v2", tv.mobilenet_v2(num_classes=5, width_mult=0.25), image, 16)
    add_network("mobilenet_v3", tv.mobilenet_v3_small(num_classes=5, width_mult=0.25), image, 13, kept=False)
    add_network("mobilenet_v3_hard", tv.mobilenet_v3_small(num_classes=5, width_mult=0.25), image, 14)
    add_network("vgg", Vgg(), tiny, 12)
    add_network("vgg_folded", Vgg(), tiny, 13, kept=False)
    add_network("densenet", tv.DenseNet(8, (2, 2), 8, num_classes=5), image, 11)
    add_network("squeezenet", squeezenet(), image, 13, kept=False)
    add_network("shufflenet", tv.shufflenet_v2_x0_5(num_classes=5), image, 13)
    add_network("shufflenet_11", tv.shufflenet_v2_x0_5(num_classes=5), image, 11, kept=False, dynamic=False)
    add_network("efficientnet", efficientnet(), image, 13)
    for opset in (11, 13, 16):
        add_network(f"mlp_{opset}", Mlp(), torch.randn(2, 3, 4, 4), opset)
        add_network(f"mixed_{opset}", Mixed(), tiny, opset)
        add_network(f"unet_{opset}", UNet(), tiny, opset, kept=opset > 11)
        add_network(f"attention_{opset}", Attention(), torch.randint(11, (2, 6)), opset)
        add_network(f"vit_{opset}", tv.VisionTransformer(**vit), torch.randn(2, 3, 16, 16), opset, kept=opset == 13)
    add_network("attention_folded", Attention(), torch.randint(11, (2, 6)), 13, kept=False, dynamic=False)
    add_network("swin", tv.SwinTransformer(**swin), torch.randn(2, 3, 14, 14), 13, kept=False)
    add_half()
    add_external()
    for name, case in onnx_operators.cases().items():
        onnx.save(case.model, FOLDER / f"{name}.onnx")
        write(name, case.inputs, case.outputs, batch=False, names=[], buffers=[])
    onnx_hostile.write(FOLDER / "hostile")
    (FOLDER / "onnx.json").write_text(json.dumps(FILES))


main()
