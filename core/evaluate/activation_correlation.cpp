// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/activation_correlation.h"

#include "core/cluster/gram.h"
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace pleat::evaluate {

namespace {

constexpr std::int64_t kPiece = 16; ///< images; their positions stand in memory as double
constexpr double kConstant = 1e-13; ///< of the squared mean: some roundings of float

/// Mean and sums of squares and products of channels over pieces of a batch, the pieces' own taken
/// about their own means (Chan, Golub and LeVeque 1983; the same holds for products).
class JointMoments
{
public:
    /// `channels` [n, samples] in double.
    Result<void> add(const at::Tensor& channels, const StageContext& context)
    {
        const auto count = static_cast<double>(channels.size(1));
        const at::Tensor mean = channels.mean(1).contiguous();
        const auto products = cluster::gramMatrix({channels - mean.unsqueeze(1)}, context);
        if (!products)
            return products.error();
        const Eigen::VectorXd means =
            Eigen::Map<const Eigen::VectorXd>(mean.data_ptr<double>(), mean.numel());
        if (m_count == 0) {
            m_products = *products;
            m_means = means;
        } else {
            const Eigen::VectorXd shift = means - m_means;
            m_products += *products;
            m_products += shift * shift.transpose() * (m_count * count / (m_count + count));
            m_means += shift * (count / (m_count + count));
        }
        m_count += count;
        return {};
    }

    Eigen::MatrixXd correlation() const
    {
        Eigen::MatrixXd result = m_products;
        Eigen::VectorXd inverse(m_means.size());
        for (Eigen::Index i = 0; i < inverse.size(); ++i) {
            const double squares = m_products(i, i);
            inverse[i] = squares > kConstant * m_count * m_means[i] * m_means[i]
                ? 1 / std::sqrt(squares)
                : std::numeric_limits<double>::quiet_NaN();
        }
        for (Eigen::Index j = 0; j < result.cols(); ++j) {
            for (Eigen::Index i = 0; i < result.rows(); ++i) {
                double& entry = result(i, j);
                entry *= inverse[i] * inverse[j];
                if (!std::isnan(entry))
                    entry = i == j ? 1 : std::clamp(entry, -1.0, 1.0);
            }
        }
        return result;
    }

private:
    double m_count = 0;
    Eigen::VectorXd m_means;
    Eigen::MatrixXd m_products;
};

/// [n, samples]: what a channel is at every image, position and index that it has in the layer.
at::Tensor channelsOf(const at::Tensor& output, const coupling::Layer& layer, int group,
    const coupling::ChannelGroup& channels)
{
    const at::Tensor byIndex =
        output.to(at::kDouble).transpose(0, layer.view.channelAxis).flatten(1);
    return fold::channelRows(byIndex, layer.rows, group, channels.channels);
}

} // namespace

Result<std::vector<Eigen::MatrixXd>> activationCorrelations(const graph::Executor& network,
    const coupling::Coupling& coupling, int group,
    const std::vector<const coupling::Layer*>& layers, const at::Tensor& batch,
    const StageContext& context)
{
    at::NoGradGuard noGrad;
    const coupling::ChannelGroup& channels = coupling.groups.at(static_cast<std::size_t>(group));
    std::map<graph::ValueId, std::size_t> layerOfTap;
    for (std::size_t i = 0; i < layers.size(); ++i)
        layerOfTap[layers[i]->tap] = i;
    std::vector<JointMoments> moments(layers.size());
    StageContext quiet;
    quiet.stop = context.stop;
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& made) {
        const auto tapped = layerOfTap.find(id);
        if (tapped == layerOfTap.end())
            return;
        const coupling::Layer& layer = *layers[tapped->second];
        // The one error is that of a cancel, which the executor meets before its next operator.
        static_cast<void>(moments[tapped->second].add(
            channelsOf(made.toTensor(), layer, group, channels), quiet));
    };
    for (std::int64_t first = 0; first < batch.size(0); first += kPiece) {
        context.progress("similarity", channels.name,
            static_cast<double>(first) / static_cast<double>(batch.size(0)));
        const std::int64_t count = std::min(kPiece, batch.size(0) - first);
        if (auto ran = network.run({batch.narrow(0, first, count)}, hooks); !ran)
            return ran.error();
    }
    if (context.cancelled())
        return cancelledError();
    std::vector<Eigen::MatrixXd> correlations;
    for (const JointMoments& layer : moments)
        correlations.push_back(layer.correlation());
    return correlations;
}

} // namespace pleat::evaluate
