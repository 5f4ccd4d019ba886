# SPDX-License-Identifier: GPL-3.0-or-later
"""Named tensors for a test, read by test::tensorSet: NAME.tensors.json (shapes) and NAME.tensors.bin (float64)."""
import json

import numpy as np


def write_tensors(folder, name, tensors):
    arrays = {key: np.asarray(value, dtype=np.float64) for key, value in tensors.items()}
    (folder / f"{name}.tensors.json").write_text(json.dumps([[key, list(a.shape)] for key, a in arrays.items()]))
    with open(folder / f"{name}.tensors.bin", "wb") as file:
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).tobytes())
