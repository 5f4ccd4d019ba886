// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/predicted_variance.h"

#include "core/cluster/quality.h"
#include "core/evaluate/variance.h"

#include <ATen/core/grad_mode.h>

#include <Eigen/Core>

#include <algorithm>

namespace pleat::evaluate {

namespace {

constexpr std::int64_t kPieceRows = 256;

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// In double. Piece by piece, since of a large layer it takes longer than a person who cancels
/// waits; empty when cancelled.
Rows matrixOf(const at::Tensor& rows, const StageContext& context)
{
    at::NoGradGuard noGrad;
    Rows matrix(rows.size(0), rows.size(1));
    for (std::int64_t first = 0; first < rows.size(0); first += kPieceRows) {
        const std::int64_t count = std::min(kPieceRows, rows.size(0) - first);
        if (context.cancelled())
            return Rows::Zero(0, 0);
        const at::Tensor piece = rows.narrow(0, first, count).to(at::kDouble).contiguous();
        matrix.middleRows(first, count) =
            Eigen::Map<const Rows>(piece.data_ptr<double>(), count, rows.size(1));
    }
    return matrix;
}

std::vector<double> variancesOf(const Rows& rows)
{
    std::vector<double> variances;
    for (Eigen::Index i = 0; i < rows.rows(); ++i)
        variances.push_back(rows.row(i).squaredNorm());
    return variances;
}

/// Clusters while the tree grows, and two sums over them.
class GrowingClusters
{
public:
    explicit GrowingClusters(Rows rows)
        : m_sums(std::move(rows))
    {
        const std::vector<double> variances = variancesOf(m_sums);
        const std::vector<double> inverse = inverseVariances(variances);
        for (std::size_t i = 0; i < inverse.size(); ++i) {
            m_clusters.push_back({static_cast<Eigen::Index>(i), 1, inverse[i], variances[i]});
            m_energy += variances[i];
            m_counted += inverse[i] > 0 ? 1 : 0;
        }
        m_kept = m_energy;
        m_ratios = m_counted;
    }

    void merge(std::int32_t a, std::int32_t b)
    {
        const Cluster left = m_clusters[static_cast<std::size_t>(a)];
        const Cluster right = m_clusters[static_cast<std::size_t>(b)];
        m_sums.row(left.row) += m_sums.row(right.row);
        const Cluster made{left.row, left.size + right.size, left.weight + right.weight,
            m_sums.row(left.row).squaredNorm()};
        m_kept += made.squaredSum / made.size - left.squaredSum / left.size
            - right.squaredSum / right.size;
        m_ratios += ratiosOf(made) - ratiosOf(left) - ratiosOf(right);
        m_clusters.push_back(made);
    }

    double energy() const { return m_energy; }
    double ratio() const { return m_counted > 0 ? std::max(0.0, m_ratios / m_counted) : 1; }
    double lost() const { return m_energy > 0 ? std::clamp(1 - m_kept / m_energy, 0.0, 1.0) : 0; }

private:
    struct Cluster
    {
        Eigen::Index row = 0; ///< where the sum of its rows stands
        double size = 1;
        double weight = 0; ///< sum of 1/variance over the channels that count
        double squaredSum = 0; ///< ||sum of its rows||^2
    };
    /// Sum of Var(centroid) / Var(i) over its channels.
    static double ratiosOf(const Cluster& cluster)
    {
        return cluster.squaredSum / (cluster.size * cluster.size) * cluster.weight;
    }

    Rows m_sums;
    std::vector<Cluster> m_clusters; ///< by number in the tree
    double m_energy = 0;
    double m_kept = 0; ///< sum over clusters of size * ||centroid||^2
    double m_ratios = 0; ///< sum of the ratios of all channels that count
    double m_counted = 0;
};

} // namespace

double predictedVarianceRatio(const at::Tensor& rows, const cluster::Labels& labels)
{
    const Rows matrix = matrixOf(rows, {});
    const std::vector<std::int64_t> sizes = cluster::clusterSizes(labels);
    Rows sums = Rows::Zero(static_cast<Eigen::Index>(sizes.size()), matrix.cols());
    for (std::size_t i = 0; i < labels.size(); ++i)
        sums.row(labels[i]) += matrix.row(static_cast<Eigen::Index>(i));
    std::vector<double> merged = variancesOf(sums);
    for (std::size_t c = 0; c < sizes.size(); ++c)
        merged[c] /= static_cast<double>(sizes[c] * sizes[c]);
    return varianceRatio(variancesOf(matrix), merged, labels).ratio;
}

MergedVariances mergedVariances(
    const at::Tensor& rows, const cluster::MergeTree& tree, const StageContext& context)
{
    GrowingClusters clusters(matrixOf(rows, context));
    MergedVariances result;
    const std::size_t merges = tree.merges().size();
    result.energy = clusters.energy();
    result.ratios.assign(merges + 1, 1);
    result.lost.assign(merges + 1, 0);
    for (std::size_t i = 0; i < merges && !context.cancelled(); ++i) {
        clusters.merge(tree.merges()[i].left, tree.merges()[i].right);
        result.ratios[merges - i - 1] = clusters.ratio();
        result.lost[merges - i - 1] = clusters.lost();
    }
    return result;
}

} // namespace pleat::evaluate
