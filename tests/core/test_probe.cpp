// SPDX-License-Identifier: GPL-3.0-or-later
// Probes that are made: deep inversion beside PyTorch's autograd, and what it promises; noise.
#include "core/probe/deep_inversion.h"
#include "core/probe/noise_probe.h"
#include "core/probe/random.h"
#include "core/study/probe_content.h"
#include "tests/support/folding.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>

#include <algorithm>
#include <cmath>

using namespace pleat;

namespace {

const std::string kListing = "inversions.json";

/// As input.json describes it: grey images are repeated, colours are as they are.
io::InputDescription description(bool grey)
{
    io::InputDescription input;
    input.shape = {3, 10, 9};
    input.channels = grey ? 3 : 0;
    input.mean = grey ? std::vector<double>{0.5} : std::vector<double>{0.5, 0.4, 0.3};
    input.std = grey ? std::vector<double>{0.25} : std::vector<double>{0.2, 0.25, 0.3};
    return input;
}

graph::GraphPtr networkCalled(const std::string& name, const std::string& listing = kListing)
{
    return test::open(test::network(name, listing))->content().graph;
}

probe::InversionOptions options(std::int64_t images, std::int64_t batch, std::int64_t steps)
{
    probe::InversionOptions result;
    result.images = images;
    result.batch = batch;
    result.steps = steps;
    return result;
}

StageContext seeded(std::uint64_t seed)
{
    StageContext context;
    context.seed = seed;
    return context;
}

Result<probe::InvertedImages> inverted(bool grey, const probe::InversionOptions& options,
    const StageContext& context = {}, const probe::InversionWatcher& watch = {})
{
    return probe::invert(networkCalled(grey ? "inversion_grey" : "inversion_rgb"),
        description(grey), options, watch, context);
}

double least(const std::vector<probe::InversionStep>& curve)
{
    return std::min_element(curve.begin(), curve.end(), [](const auto& a, const auto& b) {
        return a.loss.total < b.loss.total;
    })->loss.total;
}

/// Of whole images, whose labels count from 0.
double lossOf(const at::Tensor& images, bool grey)
{
    const auto objective =
        probe::InversionObjective::prepare(networkCalled(grey ? "inversion_grey" : "inversion_rgb"),
            probe::InputDomain(description(grey)), {})
            .value();
    const at::Tensor labels = at::arange(images.size(0), at::kLong).remainder(4);
    return objective.evaluate(grey ? images.narrow(1, 0, 1) : images, labels, {}).value().total;
}

bool isGrey(const at::Tensor& images)
{
    return images.select(1, 0).equal(images.select(1, 1))
        && images.select(1, 0).equal(images.select(1, 2));
}

bool inRange(const at::Tensor& images, const io::InputDescription& input)
{
    const probe::InputDomain domain(input);
    return (images >= domain.lowest()).all().item<bool>()
        && (images <= domain.highest()).all().item<bool>();
}

bool close(double value, const at::Tensor& wanted)
{
    return std::abs(value - wanted.item<double>()) < 1e-4 * std::abs(wanted.item<double>());
}

} // namespace

class ProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectiveEqualsAutograd_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::networkNames(kListing))
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void objectiveEqualsAutograd()
    {
        QFETCH(QString, name);
        const bool grey = name == QLatin1String("inversion_grey");
        const test::TensorSet set = test::tensorSet(name.toStdString() + ".inversion");
        const auto objective = probe::InversionObjective::prepare(
            networkCalled(name.toStdString()), probe::InputDomain(description(grey)), {});
        QVERIFY(objective.ok());
        QCOMPARE(objective->classes(), std::int64_t(4));
        const at::Tensor inputs = set.at("inputs").to(at::kFloat).contiguous().requires_grad_(true);
        const auto loss = objective->evaluate(inputs, set.at("labels").to(at::kLong), {});
        QVERIFY2(loss.ok(), loss.ok() ? "" : toString(loss.error()).c_str());
        QVERIFY(close(loss->total, set.at("total")));
        QVERIFY(close(loss->classes, set.at("parts")[0]));
        QVERIFY(close(loss->statistics, set.at("parts")[1]));
        QVERIFY(close(loss->variation, set.at("parts")[2]));
        QVERIFY(close(loss->norm, set.at("parts")[3]));
        QVERIFY(test::relativeError(inputs.grad().to(at::kDouble), set.at("gradient")) < 1e-4);
    }

    void weightsWeighTheParts()
    {
        const at::Tensor inputs = probe::normalNoise({6, 3, 10, 9}, 1);
        const at::Tensor labels = at::arange(6, at::kLong).remainder(4);
        const probe::InversionWeights weights{0.5, 2, 0.25, 3};
        const auto loss = probe::InversionObjective::prepare(
            networkCalled("inversion_rgb"), probe::InputDomain(description(false)), weights)
                              .value()
                              .evaluate(inputs, labels, {})
                              .value();
        const double total =
            0.5 * loss.classes + 2 * loss.statistics + 0.25 * loss.variation + 3 * loss.norm;
        QVERIFY(std::abs(loss.total - total) < 1e-5 * total);
        QVERIFY(!inputs.grad().defined()); // nobody asked for it
    }

    void objectiveOnOneAndTwoThreads()
    {
        std::vector<at::Tensor> gradients;
        std::vector<double> losses;
        const auto objective = probe::InversionObjective::prepare(
            networkCalled("inversion_rgb"), probe::InputDomain(description(false)), {})
                                   .value();
        for (const int threads : {1, 2}) {
            const test::Threads scope(threads);
            const at::Tensor inputs = probe::normalNoise({128, 3, 10, 9}, 1).requires_grad_(true);
            const at::Tensor labels = at::arange(128, at::kLong).remainder(4);
            losses.push_back(objective.evaluate(inputs, labels, {}).value().total);
            gradients.push_back(inputs.grad());
        }
        QVERIFY(std::abs(losses[0] - losses[1]) < 1e-4 * losses[0]);
        QVERIFY(test::relativeError(gradients[1], gradients[0]) < 1e-4);
    }

    void lossFallsAndImagesFitTheDomain_data()
    {
        QTest::addColumn<bool>("grey");
        QTest::newRow("grey") << true;
        QTest::newRow("rgb") << false;
    }
    void lossFallsAndImagesFitTheDomain()
    {
        QFETCH(bool, grey);
        const auto images = inverted(grey, options(16, 16, 60));
        QVERIFY(images.ok());
        QVERIFY(images->complete);
        QCOMPARE(images->steps, std::int64_t(60));
        QCOMPARE(images->curve.size(), std::size_t(60));
        QVERIFY(images->curve.back().loss.total < 0.7 * images->curve.front().loss.total);
        QCOMPARE(images->inputs.sizes().vec(), (std::vector<std::int64_t>{16, 3, 10, 9}));
        QCOMPARE(isGrey(images->inputs), grey);
        QVERIFY(inRange(images->inputs, description(grey)));
        // The best, not the last.
        const double found = lossOf(images->inputs, grey);
        QVERIFY(std::abs(found - least(images->curve)) < 1e-5 * found);
    }

    void theSeedDecides()
    {
        const auto first = inverted(true, options(10, 4, 8), seeded(7)).value().inputs;
        const auto again = inverted(true, options(10, 4, 8), seeded(7)).value().inputs;
        const auto other = inverted(true, options(10, 4, 8), seeded(8)).value().inputs;
        QCOMPARE(first.size(0), std::int64_t(10)); // batches of 3, 3 and 4
        QVERIFY(first.equal(again));
        QVERIFY(!first.equal(other));
        // No batch is another's copy.
        QVERIFY(!first.narrow(0, 0, 3).equal(first.narrow(0, 3, 3)));
    }

    void cancelledItKeepsTheBestSoFar_data()
    {
        QTest::addColumn<int>("last");
        QTest::newRow("after the first step") << 0;
        QTest::newRow("later") << 9;
    }
    void cancelledItKeepsTheBestSoFar()
    {
        QFETCH(int, last);
        std::stop_source source;
        StageContext context;
        context.stop = source.get_token();
        const auto images = inverted(true, options(12, 12, 60), context,
            [&](const probe::InversionStep& step, const at::Tensor&) {
                if (step.step == last)
                    source.request_stop();
            });
        QVERIFY(images.ok());
        QVERIFY(!images->complete);
        QCOMPARE(images->curve.size(), static_cast<std::size_t>(last) + 1);
        const double found = lossOf(images->inputs, true);
        QVERIFY(std::abs(found - least(images->curve)) < 1e-5 * found);
        QVERIFY(inRange(images->inputs, description(true)));
    }

    void cancelledInALaterBatch()
    {
        std::stop_source source;
        StageContext context;
        context.stop = source.get_token();
        const auto watch = [&](const probe::InversionStep& step, const at::Tensor&) {
            if (step.step == 5)
                source.request_stop();
        };
        const auto images = inverted(false, options(12, 4, 4), context, watch);
        QVERIFY(images.ok());
        QVERIFY(!images->complete);
        QCOMPARE(images->inputs.size(0), std::int64_t(8)); // two batches of three
        QCOMPARE(images->steps, std::int64_t(12));
    }

    void cancelledBeforeTheFirstStep()
    {
        std::stop_source source;
        source.request_stop();
        StageContext context;
        context.stop = source.get_token();
        const auto images = inverted(true, options(4, 4, 5), context);
        QVERIFY(!images.ok());
        QCOMPARE(images.error().code, ErrorCode::Cancelled);
    }

    void withoutBatchNormNoiseIsNamed()
    {
        const auto images =
            probe::invert(networkCalled("plain", "repairs.json"), description(false), {}, {}, {});
        QVERIFY(!images.ok());
        QCOMPARE(images.error().code, ErrorCode::Unsupported);
        QVERIFY(images.error().hint.find("noise") != std::string::npos);
    }

    void noiseIsOfUnitVarianceAndInRange()
    {
        for (const bool grey : {true, false}) {
            io::InputDescription input = description(grey);
            const at::Tensor noise = probe::noiseProbe(input, 64, 3);
            QCOMPARE(noise.sizes().vec(), (std::vector<std::int64_t>{64, 3, 10, 9}));
            QCOMPARE(isGrey(noise), grey);
            QVERIFY(inRange(noise, input));
            QVERIFY(noise.equal(probe::noiseProbe(input, 64, 3)));
            QVERIFY(!noise.equal(probe::noiseProbe(input, 64, 4)));
            input.mean = {0};
            input.std = {1}; // no range is known
            const at::Tensor free = probe::noiseProbe(input, 64, 3);
            QVERIFY(std::abs(free.mean().item<double>()) < 1e-4);
            QVERIFY(std::abs(free.std().item<double>() - 1) < 1e-3);
            // Neighbours are alike.
            const at::Tensor steps = free.narrow(3, 1, 8) - free.narrow(3, 0, 8);
            QVERIFY(steps.square().mean().item<double>() < 1.2);
        }
        io::InputDescription features;
        features.shape = {17};
        QCOMPARE(
            probe::noiseProbe(features, 5, 0).sizes().vec(), (std::vector<std::int64_t>{5, 17}));
    }

    void savedAndLoadedItIsTheSame()
    {
        const study::ModelPtr model = test::open(test::network("inversion_rgb", kListing));
        const study::ProbeRequest request{"noise", 20, 5};
        const auto made = study::makeProbe(*model, request, {}, {}).value();
        QVERIFY(study::fits(*made, request, *model));
        QVERIFY(!study::fits(*made, {"noise", 20, 6}, *model));
        QVERIFY(!study::fits(*made, {"noise", 21, 5}, *model));
        QVERIFY(!study::fits(*made, {"inversion", 20, 5}, *model));
        const study::ModelPtr other = test::open(test::network("inversion_grey", kListing));
        QVERIFY(!study::fits(*made, request, *other));
        const std::string path = test::referencePath("probe_test.npy");
        QVERIFY(study::saveProbe(*made, path).ok());
        const auto loaded = study::loadProbe(*model, request, path).value();
        QVERIFY(loaded->content().inputs.equal(made->content().inputs));
        QVERIFY(loaded->info().fromFile);
    }
};

QTEST_APPLESS_MAIN(ProbeTest)
#include "test_probe.moc"
