// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/row_hover.h"

#include <QEvent>
#include <QFrame>
#include <QScrollBar>
#include <QTableView>

namespace pleat::ui {

RowHover::RowHover(QTableView& table)
    : QObject(&table)
    , m_table(table)
    , m_frame(new QFrame(table.viewport()))
{
    m_frame->setFrameShape(QFrame::Box);
    m_frame->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_frame->setForegroundRole(QPalette::Highlight);
    m_frame->hide();
    table.setMouseTracking(true);
    table.viewport()->installEventFilter(this);
    connect(&table, &QTableView::entered, this, &RowHover::hovered);
    connect(&table, &QTableView::viewportEntered, this, [this] { Q_EMIT hovered({}); });
    for (const QScrollBar* bar : {table.verticalScrollBar(), table.horizontalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, this, &RowHover::place);
    connect(table.model(), &QAbstractItemModel::modelReset, this, &RowHover::place);
    connect(table.model(), &QAbstractItemModel::layoutChanged, this, &RowHover::place);
}

void RowHover::setFramed(std::function<int()> rowOf)
{
    m_rowOf = std::move(rowOf);
    place();
}

int RowHover::framedRow() const
{
    return m_frame->isHidden() ? -1 : m_table.rowAt(m_frame->geometry().center().y());
}

void RowHover::place()
{
    const int row = m_rowOf && m_table.model() ? m_rowOf() : -1;
    m_frame->setVisible(row >= 0);
    if (row >= 0)
        m_frame->setGeometry(0, m_table.rowViewportPosition(row), m_table.viewport()->width(),
            m_table.rowHeight(row));
}

bool RowHover::eventFilter(QObject* watched, QEvent* event)
{
    // While the window ends, the pointer leaves the viewport of what is no table any more.
    if (!qobject_cast<QTableView*>(parent()))
        return false;
    if (event->type() == QEvent::Leave)
        Q_EMIT hovered({});
    if (event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

} // namespace pleat::ui
