// SPDX-License-Identifier: GPL-3.0-or-later
// Feature sets against PyTorch, and correlations of activations against plain loops.
#include "core/base/files.h"
#include "core/cluster/features.h"
#include "core/cluster/gram.h"
#include "core/evaluate/activation_correlation.h"
#include "core/study/group_statistics.h"
#include "tests/support/references.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace pleat;

namespace {

nlohmann::json listing()
{
    return nlohmann::json::parse(readFile(test::referencePath("feature_sets.json")).value());
}

study::ModelPtr openNetwork(const std::string& name)
{
    return name == "dense"
        ? test::open(test::couplingCase(name).path, test::couplingCase(name).inputShapes)
        : test::open(test::network(name));
}

int groupOf(const study::Model& model, const std::string& name)
{
    const auto& groups = model.content().coupling->groups;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (groups[g].name == name)
            return static_cast<int>(g);
    }
    throw std::runtime_error("no group " + name);
}

Result<std::vector<at::Tensor>> featuresOf(
    const study::Model& model, const std::string& group, const cluster::FeatureOptions& options)
{
    return cluster::groupFeatures(
        *model.content().graph, *model.content().coupling, groupOf(model, group), options);
}

Eigen::MatrixXd gramOf(
    const study::Model& model, const std::string& group, const cluster::FeatureOptions& options)
{
    return cluster::gramMatrix(featuresOf(model, group, options).value(), {}).value();
}

at::Tensor tensorOf(const graph::Graph& graph, const std::string& name)
{
    for (const graph::Parameter& parameter : graph.parameters) {
        if (parameter.name == name)
            return parameter.tensor;
    }
    throw std::runtime_error("no parameter " + name);
}

double squaredDistance(const Eigen::MatrixXd& gram, int i, int j)
{
    return gram(i, i) + gram(j, j) - 2 * gram(i, j);
}

int codeOf(const cluster::FeatureOptions& options)
{
    const auto checked = cluster::checkFeatures(options);
    return checked ? 0 : static_cast<int>(checked.error().code);
}

/// Values of every channel of a layer's output [N, C, ...], by name of the layer.
std::vector<std::vector<double>> channelsOf(
    const study::Model& model, const coupling::Layer& layer, const at::Tensor& input)
{
    std::vector<std::vector<double>> result;
    graph::ExecutionHooks hooks;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& made) {
        if (id != layer.tap)
            return;
        const at::Tensor flat = made.toTensor().to(at::kDouble).flatten(2).contiguous();
        result.resize(static_cast<std::size_t>(flat.size(1)));
        for (std::int64_t i = 0; i < flat.numel(); ++i) {
            const auto channel = static_cast<std::size_t>(i / flat.size(2) % flat.size(1));
            result[channel].push_back(flat.data_ptr<double>()[i]);
        }
    };
    static_cast<void>(
        graph::Executor::prepare(model.content().graph).value().run({input}, hooks).value());
    return result;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y)
{
    const auto n = static_cast<double>(x.size());
    double meanX = 0, meanY = 0, xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        meanX += x[i] / n;
        meanY += y[i] / n;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
        xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xy / std::sqrt(xx * yy);
}

const coupling::Layer* layerNamed(const study::Model& model, const std::string& name)
{
    for (const coupling::Layer& layer : model.content().coupling->layers) {
        if (layer.name == name)
            return &layer;
    }
    throw std::runtime_error("no layer " + name);
}

} // namespace

class FeaturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsEqualPyTorch_data()
    {
        QTest::addColumn<int>("index");
        const nlohmann::json all = listing();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(
                (all[i]["network"].get<std::string>() + " " + all[i]["group"].get<std::string>())
                    .c_str())
                << static_cast<int>(i);
    }
    void setsEqualPyTorch()
    {
        QFETCH(int, index);
        const nlohmann::json entry = listing()[static_cast<std::size_t>(index)];
        const study::ModelPtr model = openNetwork(entry["network"]);
        const auto n = entry["channels"].get<Eigen::Index>();
        for (const cluster::FeatureSet& set : cluster::featureSets()) {
            const auto values = entry["grams"][set.id].get<std::vector<double>>();
            const auto expected = Eigen::Map<const Eigen::MatrixXd>(values.data(), n, n);
            const Eigen::MatrixXd gram = gramOf(*model, entry["group"], {set.id, 1, 1});
            QCOMPARE(gram.rows(), n);
            QVERIFY2((gram - expected).norm() < 1e-9 * expected.norm(), set.id.c_str());
        }
    }

    void weightsScaleTheirHalves()
    {
        const study::ModelPtr model = openNetwork("residual");
        for (const char* set : {"raw", "normalised", "fused", "scale-free"}) {
            const Eigen::MatrixXd in = gramOf(*model, "stem", {set, 1, 0});
            const Eigen::MatrixXd out = gramOf(*model, "stem", {set, 0, 1});
            const Eigen::MatrixXd both = gramOf(*model, "stem", {set, 0.5, 3});
            QVERIFY((both - 0.25 * in - 9 * out).norm() < 1e-12 * both.norm());
            QVERIFY((gramOf(*model, "stem", {set, 1, 1}) - in - out).norm() < 1e-12 * both.norm());
        }
        QVERIFY(
            gramOf(*model, "stem", {"incoming", 1, 1}) == gramOf(*model, "stem", {"raw", 1, 0}));
        QVERIFY(
            gramOf(*model, "stem", {"outgoing", 1, 1}) == gramOf(*model, "stem", {"raw", 0, 1}));
    }

    void rawIsWhatTheFileHolds()
    {
        const study::ModelPtr model = openNetwork("flat");
        const graph::Graph& graph = *model->content().graph;
        const auto blocks = featuresOf(*model, "conv", {}).value();
        QCOMPARE(blocks.size(), std::size_t{2});
        const at::Tensor rows = tensorOf(graph, "conv.weight").flatten(1);
        const at::Tensor sign = tensorOf(graph, "bn.weight").sign().unsqueeze(1);
        QVERIFY(blocks[0].equal(rows * sign));
        QCOMPARE(blocks[0].scalar_type(), at::kFloat);
        const at::Tensor columns = tensorOf(graph, "fc1.weight");
        QVERIFY(blocks[1].equal(columns.t().reshape({rows.size(0), -1})));
    }

    void scaleFreeMakesScaledChannelsEqual()
    {
        const study::ModelPtr model = openNetwork("conv_bn");
        graph::Graph graph = *model->content().graph;
        for (graph::Parameter& parameter : graph.parameters)
            parameter.tensor = parameter.tensor.clone();
        // Channel 3 is channel 1 with 2.5 of its BatchNorm and the rest of what it reads.
        const auto copy = [&](const char* name, std::int64_t axis, double factor) {
            const at::Tensor tensor = tensorOf(graph, name);
            tensor.select(axis, 3).copy_(tensor.select(axis, 1) * factor);
        };
        copy("conv1.weight", 0, 1);
        copy("bn1.running_var", 0, 1);
        copy("bn1.weight", 0, 2.5);
        copy("conv2.weight", 1, 1 / 2.5);
        tensorOf(graph, "conv1.weight")[5].zero_();
        const int group = groupOf(*model, "conv1");
        const auto gram = [&](const char* set) {
            return cluster::gramMatrix(
                cluster::groupFeatures(graph, *model->content().coupling, group, {set, 1, 1})
                    .value(),
                {})
                .value();
        };
        const Eigen::MatrixXd scaleFree = gram("scale-free");
        QVERIFY(squaredDistance(scaleFree, 1, 3) < 1e-12 * scaleFree(1, 1));
        QCOMPARE(scaleFree(5, 5), 0.0);
        QVERIFY(squaredDistance(gram("fused"), 1, 3) > 0.01 * gram("fused")(1, 1));
        QVERIFY(squaredDistance(scaleFree, 1, 2) > 0.01 * scaleFree(1, 1));
    }

    void badOptionsAreRefused()
    {
        QCOMPARE(codeOf({"cooked", 1, 1}), 2);
        QVERIFY(cluster::checkFeatures({"cooked", 1, 1}).error().hint.find("scale-free")
            != std::string::npos);
        for (const double weight : {-1.0, double(NAN), double(INFINITY), 1e9}) {
            QCOMPARE(codeOf({"raw", weight, 1}), 2);
            QCOMPARE(codeOf({"raw", 1, weight}), 2);
        }
        QCOMPARE(cluster::checkFeatures({"raw", -0.5, 1}).error().message,
            std::string("incomingWeight = -0.5, allowed is 0 to 1e+06"));
        QCOMPARE(codeOf({"raw", 0, 0}), 2);
        QCOMPARE(codeOf({"incoming", 0, 1}), 2);
        QCOMPARE(codeOf({"outgoing", 1, 0}), 2);
        QCOMPARE(codeOf({"raw", 0, 2}), 0);
        for (const cluster::FeatureSet& set : cluster::featureSets())
            QCOMPARE(codeOf({set.id, 1, 1}), 0);
        QCOMPARE(cluster::featureSets().front().id, cluster::FeatureOptions().set);
    }

    void missingHalvesAreImpossible()
    {
        // The channels of the network's output have no reader.
        const study::ModelPtr model = openNetwork("conv_bn");
        const auto outgoing = featuresOf(*model, "head", {"outgoing", 1, 1});
        QVERIFY(!outgoing.ok());
        QCOMPARE(static_cast<int>(outgoing.error().code), 5);
        QCOMPARE(outgoing.error().message,
            std::string("the group has no outgoing weights to cluster by"));
        QVERIFY(featuresOf(*model, "head", {}).ok());
    }

    void correlationsEqualBruteForce()
    {
        const study::ModelPtr model = openNetwork("residual");
        const at::Tensor input =
            test::network("residual").input.repeat({7, 1, 1, 1}); // more than one piece
        const at::Tensor noisy = input + input.flip(0) * 0.5;
        std::vector<const coupling::Layer*> layers;
        for (const char* name : {"stem", "conv2", "skip"})
            layers.push_back(layerNamed(*model, name));
        const auto executor = graph::Executor::prepare(model->content().graph).value();
        const auto found = evaluate::activationCorrelations(
            executor, *model->content().coupling, groupOf(*model, "stem"), layers, noisy, {})
                               .value();
        QCOMPARE(found.size(), std::size_t{3});
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const auto channels = channelsOf(*model, *layers[l], noisy);
            for (std::size_t i = 0; i < channels.size(); ++i) {
                for (std::size_t j = 0; j < channels.size(); ++j)
                    QVERIFY(std::abs(
                                found[l](static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j))
                                - correlation(channels[i], channels[j]))
                        < 1e-6);
            }
        }
    }

    void activationsOfASample()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        const int group = groupOf(*model, "layer1.0.conv1");
        const auto similarity =
            study::activationSimilarity(*model, group, 0, model->info().dataPath, 20, 3, {});
        QVERIFY(similarity.ok());
        const Eigen::Index n = similarity->rows();
        QCOMPARE(n,
            static_cast<Eigen::Index>(
                model->info().groups[static_cast<std::size_t>(group)].channels));
        int constant = 0;
        for (Eigen::Index i = 0; i < n; ++i) {
            constant += std::isnan((*similarity)(i, i));
            QVERIFY(std::isnan((*similarity)(i, i)) || (*similarity)(i, i) == 1);
        }
        QVERIFY(constant < n / 2);
        std::stop_source source;
        source.request_stop();
        StageContext context;
        context.stop = source.get_token();
        const auto cancelled =
            study::activationSimilarity(*model, group, 0, model->info().dataPath, 20, 3, context);
        QCOMPARE(static_cast<int>(cancelled.error().code), 6);
        QVERIFY(!study::activationSimilarity(*model, group, 0, "/nowhere", 20, 3, {}).ok());
    }

    void constantChannelsHaveNoCorrelation()
    {
        const study::ModelPtr model = openNetwork("conv_bn");
        auto graph = std::make_shared<graph::Graph>(*model->content().graph);
        for (graph::Parameter& parameter : graph->parameters)
            parameter.tensor = parameter.tensor.clone();
        tensorOf(*graph, "conv1.weight")[2].zero_(); // what is left is the bias
        const auto executor = graph::Executor::prepare(graph).value();
        const auto found = evaluate::activationCorrelations(executor, *model->content().coupling,
            groupOf(*model, "conv1"), {layerNamed(*model, "conv1")}, test::network("conv_bn").input,
            {})
                               .value();
        for (Eigen::Index i = 0; i < found[0].rows(); ++i) {
            QVERIFY(std::isnan(found[0](2, i)) && std::isnan(found[0](i, 2)));
            QVERIFY(i == 2 || found[0](i, i) == 1);
        }
    }
};

QTEST_APPLESS_MAIN(FeaturesTest)
#include "test_features.moc"
