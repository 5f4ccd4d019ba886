// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: which part of the network is in view, and how a person moves there.
#include "tests/ui/graph_fixture.h"

#include "ui/session/group_numbers.h"
#include "ui/shell/keeper.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestGraphMoves : public GraphTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void arrowsWalkAndEnterCloses();
    void theWheelZoomsAtTheCursor();
    void theMinimapMovesTheView();
    void selectedGroupsComeIntoView();
    void hiddenGraphsCatchUp();
    void fittingStaysLegible();
    void projectsKeepFillAndBlocks();
};

void TestGraphMoves::arrowsWalkAndEnterCloses()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    click(canvas().boxRect(boxOf("conv1")));
    QTest::keyClick(&canvas(), Qt::Key_Down);
    QCOMPARE(scene().currentBox, boxOf("bn1"));
    QTest::keyClick(&canvas(), Qt::Key_Up);
    QTest::keyClick(&canvas(), Qt::Key_Up);
    QCOMPARE(scene().currentBox, boxOf("input"));
    canvas().setCurrentBox(boxOf("layer2.0.conv1"));
    QTest::keyClick(&canvas(), Qt::Key_Down);
    QCOMPARE(scene().currentBox, boxOf("layer2.0.bn1"));
    QCOMPARE(session().selection().group(), groupOf("layer2.0.conv1"));
    QVERIFY(canvas().accessibleDescription().contains(QStringLiteral("layer2.0.bn1")));
    QTest::keyClick(&canvas(), Qt::Key_Enter);
    QVERIFY(!view().open()[blockOf("layer2.0")]);
    QCOMPARE(scene().currentBox, boxOf("layer2.0.bn1"));
    QVERIFY(scene().layout->boxes[scene().currentBox].isBlock());
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(view().open()[blockOf("layer2.0")]);
    // The other branch stands beside this one.
    canvas().setCurrentBox(boxOf("layer2.0.conv1"));
    const QPointF own = canvas().boxRect(boxOf("layer2.0.conv1")).center();
    const bool left = canvas().boxRect(boxOf("layer2.0.downsample.0")).center().x() < own.x();
    QTest::keyClick(&canvas(), left ? Qt::Key_Left : Qt::Key_Right);
    QVERIFY(scene().currentBox == boxOf("layer2.0.downsample.0")
        || scene().currentBox == boxOf("layer2.0.downsample.1"));
    QTest::keyClick(&canvas(), Qt::Key_F);
    QTest::keyClick(&canvas(), Qt::Key_F); // the first one stays legible
    QVERIFY(QRectF(canvas().rect()).contains(canvas().boxRect(boxOf("fc"))));
    QVERIFY(QRectF(canvas().rect()).contains(canvas().boxRect(boxOf("input"))));
    const double zoom = canvas().zoom();
    QTest::keyClick(&canvas(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(canvas().zoom() > zoom);
    QTest::keyClick(&canvas(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(canvas().zoom(), zoom);
}

void TestGraphMoves::theWheelZoomsAtTheCursor()
{
    show(QStringLiteral("mlp.pt"));
    const QPointF at = canvas().boxRect(boxOf("fc2")).topLeft();
    const double zoom = canvas().zoom();
    QWheelEvent wheel(at, canvas().mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas(), &wheel);
    QVERIFY(canvas().zoom() > zoom);
    const QPointF moved = canvas().boxRect(boxOf("fc2")).topLeft() - at;
    QVERIFY(moved.manhattanLength() < 0.01);
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, QPoint(5, 5));
    for (int box = 0; box < static_cast<int>(scene().layout->boxes.size()); ++box)
        QVERIFY(QRectF(canvas().rect()).contains(canvas().boxRect(box)));
}

void TestGraphMoves::theMinimapMovesTheView()
{
    show(QStringLiteral("resnet18.pt"));
    find<QToolButton>("graphFit")->click();
    QVERIFY(canvas().minimapRect().isEmpty());
    openAll();
    canvas().zoomBy(1 / canvas().zoom(), {100, 100});
    const QRectF map = canvas().minimapRect();
    QVERIFY(!map.isEmpty());
    QVERIFY(QRectF(canvas().rect()).contains(map));
    QTest::mouseClick(
        &canvas(), Qt::LeftButton, {}, QPointF(map.center().x(), map.bottom() - 1).toPoint());
    QVERIFY(QRectF(canvas().rect()).intersects(canvas().boxRect(boxOf("fc"))));
    QTest::mouseClick(
        &canvas(), Qt::LeftButton, {}, QPointF(map.center().x(), map.top() + 1).toPoint());
    QVERIFY(QRectF(canvas().rect()).intersects(canvas().boxRect(boxOf("input"))));
    // Dragging the ground moves everything along.
    const QPointF before = canvas().boxRect(boxOf("input")).center();
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, QPoint(5, 5));
    QTest::mouseMove(&canvas(), QPoint(65, 45));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, QPoint(65, 45));
    QCOMPARE(canvas().boxRect(boxOf("input")).center(), before + QPointF(60, 40));
}

/// From anywhere else; what can be seen is left where it is.
void TestGraphMoves::selectedGroupsComeIntoView()
{
    show(QStringLiteral("resnet18.pt"));
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    openAll();
    const QRectF all(canvas().rect());
    const auto select = [&](const char* name) {
        const int paints = canvas().paints();
        session().selection().setGroup(groupOf(name));
        QTRY_COMPARE(canvas().paints(), paints + 1);
    };
    select("conv1");
    QVERIFY(!all.contains(canvas().boxRect(boxOf("layer4.1.conv1"))));
    const double zoom = canvas().zoom();
    select("layer4.1.conv1");
    QVERIFY(all.contains(canvas().boxRect(boxOf("layer4.1.conv1"))));
    QCOMPARE(canvas().zoom(), zoom);
    // Nothing moves for a neighbour, nor for a group of which a part can be seen.
    const QRectF before = canvas().boxRect(boxOf("layer4.1.conv1"));
    select("layer4.0.conv2");
    QCOMPARE(canvas().boxRect(boxOf("layer4.1.conv1")), before);
    // Nor does an edit scroll.
    canvas().bringIntoView(scene().layout->boxes[boxOf("input")].rect);
    const QRectF top = canvas().boxRect(boxOf("input"));
    session().setK(groupOf("layer4.0.conv1"), 7);
    QTest::qWait(50);
    QCOMPARE(canvas().boxRect(boxOf("input")), top);
    // Of a closed block the block itself.
    find<QToolButton>("graphCloseAll")->click();
    QTest::qWait(50);
    canvas().zoomBy(2.5 / canvas().zoom(), {0, 0});
    select("conv1");
    select("layer4.1.conv1");
    QVERIFY(all.intersects(canvas().boxRect(boxOf("layer4.1.conv1"))));
}

/// Selected while the graph is hidden.
void TestGraphMoves::hiddenGraphsCatchUp()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    QTest::qWait(50);
    m_window->showView(QStringLiteral("overviewView"));
    session().selection().setGroup(groupOf("layer4.1.conv1"));
    m_window->showView(QStringLiteral("graphView"));
    QTRY_VERIFY(QRectF(canvas().rect()).contains(canvas().boxRect(boxOf("layer4.1.conv1"))));
    // Whoever looks elsewhere then finds that when coming back.
    canvas().bringIntoView(scene().layout->boxes[boxOf("input")].rect);
    const QRectF top = canvas().boxRect(boxOf("input"));
    m_window->showView(QStringLiteral("overviewView"));
    m_window->showView(QStringLiteral("graphView"));
    QTest::qWait(50);
    QCOMPARE(canvas().boxRect(boxOf("input")), top);
}

void TestGraphMoves::fittingStaysLegible()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    QTest::qWait(50);
    const QRectF all(canvas().rect());
    constexpr double kTextHeight = 13; // of titles, at zoom 1
    canvas().zoomBy(2, {300, 300});
    find<QToolButton>("graphFit")->click();
    QVERIFY(canvas().zoom() * kTextHeight > 7);
    QVERIFY(all.contains(canvas().boxRect(boxOf("input"))));
    QVERIFY(!all.intersects(canvas().boxRect(boxOf("fc"))));
    QVERIFY(!canvas().minimapRect().isEmpty());
    find<QToolButton>("graphFit")->click();
    QVERIFY(all.contains(canvas().boxRect(boxOf("input"))));
    QVERIFY(all.contains(canvas().boxRect(boxOf("fc"))));
    find<QToolButton>("graphFit")->click();
    QVERIFY(canvas().zoom() * kTextHeight > 7);
    open(QStringLiteral("mlp.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(canvas().hasContent(), kPatience);
    canvas().zoomBy(2, {300, 300});
    find<QToolButton>("graphFit")->click(); // all of a small one at once
    QVERIFY(all.contains(canvas().boxRect(boxOf("fc3"))));
    QVERIFY(all.contains(canvas().boxRect(boxOf("input"))));
}

void TestGraphMoves::projectsKeepFillAndBlocks()
{
    show(QStringLiteral("resnet18.pt"));
    auto* fill = find<QComboBox>("graphFill");
    fill->setCurrentIndex(fill->findData(static_cast<int>(GroupNumber::SavedParameters)));
    const std::vector<bool> first = view().open();
    for (const char* name : {"layer2", "layer2.1"})
        click(canvas().signRect(blockOf(name)));
    const std::vector<bool> open = view().open();
    QVERIFY(open != first);
    m_window->showView(QStringLiteral("overviewView"));
    const QString path = m_settings.path(QStringLiteral("graph.pleat"));
    const auto save = [&] {
        QSignalSpy saved(&workflow(), &Workflow::saved);
        m_window->keeper().saveProject(path);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatience);
    };
    save();
    // Whether it is drawn while the project is opened, or only after that project was saved again.
    for (const bool drawn : {true, false}) {
        m_window.reset();
        makeWindow();
        m_window->showView(drawn ? QStringLiteral("graphView") : QStringLiteral("overviewView"));
        m_window->openFile(path);
        QTRY_VERIFY_WITH_TIMEOUT(
            session().hasModel() && workflow().activity() == Activity::Idle, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(find<QComboBox>("graphFill")->currentText(),
            titleOf(GroupNumber::SavedParameters), kPatience);
        if (!drawn)
            save();
        m_window->showView(QStringLiteral("graphView"));
        QTRY_VERIFY_WITH_TIMEOUT(canvas().hasContent(), kPatience);
        QTRY_VERIFY(view().open() == open);
    }
    m_window.reset();
    makeWindow();
    m_window->openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        session().hasModel() && workflow().activity() == Activity::Idle, kPatience);
    m_window->showView(QStringLiteral("graphView"));
    QTRY_VERIFY_WITH_TIMEOUT(canvas().hasContent() && view().open() == open, kPatience);
}

QTEST_MAIN(TestGraphMoves)
#include "test_graph_moves.moc"
