// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_order.h"

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kSweeps = 6;

} // namespace

LayerOrder::LayerOrder(Layers layers, const std::vector<std::vector<LayerSegment>>& segments,
    std::vector<double> widths)
    : m_layers(std::move(layers))
    , m_segments(segments)
    , m_widths(std::move(widths))
    , m_positions(m_widths.size(), 0)
{
    for (std::size_t layer = 0; layer < m_layers.size(); ++layer)
        numberLayer(layer);
}

LayerOrder::Layers LayerOrder::run(const StageContext& context)
{
    Layers best = m_layers;
    qint64 fewest = crossings();
    for (int sweep = 0; sweep < kSweeps && fewest > 0 && !context.cancelled(); ++sweep) {
        const bool down = sweep % 2 == 0;
        for (std::size_t layer = 1; layer < m_layers.size(); ++layer)
            sortLayer(down ? layer : m_layers.size() - 1 - layer, down);
        const qint64 count = crossings();
        if (count < fewest) {
            fewest = count;
            best = m_layers;
        }
    }
    return best;
}

void LayerOrder::numberLayer(std::size_t layer)
{
    for (std::size_t i = 0; i < m_layers[layer].size(); ++i)
        m_positions[m_layers[layer][i]] = static_cast<double>(i);
}

/// By where the neighbours in the next layer up or down stand on average; what has none keeps its
/// place.
void LayerOrder::sortLayer(std::size_t layer, bool byUpper)
{
    std::vector<double> sum(m_widths.size(), 0);
    std::vector<int> count(m_widths.size(), 0);
    for (const LayerSegment& segment : m_segments[byUpper ? layer - 1 : layer]) {
        const int own = byUpper ? segment.lower : segment.upper;
        const int other = byUpper ? segment.upper : segment.lower;
        const double offset = byUpper ? segment.upperOffset : segment.lowerOffset;
        sum[own] += m_positions[other] + offset / std::max(1.0, m_widths[other]);
        ++count[own];
    }
    const auto key = [&](int element) {
        return count[element] > 0 ? sum[element] / count[element] : m_positions[element];
    };
    std::stable_sort(m_layers[layer].begin(), m_layers[layer].end(),
        [&](int a, int b) { return key(a) < key(b); });
    numberLayer(layer);
}

qint64 LayerOrder::crossings() const
{
    qint64 count = 0;
    for (const std::vector<LayerSegment>& segments : m_segments) {
        for (std::size_t a = 0; a < segments.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b)
                count += cross(segments[a], segments[b]);
        }
    }
    return count;
}

bool LayerOrder::cross(const LayerSegment& a, const LayerSegment& b) const
{
    const auto before = [&](int x, double xOffset, int y, double yOffset) {
        return m_positions[x] < m_positions[y] || (x == y && xOffset < yOffset);
    };
    return (before(a.upper, a.upperOffset, b.upper, b.upperOffset)
               && before(b.lower, b.lowerOffset, a.lower, a.lowerOffset))
        || (before(b.upper, b.upperOffset, a.upper, a.upperOffset)
            && before(a.lower, a.lowerOffset, b.lower, b.lowerOffset));
}

std::vector<double> spreadOut(const std::vector<double>& wanted, const std::vector<double>& weights,
    const std::vector<double>& distances)
{
    // Without the distances the places need only ascend: neighbours in the wrong order are pooled.
    struct Pool
    {
        double sum = 0, weight = 0;
        std::size_t count = 0;
        double mean() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    double along = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        along += i == 0 ? 0 : distances[i];
        pools.push_back({(wanted[i] - along) * weights[i], weights[i], 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().count += last.count;
        }
    }
    std::vector<double> places;
    along = 0;
    for (const Pool& pool : pools) {
        for (std::size_t i = 0; i < pool.count; ++i) {
            along += places.empty() ? 0 : distances[places.size()];
            places.push_back(pool.mean() + along);
        }
    }
    return places;
}

} // namespace pleat::ui
