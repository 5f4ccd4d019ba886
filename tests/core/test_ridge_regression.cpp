// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares beside torch.linalg.lstsq, and columns of layers beside their outputs by PyTorch.
#include "core/fold/rows.h"
#include "core/probe/random.h"
#include "core/repair/layer_features.h"
#include "core/repair/positive_solve.h"
#include "core/repair/ridge_regression.h"
#include "tests/support/folding.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/full.h>
#include <ATen/ops/matmul.h>

#include <cmath>

using namespace pleat;
using repair::LinearFit;
using repair::RidgeRegression;

namespace {

constexpr auto kPrimal = INT64_MAX; ///< columns without end: second moments are kept

/// The columns come in three pieces of several sizes.
RidgeRegression regressionOf(
    const at::Tensor& features, const at::Tensor& targets, std::int64_t columns)
{
    RidgeRegression regression(columns);
    const std::int64_t m = features.size(2);
    const std::int64_t ends[] = {0, m / 4, m / 2, m};
    for (int piece = 0; piece < 3; ++piece) {
        const std::int64_t first = ends[piece], count = ends[piece + 1] - first;
        regression.add(features.narrow(2, first, count), targets.narrow(2, first, count));
    }
    return regression;
}

double difference(const LinearFit& fit, const at::Tensor& weight, const at::Tensor& bias)
{
    return std::max(test::relativeError(fit.weight, weight), test::relativeError(fit.bias, bias));
}

/// [g, d, m], spread and shifted.
at::Tensor noise(std::vector<std::int64_t> shape, std::uint64_t seed)
{
    return probe::normalNoise(shape, seed).to(at::kDouble) + 0.5;
}

at::Tensor positiveMatrix(std::int64_t groups, std::int64_t d)
{
    const at::Tensor root = noise({groups, d, d}, 5);
    return at::matmul(root, root.transpose(1, 2)) / static_cast<double>(d)
        + 0.1 * at::eye(d, at::kDouble);
}

std::stop_token stopped()
{
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

} // namespace

class RidgeRegressionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTorch_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::listedNames("regressions.json"))
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void equalsTorch()
    {
        QFETCH(QString, name);
        const test::TensorSet set = test::tensorSet("regression." + name.toStdString());
        const at::Tensor& features = set.at("features");
        const at::Tensor& targets = set.at("targets");
        const double ridge = set.at("ridge").item<double>();
        for (const std::int64_t columns : {features.size(2), kPrimal}) {
            const RidgeRegression regression = regressionOf(features, targets, columns);
            const auto fit = regression.solve(set.at("start"), ridge, {});
            QVERIFY(fit.ok());
            QVERIFY(difference(*fit, set.at("weight"), set.at("bias")) < 1e-9);
        }
    }

    void infiniteRidgeKeepsTheStart()
    {
        const at::Tensor features = noise({2, 6, 30}, 1), targets = noise({2, 3, 30}, 2);
        const at::Tensor start = noise({2, 3, 6}, 3);
        for (const std::int64_t columns : {std::int64_t(4), kPrimal}) {
            const auto fit = regressionOf(features, targets, columns).solve(start, INFINITY, {});
            QVERIFY(fit.ok());
            QVERIFY(fit->weight.equal(start));
            const at::Tensor bias = (targets - at::matmul(start, features)).mean(2);
            QVERIFY(test::relativeError(fit->bias, bias) < 1e-12);
        }
    }

    void noRidgeFindsWhatIsThere()
    {
        const at::Tensor features = noise({2, 6, 30}, 1);
        const at::Tensor weight = noise({2, 3, 6}, 2), bias = noise({2, 3}, 3);
        const at::Tensor targets = at::matmul(weight, features) + bias.unsqueeze(2);
        const auto fit = regressionOf(features, targets, kPrimal).solve(0 * weight, 0, {});
        QVERIFY(fit.ok());
        QVERIFY(difference(*fit, weight, bias) < 1e-9);
    }

    /// A constant group has nothing to learn from; the others have. Sums of most constants are
    /// rounded, so the variance of such a group is not exactly 0.
    void groupsWithoutVarianceSpoilNoOther()
    {
        const double constants[] = {0, 0.1, 0.3, 0.7, 1.1, 3.3, 17.77, 1e4 / 7};
        at::Tensor features = noise({9, 9, 1000}, 1);
        for (int i = 0; i < 8; ++i)
            features.select(0, i + 1).fill_(constants[i]);
        const at::Tensor targets = noise({9, 2, 1000}, 2), start = noise({9, 2, 9}, 3);
        const auto fit = regressionOf(features, targets, kPrimal).solve(start, 0.05, {});
        QVERIFY(fit.ok());
        const auto alone = regressionOf(features.narrow(0, 0, 1), targets.narrow(0, 0, 1), kPrimal)
                               .solve(start.narrow(0, 0, 1), 0.05, {});
        QVERIFY(test::relativeError(fit->weight[0], alone->weight[0]) < 1e-12);
        QVERIFY(!fit->weight[0].equal(start[0]));
        const at::Tensor bias = (targets - at::matmul(start, features)).mean(2);
        for (int i = 1; i < 9; ++i) {
            QVERIFY(test::relativeError(fit->weight[i], start[i]) < 1e-12);
            QVERIFY(test::relativeError(fit->bias[i], bias[i]) < 1e-9);
        }
    }

    void numbersThatAreNotFiniteAreAnError()
    {
        at::Tensor features = noise({1, 6, 30}, 1);
        features[0][2][3] = NAN;
        for (const std::int64_t columns : {std::int64_t(4), kPrimal}) {
            const auto fit = regressionOf(features, noise({1, 2, 30}, 2), columns)
                                 .solve(noise({1, 2, 6}, 3), 0.05, {});
            QVERIFY(!fit.ok());
            QCOMPARE(fit.error().code, ErrorCode::Impossible);
        }
    }

    void cancels()
    {
        const auto fit = regressionOf(noise({1, 300, 400}, 1), noise({1, 2, 400}, 2), kPrimal)
                             .solve(noise({1, 2, 300}, 3), 0.05, stopped());
        QVERIFY(!fit.ok());
        QCOMPARE(fit.error().code, ErrorCode::Cancelled);
        for (const std::int64_t d : {10, 256, 600}) {
            const auto solved =
                repair::solvePositive(positiveMatrix(1, d), noise({1, 2, d}, 4), stopped());
            QVERIFY(!solved.ok());
            QCOMPARE(solved.error().code, ErrorCode::Cancelled);
        }
    }

    /// Below, at and beyond the size of a block.
    void solvesPositiveSystems()
    {
        for (const std::int64_t d : {1, 7, 255, 256, 257, 512, 600}) {
            const at::Tensor matrix = positiveMatrix(2, d), rows = noise({2, 3, d}, 6);
            const at::Tensor before = matrix.clone();
            const auto solved = repair::solvePositive(matrix, rows, {});
            QVERIFY(solved.ok());
            QVERIFY(test::relativeError(at::matmul(*solved, matrix), rows) < 1e-9);
            QVERIFY(matrix.equal(before)); // it works on a copy
        }
    }

    void refusesWhatIsNotPositive()
    {
        for (const std::int64_t bad : {0, 200, 299, 599}) {
            at::Tensor matrix = positiveMatrix(1, 600);
            matrix[0][bad][bad] = -1;
            const auto solved = repair::solvePositive(matrix, noise({1, 2, 600}, 4), {});
            QVERIFY(!solved.ok());
            QCOMPARE(solved.error().code, ErrorCode::Impossible);
        }
    }

    void patchesTimesWeightsAreTheLayer_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::networkNames("patches.json"))
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void patchesTimesWeightsAreTheLayer()
    {
        QFETCH(QString, name);
        const test::Network network = test::network(name.toStdString(), "repairs.json");
        const study::ModelPtr model = test::open(network);
        const graph::Graph& graph = *model->content().graph;
        std::optional<ops::WeightLayerView> found;
        std::optional<repair::FeatureView> view;
        for (const graph::Node& node : graph.nodes) {
            if (const auto layer = ops::weightLayerView(graph, node)) {
                found = layer;
                view = repair::featureView(graph, node, *layer);
            }
        }
        QVERIFY(found && view);
        const at::Tensor columns = repair::patches(network.input, *view);
        const at::Tensor rows =
            fold::toRows(graph.parameter(found->weight).tensor.to(at::kDouble), *found);
        const at::Tensor weight = rows.reshape({view->groups, rows.size(0) / view->groups, -1});
        at::Tensor made = at::matmul(weight, columns);
        if (found->bias.valid())
            made = made
                + graph.parameter(found->bias)
                      .tensor.to(at::kDouble)
                      .reshape({view->groups, -1, 1});
        const at::Tensor wanted = repair::channelColumns(network.output, *view);
        QVERIFY(test::relativeError(made, wanted) < 1e-5);
    }
};

QTEST_APPLESS_MAIN(RidgeRegressionTest)
#include "test_ridge_regression.moc"
