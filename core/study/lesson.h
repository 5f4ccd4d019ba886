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
inline constexpr std::int64_t kLessonCorner = 8;

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

/// The upper left part of a matrix.
struct LessonMatrix
{
    std::int64_t rows = 0, columns = 0; ///< of the whole matrix
    Eigen::MatrixXd corner; ///< up to [kLessonCorner, kLessonCorner]
    bool whole() const { return corner.rows() == rows && corner.cols() == columns; }
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
    double gain = 1; ///< of Fold-AR: sqrt(variance / merged), in [1, 10]
    double gainByFormula = 1; ///< 1 / sqrt(ratioByFormula), as in the paper
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
    Eigen::VectorXd original, folded, repaired;
    /// Folded, but with the outgoing weights averaged as if they were incoming ones.
    Eigen::VectorXd averagedColumns;
};

struct Lesson
{
    std::string layer; ///< that makes the channels
    std::string consumer; ///< the first that reads them; empty if none does
    std::int64_t channels = 0;

    // 0
    LessonMatrix weights; ///< [n, d], BatchNorm-fused; the length of a row is a deviation
    LessonMatrix consumers; ///< [m, n]
    // 1
    std::vector<double> variances; ///< [n]
    LessonMatrix correlations; ///< [n, n], NaN where a channel has no variance
    // 2
    LessonMatrix distances; ///< [n, n], squared, of the features
    std::vector<cluster::Merge> merges; ///< of the tree, in order
    // 3
    std::int64_t k = 1;
    cluster::Labels labels; ///< [n]
    double inertia = 0; ///< within-cluster sum of squares
    double totalInertia = 0; ///< of one cluster
    // 4
    LessonMatrix centres; ///< [k, d]: incoming weights averaged
    LessonMatrix summed; ///< [m, k]: outgoing weights added up
    // 5 and 6
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
/// Six channels with clean numbers (every variance 2, correlations 0.5, 0 and -0.5), then four with
/// a ReLU and an example, in which a common mistake can be made.
std::vector<LessonSample> lessonSamples();

/// Labels [n] that merge just these two channels.
cluster::Labels onlyMerging(std::int64_t channels, std::array<std::int32_t, 2> pair);

} // namespace pleat::study
