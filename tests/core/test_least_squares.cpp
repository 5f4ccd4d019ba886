// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares on networks, beside the formulas written out with PyTorch, and what it promises
// where a fold loses nothing.
#include "core/probe/random.h"
#include "core/repair/augmentation.h"
#include "core/repair/least_squares.h"
#include "tests/support/folding.h"

#include <QTest>

#include <ATen/TensorOperators.h>

#include <cmath>

using namespace pleat;
using repair::LeastSquaresOptions;
using repair::Unknowns;

namespace {

/// A folded network and its probe.
struct Subject
{
    study::ModelPtr model;
    at::Tensor probe, output; ///< of PyTorch
    fold::FoldedNetwork folded;

    graph::GraphPtr fitted(const LeastSquaresOptions& options) const
    {
        return repair::leastSquares({folded, test::merged(folded), probe}, options, {}).value();
    }
};

/// The probe as it is, no rescaling: the formulas alone.
LeastSquaresOptions bare(Unknowns unknowns, double ridge)
{
    LeastSquaresOptions options;
    options.unknowns = unknowns;
    options.ridge = ridge;
    options.rescale = false;
    options.copies = 0;
    return options;
}

Subject subjectOf(const std::string& name, test::LabelsByGroup labels = {})
{
    const test::Network network = test::network(name, "repairs.json");
    Subject subject{test::open(network), network.input, network.output, {}};
    if (labels.empty())
        labels = test::halves(subject.model->info());
    subject.folded = test::foldedBy(*subject.model, labels);
    return subject;
}

Subject chain()
{
    test::LabelsByGroup labels;
    const test::TensorSet set = test::tensorSet("chain.labels");
    for (int i = 0; i < 3; ++i) {
        const at::Tensor ofLayer = set.at("labels" + std::to_string(i)).to(at::kInt);
        labels["conv" + std::to_string(i + 1)] = {
            ofLayer.data_ptr<int>(), ofLayer.data_ptr<int>() + ofLayer.numel()};
    }
    return subjectOf("chain", labels);
}

/// The largest relative difference of the chain's fused layers from those that Python made.
double chainDifference(const Subject& subject, const graph::Graph& folded,
    const test::TensorSet& wanted, bool withBiases = true)
{
    const char* names[] = {"conv1", "conv2", "conv3", "head"};
    double largest = 0;
    for (int i = 0; i < 4; ++i) {
        const auto rows = test::rowsOf(folded, test::layerCalled(*subject.model, names[i]));
        const at::Tensor weight = wanted.at("weight" + std::to_string(i));
        largest = std::max(
            largest, test::relativeError(rows.weight, weight.reshape(rows.weight.sizes())));
        if (withBiases)
            largest = std::max(
                largest, test::relativeError(rows.bias, wanted.at("bias" + std::to_string(i))));
    }
    return largest;
}

} // namespace

class LeastSquaresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTorch_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<bool>("rescale");
        for (const char* form : {"kernel", "channel"}) {
            QTest::addRow("%s fitted", form) << QString::fromLatin1(form) << false;
            QTest::addRow("%s rescaled", form) << QString::fromLatin1(form) << true;
        }
    }
    void equalsTorch()
    {
        QFETCH(QString, form);
        QFETCH(bool, rescale);
        const Subject subject = chain();
        LeastSquaresOptions options =
            bare(form == QLatin1String("kernel") ? Unknowns::Kernel : Unknowns::Channels, 0.05);
        options.rescale = rescale;
        const graph::GraphPtr fitted = subject.fitted(options);
        const test::TensorSet wanted =
            test::tensorSet("chain." + form.toStdString() + (rescale ? ".rescaled" : ".fitted"));
        QVERIFY(chainDifference(subject, *fitted, wanted) < 1e-4);
        const at::Tensor output = test::outputOf(fitted, subject.probe);
        QVERIFY(test::relativeError(output.to(at::kDouble), wanted.at("output")) < 1e-4);
        // It is no plain fold, and better than one.
        const at::Tensor plain = test::outputOf(test::merged(subject.folded), subject.probe);
        QVERIFY(chainDifference(subject, *fitted, test::tensorSet("chain.merged")) > 1e-2);
        const auto loss = [&](const at::Tensor& y) {
            return (y - test::outputOf(subject.model->content().graph, subject.probe))
                .square()
                .sum()
                .item<double>();
        };
        QVERIFY(loss(output) < loss(plain));
    }

    /// The bias is fitted in any case, so only weights are compared.
    void infiniteRidgeIsThePlainFold()
    {
        const Subject subject = chain();
        const test::TensorSet wanted = test::tensorSet("chain.merged");
        for (const Unknowns unknowns : {Unknowns::Kernel, Unknowns::Channels}) {
            const graph::GraphPtr fitted = subject.fitted(bare(unknowns, INFINITY));
            QVERIFY(chainDifference(subject, *fitted, wanted, false) < 1e-5);
            // Nor does a huge one leave more than a trace.
            const graph::GraphPtr nearly = subject.fitted(bare(unknowns, 1e7));
            QVERIFY(chainDifference(subject, *nearly, wanted, false) < 1e-4);
        }
    }

    /// The removed channels are mixtures of what is left, and the consumer finds them.
    void withoutRidgeItIsLosslessWhereItCanBe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("convolution") << QStringLiteral("low_rank");
        QTest::newRow("tokens") << QStringLiteral("low_rank_tokens");
        QTest::newRow("flatten") << QStringLiteral("low_rank_flat");
    }
    void withoutRidgeItIsLosslessWhereItCanBe()
    {
        QFETCH(QString, name);
        const std::string network = name.toStdString();
        const std::string producer = network == "low_rank_tokens" ? "fc1" : "conv";
        const Subject subject = subjectOf(network, {{producer, test::everyKth(8, 4)}});
        const at::Tensor wanted = test::outputOf(subject.model->content().graph, subject.probe);
        QVERIFY(test::relativeError(wanted.narrow(0, 0, subject.output.size(0)), subject.output)
            < 1e-5);
        const at::Tensor plain = test::outputOf(test::merged(subject.folded), subject.probe);
        QVERIFY(test::relativeError(plain, wanted) > 0.1);
        for (const bool rescale : {false, true}) {
            LeastSquaresOptions options = bare(Unknowns::Kernel, 1e-9);
            options.rescale = rescale;
            const at::Tensor found = test::outputOf(subject.fitted(options), subject.probe);
            QVERIFY(test::relativeError(found, wanted) < 1e-4);
        }
    }

    /// Equal channels merge without loss: grouped, depthwise and transposed convolutions, tokens,
    /// attention, concatenations. Nothing is left to learn.
    void equalChannelsStayLossless_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::couplingCaseNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void equalChannelsStayLossless()
    {
        QFETCH(QString, name);
        const test::CouplingCase expected = test::couplingCase(name.toStdString());
        if (expected.inputs.size() != 1 || expected.anyResult || expected.groups.empty())
            return; // no probe of several inputs; no pairs that are known
        const study::ModelPtr model = test::open(expected.path, expected.inputShapes);
        const Subject subject{
            model, expected.inputs[0], {}, test::foldedBy(*model, test::pairs(expected))};
        std::vector<graph::GraphPtr> graphs;
        for (const Unknowns unknowns : {Unknowns::Kernel, Unknowns::Channels})
            graphs.push_back(subject.fitted(bare(unknowns, 0.05)));
        graphs.push_back(test::repaired(subject.folded, "repair", subject.probe));
        for (const graph::GraphPtr& graph : graphs)
            QVERIFY(test::relativeError(test::outputsOf(graph, expected.inputs), expected.outputs)
                < 1e-4);
    }

    /// Layers that are no product of patches keep their merged rows, brought to their targets.
    void transposedConvolutionsAreNotSolved()
    {
        const Subject subject = subjectOf("plain");
        const graph::GraphPtr fitted = subject.fitted(bare(Unknowns::Kernel, 0.05));
        const auto& up = test::layerCalled(*subject.model, "up");
        const auto after = test::rowsOf(*fitted, up);
        const auto before = test::rowsOf(*test::merged(subject.folded), up);
        QVERIFY(test::relativeError(after.weight, before.weight) < 1e-6);
        const auto& conv2 = test::layerCalled(*subject.model, "conv2");
        QVERIFY(test::relativeError(test::rowsOf(*fitted, conv2).weight,
                    test::rowsOf(*test::merged(subject.folded), conv2).weight)
            > 1e-3);
    }

    void theProbeIsMultiplied()
    {
        const at::Tensor grey = probe::normalNoise({9, 1, 16, 16}, 1).expand({9, 3, 16, 16}) + 2;
        const at::Tensor more = repair::variants(grey, 4, 3);
        QCOMPARE(more.size(0), std::int64_t(36));
        QVERIFY(more.select(1, 0).equal(more.select(1, 2)));
        QVERIFY(more.equal(repair::variants(grey, 4, 3)));
        QVERIFY(!more.equal(repair::variants(grey, 4, 4)));
        QVERIFY(std::abs((more - 2).square().mean().item<double>() - 1) < 0.1);
        QVERIFY(repair::variants(grey, 0, 3).size(0) == 0);
        const at::Tensor rows = probe::normalNoise({200, 7}, 1);
        QVERIFY(std::abs(repair::variants(rows, 3, 1).var().item<double>() - 1) < 0.1);
    }

    void cancels()
    {
        const Subject subject = chain();
        std::stop_source source;
        source.request_stop();
        StageContext context;
        context.stop = source.get_token();
        const auto fitted = repair::leastSquares(
            {subject.folded, test::merged(subject.folded), subject.probe}, {}, context);
        QVERIFY(!fitted.ok());
        QCOMPARE(fitted.error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(LeastSquaresTest)
#include "test_least_squares.moc"
