// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of clusterings against scikit-learn, the k that they suggest, the principal picture.
#include "core/base/files.h"
#include "core/cluster/cluster_method.h"
#include "core/cluster/gram.h"
#include "core/cluster/principal_picture.h"
#include "core/cluster/quality.h"
#include "tests/support/references.h"

#include <QTest>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <Eigen/Eigenvalues>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace pleat;

namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();

nlohmann::json listing()
{
    return nlohmann::json::parse(readFile(test::referencePath("quality.json")).value());
}

Eigen::MatrixXd gramOf(const at::Tensor& features)
{
    return cluster::gramMatrix({features}, {}).value();
}

at::Tensor noise(std::int64_t n, std::int64_t d, std::uint64_t seed)
{
    return at::randn({n, d}, at::make_generator<at::CPUGeneratorImpl>(seed), at::kDouble);
}

at::Tensor readFeatures(const std::string& name, const std::vector<std::int64_t>& shape)
{
    const std::string bytes = readFile(test::referencePath(name + ".quality.bin")).value();
    at::Tensor tensor = at::empty(shape, at::kDouble);
    if (bytes.size() != tensor.nbytes())
        throw std::runtime_error(name);
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(tensor.data_ptr()));
    return tensor;
}

bool equal(double ours, const nlohmann::json& theirs)
{
    return theirs.is_null() ? std::isnan(ours) : std::abs(ours - theirs.get<double>()) < 1e-6;
}

cluster::Labels remainders(std::int64_t n, std::int32_t k)
{
    cluster::Labels labels;
    for (std::int64_t i = 0; i < n; ++i)
        labels.push_back(static_cast<std::int32_t>(i % k));
    return labels;
}

bool same(const cluster::ClusterQuality& a, const cluster::ClusterQuality& b)
{
    return a.silhouette == b.silhouette && a.daviesBouldin == b.daviesBouldin
        && a.sampled == b.sampled;
}

Eigen::MatrixXd centred(const Eigen::MatrixXd& gram)
{
    Eigen::MatrixXd result = gram.rowwise() - gram.colwise().mean();
    result.colwise() -= result.rowwise().mean().eval();
    return result;
}

/// Whether the picture's columns are leading eigenvectors, and what they say of the variance right;
/// `tolerance` of the largest eigenvalue.
bool leads(const cluster::Picture& picture, const Eigen::MatrixXd& gram, double tolerance)
{
    const Eigen::MatrixXd matrix = centred(gram);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    const Eigen::Index n = gram.rows();
    const double top = solver.eigenvalues()[n - 1];
    for (Eigen::Index axis = 0; axis < 2; ++axis) {
        const double value = solver.eigenvalues()[n - 1 - axis];
        const Eigen::VectorXd column = picture.coordinates.col(axis);
        if (std::abs(column.squaredNorm() - value) > tolerance * top
            || (matrix * column - value * column).norm() > tolerance * top * std::sqrt(top)
            || std::abs(picture.share[axis] - value / matrix.trace()) > tolerance)
            return false;
    }
    const double product = picture.coordinates.col(0).dot(picture.coordinates.col(1));
    return std::abs(product) < tolerance * top;
}

} // namespace

class QualityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuredKSpansTheRange()
    {
        QVERIFY(cluster::measuredK(2, 24).empty());
        QVERIFY(cluster::measuredK(3, 24) == std::vector<std::int64_t>{2});
        const std::vector<std::int64_t> values = cluster::measuredK(512, 24);
        QCOMPARE(values.size(), std::size_t(24));
        QCOMPARE(values.front(), std::int64_t{2});
        QCOMPARE(values.back(), std::int64_t{511});
    }

    void equalsSklearn_data()
    {
        QTest::addColumn<QString>("name");
        const nlohmann::json all = listing();
        for (const auto& [name, entry] : all.items())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void equalsSklearn()
    {
        QFETCH(QString, name);
        const nlohmann::json entry = listing()[name.toStdString()];
        const Eigen::MatrixXd gram = gramOf(
            readFeatures(name.toStdString(), entry["shape"].get<std::vector<std::int64_t>>()));
        std::vector<cluster::Labels> all;
        for (const nlohmann::json& clustering : entry["clusterings"])
            all.push_back(clustering["labels"].get<cluster::Labels>());
        const auto together = cluster::qualities(gram, all, {}).value();
        const double scale = std::max(1.0, gram.trace());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const nlohmann::json& expected = entry["clusterings"][i];
            const auto sizes = cluster::clusterSizes(all[i]);
            const std::string text = "k = " + std::to_string(sizes.size()) + ": silhouette "
                + std::to_string(together[i].silhouette) + " for " + expected["silhouette"].dump()
                + ", Davies-Bouldin " + std::to_string(together[i].daviesBouldin) + " for "
                + expected["davies_bouldin"].dump();
            QVERIFY2(equal(together[i].silhouette, expected["silhouette"]), text.c_str());
            QVERIFY2(equal(together[i].daviesBouldin, expected["davies_bouldin"]), text.c_str());
            QVERIFY(std::abs(cluster::inertia(gram, all[i]) - expected["inertia"].get<double>())
                < 1e-9 * scale);
            const auto alone = cluster::quality(gram, all[i], {}).value();
            QVERIFY(same(alone, together[i]) || std::isnan(alone.silhouette));
            QVERIFY(!alone.sampled);
        }
    }

    void sameBitsForOneAndTwoThreads()
    {
        const Eigen::MatrixXd gram = gramOf(noise(300, 20, 1));
        std::vector<cluster::Labels> all;
        for (int k = 2; k < 9; ++k)
            all.push_back(remainders(300, k));
        setThreadCount(1);
        const auto one = cluster::qualities(gram, all, {}).value();
        setThreadCount(2);
        QCOMPARE(cluster::qualities(gram, all, {}).value() == one, true);
    }

    void largeGroupsAreSampled()
    {
        const std::int64_t n = cluster::kMeasuredInFull + 100;
        const std::int32_t k = 2500;
        at::Tensor features = noise(n, 8, 2);
        const Eigen::MatrixXd gram = gramOf(features);
        StageContext context;
        const auto sampled =
            cluster::qualities(gram, {remainders(n, 5), remainders(n, k)}, context);
        QVERIFY(sampled->front().sampled);
        QCOMPARE(cluster::qualities(gram, {remainders(n, 5), remainders(n, k)}, context).value()
                == *sampled,
            true);
        context.seed = 7;
        const auto other = cluster::quality(gram, remainders(n, k), context).value();
        QVERIFY(!same(other, (*sampled)[1]));
        QVERIFY(std::abs(other.silhouette - (*sampled)[1].silhouette) < 0.02);
        QVERIFY(std::abs(other.daviesBouldin / (*sampled)[1].daviesBouldin - 1) < 0.05);
        // So few clusters are all looked at, whatever the seed.
        QCOMPARE(cluster::quality(gram, remainders(n, 5), context)->daviesBouldin,
            sampled->front().daviesBouldin);
    }

    void cancelStopsTheMeasures()
    {
        std::stop_source source;
        source.request_stop();
        StageContext context;
        context.stop = source.get_token();
        const Eigen::MatrixXd gram = gramOf(noise(30, 3, 3));
        QCOMPARE(
            static_cast<int>(cluster::quality(gram, remainders(30, 3), context).error().code), 6);
        QCOMPARE(static_cast<int>(cluster::principalPicture(gram, context).error().code), 6);
    }

    void suggestions()
    {
        QCOMPARE(cluster::bestSilhouette({{2, 0.1}, {5, 0.4}, {9, 0.4}, {10, kNaN}}), 5);
        QCOMPARE(cluster::bestSilhouette({{2, kNaN}}), 0);
        QCOMPARE(cluster::bestSilhouette({}), 0);
        const std::vector<double> curve{10, 4, 1, 0.5, 0};
        QCOMPARE(cluster::kForError(curve, 1), 1);
        QCOMPARE(cluster::kForError(curve, 0.4), 2);
        QCOMPARE(cluster::kForError(curve, 0.39), 3);
        QCOMPARE(cluster::kForError(curve, 0), 5);
        QCOMPARE(cluster::kForError(curve, -1), 5);
        QCOMPARE(cluster::kForError(curve, kNaN), 5);
        QCOMPARE(cluster::kForError({0, 0, 0}, 0), 1);
    }

    void pictureEqualsFullDecomposition_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("d");
        QTest::newRow("two rows") << 2 << 3;
        QTest::newRow("three rows") << 3 << 7;
        QTest::newRow("a line") << 20 << 1;
        QTest::newRow("a plane") << 9 << 2;
        QTest::newRow("wide") << 40 << 300;
        QTest::newRow("tall") << 300 << 12;
        QTest::newRow("square") << 250 << 250;
        QTest::newRow("a flat spectrum") << 700 << 4000;
    }
    void pictureEqualsFullDecomposition()
    {
        QFETCH(int, n);
        QFETCH(int, d);
        for (std::uint64_t seed = 0; seed < (n > 500 ? 1 : 4); ++seed) {
            const Eigen::MatrixXd gram = gramOf(noise(n, d, seed) + (seed == 3 ? 50 : 0));
            QVERIFY(leads(cluster::principalPicture(gram, {}).value(), gram, 1e-8));
        }
    }

    void pictureOfRepeatedEigenvalues()
    {
        // Corners of a simplex: every direction has the same variance.
        const Eigen::MatrixXd simplex = Eigen::MatrixXd::Identity(12, 12);
        QVERIFY(leads(cluster::principalPicture(simplex, {}).value(), simplex, 1e-10));
        Eigen::MatrixXd square(4, 2); // two equal axes, coordinates are those of the corners
        square << 1, 1, 1, -1, -1, 1, -1, -1;
        const cluster::Picture picture =
            cluster::principalPicture(square * square.transpose(), {}).value();
        QVERIFY(std::abs(picture.share[0] - 0.5) < 1e-12);
        QVERIFY(std::abs(picture.share[1] - 0.5) < 1e-12);
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(picture.coordinates.row(i).squaredNorm() - 2) < 1e-12);
    }

    void pictureSeparatesClusters()
    {
        at::Tensor features = noise(60, 5, 4) * 0.01;
        features.narrow(0, 0, 20).select(1, 0).add_(5);
        features.narrow(0, 20, 20).select(1, 1).add_(4);
        const Eigen::MatrixXd gram = gramOf(features);
        const cluster::Picture picture = cluster::principalPicture(gram, {}).value();
        QVERIFY(picture.share[0] + picture.share[1] > 0.99);
        const auto centre = [&](int first) {
            return picture.coordinates.middleRows(first, 20).colwise().mean().eval();
        };
        QVERIFY((centre(0) - centre(20)).norm() > 6);
        QVERIFY((centre(20) - centre(40)).norm() > 3.9);
    }

    void pictureOfRowsThatDoNotDiffer()
    {
        for (const at::Tensor& features : {noise(1, 4, 0),
                 noise(1, 40, 1).expand({9, 40}).contiguous(), at::zeros({5, 3}, at::kDouble)}) {
            const cluster::Picture picture =
                cluster::principalPicture(gramOf(features), {}).value();
            QCOMPARE(picture.coordinates.rows(), features.size(0));
            QVERIFY(picture.coordinates.isZero(0));
            QCOMPARE(picture.share[0] + picture.share[1], 0.0);
        }
    }

    void pictureHasTheSameBitsForOneAndTwoThreads()
    {
        const Eigen::MatrixXd gram = gramOf(noise(900, 30, 6));
        setThreadCount(1);
        const cluster::Picture one = cluster::principalPicture(gram, {}).value();
        setThreadCount(2);
        const cluster::Picture two = cluster::principalPicture(gram, {}).value();
        QVERIFY(one.coordinates == two.coordinates);
        QVERIFY(one.coordinates.col(0).maxCoeff() >= -one.coordinates.col(0).minCoeff());
    }
};

QTEST_APPLESS_MAIN(QualityTest)
#include "test_quality.moc"
