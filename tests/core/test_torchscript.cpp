// SPDX-License-Identifier: GPL-3.0-or-later
// Import and export of TorchScript against PyTorch's own outputs.
#include "core/graph/executor.h"
#include "core/io/torchscript/torchscript.h"
#include "tests/support/references.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>

#include <fstream>

using namespace pleat;

namespace {
constexpr double kTolerance = 1e-5; // float32 through a few layers, relative to the largest output
}

class TorchScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importedOutputsEqualPyTorch_data() { addNetworks(); }
    void importedOutputsEqualPyTorch()
    {
        const test::Network network = current();
        const study::ModelPtr model = test::open(network);
        QVERIFY(test::relativeError(
                    test::outputOf(model->content().graph, network.input), network.output)
            < kTolerance);
        // Another batch size and a second run: nothing is baked in and nothing accumulates.
        const at::Tensor twice =
            test::outputOf(model->content().graph, at::cat({network.input, network.input}));
        QVERIFY(test::relativeError(twice, at::cat({network.output, network.output})) < kTolerance);
    }

    void savedFileOpensAgain_data() { addNetworks(); }
    void savedFileOpensAgain()
    {
        const test::Network network = current();
        const study::ModelPtr model = test::open(network);
        const std::string path = test::referencePath(network.name + ".copy.pt");
        QVERIFY(io::writeTorchScript(*model->content().graph, "", path).ok());
        const study::ModelPtr again = test::open(path, network.inputShape);
        QCOMPARE(again->info().weightsHash, model->info().weightsHash);
        QCOMPARE(again->info().parameters, model->info().parameters);
        QVERIFY(again->content().graph->nodes.size() <= model->content().graph->nodes.size());
        QVERIFY(test::outputOf(again->content().graph, network.input)
                    .equal(test::outputOf(model->content().graph, network.input)));
    }

    /// Leaves NAME.folded.pt and .bin for check_folded.py.
    void foldedFilesForPyTorch_data() { addNetworks(); }
    void foldedFilesForPyTorch()
    {
        const test::Network network = current();
        const study::ModelPtr model = test::open(network);
        const study::RunPtr run =
            test::run(*model, study::uniformPlan(model->info(), 0.5, study::GroupSelection::All));
        const std::string path = test::referencePath(network.name + ".folded.pt");
        QVERIFY(study::saveModel(*run, path).ok());
        const at::Tensor output = test::outputOf(run->content().graph, network.input).contiguous();
        std::ofstream bytes(test::referencePath(network.name + ".folded.bin"), std::ios::binary);
        bytes.write(static_cast<const char*>(output.data_ptr()),
            static_cast<std::streamsize>(output.nbytes()));
        const study::ModelPtr again = test::open(path, network.inputShape);
        QCOMPARE(again->info().weightsHash, run->report().weightsHash);
        QVERIFY(test::relativeError(test::outputOf(again->content().graph, network.input), output)
            < kTolerance);
    }

    void inPlaceOperatorsBecomeFunctional()
    {
        const study::ModelPtr model = test::open(test::network("residual"));
        for (const graph::Node& node : model->content().graph->nodes)
            QVERIFY2(!node.op.name.ends_with("_"), node.op.name.c_str());
    }

    void sizesOfTheNetworkAreConstants()
    {
        const study::ModelPtr model = test::open(test::network("scripted"));
        QVERIFY(!model->info().findings.empty()); // the branch on a size was taken and reported
        for (const graph::Node& node : model->content().graph->nodes)
            QVERIFY2(node.op.name != "aten::size", "a size of the network is still computed");
    }

    void unusedBuffersSurvive()
    {
        const study::ModelPtr model = test::open(test::network("conv_bn"));
        std::vector<std::string> names;
        for (const graph::Parameter& parameter : model->content().graph->parameters)
            names.push_back(parameter.name);
        QVERIFY(std::find(names.begin(), names.end(), "bn1.num_batches_tracked") != names.end());
    }

    void firstLayerTellsTheInputShape()
    {
        const study::ModelPtr model = test::open(test::network("residual").path);
        QCOMPARE(model->info().inputShape, (std::vector<std::int64_t>{3, 32, 32}));
    }

    void badFiles_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("part");
        const QString folder = QString::fromStdString(test::referencePath(""));
        const auto write = [&](const char* name, const QByteArray& bytes) {
            QFile file(folder + QLatin1String(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("cannot write %s", name);
            return file.fileName();
        };
        QFile whole(QString::fromStdString(test::samplePath("mlp.pt")));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        QTest::newRow("missing") << folder + QLatin1String("none.pt") << 3
                                 << QStringLiteral("no such file");
        QTest::newRow("folder") << folder << 3 << QStringLiteral("folder");
        QTest::newRow("text") << write("text.pt", "hello") << 3 << QStringLiteral("plain text");
        QTest::newRow("empty") << write("empty.pt", "") << 3 << QStringLiteral("empty");
        QTest::newRow("truncated") << write("cut.pt", bytes.left(bytes.size() / 2)) << 3
                                   << QStringLiteral("the end of the zip archive is missing");
        QTest::newRow("head only") << write("head.pt", bytes.left(100)) << 3
                                   << QStringLiteral("the end of the zip archive is missing");
        QTest::newRow("legacy pickle")
            << write("old.pt", QByteArray::fromHex("80028a0a6cfc9c46f9206aa850192e")) << 4
            << QStringLiteral("1.6");
    }
    void badFiles()
    {
        QFETCH(QString, path);
        QFETCH(int, code);
        QFETCH(QString, part);
        const auto opened = study::openModel({path.toStdString(), ""}, {});
        QVERIFY(!opened.ok());
        QCOMPARE(static_cast<int>(opened.error().code), code);
        QVERIFY2(QString::fromStdString(opened.error().message).contains(part),
            opened.error().message.c_str());
        QVERIFY(!opened.error().hint.empty());
    }

    void impossibleShapesAreUsageErrors()
    {
        const auto opened = study::openModel({test::samplePath("mlp.pt"), "1x0"}, {});
        QVERIFY(!opened.ok());
        QCOMPARE(static_cast<int>(opened.error().code), 2);
        QVERIFY(!study::openModel({test::samplePath("mlp.pt"), "1x5"}, {}).ok());
    }

private:
    static void addNetworks()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::networkNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    static test::Network current()
    {
        QFETCH(QString, name);
        return test::network(name.toStdString());
    }
};

QTEST_APPLESS_MAIN(TorchScriptTest)
#include "test_torchscript.moc"
