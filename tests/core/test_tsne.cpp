// SPDX-License-Identifier: GPL-3.0-or-later
// t-SNE against its definition and scikit-learn; facts of single channels by brute force.
#include "core/base/files.h"
#include "core/cluster/channel_facts.h"
#include "core/cluster/principal_picture.h"
#include "core/cluster/quality.h"
#include "core/cluster/tsne.h"
#include "tests/support/references.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>
#include <random>

using namespace pleat;
using cluster::Tsne;

namespace {

Eigen::MatrixXd noise(Eigen::Index n, Eigen::Index d)
{
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    return Eigen::MatrixXd::NullaryExpr(n, d, [&] { return normal(random); });
}

Eigen::MatrixXd gramOf(const Eigen::MatrixXd& rows)
{
    return rows * rows.transpose();
}

Tsne begun(const Eigen::MatrixXd& gram, const cluster::TsneOptions& options = {})
{
    return *Tsne::begin(gram, cluster::principalPicture(gram, {})->coordinates, options, {});
}

Tsne formed(const Eigen::MatrixXd& gram, const cluster::TsneOptions& options = {})
{
    Tsne tsne = begun(gram, options);
    while (!tsne.finished()) {
        if (!tsne.advance({}))
            throw std::runtime_error("a step failed");
    }
    return tsne;
}

Eigen::MatrixXd jointOf(const Eigen::MatrixXd& gram, double perplexity)
{
    Eigen::MatrixXd p = *cluster::neighbourhoods(gram, perplexity, {});
    cluster::makeJoint(p);
    return p;
}

/// By the definition, pair by pair.
double plainDivergence(const Eigen::MatrixXd& joint, const Eigen::MatrixXd& picture)
{
    const auto weight = [&](Eigen::Index i, Eigen::Index j) {
        return i == j ? 0 : 1 / (1 + (picture.row(i) - picture.row(j)).squaredNorm());
    };
    double total = 0;
    for (Eigen::Index i = 0; i < joint.rows(); ++i) {
        for (Eigen::Index j = 0; j < joint.rows(); ++j)
            total += weight(i, j);
    }
    double sum = 0;
    for (Eigen::Index i = 0; i < joint.rows(); ++i) {
        for (Eigen::Index j = 0; j < joint.rows(); ++j) {
            if (i != j && joint(i, j) > 0)
                sum += joint(i, j) * std::log(joint(i, j) * total / weight(i, j));
        }
    }
    return sum;
}

double perplexityOf(const Eigen::VectorXd& column)
{
    double entropy = 0;
    for (const double p : column)
        entropy -= p > 0 ? p * std::log(p) : 0;
    return std::exp(entropy);
}

bool sameBits(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b)
{
    return a.size() == b.size()
        && std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(double))
        == 0;
}

} // namespace

class TestTsne : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNeighbourhoodHasThePerplexity();
    void equalRowsShareANeighbourhood();
    void jointProbabilitiesAreSymmetric();
    void gradientIsThatOfTheDivergence();
    void divergenceFalls();
    void reachesWhatScikitLearnReaches_data();
    void reachesWhatScikitLearnReaches();
    void bitsDependOnTheSeedOnly();
    void stoppingChangesNothing();
    void refusesWhatItCannotDraw();
    void factsOfAChannel();
};

void TestTsne::everyNeighbourhoodHasThePerplexity()
{
    const Eigen::MatrixXd gram = gramOf(noise(200, 9));
    for (const double perplexity : {2.0, 30.0, 66.0}) {
        const Eigen::MatrixXd p = *cluster::neighbourhoods(gram, perplexity, {});
        for (Eigen::Index i = 0; i < p.cols(); ++i) {
            QVERIFY(std::abs(p.col(i).sum() - 1) < 1e-12);
            QVERIFY(std::abs(perplexityOf(p.col(i)) / perplexity - 1) < 1e-6);
            QCOMPARE(p(i, i), 0.0);
        }
    }
}

void TestTsne::equalRowsShareANeighbourhood()
{
    Eigen::MatrixXd rows = noise(30, 4);
    for (Eigen::Index i = 0; i < 12; ++i)
        rows.row(i) = rows.row(0);
    const Eigen::MatrixXd p = *cluster::neighbourhoods(gramOf(rows), 5, {});
    for (Eigen::Index j = 1; j < 12; ++j)
        QVERIFY(std::abs(p(j, 0) - 1.0 / 11) < 1e-9); // 11 equal ones: no Gaussian has fewer
    const Tsne same = formed(Eigen::MatrixXd::Ones(10, 10));
    QVERIFY(same.coordinates().allFinite());
}

void TestTsne::jointProbabilitiesAreSymmetric()
{
    const Eigen::MatrixXd joint = jointOf(gramOf(noise(80, 6)), 12);
    QVERIFY(joint == joint.transpose());
    QVERIFY(std::abs(joint.sum() - 1) < 1e-12);
}

void TestTsne::gradientIsThatOfTheDivergence()
{
    const Eigen::MatrixXd joint = jointOf(gramOf(noise(40, 5)), 8);
    const Eigen::MatrixXd picture = noise(40, 2);
    QVERIFY(
        std::abs(cluster::divergence(joint, picture) - plainDivergence(joint, picture)) < 1e-12);
    const Eigen::MatrixXd gradient = cluster::divergenceGradient(joint, picture, 1, {});
    const double step = 1e-5;
    for (const auto& [row, axis] : {std::pair{0, 0}, {7, 1}, {23, 0}, {39, 1}}) {
        Eigen::MatrixXd ahead = picture, behind = picture;
        ahead(row, axis) += step;
        behind(row, axis) -= step;
        const double slope =
            (plainDivergence(joint, ahead) - plainDivergence(joint, behind)) / (2 * step);
        QVERIFY(std::abs(gradient(row, axis) - slope) < 1e-8);
    }
}

void TestTsne::divergenceFalls()
{
    Tsne tsne = begun(gramOf(noise(120, 8)));
    const double start = tsne.divergence();
    while (tsne.step() < 250) // what falls meanwhile is the exaggerated one
        QVERIFY(tsne.advance({}));
    double last = std::numeric_limits<double>::infinity();
    while (!tsne.finished()) {
        for (int i = 0; i < 250; ++i)
            QVERIFY(tsne.advance({}));
        QVERIFY(tsne.divergence() <= last * (1 + 1e-9)); // at rest it only rounds
        last = tsne.divergence();
    }
    QVERIFY(last < start);
    QCOMPARE(tsne.step(), 1000);
}

void TestTsne::reachesWhatScikitLearnReaches_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("blobs") << QStringLiteral("blobs");
    QTest::newRow("cloud") << QStringLiteral("cloud");
}

void TestTsne::reachesWhatScikitLearnReaches()
{
    QFETCH(QString, name);
    const std::string stem = name.toStdString();
    const nlohmann::json entry =
        nlohmann::json::parse(readFile(test::referencePath("tsne.json")).value()).at(stem);
    const std::string bytes = readFile(test::referencePath(stem + ".tsne.bin")).value();
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows(
        entry.at("shape")[0].get<Eigen::Index>(), entry.at("shape")[1].get<Eigen::Index>());
    QCOMPARE(bytes.size(), static_cast<std::size_t>(rows.size()) * sizeof(double));
    std::memcpy(rows.data(), bytes.data(), bytes.size());
    cluster::TsneOptions options;
    options.perplexity = entry.at("perplexity");
    const double ours = formed(gramOf(rows), options).divergence();
    const double theirs = entry.at("divergence");
    qInfo("divergence %.4f, scikit-learn %.4f", ours, theirs);
    QVERIFY(ours < 1.1 * theirs);
    QVERIFY(ours > 0.5 * theirs); // less would not be the same measure
}

void TestTsne::bitsDependOnTheSeedOnly()
{
    const Eigen::MatrixXd gram = gramOf(noise(201, 8));
    cluster::TsneOptions options;
    options.steps = 60;
    const int threads = threadCount();
    setThreadCount(1);
    const Eigen::MatrixXd one = formed(gram, options).coordinates();
    setThreadCount(2);
    const Eigen::MatrixXd two = formed(gram, options).coordinates();
    setThreadCount(threads);
    QVERIFY(sameBits(one, two));
    options.seed = 1;
    QVERIFY(!sameBits(one, formed(gram, options).coordinates()));
}

void TestTsne::stoppingChangesNothing()
{
    const Eigen::MatrixXd gram = gramOf(noise(60, 8));
    Tsne stopped = begun(gram);
    std::stop_source stop;
    stop.request_stop();
    StageContext context;
    context.stop = stop.get_token();
    for (int i = 0; i < 20; ++i)
        QVERIFY(stopped.advance({}));
    const Eigen::MatrixXd before = stopped.coordinates();
    const Result<void> refused = stopped.advance(context);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Cancelled);
    QVERIFY(sameBits(before, stopped.coordinates()));
    Tsne whole = begun(gram);
    for (int i = 0; i < 40; ++i)
        QVERIFY(whole.advance({}));
    for (int i = 0; i < 20; ++i)
        QVERIFY(stopped.advance({}));
    QVERIFY(sameBits(whole.coordinates(), stopped.coordinates()));
    QVERIFY(!Tsne::begin(gram, before, {}, context));
}

void TestTsne::refusesWhatItCannotDraw()
{
    const auto refusal = [](Eigen::Index n, const cluster::TsneOptions& options = {}) {
        const auto tsne =
            Tsne::begin(Eigen::MatrixXd::Identity(n, n), Eigen::MatrixXd::Zero(n, 2), options, {});
        return tsne ? std::string() : tsne.error().message;
    };
    QVERIFY(refusal(3).find("this group has 3") != std::string::npos);
    QVERIFY(refusal(cluster::kMostTsneChannels + 1).find("5001") != std::string::npos);
    QVERIFY(refusal(4).empty());
    cluster::TsneOptions options;
    options.perplexity = 10;
    QVERIFY(refusal(10, options).find("1 to 9") != std::string::npos);
}

void TestTsne::factsOfAChannel()
{
    const Eigen::MatrixXd rows = noise(60, 5);
    cluster::Labels labels;
    for (int i = 0; i < 60; ++i)
        labels.push_back(i < 59 ? i * i % 7 % 4 : 4);
    labels = cluster::byFirstAppearance(labels);
    const Eigen::MatrixXd gram = gramOf(rows);
    cluster::ClusterFacts facts(gram, labels);
    double total = 0;
    for (int i = 0; i < 60; ++i) {
        const cluster::ChannelFacts found = facts.of(i);
        QCOMPARE(found.cluster, labels[i]);
        Eigen::RowVectorXd centre = Eigen::RowVectorXd::Zero(5);
        std::vector<double> distances(5), sizes(5);
        for (int j = 0; j < 60; ++j) {
            distances[labels[j]] += (rows.row(i) - rows.row(j)).norm();
            ++sizes[labels[j]];
            if (labels[j] == labels[i])
                centre += rows.row(j);
        }
        centre /= sizes[labels[i]];
        QCOMPARE(found.size, static_cast<std::int64_t>(sizes[labels[i]]));
        QVERIFY(std::abs(found.toCentre - (rows.row(i) - centre).norm()) < 1e-7);
        int nearest = labels[i] == 0 ? 1 : 0;
        for (int c = 0; c < 5; ++c) {
            if (c != labels[i] && distances[c] / sizes[c] < distances[nearest] / sizes[nearest])
                nearest = c;
        }
        QCOMPARE(found.nearestOther, nearest);
        total += found.silhouette;
    }
    QVERIFY(std::abs(total / 60 - cluster::quality(gram, labels, {})->silhouette) < 1e-12);
    cluster::ClusterFacts whole(gram, cluster::Labels(60, 0));
    QCOMPARE(whole.of(3).nearestOther, -1);
    QVERIFY(std::isnan(whole.of(3).silhouette));
}

QTEST_GUILESS_MAIN(TestTsne)
#include "test_tsne.moc"
