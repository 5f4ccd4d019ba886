// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/graph_layout.h"

#include "ui/models/layered_layout.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace pleat::ui {

namespace {

constexpr QSizeF kLayerSize{176, 58};
constexpr QSizeF kOperatorSize{152, 40};
constexpr QSizeF kJoinSize{34, 34};
constexpr QSizeF kBlockSize{190, 62};
constexpr double kFrameSide = 16;
constexpr double kFrameTitle = 26;
constexpr double kFrameBottom = 14;
constexpr double kTitleWidth = 150; // of a frame at least

QSizeF sizeOf(const study::OutlineNode& node)
{
    if (isJoin(node))
        return kJoinSize;
    return node.layer ? kLayerSize : kOperatorSize;
}

class GraphLayouter
{
public:
    GraphLayouter(
        const study::Outline& outline, const std::vector<bool>& open, const StageContext& context)
        : m_outline(outline)
        , m_open(open)
        , m_context(context)
        , m_levels(outline.blocks.size())
    {
    }

    Result<GraphLayout> run()
    {
        makeBoxes();
        makeLines();
        for (int block = static_cast<int>(m_levels.size()) - 1; block >= 0; --block) {
            if (m_context.cancelled())
                return cancelledError();
            if (shown(block))
                layOutLevel(block);
        }
        placeLevel(0, {0, 0});
        for (std::size_t line = 0; line < m_layout.lines.size(); ++line)
            route(m_layout.lines[line]);
        m_layout.bounds = {QPointF(0, 0), m_levels[0].placed.size};
        return std::move(m_layout);
    }

private:
    /// An item of a level: a box, or an open block.
    struct Item
    {
        int box = -1, block = -1;
    };
    struct Level
    {
        std::vector<Item> items; ///< in order of execution
        std::map<int, int> chainOf; ///< by the box that a line comes from
        std::vector<LayoutChain> chains;
        LayeredLayout placed;
        QPointF origin;
    };

    int parentOf(int block) const { return m_outline.blocks[block].parent; }

    /// Open, and so is everything around it.
    bool shown(int block) const
    {
        for (; block >= 0; block = parentOf(block)) {
            if (block > 0 && !m_open[block])
                return false;
        }
        return true;
    }

    /// The outermost closed block around `block` or itself; -1 if all are open.
    int closedAround(int block) const
    {
        int closed = -1;
        for (; block > 0; block = parentOf(block))
            closed = m_open[block] ? closed : block;
        return closed;
    }

    void makeBoxes()
    {
        std::map<int, int> boxOfBlock;
        std::set<int> listed;
        for (std::size_t n = 0; n < m_outline.nodes.size(); ++n) {
            const study::OutlineNode& node = m_outline.nodes[n];
            const int closed = closedAround(node.block);
            const int box = static_cast<int>(m_layout.boxes.size());
            if (closed < 0) {
                m_layout.boxes.push_back(
                    {static_cast<int>(n), node.block, {QPointF(), sizeOf(node)}});
                m_layout.boxOf.push_back(box);
                listBox(box, node.block, listed);
            } else if (const auto known = boxOfBlock.find(closed); known != boxOfBlock.end()) {
                m_layout.boxOf.push_back(known->second);
            } else {
                m_layout.boxes.push_back({-1, closed, {QPointF(), kBlockSize}});
                m_layout.boxOf.push_back(box);
                boxOfBlock.emplace(closed, box);
                listBox(box, parentOf(closed), listed);
            }
        }
    }

    /// A box and the open blocks around it become items where they first occur.
    void listBox(int box, int around, std::set<int>& listed)
    {
        std::vector<int> fresh;
        for (int block = around; block > 0 && listed.insert(block).second; block = parentOf(block))
            fresh.push_back(block);
        for (auto block = fresh.rbegin(); block != fresh.rend(); ++block)
            m_levels[parentOf(*block)].items.push_back({-1, *block});
        m_levels[around].items.push_back({box, -1});
    }

    int levelOf(int box) const
    {
        const GraphBox& of = m_layout.boxes[box];
        return of.isBlock() ? parentOf(of.block) : of.block;
    }

    void makeLines()
    {
        std::set<std::pair<int, int>> lines;
        for (std::size_t n = 0; n < m_outline.nodes.size(); ++n) {
            for (int read : m_outline.nodes[n].reads) {
                const int from = m_layout.boxOf[read];
                const int to = m_layout.boxOf[n];
                if (from != to && lines.emplace(from, to).second)
                    addLine(from, to);
            }
        }
    }

    void addLine(int from, int to)
    {
        m_layout.lines.push_back({from, to, {}});
        const auto [up, common, down] = levelsBetween(from, to);
        int source = itemOfBox(levelOf(from), from);
        for (int level : up) {
            addTarget(level, from, source, -1);
            source = itemOfBlock(parentOf(level), level);
        }
        for (std::size_t i = 0; i <= down.size(); ++i) {
            const int level = i == 0 ? common : down[i - 1];
            const int target = i < down.size() ? itemOfBlock(level, down[i]) : itemOfBox(level, to);
            addTarget(level, from, i == 0 ? source : -1, target);
        }
    }

    struct Levels
    {
        std::vector<int> up; ///< that a line leaves, the innermost first
        int common = 0;
        std::vector<int> down; ///< that it enters, the outermost first
    };
    Levels levelsBetween(int from, int to) const
    {
        Levels levels;
        std::vector<int> around;
        for (int level = levelOf(to); level >= 0; level = parentOf(level))
            around.push_back(level);
        levels.common = levelOf(from);
        while (std::find(around.begin(), around.end(), levels.common) == around.end()) {
            levels.up.push_back(levels.common);
            levels.common = parentOf(levels.common);
        }
        for (auto level = around.begin(); *level != levels.common; ++level)
            levels.down.insert(levels.down.begin(), *level);
        return levels;
    }

    int itemOfBox(int level, int box) const
    {
        const auto& items = m_levels[level].items;
        return static_cast<int>(std::find_if(items.begin(), items.end(), [&](const Item& item) {
            return item.box == box;
        }) - items.begin());
    }
    int itemOfBlock(int level, int block) const
    {
        const auto& items = m_levels[level].items;
        return static_cast<int>(std::find_if(items.begin(), items.end(), [&](const Item& item) {
            return item.block == block;
        }) - items.begin());
    }

    void addTarget(int level, int from, int source, int target)
    {
        Level& in = m_levels[level];
        const auto [known, added] =
            in.chainOf.try_emplace(from, static_cast<int>(in.chains.size()));
        if (added)
            in.chains.push_back({{source, 0}, {}});
        LayoutChain& chain = in.chains[known->second];
        if (targetIndex(chain, target) == chain.targets.size())
            chain.targets.push_back({target, 0});
    }
    static std::size_t targetIndex(const LayoutChain& chain, int item)
    {
        return std::find_if(chain.targets.begin(), chain.targets.end(),
                   [&](const LayoutChain::End& end) { return end.item == item; })
            - chain.targets.begin();
    }

    void layOutLevel(int block)
    {
        Level& level = m_levels[block];
        std::vector<QSizeF> sizes;
        for (const Item& item : level.items)
            sizes.push_back(item.box >= 0 ? m_layout.boxes[item.box].rect.size()
                                          : frameSize(m_levels[item.block].placed.size));
        for (const auto& [from, chain] : level.chainOf)
            setOffsets(level, from, level.chains[chain], sizes);
        level.placed = layOutLayers(sizes, level.chains, m_context);
    }

    static QSizeF frameSize(QSizeF content)
    {
        return {std::max(content.width(), kTitleWidth) + 2 * kFrameSide,
            content.height() + kFrameTitle + kFrameBottom};
    }

    /// Lines leave and enter an open block where they do so inside.
    void setOffsets(
        const Level& level, int from, LayoutChain& chain, const std::vector<QSizeF>& sizes) const
    {
        const auto offset = [&](int item, bool leaves) {
            const int inner = level.items[item].block;
            if (inner < 0)
                return sizes[item].width() / 2;
            const Level& inside = m_levels[inner];
            const int index = inside.chainOf.at(from);
            const auto& routes = inside.placed.routes[index];
            const LayeredLayout::Route& route =
                routes[leaves ? targetIndex(inside.chains[index], -1) : 0];
            const QPointF end = leaves ? route.back() : route.front();
            return contentLeft(inner) + end.x();
        };
        if (chain.source.item >= 0)
            chain.source.offset = offset(chain.source.item, true);
        for (LayoutChain::End& target : chain.targets) {
            if (target.item >= 0)
                target.offset = offset(target.item, false);
        }
    }

    /// In its frame; content that is narrower than the title is centred.
    double contentLeft(int block) const
    {
        const double width = m_levels[block].placed.size.width();
        return kFrameSide + std::max(0.0, kTitleWidth - width) / 2;
    }

    void placeLevel(int block, QPointF origin, int depth = 1)
    {
        Level& level = m_levels[block];
        level.origin = origin;
        for (std::size_t i = 0; i < level.items.size(); ++i) {
            const QRectF rect = level.placed.items[i].translated(origin);
            const Item& item = level.items[i];
            if (item.box >= 0) {
                m_layout.boxes[item.box].rect = rect;
                continue;
            }
            m_layout.frames.push_back({item.block, depth, rect});
            placeLevel(item.block, rect.topLeft() + QPointF(contentLeft(item.block), kFrameTitle),
                depth + 1);
        }
    }

    void route(GraphLine& line) const
    {
        const auto [up, common, down] = levelsBetween(line.from, line.to);
        for (int level : up)
            append(line, level, -1);
        for (std::size_t i = 0; i <= down.size(); ++i) {
            const int level = i == 0 ? common : down[i - 1];
            append(line, level,
                i < down.size() ? itemOfBlock(level, down[i]) : itemOfBox(level, line.to));
        }
    }
    void append(GraphLine& line, int block, int target) const
    {
        const Level& level = m_levels[block];
        const int chain = level.chainOf.at(line.from);
        for (QPointF point : level.placed.routes[chain][targetIndex(level.chains[chain], target)]) {
            point += level.origin;
            if (line.points.empty() || line.points.back() != point)
                line.points.push_back(point);
        }
    }

    const study::Outline& m_outline;
    const std::vector<bool>& m_open;
    const StageContext& m_context;
    std::vector<Level> m_levels; ///< per block
    GraphLayout m_layout;
};

} // namespace

Result<GraphLayout> layOutGraph(
    const study::Outline& outline, const std::vector<bool>& open, const StageContext& context)
{
    return GraphLayouter(outline, open, context).run();
}

} // namespace pleat::ui
