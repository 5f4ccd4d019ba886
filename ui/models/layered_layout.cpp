// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layered_layout.h"

#include "ui/models/layer_order.h"

#include <algorithm>
#include <numeric>
#include <queue>

namespace pleat::ui {

namespace {

constexpr double kItemGap = 26; // between neighbours
constexpr double kLaneGap = 12; // beside lines that only pass
constexpr double kLayerGap = 30;
constexpr int kPlaceSweeps = 8;
constexpr double kLaneWeight = 4; // long lines are kept straight

/// An item, or a line that passes a layer.
struct Element
{
    int item = -1; ///< -1 for a line
    double width = 0;
    int layer = 0;
    double x = 0; ///< left side
};

class Layering
{
public:
    Layering(const std::vector<QSizeF>& items, const std::vector<LayoutChain>& chains,
        const StageContext& context)
        : m_items(items)
        , m_chains(chains)
        , m_context(context)
    {
    }

    LayeredLayout run()
    {
        assignLayers();
        makeElements();
        reduceCrossings();
        place();
        straighten();
        return write();
    }

private:
    /// Longest paths; layer 0 and the last one hold only lines.
    void assignLayers()
    {
        std::vector<std::vector<int>> readers(m_items.size());
        std::vector<int> waiting(m_items.size(), 0);
        for (const LayoutChain& chain : m_chains) {
            for (const LayoutChain::End& target : chain.targets) {
                if (chain.source.item < 0 || target.item < 0)
                    continue;
                readers[chain.source.item].push_back(target.item);
                ++waiting[target.item];
            }
        }
        m_layerOf.assign(m_items.size(), 1);
        std::priority_queue<int, std::vector<int>, std::greater<>> ready;
        for (int item = 0; item < static_cast<int>(m_items.size()); ++item) {
            if (waiting[item] == 0)
                ready.push(item);
        }
        while (!ready.empty()) {
            const int item = ready.top();
            ready.pop();
            for (int reader : readers[item]) {
                m_layerOf[reader] = std::max(m_layerOf[reader], m_layerOf[item] + 1);
                if (--waiting[reader] == 0)
                    ready.push(reader);
            }
        }
        const auto last = std::max_element(m_layerOf.begin(), m_layerOf.end());
        m_layers.resize(last == m_layerOf.end() ? 2 : *last + 2);
        m_segments.resize(m_layers.size() - 1);
    }

    int addElement(int layer, int item, double width)
    {
        const int id = static_cast<int>(m_elements.size());
        m_elements.push_back({item, width, layer, 0});
        m_layers[layer].push_back(id);
        return id;
    }

    void makeElements()
    {
        for (std::size_t item = 0; item < m_items.size(); ++item)
            addElement(m_layerOf[item], static_cast<int>(item), m_items[item].width());
        const int last = static_cast<int>(m_layers.size()) - 1;
        for (const LayoutChain& chain : m_chains) {
            const int from = chain.source.item < 0 ? 0 : m_layerOf[chain.source.item];
            int end = from;
            for (const LayoutChain::End& target : chain.targets)
                end = std::max(end, target.item < 0 ? last + 1 : m_layerOf[target.item]);
            // lane[i] is the element of the line in layer from + i.
            std::vector<int> lane{chain.source.item < 0 ? addElement(0, -1, 0) : chain.source.item};
            for (int layer = from + 1; layer < end; ++layer) {
                const int element = addElement(layer, -1, 0);
                const double offset = layer == from + 1 ? chain.source.offset : 0;
                m_segments[layer - 1].push_back({lane.back(), element, offset, 0});
                lane.push_back(element);
            }
            addBranches(chain, from, lane);
            m_lanes.push_back(std::move(lane));
        }
    }

    void addBranches(const LayoutChain& chain, int from, const std::vector<int>& lane)
    {
        for (const LayoutChain::End& target : chain.targets) {
            if (target.item < 0)
                continue;
            const int above = m_layerOf[target.item] - 1;
            m_segments[above].push_back({lane[above - from], target.item,
                above == from ? chain.source.offset : 0, target.offset});
        }
    }

    void reduceCrossings()
    {
        std::vector<double> widths;
        for (const Element& element : m_elements)
            widths.push_back(element.width);
        m_layers = LayerOrder(std::move(m_layers), m_segments, std::move(widths)).run(m_context);
    }

    double gapBetween(const Element& left, const Element& right) const
    {
        return left.item < 0 || right.item < 0 ? kLaneGap : kItemGap;
    }

    /// Moves the elements of a layer towards what they are linked with, above, below or both.
    void placeLayer(int layer, bool byUpper, bool byLower)
    {
        std::vector<double> sum(m_elements.size(), 0), weight(m_elements.size(), 0);
        const auto pull = [&](int own, double ownOffset, int other, double otherOffset) {
            const bool lane = m_elements[own].item < 0 && m_elements[other].item < 0;
            const double strength = lane ? kLaneWeight : 1;
            sum[own] += strength * (m_elements[other].x + otherOffset - ownOffset);
            weight[own] += strength;
        };
        if (byUpper && layer > 0) {
            for (const LayerSegment& s : m_segments[layer - 1])
                pull(s.lower, s.lowerOffset, s.upper, s.upperOffset);
        }
        if (byLower && layer + 1 < static_cast<int>(m_layers.size())) {
            for (const LayerSegment& s : m_segments[layer])
                pull(s.upper, s.upperOffset, s.lower, s.lowerOffset);
        }
        std::vector<double> wanted, weights;
        for (int id : m_layers[layer]) {
            wanted.push_back(weight[id] > 0 ? sum[id] / weight[id] : m_elements[id].x);
            weights.push_back(weight[id] > 0 ? weight[id] : 0.01);
        }
        moveLayer(layer, wanted, weights);
    }

    void moveLayer(int layer, const std::vector<double>& wanted, const std::vector<double>& weights)
    {
        std::vector<double> distances;
        const Element* before = nullptr;
        for (int id : m_layers[layer]) {
            const Element& element = m_elements[id];
            distances.push_back(before ? before->width + gapBetween(*before, element) : 0);
            before = &element;
        }
        const std::vector<double> places = spreadOut(wanted, weights, distances);
        for (std::size_t i = 0; i < places.size(); ++i)
            m_elements[m_layers[layer][i]].x = places[i];
    }

    void place()
    {
        const int layers = static_cast<int>(m_layers.size());
        for (int layer = 0; layer < layers; ++layer)
            placeLayer(layer, true, false);
        for (int sweep = 0; sweep < kPlaceSweeps; ++sweep) {
            if (m_context.cancelled())
                return;
            const bool down = sweep % 2 == 1;
            const bool both = sweep >= kPlaceSweeps - 3;
            for (int i = 0; i < layers; ++i)
                placeLayer(down ? i : layers - 1 - i, down || both, !down || both);
        }
    }

    /// Chains in which each has one neighbour above and below become straight, from the top on.
    void straighten()
    {
        std::vector<int> above(m_elements.size(), 0), below(m_elements.size(), 0);
        for (const std::vector<LayerSegment>& segments : m_segments) {
            for (const LayerSegment& segment : segments) {
                ++above[segment.lower];
                ++below[segment.upper];
            }
        }
        std::vector<double> aligned(m_elements.size(), 0);
        for (std::size_t layer = 1; layer < m_layers.size(); ++layer) {
            for (int id : m_layers[layer])
                aligned[id] = m_elements[id].x;
            for (const LayerSegment& s : m_segments[layer - 1]) {
                if (above[s.lower] == 1 && below[s.upper] == 1)
                    aligned[s.lower] = m_elements[s.upper].x + s.upperOffset - s.lowerOffset;
            }
            std::vector<double> wanted;
            for (int id : m_layers[layer])
                wanted.push_back(aligned[id]);
            moveLayer(static_cast<int>(layer), wanted, std::vector<double>(wanted.size(), 1));
        }
    }

    LayeredLayout write()
    {
        double left = 0, right = 0;
        for (std::size_t id = 0; id < m_elements.size(); ++id) {
            const Element& element = m_elements[id];
            left = id == 0 ? element.x : std::min(left, element.x);
            right =
                id == 0 ? element.x + element.width : std::max(right, element.x + element.width);
        }
        for (Element& element : m_elements)
            element.x -= left;
        LayeredLayout layout;
        stackLayers();
        for (std::size_t item = 0; item < m_items.size(); ++item) {
            const int layer = m_layerOf[item];
            const double slack = m_bottoms[layer] - m_tops[layer] - m_items[item].height();
            layout.items.push_back(
                QRectF(QPointF(m_elements[item].x, m_tops[layer] + slack / 2), m_items[item]));
        }
        for (std::size_t chain = 0; chain < m_chains.size(); ++chain)
            layout.routes.push_back(routesOf(static_cast<int>(chain), layout.items));
        layout.size = {right - left, m_bottoms.back()};
        return layout;
    }

    void stackLayers()
    {
        double y = 0;
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            double height = 0;
            for (int id : m_layers[layer]) {
                if (m_elements[id].item >= 0)
                    height = std::max(height, m_items[m_elements[id].item].height());
            }
            // Nothing enters or leaves where there is only one item, such as in the whole network.
            const bool edge = layer == 0 || layer + 1 == m_layers.size();
            if (layer > 0 && !(edge && m_layers[layer].empty()))
                y += m_layers[layer - 1].empty() ? 0 : kLayerGap;
            m_tops.push_back(y);
            y += height;
            m_bottoms.push_back(y);
        }
    }

    std::vector<LayeredLayout::Route> routesOf(int index, const std::vector<QRectF>& items) const
    {
        const LayoutChain& chain = m_chains[index];
        const std::vector<int>& lane = m_lanes[index];
        const int from = chain.source.item < 0 ? 0 : m_layerOf[chain.source.item];
        const int last = static_cast<int>(m_layers.size()) - 1;
        std::vector<LayeredLayout::Route> routes;
        for (const LayoutChain::End& target : chain.targets) {
            LayeredLayout::Route route;
            const double x = m_elements[lane[0]].x + chain.source.offset;
            if (chain.source.item >= 0)
                route.emplace_back(x, items[chain.source.item].bottom());
            route.emplace_back(x, m_bottoms[from]);
            const int to = target.item < 0 ? last + 1 : m_layerOf[target.item];
            for (int layer = from + 1; layer < to; ++layer) {
                const double laneX = m_elements[lane[layer - from]].x;
                route.emplace_back(laneX, m_tops[layer]);
                route.emplace_back(laneX, m_bottoms[layer]);
            }
            if (target.item >= 0) {
                const double end = m_elements[target.item].x + target.offset;
                route.emplace_back(end, m_tops[to]);
                route.emplace_back(end, items[target.item].top());
            }
            routes.push_back(std::move(route));
        }
        return routes;
    }

    const std::vector<QSizeF>& m_items;
    const std::vector<LayoutChain>& m_chains;
    const StageContext& m_context;
    std::vector<int> m_layerOf; ///< per item
    std::vector<Element> m_elements; ///< the items first
    std::vector<std::vector<int>> m_layers; ///< elements from left to right
    std::vector<std::vector<LayerSegment>> m_segments; ///< between layer i and i + 1
    std::vector<std::vector<int>> m_lanes; ///< elements of each chain, one per layer
    std::vector<double> m_tops, m_bottoms; ///< per layer
};

} // namespace

LayeredLayout layOutLayers(const std::vector<QSizeF>& items, const std::vector<LayoutChain>& chains,
    const StageContext& context)
{
    return Layering(items, chains, context).run();
}

} // namespace pleat::ui
