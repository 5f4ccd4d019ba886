// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/picking.h"

#include <algorithm>
#include <iterator>

namespace pleat::ui {

std::vector<int> combined(
    const std::vector<int>& marked, const std::vector<int>& picked, Qt::KeyboardModifiers modifiers)
{
    std::vector<int> result;
    if (modifiers & Qt::ShiftModifier)
        std::set_union(
            marked.begin(), marked.end(), picked.begin(), picked.end(), std::back_inserter(result));
    else if (modifiers & Qt::ControlModifier)
        std::set_symmetric_difference(
            marked.begin(), marked.end(), picked.begin(), picked.end(), std::back_inserter(result));
    else
        result = picked;
    return result;
}

std::vector<int> clusterAround(const std::vector<std::int32_t>& labels, int channel)
{
    std::vector<int> members;
    const auto count = static_cast<int>(labels.size());
    for (int other = 0; channel >= 0 && channel < count && other < count; ++other) {
        if (labels[other] == labels[channel])
            members.push_back(other);
    }
    return members;
}

} // namespace pleat::ui
