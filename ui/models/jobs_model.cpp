// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/jobs_model.h"

#include "core/base/memory.h"
#include "ui/session/text.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kLeastShare = 0.02; // of the work, before the rest can be estimated
constexpr double kLeastSeconds = 0.5;

} // namespace

JobsModel::JobsModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void JobsModel::watch(JobRunner& runner)
{
    connect(&runner, &JobRunner::jobStarted, this,
        [this, &runner](quint64 id, const JobInfo& info) { onStarted(runner, id, info); });
    connect(&runner, &JobRunner::progressed, this,
        [this, &runner](quint64 id, const QString& stage, const QString& item, double fraction) {
            onProgressed(runner, id,
                item.isEmpty() ? stage : QStringLiteral("%1: %2").arg(stage, item), fraction);
        });
    connect(&runner, &JobRunner::ticked, this, [this, &runner] { onTicked(runner); });
    connect(&runner, &JobRunner::jobEnded, this,
        [this, &runner](quint64 id, JobOutcome outcome, const Wording& why) {
            onEnded(runner, id, outcome, why);
        });
}

int JobsModel::rowOf(const JobRunner& runner, quint64 id) const
{
    const auto end = m_rows.begin() + m_active;
    const auto found = std::find_if(
        m_rows.begin(), end, [&](const Row& row) { return row.runner == &runner && row.id == id; });
    return found == end ? -1 : static_cast<int>(found - m_rows.begin());
}

void JobsModel::onStarted(JobRunner& runner, quint64 id, const JobInfo& info)
{
    beginInsertRows({}, m_active, m_active);
    Row row;
    row.runner = &runner;
    row.id = id;
    row.info = info;
    row.fraction = info.from;
    m_rows.insert(m_rows.begin() + m_active, std::move(row));
    ++m_active;
    endInsertRows();
    Q_EMIT activeRowsChanged(m_active);
}

void JobsModel::onProgressed(JobRunner& runner, quint64 id, const QString& step, double fraction)
{
    const int row = rowOf(runner, id);
    if (row < 0)
        return;
    m_rows[row].step = step;
    m_rows[row].fraction = std::clamp(fraction, 0.0, 1.0);
    refresh(row);
}

void JobsModel::onTicked(JobRunner& runner)
{
    const int row = rowOf(runner, runner.running());
    if (row < 0)
        return;
    Row& ticking = m_rows[row];
    if (!ticking.clock.isValid())
        ticking.clock.start();
    ticking.now_bytes = residentBytes();
    ticking.peak_bytes = std::max(ticking.peak_bytes, ticking.now_bytes);
    refresh(row);
}

void JobsModel::onEnded(JobRunner& runner, quint64 id, JobOutcome outcome, const Wording& why)
{
    const int row = rowOf(runner, id);
    if (row < 0)
        return;
    // What was given up before its turn came did nothing that needs telling, unless a person did
    // it.
    const bool givenUp = outcome == JobOutcome::Cancelled && !m_rows[row].clock.isValid()
        && !m_rows[row].cancelledHere;
    if (givenUp || m_rows[row].info.title.isEmpty()) {
        remove(row);
        Q_EMIT activeRowsChanged(m_active);
        return;
    }
    Row& ended = m_rows[row];
    ended.outcome = outcome;
    ended.why = why;
    if (outcome == JobOutcome::Done)
        ended.info.retry = {}; // and what it holds
    ended.seconds = ended.clock.isValid() ? static_cast<double>(ended.clock.elapsed()) / 1000 : 0;
    refresh(row);
    const int last = m_active - 1;
    if (row < last) {
        beginMoveRows({}, row, row, {}, m_active);
        std::rotate(m_rows.begin() + row, m_rows.begin() + row + 1, m_rows.begin() + m_active);
    }
    --m_active;
    if (row < last)
        endMoveRows();
    if (rowCount() - m_active > kHistory)
        remove(rowCount() - 1);
    Q_EMIT activeRowsChanged(m_active);
}

void JobsModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    m_active -= row < m_active;
    endRemoveRows();
}

void JobsModel::refresh(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString JobsModel::stateOf(const Row& row)
{
    if (!row.outcome)
        return row.clock.isValid() ? percentText(row.fraction) : tr("waiting");
    switch (*row.outcome) {
    case JobOutcome::Done:
        return tr("done");
    case JobOutcome::Cancelled:
        return tr("cancelled");
    case JobOutcome::Failed:
        break;
    }
    return tr("failed");
}

QString JobsModel::timeOf(const Row& row)
{
    if (row.outcome)
        return tr("took %1 s").arg(row.seconds, 0, 'f', 1);
    const double speed = speedOf(row);
    return speed > 0 ? tr("%1 left").arg(durationText((1 - row.fraction) / speed)) : QString();
}

double JobsModel::speedOf(const Row& row)
{
    if (!row.clock.isValid())
        return 0;
    const double seconds = static_cast<double>(row.clock.elapsed()) / 1000;
    const double share = row.fraction - row.info.from;
    return share < kLeastShare || seconds < kLeastSeconds ? 0 : share / seconds;
}

/// Where the work has no unit that all of its steps share, in shares of it.
QString JobsModel::rateOf(const Row& row)
{
    const double perSecond = row.outcome ? 0 : 100 * speedOf(row);
    if (perSecond <= 0)
        return {};
    return perSecond >= 1 ? tr("%1 %/s").arg(perSecond, 0, 'f', perSecond < 10 ? 1 : 0)
                          : tr("%1 %/min").arg(60 * perSecond, 0, 'f', perSecond < 0.1 ? 1 : 0);
}

QString JobsModel::memoryOf(const Row& row)
{
    if (row.outcome)
        return row.peak_bytes > 0 ? tr("peak %1").arg(bytesText(row.peak_bytes)) : QString();
    if (row.now_bytes == 0)
        return row.info.need_bytes > 0 ? tr("needs %1").arg(bytesText(row.info.need_bytes))
                                       : QString();
    return tr("%1, peak %2").arg(bytesText(row.now_bytes), bytesText(row.peak_bytes));
}

QString JobsModel::aboutMemory(const Row& row)
{
    QStringList lines;
    if (row.info.need_bytes > 0)
        lines << tr("Needs about %1 more than the program held before")
                     .arg(bytesText(row.info.need_bytes));
    if (row.now_bytes > 0 && !row.outcome)
        lines << tr("The whole program holds %1 now").arg(bytesText(row.now_bytes));
    if (row.peak_bytes > 0)
        lines << tr("The most that it held during the job: %1").arg(bytesText(row.peak_bytes));
    return lines.join(QLatin1Char('\n'));
}

QString JobsModel::toolTipOf(const Row& row, int column, const QString& shown)
{
    return plainToolTip(column == Memory ? aboutMemory(row) : shown);
}

void JobsModel::cancel(int row)
{
    m_rows.at(row).cancelledHere = true;
    m_rows.at(row).runner->cancel(m_rows.at(row).id);
}

bool JobsModel::canRetry(int row) const
{
    const Row& ended = m_rows.at(row);
    return ended.outcome && *ended.outcome != JobOutcome::Done && ended.info.retry;
}

void JobsModel::retry(int row)
{
    if (!canRetry(row))
        return;
    const std::function<void()> again = m_rows[row].info.retry;
    remove(row);
    again();
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows.at(index.row());
    if (role == kFractionRole)
        return row.outcome || !row.clock.isValid() ? QVariant() : QVariant(row.fraction);
    if (role == Qt::ToolTipRole) // columns are narrow
        return toolTipOf(row, index.column(), data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Title:
        return row.info.title.isEmpty() ? tr("Background work") : row.info.title();
    case Progress:
        return stateOf(row);
    case Step:
        return row.outcome ? row.why() : row.step;
    case Rate:
        return rateOf(row);
    case Time:
        return timeOf(row);
    case Memory:
        return memoryOf(row);
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    const QString titles[Columns] = {
        tr("Job"), tr("Progress"), tr("Step"), tr("Rate"), tr("Time"), tr("Memory"), tr("Action")};
    return titles[section];
}

} // namespace pleat::ui
