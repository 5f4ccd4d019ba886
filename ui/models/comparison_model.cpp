// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/comparison_model.h"

#include "ui/models/column_header.h"
#include "ui/session/text.h"

#include <utility>

namespace pleat::ui {

namespace {

/// A number to order by; invalid where there is none.
QVariant valueOf(const ComparedGroup& group, ComparisonColumn column)
{
    const auto orNothing = [](std::optional<double> value) {
        return value ? QVariant(*value) : QVariant();
    };
    switch (column) {
    case ComparisonColumn::Name:
        return QString::fromStdString(group.name);
    case ComparisonColumn::KA:
        return qint64(group.kA);
    case ComparisonColumn::KB:
        return qint64(group.kB);
    case ComparisonColumn::KDifference:
        return qint64(group.kB - group.kA);
    case ComparisonColumn::RatioA:
        return orNothing(group.ratioA);
    case ComparisonColumn::RatioB:
        return orNothing(group.ratioB);
    case ComparisonColumn::RatioDifference:
        return orNothing(difference(group.ratioA, group.ratioB));
    case ComparisonColumn::Agreement:
        return group.agreement;
    case ComparisonColumn::Count:
        break;
    }
    return {};
}

bool isDifference(ComparisonColumn column)
{
    return column == ComparisonColumn::KDifference || column == ComparisonColumn::RatioDifference;
}

QString textOf(const QVariant& value, ComparisonColumn column)
{
    if (!value.isValid())
        return ratioText(std::nullopt);
    if (value.typeId() != QMetaType::Double)
        return isDifference(column) && value.toLongLong() > 0
            ? QString(QLatin1Char('+') + value.toString())
            : value.toString();
    return isDifference(column) ? signedText(value.toDouble(), 3) : ratioText(value.toDouble());
}

} // namespace

ComparisonModel::ComparisonModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void ComparisonModel::setGroups(std::vector<ComparedGroup> groups)
{
    beginResetModel();
    m_groups = std::move(groups);
    endResetModel();
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ComparisonColumn::Count);
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<ComparisonColumn>(index.column());
    const QVariant value = valueOf(m_groups[index.row()], column);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(value, column);
    case Qt::ToolTipRole:
        return plainToolTip(QString::fromStdString(m_groups[index.row()].name));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case kSortRole:
        return value;
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const ColumnHeader headers[] = {
        {tr("Group"), tr("The group's first layer")},
        {tr("k of A"), tr("Channels that run A kept")},
        {tr("k of B"), tr("Channels that run B kept")},
        {tr("B − A"), tr("Difference of the two k")},
        {tr("Ratio A"), tr("Variance ratio after repair in run A, mean of the group's layers")},
        {tr("Ratio B"), tr("Variance ratio after repair in run B, mean of the group's layers")},
        {tr("B − A"), tr("Difference of the two ratios")},
        {tr("Rand"),
            tr("Adjusted Rand index of the two clusterings: 1 where they are the same, about 0 "
               "where they agree no more than by chance")},
    };
    return headerText(headers, section, orientation, role);
}

} // namespace pleat::ui
