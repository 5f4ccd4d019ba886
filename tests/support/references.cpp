// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/references.h"

#include "core/base/files.h"
#include "core/graph/executor.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

using nlohmann::json;

namespace pleat::test {

namespace {

template <typename T>
T require(Result<T> result)
{
    if (!result)
        throw std::runtime_error(toString(result.error()));
    return std::move(result).value();
}

json listing(const std::string& file)
{
    return json::parse(require(readFile(referencePath(file))));
}

std::vector<std::string> keys(const json& object)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items())
        names.push_back(name);
    return names;
}

at::Tensor readTensor(
    const std::string& file, const std::vector<std::int64_t>& shape, at::ScalarType type)
{
    const std::string bytes = require(readFile(referencePath(file)));
    at::Tensor tensor = at::empty(shape, type);
    if (bytes.size() != tensor.nbytes())
        throw std::runtime_error(file + " has the wrong size");
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(tensor.data_ptr()));
    return tensor;
}

} // namespace

std::string samplePath(const std::string& file)
{
    return std::string(PLEAT_SAMPLES_DIR) + "/" + file;
}

std::string referencePath(const std::string& file)
{
    return std::string(PLEAT_REFERENCES_DIR) + "/" + file;
}

std::vector<std::string> networkNames()
{
    return keys(listing("networks.json"));
}

Network network(const std::string& name)
{
    const json entry = listing("networks.json").at(name);
    const auto input = entry["input"].get<std::vector<std::int64_t>>();
    Network result{name, referencePath(name + ".pt"), "1", {}, {}};
    for (std::size_t axis = 1; axis < input.size(); ++axis)
        result.inputShape += "x" + std::to_string(input[axis]);
    result.input = readTensor(name + ".input.bin", input, at::kFloat);
    result.output = readTensor(
        name + ".output.bin", entry["output"].get<std::vector<std::int64_t>>(), at::kFloat);
    return result;
}

std::vector<std::string> clusteringNames()
{
    return keys(listing("clusterings.json"));
}

Clustering clustering(const std::string& name)
{
    const json entry = listing("clusterings.json").at(name);
    Clustering result;
    result.features = readTensor(
        name + ".features.bin", entry["shape"].get<std::vector<std::int64_t>>(), at::kDouble);
    result.heights = entry["heights"].get<std::vector<double>>();
    for (const auto& [k, labels] : entry["labels"].items())
        result.labels.emplace_back(std::stoll(k), labels.get<std::vector<int>>());
    return result;
}

study::ModelPtr open(const std::string& path, const std::string& shape)
{
    return require(study::openModel({path, shape}, {}));
}

study::ModelPtr open(const Network& network)
{
    return open(network.path, network.inputShape);
}

study::RunPtr run(const study::Model& model, const fold::Plan& plan)
{
    study::RunOptions options;
    options.plan = plan;
    return require(study::runPlan(model, options, {}, {}));
}

at::Tensor outputOf(const graph::GraphPtr& graph, const at::Tensor& input)
{
    return require(require(graph::Executor::prepare(graph)).runToTensor(input));
}

double relativeError(const at::Tensor& a, const at::Tensor& b)
{
    if (a.sizes() != b.sizes())
        return INFINITY;
    return (a - b).abs().max().item<double>() / b.abs().max().item<double>();
}

} // namespace pleat::test
