// SPDX-License-Identifier: GPL-3.0-or-later
// Rows to cluster, and the plainest way to judge a clustering of them.
#pragma once

#include <ATen/core/Tensor.h>
#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace pleat::test {

/// Standard normal doubles [n, d].
at::Tensor noise(std::int64_t n, std::int64_t d, std::uint64_t seed);

Eigen::MatrixXd gramOf(const at::Tensor& features);

/// Within-cluster sum of squares by its definition: means of the rows, then squared distances.
/// `features` is [n, d] of double.
double bruteInertia(const at::Tensor& features, const std::vector<std::int32_t>& labels);

} // namespace pleat::test
