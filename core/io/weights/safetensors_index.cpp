// SPDX-License-Identifier: GPL-3.0-or-later
// Files of safetensors: one, or the shards that an index names.
#include "core/io/weights/json_visitor.h"
#include "core/io/weights/safetensors.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

constexpr std::size_t kLargestIndex_bytes = 100'000'000; // as for headers; usual are a few MB

constexpr const char* kNoMap = "\"weight_map\" must map names of tensors to names of files";

using NamesOfShard = std::map<std::string, std::vector<std::string>>;

/// A name of a file in the same folder; nothing may lead out of it.
bool isFileName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".."
        && name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
}

class IndexVisitor : public JsonVisitor
{
public:
    NamesOfShard shards;

private:
    static bool isWeightMap(const Place& place)
    {
        return !place.empty() && place[0] == "weight_map";
    }
    void onBegin(const Place& place, bool isObject) override
    {
        if (place.empty() && !isObject)
            refuse("it is a list, not an object");
        if (isWeightMap(place) && (place.size() > 1 || !isObject))
            refuse(kNoMap);
    }
    void onScalar(const Place& place, JsonScalar value) override
    {
        if (place.empty())
            return refuse("it is " + value.text + ", not an object");
        if (!isWeightMap(place))
            return;
        if (place.size() == 1)
            return refuse(kNoMap);
        if (!value.string || !isFileName(*value.string))
            return refuse("\"weight_map\": \"" + printableName(place.back()) + "\" is " + value.text
                + ", but must be the name of a file in the same folder");
        shards[*value.string].push_back(place[1]);
    }
    void onEnd(const Place&) override { }
};

Error wrongIndex(const std::string& message, const std::string& where)
{
    return {ErrorCode::Unreadable, message, where, "download the index again"};
}

Result<NamesOfShard> parseIndex(std::string_view json, const std::string& where)
{
    if (json.size() > kLargestIndex_bytes)
        return wrongIndex("an index of " + std::to_string(json.size()) + " bytes, allowed are "
                + std::to_string(kLargestIndex_bytes),
            where);
    IndexVisitor visitor;
    if (const std::string reason = visitor.visit(json); !reason.empty())
        return wrongIndex("the index is damaged: " + reason, where);
    if (visitor.shards.empty())
        return wrongIndex("the index names no file under \"weight_map\"", where);
    return std::move(visitor.shards);
}

Result<WeightsFile> openFile(const std::string& path)
{
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return mapped.error();
    auto file = readSafetensors((*mapped)->bytes(), path);
    if (file)
        file->files.push_back(*mapped);
    return file;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Says so if the name of the file, "model-00001-of-00002.safetensors", is that of one shard.
void findOtherShards(const fs::path& path, WeightsFile& file)
{
    const std::string stem = path.stem().string();
    const std::size_t of = stem.rfind("-of-");
    const std::size_t dash = of == std::string::npos || of == 0 ? of : stem.rfind('-', of - 1);
    if (dash >= of || !isNumber(stem.substr(dash + 1, of - dash - 1)))
        return;
    std::string count = stem.substr(of + 4);
    count.erase(0, count.find_first_not_of('0'));
    if (!isNumber(count) || count == "1")
        return;
    const std::string index = stem.substr(0, dash) + ".safetensors.index.json";
    std::error_code failure;
    const bool exists = fs::exists(path.parent_path() / index, failure);
    file.findings.push_back({path.string(),
        "one shard of " + count + "; "
            + (exists ? "open " + index + " for all of them"
                      : "their index, " + index + ", is not in this folder")});
}

/// What the index says about a shard against what the shard holds.
Result<void> compareWithIndex(
    WeightsFile& shard, const std::vector<std::string>& expected, const std::string& where)
{
    std::unordered_set<std::string_view> unnamed;
    for (const StoredTensor& tensor : shard.tensors)
        unnamed.insert(tensor.name);
    for (const std::string& name : expected) {
        if (unnamed.erase(name) == 0)
            return Error{ErrorCode::Unreadable,
                printableName(name) + ": the index places it in this file, which lacks it", where,
                "download the index and its files together again"};
    }
    if (!unnamed.empty()) {
        const std::string_view first = *std::min_element(unnamed.begin(), unnamed.end());
        shard.findings.push_back({where,
            "holds tensors that the index does not name: " + std::to_string(unnamed.size())
                + ", such as " + printableName(first)});
    }
    return {};
}

/// Joins the shards of an index.
class Joiner
{
public:
    WeightsFile whole;

    Result<void> add(WeightsFile shard, const std::string& name, const std::string& where)
    {
        for (StoredTensor& tensor : shard.tensors) {
            const auto [other, isNew] = m_shardOf.emplace(tensor.name, name);
            if (!isNew)
                return Error{ErrorCode::Unreadable,
                    printableName(tensor.name) + ": it lies in " + printableName(other->second)
                        + " and in " + printableName(name),
                    where, "download the index and its files together again"};
            whole.tensors.push_back(std::move(tensor));
        }
        if (whole.description.empty())
            whole.description = shard.description;
        whole.findings.insert(whole.findings.end(), shard.findings.begin(), shard.findings.end());
        whole.files.insert(whole.files.end(), shard.files.begin(), shard.files.end());
        return {};
    }

private:
    std::unordered_map<std::string, std::string> m_shardOf; ///< by tensor
};

Result<WeightsFile> openIndex(const std::string& path)
{
    const auto mapped = MappedFile::open(path);
    if (!mapped)
        return mapped.error();
    const auto bytes = (*mapped)->bytes();
    const auto shards =
        parseIndex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path);
    if (!shards)
        return shards.error();
    Joiner joiner;
    joiner.whole.format = "safetensors";
    for (const auto& [name, tensors] : *shards) {
        const fs::path shardPath = fs::path(path).parent_path() / name;
        std::error_code failure;
        if (!fs::exists(shardPath, failure))
            return Error{ErrorCode::Unreadable,
                "the index names " + printableName(name) + ", which is missing", path,
                "put all files that it names into its folder"};
        auto shard = openFile(shardPath.string());
        if (!shard)
            return shard.error();
        if (auto same = compareWithIndex(*shard, tensors, shardPath.string()); !same)
            return same.error();
        if (auto added = joiner.add(std::move(*shard), name, path); !added)
            return added.error();
    }
    return std::move(joiner.whole);
}

} // namespace

Result<std::vector<std::string>> shardsOfIndex(std::string_view json, const std::string& where)
{
    const auto shards = parseIndex(json, where);
    if (!shards)
        return shards.error();
    std::vector<std::string> names;
    for (const auto& [name, tensors] : *shards)
        names.push_back(name);
    return names;
}

Result<WeightsFile> openSafetensors(const std::string& path)
{
    const bool isIndex = path.ends_with(".json");
    auto file = isIndex ? openIndex(path) : openFile(path);
    if (!file)
        return file.error();
    if (file->tensors.empty())
        return Error{ErrorCode::Unsupported, "it holds no tensors", path, "choose another file"};
    if (!isIndex)
        findOtherShards(path, *file);
    return file;
}

} // namespace pleat::io
