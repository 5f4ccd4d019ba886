// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixPlot: what keys do.
#include "ui/plots/channel_keys.h"
#include "ui/plots/matrix_plot.h"
#include "ui/plots/picking.h"

#include <qcustomplot.h>

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kPanStep = 0.1; // of the view
constexpr double kScaleStep = 0.05; // of the full range of the colours

} // namespace

bool MatrixPlot::event(QEvent* event)
{
    if (!keepsEscape(*event, m_marked) || !takesKeys())
        return Plot::event(event);
    event->accept();
    return true;
}

bool MatrixPlot::takesKeys() const
{
    return hasContent() && !m_order.empty();
}

void MatrixPlot::keyPressEvent(QKeyEvent* event)
{
    if (!takesKeys())
        return Plot::keyPressEvent(event);
    if (const auto marks = keyedMarks(*event, crossHair() < 0 ? -1 : m_highlighted,
            clusterAround(m_labels, m_highlighted), m_marked))
        Q_EMIT channelsPicked(*marks);
    else if (const std::optional<int> row = keyedRow(*event))
        walkTo(*row, event->modifiers() & Qt::ShiftModifier);
    else if (!keyedView(*event) && !keyedColours(*event))
        Plot::keyPressEvent(event);
}

/// Up and Down by one row, PgUp and PgDn by one block, Home and End to the ends.
std::optional<int> MatrixPlot::keyedRow(const QKeyEvent& key) const
{
    if (key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return std::nullopt;
    const int last = static_cast<int>(m_order.size()) - 1;
    const int row = crossHair();
    const int first = std::clamp(static_cast<int>(std::ceil(rows().range().lower)), 0, last);
    switch (key.key()) {
    case Qt::Key_Up:
        return row < 0 ? first : std::max(0, row - 1);
    case Qt::Key_Down:
        return row < 0 ? first : std::min(last, row + 1);
    case Qt::Key_PageUp:
        return startOfBlock(row, false);
    case Qt::Key_PageDown:
        return startOfBlock(row, true);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    default:
        return std::nullopt;
    }
}

/// Of the first block that begins below `row`, or of the last that begins above it.
int MatrixPlot::startOfBlock(int row, bool below) const
{
    int start = below ? static_cast<int>(m_order.size()) - 1 : 0;
    for (const auto& [first, end] : m_blocks) {
        if (below && first > row)
            return first;
        if (!below && first < row)
            start = first;
    }
    return start;
}

/// With `extends`, all rows on the way are marked in addition.
void MatrixPlot::walkTo(int row, bool extends)
{
    const int before = crossHair() < 0 ? row : crossHair();
    const int channel = m_order[row];
    reveal(row);
    setHighlighted(channel);
    Q_EMIT channelHovered(channel);
    if (!extends)
        return;
    const auto [first, last] = std::minmax(before, row);
    std::vector<int> passed(m_order.begin() + first, m_order.begin() + last + 1);
    std::sort(passed.begin(), passed.end());
    Q_EMIT channelsPicked(combined(m_marked, passed, Qt::ShiftModifier));
}

/// Moves a zoomed view along the diagonal until it shows the row.
void MatrixPlot::reveal(int row)
{
    const QCPRange range = rows().range();
    double by = 0;
    if (row < range.lower)
        by = row - range.lower;
    else if (row + 1 > range.upper)
        by = row + 1 - range.upper;
    if (by != 0)
        setView(view().translated(by, by));
}

/// F, Ctrl+Plus and Ctrl+Minus, Left and Right, Return, B. Whether it was one of them.
bool MatrixPlot::keyedView(const QKeyEvent& key)
{
    if (keyedFit(key)) {
        fitView();
        return true;
    }
    if (const auto times = keyedZoom(key)) {
        zoomBy(*times);
        return true;
    }
    if (key.modifiers() & ~Qt::KeypadModifier)
        return false;
    if (keyedReturn(key)) {
        centreOn(clusterAround(m_labels, m_highlighted));
        return true;
    }
    switch (key.key()) {
    case Qt::Key_Left:
        setView(view().translated(-kPanStep * view().width(), 0));
        return true;
    case Qt::Key_Right:
        setView(view().translated(kPanStep * view().width(), 0));
        return true;
    case Qt::Key_B:
        pickBranchAbove();
        return true;
    default:
        return false;
    }
}

/// Around the cross-hair, or the middle.
void MatrixPlot::zoomBy(double times)
{
    const QRectF before = view();
    const double row = crossHair() < 0 ? before.center().y() : crossHair() + 0.5;
    const double column = crossHair() < 0 ? before.center().x() : crossHair() + 0.5;
    setView({column + (before.left() - column) * times, row + (before.top() - row) * times,
        before.width() * times, before.height() * times});
    if (crossHair() >= 0)
        reveal(crossHair());
}

/// The smallest branch that holds all marked channels, or else the highlighted one, and more.
void MatrixPlot::pickBranchAbove()
{
    if (!m_inLeafOrder)
        return;
    const bool picked = !m_marked.empty();
    if (!picked && crossHair() < 0)
        return;
    const std::vector<int> held = picked ? m_marked : std::vector<int>{m_highlighted};
    int first = static_cast<int>(m_order.size());
    int last = -1;
    for (const int channel : held) {
        first = std::min(first, m_positions[channel]);
        last = std::max(last, m_positions[channel]);
    }
    const Dendrogram::Branch branch = m_tree.branchAround(first, last + 1, held.size());
    if (branch.empty())
        return;
    std::vector<int> channels(m_order.begin() + branch.first, m_order.begin() + branch.end);
    std::sort(channels.begin(), channels.end());
    Q_EMIT channelsPicked(channels);
}

/// Ctrl+Up and Ctrl+Down move the upper handle of the colours, with Shift the lower one.
bool MatrixPlot::keyedColours(const QKeyEvent& key)
{
    const bool up = key.key() == Qt::Key_Up;
    if (!(key.modifiers() & Qt::ControlModifier) || (!up && key.key() != Qt::Key_Down))
        return false;
    const double by = up ? kScaleStep : -kScaleStep;
    const bool lower = key.modifiers() & Qt::ShiftModifier;
    if (lower ? m_scale.moveLow(by) : m_scale.moveHigh(by)) {
        replotPicture();
        replotOverlay();
    }
    return true;
}

} // namespace pleat::ui
