// SPDX-License-Identifier: GPL-3.0-or-later
// Memory and time of a network: predicted for a plan, measured around a fold.
#include "core/evaluate/latency.h"
#include "core/evaluate/memory.h"
#include "core/study/group_statistics.h"
#include "tests/support/references.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

using namespace pleat;

namespace {

study::ModelPtr openProfiled(const std::string& path, const std::string& shapes)
{
    return study::openModel({path, shapes, true}, {}).value();
}

fold::Plan planOf(const study::Model& model, double keep)
{
    fold::Plan plan = study::uniformPlan(model.info(), keep, study::GroupSelection::All);
    plan.repair = "none";
    return plan;
}

/// All values of a run at once and the nodes at which each is read, by the plainest means.
std::int64_t bruteMemory(const graph::Graph& graph)
{
    std::vector<c10::IValue> values(graph.values.size());
    graph::ExecutionHooks hooks;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& made) { values[id.index] = made; };
    hooks.input = hooks.tap;
    graph::Executor::prepare(std::make_shared<graph::Graph>(graph))
        .value()
        .run(graph.exampleInputs, hooks)
        .value();
    std::int64_t stored = 0;
    std::set<const void*> parameters, counted;
    for (const graph::Parameter& parameter : graph.parameters) {
        parameters.insert(parameter.tensor.storage().data());
        if (counted.insert(parameter.tensor.unsafeGetTensorImpl()).second)
            stored += static_cast<std::int64_t>(parameter.tensor.nbytes());
    }
    const auto readers = graph::readers(graph);
    std::int64_t peak = 0;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        std::map<const void*, std::int64_t> live;
        for (std::size_t v = 0; v < values.size(); ++v) {
            const graph::Value& value = graph.values[v];
            bool read = value.kind == graph::ValueKind::Input;
            for (const graph::NodeId reader : readers[v])
                read |= !reader.valid() || reader.index >= n;
            const bool made = value.kind == graph::ValueKind::Input
                || (value.producer.valid() && value.producer.index <= n);
            const bool now = value.producer.valid() && value.producer.index == n;
            if (!values[v].isTensor() || value.fromSizes || !made || !(read || now))
                continue;
            const at::Tensor tensor = values[v].toTensor();
            if (!parameters.contains(tensor.storage().data()))
                live[tensor.storage().data()] =
                    static_cast<std::int64_t>(tensor.storage().nbytes());
        }
        std::int64_t bytes = 0;
        for (const auto& [storage, size] : live)
            bytes += size;
        peak = std::max(peak, bytes);
    }
    return stored + peak;
}

std::int64_t measured(const graph::GraphPtr& graph)
{
    return evaluate::measuredMemory(graph::Executor::prepare(graph).value(), {}).value();
}

} // namespace

class ResourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The sample "mlp": 784-512-256-10 with float32, worked out by hand. The largest moment is
    /// that of the first layer's ReLU: the image, what goes in and what comes out.
    void twoHiddenLayersByHand()
    {
        const study::ModelPtr model = openProfiled(test::samplePath("mlp.pt"), "");
        const std::int64_t parameters = 784 * 512 + 512 + 512 * 256 + 256 + 256 * 10 + 10;
        const std::int64_t activations = 784 + 512 + 512;
        QCOMPARE(
            study::predictedResources(*model, {})->memoryBytes, 4 * (parameters + activations));
        QCOMPARE(measured(model->content().graph), 4 * (parameters + activations));
        fold::Plan plan;
        plan.groups["fc1"].k = 100;
        const std::int64_t fewer = 784 * 100 + 100 + 100 * 256 + 256 + 256 * 10 + 10;
        // Now the second layer's ReLU is the largest.
        QCOMPARE(
            study::predictedResources(*model, plan)->memoryBytes, 4 * (fewer + 784 + 256 + 256));
    }

    void predictedMemoryIsMeasured_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("shapes");
        const auto add = [](const std::string& name, const std::string& path,
                             const std::string& shapes) {
            QTest::newRow(name.c_str())
                << QString::fromStdString(path) << QString::fromStdString(shapes);
        };
        for (const char* name : {"mlp", "resnet18", "vgg11", "mobile"})
            add(name, test::samplePath(std::string(name) + ".pt"), "");
        for (const std::string& name : test::networkNames()) {
            const test::Network network = test::network(name);
            add("network " + name, network.path, network.inputShape);
        }
        for (const std::string& name : test::couplingCaseNames()) {
            const test::CouplingCase network = test::couplingCase(name);
            add("coupling " + name, network.path, network.inputShapes);
        }
    }
    void predictedMemoryIsMeasured()
    {
        QFETCH(QString, path);
        QFETCH(QString, shapes);
        const study::ModelPtr model = openProfiled(path.toStdString(), shapes.toStdString());
        QCOMPARE(study::predictedResources(*model, {})->memoryBytes,
            bruteMemory(*model->content().graph));
        for (const double keep : {1.0, 0.7, 0.5}) {
            const study::RunPtr run = test::run(*model, planOf(*model, keep));
            const study::ResourceReport& resources = run->report().resources;
            QCOMPARE(resources.predicted->memoryBytes, resources.after.memoryBytes);
            QCOMPARE(
                resources.before.memoryBytes, study::predictedResources(*model, {})->memoryBytes);
            QCOMPARE(resources.after.memoryBytes, bruteMemory(*run->content().graph));
        }
    }

    void fewerChannelsNeedLess()
    {
        const study::ModelPtr model = openProfiled(test::samplePath("resnet18.pt"), "");
        std::optional<study::Resources> before;
        for (const double keep : {1.0, 0.9, 0.6, 0.3, 0.1}) {
            const auto now = study::predictedResources(*model, planOf(*model, keep));
            QVERIFY(now->memoryBytes > 0 && now->latencyMs > 0);
            QVERIFY(!before
                || (now->memoryBytes < before->memoryBytes && now->latencyMs < before->latencyMs));
            before = now;
        }
    }

    void timesAreSane()
    {
        const study::ModelPtr model = openProfiled(test::samplePath("resnet18.pt"), "");
        const study::RunPtr run = test::run(*model, planOf(*model, 0.5));
        const study::ResourceReport& resources = run->report().resources;
        QVERIFY(resources.before.latencyMs > 0 && resources.after.latencyMs > 0);
        QVERIFY(resources.secondsPredicted > 0.0);
        study::RunOptions options;
        options.plan = planOf(*model, 0.5);
        const auto analysed = study::analyseFoldedGroups(*model, options.plan, {}).value();
        QVERIFY(study::predictedSeconds(*model, options, analysed)
            < study::predictedSeconds(*model, options, {}));
        options.evaluateSamples = 2000;
        options.measurePath = "somewhere";
        QVERIFY(study::predictedSeconds(*model, options, {}) > resources.secondsPredicted);
        options.plan.repair = "bn";
        options.plan.probe = "inversion";
        QVERIFY(study::predictedSeconds(*model, options, {}) > 10 * *resources.secondsPredicted);
    }

    void reportHoldsThem()
    {
        const auto json = [](const study::RunPtr& run) {
            return nlohmann::json::parse(study::toJson(run->report(), "x.pt"));
        };
        const std::string path = test::samplePath("mlp.pt");
        const study::ModelPtr model = openProfiled(path, "");
        const auto report = json(test::run(*model, planOf(*model, 0.5)));
        for (const char* key : {"memory_bytes_before", "memory_bytes_after",
                 "memory_bytes_predicted", "latency_ms_before", "latency_ms_after",
                 "latency_ms_predicted", "seconds_predicted"})
            QVERIFY2(report.contains(key) && report[key].is_number(), key);
        QVERIFY(report["memory_bytes_after"] < report["memory_bytes_before"]);
        QVERIFY(report["seconds"].contains("timing"));
        const study::ModelPtr plain = test::open(path);
        QVERIFY(!study::predictedResources(*plain, {}));
        const auto unpredicted = json(test::run(*plain, planOf(*plain, 0.5)));
        QVERIFY(unpredicted["latency_ms_predicted"].is_null());
        QVERIFY(unpredicted["latency_ms_after"].is_number());
    }

    void stops()
    {
        const study::ModelPtr model = test::open(test::samplePath("mlp.pt"));
        const auto network = graph::Executor::prepare(model->content().graph).value();
        std::stop_source stop;
        stop.request_stop();
        StageContext context;
        context.stop = stop.get_token();
        QCOMPARE(evaluate::latencyMs(network, context).error().code, ErrorCode::Cancelled);
        QCOMPARE(evaluate::measuredMemory(network, context).error().code, ErrorCode::Cancelled);
        QCOMPARE(study::openModel({test::samplePath("mlp.pt"), "", true}, context).error().code,
            ErrorCode::Cancelled);
        QCOMPARE(graph::weightsHash(*model->content().graph, context).error().code,
            ErrorCode::Cancelled);
        const auto& groups = model->info().groups;
        const auto foldable = std::find_if(groups.begin(), groups.end(),
            [](const study::GroupInfo& group) { return group.foldable; });
        const auto statistics =
            study::analyseGroup(*model, static_cast<int>(foldable - groups.begin()), {}, {});
        QVERIFY(statistics.ok());
        QVERIFY(study::featureSimilarity(**statistics).ok());
        QCOMPARE(
            study::featureSimilarity(**statistics, context).error().code, ErrorCode::Cancelled);
    }

    /// Whatever step it is at, none follows.
    void openingStopsBetweenItsSteps()
    {
        const auto stepsUntil = [](int last) {
            std::stop_source stop;
            int reports = 0;
            StageContext context;
            context.stop = stop.get_token();
            context.report = [&](const Progress&) {
                if (++reports == last)
                    stop.request_stop();
            };
            const auto opened =
                study::openModel({test::samplePath("resnet18.pt"), "", true}, context);
            const bool cancelled = !opened && opened.error().code == ErrorCode::Cancelled;
            return std::pair(reports, cancelled);
        };
        const auto [steps, cancelled] = stepsUntil(-1);
        QVERIFY(steps > 3 && !cancelled);
        for (int last = 1; last < steps; ++last)
            QCOMPARE(stepsUntil(last), std::pair(last, true));
    }
};

QTEST_APPLESS_MAIN(ResourcesTest)
#include "test_resources.moc"
