// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/graph_canvas.h"

#include "ui/plots/palettes.h"
#include "ui/session/operator_kinds.h"
#include "ui/views/graph_painter.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kMargin = 24; // of a picture

QString cellText(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

GraphCanvas::GraphCanvas(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 120);
}

void GraphCanvas::setNetwork(std::shared_ptr<const study::Outline> outline, const QString& name)
{
    m_scene = GraphScene();
    m_moved = m_placed = false;
    m_scene.outline = std::move(outline);
    m_scene.network = name;
    if (m_scene.outline)
        m_scene.counts = nodesPerBlock(*m_scene.outline);
    showContent();
}

void GraphCanvas::setGraph(std::shared_ptr<const GraphLayout> layout, int fixed)
{
    const auto firstNodeOf = [&](int box) {
        const auto& boxOf = m_scene.layout->boxOf;
        return static_cast<int>(std::find(boxOf.begin(), boxOf.end(), box) - boxOf.begin());
    };
    const bool first = !m_scene.layout || m_scene.layout->boxes.empty();
    const int current = m_scene.currentBox < 0 ? -1 : firstNodeOf(m_scene.currentBox);
    const int middle = first ? -1 : boxInTheMiddle();
    const int anchor = first ? -1 : firstNodeOf(middle);
    const QPointF before = first ? QPointF() : boxRect(middle).center();
    const QRectF sign = first || fixed <= 0 ? QRectF() : signRect(fixed);
    m_scene.layout = std::move(layout);
    // A block that was toggled may have been hidden in the meantime.
    const QRectF signNow = sign.isEmpty() ? QRectF() : signRect(fixed);
    m_moved = m_moved || !first;
    if (first)
        showTop();
    else if (!signNow.isEmpty())
        m_origin += sign.topLeft() - signNow.topLeft();
    else
        m_origin += before - boxRect(m_scene.layout->boxOf[anchor]).center();
    m_scene.currentBox = current < 0 ? -1 : m_scene.layout->boxOf[current];
    showContent();
    describeCurrent();
}

void GraphCanvas::setGroups(std::vector<GraphGroup> groups)
{
    m_scene.groups = std::move(groups);
    showContent();
}

void GraphCanvas::setFill(GroupNumbers fill)
{
    m_scene.fill = std::move(fill);
    showContent();
}

void GraphCanvas::setSelectedGroup(int group)
{
    m_reveals = m_reveals || group != m_scene.selectedGroup;
    m_scene.selectedGroup = group;
    showContent();
}

void GraphCanvas::setMatches(std::vector<int> matches, int current)
{
    m_scene.matches = std::move(matches);
    m_scene.currentMatch = current;
    if (m_scene.layout && current >= 0)
        bringIntoView(m_scene.layout->boxes[m_scene.layout->boxOf[current]].rect);
    update();
}

void GraphCanvas::setEmptyText(const QString& text)
{
    m_emptyText = text;
    showContent();
}

void GraphCanvas::showContent()
{
    update();
    Q_EMIT changed();
}

int GraphCanvas::currentBlock() const
{
    if (!m_scene.layout || m_scene.currentBox < 0)
        return 0;
    return m_scene.layout->boxes[m_scene.currentBox].block;
}

void GraphCanvas::setCurrentBox(int box)
{
    m_scene.currentBox = box;
    if (box >= 0)
        bringIntoView(m_scene.layout->boxes[box].rect);
    update();
    describeCurrent();
}

void GraphCanvas::describeCurrent()
{
    setAccessibleDescription(
        m_scene.currentBox < 0 ? QString() : m_scene.toolTipOf(m_scene.currentBox));
    Q_EMIT currentChanged();
}

QRectF GraphCanvas::onScreen(const QRectF& part) const
{
    return {part.topLeft() * m_scale + m_origin, part.size() * m_scale};
}

QRectF GraphCanvas::signRect(int block) const
{
    for (const GraphFrame& frame : m_scene.layout->frames) {
        if (frame.block == block)
            return onScreen(blockSign(frame.rect));
    }
    for (const GraphBox& box : m_scene.layout->boxes) {
        if (box.isBlock() && box.block == block)
            return onScreen(blockSign(box.rect));
    }
    return {};
}

QRectF GraphCanvas::area() const
{
    const bool legend = m_scene.fill.number != GroupNumber::None;
    return QRectF(rect()).adjusted(0, 0, 0, legend ? -kLegendHeight : 0);
}

void GraphCanvas::paintEvent(QPaintEvent*)
{
    ++m_paints;
    QPainter painter(this);
    painter.fillRect(rect(), plotColors(palette()).background);
    if (!hasContent()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    if (std::exchange(m_placed, false) && !area().intersects(onScreen(m_scene.layout->bounds)))
        showTop();
    if (std::exchange(m_reveals, false))
        revealSelected();
    const QRectF visible(inGraph({0, 0}), area().size() / m_scale);
    painter.save();
    painter.translate(m_origin);
    painter.scale(m_scale, m_scale);
    paintGraph(painter, m_scene, visible, m_scale, palette());
    painter.restore();
    paintLegend(painter, m_scene, {0, area().bottom(), area().width(), kLegendHeight}, palette());
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    if (const QRectF map = minimapRect(); !map.isEmpty())
        paintMinimap(painter, m_scene, map, visible, palette());
}

void GraphCanvas::drawOn(QPaintDevice& device, QSize size)
{
    QPainter painter(&device);
    painter.fillRect(QRect(QPoint(), size), plotColors(palette()).background);
    if (!m_scene.layout)
        return;
    const bool legend = m_scene.fill.number != GroupNumber::None;
    const double foot = legend ? kLegendHeight : 0;
    const QRectF bounds = m_scene.layout->bounds.adjusted(-kMargin, -8, 8, 8);
    const double scale =
        std::min(size.width() / bounds.width(), (size.height() - foot) / bounds.height());
    painter.save();
    painter.translate((size.width() - bounds.width() * scale) / 2,
        (size.height() - foot - bounds.height() * scale) / 2);
    painter.scale(scale, scale);
    painter.translate(-bounds.topLeft());
    // On paper small text can be read, and a vector picture can be enlarged.
    paintGraph(painter, m_scene, bounds, std::max(scale, 1.0), palette());
    painter.restore();
    paintLegend(painter, m_scene,
        {0, size.height() - kLegendHeight, double(size.width()), kLegendHeight}, palette());
}

PlotTable GraphCanvas::table() const
{
    PlotTable table;
    table.columns = {tr("node"), tr("kind"), tr("block"), tr("output"), tr("parameters"),
        tr("group"), titleOf(m_scene.fill.number)};
    table.subject = PlotTable::Subject::Group;
    if (!m_scene.layout)
        return table;
    for (int n = 0; n < static_cast<int>(m_scene.outline->nodes.size()); ++n) {
        const study::OutlineNode& node = m_scene.outline->nodes[n];
        const int group = node.groups.empty() ? -1 : node.groups.front();
        const bool known =
            group >= 0 && m_scene.fill.number != GroupNumber::None && m_scene.fill.values[group];
        table.rows.push_back({cellText(node.name), kindText(node.kind),
            cellText(m_scene.outline->blocks[node.block].name), shapeText(node.shape),
            QVariant::fromValue<qint64>(node.parameters),
            group < 0 ? QVariant() : QVariant(m_scene.groups[group].name),
            known ? QVariant(*m_scene.fill.values[group]) : QVariant()});
        table.ids.push_back(group);
    }
    return table;
}

} // namespace pleat::ui
