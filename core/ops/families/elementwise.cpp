// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that treat every element alike: channels pass through, and operands of equal shape hold
// the same channels. An addition of two computed values joins them (residual connections); a factor
// per channel (layer scale, a squeeze-and-excitation gate) belongs to them.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

#include <set>

namespace pleat::ops {

namespace {

/// Slopes [C] belong to axis 1, unless there is one for all.
void couplePrelu(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    const graph::ValueId slopes = tensorArgument(graph, node, 1);
    passThrough(graph, rules, node.outputs[0], in);
    if (slopes.valid() && rankOf(graph, slopes) == 1 && extentOf(graph, {slopes, 0}) > 1
        && rules.tracked({in, 1}))
        rules.same({slopes, 0}, {in, 1});
    else if (slopes.valid() && rankOf(graph, slopes) == 1 && rules.tracked({slopes, 0}))
        rules.freeze({slopes, 0}, "PReLU of positions that are no channels");
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (node.outputs.size() != 1 || !graph.value(node.outputs[0]).isTensor)
        return freezeNode(graph, rules, node, node.op.name + " has no coupling rule here");
    if (node.op.name == "aten::prelu" && tensorArgument(graph, node, 0).valid())
        return couplePrelu(graph, node, rules);
    std::vector<graph::ValueId> operands;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
        const graph::ValueId operand = tensorArgument(graph, node, i);
        if (operand.valid() && rankOf(graph, operand) > 0)
            operands.push_back(operand);
    }
    broadcast(graph, node, rules, operands);
    static const std::set<std::string> kSums = {"aten::add", "aten::sub", "aten::rsub"};
    if (!kSums.contains(node.op.name) || operands.size() != 2)
        return;
    const std::int64_t rank = rankOf(graph, node.outputs[0]);
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        const Axis left{operands[0], axis - (rank - rankOf(graph, operands[0]))};
        const Axis right{operands[1], axis - (rank - rankOf(graph, operands[1]))};
        if (left.axis >= 0 && right.axis >= 0)
            rules.joined(left, right);
    }
}

} // namespace

extern const OperatorFamily family_elementwise;
const OperatorFamily family_elementwise{
    {"aten::relu", "aten::relu6", "aten::hardtanh", "aten::leaky_relu", "aten::elu", "aten::celu",
        "aten::selu", "aten::gelu", "aten::silu", "aten::mish", "aten::sigmoid",
        "aten::log_sigmoid", "aten::hardsigmoid", "aten::hardswish", "aten::hardshrink",
        "aten::softshrink", "aten::tanh", "aten::softplus", "aten::threshold", "aten::prelu",
        "aten::rrelu", "aten::clamp", "aten::clamp_min", "aten::clamp_max", "aten::abs",
        "aten::neg", "aten::exp", "aten::expm1", "aten::log", "aten::log1p", "aten::log2",
        "aten::sqrt", "aten::rsqrt", "aten::square", "aten::reciprocal", "aten::erf", "aten::sin",
        "aten::cos", "aten::sign", "aten::floor", "aten::ceil", "aten::round", "aten::trunc",
        "aten::isnan", "aten::nan_to_num", "aten::logical_not", "aten::bitwise_not", "aten::pow",
        "aten::add", "aten::sub", "aten::rsub", "aten::mul", "aten::div", "aten::true_divide",
        "aten::maximum", "aten::minimum", "aten::atan2", "aten::fmod", "aten::remainder",
        "aten::where", "aten::masked_fill", "aten::addcmul", "aten::addcdiv", "aten::lerp",
        "aten::eq", "aten::ne", "aten::lt", "aten::le", "aten::gt", "aten::ge", "aten::logical_and",
        "aten::logical_or", "aten::dropout", "aten::feature_dropout", "aten::alpha_dropout",
        "aten::contiguous", "aten::clone", "aten::detach", "aten::alias", "aten::to",
        "aten::_to_copy", "aten::type_as", "aten::float", "aten::zeros_like", "aten::ones_like",
        "aten::full_like", "aten::empty_like"},
    couple};

} // namespace pleat::ops
