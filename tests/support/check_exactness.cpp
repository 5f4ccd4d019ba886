// SPDX-License-Identifier: GPL-3.0-or-later
// Tells whether the groups that coupling finds in a network are exact, whatever the network is:
//
//     check_exactness MODEL.pt SHAPES SEED
//
// Permuting the channels of every foldable group must not change the function; nor must merging
// channels that are equal. Runs on a random batch of two and prints one JSON object.
#include "tests/support/references.h"

#include "core/fold/fold.h"
#include "core/io/input_description.h"

#include <ATen/Context.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <numeric>
#include <random>

using namespace pleat;
using nlohmann::json;

namespace {

using Maps = std::vector<std::optional<fold::MergeMap>>;

/// Labels of `k` clusters in random order; k = n gives a permutation.
fold::MergeMap randomMap(std::int64_t channels, std::int64_t k, std::mt19937& random)
{
    fold::MergeMap map{{}, k};
    for (std::int64_t i = 0; i < channels; ++i)
        map.labels.push_back(static_cast<std::int32_t>(i % k));
    std::shuffle(map.labels.begin(), map.labels.end(), random);
    return map;
}

Maps randomMaps(const coupling::Coupling& coupling, bool merge, std::mt19937& random)
{
    Maps maps;
    for (const coupling::ChannelGroup& group : coupling.groups) {
        maps.emplace_back();
        // Of its own for each group, or a mix-up of two groups of equal width would go unseen.
        std::uniform_int_distribution<std::int64_t> any(1, group.channels);
        const std::int64_t k = merge ? any(random) : group.channels;
        if (group.frozen.empty())
            maps.back() = randomMap(group.channels, k, random);
    }
    return maps;
}

graph::GraphPtr folded(
    const graph::GraphPtr& graph, const study::Model::Content& content, const Maps& maps)
{
    const auto network = fold::fold(graph, content.coupling, maps);
    return fold::assemble(network, fold::unrepaired(network)).value();
}

/// Every channel becomes the mean of its cluster, in the same width.
graph::GraphPtr withEqualChannels(const study::Model::Content& content, const Maps& maps)
{
    std::vector<at::Tensor> tensors(content.graph->parameters.size());
    std::set<std::pair<graph::ParameterId, std::int64_t>> done;
    for (const coupling::ChannelGroup& group : content.coupling->groups) {
        for (const coupling::Member& member : group.members) {
            const graph::Parameter& parameter = content.graph->parameter(member.parameter);
            if (member.role == ops::Role::Consumer
                || !done.insert({member.parameter, member.axis}).second)
                continue;
            const ops::Axis axis{parameter.value, member.axis};
            const auto map = fold::axisMap(
                content.coupling->layout(axis, ops::extentOf(*content.graph, axis)), maps);
            at::Tensor& tensor = tensors[member.parameter.index];
            if (!tensor.defined())
                tensor = parameter.tensor;
            if (map)
                tensor = fold::meanAlong(tensor, member.axis, *map)
                             .index_select(member.axis, at::tensor(map->labels).to(at::kLong))
                             .to(parameter.tensor.scalar_type());
        }
    }
    return graph::withTensors(*content.graph, tensors).value();
}

json check(const study::Model& model, const std::vector<at::Tensor>& inputs, unsigned seed)
{
    std::mt19937 random(seed);
    const study::Model::Content& content = model.content();
    const Maps permutation = randomMaps(*content.coupling, false, random);
    const Maps merging = randomMaps(*content.coupling, true, random);
    const graph::GraphPtr equal = withEqualChannels(content, merging);
    json frozen = json::array();
    for (const study::GroupInfo& group : model.info().groups) {
        if (!group.foldable)
            frozen.push_back({group.name, group.frozen});
    }
    return {{"permuted",
                test::relativeError(
                    test::outputsOf(folded(content.graph, content, permutation), inputs),
                    test::outputsOf(content.graph, inputs))},
        {"merged",
            test::relativeError(test::outputsOf(folded(equal, content, merging), inputs),
                test::outputsOf(equal, inputs))},
        {"groups", model.info().groups.size()}, {"share", model.info().foldableShare},
        {"frozen", frozen}};
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4)
        return 2;
    try {
        const unsigned seed = static_cast<unsigned>(std::stoul(argv[3]));
        at::NoGradGuard noGrad;
        at::manual_seed(seed);
        std::vector<at::Tensor> inputs;
        const auto shapes = io::parseShapes(argv[2]).value();
        for (std::vector<std::int64_t> shape : shapes) {
            shape[0] = 2;
            inputs.push_back(at::randn(shape));
        }
        std::cout << check(*test::open(argv[1], argv[2]), inputs, seed) << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
