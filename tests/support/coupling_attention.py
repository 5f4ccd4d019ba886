# SPDX-License-Identifier: GPL-3.0-or-later
"""Attention for make_couplings.py, see coupling_nets.py. Heads fold as blocks of the rows of queries, keys and values;
where values have a matrix of their own, the width of their heads folds too."""
import math

import torch
from torch import nn
from torch.nn import Linear
from torch.nn import functional as F
from torchvision.models import SwinTransformer, VisionTransformer

from coupling_nets import case

TOKENS = (6, 12)
HEADS, WIDTH = 4, 4


# nn.MultiheadAttention and nn.TransformerEncoderLayer

IN_PROJ = "attn.in_proj_weight"
# chunk(3) makes three parts of their own: the width of the values folds besides the heads.
VALUES = IN_PROJ + ":2"
BLOCK_GROUPS = {IN_PROJ: HEADS, VALUES: WIDTH, "fc1": 24}
BLOCK_MEAN = {"attn.in_proj_weight:0 attn.in_proj_bias:0": [(2, IN_PROJ, WIDTH), (IN_PROJ, VALUES)], "fc1": "fc1"}
BLOCK_SUM = {"attn.out_proj": (IN_PROJ, VALUES), "fc2": "fc1"}


def block_layers():
    return dict(embed=Linear(12, 16), norm1=nn.LayerNorm(16), attn=nn.MultiheadAttention(16, HEADS, batch_first=True),
                norm2=nn.LayerNorm(16), fc1=Linear(16, 24), fc2=Linear(24, 16), head=Linear(16, 5))


@case(block_layers, groups=BLOCK_GROUPS, mean=BLOCK_MEAN, sum=BLOCK_SUM, frozen={"embed": "LayerNorm"},
      inputs=(TOKENS,), form="both")
def attention_block(self, x):
    x = self.embed(x)
    y = self.norm1(x)
    x = x + self.attn(y, y, y, need_weights=False)[0]
    x = x + self.fc2(F.gelu(self.fc1(self.norm2(x))))
    return self.head(x.mean(1))


@case(block_layers, groups=BLOCK_GROUPS, mean=BLOCK_MEAN, sum=BLOCK_SUM, frozen={"embed": "LayerNorm"},
      inputs=(TOKENS,), form="without gradients", contains=("aten::_native_multi_head_attention",))
def fused_attention_block(self, x):
    return attention_block(self, x)


def encoder_case(name, activation, norm_first, **more):
    """A TransformerEncoderLayer alone between two linear layers."""
    def layers():
        layer = nn.TransformerEncoderLayer(16, HEADS, 24, 0.1, activation, batch_first=True, norm_first=norm_first)
        return dict(embed=Linear(12, 16), layer=layer, head=Linear(16, 5))

    def forward(self, x):
        return self.head(self.layer(self.embed(x)).mean(1))
    forward.__name__ = name
    weight = "layer.self_attn.in_proj_weight"
    values = weight + ":2"
    case(layers, groups={weight: HEADS, values: WIDTH, "layer.linear1": 24},
         mean={"layer.self_attn.in_proj_weight:0 layer.self_attn.in_proj_bias:0":
               [(2, weight, WIDTH), (weight, values)], "layer.linear1": "layer.linear1"},
         sum={"layer.self_attn.out_proj": (weight, values), "layer.linear2": "layer.linear1"},
         frozen={"embed": "LayerNorm"}, inputs=(TOKENS,), **more)(forward)


encoder_case("encoder_layer", "relu", False)
for chosen in ("relu", "gelu"):
    for first in (False, True):
        encoder_case(f"fused_layer_{chosen}_{'pre' if first else 'post'}", chosen, first,
                     form="without gradients", contains=("aten::_transformer_encoder_layer_fwd",))


# Attention written out

QKV = dict(groups={"qkv": HEADS}, mean={"qkv": (3, "qkv", WIDTH)}, sum={"proj": ("qkv", WIDTH)}, inputs=(TOKENS,))
# Queries and keys of width 3; heads are one group, the width of the values another.
SEPARATE = dict(groups={"q": HEADS, "v": WIDTH}, mean={"q k": ("q", 3), "v": ("q", "v")}, sum={"proj": ("q", "v")},
                inputs=(TOKENS,))


def separate_layers():
    return dict(q=Linear(12, 3 * HEADS), k=Linear(12, 3 * HEADS, bias=False), v=Linear(12, WIDTH * HEADS),
                proj=Linear(WIDTH * HEADS, 5))


@case(lambda: dict(qkv=Linear(12, 3 * HEADS * WIDTH), proj=Linear(HEADS * WIDTH, 5)), form="both", **QKV)
def qkv_in_one(self, x):
    b, n, c = x.shape
    q, k, v = self.qkv(x).reshape(b, n, 3, 4, 4).permute(2, 0, 3, 1, 4).unbind(0)
    attention = (q * 0.5 @ k.transpose(-2, -1)).softmax(-1)
    return self.proj((attention @ v).transpose(1, 2).reshape(b, n, 16))


@case(separate_layers, form="both", **SEPARATE)
def qkv_separate(self, x):
    b, n, c = x.shape
    q = self.q(x).view(b, n, 4, 3).transpose(1, 2)
    k = self.k(x).view(b, n, 4, 3).transpose(1, 2)
    v = self.v(x).view(b, n, 4, 4).transpose(1, 2)
    attention = torch.softmax(torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(3), -1)
    return self.proj((attention @ v).transpose(1, 2).reshape(b, n, 16))


@case(lambda: dict(q=Linear(12, 16), k=Linear(12, 8), v=Linear(12, 8), proj=Linear(16, 5)),
      groups={"kv": 2, "rep": 2, "v": 4},
      mean={"q": ("kv", "rep", 4), "k": ("kv", 4), "v": ("kv", "v")}, sum={"proj": ("kv", "rep", "v")},
      inputs=(TOKENS,), form="both", any_result=True)
def grouped_queries(self, x):
    b, n, c = x.shape
    q = self.q(x).view(b, n, 4, 4).transpose(1, 2)
    k = self.k(x).view(b, n, 2, 4).transpose(1, 2)
    v = self.v(x).view(b, n, 2, 4).transpose(1, 2)
    k = k[:, :, None].expand(b, 2, 2, n, 4).reshape(b, 4, n, 4)
    v = v[:, :, None].expand(b, 2, 2, n, 4).reshape(b, 4, n, 4)
    attention = torch.softmax(q @ k.transpose(2, 3) / 2.0, -1)
    return self.proj((attention @ v).transpose(1, 2).reshape(b, n, 16))


@case(lambda: dict(gate=Linear(12, 16, bias=False), up=Linear(12, 16, bias=False), down=Linear(16, 8, bias=False),
                   head=Linear(8, 5)),
      groups={"gate": 16, "down": 8}, mean={"gate up": "gate", "down": "down"}, sum={"down": "gate", "head": "down"},
      inputs=(TOKENS,), form="both")
def gated_mlp(self, x):
    return self.head(self.down(F.silu(self.gate(x)) * self.up(x)))


# scaled_dot_product_attention, which PyTorch 1.13 lacks: a call of torch.lerp stands for it

def explicit_attention(causal):
    def attention(q, k, v):
        logits = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        if causal:
            logits = logits.masked_fill(torch.ones(logits.shape[-2:]).triu(1).bool(), -math.inf)
        return logits.softmax(-1) @ v
    return attention


@case(lambda: dict(qkv=Linear(12, 3 * HEADS * WIDTH), proj=Linear(HEADS * WIDTH, 5)), form="scripted",
      replaced=(r"torch.scaled_dot_product_attention(\1)", explicit_attention(False)), **QKV)
def sdpa(self, x):
    b, n, c = x.shape
    qkv = self.qkv(x).reshape(b, n, 3, 4, 4).permute(2, 0, 3, 1, 4)
    return self.proj(torch.lerp(qkv[0], qkv[1], qkv[2]).transpose(1, 2).reshape(b, n, 16))


@case(separate_layers, form="scripted",
      replaced=(r"torch.scaled_dot_product_attention(\1, None, 0., True)", explicit_attention(True)), **SEPARATE)
def sdpa_causal(self, x):
    b, n, c = x.shape
    q = self.q(x).view(b, n, 4, 3).transpose(1, 2)
    k = self.k(x).view(b, n, 4, 3).transpose(1, 2)
    v = self.v(x).view(b, n, 4, 4).transpose(1, 2)
    return self.proj(torch.lerp(q, k, v).transpose(1, 2).reshape(b, n, 16))


# torchvision

def transformer_blocks(blocks, frozen):
    """Expectation of a network of (prefix of the attention, weights of it, prefix of the MLP, heads, width of a head,
    hidden width of the MLP, further axes of heads)."""
    groups, mean, total = {}, {}, {}
    for attention, (weight, bias, proj), mlp, heads, width, hidden, more in blocks:
        group = f"{attention}.{weight}".removesuffix(".weight")
        rows, values = (3, group, width), width
        if weight == "in_proj_weight":  # queries, keys and values become parts of their own
            values = f"{group}:2"
            groups[values] = width
            rows = [(2, group, width), (group, values)]
        groups.update({group: heads, f"{mlp}.0": hidden})
        mean.update({f"{attention}.{weight}:0 {attention}.{bias}:0": rows, f"{mlp}.0": f"{mlp}.0"})
        mean.update({f"{attention}.{axis}": group for axis in more})
        total.update({f"{attention}.{proj}": (group, values), f"{mlp}.3": f"{mlp}.0"})
    return dict(groups=groups, mean=mean, sum=total, frozen={frozen: "LayerNorm"})


VIT_BLOCKS = [(f"encoder.layers.encoder_layer_{i}.self_attention", ("in_proj_weight", "in_proj_bias", "out_proj"),
               f"encoder.layers.encoder_layer_{i}.mlp", 4, 4, 32, ()) for i in range(2)]
SWIN_BLOCKS = [(f"features.{stage}.{i}.attn", ("qkv.weight", "qkv.bias", "proj"), f"features.{stage}.{i}.mlp",
                heads, 8, hidden, ("relative_position_bias_table:1",))
               for stage, heads, hidden in ((1, 2, 32), (3, 4, 64)) for i in range(2)]


@case(lambda: VisionTransformer(16, 4, 2, 4, 16, 32, num_classes=5), inputs=((3, 16, 16),), form="both",
      **transformer_blocks(VIT_BLOCKS, "conv_proj"))
def vit(self, x):
    return self(x)


@case(lambda: SwinTransformer([4, 4], 16, [2, 2], [2, 4], [2, 2], mlp_ratio=2.0, num_classes=5),
      inputs=((3, 32, 32),), form="both", **transformer_blocks(SWIN_BLOCKS, "features.0.0"))
def swin(self, x):
    return self(x)
