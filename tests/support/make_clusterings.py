#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusterings by scipy and sklearn: python3 make_clusterings.py FOLDER SAMPLES

For each matrix NAME.features.bin (float64); clusterings.json lists them with their shape and
  linkages  per method of scipy's linkage: all heights, and the labels at each k where no tie makes
            another partition as good,
  k_means   per k: the inertia of sklearn's KMeans, best of ten starts,
  spectral  per k: labels of sklearn's SpectralClustering; only of the matrices with planted blobs.
"""
import json
import pathlib
import sys

import numpy as np
import torch
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.metrics import adjusted_rand_score

FOLDER = pathlib.Path(sys.argv[1])
SAMPLES = pathlib.Path(sys.argv[2])
CLUSTERINGS = {}


def cut(tree, k):
    """The first n - k merges. (scipy's cut_tree sorts by height, and those of centroids may fall.)"""
    clusters = {i: [i] for i in range(len(tree) + 1)}
    for i, (left, right) in enumerate(tree[:len(tree) + 1 - k, :2].astype(int)):
        clusters[len(tree) + 1 + i] = clusters.pop(left) + clusters.pop(right)
    labels = np.empty(len(tree) + 1, dtype=int)
    for label, members in enumerate(clusters.values()):
        labels[members] = label
    return labels.tolist()


def linkage_of(features, method):
    tree = linkage(features, method)
    heights, count = tree[:, 2], len(features)
    least = 1e-7 * heights.max()
    cuts = sorted({k for k in (1, 2, 3, count // 4, count // 2, 3 * count // 4, count - 1, count)
                   if k in (1, count) or abs(heights[count - k] - heights[count - k - 1]) > least})
    return {"heights": heights.tolist(), "labels": {k: cut(tree, k) for k in cuts}}


def spectral_of(features, planted):
    """A wider affinity than ours: sklearn warns of a graph that falls into pieces."""
    squared = squareform(pdist(features, "sqeuclidean"))
    affinity = np.exp(-squared / (0.2 * np.median(squared)))
    labels = SpectralClustering(planted, affinity="precomputed", random_state=0).fit_predict(affinity)
    assert adjusted_rand_score(labels, np.arange(len(features)) % planted) == 1
    return labels.tolist()


def add(name, features, planted=None):
    features = np.ascontiguousarray(features, dtype=np.float64)
    count = len(features)
    features.tofile(FOLDER / f"{name}.features.bin")
    CLUSTERINGS[name] = {
        "shape": list(features.shape),
        "linkages": {method: linkage_of(features, method)
                     for method in ("ward", "average", "complete", "single", "centroid")},
        "k_means": {k: KMeans(k, n_init=10, random_state=0).fit(features).inertia_
                    for k in sorted({2, count // 4, count // 2, 3 * count // 4})},
        "spectral": {planted: spectral_of(features, planted)} if planted else {}}


def channels(network, producer, consumer):
    """Raw features of a group of a sample: rows that make its channels, columns that read them."""
    weights = dict(torch.jit.load(str(SAMPLES / f"{network}.pt")).named_parameters())
    made, read = weights[f"{producer}.weight"].detach(), weights[f"{consumer}.weight"].detach()
    return torch.cat([made.flatten(1), read.transpose(0, 1).flatten(1)], 1).double().numpy()


def blobs(random, clusters, count, dimensions, spread):
    centres = 5 * random.normal(size=(clusters, dimensions))
    return centres[np.arange(count) % clusters] + spread * random.normal(size=(count, dimensions))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20)
    add("random", random.normal(size=(60, 9)))
    add("random_wide", random.normal(size=(150, 40)))
    add("blobs", blobs(random, 7, 56, 4, 0.3), planted=7)
    add("blobs_many", blobs(random, 20, 200, 12, 0.5), planted=20)
    add("zero_row", np.concatenate([np.zeros((1, 5)), random.normal(size=(11, 5))]))
    add("zero_rows", np.concatenate([random.normal(size=(9, 5)), np.zeros((5, 5))]))
    # Whole numbers, so that equal rows are at a distance of exactly zero for everyone.
    distinct = np.round(1000 * random.normal(size=(16, 6)))
    add("distinct", distinct)
    add("duplicates", distinct[random.permutation(48) % 16])
    add("resnet18_layer2", channels("resnet18", "layer2.0.conv1", "layer2.0.conv2"))
    add("resnet18_layer4", channels("resnet18", "layer4.1.conv1", "layer4.1.conv2"))
    add("mlp_fc2", channels("mlp", "fc2", "fc3"))
    add("vgg11_conv6", channels("vgg11", "features.18", "features.22"))
    (FOLDER / "clusterings.json").write_text(json.dumps(CLUSTERINGS))


main()
