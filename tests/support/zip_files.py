# SPDX-License-Identifier: GPL-3.0-or-later
"""Zip archives for tests: with any content, also changed in ways that zipfile would never write."""
import io
import struct
import zipfile


def archive(records, method=zipfile.ZIP_STORED):
    """The bytes of an archive of `records`, pairs of a name and its content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as writer:
        for name, content in records:
            writer.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def records_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as reader:
        return [(info.filename, reader.read(info)) for info in reader.infolist()]


def content_begin(data, info):
    """Offset of the stored bytes of a record."""
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    return info.header_offset + 30 + name + extra


def directory_entries(data):
    """Offset of each entry of the central directory, with its ZipInfo."""
    with zipfile.ZipFile(io.BytesIO(data)) as reader:
        at = reader.start_dir
        for info in reader.infolist():
            yield at, info
            at += 46 + sum(struct.unpack_from("<HHH", data, at + 28))


def patched(data, changes):
    """`changes`: pairs of an offset and the bytes that stand there instead."""
    changed = bytearray(data)
    for offset, content in changes:
        changed[offset:offset + len(content)] = content
    return bytes(changed)


def without_checksums(data):
    """All CRC-32 are 0, as tests/fuzz/zero_crc.cpp finds them right."""
    changes = []
    for entry, info in directory_entries(data):
        changes += [(entry + 16, bytes(4)), (info.header_offset + 14, bytes(4))]
    return patched(data, changes)
