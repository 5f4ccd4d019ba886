// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_history.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace pleat::ui {

namespace {

constexpr std::int64_t kMostBytes = std::int64_t{1} << 29;
constexpr std::int64_t kParameterBytes = 4;

} // namespace

RunHistory::RunHistory(QObject* parent)
    : QObject(parent)
{
}

const PastRun* RunHistory::find(int id) const
{
    const auto found = std::find_if(
        m_runs.begin(), m_runs.end(), [id](const PastRun& past) { return past.id == id; });
    return found == m_runs.end() ? nullptr : &*found;
}

int RunHistory::add(study::RunPtr run)
{
    const int id = ++m_lastId;
    m_runs.push_back({id, tr("Run %1").arg(id), QDateTime::currentDateTime(), std::move(run)});
    makeRoom();
    Q_EMIT changed();
    return id;
}

void RunHistory::restore(PastRun run)
{
    restoreAll({std::move(run)});
}

void RunHistory::restoreAll(std::vector<PastRun> runs)
{
    for (PastRun& run : runs) {
        m_lastId = std::max(m_lastId, run.id);
        const auto place = std::find_if(
            m_runs.begin(), m_runs.end(), [&](const PastRun& past) { return past.id > run.id; });
        m_runs.insert(place, std::move(run));
    }
    makeRoom();
    Q_EMIT changed();
}

/// Networks of the oldest runs go first; the latest stays whatever its size.
void RunHistory::makeRoom()
{
    std::int64_t bytes = 0;
    for (auto past = m_runs.rbegin(); past != m_runs.rend(); ++past) {
        const study::Run& run = *past->run;
        bytes += run.hasNetwork() ? kParameterBytes * run.report().after.parameters : 0;
        if (run.hasNetwork() && bytes > kMostBytes && past != m_runs.rbegin())
            past->run = std::make_shared<study::Run>(nullptr, run.plan(), run.report());
    }
}

void RunHistory::rename(int id, const QString& name)
{
    for (PastRun& past : m_runs) {
        if (past.id == id && past.name != name && !name.trimmed().isEmpty()) {
            past.name = name.trimmed();
            Q_EMIT changed();
        }
    }
}

void RunHistory::remove(const std::vector<int>& ids)
{
    const auto removed = std::erase_if(m_runs, [&](const PastRun& past) {
        return std::find(ids.begin(), ids.end(), past.id) != ids.end();
    });
    if (removed > 0)
        Q_EMIT changed();
}

void RunHistory::clear()
{
    m_lastId = 0;
    if (!std::exchange(m_runs, {}).empty())
        Q_EMIT changed();
}

std::vector<int> paretoFront(const std::vector<double>& cost, const std::vector<double>& worth)
{
    std::vector<int> order(cost.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(
        order, [&](int run) { return !std::isfinite(cost[run]) || !std::isfinite(worth[run]); });
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        return std::pair(cost[a], -worth[a]) < std::pair(cost[b], -worth[b]);
    });
    std::vector<int> front;
    for (const int run : order) {
        if (front.empty() || worth[run] > worth[front.back()])
            front.push_back(run);
    }
    return front;
}

} // namespace pleat::ui
