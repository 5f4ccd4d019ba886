#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters the groups of a network beside sklearn: python3 compare_sklearn.py PROGRAM [MODEL]

PROGRAM is bench_clustering; without MODEL torchvision's resnet18 is taken as it is before training. The same features, half of the channels, two threads on both sides, in
the same run; of each side the fastest of three repetitions counts, but KMeans, which takes by far
the longest, runs once. Fails if, over all groups, Ward's clustering with its Gram matrix is less than 5 times
as fast as AgglomerativeClustering, or k-means with Gram matrix and Ward's start less than 20 times
as fast as KMeans with ten starts, or if k-means leaves more inertia in any group.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "2"
os.environ["OMP_WAIT_POLICY"] = "passive"  # as Pleat's own programs do

import numpy as np  # noqa: E402 (reads the environment)
from sklearn.cluster import AgglomerativeClustering, KMeans  # noqa: E402

WARD_FASTER, K_MEANS_FASTER = 5, 20
MORE_INERTIA = 1e-9


def untrained(path):
    """Of full width: small groups would measure little but the calls."""
    import torch
    import torchvision

    torch.manual_seed(0)
    torch.jit.trace(torchvision.models.resnet18().eval(), torch.zeros(1, 3, 64, 64)).save(str(path))
    return str(path)


def clustered(estimator, features, repetitions=1):
    seconds = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        labels = estimator.fit_predict(features)
        seconds.append(time.perf_counter() - begin)
    return min(seconds), inertia(features, labels)


def inertia(features, labels):
    """In double whatever the features are in: sklearn's own sum is in float."""
    exact = features.astype(np.float64)
    return sum(((exact[labels == label] - exact[labels == label].mean(0)) ** 2).sum() for label in set(labels))


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        model = sys.argv[2] if len(sys.argv) > 2 else untrained(pathlib.Path(folder) / "resnet18.pt")
        printed = subprocess.run([program, model, folder], check=True, capture_output=True, text=True)
        groups = [json.loads(line) for line in printed.stdout.splitlines()]
        for group in groups:
            features = np.fromfile(pathlib.Path(folder) / f"{group['id']}.bin", dtype=np.float32)
            features = features.reshape(group["n"], group["d"])
            k = group["k"]
            group["sklearn_ward"], _ = clustered(
                AgglomerativeClustering(k, linkage="ward"), features, repetitions=3)
            group["sklearn_k_means"], group["sklearn_inertia"] = clustered(
                KMeans(k, n_init=10, random_state=0), features)
    report(groups)
    return judge(groups)


def times(group):
    """Of ours: Ward and k-means with all that they need, k-means of ten starts, spectral, greedy."""
    gram, ward = group["gram"]["seconds"], group["ward"]["seconds"]
    return (gram + ward, gram + ward + group["kmeans"]["seconds"],
            gram + group["kmeans++"]["seconds"], gram + group["spectral"]["seconds"],
            gram + group["greedy"]["seconds"])


def report(groups):
    print(f"{'group':28}{'n':>5}{'d':>7} | {'Ward':>8}{'sklearn':>9}{'faster':>8} | {'k-means':>8}"
          f"{'sklearn':>9}{'faster':>8}{'inertia':>9} | {'++':>7}{'inertia':>9} | {'spectral':>8}{'greedy':>8}")
    for group in groups:
        ward, k_means, drawn, spectral, greedy = times(group)
        print(f"{group['name']:28}{group['n']:5}{group['d']:7} | {ward:8.4f}{group['sklearn_ward']:9.4f}"
              f"{group['sklearn_ward'] / ward:8.1f} | {k_means:8.4f}{group['sklearn_k_means']:9.4f}"
              f"{group['sklearn_k_means'] / k_means:8.1f}"
              f"{group['kmeans']['inertia'] / group['sklearn_inertia']:9.5f} | {drawn:7.3f}"
              f"{group['kmeans++']['inertia'] / group['sklearn_inertia']:9.5f} | {spectral:8.3f}{greedy:8.3f}")


def judge(groups):
    ward = sum(g["sklearn_ward"] for g in groups) / sum(times(g)[0] for g in groups)
    k_means = sum(g["sklearn_k_means"] for g in groups) / sum(times(g)[1] for g in groups)
    drawn = sum(g["sklearn_k_means"] for g in groups) / sum(times(g)[2] for g in groups)
    worse = [g["name"] for g in groups
             if g["kmeans"]["inertia"] > g["sklearn_inertia"] * (1 + MORE_INERTIA)]
    print(f"Ward: {ward:.1f} times as fast as sklearn, at least {WARD_FASTER}")
    print(f"k-means: {k_means:.1f} times as fast as sklearn, at least {K_MEANS_FASTER}")
    print(f"k-means of ten drawn starts: {drawn:.1f} times as fast as sklearn")
    print(f"groups with more inertia than sklearn's k-means: {', '.join(worse) or 'none'}")
    return not groups or ward < WARD_FASTER or k_means < K_MEANS_FASTER or bool(worse)


sys.exit(main())
