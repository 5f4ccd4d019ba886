#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes networks whose coupling is known, by PyTorch: python3 make_couplings.py FOLDER

For each case of coupling_nets.py, coupling_attention.py and coupling_sizes.py NAME.pt (also NAME_scripted.pt),
NAME.input.bin and NAME.output.bin (float32, batch of two, several tensors one behind the other), listed in
couplings.json. The channels
of each group stand there in pairs of equals: along every axis that makes them one of a pair has the other's values,
half of those copies negated where a BatchNorm undoes it. Axes that read them are arbitrary. Merging each pair must
change nothing.
"""
import copy
import itertools
import json
import math
import pathlib
import re
import sys
import unittest.mock
import warnings
import zipfile
import zlib

import torch
from torch import nn

sys.dont_write_bytecode = True  # the sources stay as they are
import coupling_attention  # noqa: F401 (adds its cases)
import coupling_sizes  # noqa: F401
from coupling_nets import CASES, IMAGE

NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.LayerNorm, nn.GroupNorm, nn.InstanceNorm2d)
LERP = r"torch\.lerp\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)"  # arguments may hold two levels of brackets
TOLERANCE = 1e-5
BATCH = 2


def make_net(case):
    layers = case.layers()
    if isinstance(layers, nn.Module):
        return layers
    net = type(case.name.title().replace("_", ""), (nn.Module,), {"forward": case.forward})()
    for name, layer in layers.items():
        if isinstance(layer, torch.Tensor) and not isinstance(layer, nn.Parameter):
            net.register_buffer(name, layer)
        else:
            setattr(net, name, layer)
    return net


def randomise(net):
    """Everything random; gammas of both signs, away from zero."""
    for parameter in net.parameters():
        fan_in = math.prod(parameter.shape[1:])
        parameter.data.normal_(0, 0.5 if parameter.dim() == 1 else fan_in ** -0.5)
    for module in net.modules():
        if isinstance(module, NORMS):
            sign = torch.where(torch.rand_like(module.weight) < 0.4, -1.0, 1.0)
            module.weight.data = sign * (0.5 + torch.rand_like(module.weight))
            if getattr(module, "running_mean", None) is not None:
                module.running_mean.normal_()
                module.running_var.uniform_(0.5, 2)
    return net.eval()


def tensors_of(net):
    return {**dict(net.named_parameters()), **dict(net.named_buffers())}


def axes(net, described, whole_modules):
    """{"parameter:axis": layout} with the short forms of coupling_nets.py written out."""
    result = {}
    for keys, layout in described.items():
        layout = layout if isinstance(layout, list) else [layout]
        layout = [term if isinstance(term, tuple) else (term,) for term in layout]
        for key in keys.split():
            if ":" in key:
                names = [key]
            elif whole_modules:
                names = [f"{name}:0" for name, tensor in tensors_of(net).items()
                         if name.rpartition(".")[0] == key and tensor.dim() > 0]
            else:
                names = [f"{key}.weight:1"]
            assert names, key
            result.update({name: layout for name in names})
    return result


def positions(layout, groups, moved):
    """For each index of an axis the one where the channels stand that `moved` (per group, by channel) names."""
    result = []
    for term in layout:
        extents = [groups[factor] if isinstance(factor, str) else factor for factor in term]
        begin = len(result)
        for place in itertools.product(*map(range, extents)):
            index = 0
            for factor, extent, at in zip(term, extents, place):
                index = index * extent + (moved[factor][at] if isinstance(factor, str) else at)
            result.append(begin + index)
    return torch.tensor(result)


class Coupling:
    """The expectation of one case, and what can be done to a network along it."""

    def __init__(self, case, net):
        self.groups = case.groups
        self.fused = case.fused
        self.mean, self.sum = axes(net, case.mean, True), axes(net, case.sum, False)
        self.source = {group: self.pairs(count) for group, count in case.groups.items()}

    @staticmethod
    def pairs(count):
        order, source = torch.randperm(count).tolist(), list(range(count))
        for kept, copied in zip(order[::2], order[1::2]):
            source[copied] = kept
        return source

    def labels(self, group):
        kept = sorted(set(self.source[group]))
        return [kept.index(channel) for channel in self.source[group]]

    def members(self, described, group):
        return sorted(name for name, layout in described.items() if any(group in term for term in layout))

    def select(self, net, described, moved):
        tensors = tensors_of(net)
        for key, layout in described.items():
            name, axis = key.rsplit(":", 1)
            index = positions(layout, self.groups, moved)
            assert len(index) == tensors[name].shape[int(axis)], (key, len(index), tensors[name].shape)
            tensors[name].data = tensors[name].data.index_select(int(axis), index)

    def duplicate(self, net):
        self.select(net, self.mean, self.source)
        modules = dict(net.named_modules())
        for name, norm in self.fused.items():
            layer, norm = modules[name], modules[norm]
            axis = 0 if f"{name}.weight:0" in self.mean else 1  # transposed convolution makes channels on axis 1
            source = positions(self.mean[f"{name}.weight:{axis}"], self.groups, self.source)
            copied = source != torch.arange(len(source))
            sign = torch.where(copied & (torch.rand(len(source)) < 0.5), -1.0, 1.0)
            layer.weight.data *= sign.reshape([-1 if i == axis else 1 for i in range(layer.weight.dim())])
            for vector in (layer.bias, norm.running_mean, norm.weight):
                if vector is not None:
                    vector.data *= sign

    def merge_in_place(self, net):
        """Whoever reads a copy reads the other of the pair instead."""
        tensors = tensors_of(net)
        for key, layout in self.sum.items():
            name, axis = key.rsplit(":", 1)
            index = positions(layout, self.groups, self.source)
            old = tensors[name].data
            tensors[name].data = torch.zeros_like(old).index_add_(int(axis), index, old)

    def permute(self, net):
        moved = {group: torch.randperm(count).tolist() for group, count in self.groups.items()}
        self.select(net, {**self.mean, **self.sum}, moved)


def output_of(case, net, inputs):
    """All outputs, in the meaning that the file will have."""
    with torch.no_grad(), unittest.mock.patch.object(torch, "lerp", case.replaced[1] if case.replaced else torch.lerp):
        outputs = net(*inputs)
    return outputs if isinstance(outputs, tuple) else (outputs,)


def error(ours, theirs):
    return max(((a - b).abs().max() / b.abs().max()).item() for a, b in zip(ours, theirs))


def check(case, coupling, net, inputs, outputs):
    """Copies are copies, and the listed axes are all there are: merging and permuting change nothing."""
    for change in (coupling.merge_in_place, coupling.permute):
        changed = copy.deepcopy(net)
        change(changed)
        difference = max((a - b).abs().max().item() for a, b in
                         zip(tensors_of(net).values(), tensors_of(changed).values()))
        found = error(output_of(case, changed, inputs), outputs)
        assert difference > 0.1 and found < TOLERANCE, f"{case.name}: {change.__name__} changes the output by {found}"


def capture(case, net):
    """A tensor that is no buffer is traced as a constant."""
    for name in case.captured:
        value = getattr(net, name)
        delattr(net, name)
        net.__dict__[name] = value


def rewrite(path, pattern, replacement):
    """Replaces text in the program of a TorchScript file. Places in the old text go with it."""
    with zipfile.ZipFile(path) as archive:
        records = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".debug_pkl")}
    changes = 0
    for name in records:
        if name.endswith(".py"):
            text, count = re.subn(pattern, replacement, records[name].decode())
            records[name], changes = text.encode(), changes + count
    assert changes, (path, pattern)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in records.items():
            archive.writestr(name, content)


def add_case(folder, listing, case):
    torch.manual_seed(zlib.crc32(case.name.encode()))
    net = randomise(make_net(case))
    coupling = Coupling(case, net)
    coupling.duplicate(net)
    inputs = tuple(torch.randn(BATCH, *shape) for shape in case.inputs)
    outputs = output_of(case, net, inputs)
    check(case, coupling, net, inputs, outputs)
    if case.any_result:  # equal columns too, so that clustering by weights finds the pairs
        coupling.select(net, coupling.sum, coupling.source)
        outputs = output_of(case, net, inputs)
    entry = describe(case, coupling, net, inputs, outputs)
    capture(case, net)
    for form in ("traced", "scripted") if case.form == "both" else (case.form,):
        name = f"{case.name}_scripted" if case.form == "both" and form == "scripted" else case.name
        save(folder, name, case, form, net, inputs, outputs)
        listing[name] = entry


def describe(case, coupling, net, inputs, outputs):
    """What the tests read. `newer` is an operator that PyTorch lacks."""
    groups = {} if case.any_result else case.groups
    named = {axis: terms for axis, terms in {**coupling.mean, **coupling.sum}.items()
             if axis.split(":")[0] not in case.captured}
    return {"inputs": [list(x.shape) for x in inputs], "outputs": [list(y.shape) for y in outputs],
            "names": sorted(set(net.state_dict()) - set(case.captured)), "frozen": case.frozen,
            "any_result": case.any_result,
            "newer": case.replaced[0].split("(")[0].replace("torch.", "") if case.replaced else "",
            "groups": {group: {"channels": channels, "labels": coupling.labels(group),
                               "members": coupling.members(named, group),
                               "consumers": coupling.members(coupling.sum, group)}
                       for group, channels in groups.items()}}


def save(folder, name, case, form, net, inputs, outputs):
    path = folder / f"{name}.pt"
    if form == "scripted":
        module = torch.jit.script(net)
    else:
        with torch.set_grad_enabled(form == "traced"):
            module = torch.jit.trace(net, tuple(x[:1] for x in inputs), check_trace=False)
    module.save(str(path))
    if case.replaced:
        rewrite(path, LERP, case.replaced[0])
    else:
        found = error(output_of(case, torch.jit.load(str(path)), inputs), outputs)
        assert found < TOLERANCE, f"{name}: the saved program differs by {found}"
    text = str(module.inlined_graph)
    assert all(operator in text for operator in case.contains), name
    for kind, tensors in (("input", inputs), ("output", outputs)):
        data = torch.cat([tensor.flatten() for tensor in tensors])
        data.numpy().tofile(folder / f"{name}.{kind}.bin")


class ValueBranch(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 1)

    def forward(self, x):
        x = self.conv(x)
        if bool(x.sum() > 0):
            x = -x
        return x


def add_special(folder):
    """Networks that the tests know by name: they are refused, or opened with a finding."""
    torch.manual_seed(3)
    torch.jit.script(ValueBranch()).save(str(folder / "value_branch.pt"))
    net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout(0.5), nn.Conv2d(8, 5, 1))
    traced = torch.jit.trace(net.train(), torch.randn(4, *IMAGE), check_trace=False)
    traced.save(str(folder / "training_mode.pt"))
    net = make_net(CASES["operator_without_rule"]).eval()
    torch.jit.trace(net, torch.randn(1, *IMAGE)).save(str(folder / "missing_operator.pt"))
    rewrite(folder / "missing_operator.pt", r"torch\.cumsum\(", "torch.some_new_operator(")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)
    listing = {}
    for case in CASES.values():
        add_case(folder, listing, case)
    add_special(folder)
    (folder / "couplings.json").write_text(json.dumps(listing))
    print(f"{len(listing)} files of {len(CASES)} cases")


if __name__ == "__main__":
    main()
