// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting and copying a table by keys.
#pragma once

#include <QObject>

#include <vector>

class QTableView;

namespace pleat::ui {

/// Alt+Up sorts by the column of the current cell, Alt+Down the other way round; the same key again
/// gives the first order back. Copy takes the selected rows with the titles of their columns, as
/// spreadsheets read them. Belongs to the table, which is in its first order by then.
class TableKeys : public QObject
{
    Q_OBJECT
public:
    /// `copied`: role of the values that copying takes.
    explicit TableKeys(QTableView& table, int copied = Qt::DisplayRole);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takes(const QEvent& event) const;
    void sort(Qt::SortOrder order);
    std::vector<int> copiedRows() const;
    std::vector<int> copiedColumns() const;
    void copy();

    QTableView& m_table;
    int m_copied;
    int m_firstSection;
    Qt::SortOrder m_firstOrder;
};

} // namespace pleat::ui
