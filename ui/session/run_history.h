// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of the open model, in the order in which they were made.
#pragma once

#include "core/study/run.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <string>
#include <vector>

namespace pleat::ui {

struct PastRun
{
    int id = 0; ///< 1, 2, ...; never given twice while a model is open
    QString name;
    QDateTime when;
    /// Without its network if a project brought it back, or if it had to make room.
    study::RunPtr run;
};

/// Networks of the latest runs are held as far as they fit into half a gigabyte; plan and report of
/// every run are.
class RunHistory : public QObject
{
    Q_OBJECT
public:
    explicit RunHistory(QObject* parent = nullptr);

    const std::vector<PastRun>& all() const { return m_runs; }
    /// Null if there is none.
    const PastRun* find(int id) const;
    /// Returns its id.
    int add(study::RunPtr run);
    /// With the id and the name that it had.
    void restore(PastRun run);
    /// Each in its place; one signal for all.
    void restoreAll(std::vector<PastRun> runs);
    void rename(int id, const QString& name);
    void remove(const std::vector<int>& ids);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void makeRoom();

    std::vector<PastRun> m_runs;
    int m_lastId = 0;
};

/// Indices of the runs that no other run beats in both numbers: less of `cost` and more of `worth`,
/// or equal in one. Ascending by cost. Values that are not finite are left out.
std::vector<int> paretoFront(const std::vector<double>& cost, const std::vector<double>& worth);

} // namespace pleat::ui
