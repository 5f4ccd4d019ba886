// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in the window: three real runs as marks and rows, selected, renamed, loaded and deleted.
#include "tests/ui/window_fixture.h"

#include "ui/models/runs_model.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/runs_plot.h"
#include "ui/session/text.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>
#include <cmath>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestRuns : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void aSmallerModelReplacesARun();
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void emptyStateSaysHowToGetARun();
    void plotShowsTheReports();
    void frontIsThatOfBruteForce();
    void tableShowsTheReports();
    void agreesWithTheCommandLine();
    void selectsBothWays();
    void loadingAPlanIsOneUndoStep();
    void targetCountsRuns();
    void renamesAndDeletes();
    void arrowsMoveTheTarget();
    void anOlderRunIsLookedAt();
    void zoomsBesideTheTarget();
    void rowsAreCopied();
    void deletingIsUndone();
    void tellsOfNetworksPutAway();
    void modelKeepsTheRules();

private:
    /// Three plans of different cost, one of which the others beat; the tab of the runs is shown.
    void makeRuns()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        for (const auto& [keep, repair] :
            {std::pair(0.5, "ar"), std::pair(0.25, "ar"), std::pair(0.5, "none")}) {
            session().setRepair(QLatin1String(repair));
            session().setUniform(keep, study::GroupSelection::All);
            run();
        }
        m_window->showView(QStringLiteral("runsView"));
        QTest::qWait(50);
        QCOMPARE(session().runs().all().size(), std::size_t(3));
    }

    RunsPlot& plot() const { return *find<RunsPlot>("runsPlot"); }
    QTableView& table() const { return *find<QTableView>("runsTable"); }
    QPushButton& button(const char* name) const { return *find<QPushButton>(name); }
    const study::RunReport& report(int run) const
    {
        return session().runs().find(run)->run->report();
    }

    QString cell(int row, RunColumn column, int role = Qt::DisplayRole) const
    {
        return table().model()->index(row, static_cast<int>(column)).data(role).toString();
    }

    void clickRow(int row, Qt::KeyboardModifiers modifiers = {})
    {
        const QModelIndex index = table().model()->index(row, 0);
        table().scrollTo(index);
        QTest::mouseClick(
            table().viewport(), Qt::LeftButton, modifiers, table().visualRect(index).center());
    }

    QPoint markOf(int run) const
    {
        for (const RunsPlot::Mark& mark : plot().marks()) {
            if (mark.run == run)
                return plot().positionOf({mark.share, mark.worth});
        }
        return {-1, -1};
    }

    QWidget& canvas() const { return *plot().childAt(plot().rect().center()); }
    void clickMark(int run, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(
            &canvas(), Qt::LeftButton, modifiers, canvas().mapFrom(&plot(), markOf(run)));
    }
};

void TestRuns::emptyStateSaysHowToGetARun()
{
    QVERIFY(plot().emptyText().contains(QStringLiteral("Open a model")));
    open(QStringLiteral("mlp.pt"));
    QVERIFY(plot().emptyText().contains(QStringLiteral("press Run")));
    QVERIFY(find<Plot>("collapsePlot")->emptyText().contains(QStringLiteral("press Run")));
    QVERIFY(!button("runsCompare").isEnabled());
    QVERIFY(button("runsCompare").toolTip().contains(QStringLiteral("Select two runs")));
    QVERIFY(!button("runsLoad").isEnabled());
    QVERIFY(!button("runsDelete").isEnabled());
}

void TestRuns::plotShowsTheReports()
{
    makeRuns();
    QVERIFY(plot().emptyText().isEmpty());
    QCOMPARE(plot().worthLabel(), QStringLiteral("accuracy"));
    auto* cost = find<QComboBox>("runsCost");
    for (const bool macs : {false, true}) {
        cost->setCurrentIndex(macs ? 1 : 0);
        QCOMPARE(plot().marks().size(), std::size_t(3));
        for (const RunsPlot::Mark& mark : plot().marks()) {
            const study::RunReport& shown = report(mark.run);
            const double after =
                static_cast<double>(macs ? shown.after.macs : shown.after.parameters);
            const double before =
                static_cast<double>(macs ? shown.before.macs : shown.before.parameters);
            QCOMPARE(mark.share, after / before);
            QCOMPARE(mark.worth, shown.evaluationAfter->accuracy.value());
        }
        const double plan =
            static_cast<double>(macs ? session().cost().macs : session().cost().parameters);
        const study::ModelInfo& info = session().info();
        QCOMPARE(plot().planShare().value(),
            plan / static_cast<double>(macs ? info.macs : info.parameters));
        QCOMPARE(plot().baseline().value(), report(1).evaluationBefore->accuracy.value());
    }
    const double before = plot().planShare().value();
    session().setUniform(0.75, study::GroupSelection::All);
    QVERIFY(plot().planShare().value() > before);
}

void TestRuns::frontIsThatOfBruteForce()
{
    makeRuns();
    QVector<QPointF> expected;
    const std::vector<RunsPlot::Mark>& marks = plot().marks();
    for (const RunsPlot::Mark& mark : marks) {
        const bool beaten =
            std::any_of(marks.begin(), marks.end(), [&](const RunsPlot::Mark& other) {
                return other.share <= mark.share && other.worth >= mark.worth
                    && (other.share < mark.share || other.worth > mark.worth);
            });
        if (!beaten)
            expected << QPointF(mark.share, mark.worth);
    }
    std::sort(expected.begin(), expected.end(),
        [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    QCOMPARE(plot().front(), expected);
    QVERIFY(expected.size() < 3); // the run without a repair is beaten
}

void TestRuns::tableShowsTheReports()
{
    makeRuns();
    for (int row = 0; row < 3; ++row) {
        const PastRun& past = session().runs().all()[row];
        const study::RunReport& shown = past.run->report();
        QCOMPARE(cell(row, RunColumn::Number), QString::number(past.id));
        QCOMPARE(cell(row, RunColumn::Name), past.name);
        QCOMPARE(cell(row, RunColumn::Parameters),
            percentText(static_cast<double>(shown.after.parameters)
                / static_cast<double>(shown.before.parameters)));
        QCOMPARE(cell(row, RunColumn::Accuracy), percentText(*shown.evaluationAfter->accuracy));
        QCOMPARE(cell(row, RunColumn::OutputError), ratioText(shown.evaluationAfter->outputError));
        const double change =
            100 * (*shown.evaluationAfter->accuracy - *shown.evaluationBefore->accuracy);
        QVERIFY(std::abs(cell(row, RunColumn::Change).toDouble() - change) <= 0.0501);
        QCOMPARE(cell(row, RunColumn::Latency), latencyText(shown.resources.after.latencyMs));
        QCOMPARE(
            cell(row, RunColumn::Hash, Qt::ToolTipRole), QString::fromStdString(shown.weightsHash));
        std::vector<double> ratios;
        for (const study::LayerReport& layer : shown.layers)
            ratios.push_back(*layer.repaired);
        std::sort(ratios.begin(), ratios.end());
        const double median = (ratios[(ratios.size() - 1) / 2] + ratios[ratios.size() / 2]) / 2;
        QCOMPARE(cell(row, RunColumn::Ratio), ratioText(median));
    }
    table().sortByColumn(static_cast<int>(RunColumn::Parameters), Qt::AscendingOrder);
    QCOMPARE(cell(0, RunColumn::Number), QStringLiteral("2"));
}

void TestRuns::agreesWithTheCommandLine()
{
    makeRuns();
    const QString recipe = m_settings.path(QStringLiteral("runs.json"));
    workflow().saveRecipe(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(recipe) && !workflow().writing(), kPatience);
    QProcess program;
    program.start(QStringLiteral(PLEAT_PROGRAM),
        {QStringLiteral("fold"), sample(QStringLiteral("mlp.pt")), QStringLiteral("-o"),
            m_settings.path(QStringLiteral("runs.pt")), QStringLiteral("--recipe"), recipe,
            QStringLiteral("--json")});
    QVERIFY(waitForEnd(program));
    const QJsonObject json = QJsonDocument::fromJson(program.readAllStandardOutput()).object();
    QCOMPARE(
        cell(2, RunColumn::Hash, Qt::ToolTipRole), json[QLatin1String("weights_hash")].toString());
    const RunsPlot::Mark& mark = plot().marks()[2];
    QCOMPARE(mark.share,
        json[QLatin1String("parameters_after")].toDouble()
            / json[QLatin1String("parameters_before")].toDouble());
    std::vector<double> ratios;
    for (const QJsonValue& layer : json[QLatin1String("layers")].toArray())
        ratios.push_back(layer.toObject()[QLatin1String("variance_ratio_repaired")].toDouble());
    std::sort(ratios.begin(), ratios.end());
    QVERIFY(!ratios.empty());
    const double median = (ratios[(ratios.size() - 1) / 2] + ratios[ratios.size() / 2]) / 2;
    QVERIFY(std::abs(cell(2, RunColumn::Ratio).toDouble() - median) <= 0.00051);
}

void TestRuns::selectsBothWays()
{
    makeRuns();
    QCOMPARE(plot().ringedRuns(), std::vector<int>{3}); // the latest
    clickRow(0);
    QCOMPARE(session().selection().runs(), std::vector<int>{1});
    QCOMPARE(plot().ringedRuns(), std::vector<int>{1});
    QCOMPARE(session().run(), session().runs().find(1)->run);
    clickMark(2);
    QCOMPARE(session().selection().runs(), std::vector<int>{2});
    QCOMPARE(session().run(), session().runs().find(2)->run);
    QCOMPARE(table().selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table().selectionModel()->selectedRows().first().row(), 1);
    QVERIFY(!button("runsCompare").isEnabled());
    clickMark(1, Qt::ControlModifier);
    QCOMPARE(session().selection().runs(), (std::vector<int>{2, 1}));
    QCOMPARE(table().selectionModel()->selectedRows().size(), 2);
    QVERIFY(button("runsCompare").isEnabled());
    clickMark(2, Qt::ControlModifier);
    QCOMPARE(session().selection().runs(), std::vector<int>{1});
}

void TestRuns::loadingAPlanIsOneUndoStep()
{
    makeRuns();
    const fold::Plan before = session().plan();
    const int steps = session().undoStack()->count();
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, canvas().mapFrom(&plot(), markOf(2)));
    QVERIFY(session().plan() == session().runs().find(2)->run->plan());
    QVERIFY(session().plan() != before);
    QCOMPARE(session().undoStack()->count(), steps + 1);
    session().undoStack()->undo();
    QVERIFY(session().plan() == before);
    clickRow(0);
    button("runsLoad").click();
    QVERIFY(session().plan() == session().runs().find(1)->run->plan());
    QVERIFY(!session().runStale());
}

void TestRuns::targetCountsRuns()
{
    makeRuns();
    plot().setTarget({0.8, plot().baseline().value()});
    QSignalSpy spy(&plot(), &RunsPlot::targetChanged);
    const QPoint from = plot().positionOf(plot().target());
    const QPoint to = plot().positionOf({0.9, plot().marks()[1].worth}) + QPoint(0, 3);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, canvas().mapFrom(&plot(), from));
    QTest::mouseMove(&canvas(), canvas().mapFrom(&plot(), to));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, canvas().mapFrom(&plot(), to));
    QVERIFY(spy.count() > 0);
    int expected = 0;
    for (const RunsPlot::Mark& mark : plot().marks())
        expected += mark.share <= plot().target().x() && mark.worth >= plot().target().y();
    QVERIFY(expected > 0);
    QCOMPARE(plot().meetingTarget(), expected);
    QVERIFY(plot().targetText().contains(QStringLiteral("met by %1 of 3").arg(expected)));
    plot().setTarget({0.0, 1.0});
    QCOMPARE(plot().meetingTarget(), 0);
}

void TestRuns::renamesAndDeletes()
{
    makeRuns();
    QAbstractItemModel& model = *table().model();
    const QModelIndex name = model.index(1, static_cast<int>(RunColumn::Name));
    QVERIFY(model.flags(name).testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.flags(model.index(1, 0)).testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.setData(name, QStringLiteral("  ")));
    QVERIFY(model.setData(name, QStringLiteral("quarter")));
    QCOMPARE(session().runs().find(2)->name, QStringLiteral("quarter"));
    QCOMPARE(plot().marks()[1].name, QStringLiteral("quarter"));
    clickRow(1);
    button("runsDelete").click();
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!session().runs().find(2));
    QVERIFY(!session().run());
    QVERIFY(session().selection().runs().empty());
    session().selection().setRuns({3, 1});
    session().runs().remove({1});
    QCOMPARE(session().selection().runs(), std::vector<int>{3});
    QCOMPARE(plot().ringedRuns(), std::vector<int>{3});
    session().runs().remove({3});
    QVERIFY(plot().marks().empty());
    QVERIFY(plot().emptyText().contains(QStringLiteral("press Run")));
}

void TestRuns::arrowsMoveTheTarget()
{
    makeRuns();
    m_window->showView(QStringLiteral("runsView"));
    plot().setTarget({0.5, 0.5});
    const auto key = [&](Qt::Key code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&plot(), code, modifiers);
        return plot().target();
    };
    QVERIFY(std::abs(key(Qt::Key_Left).x() - 0.49) < 1e-9);
    QVERIFY(std::abs(key(Qt::Key_Right, Qt::ShiftModifier).x() - 0.59) < 1e-9);
    const double worth = plot().target().y();
    const double step = key(Qt::Key_Up).y() - worth;
    QVERIFY(step > 0 && std::abs(std::log10(step) - std::round(std::log10(step))) < 1e-6);
    QVERIFY(std::abs(key(Qt::Key_Down).y() - worth) < 1e-9);
    // To the cheapest run: it meets the target until the target is cheaper.
    const RunsPlot::Mark& cheapest = *std::min_element(plot().marks().begin(), plot().marks().end(),
        [](const RunsPlot::Mark& a, const RunsPlot::Mark& b) { return a.share < b.share; });
    plot().setTarget({cheapest.share + 0.005, 0});
    QCOMPARE(plot().meetingTarget(), 1);
    key(Qt::Key_Left);
    QCOMPARE(plot().meetingTarget(), 0);
    QVERIFY(plot().targetText().contains(QStringLiteral("met by 0 of 3")));
    QVERIFY(plot().accessibleDescription().contains(QStringLiteral("arrow keys")));
}

/// One step for all that were selected; they come back in their places, with their networks.
/// The tuner shows it and edits nothing, until its plan is taken or it is left.
void TestRuns::anOlderRunIsLookedAt()
{
    makeRuns();
    const int group = session().selection().group();
    session().setK(group, 100); // the plan is of no run
    QVERIFY(!session().looksBack()); // the latest run is selected
    clickRow(1);
    QVERIFY(session().looksBack());
    auto* k = find<QSpinBox>("kSpin");
    QCOMPARE(
        k->value(), static_cast<int>(session().runs().find(2)->run->plan().groups.at("fc1").k));
    QVERIFY(k->value() != session().kOf(group));
    QVERIFY(
        find<QLabel>("parametersValue")->text().startsWith(countText(report(2).after.parameters)));
    const fold::Plan plan = session().plan();
    auto* slider = find<QSlider>("kSlider");
    for (const QWidget* control : {static_cast<QWidget*>(k), static_cast<QWidget*>(slider),
             find<QWidget>("keepSpin"), find<QWidget>("lockCheck"), find<QWidget>("resetButton"),
             find<QWidget>("networkBox"), find<QWidget>("suggestElbow")})
        QVERIFY2(!control->isEnabled(), qPrintable(control->objectName()));
    QVERIFY(!find<QWidget>("snapChooser")->isVisible());
    QVERIFY2(k->toolTip().contains(QStringLiteral("older run")), qPrintable(k->toolTip()));
    auto* elbow = find<CurvePlot>("elbowPlot");
    QCOMPARE(elbow->k(), static_cast<std::int64_t>(k->value()));
    QWidget* curve = elbow->childAt(elbow->rect().center());
    QTest::mouseClick(curve, Qt::LeftButton, {}, curve->mapFrom(elbow, elbow->positionOf(30)));
    QVERIFY(session().plan() == plan);

    find<QPushButton>("lookBackLeave")->click();
    QVERIFY(!session().looksBack());
    QCOMPARE(session().selection().run(), 3);
    QVERIFY(k->isEnabled());
    QCOMPARE(k->value(), 100);

    clickRow(1);
    find<QPushButton>("lookBackTake")->click();
    QVERIFY(!session().looksBack());
    QVERIFY(session().plan() == session().runs().find(2)->run->plan());
    QVERIFY(k->isEnabled());
    k->setValue(90); // the plan is no longer that of the run, and goes on being edited
    QVERIFY(!session().looksBack());
    QVERIFY(k->isEnabled());
    clickRow(0);
    QVERIFY(session().looksBack());
    clickRow(2, Qt::ControlModifier); // two runs are compared, none is looked at
    QVERIFY(!session().looksBack());
}

void TestRuns::zoomsBesideTheTarget()
{
    makeRuns();
    const auto at = [this](QPointF value) {
        return canvas().mapFrom(&plot(), plot().positionOf(value));
    };
    const auto drag = [this](QPoint from, QPoint by) {
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, QPointF(from + by), canvas().mapToGlobal(from + by),
            Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&canvas(), &move);
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, from + by);
    };
    const QPointF target = plot().target();
    const QPoint empty = at({target.x() + 0.2, target.y()}) + QPoint(0, -40);
    drag(empty, {30, 20});
    QCOMPARE(plot().target(), target);
    QVERIFY(plot().zoom().has_value());
    const auto zoom = plot().zoom();
    run(); // another run moves no view
    QVERIFY(plot().zoom() == zoom);
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, empty);
    QVERIFY(!plot().zoom().has_value());

    drag(at(target), {-30, 0});
    QVERIFY(plot().target().x() < target.x());
    QVERIFY(!plot().zoom().has_value());
    QTest::keyClick(&plot(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(plot().zoom().has_value());
    const QPointF kept = plot().target();
    QTest::keyClick(&plot(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(plot().target(), kept);
    QTest::keyClick(&plot(), Qt::Key_F);
    QVERIFY(!plot().zoom().has_value());
    open(QStringLiteral("mlp.pt"));
    QVERIFY(!plot().zoom().has_value());
}

void TestRuns::rowsAreCopied()
{
    makeRuns();
    clickRow(0);
    clickRow(2, Qt::ControlModifier);
    QTest::keySequence(&table(), QKeySequence::Copy);
    const QStringList lines =
        QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3); // titles, two runs
    for (const auto& [line, row] : {std::pair(1, 0), std::pair(2, 2)}) {
        const QStringList cells = lines[line].split(QLatin1Char('\t'));
        QCOMPARE(cells.size(), lines[0].count(QLatin1Char('\t')) + 1);
        QVERIFY(cells.contains(cell(row, RunColumn::Name)));
        QVERIFY(cells.contains(cell(row, RunColumn::Hash)));
    }
}

void TestRuns::deletingIsUndone()
{
    makeRuns();
    session().runs().rename(1, QStringLiteral("first"));
    const std::vector<PastRun> before = session().runs().all();
    const fold::Plan plan = session().plan();
    QUndoStack& undo = *session().undoStack();
    const int entries = undo.count();
    session().selection().setRuns({2, 1});
    QSignalSpy changes(&session().runs(), &RunHistory::changed);
    button("runsDelete").click();
    QVERIFY(button("runsDelete").toolTip() != QString());
    QCOMPARE(session().runs().all().size(), std::size_t(1));
    QCOMPARE(undo.count(), entries + 1);
    QCOMPARE(undo.undoText(), QStringLiteral("deletion of 2 runs"));
    QCOMPARE(changes.count(), 1);
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(changes.count(), 2);
    const std::vector<PastRun>& after = session().runs().all();
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        QCOMPARE(after[i].id, before[i].id);
        QCOMPARE(after[i].name, before[i].name);
        QCOMPARE(after[i].when, before[i].when);
        QCOMPARE(after[i].run, before[i].run);
        QVERIFY(after[i].run->hasNetwork());
    }
    QCOMPARE(session().selection().runs(), (std::vector<int>{2, 1}));
    QCOMPARE(plot().marks().size(), std::size_t(3));
    QCOMPARE(cell(0, RunColumn::Number), QStringLiteral("1"));
    QVERIFY(session().plan() == plan);
    find<QAction>("actionRedo")->trigger();
    QVERIFY(!session().runs().find(1) && !session().runs().find(2));
    QCOMPARE(session().selection().runs(), std::vector<int>{});
    // An edit of the plan after that is a step of its own.
    session().setK(session().selection().group(), 5);
    find<QAction>("actionUndo")->trigger();
    QVERIFY(session().plan() == plan);
    QCOMPARE(session().runs().all().size(), std::size_t(1));
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(session().runs().all().size(), std::size_t(3));
}

void TestRuns::tellsOfNetworksPutAway()
{
    makeRuns();
    QVERIFY(!cell(0, RunColumn::Hash).contains(QStringLiteral("not kept")));
    const PastRun& known = session().runs().all().front();
    session().runs().restore({7, QStringLiteral("older"), known.when,
        std::make_shared<study::Run>(nullptr, known.run->plan(), known.run->report())});
    QCOMPARE(cell(3, RunColumn::Number), QStringLiteral("7"));
    QVERIFY(cell(3, RunColumn::Hash).contains(QStringLiteral("network not kept")));
}

void TestRuns::modelKeepsTheRules()
{
    makeRuns();
    RunHistory history;
    RunsModel model(history);
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 3; ++i)
        history.add(session().runs().all()[i].run);
    history.rename(2, QStringLiteral("other"));
    history.remove({1, 3});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowOf(2), 0);
    QCOMPARE(model.rowOf(3), -1);
    history.clear();
    QCOMPARE(model.rowCount(), 0);
}

/// The table sorts its rows by what the run measured, until they are those of another model.
void TestRuns::aSmallerModelReplacesARun()
{
    open(QStringLiteral("resnet18.pt"));
    const std::size_t groups = session().info().groups.size();
    find<QTableView>("groupsTable")->sortByColumn(0, Qt::DescendingOrder);
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    bool known = true;
    connect(&session(), &Session::runChanged, this,
        [&] { known = known && session().info().groups.size() == groups; });
    session().undoStack()->setClean(); // else a question comes first
    open(QStringLiteral("mlp.pt"));
    QVERIFY(session().info().groups.size() < groups);
    QVERIFY(known); // the run went before its model
    QVERIFY(session().runs().all().empty());
    QCOMPARE(find<QTableView>("groupsTable")->model()->rowCount(),
        static_cast<int>(session().info().groups.size()));
    session().disconnect(this);
}

QTEST_MAIN(TestRuns)
#include "test_runs.moc"
