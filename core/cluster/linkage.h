// SPDX-License-Identifier: GPL-3.0-or-later
// Hierarchical clustering by the nearest-neighbour chain (Murtagh 1985; Muellner 2011, section 3.2)
// for linkages that are reducible: merging two clusters brings neither nearer to a third.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "core/cluster/merge_tree.h"

#include <Eigen/Core>

#include <memory>

namespace pleat::cluster {

/// Condensed lower triangle of a symmetric matrix [n, n] without its diagonal; not initialised.
class PairTable
{
public:
    explicit PairTable(Eigen::Index n)
        : m_values(std::make_unique_for_overwrite<double[]>( // a large one takes long to clear
            static_cast<std::size_t>(n * (n - 1) / 2)))
    {
    }
    double& at(Eigen::Index i, Eigen::Index j)
    {
        return i > j ? m_values[static_cast<std::size_t>(i * (i - 1) / 2 + j)]
                     : m_values[static_cast<std::size_t>(j * (j - 1) / 2 + i)];
    }

private:
    std::unique_ptr<double[]> m_values;
};

/// Squared Euclidean distances of the rows, >= 0. Stops early when cancelled.
PairTable squaredDistances(const Eigen::MatrixXd& gram, const StageContext& context);

/// Reports now and then how far a tree is whose clusters left have come down from `total`: a merge
/// costs as much as there are clusters left.
void reportMerging(const StageContext& context, std::size_t left, std::size_t total);

/// What Lance and Williams (1967) need to know of two clusters a, b that merge and a third, c.
struct LinkageStep
{
    double toA, toB; ///< dissimilarities of c
    double between; ///< that of a and b
    double sizeA, sizeB, sizeC;
};

struct Linkage
{
    bool squared = false; ///< works on squared distances; heights are their roots all the same
    double (*update)(const LinkageStep&); ///< dissimilarity of c and the union of a and b
};

/// O(n^2) time. Deterministic: ties go to the lowest index.
Result<MergeTree> linkageTree(
    const Eigen::MatrixXd& gram, const Linkage& linkage, const StageContext& context);

/// Ward's: each merge adds the least inertia. The tree of `ward`, and the preview and start of the
/// methods that have none of their own.
Result<MergeTree> wardTree(const Eigen::MatrixXd& gram, const StageContext& context);

} // namespace pleat::cluster
