// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/probe.h"

#include "core/base/torch_errors.h"
#include "core/io/data/npy.h"
#include "core/probe/data_probe.h"
#include "core/probe/deep_inversion.h"
#include "core/probe/noise_probe.h"
#include "core/study/model_content.h"
#include "core/study/probe_content.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/isfinite.h>

#include <algorithm>
#include <chrono>
#include <span>

namespace pleat::study {

namespace {

constexpr std::int64_t kStepsPerPicture = 10;
constexpr std::int64_t kLivePictures = 32;

std::vector<std::string> labelsOf(const Model& model, std::int64_t first, std::int64_t count)
{
    const std::vector<std::string>& classes = model.content().input.classes;
    std::vector<std::string> labels;
    for (std::int64_t i = first; i < first + count && !classes.empty(); ++i)
        labels.push_back(classes[static_cast<std::size_t>(i) % classes.size()]);
    return labels;
}

/// Of the first `most` inputs.
Pictures pictures(const at::Tensor& inputs, const Model& model, std::int64_t most)
{
    const at::NoGradGuard noGrad;
    Pictures result;
    if (inputs.dim() != 4 || (inputs.size(1) != 1 && inputs.size(1) != 3))
        return result;
    const at::Tensor some = inputs.narrow(0, 0, std::min(most, inputs.size(0)));
    const probe::InputDomain domain(model.content().input);
    at::Tensor lowest = domain.lowest(), highest = domain.highest();
    if (!domain.bounded()) {
        lowest = some.amin({1, 2, 3}, true);
        highest = some.amax({1, 2, 3}, true);
    }
    const at::Tensor levels =
        at::clamp((some - lowest) / at::clamp(highest - lowest, 1e-6), 0, 1) * 255;
    const at::Tensor bytes =
        levels.round().expand({-1, 3, -1, -1}).permute({0, 2, 3, 1}).to(at::kByte).contiguous();
    result.count = bytes.size(0);
    result.height = bytes.size(1);
    result.width = bytes.size(2);
    result.rgb.assign(
        bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel());
    return result;
}

InversionPoint pointOf(const probe::InversionStep& step)
{
    return {
        step.step, step.loss.total, step.loss.classes, step.loss.statistics, step.loss.variation};
}

/// Fills the tensor and what `info` tells of it.
Result<at::Tensor> inverted(const Model& model, ProbeInfo& info,
    const std::function<void(const ProbeProgress&)>& onProgress, const StageContext& context)
{
    probe::InversionOptions options;
    options.images = info.request.samples;
    options = probe::withFittingBatch(options, *model.content().graph);
    info.steps = probe::plannedSteps(options);
    if (options.batch < std::min(options.images, probe::InversionOptions().batch))
        info.findings.push_back({"probe",
            "images are made " + std::to_string(options.batch)
                + " at a time, since the network's activations would not fit into memory"});
    const auto watch = [&](const probe::InversionStep& step, const at::Tensor& inputs) {
        if (!onProgress)
            return;
        ProbeProgress progress{pointOf(step), info.steps, {}};
        if (step.step % kStepsPerPicture == 0) {
            progress.pictures = pictures(inputs, model, kLivePictures);
            progress.pictures.labels = labelsOf(model, 0, progress.pictures.count);
        }
        onProgress(progress);
    };
    auto images =
        probe::invert(model.content().graph, model.content().input, options, watch, context);
    if (!images)
        return images.error();
    info.complete = images->complete;
    for (const probe::InversionStep& step : images->curve)
        info.curve.push_back(pointOf(step));
    return images->inputs;
}

Result<at::Tensor> inputsOf(const Model& model, ProbeKind kind, ProbeInfo& info,
    const std::function<void(const ProbeProgress&)>& onProgress, const StageContext& context)
{
    const io::InputDescription& input = model.content().input;
    const ProbeRequest& request = info.request;
    if (request.samples < 1)
        return Error{ErrorCode::Usage,
            "a probe of " + std::to_string(request.samples) + " images, allowed is 1 or more",
            "probe", "as in --samples 256"};
    if (kind == ProbeKind::Inversion)
        return inverted(model, info, onProgress, context);
    if (kind == ProbeKind::Noise)
        return probe::noiseProbe(input, request.samples, request.seed);
    auto path = probe::dataProbePath(request.source);
    if (!path)
        return path.error();
    return probe::dataProbe(*path, input, request.samples, request.seed, context.stop);
}

} // namespace

Probe::Probe(std::shared_ptr<const Content> content, ProbeInfo info)
    : m_content(std::move(content))
    , m_info(std::move(info))
{
}

std::int64_t Probe::count() const
{
    return m_content->inputs.size(0);
}

Result<ProbeKind> probeKind(const std::string& source)
{
    if (source == "inversion")
        return ProbeKind::Inversion;
    if (source == "noise")
        return ProbeKind::Noise;
    if (auto path = probe::dataProbePath(source); !path)
        return path.error();
    return ProbeKind::Data;
}

ProbeRequest probeRequest(const fold::Plan& plan)
{
    return {plan.probe, plan.probe == "inversion" ? plan.images : plan.samples, plan.seed};
}

Result<ProbePtr> makeProbe(const Model& model, const ProbeRequest& request,
    const std::function<void(const ProbeProgress&)>& onProgress, const StageContext& context)
{
    const auto kind = probeKind(request.source);
    if (!kind)
        return kind.error();
    const auto start = std::chrono::steady_clock::now();
    ProbeInfo info;
    info.request = request;
    info.modelHash = model.info().weightsHash;
    StageContext seeded = context;
    seeded.seed = request.seed;
    auto inputs =
        guarded("probe", [&] { return inputsOf(model, *kind, info, onProgress, seeded); });
    if (!inputs)
        return inputs.error();
    info.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    auto content = std::make_shared<Probe::Content>();
    content->inputs = std::move(*inputs);
    return std::make_shared<const Probe>(std::move(content), std::move(info));
}

bool fits(const Probe& probe, const ProbeRequest& request, const Model& model)
{
    return probe.info().request == request && probe.info().modelHash == model.info().weightsHash;
}

Pictures picturesOf(const Probe& probe, const Model& model, std::int64_t most)
{
    Pictures result = pictures(probe.content().inputs, model, most);
    if (probe.info().request.source == "inversion")
        result.labels = labelsOf(model, 0, result.count);
    return result;
}

Result<void> saveProbe(const Probe& probe, const std::string& path)
{
    const at::Tensor inputs = probe.content().inputs.to(at::kFloat).contiguous();
    return io::writeNpy(path, inputs.sizes().vec(),
        std::span(inputs.data_ptr<float>(), static_cast<std::size_t>(inputs.numel())));
}

Result<ProbePtr> loadProbe(
    const Model& model, const ProbeRequest& request, const std::string& path, bool complete)
{
    ProbeInfo info;
    info.request = request;
    info.modelHash = model.info().weightsHash;
    info.fromFile = true;
    info.complete = complete;
    auto inputs = guarded(path, [&]() -> Result<at::Tensor> {
        auto read = probe::dataProbe(path, model.content().input, 0, request.seed, {});
        if (read && !at::isfinite(*read).all().item<bool>())
            return Error{ErrorCode::Unreadable, "the images hold numbers that are not finite", path,
                "make them anew"};
        return read;
    });
    if (!inputs)
        return inputs.error();
    auto content = std::make_shared<Probe::Content>();
    content->inputs = std::move(*inputs);
    return std::make_shared<const Probe>(std::move(content), std::move(info));
}

} // namespace pleat::study
