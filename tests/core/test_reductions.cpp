// SPDX-License-Identifier: GPL-3.0-or-later
// Pruning beside folding, BatchNorms written into layers, and what a LayerNorm implies.
#include "core/fold/fuse_norms.h"
#include "core/fold/rows.h"
#include "tests/support/folding.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>

using namespace pleat;

namespace {

const at::Tensor& tensorCalled(const graph::Graph& graph, const std::string& name)
{
    for (const graph::Parameter& parameter : graph.parameters) {
        if (parameter.name == name)
            return parameter.tensor;
    }
    throw std::runtime_error("no parameter " + name);
}

bool has(const graph::Graph& graph, const std::string& name)
{
    return std::any_of(graph.parameters.begin(), graph.parameters.end(),
        [&](const graph::Parameter& parameter) { return parameter.name == name; });
}

std::int64_t nodesCalled(const graph::Graph& graph, const std::string& op)
{
    return std::count_if(graph.nodes.begin(), graph.nodes.end(),
        [&](const graph::Node& node) { return node.op.name == op; });
}

/// Index of the first group that may be folded.
int firstGroup(const study::ModelInfo& info)
{
    const auto found = std::find_if(info.groups.begin(), info.groups.end(),
        [](const study::GroupInfo& group) { return group.foldable; });
    return static_cast<int>(found - info.groups.begin());
}

} // namespace

class ReductionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Kept rows are the original's fused rows, kept columns the original's columns.
    void pruningKeepsRowsAndColumns()
    {
        const study::ModelPtr model = test::open(test::network("mlp"));
        const int index = firstGroup(model->info());
        const study::GroupInfo& group = model->info().groups[std::size_t(index)];
        const std::int64_t n = group.channels;
        fold::Plan plan;
        plan.groups[group.name].k = n / 2;
        plan.reduction = "prune";
        plan.repair = "none";
        const auto statistics = study::analyseGroup(*model, index, plan.clustering, {}).value();
        const auto labels = study::prunedLabels(*statistics, n / 2);
        std::vector<std::int64_t> kept;
        double smallestKept = INFINITY, largestDropped = 0;
        for (std::int64_t i = 0; i < n; ++i) {
            const double energy = statistics->gram(i, i);
            if (labels[static_cast<std::size_t>(i)] >= 0) {
                kept.push_back(i);
                smallestKept = std::min(smallestKept, energy);
            } else {
                largestDropped = std::max(largestDropped, energy);
            }
        }
        QCOMPARE(std::int64_t(kept.size()), n / 2);
        QVERIFY(smallestKept >= largestDropped);

        const study::RunPtr run = test::run(*model, plan);
        const graph::Graph& before = *model->content().graph;
        const graph::Graph& after = *run->content().graph;
        const at::Tensor places = at::tensor(kept);
        for (const study::MemberInfo& member : group.members) {
            const at::Tensor expected =
                tensorCalled(before, member.parameter).index_select(member.axis, places);
            QVERIFY(test::relativeError(tensorCalled(after, member.parameter), expected) < 1e-6);
        }
        QVERIFY(run->report().groups[0].pruned);
    }

    void bestTakesWhatChangesLess()
    {
        const study::ModelPtr model = test::open(test::network("mlp"));
        const int index = firstGroup(model->info());
        const auto statistics = study::analyseGroup(*model, index, {}, {}).value();
        for (const std::int64_t k : {std::int64_t(1), statistics->tree.channels() / 2}) {
            double dropped = 0;
            const auto labels = study::prunedLabels(*statistics, k);
            for (std::size_t i = 0; i < labels.size(); ++i)
                dropped += labels[i] < 0 ? statistics->gram(Eigen::Index(i), Eigen::Index(i)) : 0;
            QVERIFY(std::abs(study::prunedEnergy(*statistics, k) - dropped) < 1e-9 * dropped);
            fold::Plan plan;
            plan.groups[model->info().groups[std::size_t(index)].name].k = k;
            plan.reduction = "best";
            const bool prune = dropped < study::cutGroup(*statistics, k).inertia;
            const study::RunPtr run = test::run(*model, plan);
            for (const study::GroupReport& group : run->report().groups) {
                if (group.k < group.channels)
                    QCOMPARE(group.pruned, prune);
            }
        }
    }

    /// The LayerNorm's beta and gamma are the mean and deviation of what the layer reads: drawn
    /// inputs have them, and the layer's outputs then have what the rows say.
    void layerNormImpliesStatistics()
    {
        const test::CouplingCase block = test::couplingCase("attention_block");
        const study::ModelPtr model = test::open(block.path, block.inputShapes);
        const graph::Graph& graph = *model->content().graph;
        const auto rows = fold::fusedRows(graph, test::layerCalled(*model, "fc1"));
        QVERIFY(rows.mean.defined());
        const at::Tensor gamma = tensorCalled(graph, "norm2.weight").to(at::kDouble);
        const at::Tensor beta = tensorCalled(graph, "norm2.bias").to(at::kDouble);
        const at::Tensor inputs = at::randn({200000, gamma.size(0)}, at::kDouble) * gamma + beta;
        const at::Tensor outputs = inputs.matmul(rows.weight.t()) + rows.bias;
        QVERIFY(test::relativeError(outputs.mean(0), rows.mean) < 0.02);
        QVERIFY(test::relativeError(outputs.std(0), rows.std) < 0.02);
    }

    void unknownReductionIsRefused()
    {
        const study::ModelPtr model = test::open(test::network("mlp"));
        fold::Plan plan;
        plan.reduction = "melt";
        const auto checked = study::checkPlan(model->info(), plan);
        QVERIFY(!checked);
        QCOMPARE(int(checked.error().code), int(ErrorCode::Usage));
    }

    void fusedNormsGiveTheSameOutput_data()
    {
        QTest::addColumn<QString>("network");
        for (const char* name : {"conv_bn", "residual", "dup_loose_norm", "scripted", "mlp"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void fusedNormsGiveTheSameOutput()
    {
        QFETCH(QString, network);
        const test::Network reference = test::network(network.toStdString());
        const study::ModelPtr model = test::open(reference);
        const auto fused = fold::withFusedNorms(model->content().graph);
        QVERIFY(fused);
        QVERIFY(graph::verify(**fused));
        QVERIFY(
            test::relativeError(test::outputOf(*fused, reference.input), reference.output) < 1e-4);
    }

    void fusedNormsVanish()
    {
        const study::ModelPtr model = test::open(test::network("residual"));
        const graph::Graph& before = *model->content().graph;
        const graph::Graph after = *fold::withFusedNorms(model->content().graph).value();
        QVERIFY(nodesCalled(before, "aten::batch_norm") > 0);
        QCOMPARE(nodesCalled(after, "aten::batch_norm"), 0);
        for (const char* gone : {"bn0.weight", "bn0.bias", "bn0.running_mean", "bn0.running_var",
                 "bn0.num_batches_tracked"})
            QVERIFY2(!has(after, gone), gone);
        QVERIFY(has(after, "stem.bias"));
        QCOMPARE(after.nodes.size() + std::size_t(nodesCalled(before, "aten::batch_norm")),
            before.nodes.size());
    }

    /// A BatchNorm of an addition, which no single layer feeds, stays.
    void looseNormsStay()
    {
        const study::ModelPtr model = test::open(test::network("dup_loose_norm"));
        const auto loose = model->content().coupling->norms.size();
        QVERIFY(loose > 0);
        const graph::Graph after = *fold::withFusedNorms(model->content().graph).value();
        QCOMPARE(std::size_t(nodesCalled(after, "aten::batch_norm")), loose);
    }
};

QTEST_GUILESS_MAIN(ReductionsTest)
#include "test_reductions.moc"
