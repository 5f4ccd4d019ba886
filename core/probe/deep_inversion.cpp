// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/deep_inversion.h"

#include "core/ops/operator_family.h"
#include "core/probe/random.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pleat::probe {

namespace {

constexpr std::int64_t kMost_bytes = std::int64_t(6) << 30;
constexpr std::int64_t kSmallestBatch = 8; ///< fewer images have no statistics

/// Adam (Kingma and Ba 2015, algorithm 1) with the usual constants.
class Adam
{
public:
    explicit Adam(const at::Tensor& parameter)
        : m_first(at::zeros_like(parameter))
        , m_second(at::zeros_like(parameter))
    {
    }
    at::Tensor step(const at::Tensor& gradient, double learningRate)
    {
        ++m_steps;
        m_first = kFirst * m_first + (1 - kFirst) * gradient;
        m_second = kSecond * m_second + (1 - kSecond) * gradient * gradient;
        const at::Tensor first = m_first / (1 - std::pow(kFirst, m_steps));
        const at::Tensor second = m_second / (1 - std::pow(kSecond, m_steps));
        return first / (second.sqrt() + kEpsilon) * learningRate;
    }

private:
    static constexpr double kFirst = 0.9, kSecond = 0.999, kEpsilon = 1e-8;
    int m_steps = 0;
    at::Tensor m_first, m_second;
};

/// Optimises one batch after the other and keeps the best inputs of each.
class Inversion
{
public:
    Inversion(const InversionObjective& objective, const InputDomain& domain,
        const InversionOptions& options, const InversionWatcher& watch, const StageContext& context)
        : m_objective(objective)
        , m_domain(domain)
        , m_options(options)
        , m_watch(watch)
        , m_context(context)
    {
    }

    Result<InvertedImages> run()
    {
        m_result.steps = plannedSteps(m_options);
        const std::int64_t batches = m_result.steps / m_options.steps;
        std::vector<at::Tensor> done;
        for (std::int64_t batch = 0; batch < batches && m_result.complete; ++batch) {
            // Batches of nearly equal size: a small one would have poor statistics.
            const std::int64_t first = m_options.images * batch / batches;
            const std::int64_t end = m_options.images * (batch + 1) / batches;
            auto inputs = runBatch(first, end - first);
            if (!inputs)
                return inputs.error();
            if (inputs->defined())
                done.push_back(m_domain.complete(*inputs).contiguous());
        }
        if (done.empty())
            return cancelledError();
        m_result.inputs = at::cat(done, 0);
        return std::move(m_result);
    }

private:
    /// Undefined if it was cancelled before its first step.
    Result<at::Tensor> runBatch(std::int64_t first, std::int64_t count)
    {
        at::Tensor inputs = withinRange(normalNoise(
            m_domain.freeShape(count), m_context.seed + static_cast<std::uint64_t>(first)));
        const std::int64_t classes = std::max<std::int64_t>(1, m_objective.classes());
        const at::Tensor labels = at::arange(first, first + count, at::kLong).remainder(classes);
        Adam adam(inputs);
        at::Tensor best;
        double least = std::numeric_limits<double>::infinity();
        for (std::int64_t step = 0; step < m_options.steps; ++step) {
            report();
            const at::Tensor variable = inputs.detach().clone().requires_grad_(true);
            auto loss = m_objective.evaluate(variable, labels, m_context.stop);
            if (!loss && loss.error().code == ErrorCode::Cancelled) {
                m_result.complete = false;
                return best;
            }
            if (!loss)
                return loss.error();
            if (!std::isfinite(loss->total))
                return Error{ErrorCode::Unsupported, "the loss of deep inversion is not a number",
                    "probe", "take --probe noise, or --probe data:PATH"};
            if (loss->total < least) {
                least = loss->total;
                best = inputs;
            }
            m_result.curve.push_back({static_cast<std::int64_t>(m_result.curve.size()), *loss});
            if (m_watch)
                m_watch(m_result.curve.back(), m_domain.complete(inputs));
            inputs = withinRange(inputs - adam.step(variable.grad(), m_options.learningRate));
        }
        return best;
    }

    /// Pixels stay between black and white where these are known.
    at::Tensor withinRange(const at::Tensor& inputs) const
    {
        return m_domain.bounded()
            ? at::minimum(at::maximum(inputs, m_domain.lowest()), m_domain.highest())
            : inputs;
    }

    void report() const
    {
        const auto done = static_cast<double>(m_result.curve.size());
        m_context.progress("deep inversion",
            "step " + std::to_string(m_result.curve.size()) + " of "
                + std::to_string(m_result.steps),
            done / static_cast<double>(m_result.steps));
    }

    const InversionObjective& m_objective;
    const InputDomain& m_domain;
    const InversionOptions& m_options;
    const InversionWatcher& m_watch;
    const StageContext& m_context;
    InvertedImages m_result;
};

} // namespace

InversionOptions withFittingBatch(InversionOptions options, const graph::Graph& network)
{
    std::int64_t elements = 0;
    for (const graph::Value& value : network.values)
        elements += value.isTensor && !value.parameter.valid()
            ? c10::multiply_integers(value.shape) / ops::exampleBatch(network)
            : 0;
    const std::int64_t fitting = kMost_bytes / std::max<std::int64_t>(1, elements * 4);
    options.batch = std::clamp<std::int64_t>(fitting, kSmallestBatch, options.batch);
    return options;
}

std::int64_t plannedSteps(const InversionOptions& options)
{
    return (options.images + options.batch - 1) / options.batch * options.steps;
}

Result<InvertedImages> invert(const graph::GraphPtr& network, const io::InputDescription& input,
    const InversionOptions& options, const InversionWatcher& watch, const StageContext& context)
{
    at::NoGradGuard noGrad;
    const InputDomain domain(input);
    auto objective = InversionObjective::prepare(network, domain, options.weights);
    if (!objective)
        return objective.error();
    return Inversion(*objective, domain, options, watch, context).run();
}

} // namespace pleat::probe
