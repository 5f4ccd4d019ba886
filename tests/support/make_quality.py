#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scikit-learn says of clusterings, and feature sets by PyTorch: python3 make_quality.py FOLDER

quality.json lists for each NAME the shape of NAME.quality.bin (float64 features) and clusterings with
their inertia, silhouette and Davies-Bouldin index; null where they are not defined. feature_sets.json
lists for networks of make_references.py and make_couplings.py the groups and, per set, the Gram matrix.
"""
import json
import pathlib
import sys

import numpy as np
import torch
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial.distance import cdist
from sklearn.metrics import davies_bouldin_score, silhouette_score

FOLDER = pathlib.Path(sys.argv[1])
SAMPLES = pathlib.Path(__file__).parents[2] / "resources" / "samples"
DATA = {}

# Network, group, producers (layer, its BatchNorm), consumers (layer, its first channel, columns of each).
GROUPS = [
    ("mlp", "fc1", [("fc1", None)], [("fc2", 0, 1)]),
    ("conv_bn", "conv1", [("conv1", "bn1")], [("conv2", 0, 1)]),
    ("residual", "stem", [("stem", "bn0"), ("conv2", "bn2"), ("skip", "bns")],
     [("conv1", 0, 1), ("skip", 0, 1), ("head", 0, 1)]),
    ("residual", "conv1", [("conv1", "bn1")], [("conv2", 0, 1)]),
    ("flat", "conv", [("conv", "bn")], [("fc1", 0, 16)]),
    ("dense", "conv0", [("conv0", "norm0")], [("conv1", 0, 1), ("conv2", 0, 1), ("fc", 0, 1)]),
    ("dense", "conv1", [("conv1", None)], [("conv2", "conv0", 1), ("fc", "conv0", 1)]),
]


def exact_davies_bouldin(features, labels):
    """As scikit-learn defines it, with distances that do not come from inner products: of equal
    centroids those are noise."""
    members = [features[labels == label] for label in range(labels.max() + 1)]
    centroids = np.stack([rows.mean(0) for rows in members])
    spread = np.array([cdist(rows, centre[None]).mean() for rows, centre in zip(members, centroids)])
    apart = cdist(centroids, centroids)
    apart[apart < 1e-12 * max(1, np.abs(features).max())] = np.inf
    return ((spread[:, None] + spread) / apart).max(1).mean()


def measured(features, labels, regular):
    labels = np.unique(labels, return_inverse=True)[1]
    count = labels.max() + 1
    inertia = sum(((rows - rows.mean(0)) ** 2).sum() for rows in (features[labels == c] for c in range(count)))
    entry = {"labels": labels.tolist(), "inertia": inertia, "silhouette": None, "davies_bouldin": None}
    if 2 <= count <= len(features) - 1:
        entry["silhouette"] = silhouette_score(cdist(features, features), labels, metric="precomputed")
        entry["davies_bouldin"] = exact_davies_bouldin(features, labels)
        if regular:
            assert abs(entry["davies_bouldin"] - davies_bouldin_score(features, labels)) < 1e-7
    return entry


def add(name, features, more=(), regular=True):
    features = np.ascontiguousarray(features, dtype=np.float64)
    n = len(features)
    features.tofile(FOLDER / f"{name}.quality.bin")
    clusterings = [measured(features, np.asarray(labels), regular) for labels in more]
    if n > 1:
        tree = linkage(features, "ward")
        for k in sorted({1, 2, 3, max(1, n // 4), n // 2, n - 1, n} & set(range(1, n + 1))):
            clusterings.append(measured(features, cut_tree(tree, n_clusters=k).flatten(), regular))
    DATA[name] = {"shape": list(features.shape), "clusterings": clusterings}


def add_clusterings():
    random = np.random.default_rng(5)
    add("random_rows", random.normal(size=(70, 12)), [random.integers(0, 6, 70), np.arange(70) % 35])
    centres = 10 * random.normal(size=(5, 6))
    # Far from the origin scikit-learn's distance of a singleton to itself is noise.
    add("far_blobs", centres[random.integers(0, 5, 80)] + 0.1 * random.normal(size=(80, 6)) + 30, regular=False)
    for sample, weight in [("resnet18", "layer2.0.conv1.weight"), ("mlp", "fc1.weight"), ("vgg11", None)]:
        weights = dict(torch.jit.load(str(SAMPLES / f"{sample}.pt")).named_parameters())
        tensor = weights.get(weight)
        if tensor is None:
            tensor = next(value for value in weights.values() if value.dim() == 4 and 64 < len(value) < 300)
        add(f"{sample}_rows", tensor.detach().double().flatten(1).numpy())
    distinct = random.normal(size=(4, 9)).astype(np.float32)
    twice = distinct[np.arange(12) % 4]
    add("duplicates", twice, [np.arange(12) % 4, np.arange(12) // 3, np.arange(12) % 5], regular=False)
    add("few_distinct", distinct[np.arange(30) % 4], [np.arange(30) % 7], regular=False)
    add("zero_rows", np.concatenate([np.zeros((4, 5)), random.normal(size=(8, 5))]), regular=False)
    add("all_equal", np.tile(random.normal(size=(1, 7)), (9, 1)), [np.arange(9) % 3], regular=False)
    add("all_zero", np.zeros((6, 3)), [np.arange(6) % 2], regular=False)
    add("one_row", random.normal(size=(1, 4)), [[0]])
    add("two_rows", random.normal(size=(2, 4)))


def sets_of(tensors, width, producers, consumers):
    """Blocks [n, d] of each set, in float64."""
    sets = {name: [] for name in ("raw", "normalised", "fused", "incoming", "outgoing", "scale-free")}
    squares = []
    for layer, norm in producers:
        rows = tensors[f"{layer}.weight"].double().flatten(1)
        gamma = sigma = torch.ones(len(rows), 1, dtype=torch.float64)
        if norm:
            gamma = tensors[f"{norm}.weight"].double()[:, None]
            sigma = (tensors[f"{norm}.running_var"].double()[:, None] + 1e-5).sqrt()
        turned = torch.where(gamma < 0, -rows, rows)
        fused = gamma / sigma * rows
        size = fused.norm(dim=1, keepdim=True)
        squares.append(size**2)
        sets["raw"].append(turned)
        sets["incoming"].append(turned)
        sets["normalised"].append(torch.cat([turned / sigma, gamma.abs()], 1) if norm else turned)
        sets["fused"].append(fused)
        sets["scale-free"].append(fused / size)
    scale = torch.stack(squares).mean(0).sqrt()
    for layer, first, inner in consumers:
        begin = len(tensors[f"{first}.weight"]) if isinstance(first, str) else first
        weight = tensors[f"{layer}.weight"].double()
        part = weight[:, begin * inner:(begin + width) * inner].reshape(len(weight), width, -1)
        columns = part.transpose(0, 1).flatten(1)
        for name in ("raw", "normalised", "fused", "outgoing"):
            sets[name].append(columns)
        sets["scale-free"].append(columns * scale)
    return sets


def feature_sets():
    listing = []
    for network, group, producers, consumers in GROUPS:
        module = torch.jit.load(str(FOLDER / f"{network}.pt"))
        tensors = {**dict(module.named_parameters()), **dict(module.named_buffers())}
        width = len(tensors[f"{producers[0][0]}.weight"])
        grams = {}
        for name, blocks in sets_of(tensors, width, producers, consumers).items():
            rows = torch.cat(blocks, 1)
            grams[name] = (rows @ rows.T).flatten().tolist()
        listing.append({"network": network, "group": group, "channels": width, "grams": grams})
    return listing


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    add_clusterings()
    (FOLDER / "quality.json").write_text(json.dumps(DATA))
    with torch.no_grad():
        (FOLDER / "feature_sets.json").write_text(json.dumps(feature_sets()))


main()
