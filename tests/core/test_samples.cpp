// SPDX-License-Identifier: GPL-3.0-or-later
// The samples on all 10 000 test images: what they claim, and what folding may cost.
#include "tests/support/references.h"

#include <QTest>

#include <cmath>

using namespace pleat;

namespace {

double accuracy(const study::Model& model)
{
    return *study::evaluateModel(model, nullptr, {}, {}).value().accuracy;
}

double accuracy(const study::RunPtr& run, const std::string& name)
{
    const std::string path = test::referencePath(name);
    if (!study::saveModel(*run, path).ok())
        throw std::runtime_error("cannot save " + path);
    return accuracy(*test::open(path));
}

} // namespace

class SamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }

    void samplesReachWhatTheyClaim_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<double>("atLeast");
        QTest::newRow("mlp") << QStringLiteral("mlp.pt") << 0.88;
        QTest::newRow("resnet18") << QStringLiteral("resnet18.pt") << 0.90;
        QTest::newRow("vgg11") << QStringLiteral("vgg11.pt") << 0.90;
        QTest::newRow("mobile") << QStringLiteral("mobile.pt") << 0.88;
    }
    void samplesReachWhatTheyClaim()
    {
        QFETCH(QString, file);
        QFETCH(double, atLeast);
        const study::ModelPtr model = test::open(test::samplePath(file.toStdString()));
        const double reached = accuracy(*model);
        QVERIFY(reached >= atLeast);
        QVERIFY(
            std::abs(reached - model->info().tested) < 0.0006); // a few images near the boundary
    }

    void foldingCostsLittle_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("repair");
        QTest::addColumn<double>("keep");
        QTest::addColumn<bool>("inner");
        QTest::addColumn<double>("points");
        QTest::newRow("resnet18 ar 0.75")
            << QStringLiteral("resnet18") << QStringLiteral("ar") << 0.75 << false << 4.0;
        QTest::newRow("resnet18 inner 0.5")
            << QStringLiteral("resnet18") << QStringLiteral("ar") << 0.5 << true << 4.0;
        QTest::newRow("resnet18 bn 0.5")
            << QStringLiteral("resnet18") << QStringLiteral("bn") << 0.5 << false << 12.0;
        QTest::newRow("vgg11 bn 0.75")
            << QStringLiteral("vgg11") << QStringLiteral("bn") << 0.75 << false << 7.0;
        QTest::newRow("mobile bn 0.75")
            << QStringLiteral("mobile") << QStringLiteral("bn") << 0.75 << false << 4.0;
        QTest::newRow("mobile ar 0.75")
            << QStringLiteral("mobile") << QStringLiteral("ar") << 0.75 << false << 8.0;
        QTest::newRow("mlp none 0.5")
            << QStringLiteral("mlp") << QStringLiteral("none") << 0.5 << false << 1.0;
        QTest::newRow("mlp ar 0.5")
            << QStringLiteral("mlp") << QStringLiteral("ar") << 0.5 << false << 1.0;
    }
    void foldingCostsLittle()
    {
        QFETCH(QString, file);
        QFETCH(QString, repair);
        QFETCH(double, keep);
        QFETCH(bool, inner);
        QFETCH(double, points);
        const study::ModelPtr model = test::open(test::samplePath(file.toStdString() + ".pt"));
        fold::Plan plan = study::uniformPlan(
            model->info(), keep, inner ? study::GroupSelection::Inner : study::GroupSelection::All);
        plan.repair = repair.toStdString();
        if (plan.repair == "bn")
            plan.probe = "data:" + model->info().dataPath;
        const double lost =
            100 * (accuracy(*model) - accuracy(test::run(*model, plan), "folded_sample.pt"));
        qInfo("%s loses %.2f points", QTest::currentDataTag(), lost);
        QVERIFY(lost <= points);
    }

    /// (W, mu, gamma) of half of the channels negated is the same function and must fold alike.
    void negatedChannelsFoldAlike()
    {
        const study::ModelPtr plain = test::open(test::samplePath("resnet18.pt"));
        const study::ModelPtr negated = test::open(test::referencePath("negated.pt"));
        QVERIFY(plain->info().weightsHash != negated->info().weightsHash);
        const fold::Plan plan = study::uniformPlan(plain->info(), 0.6, study::GroupSelection::All);
        const double expected = accuracy(test::run(*plain, plan), "plain_folded.pt");
        const double reached = accuracy(test::run(*negated, plan), "negated_folded.pt");
        QVERIFY2(std::abs(expected - reached) < 0.001,
            qPrintable(QStringLiteral("%1 %2").arg(expected).arg(reached)));
    }

    void labelsAndPlansAreTheSameForOneAndTwoThreads()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        for (std::size_t g = 0; g < model->info().groups.size(); ++g) {
            if (!model->info().groups[g].foldable)
                continue;
            setThreadCount(1);
            const auto one = study::analyseGroup(*model, static_cast<int>(g), {}, {}).value();
            setThreadCount(2);
            const auto two = study::analyseGroup(*model, static_cast<int>(g), {}, {}).value();
            for (std::int64_t k = 1; k <= one->tree.channels(); k += 7)
                QCOMPARE(one->tree.cut(k), two->tree.cut(k));
        }
        const fold::Plan plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All);
        setThreadCount(1);
        const std::string one = test::run(*model, plan)->report().weightsHash;
        setThreadCount(2);
        QCOMPARE(test::run(*model, plan)->report().weightsHash, one);
    }

    void aCancelledRunStopsAtOnce()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        std::stop_source source;
        StageContext context;
        context.stop = source.get_token();
        study::RunOptions options;
        options.plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All);
        int points = 0;
        options.onPoint = [&](const study::LayerPoint&) {
            if (++points == 3)
                source.request_stop();
        };
        const auto run = study::runPlan(*model, options, {}, context);
        QVERIFY(!run.ok());
        QCOMPARE(static_cast<int>(run.error().code), 6);
        QVERIFY(points <= 4); // one operator later at most
    }
};

QTEST_APPLESS_MAIN(SamplesTest)
#include "test_samples.moc"
