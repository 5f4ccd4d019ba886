// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/figure_table_model.h"

#include <QLocale>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kDigits = 6;

bool isNumber(const QVariant& value)
{
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::LongLong;
}

QString textOf(const QVariant& value)
{
    return value.typeId() == QMetaType::Double
        ? QLocale::c().toString(value.toDouble(), 'g', kDigits)
        : value.toString();
}

} // namespace

FigureTableModel::FigureTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void FigureTableModel::setTable(PlotTable table)
{
    const bool sameRows = table.columns == m_table.columns && table.subject == m_table.subject
        && table.ids == m_table.ids && table.rows.size() == m_table.rows.size();
    if (!sameRows)
        beginResetModel();
    m_table = std::move(table);
    if (!sameRows)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int FigureTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int FigureTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant FigureTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const QVariant value = m_table.cell(index.row(), index.column());
    if (role == kSortRole)
        return value;
    if (role == Qt::DisplayRole)
        return textOf(value);
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant FigureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return QAbstractTableModel::headerData(section, orientation, role);
    return m_table.columns.value(section);
}

} // namespace pleat::ui
