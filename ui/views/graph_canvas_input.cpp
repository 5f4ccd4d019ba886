// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, wheel and keyboard of the picture of the network.
#include "ui/views/graph_canvas.h"

#include "ui/views/graph_painter.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace pleat::ui {

namespace {

constexpr double kWheelStep = 1.0015; // per eighth of a degree
constexpr double kKeyStep = 1.25;
constexpr double kTitleHeight = 26; // of an open block

} // namespace

int GraphCanvas::boxAt(QPointF position) const
{
    const QPointF point = inGraph(position);
    for (int box = 0; box < static_cast<int>(m_scene.layout->boxes.size()); ++box) {
        if (m_scene.layout->boxes[box].rect.contains(point))
            return box;
    }
    return -1;
}

int GraphCanvas::frameTitleAt(QPointF position) const
{
    const QPointF point = inGraph(position);
    int block = -1;
    for (const GraphFrame& frame : m_scene.layout->frames) {
        const QRectF title(frame.rect.topLeft(), QSizeF(frame.rect.width(), kTitleHeight));
        if (title.contains(point))
            block = frame.block;
    }
    return block;
}

int GraphCanvas::signAt(QPointF position) const
{
    const QPointF point = inGraph(position);
    const int box = boxAt(position);
    if (box >= 0) {
        const GraphBox& found = m_scene.layout->boxes[box];
        const bool sign =
            found.isBlock() && blockSign(found.rect).adjusted(-4, -4, 4, 4).contains(point);
        return sign ? found.block : -1;
    }
    for (const GraphFrame& frame : m_scene.layout->frames) {
        if (blockSign(frame.rect).adjusted(-4, -4, 4, 4).contains(point))
            return frame.block;
    }
    return -1;
}

QString GraphCanvas::toolTipAt(QPointF position) const
{
    if (!hasContent())
        return {};
    const int box = boxAt(position);
    return box < 0 ? QString() : m_scene.toolTipOf(box);
}

bool GraphCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void GraphCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Until it has been seen, the first view follows the size of the window; then its middle stays.
    if (m_scene.layout && m_paints == 0 && !m_moved)
        showTop();
    else if (event->oldSize().isValid())
        m_origin.rx() += (event->size().width() - event->oldSize().width()) / 2.0;
}

void GraphCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    QWidget::changeEvent(event);
}

void GraphCanvas::mousePressEvent(QMouseEvent* event)
{
    if (!hasContent() || event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressed = m_last = event->position();
    m_drag = minimapRect().contains(m_pressed) ? Drag::Minimap : Drag::Pressed;
    if (m_drag == Drag::Minimap)
        moveFromMinimap(m_pressed);
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    if (m_drag == Drag::Pressed
        && (position - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = Drag::Ground;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_drag == Drag::Minimap)
        moveFromMinimap(position);
    if (m_drag == Drag::Ground) {
        m_moved = true;
        m_origin += position - m_last;
        m_last = position;
        update();
    }
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Pressed)
        pick(event->position());
    m_drag = Drag::None;
    unsetCursor();
}

void GraphCanvas::pick(QPointF position)
{
    if (const int block = signAt(position); block >= 0)
        return Q_EMIT toggled(block);
    const int box = boxAt(position);
    if (box < 0)
        return;
    m_scene.currentBox = box;
    update();
    describeCurrent();
    selectCurrent();
}

void GraphCanvas::selectCurrent()
{
    const GraphBox& box = m_scene.layout->boxes[m_scene.currentBox];
    const study::OutlineNode* node = m_scene.nodeOf(box);
    if (node && !node->groups.empty())
        Q_EMIT groupPicked(node->groups.front());
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!hasContent() || event->button() != Qt::LeftButton
        || minimapRect().contains(event->position()))
        return;
    if (signAt(event->position()) >= 0)
        return; // the first click has toggled it
    const int box = boxAt(event->position());
    const int title = frameTitleAt(event->position());
    if (box >= 0 && m_scene.layout->boxes[box].isBlock())
        Q_EMIT toggled(m_scene.layout->boxes[box].block);
    else if (box < 0 && title >= 0)
        Q_EMIT toggled(title);
    else if (box < 0)
        fit();
}

void GraphCanvas::moveFromMinimap(QPointF position)
{
    const QRectF map = minimapRect();
    if (map.isEmpty())
        return;
    const QRectF bounds = m_scene.layout->bounds;
    const QPointF part = position - map.topLeft();
    const QPointF point = bounds.topLeft()
        + QPointF(
            part.x() / map.width() * bounds.width(), part.y() / map.height() * bounds.height());
    m_moved = true;
    m_origin = area().center() - point * m_scale;
    update();
}

void GraphCanvas::wheelEvent(QWheelEvent* event)
{
    if (hasContent())
        zoomBy(std::pow(kWheelStep, event->angleDelta().y()), event->position());
    event->accept();
}

void GraphCanvas::keyPressEvent(QKeyEvent* event)
{
    if (!hasContent())
        return QWidget::keyPressEvent(event);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const QPointF middle = QRectF(rect()).center();
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        return walk(event->key());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return toggleCurrent();
    case Qt::Key_F:
        if (!control)
            return fit();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (control)
            return zoomBy(kKeyStep, middle);
        break;
    case Qt::Key_Minus:
        if (control)
            return zoomBy(1 / kKeyStep, middle);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

/// A box on a closed block opens it; any other closes the block around the current box.
void GraphCanvas::toggleCurrent()
{
    if (m_scene.currentBox < 0)
        return;
    if (const int block = currentBlock(); block > 0)
        Q_EMIT toggled(block);
}

void GraphCanvas::walk(int key)
{
    int next = 0;
    if (m_scene.currentBox >= 0)
        next = key == Qt::Key_Up || key == Qt::Key_Down ? nextAlong(key == Qt::Key_Down)
                                                        : nextBeside(key == Qt::Key_Right);
    if (next < 0)
        return;
    setCurrentBox(next);
    selectCurrent();
}

/// What the current box reads or what reads it: whichever is nearest to its column.
int GraphCanvas::nextAlong(bool down) const
{
    const double x = m_scene.layout->boxes[m_scene.currentBox].rect.center().x();
    int nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (const GraphLine& line : m_scene.layout->lines) {
        if ((down ? line.from : line.to) != m_scene.currentBox)
            continue;
        const int other = down ? line.to : line.from;
        const QPointF middle = m_scene.layout->boxes[other].rect.center();
        const double rowGap =
            std::abs(middle.y() - m_scene.layout->boxes[m_scene.currentBox].rect.center().y());
        const double distance = std::abs(middle.x() - x) + rowGap / 4;
        if (distance < least) {
            least = distance;
            nearest = other;
        }
    }
    return nearest;
}

/// The next box to the side that stands at about the same height.
int GraphCanvas::nextBeside(bool right) const
{
    const QRectF own = m_scene.layout->boxes[m_scene.currentBox].rect;
    int nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (int box = 0; box < static_cast<int>(m_scene.layout->boxes.size()); ++box) {
        const QPointF offset = m_scene.layout->boxes[box].rect.center() - own.center();
        const double aside = right ? offset.x() : -offset.x();
        if (aside <= own.width() / 2 || std::abs(offset.y()) > 4 * own.height())
            continue;
        const double distance = aside + 3 * std::abs(offset.y());
        if (distance < least) {
            least = distance;
            nearest = box;
        }
    }
    return nearest;
}

} // namespace pleat::ui
