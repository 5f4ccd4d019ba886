// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of a network are put: nothing overlaps, everything flows down.
#include "tests/ui/fixture.h"

#include "ui/models/graph_layout.h"
#include "ui/models/layer_order.h"
#include "ui/models/layered_layout.h"

#include <QElapsedTimer>

#include <algorithm>
#include <set>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

/// Dense blocks in which every layer of `steps` operators reads all that came before.
study::Outline denseOutline(const std::vector<int>& layersOfBlock, int steps)
{
    study::Outline outline;
    outline.blocks.push_back({"", -1});
    const auto add = [&](const std::string& name, int block, std::vector<int> reads) {
        study::OutlineNode node;
        node.name = name;
        node.kind = "convolution";
        node.block = block;
        node.reads = std::move(reads);
        node.layer = true;
        outline.nodes.push_back(std::move(node));
        return static_cast<int>(outline.nodes.size()) - 1;
    };
    int last = add("input", 0, {});
    for (std::size_t b = 0; b < layersOfBlock.size(); ++b) {
        const std::string name = "block" + std::to_string(b);
        const int block = static_cast<int>(outline.blocks.size());
        outline.blocks.push_back({name, 0});
        std::vector<int> features{last};
        for (int layer = 0; layer < layersOfBlock[b]; ++layer) {
            const std::string inner = name + "." + std::to_string(layer);
            outline.blocks.push_back({inner, block});
            const int own = static_cast<int>(outline.blocks.size()) - 1;
            last = add(inner + ".0", own, features);
            for (int step = 1; step < steps; ++step)
                last = add(inner + "." + std::to_string(step), own, {last});
            features.push_back(last);
        }
        last = add(name + ".concat", block, features);
    }
    return outline;
}

std::vector<bool> allOpen(const study::Outline& outline)
{
    return std::vector<bool>(outline.blocks.size(), true);
}

GraphLayout layOut(const study::Outline& outline, const std::vector<bool>& open)
{
    const Result<GraphLayout> result = layOutGraph(outline, open, {});
    if (!result)
        qFatal("%s", toString(result.error()).c_str());
    return *result;
}

bool lies(const study::Outline& outline, int block, int within)
{
    while (block >= 0 && block != within)
        block = outline.blocks[block].parent;
    return block == within;
}

QString boxFault(const study::Outline& outline, const GraphLayout& layout)
{
    for (std::size_t a = 0; a < layout.boxes.size(); ++a) {
        if (!layout.bounds.contains(layout.boxes[a].rect))
            return QStringLiteral("box %1 is out of bounds").arg(a);
        for (std::size_t b = 0; b < a; ++b) {
            if (layout.boxes[a].rect.intersects(layout.boxes[b].rect))
                return QStringLiteral("boxes %1 and %2 overlap").arg(b).arg(a);
        }
        for (const GraphFrame& frame : layout.frames) {
            const bool inside = layout.boxes[a].block != frame.block || !layout.boxes[a].isBlock()
                ? lies(outline, layout.boxes[a].block, frame.block)
                : false;
            if (inside ? !frame.rect.contains(layout.boxes[a].rect)
                       : frame.rect.intersects(layout.boxes[a].rect))
                return QStringLiteral("box %1 and frame %2").arg(a).arg(frame.block);
        }
    }
    return {};
}

QString frameFault(const study::Outline& outline, const GraphLayout& layout)
{
    for (const GraphFrame& a : layout.frames) {
        for (const GraphFrame& b : layout.frames) {
            const bool inside = lies(outline, a.block, b.block);
            const bool outside = !inside && !lies(outline, b.block, a.block);
            if ((inside && !b.rect.contains(a.rect)) || (outside && b.rect.intersects(a.rect)))
                return QStringLiteral("frames %1 and %2").arg(a.block).arg(b.block);
        }
    }
    return {};
}

QString lineFault(const GraphLayout& layout)
{
    for (const GraphLine& line : layout.lines) {
        const QRectF from = layout.boxes[line.from].rect;
        const QRectF to = layout.boxes[line.to].rect;
        const QString name = QStringLiteral("line from %1 to %2").arg(line.from).arg(line.to);
        if (from.bottom() >= to.top())
            return name + QStringLiteral(" goes up");
        if (line.points.front() != QPointF(from.center().x(), from.bottom())
            || line.points.back() != QPointF(to.center().x(), to.top()))
            return name + QStringLiteral(" ends elsewhere");
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            if (line.points[i].y() < line.points[i - 1].y())
                return name + QStringLiteral(" turns upwards");
        }
    }
    return {};
}

/// By boxes, from what the nodes read.
std::set<std::pair<int, int>> wantedLines(const study::Outline& outline, const GraphLayout& layout)
{
    std::set<std::pair<int, int>> lines;
    for (std::size_t n = 0; n < outline.nodes.size(); ++n) {
        for (int read : outline.nodes[n].reads) {
            if (layout.boxOf[read] != layout.boxOf[n])
                lines.emplace(layout.boxOf[read], layout.boxOf[n]);
        }
    }
    return lines;
}

std::set<std::pair<int, int>> drawnLines(const GraphLayout& layout)
{
    std::set<std::pair<int, int>> lines;
    for (const GraphLine& line : layout.lines)
        lines.emplace(line.from, line.to);
    return lines;
}

} // namespace

class TestGraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingHasItsPlace_data();
    void everythingHasItsPlace();
    void closedBlocksKeepTheirLines();
    void theSameEveryTime();
    void largeNetworksTakeNoTime();
    void stopsWhenAsked();
    void smallNetworksAreOpen();
    void spreadOutIsNearestToWhatIsWanted();
    void linesOfTwoColumnsDoNotCross();
};

void TestGraphLayout::everythingHasItsPlace_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("opened"); // all, none, every second block
    for (const char* file : {"mlp.pt", "resnet18.pt", "vgg11.pt", "mobile.pt", "dense"}) {
        for (int opened = 0; opened < 3; ++opened)
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(file)).arg(opened)))
                << QString::fromLatin1(file) << opened;
    }
}

void TestGraphLayout::everythingHasItsPlace()
{
    QFETCH(QString, file);
    QFETCH(int, opened);
    const study::Outline outline = file == QStringLiteral("dense")
        ? denseOutline({3, 5, 2}, 4)
        : study::outlineOf(*openSample(file));
    std::vector<bool> open = allOpen(outline);
    for (std::size_t block = 1; block < open.size(); ++block)
        open[block] = opened == 0 || (opened == 2 && block % 2 == 0);
    const GraphLayout layout = layOut(outline, open);
    QCOMPARE(boxFault(outline, layout), QString());
    QCOMPARE(frameFault(outline, layout), QString());
    QCOMPARE(lineFault(layout), QString());
    QCOMPARE(drawnLines(layout), wantedLines(outline, layout));
    QCOMPARE(layout.boxOf.size(), outline.nodes.size());
}

void TestGraphLayout::closedBlocksKeepTheirLines()
{
    const study::Outline outline = denseOutline({2, 2}, 3);
    std::vector<bool> open = allOpen(outline);
    open[1] = false;
    const GraphLayout layout = layOut(outline, open);
    const int closed = layout.boxOf[1];
    QVERIFY(layout.boxes[closed].isBlock());
    QCOMPARE(nodesPerBlock(outline)[layout.boxes[closed].block], 7);
    for (int node = 1; node <= 7; ++node)
        QCOMPARE(layout.boxOf[node], closed);
    QVERIFY(drawnLines(layout).count({layout.boxOf[0], closed}) == 1);
    QVERIFY(drawnLines(layout).count({closed, layout.boxOf[8]}) == 1);
}

void TestGraphLayout::theSameEveryTime()
{
    const study::Outline outline = study::outlineOf(*openSample(QStringLiteral("mobile.pt")));
    const GraphLayout a = layOut(outline, allOpen(outline));
    const GraphLayout b = layOut(outline, allOpen(outline));
    QCOMPARE(a.boxes.size(), b.boxes.size());
    for (std::size_t box = 0; box < a.boxes.size(); ++box)
        QCOMPARE(a.boxes[box].rect, b.boxes[box].rect);
    for (std::size_t line = 0; line < a.lines.size(); ++line)
        QVERIFY(a.lines[line].points == b.lines[line].points);
}

/// As large as densenet121.
void TestGraphLayout::largeNetworksTakeNoTime()
{
    const study::Outline outline = denseOutline({6, 12, 24, 16}, 7);
    QVERIFY(outline.nodes.size() > 400);
    QElapsedTimer timer;
    timer.start();
    const GraphLayout layout = layOut(outline, allOpen(outline));
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(boxFault(outline, layout), QString());
    QCOMPARE(lineFault(layout), QString());
    // The same network without blocks.
    study::Outline flat = outline;
    flat.blocks.resize(1);
    for (study::OutlineNode& node : flat.nodes)
        node.block = 0;
    timer.restart();
    QCOMPARE(lineFault(layOut(flat, {true})), QString());
    QVERIFY(timer.elapsed() < 3000);
}

void TestGraphLayout::stopsWhenAsked()
{
    const study::Outline outline = denseOutline({6, 12}, 4);
    std::stop_source stop;
    stop.request_stop();
    StageContext context;
    context.stop = stop.get_token();
    const Result<GraphLayout> result = layOutGraph(outline, allOpen(outline), context);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void TestGraphLayout::smallNetworksAreOpen()
{
    const study::Outline small = denseOutline({2, 2}, 3);
    QVERIFY(firstOpen(small) == allOpen(small));
    const study::Outline large = denseOutline({8, 8, 8}, 4);
    const std::vector<bool> open = firstOpen(large);
    QCOMPARE(std::count(open.begin(), open.end(), true), 1);
    QVERIFY(open[0]);
    const study::Outline wrapped = denseOutline({40, 2}, 4);
    QVERIFY(firstOpen(wrapped)[1]);
    QVERIFY(!firstOpen(wrapped)[2]);
}

void TestGraphLayout::spreadOutIsNearestToWhatIsWanted()
{
    QCOMPARE(spreadOut({5, 1}, {1, 1}, {0, 2}), (std::vector<double>{2, 4}));
    QCOMPARE(spreadOut({0, 10}, {1, 1}, {0, 2}), (std::vector<double>{0, 10}));
    QCOMPARE(spreadOut({0, 0}, {3, 1}, {0, 4}), (std::vector<double>{-1, 3}));
}

/// Two items above, two below, linked crosswise: one row must turn round.
void TestGraphLayout::linesOfTwoColumnsDoNotCross()
{
    const std::vector<QSizeF> items(4, QSizeF(20, 10));
    const LayeredLayout layout =
        layOutLayers(items, {{{0, 10}, {{3, 10}}}, {{1, 10}, {{2, 10}}}}, {});
    const bool above = layout.items[0].left() < layout.items[1].left();
    const bool below = layout.items[3].left() < layout.items[2].left();
    QCOMPARE(above, below);
    QCOMPARE(layout.items[0].center().x(), layout.items[3].center().x());
    QVERIFY(!layout.items[0].intersects(layout.items[1]));
}

QTEST_GUILESS_MAIN(TestGraphLayout)
#include "test_graph_layout.moc"
