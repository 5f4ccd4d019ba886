// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/old_state_dict.h"

#include "core/io/weights/pickle_opcodes.h"
#include "core/io/weights/state_dict_tensors.h"

#include <unordered_map>

namespace pleat::io {

namespace {

/// 0x1950a86a20f9469cfc6c
constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr std::int64_t kVersion = 1001;
constexpr std::size_t kSize_bytes = 8; ///< of the number of elements before each storage

class OldReader
{
public:
    OldReader(std::span<const std::byte> bytes, const std::string& where)
        : m_bytes(bytes)
        , m_where(where)
    {
    }
    Result<WeightsFile> run();

private:
    Result<Pickle> next();
    Result<void> readHeader();
    Result<void> checkMachine(const Pickle& machine) const;
    Result<void> listElementSizes(const Pickle& pickle);
    Result<void> locateStorages(const Pickle& keys);
    Error damaged(const std::string& what) const
    {
        return {
            ErrorCode::Unreadable, what, m_where, "the file is damaged; copy or download it again"};
    }

    std::span<const std::byte> m_bytes;
    const std::string& m_where;
    std::size_t m_position = 0;
    std::unordered_map<std::string_view, std::int64_t> m_elementSizes_bytes; ///< by key
    std::unordered_map<std::string_view, std::span<const std::byte>> m_storages; ///< by key
};

Result<WeightsFile> OldReader::run()
{
    if (auto read = readHeader(); !read)
        return read.error();
    const auto object = next();
    if (!object)
        return object.error();
    if (auto listed = listElementSizes(*object); !listed)
        return listed.error();
    const auto keys = next();
    if (!keys)
        return keys.error();
    // A storage that cannot be located matters only if a tensor needs it.
    const auto located = locateStorages(*keys);
    auto file = readTensors(*object, m_where,
        [&](const PickledTensor& tensor,
            const std::string& name) -> Result<std::span<const std::byte>> {
            const auto held = m_storages.find(tensor.storage);
            if (held == m_storages.end())
                return located ? damaged(name + ": its storage is missing") : located.error();
            if (held->second.size() < static_cast<std::size_t>(tensor.storage_bytes))
                return damaged(name + ": its storage has " + std::to_string(held->second.size())
                    + " bytes instead of " + std::to_string(tensor.storage_bytes));
            return held->second;
        });
    if (file)
        file->findings.push_back({m_where,
            "torch.save of before PyTorch 1.6 wrote no checksums, so damage would not be noticed"});
    return file;
}

Result<Pickle> OldReader::next()
{
    auto pickle = readPickle(m_bytes.subspan(m_position), m_where);
    if (pickle)
        m_position += pickle->size_bytes;
    return pickle;
}

Result<void> OldReader::readHeader()
{
    const auto magic = next();
    if (!magic || magic->nodes[magic->root].text() != kMagic)
        return Error{ErrorCode::Unsupported, "this is a pickle, but not one of torch.save", m_where,
            "in Python: torch.save(net.state_dict(), \"weights.pth\")"};
    const auto version = next();
    if (!version)
        return version.error();
    if (version->nodes[version->root].integer() != kVersion)
        return damaged("it has version " + std::to_string(version->nodes[version->root].integer())
            + " instead of " + std::to_string(kVersion));
    const auto machine = next();
    return machine ? checkMachine(*machine) : machine.error();
}

Result<void> OldReader::checkMachine(const Pickle& machine) const
{
    const auto pairs = machine.nodes[machine.root].pairs();
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
        if (machine.nodes[pairs[i]].text() == "little_endian"
            && !machine.nodes[pairs[i + 1]].integer())
            return Error{ErrorCode::Unsupported, "its numbers are big-endian", m_where,
                "load and save it again on the machine that you use"};
    }
    return {};
}

/// The storages lie one behind the other without their types, so all must be known to find one.
Result<void> OldReader::listElementSizes(const Pickle& pickle)
{
    for (const PickleNode& node : pickle.nodes) {
        if (node.kind != PickleKind::Persistent)
            continue;
        const auto parts = pickle.nodes[node.items()[0]].items();
        if (parts.size() < 5 || pickle.nodes[parts[0]].text() != "storage")
            continue;
        if (parts.size() > 5 && pickle.nodes[parts[5]].kind != PickleKind::None)
            return Error{ErrorCode::Unsupported, "it holds views of storages, as PyTorch 0.3 did",
                m_where, "in Python: torch.save(torch.load(\"old.pth\"), \"new.pth\")"};
        if (const auto size_bytes = storageElementSize_bytes(className(pickle, parts[1])))
            m_elementSizes_bytes.emplace(pickle.nodes[parts[2]].text(), *size_bytes);
    }
    return {};
}

/// Each as the number of its elements and their bytes, in the order of the keys.
Result<void> OldReader::locateStorages(const Pickle& keys)
{
    for (PickleId id : keys.nodes[keys.root].items()) {
        const std::string_view key = keys.nodes[id].text();
        const auto elementSize = m_elementSizes_bytes.find(key);
        if (elementSize == m_elementSizes_bytes.end())
            return damaged("a storage before it has an unknown type");
        const auto rest = m_bytes.subspan(m_position);
        if (rest.size() < kSize_bytes)
            return damaged("it is cut short before a storage");
        std::uint64_t size_bytes = 0;
        for (std::size_t i = kSize_bytes; i-- > 0;)
            size_bytes = (size_bytes << 8) | static_cast<std::uint8_t>(rest[i]);
        if (__builtin_mul_overflow(
                size_bytes, static_cast<std::uint64_t>(elementSize->second), &size_bytes)
            || size_bytes > rest.size() - kSize_bytes)
            return damaged("it is cut short in a storage");
        m_storages.emplace(key, rest.subspan(kSize_bytes, size_bytes));
        m_position += kSize_bytes + size_bytes;
    }
    return {};
}

} // namespace

bool isPickle(std::span<const std::byte> bytes)
{
    return !bytes.empty() && static_cast<std::uint8_t>(bytes[0]) == pickle::PROTO;
}

Result<WeightsFile> readOldStateDict(std::span<const std::byte> bytes, const std::string& where)
{
    return OldReader(bytes, where).run();
}

} // namespace pleat::io
