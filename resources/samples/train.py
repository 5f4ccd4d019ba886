#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the sample networks of this folder on Fashion-MNIST and writes them as TorchScript.

    python3 train.py             every sample
    python3 train.py mlp         one of them

Needs Debian's python3-torch and dataset-fashion-mnist, no network and no GPU. Each sample becomes
NAME.pt (traced on one image, in evaluation mode) and NAME.input.json, which tells how an image
becomes the input and which accuracy the 10 000 test images gave.
"""
import gzip
import json
import pathlib
import struct
import sys

import torch
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
MEAN, STD = 0.2860, 0.3530
CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
           "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]


def read_idx(stem):
    """An IDX file, plain or gzipped, as a uint8 tensor."""
    path = DATA / stem
    raw = gzip.open(f"{path}.gz").read() if not path.exists() else path.read_bytes()
    rank = raw[3]
    shape = struct.unpack(f">{rank}I", raw[4:4 + 4 * rank])
    return torch.frombuffer(bytearray(raw[4 + 4 * rank:]), dtype=torch.uint8).reshape(shape)


def load(split, pad):
    stem = {"train": "train", "test": "t10k"}[split]
    images = read_idx(f"{stem}-images-idx3-ubyte").unsqueeze(1)
    images = (F.pad(images, [pad] * 4).float() / 255 - MEAN) / STD
    return images, read_idx(f"{stem}-labels-idx1-ubyte").long()


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 512)
        self.fc2 = nn.Linear(512, 256)
        self.fc3 = nn.Linear(256, 10)

    def forward(self, x):
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        return self.fc3(F.relu(self.fc2(x)))


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False),
                                            nn.BatchNorm2d(outputs))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(x)) + shortcut)


class ResNet18(nn.Module):
    """ResNet18 with the parameter names of torchvision's and `width` channels in the stem (there: 64)."""

    def __init__(self, width, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        inputs = width
        for stage in range(4):
            outputs = width << stage
            blocks = [BasicBlock(inputs, outputs, 1 if stage == 0 else 2),
                      BasicBlock(outputs, outputs, 1)]
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
            inputs = outputs
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(inputs, classes)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x):
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


class Vgg11(nn.Module):
    """VGG11 with BatchNorm, the parameter names of torchvision's vgg11_bn and `width` channels in the
    first layer (there: 64); for images of 32 x 32, and `classifier` is one Linear (there: three)."""

    def __init__(self, width, classes=10):
        super().__init__()
        layers, inputs = [], 1
        for factor in (1, "M", 2, "M", 4, 4, "M", 8, 8, "M", 8, 8, "M"):
            if factor == "M":
                layers.append(nn.MaxPool2d(2))
                continue
            outputs = factor * width
            layers += [nn.Conv2d(inputs, outputs, 3, 1, 1), nn.BatchNorm2d(outputs), nn.ReLU()]
            inputs = outputs
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(inputs, classes)

    def forward(self, x):
        return self.classifier(torch.flatten(self.features(x), 1))


class SqueezeExcitation(nn.Module):
    """A gate between 0 and 1 on each channel, computed from the means of all of them."""

    def __init__(self, channels):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(channels, channels // 4, 1)
        self.fc2 = nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x):
        return x * F.hardsigmoid(self.fc2(F.relu(self.fc1(self.avgpool(x)))))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, expanded, outputs, stride):
        super().__init__()
        self.expand = nn.Conv2d(inputs, expanded, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(expanded)
        self.depthwise = nn.Conv2d(expanded, expanded, 3, stride, 1, groups=expanded, bias=False)
        self.bn2 = nn.BatchNorm2d(expanded)
        self.se = SqueezeExcitation(expanded)
        self.project = nn.Conv2d(expanded, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = F.hardswish(self.bn1(self.expand(x)))
        y = self.se(F.hardswish(self.bn2(self.depthwise(y))))
        y = self.bn3(self.project(y))
        return x + y if self.residual else y


class Mobile(nn.Module):
    """Six inverted residual blocks as MobileNetV3 has them, between a stem and a 1 x 1 head."""

    def __init__(self, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(1, 16, 3, 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.blocks = nn.Sequential(InvertedResidual(16, 32, 16, 1),
                                    InvertedResidual(16, 64, 24, 2),
                                    InvertedResidual(24, 96, 24, 1),
                                    InvertedResidual(24, 96, 40, 2),
                                    InvertedResidual(40, 160, 40, 1),
                                    InvertedResidual(40, 160, 40, 1))
        self.head = nn.Conv2d(40, 160, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(160)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(160, classes)

    def forward(self, x):
        x = self.blocks(F.hardswish(self.bn1(self.stem(x))))
        x = F.hardswish(self.bn2(self.head(x)))
        return self.fc(torch.flatten(self.avgpool(x), 1))


# name: (network, padding in pixels, epochs, peak learning rate)
SAMPLES = {
    "mlp": (Mlp, 0, 12, 0.1),
    "resnet18": (lambda: ResNet18(24), 2, 14, 0.2),
    "vgg11": (lambda: Vgg11(9), 2, 14, 0.1),
    "mobile": (Mobile, 2, 12, 0.2),
}


def accuracy(net, images, labels):
    net.eval()
    with torch.no_grad():
        hits = sum((net(x).argmax(1) == y).sum().item()
                   for x, y in zip(images.split(500), labels.split(500)))
    return hits / len(labels)


def train(net, images, labels, epochs, peak_rate, batch=128):
    """SGD with Nesterov momentum, weight decay, one-cycle rate and random horizontal flips."""
    optimizer = torch.optim.SGD(net.parameters(), lr=peak_rate, momentum=0.9, nesterov=True,
                                weight_decay=5e-4)
    steps = epochs * (len(labels) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, peak_rate, total_steps=steps)
    for epoch in range(epochs):
        net.train()
        order = torch.randperm(len(labels))
        total = 0.0
        for step in range(len(labels) // batch):
            pick = order[step * batch:(step + 1) * batch]
            x = images[pick]
            flip = torch.rand(batch) < 0.5
            x[flip] = x[flip].flip(-1)
            loss = F.cross_entropy(net(x), labels[pick])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch + 1}/{epochs}: loss {total / (len(labels) // batch):.4f}", flush=True)


def make(name):
    network, pad, epochs, peak_rate = SAMPLES[name]
    torch.manual_seed(0)
    net = network()
    print(f"{name}: {sum(p.numel() for p in net.parameters())} parameters", flush=True)
    train(net, *load("train", pad), epochs, peak_rate)
    test_images, test_labels = load("test", pad)
    tested = accuracy(net, test_images, test_labels)
    print(f"{name}: {100 * tested:.2f} % of the {len(test_labels)} test images", flush=True)
    torch.jit.trace(net.eval(), test_images[:1]).save(str(HERE / f"{name}.pt"))
    side = 28 + 2 * pad
    description = {"shape": [1, side, side], "mean": [MEAN], "std": [STD], "classes": CLASSES,
                   "data": "fashion-mnist", "tested": round(tested, 4)}
    if pad:
        description["pad"] = pad
    (HERE / f"{name}.input.json").write_text(json.dumps(description, indent=2) + "\n")


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(SAMPLES)
    if unknown:
        sys.exit(f"unknown sample {', '.join(sorted(unknown))}; known are {', '.join(SAMPLES)}")
    for sample in sys.argv[1:] or SAMPLES:
        make(sample)
