// SPDX-License-Identifier: GPL-3.0-or-later
// What every clusterer promises, and each against scipy, sklearn or brute force.
#include "core/cluster/cluster_method.h"
#include "core/cluster/quality.h"
#include "tests/support/feature_rows.h"
#include "tests/support/references.h"

#include <QElapsedTimer>
#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/randperm.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <thread>

using namespace pleat;
using cluster::ClusterMethod, cluster::Labels, cluster::MergeTree;
using test::bruteInertia, test::gramOf, test::noise;

namespace {

constexpr double kTolerance = 1e-9; // relative, everything is in double

const ClusterMethod& method(const std::string& id)
{
    return *cluster::findClusterMethod(id).value();
}

MergeTree treeOf(const ClusterMethod& method, const Eigen::MatrixXd& gram)
{
    return cluster::mergeTree(method, gram, {}).value();
}

Labels labelsAt(const ClusterMethod& method, const at::Tensor& features, std::int64_t k,
    std::uint64_t seed = 0, std::int64_t starts = 10)
{
    const Eigen::MatrixXd gram = gramOf(features);
    cluster::ClusterOptions options;
    options.starts = starts;
    StageContext context;
    context.seed = seed;
    return cluster::clusterAt(method, gram, treeOf(method, gram), k, options, context).value();
}

/// Rows 0, 1, ... of `distinct` over and over, `n` in all, in an order that is not sorted.
at::Tensor repeated(const at::Tensor& distinct, std::int64_t n)
{
    return distinct.index_select(0, (at::arange(n) * 7).remainder(distinct.size(0)));
}

/// Which of `clusters` far-off centres each of `n` rows belongs to.
Labels plantedLabels(std::int64_t n, std::int64_t clusters)
{
    Labels labels;
    for (std::int64_t i = 0; i < n; ++i)
        labels.push_back(static_cast<std::int32_t>(i * i % clusters));
    return cluster::byFirstAppearance(labels);
}

at::Tensor plantedRows(const Labels& labels)
{
    const auto n = static_cast<std::int64_t>(labels.size());
    const at::Tensor centres = 100 * noise(n, 5, 11);
    at::Tensor rows = noise(n, 5, 12);
    for (std::int64_t i = 0; i < n; ++i)
        rows[i] += centres[labels[static_cast<std::size_t>(i)]];
    return rows;
}

std::map<std::string, at::Tensor> rowsByName()
{
    const at::Tensor whole = noise(20, 7, 1).mul(100).round(); // equal rows are at exactly 0
    const at::Tensor line = noise(1, 4, 3);
    return {
        {"blobs", plantedRows(plantedLabels(60, 13))},
        {"random", noise(40, 7, 2)},
        {"float", noise(70, 300, 8).to(at::kFloat).to(at::kDouble)},
        {"duplicates", repeated(whole, 40)},
        {"few distinct", repeated(noise(3, 5, 4), 24)},
        {"all equal", at::full({12, 3}, 1.7, at::kDouble)},
        {"all zero", at::zeros({9, 3}, at::kDouble)},
        {"zero rows", at::cat({noise(10, 4, 5), at::zeros({6, 4}, at::kDouble)})},
        {"one row", noise(1, 4, 6)},
        {"two rows", noise(2, 4, 7)},
        {"collinear", at::arange(15, at::kDouble).unsqueeze(1) * line},
        {"far from the origin", noise(30, 4, 9) + 1e5},
        {"one outlier", at::cat({noise(29, 4, 10), 1e6 * noise(1, 4, 10)})},
    };
}

std::set<std::int64_t> someK(std::int64_t n)
{
    std::set<std::int64_t> all;
    for (const std::int64_t k :
        {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, n / 2, n - 1, n})
        all.insert(std::clamp<std::int64_t>(k, 1, n));
    return all;
}

std::set<std::int32_t> distinct(const Labels& labels)
{
    return {labels.begin(), labels.end()};
}

/// The inertia after the best move of one row to another cluster, never emptying one; infinite if
/// no row can move.
double bestMove(const at::Tensor& features, const Labels& labels)
{
    double best = INFINITY;
    const auto sizes = cluster::clusterSizes(labels);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (sizes[static_cast<std::size_t>(labels[i])] < 2)
            continue;
        for (std::int32_t to = 0; to < static_cast<std::int32_t>(sizes.size()); ++to) {
            Labels moved = labels;
            moved[i] = to;
            if (to != labels[i])
                best = std::min(best, bruteInertia(features, moved));
        }
    }
    return best;
}

/// The least inertia of all partitions of the rows into k clusters.
double optimum(const at::Tensor& features, std::int32_t k)
{
    const auto n = static_cast<std::size_t>(features.size(0));
    Labels labels(n, 0);
    double best = INFINITY;
    while (true) {
        if (static_cast<std::int32_t>(distinct(labels).size()) == k)
            best = std::min(best, bruteInertia(features, labels));
        std::size_t digit = 0; // counts in base k
        while (digit < n && ++labels[digit] == k)
            labels[digit++] = 0;
        if (digit == n)
            return best;
    }
}

StageContext stoppedContext()
{
    std::stop_source source;
    source.request_stop();
    StageContext context;
    context.stop = source.get_token();
    return context;
}

} // namespace

class ClusterMethodsTest : public QObject
{
    Q_OBJECT

    static void addMethods(bool onlyHierarchical = false)
    {
        QTest::addColumn<QString>("id");
        for (const ClusterMethod* each : cluster::clusterMethods()) {
            if (each->hierarchical() || !onlyHierarchical)
                QTest::newRow(each->id.c_str()) << QString::fromStdString(each->id);
        }
    }
    static const ClusterMethod& fetched()
    {
        QFETCH(QString, id);
        return method(id.toStdString());
    }
    static void addReferences()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::clusteringNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    static test::Clustering fetchedReference()
    {
        QFETCH(QString, name);
        return test::clustering(name.toStdString());
    }

private Q_SLOTS:
    void cleanup() { setThreadCount(0); }

    void allMethodsAreThere()
    {
        std::set<std::string> ids;
        for (const ClusterMethod* each : cluster::clusterMethods())
            ids.insert(each->id);
        QCOMPARE(ids,
            (std::set<std::string>{"average", "complete", "greedy", "kmeans", "kmeans++", "single",
                "spectral", "ward"}));
    }

    void givesExactlyKOnAnyRows_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("rows");
        for (const ClusterMethod* each : cluster::clusterMethods()) {
            for (const auto& [name, rows] : rowsByName())
                QTest::newRow((each->id + ", " + name).c_str())
                    << QString::fromStdString(each->id) << QString::fromStdString(name);
        }
    }
    void givesExactlyKOnAnyRows()
    {
        QFETCH(QString, rows);
        const at::Tensor features = rowsByName().at(rows.toStdString());
        for (const std::int64_t k : someK(features.size(0))) {
            setThreadCount(1);
            const Labels labels = labelsAt(fetched(), features, k, 5);
            QCOMPARE(static_cast<std::int64_t>(labels.size()), features.size(0));
            QCOMPARE(static_cast<std::int64_t>(distinct(labels).size()), k);
            QCOMPARE(labels, cluster::byFirstAppearance(labels));
            QCOMPARE(labels, labelsAt(fetched(), features, k, 5));
            setThreadCount(2);
            QCOMPARE(labels, labelsAt(fetched(), features, k, 5));
        }
    }

    /// Large enough for BLAS to use its threads.
    void sameLabelsForOneAndTwoThreads_data() { addMethods(); }
    void sameLabelsForOneAndTwoThreads()
    {
        const at::Tensor features = noise(600, 90, 20);
        setThreadCount(1);
        const Labels one = labelsAt(fetched(), features, 300, 0, 2);
        setThreadCount(2);
        QCOMPARE(one, labelsAt(fetched(), features, 300, 0, 2));
    }

    void inertiaOfCutsEqualsBruteForce_data() { addMethods(); }
    void inertiaOfCutsEqualsBruteForce()
    {
        for (const auto& [name, features] : rowsByName()) {
            const MergeTree tree = treeOf(fetched(), gramOf(features));
            // The Gram matrix of rows far from the origin has lost digits before any clusterer.
            const double scale = features.pow(2).sum().item<double>();
            for (const std::int64_t k : someK(features.size(0)))
                QVERIFY2(std::abs(tree.inertia()[static_cast<std::size_t>(k - 1)]
                             - bruteInertia(features, tree.cut(k)))
                        <= 1e-12 * scale,
                    name.c_str());
        }
    }

    void findsPlantedClustersInAnyOrder_data() { addMethods(); }
    void findsPlantedClustersInAnyOrder()
    {
        for (const std::int64_t clusters : {2, 5, 13, 30}) {
            const Labels planted = plantedLabels(90, clusters);
            const auto k = static_cast<std::int64_t>(distinct(planted).size());
            const at::Tensor features = plantedRows(planted);
            QCOMPARE(labelsAt(fetched(), features, k), planted);
            const at::Tensor order = at::randperm(90, at::kLong);
            Labels moved;
            for (std::int64_t i = 0; i < 90; ++i)
                moved.push_back(planted[static_cast<std::size_t>(order[i].item<std::int64_t>())]);
            QCOMPARE(labelsAt(fetched(), features.index_select(0, order), k),
                cluster::byFirstAppearance(moved));
        }
    }

    void refusesNaN_data() { addMethods(); }
    void refusesNaN()
    {
        for (const double broken : {NAN, INFINITY}) {
            at::Tensor features = noise(5, 3, 0);
            features[2][1] = broken;
            const auto tree = cluster::mergeTree(fetched(), gramOf(features), {});
            QVERIFY(!tree.ok() && tree.error().code == ErrorCode::Unreadable);
        }
    }

    void answersCancel_data() { addMethods(); }
    void answersCancel()
    {
        const Eigen::MatrixXd gram = gramOf(noise(300, 10, 6));
        const auto tree = cluster::mergeTree(fetched(), gram, stoppedContext());
        QVERIFY(!tree.ok() && tree.error().code == ErrorCode::Cancelled);
        if (fetched().hierarchical())
            return;
        const auto labels =
            cluster::clusterAt(fetched(), gram, treeOf(fetched(), gram), 150, {}, stoppedContext());
        QVERIFY(!labels.ok() && labels.error().code == ErrorCode::Cancelled);
    }

    /// Far more starts than there is time for; a busy machine may take its time to answer.
    void answersCancelWhileItRuns_data() { addMethods(); }
    void answersCancelWhileItRuns()
    {
        if (fetched().hierarchical() || fetched().id == "kmeans") // over before anyone could cancel
            return;
        const Eigen::MatrixXd gram = gramOf(noise(1000, 20, 6));
        const MergeTree tree = treeOf(fetched(), gram);
        std::stop_source source;
        StageContext context;
        context.stop = source.get_token();
        QElapsedTimer timer;
        std::jthread canceller([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            timer.start();
            source.request_stop();
        });
        cluster::ClusterOptions options;
        options.starts = 1'000'000;
        const auto labels = cluster::clusterAt(fetched(), gram, tree, 500, options, context);
        QVERIFY(!labels.ok() && labels.error().code == ErrorCode::Cancelled);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void duplicatesMergeFirst_data() { addMethods(true); }
    void duplicatesMergeFirst()
    {
        const MergeTree tree = treeOf(fetched(), gramOf(rowsByName().at("duplicates")));
        for (std::size_t i = 0; i < 39; ++i)
            QCOMPARE(tree.merges()[i].height == 0.0, i < 20);
        QCOMPARE(distinct(tree.cut(20)).size(), std::size_t{20});
        for (std::size_t i = 0; i < 20; ++i)
            QCOMPARE(tree.cut(20)[i], tree.cut(20)[i + 20]);
    }

    void linkagesEqualScipy_data() { addReferences(); }
    void linkagesEqualScipy()
    {
        const test::Clustering reference = fetchedReference();
        const Eigen::MatrixXd gram = gramOf(reference.features);
        QCOMPARE(reference.linkages.size(), std::size_t{5});
        for (const auto& [name, linkage] : reference.linkages) {
            const MergeTree tree = treeOf(method(name == "centroid" ? "greedy" : name), gram);
            QCOMPARE(tree.merges().size(), linkage.heights.size());
            // A distance near zero is the root of what the Gram matrix leaves of it.
            const double largest = tree.drawnHeight(tree.merges().size() - 1);
            for (std::size_t i = 0; i < linkage.heights.size(); ++i)
                QVERIFY2(std::abs(tree.merges()[i].height - linkage.heights[i])
                        <= (linkage.heights[i] > 1e-6 * largest ? kTolerance : 1e-7) * largest,
                    name.c_str());
            QVERIFY(linkage.labels.size() >= 3);
            for (const auto& [k, labels] : linkage.labels)
                QCOMPARE(tree.cut(k), cluster::byFirstAppearance({labels.begin(), labels.end()}));
        }
    }

    /// Centroids do come closer in some of these: the case that the nearest-neighbour chain gets
    /// wrong.
    void heightsOfGreedyFall()
    {
        const auto heights = test::clustering("random_wide").linkages.at("centroid").heights;
        QVERIFY(!std::is_sorted(heights.begin(), heights.end()));
    }

    /// Moves of single points from greedy seeds, or from Ward's clusters, end lower than the best
    /// of sklearn's ten runs. Only with two clusters Ward's may be a start that leads nowhere
    /// better.
    void kMeansAgainstSklearn_data() { addReferences(); }
    void kMeansAgainstSklearn()
    {
        const test::Clustering reference = fetchedReference();
        const at::Tensor& features = reference.features;
        const double all =
            bruteInertia(features, Labels(static_cast<std::size_t>(features.size(0)), 0));
        QVERIFY(reference.kMeans.size() >= 3);
        for (const auto& [k, inertia] : reference.kMeans) {
            const double most = inertia * (1 + kTolerance) + 1e-12 * all;
            QVERIFY(bruteInertia(features, labelsAt(method("kmeans++"), features, k)) <= most);
            QVERIFY(bruteInertia(features, labelsAt(method("kmeans"), features, k))
                <= (k == 2 ? 1.01 : 1) * most);
        }
    }

    void spectralEqualsSklearn()
    {
        int compared = 0;
        for (const std::string& name : test::clusteringNames()) {
            const test::Clustering reference = test::clustering(name);
            for (const auto& [k, labels] : reference.spectral) {
                QCOMPARE(labelsAt(method("spectral"), reference.features, k),
                    cluster::byFirstAppearance({labels.begin(), labels.end()}));
                ++compared;
            }
        }
        QCOMPARE(compared, 2);
    }

    void spectralRefusesWhatCannotBeCancelled()
    {
        const Eigen::MatrixXd gram = gramOf(noise(1025, 3, 0));
        const auto labels = cluster::clusterAt(
            method("spectral"), gram, treeOf(method("spectral"), gram), 10, {}, {});
        QVERIFY(!labels.ok() && labels.error().code == ErrorCode::Impossible);
        QVERIFY(!labels.error().hint.empty());
    }

    void kMeansEndsWhereNoMoveHelps()
    {
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            const at::Tensor features = noise(40, 5, 100 + seed);
            const Eigen::MatrixXd gram = gramOf(features);
            for (const std::int64_t k : {2, 5, 20, 39}) {
                const double ward = bruteInertia(features, treeOf(method("ward"), gram).cut(k));
                for (const std::string id : {"kmeans", "kmeans++"}) {
                    const Labels labels = labelsAt(method(id), features, k, seed, 1);
                    const double found = bruteInertia(features, labels);
                    QVERIFY(found <= bestMove(features, labels) * (1 + kTolerance));
                    QVERIFY(id != "kmeans" || found <= ward * (1 + kTolerance));
                }
            }
        }
    }

    void drawnStartsFindTheOptimumOfAFew()
    {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const at::Tensor features = noise(7, 2, 200 + seed);
            for (const std::int32_t k : {2, 3, 4}) {
                const double best = optimum(features, k);
                const Labels drawn = labelsAt(method("kmeans++"), features, k, seed);
                QVERIFY(std::abs(bruteInertia(features, drawn) - best) <= kTolerance * best);
                const Labels fromWard = labelsAt(method("kmeans"), features, k);
                QVERIFY(bruteInertia(features, fromWard) >= best * (1 - kTolerance));
                QVERIFY(bruteInertia(features, fromWard)
                    <= bestMove(features, fromWard) * (1 + kTolerance));
            }
        }
    }

    void moreStartsAreNeverWorse()
    {
        const at::Tensor features = noise(80, 10, 31);
        std::set<Labels> found;
        double least = INFINITY;
        for (const std::int64_t starts : {0, 1, 2, 5, 20}) {
            const Labels labels = labelsAt(method("kmeans++"), features, 20, 7, starts);
            const double inertia = bruteInertia(features, labels);
            QVERIFY(inertia <= least * (1 + kTolerance));
            least = std::min(least, inertia);
            found.insert(labels);
        }
        QVERIFY(found.size() > 1);
        QVERIFY(labelsAt(method("kmeans++"), features, 20, 1, 1)
            != labelsAt(method("kmeans++"), features, 20, 2, 1)); // the seed counts
    }

    /// The numbers of std::mt19937_64 are those of the standard, so these never change.
    void drawsTheSameEverywhere()
    {
        const at::Tensor features =
            (at::arange(24) * at::arange(24)).remainder(37).to(at::kDouble).unsqueeze(1);
        QCOMPARE(labelsAt(method("kmeans++"), features, 6, 0, 1),
            (Labels{0, 0, 0, 1, 2, 3, 4, 1, 3, 1, 3, 1, 4, 2, 1, 0, 4, 5, 3, 3, 5, 4, 0, 1}));
        QCOMPARE(labelsAt(method("kmeans++"), features, 6, 2, 1),
            (Labels{0, 0, 0, 1, 2, 3, 4, 1, 5, 1, 5, 1, 4, 3, 1, 0, 4, 5, 5, 5, 5, 4, 0, 1}));
    }
};

QTEST_APPLESS_MAIN(ClusterMethodsTest)
#include "test_cluster_methods.moc"
