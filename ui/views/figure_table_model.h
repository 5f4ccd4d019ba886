// SPDX-License-Identifier: GPL-3.0-or-later
// The values of a figure as rows of a table.
#pragma once

#include "ui/plots/plot_table.h"

#include <QAbstractTableModel>

namespace pleat::ui {

class FigureTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int kSortRole = Qt::UserRole; ///< the value itself

    explicit FigureTableModel(QObject* parent = nullptr);

    /// Rows stay selected if only values differ.
    void setTable(PlotTable table);
    const PlotTable& table() const { return m_table; }
    /// What the row stands for; -1 for none.
    int idOf(int row) const { return m_table.ids.value(row, -1); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    PlotTable m_table;
};

} // namespace pleat::ui
