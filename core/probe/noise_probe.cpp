// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/noise_probe.h"

#include "core/probe/input_domain.h"
#include "core/probe/random.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace pleat::probe {

namespace {

constexpr std::int64_t kCoarsest = 2; ///< pixels along the shorter side of the last octave

at::Tensor octaves(const std::vector<std::int64_t>& shape, std::uint64_t seed)
{
    at::Tensor sum = at::zeros(shape, at::kFloat);
    std::int64_t height = shape[2], width = shape[3];
    for (std::uint64_t octave = 0;; ++octave) {
        const at::Tensor noise = normalNoise({shape[0], shape[1], height, width}, seed + octave);
        sum = sum + at::upsample_bilinear2d(noise, at::IntArrayRef({shape[2], shape[3]}), false);
        if (std::min(height, width) <= kCoarsest)
            break;
        height = (height + 1) / 2;
        width = (width + 1) / 2;
    }
    return sum;
}

} // namespace

at::Tensor noiseProbe(
    const io::InputDescription& description, std::int64_t samples, std::uint64_t seed)
{
    at::NoGradGuard noGrad;
    const InputDomain domain(description);
    const std::vector<std::int64_t> shape = domain.freeShape(samples);
    at::Tensor noise = domain.isImage() ? octaves(shape, seed) : normalNoise(shape, seed);
    noise = (noise - noise.mean()) / at::clamp(noise.std(), 1e-6);
    if (domain.bounded())
        noise = at::minimum(at::maximum(noise, domain.lowest()), domain.highest());
    return domain.complete(noise).contiguous();
}

} // namespace pleat::probe
