// SPDX-License-Identifier: GPL-3.0-or-later
// What make_references.py, make_clusterings.py and make_couplings.py made with PyTorch, scipy and
// sklearn, and what tests of core need again and again.
#pragma once

#include "core/study/model_content.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pleat::test {

struct Network
{
    std::string name;
    std::string path;
    std::string inputShape; ///< of one example, "1x3x8x8"
    at::Tensor input, output; ///< of PyTorch
};

/// Those that a script has listed in networks.json or in a file of the same form.
std::vector<std::string> networkNames(const std::string& listing = "networks.json");
Network network(const std::string& name, const std::string& listing = "networks.json");

/// Labels for some k, as scipy or sklearn numbered them.
using LabelsByK = std::map<std::int64_t, std::vector<int>>;
struct ReferenceLinkage
{
    std::vector<double> heights; ///< of all merges
    LabelsByK labels; ///< where no tie leaves a choice
};
struct Clustering
{
    at::Tensor features; ///< double [n, d]
    std::map<std::string, ReferenceLinkage> linkages; ///< by scipy's name of the method
    std::map<std::int64_t, double> kMeans; ///< k, inertia by sklearn, best of ten starts
    LabelsByK spectral; ///< by sklearn; empty without planted clusters
};
std::vector<std::string> clusteringNames();
Clustering clustering(const std::string& name);

/// What must be found in a network of make_couplings.py.
struct ExpectedGroup
{
    std::string name;
    std::int64_t channels = 0;
    std::vector<std::int32_t> labels; ///< [channels] channels with the same label are equal
    std::vector<std::string> members; ///< "conv1.weight:0", sorted
    std::vector<std::string> consumers; ///< those of them that read the channels
};
struct CouplingCase
{
    std::string name;
    std::string path;
    std::string inputShapes; ///< of one example, "1x3x8x8,1x10"
    std::vector<at::Tensor> inputs, outputs; ///< of PyTorch, a batch of two
    std::vector<ExpectedGroup> groups; ///< all that fold
    std::vector<std::pair<std::string, std::string>> frozen; ///< group, a word of the reason
    bool anyResult = false; ///< any groups may fold; Ward's tree finds the pairs
};
std::vector<std::string> couplingCaseNames();
CouplingCase couplingCase(const std::string& name);

/// Named tensors that Python wrote (tensor_sets.py), double.
using TensorSet = std::map<std::string, at::Tensor>;
TensorSet tensorSet(const std::string& name);
/// A list of names in a file.
std::vector<std::string> listedNames(const std::string& listing);

/// Opens or fails the test by throwing.
study::ModelPtr open(const std::string& path, const std::string& shape = {});
study::ModelPtr open(const Network& network);
/// Runs a plan without data.
study::RunPtr run(const study::Model& model, const fold::Plan& plan);
at::Tensor outputOf(const graph::GraphPtr& graph, const at::Tensor& input);
/// Every tensor of the output, however nested.
std::vector<at::Tensor> outputsOf(
    const graph::GraphPtr& graph, const std::vector<at::Tensor>& inputs);

/// max |a - b| / max |b|
double relativeError(const at::Tensor& a, const at::Tensor& b);
/// The largest of all pairs; infinite if there are not as many.
double relativeError(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b);

std::string samplePath(const std::string& file);
std::string referencePath(const std::string& file);

} // namespace pleat::test
