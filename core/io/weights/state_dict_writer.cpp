// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickle_writer.h"
#include "core/io/weights/pickled_tensor.h"
#include "core/io/weights/state_dict.h"
#include "core/io/weights/zip_writer.h"

#include <map>
#include <set>
#include <tuple>

namespace pleat::io {

namespace {

constexpr const char* kStem = "archive";
/// Of the file format; torch.load compares it with what it can read.
constexpr std::string_view kVersion = "3\n";

/// A storage of its own for each type: PyTorch refuses to see one with two.
using StorageIdentity = std::tuple<const std::byte*, std::size_t, ElementType>;

class Storages
{
public:
    /// The key of a tensor's storage, the same for tensors that share it.
    std::string key(const StoredTensor& tensor)
    {
        const auto elements = elementCount(tensor);
        const auto size_bytes = static_cast<std::size_t>(elements * elementSize_bytes(tensor.type));
        const StorageIdentity identity{tensor.storage.data(), size_bytes, tensor.type};
        const auto [place, isNew] = m_keys.emplace(identity, m_contents.size());
        if (isNew)
            m_contents.push_back(tensor.storage.first(size_bytes));
        return std::to_string(place->second);
    }
    static std::int64_t elementCount(const StoredTensor& tensor)
    {
        return static_cast<std::int64_t>(tensor.storage.size()) / elementSize_bytes(tensor.type);
    }
    const std::vector<std::span<const std::byte>>& contents() const { return m_contents; }

private:
    std::map<StorageIdentity, std::size_t> m_keys;
    std::vector<std::span<const std::byte>> m_contents;
};

void writeEmptyOrderedDict(PickleWriter& pickle)
{
    pickle.global("collections", "OrderedDict");
    pickle.integers({});
    pickle.call();
}

/// ("storage", class, key, device, elements)
void writeStorage(PickleWriter& pickle, const StoredTensor& tensor, const std::string& key)
{
    pickle.mark();
    pickle.text("storage");
    pickle.global("torch", storageClassName(tensor.type));
    pickle.text(key);
    pickle.text("cpu");
    pickle.integer(Storages::elementCount(tensor));
    pickle.tuple();
    pickle.persistent();
}

/// _rebuild_tensor_v2(storage, offset, sizes, strides, requires_grad, hooks)
void writeTensor(PickleWriter& pickle, const StoredTensor& tensor, const std::string& key)
{
    pickle.global("torch._utils", "_rebuild_tensor_v2");
    pickle.mark();
    writeStorage(pickle, tensor, key);
    pickle.integer(tensor.offset);
    pickle.integers(tensor.shape);
    pickle.integers(tensor.strides);
    pickle.boolean(false);
    writeEmptyOrderedDict(pickle);
    pickle.tuple();
    pickle.call();
}

Result<void> checkTensors(const std::vector<StoredTensor>& tensors, const std::string& path)
{
    std::set<std::string_view> names;
    for (const StoredTensor& tensor : tensors) {
        if (auto checked = checkStored(tensor, path); !checked)
            return checked;
        if (!names.insert(tensor.name).second)
            return Error{ErrorCode::Internal, "two tensors are called " + tensor.name, path, ""};
    }
    return {};
}

std::span<const std::byte> asBytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

} // namespace

Result<void> writeStateDict(const std::vector<StoredTensor>& tensors,
    const std::string& description, const std::string& path)
{
    if (auto checked = checkTensors(tensors, path); !checked)
        return checked;
    Storages storages;
    PickleWriter pickle;
    writeEmptyOrderedDict(pickle);
    pickle.mark();
    for (const StoredTensor& tensor : tensors) {
        pickle.text(tensor.name);
        writeTensor(pickle, tensor, storages.key(tensor));
    }
    pickle.setItems();

    ZipWriter zip(path);
    const std::string folder = std::string(kStem) + "/";
    zip.add(folder + "data.pkl", asBytes(pickle.finish()));
    zip.add(folder + "byteorder", asBytes("little"));
    if (!description.empty())
        zip.add(folder + kStateDictDescription, asBytes(description));
    for (std::size_t i = 0; i < storages.contents().size(); ++i)
        zip.add(folder + "data/" + std::to_string(i), storages.contents()[i]);
    zip.add(folder + "version", asBytes(kVersion));
    return zip.finish();
}

} // namespace pleat::io
