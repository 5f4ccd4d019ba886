// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/matrix_plot.h"

#include "ui/plots/channel_ticker.h"
#include "ui/plots/painted_plottable.h"
#include "ui/plots/plot_theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kCaptionHeight = 30; // pixels of the layout around the matrix
constexpr int kAxisHeight = 52;
constexpr int kScaleWidth = 80;
constexpr int kTreeWidth = 130; // at least
constexpr int kSmallestMatrix = 60;

QString overlay()
{
    return QStringLiteral("cut");
}

QString pictures()
{
    return QStringLiteral("main");
}

} // namespace

MatrixPlot::MatrixPlot(QWidget* parent)
    : Plot(parent)
{
    plot().setAccessibleName(tr("Similarity matrix with dendrogram"));
    buildLayout();
    plot().addLayer(overlay(), plot().layer(pictures()));
    plot().layer(overlay())->setMode(QCPLayer::lmBuffered);
    QCPAxis* columns = m_matrixRect->axis(QCPAxis::atBottom);
    QCPAxis* rows = m_matrixRect->axis(QCPAxis::atRight);
    QCPAxis* heights = m_treeRect->axis(QCPAxis::atBottom);
    QCPAxis* leaves = m_treeRect->axis(QCPAxis::atLeft);
    addPaintedPlottable(
        columns, rows, pictures(), [this](QCPPainter& painter) { paintMatrix(painter); });
    addPaintedPlottable(heights, leaves, pictures(), [this, heights, leaves](QCPPainter& painter) {
        m_tree.paint(painter, *heights, *leaves, colors().muted);
    });
    addPaintedPlottable(
        columns, rows, overlay(), [this](QCPPainter& painter) { paintBlocks(painter); });
    addPaintedPlottable(
        heights, leaves, overlay(), [this](QCPPainter& painter) { paintCut(painter); });
    connectMouse();
    // Only after a layout is it known how many pixels the cells have, in a picture too.
    connect(&plot(), &QCustomPlot::afterLayout, this, &MatrixPlot::refreshCaption);
    applyTheme();
}

void MatrixPlot::buildLayout()
{
    plot().plotLayout()->clear();
    auto* grid = new QCPLayoutGrid;
    plot().plotLayout()->addElement(0, 0, grid);
    m_caption = new QCPTextElement(&plot(), QString(), font());
    // Else a long caption would push the docks beside the plot.
    m_caption->setMinimumSize(1, fontMetrics().height());
    plot().plotLayout()->addElement(1, 0, m_caption);
    plot().plotLayout()->setRowStretchFactor(1, 0.001);

    m_treeRect = new QCPAxisRect(&plot(), false);
    m_matrixRect = new QCPAxisRect(&plot(), false);
    m_scale = new QCPColorScale(&plot());
    grid->addElement(0, 0, m_treeRect);
    grid->addElement(0, 1, m_matrixRect);
    grid->addElement(0, 2, m_scale);
    grid->setColumnSpacing(0);
    // The matrix takes what its square allows, the dendrogram the rest.
    grid->setColumnStretchFactors({0.2, 100, 0.1});
    auto* margins = new QCPMarginGroup(&plot());
    for (QCPLayoutElement* element : {static_cast<QCPLayoutElement*>(m_treeRect),
             static_cast<QCPLayoutElement*>(m_matrixRect), static_cast<QCPLayoutElement*>(m_scale)})
        element->setMarginGroup(QCP::msTop | QCP::msBottom, margins);

    buildAxes();
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(12);
    m_scale->setDataRange({-1, 1});
    m_scale->setRangeDrag(false);
    m_scale->setRangeZoom(false);
    m_scale->setLabel(tr("similarity"));
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (int i = 0; i < kDivergingSteps; i += 51)
        gradient.setColorStopAt(
            static_cast<double>(i) / (kDivergingSteps - 1), divergingColors()[i]);
    m_scale->setGradient(gradient);
}

void MatrixPlot::buildAxes()
{
    for (QCPAxisRect* rect : {m_treeRect, m_matrixRect}) {
        rect->addAxes(QCPAxis::atBottom | QCPAxis::atLeft | QCPAxis::atRight | QCPAxis::atTop);
        for (QCPAxis* axis : rect->axes())
            axis->grid()->setVisible(false);
        rect->setRangeDrag({});
        rect->setRangeZoom({});
    }
    m_treeRect->axis(QCPAxis::atBottom)->setRangeReversed(true);
    m_treeRect->axis(QCPAxis::atBottom)->setLabel(tr("merge distance"));
    m_treeRect->axis(QCPAxis::atBottom)->ticker()->setTickCount(2);
    m_treeRect->axis(QCPAxis::atBottom)
        ->ticker()
        ->setTickStepStrategy(QCPAxisTicker::tssMeetTickCount);
    m_treeRect->axis(QCPAxis::atLeft)->setRangeReversed(true);
    m_matrixRect->axis(QCPAxis::atRight)->setRangeReversed(true);
    m_matrixRect->axis(QCPAxis::atBottom)->setLabel(tr("channels in the order of the dendrogram"));
    for (QCPAxis* axis : {m_treeRect->axis(QCPAxis::atLeft), m_treeRect->axis(QCPAxis::atRight),
             m_treeRect->axis(QCPAxis::atTop), m_matrixRect->axis(QCPAxis::atLeft),
             m_matrixRect->axis(QCPAxis::atRight), m_matrixRect->axis(QCPAxis::atTop)}) {
        axis->setTicks(false);
        axis->setTickLabels(false);
    }
}

void MatrixPlot::connectMouse()
{
    QCPAxis* columns = m_matrixRect->axis(QCPAxis::atBottom);
    QCPAxis* rows = m_matrixRect->axis(QCPAxis::atRight);
    m_matrixRect->setRangeDrag(Qt::Horizontal | Qt::Vertical);
    m_matrixRect->setRangeZoom(Qt::Horizontal | Qt::Vertical);
    m_matrixRect->setRangeDragAxes(columns, rows);
    m_matrixRect->setRangeZoomAxes(columns, rows);
    plot().setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    for (QCPAxis* axis : {columns, rows})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            &MatrixPlot::keepInside);
    connect(&plot(), &QCustomPlot::mousePress, this, &MatrixPlot::onMousePress);
    connect(&plot(), &QCustomPlot::mouseMove, this, &MatrixPlot::onMouseMove);
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this] { m_cutting = false; });
    connect(&plot(), &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent* event) {
        if (m_matrixRect->rect().contains(event->pos()))
            fitView();
    });
}

void MatrixPlot::applyTheme()
{
    Plot::applyTheme();
    const PlotColors theme = colors();
    applyAxisTheme(*m_scale->axis(), palette());
    m_caption->setTextColor(theme.muted);
    for (QCPAxisRect* rect : {m_treeRect, m_matrixRect}) {
        for (QCPAxis* axis : rect->axes())
            axis->grid()->setVisible(false);
    }
}

void MatrixPlot::fitTo(QSize size)
{
    const int side = std::max(kSmallestMatrix,
        std::min(
            size.height() - kCaptionHeight - kAxisHeight, size.width() - kScaleWidth - kTreeWidth));
    m_matrixRect->setMaximumSize(side, side);
    m_treeRect->setMaximumSize(QWIDGETSIZE_MAX, side);
    m_scale->setMaximumSize(QWIDGETSIZE_MAX, side);
}

void MatrixPlot::setTree(const std::vector<cluster::Merge>& merges,
    const std::vector<double>& heights, const std::vector<std::int32_t>& leafOrder)
{
    m_tree = Dendrogram(merges, heights, leafOrder);
    m_order = leafOrder;
    m_matrix = nullptr;
    m_blocks.clear();
    m_clusters = 0;
    m_highlighted = -1;
    m_treeRect->axis(QCPAxis::atBottom)->setRange(0, m_tree.rootHeight() * 1.06);
    m_matrixRect->axis(QCPAxis::atBottom)->setTicker(makeChannelTicker(leafOrder));
    fitView();
}

void MatrixPlot::setMatrix(MatrixPyramidPtr matrix)
{
    m_matrix = std::move(matrix);
    refreshCaption();
    queueReplot();
}

void MatrixPlot::setClusters(const std::vector<std::int32_t>& labels)
{
    m_blocks.clear();
    m_clusters = 0;
    if (labels.size() == m_order.size() && !labels.empty()) {
        m_clusters = *std::max_element(labels.begin(), labels.end()) + 1;
        std::vector<int> sizes(static_cast<std::size_t>(m_clusters), 0);
        for (const std::int32_t label : labels)
            ++sizes[label];
        int first = 0;
        for (int end = 1; end <= static_cast<int>(m_order.size()); ++end) {
            const std::int32_t label = labels[m_order[first]];
            if (end < static_cast<int>(m_order.size()) && labels[m_order[end]] == label)
                continue;
            if (end - first == sizes[label])
                m_blocks.emplace_back(first, end);
            first = end;
        }
    }
    const QString before = caption();
    refreshCaption();
    if (caption() != before)
        queueReplot();
    replotOverlay();
}

void MatrixPlot::setHighlighted(int channel)
{
    const auto found = std::find(m_order.begin(), m_order.end(), channel);
    const int position =
        found == m_order.end() ? -1 : static_cast<int>(std::distance(m_order.begin(), found));
    if (position == m_highlighted)
        return;
    m_highlighted = position;
    replotOverlay();
}

QString MatrixPlot::caption() const
{
    return m_caption->text();
}

QPoint MatrixPlot::cutPosition(std::int64_t k) const
{
    const double x = m_treeRect->axis(QCPAxis::atBottom)->coordToPixel(m_tree.cutHeight(k));
    return plot().mapTo(this, QPoint(static_cast<int>(std::lround(x)), m_treeRect->center().y()));
}

void MatrixPlot::fitView()
{
    const double cells = std::max<double>(1, static_cast<double>(m_order.size()));
    m_matrixRect->axis(QCPAxis::atBottom)->setRange(0, cells);
    m_matrixRect->axis(QCPAxis::atRight)->setRange(0, cells);
    keepInside();
    queueReplot();
}

void MatrixPlot::keepInside()
{
    const double cells = std::max<double>(1, static_cast<double>(m_order.size()));
    for (const QCPAxis::AxisType side : {QCPAxis::atBottom, QCPAxis::atRight}) {
        QCPAxis* axis = m_matrixRect->axis(side);
        const QCPRange inside = axis->range().bounded(0, cells);
        if (inside != axis->range())
            axis->setRange(inside);
    }
    m_treeRect->axis(QCPAxis::atLeft)->setRange(m_matrixRect->axis(QCPAxis::atRight)->range());
    refreshCaption();
}

void MatrixPlot::refreshCaption()
{
    const double pixels = m_matrixRect->width() * plot().bufferDevicePixelRatio();
    const double cells = m_matrixRect->axis(QCPAxis::atBottom)->range().size();
    QString text;
    if (pixels < 1)
        return;
    if (!m_matrix)
        text = tr("the matrix is being computed");
    else if (cells > pixels)
        text = tr("1 px = %1 x %1 cells, strongest").arg(cells / pixels, 0, 'f', 1);
    else
        text = tr("1 cell = %1 x %1 px").arg(pixels / cells, 0, 'f', 1);
    const auto outlined = static_cast<std::int64_t>(m_blocks.size());
    if (outlined < m_clusters)
        text += tr("; outlined: the %1 of %2 clusters that are contiguous")
                    .arg(outlined)
                    .arg(m_clusters);
    if (text != m_caption->text())
        m_caption->setText(text);
}

void MatrixPlot::replotOverlay()
{
    if (std::exchange(m_overlayWaits, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_overlayWaits = false;
            plot().layer(overlay())->replot();
        },
        Qt::QueuedConnection);
}

} // namespace pleat::ui
