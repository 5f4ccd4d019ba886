// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/ridge_regression.h"

#include "core/repair/positive_solve.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/sqrt.h>

#include <cmath>

namespace pleat::repair {

namespace {

at::Tensor product(const at::Tensor& left, const at::Tensor& right)
{
    return at::matmul(left, right.transpose(1, 2));
}

void accumulate(at::Tensor& sum, const at::Tensor& part)
{
    sum = sum.defined() ? sum + part : part;
}

/// Adds lambda to the diagonal; returns it, [g].
at::Tensor addRidge(const at::Tensor& matrix, const at::Tensor& lambda)
{
    matrix.diagonal(0, 1, 2).add_(lambda.unsqueeze(1));
    return matrix;
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
    accumulate(m_targetSquares, targets.square().sum(2));
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
    if (m_dual && std::isfinite(ridge)) {
        const at::Tensor features = at::cat(m_featureColumns, 2) - featureMean().unsqueeze(2);
        const at::Tensor targets = at::cat(m_targetColumns, 2) - (m_targets / m_count).unsqueeze(2);
        const at::Tensor kernel = at::matmul(features.transpose(1, 2), features);
        const at::Tensor diagonal =
            kernel.diagonal(0, 1, 2).sum(1) / static_cast<double>(features.size(1));
        if (!(diagonal > 0).all().item<bool>())
            ridge = INFINITY;
        else {
            auto dual = solvePositive(
                addRidge(kernel, ridge * diagonal), targets - at::matmul(start, features), stop);
            if (!dual)
                return dual.error();
            fit.weight = start + product(*dual, features);
        }
    } else if (std::isfinite(ridge)) {
        const at::Tensor gram = centredProduct();
        const at::Tensor diagonal = gram.diagonal(0, 1, 2).mean(1);
        const at::Tensor cross =
            m_crossProducts - at::matmul(m_targets.unsqueeze(2), m_features.unsqueeze(1)) / m_count;
        if ((diagonal > 0).all().item<bool>()) {
            const at::Tensor residual = cross - at::matmul(start, gram);
            auto change = solvePositive(addRidge(gram, ridge * diagonal), residual, stop);
            if (!change)
                return change.error();
            fit.weight = start + *change;
        }
    }
    fit.bias = (m_targets - at::matmul(fit.weight, m_features.unsqueeze(2)).squeeze(2)) / m_count;
    return fit;
}

OutputMoments RidgeRegression::outputMoments(const LinearFit& fit) const
{
    OutputMoments moments;
    moments.mean = at::matmul(fit.weight, m_features.unsqueeze(2)).squeeze(2) / m_count + fit.bias;
    at::Tensor squares;
    if (m_dual) {
        const at::Tensor features = at::cat(m_featureColumns, 2) - featureMean().unsqueeze(2);
        squares = at::matmul(fit.weight, features).square().sum(2);
    } else {
        squares = (at::matmul(fit.weight, centredProduct()) * fit.weight).sum(2);
    }
    moments.std = at::sqrt(at::clamp(squares / m_count, 0));
    return moments;
}

OutputMoments RidgeRegression::targetMoments() const
{
    const at::Tensor mean = m_targets / m_count;
    return {mean, at::sqrt(at::clamp(m_targetSquares / m_count - mean * mean, 0))};
}

} // namespace pleat::repair
