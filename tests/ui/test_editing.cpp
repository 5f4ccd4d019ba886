// SPDX-License-Identifier: GPL-3.0-or-later
// Editing the plan in the window: controls, undo, keyboard and wheel.
#include "tests/ui/dropping.h"
#include "tests/ui/window_fixture.h"

#include "ui/models/run_roles.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/collapse_plot.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/shell/keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"
#include "ui/views/log_view.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStyleOptionSlider>
#include <QTableView>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestEditing : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void controlsAgree();
    void asksBeforeEditsAreLost();
    void aTypedNumberCountsForARun();
    void undoReachesTheWindowFromASpinBox();
    void quickStepsAreOneEdit();
    void theKeepBoxStepsByOneChannel();
    void aPassingWheelChangesNothing();
    void theFilterKeepsTheGroup();
    void theLogIsFiltered();
    void thePredictionFollowsThePlan();
    void namesOfRunsAreUndone();
    void oneStepIsOneDrawing_data();
    void oneStepIsOneDrawing();
    void aClickOnTheElbowSetsIt();
    void theFocusedSliderTakesTheWheel();
    void aClickInCollapseSelectsTheGroup();
    void recipesAndProjectsAreDropped();
};

void TestEditing::controlsAgree()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    auto* spin = find<QSpinBox>("kSpin");
    auto* keep = find<QDoubleSpinBox>("keepSpin");
    const std::int64_t channels = session().currentInfo()->channels;
    keep->setValue(25);
    QCOMPARE(session().kOf(session().selection().group()), channels / 4);
    QCOMPARE(spin->value(), static_cast<int>(channels / 4));
    spin->setValue(static_cast<int>(channels / 2));
    QCOMPARE(keep->value(), 50.0);
    auto* elbow = find<CurvePlot>("elbowPlot");
    QWidget* canvas = elbow->childAt(elbow->positionOf(channels / 8));
    QTest::mouseClick(
        canvas, Qt::LeftButton, {}, canvas->mapFrom(elbow, elbow->positionOf(channels / 8)));
    QVERIFY(qAbs(spin->value() - channels / 8) <= channels / 100 + 1);
    QTRY_VERIFY_WITH_TIMEOUT(
        session().silhouettes(session().selection().group()).size() > 20, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(
        session().silhouettes(session().selection().group()).contains(spin->value()), kPatience);
    QVERIFY(find<CurvePlot>("silhouettePlot")->curve().size() > 20);
}

void TestEditing::asksBeforeEditsAreLost()
{
    open(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    auto* box = find<QMessageBox>("unsavedBox");
    QVERIFY(box);
    box->button(QMessageBox::Discard)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
}

void TestEditing::aTypedNumberCountsForARun()
{
    open(QStringLiteral("mlp.pt"));
    auto* spin = find<QSpinBox>("kSpin");
    spin->setFocus();
    spin->selectAll();
    QTest::keyClicks(spin, QStringLiteral("7"));
    QVERIFY(session().kOf(session().selection().group()) != 7);
    run();
    QCOMPARE(session().kOf(session().selection().group()), 7);
    QVERIFY(!session().runStale());
}

void TestEditing::undoReachesTheWindowFromASpinBox()
{
    open(QStringLiteral("mlp.pt"));
    m_window->activateWindow();
    auto* spin = find<QSpinBox>("kSpin");
    spin->setFocus();
    QTRY_VERIFY(spin->hasFocus());
    const std::int64_t channels = session().currentInfo()->channels;
    QTest::keyClick(spin, Qt::Key_Down);
    QCOMPARE(session().kOf(session().selection().group()), channels - 1);
    QTest::keyClick(spin, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(session().kOf(session().selection().group()), channels);
    QTest::keyClick(spin, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(session().kOf(session().selection().group()), channels - 1);
}

void TestEditing::quickStepsAreOneEdit()
{
    open(QStringLiteral("mlp.pt"));
    for (const char* name : {"kSpin", "keepSpin", "kSlider"}) {
        const int entries = session().undoStack()->count();
        const std::int64_t k = session().kOf(session().selection().group());
        const Qt::Key key =
            QLatin1String(name) == QLatin1String("kSlider") ? Qt::Key_Left : Qt::Key_Down;
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(find<QWidget>(name), key);
        QCOMPARE(session().kOf(session().selection().group()), k - 3);
        QCOMPARE(session().undoStack()->count(), entries + 1);
    }
}

void TestEditing::theKeepBoxStepsByOneChannel()
{
    open(QStringLiteral("resnet18.pt"));
    auto* keep = find<QDoubleSpinBox>("keepSpin");
    const int group = session().selection().group();
    const std::int64_t channels = session().currentInfo()->channels;
    QVERIFY(channels < 100);
    for (std::int64_t k = 1; k < channels; ++k) {
        session().setK(group, k);
        const int entries = session().undoStack()->count();
        keep->setValue(keep->valueFromText(keep->text()));
        QCOMPARE(session().undoStack()->count(), entries);
        QTest::keyClick(keep, Qt::Key_Up);
        QCOMPARE(session().kOf(group), k + 1);
    }
}

void TestEditing::aPassingWheelChangesNothing()
{
    open(QStringLiteral("mlp.pt"));
    find<QTableView>("groupsTable")->setFocus();
    const fold::Plan plan = session().plan();
    for (const char* name : {"kSpin", "keepSpin", "kSlider", "uniformKeep", "repairChooser",
             "methodChooser", "featuresChooser", "budgetTarget", "budgetOf"}) {
        auto* control = find<QWidget>(name);
        const double uniform = find<QDoubleSpinBox>("uniformKeep")->value();
        const QPointF middle = QRectF(control->rect()).center();
        QWheelEvent wheel(middle, control->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(control, &wheel);
        QVERIFY2(session().plan() == plan, name);
        QCOMPARE(find<QDoubleSpinBox>("uniformKeep")->value(), uniform);
    }
}

void TestEditing::theFilterKeepsTheGroup()
{
    open(QStringLiteral("resnet18.pt"));
    const int group = session().selection().group();
    auto* filter = find<QLineEdit>("groupsFilter");
    const auto* table = find<QTableView>("groupsTable");
    QTest::keyClicks(filter, QStringLiteral("layer4"));
    QVERIFY(table->model()->rowCount() > 0);
    QCOMPARE(session().selection().group(), group);
    QVERIFY(!table->selectionModel()->hasSelection());
    filter->clear();
    QCOMPARE(session().selection().group(), group);
    QVERIFY(table->selectionModel()->isRowSelected(group, {}));
}

void TestEditing::theLogIsFiltered()
{
    auto* log = find<LogView>("logView");
    find<QDockWidget>("logDock")->raise();
    QTRY_VERIFY(log->isVisible());
    auto* filter = find<QLineEdit>("logFilter");
    const auto* shown = find<QPlainTextEdit>("logText");
    const auto says = [&](const char* text) {
        return shown->toPlainText().contains(QLatin1String(text));
    };
    log->addMessage(QStringLiteral("an Apple"));
    log->addError(QStringLiteral("a pear\nthat is not ripe"));
    QTest::keyClicks(filter, QStringLiteral("PEAR"));
    QVERIFY(!says("Apple") && says("a pear") && says("not ripe"));
    log->addMessage(QStringLiteral("a plum"));
    log->addMessage(QStringLiteral("two pears"));
    QVERIFY(!says("plum") && says("two pears"));
    QVERIFY(log->text().contains(QStringLiteral("a plum")));
    filter->setText(QStringLiteral("no such fruit"));
    QVERIFY(shown->toPlainText().isEmpty());
    QVERIFY(shown->placeholderText().contains(QStringLiteral("contains this text")));
    filter->clear();
    QCOMPARE(shown->toPlainText(), log->text());
    QVERIFY(says("Apple") && says("plum"));
    // In a dock that is low there is room for some lines.
    QVERIFY2(log->minimumSizeHint().height() <= 80,
        qPrintable(QString::number(log->minimumSizeHint().height())));
    QVERIFY(filter->height() < 40 && log->width() - filter->geometry().right() < 20);
}

/// As the next run predicts it, while what the last one measured stays.
void TestEditing::thePredictionFollowsThePlan()
{
    open(QStringLiteral("mlp.pt"));
    settle();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    m_window->showView(QStringLiteral("collapseView"));
    const auto* plot = find<CollapsePlot>("collapsePlot");
    const QVector<QPointF> first = plot->predictedSeries();
    const QVector<QPointF> merged = plot->series(study::Phase::Merged);
    QVERIFY(!merged.isEmpty());
    const int group = session().selection().group();
    session().setK(group, 4);
    settle();
    const QVector<QPointF> four = plot->predictedSeries();
    const QSignalSpy drawn(plot, &CollapsePlot::drawn);
    session().setK(group, 3);
    settle();
    QCOMPARE(drawn.count(), 1);
    const QVector<QPointF> three = plot->predictedSeries();
    QCOMPARE(three.size(), first.size());
    QVERIFY(four != first && three != first && three != four);
    QCOMPARE(plot->series(study::Phase::Merged), merged);
    session().undoStack()->undo();
    session().undoStack()->undo();
    QCOMPARE(plot->predictedSeries(), first);
    session().undoStack()->redo();
    session().undoStack()->redo();
    run();
    const std::vector<study::LayerReport>& layers = session().run()->report().layers;
    QCOMPARE(three.size(), static_cast<qsizetype>(layers.size()));
    for (qsizetype i = 0; i < three.size(); ++i)
        QVERIFY(std::abs(three[i].y() - layers[i].predicted) <= 1e-9 * layers[i].predicted);
}

void TestEditing::namesOfRunsAreUndone()
{
    open(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    const fold::Plan plan = session().plan();
    QAbstractItemModel& runs = *find<QTableView>("runsTable")->model();
    const QModelIndex name = runs.index(0, static_cast<int>(RunColumn::Name));
    const QString before = name.data().toString();
    const QUndoStack& undo = *session().undoStack();
    const int entries = undo.count();
    QVERIFY(runs.setData(name, QString(before + QLatin1Char(' '))));
    QCOMPARE(undo.count(), entries);
    QVERIFY(runs.setData(name, QStringLiteral("half")));
    QCOMPARE(undo.count(), entries + 1);
    QCOMPARE(undo.undoText(), QStringLiteral("renaming of %1").arg(before));
    QCOMPARE(name.data().toString(), QStringLiteral("half"));
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(name.data().toString(), before);
    QCOMPARE(session().runs().find(1)->name, before);
    QVERIFY(session().plan() == plan);
    find<QAction>("actionRedo")->trigger();
    QCOMPARE(name.data().toString(), QStringLiteral("half"));
    QVERIFY(session().run()); // still selected
}

/// The matrix itself is not drawn again at all, see TestPlots::changingKDoesNotRedrawTheMatrix.
void TestEditing::oneStepIsOneDrawing_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QStringList>("plots");
    const QString elbow = QStringLiteral("elbowPlot");
    const QString silhouette = QStringLiteral("silhouettePlot");
    QTest::newRow("clusters") << QStringLiteral("clustersView")
                              << QStringList{QStringLiteral("clusterPlot"), elbow, silhouette};
    QTest::newRow("overview") << QStringLiteral("overviewView")
                              << QStringList{QStringLiteral("overviewPlot"), elbow, silhouette};
    QTest::newRow("collapse") << QStringLiteral("collapseView")
                              << QStringList{QStringLiteral("collapsePlot"), elbow, silhouette};
    QTest::newRow("runs") << QStringLiteral("runsView")
                          << QStringList{QStringLiteral("runsPlot"), elbow, silhouette};
}

void TestEditing::oneStepIsOneDrawing()
{
    QFETCH(QString, view);
    QFETCH(QStringList, plots);
    open(QStringLiteral("mlp.pt"));
    settle();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    m_window->showView(view);
    settle();
    auto* slider = find<QSlider>("kSlider");
    for (int step = 0; step < 3; ++step) {
        settle();
        std::vector<std::unique_ptr<QSignalSpy>> drawn;
        for (const QString& plot : plots)
            drawn.push_back(
                std::make_unique<QSignalSpy>(m_window->findChild<Plot*>(plot), &Plot::drawn));
        slider->setValue(slider->value() - 1);
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            QTRY_VERIFY2(drawn[i]->count() > 0, qPrintable(plots[static_cast<int>(i)]));
            QVERIFY2(drawn[i]->count() == 1, qPrintable(plots[static_cast<int>(i)]));
        }
        QCoreApplication::processEvents();
        for (std::size_t i = 0; i < drawn.size(); ++i)
            QVERIFY2(drawn[i]->count() == 1, qPrintable(plots[static_cast<int>(i)]));
    }
}

void TestEditing::aClickOnTheElbowSetsIt()
{
    open(QStringLiteral("mlp.pt"));
    settle();
    auto* elbow = find<CurvePlot>("elbowPlot");
    const std::int64_t k = elbow->suggestion().value_or(0);
    QVERIFY(k > 1);
    QWidget* canvas = elbow->childAt(elbow->rect().center());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->mapFrom(elbow, elbow->positionOf(k)));
    // A pixel is more than one channel.
    const double perPixel = static_cast<double>(session().currentInfo()->channels)
        / (elbow->positionOf(session().currentInfo()->channels).x() - elbow->positionOf(1).x());
    const auto set = static_cast<double>(session().kOf(session().selection().group()));
    QVERIFY(std::abs(set - static_cast<double>(k)) <= perPixel);
    QCOMPARE(session().undoStack()->count(), 1);
}

void TestEditing::theFocusedSliderTakesTheWheel()
{
    open(QStringLiteral("mlp.pt"));
    auto* slider = find<QSlider>("kSlider");
    slider->setFocus();
    QTRY_VERIFY(slider->hasFocus());
    const int group = session().selection().group();
    const std::int64_t before = session().kOf(group);
    const QPointF middle = QRectF(slider->rect()).center();
    QWheelEvent wheel(middle, slider->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    for (int step = 0; step < 3; ++step)
        QCoreApplication::sendEvent(slider, &wheel);
    QVERIFY(session().kOf(group) < before);
    QCOMPARE(session().undoStack()->count(), 1);
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(session().kOf(group), before);
}

void TestEditing::aClickInCollapseSelectsTheGroup()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    m_window->showView(QStringLiteral("collapseView"));
    settle();
    auto* plot = find<CollapsePlot>("collapsePlot");
    QWidget* canvas = plot->childAt(plot->rect().center());
    for (int layer = static_cast<int>(plot->layerNames().size()) - 1; layer >= 0; --layer) {
        QTest::mouseClick(
            canvas, Qt::LeftButton, {}, canvas->mapFrom(plot, plot->positionOf(layer)));
        const auto& reports = session().run()->report().layers;
        QCOMPARE(session().currentInfo()->name, reports[static_cast<std::size_t>(layer)].group);
        QTest::qWait(QApplication::doubleClickInterval() + 50); // two clicks, no double click
    }
}

void TestEditing::recipesAndProjectsAreDropped()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    session().setUniform(0.25, study::GroupSelection::All);
    const fold::Plan plan = session().plan();
    const QString recipe = m_settings.path(QStringLiteral("dropped.json"));
    workflow().saveRecipe(recipe);
    const QString project = m_settings.path(QStringLiteral("dropped.pleat"));
    m_window->keeper().saveProject(project);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(recipe) && QFileInfo::exists(project)
            && !workflow().writing() && workflow().activity() == Activity::Idle,
        kPatience);
    session().setUniform(0.75, study::GroupSelection::All);
    QVERIFY(dropFile(*m_window, recipe));
    QTRY_VERIFY_WITH_TIMEOUT(session().plan() == plan, kPatience);
    makeWindow(); // nothing is open
    QVERIFY(!session().hasModel());
    QVERIFY(dropFile(*m_window, project));
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel() && session().plan() == plan, kPatience);
}

QTEST_MAIN(TestEditing)
#include "test_editing.moc"
