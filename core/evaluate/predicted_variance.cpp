// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/predicted_variance.h"

#include "core/cluster/quality.h"
#include "core/evaluate/variance.h"

#include <ATen/core/grad_mode.h>

#include <Eigen/Core>

#include <algorithm>

namespace pleat::evaluate {

namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Rows matrixOf(const at::Tensor& rows)
{
    at::NoGradGuard noGrad;
    const at::Tensor values = rows.to(at::kDouble).contiguous();
    return Eigen::Map<const Rows>(values.data_ptr<double>(), values.size(0), values.size(1));
}

std::vector<double> variancesOf(const Rows& rows)
{
    std::vector<double> variances;
    for (Eigen::Index i = 0; i < rows.rows(); ++i)
        variances.push_back(rows.row(i).squaredNorm());
    return variances;
}

/// A cluster while the tree grows; its sum of rows stands in the matrix.
struct Cluster
{
    Eigen::Index row = 0;
    double size = 1;
    double weight = 0; ///< sum of 1/variance over the channels that count
};

} // namespace

double predictedVarianceRatio(const at::Tensor& rows, const cluster::Labels& labels)
{
    const Rows matrix = matrixOf(rows);
    const std::vector<std::int64_t> sizes = cluster::clusterSizes(labels);
    Rows sums = Rows::Zero(static_cast<Eigen::Index>(sizes.size()), matrix.cols());
    for (std::size_t i = 0; i < labels.size(); ++i)
        sums.row(labels[i]) += matrix.row(static_cast<Eigen::Index>(i));
    std::vector<double> merged = variancesOf(sums);
    for (std::size_t c = 0; c < sizes.size(); ++c)
        merged[c] /= static_cast<double>(sizes[c] * sizes[c]);
    return varianceRatio(variancesOf(matrix), merged, labels).ratio;
}

std::vector<double> predictedVarianceRatios(
    const at::Tensor& rows, const cluster::MergeTree& tree, const StageContext& context)
{
    Rows sums = matrixOf(rows);
    const std::vector<double> variances = variancesOf(sums);
    const std::vector<double> inverse = inverseVariances(variances);
    std::vector<Cluster> clusters;
    double counted = 0;
    for (std::size_t i = 0; i < inverse.size(); ++i) {
        counted += inverse[i] > 0 ? 1 : 0;
        clusters.push_back({static_cast<Eigen::Index>(i), 1, inverse[i]});
    }
    double total = counted;
    std::vector<double> ratios(inverse.size(), 1);
    const auto share = [&](const Cluster& cluster) {
        return sums.row(cluster.row).squaredNorm() / (cluster.size * cluster.size) * cluster.weight;
    };
    for (std::size_t i = 0; i < tree.merges().size() && counted > 0; ++i) {
        if (context.cancelled())
            break;
        const Cluster left = clusters[static_cast<std::size_t>(tree.merges()[i].left)];
        const Cluster right = clusters[static_cast<std::size_t>(tree.merges()[i].right)];
        total -= share(left) + share(right);
        sums.row(left.row) += sums.row(right.row);
        clusters.push_back({left.row, left.size + right.size, left.weight + right.weight});
        total += share(clusters.back());
        ratios[tree.merges().size() - i - 1] = std::max(0.0, total / counted);
    }
    return ratios;
}

} // namespace pleat::evaluate
