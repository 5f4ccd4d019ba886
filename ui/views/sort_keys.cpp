// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sort_keys.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>

namespace pleat::ui {

SortKeys::SortKeys(QTableView& table)
    : QObject(&table)
    , m_table(table)
    , m_firstSection(table.horizontalHeader()->sortIndicatorSection())
    , m_firstOrder(table.horizontalHeader()->sortIndicatorOrder())
{
    table.installEventFilter(this);
    table.setWhatsThis(table.whatsThis() + QLatin1Char('\n')
        + tr("Alt+Up and Alt+Down sort by the column of the current cell; the same key again gives "
             "the first order back."));
}

bool SortKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (!takes(*event))
        return QObject::eventFilter(watched, event);
    const bool up = static_cast<const QKeyEvent&>(*event).key() == Qt::Key_Up;
    sort(up ? Qt::AscendingOrder : Qt::DescendingOrder);
    return true;
}

bool SortKeys::takes(const QEvent& event) const
{
    // What the editor of a cell does not want comes here, too.
    if (event.type() != QEvent::KeyPress
        || m_table.viewport()->isAncestorOf(QApplication::focusWidget()))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(event);
    return (key.modifiers() & ~Qt::KeypadModifier) == Qt::AltModifier
        && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down);
}

void SortKeys::sort(Qt::SortOrder order)
{
    QHeaderView& header = *m_table.horizontalHeader();
    const QModelIndex current = m_table.currentIndex();
    const int section = current.isValid() ? current.column() : header.logicalIndex(0);
    if (section < 0)
        return; // there are no columns
    const bool already =
        header.sortIndicatorSection() == section && header.sortIndicatorOrder() == order;
    header.setSortIndicator(already ? m_firstSection : section, already ? m_firstOrder : order);
    m_table.scrollTo(m_table.currentIndex());
}

} // namespace pleat::ui
