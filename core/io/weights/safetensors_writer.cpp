// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/json_visitor.h"
#include "core/io/weights/safetensors.h"
#include "core/io/weights/safetensors_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using nlohmann::json;

namespace pleat::io {

namespace {

using Tensors = std::vector<const StoredTensor*>;

std::size_t size_bytes(const StoredTensor& tensor)
{
    return static_cast<std::size_t>(checkedCount(tensor.shape) * elementSize_bytes(tensor.type));
}

Error impossible(
    const std::string& message, const std::string& path, const std::string& hint = "rename it")
{
    return {ErrorCode::Impossible, message, path, hint};
}

/// By decreasing size of the elements, so that each lies at a multiple of its size; then by name.
/// Throws LogicError for tensors that writeSafetensors does not take.
Tensors inOrderOfFile(const std::vector<StoredTensor>& tensors, const std::string& path)
{
    Tensors sorted;
    for (const StoredTensor& tensor : tensors) {
        if (auto stored = checkStored(tensor, path); !stored)
            throw LogicError(toString(stored.error()));
        if (checkedCount(tensor.shape) > 0 && tensor.strides != denseStrides(tensor.shape))
            throw LogicError(tensor.name + " is not dense");
        sorted.push_back(&tensor);
    }
    std::sort(sorted.begin(), sorted.end(), [](const StoredTensor* a, const StoredTensor* b) {
        const std::int64_t sizeA = elementSize_bytes(a->type), sizeB = elementSize_bytes(b->type);
        return sizeA != sizeB ? sizeA > sizeB : a->name < b->name;
    });
    return sorted;
}

Result<void> checkNames(const Tensors& tensors, const std::string& path)
{
    std::vector<std::string_view> names;
    for (const StoredTensor* tensor : tensors)
        names.push_back(tensor->name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        return impossible("two tensors are called " + printableName(*twice), path);
    if (std::binary_search(names.begin(), names.end(), kSafetensorsMetadata))
        return impossible("no tensor may be called __metadata__", path);
    return {};
}

/// Throws json::exception for names that are no UTF-8.
std::string headerText(const Tensors& tensors, const std::string& description)
{
    json metadata{{kSafetensorsFramework, "pt"}}; // other programs refuse files that do not say it
    if (!description.empty())
        metadata[kSafetensorsDescription] = description;
    std::string text = "{" + json(kSafetensorsMetadata).dump() + ":" + metadata.dump();
    std::uint64_t offset_bytes = 0;
    for (const StoredTensor* tensor : tensors) {
        const std::uint64_t end_bytes = offset_bytes + size_bytes(*tensor);
        const json entry{{"dtype", kSafetensorsTypes[static_cast<int>(tensor->type)]},
            {"shape", tensor->shape}, {"data_offsets", {offset_bytes, end_bytes}}};
        text += "," + json(tensor->name).dump() + ":" + entry.dump();
        offset_bytes = end_bytes;
    }
    text += "}";
    text.resize((text.size() + 7) / 8 * 8, ' '); // so that the data begins at a multiple of 8
    return text;
}

} // namespace

Result<void> writeSafetensors(const std::vector<StoredTensor>& tensors,
    const std::string& description, const std::string& path)
{
    const Tensors sorted = inOrderOfFile(tensors, path);
    if (auto names = checkNames(sorted, path); !names)
        return names;
    std::string header;
    try {
        header = headerText(sorted, description);
    } catch (const json::exception&) {
        return impossible("a name of a tensor or the description is no UTF-8", path);
    }
    if (header.size() > kLongestSafetensorsHeader_bytes)
        return impossible("a header of " + std::to_string(header.size())
                + " bytes is needed, the format allows "
                + std::to_string(kLongestSafetensorsHeader_bytes),
            path, "choose another format");
    std::ofstream stream(path, std::ios::binary);
    for (std::size_t i = 0; i < kSafetensorsLength_bytes; ++i)
        stream.put(static_cast<char>(header.size() >> (8 * i)));
    stream << header;
    for (const StoredTensor* tensor : sorted) {
        const std::size_t size = size_bytes(*tensor);
        if (size == 0) // its offset may lie anywhere
            continue;
        const auto begin =
            static_cast<std::size_t>(tensor->offset * elementSize_bytes(tensor->type));
        const auto content = tensor->storage.subspan(begin, size);
        stream.write(reinterpret_cast<const char*>(content.data()),
            static_cast<std::streamsize>(content.size()));
    }
    stream.close();
    if (!stream)
        return impossible("writing failed", path, "is the disk full?");
    return {};
}

} // namespace pleat::io
