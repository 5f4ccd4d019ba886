// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/data/npy.h"

#include "core/base/files.h"
#include "core/base/text_scanner.h"
#include "core/io/weights/weights_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <limits>

namespace pleat::io {

namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kLongestHeader_bytes = 1 << 16;
constexpr std::size_t kMostAxes = 32; // NumPy's own bound

struct Header
{
    std::string descr;
    bool fortranOrder = false;
    std::vector<std::int64_t> shape;
};

std::string_view asText(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string quoted(TextScanner& scanner)
{
    const char quote = scanner.startsWith("\"") ? '"' : '\'';
    return scanner.text(quote, quote);
}

std::vector<std::int64_t> tuple(TextScanner& scanner)
{
    std::vector<std::int64_t> sizes;
    bool comma = true;
    for (scanner.expect("("); !scanner.accept(")"); comma = scanner.accept(",")) {
        if (!comma || sizes.size() == kMostAxes)
            scanner.fail(comma ? ") after at most 32 sizes" : ", or )");
        sizes.push_back(scanner.integer("a size", 0, std::numeric_limits<std::int64_t>::max()));
    }
    return sizes;
}

/// {'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28), } in any order.
Header parseHeader(TextScanner& scanner)
{
    Header header;
    std::vector<std::string> seen;
    bool comma = true;
    for (scanner.expect("{"); !scanner.accept("}"); comma = scanner.accept(",")) {
        const std::size_t at = scanner.position();
        if (!comma)
            scanner.fail(", or }");
        const std::string key = quoted(scanner);
        if (std::find(seen.begin(), seen.end(), key) != seen.end())
            scanner.failAt(at, "a second " + key);
        seen.push_back(key);
        scanner.expect(":");
        if (key == "descr" && scanner.startsWith("["))
            scanner.failAt(at, "records of several fields, allowed are plain numbers");
        if (key == "descr")
            header.descr = quoted(scanner);
        else if (key == "fortran_order")
            header.fortranOrder = !scanner.acceptWord("False");
        else if (key == "shape")
            header.shape = tuple(scanner);
        else
            scanner.failAt(at,
                "the key " + delimited(key, '"', '"')
                    + ", allowed are descr, fortran_order and shape");
        if (key == "fortran_order" && header.fortranOrder && !scanner.acceptWord("True"))
            scanner.fail("True or False");
    }
    if (!scanner.atLineEnd())
        scanner.fail("the end of the header");
    if (seen.size() != 3)
        scanner.failAt(0, "no descr, fortran_order and shape");
    return header;
}

/// "<f4": byte order, kind and size.
Result<void> readType(NpyArray& array, const std::string& descr, const std::string& where)
{
    static constexpr std::array<std::string_view, 11> kTypes{
        "u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8"};
    const std::string_view type = std::string_view(descr).substr(descr.empty() ? 0 : 1);
    const bool known = std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
    const bool ordered = !descr.empty() && (descr[0] == '<' || descr[0] == '>');
    if (!known || !(ordered || (descr[0] == '|' && type[1] == '1')))
        return Error{ErrorCode::Unreadable,
            "elements of the type " + delimited(descr, '"', '"')
                + ", allowed are integers (u1 to u8, i1 to i8) and floats (f2, f4, f8)",
            where, "convert it with array.astype, or save labels as numbers"};
    array.kind = type[0];
    array.item_bytes = static_cast<std::size_t>(type[1] - '0');
    array.bigEndian = descr[0] == '>';
    array.type = (array.kind == 'u'          ? "uint"
                         : array.kind == 'i' ? "int"
                                             : "float")
        + std::to_string(8 * array.item_bytes);
    return {};
}

std::vector<std::int64_t> stridesOf(const Header& header)
{
    if (!header.fortranOrder)
        return denseStrides(header.shape);
    std::vector<std::int64_t> reversed(header.shape.rbegin(), header.shape.rend());
    reversed = denseStrides(reversed);
    return {reversed.rbegin(), reversed.rend()};
}

Result<void> checkSizes(const NpyArray& array, const std::string& where)
{
    const auto wrong = [&](const std::string& what) {
        return Error{ErrorCode::Unreadable, what, where, "save it again with numpy.save"};
    };
    if (array.shape.empty())
        return wrong("holds a single number, not an array");
    const std::int64_t count = checkedCount(array.shape);
    std::int64_t expected_bytes = 0;
    if (count < 0
        || __builtin_mul_overflow(
            count, static_cast<std::int64_t>(array.item_bytes), &expected_bytes))
        return wrong("the header claims an impossible size");
    if (count == 0)
        return wrong("holds no elements");
    if (static_cast<std::size_t>(expected_bytes) != array.data.size())
        return wrong("holds " + std::to_string(array.data.size())
            + " bytes of elements, its header " + "announces " + std::to_string(expected_bytes));
    return {};
}

/// Calls `visit` with the address of each element of array[index].
template <typename Visit>
void visitElements(const NpyArray& array, std::int64_t index, const Visit& visit)
{
    std::vector<std::int64_t> at(array.shape.size(), 0);
    std::int64_t offset = index * array.strides[0];
    std::size_t axis = 0;
    do {
        visit(array.data.data() + static_cast<std::size_t>(offset) * array.item_bytes);
        for (axis = array.shape.size() - 1; axis > 0; --axis) {
            offset += array.strides[axis];
            if (++at[axis] < array.shape[axis])
                break;
            offset -= array.strides[axis] * array.shape[axis];
            at[axis] = 0;
        }
    } while (axis > 0);
}

std::uint64_t bitsAt(const NpyArray& array, const std::byte* item)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < array.item_bytes; ++i) {
        const std::size_t at = array.bigEndian ? i : array.item_bytes - 1 - i;
        bits = bits << 8 | std::to_integer<std::uint64_t>(item[at]);
    }
    return bits;
}

/// IEEE 754 half precision.
float halfToFloat(std::uint32_t half)
{
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t exponent = half >> 10 & 0x1fU;
    const std::uint32_t fraction = half & 0x3ffU;
    if (exponent == 0) { // subnormal: fraction * 2^-24
        const float value = static_cast<float>(fraction) * 0x1p-24F;
        return sign ? -value : value;
    }
    const std::uint32_t rebiased = exponent == 0x1f ? 0xff : exponent + (127 - 15);
    return std::bit_cast<float>(sign | rebiased << 23 | fraction << 13);
}

} // namespace

bool isNpy(std::span<const std::byte> content)
{
    return asText(content).starts_with(kMagic);
}

Result<NpyArray> parseNpy(std::span<const std::byte> content, const std::string& where)
{
    const auto wrong = [&](const std::string& what) {
        return Error{ErrorCode::Unreadable, what, where, "save it again with numpy.save"};
    };
    if (!isNpy(content) || content.size() < kMagic.size() + 2)
        return wrong("no .npy header");
    const auto byteAt = [&](std::size_t at) { return std::to_integer<std::size_t>(content[at]); };
    const std::size_t version = byteAt(6);
    if (version < 1 || version > 3 || byteAt(7) != 0)
        return wrong(".npy version " + std::to_string(version) + "." + std::to_string(byteAt(7))
            + ", allowed are 1.0, 2.0 and 3.0");
    const std::size_t start = version == 1 ? 10 : 12;
    if (content.size() < start)
        return wrong("the header is cut short");
    std::size_t length = byteAt(8) | byteAt(9) << 8;
    if (version > 1)
        length |= byteAt(10) << 16 | byteAt(11) << 24;
    if (length > kLongestHeader_bytes)
        return wrong("a header of " + std::to_string(length) + " bytes, allowed are "
            + std::to_string(kLongestHeader_bytes));
    if (length > content.size() - start)
        return wrong("the header is cut short");

    NpyArray array;
    try {
        TextScanner scanner(asText(content.subspan(start, length)));
        const Header header = parseHeader(scanner);
        if (auto known = readType(array, header.descr, where); !known)
            return known.error();
        array.shape = header.shape;
        array.data = content.subspan(start + length);
        if (auto fits = checkSizes(array, where); !fits)
            return fits.error();
        array.strides = stridesOf(header);
    } catch (const TextFailure& failure) {
        return wrong("in its header, " + failure.error.where + ": " + failure.error.message);
    }
    return array;
}

Result<NpyArray> openNpy(const std::string& path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    auto array = parseNpy((*file)->bytes(), path);
    if (array)
        array->file = std::move(*file);
    return array;
}

std::vector<std::uint8_t> bytesAt(const NpyArray& array, std::int64_t index)
{
    std::vector<std::uint8_t> result;
    result.reserve(array.data.size() / static_cast<std::size_t>(array.shape[0]));
    visitElements(array, index,
        [&](const std::byte* item) { result.push_back(std::to_integer<std::uint8_t>(*item)); });
    return result;
}

std::vector<float> floatsAt(const NpyArray& array, std::int64_t index)
{
    std::vector<float> result;
    visitElements(array, index, [&](const std::byte* item) {
        const std::uint64_t bits = bitsAt(array, item);
        if (array.item_bytes == 8)
            result.push_back(static_cast<float>(std::bit_cast<double>(bits)));
        else if (array.item_bytes == 4)
            result.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
        else
            result.push_back(halfToFloat(static_cast<std::uint32_t>(bits)));
    });
    return result;
}

std::int64_t integerAt(const NpyArray& array, std::int64_t index)
{
    const auto item = static_cast<std::size_t>(index) * array.item_bytes;
    const std::uint64_t bits = bitsAt(array, array.data.data() + item);
    if (array.kind == 'u')
        return static_cast<std::int64_t>(bits);
    const std::size_t unused = 64 - 8 * array.item_bytes;
    return static_cast<std::int64_t>(bits << unused) >> unused;
}

Result<void> writeNpy(
    const std::string& path, const std::vector<std::int64_t>& shape, std::span<const float> values)
{
    static_assert(std::endian::native == std::endian::little);
    std::string sizes;
    for (const std::int64_t size : shape)
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(size);
    if (shape.size() == 1)
        sizes += ","; // a tuple of one
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }";
    constexpr std::size_t kBefore = 10, kAlignment = 64; // magic, version and length; whole header
    while ((kBefore + header.size() + 1) % kAlignment != 0)
        header += ' ';
    header += '\n';
    return writeFileAtomically(path, [&](const std::string& temporary) -> Result<void> {
        std::ofstream file(temporary, std::ios::binary);
        file.write("\x93NUMPY\x01\x00", 8);
        const char length[] = {
            static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
        file.write(length, sizeof length);
        file << header;
        file.write(reinterpret_cast<const char*>(values.data()),
            static_cast<std::streamsize>(values.size_bytes()));
        file.close();
        if (!file)
            return Error{
                ErrorCode::Impossible, "cannot write the images", path, "is the disk full?"};
        return {};
    });
}

} // namespace pleat::io
