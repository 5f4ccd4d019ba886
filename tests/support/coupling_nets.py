# SPDX-License-Identifier: GPL-3.0-or-later
"""Small networks with their coupling written by hand, for make_couplings.py. Attention: coupling_attention.py.

A case is a forward function with its layers. `groups` names each group that folds (by its first producing layer) with
its channels. `mean` and `sum` say what stands on the axes that make and that read them: a list (concatenation) of
tuples (row-major products) of group names and plain ints; a lone tuple or name is a list of one. A key is
"parameter:axis", or modules: in `mean` axis 0 of all their tensors, in `sum` axis 1 of their weights.
`fused` pairs a layer with the BatchNorm that nothing else feeds.
"""
import dataclasses
from typing import Callable

import torch
from torch import nn
from torch.nn import BatchNorm1d, BatchNorm2d, BatchNorm3d, Conv1d, Conv2d, Conv3d, ConvTranspose2d, Linear
from torch.nn import functional as F

IMAGE = (3, 8, 8)
CASES = {}


@dataclasses.dataclass
class Case:
    name: str
    forward: Callable
    layers: Callable  # makes modules, parameters and buffers by name
    groups: dict
    mean: dict
    sum: dict
    fused: dict = dataclasses.field(default_factory=dict)
    frozen: dict = dataclasses.field(default_factory=dict)  # name of a group -> a word of the reason
    inputs: tuple = (IMAGE,)  # shapes without the batch
    form: str = "traced"  # or "scripted", "both", "without gradients" (traced: takes fused attention)
    captured: tuple = ()  # buffers that the trace shall hold as constants
    contains: tuple = ()  # operators that the file must hold
    any_result: bool = False  # any groups may fold: copies are read alike too, so that clustering finds them
    replaced: tuple = ()  # the call that the file shall hold for torch.lerp (a pattern's replacement), its meaning


def case(layers, **expected):
    def register(forward):
        CASES[forward.__name__] = Case(forward.__name__, forward, layers, **expected)
        return forward
    return register


# Depthwise and grouped convolution

@case(lambda: dict(expand=Conv2d(3, 16, 1, bias=False), bn1=BatchNorm2d(16),
                   depthwise=Conv2d(16, 16, 3, padding=1, groups=16, bias=False), bn2=BatchNorm2d(16),
                   project=Conv2d(16, 8, 1), bn3=BatchNorm2d(8), fc=Linear(8, 5)),
      groups={"expand": 16, "project": 8},
      mean={"expand bn1 depthwise bn2": "expand", "project bn3": "project"},
      sum={"project": "expand", "fc": "project"},
      fused={"expand": "bn1", "depthwise": "bn2", "project": "bn3"}, form="both")
def depthwise(self, x):
    x = F.relu6(self.bn1(self.expand(x)))
    x = F.relu6(self.bn2(self.depthwise(x)))
    return self.fc(self.bn3(self.project(x)).mean([2, 3]))


@case(lambda: dict(expand=Conv2d(3, 8, 1), bn1=BatchNorm2d(8), depthwise=Conv2d(8, 16, 3, groups=8),
                   bn2=BatchNorm2d(16), project=Conv2d(16, 5, 1)),
      groups={"expand": 8},
      mean={"expand bn1": "expand", "depthwise bn2": ("expand", 2)},
      sum={"project": ("expand", 2)},
      fused={"expand": "bn1", "depthwise": "bn2"})
def depthwise_multiplier(self, x):
    x = F.relu(self.bn1(self.expand(x)))
    return self.project(F.relu(self.bn2(self.depthwise(x))))


@case(lambda: dict(conv1=Conv2d(3, 8, 3, padding="same", bias=False), bn1=BatchNorm2d(8),
                   conv2=Conv2d(8, 6, (4, 3), padding="same", dilation=(2, 1)), fc=Linear(6, 5)),
      groups={"conv1": 8, "conv2": 6},
      mean={"conv1 bn1": "conv1", "conv2": "conv2"},
      sum={"conv2": "conv1", "fc": "conv2"},
      fused={"conv1": "bn1"}, form="both")
def padded_same(self, x):
    return self.fc(F.relu(self.conv2(F.relu(self.bn1(self.conv1(x))))).mean([2, 3]))


@case(lambda: dict(conv1=Conv2d(3, 16, 1, bias=False), bn1=BatchNorm2d(16),
                   conv2=Conv2d(16, 24, 3, padding=1, groups=8, bias=False), bn2=BatchNorm2d(24),
                   conv3=Conv2d(24, 10, 1, bias=False), bn3=BatchNorm2d(10), fc=Linear(10, 5)),
      groups={"conv1": 8, "conv3": 10},
      mean={"conv1 bn1": ("conv1", 2), "conv2 bn2": ("conv1", 3), "conv3 bn3": "conv3"},
      sum={"conv3": ("conv1", 3), "fc": "conv3"},
      fused={"conv1": "bn1", "conv2": "bn2", "conv3": "bn3"}, form="both")
def grouped(self, x):
    x = F.relu(self.bn1(self.conv1(x)))
    x = F.relu(self.bn2(self.conv2(x)))
    return self.fc(F.relu(self.bn3(self.conv3(x))).mean([2, 3]))


# Concatenation, splits and slices

@case(lambda: dict(conv0=Conv2d(3, 8, 3, padding=1, bias=False), norm0=BatchNorm2d(8),
                   norm1=BatchNorm2d(8), conv1=Conv2d(8, 6, 3, padding=1, bias=False),
                   norm2=BatchNorm2d(14), conv2=Conv2d(14, 6, 3, padding=1, bias=False),
                   norm3=BatchNorm2d(20), fc=Linear(20, 5)),
      groups={"conv0": 8, "conv1": 6, "conv2": 6},
      mean={"conv0 norm0 norm1": "conv0", "conv1": "conv1", "norm2": ["conv0", "conv1"], "conv2": "conv2",
            "norm3": ["conv0", "conv1", "conv2"]},
      sum={"conv1": "conv0", "conv2": ["conv0", "conv1"], "fc": ["conv0", "conv1", "conv2"]},
      fused={"conv0": "norm0"}, form="both")
def dense(self, x):
    x = F.relu(self.norm0(self.conv0(x)))
    x = torch.cat([x, self.conv1(F.relu(self.norm1(x)))], 1)
    x = torch.cat([x, self.conv2(F.relu(self.norm2(x)))], 1)
    return self.fc(F.relu(self.norm3(x)).mean([2, 3]))


@case(lambda: dict(conv=Conv2d(3, 16, 3), bn=BatchNorm2d(16), a=Conv2d(6, 8, 1), b=Conv2d(4, 8, 1), c=Conv2d(6, 8, 1),
                   fc=Linear(8, 5)),
      groups={"conv": 6, "conv:2": 4, "conv:3": 6, "a": 8},
      mean={"conv bn": ["conv", "conv:2", "conv:3"], "a b c": "a"},
      sum={"a": "conv", "b": "conv:2", "c": "conv:3", "fc": "a"},
      fused={"conv": "bn"}, form="both")
def split_uneven(self, x):
    a, b, c = torch.split(F.relu(self.bn(self.conv(x))), [6, 4, 6], 1)
    return self.fc(F.relu(self.a(a) + self.b(b) + self.c(c)).mean([2, 3]))


@case(lambda: dict(conv=Conv2d(3, 16, 3), bn=BatchNorm2d(16), head=Conv2d(8, 5, 1)),
      groups={"conv": 8}, mean={"conv bn": (2, "conv")}, sum={"head": "conv"}, fused={"conv": "bn"}, form="both")
def chunk_gate(self, x):
    a, b = self.bn(self.conv(x)).chunk(2, 1)
    return self.head(a * torch.sigmoid(b))


@case(lambda: dict(conv=Conv2d(3, 16, 3), bn=BatchNorm2d(16), head=Conv2d(8, 5, 1)),
      groups={"conv": 8}, mean={"conv bn": (2, "conv")}, sum={"head": "conv"}, fused={"conv": "bn"})
def glu(self, x):
    return self.head(F.glu(self.bn(self.conv(x)), 1))


@case(lambda: dict(conv=Conv2d(3, 16, 3), bn=BatchNorm2d(16), a=Conv2d(6, 5, 1), b=Conv2d(10, 5, 1)),
      groups={"conv": 6, "conv:2": 10},
      mean={"conv bn": ["conv", "conv:2"]}, sum={"a": "conv", "b": "conv:2"}, fused={"conv": "bn"}, form="both")
def slices(self, x):
    x = F.relu(self.bn(self.conv(x)))
    return self.a(x[:, :6]) + self.b(x[:, 6:])


@case(lambda: dict(a=Conv2d(3, 8, 3, padding=1, bias=False), bna=BatchNorm2d(8), b=Conv2d(3, 8, 1), bnb=BatchNorm2d(8),
                   head=Conv2d(16, 5, 1)),
      groups={"a": 8}, mean={"a bna b bnb": "a"}, sum={"head": ("a", 2)}, fused={"a": "bna", "b": "bnb"}, form="both")
def channel_shuffle(self, x):
    x = torch.cat([F.relu(self.bna(self.a(x))), F.relu(self.bnb(self.b(x)))], 1)
    b, c, h, w = x.shape
    x = x.view(b, 2, c // 2, h, w).transpose(1, 2).reshape(b, c, h, w)
    return self.head(x)


# Products per channel, norms

@case(lambda: dict(conv=Conv2d(3, 12, 3, bias=False), bn=BatchNorm2d(12), fc1=Conv2d(12, 8, 1), fc2=Conv2d(8, 12, 1),
                   head=Linear(12, 5)),
      groups={"conv": 12, "fc1": 8},
      mean={"conv bn fc2": "conv", "fc1": "fc1"}, sum={"fc1 head": "conv", "fc2": "fc1"},
      fused={"conv": "bn"}, form="both")
def squeeze_excitation(self, x):
    x = F.relu(self.bn(self.conv(x)))
    gate = torch.sigmoid(self.fc2(F.relu(self.fc1(F.adaptive_avg_pool2d(x, 1)))))
    return self.head((x * gate).mean([2, 3]))


@case(lambda: dict(conv=Conv2d(3, 12, 3), bn=BatchNorm2d(12), scale=torch.randn(12, 1, 1), head=Conv2d(12, 5, 1)),
      groups={"conv": 12}, mean={"conv bn": "conv", "scale:0": "conv"}, sum={"head": "conv"},
      fused={"conv": "bn"}, captured=("scale",))
def constant_factor(self, x):
    return self.head(self.bn(self.conv(x)) * self.scale)


@case(lambda: dict(stem=Conv2d(3, 8, 3, padding=1), bn=BatchNorm2d(8), conv1=Conv2d(8, 12, 1), conv2=Conv2d(12, 8, 1),
                   gamma=nn.Parameter(torch.ones(8, 1, 1)), head=Linear(8, 5)),
      groups={"stem": 8, "conv1": 12},
      mean={"stem bn conv2": "stem", "gamma:0": "stem", "conv1": "conv1"},
      sum={"conv1 head": "stem", "conv2": "conv1"}, fused={"stem": "bn"}, form="both")
def layer_scale(self, x):
    x = self.bn(self.stem(x))
    x = x + self.gamma * self.conv2(F.gelu(self.conv1(x)))
    return self.head(x.mean([2, 3]))


@case(lambda: dict(conv=Conv2d(3, 16, 3), norm=nn.GroupNorm(8, 16), fc=Linear(16, 5)),
      groups={"conv": 8}, mean={"conv norm": ("conv", 2)}, sum={"fc": ("conv", 2)}, form="both")
def group_norm(self, x):
    return self.fc(F.relu(self.norm(self.conv(x))).mean([2, 3]))


@case(lambda: dict(conv=Conv2d(3, 8, 3), norm=nn.InstanceNorm2d(8, affine=True), head=Conv2d(8, 5, 1)),
      groups={"conv": 8}, mean={"conv norm": "conv"}, sum={"head": "conv"})
def instance_norm(self, x):
    return self.head(F.relu(self.norm(self.conv(x))))


@case(lambda: dict(embed=Linear(12, 8), norm=nn.LayerNorm(8), fc1=Linear(8, 16), fc2=Linear(16, 8), head=Linear(8, 5)),
      groups={"fc1": 16}, mean={"fc1": "fc1"}, sum={"fc2": "fc1"}, frozen={"embed": "LayerNorm"},
      inputs=((6, 12),), form="both")
def layer_norm(self, x):
    x = self.embed(x)
    x = x + self.fc2(F.gelu(self.fc1(self.norm(x))))
    return self.head(x.mean(1))


@case(lambda: dict(conv1=Conv2d(3, 12, 3), conv2=Conv2d(12, 8, 1), head=Conv2d(8, 5, 1)),
      groups={"conv1": 12}, mean={"conv1": "conv1"}, sum={"conv2": "conv1"}, frozen={"conv2": "softmax"})
def softmax_channels(self, x):
    return self.head(F.softmax(self.conv2(F.relu(self.conv1(x))), 1))


@case(lambda: dict(conv1=Conv2d(3, 8, 1), conv2=Conv2d(8, 12, 1), conv3=Conv2d(12, 8, 1), head=Conv2d(8, 5, 1)),
      groups={"conv1": 8, "conv3": 8}, mean={"conv1": "conv1", "conv3": "conv3"},
      sum={"conv2": "conv1", "head": "conv3"}, frozen={"conv2": "cumsum"})
def operator_without_rule(self, x):
    x = torch.cumsum(F.relu(self.conv2(F.relu(self.conv1(x)))), 1)
    return self.head(F.relu(self.conv3(x)))


@case(lambda: dict(conv1=Conv2d(3, 8, 3), prelu1=nn.PReLU(8), conv2=Conv2d(8, 12, 3), prelu2=nn.PReLU(),
                   head=Conv2d(12, 5, 1)),
      groups={"conv1": 8, "conv2": 12}, mean={"conv1 prelu1": "conv1", "conv2": "conv2"},
      sum={"conv2": "conv1", "head": "conv2"}, form="both")
def prelu(self, x):
    return self.head(self.prelu2(self.conv2(self.prelu1(self.conv1(x)))))


# Transposed convolution, other dimensions, resampling

@case(lambda: dict(conv=Conv2d(3, 8, 3), bn=BatchNorm2d(8), up=ConvTranspose2d(8, 12, 2, stride=2),
                   head=Conv2d(12, 5, 1)),
      groups={"conv": 8, "up": 12}, mean={"conv bn": "conv", "up.weight:1 up.bias:0": "up"},
      sum={"up.weight:0": "conv", "head": "up"}, fused={"conv": "bn"}, form="both")
def transposed(self, x):
    return self.head(F.relu(self.up(F.relu(self.bn(self.conv(x))))))


@case(lambda: dict(conv=Conv2d(3, 8, 3), up=ConvTranspose2d(8, 12, 3, stride=2, bias=False), bn=BatchNorm2d(12),
                   head=Conv2d(12, 5, 1)),
      groups={"conv": 8, "up": 12}, mean={"conv": "conv", "up.weight:1": "up", "bn": "up"},
      sum={"up.weight:0": "conv", "head": "up"}, fused={"up": "bn"}, form="both")
def transposed_bn(self, x):
    return self.head(F.relu(self.bn(self.up(F.relu(self.conv(x))))))


@case(lambda: dict(conv=Conv2d(3, 8, 3), bn1=BatchNorm2d(8), up=ConvTranspose2d(8, 8, 2, stride=2, groups=8),
                   bn2=BatchNorm2d(8), head=Conv2d(8, 5, 1)),
      groups={"conv": 8}, mean={"conv bn1 up bn2": "conv"}, sum={"head": "conv"}, fused={"conv": "bn1", "up": "bn2"})
def transposed_depthwise(self, x):
    return self.head(F.relu(self.bn2(self.up(F.relu(self.bn1(self.conv(x)))))))


@case(lambda: dict(conv1=Conv1d(3, 8, 3), bn1=BatchNorm1d(8), conv2=Conv1d(8, 12, 3, stride=2), bn2=BatchNorm1d(12),
                   fc=Linear(12, 5)),
      groups={"conv1": 8, "conv2": 12}, mean={"conv1 bn1": "conv1", "conv2 bn2": "conv2"},
      sum={"conv2": "conv1", "fc": "conv2"}, fused={"conv1": "bn1", "conv2": "bn2"}, inputs=((3, 16),))
def conv1d(self, x):
    x = F.max_pool1d(F.relu(self.bn1(self.conv1(x))), 2)
    return self.fc(F.relu(self.bn2(self.conv2(x))).mean(2))


@case(lambda: dict(conv1=Conv3d(3, 8, 3, padding=1), bn1=BatchNorm3d(8), conv2=Conv3d(8, 8, 1), bn2=BatchNorm3d(8),
                   fc=Linear(8, 5)),
      groups={"conv1": 8, "conv2": 8}, mean={"conv1 bn1": "conv1", "conv2 bn2": "conv2"},
      sum={"conv2": "conv1", "fc": "conv2"}, fused={"conv1": "bn1", "conv2": "bn2"}, inputs=((3, 4, 4, 4),))
def conv3d(self, x):
    x = F.avg_pool3d(F.relu(self.bn1(self.conv1(x))), 2)
    return self.fc(torch.flatten(F.adaptive_avg_pool3d(F.relu(self.bn2(self.conv2(x))), 1), 1))


@case(lambda: dict(conv=Conv2d(3, 8, 3, padding=1), bn=BatchNorm2d(8), up=Conv2d(8, 24, 1), head=Conv2d(6, 5, 1)),
      groups={"conv": 8, "up": 6}, mean={"conv bn": "conv", "up": ("up", 4)}, sum={"up": "conv", "head": "up"},
      fused={"conv": "bn"}, form="both")
def pixel_shuffle(self, x):
    return self.head(F.relu(F.pixel_shuffle(self.up(F.relu(self.bn(self.conv(x)))), 2)))


@case(lambda: dict(conv=Conv2d(3, 8, 3), bn=BatchNorm2d(8), fc=Linear(32, 5)),
      groups={"conv": 8}, mean={"conv bn": "conv"}, sum={"fc": ("conv", 4)}, fused={"conv": "bn"}, form="both")
def pooled_flatten(self, x):
    return self.fc(torch.flatten(F.adaptive_avg_pool2d(F.relu(self.bn(self.conv(x))), (2, 2)), 1))


def unet_layers():
    """Ten pixels halve to five and two, so that the way back needs padding."""
    return dict(enc1=Conv2d(3, 8, 3, padding=1, bias=False), bn1=BatchNorm2d(8),
                enc2=Conv2d(8, 12, 3, padding=1, bias=False), bn2=BatchNorm2d(12),
                mid=Conv2d(12, 16, 3, padding=1, bias=False), bn3=BatchNorm2d(16),
                dec2=Conv2d(28, 12, 3, bias=False), bn4=BatchNorm2d(12),
                dec1=Conv2d(20, 8, 3, padding=1, bias=False), bn5=BatchNorm2d(8), head=Conv2d(8, 5, 1))


@case(unet_layers, groups={"enc1": 8, "enc2": 12, "mid": 16, "dec2": 12, "dec1": 8},
      mean={"enc1 bn1": "enc1", "enc2 bn2": "enc2", "mid bn3": "mid", "dec2 bn4": "dec2", "dec1 bn5": "dec1"},
      sum={"enc2": "enc1", "mid": "enc2", "dec2": ["enc2", "mid"], "dec1": ["dec2", "enc1"], "head": "dec1"},
      fused={"enc1": "bn1", "enc2": "bn2", "mid": "bn3", "dec2": "bn4", "dec1": "bn5"},
      inputs=((3, 10, 10),), form="both")
def unet(self, x):
    a = F.relu(self.bn1(self.enc1(x)))
    b = F.relu(self.bn2(self.enc2(F.max_pool2d(a, 2))))
    c = F.relu(self.bn3(self.mid(F.max_pool2d(b, 2))))
    c = F.interpolate(c, scale_factor=2.0, mode="nearest")
    down, right = b.size(2) - c.size(2), b.size(3) - c.size(3)
    c = torch.cat([b, F.pad(c, [0, right, 0, down])], 1)
    c = F.relu(self.bn4(self.dec2(F.pad(c, [1, 1, 1, 1]))))
    c = F.interpolate(c, scale_factor=2.0, mode="bilinear", align_corners=False)
    return self.head(F.relu(self.bn5(self.dec1(torch.cat([c, a], 1)))))


# Several inputs, shared weights, reshapes

@case(lambda: dict(conv=Conv2d(3, 12, 3), bn=BatchNorm2d(12), embed=Linear(10, 12), head=Linear(12, 5),
                   hidden=Linear(12, 8), out=Linear(8, 3)),
      groups={"conv": 12, "hidden": 8}, mean={"conv bn embed": "conv", "hidden": "hidden"},
      sum={"head hidden": "conv", "out": "hidden"}, fused={"conv": "bn"}, inputs=(IMAGE, (10,)), form="both")
def two_in_two_out(self, x, y):
    z = F.relu(self.bn(self.conv(x))).mean([2, 3]) + F.relu(self.embed(y))
    return self.head(z), self.out(F.relu(self.hidden(z)))


@case(lambda: dict(stem=Conv2d(3, 8, 3, padding=1), bn=BatchNorm2d(8), conv=Conv2d(8, 8, 3, padding=1),
                   head=Conv2d(8, 5, 1)),
      groups={"stem": 8}, mean={"stem bn conv": "stem"}, sum={"conv head": "stem"}, fused={"stem": "bn"}, form="both")
def shared_in_a_row(self, x):
    x = F.relu(self.bn(self.stem(x)))
    return self.head(torch.tanh(self.conv(torch.tanh(self.conv(x)))))


@case(lambda: dict(a=Conv2d(3, 8, 3, padding=1), bna=BatchNorm2d(8), b=Conv2d(3, 8, 3, stride=2), bnb=BatchNorm2d(8),
                   conv=Conv2d(8, 12, 1), head=Linear(24, 5)),
      groups={"a": 8, "conv": 12}, mean={"a bna b bnb": "a", "conv": "conv"},
      sum={"conv": "a", "head": (2, "conv")}, fused={"a": "bna", "b": "bnb"})
def shared_side_by_side(self, x):
    a = F.relu(self.conv(F.relu(self.bna(self.a(x)))))
    b = F.relu(self.conv(F.relu(self.bnb(self.b(x)))))
    return self.head(torch.cat([a.mean([2, 3]), b.mean([2, 3])], 1))


def tied_layers():
    layers = dict(stem=Conv2d(3, 8, 3, padding=1), bn0=BatchNorm2d(8), conv1=Conv2d(8, 12, 1, bias=False),
                  bn1=BatchNorm2d(12), conv2=Conv2d(8, 12, 1, bias=False), bn2=BatchNorm2d(12), head=Linear(24, 5))
    layers["conv2"].weight = layers["conv1"].weight
    return layers


@case(tied_layers, groups={"stem": 8, "conv1": 12}, mean={"stem bn0": "stem", "conv1 bn1 bn2": "conv1"},
      sum={"conv1": "stem", "head": (2, "conv1")}, fused={"stem": "bn0"})
def tied(self, x):
    x = F.relu(self.bn0(self.stem(x)))
    a = F.relu(self.bn1(self.conv1(x)))
    b = F.relu(self.bn2(self.conv2(F.max_pool2d(x, 2))))
    return self.head(torch.cat([a.mean([2, 3]), b.mean([2, 3])], 1))


@case(lambda: dict(conv=Conv2d(3, 8, 3), bn=BatchNorm2d(8), fc1=Linear(8, 12), head=Linear(12, 5)),
      groups={"conv": 8, "fc1": 12}, mean={"conv bn": "conv", "fc1": "fc1"}, sum={"fc1": "conv", "head": "fc1"},
      fused={"conv": "bn"}, form="both")
def channels_last(self, x):
    x = self.bn(self.conv(x)).permute(0, 2, 3, 1)
    x = F.relu(self.fc1(x)).permute(0, 3, 1, 2)
    return self.head(F.adaptive_avg_pool2d(x, 1).flatten(1))


@case(lambda: dict(conv=Conv2d(3, 8, 2, stride=2), bn=BatchNorm2d(8), proj=Linear(8, 6), head=Linear(96, 5)),
      groups={"conv": 8, "proj": 6}, mean={"conv bn": "conv", "proj": "proj"},
      sum={"proj": "conv", "head": (16, "proj")}, fused={"conv": "bn"}, form="both")
def tokens(self, x):
    x = self.bn(self.conv(x)).flatten(2).transpose(1, 2)
    return self.head(F.relu(self.proj(x)).flatten(1))


@case(lambda: dict(fc1=Linear(10, 16), bn=BatchNorm1d(16), fc2=Linear(16, 5)),
      groups={"fc1": 16}, mean={"fc1 bn": "fc1"}, sum={"fc2": "fc1"}, fused={"fc1": "bn"}, inputs=((10,),))
def linear_bn(self, x):
    return self.fc2(F.relu(self.bn(self.fc1(x))))


@case(lambda: dict(w1=nn.Parameter(torch.ones(10, 16)), b1=nn.Parameter(torch.ones(16)),
                   w2=nn.Parameter(torch.ones(16, 5))),
      groups={"w1": 16}, mean={"w1:1 b1:0": "w1"}, sum={"w2:0": "w1"}, inputs=((10,),))
def bare_matrices(self, x):
    return F.relu(x @ self.w1 + self.b1) @ self.w2


def residual_block():
    return nn.Sequential(Conv2d(8, 12, 3, padding=1), nn.ReLU(), Conv2d(12, 8, 1))


@case(lambda: dict(conv=Conv2d(3, 8, 3, padding=1), bn=BatchNorm2d(8), shared=Conv2d(8, 8, 1), head=Linear(8, 5),
                   blocks=nn.ModuleList([residual_block(), residual_block()])),
      groups={"conv": 8, "blocks.0.0": 12, "blocks.1.0": 12},
      mean={"conv bn shared blocks.0.2 blocks.1.2": "conv", "blocks.0.0": "blocks.0.0", "blocks.1.0": "blocks.1.0"},
      sum={"blocks.0.0 blocks.1.0 shared head": "conv", "blocks.0.2": "blocks.0.0", "blocks.1.2": "blocks.1.0"},
      fused={"conv": "bn"}, form="scripted")
def scripted_branches(self, x):
    if x.dim() != 4:
        raise RuntimeError("images expected")
    x = F.relu(self.bn(self.conv(x)))
    if self.training:
        x = F.dropout(x, 0.5)
    for block in self.blocks:
        x = x + block(x)
    for _ in range(2):
        x = x + torch.tanh(self.shared(x))
    if x.shape[1] == 8 and x.shape[2] > 4:
        x = F.max_pool2d(x, 2)
    return self.head(x.mean([2, 3]))
