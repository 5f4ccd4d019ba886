// SPDX-License-Identifier: GPL-3.0-or-later
// The row of a table under the pointer, and the frame around one that other views point at.
#pragma once

#include <QModelIndex>
#include <QObject>

#include <functional>

class QFrame;
class QTableView;

namespace pleat::ui {

/// Belongs to the table, which has its model by then.
class RowHover : public QObject
{
    Q_OBJECT
public:
    explicit RowHover(QTableView& table);

    /// `rowOf` finds the row of the table's model that is framed; -1 for none.
    void setFramed(std::function<int()> rowOf);
    /// Asks again which row it is, and where.
    void place();
    /// Read back from what is drawn; -1 for none.
    int framedRow() const;

Q_SIGNALS:
    /// Invalid when the pointer leaves the rows.
    void hovered(const QModelIndex& index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTableView& m_table;
    QFrame* m_frame;
    std::function<int()> m_rowOf;
};

} // namespace pleat::ui
