// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixPlot: how it is laid out, and what of it is in view.
#include "ui/plots/matrix_plot.h"

#include "ui/plots/painted_plottable.h"

#include <qcustomplot.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kCaptionHeight = 30; // pixels of the layout around the matrix
constexpr int kAxisHeight = 52;
constexpr int kScaleWidth = 116;
constexpr int kTreeWidth = 128; // at least, with its label
constexpr int kSmallestMatrix = 60;
constexpr std::chrono::milliseconds kSettled{300};
constexpr double kAround = 1.5; // times the cells that are centred
constexpr double kFewestCells = 6;

} // namespace

MatrixPlot::MatrixPlot(QWidget* parent)
    : Plot(parent)
    , m_scale(plot())
{
    plot().setAccessibleName(tr("Similarity matrix with dendrogram"));
    setAccessibleDescription(tr("Up and Down walk from row to row, Space selects the channel. %1")
                                 .arg(accessibleDescription()));
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettled);
    connect(&m_settled, &QTimer::timeout, this, &MatrixPlot::noteView);
    buildLayout();
    buildAxes();
    buildLayers();
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
    const QVector<QCPAxisRect*> rects{m_treeRect, m_matrixRect, m_scale.rect()};
    grid->setColumnSpacing(0);
    auto* margins = new QCPMarginGroup(&plot());
    for (int column = 0; column < rects.size(); ++column) {
        grid->addElement(0, column, rects[column]);
        rects[column]->setMinimumMargins({column == 0 ? 18 : 9, 12, 12, 12});
        rects[column]->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    }
    // The matrix takes what its square allows, the dendrogram the rest.
    grid->setColumnStretchFactors({0.2, 100, 0.001});
    m_scale.setTitle(tr("similarity"));
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
    heights().setRangeReversed(true);
    heights().setLabel(tr("merge distance"));
    heights().ticker()->setTickCount(2);
    heights().ticker()->setTickStepStrategy(QCPAxisTicker::tssMeetTickCount);
    leaves().setRangeReversed(true);
    rows().setRangeReversed(true);
    columns().setLabel(tr("channels in the order of the dendrogram"));
    for (QCPAxis* axis :
        {&leaves(), m_treeRect->axis(QCPAxis::atRight), m_treeRect->axis(QCPAxis::atTop),
            m_matrixRect->axis(QCPAxis::atLeft), &rows(), m_matrixRect->axis(QCPAxis::atTop)}) {
        axis->setTicks(false);
        axis->setTickLabels(false);
    }
}

/// The matrix has a layer of its own, so that a change of colours draws nothing else.
void MatrixPlot::buildLayers()
{
    const QString main = QStringLiteral("main");
    plot().addLayer(pictureLayer(), plot().layer(main));
    plot().addLayer(overlayLayer(), plot().layer(pictureLayer()));
    for (const QString& layer : {pictureLayer(), overlayLayer()})
        plot().layer(layer)->setMode(QCPLayer::lmBuffered);
    m_caption->setLayer(overlayLayer());
    addPaintedPlottable(
        &columns(), &rows(), pictureLayer(), [this](QCPPainter& painter) { paintMatrix(painter); });
    addPaintedPlottable(
        &heights(), &leaves(), main, [this](QCPPainter& painter) { paintTree(painter); });
    addPaintedPlottable(
        &columns(), &rows(), overlayLayer(), [this](QCPPainter& painter) { paintBlocks(painter); });
    addPaintedPlottable(
        &heights(), &leaves(), overlayLayer(), [this](QCPPainter& painter) { paintCut(painter); });
    addPaintedPlottable(m_scale.rect()->axis(QCPAxis::atBottom), m_scale.values(), overlayLayer(),
        [this](QCPPainter& painter) { m_scale.paint(painter, colors()); });
}

void MatrixPlot::applyTheme()
{
    Plot::applyTheme();
    m_caption->setTextColor(colors().muted);
    for (QCPAxisRect* rect : {m_treeRect, m_matrixRect, m_scale.rect()}) {
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
    m_scale.rect()->setMaximumSize(m_scale.rect()->minimumSize().width(), side);
}

QCPAxis& MatrixPlot::columns() const
{
    return *m_matrixRect->axis(QCPAxis::atBottom);
}

QCPAxis& MatrixPlot::rows() const
{
    return *m_matrixRect->axis(QCPAxis::atRight);
}

QCPAxis& MatrixPlot::heights() const
{
    return *m_treeRect->axis(QCPAxis::atBottom);
}

QCPAxis& MatrixPlot::leaves() const
{
    return *m_treeRect->axis(QCPAxis::atLeft);
}

QWidget* MatrixPlot::canvas()
{
    return &plot();
}

QRectF MatrixPlot::view() const
{
    return {columns().range().lower, rows().range().lower, columns().range().size(),
        rows().range().size()};
}

void MatrixPlot::setView(const QRectF& view)
{
    setEdges({view.left(), view.top(), view.right(), view.bottom()});
}

void MatrixPlot::setEdges(const ViewEdges& edges)
{
    columns().setRange(edges[0], edges[2]);
    rows().setRange(edges[1], edges[3]);
    keepInside();
    queueReplot();
}

void MatrixPlot::fitView()
{
    const double cells = std::max<double>(1, static_cast<double>(m_order.size()));
    setView({0, 0, cells, cells});
}

void MatrixPlot::keepInside()
{
    const double cells = std::max<double>(1, static_cast<double>(m_order.size()));
    for (QCPAxis* axis : {&columns(), &rows()}) {
        const QCPRange inside = axis->range().bounded(0, cells);
        if (inside != axis->range())
            axis->setRange(inside);
    }
    leaves().setRange(rows().range());
    refreshCaption();
    m_settled.start();
    announceZoom();
}

/// Both axes change in one step, and a new order comes with a new view.
void MatrixPlot::announceZoom()
{
    if (std::exchange(m_zoomWaits, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_zoomWaits = false;
            Q_EMIT zoomChanged();
        },
        Qt::QueuedConnection);
}

std::vector<int> MatrixPlot::zoomedChannels() const
{
    const auto cells = static_cast<int>(m_order.size());
    std::vector<bool> inside(m_order.size(), false);
    for (const QCPAxis* axis : {&columns(), &rows()}) {
        const int first = std::max(0, static_cast<int>(std::floor(axis->range().lower)));
        const int end = std::min(cells, static_cast<int>(std::ceil(axis->range().upper)));
        for (int cell = first; cell < end; ++cell)
            inside[m_order[cell]] = true;
    }
    std::vector<int> channels;
    for (int channel = 0; channel < cells; ++channel) {
        if (inside[channel])
            channels.push_back(channel);
    }
    return channels.size() == inside.size() ? std::vector<int>() : channels;
}

std::optional<ViewEdges> MatrixPlot::zoom() const
{
    const double cells = std::max<double>(1, static_cast<double>(m_order.size()));
    const ViewEdges now{columns().range().lower, rows().range().lower, columns().range().upper,
        rows().range().upper};
    return now == ViewEdges{0, 0, cells, cells} ? std::nullopt : std::optional(now);
}

void MatrixPlot::setZoom(const ViewEdges& zoom)
{
    noteView();
    setEdges(zoom);
    noteView();
}

void MatrixPlot::noteView()
{
    m_settled.stop();
    m_history.note(view());
    Q_EMIT historyChanged();
}

void MatrixPlot::goBack()
{
    noteView();
    if (const auto before = m_history.back())
        setView(*before);
    Q_EMIT historyChanged();
}

void MatrixPlot::goForward()
{
    noteView();
    if (const auto after = m_history.forward())
        setView(*after);
    Q_EMIT historyChanged();
}

void MatrixPlot::centreOn(const std::vector<int>& channels)
{
    double first = static_cast<double>(m_order.size());
    double end = 0;
    for (const int channel : channels) {
        if (channel < 0 || channel >= static_cast<int>(m_positions.size()))
            continue;
        first = std::min<double>(first, m_positions[channel]);
        end = std::max<double>(end, m_positions[channel] + 1);
    }
    if (first >= end)
        return;
    noteView();
    const double extent = std::max(kFewestCells, kAround * (end - first));
    setView({(first + end - extent) / 2, (first + end - extent) / 2, extent, extent});
    noteView();
}

void MatrixPlot::replotLater(const QString& layer, bool& waits)
{
    if (std::exchange(waits, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this, layer, &waits] {
            waits = false;
            plot().layer(layer)->replot();
        },
        Qt::QueuedConnection);
}

} // namespace pleat::ui
