// SPDX-License-Identifier: GPL-3.0-or-later
// How folding works, in seven steps with every number: weights, variances, distances, the cut, the
// merged weights, the variance ratio and the gain that repairs it. A lesson calculates nothing by
// itself: the same functions fold real networks.
#pragma once

#include "core/cluster/merge_tree.h"
#include "core/study/group_statistics.h"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace pleat::study {

/// Weights of a lesson that a person may type: finite and up to this magnitude.
inline constexpr double kLargestLessonWeight = 1e6;
/// Rows and columns of such a network.
inline constexpr std::int64_t kMostLessonChannels = 64;
/// As many rows and columns of a matrix does a lesson print.
inline constexpr std::int64_t kLessonPart = 8;

/// Two linear layers without biases; what the channels in between do is what is folded.
struct LessonNetwork
{
    Eigen::MatrixXd weights; ///< [n, d] of the layer that makes the channels
    Eigen::MatrixXd consumers; ///< [m, n] of the layer that reads them; may be empty
    bool relu = false; ///< between the two
    Eigen::VectorXd input; ///< [d], one example to run; may be empty
};

struct LessonOptions
{
    std::int64_t k = 1; ///< 1 to n
    /// Features of a channel: its incoming weights, or with its outgoing ones.
    bool outgoingToo = false;
    /// [n] in [0, k), in place of the cut of the tree.
    std::optional<cluster::Labels> labels = std::nullopt;
};

/// What is printed of a matrix: the channels in Lesson::shown, the clusters in
/// Lesson::shownClusters, and of inputs and outputs the first.
struct LessonMatrix
{
    std::int64_t rows = 0, columns = 0; ///< of the whole matrix
    Eigen::MatrixXd part; ///< up to [kLessonPart, kLessonPart]
    bool whole() const { return part.rows() == rows && part.cols() == columns; }
};

/// One cluster, for inputs that are independent and have variance 1.
struct LessonCluster
{
    std::vector<std::int32_t> members; ///< ascending
    double variance = 0; ///< mean over the members
    /// Mean over the pairs of members; NaN for a single one. A channel without variance counts as
    /// uncorrelated.
    double correlation = std::numeric_limits<double>::quiet_NaN();
    double merged = 0; ///< variance of the mean of the members
    double ratio = 1; ///< mean over the members of merged / their variance
    double ratioByFormula = 1; ///< (1 + (c - 1) r) / c: the same where variances are equal
    /// That would restore the variance: sqrt(variance / merged); infinite where merging leaves
    /// nothing, NaN where there was nothing.
    double wantedGain = 1;
    /// Of Fold-AR: the wanted one, kept in [1, 10]; 1 where there is nothing to scale.
    double gain = 1;
    double gainByFormula = 1; ///< 1 / sqrt(ratioByFormula), as in the paper; may be infinite
    double repaired = 0; ///< gain^2 merged
};

/// What an output of the second layer does; of a LessonNetwork with consumers only.
struct LessonOutput
{
    /// Without the ReLU, over independent inputs of variance 1: of the original network, of the
    /// folded one and of the repaired one.
    double variance = 0, folded = 0, repaired = 0;
};

/// What the second layer puts out for LessonNetwork::input, [m] each; empty without it.
struct LessonExample
{
    Eigen::VectorXd input; ///< [d]
    Eigen::VectorXd original, folded, repaired;
    /// Folded, but with the outgoing weights averaged as if they were incoming ones.
    Eigen::VectorXd averagedColumns;
};

/// With how much the first row of V reads its channels, all in all; merging changes that by
/// rounding at most, which is left out.
struct LessonSums
{
    double before = 0, after = 0;
};

struct Lesson
{
    std::string layer; ///< that makes the channels
    std::string consumer; ///< the first that reads them; empty if none does
    std::int64_t channels = 0;
    /// Channels that are printed, ascending, up to kLessonPart: those of the first merge, of the
    /// largest cluster, then from the first on.
    std::vector<std::int32_t> shown;
    /// Clusters that are printed, likewise: the largest, those of the first merge, then the others.
    std::vector<std::int32_t> shownClusters;
    std::size_t largest = 0; ///< the cluster with most channels, the first of those

    // weights
    LessonMatrix weights; ///< [n, d], BatchNorm-fused; the length of a row is a deviation
    LessonMatrix consumers; ///< [m, n]
    // variances and correlations
    std::vector<double> variances; ///< [n]
    LessonMatrix correlations; ///< [n, n], NaN where a channel has no variance
    // distances
    LessonMatrix distances; ///< [n, n], squared, of the features
    std::vector<cluster::Merge> merges; ///< of the tree, in order
    // cut
    std::int64_t k = 1;
    cluster::Labels labels; ///< [n]
    double inertia = 0; ///< within-cluster sum of squares
    double totalInertia = 0; ///< of one cluster
    double relativeInertia = 0; ///< as a share of that, 0 to 1; 0 where all features are equal
    // merged weights
    LessonMatrix centres; ///< [k, d]: incoming weights averaged
    LessonMatrix summed; ///< [m, k]: outgoing weights added up
    std::optional<LessonSums> sums; ///< none where nothing reads the channels
    // variance ratio and repair
    std::vector<LessonCluster> clusters; ///< [k]
    double ratio = 1; ///< mean over the channels of variance after / before merging
    double repairedRatio = 1; ///< the same after the repair
    std::vector<LessonOutput> outputs; ///< [m]; of a LessonNetwork only
    LessonExample example;
};

/// ErrorCode::Usage, naming the field and what is allowed.
Result<Lesson> lessonOf(
    const LessonNetwork& network, const LessonOptions& options, const StageContext& context = {});

/// The lesson of a group of a real network: its first producing layer, with the features and the
/// tree of `statistics`. `labels` [n]: a clustering in place of the tree's cut at k.
Result<Lesson> lessonOf(const Model& model, int group, const GroupStatistics& statistics,
    std::int64_t k, const std::optional<cluster::Labels>& labels, const StageContext& context);

/// A built-in network with the k that it is shown with.
struct LessonSample
{
    std::string id; ///< "six" or "four"
    LessonNetwork network;
    std::int64_t k = 1;
    /// Two channels that are often taken for the closest although they are not; none: {-1, -1}.
    std::array<std::int32_t, 2> mistakenPair = {-1, -1};
};
/// Two channels that are not the closest, to show what merging them does: the usual ones, or if
/// those are the closest now, the next closest. None if all are equally far apart, or if the lesson
/// does not print all.
std::optional<std::array<std::int32_t, 2>> mistakenPair(
    const Lesson& lesson, std::array<std::int32_t, 2> usual);

/// Six channels with clean numbers (every variance 2, correlations 0.5, 0 and -0.5), then four with
/// a ReLU and an example, in which a common mistake can be made.
std::vector<LessonSample> lessonSamples();

/// Labels [n] that merge just these two channels.
cluster::Labels onlyMerging(std::int64_t channels, std::array<std::int32_t, 2> pair);

} // namespace pleat::study
