// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/tsne.h"

#include "core/base/memory.h"
#include "core/base/on_threads.h"
#include "core/cluster/gram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

namespace pleat::cluster {

namespace {

constexpr double kMostPerplexity = 30;
constexpr int kMostBisections = 100;
constexpr double kEntropyError = 1e-7; // nats
constexpr double kExaggeration = 12;
constexpr double kStartSpread = 1e-4;
constexpr double kJitter = 1e-6; // of the start
constexpr double kTiny = std::numeric_limits<double>::min(); ///< whose logarithm exists
constexpr double kLeastGain = 0.01;
constexpr double kLeastRate = 50;
constexpr Eigen::Index kSmallPicture = 128; ///< below, threads cost more than they save

int threadsFor(Eigen::Index channels)
{
    return channels < kSmallPicture ? 1 : 64;
}

/// Calls `work(i)` for every channel until cancelled, each on one thread.
template <typename Work>
void forEachChannel(Eigen::Index channels, const StageContext& context, const Work& work)
{
    onThreads(threadsFor(channels), [&](int worker, int workers) {
        for (Eigen::Index i = worker; i < channels && !context.cancelled(); i += workers)
            work(i);
    });
}

Eigen::ArrayXd squaredDistancesTo(const Eigen::MatrixXd& gram, Eigen::Index i)
{
    Eigen::ArrayXd squared(gram.rows());
    for (Eigen::Index j = 0; j < gram.rows(); ++j) {
        const double scale = gram(i, i) + gram(j, j);
        squared[j] = resolvedSquare(scale - 2 * gram(j, i), scale);
    }
    return squared;
}

/// Fills `row` with the Gaussian of this precision, not normalised; returns its entropy in nats.
/// `squared` has its least entry, other than that of i, at 0, so that nothing underflows at once.
double entropyOf(
    const Eigen::ArrayXd& squared, double precision, Eigen::Index i, Eigen::ArrayXd& row)
{
    row = (-precision * squared).exp();
    row[i] = 0;
    const double sum = row.sum();
    const double mean = (row * squared).sum() / sum;
    row /= sum;
    return std::log(sum) + precision * mean;
}

Eigen::ArrayXd neighbourhood(Eigen::ArrayXd squared, Eigen::Index i, double perplexity)
{
    const double target = std::log(perplexity);
    squared[i] = std::numeric_limits<double>::max();
    squared -= squared.minCoeff();
    squared[i] = 0;
    const double mean = squared.mean();
    double precision = mean > 0 ? 1 / mean : 1;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    Eigen::ArrayXd row;
    for (int step = 0; step < kMostBisections; ++step) {
        const double excess = entropyOf(squared, precision, i, row) - target;
        if (std::abs(excess) < kEntropyError)
            break;
        (excess > 0 ? low : high) = precision;
        precision = std::isinf(high) ? 2 * precision : (low + high) / 2;
    }
    return row;
}

/// The unnormalised Student kernel of channel i with all others; 0 with itself.
struct Kernel
{
    Eigen::ArrayXd x, y; ///< offsets from the others to i
    Eigen::ArrayXd weight;

    void fill(const Eigen::MatrixXd& coordinates, Eigen::Index i)
    {
        x = coordinates(i, 0) - coordinates.col(0).array();
        y = coordinates(i, 1) - coordinates.col(1).array();
        weight = (1 + x.square() + y.square()).inverse();
        weight[i] = 0;
    }
};

Eigen::MatrixXd shrunk(const Eigen::MatrixXd& start, std::uint64_t seed)
{
    Eigen::MatrixXd coordinates = start.rowwise() - start.colwise().mean();
    const double spread =
        std::sqrt(coordinates.col(0).squaredNorm() / static_cast<double>(start.rows()));
    coordinates *= spread > 0 ? kStartSpread / spread : 0;
    std::mt19937_64 random(seed);
    for (Eigen::Index i = 0; i < coordinates.rows(); ++i) {
        for (Eigen::Index axis = 0; axis < 2; ++axis)
            coordinates(i, axis) +=
                kJitter * (std::ldexp(static_cast<double>(random() >> 11), -52) - 1);
    }
    return coordinates;
}

Error refusal(Eigen::Index channels)
{
    return {ErrorCode::Impossible,
        "t-SNE is drawn of " + std::to_string(kLeastTsneChannels) + " to "
            + std::to_string(kMostTsneChannels) + " channels; this group has "
            + std::to_string(channels),
        "t-SNE", "look at PCA instead"};
}

Error perplexityRefusal(double perplexity, Eigen::Index channels)
{
    return {ErrorCode::Usage,
        "the perplexity is " + std::to_string(perplexity) + "; 1 to " + std::to_string(channels - 1)
            + " is allowed",
        "t-SNE", "leave it at its default"};
}

} // namespace

double defaultPerplexity(Eigen::Index channels)
{
    return std::min(kMostPerplexity, static_cast<double>(channels - 1) / 3);
}

Result<Eigen::MatrixXd> neighbourhoods(
    const Eigen::MatrixXd& gram, double perplexity, const StageContext& context)
{
    Eigen::MatrixXd columns(gram.rows(), gram.rows());
    forEachChannel(gram.rows(), context, [&](Eigen::Index i) {
        columns.col(i) = neighbourhood(squaredDistancesTo(gram, i), i, perplexity).matrix();
    });
    if (context.cancelled())
        return cancelledError();
    return columns;
}

void makeJoint(Eigen::MatrixXd& p)
{
    const double scale = 1 / (2 * static_cast<double>(p.rows()));
    for (Eigen::Index i = 0; i < p.rows(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j)
            p(i, j) = p(j, i) = (p(i, j) + p(j, i)) * scale;
    }
}

double divergence(const Eigen::MatrixXd& joint, const Eigen::MatrixXd& coordinates)
{
    const Eigen::Index n = joint.rows();
    Eigen::ArrayXd sums(n), parts(n);
    forEachChannel(n, {}, [&](Eigen::Index i) {
        Kernel kernel;
        kernel.fill(coordinates, i);
        sums[i] = kernel.weight.sum();
        kernel.weight[i] = 1;
        const auto p = joint.col(i).array();
        parts[i] = (p * (p.max(kTiny).log() - kernel.weight.log())).sum();
    });
    return parts.sum() + joint.sum() * std::log(sums.sum());
}

Eigen::MatrixXd divergenceGradient(const Eigen::MatrixXd& joint, const Eigen::MatrixXd& coordinates,
    double exaggeration, const StageContext& context)
{
    const Eigen::Index n = joint.rows();
    Eigen::ArrayXd sums(n);
    Eigen::MatrixXd attraction(n, 2), repulsion(n, 2);
    forEachChannel(n, context, [&](Eigen::Index i) {
        Kernel kernel;
        kernel.fill(coordinates, i);
        sums[i] = kernel.weight.sum();
        const Eigen::ArrayXd pull = joint.col(i).array() * kernel.weight;
        attraction.row(i) << (pull * kernel.x).sum(), (pull * kernel.y).sum();
        kernel.weight *= kernel.weight;
        repulsion.row(i) << (kernel.weight * kernel.x).sum(), (kernel.weight * kernel.y).sum();
    });
    return 4 * (exaggeration * attraction - repulsion / sums.sum());
}

Result<Tsne> Tsne::begin(const Eigen::MatrixXd& gram, const Eigen::MatrixXd& start,
    const TsneOptions& options, const StageContext& context)
{
    const Eigen::Index n = gram.rows();
    if (n < kLeastTsneChannels || n > kMostTsneChannels)
        return refusal(n);
    Tsne tsne;
    tsne.m_options = options;
    double& perplexity = tsne.m_options.perplexity;
    if (perplexity == 0)
        perplexity = defaultPerplexity(n);
    if (!(perplexity >= 1) || perplexity > static_cast<double>(n - 1))
        return perplexityRefusal(perplexity, n);
    if (auto fits = checkMemory(n * n * static_cast<std::int64_t>(sizeof(double)),
            "t-SNE of " + std::to_string(n) + " channels", "t-SNE",
            "close other programs, or look at the principal components");
        !fits)
        return fits.error();
    auto columns = neighbourhoods(gram, perplexity, context);
    if (!columns)
        return columns.error();
    tsne.m_joint = std::move(*columns);
    makeJoint(tsne.m_joint);
    tsne.m_coordinates = shrunk(start, options.seed);
    tsne.rest();
    return tsne;
}

/// What the exaggerated forces built up would throw the channels about without them.
void Tsne::rest()
{
    m_velocity = Eigen::MatrixXd::Zero(m_coordinates.rows(), 2);
    m_gains = Eigen::MatrixXd::Ones(m_coordinates.rows(), 2);
}

Result<void> Tsne::advance(const StageContext& context)
{
    if (finished())
        return {};
    const bool early = m_step < m_options.steps / 4;
    const Eigen::MatrixXd gradient =
        divergenceGradient(m_joint, m_coordinates, early ? kExaggeration : 1, context);
    if (context.cancelled())
        return cancelledError();
    if (m_step == m_options.steps / 4)
        rest();
    const double rate =
        std::max(kLeastRate, static_cast<double>(m_joint.rows()) / kExaggeration / 4);
    const double momentum = early ? 0.5 : 0.8;
    for (Eigen::Index i = 0; i < gradient.size(); ++i) {
        double& velocity = m_velocity.data()[i];
        double& gain = m_gains.data()[i];
        const bool turned = velocity * gradient.data()[i] >= 0; // else it goes on downhill
        gain = std::max(kLeastGain, turned ? 0.8 * gain : gain + 0.2);
        velocity = momentum * velocity - rate * gain * gradient.data()[i];
        m_coordinates.data()[i] += velocity;
    }
    m_coordinates.rowwise() -= m_coordinates.colwise().mean().eval();
    ++m_step;
    return {};
}

} // namespace pleat::cluster
