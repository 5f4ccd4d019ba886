// SPDX-License-Identifier: GPL-3.0-or-later
// Repairs of whole networks: what each promises of the statistics, and what all have in common.
#include "core/evaluate/channel_moments.h"
#include "core/fold/merge_map.h"
#include "core/probe/random.h"
#include "tests/support/folding.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/isfinite.h>

#include <cmath>

using namespace pleat;

namespace {

struct Folded
{
    study::ModelPtr model;
    at::Tensor probe;
    fold::FoldedNetwork network;
};

Folded foldedHalf(const std::string& name, const std::string& listing)
{
    const test::Network network = test::network(name, listing);
    Folded result{test::open(network), network.input, {}};
    result.network = test::foldedBy(*result.model, test::halves(result.model->info()));
    return result;
}

evaluate::ChannelMoments momentsOf(const at::Tensor& values, std::int64_t axis)
{
    evaluate::ChannelMoments moments;
    moments.add(values, axis);
    return moments;
}

const at::Tensor& tensorOf(const graph::Graph& graph, graph::ParameterId id)
{
    return graph.parameter(id).tensor;
}

/// Every repair and some chains.
std::vector<std::string> allRepairs()
{
    std::vector<std::string> ids{"ar+bn", "ls+bn", "ls-channel+repair", "none+ls+bn"};
    for (const repair::RepairMethod* method : repair::repairMethods())
        ids.push_back(method->id);
    return ids;
}

void addRepairRows()
{
    QTest::addColumn<QString>("repair");
    for (const std::string& id : allRepairs())
        QTest::newRow(id.c_str()) << QString::fromStdString(id);
}

fold::Plan planWith(const study::Model& model, double keep, const QString& repair)
{
    fold::Plan plan = study::uniformPlan(model.info(), keep, study::GroupSelection::All);
    plan.repair = repair.toStdString();
    plan.probe = "noise";
    plan.samples = 40;
    plan.images = 8;
    return plan;
}

/// Empty if the run has the predicted costs and a finite output of the right shape.
QString soundness(const study::Model& model, const study::Run& run, const at::Tensor& input)
{
    const study::Cost cost = study::predictedCost(model, run.plan());
    if (cost.parameters != run.report().after.parameters || cost.macs != run.report().after.macs)
        return QStringLiteral("other costs than predicted");
    const at::Tensor output = test::outputOf(run.content().graph, input);
    if (output.sizes() != test::outputOf(model.content().graph, input).sizes())
        return QStringLiteral("an output of another shape");
    return at::isfinite(output).all().item<bool>() ? QString()
                                                   : QStringLiteral("output is not finite");
}

} // namespace

class RepairedNetworksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Python makes the folded layers itself and lets nn.BatchNorm2d (momentum None) see the probe.
    void reestimationEqualsTorch()
    {
        const test::Network network = test::network("chain", "repairs.json");
        const study::ModelPtr model = test::open(network);
        test::LabelsByGroup labels;
        for (int i = 0; i < 3; ++i) {
            const at::Tensor ofLayer =
                test::tensorSet("chain.labels").at("labels" + std::to_string(i)).to(at::kInt);
            labels["conv" + std::to_string(i + 1)] = {
                ofLayer.data_ptr<int>(), ofLayer.data_ptr<int>() + ofLayer.numel()};
        }
        const fold::FoldedNetwork folded = test::foldedBy(*model, labels);
        const graph::GraphPtr repaired = test::repaired(folded, "bn", network.input);
        const test::TensorSet wanted = test::tensorSet("chain.bn");
        for (int i = 0; i < 3; ++i) {
            const auto& layer = test::layerCalled(*model, "conv" + std::to_string(i + 1));
            const at::Tensor mean = tensorOf(*repaired, layer.norm->mean).to(at::kDouble);
            const at::Tensor variance = tensorOf(*repaired, layer.norm->variance).to(at::kDouble);
            QVERIFY(test::relativeError(mean, wanted.at("mean" + std::to_string(i))) < 1e-4);
            QVERIFY(
                test::relativeError(variance, wanted.at("variance" + std::to_string(i))) < 1e-4);
        }
    }

    /// Mean and standard deviation of every folded layer are the clusters' of the original.
    void repairReachesTheMomentsOfTheProbe()
    {
        const Folded folded = foldedHalf("plain", "repairs.json");
        const graph::GraphPtr merged = test::merged(folded.network);
        const graph::GraphPtr repaired = test::repaired(folded.network, "repair", folded.probe);
        const auto before = test::taps(folded.model->content().graph, folded.probe);
        const auto plain = test::taps(merged, folded.probe);
        const auto after = test::taps(repaired, folded.probe);
        QCOMPARE(folded.network.layers.size(), std::size_t(4));
        for (const fold::FoldedLayer& entry : folded.network.layers) {
            const auto& layer = folded.model->content().coupling->layers[entry.layer];
            const auto axis = layer.view.channelAxis;
            const auto original = momentsOf(before.at(layer.tap), axis);
            const at::Tensor mean = fold::meanRows(original.mean(), entry.rows);
            const at::Tensor std = fold::meanRows(original.variance(), entry.rows).sqrt();
            const auto now = momentsOf(after.at(layer.tap), axis);
            const double scale = std.max().item<double>();
            QVERIFY((now.variance().sqrt() - std).abs().max().item<double>() < 1e-3 * scale);
            const double off = (now.mean() - mean).abs().max().item<double>();
            if (layer.view.bias.valid())
                QVERIFY(off < 1e-3 * scale);
            else
                QVERIFY(off > 1e-3 * scale); // there is nothing to shift it with
            const auto unrepaired = momentsOf(plain.at(layer.tap), axis);
            QVERIFY((unrepaired.variance().sqrt() - std).abs().max().item<double>() > 0.02 * scale);
        }
        // The last layer kept its rows: it is as it was merged.
        const auto& last = test::layerCalled(*folded.model, "fc2");
        QVERIFY(tensorOf(*repaired, last.view.weight).equal(tensorOf(*merged, last.view.weight)));
    }

    void sameOnOneAndTwoThreads_data() { addRepairRows(); }
    void sameOnOneAndTwoThreads()
    {
        QFETCH(QString, repair);
        const Folded folded = foldedHalf("chain", "repairs.json");
        std::vector<at::Tensor> outputs;
        for (const int threads : {1, 2}) {
            const test::Threads scope(threads);
            outputs.push_back(test::outputOf(
                test::repaired(folded.network, repair.toStdString(), folded.probe), folded.probe));
        }
        QVERIFY(test::relativeError(outputs[1], outputs[0]) < 1e-4);
    }

    /// A plan that folds nothing.
    void allChannelsKeptChangesNothing_data()
    {
        QTest::addColumn<QString>("repair");
        QTest::addColumn<QString>("probe");
        for (const std::string& id : allRepairs()) {
            for (const char* probe : {"noise", "inversion"})
                QTest::addRow("%s %s", id.c_str(), probe)
                    << QString::fromStdString(id) << QString::fromLatin1(probe);
        }
    }
    void allChannelsKeptChangesNothing()
    {
        QFETCH(QString, repair);
        QFETCH(QString, probe);
        const test::Network network = test::network("residual");
        const study::ModelPtr model = test::open(network);
        fold::Plan plan = planWith(*model, 1, repair);
        plan.probe = probe.toStdString();
        const study::RunPtr run = test::run(*model, plan);
        QVERIFY(
            test::relativeError(test::outputOf(run->content().graph, network.input), network.output)
            < 1e-5);
        QCOMPARE(run->report().weightsHash, model->info().weightsHash);
    }

    /// Folded, saved, opened, folded again.
    void aSecondFoldWorks_data() { addRepairRows(); }
    void aSecondFoldWorks()
    {
        QFETCH(QString, repair);
        const test::Network network = test::network("residual");
        const study::ModelPtr model = test::open(network);
        const study::RunPtr first = test::run(*model, planWith(*model, 0.75, repair));
        QCOMPARE(soundness(*model, *first, network.input), QString());
        const std::string path = test::referencePath("second_fold.pt");
        QVERIFY(study::saveModel(*first, path).ok());
        const study::ModelPtr once = test::open(path, network.inputShape);
        QVERIFY(test::relativeError(test::outputOf(once->content().graph, network.input),
                    test::outputOf(first->content().graph, network.input))
            < 1e-5);
        const study::RunPtr second = test::run(*once, planWith(*once, 0.6, repair));
        QCOMPARE(soundness(*once, *second, network.input), QString());
        QVERIFY(second->report().after.parameters < first->report().after.parameters);
    }

    void chainsThatStartLateAreRefused()
    {
        QVERIFY(repair::repairChain("ar+bn").ok());
        QVERIFY(repair::repairChain("ls+bn").ok());
        for (const char* wrong : {"bn+ar", "ls+none", "ar+ar-scale", "ar+", "+bn", "", "ar++bn"}) {
            const auto chain = repair::repairChain(wrong);
            QVERIFY2(!chain.ok(), wrong);
            QCOMPARE(chain.error().code, ErrorCode::Usage);
        }
        const study::ModelPtr model = test::open(test::network("residual"));
        study::RunOptions options;
        options.plan = planWith(*model, 0.5, QStringLiteral("bn+ar"));
        const auto refused = study::runPlan(*model, options, {}, {});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Usage);
        options.plan = planWith(*model, 0.5, QStringLiteral("ar+bn"));
        options.plan.probe.clear();
        const auto probeless = study::runPlan(*model, options, {}, {});
        QVERIFY(!probeless.ok());
        QCOMPARE(probeless.error().code, ErrorCode::Usage);
    }
};

QTEST_APPLESS_MAIN(RepairedNetworksTest)
#include "test_repaired_networks.moc"
