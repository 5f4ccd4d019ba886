// SPDX-License-Identifier: GPL-3.0-or-later
// An opened network as the window and the command line see it: plain values, no tensors.
#pragma once

#include "core/base/finding.h"
#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "core/fold/plan.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pleat::study {

struct MemberInfo
{
    std::string parameter; ///< "layer1.0.conv1.weight"
    std::int64_t axis = 0;
    std::string role; ///< "producer", "per-channel" or "consumer"
};

/// One channel group, see design: n channels whose clustering all members share.
struct GroupInfo
{
    std::string id; ///< "g0", "g1", ... in order of execution
    std::string name; ///< its first producer layer; unique
    std::int64_t channels = 0;
    bool foldable = false;
    std::string frozen; ///< why it may not be folded; empty if foldable
    bool inner = false; ///< no addition of two computed values joins it
    std::vector<MemberInfo> members;
    std::vector<std::string> layers; ///< the layers that produce its channels
    std::int64_t parameters = 0; ///< elements of all trainable members
};

struct ModelInfo
{
    std::string path;
    std::string name; ///< file name without extension
    std::string format; ///< "torchscript", "state_dict", "safetensors" or "onnx"
    std::string architecture; ///< that was recognised in a file of weights, "resnet18"; else empty
    std::string weightsHash; ///< SHA-256 over all tensors
    std::int64_t parameters = 0; ///< as PyTorch's parameters(): no buffers
    std::int64_t macs = 0; ///< multiply-accumulates for one example
    double foldableShare = 0; ///< of the parameters that are read: in a foldable group with an axis
    std::int64_t fileBytes = 0;
    std::vector<std::int64_t> inputShape; ///< of one example, without the batch axis
    std::vector<std::vector<std::int64_t>> inputs; ///< example shapes of all inputs, with batch
    std::string dataPath; ///< the data set that input.json names, if it is there; else empty
    double tested = -1; ///< accuracy claimed by input.json, 0 to 1; -1 if it claims none
    std::vector<GroupInfo> groups;
    std::vector<Finding> findings;
};

struct OpenOptions
{
    std::string path;
    /// Example input shapes with batch axis, "1x3x32x32"; empty: input.json or the first layer
    /// tells.
    std::string inputShapes;
    /// Also times the example for predictedResources() and predictedSeconds(); about a second.
    bool profile = false;
};

/// Immutable; may be shared between threads.
class Model
{
public:
    struct Content; // graph, coupling, layers: core only
    explicit Model(std::shared_ptr<const Content> content);
    const ModelInfo& info() const;
    const Content& content() const { return *m_content; }

private:
    std::shared_ptr<const Content> m_content;
};
using ModelPtr = std::shared_ptr<const Model>;

/// Reads and couples. Nothing in the file is executed except the operators of its graph.
Result<ModelPtr> openModel(const OpenOptions& options, const StageContext& context);

struct TensorInfo
{
    std::string name;
    std::string type; ///< as PyTorch writes it, "float16"
    std::vector<std::int64_t> shape;
};
/// What a file of weights holds.
struct WeightsInfo
{
    std::string name; ///< file name without extension
    std::string format; ///< "state_dict" or "safetensors"
    std::int64_t elements = 0; ///< of all tensors; buffers count, since nothing tells them apart
    std::vector<TensorInfo> tensors; ///< in the order of the file
    std::vector<Finding> findings;
};
/// For files of weights whose architecture is unknown: reads their directory only.
Result<WeightsInfo> listWeights(const std::string& path);

/// Graph and groups without weights, for a report of a bug.
std::string describeAsText(const Model& model);

/// Index of the group called `name`, or -1.
int groupIndex(const ModelInfo& info, const std::string& name);

/// A repair that a plan may name.
struct RepairInfo
{
    std::string id; ///< "ar"
    std::string title; ///< for people, English
    bool needsProbe = false;
};
std::vector<RepairInfo> knownRepairs();
/// Of a method or a chain, "ls+bn"; false for an unknown id.
bool repairNeedsProbe(const std::string& id);

struct Cost
{
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
};
/// Exact, from shapes alone; fast enough for every step of a slider.
Cost predictedCost(const Model& model, const fold::Plan& plan);

/// What one forward pass on the example input needs.
struct Resources
{
    std::int64_t memoryBytes = 0; ///< parameters, buffers, inputs and the peak of live activations
    double latencyMs = 0;
};
/// The memory from shapes; the latency is an estimate from the times of the nodes when the model
/// was opened. None without OpenOptions::profile. Fast enough for every step of a slider.
std::optional<Resources> predictedResources(const Model& model, const fold::Plan& plan);

enum class GroupSelection
{
    All,
    Inner
};
/// Every foldable group of the selection keeps floor(keep * n) channels; locked ones stay.
fold::Plan uniformPlan(
    const ModelInfo& info, double keep, GroupSelection selection, fold::Plan base);
fold::Plan uniformPlan(const ModelInfo& info, double keep, GroupSelection selection);

/// Names the group, its k and the range if `plan` does not fit the model.
Result<void> checkPlan(const ModelInfo& info, const fold::Plan& plan);

} // namespace pleat::study
