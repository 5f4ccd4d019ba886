// SPDX-License-Identifier: GPL-3.0-or-later
// What the program knows about one channel group: features, tree, pictures, clusterings.
#pragma once

#include "core/cluster/cluster_options.h"
#include "core/cluster/merge_tree.h"
#include "core/cluster/quality.h"
#include "core/study/model.h"

#include <Eigen/Core>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace pleat::study {

/// Everything interactive about one group derives from this; computed once per way of clustering.
struct GroupStatistics
{
    struct Layer
    {
        std::string name;
        /// [n], index k-1: share of the layer's variance that merging leaves at every cut of the
        /// tree, from weights alone (see evaluate/predicted_variance.h).
        std::vector<double> predictedRatios;
        double energy = 0; ///< sum of the variances of its channels, for white input
        std::vector<double> lost; ///< [n], index k-1: share of the energy that merging loses
    };
    cluster::ClusterOptions options; ///< that the tree and the features were made with
    Eigen::MatrixXd gram; ///< [n, n] of the feature rows
    cluster::MergeTree tree;
    std::vector<Layer> layers; ///< that produce the group's channels, by depth
    Eigen::MatrixXd picture; ///< [n, 2] first two principal coordinates of the features
    double pictureShare[2] = {0, 0}; ///< share of the features' variance on each, 0 to 1
};
using GroupStatisticsPtr = std::shared_ptr<const GroupStatistics>;

/// `group` indexes ModelInfo::groups and must be foldable.
Result<GroupStatisticsPtr> analyseGroup(const Model& model, int group,
    const cluster::ClusterOptions& options, const StageContext& context);

/// Every foldable group; index = group, null for frozen ones.
Result<std::vector<GroupStatisticsPtr>> analyseAllGroups(
    const Model& model, const cluster::ClusterOptions& options, const StageContext& context);
/// Those that the plan folds; null for the others.
Result<std::vector<GroupStatisticsPtr>> analyseFoldedGroups(
    const Model& model, const fold::Plan& plan, const StageContext& context);

/// Whether statistics made with `known` serve a plan that asks for `wanted`: the same features and
/// the same tree.
bool sameStatistics(const cluster::ClusterOptions& known, const cluster::ClusterOptions& wanted);

/// One group at one k: what folding uses and what plots show.
struct GroupClustering
{
    std::int64_t k = 0;
    cluster::Labels labels; ///< [n]
    double inertia = 0; ///< within-cluster sum of squares
    double relativeInertia = 0; ///< as a share of that of one cluster
    double predictedRatio = 1; ///< mean over the layers
    std::vector<double> layerRatios; ///< parallel to GroupStatistics::layers
    bool exact = true; ///< false: a cut of the tree previews a method that has no tree
};

/// At once, from the tree; exact for hierarchical methods.
GroupClustering cutGroup(const GroupStatistics& statistics, std::int64_t k);
/// Exact for every method. `options` may differ from those of the statistics in `starts` only.
Result<GroupClustering> clusterGroup(const Model& model, int group,
    const GroupStatistics& statistics, std::int64_t k, const cluster::ClusterOptions& options,
    const StageContext& context);

/// Pruning: the k channels with the largest features stay, in their order (ties: the first); the
/// others have the label -1.
cluster::Labels prunedLabels(const GroupStatistics& statistics, std::int64_t k);
/// Sum of squares of the features that it drops; compare with GroupClustering::inertia.
double prunedEnergy(const GroupStatistics& statistics, std::int64_t k);

/// [n, n] cosine similarity of the features, NaN where a row is zero.
Result<Eigen::MatrixXf> featureSimilarity(
    const GroupStatistics& statistics, const StageContext& context = {});
/// The same of the channels of one layer, as the weights tell: cosines of its fused rows. `layer`
/// indexes GroupStatistics::layers.
Result<Eigen::MatrixXf> layerSimilarity(
    const Model& model, int group, int layer, const StageContext& context);

/// [n, n] correlation of the same layer's outputs over `samples` training images of the data set
/// at `dataPath`, drawn by the seed; NaN where a channel is constant. See
/// evaluate/activation_correlation.h.
Result<Eigen::MatrixXf> activationSimilarity(const Model& model, int group, int layer,
    const std::string& dataPath, std::int64_t samples, std::uint64_t seed,
    const StageContext& context);

/// What a group's tree says about every k, and the k that it suggests.
struct TreeOverview
{
    bool exact = true; ///< false: the tree previews a method that has none
    std::map<std::int64_t, cluster::ClusterQuality> quality; ///< at about 24 values of k
    std::int64_t elbow = 1;
    std::int64_t bestSilhouette = 0; ///< 0: nothing was measured
    std::int64_t tenPercentError = 1; ///< the smallest k with relative inertia up to 0.1
};
Result<TreeOverview> treeOverview(const GroupStatistics& statistics, const StageContext& context);

/// A clusterer that a plan may name.
struct ClusterMethodInfo
{
    std::string id; ///< "ward"
    std::string title; ///< for people, English
    bool hierarchical = true;
};
std::vector<ClusterMethodInfo> knownClusterMethods();

/// A way of describing channels that a plan may name.
struct FeatureSetInfo
{
    std::string id; ///< "raw"
    std::string title; ///< for people, English
};
std::vector<FeatureSetInfo> knownFeatureSets();

} // namespace pleat::study
