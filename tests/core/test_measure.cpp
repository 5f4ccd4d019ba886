// SPDX-License-Identifier: GPL-3.0-or-later
// Variance ratios, data sets and what is written beside a model.
#include "core/base/sha256.h"
#include "core/evaluate/input_batch.h"
#include "core/evaluate/predicted_variance.h"
#include "core/evaluate/variance.h"
#include "core/graph/executor.h"
#include "core/io/data/data_set.h"
#include "core/io/data/idx.h"
#include "core/probe/data_probe.h"
#include "tests/support/references.h"

#include <QTemporaryDir>
#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>

#include <cmath>
#include <map>
#include <set>

using namespace pleat;

namespace {

/// Values of every channel of a tapped tensor [N, C, ...], by plain loops.
std::vector<std::vector<double>> channels(const at::Tensor& tensor)
{
    const at::Tensor flat = tensor.to(at::kDouble).flatten(2).contiguous();
    std::vector<std::vector<double>> result(static_cast<std::size_t>(flat.size(1)));
    for (std::int64_t n = 0; n < flat.size(0); ++n) {
        for (std::int64_t c = 0; c < flat.size(1); ++c) {
            for (std::int64_t p = 0; p < flat.size(2); ++p)
                result[static_cast<std::size_t>(c)].push_back(flat[n][c][p].item<double>());
        }
    }
    return result;
}

double variance(const std::vector<double>& values)
{
    double mean = 0, sum = 0;
    for (double value : values)
        mean += value / static_cast<double>(values.size());
    for (double value : values)
        sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size());
}

at::Tensor tapped(const graph::GraphPtr& graph, graph::ValueId tap, const at::Tensor& input)
{
    at::Tensor result;
    graph::ExecutionHooks hooks;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& made) {
        if (id == tap)
            result = made.toTensor();
    };
    static_cast<void>(graph::Executor::prepare(graph).value().run({input}, hooks));
    return result;
}

} // namespace

class MeasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void varianceRatioEqualsBruteForce()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        const study::Model::Content& content = model->content();
        fold::Plan plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All);
        plan.samples = 6;
        std::map<study::Phase, int> points;
        study::RunOptions options;
        options.plan = plan;
        options.onPoint = [&](const study::LayerPoint& point) { ++points[point.phase]; };
        const study::RunPtr run = study::runPlan(*model, options, {}, {}).value();
        QCOMPARE(points.size(), std::size_t{3});
        QCOMPARE(points[study::Phase::Merged], static_cast<int>(run->report().layers.size()));

        const at::Tensor input =
            probe::dataProbe(model->info().dataPath, content.input, 6, 0).value();
        for (const char* name : {"conv1", "layer1.0.conv1", "layer2.0.downsample.0"}) {
            for (std::size_t l = 0; l < run->report().layers.size(); ++l) {
                const study::LayerReport& report = run->report().layers[l];
                if (report.name != name)
                    continue;
                const coupling::Layer& layer =
                    *std::find_if(content.coupling->layers.begin(), content.coupling->layers.end(),
                        [&](const coupling::Layer& candidate) { return candidate.name == name; });
                const auto before = channels(tapped(content.graph, layer.tap, input));
                const auto after = channels(tapped(run->content().graph, layer.tap, input));
                const auto statistics =
                    study::analyseGroup(*model, coupling::outGroup(layer), {}, {}).value();
                const auto labels = statistics->tree.cut(static_cast<std::int64_t>(after.size()));
                double mean = 0, sum = 0;
                for (const auto& channel : before)
                    mean += variance(channel) / static_cast<double>(before.size());
                int counted = 0;
                for (std::size_t i = 0; i < before.size(); ++i) {
                    if (variance(before[i]) < 1e-8 * mean)
                        continue;
                    sum +=
                        variance(after[static_cast<std::size_t>(labels[i])]) / variance(before[i]);
                    ++counted;
                }
                QVERIFY(std::abs(*report.repaired - sum / counted) < 1e-6 * *report.repaired);
                QCOMPARE(report.leftOut, static_cast<std::int64_t>(before.size()) - counted);
            }
        }
    }

    /// The definition, on numbers: (c + (c - 1) c r) / c^2 for c equal channels of correlation r.
    void predictedRatioOfCorrelatedChannels()
    {
        // Unit rows with cosine 1/2: edges of a tetrahedron from one corner.
        const at::Tensor rows =
            at::tensor({1., 1., 0., 1., 0., 1., 0., 1., 1.}, at::kDouble).view({3, 3});
        QVERIFY(std::abs(evaluate::predictedVarianceRatio(rows, {0, 0, 0}) - 2.0 / 3) < 1e-12);
        QVERIFY(std::abs(evaluate::predictedVarianceRatio(rows, {0, 1, 2}) - 1) < 1e-12);
        const at::Tensor dead = rows.clone();
        dead[2].zero_(); // does not count
        QVERIFY(std::abs(evaluate::predictedVarianceRatio(dead, {0, 0, 1}) - 0.75) < 1e-12);
        const cluster::MergeTree tree({{0, 2, 1, 1, 2}, {1, 3, 2, 2, 3}});
        for (const at::Tensor& each : {rows, dead}) {
            const auto ratios = evaluate::mergedVariances(each, tree).ratios;
            for (std::int64_t k = 1; k <= 3; ++k)
                QVERIFY(std::abs(ratios[static_cast<std::size_t>(k - 1)]
                            - evaluate::predictedVarianceRatio(each, tree.cut(k)))
                    < 1e-12);
        }
        const auto left = evaluate::varianceRatio({1, 1, 0}, {0.5, 3}, {0, 0, 1});
        QCOMPARE(left.ratio, 0.5);
        QCOMPARE(left.leftOut, std::int64_t{1});
    }

    void idxReadsPlainFilesAndRefusesBadOnes()
    {
        QTemporaryDir folder;
        const auto write = [&](const char* name, const QByteArray& bytes) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("cannot write");
            return path.toStdString();
        };
        const QByteArray header = QByteArray::fromHex("00000803000000020000000200000003");
        const auto good = io::readIdx(write("good", header + QByteArray("abcdefghijkl")));
        QVERIFY(good.ok());
        QCOMPARE(good->shape, (std::vector<std::int64_t>{2, 2, 3}));
        QCOMPARE(good->bytes.back(), std::uint8_t{'l'});
        QVERIFY(!io::readIdx(write("short", header + QByteArray("abc"))).ok());
        QVERIFY(!io::readIdx(write("huge", QByteArray::fromHex("00000803ffffffffffffffffffffffff")))
                     .ok());
        QVERIFY(!io::readIdx(write("float", QByteArray::fromHex("00000d01000000010000"))).ok());
        QVERIFY(!io::readIdx(write("text", "hello world")).ok());
        QVERIFY(!io::readDataSet(folder.path().toStdString(), io::Split::Test).ok());
    }

    void debianDataSet()
    {
        const auto data = io::readDataSet("/usr/share/datasets/fashion-mnist", io::Split::Test);
        QVERIFY(data.ok());
        QCOMPARE(data->count, std::int64_t{10000});
        QCOMPARE(data->labels.size(), std::size_t{10000});
        io::InputDescription description;
        description.shape = {3, 32, 32};
        description.pad = 2;
        description.channels = 3;
        description.mean = {0.5};
        description.std = {0.25};
        const at::Tensor batch = evaluate::inputBatch(*data, {7, 9}, description).value();
        QCOMPARE(batch.sizes().vec(), (std::vector<std::int64_t>{2, 3, 32, 32}));
        QCOMPARE(batch[0][0][0][0].item<float>(), -2.0F); // padded with pixels of 0
        const double pixel = data->sample(7)->bytes[14 * 28 + 10] / 255.0;
        QVERIFY(std::abs(batch[0][2][16][12].item<double>() - (pixel - 0.5) / 0.25) < 1e-5);
        description.pad = 0;
        QVERIFY(!evaluate::inputBatch(*data, {0}, description).ok());
    }

    void samplesAreDrawnBySeed()
    {
        const auto drawn = io::drawSamples(1000, 50, 3);
        QCOMPARE(drawn, io::drawSamples(1000, 50, 3));
        QVERIFY(drawn != io::drawSamples(1000, 50, 4));
        QCOMPARE(std::set<std::int64_t>(drawn.begin(), drawn.end()).size(), std::size_t{50});
        QCOMPARE(io::drawSamples(5, 0, 0).size(), std::size_t{5});
    }

    void sha256OfAKnownText()
    {
        Sha256 hash;
        hash.add("abc", 3);
        QCOMPARE(hash.finish(),
            std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void recipesSurviveTheDisk()
    {
        fold::Recipe recipe{
            {{{"conv1", {5, true}}, {"fc", {7, false}}}, {"kmeans", {"fused", 0.5, 2}, 3}, "prune",
                "ls+bn", "data:/x", 99, 17, 12},
            "abc", "net", "net.probe.npy"};
        const auto again = fold::recipeFromJson(fold::toJson(recipe), "r");
        QVERIFY(again.ok());
        QVERIFY(again->plan == recipe.plan);
        QCOMPARE(again->probeFile, recipe.probeFile);
        QCOMPARE(fold::toJson(*again), fold::toJson(recipe));
    }

    /// |2.5 - 2| in units of sqrt(2); the constant and the pruned channel are left out.
    void meanErrorInStandardDeviations()
    {
        const evaluate::LayerMoments original{{1, 3, 0, 7}, {1, 3, 0, 5}};
        const evaluate::LayerMoments folded{{2.5, 9}, {1, 1}};
        const double error = evaluate::meanError(original, folded, {0, 0, 1, -1});
        QVERIFY(std::abs(error - 0.5 / std::sqrt(2.0)) < 1e-12);
        const auto ratio = evaluate::varianceRatio(original.variance, {3, 1}, {0, 0, 1, -1});
        QVERIFY(std::abs(ratio.ratio - 2) < 1e-12);
        QCOMPARE(ratio.leftOut, std::int64_t(2));
    }

    void badRecipes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no json") << QByteArray("hello");
        QTest::newRow("no recipe") << QByteArray("{}");
        QTest::newRow("newer") << QByteArray("{\"pleat_recipe\": 99}");
        QTest::newRow("k is text")
            << QByteArray("{\"pleat_recipe\": 1, \"groups\": {\"a\": {\"k\": \"5\"}}}");
        QTest::newRow("k is negative")
            << QByteArray("{\"pleat_recipe\": 1, \"groups\": {\"a\": {\"k\": -5}}}");
        QTest::newRow("groups is a list") << QByteArray("{\"pleat_recipe\": 1, \"groups\": [1]}");
        QTest::newRow("seed is text") << QByteArray("{\"pleat_recipe\": 1, \"seed\": \"x\"}");
    }
    void badRecipes()
    {
        QFETCH(QByteArray, text);
        const auto recipe = fold::recipeFromJson(text.toStdString(), "r.json");
        QVERIFY(!recipe.ok());
        QCOMPARE(static_cast<int>(recipe.error().code), 3);
    }

    void badInputDescriptions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no json") << QByteArray("x");
        QTest::newRow("list") << QByteArray("[1]");
        QTest::newRow("shape of text") << QByteArray("{\"shape\": [\"3\"]}");
        QTest::newRow("shape of zero") << QByteArray("{\"shape\": [3, 0]}");
        QTest::newRow("std of zero") << QByteArray("{\"std\": [0]}");
        QTest::newRow("pad of text") << QByteArray("{\"pad\": \"2\"}");
        QTest::newRow("huge pad") << QByteArray("{\"pad\": 1000000}");
        QTest::newRow("resize of one") << QByteArray("{\"resize\": [3]}");
    }
    void badInputDescriptions()
    {
        QFETCH(QByteArray, text);
        const auto description = io::inputDescriptionFromJson(text.toStdString(), "input.json");
        QVERIFY(!description.ok());
        QCOMPARE(static_cast<int>(description.error().code), 3);
    }
};

QTEST_APPLESS_MAIN(MeasureTest)
#include "test_measure.moc"
