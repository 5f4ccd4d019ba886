// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/ridge_regression.h"

#include "core/repair/positive_solve.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>

#include <cmath>

namespace pleat::repair {

namespace {

constexpr double kRounding = 1e-12; ///< of sums of squares, relative

at::Tensor product(const at::Tensor& left, const at::Tensor& right)
{
    return at::matmul(left, right.transpose(1, 2));
}

void accumulate(at::Tensor& sum, const at::Tensor& part)
{
    sum = sum.defined() ? sum + part : part;
}

/// [g, 1, 1] 1 where a group's features vary, 0 where they are constant but for rounding.
at::Tensor vary(const at::Tensor& variance, const at::Tensor& squares)
{
    return (variance > kRounding * squares).to(at::kDouble).reshape({-1, 1, 1});
}

/// Plus lambda [g] on the diagonal; the identity for a group that does not vary.
at::Tensor withRidge(const at::Tensor& matrix, const at::Tensor& lambda, const at::Tensor& varies)
{
    const at::Tensor result = matrix * varies;
    result.diagonal(0, 1, 2).add_(
        at::where(varies.flatten(1) > 0, lambda.unsqueeze(1), at::ones_like(lambda).unsqueeze(1)));
    return result;
}

} // namespace

RidgeRegression::RidgeRegression(std::int64_t columns)
    : m_expected(columns)
{
}

void RidgeRegression::add(const at::Tensor& features, const at::Tensor& targets)
{
    m_dual = m_expected < features.size(1);
    m_count += static_cast<double>(features.size(2));
    accumulate(m_features, features.sum(2));
    accumulate(m_targets, targets.sum(2));
    if (m_dual) {
        m_featureColumns.push_back(features);
        m_targetColumns.push_back(targets);
        return;
    }
    accumulate(m_featureProducts, product(features, features));
    accumulate(m_crossProducts, product(targets, features));
}

at::Tensor RidgeRegression::centredProduct() const
{
    return m_featureProducts
        - at::matmul(m_features.unsqueeze(2), m_features.unsqueeze(1)) / m_count;
}

at::Tensor RidgeRegression::featureMean() const
{
    return m_features / m_count;
}

Result<LinearFit> RidgeRegression::solve(
    const at::Tensor& start, double ridge, const std::stop_token& stop) const
{
    LinearFit fit{start, {}};
    if (std::isfinite(ridge)) {
        auto change = m_dual ? dualChange(start, ridge, stop) : primalChange(start, ridge, stop);
        if (!change)
            return change.error();
        fit.weight = start + *change;
    }
    fit.bias = (m_targets - at::matmul(fit.weight, m_features.unsqueeze(2)).squeeze(2)) / m_count;
    if (!at::isfinite(fit.bias).all().item<bool>())
        return Error{ErrorCode::Impossible, "least squares over numbers that are not finite",
            "least squares", "look at the network's outputs on the probe"};
    return fit;
}

Result<at::Tensor> RidgeRegression::primalChange(
    const at::Tensor& start, double ridge, const std::stop_token& stop) const
{
    const at::Tensor gram = centredProduct();
    const at::Tensor diagonal = gram.diagonal(0, 1, 2).mean(1);
    const at::Tensor varies = vary(diagonal, m_featureProducts.diagonal(0, 1, 2).mean(1));
    const at::Tensor cross =
        m_crossProducts - at::matmul(m_targets.unsqueeze(2), m_features.unsqueeze(1)) / m_count;
    const at::Tensor residual = (cross - at::matmul(start, gram)) * varies;
    return solvePositive(withRidge(gram, ridge * diagonal, varies), residual, stop);
}

Result<at::Tensor> RidgeRegression::dualChange(
    const at::Tensor& start, double ridge, const std::stop_token& stop) const
{
    const at::Tensor columns = at::cat(m_featureColumns, 2);
    const at::Tensor features = columns - featureMean().unsqueeze(2);
    const at::Tensor targets = at::cat(m_targetColumns, 2) - (m_targets / m_count).unsqueeze(2);
    const at::Tensor diagonal = features.square().sum(2).mean(1);
    const at::Tensor varies = vary(diagonal, columns.square().sum(2).mean(1));
    const at::Tensor residual = (targets - at::matmul(start, features)) * varies;
    const at::Tensor kernel = at::matmul(features.transpose(1, 2), features);
    auto dual = solvePositive(withRidge(kernel, ridge * diagonal, varies), residual, stop);
    return dual ? Result(product(*dual, features)) : dual;
}

} // namespace pleat::repair
