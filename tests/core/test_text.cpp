// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs and groups written as text and read again.
#include "core/coupling/group_text.h"
#include "core/graph/executor.h"
#include "core/graph/graph_text.h"
#include "tests/support/references.h"

#include <QTest>

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue_inl.h>

#include <stdexcept>

using namespace pleat;

namespace {

const char* const kSmall = R"(input %x float32 [1, 3, 8, 8]
parameter conv1.weight float32 [4, 3, 3, 3]
parameter conv1.bias float32 [4]
parameter conv2.weight float32 [6, 4, 1, 1]
parameter fc.weight float32 [5, 640]
%1 = aten::conv2d(%x, conv1.weight, conv1.bias, [1, 1], [1, 1], [1, 1], 1)  [1, 4, 8, 8]  # net.py:3
%2 = aten::relu(%1)  [1, 4, 8, 8]
%3 = aten::conv2d(%2, conv2.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 6, 8, 8]
%4 = aten::size.int(%3, 0)  int size
%5 = aten::cat(Tensor{%2, %3}, 1)  [1, 10, 8, 8]
%6 = aten::reshape(%5, int{%4, -1})  [1, 640]
%7 = aten::linear(%6, fc.weight, None)  [1, 5]
return %7
)";

const char* const kSmallGroups =
    R"(g0 input of conv1 3 frozen (network input): conv1.weight:1 consumer
g1 conv1 4: conv1.weight:0 producer, conv1.bias:0 per-channel, conv2.weight:1 consumer, fc.weight:1 consumer x64
g2 conv2 6: conv2.weight:0 producer, fc.weight:1 consumer +256 x64
g3 fc 5 frozen (network output): fc.weight:0 producer
)";

QString text(const std::string& string)
{
    return QString::fromStdString(string);
}

template <typename T>
T require(Result<T> result)
{
    if (!result)
        throw std::runtime_error(toString(result.error()));
    return std::move(result).value();
}

graph::Graph parsed(const std::string& string)
{
    return require(graph::parseGraph(string));
}

/// A network with one tensor and whatever `output` is.
std::string returning(const std::string& output)
{
    return "input %x float32 [2]\nparameter p float32 [2]\nreturn " + output + "\n";
}

study::ModelPtr openCalled(const std::string& name)
{
    if (name.ends_with(".pt"))
        return test::open(test::samplePath(name));
    for (const std::string& known : test::networkNames()) {
        if (known == name)
            return test::open(test::network(name));
    }
    const test::CouplingCase couplingCase = test::couplingCase(name);
    return test::open(couplingCase.path, couplingCase.inputShapes);
}

using Shapes = std::vector<std::vector<std::int64_t>>;
Shapes outputShapes(const graph::Graph& graph)
{
    Shapes shapes;
    const auto shared = std::make_shared<graph::Graph>(graph);
    for (const at::Tensor& tensor : test::outputsOf(shared, graph.exampleInputs))
        shapes.push_back(tensor.sizes().vec());
    return shapes;
}

} // namespace

class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNetworkReadsBack_data()
    {
        QTest::addColumn<QString>("name");
        std::vector<std::string> names{"resnet18.pt", "mlp.pt"};
        for (const auto& more : {test::networkNames(), test::couplingCaseNames()})
            names.insert(names.end(), more.begin(), more.end());
        for (const std::string& name : names)
            QTest::newRow(name.c_str()) << text(name);
    }
    void everyNetworkReadsBack()
    {
        QFETCH(QString, name);
        const study::ModelPtr model = openCalled(name.toStdString());
        const graph::Graph& original = *model->content().graph;
        const std::string written = graph::dump(original);
        const graph::Graph again = parsed(written);
        QCOMPARE(text(graph::dump(again)), text(written));
        QCOMPARE(outputShapes(again), outputShapes(original));
        QCOMPARE(graph::parameterCount(again), graph::parameterCount(original));

        const std::string groups = coupling::dump(original, *model->content().coupling);
        QCOMPARE(text(coupling::dump(again, coupling::discoverCoupling(again))), text(groups));
        QCOMPARE(text(coupling::dump(again, require(coupling::parseGroups(again, groups)))),
            text(groups));
        QCOMPARE(text(study::describeAsText(*model)).count(text(written)), 1);
        QVERIFY(text(study::describeAsText(*model)).endsWith(text(groups)));
    }

    void aHandWrittenNetworkHasGroups()
    {
        const graph::Graph graph = parsed(kSmall);
        QCOMPARE(text(graph::dump(graph)), QLatin1String(kSmall));
        QCOMPARE(outputShapes(graph), (Shapes{{1, 5}}));
        QCOMPARE(text(coupling::dump(graph, coupling::discoverCoupling(graph))),
            QLatin1String(kSmallGroups));
        QCOMPARE(graph.nodes[0].source, std::string("net.py:3"));
        QVERIFY(graph.value(graph.nodes[3].outputs[0]).fromSizes);
        QVERIFY(!graph.value(graph.nodes[3].outputs[0]).isTensor);
    }

    /// Blanks, empty lines, comments and other ends of lines make no difference.
    void blanksMakeNoDifference()
    {
        QString spaced = QLatin1String(kSmall);
        spaced.replace(QLatin1String(","), QLatin1String(" ,\t"))
            .replace(QLatin1String("\n"), QLatin1String("\r\n\n # a note\r\n"));
        QCOMPARE(text(graph::dump(parsed(spaced.toStdString()))), QLatin1String(kSmall));
    }

    void constantsReadBack_data()
    {
        QTest::addColumn<QString>("constant");
        for (const char* constant :
            {"None", "True", "False", "0", "-7", "9223372036854775807", "-9223372036854775808",
                "1.0", "-0.0", "0.1", "1e-05", "5e-324", "1.7976931348623157e+308", "inf", "-inf",
                "nan", "\"\"", "\"none\"", "\"a \\\"quoted\\\" \\\\ \\n\\t\\x01 # text\"",
                "\"\u00fc\"", "[1, -2]", "[0.5, inf]", "[True]", "[\"a\", \"b\"]", "int[]",
                "float[]", "bool[]", "str[]", "Tensor[]", "int[][]", "int[][[1, 2], int[]]",
                "float?[None, 1.0]", "Scalar[1, 2.5]", "Tuple(int, str)[(1, \"a\")]", "Tuple()[()]",
                "()", "(1, (2.0, None), [3])", "device(\"cpu\")", "device(\"cuda:1\")",
                "tensor(1e-05, float64)", "tensor(0.10000000149011612, float32)",
                "tensor(-3, int64)", "tensor(-inf, float16)", "tensor(True, bool)",
                "tensor(255, uint8)", "tensor(None)", "tensor([2, 3], float32)",
                "Tensor?[None, tensor(1, int32)]"})
            QTest::newRow(constant) << QString::fromUtf8(constant);
    }
    void constantsReadBack()
    {
        QFETCH(QString, constant);
        const std::string written = returning(constant.toStdString());
        const graph::Graph graph = parsed(written);
        QCOMPARE(text(graph::dump(graph)), text(written));
        QCOMPARE(graph.output.kind, graph::Argument::Kind::Constant);
    }

    void listsOfValuesReadBack_data()
    {
        QTest::addColumn<QString>("output");
        for (const char* output :
            {"%x", "p", "(%x, 1)", "(%x, (p, None), Tensor{})", "Tensor{%x}",
                "Tensor[]{Tensor{%x, p}, Tensor[]}", "Tensor?{None, %x}", "(Tensor{p}, int{1, 2})"})
            QTest::newRow(output) << QString::fromUtf8(output);
    }
    void listsOfValuesReadBack()
    {
        QFETCH(QString, output);
        const std::string written = returning(output.toStdString());
        QCOMPARE(text(graph::dump(parsed(written))), text(written));
    }

    void weightsFollowFromTheirNames()
    {
        const std::string written = "buffer bn.running_var float32 [1000]\n"
                                    "parameter a.weight float16 [4, 4]\n"
                                    "parameter b.weight float16 [4, 4]\n"
                                    "parameter tied.weight = a.weight\n"
                                    "constant index int64 [3]\n"
                                    "return None\n";
        const graph::Graph graph = parsed(written);
        QCOMPARE(text(graph::dump(graph)), text(written));
        QCOMPARE(graph::weightsHash(graph), graph::weightsHash(parsed(written)));
        QVERIFY(graph.parameters[0].tensor.min().item<float>() > 0);
        const at::Tensor& weight = graph.parameters[1].tensor;
        QCOMPARE(weight.scalar_type(), at::kHalf);
        QVERIFY(!weight.equal(graph.parameters[2].tensor));
        QVERIFY(graph.parameters[3].tensor.is_same(weight));
        QCOMPARE(graph.parameters[4].tensor.abs().max().item<std::int64_t>(), std::int64_t{0});
        QVERIFY(graph.parameters[0].buffer && !graph.parameters[0].constant);
        QVERIFY(graph.parameters[4].buffer && graph.parameters[4].constant);
    }

    void strangeNamesReadBack()
    {
        const std::string written = "input %`the \\` input` float32 [2]\n"
                                    "parameter `None` float32 [2]\n"
                                    "parameter `1.5` float32 [2]\n"
                                    "parameter `two words, one (name)` float32 [2]\n"
                                    "parameter 0.conv-1.weight float32 [2]\n"
                                    "return (%`the \\` input`, `None`, `1.5`, "
                                    "`two words, one (name)`, 0.conv-1.weight, None, 1.5)\n";
        const graph::Graph graph = parsed(written);
        QCOMPARE(text(graph::dump(graph)), text(written));
        const std::string groups =
            "g0 `two words` 2 frozen (a reason (with brackets\\)): `two words, one (name)`:0 "
            "consumer\n"
            "g1 `input of two words` 1 joined: `None`:0 producer +1, `1.5`:0 per-channel +0 +1\n"
            "g2 joined 1\n"
            "g3 input of joined:2 1 joined\n";
        const auto read = require(coupling::parseGroups(graph, groups));
        QCOMPARE(text(coupling::dump(graph, read)), text(groups));
        QCOMPARE(read[0].frozen, std::string("a reason (with brackets)"));
        QCOMPARE(read[3].name, std::string("input of joined:2"));
    }

    /// A transform may add a value with the name of another one.
    void valuesOfOneNameAreToldApart()
    {
        graph::Graph graph = parsed(kSmall);
        for (graph::Value& value : graph.values)
            value.name = "same";
        const std::string written = graph::dump(graph);
        QCOMPARE(text(graph::dump(parsed(written))), text(written));
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "test_text.moc"
