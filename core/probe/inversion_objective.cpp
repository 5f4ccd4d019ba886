// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/inversion_objective.h"

#include "core/base/torch_errors.h"
#include "core/ops/layer_views.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/core/ivalue_inl.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/var_mean.h>
#include <ATen/ops/zeros.h>

namespace pleat::probe {

namespace {

at::Tensor distance(const at::Tensor& measured, const at::Tensor& wanted)
{
    return at::linalg_vector_norm(measured - wanted);
}

/// Mean absolute difference of neighbours, along both axes of an image.
at::Tensor totalVariation(const at::Tensor& images)
{
    at::Tensor sum = at::zeros({}, images.options());
    for (const std::int64_t axis : {2, 3}) {
        const std::int64_t pairs = images.size(axis) - 1;
        if (pairs > 0)
            sum =
                sum + (images.narrow(axis, 1, pairs) - images.narrow(axis, 0, pairs)).abs().mean();
    }
    return sum;
}

} // namespace

InversionObjective::InversionObjective(graph::Executor network, const InputDomain& domain)
    : m_network(std::move(network))
    , m_domain(domain)
{
}

Result<InversionObjective> InversionObjective::prepare(
    const graph::GraphPtr& network, const InputDomain& domain, const InversionWeights& weights)
{
    if (network->inputs.size() != 1 || !network->exampleInputs[0].is_floating_point())
        return Error{ErrorCode::Unsupported, "only a network with one input of numbers is inverted",
            "probe", "take --probe data:PATH"};
    auto executor = graph::Executor::prepare(network);
    if (!executor)
        return executor.error();
    InversionObjective objective(std::move(*executor), domain);
    objective.m_weights = weights;
    for (const graph::Node& node : network->nodes) {
        const auto norm = ops::batchNormView(*network, node);
        if (norm && norm->complete() && !norm->training)
            objective.m_statistics[norm->input] = {
                network->parameter(norm->mean).tensor, network->parameter(norm->variance).tensor};
    }
    if (objective.m_statistics.empty())
        return Error{ErrorCode::Unsupported,
            "the network has no BatchNorm, so it does not tell what its training data was like",
            "probe",
            "take --probe noise or --probe data:PATH; the repair ar needs none and uses what "
            "LayerNorms imply"};
    if (network->output.isValue()) {
        const auto& shape = network->value(network->output.value).shape;
        objective.m_classes = shape.size() == 2 && shape[1] > 1 ? shape[1] : 0;
    }
    return objective;
}

Result<InversionLoss> InversionObjective::evaluate(
    const at::Tensor& inputs, const at::Tensor& labels, const std::stop_token& stop) const
{
    const at::AutoGradMode gradients(true);
    at::Tensor statistics = at::zeros({}, inputs.options().requires_grad(false));
    const auto addStatistics = [&](const at::Tensor& values, const Statistics& wanted) {
        std::vector<std::int64_t> axes{0};
        for (std::int64_t axis = 2; axis < values.dim(); ++axis)
            axes.push_back(axis);
        const auto [variance, mean] = at::var_mean(values, at::OptionalIntArrayRef(axes), false);
        statistics = statistics + distance(mean, wanted.mean) + distance(variance, wanted.variance);
    };
    graph::ExecutionHooks hooks;
    hooks.stop = stop;
    hooks.gradients = true;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& made) {
        if (const auto wanted = m_statistics.find(id); wanted != m_statistics.end())
            addStatistics(made.toTensor(), wanted->second);
    };
    const at::Tensor whole = m_domain.complete(inputs);
    if (const auto wanted = m_statistics.find(m_network.graph().inputs[0]);
        wanted != m_statistics.end())
        addStatistics(whole, wanted->second);
    auto output = m_network.run({whole}, hooks);
    if (!output)
        return output.error();
    InversionLoss loss;
    auto called = callTorch("deep inversion", [&] {
        const at::Tensor none = at::zeros({}, statistics.options());
        const at::Tensor classes =
            m_classes > 0 ? at::cross_entropy_loss(output->toTensor(), labels) : none;
        const at::Tensor variation = m_domain.isImage() ? totalVariation(inputs) : none;
        const at::Tensor norm = inputs.square().mean();
        const at::Tensor total = m_weights.classes * classes + m_weights.statistics * statistics
            + m_weights.variation * variation + m_weights.norm * norm;
        loss = {total.item<double>(), classes.item<double>(), statistics.item<double>(),
            variation.item<double>(), norm.item<double>()};
        if (inputs.requires_grad())
            total.backward();
    });
    return called ? Result(loss) : called.error();
}

} // namespace pleat::probe
