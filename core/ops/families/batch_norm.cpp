// SPDX-License-Identifier: GPL-3.0-or-later
// BatchNorm acts on each channel separately with four vectors of its own.
#include "core/ops/layer_views.h"
#include "core/ops/operator_family.h"

namespace pleat::ops {

namespace {

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const auto view = batchNormView(graph, node);
    if (!view || !view->complete())
        return freezeNode(graph, rules, node,
            "BatchNorm without affine parameters or statistics has no coupling rule");
    if (view->training)
        return freezeNode(graph, rules, node,
            "BatchNorm was traced in training mode; call eval() before tracing");
    const Axis channels{view->input, 1};
    passThrough(graph, rules, node.outputs[0], view->input);
    for (graph::ParameterId vector : {view->gamma, view->beta, view->mean, view->variance})
        rules.member(vector, 0, Role::PerChannel, channels);
}

} // namespace

extern const OperatorFamily family_batch_norm;
const OperatorFamily family_batch_norm{{"aten::batch_norm"}, couple};

} // namespace pleat::ops
