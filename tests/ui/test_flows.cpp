// SPDX-License-Identifier: GPL-3.0-or-later
// What a person comes for, in as few clicks as promised. A drag, a drop and a typed number with
// Enter count as one click each.
#include "tests/ui/dropping.h"
#include "tests/ui/project_fixture.h"

#include "core/study/project.h"
#include "core/study/recipe_fit.h"
#include "ui/lesson/lesson_view.h"
#include "ui/models/group_roles.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/collapse_plot.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/plots/palettes.h"
#include "ui/plots/runs_plot.h"
#include "ui/session/recovery.h"
#include "ui/views/figure_export.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QStatusBar>
#include <QStyleOptionSlider>
#include <QTabBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestFlows : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init();
    void cleanup() { m_window.reset(); }

    void firstLook();
    void foldSeeTheCollapseRepair();
    void compareTwoRuns();
    void tuneOneGroup();
    void hitASizeExactly();
    void reproduceElsewhere();
    void publishAFigure();
    void recoverWhatACrashTook();
    void teach();

private:
    void drop(const QString& path);
    void click(QWidget* widget, QPoint where, Qt::KeyboardModifiers held = {});
    void click(QWidget* widget) { click(widget, widget->rect().center()); }
    void clickTab(const QString& title);
    void clickRow(const char* table, int row, int column, Qt::KeyboardModifiers held = {});
    void clickAction(const char* name);
    void clickMenu(const QString& title, const char* action);
    void choose(const char* name, const QString& data);
    void enter(const char* spin, double number);
    void dragSlider(int steps);
    void answerFileDialog(const QString& path);
    void openQuietly(const QString& name);

    int m_clicks = 0;
};

void TestFlows::init()
{
    makeWindow();
    m_clicks = 0;
}

void TestFlows::drop(const QString& path)
{
    QVERIFY(dropFile(*m_window, path));
    ++m_clicks;
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel(), kPatience);
}

void TestFlows::click(QWidget* widget, QPoint where, Qt::KeyboardModifiers held)
{
    QVERIFY(widget->isVisible());
    QVERIFY2(widget->isEnabled(), qPrintable(widget->toolTip()));
    QTest::mouseClick(widget, Qt::LeftButton, held, where);
    ++m_clicks;
}

void TestFlows::clickTab(const QString& title)
{
    auto* bar = find<QTabWidget>("centreTabs")->tabBar();
    for (int tab = 0; tab < bar->count(); ++tab) {
        if (bar->tabText(tab) == title)
            return click(bar, bar->tabRect(tab).center());
    }
    QFAIL(qPrintable(title));
}

void TestFlows::clickRow(const char* table, int row, int column, Qt::KeyboardModifiers held)
{
    auto* view = find<QTableView>(table);
    click(view->viewport(), view->visualRect(view->model()->index(row, column)).center(), held);
}

/// A button of the toolbar.
void TestFlows::clickAction(const char* name)
{
    auto* action = find<QAction>(name);
    click(find<QToolBar>("mainToolBar")->widgetForAction(action));
}

/// Opens a menu of the menu bar and clicks an action in it.
void TestFlows::clickMenu(const QString& title, const char* action)
{
    QMenuBar* bar = m_window->menuBar();
    for (QAction* entry : bar->actions()) {
        if (entry->text().remove(QLatin1Char('&')) != title)
            continue;
        click(bar, bar->actionGeometry(entry).center());
        QMenu* menu = entry->menu();
        QTRY_VERIFY(menu->isVisible());
        return click(menu, menu->actionGeometry(find<QAction>(action)).center());
    }
    QFAIL(qPrintable(title));
}

/// Opening the list and choosing in it counts as one, like a native menu that is pressed and let
/// go.
void TestFlows::choose(const char* name, const QString& data)
{
    auto* box = find<QComboBox>(name);
    const int index = box->findData(data);
    QVERIFY2(index >= 0 && box->isEnabled(), qPrintable(data));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
    ++m_clicks;
}

void TestFlows::enter(const char* name, double number)
{
    auto* spin = find<QAbstractSpinBox>(name);
    spin->setFocus();
    spin->selectAll();
    QTest::keyClicks(spin, QLocale().toString(number));
    QTest::keyClick(spin, Qt::Key_Return);
    ++m_clicks;
}

void TestFlows::dragSlider(int steps)
{
    auto* slider = find<QSlider>("kSlider");
    QStyleOptionSlider option;
    option.initFrom(slider);
    option.minimum = slider->minimum();
    option.maximum = slider->maximum();
    option.sliderPosition = slider->sliderPosition();
    option.sliderValue = slider->value();
    option.orientation = Qt::Horizontal;
    const QPoint handle =
        slider->style()
            ->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider)
            .center();
    QTest::mousePress(slider, Qt::LeftButton, {}, handle);
    for (int step = 1; step <= steps; ++step) {
        const QPointF where = handle - QPoint(4 * step, 0);
        QMouseEvent move(QEvent::MouseMove, where, slider->mapToGlobal(where), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(slider, &move);
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, handle - QPoint(4 * steps, 0));
    ++m_clicks;
}

/// The question for a file that comes next, which has an event loop of its own.
void TestFlows::answerFileDialog(const QString& path)
{
    auto* timer = new QTimer(m_window.get());
    connect(timer, &QTimer::timeout, timer, [timer, path] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        dialog->findChild<QLineEdit*>()->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
        delete timer;
    });
    timer->start(20);
}

/// Open already when the counting begins. The name is that of a sample, or a whole path.
void TestFlows::openQuietly(const QString& name)
{
    open(name);
    QTRY_VERIFY_WITH_TIMEOUT(session().missingFor(study::GroupSelection::All).empty(), kPatience);
    m_clicks = 0;
}

void TestFlows::firstLook()
{
    QElapsedTimer timer;
    timer.start();
    drop(sample(QStringLiteral("resnet18.pt")));
    clickRow("groupsTable", 7, 0);
    waitForStatistics();
    QTRY_VERIFY(!find<CurvePlot>("elbowPlot")->curve().empty());
    clickTab(QStringLiteral("Matrix"));
    const auto* matrix = find<MatrixPlot>("matrixPlot");
    QTRY_COMPARE_WITH_TIMEOUT(
        matrix->shownSize(), static_cast<int>(session().currentInfo()->channels), kPatience);
    QVERIFY(timer.elapsed() < 10'000);
    QVERIFY2(m_clicks <= 3, qPrintable(QString::number(m_clicks)));
}

void TestFlows::foldSeeTheCollapseRepair()
{
    openQuietly(QStringLiteral("resnet18.pt"));
    enter("budgetTarget", 50);
    click(find<QPushButton>("budgetApply"));
    choose("repairChooser", QStringLiteral("ar-scale"));
    clickAction("actionRun");
    QTRY_VERIFY_WITH_TIMEOUT(session().run(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    QCOMPARE(m_window->shownView(), QStringLiteral("collapseView"));
    const study::RunReport& report = session().run()->report();
    QVERIFY(report.after.parameters <= report.before.parameters / 2);
    find<QAction>("actionRuns")->trigger(); // its key
    auto* plot = find<RunsPlot>("runsPlot");
    QCOMPARE(plot->marks().size(), 1U);
    const RunsPlot::Mark mark = plot->marks().front();
    const QPoint where = plot->positionOf({mark.share, mark.worth});
    QWidget* canvas = plot->childAt(where);
    click(canvas, canvas->mapFrom(plot, where));
    QCOMPARE(plot->ringedRuns(), std::vector<int>{1});
    const QString path = m_settings.path(QStringLiteral("half.json"));
    answerFileDialog(path);
    clickAction("actionSaveRecipe");
    QVERIFY(contentOf(path).contains("\"ar-scale\""));
    QVERIFY2(m_clicks <= 6, qPrintable(QString::number(m_clicks)));
}

void TestFlows::compareTwoRuns()
{
    openQuietly(QStringLiteral("mlp.pt"));
    for (const double keep : {0.75, 0.5}) {
        session().setUniform(keep, study::GroupSelection::All);
        run();
    }
    m_window->showView(QStringLiteral("runsView"));
    m_clicks = 0;
    clickRow("runsTable", 0, 0);
    clickRow("runsTable", 1, 0, Qt::ControlModifier);
    click(find<QPushButton>("runsCompare"));
    QCOMPARE(m_window->shownView(), QStringLiteral("compareView"));
    QVERIFY2(m_clicks <= 3, qPrintable(QString::number(m_clicks)));
}

void TestFlows::tuneOneGroup()
{
    openQuietly(QStringLiteral("resnet18.pt"));
    const int entries = session().undoStack()->count();
    clickRow("groupsTable", 4, 0);
    dragSlider(8);
    QVERIFY(session().kOf(4) < session().info().groups[4].channels);
    QCOMPARE(session().undoStack()->count(), entries + 1);
    QVERIFY2(m_clicks <= 2, qPrintable(QString::number(m_clicks)));
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(session().kOf(4), session().info().groups[4].channels);
}

void TestFlows::hitASizeExactly()
{
    openQuietly(QStringLiteral("resnet18.pt"));
    auto* table = find<QTableView>("groupsTable");
    const int column = static_cast<int>(GroupColumn::K);
    for (const int row : {1, 2}) {
        const QRect cell = table->visualRect(table->model()->index(row, column));
        click(table->viewport(), {cell.left() + 9, cell.center().y()});
        QVERIFY(session().lockedOf(row));
    }
    enter("budgetTarget", 40);
    click(find<QPushButton>("budgetApply"));
    QCOMPARE(session().kOf(1), session().info().groups[1].channels);
    QCOMPARE(session().kOf(2), session().info().groups[2].channels);
    const double left = static_cast<double>(session().cost().parameters)
        / static_cast<double>(session().info().parameters);
    QVERIFY(left <= 0.4 && left > 0.39);
    QVERIFY2(m_clicks <= 4, qPrintable(QString::number(m_clicks)));
}

void TestFlows::reproduceElsewhere()
{
    openQuietly(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    clickMenu(QStringLiteral("Fold"), "actionCopyCommand");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("pleat fold ")));
    QVERIFY2(m_clicks <= 2, qPrintable(QString::number(m_clicks)));
}

/// The dark theme is that of the window; figures are for paper.
void TestFlows::publishAFigure()
{
    find<QAction>("actionThemeDark")->trigger();
    const QString model = m_settings.path(QStringLiteral("net.pt"));
    QVERIFY(QFile::copy(sample(QStringLiteral("mlp.pt")), model));
    openQuietly(model);
    FigureOptions options;
    options.format = FigureFormat::Png;
    options.dpi = kLeastDpi;
    Settings().setFigureOptions(toMap(options));
    m_window->showView(QStringLiteral("clustersView"));
    auto* plot = find<ClusterPlot>("clusterPlot");
    QTRY_VERIFY_WITH_TIMEOUT(plot->hasContent(), kPatience);
    const QPoint where = plot->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, plot->mapToGlobal(where));
    ++m_clicks;
    QCoreApplication::sendEvent(plot->childAt(where), &event);
    auto* menu = find<QMenu>("figureMenu");
    click(menu, menu->actionGeometry(find<QAction>("actionExportAgain")).center());
    QVERIFY2(m_clicks <= 2, qPrintable(QString::number(m_clicks)));
    const QString stem = m_settings.path(QStringLiteral("net-clusterPlot"));
    const QString picture = stem + QStringLiteral(".png");
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().writing() && QFile::exists(picture), kPatience);
    QVERIFY(m_window->statusBar()->currentMessage().contains(picture));
    QCOMPARE(QImage(picture).pixelColor(1, 1), lightPalette().color(QPalette::Base));
    QCOMPARE(contentOf(stem + QStringLiteral(".csv")), toCsv(plot->table()));
    const QJsonObject said =
        QJsonDocument::fromJson(contentOf(stem + QStringLiteral(".json"))).object();
    QCOMPARE(
        said[QStringLiteral("model_hash")].toString().toStdString(), session().info().weightsHash);
    QCOMPARE(said[QStringLiteral("recipe_hash")].toString().size(), 64);
    find<QAction>("actionThemeLight")->trigger();
}

/// What a window leaves that did not end; that it is left is tested with a real crash elsewhere.
void TestFlows::recoverWhatACrashTook()
{
    m_window.reset();
    QCoreApplication::setApplicationName(QStringLiteral("Pleat"));
    const study::ModelPtr model = openSample(QStringLiteral("mlp.pt"));
    study::Project left;
    left.modelPath = model->info().path;
    left.recipe = study::recipeOf(
        study::uniformPlan(model->info(), 0.37, study::GroupSelection::All), model->info());
    QVERIFY(QDir().mkpath(Recovery::folder()));
    const QString path = Recovery::folder() + QStringLiteral("/left.pleat");
    QVERIFY(study::saveProject(left, path.toStdString()));

    makeWindow();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("recoverRestore")), kPatience);
    QTRY_VERIFY(find<QPushButton>("recoverRestore")->isVisible());
    click(find<QPushButton>("recoverRestore"));
    QTRY_VERIFY_WITH_TIMEOUT(
        session().hasModel() && session().plan() == left.recipe.plan, kPatience);
    QVERIFY2(m_clicks <= 1, qPrintable(QString::number(m_clicks)));
}

/// Two clicks to start, one per step; and one to go on with a network of one's own.
void TestFlows::teach()
{
    find<QAction>("actionTeach")->trigger(); // its key
    ++m_clicks;
    auto* lesson = find<LessonView>("teachView");
    click(find<QAbstractButton>("lessonLoadExample"));
    QTRY_VERIFY_WITH_TIMEOUT(lesson->lesson(), kPatience);
    QCOMPARE(lesson->step(), 0);
    QVERIFY2(m_clicks <= 2, qPrintable(QString::number(m_clicks)));
    for (int step = 1; step < kLessonSteps; ++step) {
        const int before = m_clicks;
        click(find<QAbstractButton>(step < 4 ? "lessonNext" : "lessonFalls"));
        QCOMPARE(lesson->step(), step);
        QCOMPARE(m_clicks, before + 1);
    }
    openQuietly(QStringLiteral("mlp.pt"));
    session().selection().setGroup(firstFoldable(session().info()));
    click(find<QAbstractButton>("lessonOwn"));
    QTRY_VERIFY_WITH_TIMEOUT(
        lesson->lesson() && lesson->lesson()->channels == session().currentInfo()->channels,
        kPatience);
    QCOMPARE(m_clicks, 1);
}

QTEST_MAIN(TestFlows)
#include "test_flows.moc"
