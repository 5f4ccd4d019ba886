// SPDX-License-Identifier: GPL-3.0-or-later
// How well networks survive being folded: bench_compression [MODEL...] [--keep R,R] [--params P,P]
// [--macs P,P] [--groups all,inner] [--cluster C,C] [--repair R,R:PROBE] [--seeds S,S] [--samples
// N]
// [--csv FILE] [--full]. A probe is data, inversion or noise. One row per network, clusterer,
// target and repair: means over the seeds, on the data of input.json. Without a model the samples;
// --full is the whole product, which takes hours. Apart from the seconds every run prints the same.
#include "core/base/stage_context.h"
#include "core/study/budget.h"
#include "core/study/run.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace pleat;

namespace {

using Words = std::vector<std::string>;

struct Task
{
    Words models;
    Words keep{"0.75", "0.5", "0.25"}, params{"0.25"}, macs;
    Words groups{"all"}, clusters{"ward"};
    Words repairs{"none", "ar", "ar-scale", "bn:data", "ls:data", "ls:inversion", "ls:noise"};
    Words seeds{"0"};
    std::int64_t samples = 1000; ///< test images; 0: all
    std::string csv;
};

Words split(const std::string& list)
{
    Words words;
    std::istringstream stream(list);
    for (std::string word; std::getline(stream, word, ',');)
        words.push_back(word);
    return words;
}

/// Everything that there is.
void askForAll(Task& task)
{
    task.keep = {"0.9", "0.8", "0.7", "0.6", "0.5", "0.4", "0.3", "0.2", "0.1"};
    task.params = task.macs = {"0.5", "0.25", "0.12"};
    task.groups = {"all", "inner"};
    task.clusters.clear();
    for (const study::ClusterMethodInfo& method : study::knownClusterMethods())
        task.clusters.push_back(method.id);
    task.repairs.clear();
    for (const study::RepairInfo& repair : study::knownRepairs()) {
        if (!repair.needsProbe)
            task.repairs.push_back(repair.id);
        for (const char* probe : {":data", ":inversion", ":noise"}) {
            if (repair.needsProbe)
                task.repairs.push_back(repair.id + probe);
        }
    }
}

Task taskFrom(int argc, char** argv)
{
    Task task;
    const std::map<std::string, Words*> lists{{"--keep", &task.keep}, {"--params", &task.params},
        {"--macs", &task.macs}, {"--groups", &task.groups}, {"--cluster", &task.clusters},
        {"--repair", &task.repairs}, {"--seeds", &task.seeds}};
    bool targets = false;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--full") {
            askForAll(task);
        } else if (!word.starts_with("--")) {
            task.models.push_back(word);
        } else if (i + 1 == argc) {
            throw std::runtime_error(word + " lacks its value");
        } else if (const auto list = lists.find(word); list != lists.end()) {
            const bool target = word == "--keep" || word == "--params" || word == "--macs";
            if (target && !targets) { // those that were named replace the usual ones
                task.keep = task.params = task.macs = {};
                targets = true;
            }
            *list->second = split(argv[++i]);
        } else if (word == "--samples") {
            task.samples = std::atol(argv[++i]);
        } else if (word == "--csv") {
            task.csv = argv[++i];
        } else {
            throw std::runtime_error("unknown option " + word);
        }
    }
    if (task.models.empty()) {
        for (const char* sample : {"mlp", "mobile", "resnet18", "vgg11"})
            task.models.push_back(std::string(PLEAT_SAMPLES_DIR) + "/" + sample + ".pt");
    }
    return task;
}

/// What must be kept: "keep 0.5", "params 0.25" or "macs 0.25".
struct Target
{
    std::string kind;
    std::string share;
};

/// Means over the seeds.
struct Row
{
    std::string network, cluster, groups;
    Target target;
    std::string repair, probe;
    double accuracy = 0, before = 0, agreement = 0, ratio = 0, seconds = 0;
    study::Cost cost;
    std::string error; ///< why there are no numbers; else empty
};

class Table
{
public:
    explicit Table(const std::string& csv)
    {
        if (!csv.empty())
            m_csv.open(csv);
        std::printf("%-12s %-9s %-5s %-11s %-12s %-9s %8s %9s %10s %12s %6s %7s\n", "network",
            "cluster", "group", "target", "repair", "probe", "accuracy", "agreement", "parameters",
            "MACs", "ratio", "seconds");
        m_csv << "network,cluster,groups,target,share,repair,probe,accuracy,original,agreement,"
                 "parameters,macs,ratio,seconds,error\n";
    }

    void add(const Row& row)
    {
        const std::string target = row.target.kind + " " + row.target.share;
        std::printf("%-12s %-9s %-5s %-11s %-12s %-9s ", row.network.c_str(), row.cluster.c_str(),
            row.groups.c_str(), target.c_str(), row.repair.c_str(), row.probe.c_str());
        if (row.error.empty())
            std::printf("%8.2f %9.2f %10lld %12lld %6.3f %7.2f\n", 100 * row.accuracy,
                100 * row.agreement, static_cast<long long>(row.cost.parameters),
                static_cast<long long>(row.cost.macs), row.ratio, row.seconds);
        else
            std::printf("%s\n", row.error.c_str());
        std::fflush(stdout);
        m_csv << row.network << ',' << row.cluster << ',' << row.groups << ',' << row.target.kind
              << ',' << row.target.share << ',' << row.repair << ',' << row.probe << ',';
        if (row.error.empty())
            m_csv << row.accuracy << ',' << row.before << ',' << row.agreement << ','
                  << row.cost.parameters << ',' << row.cost.macs << ',' << row.ratio << ','
                  << row.seconds << ",\n";
        else
            m_csv << ",,,,,,,\"" << row.error << "\"\n";
        m_csv.flush();
    }

private:
    std::ofstream m_csv; ///< swallows everything if no file was asked for
};

/// One network with all that its rows share: trees by clusterer, probes by source and seed.
class Network
{
public:
    Network(const std::string& path, const Task& task, Table& table)
        : m_model(study::openModel({path, ""}, {}).value())
        , m_task(task)
        , m_table(table)
    {
    }

    void run()
    {
        for (const std::string& cluster : m_task.clusters) {
            cluster::ClusterOptions clustering;
            clustering.method = cluster;
            m_statistics = study::analyseAllGroups(*m_model, clustering, {}).value();
            for (const std::string& groups : m_task.groups) {
                for (const Target& target : targets()) {
                    const auto plan = planFor(clustering, groups, target);
                    for (const std::string& repair : m_task.repairs)
                        m_table.add(rowOf(plan, started(cluster, groups, target, repair)));
                }
            }
        }
    }

private:
    std::vector<Target> targets() const
    {
        std::vector<Target> all;
        for (const std::string& share : m_task.keep)
            all.push_back({"keep", share});
        for (const std::string& share : m_task.params)
            all.push_back({"params", share});
        for (const std::string& share : m_task.macs)
            all.push_back({"macs", share});
        return all;
    }

    Result<fold::Plan> planFor(const cluster::ClusterOptions& clustering, const std::string& groups,
        const Target& target) const
    {
        const auto selection =
            groups == "inner" ? study::GroupSelection::Inner : study::GroupSelection::All;
        const double share = std::atof(target.share.c_str());
        fold::Plan base;
        base.clustering = clustering;
        if (target.kind == "keep")
            return study::uniformPlan(m_model->info(), share, selection, base);
        const auto budget =
            target.kind == "macs" ? study::BudgetTarget::Macs : study::BudgetTarget::Parameters;
        return study::distributeBudget(
            *m_model, m_statistics, {budget, share, 1, 0, selection}, base);
    }

    Row started(const std::string& cluster, const std::string& groups, const Target& target,
        const std::string& repair) const
    {
        Row row;
        row.network = m_model->info().name;
        row.cluster = cluster;
        row.groups = groups;
        row.target = target;
        const std::size_t colon = std::min(repair.find(':'), repair.size());
        row.repair = repair.substr(0, colon);
        row.probe = colon < repair.size() ? repair.substr(colon + 1) : "";
        return row;
    }

    Row rowOf(const Result<fold::Plan>& plan, Row row)
    {
        if (!plan) {
            row.error = plan.error().message;
            return row;
        }
        for (const std::string& seed : m_task.seeds) {
            fold::Plan seeded = *plan;
            seeded.repair = row.repair;
            seeded.seed = static_cast<std::uint64_t>(std::atoll(seed.c_str()));
            seeded.probe = row.probe == "data" ? "data:" + m_model->info().dataPath : row.probe;
            if (const auto added = addRun(row, seeded); !added) {
                row.error = added.error().message;
                return row;
            }
        }
        return row;
    }

    /// Adds the share of one seed to the means.
    Result<void> addRun(Row& row, const fold::Plan& plan)
    {
        study::RunOptions options;
        options.plan = plan;
        options.evaluateSamples = m_task.samples > 0 ? m_task.samples : 1000000;
        if (!plan.probe.empty()) {
            auto probe = probeFor(study::probeRequest(plan));
            if (!probe)
                return probe.error();
            options.probe = *probe;
        }
        const auto start = std::chrono::steady_clock::now();
        const auto run = study::runPlan(*m_model, options, m_statistics, {});
        if (!run)
            return run.error();
        const auto now = std::chrono::steady_clock::now();
        const study::RunReport& report = (*run)->report();
        const double share = 1 / static_cast<double>(m_task.seeds.size());
        row.seconds += share * std::chrono::duration<double>(now - start).count();
        row.cost = report.after;
        row.ratio += share * meanRatio(report);
        if (report.evaluationAfter) {
            row.accuracy += share * report.evaluationAfter->accuracy.value_or(0);
            row.before += share * report.evaluationBefore->accuracy.value_or(0);
            row.agreement += share * report.evaluationAfter->agreement.value_or(0);
        }
        return {};
    }

    static double meanRatio(const study::RunReport& report)
    {
        double sum = 0, count = 0;
        for (const study::LayerReport& layer : report.layers) {
            sum += layer.repaired.value_or(0);
            count += layer.repaired.has_value();
        }
        return count > 0 ? sum / count : 0;
    }

    /// Made once; the error of one that cannot be made, too.
    Result<study::ProbePtr> probeFor(const study::ProbeRequest& request)
    {
        const auto key = std::make_pair(request.source, request.seed);
        auto known = m_probes.find(key);
        if (known == m_probes.end())
            known = m_probes.emplace(key, study::makeProbe(*m_model, request, {}, {})).first;
        return known->second;
    }

    study::ModelPtr m_model;
    std::vector<study::GroupStatisticsPtr> m_statistics; ///< of the clusterer under way
    std::map<std::pair<std::string, std::uint64_t>, Result<study::ProbePtr>> m_probes;
    const Task& m_task;
    Table& m_table;
};

} // namespace

int main(int argc, char** argv)
try {
    setThreadCount(0);
    const Task task = taskFrom(argc, argv);
    Table table(task.csv);
    for (const std::string& model : task.models)
        Network(model, task, table).run();
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
}
