#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what test_architectures.cpp and test_network_file.cpp compare with: make_architectures.py FOLDER

NAME.pt, traced, and NAME/weights.pth, its state_dict, with NAME.input.bin and NAME.output.bin, listed
in architectures.json: torchvision's networks with a quarter of their widths, and stacks of linear
layers. architecture_shapes.json: names and shapes of the whole networks, by their names in
torchvision. One network also in 16 and in 64 bits, and a file of weights that nothing fits.
"""
import json
import pathlib
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional as F
from torchvision import models

import safetensors_format


def narrow(net, by=4):
    """Every hidden width divided; depth, kernels and channels of one group stay."""
    last = [module for module in net.modules() if isinstance(module, (nn.Linear, nn.Conv2d))][-1]
    linears = any(isinstance(module, nn.Linear) for module in net.modules())
    for parent in list(net.modules()):
        for name, old in parent.named_children():
            if isinstance(old, nn.Conv2d):
                inputs = old.in_channels if old.in_channels == 3 else old.in_channels // by
                outputs = old.out_channels if old is last and not linears else old.out_channels // by
                groups = old.groups // by if old.groups > 1 else 1
                setattr(parent, name, nn.Conv2d(inputs, outputs, old.kernel_size, old.stride, old.padding,
                                                groups=groups, bias=old.bias is not None))
            elif isinstance(old, nn.BatchNorm2d):
                setattr(parent, name, nn.BatchNorm2d(old.num_features // by, eps=old.eps))
            elif isinstance(old, nn.Linear):
                outputs = old.out_features if old is last else old.out_features // by
                setattr(parent, name, nn.Linear(old.in_features // by, outputs))
    return net


def cifar_resnet():
    """The form for small images: 3 x 3 in front, no max-pool."""
    net = narrow(models.ResNet(models.resnet.BasicBlock, [1, 1, 1, 1], num_classes=7))
    net.conv1, net.maxpool = nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.Identity()
    return net


class SmallVgg(nn.Module):
    """As VGG11 is often written for images of 32 x 32."""

    def __init__(self):
        super().__init__()
        self.features = narrow(models.vgg11_bn(init_weights=False), 16).features
        self.classifier = nn.Linear(32, 7)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc10 = nn.Linear(48, 20), nn.Linear(20, 20, bias=False), nn.Linear(20, 5)

    def forward(self, x):
        return self.fc10(F.relu(self.fc2(F.relu(self.fc1(x.flatten(1))))))


class NormedMlp(nn.Module):
    """Normalised, registered apart from the layers, and names that do not sort."""

    def __init__(self):
        super().__init__()
        self.entry, self.body, self.answer = nn.Linear(48, 20), nn.Linear(20, 12), nn.Linear(12, 5)
        self.norms = nn.ModuleList([nn.BatchNorm1d(20), nn.BatchNorm1d(12)])

    def forward(self, x):
        x = F.relu(self.norms[0](self.entry(x.flatten(1))))
        return self.answer(F.relu(self.norms[1](self.body(x))))


def small_vit(**more):
    return models.VisionTransformer(32, 8, 2, 4, 256, 128, num_classes=7, **more)


class Wrapped(nn.Module):
    """All names begin with "model."."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x)


def sequential_mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(48, 20), nn.BatchNorm1d(20), nn.ReLU(), nn.Dropout(),
                         nn.Linear(20, 12), nn.ReLU(), nn.Linear(12, 5))


# name: (constructor, shape of the input, what is found, options of config.json)
NETWORKS = {
    "arch_resnet18": (lambda: narrow(models.resnet18(num_classes=7)), (3, 48, 48), "resnet18", {}),
    "arch_resnet50": (lambda: narrow(models.resnet50(num_classes=7)), (3, 48, 48), "resnet50", {}),
    "arch_resnet_shallow": (lambda: narrow(models.ResNet(models.resnet.BasicBlock, [1, 1, 1, 1], num_classes=7)),
                            (3, 48, 48), "ResNet", {}),
    "arch_resnet_cifar": (cifar_resnet, (3, 32, 32), "ResNet", {}),
    "arch_resnext": (lambda: narrow(models.resnext50_32x4d(num_classes=7)), (3, 48, 48), "resnext50_32x4d", {}),
    "arch_wrapped": (lambda: Wrapped(narrow(models.resnet18(num_classes=7))), (3, 48, 48), "resnet18", {}),
    "arch_vgg11": (lambda: narrow(models.vgg11(num_classes=7, init_weights=False), 16), (3, 32, 32), "vgg11", {}),
    "arch_vgg13_bn": (lambda: narrow(models.vgg13_bn(num_classes=7, init_weights=False), 16), (3, 32, 32), "vgg13_bn", {}),
    "arch_vgg_small": (SmallVgg, (3, 32, 32), "vgg11_bn", {}),
    "arch_mobilenet": (lambda: narrow(models.mobilenet_v2(num_classes=7)), (3, 48, 48), "mobilenet_v2", {}),
    "arch_mobilenet_quarter": (lambda: models.mobilenet_v2(width_mult=0.25, num_classes=7), (3, 48, 48), "mobilenet_v2",
                               {"first_shortcut": True}),
    "arch_densenet": (lambda: models.DenseNet(8, (2, 3, 2, 2), 16, num_classes=7), (3, 48, 48), "DenseNet", {}),
    "arch_efficientnet": (lambda: narrow(models.efficientnet_b0(num_classes=7)), (3, 48, 48), "efficientnet_b0", {}),
    "arch_efficientnet_b5": (lambda: narrow(models.efficientnet_b5(num_classes=7)), (3, 40, 40),
                             "efficientnet_b5", {}),
    "arch_squeezenet1_0": (lambda: narrow(models.squeezenet1_0(num_classes=7)), (3, 64, 64), "squeezenet1_0", {}),
    "arch_squeezenet1_1": (lambda: narrow(models.squeezenet1_1(num_classes=7)), (3, 64, 64), "squeezenet1_1", {}),
    "arch_vit": (small_vit, (3, 32, 32), "VisionTransformer", {}),
    "arch_vit_pre_logits": (lambda: small_vit(representation_size=24), (3, 32, 32), "VisionTransformer", {}),
    "arch_vit_narrow_heads": (lambda: models.VisionTransformer(16, 4, 2, 4, 32, 48, num_classes=7), (3, 16, 16),
                              "VisionTransformer", {"head_width": 8}),
    "arch_mlp": (Mlp, (3, 4, 4), "MLP", {}),
    "arch_mlp_norms": (NormedMlp, (48,), "MLP", {}),
    "arch_mlp_sequential": (sequential_mlp, (3, 4, 4), "MLP", {}),
    "arch_mlp_gelu": (lambda: nn.Sequential(nn.Linear(48, 20), nn.GELU(), nn.Linear(20, 5)), (48,), "MLP",
                      {"activation": "gelu"}),
}

WHOLE = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "wide_resnet50_2", "wide_resnet101_2",
         "resnext50_32x4d", "resnext101_32x8d", "resnext101_64x4d",
         "vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn", "mobilenet_v2",
         "densenet121", "densenet161", "densenet169", "densenet201", "squeezenet1_0", "squeezenet1_1",
         *(f"efficientnet_b{i}" for i in range(8)), "vit_b_16", "vit_b_32", "vit_l_16", "vit_l_32", "vit_h_14"]


def randomise(net, x):
    """Gammas of both signs, statistics of a pass in training mode with noise on them, no zero heads."""
    norms = [module for module in net.modules() if isinstance(module, nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.weight.data = torch.where(torch.rand(norm.num_features) < 0.3, -1.0, 1.0) * (0.5 + torch.rand(norm.num_features))
        norm.bias.data.normal_(std=0.2)
        norm.momentum = None
    for module in net.modules():
        if isinstance(module, nn.LayerNorm):
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(std=0.2)
        if isinstance(module, nn.Linear) and not module.weight.any():
            nn.init.xavier_normal_(module.weight)
    for token in ("class_token", "pos_embedding"):
        for name, parameter in net.named_parameters():
            if name.endswith(token):
                nn.init.normal_(parameter)
    with torch.no_grad():
        net.train()(torch.cat([x, x.flip(-1)]))
        for norm in norms:
            norm.running_mean += 0.1 * torch.randn(norm.num_features)
            norm.running_var *= 0.8 + 0.4 * torch.rand(norm.num_features)
            norm.running_var += 0.2 * norm.running_var.mean()  # dividing by nearly nothing would make a deep net chaotic
    return net.eval()


def write_networks(folder):
    listing = {}
    for name, (make, shape, title, options) in NETWORKS.items():
        torch.manual_seed(5)
        x = torch.randn(3, *shape)
        net = randomise(make(), x)
        with torch.no_grad():
            y = net(x)
        torch.jit.trace(net, x[:1], check_trace=False).save(str(folder / f"{name}.pt"))
        (folder / name).mkdir(exist_ok=True)
        torch.save(net.state_dict(), folder / name / "weights.pth")
        if options:
            (folder / name / "config.json").write_text(json.dumps({"options": options}))
        x.numpy().tofile(folder / f"{name}.input.bin")
        y.numpy().tofile(folder / f"{name}.output.bin")
        listing[name] = {"input": list(x.shape), "output": list(y.shape), "title": title, "options": options}
    (folder / "architectures.json").write_text(json.dumps(listing, indent=1))


def write_other_dtypes(folder, name):
    """As state_dict and traced, with what the rounded weights give. Tracing halves needs a GPU, so their
    tensors are replaced afterwards."""
    weights = torch.load(folder / name / "weights.pth")
    make, shape, _, _ = NETWORKS[name]
    x = torch.from_numpy(numpy.fromfile(folder / f"{name}.input.bin", numpy.float32)).reshape(3, *shape)
    net = make().eval()
    for form, dtype in (("half", torch.half), ("bfloat16", torch.bfloat16), ("double", torch.double)):
        cast = {key: value.to(dtype) if value.is_floating_point() else value for key, value in weights.items()}
        torch.save(cast, folder / name / f"{form}.pth")
        net.load_state_dict(cast)
        with torch.no_grad():
            net(x).numpy().tofile(folder / name / f"{form}.output.bin")
        torch.jit.load(str(folder / f"{name}.pt")).to(dtype).save(str(folder / name / f"{form}.pt"))


def without_values():
    """Weights stay as the memory was: only shapes are asked for."""
    for name in ("kaiming_normal_", "kaiming_uniform_", "normal_", "uniform_", "constant_", "zeros_", "ones_",
                 "xavier_uniform_", "xavier_normal_", "trunc_normal_"):
        setattr(nn.init, name, lambda tensor, *_, **__: tensor)


def write_shapes(folder):
    without_values()
    shapes = {name: [[key, list(value.shape)] for key, value in getattr(models, name)().state_dict().items()]
              for name in WHOLE}
    (folder / "architecture_shapes.json").write_text(json.dumps(shapes))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write_networks(folder)
    write_other_dtypes(folder, "arch_mobilenet")
    unknown = {"encoder.weight": torch.ones(6, 4).half(), "encoder.scale": torch.ones(6).half()}
    (folder / "unknown.safetensors").write_bytes(safetensors_format.pack(unknown))
    write_shapes(folder)


if __name__ == "__main__":
    main()
