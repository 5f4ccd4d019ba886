// SPDX-License-Identifier: GPL-3.0-or-later
// Folds one network and writes down what our own execution makes of it, for check_torchvision.py:
//
//     fold_network MODEL.pt SHAPES INPUT.bin FOLDER
//
// SHAPES as on the command line of pleat, one example; INPUT.bin holds a batch of float32. Writes
// FOLDER/imported.bin, folded.pt and folded.bin (keep 0.5, all groups, no repair) and prints one
// JSON object.
#include "tests/support/references.h"

#include "core/fold/fold.h"
#include "core/graph/executor.h"
#include "core/io/input_description.h"
#include "core/ops/operator_family.h"

#include <ATen/ops/empty.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>

using namespace pleat;
using nlohmann::json;

namespace {

at::Tensor readBatch(const std::string& path, std::vector<std::int64_t> shape)
{
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    std::int64_t each = 1;
    for (std::size_t axis = 1; axis < shape.size(); ++axis)
        each *= shape[axis];
    shape[0] = static_cast<std::int64_t>(bytes.size() / sizeof(float)) / each;
    at::Tensor batch = at::empty(shape);
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(batch.data_ptr()));
    return batch;
}

void writeOutput(const graph::GraphPtr& graph, const at::Tensor& batch, const std::string& path)
{
    const at::Tensor output = test::outputsOf(graph, {batch}).front().contiguous();
    std::ofstream(path, std::ios::binary)
        .write(static_cast<const char*>(output.data_ptr()),
            static_cast<std::streamsize>(output.nbytes()));
}

/// Channel i goes to cluster i mod k: counts do not depend on which channels merge.
graph::GraphPtr foldedSomehow(const study::Model& model, const fold::Plan& plan)
{
    const study::Model::Content& content = model.content();
    std::vector<std::optional<fold::MergeMap>> maps(content.coupling->groups.size());
    for (std::size_t g = 0; g < maps.size(); ++g) {
        const auto choice = plan.groups.find(content.coupling->groups[g].name);
        if (choice == plan.groups.end())
            continue;
        fold::MergeMap map{{}, choice->second.k};
        for (std::int64_t i = 0; i < content.coupling->groups[g].channels; ++i)
            map.labels.push_back(static_cast<std::int32_t>(i % map.k));
        maps[g] = std::move(map);
    }
    const auto network = fold::fold(content.graph, content.coupling, maps);
    return fold::assemble(network, fold::unrepaired(network)).value();
}

json costs(const study::Model& model)
{
    json result = json::array();
    for (double keep : {0.8, 0.5, 0.25}) {
        const fold::Plan plan =
            study::uniformPlan(model.info(), keep, study::GroupSelection::All, {});
        const study::Cost predicted = study::predictedCost(model, plan);
        const graph::GraphPtr folded = foldedSomehow(model, plan);
        result.push_back({{"keep", keep}, {"predicted", {predicted.parameters, predicted.macs}},
            {"real", {graph::parameterCount(*folded), ops::macs(*folded)}}});
    }
    return result;
}

json frozen(const study::ModelInfo& info)
{
    json result = json::array();
    for (const study::GroupInfo& group : info.groups) {
        if (!group.foldable)
            result.push_back({group.name, group.frozen});
    }
    return result;
}

void foldNetwork(const std::string& path, const std::string& shapes, const std::string& input,
    const std::string& folder)
{
    const study::ModelPtr model = test::open(path, shapes);
    const at::Tensor batch = readBatch(input, io::parseShapes(shapes).value().front());
    writeOutput(model->content().graph, batch, folder + "/imported.bin");
    fold::Plan plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All, {});
    plan.repair = "none";
    const study::RunPtr run = test::run(*model, plan);
    if (const auto saved = study::saveModel(*run, folder + "/folded.pt"); !saved)
        throw std::runtime_error(toString(saved.error()));
    writeOutput(run->content().graph, batch, folder + "/folded.bin");
    std::cout << json{{"share", model->info().foldableShare},
        {"groups", model->info().groups.size()}, {"frozen", frozen(model->info())},
        {"parameters", model->info().parameters}, {"macs", model->info().macs},
        {"costs", costs(*model)}}
              << '\n';
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 5)
        return 2;
    try {
        foldNetwork(argv[1], argv[2], argv[3], argv[4]);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
