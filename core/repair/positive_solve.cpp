// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/positive_solve.h"

#include "core/base/stage_context.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/linalg_cholesky_ex.h>
#include <ATen/ops/linalg_solve_triangular.h>
#include <ATen/ops/matmul.h>

#include <algorithm>

namespace pleat::repair {

namespace {

constexpr std::int64_t kBlock = 256; ///< a step of it takes some milliseconds, also for d = 4608

at::Tensor block(const at::Tensor& matrix, std::int64_t row, std::int64_t rows, std::int64_t column,
    std::int64_t columns)
{
    return matrix.narrow(1, row, rows).narrow(2, column, columns);
}

/// The lower factor takes the place of the lower blocks of `matrix`.
Result<void> factorise(const at::Tensor& matrix, const std::stop_token& stop)
{
    const std::int64_t d = matrix.size(2);
    for (std::int64_t k = 0; k < d; k += kBlock) {
        const std::int64_t width = std::min(kBlock, d - k);
        const auto [factor, info] = at::linalg_cholesky_ex(block(matrix, k, width, k, width));
        if (info.any().item<bool>() || !at::isfinite(factor).all().item<bool>())
            return Error{ErrorCode::Impossible, "least squares has no unique solution",
                "least squares", "give more images, or a larger ridge"};
        block(matrix, k, width, k, width).copy_(factor);
        const std::int64_t below = k + width;
        if (below == d)
            return {};
        const at::Tensor panel = at::linalg_solve_triangular(
            factor.transpose(1, 2), block(matrix, below, d - below, k, width), true, false);
        block(matrix, below, d - below, k, width).copy_(panel);
        for (std::int64_t j = below; j < d; j += kBlock) {
            if (stop.stop_requested())
                return cancelledError();
            const std::int64_t columns = std::min(kBlock, d - j);
            block(matrix, j, d - j, j, columns)
                .sub_(at::matmul(panel.narrow(1, j - below, d - j),
                    panel.narrow(1, j - below, columns).transpose(1, 2)));
        }
    }
    return {};
}

} // namespace

Result<at::Tensor> solvePositive(
    const at::Tensor& matrix, const at::Tensor& rows, const std::stop_token& stop)
{
    const at::Tensor factor = matrix.clone();
    if (auto factorised = factorise(factor, stop); !factorised)
        return factorised.error();
    // X L L^T = B: first Y L^T = B from the left, then X L = Y from the right.
    at::Tensor solution = rows.clone();
    const std::int64_t d = factor.size(2);
    for (std::int64_t k = 0; k < d; k += kBlock) {
        if (stop.stop_requested())
            return cancelledError();
        const std::int64_t width = std::min(kBlock, d - k);
        const at::Tensor known = k == 0 ? solution.narrow(2, k, width)
                                        : solution.narrow(2, k, width)
                - at::matmul(
                    solution.narrow(2, 0, k), block(factor, k, width, 0, k).transpose(1, 2));
        solution.narrow(2, k, width)
            .copy_(at::linalg_solve_triangular(
                block(factor, k, width, k, width).transpose(1, 2), known, true, false));
    }
    for (std::int64_t end = d; end > 0;) {
        if (stop.stop_requested())
            return cancelledError();
        const std::int64_t k = (end - 1) / kBlock * kBlock;
        const std::int64_t width = end - k;
        const at::Tensor known = end == d ? solution.narrow(2, k, width)
                                          : solution.narrow(2, k, width)
                - at::matmul(
                    solution.narrow(2, end, d - end), block(factor, end, d - end, k, width));
        solution.narrow(2, k, width)
            .copy_(at::linalg_solve_triangular(
                block(factor, k, width, k, width), known, false, false));
        end = k;
    }
    return solution;
}

} // namespace pleat::repair
