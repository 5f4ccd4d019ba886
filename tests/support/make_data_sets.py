#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data sets in every format and what NumPy, PIL and torchvision read from them:
python3 make_data_sets.py FOLDER SAMPLES

data_sets/data_sets.json lists
- "read": path, split, and the shape, labels, classes and NAME.bin of all samples, as they are stored
- "images": one image file, its shape [H, W, C] and NAME.bin of its levels
- "batches": path, an input description, NAME.bin and shape of the input by torchvision (float32)
- "accuracies": path, network, accuracy by PyTorch of a slice of Fashion-MNIST
"""
import gzip
import io
import json
import pathlib
import shutil
import struct
import sys
import zlib

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F
from torchvision import transforms as T

FOLDER = pathlib.Path(sys.argv[1]) / "data_sets"
SAMPLES = pathlib.Path(sys.argv[2])
FASHION = pathlib.Path("/usr/share/datasets/fashion-mnist")
RANDOM = np.random.default_rng(0)
READ, IMAGES, BATCHES, ACCURACIES = [], [], [], []


def folder(name):
    (FOLDER / name).mkdir(parents=True, exist_ok=True)
    return FOLDER / name


def expected(entry, values):
    """Stores the values for an entry of one of the lists."""
    entry["values"] = f"{len(list(FOLDER.glob('*.bin')))}.bin"
    entry["type"] = "float32" if values.dtype == np.float32 else "uint8"
    (FOLDER / entry["values"]).write_bytes(np.ascontiguousarray(values).tobytes())
    return entry


def add_read(path, values, labels=(), split="test", classes=()):
    READ.append(expected({"path": path, "split": split, "count": len(values), "shape": list(values.shape[1:]),
                          "labels": [int(label) for label in labels], "classes": list(classes)}, values))


def levels(*shape):
    return RANDOM.integers(0, 256, shape, dtype=np.uint8)


def idx(array):
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


def make_idx():
    images, labels = levels(7, 5, 6), RANDOM.integers(0, 10, 7, dtype=np.uint8)
    (folder("idx") / "t10k-images-idx3-ubyte").write_bytes(idx(images))
    (FOLDER / "idx/t10k-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(labels)))
    (FOLDER / "idx/train-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images[:4])))
    add_read("idx", images[:, None], labels)
    add_read("idx", images[:4, None], split="train")
    add_read("idx/t10k-images-idx3-ubyte", images[:, None], labels, split="train")
    add_read("idx/train-images-idx3-ubyte.gz", images[:4, None])


def cifar(images, *labels):
    return np.concatenate([*(np.asarray(part, np.uint8)[:, None] for part in labels),
                           images.reshape(len(images), -1)], axis=1).tobytes()


def make_cifar():
    names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
    images, labels = levels(15, 3, 32, 32), RANDOM.integers(0, 10, 15)
    ten = folder("cifar/cifar-10-batches-bin")
    for i in range(5):
        (ten / f"data_batch_{i + 1}.bin").write_bytes(cifar(images[3 * i:3 * i + 3], labels[3 * i:3 * i + 3]))
    (ten / "test_batch.bin").write_bytes(cifar(images[5:9], labels[5:9]))
    (ten / "batches.meta.txt").write_text("\n".join(names) + "\n\n")
    add_read("cifar", images, labels, "train", names)
    add_read("cifar/cifar-10-batches-bin", images[5:9], labels[5:9], "test", names)
    add_read("cifar/cifar-10-batches-bin/data_batch_2.bin", images[3:6], labels[3:6], "test", names)

    coarse, fine = RANDOM.integers(0, 20, 15), RANDOM.integers(0, 100, 15)
    fine[7] = 99
    hundred = folder("cifar-100-binary")
    (hundred / "train.bin").write_bytes(cifar(images, coarse, fine))
    (hundred / "test.bin").write_bytes(cifar(images[:2], coarse[:2], fine[:2]))
    add_read("cifar-100-binary", images, fine, "train")
    add_read("cifar-100-binary", images[:2], fine[:2])
    add_read("cifar-100-binary/test.bin", images[:2], fine[:2])


def npy(path, array, version=None):
    with open(folder(str(pathlib.Path(path).parent)) / pathlib.Path(path).name, "wb") as file:
        np.lib.format.write_array(file, array, version=version)


def make_npy():
    images, labels = levels(6, 4, 5, 3), RANDOM.integers(0, 300, 6)
    for names in (("x_train", "y_train"), ("X_test", "y_test"), ("train_images", "train_labels"),
                  ("test_images", "test_labels"), ("images", "labels")):
        path = f"npy_{names[0]}"
        npy(f"{path}/{names[0]}.npy", images)
        npy(f"{path}/{names[1]}.npy", labels)
        split = "train" if "train" in names[0] else "test"
        add_read(path, images, labels, split)
        add_read(f"{path}/{names[0]}.npy", images, labels, "train")
    npy("npy_both/x_train.npy", images)
    npy("npy_both/x_test.npy", images[:2])
    add_read("npy_both", images, split="train")
    add_read("npy_both", images[:2], split="test")

    for i, (version, dtype) in enumerate([((1, 0), "<i1"), ((2, 0), ">i8"), ((3, 0), "<u2"), (None, ">i4"),
                                          (None, "u1"), (None, "<u8"), (None, ">i2")]):
        npy(f"npy_labels{i}/images.npy", np.asfortranarray(images) if i % 2 else images, version)
        npy(f"npy_labels{i}/labels.npy", (labels % 100).astype(dtype).reshape((6, 1) if i == 3 else 6), version)
        add_read(f"npy_labels{i}", images, labels % 100)

    numbers = RANDOM.normal(0, 100, (5, 3, 2, 4))
    numbers[0, 0, 0] = [0, -0.0, 6e-8, -3e-5]  # subnormal halves
    numbers[1, 0, 0, :3] = [np.inf, -np.inf, 65504]
    for i, dtype in enumerate(["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]):
        array = numbers.astype(dtype)
        npy(f"npy_floats{i}/images.npy", np.asfortranarray(array) if i % 2 else array)
        add_read(f"npy_floats{i}", array.astype(np.float32))
    npy("npy_features/x_train.npy", numbers.reshape(5, 24).astype(np.float32))
    add_read("npy_features", numbers.reshape(5, 24).astype(np.float32), split="train")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(array, bits, colour, interlaced=False, palette=b""):
    """A PNG by the book, for what PIL does not write: [H, W, C] of integers below 2^bits."""
    def rows(part):
        for row in part:
            if bits == 16:
                yield b"\0" + row.astype(">u2").tobytes()
            elif bits == 8:
                yield b"\0" + row.astype("u1").tobytes()
            else:
                flat = row.reshape(-1)[:, None] >> np.arange(bits - 1, -1, -1) & 1
                yield b"\0" + np.packbits(flat.reshape(-1).astype("u1")).tobytes()

    passes = [array]
    if interlaced:  # Adam7: first row, first column, step of rows, of columns
        steps = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
        passes = [array[y::dy, x::dx] for y, x, dy, dx in steps]
    data = b"".join(row for part in passes if part.size for row in rows(part))
    header = struct.pack(">IIBBBBB", array.shape[1], array.shape[0], bits, colour, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + (chunk(b"PLTE", palette) if palette else b"")
            + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def add_image(name, content, pixels):
    (folder("images") / name).write_bytes(content)
    IMAGES.append(expected({"path": f"images/{name}", "shape": list(pixels.shape)}, pixels))


def by_pil(name, image, **options):
    buffer = io.BytesIO()
    image.save(buffer, **options)
    mode = "L" if image.mode in ("L", "LA", "1") else "RGB"
    pixels = np.array(Image.open(io.BytesIO(buffer.getvalue())).convert(mode))
    add_image(name, buffer.getvalue(), pixels.reshape(image.height, image.width, -1))


def picture(height, width):
    """Something smooth with edges and a little noise, [H, W, 3]."""
    y, x = np.mgrid[0:height, 0:width]
    waves = np.stack([np.sin(x / 7) + np.cos(y / 5), np.sin((x + y) / 9), np.cos(x / 11) * np.sin(y / 6)], axis=-1)
    image = 128 + 55 * waves + RANDOM.normal(0, 4, waves.shape)
    image[height // 3:height // 2, width // 4:width // 2] = [230, 40, 90]
    return np.clip(image, 0, 255).astype(np.uint8)


def make_images():
    image = Image.fromarray(picture(37, 53))
    alpha = Image.fromarray(levels(37, 53))
    for name, other in {"rgb": image, "grey": image.convert("L"), "bits": image.convert("1"),
                        "palette": image.quantize(40), "palette16": image.quantize(16)}.items():
        by_pil(f"{name}.png", other, format="PNG")
    palette = image.quantize(30)
    by_pil("palette_transparent.png", palette, format="PNG", transparency=3)
    for mode in ("RGB", "L"):
        other = image.convert(mode)
        other.putalpha(alpha)
        by_pil(f"alpha_{mode}.png", other, format="PNG")
        by_pil(f"baseline_{mode}.jpg", image.convert(mode), format="JPEG", quality=90)
        by_pil(f"progressive_{mode}.jpeg", image.convert(mode), format="JPEG", progressive=True)
    by_pil("full_colour.jpg", image, format="JPEG", subsampling=0)
    by_pil("half_colour.jpg", image, format="JPEG", subsampling=1)
    by_pil("cmyk.jpg", image.convert("CMYK"), format="JPEG", quality=95)
    exif = Image.Exif()
    exif[0x112] = 6
    by_pil("turned.jpg", image, format="JPEG", exif=exif)
    by_pil("one.png", Image.fromarray(levels(1, 1, 3)), format="PNG")
    by_pil("one.jpg", Image.fromarray(levels(1, 1, 3)), format="JPEG")
    by_pil("jpeg_called.png", image, format="JPEG")

    for bits in (1, 2, 4):
        values = RANDOM.integers(0, 1 << bits, (9, 13, 1))
        add_image(f"grey{bits}.png", png(values, bits, 0), (values * 255 // ((1 << bits) - 1)).astype(np.uint8))
    for colour, channels, kept in ((0, 1, 1), (2, 3, 3), (4, 2, 1), (6, 4, 3)):
        values = RANDOM.integers(0, 1 << 16, (9, 13, channels))
        add_image(f"deep{colour}.png", png(values, 16, colour), (values[..., :kept] >> 8).astype(np.uint8))
    for bits, colour, channels in ((8, 2, 3), (8, 0, 1), (1, 0, 1)):
        values = RANDOM.integers(0, 1 << bits, (21, 18, channels))
        add_image(f"interlaced{bits}_{colour}.png", png(values, bits, colour, True),
                  (values * (255 if bits == 1 else 1)).astype(np.uint8))

    huge = folder("hostile")
    small = png(levels(4, 4, 3), 8, 2)
    for name, size in {"bomb": 65000, "hollow": 10000}.items():
        header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
        (huge / f"{name}.png").write_bytes(small[:8] + chunk(b"IHDR", header) + small[33:])
        jpeg = bytearray((FOLDER / "images/baseline_RGB.jpg").read_bytes())
        at = jpeg.index(b"\xff\xc0")
        jpeg[at + 5:at + 9] = struct.pack(">HH", size, size)
        (huge / f"{name}.jpg").write_bytes(jpeg)


def add_batch(path, description, values):
    BATCHES.append(expected({"path": path, "description": json.dumps(description), "shape": list(values.shape)},
                            values.astype(np.float32)))


def make_batches():
    """Folders of images of any size as torchvision prepares them; arrays as torch resizes them."""
    pictures = {"cat/a.png": (50, 70), "cat/b.png": (81, 33), "dog/a.png": (32, 32), "dog/sub/c.png": (20, 25)}
    for split in ("train", "val"):
        for name, (height, width) in pictures.items():
            path = folder(str(pathlib.Path(f"folder/{split}/{name}").parent)) / pathlib.Path(name).name
            if split == "val" or not name.startswith("cat"):
                Image.fromarray(picture(height, width)).save(path)
            else:  # as JPEG, whatever it is called
                Image.fromarray(picture(height, width)).convert("L").save(path, format="JPEG")
    (FOLDER / "folder/val/dog/notes.txt").write_text("not an image")
    folder("folder/val/.cache")
    files = [FOLDER / "folder/val" / name for name in pictures]
    mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]

    def add(description, *steps, channels=3):
        prepare = T.Compose([*steps, T.ToTensor(), T.Normalize(mean[:channels], std[:channels])])
        mode = "RGB" if channels == 3 else "L"
        values = torch.stack([prepare(Image.open(file).convert(mode)) for file in files]).numpy()
        add_batch("folder", {"shape": list(values.shape[1:]), "mean": mean[:channels], "std": std[:channels],
                             **description}, values)

    add({"resize": 40, "crop": [32, 32]}, T.Resize(40), T.CenterCrop(32))
    add({"resize": 37, "crop": [30, 25]}, T.Resize(37), T.CenterCrop((30, 25)))
    add({"resize": [32, 48]}, T.Resize((32, 48)))
    add({"crop": 19}, T.CenterCrop(19))
    add({}, T.Resize(32), T.CenterCrop(32))
    add({}, T.Resize(24), T.CenterCrop(24), channels=1)
    add({"pad": 2, "resize": 40, "crop": 36}, T.Pad(2), T.Resize(40), T.CenterCrop(36))

    images = levels(6, 3, 12, 10)
    npy("arrays/images.npy", images)
    floats = torch.tensor(images).float()
    add_batch("arrays", {"shape": [3, 12, 10]}, (floats / 255).numpy())
    add_batch("arrays", {"shape": [360]}, (floats / 255).flatten(1).numpy())
    small = F.interpolate(floats, (8, 9), mode="bilinear") / 255
    add_batch("arrays", {"shape": [3, 8, 9], "resize": [8, 9]}, small.numpy())
    shorter = F.interpolate(floats, (18, 15), mode="bilinear")[:, :, 2:16, 2:13] / 255  # 3.5 and 2 off
    add_batch("arrays", {"shape": [3, 14, 11], "resize": 15, "crop": [14, 11]}, shorter.numpy())
    npy("last/images.npy", images.transpose(0, 2, 3, 1))
    add_batch("last", {"shape": [3, 12, 10]}, (floats / 255).numpy())
    npy("four/images.npy", levels(2, 4, 6, 5))
    four = np.load(FOLDER / "four/images.npy") / 255
    add_batch("four", {"shape": [4, 6, 5]}, four)
    npy("features/images.npy", levels(3, 11))
    features = np.load(FOLDER / "features/images.npy") / 255
    add_batch("features", {"shape": [11], "mean": list(range(11))}, features - np.arange(11))
    normalised = RANDOM.normal(0, 1, (4, 6, 5, 3)).astype(np.float32)
    npy("input/images.npy", normalised)
    add_batch("input", {"shape": [6, 5, 3], "mean": [0.5]}, normalised)  # as it is, whatever mean says
    add_batch("input", {"shape": [3, 6, 5], "std": [2]}, normalised.transpose(0, 3, 1, 2))
    add_batch("input", {"shape": [90], "resize": [9, 9]}, normalised.reshape(4, 90))
    npy("input_grey/images.npy", normalised[..., 0])
    add_batch("input_grey", {"shape": [1, 6, 5]}, normalised[:, None, :, :, 0])


class OfColour(torch.nn.Module):
    """A grey network on colour images whose channels are equal."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(x[:, :1])


class OfFeatures(OfColour):
    def forward(self, x):
        return self.network(x.reshape(-1, 1, 28, 28))


def read_gzip(name, offset):
    return np.frombuffer(gzip.decompress((FASHION / name).read_bytes()), np.uint8, offset=offset)


def add_network(name, network, shape, **description):
    torch.jit.trace(network.eval(), torch.zeros(2, *shape)).save(str(FOLDER / f"{name}.pt"))
    settings = {"shape": shape, "mean": [0.286], "std": [0.353], **description}
    (FOLDER / f"{name}.input.json").write_text(json.dumps(settings))


def make_accuracies():
    count = 300
    images = read_gzip("t10k-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)[:count]
    labels = read_gzip("t10k-labels-idx1-ubyte.gz", 8)[:count]
    padded = np.pad(images, ((0, 0), (2, 2), (2, 2)))
    mlp, resnet = (torch.jit.load(str(SAMPLES / f"{name}.pt")).eval() for name in ("mlp", "resnet18"))
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    add_network("mlp", mlp, [1, 28, 28])
    add_network("mlp_named", mlp, [1, 28, 28], classes=names)
    add_network("mlp_features", OfFeatures(mlp), [784])
    add_network("resnet18", resnet, [1, 32, 32], pad=2)
    add_network("resnet18_colour", OfColour(resnet), [3, 32, 32])
    add_network("resnet18_resized", resnet, [1, 32, 32], resize=[32, 32])

    def accuracy(network, pixels, part=slice(None)):
        x = (torch.tensor(np.array(pixels)[:, None] / 255).float() - 0.286) / 0.353
        with torch.no_grad():
            return float((network(x).argmax(1).numpy() == labels)[part].mean())

    def add(path, network, value):
        ACCURACIES.append({"path": path, "network": f"{network}.pt", "accuracy": value})

    dense, conv = accuracy(mlp, images), accuracy(resnet, padded)
    (folder("fashion_idx") / "t10k-images-idx3-ubyte").write_bytes(idx(images))
    (FOLDER / "fashion_idx/t10k-labels-idx1-ubyte").write_bytes(idx(labels))
    (folder("fashion_cifar") / "test_batch.bin").write_bytes(cifar(np.repeat(padded[:, None], 3, axis=1), labels))
    for name, array in {"npy": images, "npy_last": images[..., None], "npy_first": np.asfortranarray(images[:, None]),
                        "npy_input": ((images / 255 - 0.286) / 0.353)[:, None].astype(">f4"),
                        "npy_features": ((images / 255 - 0.286) / 0.353).reshape(count, 784)}.items():
        npy(f"fashion_{name}/x_test.npy", array)
        npy(f"fashion_{name}/y_test.npy", labels.astype(np.int64))
        add(f"fashion_{name}", "mlp_features" if name == "npy_features" else "mlp", dense)
    for i, (image, label) in enumerate(zip(images, labels)):
        Image.fromarray(image).save(folder(f"fashion_png/test/{label}") / f"{i}.png")
        if label % 3 == 0:  # some of the classes, by their names
            Image.fromarray(image).convert("RGB").save(folder(f"fashion_named/{names[label]}") / f"{i}.png")
    add("fashion_idx", "mlp", dense)
    add("fashion_png", "mlp", dense)
    add("fashion_idx", "resnet18", conv)
    add("fashion_cifar", "resnet18_colour", conv)
    add("fashion_named", "mlp_named", accuracy(mlp, images, labels % 3 == 0))
    floats = F.interpolate(torch.tensor(images[:, None]).float(), (32, 32), mode="bilinear")
    add("fashion_idx", "resnet18_resized", accuracy(resnet, floats[:, 0].numpy()))


def main():
    torch.set_num_threads(1)
    shutil.rmtree(FOLDER, ignore_errors=True)
    folder(".")
    make_idx()
    make_cifar()
    make_npy()
    make_images()
    make_batches()
    make_accuracies()
    lists = {"read": READ, "images": IMAGES, "batches": BATCHES, "accuracies": ACCURACIES}
    (FOLDER / "data_sets.json").write_text(json.dumps(lists))


main()
