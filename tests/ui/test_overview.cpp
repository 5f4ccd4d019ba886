// SPDX-License-Identifier: GPL-3.0-or-later
// Overview: what it draws, and what mouse and keys do on its bars.
#include "tests/ui/command_line.h"
#include "tests/ui/tuning_fixture.h"

#include "core/cluster/quality.h"

#include <QAction>
#include <QHelpEvent>
#include <QStatusBar>
#include <QToolTip>

#include <cmath>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestOverview : public TuningTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeTuningWindow(); }
    void cleanup() { m_window.reset(); }

    void isTheFirstView();
    void drawsEveryGroupAsItIs();
    void aDragIsOneUndoStepAndOneReplotAStep();
    void aClickOnlySelects();
    void shiftPaintsOneShare();
    void altKeepsTheParameters();
    void lockedAndFrozenGroupsRefuse();
    void keysTune();
    void shiftAndArrowsPaintOneShare();
    void altAndArrowsKeepTheParameters();
    void hoverIsLinkedAndDrawsTheOverlayOnly();
    void agreesWithTheCommandLine();
    void manyRowsScroll();
    void anEditDuringAKeyBurstEndsIt();
};

void TestOverview::isTheFirstView()
{
    open(QStringLiteral("mlp.pt"));
    find<QAction>("actionOverview")->trigger();
    QVERIFY(plot()->isVisible());
    QCOMPARE(find<QAction>("actionOverview")->shortcut(), QKeySequence(Qt::ALT | Qt::Key_1));
}

void TestOverview::drawsEveryGroupAsItIs()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int locked = groupCalled("layer3.0.conv1");
    session().setK(locked, 100);
    session().setLocked(locked, true);
    session().selection().setGroup(locked);
    QTRY_VERIFY(drawn(locked) && drawn(locked)->marked);
    const PlotTable table = plot()->table();
    QCOMPARE(table.rows.size(), static_cast<int>(session().info().groups.size()));
    for (int group = 0; group < table.rows.size(); ++group) {
        const study::GroupInfo& info = session().info().groups[group];
        QCOMPARE(table.ids[group], group);
        QCOMPARE(table.rows[group][0].toString(), QString::fromStdString(info.name));
        QCOMPARE(table.rows[group][2].toLongLong(), session().kOf(group));
        QCOMPARE(table.rows[group][4].isValid(), info.foldable);
        if (info.foldable)
            QCOMPARE(table.rows[group][4].toDouble(), *session().predictedRatio(group));
        QVERIFY(drawn(group));
        QCOMPARE(drawn(group)->handle.isEmpty(), !info.foldable);
        QCOMPARE(drawn(group)->marked, group == locked);
        if (info.foldable)
            QVERIFY(
                qAbs(drawn(group)->handle.center().x() - at(group, session().kOf(group)).x()) <= 1);
    }
    QCOMPARE(table.rows[locked][6].toString(), QStringLiteral("locked"));
}

void TestOverview::aDragIsOneUndoStepAndOneReplotAStep()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int group = groupCalled("layer2.0.conv1");
    const std::int64_t n = channels(group);
    press(at(group, n));
    QCoreApplication::processEvents();
    QSignalSpy replots(plot(), &Plot::drawn);
    int steps = 0;
    for (const std::int64_t k : {n * 3 / 4, n / 2, n / 4}) {
        QElapsedTimer clock;
        clock.start();
        move(at(group, k));
        ++steps;
        QTRY_COMPARE(replots.count(), steps);
        qInfo("%lld ms", static_cast<long long>(clock.elapsed()));
        QCoreApplication::processEvents();
        QCOMPARE(replots.count(), steps);
        QVERIFY(qAbs(session().kOf(group) - k) <= slack(group));
        QVERIFY(qAbs(drawn(group)->handle.center().x() - at(group, k).x()) <= 2);
    }
    release(at(group, n / 4));
    QCOMPARE(session().undoStack()->count(), 1);
    session().undoStack()->undo();
    QCOMPARE(session().kOf(group), n);
}

void TestOverview::aClickOnlySelects()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const fold::Plan plan = session().plan();
    const int group = groupCalled("layer1.1.conv1");
    press(at(group, channels(group) / 2));
    release(at(group, channels(group) / 2));
    QCOMPARE(session().selection().group(), group);
    QVERIFY(session().plan() == plan);
    QVERIFY(!session().undoStack()->canUndo());
}

void TestOverview::shiftPaintsOneShare()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int first = groupCalled("layer1.0.conv1");
    const int last = groupCalled("layer2.1.conv1");
    const int spared = groupCalled("layer1.1.conv1");
    QVERIFY(first < spared && spared < last);
    session().setLocked(spared, true);
    const int entries = session().undoStack()->count();
    const QPoint from = at(first, channels(first) / 2);
    press(from, Qt::ShiftModifier);
    move(from + QPoint(4, 0));
    move({from.x() + 4, at(last, 1).y()}); // a jump over the rows in between
    release({from.x() + 4, at(last, 1).y()});
    QCOMPARE(session().undoStack()->count(), entries + 1);
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        const bool painted = group >= first && group <= last && group != spared
            && session().info().groups[group].foldable;
        const double share =
            static_cast<double>(session().kOf(group)) / static_cast<double>(channels(group));
        QVERIFY2(painted ? qAbs(share - 0.5) < 0.02 : share == 1,
            session().info().groups[group].name.c_str());
    }
}

void TestOverview::altKeepsTheParameters()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    const int lockedGroup = groupCalled("layer4.1.conv1");
    session().setLocked(lockedGroup, true);
    QTRY_VERIFY(drawn(0));
    const std::int64_t before = session().cost().parameters;
    const int entries = session().undoStack()->count();
    const int group = groupCalled("layer3.1.conv1");
    const std::int64_t n = channels(group);
    press(at(group, n / 2), Qt::AltModifier);
    for (const std::int64_t k : {n * 3 / 4, n, n / 8}) {
        QElapsedTimer clock;
        clock.start();
        move(at(group, k));
        QVERIFY(static_cast<double>(clock.elapsed()) <= 100 * Watchdog::slowFactor());
        QVERIFY(qAbs(session().kOf(group) - k) <= slack(group));
        QVERIFY(session().cost().parameters <= before);
        // One channel more in any other group would be too much.
        for (int other = 0; other < static_cast<int>(session().info().groups.size()); ++other) {
            const study::GroupInfo& info = session().info().groups[other];
            if (other == group || other == lockedGroup || !info.foldable
                || session().kOf(other) == info.channels)
                continue;
            fold::Plan more = session().plan();
            more.groups[info.name].k = session().kOf(other) + 1;
            QVERIFY2(study::predictedCost(*session().model(), more).parameters > before,
                info.name.c_str());
        }
        QCOMPARE(session().kOf(lockedGroup), channels(lockedGroup) / 2);
    }
    release(at(group, n / 8));
    QCOMPARE(session().undoStack()->count(), entries + 1);
    session().undoStack()->undo();
    QCOMPARE(session().cost().parameters, before);
}

void TestOverview::lockedAndFrozenGroupsRefuse()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int locked = groupCalled("layer1.0.conv1");
    session().setLocked(locked, true);
    int frozen = 0;
    while (session().info().groups[frozen].foldable)
        ++frozen;
    for (const int group : {locked, frozen}) {
        const fold::Plan plan = session().plan();
        press(at(group, channels(group)));
        move(at(group, std::max<std::int64_t>(1, channels(group) / 2)));
        release(at(group, 1));
        QVERIFY(session().plan() == plan);
        const QString why = find<QStatusBar>("statusBar")->currentMessage();
        QVERIFY2(why.contains(QString::fromStdString(session().info().groups[group].name)),
            qPrintable(why));
        QVERIFY(
            why.contains(group == locked ? QStringLiteral("locked") : QStringLiteral("frozen")));
        QHelpEvent help(QEvent::ToolTip, at(group, 1), plot()->mapToGlobal(at(group, 1)));
        QCoreApplication::sendEvent(plot(), &help);
        QVERIFY(QToolTip::text().contains(
            group == locked ? QStringLiteral("Locked") : QStringLiteral("Frozen: ")));
    }
    session().setLocked(locked, false);
    QVERIFY(find<QStatusBar>("statusBar")->currentMessage().isEmpty());
}

void TestOverview::keysTune()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int group = groupCalled("layer2.0.conv1");
    session().selection().setGroup(group);
    const std::int64_t n = channels(group);
    const auto key = [&](Qt::Key code) {
        QTest::keyClick(plot(), code);
        return session().kOf(group);
    };
    QCOMPARE(key(Qt::Key_Left), n - 1);
    QCOMPARE(key(Qt::Key_PageDown), n - 9);
    QCOMPARE(key(Qt::Key_Right), n - 8);
    QCOMPARE(key(Qt::Key_PageUp), n);
    QCOMPARE(key(Qt::Key_Home), 1);
    QCOMPARE(key(Qt::Key_End), n);
    QCOMPARE(key(Qt::Key_E), cluster::elbow(session().statistics(group)->tree.inertia()));
    key(Qt::Key_L);
    QVERIFY(session().lockedOf(group));
    const std::int64_t k = session().kOf(group);
    QCOMPARE(key(Qt::Key_Left), k);
    QVERIFY(find<QStatusBar>("statusBar")->currentMessage().contains(QStringLiteral("locked")));
    QCOMPARE(key(Qt::Key_R), n);
    QVERIFY(!session().lockedOf(group));
    key(Qt::Key_Down);
    QCOMPARE(session().selection().group(), group + 1);
    key(Qt::Key_Up);
    key(Qt::Key_Up);
    QCOMPARE(session().selection().group(), group - 1);
}

void TestOverview::shiftAndArrowsPaintOneShare()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int first = groupCalled("layer1.0.conv1");
    const int spared = groupCalled("layer1.1.conv1");
    session().setLocked(spared, true);
    session().setK(first, channels(first) / 4);
    session().selection().setGroup(first);
    const int entries = session().undoStack()->count();
    const fold::Plan before = session().plan();
    for (int i = 0; i < 4; ++i)
        QTest::keyPress(plot(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyRelease(plot(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(session().selection().group(), first + 4);
    QCOMPARE(session().undoStack()->count(), entries + 1);
    int painted = 0;
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        const bool wanted = group >= first && group <= first + 4 && group != spared
            && session().info().groups[group].foldable;
        painted += wanted;
        QCOMPARE(session().kOf(group), wanted ? channels(group) / 4 : channels(group));
    }
    QVERIFY(painted >= 4);
    // Whoever lets go of Shift begins another step, from the group that is current now.
    QTest::keyClick(plot(), Qt::Key_Home);
    QTest::keyPress(plot(), Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyRelease(plot(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(session().undoStack()->count(), entries + 3);
    QCOMPARE(session().kOf(first + 3),
        std::max<std::int64_t>(1, channels(first + 3) / channels(first + 4)));
    for (int i = 0; i < 3; ++i)
        session().undoStack()->undo();
    QVERIFY(session().plan() == before);
    QHelpEvent help(QEvent::ToolTip, at(first, 1), plot()->mapToGlobal(at(first, 1)));
    QCoreApplication::sendEvent(plot(), &help);
    for (const char* keys : {"Shift+Up/Down", "Alt+Left/Right"})
        QVERIFY2(QToolTip::text().contains(QLatin1String(keys)), keys);
}

void TestOverview::altAndArrowsKeepTheParameters()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    const int group = groupCalled("layer3.1.conv1");
    session().selection().setGroup(group);
    const std::int64_t before = session().cost().parameters;
    const std::int64_t k = session().kOf(group);
    const int entries = session().undoStack()->count();
    QSignalSpy replots(plot(), &Plot::drawn);
    QTest::qWait(50);
    const int drawn = static_cast<int>(replots.count());
    QTest::keyPress(plot(), Qt::Key_PageUp, Qt::AltModifier);
    QTRY_COMPARE(replots.count(), drawn + 1);
    QTest::keyPress(plot(), Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(replots.count(), drawn + 2);
    QCOMPARE(session().kOf(group), k + 9);
    QVERIFY(session().cost().parameters <= before);
    int others = 0;
    for (int other = 0; other < static_cast<int>(session().info().groups.size()); ++other) {
        const study::GroupInfo& info = session().info().groups[other];
        if (other == group || !info.foldable || session().kOf(other) == info.channels)
            continue;
        others += session().kOf(other) < channels(other) / 2;
        fold::Plan more = session().plan();
        more.groups[info.name].k = session().kOf(other) + 1;
        QVERIFY2(
            study::predictedCost(*session().model(), more).parameters > before, info.name.c_str());
    }
    QVERIFY(others > 0); // someone has paid
    QCOMPARE(session().undoStack()->count(), entries + 1);
    // Without Alt it is another step, which nobody pays for.
    QTest::keyClick(plot(), Qt::Key_Left);
    QCOMPARE(session().undoStack()->count(), entries + 2);
    session().undoStack()->undo();
    session().undoStack()->undo();
    QCOMPARE(session().cost().parameters, before);
}

void TestOverview::hoverIsLinkedAndDrawsTheOverlayOnly()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    QTest::qWait(50);
    const int group = groupCalled("layer2.0.conv1");
    QSignalSpy replots(plot(), &Plot::drawn);
    QWidget* canvas = plot()->childAt(at(group, 1));
    const QImage before = canvas->grab().toImage();
    const QPointF place = canvas->mapFrom(plot(), at(group, 1));
    QMouseEvent event(QEvent::MouseMove, place, canvas->mapToGlobal(place), Qt::NoButton,
        Qt::NoButton, Qt::NoModifier);
    QElapsedTimer clock;
    clock.start();
    QCoreApplication::sendEvent(canvas, &event);
    QVERIFY(static_cast<double>(clock.elapsed()) <= 30 * Watchdog::slowFactor());
    QCOMPARE(session().selection().hoveredGroup(), group);
    QCOMPARE(plot()->framedRow(), group);
    QTest::qWait(50);
    QCOMPARE(replots.count(), 0);
    QVERIFY(canvas->grab().toImage() != before);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(plot(), &leave);
    QCOMPARE(session().selection().hoveredGroup(), -1);
    QVERIFY(canvas->grab().toImage() == before);
}

void TestOverview::agreesWithTheCommandLine()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    session().setUniform(0.4, study::GroupSelection::All);
    session().setK(groupCalled("layer3.0.conv1"), 77);
    const QString recipe = m_settings.path(QStringLiteral("overview.json"));
    workflow().saveRecipe(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(recipe) && !workflow().writing(), kPatience);
    const QJsonArray said = foldSays(QStringLiteral("resnet18.pt"), recipe,
        m_settings.path(QStringLiteral("overview.pt")))[QLatin1String("groups")]
                                .toArray();
    const PlotTable table = plot()->table();
    int folded = 0;
    for (const QVector<QVariant>& row : table.rows) {
        const QJsonObject group = entryNamed(said, row[0].toString());
        if (group.isEmpty()) {
            QCOMPARE(row[6].toString(), QStringLiteral("frozen"));
            continue;
        }
        ++folded;
        QCOMPARE(row[1].toLongLong(), group[QLatin1String("channels")].toInteger());
        QCOMPARE(row[2].toLongLong(), group[QLatin1String("k")].toInteger());
        const double ratio = group[QLatin1String("variance_ratio_predicted")].toDouble();
        QVERIFY(qAbs(row[4].toDouble() - ratio) <= 1e-6 * ratio);
        const int index = groupCalled(qPrintable(row[0].toString()));
        QTRY_VERIFY(drawn(index)
            && qAbs(drawn(index)->handle.center().x()
                   - at(index, group[QLatin1String("k")].toInteger()).x())
                <= 1);
    }
    QCOMPARE(folded, said.size());
    QVERIFY(folded > 5);
}

void TestOverview::manyRowsScroll()
{
    OverviewPlot many;
    many.resize(600, 400);
    QVector<OverviewRow> rows(120);
    for (int i = 0; i < rows.size(); ++i)
        rows[i].name =
            QStringLiteral("features.denseblock3.denselayer%1.a_long_name_of_a_layer.conv2").arg(i);
    many.setRows(rows);
    many.show();
    QVERIFY(QTest::qWaitForWindowExposed(&many));
    QTRY_VERIFY(!many.drawnRows().isEmpty());
    const int inSight = many.rowsInSight();
    QVERIFY(inSight < 40);
    QVERIFY(many.drawnRows().size() <= inSight + 1);
    for (const OverviewPlot::Drawn& row : many.drawnRows()) {
        QVERIFY(row.name.contains(QChar(0x2026)));
        QVERIFY(row.name.startsWith(QStringLiteral("f")) && row.name.endsWith(QStringLiteral("2")));
        QVERIFY(QFontMetricsF(many.font()).horizontalAdvance(row.name) <= row.nameRect.width());
    }
    QWidget* canvas = many.childAt(300, 200);
    QWheelEvent wheel({300, 200}, canvas->mapToGlobal(QPointF(300, 200)), {}, {0, -240},
        Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas, &wheel);
    QCOMPARE(many.topRow(), 6);
    many.setCurrent(119);
    QTRY_COMPARE(many.drawnRows().back().row, 119);
    QVERIFY(many.drawnRows().back().marked);
    many.setTopRow(5000);
    QCOMPARE(many.topRow(), 120 - inSight);
}

void TestOverview::anEditDuringAKeyBurstEndsIt()
{
    openDrawn(QStringLiteral("mlp.pt"));
    const int group = session().selection().group();
    QTest::keyClick(plot(), Qt::Key_Left);
    QTest::keyClick(plot(), Qt::Key_Left);
    QCOMPARE(session().undoStack()->count(), 1);
    session().setK(group, 30);
    QTest::keyClick(plot(), Qt::Key_Left);
    QCOMPARE(session().undoStack()->count(), 3);
    session().undoStack()->undo();
    QCOMPARE(session().kOf(group), 30);
}

QTEST_MAIN(TestOverview)
#include "test_overview.moc"
