// SPDX-License-Identifier: GPL-3.0-or-later
// Networks as ONNX files: what is written is read again here, and judged by check_onnx.py.
#include "core/base/files.h"
#include "core/coupling/coupling.h"
#include "core/graph/graph_text.h"
#include "core/io/onnx/onnx_model_writer.h"
#include "core/io/onnx/onnx_reader.h"
#include "core/io/onnx/onnx_writer.h"
#include "core/io/torchscript/torchscript.h"
#include "tests/support/onnx_files.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sys/mman.h>

using namespace pleat;
using nlohmann::json;

namespace {

json operatorCases()
{
    return json::parse(readFile(test::referencePath("onnx_export/networks.json")).value());
}

std::string shapesText(const json& inputs)
{
    std::string text;
    for (const auto& shape : inputs) {
        text += text.empty() ? "" : ",";
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            text += (axis ? "x" : "") + std::to_string(shape[axis].get<std::int64_t>());
    }
    return text;
}

/// Of the folder in the references, which is made if it is missing.
std::string pathIn(const char* folder, const std::string& file)
{
    const QString path = QString::fromStdString(test::referencePath(folder));
    if (!QDir().mkpath(path))
        qFatal("cannot make %s", qPrintable(path));
    return path.toStdString() + "/" + file;
}

graph::Graph parsed(const char* text)
{
    return graph::parseGraph(text).value();
}

std::vector<std::string> names(const std::vector<io::OnnxTensor>& tensors)
{
    std::vector<std::string> result;
    for (const io::OnnxTensor& tensor : tensors)
        result.push_back(tensor.name);
    return result;
}

/// Each group that folds: its channels and the named tensors that hold them.
QStringList foldable(const graph::Graph& graph)
{
    QStringList groups;
    for (const coupling::ChannelGroup& group : coupling::discoverCoupling(graph).groups) {
        if (!group.frozen.empty())
            continue;
        QStringList members;
        for (const coupling::Member& member : group.members) {
            const graph::Parameter& parameter = graph.parameter(member.parameter);
            if (!parameter.constant)
                members << QString::fromStdString(parameter.name)
                        + QStringLiteral(":%1").arg(member.axis);
        }
        members.sort();
        groups << QString::number(group.channels) + QLatin1Char(' ')
                + members.join(QLatin1Char(' '));
    }
    groups.sort();
    return groups;
}

} // namespace

class OnnxWriteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operatorsAreWrittenOrRefused_data()
    {
        QTest::addColumn<QString>("shapes");
        QTest::addColumn<QString>("refused");
        const json cases = operatorCases();
        for (const auto& [name, entry] : cases.items())
            QTest::newRow(name.c_str())
                << QString::fromStdString(shapesText(entry["inputs"]))
                << QString::fromStdString(entry["refused"].get<std::string>());
    }
    void operatorsAreWrittenOrRefused()
    {
        QFETCH(QString, shapes);
        QFETCH(QString, refused);
        const std::string stem = pathIn("onnx_export", QTest::currentDataTag());
        const study::ModelPtr model = test::open(stem + ".pt", shapes.toStdString());
        if (refused.isEmpty()) {
            const std::string problem =
                test::writeAndReadOnnx(model->content().graph, stem + ".onnx");
            QVERIFY2(problem.empty(), problem.c_str());
            return;
        }
        const auto written = io::writeOnnx(*model->content().graph, "", stem + ".onnx");
        QVERIFY(!written.ok());
        const Error& error = written.error();
        QVERIFY2(
            error.message.find(refused.toStdString()) != std::string::npos, error.message.c_str());
        QVERIFY(error.code == ErrorCode::Unsupported || error.code == ErrorCode::Impossible);
        QVERIFY(!error.where.empty() && error.hint.find("TorchScript") != std::string::npos);
        QVERIFY(!QFile::exists(QString::fromStdString(stem + ".onnx")));
    }

    void networksAreWritten_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("shapes");
        for (const std::string& name : test::networkNames()) {
            const test::Network network = test::network(name);
            QTest::newRow(name.c_str()) << QString::fromStdString(network.path)
                                        << QString::fromStdString(network.inputShape);
        }
        for (const std::string& name : test::couplingCaseNames()) {
            const test::CouplingCase one = test::couplingCase(name);
            QTest::newRow(name.c_str())
                << QString::fromStdString(one.path) << QString::fromStdString(one.inputShapes);
        }
    }
    void networksAreWritten()
    {
        QFETCH(QString, path);
        QFETCH(QString, shapes);
        const study::ModelPtr model = test::open(path.toStdString(), shapes.toStdString());
        const std::string onnxPath =
            pathIn("onnx_networks", std::string(QTest::currentDataTag()) + ".onnx");
        const std::string problem = test::writeAndReadOnnx(model->content().graph, onnxPath);
        QVERIFY2(problem.empty(), problem.c_str());
        QCOMPARE(foldable(*test::readOnnxAgain(onnxPath)), foldable(*model->content().graph));
    }

    /// Beside the TorchScript file of the same network, for check_onnx.py.
    void foldedNetworksAreWritten_data()
    {
        QTest::addColumn<int>("unused");
        for (const std::string& name : test::networkNames())
            QTest::newRow(name.c_str()) << 0;
    }
    void foldedNetworksAreWritten()
    {
        const study::ModelPtr model = test::open(test::network(QTest::currentDataTag()));
        const study::RunPtr run =
            test::run(*model, study::uniformPlan(model->info(), 0.5, study::GroupSelection::All));
        const std::string stem = pathIn("onnx_folded", QTest::currentDataTag());
        QVERIFY(io::writeTorchScript(*run->content().graph, {}, stem + ".pt").ok());
        const std::string problem = test::writeAndReadOnnx(run->content().graph, stem + ".onnx");
        QVERIFY2(problem.empty(), problem.c_str());
    }

    void tiedWeightsAreWrittenUnderBothNames()
    {
        const test::CouplingCase one = test::couplingCase("tied");
        const study::ModelPtr model = test::open(one.path, one.inputShapes);
        const io::OnnxModel written = this->written(*model->content().graph);
        const std::vector<std::string> found = names(written.initializers);
        for (const char* name : {"conv1.weight", "conv2.weight", "bn1.num_batches_tracked"})
            QVERIFY2(std::find(found.begin(), found.end(), name) != found.end(), name);
        QCOMPARE(written.metadata.at("pleat.ties"), std::string("conv2.weight = conv1.weight"));
        const std::string buffers = written.metadata.at("pleat.buffers") + "\n";
        QVERIFY(buffers.find("bn1.running_var\n") != std::string::npos);
        QVERIFY(buffers.find("num_batches_tracked") == std::string::npos); // an integer anyway
        QVERIFY(buffers.find("bn1.weight") == std::string::npos);
    }

    void narrowWeightsKeepTheirType()
    {
        graph::Graph graph = parsed(R"(input %x float32 [1, 6]
parameter fc.weight float32 [4, 6]
%1 = aten::linear(%x, fc.weight, None)  [1, 4]
return %1
)");
        graph::Parameter& weight = graph.parameters.front();
        weight.stored = at::kHalf;
        weight.tensor = weight.tensor.to(at::kHalf).to(at::kFloat);
        const io::OnnxModel model = written(graph);
        QCOMPARE(model.initializers.front().type, io::ElementType::Float16);
        QCOMPARE(model.initializers.front().bytes.size(), std::size_t{4 * 6 * 2});
        const auto shared = std::make_shared<graph::Graph>(graph);
        const std::string problem = test::writeAndReadOnnx(shared, path());
        QVERIFY2(problem.empty(), problem.c_str());
    }

    void namesStayUnique()
    {
        const auto graph = std::make_shared<graph::Graph>(parsed(R"(input %output float32 [1, 6]
parameter relu float32 [6]
parameter constant float32 [6]
buffer output_1 float32 [6]
%1 = aten::relu(%output)  [1, 6]
%2 = aten::add.Tensor(%1, relu, 1)  [1, 6]
%3 = aten::mul.Tensor(%2, constant)  [1, 6]
%4 = aten::clamp(%3, -3.5, 3.5)  [1, 6]
return (%4, %4, %output, output_1)
)"));
        const std::string problem = test::writeAndReadOnnx(graph, path());
        QVERIFY2(problem.empty(), problem.c_str());
        const io::OnnxModel model = io::openOnnx(path()).value();
        QCOMPARE(model.inputs.front().name, std::string("output"));
        QCOMPARE(model.outputs.size(), std::size_t{4});
    }

    void batchIsOpenWhereTheNetworkAllowsIt()
    {
        constexpr const char* kOpen = R"(input %x float32 [2, 3, 4]
%1 = aten::flatten.using_ints(%x, 0, 1)  [6, 4]
%2 = aten::mean.dim(%x, [1], True, None)  [2, 1, 4]
return (%1, %2)
)";
        const io::OnnxModel open = written(parsed(kOpen));
        using Sizes = std::vector<std::int64_t>;
        QCOMPARE(open.inputs[0].shape, (Sizes{-1, 3, 4}));
        QCOMPARE(open.inputs[0].axisNames.at(0), std::string("batch"));
        QCOMPARE(open.outputs[0].shape, (Sizes{-1, 4})); // three times the batch: without a name
        QVERIFY(open.outputs[0].axisNames.empty() || open.outputs[0].axisNames[0].empty());
        QCOMPARE(open.outputs[1].shape, (Sizes{-1, 1, 4}));
        QCOMPARE(open.outputs[1].axisNames.at(0), std::string("batch"));
        const io::OnnxModel fixed = written(parsed(R"(input %x float32 [1, 3, 4]
%1 = aten::view(%x, [1, 12])  [1, 12]
return %1
)"));
        QCOMPARE(fixed.inputs[0].shape, (Sizes{1, 3, 4}));
        QCOMPARE(fixed.outputs[0].shape, (Sizes{1, 12}));
    }

    void unknownOperatorsAreNamed()
    {
        const auto result = io::writeOnnx(parsed(R"(input %x float32 [1, 3]
%1 = aten::erfinv(%x)  [1, 3]  # net.py:12
return %1
)"),
            "", path());
        QVERIFY(!result.ok());
        QVERIFY(result.error().code == ErrorCode::Unsupported);
        QVERIFY(result.error().message.find("aten::erfinv") != std::string::npos);
        QCOMPARE(result.error().where, std::string("net.py:12"));
        QVERIFY(result.error().hint.find("state_dict") != std::string::npos);
    }

    void hugeModelsAreRefused()
    {
        constexpr std::size_t kSize_bytes = std::size_t{3} << 30; // addresses, no memory
        void* memory = mmap(
            nullptr, kSize_bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        QVERIFY(memory != MAP_FAILED);
        io::OnnxModel model;
        io::OnnxTensor tensor;
        tensor.name = "fc.weight";
        tensor.shape = {kSize_bytes / sizeof(float)};
        tensor.bytes = {static_cast<const std::byte*>(memory), kSize_bytes};
        model.initializers.push_back(tensor);
        const auto result = io::saveOnnx(model, path());
        munmap(memory, kSize_bytes);
        QVERIFY(!result.ok());
        QVERIFY(result.error().code == ErrorCode::Impossible);
        QVERIFY(result.error().message.find("3221 MB") != std::string::npos);
        QVERIFY(result.error().hint.find("safetensors") != std::string::npos);
    }

    void unwritablePathsAreErrors()
    {
        const auto result = io::writeOnnx(
            parsed("input %x float32 [1]\nreturn %x"), "", path() + ".missing/network.onnx");
        QVERIFY(!result.ok());
        QVERIFY(result.error().code == ErrorCode::Impossible);
        QVERIFY(result.error().where.find("missing") != std::string::npos);
    }

private:
    std::string path() const
    {
        return m_folder.filePath(QStringLiteral("network.onnx")).toStdString();
    }
    io::OnnxModel written(const graph::Graph& graph) const
    {
        if (const auto result = io::writeOnnx(graph, "{}", path()); !result)
            throw std::runtime_error(toString(result.error()));
        return io::openOnnx(path()).value();
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(OnnxWriteTest)
#include "test_onnx_write.moc"
