// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cluster_looks.h"

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

} // namespace pleat::ui
