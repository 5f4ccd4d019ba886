// SPDX-License-Identifier: GPL-3.0-or-later
// Folds by given labels, and repairs of them, without a plan: what tests of repairs need.
#pragma once

#include "core/fold/fold.h"
#include "core/graph/executor.h"
#include "core/repair/repair_method.h"
#include "tests/support/references.h"

#include <map>
#include <string>
#include <vector>

namespace pleat::test {

/// By name of the group.
using LabelsByGroup = std::map<std::string, std::vector<std::int32_t>>;

/// i mod k: every cluster has n/k or one more channels.
std::vector<std::int32_t> everyKth(std::int64_t channels, std::int64_t k);
/// Every foldable group to half of its channels.
LabelsByGroup halves(const study::ModelInfo& info);
/// Equal channels of a network of make_couplings.py.
LabelsByGroup pairs(const CouplingCase& expected);

fold::FoldedNetwork foldedBy(const study::Model& model, const LabelsByGroup& labels);
graph::GraphPtr merged(const fold::FoldedNetwork& network);
/// Merged, then repaired by a chain: "ls+bn".
graph::GraphPtr repaired(
    const fold::FoldedNetwork& network, const std::string& chain, const at::Tensor& probe);

/// What a layer of the original network is in a folded graph.
fold::FusedRows rowsOf(const graph::Graph& folded, const coupling::Layer& layer);
const coupling::Layer& layerCalled(const study::Model& model, const std::string& name);
/// Everything that tensors of the graph become.
std::map<graph::ValueId, at::Tensor> taps(const graph::GraphPtr& graph, const at::Tensor& input);

/// Runs a test with a number of threads.
class Threads
{
public:
    explicit Threads(int count)
        : m_before(threadCount())
    {
        setThreadCount(count);
    }
    ~Threads() { setThreadCount(m_before); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    int m_before;
};

} // namespace pleat::test
