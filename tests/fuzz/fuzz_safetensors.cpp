// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a safetensors file, its header without the length before it, or an index of shards.
#include "core/io/weights/safetensors.h"
#include "tests/fuzz/fuzz_support.h"
#include "tests/fuzz/stored_tensors.h"

#include <string>
#include <vector>

using namespace pleat;

namespace {

constexpr std::size_t kData_bytes = 64; ///< behind a bare header

/// A fuzzer that inserts letters into the header would have to count them, too.
std::vector<std::byte> withLength(std::span<const std::byte> header)
{
    std::vector<std::byte> file;
    for (int byte = 0; byte < 8; ++byte)
        file.push_back(static_cast<std::byte>(std::uint64_t{header.size()} >> (8 * byte)));
    file.insert(file.end(), header.begin(), header.end());
    file.resize(file.size() + kData_bytes);
    return file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = fuzz::asBytes(data, size);
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 2 * size);
    fuzz::checkWeights(io::readSafetensors(file, "fuzz.safetensors"), file);
    if (!file.empty() && file[0] == std::byte{'{'}) {
        const std::vector<std::byte> whole = withLength(file);
        fuzz::checkWeights(io::readSafetensors(whole, "fuzz.safetensors"), whole);
    }
    const auto shards = io::shardsOfIndex(fuzz::asText(data, size), "fuzz.index.json");
    if (!shards) {
        fuzz::checkError(shards.error());
        return 0;
    }
    for (const std::string& shard : *shards)
        fuzz::require(!shard.empty() && shard.find('/') == std::string::npos && shard != "..",
            "a shard lies in another folder: " + shard);
    return 0;
}
