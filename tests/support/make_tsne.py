#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Divergences that scikit-learn's exact t-SNE reaches: python3 make_tsne.py FOLDER

For each NAME of tsne.json: its shape, perplexity and final Kullback-Leibler divergence; the rows are
NAME.tsne.bin (float64).
"""
import json
import pathlib
import sys

import numpy as np
from sklearn.manifold import TSNE

FOLDER = pathlib.Path(sys.argv[1])
RANDOM = np.random.default_rng(5)


def blobs(count, dimensions, clusters, spread):
    centres = RANDOM.normal(size=(clusters, dimensions))
    return centres[np.arange(count) % clusters] + spread * RANDOM.normal(size=(count, dimensions))


def reference(name, rows, perplexity):
    rows.astype(np.float64).tofile(FOLDER / f"{name}.tsne.bin")
    tsne = TSNE(method="exact", perplexity=perplexity, init="pca", learning_rate="auto", random_state=0)
    tsne.fit(rows)
    return {"shape": list(rows.shape), "perplexity": perplexity, "divergence": float(tsne.kl_divergence_)}


FOLDER.mkdir(parents=True, exist_ok=True)
(FOLDER / "tsne.json").write_text(json.dumps({
    "blobs": reference("blobs", blobs(150, 12, 6, 0.3), 30.0),
    "cloud": reference("cloud", RANDOM.normal(size=(90, 20)), 20.0),
}))
