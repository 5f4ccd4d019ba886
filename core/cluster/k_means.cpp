// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/k_means.h"

#include "core/cluster/gram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

namespace pleat::cluster {

namespace {

/// The least gain of a move, as a share of the inertia of one cluster. A gain is a difference of
/// terms no larger than that, each wrong by some 1e-16 of it, and so are the sums after thousands
/// of moves; larger gains are real. So the true inertia falls with every move, no clustering comes
/// twice, and the sweeps end. What may be left to gain does not show in nine digits.
constexpr double kLeastGain = 1e-12;

/// Of a clustering, for its progress.
struct Part
{
    std::string name;
    double from = 0, to = 1;
};

constexpr Eigen::Index kReportEvery = 64; // points

/// A clustering that single points leave and join.
class Hartigan
{
public:
    /// `gram` is centred, which keeps the terms of a distance as small as the inertia.
    Hartigan(const Eigen::MatrixXd& gram, Labels start, Eigen::Index k)
        : m_gram(gram)
        , m_labels(std::move(start))
        , m_sums(Eigen::MatrixXd::Zero(k, gram.rows()))
        , m_size(Eigen::ArrayXd::Zero(k))
        , m_within(Eigen::ArrayXd::Zero(k))
        , m_ofPoint(k)
        , m_ofSum(k)
        , m_constant(k)
        , m_costs(k)
        , m_leastGain(
              kLeastGain * std::max(gram.trace(), gram.size() ? gram.cwiseAbs().maxCoeff() : 0.0))
    {
    }

    /// Reports the longest row of points so far that stayed where they were, as its share of all of
    /// them: it ends when none has moved.
    Result<void> run(const StageContext& context, const Part& part)
    {
        const Eigen::Index n = m_gram.rows();
        for (Eigen::Index i = 0; i < n; ++i) {
            if (context.cancelled())
                return cancelledError();
            addUp(i);
        }
        Eigen::Index longest = 0;
        for (Eigen::Index c = 0; c < m_size.size(); ++c)
            updateCosts(c);
        Eigen::Index stayed = 0; // points in a row that stayed where they were
        for (Eigen::Index i = 0; stayed < n; i = (i + 1) % n) {
            if (context.cancelled())
                return cancelledError();
            stayed = moveIfBetter(i) ? 0 : stayed + 1;
            longest = std::max(longest, stayed);
            if (i % kReportEvery == 0)
                context.progress("clustering", part.name,
                    part.from
                        + (part.to - part.from) * static_cast<double>(longest)
                            / static_cast<double>(n));
        }
        return {};
    }

    const Labels& labels() const { return m_labels; }
    double inertia() const { return m_gram.trace() - (m_within / m_size).sum(); }

private:
    Eigen::Index labelOf(Eigen::Index point) const
    {
        return m_labels[static_cast<std::size_t>(point)];
    }

    void addUp(Eigen::Index point)
    {
        auto sums = m_sums.col(point);
        for (Eigen::Index j = 0; j < m_gram.rows(); ++j)
            sums[labelOf(j)] += m_gram(j, point);
        m_size[labelOf(point)] += 1;
        m_within[labelOf(point)] += sums[labelOf(point)];
    }

    /// Joining cluster c costs N/(N+1) (G_ii - 2 P_ic / N + S_c / N^2).
    void updateCosts(Eigen::Index c)
    {
        const double size = m_size[c];
        m_ofPoint[c] = size / (size + 1);
        m_ofSum[c] = 2 / (size + 1);
        m_constant[c] = m_within[c] / (size * (size + 1));
    }

    bool moveIfBetter(Eigen::Index point)
    {
        const Eigen::Index own = labelOf(point);
        const double size = m_size[own];
        if (size < 2)
            return false;
        const auto sums = m_sums.col(point).array();
        const double norm = m_gram(point, point);
        const double saved =
            size / (size - 1) * (norm - 2 * sums[own] / size + m_within[own] / (size * size));
        m_costs = m_ofPoint * norm - m_ofSum * sums + m_constant;
        m_costs[own] = std::numeric_limits<double>::infinity();
        const double least = m_costs.minCoeff();
        if (!(saved - least > m_leastGain))
            return false;
        move(point, own, std::find(m_costs.begin(), m_costs.end(), least) - m_costs.begin());
        return true;
    }

    void move(Eigen::Index point, Eigen::Index from, Eigen::Index to)
    {
        const double norm = m_gram(point, point);
        m_within[from] += norm - 2 * m_sums(from, point);
        m_within[to] += norm + 2 * m_sums(to, point);
        m_size[from] -= 1;
        m_size[to] += 1;
        m_sums.row(from) -= m_gram.col(point).transpose();
        m_sums.row(to) += m_gram.col(point).transpose();
        m_labels[static_cast<std::size_t>(point)] = static_cast<std::int32_t>(to);
        updateCosts(from);
        updateCosts(to);
    }

    const Eigen::MatrixXd& m_gram;
    Labels m_labels;
    Eigen::MatrixXd m_sums; ///< P [k, n]: of the row of G of each point, over each cluster
    Eigen::ArrayXd m_size; ///< N [k]
    Eigen::ArrayXd m_within; ///< S [k]: of G over the pairs of each cluster
    Eigen::ArrayXd m_ofPoint, m_ofSum, m_constant; ///< see updateCosts()
    Eigen::ArrayXd m_costs;
    double m_leastGain;
};

/// Seeds of k-means++ and the clustering of all points around them.
class Seeding
{
public:
    Seeding(const Eigen::MatrixXd& gram, std::mt19937_64& generator)
        : m_gram(gram)
        , m_generator(generator)
        , m_squared(Eigen::ArrayXd::Constant(gram.rows(), std::numeric_limits<double>::infinity()))
        , m_candidate(gram.rows())
        , m_isSeed(static_cast<std::size_t>(gram.rows()), false)
        , m_labels(m_isSeed.size(), 0)
    {
    }

    Result<Labels> run(std::int64_t k, const StageContext& context)
    {
        const int trials = 2 + static_cast<int>(std::log(static_cast<double>(k)));
        for (std::int32_t label = 0; label < k; ++label) {
            if (context.cancelled())
                return cancelledError();
            add(label == 0 ? first() : next(trials), label);
        }
        return m_labels;
    }

private:
    /// In [0, 1). The distributions of the standard library differ from one to the next.
    double draw() { return static_cast<double>(m_generator() >> 11) * 0x1p-53; }

    Eigen::Index first()
    {
        const Eigen::Index n = m_gram.rows();
        return std::min(static_cast<Eigen::Index>(draw() * static_cast<double>(n)), n - 1);
    }

    /// The best of some drawn points.
    Eigen::Index next(int trials)
    {
        const double total = m_squared.sum();
        if (!(total > 0))
            return std::find(m_isSeed.begin(), m_isSeed.end(), false) - m_isSeed.begin();
        Eigen::Index best = -1;
        double least = std::numeric_limits<double>::infinity();
        for (int trial = 0; trial < trials; ++trial) {
            const Eigen::Index candidate = drawn(draw() * total);
            const double left = distances(candidate).min(m_squared).sum();
            if (best < 0 || left < least) {
                best = candidate;
                least = left;
            }
        }
        return best;
    }

    /// The point at which the sum of squared distances passes `target`; never a seed.
    Eigen::Index drawn(double target) const
    {
        double reached = 0;
        Eigen::Index last = 0;
        for (Eigen::Index i = 0; i < m_squared.size() && reached <= target; ++i) {
            if (m_squared[i] > 0) {
                reached += m_squared[i];
                last = i;
            }
        }
        return last;
    }

    /// Squared, of every point from one.
    const Eigen::ArrayXd& distances(Eigen::Index from)
    {
        m_candidate =
            (m_gram.diagonal().array() + m_gram(from, from) - 2 * m_gram.col(from).array())
                .max(0.0);
        return m_candidate;
    }

    void add(Eigen::Index seed, std::int32_t label)
    {
        distances(seed);
        for (Eigen::Index i = 0; i < m_squared.size(); ++i) {
            if (m_candidate[i] < m_squared[i]) {
                m_squared[i] = m_candidate[i];
                m_labels[static_cast<std::size_t>(i)] = label;
            }
        }
        m_squared[seed] = 0; // never drawn again, nor taken by a later seed
        m_labels[static_cast<std::size_t>(seed)] = label; // also if it equals an earlier seed
        m_isSeed[static_cast<std::size_t>(seed)] = true;
    }

    const Eigen::MatrixXd& m_gram;
    std::mt19937_64& m_generator;
    Eigen::ArrayXd m_squared; ///< distance from the nearest seed
    Eigen::ArrayXd m_candidate; ///< see distances()
    std::vector<bool> m_isSeed;
    Labels m_labels;
};

} // namespace

Result<Labels> kMeans(
    const Eigen::MatrixXd& gram, const Labels& start, std::int64_t k, const StageContext& context)
{
    const Eigen::MatrixXd centred = centredGram(gram);
    Hartigan clusters(centred, start, k);
    if (auto done = clusters.run(context, {}); !done)
        return done.error();
    return clusters.labels();
}

Result<Labels> kMeansPlusPlus(
    const Eigen::MatrixXd& gram, std::int64_t k, std::int64_t starts, const StageContext& context)
{
    const Eigen::MatrixXd centred = centredGram(gram);
    std::mt19937_64 generator(context.seed);
    starts = std::max<std::int64_t>(1, starts);
    Labels best;
    double least = std::numeric_limits<double>::infinity();
    for (std::int64_t start = 0; start < starts; ++start) {
        const double each = 1.0 / static_cast<double>(starts);
        const Part part{"start " + std::to_string(start + 1) + " of " + std::to_string(starts),
            each * static_cast<double>(start), each * static_cast<double>(start + 1)};
        context.progress("clustering", part.name, part.from);
        auto seeded = Seeding(centred, generator).run(k, context);
        if (!seeded)
            return seeded.error();
        Hartigan clusters(centred, std::move(*seeded), k);
        if (auto done = clusters.run(context, part); !done)
            return done.error();
        if (best.empty() || clusters.inertia() < least) {
            least = clusters.inertia();
            best = clusters.labels();
        }
    }
    return best;
}

} // namespace pleat::cluster
