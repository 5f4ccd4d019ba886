// SPDX-License-Identifier: GPL-3.0-or-later
// A budget against uniform widths of the same cost: bench_budget MODEL... [--samples N] [--repair
// R,R]. Prints one row per network, repair, target and share that remains, on the data of
// input.json; fails if the budget does worse, or takes longer than a person waits for a button.
#include "core/base/stage_context.h"
#include "core/study/budget.h"
#include "core/study/run.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

using namespace pleat;

namespace {

constexpr double kShares[] = {0.5, 0.25, 0.12};
constexpr double kLongest_ms = 50;

struct Task
{
    std::vector<std::string> models;
    std::vector<std::string> repairs{"ar"};
    std::int64_t samples = 0; ///< test images; 0: all
};

Task taskFrom(int argc, char** argv)
{
    Task task;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--samples" && i + 1 < argc) {
            task.samples = std::atol(argv[++i]);
        } else if (word == "--repair" && i + 1 < argc) {
            task.repairs.clear();
            std::istringstream list(argv[++i]);
            for (std::string id; std::getline(list, id, ',');)
                task.repairs.push_back(id);
        } else {
            task.models.push_back(word);
        }
    }
    return task;
}

class Comparison
{
public:
    Comparison(const std::string& path, const Task& task)
        : m_model(study::openModel({path, ""}, {}).value())
        , m_statistics(study::analyseAllGroups(*m_model, {}, {}).value())
        , m_task(task)
    {
    }

    /// False if a budget is worse than uniform widths anywhere.
    bool run()
    {
        bool better = true;
        for (const std::string& repair : m_task.repairs) {
            for (const auto target : {study::BudgetTarget::Parameters, study::BudgetTarget::Macs}) {
                for (const double share : kShares)
                    better = compare(repair, target, share) && better;
            }
        }
        return better;
    }

private:
    double costShare(const fold::Plan& plan, study::BudgetTarget target) const
    {
        const study::Cost cost = study::predictedCost(*m_model, plan);
        const study::ModelInfo& info = m_model->info();
        return target == study::BudgetTarget::Macs
            ? static_cast<double>(cost.macs) / static_cast<double>(info.macs)
            : static_cast<double>(cost.parameters) / static_cast<double>(info.parameters);
    }

    /// The widest uniform plan within the budget.
    fold::Plan uniform(study::BudgetTarget target, double share) const
    {
        double within = 0, above = 1;
        for (int step = 0; step < 40; ++step) {
            const double keep = (within + above) / 2;
            (costShare(planFor(keep), target) <= share ? within : above) = keep;
        }
        return planFor(within);
    }
    fold::Plan planFor(double keep) const
    {
        return study::uniformPlan(m_model->info(), keep, study::GroupSelection::All);
    }

    double accuracy(fold::Plan plan, const std::string& repair) const
    {
        plan.repair = repair;
        if (study::repairNeedsProbe(repair))
            plan.probe = "data:" + m_model->info().dataPath;
        study::RunOptions options;
        options.plan = plan;
        options.evaluateSamples = m_task.samples > 0 ? m_task.samples : 1000000;
        const auto run = study::runPlan(*m_model, options, m_statistics, {}).value();
        return *run->report().evaluationAfter->accuracy;
    }

    bool compare(const std::string& repair, study::BudgetTarget target, double share)
    {
        const auto start = std::chrono::steady_clock::now();
        const auto plan = study::distributeBudget(
            *m_model, m_statistics, {target, share, 1, 0, study::GroupSelection::All}, {})
                              .value();
        const double ms =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                .count();
        const double even = accuracy(uniform(target, share), repair);
        const double budget = accuracy(plan, repair);
        const bool good = budget > even && ms < kLongest_ms;
        std::printf("%-18s %-4s %-10s %4.2f  uniform %6.2f  budget %6.2f  %+6.2f  %5.1f ms%s\n",
            m_model->info().name.c_str(), repair.c_str(),
            target == study::BudgetTarget::Macs ? "MACs" : "parameters", share, 100 * even,
            100 * budget, 100 * (budget - even), ms, good ? "" : "  <-");
        std::fflush(stdout);
        return good;
    }

    study::ModelPtr m_model;
    std::vector<study::GroupStatisticsPtr> m_statistics;
    const Task& m_task;
};

} // namespace

int main(int argc, char** argv)
{
    setThreadCount(0);
    const Task task = taskFrom(argc, argv);
    bool better = true;
    for (const std::string& model : task.models)
        better = Comparison(model, task).run() && better;
    return better && !task.models.empty() ? 0 : 1;
}
