// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/run.h"

#include "core/base/torch_errors.h"
#include "core/fold/fold.h"
#include "core/graph/executor.h"
#include "core/ops/operator_family.h"
#include "core/probe/data_probe.h"
#include "core/repair/repair_method.h"
#include "core/study/evaluation.h"
#include "core/study/measurement.h"
#include "core/study/memory_need.h"
#include "core/study/model_content.h"
#include "core/study/probe_content.h"

#include <algorithm>
#include <chrono>

namespace pleat::study {

namespace {

/// Adds the time since its construction to one entry of RunReport::seconds.
class StageTimer
{
public:
    StageTimer(RunReport& report, const char* stage)
        : m_seconds(report.seconds[stage])
    {
    }
    ~StageTimer()
    {
        m_seconds +=
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    double& m_seconds;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// One run, stage by stage; each step fills the report.
class Runner
{
public:
    Runner(const Model& model, const RunOptions& options,
        const std::vector<GroupStatisticsPtr>& cached, const StageContext& context)
        : m_model(model.content())
        , m_options(options)
        , m_plan(options.plan)
        , m_statistics(cached)
        , m_context(context)
    {
        m_statistics.resize(m_model.coupling->groups.size());
    }

    Result<RunPtr> run(const Model& model)
    {
        for (const Result<void>& step : {checkPlan(m_model.info, m_plan), findRepairs(),
                 checkRunMemory(model, m_options, m_statistics)}) {
            if (!step)
                return step.error();
        }
        m_report.resources.secondsPredicted = predictedSeconds(model, m_options, m_statistics);
        if (auto probed = loadProbe(model); !probed)
            return probed.error();
        if (auto clustered = clusterGroups(model); !clustered)
            return clustered.error();
        auto graphs = foldAndRepair();
        if (!graphs)
            return graphs.error();
        if (auto checked = fillCost(model, *graphs->repaired); !checked)
            return checked.error();
        if (auto filled = fillResources(model, graphs->repaired); !filled)
            return filled.error();
        if (auto measured = measure(*graphs); !measured)
            return measured.error();
        if (auto evaluated = evaluateBoth(graphs->repaired); !evaluated)
            return evaluated.error();
        auto content = std::make_shared<Run::Content>();
        content->graph = graphs->repaired;
        content->input = m_model.input;
        content->wanted = m_model.wanted;
        return std::make_shared<const Run>(content, m_plan, m_report);
    }

private:
    struct Graphs
    {
        graph::GraphPtr merged, repaired;
    };

    Result<void> findRepairs()
    {
        auto chain = repair::repairChain(m_plan.repair);
        if (!chain)
            return chain.error();
        m_repairs = std::move(*chain);
        if (repair::needsProbe(m_repairs) && m_plan.probe.empty())
            return Error{ErrorCode::Usage, "repair " + m_plan.repair + " needs a probe", "repair",
                "add --probe inversion, noise or data:PATH"};
        return {};
    }

    Result<void> loadProbe(const Model& model)
    {
        if (!repair::needsProbe(m_repairs))
            return {};
        const StageTimer timer(m_report, "probe");
        m_context.progress("probe", m_plan.probe, 0);
        const ProbeRequest request = probeRequest(m_plan);
        if (m_options.probe && fits(*m_options.probe, request, model)) {
            m_report.probe = m_options.probe->info();
            m_probe = m_options.probe->content().inputs;
            return {};
        }
        auto made = makeProbe(model, request, m_options.onProbe, m_context);
        if (!made)
            return made.error();
        if (m_options.onProbeMade)
            m_options.onProbeMade(*made);
        if (m_context.cancelled())
            return cancelledError();
        m_report.probe = (*made)->info();
        m_probe = (*made)->content().inputs;
        return {};
    }

    Result<void> clusterGroups(const Model& model)
    {
        const StageTimer timer(m_report, "cluster");
        m_maps.resize(m_model.coupling->groups.size());
        for (std::size_t g = 0; g < m_maps.size(); ++g) {
            const GroupInfo& info = m_model.info.groups[g];
            if (!info.foldable)
                continue;
            m_context.progress("clustering", info.name,
                0.3 * static_cast<double>(g) / static_cast<double>(m_maps.size()));
            const auto choice = m_plan.groups.find(info.name);
            const std::int64_t k = choice == m_plan.groups.end() ? info.channels : choice->second.k;
            m_report.groups.push_back({info.name, info.channels, k, 0, 1, false, {}});
            if (k == info.channels)
                continue;
            auto clustered = clusterOne(model, static_cast<int>(g), k);
            if (!clustered)
                return clustered.error();
            m_maps[g] = fold::MergeMap{clustered->labels, k};
            if (prunes(static_cast<int>(g), *clustered)) {
                m_maps[g] = fold::MergeMap{prunedLabels(*m_statistics[g], k), k};
                m_report.groups.back().pruned = true;
                continue;
            }
            m_report.groups.back().labels = clustered->labels;
            m_report.groups.back().relativeInertia = clustered->relativeInertia;
            m_report.groups.back().predictedRatio = clustered->predictedRatio;
            for (std::size_t i = 0; i < clustered->layerRatios.size(); ++i)
                m_predicted[{static_cast<int>(g), m_statistics[g]->layers[i].name}] =
                    clustered->layerRatios[i];
        }
        fillLayers();
        return {};
    }

    Result<GroupClustering> clusterOne(const Model& model, int group, std::int64_t k)
    {
        GroupStatisticsPtr& statistics = m_statistics[static_cast<std::size_t>(group)];
        if (!statistics || !sameStatistics(statistics->options, m_plan.clustering)) {
            auto analysed = analyseGroup(model, group, m_plan.clustering, quiet());
            if (!analysed)
                return analysed.error();
            statistics = std::move(*analysed);
            if (m_options.onStatistics)
                m_options.onStatistics(group, statistics);
        }
        return clusterGroup(model, group, *statistics, k, m_plan.clustering, quiet());
    }

    /// Whether the group's channels are dropped rather than merged: what the plan says, or what
    /// changes the features less.
    bool prunes(int group, const GroupClustering& clustered) const
    {
        if (m_plan.reduction != "best")
            return m_plan.reduction == "prune";
        const GroupStatistics& statistics = *m_statistics[static_cast<std::size_t>(group)];
        return prunedEnergy(statistics, clustered.k) < clustered.inertia;
    }

    /// The stage's own fractions would make the run's progress jump.
    StageContext quiet() const
    {
        StageContext context = m_context;
        context.report = nullptr;
        context.seed = m_plan.seed;
        return context;
    }

    void fillLayers()
    {
        for (const coupling::Layer& layer : m_model.coupling->layers) {
            const std::vector<std::size_t> groups = foldableGroups(layer);
            if (layer.repeated || groups.empty())
                continue;
            LayerReport report;
            report.name = layer.name;
            report.group = m_model.info.groups[groups.front()].name;
            report.predicted = predictedRatio(layer, groups);
            m_layers.push_back(layer);
            m_report.layers.push_back(std::move(report));
        }
    }

    std::vector<std::size_t> foldableGroups(const coupling::Layer& layer) const
    {
        std::vector<std::size_t> groups;
        coupling::forEachGroup(layer.rows, [&](const coupling::Factor& factor) {
            const auto group = static_cast<std::size_t>(factor.group);
            if (m_model.info.groups[group].foldable
                && std::find(groups.begin(), groups.end(), group) == groups.end())
                groups.push_back(group);
        });
        return groups;
    }

    /// Mean over the layer's groups, of which there is nearly always one.
    double predictedRatio(
        const coupling::Layer& layer, const std::vector<std::size_t>& groups) const
    {
        double sum = 0;
        for (std::size_t group : groups) {
            const auto known = m_predicted.find({static_cast<int>(group), layer.name});
            sum += known == m_predicted.end() ? 1 : known->second;
        }
        return sum / static_cast<double>(groups.size());
    }

    Result<Graphs> foldAndRepair()
    {
        Graphs graphs;
        std::optional<fold::FoldedNetwork> network;
        {
            const StageTimer timer(m_report, "fold");
            m_context.progress("folding", "", 0.35);
            network = fold::fold(m_model.graph, m_model.coupling, m_maps);
            auto merged = fold::assemble(*network, fold::unrepaired(*network));
            if (!merged)
                return merged.error();
            graphs.merged = std::move(*merged);
        }
        const StageTimer timer(m_report, "repair");
        graphs.repaired = graphs.merged;
        for (const repair::RepairMethod* method : m_repairs) {
            m_context.progress("repair", method->title, 0.4);
            auto repaired = method->apply({*network, graphs.repaired, m_probe}, quiet());
            if (!repaired)
                return repaired.error();
            graphs.repaired = std::move(*repaired);
        }
        graphs.repaired = graph::roundedToStored(graphs.repaired);
        return graphs;
    }

    /// The counts predicted from shapes must be those of the result: a check of the rewrite.
    Result<void> fillCost(const Model& model, const graph::Graph& repaired)
    {
        m_report.modelName = m_model.info.name;
        m_report.modelHash = m_model.info.weightsHash;
        m_report.weightsHash = graph::weightsHash(repaired);
        m_report.findings = m_model.info.findings;
        if (m_report.probe)
            m_report.findings.insert(m_report.findings.end(), m_report.probe->findings.begin(),
                m_report.probe->findings.end());
        m_report.before = {m_model.info.parameters, m_model.info.macs};
        m_report.after = {graph::parameterCount(repaired), ops::macs(repaired)};
        const Cost predicted = predictedCost(model, m_plan);
        if (predicted.parameters != m_report.after.parameters
            || predicted.macs != m_report.after.macs)
            return Error{ErrorCode::Internal,
                "the folded network has " + std::to_string(m_report.after.parameters)
                    + " parameters and " + std::to_string(m_report.after.macs)
                    + " MACs, predicted were " + std::to_string(predicted.parameters) + " and "
                    + std::to_string(predicted.macs),
                m_model.info.name, "please report this network"};
        return {};
    }

    Result<void> fillResources(const Model& model, const graph::GraphPtr& repaired)
    {
        const StageTimer timer(m_report, "timing");
        m_context.progress("timing", "", 0.43);
        auto measured = measureResources(m_model.graph, repaired, quiet());
        if (!measured)
            return measured.error();
        measured->secondsPredicted = m_report.resources.secondsPredicted;
        measured->predicted = predictedResources(model, m_plan);
        m_report.resources = *measured;
        return {};
    }

    /// Data with labels, for the accuracy; empty: there are none.
    std::string evaluatingPath() const
    {
        if (!m_options.measurePath.empty())
            return m_options.measurePath;
        if (m_plan.probe.starts_with("data:"))
            return m_plan.probe.substr(5);
        return m_model.info.dataPath;
    }

    /// The inputs that variances are measured on: those of --measure, else the probe's, else those
    /// of the model's data; undefined if there are none.
    Result<at::Tensor> measuringInputs()
    {
        if (m_options.measurePath.empty() && m_probe.defined()) {
            m_report.measuredOn =
                m_plan.probe.starts_with("data:") ? m_plan.probe.substr(5) : m_plan.probe;
            return m_probe;
        }
        m_report.measuredOn = evaluatingPath();
        if (m_report.measuredOn.empty())
            return at::Tensor();
        return probe::dataProbe(
            m_report.measuredOn, m_model.input, m_plan.samples, m_plan.seed, m_context.stop);
    }

    Result<void> measure(const Graphs& graphs)
    {
        if (m_layers.empty())
            return {};
        const StageTimer timer(m_report, "measure");
        auto batch = measuringInputs();
        if (!batch)
            return batch.error();
        if (!batch->defined())
            return {};
        return measureLayers({m_model.graph, graphs.merged, graphs.repaired}, m_layers, m_maps,
            *batch, m_options.onPoint, m_report, m_context);
    }

    Result<void> evaluateBoth(const graph::GraphPtr& repaired)
    {
        const std::string path = evaluatingPath();
        if (m_options.evaluateSamples <= 0 || path.empty())
            return {};
        const StageTimer timer(m_report, "evaluate");
        const EvaluateOptions options{path, m_options.evaluateSamples};
        m_context.progress("evaluating", "original", 0.75);
        auto before = evaluateGraph(m_model.graph, nullptr, m_model.input, options, quiet());
        if (!before)
            return before.error();
        m_context.progress("evaluating", "folded", 0.88);
        auto after = evaluateGraph(repaired, m_model.graph, m_model.input, options, quiet());
        if (!after)
            return after.error();
        m_report.evaluationBefore = *before;
        m_report.evaluationAfter = *after;
        return {};
    }

    const Model::Content& m_model;
    const RunOptions& m_options;
    const fold::Plan& m_plan;
    std::vector<GroupStatisticsPtr> m_statistics; ///< per group
    std::map<std::pair<int, std::string>, double> m_predicted; ///< ratio by group and layer
    const StageContext& m_context;
    RunReport m_report;
    std::vector<std::optional<fold::MergeMap>> m_maps; ///< per group
    std::vector<coupling::Layer> m_layers; ///< parallel to RunReport::layers
    std::vector<const repair::RepairMethod*> m_repairs;
    at::Tensor m_probe;
};

} // namespace

Run::Run(std::shared_ptr<const Content> content, fold::Plan plan, RunReport report)
    : m_content(std::move(content))
    , m_plan(std::move(plan))
    , m_report(std::move(report))
{
}

Result<RunPtr> runPlan(const Model& model, const RunOptions& options,
    const std::vector<GroupStatisticsPtr>& cached, const StageContext& context)
{
    return guarded(
        model.info().name, [&] { return Runner(model, options, cached, context).run(model); });
}

} // namespace pleat::study
