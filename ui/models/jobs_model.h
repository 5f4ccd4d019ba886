// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs of the program: those under way and waiting, then the last ones that ended.
#pragma once

#include "ui/jobs/job_runner.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>

#include <optional>
#include <vector>

namespace pleat::ui {

class JobsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column
    {
        Title,
        Progress,
        Step,
        Rate,
        Time,
        Memory,
        Act, ///< room for the button that cancels or retries
        Columns
    };
    static constexpr int kFractionRole = Qt::UserRole; ///< 0 to 1; invalid if it has none to show
    static constexpr int kHistory = 30;

    explicit JobsModel(QObject* parent = nullptr);

    /// Shows the jobs of a runner that has none yet; the runner outlives its signals to this.
    void watch(JobRunner& runner);

    /// Those under way and waiting; the rows below them are history.
    int activeRows() const { return m_active; }
    bool active(int row) const { return !m_rows.at(row).outcome; }
    JobRunner* runnerOf(int row) const { return m_rows.at(row).runner; }
    JobRunner::JobId idOf(int row) const { return m_rows.at(row).id; }
    /// It stays in the history even if it had not begun.
    void cancel(int row);
    /// Ended without what it was for, and can be started once more.
    bool canRetry(int row) const;
    /// Starts it once more, as a new job; its own row goes.
    void retry(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void activeRowsChanged(int count);

private:
    struct Row
    {
        JobRunner* runner = nullptr;
        JobRunner::JobId id = 0;
        JobInfo info;
        QString step;
        double fraction = 0;
        QElapsedTimer clock; ///< valid as soon as it runs
        bool cancelledHere = false;
        double seconds = 0; ///< that it took
        std::int64_t now_bytes = 0; ///< of memory, of the whole program
        std::int64_t peak_bytes = 0; ///< the same, the most while it ran
        std::optional<JobOutcome> outcome; ///< none: under way or waiting
        Wording why; ///< it failed
    };
    void onStarted(JobRunner& runner, quint64 id, const JobInfo& info);
    void onProgressed(JobRunner& runner, quint64 id, const QString& step, double fraction);
    void onTicked(JobRunner& runner);
    void onEnded(JobRunner& runner, quint64 id, JobOutcome outcome, const Wording& why);
    int rowOf(const JobRunner& runner, quint64 id) const;
    void remove(int row);
    void refresh(int row);

    static QString stateOf(const Row& row);
    /// Share of the work in a second; 0 while there is too little to tell.
    static double speedOf(const Row& row);
    static QString rateOf(const Row& row);
    static QString timeOf(const Row& row);
    static QString memoryOf(const Row& row);
    static QString aboutMemory(const Row& row);
    static QString toolTipOf(const Row& row, int column, const QString& shown);

    std::vector<Row> m_rows; ///< active ones in order of arrival, then the latest ends first
    int m_active = 0;
};

} // namespace pleat::ui
