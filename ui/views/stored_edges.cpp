// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/stored_edges.h"

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kLargest = 1e9; // of a coordinate that any view has
constexpr double kNarrowest = 1e-9; // of a range, as a share of its ends: else no ticks fit in

bool isRange(double low, double high)
{
    return high - low > kNarrowest * std::max(std::abs(low), std::abs(high));
}

} // namespace

QJsonArray storedEdges(const ViewEdges& edges)
{
    return {edges[0], edges[1], edges[2], edges[3]};
}

std::optional<ViewEdges> edgesFrom(const QJsonValue& stored)
{
    const std::vector<double> found = coordinatesFrom(stored, 4);
    if (found.empty() || !isRange(found[0], found[2]) || !isRange(found[1], found[3]))
        return std::nullopt;
    return ViewEdges{found[0], found[1], found[2], found[3]};
}

std::vector<double> coordinatesFrom(const QJsonValue& stored, int count)
{
    const QJsonArray list = stored.toArray();
    const bool fits =
        list.size() == count && std::all_of(list.begin(), list.end(), [](const QJsonValue& value) {
            return value.isDouble() && std::abs(value.toDouble()) <= kLargest;
        });
    std::vector<double> numbers;
    for (qsizetype i = 0; fits && i < list.size(); ++i)
        numbers.push_back(list[i].toDouble());
    return numbers;
}

} // namespace pleat::ui
