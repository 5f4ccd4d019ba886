// SPDX-License-Identifier: GPL-3.0-or-later
// Gram matrix, merge tree and quality measures against brute force.
#include "core/cluster/cluster_method.h"
#include "core/cluster/gram.h"
#include "core/cluster/principal_picture.h"
#include "core/cluster/quality.h"
#include "tests/support/feature_rows.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <map>

using namespace pleat;

namespace {

using test::bruteInertia, test::gramOf, test::noise;

Result<cluster::MergeTree> wardTree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    return cluster::mergeTree(*cluster::findClusterMethod("ward").value(), gram, context);
}

double squaredDistance(const at::Tensor& a, const at::Tensor& b)
{
    return (a - b).pow(2).sum().item<double>();
}

} // namespace

class ClusterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsAreContiguousInLeafOrder()
    {
        const cluster::MergeTree tree = wardTree(gramOf(noise(40, 6, 1)), {}).value();
        for (std::int64_t k = 1; k <= 40; ++k) {
            const auto labels = tree.cut(k);
            int changes = 1;
            for (std::size_t i = 1; i < 40; ++i)
                changes += labels[static_cast<std::size_t>(tree.leafOrder()[i])]
                    != labels[static_cast<std::size_t>(tree.leafOrder()[i - 1])];
            QCOMPARE(changes, static_cast<int>(k));
            QCOMPARE(static_cast<std::int64_t>(cluster::clusterSizes(labels).size()), k);
        }
    }

    void inertiaEqualsBruteForce()
    {
        const at::Tensor features = noise(24, 5, 2);
        const Eigen::MatrixXd gram = gramOf(features);
        const cluster::MergeTree tree = wardTree(gram, {}).value();
        for (std::int64_t k : {1, 2, 7, 12, 23, 24}) {
            const double brute = bruteInertia(features, tree.cut(k));
            QVERIFY(std::abs(tree.inertia()[static_cast<std::size_t>(k - 1)] - brute)
                < 1e-9 * tree.inertia()[0]);
            QVERIFY(
                std::abs(cluster::inertia(gram, tree.cut(k)) - brute) < 1e-9 * tree.inertia()[0]);
        }
    }

    void silhouetteEqualsBruteForce()
    {
        const at::Tensor features = noise(15, 3, 3);
        const Eigen::MatrixXd gram = gramOf(features);
        const auto labels = wardTree(gram, {}).value().cut(4);
        double sum = 0;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            std::map<int, std::pair<double, int>> byCluster;
            for (std::size_t j = 0; j < labels.size(); ++j) {
                if (i == j)
                    continue;
                auto& entry = byCluster[labels[j]];
                entry.first += std::sqrt(squaredDistance(features[static_cast<std::int64_t>(i)],
                    features[static_cast<std::int64_t>(j)]));
                ++entry.second;
            }
            if (!byCluster.contains(labels[i]))
                continue;
            const double own = byCluster[labels[i]].first / byCluster[labels[i]].second;
            double other = INFINITY;
            for (const auto& [label, entry] : byCluster) {
                if (label != labels[i])
                    other = std::min(other, entry.first / entry.second);
            }
            sum += (other - own) / std::max(own, other);
        }
        QVERIFY(std::abs(cluster::quality(gram, labels, {})->silhouette - sum / 15) < 1e-9);
        QVERIFY(std::isnan(cluster::quality(gram, cluster::Labels(15, 0), {})->silhouette));
    }

    void degenerateFeatures()
    {
        const at::Tensor same = at::zeros({6, 4}, at::kDouble);
        const cluster::MergeTree flat = wardTree(gramOf(same), {}).value();
        QCOMPARE(flat.inertia()[0], 0.0);
        QCOMPARE(
            cluster::clusterSizes(flat.cut(4)).size(), std::size_t{4}); // never an empty cluster
        const cluster::MergeTree single = wardTree(gramOf(noise(1, 4, 0)), {}).value();
        QCOMPARE(single.cut(1), std::vector<std::int32_t>{0});
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(single.cut(2)), LogicError);
        const auto broken = wardTree(gramOf(noise(3, 2, 0) * NAN), {});
        QVERIFY(!broken.ok() && broken.error().code == ErrorCode::Unreadable);
    }

    void sameBitsForOneAndTwoThreads()
    {
        const at::Tensor features = noise(600, 2100, 4).to(at::kFloat);
        setThreadCount(1);
        const Eigen::MatrixXd one = gramOf(features);
        setThreadCount(2);
        const Eigen::MatrixXd two = gramOf(features);
        QVERIFY(std::equal(one.data(), one.data() + one.size(), two.data()));
        QCOMPARE(wardTree(one, {}).value().cut(300), wardTree(two, {}).value().cut(300));
        const at::Tensor direct = features.to(at::kDouble);
        const at::Tensor product = direct.matmul(direct.t());
        QVERIFY(std::abs(one(17, 401) - product[17][401].item<double>()) < 1e-9);
    }

    void pictureKeepsDistancesOfAPlane()
    {
        const at::Tensor plane = noise(9, 2, 5);
        const cluster::Picture picture = cluster::principalPicture(gramOf(plane), {}).value();
        QVERIFY(std::abs(picture.share[0] + picture.share[1] - 1) < 1e-9);
        for (int i = 1; i < 9; ++i) {
            const double distance =
                (picture.coordinates.row(i) - picture.coordinates.row(0)).squaredNorm();
            QVERIFY(std::abs(distance - squaredDistance(plane[i], plane[0])) < 1e-9);
        }
    }

    void elbowOfAKnownCurve()
    {
        QCOMPARE(cluster::elbow({10, 2, 1, 0.5, 0}), std::int64_t{2});
        QCOMPARE(cluster::elbow({0, 0, 0}), std::int64_t{3}); // nothing to gain: keep everything
    }

    void cancelStopsTheGram()
    {
        std::stop_source source;
        source.request_stop();
        StageContext context;
        context.stop = source.get_token();
        QCOMPARE(
            static_cast<int>(cluster::gramMatrix({noise(300, 10, 6)}, context).error().code), 6);
    }
};

QTEST_APPLESS_MAIN(ClusterTest)
#include "test_cluster.moc"
