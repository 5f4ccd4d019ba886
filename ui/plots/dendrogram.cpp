// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/dendrogram.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kBeyondRoot = 1.03; // where the cut for one cluster is drawn
constexpr double kThinnest = 0.7; // pixels below which an arm is a speck

/// Of a place from a line along one of the axes.
double distance(const QLineF& line, QPointF place)
{
    const QRectF box = QRectF(line.p1(), line.p2()).normalized();
    return std::hypot(place.x() - std::clamp(place.x(), box.left(), box.right()),
        place.y() - std::clamp(place.y(), box.top(), box.bottom()));
}

} // namespace

Dendrogram::Dendrogram(const std::vector<cluster::Merge>& merges, std::vector<double> heights,
    const std::vector<std::int32_t>& leafOrder)
    : m_heights(std::move(heights))
{
    struct Node
    {
        double row = 0;
        double height = 0;
        Branch leaves;
    };
    std::vector<Node> nodes(leafOrder.size() + merges.size());
    for (std::size_t position = 0; position < leafOrder.size(); ++position)
        nodes[leafOrder[position]] = {static_cast<double>(position) + 0.5, 0,
            {static_cast<int>(position), static_cast<int>(position) + 1}};
    for (std::size_t i = 0; i < merges.size(); ++i) {
        const Node& left = nodes[merges[i].left];
        const Node& right = nodes[merges[i].right];
        const bool leftOnTop = left.row < right.row;
        const Node& top = leftOnTop ? left : right;
        const Node& bottom = leftOnTop ? right : left;
        const Branch whole{top.leaves.first, bottom.leaves.end};
        m_arms.push_back({m_heights[i], top.row, bottom.row, top.height, bottom.height, whole,
            top.leaves, bottom.leaves});
        nodes[leafOrder.size() + i] = {(left.row + right.row) / 2, m_heights[i], whole};
    }
}

double Dendrogram::cutHeight(std::int64_t k) const
{
    const auto merges = static_cast<std::int64_t>(m_heights.size());
    const std::int64_t made = std::clamp<std::int64_t>(merges + 1 - k, 0, merges);
    if (made == merges)
        return rootHeight() * kBeyondRoot;
    const double below = made == 0 ? 0 : m_heights[made - 1];
    return (below + m_heights[made]) / 2;
}

std::int64_t Dendrogram::kAt(double height) const
{
    const auto above = std::upper_bound(m_heights.begin(), m_heights.end(), height);
    return std::distance(above, m_heights.end()) + 1;
}

void Dendrogram::paint(QCPPainter& painter, const QCPAxis& heightAxis, const QCPAxis& rowAxis,
    const QColor& color) const
{
    painter.setAntialiasing(false);
    painter.setPen(QPen(color, 1));
    const QCPRange visible = rowAxis.range();
    QVector<QLineF> lines;
    for (const Arm& arm : m_arms) {
        if (arm.bottom < visible.lower || arm.top > visible.upper)
            continue;
        const std::array<QLineF, 3> drawn = linesOf(arm, heightAxis, rowAxis);
        if (drawn[0].length() < kThinnest && drawn[1].length() < kThinnest)
            continue;
        lines << drawn[0] << drawn[1] << drawn[2];
    }
    painter.drawLines(lines);
}

/// The bar, then the arms of its top and its bottom.
std::array<QLineF, 3> Dendrogram::linesOf(
    const Arm& arm, const QCPAxis& heightAxis, const QCPAxis& rowAxis) const
{
    const double top = rowAxis.coordToPixel(arm.top);
    const double bottom = rowAxis.coordToPixel(arm.bottom);
    const double x = heightAxis.coordToPixel(arm.height);
    return {QLineF(x, top, x, bottom), QLineF(x, top, heightAxis.coordToPixel(arm.topHeight), top),
        QLineF(x, bottom, heightAxis.coordToPixel(arm.bottomHeight), bottom)};
}

Dendrogram::Branch Dendrogram::branchAt(
    QPointF place, double reach, const QCPAxis& heightAxis, const QCPAxis& rowAxis) const
{
    Branch nearest;
    double best = reach;
    for (const Arm& arm : m_arms) {
        const std::array<QLineF, 3> lines = linesOf(arm, heightAxis, rowAxis);
        const Branch parts[] = {arm.whole, arm.topPart, arm.bottomPart};
        for (int i = 0; i < 3; ++i) {
            const double away = distance(lines[i], place);
            if (away < best) {
                best = away;
                nearest = parts[i];
            }
        }
    }
    return nearest;
}

Dendrogram::Branch Dendrogram::branchAround(int first, int end, std::size_t count) const
{
    for (const Arm& arm : m_arms) { // by height, so smaller ones of a nest come first
        const Branch& whole = arm.whole;
        if (whole.first <= first && end <= whole.end
            && static_cast<std::size_t>(whole.end - whole.first) > count)
            return whole;
    }
    return {};
}

QPointF Dendrogram::barOf(std::size_t merge) const
{
    const Arm& arm = m_arms.at(merge);
    return {arm.height, (arm.top + arm.bottom) / 2};
}

} // namespace pleat::ui
