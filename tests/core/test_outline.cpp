// SPDX-License-Identifier: GPL-3.0-or-later
// The network as it is drawn: which nodes, in which blocks, of which groups.
#include "core/study/outline.h"

#include "core/graph/graph_text.h"
#include "tests/support/references.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace pleat;
using study::Outline;
using study::OutlineNode;

namespace {

Outline outlineOfSample(const std::string& file)
{
    return study::outlineOf(*test::open(test::samplePath(file)));
}

Outline outlineOfText(const std::string& text)
{
    auto content = std::make_shared<study::Model::Content>();
    content->graph = std::make_shared<const graph::Graph>(graph::parseGraph(text).value());
    content->coupling =
        std::make_shared<coupling::Coupling>(coupling::discoverCoupling(*content->graph));
    return study::outlineOf(study::Model(content));
}

const OutlineNode& node(const Outline& outline, const std::string& name)
{
    const auto found = std::find_if(outline.nodes.begin(), outline.nodes.end(),
        [&](const OutlineNode& candidate) { return candidate.name == name; });
    if (found == outline.nodes.end())
        throw std::runtime_error("no node " + name);
    return *found;
}

std::set<std::string> namesIn(const Outline& outline, const std::string& block)
{
    std::set<std::string> names;
    for (const OutlineNode& node : outline.nodes) {
        if (outline.blocks[static_cast<std::size_t>(node.block)].name == block)
            names.insert(node.name);
    }
    return names;
}

std::set<std::string> readNames(const Outline& outline, const std::string& name)
{
    std::set<std::string> names;
    for (int read : node(outline, name).reads)
        names.insert(outline.nodes[static_cast<std::size_t>(read)].name);
    return names;
}

std::int64_t count(const Outline& outline, const std::string& kind)
{
    return std::count_if(outline.nodes.begin(), outline.nodes.end(),
        [&](const OutlineNode& node) { return node.kind == kind; });
}

bool ordered(const Outline& outline)
{
    for (std::size_t n = 0; n < outline.nodes.size(); ++n) {
        for (int read : outline.nodes[n].reads) {
            if (read < 0 || read >= static_cast<int>(n))
                return false;
        }
    }
    return true;
}

using Names = std::set<std::string>;

} // namespace

class OutlineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMlpIsAChain();
    void resnetHasItsBlocksAndAdditions();
    void everySampleIsWhole_data();
    void everySampleIsWhole();
    void aSqueezeGateStaysInItsBlock();
    void concatsHaveSeveralGroups();
    void whatIsEnteredTwiceIsNoBlock();
    void endlessNamesNestNoDeeperThanNeeded();
};

void OutlineTest::theMlpIsAChain()
{
    const Outline outline = outlineOfSample("mlp.pt");
    QCOMPARE(outline.nodes.front().kind, std::string("input"));
    for (std::size_t n = 1; n < outline.nodes.size(); ++n)
        QCOMPARE(outline.nodes[n].reads, std::vector<int>{static_cast<int>(n) - 1});
    QCOMPARE(count(outline, "linear"), 3);
    QCOMPARE(count(outline, "relu"), 2);
    QCOMPARE(outline.nodes.size(), std::size_t{6});
    QCOMPARE(outline.blocks.size(), std::size_t{1});
    QCOMPARE(node(outline, "fc1").parameters,
        784 * node(outline, "fc1").shape[1] + node(outline, "fc1").shape[1]);
    QCOMPARE(node(outline, "relu").groups, node(outline, "fc1").groups);
    QCOMPARE(node(outline, "fc2").inputGroup, node(outline, "fc1").groups.front());
}

void OutlineTest::resnetHasItsBlocksAndAdditions()
{
    const Outline outline = outlineOfSample("resnet18.pt");
    QCOMPARE(count(outline, "add"), 8);
    for (const OutlineNode& node : outline.nodes) {
        if (node.kind == "add")
            QCOMPARE(node.reads.size(), std::size_t{2});
    }
    QCOMPARE(namesIn(outline, "layer1.0"),
        (Names{"layer1.0.conv1", "layer1.0.bn1", "layer1.0.relu", "layer1.0.conv2", "layer1.0.bn2",
            "layer1.0.add", "layer1.0.relu 2"}));
    QCOMPARE(namesIn(outline, "layer2.0"),
        (Names{"layer2.0.conv1", "layer2.0.bn1", "layer2.0.relu", "layer2.0.conv2", "layer2.0.bn2",
            "layer2.0.add", "layer2.0.relu 2"}));
    QCOMPARE(namesIn(outline, "layer2.0.downsample").size(), std::size_t{2});
    QCOMPARE(readNames(outline, "layer1.1.add"), (Names{"layer1.1.bn2", "layer1.0.relu 2"}));
    QCOMPARE(readNames(outline, "layer2.0.add"), (Names{"layer2.0.bn2", "layer2.0.downsample.1"}));
    QCOMPARE(node(outline, "layer1.0.conv1").kind, std::string("convolution"));
    QCOMPARE(node(outline, "layer1.0.bn1").kind, std::string("batch norm"));
    for (const study::OutlineBlock& block : outline.blocks) {
        if (block.name == "layer3.1")
            QCOMPARE(
                outline.blocks[static_cast<std::size_t>(block.parent)].name, std::string("layer3"));
    }
}

void OutlineTest::everySampleIsWhole_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"mlp.pt", "resnet18.pt", "vgg11.pt", "mobile.pt"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void OutlineTest::everySampleIsWhole()
{
    QFETCH(QString, file);
    const study::ModelPtr model = test::open(test::samplePath(file.toStdString()));
    const Outline outline = study::outlineOf(*model);
    QVERIFY(ordered(outline));
    std::int64_t parameters = 0;
    std::map<std::string, int> seen;
    for (const OutlineNode& node : outline.nodes) {
        parameters += node.parameters;
        QCOMPARE(++seen[node.name], 1);
    }
    QCOMPARE(parameters, model->info().parameters);
    for (const coupling::Layer& layer : model->content().coupling->layers)
        QCOMPARE(seen[layer.name], 1);
    const auto& groups = model->info().groups;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const std::string& layer : groups[g].layers) {
            const std::vector<int>& made = node(outline, layer).groups;
            QVERIFY(std::count(made.begin(), made.end(), static_cast<int>(g)) == 1);
        }
    }
}

void OutlineTest::aSqueezeGateStaysInItsBlock()
{
    const Outline outline = outlineOfText(R"(
input %x float32 [1, 4, 8, 8]
parameter stem.weight float32 [8, 4, 1, 1]
parameter b.0.down.weight float32 [4, 8, 1, 1]
parameter b.0.up.weight float32 [8, 4, 1, 1]
parameter b.1.weight float32 [8, 8, 1, 1]
%1 = aten::conv2d(%x, stem.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 8, 8, 8]
%2 = aten::adaptive_avg_pool2d(%1, [1, 1])  [1, 8, 1, 1]
%3 = aten::conv2d(%2, b.0.down.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 4, 1, 1]
%4 = aten::relu(%3)  [1, 4, 1, 1]
%5 = aten::conv2d(%4, b.0.up.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 8, 1, 1]
%6 = aten::sigmoid(%5)  [1, 8, 1, 1]
%7 = aten::mul.Tensor(%1, %6)  [1, 8, 8, 8]
%8 = aten::conv2d(%7, b.1.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 8, 8, 8]
%9 = aten::add.Tensor(%8, %1, 1)  [1, 8, 8, 8]
return %9
)");
    QCOMPARE(namesIn(outline, "b.0"),
        (Names{"b.0.down", "b.0.relu", "b.0.up", "b.0.sigmoid", "b.0.multiply"}));
    QCOMPARE(readNames(outline, "b.0.multiply"), (Names{"stem", "b.0.sigmoid"}));
    QCOMPARE(namesIn(outline, "b"), (Names{"b.1", "b.add"}));
}

void OutlineTest::concatsHaveSeveralGroups()
{
    const Outline outline = outlineOfText(R"(
input %x float32 [1, 4, 8, 8]
parameter d.0.weight float32 [8, 4, 1, 1]
parameter d.1.weight float32 [6, 8, 1, 1]
parameter fc.weight float32 [3, 896]
%1 = aten::conv2d(%x, d.0.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 8, 8, 8]
%2 = aten::conv2d(%1, d.1.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 6, 8, 8]
%3 = aten::cat(Tensor{%1, %2}, 1)  [1, 14, 8, 8]
%4 = aten::flatten.using_ints(%3, 1, -1)  [1, 896]
%5 = aten::linear(%4, fc.weight, None)  [1, 3]
return %5
)");
    const OutlineNode& concat = node(outline, "d.concat");
    QCOMPARE(concat.groups.size(), std::size_t{2});
    QCOMPARE(concat.groups,
        (std::vector<int>{
            node(outline, "d.0").groups.front(), node(outline, "d.1").groups.front()}));
    QCOMPARE(readNames(outline, "d.concat"), (Names{"d.0", "d.1"}));
    QCOMPARE(readNames(outline, "fc"), Names{"d.concat"});
    QCOMPARE(node(outline, "fc").parameters, 3 * 896);
}

/// a.first -> b.first -> a.second -> b.second: neither a nor b can be drawn as one node.
void OutlineTest::whatIsEnteredTwiceIsNoBlock()
{
    const Outline outline = outlineOfText(R"(
input %x float32 [1, 4]
parameter a.first.weight float32 [8, 4]
parameter b.first.weight float32 [8, 8]
parameter a.second.weight float32 [8, 8]
parameter c.d.weight float32 [8, 8]
%1 = aten::linear(%x, a.first.weight, None)  [1, 8]
%2 = aten::linear(%1, b.first.weight, None)  [1, 8]
%3 = aten::linear(%2, a.second.weight, None)  [1, 8]
%4 = aten::linear(%3, a.second.weight, None)  [1, 8]
%5 = aten::linear(%4, c.d.weight, None)  [1, 8]
return %5
)");
    QVERIFY(namesIn(outline, "a").empty() || namesIn(outline, "b").empty());
    QCOMPARE(namesIn(outline, "c"), Names{"c.d"});
    QCOMPARE(node(outline, "a.second").parameters, 64);
    QCOMPARE(node(outline, "a.second 2").parameters, 0);
}

void OutlineTest::endlessNamesNestNoDeeperThanNeeded()
{
    std::string path;
    for (int part = 0; part < 50'000; ++part)
        path += "a.";
    const Outline outline = outlineOfText("input %x float32 [1, 4]\nparameter " + path
        + "weight float32 [8, 4]\n%1 = aten::linear(%x, " + path
        + "weight, None)  [1, 8]\nreturn %1\n");
    QCOMPARE(outline.nodes.size(), std::size_t{2});
    QVERIFY(outline.blocks.size() < 100);
    QCOMPARE(outline.blocks[static_cast<std::size_t>(outline.nodes[1].block)].parent,
        static_cast<int>(outline.blocks.size()) - 2);
}

QTEST_GUILESS_MAIN(OutlineTest)
#include "test_outline.moc"
