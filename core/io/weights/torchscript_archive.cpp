// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/torchscript_archive.h"

#include "core/io/weights/pickled_tensor.h"
#include "core/io/weights/torchscript_code.h"
#include "core/io/weights/weights_file.h"

#include <span>
#include <string_view>

namespace pleat::io {

namespace {

constexpr std::uint64_t kLargestPickle_bytes = std::uint64_t{128} << 20;
constexpr std::uint64_t kLargestCode_bytes = std::uint64_t{64} << 20;

/// "stem/data/12": one of the pickle stem/data.pkl; "stem/constants/3" likewise.
bool isStorage(std::string_view name)
{
    const std::size_t folder = name.find('/');
    if (folder == std::string_view::npos)
        return false;
    name.remove_prefix(folder + 1);
    return name.starts_with("data/") || name.starts_with("constants/");
}

Result<void> checkTensor(const PickledTensor& pickled, const std::string& name,
    const ZipArchive& archive, const std::string& folder, const std::string& where)
{
    const ZipRecord* storage = archive.find(folder + "/" + std::string(pickled.storage));
    const auto size_bytes = static_cast<std::uint64_t>(pickled.storage_bytes);
    if (!storage || storage->size_bytes < size_bytes)
        return Error{ErrorCode::Unreadable,
            storage
                ? name + ": its storage of " + std::to_string(size_bytes) + " bytes is cut short"
                : name + ": its storage of " + std::to_string(size_bytes) + " bytes is missing",
            where, "the file is damaged; copy or download it again"};
    StoredTensor tensor;
    tensor.name = name;
    tensor.type = pickled.type;
    tensor.shape = pickled.shape;
    tensor.strides = pickled.strides;
    tensor.offset = pickled.offset;
    tensor.storage = storage->stored.first(storage->deflated ? 0 : size_bytes);
    return checkStored(tensor, where);
}

/// `folder` holds the storages of the pickle: "stem/data" those of "stem/data.pkl".
Result<void> checkPickle(const ZipArchive& archive, const ZipRecord& record,
    const std::string& folder, const std::string& where)
{
    const auto bytes = archive.read(record, kLargestPickle_bytes);
    if (!bytes)
        return bytes.error();
    const auto pickle = readPickle(std::as_bytes(std::span(*bytes)), where);
    if (!pickle)
        return pickle.error();
    int count = 0;
    for (PickleId id = 0; id < pickle->nodes.size(); ++id) {
        const auto call = tensorCall(*pickle, id);
        if (!call)
            continue;
        const std::string name = "tensor " + std::to_string(count++) + " of " + record.name;
        const auto pickled = readPickledTensor(*pickle, *call, name, where);
        // Quantised and complex tensors are LibTorch's business.
        if (!pickled && pickled.error().code == ErrorCode::Unsupported)
            continue;
        if (!pickled)
            return pickled.error();
        if (auto checked = checkTensor(*pickled, name, archive, folder, where); !checked)
            return checked;
    }
    return {};
}

Result<void> checkCode(const ZipArchive& archive, const ZipRecord& record, const std::string& where)
{
    const auto code = archive.read(record, kLargestCode_bytes);
    if (!code)
        return code.error();
    return checkTorchScriptCode(*code, record.name, where);
}

} // namespace

Result<void> checkTorchScriptParts(const ZipArchive& archive, const std::string& where)
{
    constexpr std::string_view kPickle = ".pkl";
    for (const ZipRecord& record : archive.records()) {
        if (isStorage(record.name))
            continue;
        if (auto intact = archive.check(record); !intact)
            return intact;
        if (record.name.ends_with(".py")) {
            if (auto checked = checkCode(archive, record, where); !checked)
                return checked;
        }
        if (!record.name.ends_with(kPickle))
            continue;
        const std::string folder = record.name.substr(0, record.name.size() - kPickle.size());
        if (auto checked = checkPickle(archive, record, folder, where); !checked)
            return checked;
    }
    return {};
}

Result<void> checkTorchScriptStorages(const ZipArchive& archive)
{
    for (const ZipRecord& record : archive.records()) {
        if (!isStorage(record.name))
            continue;
        if (auto intact = archive.check(record); !intact)
            return intact;
    }
    return {};
}

} // namespace pleat::io
