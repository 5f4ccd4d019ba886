// SPDX-License-Identifier: GPL-3.0-or-later
// One run: a plan applied to a model, repaired and measured.
#pragma once

#include "core/study/group_statistics.h"
#include "core/study/probe.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pleat::study {

/// Accuracy and cost of a network on a data set.
struct Evaluation
{
    std::optional<double> accuracy; ///< 0 to 1; none without labels
    std::optional<double> loss; ///< mean cross-entropy
    std::int64_t samples = 0;
    double latencyMs = 0; ///< one example, median of several runs of the graph executor
    std::optional<double> outputError; ///< ||y - y_original|| / ||y_original||
    std::optional<double> agreement; ///< share of equal top-1
};

/// The states that Collapse draws, in the order in which a run reaches them.
enum class Phase
{
    Original,
    Merged,
    Repaired
};

/// One measured point, sent while the run is under way.
struct LayerPoint
{
    Phase phase = Phase::Original;
    int layer = 0; ///< index into RunReport::layers
    std::string name;
    double ratio = 1; ///< variance ratio on the samples seen so far
    double meanError = 0; ///< see LayerReport
};

struct LayerReport
{
    std::string name;
    std::string group; ///< name of the group of its output channels
    double predicted = 1; ///< variance ratio after merging, from weights alone
    std::optional<double> merged; ///< measured; none without data
    std::optional<double> repaired;
    /// How far the means are off, in standard deviations: evaluate::meanError.
    std::optional<double> meanErrorMerged, meanErrorRepaired;
    std::int64_t leftOut = 0; ///< channels without variance, not counted
};

struct GroupReport
{
    std::string name;
    std::int64_t channels = 0;
    std::int64_t k = 0;
    double relativeInertia = 0; ///< of the clustering, 0 to 1
    double predictedRatio = 1;
    bool pruned = false; ///< channels were dropped, not merged
    cluster::Labels labels; ///< cluster of each channel; empty if none were merged
};

/// Memory and time, measured on the example input and as they were predicted.
struct ResourceReport
{
    Resources before, after;
    std::optional<Resources> predicted; ///< of `after`; none for a model without a profile
    std::optional<double> secondsPredicted; ///< of the whole run, an estimate
};

struct RunReport
{
    std::string modelName;
    std::string modelHash;
    std::string weightsHash; ///< of the result
    Cost before, after;
    ResourceReport resources;
    std::vector<GroupReport> groups; ///< the foldable ones
    std::vector<LayerReport> layers; ///< every layer whose output group is foldable, by depth
    std::string measuredOn; ///< data path, "inversion" or "noise"; empty if nothing was measured
    std::int64_t measuredSamples = 0;
    std::optional<Evaluation> evaluationBefore, evaluationAfter;
    std::map<std::string, double> seconds; ///< per stage
    std::optional<ProbeInfo> probe; ///< what repair looked at
    std::vector<Finding> findings;
};

struct RunOptions
{
    fold::Plan plan;
    std::string measurePath; ///< empty: the probe's data, else the data of input.json, else none
    std::int64_t evaluateSamples = 0; ///< test images for the accuracy before and after; 0: skip
    std::function<void(const LayerPoint&)>
        onPoint; ///< called on the thread of the run; may be empty
    /// With what a group was found to be like, if it was not cached, also when the run is then
    /// cancelled; may be empty.
    std::function<void(int group, const GroupStatisticsPtr&)> onStatistics;
    ProbePtr probe; ///< used if it fits the plan; else, and if null, one is made
    std::function<void(const ProbeProgress&)> onProbe; ///< while it is made; may be empty
    /// With the new probe, also when the run is then cancelled; may be empty.
    std::function<void(const ProbePtr&)> onProbeMade;
};

/// Immutable; holds the folded network unless it was put away.
class Run
{
public:
    struct Content; // folded and repaired graph: core only
    /// `content` may be null: a run of which only plan and report are left.
    Run(std::shared_ptr<const Content> content, fold::Plan plan, RunReport report);
    const fold::Plan& plan() const { return m_plan; }
    const RunReport& report() const { return m_report; }
    bool hasNetwork() const { return m_content != nullptr; }
    /// Only of a run that has its network.
    const Content& content() const { return *m_content; }

private:
    std::shared_ptr<const Content> m_content;
    fold::Plan m_plan;
    RunReport m_report;
};
using RunPtr = std::shared_ptr<const Run>;

/// cluster -> fold -> repair -> measure. Cancel returns ErrorCode::Cancelled within 200 ms.
/// `cached` may hold statistics of groups that were already analysed (index = group), or be empty.
Result<RunPtr> runPlan(const Model& model, const RunOptions& options,
    const std::vector<GroupStatisticsPtr>& cached, const StageContext& context);

/// How long that will take, in seconds: an estimate that may be wrong by a factor of two or three.
/// None for a model without a profile. Fast enough for every step of a slider.
std::optional<double> predictedSeconds(
    const Model& model, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached);

/// The same run with the BatchNorms of its network written into the layers before them; its report
/// has the new weights hash and parameter count.
Result<RunPtr> withFusedNorms(const RunPtr& run);

/// Whether a model could be saved at `path`: its ending, its folder. Asked before long work.
Result<void> checkOutput(const std::string& path);

/// Impossible for a run without its network. The format follows the ending: .pt TorchScript, .pth
/// state_dict, .safetensors, .onnx. Writes beside `path` and renames, so an existing file is whole
/// at any time.
Result<void> saveModel(const Run& run, const std::string& path);
/// The lines of Python that rebuild the module for weights saved at `path`; empty for a format that
/// holds the graph too.
std::string rebuildingLines(const Run& run, const std::string& path);
/// Whether a file is to be opened as a recipe: JSON that is no index of a network in shards. Looks
/// at the content; a file that cannot be read is one if its name ends in .json.
bool isRecipe(const std::string& path);
Result<void> saveRecipe(const fold::Recipe& recipe, const std::string& path);
Result<fold::Recipe> loadRecipe(const std::string& path);
/// Path of a file that a recipe names, taken from the recipe's folder.
std::string besideRecipe(const std::string& recipePath, const std::string& file);

struct EvaluateOptions
{
    std::string dataPath; ///< empty: the data of input.json
    std::int64_t samples = 0; ///< 0: all
};
/// `against` may be null.
Result<Evaluation> evaluateModel(const Model& model, const Model* against,
    const EvaluateOptions& options, const StageContext& context);

/// JSON with the keys that scripts rely on (see README).
std::string toJson(const ModelInfo& info);
/// The same with `clusters` in each foldable group: what its tree says about every k.
/// `statistics` and `overviews` by group, null and empty for frozen ones.
std::string toJson(const ModelInfo& info, const std::vector<GroupStatisticsPtr>& statistics,
    const std::vector<TreeOverview>& overviews);
std::string toJson(const RunReport& report, const std::string& output);
std::string toJson(const Evaluation& evaluation, const ModelInfo& info);
std::string toJson(const Error& error);
/// Weights whose graph could not be made, with no groups and the reason.
std::string toJson(const WeightsInfo& weights, const Error& reason);

} // namespace pleat::study
