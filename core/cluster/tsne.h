// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of a group that keeps neighbours together: exact t-SNE (van der Maaten and Hinton 2008,
// "Visualizing data using t-SNE", JMLR 9).
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"

#include <Eigen/Core>

#include <cstdint>

namespace pleat::cluster {

/// The neighbourhoods take 8 n^2 bytes and a step O(n^2) time: beyond, neither is interactive.
inline constexpr Eigen::Index kMostTsneChannels = 5000;
inline constexpr Eigen::Index kLeastTsneChannels = 4;

struct TsneOptions
{
    double perplexity = 0; ///< 1 to n - 1; 0: that of defaultPerplexity()
    int steps = 1000;
    std::uint64_t seed = 0; ///< of the jitter that parts channels with equal features
};

/// 30, or (n - 1) / 3 of a small group.
double defaultPerplexity(Eigen::Index channels);

/// Column i [n]: how likely channel i has each other one as its neighbour, by a Gaussian of the
/// squared distances of the rows whose width bisection chooses, so that the perplexity (2 to the
/// entropy) of the column is `perplexity`; more where more rows are equal. The diagonal is 0.
Result<Eigen::MatrixXd> neighbourhoods(
    const Eigen::MatrixXd& gram, double perplexity, const StageContext& context);

/// Of neighbourhoods() as joint probabilities [n, n] `p`: symmetric, sum 1. Works in place.
void makeJoint(Eigen::MatrixXd& p);

/// Kullback and Leibler's divergence of the joint probabilities from those of the picture
/// `coordinates` [n, 2] with Student's kernel, in nats.
double divergence(const Eigen::MatrixXd& joint, const Eigen::MatrixXd& coordinates);

/// Its gradient [n, 2] by the coordinates, with the joint probabilities `exaggeration` times as
/// large. The bits do not depend on the thread count. Undefined once cancelled.
Eigen::MatrixXd divergenceGradient(const Eigen::MatrixXd& joint, const Eigen::MatrixXd& coordinates,
    double exaggeration, const StageContext& context);

/// A picture that forms step by step, so that it can be shown, stopped and gone on with. Gradient
/// descent with momentum and gains; early exaggeration 12 for a quarter of the steps, after which
/// the channels come to rest once; learning rate n / 48 of the whole gradient (Belkina et al. 2019,
/// who leave out its factor 4), at least 50. Same input and seed, same bits, whatever the
/// thread count and wherever it was stopped. Not thread-safe.
class Tsne
{
public:
    /// Starts from `start` [n, 2], the principal coordinates, shrunk. Fails for fewer than
    /// kLeastTsneChannels or more than kMostTsneChannels.
    static Result<Tsne> begin(const Eigen::MatrixXd& gram, const Eigen::MatrixXd& start,
        const TsneOptions& options, const StageContext& context);

    /// One step, unless finished; if cancelled, nothing has changed. Polls after each row.
    Result<void> advance(const StageContext& context);

    bool finished() const { return m_step >= m_options.steps; }
    int step() const { return m_step; }
    const Eigen::MatrixXd& coordinates() const { return m_coordinates; }
    /// Of the coordinates; O(n^2).
    double divergence() const { return cluster::divergence(m_joint, m_coordinates); }

private:
    Tsne() = default;
    void rest();

    TsneOptions m_options;
    Eigen::MatrixXd m_joint; ///< [n, n]
    Eigen::MatrixXd m_coordinates, m_velocity, m_gains; ///< [n, 2]
    int m_step = 0;
};

} // namespace pleat::cluster
