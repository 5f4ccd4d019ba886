// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickled_state_dict.h"
#include "core/io/weights/state_dict.h"
#include "core/io/weights/zip_reader.h"

#include <set>

namespace pleat::io {

namespace {

constexpr std::uint64_t kLargestPickle_bytes = std::uint64_t{128} << 20;
constexpr std::uint64_t kLargestDescription_bytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kLongestByteOrder_bytes = 16;
constexpr std::string_view kPickleRecord = "/data.pkl";

class Reader
{
public:
    Reader(const ZipArchive& archive, const std::string& where)
        : m_archive(archive)
        , m_where(where)
    {
    }
    Result<WeightsFile> run();

private:
    Result<void> findStem();
    Result<void> checkSmallRecords() const;
    Result<void> checkByteOrder() const;
    Result<std::string> readDescription() const;
    Result<WeightsFile> readTensors(const Pickle& pickle);
    Result<std::span<const std::byte>> storage(
        const PickledTensor& tensor, const std::string& name);
    const ZipRecord* record(std::string_view name) const
    {
        return m_archive.find(m_stem + std::string(name));
    }

    const ZipArchive& m_archive;
    const std::string& m_where;
    std::string m_stem; ///< the folder of all records
    std::set<const ZipRecord*> m_checked;
};

Result<WeightsFile> Reader::run()
{
    if (auto found = findStem(); !found)
        return found.error();
    for (const Result<void>& checked : {checkSmallRecords(), checkByteOrder()}) {
        if (!checked)
            return checked.error();
    }
    const auto bytes = m_archive.read(*record(kPickleRecord), kLargestPickle_bytes);
    if (!bytes)
        return bytes.error();
    const auto pickle = readPickle(std::as_bytes(std::span(*bytes)), m_where);
    if (!pickle)
        return pickle.error();
    auto file = readTensors(*pickle);
    if (!file)
        return file;
    auto description = readDescription();
    if (!description)
        return description.error();
    file->description = std::move(*description);
    return file;
}

/// "archive", or the name that the file had when it was saved.
Result<void> Reader::findStem()
{
    for (const ZipRecord& candidate : m_archive.records()) {
        if (candidate.name.ends_with(kPickleRecord)
            && candidate.name.find('/') == candidate.name.size() - kPickleRecord.size())
            m_stem = candidate.name.substr(0, candidate.name.size() - kPickleRecord.size());
    }
    if (m_stem.empty())
        return Error{ErrorCode::Unsupported, "this zip archive was not written by torch.save",
            m_where, "in Python: torch.save(net.state_dict(), \"weights.pth\")"};
    if (record("/constants.pkl"))
        return Error{ErrorCode::Unsupported, "this is TorchScript, not a state_dict", m_where,
            "open it as the network itself; a file name that ends in .pt helps"};
    return {};
}

/// Whatever is no storage; of those only the ones that a tensor uses are looked at.
Result<void> Reader::checkSmallRecords() const
{
    for (const ZipRecord& small : m_archive.records()) {
        if (small.name.starts_with(m_stem + "/data/"))
            continue;
        if (auto checked = m_archive.check(small); !checked)
            return checked;
    }
    return {};
}

Result<void> Reader::checkByteOrder() const
{
    const ZipRecord* order = record("/byteorder");
    if (!order)
        return {};
    const auto text = m_archive.read(*order, kLongestByteOrder_bytes);
    if (!text)
        return text.error();
    if (*text != "little")
        return Error{ErrorCode::Unsupported, "its numbers are big-endian", m_where,
            "load and save it again on the machine that you use"};
    return {};
}

Result<std::string> Reader::readDescription() const
{
    const ZipRecord* description = record(std::string("/") + kStateDictDescription);
    return description ? m_archive.read(*description, kLargestDescription_bytes) : std::string();
}

Result<WeightsFile> Reader::readTensors(const Pickle& pickle)
{
    auto found = findStateDict(pickle, m_where);
    if (!found)
        return found.error();
    WeightsFile file;
    file.format = "state_dict";
    file.findings = std::move(found->findings);
    for (const auto& [name, call] : found->tensors) {
        auto pickled = readPickledTensor(pickle, call, name, m_where);
        if (!pickled)
            return pickled.error();
        auto bytes = storage(*pickled, name);
        if (!bytes)
            return bytes.error();
        file.tensors.push_back(
            {name, pickled->type, std::move(pickled->shape), std::move(pickled->strides),
                bytes->first(static_cast<std::size_t>(pickled->storage_bytes)), pickled->offset});
        if (auto checked = checkStored(file.tensors.back(), m_where); !checked)
            return checked.error();
    }
    return file;
}

/// At least PickledTensor::storage_bytes bytes, or an Error that names the tensor.
Result<std::span<const std::byte>> Reader::storage(
    const PickledTensor& tensor, const std::string& name)
{
    const std::string key = "data/" + std::string(tensor.storage);
    const ZipRecord* held = record("/" + key);
    const auto size_bytes = static_cast<std::uint64_t>(tensor.storage_bytes);
    const auto damaged = [&](const std::string& message) {
        return Error{ErrorCode::Unreadable, message, m_where,
            "the file is damaged; copy or download it again"};
    };
    if (!held)
        return damaged(name + ": its storage " + key + " is missing");
    if (held->size_bytes < size_bytes)
        return damaged(name + ": its storage " + key + " has " + std::to_string(held->size_bytes)
            + " bytes instead of " + std::to_string(size_bytes));
    if (held->deflated)
        return Error{ErrorCode::Unsupported, name + ": its storage " + key + " is compressed",
            m_where, "torch.save compresses nothing; in Python, load the file and save it again"};
    if (m_checked.insert(held).second) {
        if (auto checked = m_archive.check(*held); !checked)
            return checked.error();
    }
    return held->stored;
}

} // namespace

Result<WeightsFile> readStateDict(std::span<const std::byte> bytes, const std::string& where)
{
    const auto archive = ZipArchive::open(bytes, where);
    if (!archive)
        return archive.error();
    return Reader(*archive, where).run();
}

} // namespace pleat::io
