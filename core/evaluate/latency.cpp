// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/latency.h"

#include "core/coupling/resize.h"
#include "core/ops/operator_family.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace pleat::evaluate {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLeastRuns = 9, kMostRuns = 200;
constexpr double kLeastMs = 100; // so that a short burst of other work does not decide
constexpr double kPatienceMs = 400; // for all runs together, apart from the first
constexpr double kShares[] = {1, 0.5, 0.125}; // of the channels, all of them first

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> times)
{
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

/// Calls `run() -> Result<double>`, the time in ms. The first run warms caches up, and counts only
/// if there is no time for another.
template <typename Run>
Result<void> repeat(const Run& run)
{
    double spent = 0;
    for (std::size_t i = 0; i <= kMostRuns; ++i) {
        const Result<double> took = run(i);
        if (!took)
            return took.error();
        spent += i == 0 ? 0 : *took;
        if (spent + *took > kPatienceMs || (i >= kLeastRuns && spent > kLeastMs))
            break;
    }
    return {};
}

/// Median time by the first value that the node makes, in ms. Values keep their ids when widths
/// change, nodes do not.
using TimeByValue = std::map<graph::ValueId, double>;

Result<TimeByValue> nodeTimes(const graph::Executor& network, const StageContext& context)
{
    const graph::Graph& graph = network.graph();
    std::vector<std::vector<double>> times(graph.nodes.size());
    std::vector<double> totals;
    const auto run = [&](std::size_t round) -> Result<double> {
        if (round == 1) {
            times.assign(graph.nodes.size(), {});
            totals.clear();
        }
        for (std::vector<double>& node : times)
            node.push_back(0);
        const auto start = Clock::now();
        auto last = start;
        graph::ExecutionHooks hooks;
        hooks.stop = context.stop;
        hooks.tap = [&](graph::ValueId id, const c10::IValue&) {
            times[graph.value(id).producer.index].back() += since(last);
            last = Clock::now();
        };
        if (auto ran = network.run(graph.exampleInputs, hooks); !ran)
            return ran.error();
        totals.push_back(since(start));
        return totals.back();
    };
    if (auto repeated = repeat(run); !repeated)
        return repeated.error();
    TimeByValue result;
    double sum = 0;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        if (!graph.nodes[n].outputs.empty())
            sum += result[graph.nodes[n].outputs[0]] = median(std::move(times[n]));
    }
    // On a busy machine each run is slow at another node, which their medians would hide.
    for (auto& [value, time] : result)
        time *= sum > 0 ? median(totals) / sum : 1;
    return result;
}

/// The network with the first channels of every group: other numbers, but what it costs.
Result<graph::Executor> narrowed(const graph::Graph& graph, const coupling::Coupling& coupling,
    const coupling::CostModel::Widths& kept)
{
    std::vector<at::Tensor> tensors(graph.parameters.size());
    for (std::size_t p = 0; p < tensors.size(); ++p) {
        const graph::Parameter& parameter = graph.parameters[p];
        const auto shape = coupling::shapeAfter(graph, coupling, parameter.value, kept);
        at::Tensor part = parameter.tensor;
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            part = part.narrow(static_cast<std::int64_t>(axis), 0, shape[axis]);
        if (part.sizes() != parameter.tensor.sizes())
            tensors[p] = part.contiguous();
    }
    auto narrow = graph::withTensors(coupling::resized(graph, coupling, kept), tensors);
    return narrow ? graph::Executor::prepare(*narrow) : narrow.error();
}

coupling::CostModel::Widths widthsAt(const coupling::Coupling& coupling, double share)
{
    coupling::CostModel::Widths kept;
    for (const coupling::ChannelGroup& group : coupling.groups) {
        const auto part = static_cast<std::int64_t>(share * static_cast<double>(group.channels));
        kept.push_back(group.frozen.empty() ? std::max<std::int64_t>(1, part) : group.channels);
    }
    return kept;
}

/// More work takes no less time, so that a plan that keeps less is never predicted to be slower.
void makeRising(std::vector<std::pair<double, double>>& points)
{
    std::sort(points.begin(), points.end());
    for (std::size_t i = points.size() - 1; i-- > 0;)
        points[i].second = std::min(points[i].second, points[i + 1].second);
    const auto sameWork = [](const auto& a, const auto& b) { return a.first == b.first; };
    points.erase(std::unique(points.begin(), points.end(), sameWork), points.end());
}

/// On the line through the neighbouring points.
double timeOf(const NodeTime& node, double work)
{
    const auto& points = node.points;
    if (points.size() == 1)
        return points[0].second;
    std::size_t right = 1;
    while (right + 1 < points.size() && points[right].first < work)
        ++right;
    const auto& [work0, time0] = points[right - 1];
    const auto& [work1, time1] = points[right];
    return std::max(0.0, time0 + (time1 - time0) * (work - work0) / (work1 - work0));
}

/// Multiply-accumulates; of other operators the elements of the largest tensor that they touch.
coupling::Product workOf(
    const graph::Graph& graph, const coupling::Coupling& coupling, const graph::Node& node)
{
    const std::vector<ops::Axis> axes = ops::macAxes(graph, node);
    if (!axes.empty())
        return coupling::productOf(graph, coupling, axes);
    graph::ValueId largest;
    std::int64_t most = 0;
    const auto consider = [&](graph::ValueId id) {
        std::int64_t elements = graph.value(id).isTensor ? 1 : 0;
        for (const std::int64_t extent : graph.value(id).shape)
            elements *= extent;
        if (elements > most) {
            most = elements;
            largest = id;
        }
    };
    graph::forEachInput(node, consider);
    std::for_each(node.outputs.begin(), node.outputs.end(), consider);
    return largest.valid() ? coupling::elementsOf(graph, coupling, largest) : coupling::Product();
}

} // namespace

Result<double> latencyMs(const graph::Executor& network, const StageContext& context)
{
    std::vector<double> times;
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    const auto run = [&](std::size_t round) -> Result<double> {
        if (round == 1)
            times.clear();
        const auto start = Clock::now();
        if (auto ran = network.run(network.graph().exampleInputs, hooks); !ran)
            return ran.error();
        times.push_back(since(start));
        return times.back();
    };
    if (auto repeated = repeat(run); !repeated)
        return repeated.error();
    return median(std::move(times));
}

LatencyModel::LatencyModel(std::vector<NodeTime> nodes)
    : m_nodes(std::move(nodes))
{
}

double LatencyModel::at(const coupling::CostModel::Widths& kept) const
{
    double total = 0;
    for (const NodeTime& node : m_nodes)
        total += timeOf(node, static_cast<double>(node.work.at(kept)));
    return total;
}

Result<LatencyModel> latencyModel(
    const graph::Executor& network, const coupling::Coupling& coupling, const StageContext& context)
{
    const graph::Graph& graph = network.graph();
    std::vector<NodeTime> nodes(graph.nodes.size());
    for (std::size_t n = 0; n < nodes.size(); ++n)
        nodes[n].work = workOf(graph, coupling, graph.nodes[n]);
    for (const double share : kShares) {
        const coupling::CostModel::Widths kept = widthsAt(coupling, share);
        auto narrow = share < 1 ? narrowed(graph, coupling, kept) : network;
        const auto times = narrow ? nodeTimes(*narrow, context) : narrow.error();
        if (!times && (share == 1 || times.error().code == ErrorCode::Cancelled))
            return times.error();
        if (!times)
            continue;
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const std::vector<graph::ValueId>& made = graph.nodes[n].outputs;
            const auto found = made.empty() ? times->end() : times->find(made[0]);
            if (found != times->end())
                nodes[n].points.emplace_back(
                    static_cast<double>(nodes[n].work.at(kept)), found->second);
        }
    }
    std::erase_if(nodes, [](const NodeTime& node) { return node.points.empty(); });
    for (NodeTime& node : nodes)
        makeRising(node.points);
    return LatencyModel(std::move(nodes));
}

} // namespace pleat::evaluate
