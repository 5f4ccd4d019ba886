#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random networks must fold exactly: check_random_networks.py CHECK_EXACTNESS FOLDER FIRST_SEED COUNT

Every seed writes one network as a Python source, FOLDER/random_SEED.py: random steps on a pool of values, run as they
are written so that shapes are known and values stay of order one; every third network is one step between two layers.
It is traced, and every fourth scripted too. check_exactness must import the file, and neither permuting channels nor
merging equal ones may change the outputs. Prints the sources that fail, and the steps around which no channels fold: a
sign of freezing without need.

A step is a line: ranks of the value it takes, a condition, statements. $x is that value, $u another of its shape, $o
one of another width, other $ names are new; `...` and := make layers; {...} is computed: c, h, w and n (tokens) are
the sizes of $x, capitals the same as a number or as an expression, for the rest see Names.
"""
import collections
import importlib.util
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import warnings

import torch
from torch import nn
from torch.nn import functional as F

sys.dont_write_bytecode = True
TOLERANCE = 1e-4
BATCH = 5  # while a network is made; no width equals it
INPUTS = {4: (3, 8, 8), 3: (6, 12), 2: (10,)}  # by rank with the batch
SIZES = {5: "cthw", 4: "chw", 3: "nc", 2: "c"}
NORMS = (nn.modules.batchnorm._BatchNorm, nn.GroupNorm, nn.LayerNorm, nn.InstanceNorm2d)
ACTIVATIONS = ("F.relu($x)", "torch.sigmoid($x)", "F.gelu($x)", "$x.clamp(-1.0, 1.5)", "torch.tanh($x)", "$x.abs()",
               "F.leaky_relu($x, 0.2)", "F.hardswish($x)", "$x * torch.sigmoid($x)", "1.0 - $x", "F.dropout($x, 0.1, False)")
STEPS = """
4 | | $a = `nn.Conv2d({c}, {out}, {k}, padding={k // 2}, bias={coin})`($x)
4 | h > 3 | $a = `nn.Conv2d({c}, {out}, 3, stride=2, padding=1, bias={coin})`($x)
4 | c > 1 | $a = `nn.Conv2d({c}, {g * any(1, 2, 3)}, {k}, padding={k // 2}, groups={g}, bias={coin})`($x)
4 | c > 1 | $a = `nn.Conv2d({c}, {c * any(1, 1, 2)}, 3, padding=1, groups={c}, bias={coin})`($x)
4 | h < 9 | $a = `nn.ConvTranspose2d({c}, {out}, 2, stride=2, bias={coin})`($x)
4 | c > 1 | $a = `nn.ConvTranspose2d({c}, {g * any(1, 2, 3)}, 3, padding=1, groups={g}, bias={coin})`($x)
5 | | $a = `nn.Conv3d({c}, {out}, 1)`($x)
3 | | $a = `nn.Conv1d({n}, {out}, {k}, padding={k // 2})`($x)
23 | | $a = `nn.Linear({c}, {out}, bias={coin})`($x)
4 | | $a = `nn.Linear({w}, {out})`($x)
23 | | $a = $x @ `nn.Parameter(torch.randn({c}, {out}))` + `nn.Parameter(torch.randn({out}))`
2 | | $a = torch.addmm(`nn.Parameter(torch.randn({any('', '1, ')}{out}))`, $x, `nn.Parameter(torch.randn({c}, {out}))`)
23 | | $a = F.silu(`nn.Linear({c}, {out})`($x)) * `nn.Linear({c}, {out})`($x); $b = $x + `nn.Linear({out}, {c})`($a)
23 | | $a = $x + `nn.Linear({out}, {c})`(F.gelu(`nn.Linear({c}, {out})`(`nn.LayerNorm({c})`($x))))
4 | | $m := nn.Conv2d({c}, {c}, {k}, padding={k // 2}); $a = $m($x); $b = $m(torch.tanh($a))
4 | | $m := nn.Conv2d({c}, {out}, {k}, padding={k // 2}); $a = $m($x); $b = $m($u)
23 | | $m := nn.Linear({c}, {out}); $a = $m($x); $b = $m($u)
23 | | $m := nn.Linear({c}, {out}, bias=False); $a = $m($x); $b = $a @ $m.weight
23 | | $m := nn.Linear({c}, {c}); $a = $m($x); $b = `nn.LayerNorm({c})`($a + $m($u))
4 | | $m := nn.BatchNorm2d({c}); $a = $m($x); $b = $m($u)
4 | | $m := nn.Conv2d({c}, {out}, 1); $k := nn.Conv2d({c}, {out}, 1); init $m.weight = $k.weight; $a = $m($x) + $k($u)
234 | | $a = $x {any('+', '-', '*')} $u
234 | | $a = {any('torch.max', 'torch.maximum', 'torch.minimum')}($x, $u)
234 | | $a = torch.where($u > 0, $x, $u)
234 | | $a = torch.addcmul($x, $u, $u, value=0.5)
234 | | $a = $x * 1.0; $a += $u
234 | | $a = $x * 1.0; $a.mul_($u)
4 | c > 1 | $a = $x * 1.0; $a[:, :{s}] *= 0.5
4 | c > 1 | $a = $x * 1.0; $a[:, {s}:] = $u[:, {s}:]
234 | | $a = torch.cat([$x, $o], {ax})
234 | | $a = torch.cat([$u, $x, $o], {ax})
4 | | $a = torch.cat([$x, $u], {any(2, 3)})
3 | | $a = torch.cat([`nn.Parameter(torch.randn(1, 1, {c}))`.expand({B}, -1, -1), $x], 1)
4 | | $a = torch.cat([$x, $x.new_zeros({B}, 2, {H}, {W})], 1)
34 | | $a = torch.stack([$x, $u], {i}).{any('sum', 'mean', 'amax')}({i})
234 | | $a = torch.stack([$x, $u], {i}).flatten({i}, {i + 1})
234 | c % 2 == 0 | $a, $b = $x.chunk(2, {ax}); $d = $a {any('+', '*')} $b
234 | c % 2 == 0 | $a, $b = $x.split({C} // 2, {ax}); $d = torch.cat([$b, $a], {ax})
234 | c > 2 | $a, $b, $d = $x.split([{s - 1}, {c - s}, 1], {ax})
234 | c > 2 | $a, $b, $d = $x.split({(c + 2) // 3}, {ax})
234 | c > 2 | $a = $x.split([{s - 1}, {c - s}, 1], {ax})[{any(0, 1, -1)}]
234 | c % 2 == 0 | $a = $x.chunk(2, {ax})[{any(0, 1, -1)}]
234 | c % 2 == 0 | $a = torch.cat($x.chunk(2, {ax}), {ax})
234 | c % 2 == 0 | $a = torch.stack($x.chunk(2, {ax}), 1).sum(1)
24 | c > 1 | $a = $x[:, :{s}]; $b = $x[:, {s}:]
24 | c > 1 | $a = $x[:, -{s}:]; $b = $x[:, :-{s}]
3 | c > 1 | $a = $x[..., :{s}]; $b = $x[..., {s}:]
3 | n > 1 | $a = $x[:, {any('0', '1:', ':-1', '-1:')}]
234 | c > 1 | $a = $x.narrow({ax}, {any(0, s, -s)}, {any(c - s, s)})
234 | c > 1 | $a = $x.narrow({ax}, -{c}, {s})
24 | c > 2 | $a = $x[:, {any(0, 1)}::2]; $b = $x[:, [1, 0, 2]]
4 | c > 2 | $a = $x[:, {any(0, 1, -1)}]
234 | c > 1 | $a, $b = torch.tensor_split($x, 2, {ax})
4 | h > 1 | $a, $b = torch.tensor_split($x, 2, {any(2, 3)})
4 | | $a = torch.stack($x.unbind({any(1, 2, 3)}), {any(1, 2)})
234 | c % 2 == 0 | $a = F.glu($x, {ax})
4 | c > 3 | $a = $x.view({B}, {g}, {C} // {g}, {H}, {W}).transpose(1, 2).reshape({B}, {C}, {H}, {W})
4 | c > 3 | $a = $x.view({B}, {g}, -1, {H}, {W}).transpose(1, 2).contiguous().view({B}, -1, {H}, {W})
4 | c > 3 | $a = `nn.ChannelShuffle({g})`($x)
4 | c % 4 == 0 | $a = F.pixel_shuffle($x, 2)
4 | h % 2 == 0 | $a = F.pixel_unshuffle($x, 2)
4 | | $a = `nn.Conv2d({c}, {out}, 1)`(F.adaptive_avg_pool2d($x, 1)); $b = $x * torch.sigmoid(`nn.Conv2d({out}, {c}, 1)`(F.relu($a)))
4 | | $a = `nn.Linear({c}, {c})`($x.mean([2, 3])); $b = $x * torch.sigmoid($a).view({B}, {C}, 1, 1)
4 | | $a = `nn.Linear({c}, {c})`($x.amax([2, 3])); $b = $x * torch.sigmoid($a)[:, :, None, None].expand_as($x)
4 | | $a = $x * torch.sigmoid(`nn.Conv2d({c}, 1, 1)`($x)){any('', '.expand_as($x)', '.expand(-1, {C}, -1, -1)')}
4 | | $a = $x.mean(1, keepdim=True).expand_as($o)
4 | | $a = $x {any('*', '+')} `nn.Parameter(torch.randn({any('', '1, ')}{c}, 1, 1))`
4 | | $a = $x {any('*', '+')} `torch.linspace(-1.5, 1, {c}).view({c}, 1, 1)`
23 | | $a = $x {any('*', '+')} `nn.Parameter(torch.randn({c}))`
4 | | $a = $x * torch.linspace(0.5, 1.5, {C}).view(1, -1, 1, 1)
34 | | $a = $x + `nn.Parameter(torch.randn(1, {any('1', n or c)}, {w or c}))`
4 | | $a = `nn.PReLU({any(1, c)})`($x)
4 | c > 1 | $a = `nn.GroupNorm({any(g, g, c, 1)}, {c})`($x)
4 | | $a = `nn.InstanceNorm2d({c}, affine={coin}, track_running_stats={coin})`($x)
4 | | $a = F.layer_norm($x, [{h}, {w}])
4 | | $a = `nn.LayerNorm([{c}, {h}, {w}])`($x)
4 | | $a = `nn.LayerNorm({c})`($x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
23 | | $a = `nn.LayerNorm({c})`($x)
3 | | $a = `nn.BatchNorm1d({n})`($x)
234 | | $a = F.softmax($x, {ax})
234 | | $a = F.normalize($x, dim={ax})
234 | | $a = $x - $x.{any('mean', 'amax', 'logsumexp')}({ax}, keepdim=True)
234 | | $a = {any('torch.cumsum($x, {ax})', 'torch.flip($x, [{ax}])', 'torch.roll($x, 1, {ax})')}
4 | | $a = {any('$x.softmax(3)', 'torch.flip($x, [2])', 'torch.roll($x, [1, 2], [2, 3])', 'torch.cumsum($x, 2)')}
4 | h > 1 | $a = {any('F.max_pool2d($x, 2)', 'F.avg_pool2d($x, 2)', 'F.adaptive_avg_pool2d($x, [2, 1])')}
4 | h < 9 | $a = F.interpolate($x, scale_factor=2.0, mode={any('"nearest"', '"bilinear"')})
4 | h < 9 | $a = F.interpolate($x, size=[{H} + 1, 5])
4 | h > 1 | $a = F.pad($x, [1, 0, 1, 1]{any('', ', mode="reflect"')}); $b = F.pad($x, [0, 0, 0, 0, 1, 1])
3 | c > 1 | $a = F.avg_pool1d($x, 2); $b = F.max_pool1d($x.transpose(1, 2), 2).transpose(1, 2)
4 | | $a = $x.mean([2, 3]{any('', ', keepdim=True')}); $b = $x.flatten(2).max(2)[0]
34 | | $a = $x.mean({i}{any('', ', keepdim=True')})
4 | m < 800 | $a = $x.flatten(1); $b = $x.reshape({B}, $x.numel() // {B})
4 | | $a = $x.flatten(2){any('', '.transpose(1, 2)')}
3 | | $a = $x.transpose(1, 2)
3 | n > 1 | $a = $x.transpose(1, 2).reshape({B}, {C}, {N} // {q}, {q})
4 | | $a = $x.permute(0, 2, 3, 1); $b = $x.transpose(1, 2)
4 | | $a = `nn.Linear({c}, {out})`($x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
3 | m < 200 | $a = $x.reshape({B}, {N} * {C}); $b = $x + `nn.Linear({m}, {m})`($a).view({B}, {N}, {C})
4 | c * h < 80 | $a = $x.reshape({B}, {C} * {H}, {W}); $b = $x + `nn.Conv1d({c * h}, {c * h}, 1)`($a).view({B}, {C}, {H}, {W})
4 | c > 3 | $a = $x.reshape({B}, {g}, {C} // {g}, {H}, {W}); $b = $a.{any('sum', 'mean', 'amax')}({any(1, 2)})
4 | c > 3 | $a = $x.reshape({B}, {C} // {g}, {g}, {H}, {W}); $b = $a[:, :, 0]; $d = $a[:, :, 1:].flatten(2, 3)
5 | | $a = $x.flatten({any('1, 2', '2, 3', '3, 4', '2, 4')}); $b = $x.sum({any(1, 2)}); $d = $x.transpose(1, 2)
234 | m < 800 | $a = $x.reshape({B}, {r}, {m // r})
4 | m < 800 | $a = $x.reshape({B}, {r}, {m // r}); $b = $x + `nn.Conv1d({r}, {r}, 1)`($a).reshape({B}, {C}, {H}, {W})
234 | | $a = $x.unsqueeze({i}); $b = $x.unsqueeze({i}).squeeze({i}) * 0.5
4 | c > 3 | $a = $x.reshape({B} * {g}, {C} // {g}, {H}, {W}); $b = `nn.Conv2d({c // g}, {out}, 1)`($a).reshape({B}, {g * out}, {H}, {W})
4 | | $a = `nn.Conv2d(1, 1, 3, padding=1)`($x.reshape({B} * {C}, 1, {H}, {W})).view({B}, {C}, {H}, {W})
4 | | $a = $x.repeat(1, 2, 1, 1); $b = $x.repeat_interleave(2, 1)
3 | | $a = $x.repeat(1, {any('1, 2', '2, 1')})
34 | | $a = $x.reshape($u.shape); $b = $x.{any('view_as', 'reshape_as')}($u)
2 | | $a = $x[:, :, None, None].expand(-1, -1, 2, 3); $b = $x.unsqueeze(2) * $u.unsqueeze(1)
2 | c % 4 == 0 | $a = $x.view({B}, {C} // 4, 2, 2); $b = $x.view({B}, 4, {C} // 4)
4 | | $a = $x.flatten(2); $b = $a @ $u.flatten(2).transpose(1, 2)
3 | | $a = $x @ $u.transpose(1, 2); $b = torch.einsum("bnc,cd->bnd", $x, `nn.Parameter(torch.randn({c}, {out}))`)
3 | | $q, $k, $v = `nn.Linear({c}, {3 * l * d})`($x).reshape({B}, {N}, 3, {l}, {d}).permute(2, 0, 3, 1, 4).unbind(0); ATTEND
3 | | $q, $k, $v = `nn.Linear({c}, {3 * l * d})`($x).view({B}, {N}, {l}, {3 * d}).transpose(1, 2).chunk(3, -1); ATTEND
3 | | $q, $k, $v = `nn.Linear({c}, {3 * l * d})`($x).view({B}, {N}, {l}, 3, {d}).permute(3, 0, 2, 1, 4); ATTEND
3 | | $q = {heads('$x')}; $k = {heads('$x')}; $v = {heads('$u')}; ATTEND
3 | | $q = {heads('$x')}; $k = `nn.Linear({c}, {d})`($u).unsqueeze(1); $v = `nn.Linear({c}, {d})`($u)[:, None]; ATTEND
3 | l % 2 == 0 | $q = {heads('$x')}; $k = {heads('$x', 2)}.repeat_interleave(2, 1); $v = {heads('$x', 2)}.repeat(1, 2, 1, 1); ATTEND
3 | l % 2 == 0 | $q = {heads('$x')}; $k = {heads('$x', 2)}; $k = {copied('$k')}; $v = {heads('$x', 2)}; $v = {copied('$v')}; ATTEND
3 | | $q = {heads('$x')}.softmax(-1); $k = {heads('$x')}.softmax(-2); $v = {heads('$x')}; $t = $q @ ($k.transpose(-2, -1) @ $v); OUT
3 | c % 4 == 0 | $y = `nn.LayerNorm({c})`($x); $a = $x + `nn.MultiheadAttention({c}, {any(2, 4)}, batch_first=True)`($y, $y, $y, need_weights=False)[0]
3 | c % 4 == 0 | $a = `nn.MultiheadAttention({c}, 2, batch_first=True)`($x, $u, $u, need_weights=False)[0]
"""
ABBREVIATIONS = {"ATTEND": "$s = ($q @ $k.transpose(-2, -1) * 0.5).softmax(-1); $t = $s @ $v; OUT",
                 "OUT": "$t = $t.transpose(1, 2).reshape({B}, {N}, {l * d}); $a = $x + `nn.Linear({l * d}, {c})`($t)"}
SOURCE = """import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        {}

    def forward(self, {}):
        {}
        return {}
"""


class Unfit(Exception):
    """No value here fits the step."""


class Names(dict):
    """What stands in braces; chosen when it is first read, so that it stays the same within a step."""

    def __init__(self, choose, value, shape):
        rank = len(shape) + 1
        axes = {4: (1, -3), 3: (2, -1)}.get(rank, (1,))
        super().__init__(zip(SIZES[rank], shape), any=lambda *these: choose.choice(these), B=f"{value}.size(0)",
                         m=math.prod(shape), ax=choose.choice(axes), heads=self.heads, copied=self.copied)
        self.choose, self.value, self.shape = choose, value, shape

    def __missing__(self, name):
        if name == "coin":
            return self.choose.random() < 0.5
        if name.isupper():  # a size, as a number or computed
            return f"{self.value}.size({self.sizes().index(name) + 1})" if self.choose.random() < 0.4 else self[name.lower()]
        self[name] = self.chosen(name)
        return self[name]

    def sizes(self):
        return SIZES[len(self.shape) + 1].upper()

    def chosen(self, name):
        if name in "gqr":  # divisors
            whole = self[{"g": "c", "q": "n", "r": "m"}[name]]
            return self.choose.choice([i for i in range(2, min(whole, 64)) if whole % i == 0] or [whole])
        if name == "s":
            return self.choose.randint(min(2, self["c"] - 1), self["c"] - 1)
        return self.choose.choice({"out": (4, 6, 8, 10, 12, 16), "k": (1, 3), "i": range(1, len(self.shape) + 1),
                                   "l": (2, 3, 4), "d": (2, 4)}.get(name) or (0,))

    def heads(self, read, copies=1):
        count = self["l"] // copies
        return (f"`nn.Linear({self['c']}, {count * self['d']})`({read}).view({self['B']}, {self['N']}, {count}, "
                f"{self['d']}).transpose(1, 2)")

    def copied(self, read):
        shape = f"{self['B']}, {self['l']}, {self['N']}, {self['d']}"
        return f"{read}[:, :, None].expand(-1, -1, 2, -1, -1).reshape({shape})"


class Builder:
    def __init__(self, seed):
        self.choose = random.Random(seed)
        torch.manual_seed(seed)
        self.net = nn.Module()
        self.init, self.lines, self.pool, self.count = [], [], [], 0  # of (targets, text); names of values
        self.values = {"self": self.net}

    def fresh(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def input(self, rank):
        name = self.fresh("x")
        self.values[name] = torch.randn(BATCH, *INPUTS[rank])
        return name

    def another(self, v, width):
        """A value that differs from v in the width of its channels; made if there is none."""
        shape, axis = list(self.values[v].shape), {2: 1, 4: 1}.get(self.values[v].dim(), -1)
        own, shape[axis] = shape[axis], width or shape[axis]
        same = [u for u in self.pool if u != v and list(self.values[u].shape) == shape]
        if same and self.choose.random() < 0.7:
            return self.choose.choice(same)
        layer = f"nn.Conv2d({own}, {shape[1]}, 1)" if len(shape) == 4 else f"nn.Linear({own}, {shape[axis]})"
        return self.put(f"{self.layer(layer)}({v})")

    def layer(self, text):
        name = self.fresh("m")
        made = eval(text)
        for parameter in made.parameters() if isinstance(made, nn.Module) else ():
            parameter.data.normal_(0, 0.3 if parameter.dim() == 1 else math.prod(parameter.shape[1:]) ** -0.5)
        if isinstance(made, NORMS) and made.weight is not None:  # gammas of both signs, away from zero
            sign = torch.where(torch.rand_like(made.weight) < 0.4, -1.0, 1.0)
            made.weight.data = sign * (0.5 + torch.rand_like(made.weight))
        if getattr(made, "running_mean", None) is not None:
            made.running_mean.normal_(0, 0.3)
            made.running_var.uniform_(0.5, 2)
        setattr(self.net, name, made.eval() if isinstance(made, nn.Module) else made)
        self.init.append(([name], f"self.{name} = {text}"))
        return f"self.{name}"

    def write(self, text, *targets):
        """A statement that is run at once."""
        try:
            exec(text, globals(), self.values)
        except (RuntimeError, ValueError, IndexError) as error:
            raise Unfit(f"{text}: {error}") from None
        self.lines.append((targets, text))

    def put(self, text, count=1):
        """New values. Those with the batch in front go into the pool, scaled to order one."""
        names = [self.fresh("v") for _ in range(count)]
        self.write(f"{', '.join(names)} = {text}", *names)
        for name in names:
            value = self.values[name] = self.values[name].detach()
            scale = value.std().item()
            if not 1e-4 < scale < math.inf or value[0].numel() > 4000:
                raise Unfit(f"{text}: {scale} {value.shape}")
            if value.shape[0] == BATCH and 2 <= value.dim() <= 5:
                if not 0.2 < scale < 5:
                    self.write(f"{name} = {name} * {1 / scale:.2g}", name)
                self.pool.append(name)
        return names[0] if count == 1 else names

    def step(self, ranks, condition, text):
        values = [v for v in self.pool if str(self.values[v].dim()) in ranks]
        if not values:
            raise Unfit(text)
        names = {"x": values[-1 - min(int(self.choose.expovariate(0.6)), len(values) - 1)]}  # rather a late one
        computed = Names(self.choose, names["x"], tuple(self.values[names["x"]].shape[1:]))
        if condition and not eval(condition, {}, computed):
            raise Unfit(condition)
        for name, width in (("u", 0), ("o", self.choose.choice((4, 6, 7, 10)))):
            if f"${name}" in text:
                names[name] = self.another(names["x"], width)
        for short, long in ABBREVIATIONS.items():
            text = text.replace(short, long)
        while "{" in text:
            text = re.sub(r"{([^{}]*)}", lambda found: str(eval(found[1], {}, computed)), text)
        for statement in text.split("; "):
            self.state(statement, names)

    def state(self, statement, names):
        statement = re.sub("`(.*?)`", lambda found: self.layer(found[1]), statement)
        made, kind, value = re.fullmatch(r"(?:((?:\$\w(?:, )?)+) (:?=) )?(.*)", statement).groups()
        made = re.findall(r"\w", made or "")
        value = re.sub(r"\$(\w)", lambda found: names[found[1]], value)
        if kind == ":=":
            names[made[0]] = self.layer(value)
        elif kind:
            results = self.put(value, len(made))
            names.update(zip(made, [results] if len(made) == 1 else results))
        elif value.startswith("init "):
            exec(value[5:], {}, self.values)
            self.init.append((re.findall(r"m\d+", value)[:1], value[5:]))
        else:  # in place
            self.write(value, re.match(r"\w+", value)[0])

    def attempt(self, *step):
        kept = len(self.init), len(self.lines), list(self.pool), dict(self.values)
        try:
            self.step(*step)
            return True
        except Unfit:
            del self.init[kept[0]:], self.lines[kept[1]:]
            self.pool, self.values = kept[2:]
            return False

    def after(self):
        """What usually stands behind a layer."""
        rank, last = self.values[self.pool[-1]].dim(), list(self.pool)
        if rank in (2, 4) and self.choose.random() < 0.4:
            self.attempt(str(rank), "", f"$a = `nn.BatchNorm{rank // 2}d({{c}}, affine={self.choose.random() < 0.9})`($x)")
        if self.choose.random() < 0.5:
            self.attempt(str(rank), "", f"$a = {self.choose.choice(ACTIVATIONS)}")
        return len(self.pool) > len(last)

    def head(self, v):
        """Reads a value to its end."""
        value = self.values[v]
        ways = ["flat"] * (value[0].numel() <= 1000) + ["channels"] * (value.dim() < 5) + ["mean"] * (value.dim() > 2)
        way = self.choose.choice(ways)
        if way == "channels":
            return self.another(v, 5)
        read = f"{v}.flatten(1)" if way == "flat" else f"{v}.mean({[1] if value.dim() == 3 else [2, 3, 4][:value.dim() - 2]})"
        width = value[0].numel() if way == "flat" else value.shape[2 if value.dim() == 3 else 1]
        return self.put(f"{self.layer(f'nn.Linear({width}, 5)')}({read})")

    def leaves(self, since):
        """Values that nothing reads."""
        read = {name for targets, text in self.lines for name in re.findall(r"\bv\d+\b", text) if name not in targets}
        return [v for v in self.pool[since:] if v not in read]

    def source(self, outputs):
        """Names of the inputs, and the network without what the outputs do not need."""
        needed, kept = set(outputs), {}
        for part in (self.lines, self.init):
            kept[len(kept)] = lines = []
            for targets, text in reversed(part):
                if needed.intersection(targets):
                    needed.update(re.findall(r"\b[vxm]\d+\b", text))
                    lines.insert(0, text)
        inputs = [name for name in self.values if name[0] == "x" and name in needed]
        indent = "\n        "
        return inputs, SOURCE.format(indent.join(kept[1]), ", ".join(inputs), indent.join(kept[0]), ", ".join(outputs))


def make(seed):
    """A builder, names of inputs, the source, steps. Single steps take turns."""
    builder, taken = Builder(seed), []
    choose, steps = builder.choose, re.findall(r"(\d+) \| ?(.*?) ?\| (.*)", STEPS)
    single = seed % 3 == 0
    for rank in INPUTS if single else choose.choice(([4], [4], [4, 2], [4, 3], [3], [4, 4, 3])):
        builder.another(builder.input(rank), choose.choice((8, 12, 16)))
        builder.after()
    if single and steps[seed // 3 % len(steps)][0] == "5":
        builder.attempt("4", "", "$a = $x.view({B}, {g}, {c // g}, {H}, {W})")
    since = len(builder.pool)
    for _ in range(1 if single else choose.randint(3, 9)):
        for _ in range(40):
            step = steps[seed // 3 % len(steps)] if single else choose.choice(steps)
            if builder.attempt(*step):
                taken.append(step)
                builder.after()
                break
    outputs = []
    for v in builder.leaves(since)[-3:]:
        kept = len(builder.lines), len(builder.init)
        try:
            outputs.append(builder.head(v))
        except Unfit:
            del builder.lines[kept[0]:], builder.init[kept[1]:]
    if not outputs:
        return None
    return (builder, *builder.source(outputs), taken)


def load(path, builder):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    net = module.Net().eval()
    net.load_state_dict({name: builder.net.state_dict()[name] for name in net.state_dict()})
    return net


def outputs_of(net, inputs):
    with torch.no_grad():
        outputs = net(*inputs)
    return outputs if isinstance(outputs, tuple) else (outputs,)


def run(tool, program, path, inputs, expected, seed):
    """What is wrong, and the report."""
    program.save(str(path))
    for ours, theirs in zip(outputs_of(torch.jit.load(str(path)), inputs), expected):
        if ours.shape != theirs.shape or not (ours - theirs).abs().max() <= TOLERANCE * theirs.abs().max():
            return "mistake of this script: the program depends on the batch", None
    shapes = ",".join("x".join(map(str, (1, *x.shape[1:]))) for x in inputs)
    done = subprocess.run([tool, path, shapes, str(seed)], capture_output=True, text=True, timeout=300)
    if done.returncode:
        return f"exit code {done.returncode}: {done.stderr.strip()}", None
    report = json.loads(done.stdout.splitlines()[-1])
    bad = [f"{name} by {report[name]}" for name in ("permuted", "merged")
           if report[name] is None or not report[name] < TOLERANCE]
    return ", ".join(bad), report


def check(tool, folder, seed):
    """Per form: what is wrong, the report, the steps."""
    made = make(seed)
    if not made:
        return
    builder, names, source, steps = made
    path = folder / f"random_{seed}.py"
    path.write_text(source)
    net = load(path, builder)
    inputs = [torch.randn(2, *builder.values[name].shape[1:]) for name in names]
    expected = outputs_of(net, inputs)
    if not all(output.std() > 1e-3 for output in expected):
        return
    for form in ("traced", "scripted") if seed % 4 == 3 else ("traced",):
        try:
            with torch.set_grad_enabled(seed % 2 == 0):  # without gradients attention takes its fused form
                program = torch.jit.trace(net, tuple(x[:1] for x in inputs), check_trace=False) if form == "traced" \
                    else torch.jit.script(net)
        except Exception as error:  # not every step can be scripted
            if form == "traced":
                raise
            yield form, "", None, steps
            continue
        bad, report = run(tool, program, path.with_suffix(f".{form}.pt"), inputs, expected, seed)
        if bad:
            print(f"\nBAD {path} {form}: {bad}\n{source}", flush=True)
        yield form, bad, report, steps


def main():
    tool, folder, first, count = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore")
    total = collections.Counter()
    folding = {}
    for seed in range(first, first + count):
        for form, bad, report, steps in check(tool, folder, seed):
            total.update(networks=1, failures=bool(bad), refused=not bad and not report)
            if report:
                foldable = report["groups"] - len(report["frozen"])
                total.update(reports=1, groups=report["groups"], foldable=foldable)
                if seed % 3 == 0:
                    folding.setdefault(steps[0], []).append(foldable)
    print(f"{total['networks']} networks, {total['failures']} failures, {total['refused']} not scriptable; "
          f"{total['foldable'] / max(1, total['reports']):.1f} of {total['groups'] / max(1, total['reports']):.1f} groups "
          "can be folded on average")
    for step, counts in folding.items():
        if not any(counts):
            print(f"nothing folds around: {' | '.join(step)}")
    sys.exit(1 if total["failures"] else 0)


if __name__ == "__main__":
    main()
