// SPDX-License-Identifier: GPL-3.0-or-later
// Normalised spectral clustering (Ng, Jordan and Weiss 2001): rows become the rows of the k leading
// eigenvectors of D^-1/2 A D^-1/2, scaled to length one, and k-means clusters those.
//
// The affinity is A_ij = exp(-d_ij^2 / (2 s)). The paper leaves s to a search; here s is the median
// over the rows of the squared distance of the m-th nearest other row, m = n / k kept within 1 and
// 7, about the size of a cluster: with k = n / 2 the 7th neighbour of Zelnik-Manor and Perona 2004
// lies in other clusters. And A_ii is 1, not 0 as in the paper: folding leaves many channels alone
// in their cluster, which without themselves would have no affinity to anything. On planted
// clusters, pairs to fifties, both found more of them than a scale per row, the median of all
// distances, or a diagonal of zeros.
#include "core/base/single_threaded_blas.h"
#include "core/cluster/cluster_method.h"
#include "core/cluster/gram.h"
#include "core/cluster/k_means.h"
#include "core/cluster/linkage.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/linalg_eigh.h>

#include <algorithm>
#include <cmath>

namespace pleat::cluster {

namespace {

/// LAPACK cannot be cancelled, and takes 0.2 s for the eigenvectors of 1024 channels on one core of
/// a laptop, eight times as long for twice as many.
constexpr Eigen::Index kMostChannels = 1024;
constexpr Eigen::Index kMostNeighbours = 7;

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The s of the affinity. Rows with m equal ones say nothing about it; 1 if no row does (then every
/// distance may be zero and any s will do).
double scaleOf(PairTable& squared, Eigen::Index n, Eigen::Index k)
{
    const Eigen::Index neighbour =
        std::min(std::clamp<Eigen::Index>(n / k, 1, kMostNeighbours), n - 1);
    std::vector<double> ofNeighbours, ofAny, row;
    for (Eigen::Index i = 0; i < n; ++i) {
        row.clear();
        for (Eigen::Index j = 0; j < n; ++j) {
            if (j != i)
                row.push_back(squared.at(i, j));
        }
        std::nth_element(row.begin(), row.begin() + neighbour - 1, row.end());
        if (row[static_cast<std::size_t>(neighbour - 1)] > 0)
            ofNeighbours.push_back(row[static_cast<std::size_t>(neighbour - 1)]);
        std::copy_if(row.begin(), row.end(), std::back_inserter(ofAny),
            [](double distance) { return distance > 0; });
    }
    if (!ofNeighbours.empty())
        return median(std::move(ofNeighbours));
    return ofAny.empty() ? 1 : median(std::move(ofAny));
}

/// D^-1/2 A D^-1/2, [n, n].
Eigen::MatrixXd normalisedAffinity(
    const Eigen::MatrixXd& gram, Eigen::Index k, const StageContext& context)
{
    // Of equal rows the Gram matrix makes distances of some 1e-16, which must not set the scale.
    const double noise = 1e-12 * gram.diagonal().maxCoeff();
    PairTable squared = squaredDistances(gram, context);
    for (Eigen::Index i = 1; i < gram.rows(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j)
            squared.at(i, j) = squared.at(i, j) > noise ? squared.at(i, j) : 0;
    }
    const double scale = 2 * scaleOf(squared, gram.rows(), k);
    Eigen::MatrixXd affinity = Eigen::MatrixXd::Identity(gram.rows(), gram.cols());
    for (Eigen::Index i = 1; i < gram.rows() && !context.cancelled(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j)
            affinity(i, j) = affinity(j, i) = std::exp(-squared.at(i, j) / scale);
    }
    const Eigen::VectorXd roots = affinity.rowwise().sum().cwiseSqrt().cwiseInverse(); // >= 1 each
    return roots.asDiagonal() * affinity * roots.asDiagonal();
}

/// The rows to cluster, [n, k]. The eigenvectors have neither a sign nor, of equal eigenvalues, a
/// direction of their own; one thread gives the same ones every time.
at::Tensor embedding(Eigen::MatrixXd affinity, Eigen::Index k)
{
    const Eigen::Index n = affinity.rows();
    at::NoGradGuard noGrad;
    at::Tensor vectors;
    {
        SingleThreadedBlas guard;
        vectors = std::get<1>(at::linalg_eigh(at::from_blob(affinity.data(), {n, n}, at::kDouble)));
    }
    at::Tensor rows = vectors.narrow(1, n - k, k).contiguous(); // ascending eigenvalues
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Eigen::Map<RowMajor> map(rows.data_ptr<double>(), n, k);
    for (Eigen::Index i = 0; i < n; ++i) {
        const double length = map.row(i).norm();
        if (length > 1e-12) // a row outside of the leading eigenvectors keeps to the origin
            map.row(i) /= length;
    }
    return rows;
}

Result<Labels> partition(const Eigen::MatrixXd& gram, const MergeTree&, std::int64_t k,
    const ClusterOptions& options, const StageContext& context)
{
    if (gram.rows() > kMostChannels)
        return Error{ErrorCode::Impossible,
            "spectral clustering of " + std::to_string(gram.rows()) + " channels, at most "
                + std::to_string(kMostChannels),
            "clustering", "choose another clusterer, for example kmeans"};
    context.progress("clustering", "eigenvectors", 0);
    Eigen::MatrixXd affinity = normalisedAffinity(gram, k, context);
    if (context.cancelled())
        return cancelledError();
    auto similarities = gramMatrix({embedding(std::move(affinity), k)}, context);
    if (!similarities)
        return similarities.error();
    return kMeansPlusPlus(*similarities, k, options.starts, context);
}

} // namespace

extern const ClusterMethod cluster_spectral{"spectral", "Normalised spectral", wardTree, partition};

} // namespace pleat::cluster
