// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/feature_rows.h"

#include "core/cluster/gram.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/randn.h>

#include <map>

namespace pleat::test {

at::Tensor noise(std::int64_t n, std::int64_t d, std::uint64_t seed)
{
    return at::randn({n, d}, at::make_generator<at::CPUGeneratorImpl>(seed), at::kDouble);
}

Eigen::MatrixXd gramOf(const at::Tensor& features)
{
    return cluster::gramMatrix({features}, {}).value();
}

double bruteInertia(const at::Tensor& features, const std::vector<std::int32_t>& labels)
{
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const at::Tensor kept = features.contiguous();
    const Eigen::Map<const RowMajor> rows(
        kept.data_ptr<double>(), features.size(0), features.size(1));
    std::map<std::int32_t, std::vector<Eigen::Index>> clusters;
    for (std::size_t i = 0; i < labels.size(); ++i)
        clusters[labels[i]].push_back(static_cast<Eigen::Index>(i));
    double total = 0;
    for (const auto& [label, members] : clusters) {
        Eigen::RowVectorXd mean = Eigen::RowVectorXd::Zero(rows.cols());
        for (const Eigen::Index i : members)
            mean += rows.row(i) / static_cast<double>(members.size());
        for (const Eigen::Index i : members)
            total += (rows.row(i) - mean).squaredNorm();
    }
    return total;
}

} // namespace pleat::test
