// SPDX-License-Identifier: GPL-3.0-or-later
// The tools of the hand-tuner: controls that agree, snapping, similar groups, presets.
#include "tests/ui/command_line.h"
#include "tests/ui/tuning_fixture.h"

#include "core/cluster/quality.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/views/k_slider.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

#include <cmath>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestTuning : public TuningTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeTuningWindow(); }
    void cleanup() { m_window.reset(); }

    void everyControlAgrees();
    void keysTuneInTheTuner();
    void theErrorIsSetByKeys_data();
    void theErrorIsSetByKeys();
    void theCurveRemembersTheLastK();
    void snapsWhatIsAskedByHand();
    void theSliderCanBeLogarithmic();
    void similarGroupsArePreviewed();
    void presetsAreOneStep();
    void silhouettesAreMeasuredFirst();
    void measuringCanBeStopped();
};

void TestTuning::everyControlAgrees()
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

void TestTuning::keysTuneInTheTuner()
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

/// By edits, not by steps of a drag; undo goes back to what was before that.
void TestTuning::theErrorIsSetByKeys_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Alt+Down") << Qt::Key_Down << Qt::KeyboardModifiers(Qt::AltModifier);
    QTest::newRow("F4") << Qt::Key_F4 << Qt::KeyboardModifiers();
}

void TestTuning::theErrorIsSetByKeys()
{
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    openDrawn(QStringLiteral("mlp.pt"));
    const int group = groupCalled("fc2");
    session().selection().setGroup(group);
    auto* button = find<QToolButton>("suggestError");
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kPatience);
    button->setFocus();
    QTest::keyClick(button, key, modifiers);
    QMenu* menu = button->menu();
    QTRY_VERIFY(menu->isVisible());
    auto* target = find<QDoubleSpinBox>("suggestTarget");
    QCOMPARE(menu->focusWidget(), static_cast<QWidget*>(target));
    QTest::keyClicks(target, QStringLiteral("25")); // in place of what was there
    QTest::keyClick(target, Qt::Key_Return);
    QCOMPARE(target->value(), 25.0);
    const auto statistics = session().statistics(group);
    QCOMPARE(button->property("k").toLongLong(),
        qlonglong(cluster::kForError(statistics->tree.inertia(), 0.25)));
    menu->close();
    QVERIFY(!menu->isVisible());
}

void TestTuning::theCurveRemembersTheLastK()
{
    openDrawn(QStringLiteral("mlp.pt"));
    const int group = groupCalled("fc1");
    session().selection().setGroup(group);
    const std::int64_t n = channels(group);
    auto* elbow = find<CurvePlot>("elbowPlot");
    QVERIFY(!elbow->previousK());
    const auto dragTo = [&](std::int64_t k) {
        press(at(group, session().kOf(group)));
        for (const std::int64_t step : {k + 9, k + 5, k})
            move(at(group, step));
        release(at(group, k));
        return session().kOf(group);
    };
    const QImage before = elbow->picture({300, 200});
    const std::int64_t first = dragTo(n / 2);
    QCOMPARE(elbow->previousK().value_or(-1), n);
    const std::int64_t second = dragTo(n / 4);
    QVERIFY(second < first);
    QCOMPARE(elbow->previousK().value_or(-1), first);
    QCOMPARE(
        elbow->table().rows[static_cast<int>(first) - 1][2].toString(), QStringLiteral("before"));
    // An edit of another group is none of this one.
    session().setK(groupCalled("fc2"), 12);
    QCOMPARE(elbow->previousK().value_or(-1), first);
    session().selection().setGroup(groupCalled("fc2"));
    QCOMPARE(elbow->previousK().value_or(-1), channels(groupCalled("fc2")));
    session().selection().setGroup(group);
    session().undoStack()->undo();
    session().undoStack()->undo();
    QCOMPARE(session().kOf(group), first);
    QCOMPARE(elbow->previousK().value_or(-1), n);
    const QImage withGhost = elbow->picture({300, 200});
    elbow->setPreviousK(std::nullopt);
    QVERIFY(elbow->picture({300, 200}) != withGhost);
    session().undoStack()->undo();
    QVERIFY(!elbow->previousK());
    QVERIFY(elbow->picture({300, 200}) == before);
}

void TestTuning::snapsWhatIsAskedByHand()
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

void TestTuning::theSliderCanBeLogarithmic()
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

void TestTuning::similarGroupsArePreviewed()
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

void TestTuning::presetsAreOneStep()
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

/// Against what the command line says; the plan changes once, at the end.
void TestTuning::silhouettesAreMeasuredFirst()
{
    openDrawn(QStringLiteral("mlp.pt"));
    auto* preset = find<QAction>("presetSilhouette");
    QVERIFY2(preset->isEnabled(), qPrintable(preset->toolTip()));
    QTRY_VERIFY_WITH_TIMEOUT(
        preset->toolTip().contains(QStringLiteral("First 1 groups")), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy(), kPatience);
    QVERIFY(session().qualities(groupCalled("fc2")).empty());
    auto* progress = find<QLabel>("presetProgress");
    QVERIFY(!progress->isVisible());
    QSignalSpy plans(&session(), &Session::planChanged);
    preset->trigger();
    QVERIFY(progress->isVisible() && find<QPushButton>("presetStop")->isVisible());
    QCOMPARE(progress->text(), QStringLiteral("Silhouettes: 1 of 2 groups measured"));
    QVERIFY(!preset->isEnabled());
    QCOMPARE(plans.count(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!progress->isVisible(), kPatience);
    QCOMPARE(plans.count(), 1);
    QCOMPARE(session().undoStack()->count(), 1);
    QVERIFY(preset->isEnabled());
    const QJsonObject said = programSays({QStringLiteral("inspect"),
        sample(QStringLiteral("mlp.pt")), QStringLiteral("--clusters")});
    for (const char* name : {"fc1", "fc2"}) {
        const QJsonValue clusters = entryNamed(
            said[QLatin1String("groups")], QLatin1String(name))[QLatin1String("clusters")];
        QCOMPARE(session().kOf(groupCalled(name)),
            clusters[QLatin1String("best_silhouette")].toInteger());
    }
    session().undoStack()->undo();
    preset->trigger(); // all is known now
    QCOMPARE(session().undoStack()->count(), 1);
    QCOMPARE(plans.count(), 3);
}

void TestTuning::measuringCanBeStopped()
{
    openDrawn(QStringLiteral("resnet18.pt"));
    const fold::Plan plan = session().plan();
    auto* progress = find<QLabel>("presetProgress");
    find<QAction>("presetSilhouette")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(
        !progress->text().startsWith(QStringLiteral("Silhouettes: 0 of")), kPatience);
    QVERIFY(progress->isVisible());
    find<QPushButton>("presetStop")->click();
    QVERIFY(!progress->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy(), kPatience);
    QVERIFY(session().plan() == plan);
    QVERIFY(!session().undoStack()->canUndo());
    // What is locked meanwhile stays, and another network ends it.
    find<QAction>("presetSilhouette")->trigger();
    const int locked = groupCalled("layer4.1.conv1");
    session().setLocked(locked, true);
    QTRY_VERIFY_WITH_TIMEOUT(!progress->isVisible(), kPatience);
    QCOMPARE(session().kOf(locked), channels(locked));
    QVERIFY(session().kOf(groupCalled("layer4.0.conv1")) < channels(groupCalled("layer4.0.conv1")));
    QCOMPARE(session().undoStack()->count(), 2);
    session().undoStack()->setClean();
    const study::ModelPtr other = session().model();
    open(QStringLiteral("vgg11.pt"));
    find<QAction>("presetSilhouette")->trigger();
    QVERIFY(progress->isVisible());
    session().setModel(other);
    QVERIFY(!progress->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy(), kPatience);
    QVERIFY(!session().undoStack()->canUndo());
}

QTEST_MAIN(TestTuning)
#include "test_tuning.moc"
