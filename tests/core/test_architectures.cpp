// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of make_architectures.py: what is found by names and shapes alone must compute what
// PyTorch does, couple as the traced file does, and be found again after a fold.
#include "core/architecture/architecture.h"
#include "core/architecture/blueprint_graph.h"
#include "core/architecture/python_lines.h"
#include "core/base/files.h"
#include "core/coupling/group_text.h"
#include "core/fold/fold.h"
#include "core/io/network_file.h"
#include "core/io/torchscript/torchscript.h"
#include "tests/support/references.h"

#include <ATen/Context.h>
#include <ATen/ops/rand_like.h>
#include <ATen/ops/zeros.h>

#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

using namespace pleat;
using namespace pleat::architecture;
using nlohmann::json;

namespace {

constexpr double kTolerance = 1e-5;
constexpr const char* kListing = "architectures.json";

/// Names of torchvision now, and in the files that it distributes.
using Renamed = std::vector<std::pair<std::string, std::string>>;
const std::map<std::string, Renamed> kOlderNames{
    {"arch_densenet",
        {{"norm1.", "norm.1."}, {"norm2.", "norm.2."}, {"conv1.", "conv.1."},
            {"conv2.", "conv.2."}}},
    {"arch_vit", {{".mlp.0.", ".mlp.linear_1."}, {".mlp.3.", ".mlp.linear_2."}}}};

json readJson(const std::string& file)
{
    std::ifstream stream(test::referencePath(file));
    return json::parse(stream);
}

std::vector<NamedTensor> namedTensors(const graph::Graph& graph)
{
    std::vector<NamedTensor> tensors;
    for (const graph::Parameter& parameter : graph.parameters) {
        if (!parameter.constant)
            tensors.push_back({parameter.name, parameter.tensor, parameter.stored});
    }
    return tensors;
}

std::vector<ShapedName> shapedNames(const std::vector<NamedTensor>& tensors)
{
    std::vector<ShapedName> names;
    for (const NamedTensor& tensor : tensors)
        names.push_back({tensor.name, tensor.tensor.sizes().vec()});
    return names;
}

Wanted wantedFor(const std::string& name)
{
    const json config{{"options", readJson(kListing).at(name)["options"]}};
    return wantedFromJson(config.dump(), name).value();
}

Blueprint found(const std::vector<ShapedName>& tensors, const Wanted& wanted = {})
{
    auto blueprint = findArchitecture(tensors, wanted, "weights.pth");
    if (!blueprint)
        throw std::runtime_error(toString(blueprint.error()));
    return std::move(*blueprint);
}

graph::GraphPtr graphOf(
    const Blueprint& blueprint, const std::vector<NamedTensor>& tensors, const at::Tensor& input)
{
    auto graph = makeGraph(blueprint, tensors, input.narrow(0, 0, 1));
    if (!graph)
        throw std::runtime_error(toString(graph.error()));
    return std::make_shared<graph::Graph>(std::move(*graph));
}

/// Channel i goes to cluster i mod k: which channels merge does not matter here.
graph::GraphPtr halved(const graph::GraphPtr& graph)
{
    const auto coupling = std::make_shared<coupling::Coupling>(coupling::discoverCoupling(*graph));
    std::vector<std::optional<fold::MergeMap>> maps(coupling->groups.size());
    for (std::size_t g = 0; g < maps.size(); ++g) {
        const coupling::ChannelGroup& group = coupling->groups[g];
        if (!group.frozen.empty())
            continue;
        fold::MergeMap map{{}, std::max<std::int64_t>(1, group.channels / 2)};
        for (std::int64_t i = 0; i < group.channels; ++i)
            map.labels.push_back(static_cast<std::int32_t>(i % map.k));
        maps[g] = std::move(map);
    }
    const auto network = fold::fold(graph, coupling, maps);
    return fold::assemble(network, fold::unrepaired(network)).value();
}

/// One line per group, sorted; constants of a trace have no counterpart. Which producer runs first,
/// and names the group, is not always in the file.
std::vector<std::string> groupLines(const graph::Graph& graph, bool withNames = true)
{
    std::vector<std::string> lines;
    for (const coupling::ChannelGroup& group : coupling::discoverCoupling(graph).groups) {
        std::set<std::string> members;
        for (const coupling::Member& member : group.members) {
            const graph::Parameter& parameter = graph.parameter(member.parameter);
            std::string line = parameter.name + ":" + std::to_string(member.axis) + " "
                + coupling::roleName(member.role);
            for (const coupling::Span& span : member.spans)
                line += " " + std::to_string(span.begin) + "+" + std::to_string(span.outer) + "x"
                    + std::to_string(span.inner);
            if (!parameter.constant)
                members.insert(line);
        }
        std::string line = group.frozen.empty() ? "folds " : "frozen ";
        line += (withNames ? group.name + " " : "") + std::to_string(group.channels)
            + (group.joined ? " joined:" : ":");
        for (const std::string& member : members)
            line += " " + member + ",";
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// The first line that only one of them has.
QString firstDifference(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    std::vector<std::string> lines;
    std::set_symmetric_difference(
        a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(lines));
    return lines.empty() ? QString() : QString::fromStdString(lines.front());
}

/// For check_rebuilt.py.
void writeLines(const Blueprint& blueprint, const std::string& file)
{
    const std::pair<std::string, std::string> forms[] = {
        {"state_dict", ".pth"}, {"safetensors", ".safetensors"}};
    for (const auto& [format, ending] : forms) {
        const std::string lines = pythonLines(blueprint.python, file + ending, format);
        if (!writeTextFile(test::referencePath(file + "." + format + ".py"), lines))
            throw std::runtime_error("cannot write the lines for " + file);
    }
}

void writeFolded(const graph::GraphPtr& graph, const at::Tensor& output, const std::string& file)
{
    if (!io::writeTorchScript(*graph, {}, test::referencePath(file + ".pt")))
        throw std::runtime_error("cannot write " + file);
    const at::Tensor dense = output.contiguous();
    std::ofstream(test::referencePath(file + ".bin"), std::ios::binary)
        .write(static_cast<const char*>(dense.data_ptr()),
            static_cast<std::streamsize>(dense.nbytes()));
}

std::vector<ShapedName> wholeNetwork(const std::string& name)
{
    std::vector<ShapedName> tensors;
    const json list = readJson("architecture_shapes.json").at(name);
    for (const json& entry : list)
        tensors.push_back({entry[0].get<std::string>(), entry[1].get<Shape>()});
    return tensors;
}

ShapedName& named(std::vector<ShapedName>& tensors, const std::string& name)
{
    return *std::find_if(tensors.begin(), tensors.end(),
        [&](const ShapedName& tensor) { return tensor.name == name; });
}

void rename(std::vector<ShapedName>& tensors, const std::string& from, const std::string& to)
{
    for (ShapedName& tensor : tensors) {
        if (const auto at = tensor.name.find(from); at != std::string::npos)
            tensor.name.replace(at, from.size(), to);
    }
}

QString messageFor(const std::vector<ShapedName>& tensors, const Wanted& wanted = {})
{
    const auto result = findArchitecture(tensors, wanted, "weights.pth");
    if (result)
        return QStringLiteral("found ") + QString::fromStdString(result->title);
    const bool unsupported = result.error().code == ErrorCode::Unsupported
        && result.error().where == "weights.pth" && !result.error().hint.empty();
    return (unsupported ? QString() : QStringLiteral("wrong kind: "))
        + QString::fromStdString(result.error().message);
}

/// Layers in the order in which a stack of linear layers runs.
QString order(const Blueprint& blueprint)
{
    QStringList layers;
    for (const Step& step : blueprint.steps) {
        if (!step.source.empty())
            layers += QString::fromStdString(step.source);
        else if (step.op == "aten::relu" || step.op == "aten::tanh")
            layers += QStringLiteral("-");
    }
    return layers.join(QLatin1Char(' '));
}

std::vector<ShapedName> norm(const std::string& name, std::int64_t width)
{
    std::vector<ShapedName> tensors;
    for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"})
        tensors.push_back({name + part, {width}});
    tensors.push_back({name + ".num_batches_tracked", {}});
    return tensors;
}

} // namespace

class ArchitecturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void networksAreBuiltAndFoldedAsTheirTraces_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::networkNames(kListing))
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void networksAreBuiltAndFoldedAsTheirTraces()
    {
        QFETCH(QString, name);
        const std::string key = name.toStdString();
        const test::Network network = test::network(key, kListing);
        const auto traced = io::readNetwork(network.path, network.inputShape);
        QVERIFY2(traced.ok(), traced ? "" : toString(traced.error()).c_str());
        const auto tensors = namedTensors(*traced->graph);
        const Wanted wanted = wantedFor(key);

        const Blueprint blueprint = found(shapedNames(tensors), wanted);
        QCOMPARE(blueprint.title, readJson(kListing).at(key)["title"].get<std::string>());
        const auto graph = graphOf(blueprint, tensors, network.input);
        QVERIFY(
            test::relativeError(test::outputOf(graph, network.input), network.output) < kTolerance);
        QCOMPARE(firstDifference(groupLines(*graph), groupLines(*traced->graph)), QString());
        QCOMPARE(graph::weightsHash(*graph), graph::weightsHash(*traced->graph));
        QCOMPARE(graph::parameterCount(*graph), graph::parameterCount(*traced->graph));
        writeLines(blueprint, key);

        const auto folded = halved(graph);
        const auto foldedTensors = namedTensors(*folded);
        const Blueprint again = found(shapedNames(foldedTensors), wanted);
        QCOMPARE(again.title, blueprint.title);
        QCOMPARE(again.python.constructor.empty(), blueprint.python.constructor.empty());
        const auto reopened = graphOf(again, foldedTensors, network.input);
        const at::Tensor output = test::outputOf(folded, network.input);
        QVERIFY(test::relativeError(test::outputOf(reopened, network.input), output) < kTolerance);
        QVERIFY(graph::parameterCount(*reopened) * 2 < graph::parameterCount(*graph) * 3);
        writeLines(again, key + ".folded");
        writeFolded(folded, output, key + ".folded");
    }

    void everyNetworkOfTorchvisionIsFound()
    {
        const json shapes = readJson("architecture_shapes.json");
        QVERIFY(shapes.size() > 30);
        for (const auto& [name, list] : shapes.items()) {
            auto tensors = wholeNetwork(name);
            for (bool sorted : {false, true}) { // as in a state_dict, as in safetensors
                if (sorted)
                    std::sort(tensors.begin(), tensors.end(),
                        [](const auto& a, const auto& b) { return a.name < b.name; });
                const Blueprint blueprint = found(tensors);
                QCOMPARE(blueprint.title, name);
                QCOMPARE(blueprint.python.constructor, "torchvision.models." + name + "()");
                QVERIFY(blueprint.findings.empty());
                QCOMPARE(blueprint.inputShape, (Shape{3, 224, 224}));
            }
        }
    }

    void wholeNetworksHaveTheGroupsOfTheirTraces_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("foldable");
        QTest::addColumn<int>("frozen");
        // What the traced networks have, see the table in README.
        QTest::newRow("resnet18") << 64 << 12 << 2;
        QTest::newRow("resnext50_32x4d") << 64 << 21 << 2;
        QTest::newRow("mobilenet_v2") << 64 << 25 << 2;
        QTest::newRow("densenet121") << 64 << 120 << 2;
        QTest::newRow("squeezenet1_1") << 64 << 25 << 2;
        QTest::newRow("efficientnet_b0") << 64 << 40 << 2;
        QTest::newRow("vit_b_16") << 224 << 36 << 15;
    }
    void wholeNetworksHaveTheGroupsOfTheirTraces()
    {
        QFETCH(int, side);
        QFETCH(int, foldable);
        QFETCH(int, frozen);
        const auto names = wholeNetwork(QTest::currentDataTag());
        std::vector<NamedTensor> tensors;
        for (const ShapedName& name : names)
            tensors.push_back({name.name, at::zeros(name.shape)});
        const auto graph = graphOf(found(names), tensors, at::zeros({1, 3, side, side}));
        const auto groups = coupling::discoverCoupling(*graph).groups;
        const auto folding = std::count_if(groups.begin(), groups.end(),
            [](const coupling::ChannelGroup& group) { return group.frozen.empty(); });
        QCOMPARE(static_cast<int>(folding), foldable);
        QCOMPARE(static_cast<int>(groups.size()) - static_cast<int>(folding), frozen);
    }

    void samplesAreFound_data()
    {
        QTest::addColumn<QString>("title");
        QTest::newRow("mlp") << "MLP";
        QTest::newRow("resnet18") << "resnet18";
        QTest::newRow("vgg11") << "vgg11_bn";
    }
    void samplesAreFound()
    {
        QFETCH(QString, title);
        const std::string path = test::samplePath(QTest::currentDataTag() + std::string(".pt"));
        const auto traced = io::readNetwork(path, "");
        QVERIFY(traced.ok());
        const auto tensors = namedTensors(*traced->graph);
        const Blueprint blueprint = found(shapedNames(tensors));
        QCOMPARE(QString::fromStdString(blueprint.title), title);
        at::manual_seed(1);
        const at::Tensor input = at::rand_like(traced->graph->exampleInputs.front());
        const auto graph = graphOf(blueprint, tensors, input);
        QVERIFY(
            test::relativeError(test::outputOf(graph, input), test::outputOf(traced->graph, input))
            < kTolerance);
        QCOMPARE(firstDifference(groupLines(*graph, false), groupLines(*traced->graph, false)),
            QString());
    }

    void namesOfDistributedFilesAreKnown()
    {
        for (const auto& [network, renamed] : kOlderNames) {
            const auto traced = io::readNetwork(test::referencePath(network + ".pt"), {});
            auto tensors = shapedNames(namedTensors(*traced->graph));
            for (const auto& [now, older] : renamed)
                rename(tensors, now, older);
            const Blueprint blueprint = found(tensors);
            QCOMPARE(blueprint.python.renamed.size(), renamed.size());
            writeLines(blueprint, network + ".older");
        }
    }

    void fileNamesStayText()
    {
        const std::string lines = pythonLines({}, "a\"b\\c\nd.pth", "state_dict");
        QVERIFY(lines.find("(\"a\\\"b\\\\c\\x0ad.pth\", ") != std::string::npos);
        QVERIFY(lines.find("net = YourNetwork()") != std::string::npos);
    }

    void nothingFits()
    {
        auto tensors = wholeNetwork("resnet18");
        rename(tensors, "layer2.0.conv1.weight", "layer2.0.first.weight");
        const QString message = messageFor(tensors);
        QVERIFY2(message.endsWith("nearest is ResNet, where 121 of 122 names have a place, but "
                                  "layer2.0.conv1.weight is missing"),
            qPrintable(message));
        QVERIFY(message.contains("VGG, VisionTransformer)"));

        tensors = wholeNetwork("resnet18");
        named(tensors, "layer2.0.conv1.weight").shape[1] = 48;
        QVERIFY2(
            messageFor(tensors).endsWith("layer2.0.conv1.weight reads 48 channels, but gets 64"),
            qPrintable(messageFor(tensors)));
        tensors = wholeNetwork("resnet18");
        named(tensors, "bn1.bias").shape = {48};
        QVERIFY2(messageFor(tensors).endsWith("bn1.bias is [48], but [64] is expected"),
            qPrintable(messageFor(tensors)));
        tensors = wholeNetwork("resnet18");
        tensors.push_back({"extra.weight", {3}});
        QVERIFY2(messageFor(tensors).endsWith("there is no place for extra.weight"),
            qPrintable(messageFor(tensors)));
        QCOMPARE(messageFor({}), QStringLiteral("the file holds no tensors"));
    }

    void otherKindsOfNetworksAreRefused()
    {
        std::vector<ShapedName> tensors{{"wte.weight", {50257, 768}}, {"wpe.weight", {1024, 768}}};
        for (int i = 0; i < 12; ++i) {
            const std::string block = "h." + std::to_string(i) + ".";
            for (const char* name : {"ln_1", "ln_2"}) {
                tensors.push_back({block + name + ".weight", {768}});
                tensors.push_back({block + name + ".bias", {768}});
            }
            tensors.push_back({block + "attn.c_attn.weight", {768, 2304}});
            tensors.push_back({block + "attn.c_attn.bias", {2304}});
            tensors.push_back({block + "mlp.c_fc.weight", {768, 3072}});
        }
        const QString message = messageFor(tensors);
        QVERIFY2(
            message.endsWith("none of them has a place for any of the names"), qPrintable(message));
        QCOMPARE(message, messageFor(tensors));
    }

    void hostileShapesAreRefused()
    {
        const std::int64_t huge = std::int64_t{1} << 62;
        QVERIFY(messageFor({{"fc.weight", {0, huge}}}).contains("no size may be above 2147483648"));
        QVERIFY(messageFor({{"fc.weight", {-2, 3}}}).contains("fc.weight is [-2, 3]"));
        QVERIFY(messageFor(std::vector<ShapedName>(10001)).startsWith("10001 tensors are more"));
        auto tensors = wholeNetwork("vit_b_16");
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            for (const Shape& shape : {Shape(), Shape{0}, Shape{0, 0, 0, 0}, Shape{1, 1}}) {
                auto changed = tensors;
                changed[i].shape = shape;
                if (changed[i].shape != tensors[i].shape)
                    QVERIFY(!findArchitecture(changed, {}, "weights.pth").ok());
            }
        }
    }

    void configJsonChooses()
    {
        const auto tensors = wholeNetwork("resnet18");
        ArchitectureFamily twin = *architectureFamilies().front();
        for (const ArchitectureFamily* family : architectureFamilies()) {
            if (std::string(family->id) == "resnet")
                twin = *family;
        }
        twin.id = "twin";
        auto families = architectureFamilies();
        families.push_back(&twin);
        const auto several = findArchitecture(tensors, {}, "weights.pth", families);
        QVERIFY(!several.ok());
        QCOMPARE(several.error().message,
            "several architectures have these names and shapes: resnet, twin");
        QVERIFY(several.error().hint.find("{\"architecture\": \"resnet\"}") != std::string::npos);
        QCOMPARE(findArchitecture(tensors, {"twin", {}}, "weights.pth", families)->family, "twin");

        const QString refused = messageFor(tensors, {"vgg", {}});
        QVERIFY2(refused.contains("config.json wants (VGG)"), qPrintable(refused));
        const Blueprint ignored = found(tensors, {"resnet18.a1_in1k", {}}); // of another program
        QCOMPARE(ignored.family, "resnet");
        QCOMPARE(ignored.findings.size(), std::size_t{1});
    }

    void configJsonIsRead()
    {
        const auto wanted = wantedFromJson(
            R"({"architecture": "vit", "options": {"head_width": 32, "stem_pool": true, "x": [1]},
                "architectures": ["ViTForImageClassification"], "hidden_size": 768})",
            "config.json");
        QVERIFY(wanted.ok());
        QCOMPARE(wanted->family, "vit");
        QCOMPARE(std::get<double>(wanted->options.at("head_width")), 32.0);
        QCOMPARE(std::get<bool>(wanted->options.at("stem_pool")), true);
        const auto other = wantedFromJson(R"({"architecture": 3, "options": "none"})", "c");
        QVERIFY(other.ok() && other->family.empty() && other->options.empty());
        for (const char* text : {"", "[1]", "{", "3"})
            QCOMPARE(wantedFromJson(text, "c").error().code, ErrorCode::Unreadable);
        QVERIFY(wantedBeside(test::referencePath("nowhere/model.pth"))->family.empty());
    }

    void optionsChangeWhatIsAssumed()
    {
        auto tensors = wholeNetwork("resnet18");
        named(tensors, "conv1.weight").shape = {64, 3, 3, 3};
        const auto pools = [](const Blueprint& blueprint) {
            return std::any_of(blueprint.steps.begin(), blueprint.steps.end(),
                [](const Step& step) { return step.op == "aten::max_pool2d"; });
        };
        const Blueprint small = found(tensors);
        QVERIFY(!pools(small));
        QCOMPARE(small.findings.size(), std::size_t{1});
        QCOMPARE(small.inputShape, (Shape{3, 32, 32}));
        QCOMPARE(small.python.constructor, "");
        const Blueprint pooled = found(tensors, {"", {{"stem_pool", true}, {"stem_stride", 2.0}}});
        QVERIFY(pools(pooled));
        QVERIFY(pooled.findings.empty());
        const QString wrong = messageFor(tensors, {"resnet", {{"stem_pool", std::string("yes")}}});
        QVERIFY2(wrong.endsWith("the option \"stem_pool\" in config.json is \"yes\", but must be "
                                "true or false"),
            qPrintable(wrong));
    }

    void linearLayersAreOrdered()
    {
        // By numbers, although the file is sorted by name and all widths are equal.
        QCOMPARE(order(found({{"fc1.weight", {8, 8}}, {"fc10.weight", {8, 8}}, {"fc2.bias", {8}},
                     {"fc2.weight", {8, 8}}})),
            QStringLiteral("fc1 - fc2 - fc10"));
        // By the file, where it is not sorted.
        QCOMPARE(order(found({{"encoder.weight", {4, 8}}, {"decoder.weight", {8, 4}}})),
            QStringLiteral("encoder - decoder"));
        // By widths.
        QCOMPARE(order(found(
                     {{"body.weight", {6, 8}}, {"end.weight", {3, 6}}, {"start.weight", {8, 20}}})),
            QStringLiteral("start - body - end"));
        QCOMPARE(order(found({{"a.weight", {4, 8}}, {"b.weight", {3, 4}}},
                     {"", {{"activation", std::string("tanh")}}})),
            QStringLiteral("a - b"));
        std::vector<ShapedName> normed{
            {"fc1.weight", {6, 8}}, {"fc2.weight", {6, 6}}, {"fc3.weight", {3, 6}}};
        for (const char* name : {"bn1", "bn2"}) {
            for (const ShapedName& tensor : norm(name, 6))
                normed.push_back(tensor);
        }
        QCOMPARE(order(found(normed)), QStringLiteral("fc1 bn1 - fc2 bn2 - fc3"));
        QVERIFY2(messageFor({{"a.weight", {4, 8}}, {"b.weight", {3, 5}}}).endsWith("of the names"),
            qPrintable(messageFor({{"a.weight", {4, 8}}, {"b.weight", {3, 5}}})));
    }

    void anExampleThatDoesNotFitIsNamed()
    {
        const Blueprint blueprint = found({{"fc1.weight", {6, 8}}, {"fc2.weight", {3, 6}}});
        const std::vector<NamedTensor> tensors{
            {"fc1.weight", at::zeros({6, 8})}, {"fc2.weight", at::zeros({3, 6})}};
        QVERIFY(makeGraph(blueprint, tensors, at::zeros({1, 2, 4})).ok());
        const auto graph = makeGraph(blueprint, tensors, at::zeros({1, 9}));
        QVERIFY(!graph.ok());
        QCOMPARE(graph.error().code, ErrorCode::Unsupported);
        QVERIFY(graph.error().where.find("fc1") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ArchitecturesTest)
#include "test_architectures.moc"
