// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/lesson_network.h"

#include "core/fold/fold.h"
#include "core/graph/executor.h"
#include "core/graph/graph_text.h"
#include "core/repair/repair_method.h"
#include "core/study/model_content.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace pleat::study {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::string shapeOf(Eigen::Index rows, Eigen::Index columns)
{
    return " [" + std::to_string(rows) + ", " + std::to_string(columns) + "]\n";
}

std::string graphText(const Eigen::MatrixXd& weights, const Eigen::MatrixXd& consumers, bool relu)
{
    const std::string hidden = shapeOf(1, weights.rows());
    return "input %x float64" + shapeOf(1, weights.cols()) //
        + "parameter first.weight float64" + shapeOf(weights.rows(), weights.cols())
        + "parameter second.weight float64" + shapeOf(consumers.rows(), consumers.cols())
        + "%1 = aten::linear(%x, first.weight, None) " + hidden
        + (relu ? "%2 = aten::relu(%1) " + hidden : std::string()) + "%3 = aten::linear("
        + (relu ? "%2" : "%1") + ", second.weight, None) " + shapeOf(1, consumers.rows())
        + "return %3\n";
}

Result<graph::GraphPtr> graphOf(const LessonNetwork& network)
{
    const Eigen::MatrixXd consumers = network.consumers.size() > 0
        ? network.consumers
        : Eigen::MatrixXd(Eigen::MatrixXd::Zero(1, network.weights.rows()));
    auto graph = graph::parseGraph(graphText(network.weights, consumers, network.relu));
    if (!graph)
        return graph.error();
    return graph::withTensors(*graph, {tensorFrom(network.weights), tensorFrom(consumers)});
}

Result<Eigen::MatrixXd> outputOf(const graph::GraphPtr& graph, const at::Tensor& batch)
{
    const auto executor = graph::Executor::prepare(graph);
    if (!executor)
        return executor.error();
    const auto output = executor->runToTensor(batch);
    if (!output)
        return output.error();
    return matrixFrom(*output);
}

/// In place of the sums: the mistake of treating consumers like producers.
fold::FoldedNetwork withAveragedColumns(fold::FoldedNetwork network, const fold::MergeMap& map)
{
    const graph::ParameterId second(1);
    network.tensors[second.index] =
        fold::meanAlong(network.original->parameter(second).tensor, 1, map);
    return network;
}

} // namespace

at::Tensor tensorFrom(const Eigen::MatrixXd& matrix)
{
    at::Tensor tensor = at::empty({matrix.rows(), matrix.cols()}, at::kDouble);
    Eigen::Map<RowMajor>(tensor.data_ptr<double>(), matrix.rows(), matrix.cols()) = matrix;
    return tensor;
}

Eigen::MatrixXd matrixFrom(const at::Tensor& rows)
{
    const at::Tensor values = rows.contiguous();
    return Eigen::Map<const RowMajor>(values.data_ptr<double>(), rows.size(0), rows.size(1));
}

Result<ModelPtr> modelOf(const LessonNetwork& network)
{
    auto graph = graphOf(network);
    if (!graph)
        return graph.error();
    auto content = std::make_shared<Model::Content>();
    content->graph = std::move(*graph);
    content->coupling =
        std::make_shared<coupling::Coupling>(coupling::discoverCoupling(*content->graph));
    content->info.groups = groupInfos(*content->graph, *content->coupling);
    return ModelPtr(std::make_shared<Model>(std::move(content)));
}

int lessonGroup(const Model& model)
{
    const auto& groups = model.content().coupling->groups;
    const auto found = std::find_if(groups.begin(), groups.end(),
        [](const coupling::ChannelGroup& group) { return group.name == "first"; });
    if (found == groups.end())
        throw LogicError("a lesson without its group");
    return static_cast<int>(found - groups.begin());
}

Result<LessonRun> runFolded(const LessonNetwork& network, const fold::MergeMap& map,
    const Eigen::MatrixXd& batch, const StageContext& context)
{
    at::NoGradGuard noGrad;
    const auto model = modelOf(network);
    if (!model)
        return model.error();
    const Model::Content& content = (*model)->content();
    std::vector<std::optional<fold::MergeMap>> maps(content.coupling->groups.size());
    maps.at(static_cast<std::size_t>(lessonGroup(**model))) = map;
    const fold::FoldedNetwork folded = fold::fold(content.graph, content.coupling, maps);
    auto merged = fold::assemble(folded, fold::unrepaired(folded));
    const auto wrong = fold::assemble(withAveragedColumns(folded, map), fold::unrepaired(folded));
    if (!merged || !wrong)
        return merged ? wrong.error() : merged.error();
    const repair::RepairMethod& repair = **repair::findRepair("ar");
    const auto repaired = repair.apply({folded, *merged, {}}, context);
    if (!repaired)
        return repaired.error();
    const at::Tensor input = tensorFrom(batch);
    LessonRun run;
    const std::pair<const graph::GraphPtr&, Eigen::MatrixXd*> all[] = {
        {content.graph, &run.original}, {*merged, &run.folded}, {*repaired, &run.repaired},
        {*wrong, &run.averagedColumns}};
    for (const auto& [graph, output] : all) {
        auto values = outputOf(graph, input);
        if (!values)
            return values.error();
        *output = std::move(*values);
    }
    return run;
}

} // namespace pleat::study
