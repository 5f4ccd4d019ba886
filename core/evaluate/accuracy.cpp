// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/accuracy.h"

#include "core/base/torch_errors.h"
#include "core/evaluate/input_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace pleat::evaluate {

namespace {

constexpr std::size_t kBatch = 250;
constexpr int kLatencyRuns = 9;

struct Sums
{
    double correct = 0, loss = 0, difference = 0, norm = 0, agree = 0;
};

void addLabelled(Sums& sums, const at::Tensor& logits, const io::DataSet& data,
    const std::vector<std::int64_t>& indices)
{
    at::Tensor labels = at::empty({static_cast<std::int64_t>(indices.size())}, at::kLong);
    for (std::size_t i = 0; i < indices.size(); ++i)
        labels.data_ptr<std::int64_t>()[i] = data.labels[static_cast<std::size_t>(indices[i])];
    sums.correct += (logits.argmax(1) == labels).sum().item<double>();
    sums.loss += at::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum).item<double>();
}

void addCompared(Sums& sums, const at::Tensor& logits, const at::Tensor& reference)
{
    sums.difference += (logits - reference).pow(2).sum().item<double>();
    sums.norm += reference.pow(2).sum().item<double>();
    sums.agree += (logits.argmax(1) == reference.argmax(1)).sum().item<double>();
}

Scores finished(const Sums& sums, std::size_t samples, bool labelled, bool compared)
{
    const auto count = static_cast<double>(samples);
    Scores scores;
    scores.samples = static_cast<std::int64_t>(samples);
    if (labelled) {
        scores.accuracy = sums.correct / count;
        scores.loss = sums.loss / count;
    }
    if (compared) {
        scores.outputError = sums.norm > 0 ? std::sqrt(sums.difference / sums.norm) : 0;
        scores.agreement = sums.agree / count;
    }
    return scores;
}

} // namespace

Result<Scores> score(const graph::Executor& network, const graph::Executor* against,
    const io::DataSet& data, const std::vector<std::int64_t>& indices,
    const io::InputDescription& description, const StageContext& context)
{
    at::NoGradGuard noGrad;
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    Sums sums;
    for (std::size_t first = 0; first < indices.size(); first += kBatch) {
        context.progress("evaluating",
            std::to_string(first) + " of " + std::to_string(indices.size()) + " images",
            static_cast<double>(first) / static_cast<double>(indices.size()));
        const std::vector<std::int64_t> part(indices.begin() + static_cast<std::ptrdiff_t>(first),
            indices.begin()
                + static_cast<std::ptrdiff_t>(std::min(first + kBatch, indices.size())));
        auto input = inputBatch(data, part, description);
        if (!input)
            return input.error();
        auto output = network.runToTensor(*input, hooks);
        if (!output)
            return output.error();
        const at::Tensor logits = output->to(at::kDouble).flatten(1);
        Result<void> added;
        if (!data.labels.empty())
            added = callTorch("evaluating", [&] { addLabelled(sums, logits, data, part); });
        if (!added)
            return added.error();
        if (!against)
            continue;
        auto reference = against->runToTensor(*input, hooks);
        if (!reference)
            return reference.error();
        added = callTorch(
            "comparing", [&] { addCompared(sums, logits, reference->to(at::kDouble).flatten(1)); });
        if (!added)
            return added.error();
    }
    return finished(sums, indices.size(), !data.labels.empty(), against != nullptr);
}

Result<double> latencyMs(const graph::Executor& network, const StageContext& context)
{
    using Clock = std::chrono::steady_clock;
    std::vector<double> times;
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    for (int i = 0; i <= kLatencyRuns; ++i) {
        const auto start = Clock::now();
        if (auto ran = network.run(network.graph().exampleInputs, hooks); !ran)
            return ran.error();
        if (i > 0) // the first run warms caches up
            times.push_back(
                std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::nth_element(times.begin(), times.begin() + kLatencyRuns / 2, times.end());
    return times[kLatencyRuns / 2];
}

} // namespace pleat::evaluate
