// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting a table without a click on its header.
#pragma once

#include <QObject>

class QTableView;

namespace pleat::ui {

/// Alt+Up sorts by the column of the current cell, Alt+Down the other way round; the same key again
/// gives the first order back. Belongs to the table, which is in its first order by then.
class SortKeys : public QObject
{
    Q_OBJECT
public:
    explicit SortKeys(QTableView& table);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takes(const QEvent& event) const;
    void sort(Qt::SortOrder order);

    QTableView& m_table;
    int m_firstSection;
    Qt::SortOrder m_firstOrder;
};

} // namespace pleat::ui
