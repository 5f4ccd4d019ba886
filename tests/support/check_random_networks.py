#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random networks must fold exactly: check_random_networks.py CHECK_EXACTNESS FOLDER FIRST_SEED COUNT

A seed gives a network as a Python source, FOLDER/random_SEED.py: random steps on a pool of values, run as they are
written so that shapes are known and values stay of order one; every third network is one step between two layers. It is
traced, every fourth also scripted. check_exactness must import the file, and neither permuting channels nor merging
equal ones may change the outputs. Prints sources that fail and steps around which nothing folds: a sign of channels
that are frozen without need.

A step: ranks of the value it takes, a condition, statements. $x is that value, $u another of its shape, $o one of
another width, other $ names are new; `...` and := make layers; {...} is computed from what `names` gives.
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
STEPS = """
4 | | $a = `nn.Conv2d({c}, {out}, {k}, padding={k // 2}, stride={any(1, 2)}, bias={coin})`($x)
4 | c > 1 | $a = `nn.Conv2d({c}, {g * any(1, 2, 3)}, {k}, padding={k // 2}, groups={g}, bias={coin})`($x)
4 | c > 1 | $a = `nn.Conv2d({c}, {c * any(1, 1, 2)}, 3, padding=1, groups={c}, bias={coin})`($x)
4 | h < 9 | $a = `nn.ConvTranspose2d({c}, {out}, 2, stride=2, bias={coin})`($x)
4 | c > 1 | $a = `nn.ConvTranspose2d({c}, {g * any(1, 2, 3)}, 3, padding=1, groups={any(g, 1)}, bias={coin})`($x)
5 | | $a = `nn.Conv3d({c}, {out}, 1)`($x)
3 | | $a = `nn.Conv1d({n}, {out}, {k}, padding={k // 2})`($x)
234 | | $a = `nn.Linear({w or c}, {out}, bias={coin})`($x)
23 | | $a = $x @ `nn.Parameter(torch.randn({c}, {out}))` + `nn.Parameter(torch.randn({out}))`
2 | | $m := nn.Parameter(torch.randn({any('', '1, ')}{any(1, out)})); $k := nn.Parameter(torch.randn({c}, {out}));
  $a = torch.addmm($m, $x, $k)
23 | | $a = F.silu(`nn.Linear({c}, {out})`($x)) * `nn.Linear({c}, {out})`($x); $b = $x + `nn.Linear({out}, {c})`($a)
23 | | $a = $x + `nn.Linear({out}, {c})`(F.gelu(`nn.Linear({c}, {out})`(`nn.LayerNorm({c})`($x))))
4 | | $m := nn.Conv2d({c}, {c}, {k}, padding={k // 2}); $a = $m($x); $b = $m(torch.tanh($a))
4 | | $m := {any('nn.Conv2d({c}, {out}, 1)', 'nn.BatchNorm2d({c})', 'nn.PReLU({c})')}; $a = $m($x); $b = $m($u)
23 | | $m := nn.Linear({c}, {out}, bias=False); $a = $m($x); $b = $m($u); $d = $a @ $m.weight
4 | | $m := nn.Conv2d({c}, {out}, 1); $k := nn.Conv2d({c}, {out}, 1); tie $m.weight = $k.weight; $a = $m($x) + $k($u)
234 | | $a = $x {any('+', '-', '*')} $u
234 | | $a = {any('torch.max', 'torch.maximum', 'torch.minimum')}($x, $u)
234 | | $a = {any('torch.where($u > 0, $x, $u)', 'torch.addcmul($x, $u, $u, value=0.5)')}
234 | | $a = $x * 1.0; {any('$a += $u', '$a.mul_($u)')}
4 | c > 1 | $a = $x * 1.0; {any('$a[:, :{s}] *= 0.5', '$a[:, {s}:] = $u[:, {s}:]')}
234 | | $a = torch.cat([{any('$x, $o', '$u, $x, $o')}], {ax})
4 | | $a = torch.cat([$x, {any('$u], 2', '$u], 3', '$x.new_zeros({B}, 2, {H}, {W})], 1', 'torch.zeros_like($u)], 1')})
3 | | $a = torch.cat([`nn.Parameter(torch.randn(1, 1, {c}))`.expand({B}, -1, -1), $x], 1)
34 | | $a = torch.stack([$x, $u], {i}).{any('sum', 'mean', 'amax')}({i})
234 | | $a = torch.stack([$x, $u], {i}).flatten({i}, {i + 1})
234 | c % 2 == 0 | $a, $b = $x.chunk(2, {ax}); $d = $a {any('+', '*')} $b
234 | c % 2 == 0 | $a, $b = $x.split({C} // 2, {ax}); $d = torch.cat([$b, $a], {ax})
234 | c > 2 | $a, $b, $d = $x.split({any('[{s - 1}, {c - s}, 1]', '{(c + 2) // 3}')}, {ax})
234 | c > 2 | $a = $x.split([{s - 1}, {c - s}, 1], {ax})[{any(0, 1, -1)}]
234 | c % 2 == 0 | $a = {any('$x.chunk(2, {ax})[-1]', 'torch.cat($x.chunk(2, {ax}), {ax})')}
234 | c % 2 == 0 | $a = torch.stack($x.chunk(2, {ax}), 1).sum(1)
24 | c > 1 | $a = $x[:, {any('-{s}:', '{s}:')}]; $b = $x[:, {any(':{s}', ':-{s}')}]
3 | c > 1 | $a = $x[..., :{s}]; $b = $x[..., {s}:]
34 | n > 1 or c > 2 | $a = $x[:, {any('0', '1:', ':-1', '-1', '1::2', '[1, 0]')}]
234 | c > 1 | $a = $x.narrow({ax}, {any('0, {s}', '{s}, {c - s}', '-{s}, {s}', '-{c}, {s}')})
234 | c > 1 | $a, $b = torch.tensor_split($x, 2, {i})
4 | | $a = torch.stack($x.unbind({any(1, 2, 3)}), {any(1, 2)})
234 | c % 2 == 0 | $a = F.glu($x, {ax})
4 | c > 3 | $a = $x.view({B}, {g}, {C} // {g}, {H}, {W}).transpose(1, 2).reshape({B}, {any(-1, C)}, {H}, {W})
4 | c > 3 | $a = `nn.ChannelShuffle({g})`($x)
4 | c % 4 == 0 and h < 9 | $a = F.pixel_shuffle($x, 2)
4 | h % 2 == 0 | $a = F.pixel_unshuffle($x, 2)
4 | | $a = F.relu(`nn.Conv2d({c}, {out}, 1)`(F.adaptive_avg_pool2d($x, 1)));
  $b = $x * torch.sigmoid(`nn.Conv2d({out}, {c}, 1)`($a))
4 | | $a = torch.sigmoid(`nn.Linear({c}, {c})`($x.{any('mean', 'amax')}([2, 3])));
  $b = $x * $a{any('.view({B}, {C}, 1, 1)', '[:, :, None, None].expand_as($x)', '.unsqueeze(-1).unsqueeze(-1)')}
4 | | $a = $x * torch.sigmoid(`nn.Conv2d({c}, 1, 1)`($u)){any('', '.expand_as($x)', '.expand(-1, {C}, -1, -1)')}
4 | | $a = `nn.Conv2d({c}, 1, 1)`($x){any('.expand_as($o)', '.expand($o.size())')}
4 | | $a = $x {any('*', '+')} `nn.Parameter(torch.randn({any('', '1, ')}{c}, 1, {any(1, w)}))`
4 | | $a = $x * {any('`torch.linspace(-1, 2, {c})`', 'torch.linspace(0.5, 1.5, {C})')}.view(1, -1, 1, 1)
23 | | $a = $x {any('*', '+')} `nn.Parameter(torch.randn({any('1, ' * (n > 0), '')}{c}))`
4 | | $a = `nn.PReLU({any(1, c)})`($x)
4 | c > 1 | $a = `nn.GroupNorm({any(g, g, c, 1)}, {c})`($x)
4 | | $a = `nn.InstanceNorm2d({c}, affine={coin}, track_running_stats={any(True, False)})`($x)
4 | | $a = `nn.LayerNorm({any([h, w], [c, h, w])})`($x)
4 | | $a = `nn.LayerNorm({c})`($x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
3 | | $a = {any('`nn.LayerNorm({c})`($x)', '`nn.BatchNorm1d({n})`($x)')}
234 | | $a = F.softmax($x, {ax})
234 | | $a = {any('F.normalize($x, dim={ax})', 'torch.flip($x, [{ax}])')}
234 | | $a = $x - $x.{any('mean', 'amax', 'logsumexp')}({ax}, keepdim=True)
234 | | $a = torch.{any('cumsum', 'softmax')}($x, {i})
34 | | $a = {any('torch.flip($x, [{i}])', 'torch.roll($x, 1, {i})', 'torch.roll($x, [1, 2], [1, 2])')}
4 | h > 1 | $a = {any('F.max_pool2d($x, 2)', 'F.avg_pool2d($x, 2)', 'F.adaptive_avg_pool2d($x, [2, 1])')}
4 | h < 9 | $a = F.interpolate($x, {any('scale_factor=2.0, mode="bilinear"', 'size=[{H} + 1, 5]')})
4 | h > 1 | $a = F.pad($x, {any('[1, 0, 1, 1]', '[1, 1, 1, 1], mode="reflect"', '[0, 0, 0, 0, 1, 2]')})
3 | c > 1 | $a = F.avg_pool1d($x, 2); $b = F.max_pool1d($x.transpose(1, 2), 2).transpose(1, 2)
4 | | $a = $x.mean([2, 3]{any('', ', keepdim=True')}); $b = $x.flatten(2).max(2)[0]
34 | | $a = $x.mean({i}{any('', ', keepdim=True')})
34 | | $a = $x / ($x.abs().sum({any('', '1', 'dtype=torch.float32', '[1, 2]')}).mean() + 1)
4 | m < 800 | $a = $x.flatten(1); $b = $x.reshape({B}, $x.numel() // {B})
4 | | $a = $x.flatten(2){any('', '.transpose(1, 2)')}
34 | | $a = $x.transpose(1, 2); $b = $x.permute({'0, 2, 1' if n else '0, 2, 3, 1'})
3 | n > 1 | $a = $x.transpose(1, 2).reshape({B}, {C}, {N} // {q}, {q})
4 | | $a = `nn.Linear({c}, {out})`($x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
3 | m < 200 | $a = $x.reshape({B}, {N} * {C}); $b = $x + `nn.Linear({m}, {m})`($a).view({B}, {N}, {C})
4 | c * h < 80 | $a = $x.reshape({B}, {C} * {H}, {W});
  $b = $x + `nn.Conv1d({c * h}, {c * h}, 1)`($a).view({B}, {C}, {H}, {W})
4 | c > 3 | $a = $x.reshape({B}, {g}, {C} // {g}, {H}, {W}); $b = $a.{any('sum', 'mean', 'amax')}({any(1, 2)})
4 | c > 3 | $a = $x.reshape({B}, {C} // {g}, {g}, {H}, {W}); $b = $a[:, :, 0]; $d = $a[:, :, 1:].flatten(2, 3)
45 | m < 800 | $a = $x.flatten({any('1, 2', '2, 3', '1, 3')}); $b = $x.sum({any(1, 2)}); $d = $x.transpose(1, 2)
234 | m < 800 | $a = $x.reshape({B}, {r}, {m // r})
4 | m < 800 | $a = $x.reshape({B}, {r}, {m // r}); $b = $x + `nn.Conv1d({r}, {r}, 1)`($a).reshape({B}, {C}, {H}, {W})
234 | | $a = $x.unsqueeze({i}); $b = $x.unsqueeze({i}).squeeze({i}) * 0.5
4 | c > 3 | $a = $x.reshape({B} * {g}, {C} // {g}, {H}, {W});
  $b = `nn.Conv2d({c // g}, {out}, 1)`($a).reshape({B}, {g * out}, {H}, {W})
4 | | $a = `nn.Conv2d(1, 1, 3, padding=1)`($x.reshape({B} * {C}, 1, {H}, {W})).view({B}, {C}, {H}, {W})
34 | | $a = $x.repeat(1, {any('2, 1', '1, 2')}{', 1' * (w > 0)}); $b = $x.repeat_interleave(2, {ax})
34 | | $a = $x.reshape($u.{any('shape', 'size()')}); $b = $x.{any('view_as', 'reshape_as')}($u)
2 | | $a = $x[:, :, None, None].expand(-1, -1, 2, 3); $b = $x.unsqueeze(2) * $u.unsqueeze(1)
2 | c % 4 == 0 | $a = $x.view({B}, {C} // 4, 2, 2); $b = $x.view({B}, 4, {C} // 4)
34 | | $f = $x.flatten(2); $a = $f @ $u.flatten(2).transpose(1, 2)
3 | | $a = torch.einsum("bnc,cd->bnd", $x, `nn.Parameter(torch.randn({c}, {out}))`)
3 | | $q, $k, $v = THREE.reshape({B}, {N}, 3, {l}, {d}).permute(2, 0, 3, 1, 4).unbind(0); ATTEND
3 | | $q, $k, $v = THREE.view({B}, {N}, {l}, {3 * d}).transpose(1, 2).chunk(3, -1); ATTEND
3 | | $f = THREE.view({B}, {N}, {l}, 3, {d}).permute(3, 0, 2, 1, 4); $q = $f[0]; $k = $f[1]; $v = $f[2]; ATTEND
3 | | $q = HEADS; $k = HEADS; $v = HEADS; ATTEND
3 | | $q = HEADS; $k = `nn.Linear({c}, {d})`($u).unsqueeze(1); $v = `nn.Linear({c}, {d})`($u)[:, None]; ATTEND
3 | l != 3 | $q = HEADS; $k = HALF.repeat_interleave(2, 1); $v = HALF.repeat(1, 2, 1, 1); ATTEND
3 | l != 3 | $q = HEADS; $k = HALF[:, :, None].expand(-1, -1, 2, -1, -1).reshape({B}, {l}, {N}, {d});
  $v = HALF[:, :, None].expand(-1, -1, 2, -1, -1).flatten(1, 2); ATTEND
3 | | $q = HEADS.softmax(-1); $k = HEADS.softmax(-2); $v = HEADS; $t = $q @ ($k.transpose(-2, -1) @ $v); OUT
3 | c % 2 == 0 | $m := nn.MultiheadAttention({c}, 2, batch_first=True); $y = {any('$x', '`nn.LayerNorm({c})`($x)')};
  $a = $x + $m({any('$y, $y, $y', '$x, $u, $u')}, need_weights=False)[0]
"""
AFTER = ["$a = `nn.BatchNorm{1 + (w > 0)}d({n or c}, affine={any(True, True, True, False)})`($x)"] * 5 + [
    "$a = F.relu($x)", "$a = F.gelu($x)", "$a = $x.clamp(-1.0, 1.5)", "$a = $x.abs()", "$a = F.leaky_relu($x, 0.2)",
    "$a = F.hardswish($x)", "$a = $x * torch.sigmoid($x)", "$a = 1.0 - $x", "$a = F.dropout($x, 0.1, False)"]
LAYER = "$a = `nn.{'Conv2d' if w else 'Linear'}({c}, %d{', 1' * (w > 0)})`($x)"
ENDS = [("m < 1000", "$a = `nn.Linear({m}, 5)`($x.flatten(1))"), ("t == 0", LAYER % 5),
        ("n > 0", "$a = `nn.Linear({c}, 5)`($x.mean(1))"), ("h > 0", "$a = `nn.Linear({c}, 5)`($x.flatten(2).mean(2))")]
SHORT = {"ATTEND": "$s = ($q @ $k.transpose(-2, -1) * 0.5).softmax(-1); $t = $s @ $v; OUT",
         "OUT": "$t = $t.transpose(1, 2).reshape({B}, {N}, {l * d}); $a = $x + `nn.Linear({l * d}, {c})`($t)",
         "THREE": "`nn.Linear({c}, {3 * l * d})`($x)",
         "HEADS": "`nn.Linear({c}, {l * d})`($x).view({B}, {N}, {l}, {d}).transpose(1, 2)",
         "HALF": "`nn.Linear({c}, {l // 2 * d})`($x).view({B}, {N}, {l // 2}, {d}).transpose(1, 2)"}
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
    """The value does not fit the step."""


def names(choose, v, shape):
    """What stands in braces, chosen anew for every step: widths, divisors, sizes of v as numbers or expressions."""
    letters = {4: "cthw", 3: "chw", 2: "nc", 1: "c"}[len(shape)]
    made = {**dict.fromkeys("thwn", 0), **dict(zip(letters, shape))}
    for axis, (letter, size) in enumerate(zip(letters, shape), 1):
        made[letter.upper()] = choose.choice((size, size, f"{v}.size({axis})"))

    def divisor(whole):
        return choose.choice([i for i in range(2, min(whole, 65)) if whole % i == 0] or [whole])
    made.update(B=f"{v}.size(0)", m=math.prod(shape), any=lambda *these: choose.choice(these),
                l=choose.choice((2, 3, 4)), d=choose.choice((2, 4)),
                g=divisor(made["c"]), q=divisor(made["n"]), r=divisor(math.prod(shape)),
                s=choose.randint(min(2, made["c"] - 1), max(1, made["c"] - 1)), i=choose.randint(1, len(shape)),
                out=choose.choice((4, 6, 8, 10, 12, 16)), k=choose.choice((1, 3)), coin=choose.choice((True, False)),
                ax=choose.choice({3: (1, -3), 2: (2, -1)}.get(len(shape), (1,))))
    return made


class Builder:
    def __init__(self, seed):
        self.choose, self.count = random.Random(seed), 0
        torch.manual_seed(seed)
        self.net = nn.Module()
        self.init, self.lines, self.pool = [], [], []  # of (targets, text); names of values
        self.values = {"self": self.net}

    def fresh(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def layer(self, text):
        name, made = self.fresh("m"), eval(text)
        for parameter in made.parameters() if isinstance(made, nn.Module) else ():
            parameter.data.normal_(0, 0.3 if parameter.dim() == 1 else math.prod(parameter.shape[1:]) ** -0.5)
        if "Norm" in text and made.weight is not None:  # gammas of both signs, away from zero
            made.weight.data = (0.5 + torch.rand(made.weight.shape)) * (torch.rand(made.weight.shape) - 0.4).sign()
        if getattr(made, "running_mean", None) is not None:
            made.running_mean.normal_(0, 0.3)
            made.running_var.uniform_(0.5, 2)
        setattr(self.net, name, made.eval() if isinstance(made, nn.Module) else made)
        self.init.append(([name], f"self.{name} = {text}"))
        return f"self.{name}"

    def write(self, text, targets):
        """A statement that is run at once."""
        try:
            exec(text, globals(), self.values)
        except (RuntimeError, ValueError, IndexError):
            raise Unfit from None
        self.lines.append((targets, text))

    def put(self, text, count):
        """New values. Those with the batch in front go into the pool, scaled to order one."""
        made = [self.fresh("v") for _ in range(count)]
        self.write(f"{', '.join(made)} = {text}", made)
        for name in made:
            value = self.values[name] = self.values[name].detach()
            scale = value.std().item()
            if not 1e-4 < scale < math.inf or value[0].numel() > 4000:
                raise Unfit
            if value.shape[0] == BATCH and 2 <= value.dim() <= 5:
                if not 0.2 < scale < 5:
                    self.write(f"{name} = {name} * {1 / scale:.2g}", [name])
                self.pool.append(name)
        return made

    def another(self, v, width):
        """A value that differs from v in the width of its channels; made if there is none."""
        shape = list(self.values[v].shape)
        shape[2 if len(shape) == 3 else 1] = width
        known = [u for u in self.pool if u != v and list(self.values[u].shape) == shape]
        return self.choose.choice(known) if known and self.choose.random() < 0.7 else self.step(v, "", LAYER % width)

    def step(self, v, condition, text):
        """The last value that the step makes of v."""
        computed, known = names(self.choose, v, self.values[v].shape[1:]), {"x": v}
        if condition and not eval(condition, {}, computed):
            raise Unfit
        for name, width in (("u", computed["c"]), ("o", computed["out"])):
            if f"${name}" in text:
                known[name] = self.another(v, width)
        for short, long in SHORT.items():
            text = text.replace(short, long)
        while "{" in text:
            text = re.sub(r"{([^{}]*)}", lambda found: str(eval(found[1], {}, computed)), text)
        for statement in re.split(r";\s+", text):
            self.state(statement, known)
        return self.pool[-1]

    def state(self, statement, known):
        statement = re.sub("`(.*?)`", lambda found: self.layer(found[1]), statement)
        made, kind, value = re.fullmatch(r"(?:((?:\$\w(?:, )?)+) (:?=) )?(.*)", statement).groups()
        made = re.findall(r"\w", made or "")
        value = re.sub(r"\$(\w)", lambda found: known[found[1]], value)
        if kind:
            known.update(zip(made, [self.layer(value)] if kind == ":=" else self.put(value, len(made))))
        elif value.startswith("tie "):
            exec(value[4:], {}, self.values)
            self.init.append((re.findall(r"m\d+", value)[:1], value[4:]))
        else:  # in place
            self.write(value, re.findall(r"v\d+", value)[:1])

    def attempt(self, v, *step):
        kept = len(self.init), len(self.lines), list(self.pool), dict(self.values)
        try:
            return self.step(v, *step)
        except Unfit:
            del self.init[kept[0]:], self.lines[kept[1]:]
            self.pool, self.values = kept[2:]
            return None

    def grow(self, ranks, *step):
        """Does a step on some value, rather a late one, and what usually follows a layer."""
        fitting = [v for v in self.pool if str(self.values[v].dim()) in ranks]
        v = fitting and self.attempt(fitting[-1 - min(int(self.choose.expovariate(0.6)), len(fitting) - 1)], *step)
        for _ in range(self.choose.randint(0, 2) if v else 0):
            self.attempt(self.pool[-1], "t == 0", self.choose.choice(AFTER))
        return v

    def source(self, outputs):
        """Names of the inputs, and the network without what the outputs do not need."""
        needed, kept = set(outputs), []
        for part in (self.lines, self.init):
            kept.append([])
            for targets, text in reversed(part):
                if needed.intersection(targets):
                    needed.update(re.findall(r"\b[vxm]\d+\b", text))
                    kept[-1].insert(0, text)
        inputs = [name for name in self.values if name[0] == "x" and name in needed]
        return inputs, SOURCE.format(*("\n        ".join(part) if part is not inputs else ", ".join(part)
                                       for part in (kept[1], inputs, kept[0])), ", ".join(outputs))


def make(seed):
    """A builder, names of inputs, the source, steps. Single steps take turns."""
    builder, taken, single = Builder(seed), [], seed % 3 == 0
    choose, steps = builder.choose, re.findall(r"(\d+) \| ?(.*?) ?\| (.*)", STEPS.replace(";\n", ";"))
    for rank in INPUTS if single else choose.choice(([4], [4], [4, 2], [4, 3], [3], [4, 4, 3])):
        name = builder.fresh("x")
        builder.values[name] = torch.randn(BATCH, *INPUTS[rank])
        builder.attempt(name, "", LAYER % choose.choice((8, 12, 16)))
        builder.attempt(builder.pool[-1], "", choose.choice(AFTER))
    turn = steps[seed // 3 % len(steps)]
    if single and turn[0] == "5":
        builder.grow("4", "", "$a = $x.view({B}, {g}, {c // g}, {H}, {W})")
    since = len(builder.pool)
    for _ in range(1 if single else choose.randint(3, 9)):
        for _ in range(40):
            step = turn if single else choose.choice(steps)
            if builder.grow(*step):
                taken.append(step)
                break
    read = {v for targets, text in builder.lines for v in re.findall(r"\bv\d+\b", text) if v not in targets}
    outputs = []
    for v in [v for v in builder.pool[since:] if v not in read][-3:]:
        for end in choose.sample(ENDS, len(ENDS)):
            if builder.attempt(v, *end):
                outputs.append(builder.pool[-1])
                break
    return (builder, *builder.source(outputs), taken) if outputs else None


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
    return ", ".join(f"{name} by {report[name]}" for name in ("permuted", "merged")
                     if report[name] is None or not report[name] < TOLERANCE), report


def check(tool, folder, seed):
    """Per form: what is wrong, the report, the steps."""
    made = make(seed)
    if not made:
        return
    builder, inputs, source, steps = made
    path = folder / f"random_{seed}.py"
    path.write_text(source)
    net = load(path, builder)
    inputs = [torch.randn(2, *builder.values[name].shape[1:]) for name in inputs]
    expected = outputs_of(net, inputs)
    for form in ("traced", "scripted") if seed % 4 == 3 else ("traced",):
        try:
            with torch.set_grad_enabled(seed % 2 == 0):  # without gradients attention takes its fused form
                program = torch.jit.script(net) if form == "scripted" else torch.jit.trace(
                    net, tuple(x[:1] for x in inputs), check_trace=False)
        except (RuntimeError, torch.jit.frontend.NotSupportedError):
            assert form == "scripted", path
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
    total, folding = collections.Counter(), {}
    for seed in range(first, first + count):
        for form, bad, report, steps in check(tool, folder, seed):
            total.update(networks=1, failures=int(bool(bad)), refused=int(not bad and not report))
            if report:
                foldable = report["groups"] - len(report["frozen"])
                total.update(reports=1, groups=report["groups"], foldable=foldable)
                if seed % 3 == 0:
                    folding.setdefault(steps[0], []).append(foldable)
    foldable, groups = (total[name] / max(1, total["reports"]) for name in ("foldable", "groups"))
    print(f"{total['networks']} networks, {total['failures']} failures, {total['refused']} not scriptable; "
          f"{foldable:.1f} of {groups:.1f} groups can be folded on average")
    for step in [step for step, counts in folding.items() if not any(counts)]:
        print(f"nothing folds around: {' | '.join(step)}")
    sys.exit(1 if total["failures"] else 0)


if __name__ == "__main__":
    main()
