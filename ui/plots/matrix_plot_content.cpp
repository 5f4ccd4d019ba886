// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixPlot: what it shows.
#include "ui/plots/matrix_plot.h"

#include "ui/plots/channel_ticker.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

QString titleOf(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Magnitude:
        return MatrixPlot::tr("|similarity|");
    case Quantity::Distance:
        return MatrixPlot::tr("distance");
    default:
        return MatrixPlot::tr("similarity");
    }
}

/// What a pixel shows of the cells under it.
QString ruleOf(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Magnitude:
        return MatrixPlot::tr("strongest (the largest of them)");
    case Quantity::Distance:
        return MatrixPlot::tr("strongest (the smallest distance)");
    default:
        return MatrixPlot::tr("strongest (the largest magnitude)");
    }
}

/// First and last + 1 of each run of positions, which are ascending.
std::vector<std::pair<int, int>> runsOf(const std::vector<int>& positions)
{
    std::vector<std::pair<int, int>> runs;
    for (const int position : positions) {
        if (runs.empty() || runs.back().second != position)
            runs.emplace_back(position, position);
        runs.back().second = position + 1;
    }
    return runs;
}

} // namespace

void MatrixPlot::setTree(const std::vector<cluster::Merge>& merges,
    const std::vector<double>& heights, const std::vector<std::int32_t>& leafOrder)
{
    m_tree = Dendrogram(merges, heights, leafOrder);
    m_leafOrder = leafOrder;
    m_matrix = nullptr;
    m_labels.clear();
    m_clusters = 0;
    m_marked.clear();
    m_highlighted = -1;
    m_drag = Drag::None;
    this->heights().setRange(0, m_tree.rootHeight() * 1.06);
    setOrder(leafOrder);
    fitView();
    m_history.reset(view());
    Q_EMIT historyChanged();
}

void MatrixPlot::setOrder(const std::vector<std::int32_t>& order)
{
    m_order = order;
    m_inLeafOrder = order == m_leafOrder;
    m_positions.assign(order.size(), 0);
    for (std::size_t position = 0; position < order.size(); ++position)
        m_positions[order[position]] = static_cast<int>(position);
    columns().setTicker(makeChannelTicker(columns(), order));
    columns().setLabel(m_inLeafOrder ? tr("channels in the order of the dendrogram")
                                     : tr("channels by cluster, then as in the dendrogram"));
    findBlocks();
    findRuns();
    announceZoom();
}

void MatrixPlot::setMatrix(MatrixPyramidPtr matrix)
{
    m_matrix = std::move(matrix);
    if (m_matrix) {
        m_scale.setValues(m_matrix->fullRange(), m_matrix->histogram());
        m_quantity = m_matrix->quantity();
        m_scale.setTitle(titleOf(m_quantity));
        if (m_matrix->order() != m_order)
            setOrder(m_matrix->order());
    }
    refreshCaption();
    queueReplot();
}

std::optional<MatrixPlot::Colours> MatrixPlot::narrowedColours() const
{
    if (!m_scale.narrowed())
        return std::nullopt;
    return Colours{m_quantity, m_scale.range().low, m_scale.range().high};
}

void MatrixPlot::narrowColours(const Colours& colours)
{
    if (!m_matrix || m_quantity != colours.quantity)
        return;
    m_scale.narrow(colours.low, colours.high);
    queueReplot();
}

void MatrixPlot::resetColours()
{
    if (m_scale.reset())
        queueReplot();
}

void MatrixPlot::setClusters(const std::vector<std::int32_t>& labels)
{
    m_labels = labels;
    findBlocks();
    refreshCaption();
    replotOverlay();
}

void MatrixPlot::findBlocks()
{
    m_blocks.clear();
    m_clusters = 0;
    if (m_labels.size() != m_order.size() || m_labels.empty())
        return;
    m_clusters = *std::max_element(m_labels.begin(), m_labels.end()) + 1;
    std::vector<int> sizes(static_cast<std::size_t>(m_clusters), 0);
    for (const std::int32_t label : m_labels)
        ++sizes[label];
    int first = 0;
    for (int end = 1; end <= static_cast<int>(m_order.size()); ++end) {
        const std::int32_t label = m_labels[m_order[first]];
        if (end < static_cast<int>(m_order.size()) && m_labels[m_order[end]] == label)
            continue;
        if (end - first == sizes[label])
            m_blocks.emplace_back(first, end);
        first = end;
    }
}

void MatrixPlot::setMarked(const std::vector<int>& channels)
{
    if (channels == m_marked)
        return;
    m_marked = channels;
    findRuns();
    replotOverlay();
}

void MatrixPlot::findRuns()
{
    std::vector<int> positions;
    for (const int channel : m_marked) {
        if (channel < static_cast<int>(m_positions.size()))
            positions.push_back(m_positions[channel]);
    }
    std::sort(positions.begin(), positions.end());
    m_runs = runsOf(positions);
}

void MatrixPlot::setHighlighted(int channel)
{
    if (std::exchange(m_highlighted, channel) != channel)
        replotOverlay();
}

int MatrixPlot::crossHair() const
{
    return m_highlighted >= 0 && m_highlighted < static_cast<int>(m_positions.size())
        ? m_positions[m_highlighted]
        : -1;
}

QString MatrixPlot::caption() const
{
    return m_caption->text();
}

QString MatrixPlot::scaleTitle() const
{
    return m_scale.values()->label();
}

QString MatrixPlot::captionText() const
{
    if (!m_matrix)
        return tr("the matrix is being computed");
    const double pixels = m_matrixRect->width() * plot().bufferDevicePixelRatio();
    const double cells = columns().range().size();
    QString text = cells > pixels ? tr("1 px = %1 x %1 cells, %2")
                                        .arg(cells / pixels, 0, 'f', 1)
                                        .arg(ruleOf(m_matrix->quantity()))
                                  : tr("1 cell = %1 x %1 px").arg(pixels / cells, 0, 'f', 1);
    const auto outlined = static_cast<std::int64_t>(m_blocks.size());
    if (outlined < m_clusters)
        text = tr("%1; outlined: the %2 of %3 clusters that are contiguous")
                   .arg(text)
                   .arg(outlined)
                   .arg(m_clusters);
    return text;
}

void MatrixPlot::refreshCaption()
{
    if (m_matrixRect->width() < 1 || captionText() == m_caption->text())
        return;
    m_caption->setText(captionText());
    replotOverlay();
}

QPoint MatrixPlot::cutPosition(std::int64_t k) const
{
    const double x = heights().coordToPixel(m_tree.cutHeight(k));
    return plot().mapTo(this, QPoint(static_cast<int>(std::lround(x)), m_treeRect->center().y()));
}

QPointF MatrixPlot::branchPosition(std::size_t merge) const
{
    const QPointF bar = m_tree.barOf(merge);
    return {heights().coordToPixel(bar.x()), leaves().coordToPixel(bar.y())};
}

QPointF MatrixPlot::cellPosition(int row, int column) const
{
    return {columns().coordToPixel(column + 0.5), rows().coordToPixel(row + 0.5)};
}

PlotTable MatrixPlot::table() const
{
    PlotTable table;
    if (!m_matrix)
        return table;
    table.subject = PlotTable::Subject::Channel;
    table.columns << tr("channel") << tr("cluster") << tr("selected");
    const int first = std::max(0, static_cast<int>(std::floor(columns().range().lower)));
    const int end = std::min(shownSize(), static_cast<int>(std::ceil(columns().range().upper)));
    const int top = std::max(0, static_cast<int>(std::floor(rows().range().lower)));
    const int bottom = std::min(shownSize(), static_cast<int>(std::ceil(rows().range().upper)));
    for (int column = first; column < end; ++column)
        table.columns << tr("%1 to %2").arg(scaleTitle()).arg(m_order[column]);
    table.numbers = {end - first, [matrix = m_matrix, top, first](qsizetype row, qsizetype column) {
                         return matrix->cell(
                             top + static_cast<int>(row), first + static_cast<int>(column));
                     }};
    for (int row = top; row < bottom; ++row) {
        const int channel = m_order[row];
        table.rows.append({static_cast<qint64>(channel),
            m_labels.empty() ? QVariant() : static_cast<qint64>(m_labels[channel] + 1),
            std::binary_search(m_marked.begin(), m_marked.end(), channel) ? tr("yes") : tr("no")});
        table.ids << channel;
    }
    return table;
}

} // namespace pleat::ui
