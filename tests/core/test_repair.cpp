// SPDX-License-Identifier: GPL-3.0-or-later
// Repairs against their formulas written out with loops, and against what they promise.
#include "core/evaluate/variance.h"
#include "core/graph/executor.h"
#include "core/probe/data_probe.h"
#include "core/repair/repair_method.h"
#include "tests/support/folding.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/mean.h>

#include <cmath>
#include <map>

using namespace pleat;

namespace {

std::vector<double> flat(const at::Tensor& tensor)
{
    const at::Tensor whole = tensor.to(at::kDouble).contiguous();
    return {whole.data_ptr<double>(), whole.data_ptr<double>() + whole.numel()};
}

/// A tensor of a graph as a flat vector of doubles.
std::vector<double> values(const graph::Graph& graph, const std::string& name)
{
    for (const graph::Parameter& parameter : graph.parameters) {
        if (parameter.name == name)
            return flat(parameter.tensor);
    }
    throw std::runtime_error("no parameter " + name);
}

struct Expected
{
    std::vector<double> weight, bias, mean; ///< fused: rows one after another
};

/// design: w' = a w, b' = a (b - m*) + m* (or a b), a = s* / s clamped to [1, 10], all by loops.
Expected foldArByLoops(const graph::Graph& graph, const std::string& conv, const std::string& norm,
    const std::vector<std::int32_t>& labels, int k, bool scaleBias)
{
    const auto weight = values(graph, conv + ".weight");
    const auto gamma = values(graph, norm + ".weight");
    const auto beta = values(graph, norm + ".bias");
    const auto mu = values(graph, norm + ".running_mean");
    const auto variance = values(graph, norm + ".running_var");
    const std::size_t n = gamma.size();
    const std::size_t d = weight.size() / n;
    Expected result;
    for (int c = 0; c < k; ++c) {
        std::vector<double> row(d, 0), direction(d, 0);
        double size = 0, bias = 0, target = 0, mean = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (labels[i] != c)
                continue;
            const double factor = gamma[i] / std::sqrt(variance[i] + 1e-5);
            double norm2 = 0;
            for (std::size_t j = 0; j < d; ++j)
                norm2 += std::pow(factor * weight[i * d + j], 2);
            for (std::size_t j = 0; j < d; ++j) {
                row[j] += factor * weight[i * d + j];
                direction[j] += std::abs(gamma[i]) * factor * weight[i * d + j] / std::sqrt(norm2);
            }
            bias += beta[i] - factor * mu[i];
            mean += beta[i];
            target += gamma[i] * gamma[i];
            ++size;
        }
        double white = 0;
        for (double entry : direction)
            white += entry * entry / (size * size);
        const double gain = std::clamp(std::sqrt(target / size) / std::sqrt(white), 1.0, 10.0);
        bias /= size;
        mean /= size;
        for (double entry : row)
            result.weight.push_back(gain * entry / size);
        result.bias.push_back(scaleBias ? gain * bias : gain * (bias - mean) + mean);
        result.mean.push_back(mean);
    }
    return result;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace

class RepairTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldArEqualsLoops_data()
    {
        QTest::addColumn<QString>("repair");
        QTest::newRow("ar") << QStringLiteral("ar");
        QTest::newRow("ar-scale") << QStringLiteral("ar-scale");
    }
    /// gamma of both signs, on a stream with three producers, each with targets of its own.
    void foldArEqualsLoops()
    {
        QFETCH(QString, repair);
        const study::ModelPtr model = test::open(test::network("residual"));
        const int group = study::groupIndex(model->info(), "stem");
        const auto labels = study::analyseGroup(*model, group, {}, {}).value()->tree.cut(4);
        fold::Plan plan;
        plan.groups["stem"].k = 4;
        plan.repair = repair.toStdString();
        const study::RunPtr run = test::run(*model, plan);
        const graph::Graph& folded = *run->content().graph;
        const bool scaleBias = plan.repair == "ar-scale";
        // Three producers: the same clusters, targets of their own.
        for (const auto& [layer, norm] :
            {std::pair("stem", "bn0"), {"conv2", "bn2"}, {"skip", "bns"}}) {
            const Expected wanted =
                foldArByLoops(*model->content().graph, layer, norm, labels, 4, scaleBias);
            const auto rows = test::rowsOf(folded, test::layerCalled(*model, layer));
            const bool reads = layer == std::string("skip"); // its columns are merged, too
            const at::Tensor columns = at::from_blob(const_cast<double*>(wanted.weight.data()),
                {4, static_cast<std::int64_t>(wanted.weight.size()) / 4}, at::kDouble);
            QVERIFY(largestDifference(flat(rows.weight),
                        reads ? flat(fold::sumColumns(columns, {labels, 4})) : wanted.weight)
                < 1e-5);
            QVERIFY(largestDifference(flat(rows.bias), wanted.bias) < 1e-5);
            QVERIFY(
                largestDifference(values(folded, std::string(norm) + ".bias"), wanted.mean) < 1e-6);
            for (double variance : values(folded, std::string(norm) + ".running_var"))
                QVERIFY(std::abs(variance + 1e-5 - 1) < 1e-6);
        }
    }

    /// A depthwise layer follows the clusters of the layer before it; its rows are single kernels.
    void foldArOfADepthwiseLayer_data() { foldArEqualsLoops_data(); }
    void foldArOfADepthwiseLayer()
    {
        QFETCH(QString, repair);
        const test::CouplingCase network = test::couplingCase("depthwise");
        const study::ModelPtr model = test::open(network.path, network.inputShapes);
        const std::vector<std::int32_t> labels{0, 1, 2, 3, 0, 4, 1, 5, 2, 2, 6, 3, 0, 1, 4, 6};
        const auto folded = test::foldedBy(*model, {{"expand", labels}});
        const graph::GraphPtr result = test::repaired(folded, repair.toStdString(), {});
        int negative = 0;
        for (const auto& [layer, norm] : {std::pair("expand", "bn1"), {"depthwise", "bn2"}}) {
            const Expected wanted = foldArByLoops(*model->content().graph, layer, norm, labels, 7,
                repair == QLatin1String("ar-scale"));
            const auto rows = test::rowsOf(*result, test::layerCalled(*model, layer));
            QVERIFY(largestDifference(flat(rows.weight), wanted.weight) < 1e-5);
            QVERIFY(largestDifference(flat(rows.bias), wanted.bias) < 1e-5);
            for (const double gamma :
                values(*model->content().graph, std::string(norm) + ".weight"))
                negative += gamma < 0;
        }
        QVERIFY(negative > 0);
    }

    /// alpha = N / ||sum of unit rows|| equals the pairwise formula of the paper.
    void alphaIdentity()
    {
        std::vector<double> rows;
        for (int i = 0; i < 5 * 7; ++i)
            rows.push_back(std::sin(1 + i * i));
        const int n = 5, d = 7;
        const auto cosine = [&](int a, int b) {
            double ab = 0, aa = 0, bb = 0;
            for (int j = 0; j < d; ++j) {
                ab += rows[static_cast<std::size_t>(a * d + j)]
                    * rows[static_cast<std::size_t>(b * d + j)];
                aa += std::pow(rows[static_cast<std::size_t>(a * d + j)], 2);
                bb += std::pow(rows[static_cast<std::size_t>(b * d + j)], 2);
            }
            return ab / std::sqrt(aa * bb);
        };
        double pairs = 0;
        for (int a = 0; a < n; ++a) {
            for (int b = 0; b < n; ++b)
                pairs += a == b ? 0 : cosine(a, b);
        }
        const double expected = std::sqrt(n / (1 + (n - 1) * pairs / (n * n - n)));
        // A layer whose gammas are all one: s* = 1 and the gain is alpha.
        fold::FoldedLayer layer;
        const at::Tensor weight = at::from_blob(rows.data(), {n, d}, at::kDouble);
        const at::Tensor unit = weight / weight.pow(2).sum(1, true).sqrt();
        layer.whiteStd = unit.mean(0).pow(2).sum().sqrt().reshape({1});
        layer.targetStd = layer.whiteStd / layer.whiteStd;
        const double gain = repair::approximateGain(layer)[0].item<double>();
        QVERIFY(std::abs(gain - std::clamp(expected, 1.0, 10.0)) < 1e-6);
    }

    /// The 4 x 4 example: alpha of rows {1, 2} and {3, 4}.
    void alphaOfTheExample()
    {
        const double rows[4][4] = {
            {.9, .1, .2, .3}, {.8, .1, .2, .4}, {.2, .7, .8, .1}, {.3, .6, .7, .2}};
        const double expected[2] = {1.0024, 1.0036};
        for (int pair = 0; pair < 2; ++pair) {
            double sum[4] = {};
            for (int i = 2 * pair; i < 2 * pair + 2; ++i) {
                double norm = 0;
                for (double entry : rows[i])
                    norm += entry * entry;
                for (int j = 0; j < 4; ++j)
                    sum[j] += rows[i][j] / std::sqrt(norm);
            }
            fold::FoldedLayer layer;
            double white =
                std::sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2] + sum[3] * sum[3])
                / 2;
            layer.whiteStd = at::from_blob(&white, {1}, at::kDouble).clone();
            double one = 1;
            layer.targetStd = at::from_blob(&one, {1}, at::kDouble).clone();
            QVERIFY(
                std::abs(repair::approximateGain(layer)[0].item<double>() - expected[pair]) < 1e-4);
        }
    }

    void publishedFormIsTheFunctionOfThePaper()
    {
        // gamma' (w^ x + b^) + beta' with every cluster of size one is the original BatchNorm.
        const test::Network network = test::network("conv_bn");
        const study::ModelPtr model = test::open(network);
        fold::FoldedNetwork folded;
        std::vector<std::optional<fold::MergeMap>> maps(model->content().coupling->groups.size());
        const auto group = static_cast<std::size_t>(study::groupIndex(model->info(), "conv1"));
        maps[group] = fold::MergeMap{{0, 1, 2, 3, 4, 5, 6, 6}, 7};
        folded = fold::fold(model->content().graph, model->content().coupling, maps);
        const auto method = repair::findRepair("ar-published").value();
        const graph::GraphPtr result =
            method->apply({folded, test::merged(folded), {}}, {}).value();
        const auto before = values(*model->content().graph, "bn1.weight");
        const auto after = values(*result, "bn1.weight");
        for (std::size_t c = 0; c < 6; ++c) // gamma is stored as a standard deviation
            QVERIFY(std::abs(after[c] - std::abs(before[c])) < 1e-5);
        QVERIFY(std::abs(values(*result, "bn1.bias")[6]
                    - 0.5
                        * (values(*model->content().graph, "bn1.bias")[6]
                            + values(*model->content().graph, "bn1.bias")[7]))
            < 1e-6);
    }

    /// After re-estimation on a probe, every BatchNorm's output on that probe has the mean and
    /// standard deviation that it states.
    void reestimationReachesItsTargets()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        fold::Plan plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All);
        plan.repair = "bn";
        plan.probe = "data:" + model->info().dataPath;
        plan.samples = 100;
        const study::RunPtr run = test::run(*model, plan);
        const graph::GraphPtr folded = run->content().graph;
        const at::Tensor probe =
            probe::dataProbe(model->info().dataPath, model->content().input, 100, 0).value();
        std::map<graph::ValueId, at::Tensor> taps;
        graph::ExecutionHooks hooks;
        hooks.tap = [&](graph::ValueId id, const c10::IValue& made) { taps[id] = made.toTensor(); };
        QVERIFY(graph::Executor::prepare(folded).value().run({probe}, hooks).ok());
        int checked = 0;
        for (const coupling::Layer& layer : model->content().coupling->layers) {
            if (!layer.norm)
                continue;
            const at::Tensor channels =
                taps.at(layer.tap).to(at::kDouble).transpose(0, 1).flatten(1);
            const at::Tensor beta = folded->parameter(layer.norm->beta).tensor;
            const at::Tensor gamma = folded->parameter(layer.norm->gamma).tensor.abs();
            // Dead channels have no spread to reach; 2 % is the bias of 100 images in the last
            // layers.
            QVERIFY((channels.mean(1) - beta).abs().max().item<double>()
                < 0.02 * gamma.max().item<double>());
            QVERIFY((channels.std(1) - gamma).abs().max().item<double>()
                < 0.02 * gamma.max().item<double>());
            ++checked;
        }
        QCOMPARE(checked, 20);
        // Folded layers aim at the root mean square of the gammas of each cluster.
        const auto statistics =
            study::analyseGroup(*model, study::groupIndex(model->info(), "conv1"), {}, {}).value();
        const auto before = values(*model->content().graph, "bn1.weight");
        const auto after = values(*folded, "bn1.weight");
        const auto labels = statistics->tree.cut(static_cast<std::int64_t>(after.size()));
        std::vector<double> squares(after.size(), 0), sizes(after.size(), 0);
        for (std::size_t i = 0; i < before.size(); ++i) {
            squares[static_cast<std::size_t>(labels[i])] += before[i] * before[i];
            ++sizes[static_cast<std::size_t>(labels[i])];
        }
        for (std::size_t c = 0; c < after.size(); ++c)
            QVERIFY(std::abs(after[c] - std::sqrt(squares[c] / sizes[c])) < 1e-5);
    }

    void secondFoldOfAFoldedNetworkWorks()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        const study::RunPtr first =
            test::run(*model, study::uniformPlan(model->info(), 0.75, study::GroupSelection::All));
        const std::string path = test::referencePath("once.pt");
        QVERIFY(study::saveModel(*first, path).ok());
        const study::ModelPtr once = test::open(path);
        QCOMPARE(once->info().inputShape, model->info().inputShape); // stored inside the file
        QCOMPARE(once->info().dataPath, model->info().dataPath);
        const study::RunPtr second =
            test::run(*once, study::uniformPlan(once->info(), 0.5, study::GroupSelection::All));
        QVERIFY(second->report().after.parameters < first->report().after.parameters / 2);
    }

    void unknownRepairListsTheKnown()
    {
        const auto found = repair::findRepair("magic");
        QVERIFY(!found.ok());
        QVERIFY(found.error().hint.find("ar-published") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(RepairTest)
#include "test_repair.moc"
