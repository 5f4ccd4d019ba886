// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cluster_looks.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace pleat::ui {

std::vector<std::int32_t> clusterLooks(const cluster::MergeTree& tree, std::int64_t k)
{
    const std::vector<cluster::Merge>& merges = tree.merges();
    const std::int64_t channels = tree.channels();
    std::vector<std::int32_t> looks(channels + merges.size(), 0);
    const auto sizeOf = [&](std::int32_t node) {
        return node < channels ? 1 : merges[node - channels].size;
    };
    for (std::int64_t i = static_cast<std::int64_t>(merges.size()) - 1; i >= 0; --i) {
        const cluster::Merge& merge = merges[i];
        const std::int32_t look = looks[channels + i];
        const bool split = i >= channels - k;
        const bool leftKeeps = sizeOf(merge.left) >= sizeOf(merge.right);
        const auto fresh = static_cast<std::int32_t>(channels - 1 - i);
        looks[merge.left] = split && !leftKeeps ? fresh : look;
        looks[merge.right] = split && leftKeeps ? fresh : look;
    }
    looks.resize(channels);
    return looks;
}

std::vector<std::int32_t> clusterLooks(
    const cluster::MergeTree& tree, const cluster::Labels& labels, std::int64_t k)
{
    const std::vector<std::int32_t> previewed = clusterLooks(tree, k);
    std::map<std::pair<std::int32_t, std::int32_t>, int> shared; // by label, look
    for (std::size_t channel = 0; channel < labels.size(); ++channel)
        ++shared[{labels[channel], previewed[channel]}];
    std::vector<std::tuple<int, std::int32_t, std::int32_t>> pairs;
    for (const auto& [pair, count] : shared)
        pairs.emplace_back(-count, pair.first, pair.second);
    std::sort(pairs.begin(), pairs.end());
    std::vector<std::int32_t> lookOf(static_cast<std::size_t>(k), -1);
    std::vector<bool> taken(static_cast<std::size_t>(k), false);
    for (const auto& [count, label, look] : pairs) {
        if (lookOf[label] < 0 && !taken[look]) {
            lookOf[label] = look;
            taken[look] = true;
        }
    }
    auto left = taken.begin();
    for (std::int32_t& look : lookOf) {
        if (look >= 0)
            continue;
        left = std::find(left, taken.end(), false);
        look = static_cast<std::int32_t>(left - taken.begin());
        ++left;
    }
    std::vector<std::int32_t> looks(labels.size());
    std::transform(labels.begin(), labels.end(), looks.begin(),
        [&](std::int32_t label) { return lookOf[label]; });
    return looks;
}

} // namespace pleat::ui
