// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/data/idx.h"

#include "core/base/files.h"

#include <memory>
#include <zlib.h>

namespace pleat::io {

namespace {

struct CloseGzip
{
    void operator()(gzFile file) const { gzclose(file); }
};
using GzipFile = std::unique_ptr<gzFile_s, CloseGzip>;

constexpr std::int64_t kLargestFile_bytes = std::int64_t{8} << 30;
constexpr std::size_t kChunk_bytes = 1 << 20;
constexpr std::uint8_t kUnsignedByte = 0x08;

bool readExactly(gzFile file, std::uint8_t* to, std::size_t size)
{
    return gzread(file, to, static_cast<unsigned>(size)) == static_cast<int>(size);
}

} // namespace

Result<IdxArray> readIdx(const std::string& path)
{
    if (auto readable = checkReadableFile(path); !readable)
        return readable.error();
    // gzopen reads plain files as they are.
    const GzipFile file(gzopen(path.c_str(), "rb"));
    const auto wrong = [&](const std::string& what) {
        return Error{ErrorCode::Unreadable, what, path, "is it an IDX file of images or labels?"};
    };
    std::uint8_t magic[4] = {};
    if (!file || !readExactly(file.get(), magic, sizeof magic) || magic[0] || magic[1])
        return wrong("no IDX header");
    if (magic[2] != kUnsignedByte)
        return wrong("element type " + std::to_string(magic[2]) + " instead of 8 (unsigned byte)");
    IdxArray array;
    std::int64_t total = 1;
    for (int axis = 0; axis < magic[3]; ++axis) {
        std::uint8_t size[4] = {};
        if (!readExactly(file.get(), size, sizeof size))
            return wrong("the header is cut short");
        array.shape.push_back(
            (std::int64_t{size[0]} << 24) | (size[1] << 16) | (size[2] << 8) | size[3]);
        if (array.shape.back() == 0 || total > kLargestFile_bytes / array.shape.back())
            return wrong("the header claims an impossible size");
        total *= array.shape.back();
    }
    // Grown as bytes arrive: a header alone must not take memory.
    while (static_cast<std::int64_t>(array.bytes.size()) < total) {
        const std::size_t before = array.bytes.size();
        const std::size_t step = std::min(kChunk_bytes, static_cast<std::size_t>(total) - before);
        array.bytes.resize(before + step);
        if (!readExactly(file.get(), array.bytes.data() + before, step))
            return wrong(
                "the data is cut short: " + std::to_string(total) + " bytes are announced");
    }
    return array;
}

} // namespace pleat::io
