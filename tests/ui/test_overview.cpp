// SPDX-License-Identifier: GPL-3.0-or-later
// Overview and the tools of the hand-tuner: mouse, keys, snapping, similar groups, presets.
#include "tests/ui/window_fixture.h"

#include "core/cluster/quality.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/plots/overview_plot.h"
#include "ui/views/k_slider.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QStatusBar>
#include <QTableView>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestOverview : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init()
    {
        Settings().setSnap(1);
        Settings().setLogarithmicK(false);
        makeWindow();
    }
    void cleanup() { m_window.reset(); }

    void isTheFirstView();
    void drawsEveryGroupAsItIs();
    void aDragIsOneUndoStepAndOneReplotAStep();
    void everyControlAgrees();
    void aClickOnlySelects();
    void shiftPaintsOneShare();
    void altKeepsTheParameters();
    void lockedAndFrozenGroupsRefuse();
    void keysTune();
    void keysTuneInTheTuner();
    void snapsWhatIsAskedByHand();
    void theSliderCanBeLogarithmic();
    void similarGroupsArePreviewed();
    void presetsAreOneStep();
    void presetsSayWhatIsMissing();
    void manyRowsScroll();
    void anEditDuringAKeyBurstEndsIt();

private:
    OverviewPlot* plot() const { return find<OverviewPlot>("overviewPlot"); }
    int groupCalled(const char* name) const { return study::groupIndex(session().info(), name); }
    std::int64_t channels(int group) const { return session().info().groups[group].channels; }

    void openDrawn(const QString& name)
    {
        open(name);
        m_window->showView(QStringLiteral("overviewView"));
        QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!plot()->drawnRows().isEmpty(), kPatience);
    }

    const OverviewPlot::Drawn* drawn(int row) const
    {
        for (const OverviewPlot::Drawn& each : plot()->drawnRows()) {
            if (each.row == row)
                return &each;
        }
        return nullptr;
    }

    /// Where the k of a row is, in the canvas that takes the mouse.
    QPoint at(int row, std::int64_t k) const { return plot()->positionOf(row, k); }

    /// How many channels a pixel or two are.
    std::int64_t slack(int row) const
    {
        return 1 + 2 * channels(row) / std::max(1, at(row, channels(row)).x() - at(row, 1).x());
    }

    void press(QPoint where, Qt::KeyboardModifiers keys = {})
    {
        m_canvas = plot()->childAt(where);
        m_keys = keys;
        QTest::mousePress(m_canvas, Qt::LeftButton, keys, m_canvas->mapFrom(plot(), where));
    }

    /// QTest::mouseMove carries no modifiers.
    void move(QPoint where)
    {
        const QPointF local = m_canvas->mapFrom(plot(), where);
        QMouseEvent event(QEvent::MouseMove, local, m_canvas->mapToGlobal(local), Qt::NoButton,
            Qt::LeftButton, m_keys);
        QCoreApplication::sendEvent(m_canvas, &event);
    }

    void release(QPoint where)
    {
        QTest::mouseRelease(m_canvas, Qt::LeftButton, m_keys, m_canvas->mapFrom(plot(), where));
    }

    QWidget* m_canvas = nullptr;
    Qt::KeyboardModifiers m_keys;
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

void TestOverview::everyControlAgrees()
{
    openDrawn(QStringLiteral("mlp.pt"));
    const int group = groupCalled("fc2");
    const std::int64_t n = channels(group);
    session().selection().setGroup(group);
    const auto agree = [&] {
        const std::int64_t k = session().kOf(group);
        const auto* table = find<QTableView>("groupsTable");
        return find<QSpinBox>("kSpin")->value() == k && find<KSlider>("kSlider")->k() == k
            && find<KSlider>("kSlider")->value() == k && find<CurvePlot>("elbowPlot")->k() == k
            && find<MatrixPlot>("matrixPlot")->cutClusters() == k
            && plot()->table().rows[group][2].toLongLong() == k
            && table->currentIndex().siblingAtColumn(2).data().toLongLong() == k
            && qAbs(find<QDoubleSpinBox>("keepSpin")->value()
                   - 100.0 * static_cast<double>(k) / static_cast<double>(n))
            <= 0.051;
    };
    press(at(group, n));
    move(at(group, n / 2));
    release(at(group, n / 2));
    QVERIFY(session().kOf(group) < n * 6 / 10 && agree());
    find<QSpinBox>("kSpin")->setValue(40);
    QVERIFY(session().kOf(group) == 40 && agree());
    find<KSlider>("kSlider")->setValue(77);
    QVERIFY(session().kOf(group) == 77 && agree());
    find<QDoubleSpinBox>("keepSpin")->setValue(25);
    QVERIFY(session().kOf(group) == n / 4 && agree());
    auto* elbow = find<CurvePlot>("elbowPlot");
    QWidget* curve = elbow->childAt(elbow->positionOf(n / 3));
    QTest::mouseClick(curve, Qt::LeftButton, {}, curve->mapFrom(elbow, elbow->positionOf(n / 3)));
    QVERIFY(qAbs(session().kOf(group) - n / 3) <= n / 100 + 1 && agree());
    m_window->showView(QStringLiteral("matrixView"));
    auto* matrix = find<MatrixPlot>("matrixPlot");
    QTRY_VERIFY_WITH_TIMEOUT(matrix->matrixDraws() > 0, kPatience);
    QWidget* tree = matrix->childAt(matrix->cutPosition(3));
    // A drag, since a click might meet a line and pick its branch.
    const QPoint cut = tree->mapFrom(matrix, matrix->cutPosition(3));
    QTest::mousePress(tree, Qt::LeftButton, {}, cut - QPoint(0, 20));
    QMouseEvent dragged(QEvent::MouseMove, QPointF(cut), tree->mapToGlobal(QPointF(cut)),
        Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(tree, &dragged);
    QTest::mouseRelease(tree, Qt::LeftButton, {}, cut);
    QVERIFY(session().kOf(group) <= 6 && agree());
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
        QVERIFY(clock.elapsed() <= 100);
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

void TestOverview::keysTuneInTheTuner()
{
    openDrawn(QStringLiteral("mlp.pt"));
    const int group = session().selection().group();
    const std::int64_t n = channels(group);
    auto* slider = find<KSlider>("kSlider");
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(session().kOf(group), 1);
    QTest::keyClick(slider, Qt::Key_PageUp);
    QCOMPARE(session().kOf(group), 9);
    for (const char* name : {"kSlider", "kSpin", "keepSpin"}) {
        QTest::keyClick(find<QWidget>(name), Qt::Key_E);
        QCOMPARE(session().kOf(group), cluster::elbow(session().statistics(group)->tree.inertia()));
        const std::int64_t k = session().kOf(group);
        QTest::keyClick(find<QWidget>(name), Qt::Key_PageDown);
        QCOMPARE(session().kOf(group), std::max<std::int64_t>(1, k - 8));
        QTest::keyClick(find<QWidget>(name), Qt::Key_R);
        QCOMPARE(session().kOf(group), n);
    }
    QTest::keyClick(slider, Qt::Key_L);
    QVERIFY(session().lockedOf(group));
    QTest::keyClick(find<QCheckBox>("lockCheck"), Qt::Key_L);
    QVERIFY(!session().lockedOf(group));
}

void TestOverview::snapsWhatIsAskedByHand()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    auto* chooser = find<QComboBox>("snapChooser");
    chooser->setCurrentIndex(chooser->findData(16));
    QCOMPARE(Settings().snap(), 16);
    QCOMPARE(find<QComboBox>("budgetMultiple")->currentData().toInt(), 16);
    const int group = groupCalled("layer4.0.conv1");
    const std::int64_t n = channels(group);
    session().selection().setGroup(group);
    press(at(group, n));
    move(at(group, n - 20));
    release(at(group, n - 20));
    QCOMPARE(session().kOf(group), n - 16);
    QTest::keyClick(find<QSpinBox>("kSpin"), Qt::Key_Down);
    QCOMPARE(session().kOf(group), n - 32);
    QTest::keyClick(find<QDoubleSpinBox>("keepSpin"), Qt::Key_Down);
    QCOMPARE(session().kOf(group), n - 48);
    QTest::keyClick(find<KSlider>("kSlider"), Qt::Key_Left);
    QCOMPARE(session().kOf(group), n - 64);
    find<KSlider>("kSlider")->setValue(37);
    QCOMPARE(session().kOf(group), 32);
    QCOMPARE(find<KSlider>("kSlider")->value(), 32);
    QTest::keyClick(plot(), Qt::Key_E);
    QCOMPARE(session().kOf(group) % 16, 0);
    QTest::keyClick(plot(), Qt::Key_Home);
    QCOMPARE(session().kOf(group), 16);
    fold::Plan recipe;
    recipe.groups["layer4.0.conv1"].k = 5;
    session().replacePlan(recipe, QStringLiteral("recipe"));
    QCOMPARE(session().kOf(group), 5);
}

void TestOverview::theSliderCanBeLogarithmic()
{
    openDrawn(QStringLiteral("mlp.pt"));
    const int group = session().selection().group();
    const auto n = static_cast<double>(channels(group));
    auto* slider = find<KSlider>("kSlider");
    find<QCheckBox>("logCheck")->setChecked(true);
    QVERIFY(Settings().logarithmicK());
    QCOMPARE(slider->value(), slider->maximum());
    slider->setValue((slider->minimum() + slider->maximum()) / 2);
    QCOMPARE(session().kOf(group), std::llround(std::sqrt(n)));
    QCOMPARE(slider->k(), session().kOf(group));
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(session().kOf(group), std::llround(std::sqrt(n)) + 1);
    find<QSpinBox>("kSpin")->setValue(1);
    QCOMPARE(slider->value(), slider->minimum());
    find<QCheckBox>("logCheck")->setChecked(false);
    QCOMPARE(slider->value(), 1);
    QCOMPARE(slider->maximum(), static_cast<int>(n));
}

void TestOverview::similarGroupsArePreviewed()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const int group = groupCalled("layer1.0.conv1");
    const int similar = groupCalled("layer1.1.conv1");
    session().selection().setGroup(group);
    auto* button = find<QPushButton>("similarButton");
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(QStringLiteral("already")));
    session().setK(group, 20);
    std::vector<int> expected;
    for (int other = 0; other < static_cast<int>(session().info().groups.size()); ++other) {
        const study::GroupInfo& info = session().info().groups[other];
        if (other != group && info.foldable && info.channels == channels(group) && info.inner)
            expected.push_back(other);
    }
    QVERIFY(std::count(expected.begin(), expected.end(), similar) == 1);
    QVERIFY(button->text().contains(QString::number(expected.size())));
    QEvent leave(QEvent::Leave);
    QEnterEvent enter({2, 2}, {2, 2}, button->mapToGlobal(QPointF(2, 2)));
    QCoreApplication::sendEvent(button, &enter);
    QTRY_VERIFY(drawn(similar) && !drawn(similar)->ghost.isEmpty());
    for (const OverviewPlot::Drawn& row : plot()->drawnRows()) {
        const bool touched = std::count(expected.begin(), expected.end(), row.row) > 0;
        QCOMPARE(!row.ghost.isEmpty(), touched);
        if (touched)
            QVERIFY(qAbs(row.ghost.center().x() - at(row.row, 20).x()) <= 1);
    }
    QCoreApplication::sendEvent(button, &leave);
    QTRY_VERIFY(drawn(similar)->ghost.isEmpty());
    session().setLocked(similar, true);
    QVERIFY(!button->isEnabled() || expected.size() > 1);
    session().setLocked(similar, false);
    const int entries = session().undoStack()->count();
    button->click();
    QCOMPARE(session().undoStack()->count(), entries + 1);
    for (int other = 0; other < static_cast<int>(session().info().groups.size()); ++other) {
        const bool touched =
            other == group || std::count(expected.begin(), expected.end(), other) > 0;
        QCOMPARE(session().kOf(other), touched ? 20 : channels(other));
    }
    QVERIFY(session().selection().proposal().empty());
}

void TestOverview::presetsAreOneStep()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    find<QDoubleSpinBox>("budgetTarget")->setValue(40);
    const auto goal =
        static_cast<std::int64_t>(0.4 * static_cast<double>(session().info().parameters));
    int entries = 0;
    for (const char* rule :
        {"presetUniform", "presetInertia", "presetProtectEnds", "presetElbow"}) {
        auto* action = find<QAction>(rule);
        QVERIFY2(action->isEnabled(), qPrintable(action->toolTip()));
        action->trigger();
        QCOMPARE(session().undoStack()->count(), ++entries);
        if (qstrcmp(rule, "presetElbow") != 0)
            QVERIFY(session().cost().parameters <= goal);
    }
    const int group = groupCalled("layer3.0.conv1");
    QCOMPARE(session().kOf(group), cluster::elbow(session().statistics(group)->tree.inertia()));
    find<QDoubleSpinBox>("budgetTarget")->setValue(0.1);
    find<QDoubleSpinBox>("budgetFloor")->setValue(90);
    find<QAction>("presetUniform")->trigger();
    QCOMPARE(session().undoStack()->count(), entries);
    QVERIFY(find<QLabel>("budgetProblem")->text().contains(QStringLiteral("cannot get smaller")));
}

void TestOverview::presetsSayWhatIsMissing()
{
    openDrawn(QStringLiteral("mlp.pt"));
    auto* silhouette = find<QAction>("presetSilhouette");
    QTRY_VERIFY_WITH_TIMEOUT(
        silhouette->toolTip().contains(QStringLiteral("known for 1 of 2")), kPatience);
    QVERIFY(!silhouette->isEnabled());
    session().selection().setGroup(groupCalled("fc2"));
    QTRY_VERIFY_WITH_TIMEOUT(silhouette->isEnabled(), kPatience);
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
