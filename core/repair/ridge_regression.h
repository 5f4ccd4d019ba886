// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares with a ridge toward a given solution, from columns that come in pieces. In double.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <stop_token>
#include <vector>

namespace pleat::repair {

/// T ~ W F + b for g independent problems with d features and r targets.
struct LinearFit
{
    at::Tensor weight; ///< [g, r, d]
    at::Tensor bias; ///< [g, r]
};

/// Not thread-safe. Holds second moments, or the columns themselves while they are fewer than the
/// features (then the dual is solved: m unknowns in place of d).
class RidgeRegression
{
public:
    /// `columns`: how many will be added in all.
    explicit RidgeRegression(std::int64_t columns);

    /// `features` [g, d, m], `targets` [g, r, m].
    void add(const at::Tensor& features, const at::Tensor& targets);

    /// argmin ||T - W F - b||^2 + lambda ||W - W0||^2 with centred columns and
    /// lambda = `ridge` times the mean diagonal of F F^T; W0 is `start` [g, r, d]. An infinite
    /// ridge gives `start` back, with the bias that fits it; for each problem without variance in
    /// its features so does any ridge. ErrorCode::Cancelled; ErrorCode::Impossible if the numbers
    /// are not finite.
    Result<LinearFit> solve(
        const at::Tensor& start, double ridge, const std::stop_token& stop) const;

private:
    /// What is added to `start`.
    Result<at::Tensor> primalChange(
        const at::Tensor& start, double ridge, const std::stop_token& stop) const;
    Result<at::Tensor> dualChange(
        const at::Tensor& start, double ridge, const std::stop_token& stop) const;
    at::Tensor centredProduct() const;
    at::Tensor featureMean() const;

    std::int64_t m_expected;
    double m_count = 0;
    at::Tensor m_features, m_targets; ///< sums [g, d] and [g, r]
    at::Tensor m_featureProducts, m_crossProducts; ///< F F^T [g, d, d] and T F^T [g, r, d]
    std::vector<at::Tensor> m_featureColumns, m_targetColumns; ///< of the dual
    bool m_dual = false;
};

} // namespace pleat::repair
