// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/accuracy.h"

#include "core/base/torch_errors.h"
#include "core/evaluate/input_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace pleat::evaluate {

namespace {

constexpr std::size_t kBatch = 250;

struct Sums
{
    double correct = 0, loss = 0, difference = 0, norm = 0, agree = 0;
};

/// By name if input.json knows every class of the data set, else as the data set counts them: a
/// folder of some of the classes of a network counts from 0 in the order of the alphabet.
std::vector<std::int64_t> classOfLabel(
    const io::DataSet& data, const io::InputDescription& description)
{
    std::map<std::string, std::int64_t> known;
    for (const std::string& name : description.classes)
        known.emplace(name, static_cast<std::int64_t>(known.size()));
    std::vector<std::int64_t> byName, byCount;
    for (const std::string& name : data.classes) {
        const auto found = known.find(name);
        byCount.push_back(static_cast<std::int64_t>(byCount.size()));
        if (found != known.end())
            byName.push_back(found->second);
    }
    const bool unique = known.size() == description.classes.size();
    return unique && byName.size() == data.classes.size() ? byName : byCount;
}

/// Labels of the images at all `indices`, as the network counts classes; empty without labels.
std::vector<std::int64_t> labelsOf(const io::DataSet& data,
    const std::vector<std::int64_t>& indices, const io::InputDescription& description)
{
    if (data.labels.empty())
        return {};
    const std::vector<std::int64_t> classes = classOfLabel(data, description);
    std::vector<std::int64_t> labels;
    for (std::int64_t index : indices) {
        const std::int64_t label = data.labels[static_cast<std::size_t>(index)];
        labels.push_back(classes.empty() ? label : classes[static_cast<std::size_t>(label)]);
    }
    return labels;
}

Result<void> checkLabels(
    const std::vector<std::int64_t>& labels, const at::Tensor& logits, const io::DataSet& data)
{
    const auto most = std::max_element(labels.begin(), labels.end());
    if (most == labels.end() || *most < logits.size(1))
        return {};
    return Error{ErrorCode::Unreadable,
        "an image has the label " + std::to_string(*most) + ", but the network has "
            + std::to_string(logits.size(1)) + " outputs, so allowed are 0 to "
            + std::to_string(logits.size(1) - 1),
        data.path, "give the data set that the network was trained for"};
}

void addLabelled(Sums& sums, const at::Tensor& logits, std::span<const std::int64_t> part)
{
    const at::Tensor labels = at::from_blob(const_cast<std::int64_t*>(part.data()),
        {static_cast<std::int64_t>(part.size())}, at::kLong);
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
    const std::vector<std::int64_t> labels = labelsOf(data, indices, description);
    for (std::size_t first = 0; first < indices.size(); first += kBatch) {
        context.progress("evaluating",
            std::to_string(first) + " of " + std::to_string(indices.size()) + " images",
            static_cast<double>(first) / static_cast<double>(indices.size()));
        const std::vector<std::int64_t> part(indices.begin() + static_cast<std::ptrdiff_t>(first),
            indices.begin()
                + static_cast<std::ptrdiff_t>(std::min(first + kBatch, indices.size())));
        auto input = inputBatch(data, part, description, context.stop);
        if (!input)
            return input.error();
        auto output = network.runToTensor(*input, hooks);
        if (!output)
            return output.error();
        const at::Tensor logits = output->to(at::kDouble).flatten(1);
        Result<void> added = checkLabels(labels, logits, data);
        if (added && !labels.empty())
            added = callTorch("evaluating",
                [&] { addLabelled(sums, logits, std::span(labels).subspan(first, part.size())); });
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
    return finished(sums, indices.size(), !labels.empty(), against != nullptr);
}

} // namespace pleat::evaluate
