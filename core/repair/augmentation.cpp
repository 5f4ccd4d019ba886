// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/augmentation.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/flip.h>
#include <ATen/ops/replication_pad2d.h>
#include <ATen/ops/stack.h>

#include <cmath>
#include <random>
#include <vector>

namespace pleat::repair {

namespace {

constexpr double kLargestShare = 0.5; ///< of the other image in a mixture
constexpr std::int64_t kShiftDivisor = 8;

/// Draws that are the same with every standard library.
class Draws
{
public:
    explicit Draws(std::uint64_t seed)
        : m_engine(seed)
    {
    }
    /// In [0, 1).
    double uniform() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }
    /// In [0, count).
    std::int64_t below(std::int64_t count)
    {
        return static_cast<std::int64_t>(uniform() * static_cast<double>(count));
    }

private:
    std::mt19937_64 m_engine;
};

/// One image [C, H, W].
at::Tensor shiftedAndMirrored(const at::Tensor& image, Draws& draws)
{
    const std::int64_t height = image.size(1), width = image.size(2);
    const std::int64_t down = height / kShiftDivisor, right = width / kShiftDivisor;
    const at::Tensor padded =
        at::replication_pad2d(image.unsqueeze(0), {right, right, down, down})[0];
    const std::int64_t y = draws.below(2 * down + 1), x = draws.below(2 * right + 1);
    const at::Tensor shifted = padded.narrow(1, y, height).narrow(2, x, width);
    return draws.uniform() < 0.5 ? at::flip(shifted, {2}) : shifted;
}

at::Tensor variant(const at::Tensor& probe, const at::Tensor& mean, std::int64_t i, Draws& draws)
{
    const at::Tensor image = probe.dim() == 4 ? shiftedAndMirrored(probe[i], draws) : probe[i];
    const at::Tensor other = probe[draws.below(probe.size(0))];
    const double share = kLargestShare * draws.uniform();
    const double norm = std::hypot(1 - share, share);
    return (image - mean) * ((1 - share) / norm) + (other - mean) * (share / norm) + mean;
}

} // namespace

at::Tensor variants(const at::Tensor& probe, std::int64_t copies, std::uint64_t seed)
{
    at::NoGradGuard noGrad;
    Draws draws(seed);
    const at::Tensor mean = probe.mean(0);
    std::vector<at::Tensor> images;
    for (std::int64_t i = 0; i < copies * probe.size(0); ++i)
        images.push_back(variant(probe, mean, i % probe.size(0), draws));
    return images.empty() ? probe.narrow(0, 0, 0) : at::stack(images);
}

} // namespace pleat::repair
