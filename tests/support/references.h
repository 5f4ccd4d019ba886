// SPDX-License-Identifier: GPL-3.0-or-later
// What make_references.py made with PyTorch and scipy, and what tests of core need again and again.
#pragma once

#include "core/study/model_content.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace pleat::test {

struct Network
{
    std::string name;
    std::string path;
    std::string inputShape; ///< of one example, "1x3x8x8"
    at::Tensor input, output; ///< of PyTorch
};

std::vector<std::string> networkNames();
Network network(const std::string& name);

struct Clustering
{
    at::Tensor features; ///< double [n, d]
    std::vector<double> heights; ///< of scipy's linkage
    std::vector<std::pair<std::int64_t, std::vector<int>>> labels; ///< k, scipy's labels
};
std::vector<std::string> clusteringNames();
Clustering clustering(const std::string& name);

/// Opens or fails the test by throwing.
study::ModelPtr open(const std::string& path, const std::string& shape = {});
study::ModelPtr open(const Network& network);
/// Runs a plan without data.
study::RunPtr run(const study::Model& model, const fold::Plan& plan);
at::Tensor outputOf(const graph::GraphPtr& graph, const at::Tensor& input);

/// max |a - b| / max |b|
double relativeError(const at::Tensor& a, const at::Tensor& b);

std::string samplePath(const std::string& file);
std::string referencePath(const std::string& file);

} // namespace pleat::test
