// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/groups_model.h"

#include "ui/models/column_header.h"
#include "ui/models/group_roles.h"
#include "ui/session/core_text.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

#include <utility>

namespace pleat::ui {

GroupsModel::GroupsModel(const Session& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_rows(allRows())
{
    connect(&session, &Session::modelChanged, this, [this] {
        beginResetModel();
        m_rows = allRows();
        endResetModel();
    });
    connect(&session, &Session::planChanged, this, &GroupsModel::refresh);
    connect(&session, &Session::runChanged, this, &GroupsModel::refresh);
    connect(&session, &Session::statisticsChanged, this, &GroupsModel::refresh);
    connect(&session, &Session::clusteringChanged, this, &GroupsModel::refresh);
}

void GroupsModel::refresh()
{
    for (int group = 0; group < static_cast<int>(m_rows.size()); ++group) {
        const Row now = rowOf(group);
        if (std::exchange(m_rows[group], now) != now)
            Q_EMIT dataChanged(index(group, 0), index(group, columnCount() - 1));
    }
}

GroupsModel::Row GroupsModel::rowOf(int group) const
{
    return {m_session.kOf(group), m_session.lockedOf(group), !m_session.failure(group).isEmpty(),
        m_session.runStale(), m_session.ratioPreviewed(group), m_session.predictedRatio(group),
        m_session.measuredRatio(group)};
}

std::vector<GroupsModel::Row> GroupsModel::allRows() const
{
    std::vector<Row> rows;
    for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group)
        rows.push_back(rowOf(group));
    return rows;
}

int GroupsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int GroupsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(GroupColumn::Count);
}

QVariant GroupsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int group = index.row();
    const study::GroupInfo& info = m_session.info().groups[group];
    switch (role) {
    case Qt::DisplayRole:
        return display(group, index.column());
    case Qt::ToolTipRole:
        return toolTip(group, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == static_cast<int>(GroupColumn::Name)
            ? QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter)
            : QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case static_cast<int>(GroupRole::Sort):
        return sortKey(group, index.column());
    case static_cast<int>(GroupRole::Group):
        return group;
    case static_cast<int>(GroupRole::Keep):
        return static_cast<double>(m_session.kOf(group)) / static_cast<double>(info.channels);
    case static_cast<int>(GroupRole::Foldable):
        return info.foldable;
    case static_cast<int>(GroupRole::Locked):
        return m_session.lockedOf(group);
    case static_cast<int>(GroupRole::Stale):
        return index.column() == static_cast<int>(GroupColumn::Measured) && m_session.runStale();
    case static_cast<int>(GroupRole::FrozenReason):
        return coreText(info.frozen);
    default:
        return {};
    }
}

QVariant GroupsModel::display(int group, int column) const
{
    const study::GroupInfo& info = m_session.info().groups[group];
    switch (static_cast<GroupColumn>(column)) {
    case GroupColumn::Name:
        return QString::fromStdString(info.name);
    case GroupColumn::Channels:
        return static_cast<qint64>(info.channels);
    case GroupColumn::K:
        return static_cast<qint64>(m_session.kOf(group));
    case GroupColumn::Keep:
        return info.foldable ? QString::number(100.0 * static_cast<double>(m_session.kOf(group))
                                       / static_cast<double>(info.channels),
                                   'f', 0)
                + QStringLiteral(" %")
                             : tr("frozen");
    case GroupColumn::Predicted:
        if (info.foldable && !m_session.predictedRatio(group))
            return m_session.failure(group).isEmpty() ? QStringLiteral("…") : tr("not done");
        return QString((m_session.ratioPreviewed(group) ? QStringLiteral("≈ ") : QString())
            + ratioText(m_session.predictedRatio(group)));
    case GroupColumn::Measured:
        return ratioText(m_session.measuredRatio(group));
    case GroupColumn::Count:
        break;
    }
    return {};
}

QVariant GroupsModel::sortKey(int group, int column) const
{
    switch (static_cast<GroupColumn>(column)) {
    case GroupColumn::Keep:
        return data(index(group, column), static_cast<int>(GroupRole::Keep));
    case GroupColumn::Predicted:
        return m_session.predictedRatio(group).value_or(-1);
    case GroupColumn::Measured:
        return m_session.measuredRatio(group).value_or(-1);
    default:
        return display(group, column);
    }
}

QString GroupsModel::toolTip(int group, int column) const
{
    const study::GroupInfo& info = m_session.info().groups[group];
    QString text = QString::fromStdString(info.name);
    if (info.layers.size() > 1) {
        QStringList layers;
        for (const std::string& layer : info.layers)
            layers += QString::fromStdString(layer);
        text += QLatin1Char('\n') + tr("Layers: %1").arg(layers.join(QStringLiteral(", ")));
    }
    if (!info.foldable)
        text += QLatin1Char('\n') + tr("Frozen: %1").arg(coreText(info.frozen));
    if (m_session.lockedOf(group))
        text += QLatin1Char('\n') + tr("Locked: spared when all groups are set");
    if (info.foldable && column == static_cast<int>(GroupColumn::K))
        text += QLatin1Char('\n') + tr("A click left of the number locks k or unlocks it");
    if (const QString failure = m_session.failure(group); !failure.isEmpty())
        text += QLatin1Char('\n') + failure;
    if (column == static_cast<int>(GroupColumn::Predicted) && m_session.ratioPreviewed(group))
        text += QLatin1Char('\n') + tr("Preview: the tree was cut, the clusterer has yet to run");
    if (column == static_cast<int>(GroupColumn::Measured) && m_session.runStale())
        text += QLatin1Char('\n') + tr("Stale: plan changed since this run");
    return plainToolTip(text);
}

QVariant GroupsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const ColumnHeader headers[] = {
        {tr("Group"), tr("The group's first layer; all its layers share one clustering")},
        {tr("n"), tr("Channels of the group")},
        {tr("k"), tr("Channels kept by the plan")},
        {tr("Keep"), tr("Share of channels kept by the plan")},
        {tr("Predicted"), tr("Predicted variance ratio after merging, from the weights alone")},
        {tr("Measured"),
            tr("Measured variance ratio after repair, from the last run; in italics if the plan "
               "changed since")},
    };
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal)
        return QVariant::fromValue(
            (section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return headerText(headers, section, orientation, role);
}

Qt::ItemFlags GroupsModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

} // namespace pleat::ui
