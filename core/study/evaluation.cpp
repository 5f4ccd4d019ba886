// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/evaluation.h"

#include "core/base/torch_errors.h"
#include "core/evaluate/accuracy.h"
#include "core/evaluate/latency.h"
#include "core/graph/executor.h"
#include "core/io/data/data_set.h"
#include "core/study/model_content.h"

namespace pleat::study {

Result<Evaluation> evaluateGraph(const graph::GraphPtr& graph, const graph::GraphPtr& against,
    const io::InputDescription& input, const EvaluateOptions& options, const StageContext& context)
{
    auto executor = graph::Executor::prepare(graph);
    if (!executor)
        return executor.error();
    std::optional<graph::Executor> reference;
    if (against) {
        auto prepared = graph::Executor::prepare(against);
        if (!prepared)
            return prepared.error();
        reference = std::move(*prepared);
    }
    auto data = io::readDataSet(options.dataPath, io::Split::Test);
    if (!data)
        return data.error();
    const auto indices = io::drawSamples(data->count, options.samples, context.seed);
    auto scores = evaluate::score(
        *executor, reference ? &*reference : nullptr, *data, indices, input, context);
    if (!scores)
        return scores.error();
    auto latency = evaluate::latencyMs(*executor, context);
    if (!latency)
        return latency.error();
    return Evaluation{scores->accuracy, scores->loss, scores->samples, *latency,
        scores->outputError, scores->agreement};
}

Result<Evaluation> evaluateModel(const Model& model, const Model* against,
    const EvaluateOptions& options, const StageContext& context)
{
    EvaluateOptions resolved = options;
    if (resolved.dataPath.empty())
        resolved.dataPath = model.info().dataPath;
    if (resolved.dataPath.empty() && against)
        resolved.dataPath = against->info().dataPath;
    if (resolved.dataPath.empty())
        return Error{ErrorCode::Usage, "no data to evaluate on", model.info().path,
            "give --data PATH, or name \"data\" in input.json beside the model"};
    return guarded(model.info().name, [&] {
        return evaluateGraph(model.content().graph, against ? against->content().graph : nullptr,
            model.content().input, resolved, context);
    });
}

} // namespace pleat::study
