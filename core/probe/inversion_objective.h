// SPDX-License-Identifier: GPL-3.0-or-later
// What deep inversion minimises: inputs that the network classifies as they should be, that give
// its BatchNorms the statistics of the training data, and that are smooth. (Yin et al. 2020,
// DeepInversion, arXiv 1912.08795; weights as in the paper on folding, section 4.3.)
#pragma once

#include "core/graph/executor.h"
#include "core/probe/input_domain.h"

#include <ATen/core/Tensor.h>

#include <map>

namespace pleat::probe {

struct InversionWeights
{
    double classes = 1; ///< cross-entropy
    double statistics = 1; ///< of the sum over BatchNorms of ||mean - mu|| + ||variance - sigma^2||
    double variation = 0.05; ///< mean |difference| of neighbouring pixels, both directions
    double norm = 1e-3; ///< mean square
};

/// The parts of the loss as numbers, unweighted, and their weighted sum.
struct InversionLoss
{
    double total = 0, classes = 0, statistics = 0, variation = 0, norm = 0;
};

/// Not thread-safe.
class InversionObjective
{
public:
    /// ErrorCode::Unsupported if the network has no BatchNorm statistics, or several inputs.
    static Result<InversionObjective> prepare(
        const graph::GraphPtr& network, const InputDomain& domain, const InversionWeights& weights);

    /// Logits per input; 0 if the output is no vector of them (then no class is aimed at).
    std::int64_t classes() const { return m_classes; }

    /// `inputs` as InputDomain::freeShape, with requires_grad if a gradient is wanted: it stands
    /// in inputs.grad() afterwards. `labels` [N] int64. ErrorCode::Cancelled between operators.
    Result<InversionLoss> evaluate(
        const at::Tensor& inputs, const at::Tensor& labels, const std::stop_token& stop) const;

private:
    struct Statistics
    {
        at::Tensor mean, variance; ///< of the training data, [C]
    };
    InversionObjective(graph::Executor network, const InputDomain& domain);

    graph::Executor m_network;
    InputDomain m_domain;
    InversionWeights m_weights;
    std::map<graph::ValueId, Statistics> m_statistics; ///< by input of a BatchNorm
    std::int64_t m_classes = 0;
};

} // namespace pleat::probe
