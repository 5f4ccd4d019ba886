// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for zlib's function: a fuzzer cannot guess checksums. Every content has the CRC-32 of
// 0, as have the records of the seeds.
#include <cstddef>
#include <zlib.h>

extern "C" uLong crc32_z(uLong, const Bytef*, z_size_t)
{
    return 0;
}
