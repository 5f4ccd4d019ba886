// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons beside numbers worked out by hand, beside plain loops over random matrices, and beside
// what folding does to a real network.
#include "core/study/lesson.h"
#include "tests/support/folding.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace pleat;
using study::Lesson;
using study::LessonNetwork;

namespace {

constexpr double kExact = 1e-12; // double arithmetic on a handful of numbers
constexpr double kPrinted = 6e-4; // three decimals, as printed

Eigen::MatrixXd matrix(std::vector<double> values, Eigen::Index rows)
{
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<RowMajor>(
        values.data(), rows, static_cast<Eigen::Index>(values.size()) / rows);
}

bool near(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b, double tolerance = kExact)
{
    return a.rows() == b.rows() && a.cols() == b.cols()
        && (a - b).cwiseAbs().maxCoeff() < tolerance;
}

bool near(double a, double b, double tolerance = kExact)
{
    return std::abs(a - b) < tolerance;
}

study::LessonSample sampleCalled(const std::string& id)
{
    for (study::LessonSample& sample : study::lessonSamples()) {
        if (sample.id == id)
            return sample;
    }
    throw LogicError("no sample " + id);
}

Lesson lessonWith(const LessonNetwork& network, study::LessonOptions options)
{
    const auto lesson = study::lessonOf(network, options);
    if (!lesson)
        qWarning("%s", toString(lesson.error()).c_str());
    return *lesson;
}

Lesson six(std::int64_t k = 2)
{
    return lessonWith(sampleCalled("six").network, {.k = k});
}

Lesson four(std::int64_t k, bool outgoingToo = false)
{
    return lessonWith(sampleCalled("four").network, {.k = k, .outgoingToo = outgoingToo});
}

LessonNetwork randomNetwork(std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const auto size = [&](int most) { return 1 + static_cast<Eigen::Index>(random() % most); };
    LessonNetwork network;
    network.weights.resize(1 + size(7), size(6));
    network.consumers.resize(size(4), network.weights.rows());
    for (auto* values : {&network.weights, &network.consumers}) {
        for (Eigen::Index i = 0; i < values->size(); ++i)
            values->data()[i] = normal(random);
    }
    return network;
}

/// Ward's method as its definition says: again and again the two clusters whose union adds the
/// least to the sum of squares.
std::vector<int> wardByDefinition(const Eigen::MatrixXd& rows, std::int64_t k)
{
    std::vector<std::vector<int>> clusters;
    for (int i = 0; i < rows.rows(); ++i)
        clusters.push_back({i});
    const auto mean = [&](const std::vector<int>& members) {
        Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(rows.cols());
        for (const int member : members)
            sum += rows.row(member);
        return Eigen::RowVectorXd(sum / static_cast<double>(members.size()));
    };
    while (static_cast<std::int64_t>(clusters.size()) > k) {
        double least = std::numeric_limits<double>::infinity();
        std::size_t a = 0, b = 0;
        for (std::size_t i = 0; i < clusters.size(); ++i) {
            for (std::size_t j = i + 1; j < clusters.size(); ++j) {
                const auto m = static_cast<double>(clusters[i].size());
                const auto n = static_cast<double>(clusters[j].size());
                const double cost =
                    m * n / (m + n) * (mean(clusters[i]) - mean(clusters[j])).squaredNorm();
                if (cost < least)
                    least = cost, a = i, b = j;
            }
        }
        clusters[a].insert(clusters[a].end(), clusters[b].begin(), clusters[b].end());
        clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(b));
    }
    std::vector<int> labels(static_cast<std::size_t>(rows.rows()));
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        for (const int member : clusters[c])
            labels[static_cast<std::size_t>(member)] = static_cast<int>(c);
    }
    return labels;
}

bool samePartition(const cluster::Labels& a, const std::vector<int>& b)
{
    return cluster::byFirstAppearance(a)
        == cluster::byFirstAppearance(cluster::Labels(b.begin(), b.end()));
}

} // namespace

class LessonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }

    void sixChannelsHaveVariancesAndCorrelations()
    {
        const Lesson lesson = six();
        QCOMPARE(lesson.channels, 6);
        QVERIFY(lesson.weights.whole() && lesson.correlations.whole());
        for (const double variance : lesson.variances)
            QVERIFY(near(variance, 2));
        const Eigen::MatrixXd expected = matrix({1, .5, .5, 0, -.5, -.5, //
                                                    .5, 1, .5, -.5, 0, -.5, //
                                                    .5, .5, 1, -.5, -.5, 0, //
                                                    0, -.5, -.5, 1, .5, .5, //
                                                    -.5, 0, -.5, .5, 1, .5, //
                                                    -.5, -.5, 0, .5, .5, 1},
            6);
        QVERIFY(near(lesson.correlations.part, expected));
    }

    void sixChannelsMergeInTheOrderOfTies()
    {
        const Lesson lesson = six();
        const Eigen::MatrixXd expected =
            matrix({0, 2, 2, 4, 6, 6, 2, 0, 2, 6, 4, 6, 2, 2, 0, 6, 6, 4, 4, 6, 6, 0, 2, 2, 6, 4, 6,
                       2, 0, 2, 6, 6, 4, 2, 2, 0},
                6);
        QVERIFY(near(lesson.distances.part, expected));
        QCOMPARE(lesson.merges.size(), 5U);
        // All distances within {a, b, c} and {d, e, f} tie: the lowest index comes first.
        QCOMPARE(lesson.merges[0].left, 0);
        QCOMPARE(lesson.merges[0].right, 1);
        QVERIFY(near(lesson.merges[0].inertiaIncrease, 1));
        QVERIFY(near(lesson.merges[0].height, std::sqrt(2.0)));
        // c to the mean of a and b: 2/3 of 1.5.
        double increase = 0;
        for (const cluster::Merge& merge : lesson.merges)
            increase += merge.inertiaIncrease;
        QVERIFY(near(increase, 10));
        QVERIFY(near(lesson.merges[4].inertiaIncrease, 6));
    }

    void sixChannelsAreCutAndMerged()
    {
        const Lesson lesson = six();
        QCOMPARE(lesson.labels, (cluster::Labels{0, 0, 0, 1, 1, 1}));
        QVERIFY(near(lesson.inertia, 4));
        QVERIFY(near(lesson.totalInertia, 10));
        const double third = 1.0 / 3;
        QVERIFY(near(
            lesson.centres.part, matrix({1, third, third, third, -1, third, third, third}, 2)));
        QVERIFY(near(lesson.summed.part, matrix({3, 0, 2, 1}, 2)));
    }

    void sixChannelsLoseAThirdAndGetItBack()
    {
        const Lesson lesson = six();
        QCOMPARE(lesson.clusters.size(), 2U);
        QCOMPARE(lesson.clusters[0].members, (std::vector<std::int32_t>{0, 1, 2}));
        for (const study::LessonCluster& cluster : lesson.clusters) {
            QVERIFY(near(cluster.variance, 2));
            QVERIFY(near(cluster.correlation, 0.5));
            QVERIFY(near(cluster.merged, 4.0 / 3));
            QVERIFY(near(cluster.ratio, 2.0 / 3));
            QVERIFY(near(cluster.ratioByFormula, 2.0 / 3));
            QVERIFY(near(cluster.gain, 1.2247448713915890));
            QVERIFY(near(cluster.gainByFormula, 1.2247448713915890));
            QVERIFY(near(cluster.repaired, 2));
        }
        QVERIFY(near(lesson.ratio, 2.0 / 3));
        QVERIFY(near(lesson.repairedRatio, 1));
    }

    void theTwistOfSixChannels()
    {
        const Lesson lesson = six();
        QCOMPARE(lesson.outputs.size(), 2U);
        // a + b + c = [3, 1, 1, 1]: exact when folded, half as much again when repaired.
        QVERIFY(near(lesson.outputs[0].variance, 12));
        QVERIFY(near(lesson.outputs[0].folded, 12));
        QVERIFY(near(lesson.outputs[0].repaired, 18));
        // 2a + e = [1, 2, 1, 0] becomes [1, 1, 1, 1]: here the repair is what is needed.
        QVERIFY(near(lesson.outputs[1].variance, 6));
        QVERIFY(near(lesson.outputs[1].folded, 4));
        QVERIFY(near(lesson.outputs[1].repaired, 6));
    }

    void keepingAllChangesNothing()
    {
        const Lesson lesson = six(6);
        QVERIFY(near(lesson.ratio, 1));
        QCOMPARE(lesson.inertia, 0.0);
        for (const study::LessonCluster& cluster : lesson.clusters) {
            QCOMPARE(cluster.members.size(), 1U);
            QVERIFY(std::isnan(cluster.correlation));
            QCOMPARE(cluster.gain, 1.0);
        }
        for (const study::LessonOutput& output : lesson.outputs)
            QVERIFY(near(output.variance, output.repaired));
        QVERIFY(near(lesson.summed.part, lesson.consumers.part));
    }

    void fourChannelsDoneRight()
    {
        const Lesson lesson = four(3);
        const auto& d = lesson.distances.part;
        const double expected[] = {.02, 1.25, .87, 1.17, .79, .04}; // 12 13 14 23 24 34
        const double seen[] = {d(0, 1), d(0, 2), d(0, 3), d(1, 2), d(1, 3), d(2, 3)};
        for (int pair = 0; pair < 6; ++pair)
            QVERIFY(near(seen[pair], expected[pair]));
        QCOMPARE(lesson.labels, (cluster::Labels{0, 0, 1, 2}));
        QVERIFY(near(lesson.inertia, .01));
        QVERIFY(near(four(3, true).inertia, .285));
        QVERIFY(near(lesson.centres.part,
            matrix({.85, .10, .20, .35, .20, .70, .80, .10, .30, .60, .70, .20}, 3)));
        QVERIFY(
            near(lesson.summed.part, matrix({.9, .6, .1, .8, .7, .2, 1.1, .1, .6, .9, .2, .7}, 4)));
        QVERIFY(near(lesson.clusters[0].correlation, .9904, 6e-5));
        QVERIFY(near(lesson.clusters[0].gainByFormula, 1.0024, 6e-5));
        // Norms differ a little, so the gain does too: sqrt(0.9 / 0.895).
        QVERIFY(near(lesson.clusters[0].gain, std::sqrt(0.9 / 0.895)));
        QCOMPARE(lesson.example.input, sampleCalled("four").network.input);
        QVERIFY(near(lesson.example.original, matrix({.910, .865, 1.168, 1.040}, 4), kPrinted));
        QVERIFY(near(lesson.example.folded, matrix({.914, .873, 1.148, 1.020}, 4), kPrinted));
    }

    void fourChannelsFurtherDown()
    {
        const Lesson lesson = four(2);
        QCOMPARE(lesson.labels, (cluster::Labels{0, 0, 1, 1}));
        QVERIFY(near(lesson.inertia, .03));
        QVERIFY(near(four(2, true).inertia, .805));
        QVERIFY(near(lesson.centres.part, matrix({.85, .10, .20, .35, .25, .65, .75, .15}, 2)));
        QVERIFY(near(lesson.summed.part, matrix({.9, .7, .8, .9, 1.1, .7, .9, .9}, 4)));
        QVERIFY(near(lesson.clusters[1].correlation, .9857, 6e-5));
        QVERIFY(near(lesson.clusters[1].gainByFormula, 1.0036, 6e-5));
        QVERIFY(near(lesson.example.folded, matrix({.944, .903, 1.118, .990}, 4), kPrinted));
    }

    void theMistakeCosts()
    {
        const study::LessonSample sample = sampleCalled("four");
        const cluster::Labels wrong = study::onlyMerging(4, sample.mistakenPair);
        QCOMPARE(wrong, (cluster::Labels{0, 1, 2, 1}));
        const Lesson lesson = lessonWith(sample.network, {.k = 3, .labels = wrong});
        QVERIFY(near(lesson.inertia, .79 / 2));
        QVERIFY(near(lesson.clusters[1].correlation, .570, kPrinted));
        QVERIFY(near(lesson.clusters[1].gainByFormula, 1.129, kPrinted));
        QVERIFY(near(lesson.example.folded, matrix({.802, .784, 1.249, 1.175}, 4), kPrinted));
        // Outgoing weights averaged, of the right pair: half of what h1 and h2 should bring.
        // h = (.87, .17, .29): .45 .87 + .6 .17 + .1 .29, ...
        const Lesson right = four(3);
        QVERIFY(near(right.example.averagedColumns,
            matrix({.45 * .87 + .6 * .17 + .1 * .29, .4 * .87 + .7 * .17 + .2 * .29,
                       .55 * .87 + .1 * .17 + .6 * .29, .45 * .87 + .2 * .17 + .7 * .29},
                4)));
    }

    void theMistakeIsNeverTheClosestPair()
    {
        const study::LessonSample sample = sampleCalled("four");
        QCOMPARE(study::mistakenPair(four(3), sample.mistakenPair), sample.mistakenPair);
        std::vector<LessonNetwork> networks{sample.network};
        networks.back().weights.row(3) = networks.back().weights.row(1);
        for (std::uint32_t seed = 1; seed <= 60; ++seed)
            networks.push_back(randomNetwork(seed));
        for (const LessonNetwork& network : networks) {
            const auto n = static_cast<std::int32_t>(network.weights.rows());
            double closest = std::numeric_limits<double>::infinity(), farthest = 0;
            const auto distance = [&](std::int32_t i, std::int32_t j) {
                return (network.weights.row(i) - network.weights.row(j)).squaredNorm();
            };
            for (std::int32_t i = 0; i < n; ++i) {
                for (std::int32_t j = 0; j < i; ++j) {
                    closest = std::min(closest, distance(i, j));
                    farthest = std::max(farthest, distance(i, j));
                }
            }
            const auto pair = study::mistakenPair(lessonWith(network, {}), {0, 1});
            QCOMPARE(pair.has_value(), farthest > closest);
            if (pair)
                QVERIFY(distance((*pair)[0], (*pair)[1]) > closest);
        }
        LessonNetwork same = sample.network;
        same.weights.setOnes();
        QVERIFY(!study::mistakenPair(lessonWith(same, {}), sample.mistakenPair));
    }

    void aLimitedGainIsToldApart()
    {
        LessonNetwork opposed;
        opposed.weights = matrix({1, 1, 0, 0, -1, -1, 0, .1}, 2);
        const study::LessonCluster almost = lessonWith(opposed, {}).clusters.at(0);
        QVERIFY(near(almost.wantedGain, std::sqrt(2.005 / 0.0025), 1e-9));
        QCOMPARE(almost.gain, 10.0);
        const double r = -2 / std::sqrt(2 * 2.01);
        QVERIFY(near(almost.gainByFormula, 1 / std::sqrt((1 + r) / 2), 1e-6));
        opposed.weights(1, 3) = 0;
        const study::LessonCluster nothingLeft = lessonWith(opposed, {}).clusters.at(0);
        QVERIFY(std::isinf(nothingLeft.wantedGain));
        QCOMPARE(nothingLeft.gain, 1.0);
    }

    void aSilentChannelCorrelatesWithNone()
    {
        LessonNetwork silent;
        silent.weights = matrix({1, 2, 0, 0}, 2);
        const study::LessonCluster half = lessonWith(silent, {}).clusters.at(0);
        QVERIFY(near(half.correlation, 0) && near(half.ratioByFormula, 0.5));
    }

    /// The first merge and the largest cluster lie behind the first eight channels.
    void whatMattersIsPrinted()
    {
        LessonNetwork network;
        network.weights = Eigen::MatrixXd::Zero(14, 3);
        for (Eigen::Index i = 0; i < 14; ++i)
            network.weights(i, 0) = 100.0 * static_cast<double>(i);
        network.weights(13, 0) = network.weights(12, 0) + 1; // the closest
        for (Eigen::Index i = 9; i < 12; ++i)
            network.weights(i, 0) = 5000 + 10.0 * static_cast<double>(i);
        network.consumers = Eigen::MatrixXd::Constant(2, 14, 0.5);
        network.consumers.row(0).setLinSpaced(1, 14);
        const Lesson lesson = lessonWith(network, {.k = 11});
        QCOMPARE(lesson.shown, (std::vector<std::int32_t>{0, 1, 2, 9, 10, 11, 12, 13}));
        QCOMPARE(lesson.clusters[lesson.largest].members, (std::vector<std::int32_t>{9, 10, 11}));
        const auto printed = [](const std::vector<std::int32_t>& all, std::int32_t one) {
            return std::find(all.begin(), all.end(), one) != all.end();
        };
        QVERIFY(printed(lesson.shownClusters, static_cast<std::int32_t>(lesson.largest)));
        QVERIFY(printed(lesson.shownClusters, lesson.labels[12]));
        for (Eigen::Index i = 0; i < 8; ++i) {
            const auto a = lesson.shown[static_cast<std::size_t>(i)];
            QCOMPARE(lesson.weights.part(i, 0), network.weights(a, 0));
            QCOMPARE(lesson.consumers.part(0, i), network.consumers(0, a));
            for (Eigen::Index j = 0; j < 8; ++j) {
                const auto b = lesson.shown[static_cast<std::size_t>(j)];
                const double apart = network.weights(a, 0) - network.weights(b, 0);
                QVERIFY(near(lesson.distances.part(i, j), apart * apart, 1e-6));
            }
        }
        for (Eigen::Index i = 0; i < 8; ++i) {
            double sum = 0;
            const auto& cluster = lesson.clusters.at(
                static_cast<std::size_t>(lesson.shownClusters.at(static_cast<std::size_t>(i))));
            for (const std::int32_t member : cluster.members)
                sum += network.consumers(0, member);
            QVERIFY(near(lesson.summed.part(0, i), sum));
        }
        QVERIFY(near(lesson.sums->before, 105) && lesson.sums->after == lesson.sums->before);
    }

    void randomNetworksAgreeWithPlainLoops()
    {
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            const LessonNetwork network = randomNetwork(seed);
            const auto n = static_cast<std::int64_t>(network.weights.rows());
            compare(network, 1 + static_cast<std::int64_t>(seed) % n);
        }
    }

    void whatFoldingAGroupDoes();
    void badInput_data();
    void badInput();

private:
    void compare(const LessonNetwork& network, std::int64_t k)
    {
        const Eigen::MatrixXd& w = network.weights;
        const Lesson lesson = lessonWith(network, {.k = k});
        QVERIFY(samePartition(lesson.labels, wardByDefinition(w, k)));
        double inertia = 0, ratios = 0;
        Eigen::MatrixXd centres = Eigen::MatrixXd::Zero(k, w.cols());
        Eigen::MatrixXd summed = Eigen::MatrixXd::Zero(network.consumers.rows(), k);
        std::vector<int> sizes(static_cast<std::size_t>(k), 0);
        for (Eigen::Index i = 0; i < w.rows(); ++i) {
            const auto label = lesson.labels[static_cast<std::size_t>(i)];
            centres.row(label) += w.row(i);
            summed.col(label) += network.consumers.col(i);
            ++sizes[static_cast<std::size_t>(label)];
            QVERIFY(near(lesson.variances[static_cast<std::size_t>(i)], w.row(i).squaredNorm()));
        }
        for (Eigen::Index c = 0; c < k; ++c)
            centres.row(c) /= sizes[static_cast<std::size_t>(c)];
        for (Eigen::Index i = 0; i < w.rows(); ++i) {
            const auto centre = centres.row(lesson.labels[static_cast<std::size_t>(i)]);
            inertia += (w.row(i) - centre).squaredNorm();
            ratios += centre.squaredNorm() / w.row(i).squaredNorm();
        }
        QVERIFY(near(lesson.inertia, inertia, 1e-9));
        const double total = (w.rowwise() - w.colwise().mean()).squaredNorm();
        QVERIFY(near(lesson.relativeInertia, inertia / total, 1e-9));
        QVERIFY(near(lesson.sums->before, network.consumers.row(0).sum()));
        QVERIFY(near(lesson.sums->after, summed.row(0).sum()));
        QVERIFY(near(lesson.ratio, ratios / static_cast<double>(w.rows()), 1e-9));
        QVERIFY(near(lesson.centres.part, centres));
        QVERIFY(near(lesson.summed.part, summed));
        compareClusters(network, lesson, centres);
        compareOutputs(network, lesson, centres, summed);
    }

    void compareClusters(
        const LessonNetwork& network, const Lesson& lesson, const Eigen::MatrixXd& centres)
    {
        for (std::size_t c = 0; c < lesson.clusters.size(); ++c) {
            const study::LessonCluster& cluster = lesson.clusters[c];
            double variance = 0, cosines = 0;
            for (const std::int32_t i : cluster.members) {
                const auto a = network.weights.row(i);
                variance += a.squaredNorm() / static_cast<double>(cluster.members.size());
                for (const std::int32_t j : cluster.members) {
                    const auto b = network.weights.row(j);
                    cosines += i == j ? 0 : a.dot(b) / (a.norm() * b.norm());
                }
            }
            const double merged = centres.row(static_cast<Eigen::Index>(c)).squaredNorm();
            const auto m = static_cast<double>(cluster.members.size());
            QVERIFY(near(cluster.variance, variance));
            QVERIFY(near(cluster.merged, merged));
            QVERIFY(near(cluster.wantedGain / std::sqrt(variance / merged), 1, 1e-9));
            QVERIFY(near(cluster.gain, std::clamp(std::sqrt(variance / merged), 1.0, 10.0), 1e-9));
            if (m > 1)
                QVERIFY(near(cluster.correlation, cosines / (m * m - m), 1e-9));
        }
    }

    /// What is printed is of the channels that it is said to be of.
    static void compareShown(const Lesson& lesson, const study::GroupStatistics& statistics,
        const Eigen::MatrixXf& correlations)
    {
        const Eigen::MatrixXd& gram = statistics.gram;
        for (Eigen::Index i = 0; i < lesson.distances.part.rows(); ++i) {
            for (Eigen::Index j = 0; j < lesson.distances.part.cols(); ++j) {
                const auto a = lesson.shown.at(static_cast<std::size_t>(i));
                const auto b = lesson.shown.at(static_cast<std::size_t>(j));
                const double distance = gram(a, a) + gram(b, b) - 2 * gram(a, b);
                QVERIFY(near(lesson.distances.part(i, j), distance, 1e-9 * gram(a, a)));
                QVERIFY(near(lesson.correlations.part(i, j), correlations(a, b), 1e-5));
            }
        }
        const auto& merge = lesson.merges.front();
        for (const std::int32_t channel : {merge.left, merge.right})
            QVERIFY(
                std::find(lesson.shown.begin(), lesson.shown.end(), channel) != lesson.shown.end());
    }

    void compareOutputs(const LessonNetwork& network, const Lesson& lesson, Eigen::MatrixXd centres,
        const Eigen::MatrixXd& summed)
    {
        const Eigen::MatrixXd original = network.consumers * network.weights;
        const Eigen::MatrixXd folded = summed * centres;
        for (Eigen::Index c = 0; c < centres.rows(); ++c)
            centres.row(c) *= lesson.clusters[static_cast<std::size_t>(c)].gain;
        const Eigen::MatrixXd repaired = summed * centres;
        for (std::size_t o = 0; o < lesson.outputs.size(); ++o) {
            const auto row = static_cast<Eigen::Index>(o);
            QVERIFY(near(lesson.outputs[o].variance, original.row(row).squaredNorm(), 1e-9));
            QVERIFY(near(lesson.outputs[o].folded, folded.row(row).squaredNorm(), 1e-9));
            QVERIFY(near(lesson.outputs[o].repaired, repaired.row(row).squaredNorm(), 1e-9));
        }
    }
};

/// A lesson of a group of a real network tells what a fold of it does.
void LessonTest::whatFoldingAGroupDoes()
{
    const study::ModelPtr model = test::open(std::string(PLEAT_SAMPLES_DIR "/resnet18.pt"));
    for (const char* name : {"layer1.0.conv1", "layer3.0.conv1", "conv1"}) {
        const int group = study::groupIndex(model->info(), name);
        QVERIFY(group >= 0);
        const auto statistics = study::analyseGroup(*model, group, {}, {});
        const std::int64_t k = model->info().groups[static_cast<std::size_t>(group)].channels / 2;
        const auto lesson = study::lessonOf(*model, group, **statistics, k, std::nullopt, {});
        QVERIFY(lesson.ok());
        QCOMPARE(lesson->weights.part.rows(), study::kLessonPart);
        QVERIFY(!lesson->weights.whole());
        compareShown(*lesson, **statistics, *study::layerSimilarity(*model, group, 0, {}));
        const study::GroupClustering cut = study::cutGroup(**statistics, k);
        QCOMPARE(lesson->labels, cut.labels);
        QCOMPARE(lesson->inertia, cut.inertia);
        QVERIFY(near(lesson->ratio, cut.layerRatios.front(), 1e-9));
        const fold::FoldedNetwork folded = test::foldedBy(*model, {{name, cut.labels}});
        const fold::FoldedLayer& layer = folded.layers.front();
        QCOMPARE(folded.coupling->layers[layer.layer].name, lesson->layer);
        const at::Tensor gain = repair::approximateGain(layer);
        for (std::int64_t c = 0; c < k; ++c) {
            const study::LessonCluster& cluster = lesson->clusters[static_cast<std::size_t>(c)];
            QVERIFY(near(std::sqrt(cluster.merged), layer.whiteStd[c].item<double>(), 1e-6));
            QVERIFY(near(std::sqrt(cluster.variance), layer.targetStd[c].item<double>(), 1e-6));
            QVERIFY(near(cluster.gain, gain[c].item<double>(), 1e-6));
        }
        QVERIFY(!lesson->consumer.empty());
        QCOMPARE(lesson->consumers.columns, lesson->channels);
        QCOMPARE(lesson->summed.columns, k);
        QVERIFY(lesson->sums && lesson->sums->before == lesson->sums->after);
        QVERIFY(lesson->outputs.empty());
    }
}

void LessonTest::badInput_data()
{
    QTest::addColumn<int>("what");
    const char* names[] = {"no rows", "NaN", "infinity", "too large", "k = 0", "k > n",
        "labels out of range", "an empty cluster", "consumers of another width", "long input"};
    for (int what = 0; what < 10; ++what)
        QTest::newRow(names[what]) << what;
}

void LessonTest::badInput()
{
    QFETCH(int, what);
    LessonNetwork network = sampleCalled("six").network;
    study::LessonOptions options{.k = 2};
    switch (what) {
    case 0:
        network.weights.resize(0, 4);
        break;
    case 1:
        network.weights(1, 1) = std::nan("");
        break;
    case 2:
        network.consumers(1, 1) = std::numeric_limits<double>::infinity();
        break;
    case 3:
        network.weights(0, 0) = 1e7;
        break;
    case 4:
        options.k = 0;
        break;
    case 5:
        options.k = 7;
        break;
    case 6:
        options.labels = cluster::Labels{0, 1, 2, 0, 0, 0};
        break;
    case 7:
        options.labels = cluster::Labels(6, 0);
        break;
    case 8:
        network.consumers.resize(2, 5);
        network.consumers.setZero();
        break;
    default:
        network.input = Eigen::VectorXd::Zero(9);
    }
    const auto lesson = study::lessonOf(network, options);
    QVERIFY(!lesson.ok());
    QCOMPARE(lesson.error().code, ErrorCode::Usage);
    QVERIFY(!lesson.error().hint.empty());
}

QTEST_APPLESS_MAIN(LessonTest)
#include "test_lesson.moc"
