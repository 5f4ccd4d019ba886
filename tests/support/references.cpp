// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/references.h"

#include "core/base/files.h"
#include "core/graph/executor.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
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

json readListing(const std::string& file)
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

/// Tensors that stand one behind the other in one file.
std::vector<at::Tensor> readTensors(
    const std::string& file, const std::vector<std::vector<std::int64_t>>& shapes)
{
    const auto elements = [](const std::vector<std::int64_t>& shape) {
        return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    };
    std::int64_t total = 0;
    for (const auto& shape : shapes)
        total += elements(shape);
    const at::Tensor all = readTensor(file, {total}, at::kFloat);
    std::vector<at::Tensor> tensors;
    std::int64_t begin = 0;
    for (const auto& shape : shapes) {
        tensors.push_back(all.narrow(0, begin, elements(shape)).reshape(shape).clone());
        begin += elements(shape);
    }
    return tensors;
}

LabelsByK labelsByK(const json& object)
{
    LabelsByK result;
    for (const auto& [k, labels] : object.items())
        result[std::stoll(k)] = labels.get<std::vector<int>>();
    return result;
}

void collectTensors(const c10::IValue& value, std::vector<at::Tensor>& tensors)
{
    if (value.isTensor()) {
        tensors.push_back(value.toTensor());
    } else if (value.isTuple()) {
        for (const c10::IValue& item : value.toTupleRef().elements())
            collectTensors(item, tensors);
    } else if (value.isTensorList()) {
        for (const at::Tensor& item : value.toTensorVector())
            tensors.push_back(item);
    } else if (!value.isNone()) { // an auxiliary head that only training has
        throw std::runtime_error("the output holds a " + value.tagKind());
    }
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

std::vector<std::string> networkNames(const std::string& listing)
{
    return keys(readListing(listing));
}

Network network(const std::string& name, const std::string& listing)
{
    const json entry = readListing(listing).at(name);
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
    return keys(readListing("clusterings.json"));
}

Clustering clustering(const std::string& name)
{
    const json entry = readListing("clusterings.json").at(name);
    Clustering result;
    result.features = readTensor(
        name + ".features.bin", entry["shape"].get<std::vector<std::int64_t>>(), at::kDouble);
    for (const auto& [method, linkage] : entry["linkages"].items())
        result.linkages[method] = {
            linkage["heights"].get<std::vector<double>>(), labelsByK(linkage["labels"])};
    for (const auto& [k, inertia] : entry["k_means"].items())
        result.kMeans[std::stoll(k)] = inertia.get<double>();
    result.spectral = labelsByK(entry["spectral"]);
    return result;
}

std::vector<std::string> couplingCaseNames()
{
    return keys(readListing("couplings.json"));
}

CouplingCase couplingCase(const std::string& name)
{
    using Shapes = std::vector<std::vector<std::int64_t>>;
    const json entry = readListing("couplings.json").at(name);
    CouplingCase result;
    result.name = name;
    result.path = referencePath(name + ".pt");
    for (const auto& shape : entry["inputs"].get<Shapes>()) {
        result.inputShapes += result.inputShapes.empty() ? "1" : ",1";
        for (std::size_t axis = 1; axis < shape.size(); ++axis)
            result.inputShapes += "x" + std::to_string(shape[axis]);
    }
    result.inputs = readTensors(name + ".input.bin", entry["inputs"].get<Shapes>());
    result.outputs = readTensors(name + ".output.bin", entry["outputs"].get<Shapes>());
    for (const auto& [group, expected] : entry["groups"].items())
        result.groups.push_back({group, expected["channels"].get<std::int64_t>(),
            expected["labels"].get<std::vector<std::int32_t>>(),
            expected["members"].get<std::vector<std::string>>(),
            expected["consumers"].get<std::vector<std::string>>()});
    for (const auto& [group, word] : entry["frozen"].items())
        result.frozen.emplace_back(group, word.get<std::string>());
    result.anyResult = entry["any_result"].get<bool>();
    return result;
}

TensorSet tensorSet(const std::string& name)
{
    using Shape = std::vector<std::int64_t>;
    const auto entries =
        readListing(name + ".tensors.json").get<std::vector<std::pair<std::string, Shape>>>();
    const auto elements = [](const Shape& shape) {
        return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    };
    std::int64_t total = 0;
    for (const auto& [key, shape] : entries)
        total += elements(shape);
    const at::Tensor all = readTensor(name + ".tensors.bin", {total}, at::kDouble);
    TensorSet tensors;
    std::int64_t begin = 0;
    for (const auto& [key, shape] : entries) {
        tensors[key] = all.narrow(0, begin, elements(shape)).reshape(shape).clone();
        begin += elements(shape);
    }
    return tensors;
}

std::vector<std::string> listedNames(const std::string& listing)
{
    return readListing(listing).get<std::vector<std::string>>();
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

std::vector<at::Tensor> outputsOf(
    const graph::GraphPtr& graph, const std::vector<at::Tensor>& inputs)
{
    std::vector<at::Tensor> outputs;
    collectTensors(require(require(graph::Executor::prepare(graph)).run(inputs)), outputs);
    return outputs;
}

double relativeError(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b)
{
    double error = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double one = relativeError(a[i], b[i]);
        error = std::isnan(one) ? INFINITY : std::max(error, one);
    }
    return error;
}

double relativeError(const at::Tensor& a, const at::Tensor& b)
{
    if (a.sizes() != b.sizes())
        return INFINITY;
    return (a - b).abs().max().item<double>() / b.abs().max().item<double>();
}

} // namespace pleat::test
