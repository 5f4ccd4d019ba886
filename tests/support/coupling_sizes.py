# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes, numbers and reductions for make_couplings.py, see coupling_nets.py: widths that hide in arithmetic."""
import torch
from torch.nn import BatchNorm2d, Conv2d, Linear
from torch.nn import functional as F

from coupling_nets import case


def stem(**more):
    return lambda: dict(conv=Conv2d(3, 8, 3), bn=BatchNorm2d(8), **{name: make() for name, make in more.items()})


STEM = dict(groups={"conv": 8}, mean={"conv bn": "conv"}, fused={"conv": "bn"}, form="both")


@case(stem(fc=lambda: Linear(288, 5)), sum={"fc": ("conv", 36)}, **STEM)
def sizes_from_numel(self, x):
    x = F.relu(self.bn(self.conv(x)))
    return self.fc(x.view(x.size(0), x.numel() // x.size(0)))


@case(stem(fc=lambda: Linear(8, 5)), sum={"fc": "conv"}, **STEM)
def number_from_size(self, x):
    x = self.bn(self.conv(x))
    return self.fc(x.sum([2, 3]) / x[0].numel())


@case(stem(fc=lambda: Linear(16, 5)), sum={"fc": ("conv", 2)}, **STEM)
def interleaved(self, x):
    return self.fc(F.relu(self.bn(self.conv(x))).amax([2, 3]).repeat_interleave(2, 1))


@case(lambda: dict(conv=Conv2d(3, 16, 3), bn=BatchNorm2d(16), part=Conv2d(10, 5, 1), whole=Conv2d(16, 5, 1)),
      groups={"conv": 2, "conv:2": 10, "conv:3": 4}, mean={"conv bn": ["conv", "conv:2", "conv:3"]},
      sum={"part": "conv:2", "whole": ["conv", "conv:2", "conv:3"]}, fused={"conv": "bn"}, form="scripted")
def one_part_read(self, x):
    x = self.bn(self.conv(x))
    return self.part(x.split([2, 10, 4], 1)[1]) + self.whole(x)


@case(lambda: dict(total=Conv2d(3, 8, 3), conv=Conv2d(8, 8, 1), bn=BatchNorm2d(8), head=Conv2d(8, 5, 1)),
      groups={"conv": 8}, mean={"conv bn": "conv"}, sum={"head": "conv"}, fused={"conv": "bn"},
      frozen={"total": "over these channels"}, form="both")
def sum_of_everything(self, x):
    x = self.total(x)
    x = x / (x.abs().sum(dtype=torch.float32) / x.size(0) + 1)
    return self.head(F.relu(self.bn(self.conv(x)))).sum([2, 3])


@case(lambda: dict(picked=Conv2d(3, 8, 3), conv=Conv2d(8, 8, 1), bn=BatchNorm2d(8), head=Conv2d(8, 5, 1)),
      groups={"conv": 8}, mean={"conv bn": "conv"}, sum={"head": "conv"}, fused={"conv": "bn"},
      frozen={"picked": "over these channels"})
def index_times_number(self, x):
    x = self.picked(x)
    x = x + x.argmax(1, keepdim=True) * 0.1
    return self.head(F.relu(self.bn(self.conv(x))))
