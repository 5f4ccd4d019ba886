// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX files against PyTorch's outputs (make_onnx.py), and files that are no good.
#include "core/base/files.h"
#include "core/coupling/group_text.h"
#include "core/graph/bake_sizes.h"
#include "core/graph/executor.h"
#include "core/io/onnx/onnx_model.h"
#include "core/io/onnx/onnx_reader.h"
#include "core/io/network_file.h"
#include "tests/support/references.h"

#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <set>

using namespace pleat;

namespace {

using Shapes = std::vector<std::vector<std::int64_t>>;

constexpr double kTolerance = 1e-5; // float32 through a few layers, relative to the largest output

std::string onnxPath(const std::string& name)
{
    return test::referencePath("onnx/" + name + ".onnx");
}

const nlohmann::json& listing()
{
    static const auto kListing =
        nlohmann::json::parse(*readFile(test::referencePath("onnx/onnx.json")));
    return kListing;
}

std::vector<at::Tensor> readTensors(const std::string& file, const Shapes& shapes)
{
    const std::string bytes = *readFile(test::referencePath("onnx/" + file));
    std::vector<at::Tensor> tensors;
    const char* at = bytes.data();
    for (const auto& shape : shapes) {
        at::Tensor tensor = at::empty(shape, at::kFloat);
        std::memcpy(tensor.data_ptr(), at, tensor.nbytes());
        at += tensor.nbytes();
        tensors.push_back(tensor);
    }
    return tensors;
}

struct Reference
{
    std::vector<at::Tensor> inputs, outputs;
    bool dynamic = false; ///< the batch is open
};

Reference reference(const std::string& name)
{
    const auto& entry = listing().at(name);
    return {readTensors(name + ".input.bin", entry["inputs"].get<Shapes>()),
        readTensors(name + ".output.bin", entry["outputs"].get<Shapes>()),
        entry["batch"].get<bool>()};
}

/// The example shapes, with `inputs` for what the file leaves open.
Shapes exampleShapes(const io::OnnxModel& model, const std::vector<at::Tensor>& inputs)
{
    Shapes shapes = io::statedShapes(model);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        for (std::size_t axis = 0; axis < shapes[i].size(); ++axis) {
            if (shapes[i][axis] < 0)
                shapes[i][axis] = inputs[i].size(static_cast<std::int64_t>(axis));
        }
    }
    return shapes;
}

Result<graph::GraphPtr> import(const std::string& path, const std::vector<at::Tensor>& inputs)
{
    const auto model = io::openOnnx(path);
    if (!model)
        return model.error();
    auto graph = io::importOnnx(*model, exampleShapes(*model, inputs), path);
    if (!graph)
        return graph.error();
    graph::bakeSizes(*graph);
    if (auto valid = graph::verify(*graph); !valid)
        return valid.error();
    return std::make_shared<const graph::Graph>(std::move(*graph));
}

/// Runs the graph on the inputs in the types that it takes.
std::vector<at::Tensor> outputsOf(const graph::GraphPtr& graph, std::vector<at::Tensor> inputs)
{
    for (std::size_t i = 0; i < inputs.size(); ++i)
        inputs[i] = inputs[i].to(graph->exampleInputs[i].scalar_type());
    std::vector<at::Tensor> outputs = test::outputsOf(graph, inputs);
    for (at::Tensor& output : outputs)
        output = output.to(at::kFloat);
    return outputs;
}

QString text(const std::string& string)
{
    return QString::fromStdString(string);
}

/// "1x3x8x8" of the example inputs.
std::string shapesText(const graph::Graph& graph)
{
    std::string result;
    for (const at::Tensor& input : graph.exampleInputs) {
        for (std::int64_t axis = 0; axis < input.dim(); ++axis)
            result += (axis ? "x" : result.empty() ? "" : ",") + std::to_string(input.size(axis));
    }
    return result;
}

/// "conv1 8: bn1.bias:0 conv1.weight:0 conv2.weight:1", sorted; written constants are left out.
QStringList foldableGroups(const graph::Graph& graph)
{
    QStringList result;
    for (const coupling::ChannelGroup& group : coupling::discoverCoupling(graph).groups) {
        QStringList members;
        for (const coupling::Member& member : group.members) {
            const graph::Parameter& parameter = graph.parameter(member.parameter);
            if (!parameter.constant)
                members << text(parameter.name + ":" + std::to_string(member.axis));
        }
        members.sort();
        if (group.frozen.empty())
            result << text(group.name + " " + std::to_string(group.channels) + ": ")
                    + members.join(QLatin1Char(' '));
    }
    result.sort();
    return result;
}

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

template <typename Value>
io::OnnxTensor tensorOf(const std::string& name, io::ElementType type,
    std::vector<std::int64_t> shape, std::vector<Value> values)
{
    auto owner = std::make_shared<std::vector<Value>>(std::move(values));
    return {name, type, std::move(shape), std::as_bytes(std::span(*owner)), owner};
}

/// x [1, 4] -> Gemm -> Relu, as a record.
io::OnnxModel smallModel()
{
    io::OnnxModel model;
    model.irVersion = 7;
    model.opset = 13;
    model.inputs.push_back({"x", io::ElementType::Float32, true, {-1, 4}, {}});
    model.outputs.push_back({"y", io::ElementType::Float32, true, {-1, 2}, {}});
    model.initializers.push_back(
        tensorOf<float>("w", io::ElementType::Float32, {2, 4}, std::vector<float>(8, 0.5F)));
    model.nodes.push_back({"Gemm", "", "gemm", {"x", "w"}, {"h"}, {{"transB", std::int64_t{1}}}});
    model.nodes.push_back({"Relu", "", "relu", {"h"}, {"y"}, {}});
    return model;
}

/// Empty if the import fails with `code` and all words in message or hint.
QString importDifference(const io::OnnxModel& model, ErrorCode code, const QStringList& words)
{
    const auto graph = io::importOnnx(model, io::statedShapes(model), "small.onnx");
    if (graph)
        return QStringLiteral("was imported");
    const QString all = text(toString(graph.error()));
    bool good = graph.error().code == code;
    for (const QString& word : words)
        good &= all.contains(word);
    return good ? QString() : all;
}

} // namespace

class OnnxReadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputsEqualPyTorch_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [name, entry] : listing().items())
            QTest::newRow(name.c_str()) << text(name);
    }
    void outputsEqualPyTorch()
    {
        QFETCH(QString, name);
        const Reference expected = reference(name.toStdString());
        const auto graph = import(onnxPath(name.toStdString()), expected.inputs);
        QVERIFY2(graph.ok(), graph ? "" : toString(graph.error()).c_str());
        if (expected.dynamic)
            QCOMPARE((*graph)->exampleInputs[0].size(0), 1);
        const double error =
            test::relativeError(outputsOf(*graph, expected.inputs), expected.outputs);
        QVERIFY2(error < kTolerance, std::to_string(error).c_str());
    }

    /// Names and kinds as in the module that was exported.
    void initializersBecomeParameters_data() { outputsEqualPyTorch_data(); }
    void initializersBecomeParameters()
    {
        QFETCH(QString, name);
        const auto& entry = listing().at(name.toStdString());
        const auto wanted = entry["names"].get<std::set<std::string>>();
        const auto buffers = entry["buffers"].get<std::set<std::string>>();
        if (wanted.empty())
            return;
        const auto graph =
            import(onnxPath(name.toStdString()), reference(name.toStdString()).inputs);
        QVERIFY(graph.ok());
        std::set<std::string> found;
        for (const graph::Parameter& parameter : (*graph)->parameters) {
            if (!wanted.contains(parameter.name))
                continue;
            found.insert(parameter.name);
            QCOMPARE(parameter.buffer, buffers.contains(parameter.name));
        }
        QCOMPARE(found, wanted);
    }

    /// The same module traced and exported: the same channels fold.
    void channelsCoupleAsInTorchScript_data() { outputsEqualPyTorch_data(); }
    void channelsCoupleAsInTorchScript()
    {
        QFETCH(QString, name);
        const std::string traced = test::referencePath("onnx/" + name.toStdString() + ".pt");
        if (!std::filesystem::exists(traced))
            return;
        const auto graph =
            import(onnxPath(name.toStdString()), reference(name.toStdString()).inputs);
        QVERIFY(graph.ok());
        const auto expected = io::readNetwork(traced, shapesText(**graph));
        QVERIFY2(expected.ok(), expected ? "" : toString(expected.error()).c_str());
        QCOMPARE(foldableGroups(**graph), foldableGroups(*expected->graph));
    }

    void layersHaveTheirUsualOperators()
    {
        const auto graph = import(onnxPath("vgg"), reference("vgg").inputs);
        QVERIFY(graph.ok());
        QStringList names;
        for (const graph::Node& node : (*graph)->nodes)
            names << text(node.op.name).remove(QStringLiteral("aten::"));
        QCOMPARE(names.join(QLatin1Char(' ')),
            QStringLiteral("conv2d batch_norm relu max_pool2d conv2d batch_norm relu max_pool2d "
                           "avg_pool2d flatten linear relu linear"));
    }

    void halfWeightsAreComputedInFloat()
    {
        const auto graph = import(onnxPath("half"), reference("half").inputs);
        QVERIFY(graph.ok());
        for (const graph::Parameter& parameter : (*graph)->parameters) {
            QCOMPARE(parameter.tensor.scalar_type(), at::kFloat);
            QCOMPARE(parameter.stored, at::kHalf);
        }
        QVERIFY(!(*graph)->parameters.empty());
    }

    void nothingOfTheFileIsLost()
    {
        io::OnnxModel model = smallModel();
        model.initializers.push_back(tensorOf<float>("unread", io::ElementType::Float32, {1}, {7}));
        model.initializers.push_back(
            tensorOf<std::int64_t>("count", io::ElementType::Int64, {}, {3}));
        model.metadata[io::kOnnxBuffers] = "w\nother";
        const auto graph = io::importOnnx(model, {{1, 4}}, "small.onnx");
        QVERIFY(graph.ok());
        QCOMPARE(graph->parameters.size(), std::size_t{3});
        for (const graph::Parameter& parameter : graph->parameters)
            QCOMPARE(parameter.buffer, parameter.name != "unread");
    }

    void shapesThatTheFileStates()
    {
        io::OnnxModel model = smallModel();
        model.inputs = {{"a", io::ElementType::Float32, true, {-1, 3, -1, 8}, {}},
            {"b", io::ElementType::Int64, true, {-1, -1}, {}},
            {"c", io::ElementType::Float32, true, {4, 5}, {}},
            {"d", io::ElementType::Float32, false, {}, {}}};
        QCOMPARE(io::statedShapes(model), (Shapes{{1, 3, -1, 8}, {1, 1}, {4, 5}, {}}));
    }

    void wrongExamplesAreRefused()
    {
        const io::OnnxModel model = smallModel();
        for (const Shapes& shapes : {Shapes{}, Shapes{{1, 4}, {1, 4}}, Shapes{{4}}, Shapes{{-1, 4}},
                 Shapes{{1 << 20, 1 << 20}}}) {
            const auto graph = io::importOnnx(model, shapes, "small.onnx");
            QVERIFY(!graph.ok() && graph.error().code == ErrorCode::Usage);
        }
    }

    void unknownOperatorsAreNamed()
    {
        io::OnnxModel model = smallModel();
        model.nodes[1].op = "LSTM";
        QCOMPARE(importDifference(model, ErrorCode::Unsupported,
                     {QStringLiteral("LSTM"), QStringLiteral("\"relu\""),
                         QStringLiteral("ConvTranspose")}),
            QString());
        model = smallModel();
        model.nodes[1].op = "Dropout";
        model.nodes[1].inputs = {"h", "", "training"};
        model.initializers.push_back(
            tensorOf<std::uint8_t>("training", io::ElementType::Bool, {}, {1}));
        QCOMPARE(importDifference(model, ErrorCode::Unsupported, {QStringLiteral("training mode")}),
            QString());
    }

    void hostileOperatorsAreRefused()
    {
        io::OnnxModel model = smallModel();
        model.nodes[0].attributes[0].value = 1.0F;
        QCOMPARE(
            importDifference(model, ErrorCode::Unreadable, {QStringLiteral("transB")}), QString());
        model = smallModel();
        model.nodes[0].inputs = {"x"};
        QCOMPARE(
            importDifference(model, ErrorCode::Unreadable, {QStringLiteral("input 2")}), QString());
        for (std::int64_t size : {std::int64_t{1} << 40, std::int64_t{-5}}) {
            model = smallModel();
            model.initializers.push_back(
                tensorOf<std::int64_t>("shape", io::ElementType::Int64, {2}, {size, size}));
            model.nodes[1] = {"ConstantOfShape", "", "huge", {"shape"}, {"y"}, {}};
            QCOMPARE(importDifference(model, ErrorCode::Unsupported, {QStringLiteral("2^28")}),
                QString());
        }
    }

    /// Every beginning of a file, and every byte with one bit or all bits changed.
    void damagedFilesAreRefusedOrRead()
    {
        const std::string whole = *readFile(onnxPath("PRelu"));
        const auto tryImport = [](const std::string& bytes) {
            const auto model = io::readOnnx(bytesOf(bytes), ".", "damaged.onnx");
            if (model && model->inputs.size() == 1)
                (void)io::importOnnx(*model, {{2, 4, 6, 6}}, "damaged.onnx");
            return model.ok();
        };
        QVERIFY(tryImport(whole));
        // What ends behind the graph still has all of it.
        const std::size_t graphEnds = whole.size() - 8;
        for (std::size_t size = 0; size < graphEnds; ++size)
            QVERIFY2(!tryImport(whole.substr(0, size)), std::to_string(size).c_str());
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (int change : {0x01, 0x10, 0x80, 0xFF}) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ change);
                tryImport(damaged);
            }
        }
    }

    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<QString>("word");
        const auto words =
            nlohmann::json::parse(*readFile(test::referencePath("onnx/hostile/hostile.json")));
        for (const auto& [name, word] : words.items())
            QTest::newRow(name.c_str()) << text(word.get<std::string>());
    }
    void hostileFilesAreRefused()
    {
        QFETCH(QString, word);
        const auto model = io::openOnnx(
            test::referencePath(std::string("onnx/hostile/") + QTest::currentDataTag() + ".onnx"));
        QVERIFY(!model.ok());
        const QString all = text(toString(model.error()));
        QVERIFY2(all.contains(word), qPrintable(all));
    }

    void filesThatAreNoOnnxAreRefused()
    {
        for (const std::string& path : {test::referencePath("onnx"), onnxPath("missing"),
                 test::referencePath("onnx/onnx.json"), test::referencePath("mlp.pt")}) {
            const auto model = io::openOnnx(path);
            QVERIFY(!model.ok() && model.error().code == ErrorCode::Unreadable);
        }
    }
};

QTEST_APPLESS_MAIN(OnnxReadTest)
#include "test_onnx_read.moc"
