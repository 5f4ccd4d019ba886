// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/json_visitor.h"
#include "core/io/weights/safetensors.h"
#include "core/io/weights/safetensors_header.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace pleat::io {

namespace {

Error unreadable(const std::string& message, const std::string& where,
    const std::string& hint = "copy or download the file again")
{
    return {ErrorCode::Unreadable, message, where, hint};
}

/// The header's text, once its length is known to be possible.
Result<std::string_view> headerText(std::span<const std::byte> bytes, const std::string& where)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with("version https://git-lfs"))
        return unreadable("this is a pointer of Git LFS, not the file itself", where,
            "run \"git lfs pull\" or download the file");
    if (text.size() < kSafetensorsLength_bytes)
        return unreadable(
            "the file has " + std::to_string(text.size()) + " bytes and no header", where);
    std::uint64_t length = 0;
    for (std::size_t i = kSafetensorsLength_bytes; i-- > 0;)
        length = length << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    if (length > kLongestSafetensorsHeader_bytes)
        return unreadable("a header of " + std::to_string(length) + " bytes, allowed are "
                + std::to_string(kLongestSafetensorsHeader_bytes),
            where, "is it a safetensors file?");
    const std::string_view rest = text.substr(kSafetensorsLength_bytes);
    if (length > rest.size())
        return unreadable("the file is cut short: a header of " + std::to_string(length)
                + " bytes is announced, " + std::to_string(rest.size()) + " follow",
            where);
    if (length == 0 || rest[0] != '{')
        return unreadable("the header does not begin with {", where, "is it a safetensors file?");
    return rest.substr(0, length);
}

Result<ElementType> elementType(const SafetensorsEntry& entry, const std::string& where)
{
    const auto* found =
        std::find(std::begin(kSafetensorsTypes), std::end(kSafetensorsTypes), entry.type);
    if (found == std::end(kSafetensorsTypes))
        return Error{ErrorCode::Unsupported,
            printableName(entry.name) + ": its type is \"" + printableName(entry.type)
                + "\", allowed are F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL",
            where, "convert the tensor in Python, for example with tensor.to(torch.bfloat16)"};
    return static_cast<ElementType>(found - std::begin(kSafetensorsTypes));
}

/// The tensor of an entry whose bytes lie inside `data`.
Result<StoredTensor> storedTensor(
    const SafetensorsEntry& entry, std::span<const std::byte> data, const std::string& where)
{
    const auto broken = [&](const std::string& what) {
        return unreadable(printableName(entry.name) + ": " + what, where);
    };
    auto type = elementType(entry, where);
    if (!type)
        return type.error();
    std::int64_t size_bytes = checkedCount(entry.shape);
    if (size_bytes < 0 || __builtin_mul_overflow(size_bytes, elementSize_bytes(*type), &size_bytes))
        return broken("its shape is impossible");
    const std::string range =
        "bytes " + std::to_string(entry.begin_bytes) + " to " + std::to_string(entry.end_bytes);
    if (entry.end_bytes < entry.begin_bytes)
        return broken("it ends before it begins, at " + range);
    if (entry.end_bytes > data.size())
        return broken("the file is cut short: the tensor takes " + range
            + " of the data, which has " + std::to_string(data.size()));
    if (entry.end_bytes - entry.begin_bytes != static_cast<std::uint64_t>(size_bytes))
        return broken("its shape and type need " + std::to_string(size_bytes)
            + " bytes, but it has " + std::to_string(entry.end_bytes - entry.begin_bytes));
    return StoredTensor{entry.name, *type, entry.shape, denseStrides(entry.shape),
        data.subspan(entry.begin_bytes, static_cast<std::size_t>(size_bytes)), 0};
}

/// Nothing if the sorted entries fill the data without overlap and gap.
std::optional<Error> misplaced(const std::vector<SafetensorsEntry>& entries,
    std::uint64_t size_bytes, const std::string& where)
{
    std::uint64_t end_bytes = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::string name = printableName(entries[i].name);
        if (entries[i].begin_bytes < end_bytes)
            return unreadable(name + ": it overlaps " + printableName(entries[i - 1].name), where);
        if (entries[i].begin_bytes > end_bytes)
            return unreadable(name + ": a gap of "
                    + std::to_string(entries[i].begin_bytes - end_bytes) + " bytes before it",
                where);
        end_bytes = entries[i].end_bytes;
    }
    if (end_bytes < size_bytes)
        return unreadable(
            std::to_string(size_bytes - end_bytes) + " bytes follow the last tensor", where);
    return {};
}

/// Other frameworks order the axes of convolutions differently.
void findForeignLayout(const SafetensorsHeader& header, const std::string& where, WeightsFile& file)
{
    if (!header.framework.empty() && header.framework != "pt")
        file.findings.push_back({where,
            "saved for \"" + printableName(header.framework)
                + "\", not for PyTorch; the axes of its weights may be in another order"});
}

} // namespace

Result<WeightsFile> readSafetensors(std::span<const std::byte> bytes, const std::string& where)
{
    auto text = headerText(bytes, where);
    if (!text)
        return text.error();
    auto header = parseSafetensorsHeader(*text, where);
    if (!header)
        return header.error();
    std::vector<SafetensorsEntry>& entries = header->entries;
    // An empty tensor comes before the one that begins at the same byte.
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return std::tie(a.begin_bytes, a.end_bytes) < std::tie(b.begin_bytes, b.end_bytes);
    });
    const auto data = bytes.subspan(kSafetensorsLength_bytes + text->size());
    WeightsFile file;
    file.format = "safetensors";
    for (const SafetensorsEntry& entry : entries) {
        auto tensor = storedTensor(entry, data, where);
        if (!tensor)
            return tensor.error();
        file.tensors.push_back(std::move(*tensor));
    }
    if (auto error = misplaced(entries, data.size(), where))
        return *error;
    file.description = std::move(header->description);
    findForeignLayout(*header, where, file);
    return file;
}

} // namespace pleat::io
