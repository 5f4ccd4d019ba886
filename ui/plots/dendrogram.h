// SPDX-License-Identifier: GPL-3.0-or-later
// The merge tree as lines, leaves on the right, drawn only as finely as the screen can show.
#pragma once

#include "core/cluster/merge_tree.h"

#include <QLineF>
#include <QPointF>

#include <array>
#include <cstdint>
#include <vector>

class QCPAxis;
class QCPPainter;
class QColor;

namespace pleat::ui {

/// Rows are cells of the matrix beside it: leaf i lies at i + 0.5.
class Dendrogram
{
public:
    Dendrogram() = default;
    /// `heights`: of each merge, ascending. `leafOrder`: channels from top to bottom.
    Dendrogram(const std::vector<cluster::Merge>& merges, std::vector<double> heights,
        const std::vector<std::int32_t>& leafOrder);

    double rootHeight() const { return m_heights.empty() ? 1 : m_heights.back(); }
    /// Between the last merge that a cut at k makes and the first that it leaves out.
    double cutHeight(std::int64_t k) const;
    /// The k of a cut at this height.
    std::int64_t kAt(double height) const;

    void paint(QCPPainter& painter, const QCPAxis& heightAxis, const QCPAxis& rowAxis,
        const QColor& color) const;

    /// Leaves [first, end) below the line nearest to a place in pixels: the bar of a merge stands
    /// for all of it, its arms for the two parts. Empty if no line is within `reach` pixels.
    struct Branch
    {
        int first = 0;
        int end = 0;
        bool empty() const { return first >= end; }
    };
    Branch branchAt(
        QPointF place, double reach, const QCPAxis& heightAxis, const QCPAxis& rowAxis) const;
    /// The middle of the bar of a merge (height, row).
    QPointF barOf(std::size_t merge) const;
    Branch branchOf(std::size_t merge) const { return m_arms.at(merge).whole; }
    /// The smallest branch with all leaves [first, end) and more than `count` in all; empty if
    /// there is none.
    Branch branchAround(int first, int end, std::size_t count) const;

private:
    struct Arm
    {
        double height = 0;
        double top = 0; ///< rows of the two children
        double bottom = 0;
        double topHeight = 0; ///< heights of the two children
        double bottomHeight = 0;
        Branch whole, topPart, bottomPart;
    };
    std::array<QLineF, 3> linesOf(
        const Arm& arm, const QCPAxis& heightAxis, const QCPAxis& rowAxis) const;

    std::vector<Arm> m_arms; ///< one per merge
    std::vector<double> m_heights;
};

} // namespace pleat::ui
