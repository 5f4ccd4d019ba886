// SPDX-License-Identifier: GPL-3.0-or-later
// What a fold must do whatever the data: nothing at k = n, nothing to duplicated channels, and the
// arithmetic of the paper on small examples.
#include "core/cluster/cluster_method.h"
#include "core/cluster/gram.h"
#include "core/fold/fold.h"
#include "core/repair/repair_method.h"
#include "tests/support/references.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/matmul.h>

using namespace pleat;

namespace {

constexpr double kLossless = 1e-5; // float32 weights written back in another parametrisation

at::Tensor matrix(std::vector<double> values, std::int64_t rows)
{
    return at::from_blob(
        values.data(), {rows, static_cast<std::int64_t>(values.size()) / rows}, at::kDouble)
        .clone();
}

bool near(const at::Tensor& a, const at::Tensor& b, double tolerance = 1e-12)
{
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() < tolerance;
}

} // namespace

class FoldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepingEverythingChangesNoBit_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"mlp", "conv_bn", "residual", "flat"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void keepingEverythingChangesNoBit()
    {
        QFETCH(QString, name);
        const study::ModelPtr model = test::open(test::network(name.toStdString()));
        for (const char* repair : {"none", "ar", "ar-scale", "ar-published"}) {
            fold::Plan plan = study::uniformPlan(model->info(), 1, study::GroupSelection::All);
            plan.repair = repair;
            QCOMPARE(test::run(*model, plan)->report().weightsHash, model->info().weightsHash);
        }
    }

    void duplicatedChannelsFoldLosslessly_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("repair");
        for (const char* name :
            {"dup_mlp", "dup_conv_bn", "dup_loose_norm", "dup_residual", "dup_flat"}) {
            for (const char* repair : {"none", "ar", "ar-scale"})
                QTest::addRow("%s %s", name, repair)
                    << QString::fromLatin1(name) << QString::fromLatin1(repair);
        }
    }
    void duplicatedChannelsFoldLosslessly()
    {
        QFETCH(QString, name);
        QFETCH(QString, repair);
        const test::Network network = test::network(name.toStdString());
        const study::ModelPtr model = test::open(network);
        fold::Plan plan;
        plan.repair = repair.toStdString();
        for (const study::GroupInfo& group : model->info().groups) {
            if (group.foldable && isDuplicated(*model, group))
                plan.groups[group.name].k = group.channels / 2;
        }
        QVERIFY(!plan.groups.empty());
        const study::RunPtr run = test::run(*model, plan);
        QVERIFY(run->report().after.parameters < run->report().before.parameters);
        const double error = test::relativeError(
            test::outputOf(run->content().graph, network.input), network.output);
        QVERIFY2(error < kLossless, qPrintable(QString::number(error)));
        for (const study::LayerReport& layer : run->report().layers)
            QVERIFY(std::abs(layer.predicted - 1) < 1e-4);
    }

    void predictedCostIsReal()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        for (double keep : {0.9, 0.5, 0.1}) {
            const fold::Plan plan =
                study::uniformPlan(model->info(), keep, study::GroupSelection::All);
            const study::RunPtr run = test::run(*model, plan); // fails itself if they differ
            const study::Cost cost = study::predictedCost(*model, plan);
            QCOMPARE(run->report().after.parameters, cost.parameters);
            QCOMPARE(run->report().after.macs, cost.macs);
            for (const study::GroupReport& group : run->report().groups)
                QCOMPARE(group.k,
                    static_cast<std::int64_t>(
                        std::floor(keep * static_cast<double>(group.channels) + 1e-9)));
        }
    }

    /// The 4 x 4 example with k = 3 and k = 2; values worked out by hand.
    void fourByFourExample()
    {
        const at::Tensor w1 =
            matrix({.9, .1, .2, .3, .8, .1, .2, .4, .2, .7, .8, .1, .3, .6, .7, .2}, 4);
        const at::Tensor w2 =
            matrix({.4, .5, .6, .1, .3, .5, .7, .2, .8, .3, .1, .6, .7, .2, .2, .7}, 4);
        const at::Tensor x = matrix({1, .5, -.5, .2}, 4);
        const auto output = [&](const fold::MergeMap& map) {
            return at::matmul(
                fold::sumColumns(w2, map), at::matmul(fold::meanRows(w1, map), x).relu());
        };
        const cluster::MergeTree tree = cluster::mergeTree(**cluster::findClusterMethod("ward"),
            cluster::gramMatrix({w1, w2.t().contiguous()}, {}).value(), {})
                                            .value();
        const fold::MergeMap three{tree.cut(3), 3};
        QCOMPARE(three.labels, (std::vector<std::int32_t>{0, 0, 1, 2}));
        QVERIFY(std::abs(tree.inertia()[2] - 0.285) < 1e-12);
        QVERIFY(near(fold::meanRows(w1, three),
            matrix({.85, .1, .2, .35, .2, .7, .8, .1, .3, .6, .7, .2}, 3)));
        QVERIFY(near(fold::sumColumns(w2, three),
            matrix({.9, .6, .1, .8, .7, .2, 1.1, .1, .6, .9, .2, .7}, 4)));
        QVERIFY(near(output(three), matrix({.914, .873, 1.148, 1.020}, 4), 5e-4));
        const fold::MergeMap two{tree.cut(2), 2};
        QCOMPARE(two.labels, (std::vector<std::int32_t>{0, 0, 1, 1}));
        QVERIFY(std::abs(tree.inertia()[1] - 0.805) < 1e-12);
        QVERIFY(near(fold::meanRows(w1, two), matrix({.85, .1, .2, .35, .25, .65, .75, .15}, 2)));
        QVERIFY(near(fold::sumColumns(w2, two), matrix({.9, .7, .8, .9, 1.1, .7, .9, .9}, 4)));
        QVERIFY(near(output(two), matrix({.944, .903, 1.118, .990}, 4), 5e-4));
        QVERIFY(near(output({{0, 1, 2, 3}, 4}), matrix({.910, .865, 1.168, 1.040}, 4), 5e-4));
    }

    void flattenedColumnsAddUpPlaceByPlace()
    {
        // Two channels of two places each: [a0 a1 b0 b1] -> [a0+b0, a1+b1].
        const coupling::Layout flat = {{{0, 2}, coupling::plainFactor(2)}};
        const auto map = fold::axisMap(flat, {fold::MergeMap{{0, 0}, 1}});
        QVERIFY(near(fold::sumColumns(matrix({1, 2, 10, 20}, 1), *map), matrix({11, 22}, 1)));
    }

    void planErrorsNameGroupAndRange_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<qint64>("k");
        QTest::addColumn<QString>("part");
        QTest::newRow("zero") << QStringLiteral("conv1") << qint64{0} << QStringLiteral("1 to 10");
        QTest::newRow("too many") << QStringLiteral("conv1") << qint64{11}
                                  << QStringLiteral("1 to 10");
        QTest::newRow("frozen") << QStringLiteral("head") << qint64{2}
                                << QStringLiteral("network output");
        QTest::newRow("unknown") << QStringLiteral("nowhere") << qint64{2}
                                 << QStringLiteral("no such group");
    }
    void planErrorsNameGroupAndRange()
    {
        QFETCH(QString, group);
        QFETCH(qint64, k);
        QFETCH(QString, part);
        const study::ModelPtr model = test::open(test::network("residual"));
        fold::Plan plan;
        plan.groups[group.toStdString()].k = k;
        study::RunOptions options;
        options.plan = plan;
        const auto run = study::runPlan(*model, options, {}, {});
        QVERIFY(!run.ok());
        QCOMPARE(static_cast<int>(run.error().code), 5);
        QCOMPARE(QString::fromStdString(run.error().where), group);
        QVERIFY2(QString::fromStdString(run.error().message).contains(part),
            run.error().message.c_str());
    }

    void lockedGroupsStay()
    {
        const study::ModelPtr model = test::open(test::network("residual"));
        fold::Plan base;
        base.groups["conv1"] = {9, true};
        const fold::Plan plan =
            study::uniformPlan(model->info(), 0.5, study::GroupSelection::All, base);
        QCOMPARE(plan.groups.at("conv1").k, std::int64_t{9});
        QCOMPARE(plan.groups.at("stem").k, std::int64_t{4});
        const fold::Plan inner =
            study::uniformPlan(model->info(), 0.5, study::GroupSelection::Inner);
        QVERIFY(!inner.groups.contains("stem") && inner.groups.contains("conv1"));
    }

private:
    /// Duplicates have distance zero: the tree has no inertia at half the width.
    static bool isDuplicated(const study::Model& model, const study::GroupInfo& group)
    {
        const auto statistics =
            study::analyseGroup(model, study::groupIndex(model.info(), group.name), {}, {}).value();
        const auto& inertia = statistics->tree.inertia();
        return inertia[static_cast<std::size_t>(group.channels / 2 - 1)] < 1e-9 * inertia[0];
    }
};

QTEST_APPLESS_MAIN(FoldTest)
#include "test_fold.moc"
