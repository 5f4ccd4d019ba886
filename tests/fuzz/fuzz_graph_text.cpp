// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the text of a graph; behind a line of "---" follow its groups. What can be read is
// written and read again: the second text equals the first.
#include "core/coupling/group_text.h"
#include "core/graph/graph_text.h"
#include "tests/fuzz/fuzz_support.h"

#include <string>

using namespace pleat;

namespace {

constexpr std::int64_t kMostElements = 1 << 16;
constexpr std::string_view kGroupsFollow = "\n---\n";

void tryGroups(const graph::Graph& graph, std::string_view text)
{
    const auto groups = coupling::parseGroups(graph, text);
    if (!groups)
        return fuzz::checkError(groups.error());
    const std::string written = coupling::dump(graph, *groups);
    const auto again = coupling::parseGroups(graph, written);
    fuzz::require(again.ok(), "the text of groups cannot be read:\n" + written);
    fuzz::require(coupling::dump(graph, *again) == written, "groups change:\n" + written);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::asText(data, size);
    const std::size_t graphEnd = std::min(text.find(kGroupsFollow), text.size());
    const fuzz::MemoryBound bound(std::size_t{64} << 20);
    const auto graph = graph::parseGraph(text.substr(0, graphEnd), kMostElements);
    if (!graph) {
        fuzz::checkError(graph.error());
        return 0;
    }
    const std::string written = graph::dump(*graph);
    const auto again = graph::parseGraph(written, kMostElements);
    fuzz::require(again.ok(), "the text of a graph cannot be read:\n" + written);
    fuzz::require(graph::dump(*again) == written, "a graph changes:\n" + written);
    if (graphEnd < text.size())
        tryGroups(*graph, text.substr(graphEnd + kGroupsFollow.size()));
    return 0;
}
