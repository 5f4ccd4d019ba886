#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Folds whole torchvision networks: check_torchvision.py FOLD_NETWORK FOLDER [NAME...]

Random weights; BatchNorm's gamma of both signs, its statistics near those of random images. Traced,
and scripted: the imported graph must give PyTorch's outputs; folded to half of every group and saved,
PyTorch must load it and give ours; predicted parameters and MACs must be the real ones; most
parameters must be foldable and every frozen group must say why. Prints the table that README shows.
"""
import json
import pathlib
import re
import subprocess
import sys
import time

import numpy
import torch
import torchvision

TOLERANCE = 1e-4
CONVOLUTIONAL = 0.95
# name: (side of the image, least share of foldable parameters, further arguments)
NETWORKS = {
    "resnet18": (64, CONVOLUTIONAL, {}), "resnet50": (64, CONVOLUTIONAL, {}),
    "resnext50_32x4d": (64, CONVOLUTIONAL, {}), "wide_resnet50_2": (64, CONVOLUTIONAL, {}),
    "vgg11": (64, CONVOLUTIONAL, {}), "vgg11_bn": (64, CONVOLUTIONAL, {}),
    "mobilenet_v2": (64, CONVOLUTIONAL, {}), "mobilenet_v3_small": (64, CONVOLUTIONAL, {}),
    "mnasnet1_0": (64, CONVOLUTIONAL, {}), "densenet121": (64, CONVOLUTIONAL, {}),
    "googlenet": (64, CONVOLUTIONAL, {"init_weights": False}),
    "inception_v3": (299, CONVOLUTIONAL, {"init_weights": False}),
    "squeezenet1_1": (64, CONVOLUTIONAL, {}), "shufflenet_v2_x1_0": (64, CONVOLUTIONAL, {}),
    "regnet_y_400mf": (64, CONVOLUTIONAL, {}), "efficientnet_b0": (64, CONVOLUTIONAL, {}),
    "convnext_tiny": (64, 0.90, {}), "vit_b_16": (224, 0.60, {}), "swin_t": (224, 0.60, {}),
}
REASONS = re.compile("network (in|out)put|LayerNorm|softmax|attention|GroupNorm|no coupling rule|positions|"
                     "regroups|a concatenation behind|cuts through|laid out differently|picks|mixes|over these channels|no layer")


def randomise(net, x):
    """Gammas of both signs, then statistics that a pass in training mode gives, then noise on them."""
    norms = [m for m in net.modules() if isinstance(m, torch.nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        sign = torch.where(torch.rand(norm.num_features) < 0.3, -1.0, 1.0)
        norm.weight.data = sign * (0.5 + torch.rand(norm.num_features))
        norm.bias.data.normal_(std=0.2)
        norm.momentum = None
        norm.reset_running_stats()
    for module in net.modules():
        if isinstance(module, torch.nn.LayerNorm):
            module.weight.data = torch.where(torch.rand(module.weight.shape) < 0.3, -1.0, 1.0)
            module.bias.data.normal_(std=0.2)
        if isinstance(module, torch.nn.Linear) and not module.weight.any():
            torch.nn.init.xavier_normal_(module.weight)  # a head made to be trained from zero
    if norms:
        with torch.no_grad():
            net.train()(torch.randn(4, *x.shape[1:]))
        for norm in norms:
            norm.running_mean += 0.1 * torch.randn(norm.num_features)
            norm.running_var *= 0.8 + 0.4 * torch.rand(norm.num_features)
    return net.eval()


def logits(output):
    return output if torch.is_tensor(output) else output[0]


def error(a, b):
    return ((a - b).abs().max() / b.abs().max()).item()


def read(path, shape):
    return torch.from_numpy(numpy.fromfile(path, numpy.float32)).reshape(shape)


def problems(name, report, imported, folded, saved_equal_names):
    found = []
    if not imported < TOLERANCE:
        found.append(f"import differs by {imported:.1e}")
    if not folded < TOLERANCE:
        found.append(f"folded file differs by {folded:.1e}")
    if report["share"] < NETWORKS[name][1]:
        found.append(f"only {report['share']:.1%} foldable")
    found += [f"{cost['keep']}: predicted {cost['predicted']}, real {cost['real']}"
              for cost in report["costs"] if cost["predicted"] != cost["real"]]
    found += [f"{group} is frozen: {reason}" for group, reason in report["frozen"] if not REASONS.search(reason)]
    if not saved_equal_names:
        found.append("other names")
    return found


def check(tool, folder, name, script):
    side, _, arguments = NETWORKS[name]
    torch.manual_seed(3)
    x = torch.randn(2, 3, side, side)
    net = randomise(getattr(torchvision.models, name)(weights=None, **arguments), x)
    source = folder / f"{name}.pt"
    (torch.jit.script(net) if script else torch.jit.trace(net, x[:1], check_trace=False)).save(str(source))
    x.numpy().tofile(folder / "input.bin")
    start = time.monotonic()
    done = subprocess.run([tool, source, f"1x3x{side}x{side}", folder / "input.bin", folder],
                          capture_output=True, text=True)
    seconds = time.monotonic() - start
    form = "scripted" if script else "traced"
    if done.returncode:
        print(f"| {name} | {form} | BAD: {done.stderr.strip()}", flush=True)
        return False
    report = json.loads(done.stdout.splitlines()[-1])
    half = torch.jit.load(str(folder / "folded.pt"))
    with torch.no_grad():
        expected, after = logits(net(x)), logits(half(x))
    imported = error(read(folder / "imported.bin", expected.shape), expected)
    folded = error(read(folder / "folded.bin", after.shape), after)
    bad = problems(name, report, imported, folded, sorted(half.state_dict()) == sorted(net.state_dict()))
    left = report["costs"][1]["real"][0] / report["parameters"]
    foldable = report["groups"] - len(report["frozen"])
    print(f"| {name} | {form} | {foldable} + {len(report['frozen'])} | {report['share']:.1%} | {left:.1%} | "
          f"{imported:.0e} | {folded:.0e} | {seconds:.0f} s | {'; '.join(bad) or 'good'} |", flush=True)
    return not bad


def main():
    tool, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    names = sys.argv[3:] or list(NETWORKS)
    print("| network | form | groups: foldable + frozen | parameters in foldable groups | left at keep 0.5 | "
          "import error | error of the saved file | time | |")
    results = [check(tool, folder, name, script) for name in names for script in (False, True)]
    sys.exit(0 if all(results) else 1)


main()
