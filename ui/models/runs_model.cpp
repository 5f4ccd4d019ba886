// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/runs_model.h"

#include "ui/models/column_header.h"
#include "ui/session/core_text.h"
#include "ui/session/repair_text.h"
#include "ui/session/text.h"

#include <QLocale>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kHashLetters = 8;
constexpr double kPoints = 100;

QString dash()
{
    return ratioText(std::nullopt);
}

QString percentOrDash(std::optional<double> share)
{
    return share ? percentText(*share) : dash();
}

QString pointsText(std::optional<double> change)
{
    return change ? signedText(*change * kPoints, 1) : dash();
}

QString clustererTitle(const std::string& id)
{
    for (const study::ClusterMethodInfo& info : study::knownClusterMethods()) {
        if (info.id == id)
            return coreText(info.title);
    }
    return QString::fromStdString(id);
}

QString hashText(const study::Run& run)
{
    const QString hash = QString::fromStdString(run.report().weightsHash).left(kHashLetters);
    return run.hasNetwork() ? hash : RunsModel::tr("%1, network not kept").arg(hash);
}

QVariant number(std::optional<double> value)
{
    constexpr double kBelowAll = -1e300;
    return value.value_or(kBelowAll);
}

} // namespace

RunsModel::RunsModel(RunHistory& history, QObject* parent)
    : QAbstractTableModel(parent)
    , m_history(history)
{
    connect(&history, &RunHistory::changed, this, &RunsModel::follow);
    follow();
}

/// In steps, so that what is selected or being edited in a view survives.
void RunsModel::follow()
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_history.find(m_rows[row].past.id))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (Row& row : m_rows)
        row.past = *m_history.find(row.past.id);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    for (const PastRun& past : m_history.all()) {
        if (rowOf(past.id) >= 0)
            continue;
        beginInsertRows({}, rowCount(), rowCount());
        m_rows.push_back({past, runValues(past.run->report())});
        endInsertRows();
    }
}

int RunsModel::rowOf(int run) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [run](const Row& row) { return row.past.id == run; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(RunColumn::Count);
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[index.row()];
    const auto column = static_cast<RunColumn>(index.column());
    const bool text = column >= RunColumn::Name && column <= RunColumn::Clusterer;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return display(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case static_cast<int>(RunRole::Sort):
        return sortKey(row, column);
    case static_cast<int>(RunRole::Run):
        return row.past.id;
    default:
        return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable)
        || value.toString().trimmed().isEmpty())
        return false;
    Q_EMIT renameRequested(m_rows[index.row()].past.id, value.toString());
    return true;
}

QString RunsModel::display(const Row& row, RunColumn column)
{
    const study::RunReport& report = row.past.run->report();
    const fold::Plan& plan = row.past.run->plan();
    switch (column) {
    case RunColumn::Number:
        return QString::number(row.past.id);
    case RunColumn::Name:
        return row.past.name;
    case RunColumn::When:
        return QLocale().toString(row.past.when, QLocale::ShortFormat);
    case RunColumn::Repair:
        return repairTitle(plan.repair);
    case RunColumn::Probe:
        return report.probe ? probeText(*report.probe) : dash();
    case RunColumn::Clusterer:
        return clustererTitle(plan.clustering.method);
    case RunColumn::Parameters:
        return percentText(row.values.parameters);
    case RunColumn::Macs:
        return percentText(row.values.macs);
    case RunColumn::Accuracy:
        return percentOrDash(row.values.accuracy);
    case RunColumn::Change:
        return pointsText(row.values.change);
    case RunColumn::OutputError:
        return ratioText(row.values.outputError);
    case RunColumn::Ratio:
        return ratioText(row.values.ratio);
    case RunColumn::Latency:
        return latencyText(row.values.latencyMs);
    case RunColumn::Seconds:
        return QString::number(row.values.seconds, 'f', 1);
    case RunColumn::Hash:
        return hashText(*row.past.run);
    case RunColumn::Count:
        break;
    }
    return {};
}

QVariant RunsModel::sortKey(const Row& row, RunColumn column)
{
    switch (column) {
    case RunColumn::Number:
        return row.past.id;
    case RunColumn::When:
        return row.past.when;
    case RunColumn::Parameters:
        return row.values.parameters;
    case RunColumn::Macs:
        return row.values.macs;
    case RunColumn::Accuracy:
        return number(row.values.accuracy);
    case RunColumn::Change:
        return number(row.values.change);
    case RunColumn::OutputError:
        return number(row.values.outputError);
    case RunColumn::Ratio:
        return number(row.values.ratio);
    case RunColumn::Latency:
        return row.values.latencyMs;
    case RunColumn::Seconds:
        return row.values.seconds;
    default:
        return display(row, column);
    }
}

QString RunsModel::toolTip(const Row& row, RunColumn column)
{
    QString text = display(row, column);
    if (column == RunColumn::Hash)
        text = QString::fromStdString(row.past.run->report().weightsHash);
    if (!row.past.run->hasNetwork())
        text += QLatin1Char('\n')
            + tr("Network not kept: load the plan and run it again to save the model");
    return plainToolTip(text);
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const ColumnHeader headers[] = {
        {tr("No."), tr("Number of the run, as beside its mark")},
        {tr("Name"), tr("Double-click or F2 to rename")},
        {tr("When"), tr("When the run ended")},
        {tr("Repair"), tr("What repaired the network after merging")},
        {tr("Probe"), tr("What the repair looked at")},
        {tr("Clusterer"), tr("How channels were clustered")},
        {tr("Parameters"), tr("Share of the parameters that is left")},
        {tr("MACs"), tr("Share of the MACs that is left")},
        {tr("Accuracy"), tr("On test images; a dash where there are no labels")},
        {tr("Change"), tr("Of the accuracy against the original network, in points")},
        {tr("Output error"),
            tr("Distance of the outputs to those of the original network, as a "
               "share of their norm")},
        {tr("Ratio"), tr("Variance ratio after repair, median of the layers")},
        {tr("Latency"), tr("Measured, one example")},
        {tr("Seconds"), tr("How long the run took")},
        {tr("Weights"), tr("First letters of the hash of the weights")},
    };
    return headerText(headers, section, orientation, role);
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return index.column() == static_cast<int>(RunColumn::Name) ? flags | Qt::ItemIsEditable : flags;
}

} // namespace pleat::ui
