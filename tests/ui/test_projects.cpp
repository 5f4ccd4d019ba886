// SPDX-License-Identifier: GPL-3.0-or-later
// A project brings back what a window showed; one that does not fit says so and does no harm.
#include "tests/ui/project_fixture.h"

#include "core/study/project.h"
#include "core/study/report_reading.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/collapse_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/plots/runs_plot.h"
#include "ui/views/elided_label.h"
#include "ui/views/graph_canvas.h"
#include "ui/views/start_page.h"
#include "ui/views/table_twin.h"

#include <QAbstractButton>
#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QToolBar>

#include <map>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

/// They show the plan, the current group's part of it or what is selected.
const QSet<QString> kPlanControls = {QStringLiteral("kSlider"), QStringLiteral("kSpin"),
    QStringLiteral("keepSpin"), QStringLiteral("lockCheck"), QStringLiteral("probeCount"),
    QStringLiteral("compareA"), QStringLiteral("compareB")};

constexpr int kDocksMove = 400; // milliseconds; docks slide to their places

bool isSetting(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QSpinBox*>(&widget)
        || qobject_cast<const QDoubleSpinBox*>(&widget) || qobject_cast<const QSlider*>(&widget)
        || qobject_cast<const QLineEdit*>(&widget) || (button && button->isCheckable());
}

/// Parts of other controls, the tool bar (it shows the plan), the workspaces (kept with the docks)
/// and what Qt makes for itself.
bool belongsElsewhere(const QWidget& widget)
{
    if (widget.objectName().startsWith(QStringLiteral("qt_")))
        return true;
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (qobject_cast<const QToolBar*>(above) || qobject_cast<const QDialog*>(above)
            || above->objectName() == QStringLiteral("workspaceSwitcher")
            || qobject_cast<const QComboBox*>(above)
            || qobject_cast<const QAbstractSpinBox*>(above))
            return true;
    }
    return false;
}

QList<QWidget*> settingsOf(const QWidget& window)
{
    QList<QWidget*> settings;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (isSetting(*widget) && !belongsElsewhere(*widget)
            && !kPlanControls.contains(widget->objectName()))
            settings << widget;
    }
    return settings;
}

QVariant valueOf(const QWidget& widget)
{
    if (const auto* chooser = qobject_cast<const QComboBox*>(&widget))
        return chooser->currentText();
    if (const auto* spin = qobject_cast<const QSpinBox*>(&widget))
        return spin->value();
    if (const auto* real = qobject_cast<const QDoubleSpinBox*>(&widget))
        return real->value();
    if (const auto* slider = qobject_cast<const QSlider*>(&widget))
        return slider->value();
    if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
        return edit->text();
    return qobject_cast<const QAbstractButton*>(&widget)->isChecked();
}

void changeSetting(QWidget& widget)
{
    if (auto* chooser = qobject_cast<QComboBox*>(&widget))
        chooser->setCurrentIndex((chooser->currentIndex() + 1) % chooser->count());
    else if (auto* spin = qobject_cast<QSpinBox*>(&widget))
        spin->setValue(spin->value() < spin->maximum() ? spin->value() + 1 : spin->minimum());
    else if (auto* real = qobject_cast<QDoubleSpinBox*>(&widget))
        real->setValue(
            real->value() < real->maximum() ? real->value() + real->singleStep() : real->minimum());
    else if (auto* slider = qobject_cast<QSlider*>(&widget))
        slider->setValue(
            slider->value() < slider->maximum() ? slider->value() + 1 : slider->minimum());
    else if (auto* edit = qobject_cast<QLineEdit*>(&widget))
        edit->setText(QStringLiteral("e"));
    else
        qobject_cast<QAbstractButton*>(&widget)->click();
}

using Values = std::map<QString, QVariant>;

Values valuesOf(const QWidget& window)
{
    Values values;
    for (const QWidget* widget : settingsOf(window))
        values[widget->objectName()] = valueOf(*widget);
    return values;
}

} // namespace

class TestProjects : public ProjectTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void everySettingHasAName();
    void everySettingComesBack();
    void everythingComesBack();
    void zoomsAndColoursComeBack();
    void tsneComesBack();
    void imagesOfTheProbeComeBack();
    void opensFromTheCommandLine();
    void editsAreAskedAbout();

private:
    static QJsonObject viewsOf(const QString& path);
    bool oneOfSeveral(const QString& name) const;
};

void TestProjects::everySettingHasAName()
{
    QSet<QString> names;
    for (const QWidget* widget : settingsOf(*m_window)) {
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!names.contains(widget->objectName()), qPrintable(widget->objectName()));
        names.insert(widget->objectName());
    }
    QVERIFY(names.size() >= 9);
}

/// A button that another one releases again.
bool TestProjects::oneOfSeveral(const QString& name) const
{
    const auto* button = m_window->findChild<QAbstractButton*>(name);
    return button && (button->autoExclusive() || (button->group() && button->group()->exclusive()));
}

void TestProjects::everySettingComesBack()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    const Values before = valuesOf(*m_window);
    for (QWidget* widget : settingsOf(*m_window))
        changeSetting(*widget);
    const Values changed = valuesOf(*m_window);
    for (const auto& [name, value] : before)
        QVERIFY2(changed.at(name) != value || oneOfSeveral(name), qPrintable(name));
    const QString path = m_settings.path(QStringLiteral("settings.pleat"));
    save(path);
    newWindow(path);
    waitForStatistics();
    QTRY_VERIFY_WITH_TIMEOUT(find<QComboBox>("matrixChooser")->currentText()
            == changed.at(QStringLiteral("matrixChooser")).toString(),
        kPatience);
    const Values restored = valuesOf(*m_window);
    QCOMPARE(restored.size(), changed.size());
    for (const auto& [name, value] : changed)
        QVERIFY2(restored.at(name) == value,
            qPrintable(QStringLiteral("%1: %2 instead of %3")
                           .arg(name, restored.at(name).toString(), value.toString())));
}

void TestProjects::everythingComesBack()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    session().setUniform(0.25, study::GroupSelection::All);
    session().setLocked(session().selection().group(), true);
    run();
    session().runs().rename(1, QStringLiteral("the first"));
    const int last = static_cast<int>(session().info().groups.size()) - 1;
    int group = -1;
    for (int g = 0; g <= last; ++g)
        group = session().info().groups[g].foldable ? g : group;
    session().selection().setGroup(group);
    session().selection().setChannels({5, 1, 3});
    session().selection().setRuns({2, 1});
    find<QTableView>("groupsTable")->horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);
    find<QTableView>("runsTable")->horizontalHeader()->setSortIndicator(1, Qt::DescendingOrder);
    find<QDockWidget>("logDock")->hide();
    m_window->showView(QStringLiteral("matrixView"));
    QTest::qWait(kDocksMove); // what a person sees is laid out
    const fold::Plan plan = session().plan();
    const std::string first = study::storedReport(session().runs().find(1)->run->report());
    const QString path = m_settings.path(QStringLiteral("all.pleat"));
    save(path);
    QVERIFY(session().undoStack()->isClean());
    const QByteArray content = contentOf(path);

    newWindow(path);
    QVERIFY(session().plan() == plan);
    QVERIFY(session().undoStack()->isClean());
    QVERIFY(!session().undoStack()->canUndo());
    QCOMPARE(session().runs().all().size(), std::size_t(2));
    const PastRun* run = session().runs().find(1);
    QVERIFY(run);
    QCOMPARE(run->name, QStringLiteral("the first"));
    QVERIFY(!run->run->hasNetwork());
    QCOMPARE(study::storedReport(run->run->report()), first);
    QCOMPARE(session().selection().group(), group);
    QVERIFY(session().selection().channels() == std::vector<int>({1, 3, 5}));
    QVERIFY(session().selection().runs() == std::vector<int>({2, 1}));
    QVERIFY(session().run());
    QVERIFY(!find<QAction>("actionSaveModel")->isEnabled());
    QCOMPARE(m_window->shownView(), QStringLiteral("matrixView"));
    QVERIFY(!find<QDockWidget>("logDock")->isVisible());
    const QHeaderView* header = find<QTableView>("groupsTable")->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), 2);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    const auto* runs = find<QTableView>("runsTable")->horizontalHeader();
    QCOMPARE(runs->sortIndicatorSection(), 1);
    QCOMPARE(runs->sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(Settings().recentFiles().contains(path));

    const auto before = study::loadProject(path.toStdString());
    QTest::qWait(kDocksMove);
    save(path);
    const auto after = study::loadProject(path.toStdString());
    QVERIFY(before && after);
    QCOMPARE(QString::fromStdString(after->views).split(QLatin1Char('\n')),
        QString::fromStdString(before->views).split(QLatin1Char('\n')));
    QVERIFY(contentOf(path) == content);
    session().setK(group, 3); // and it goes on living
    run = nullptr;
    this->run();
    QCOMPARE(session().runs().all().size(), std::size_t(3));
    QCOMPARE(session().runs().all().back().id, 3);
}

QJsonObject TestProjects::viewsOf(const QString& path)
{
    const auto project = study::loadProject(path.toStdString());
    const QByteArray views = QByteArray::fromStdString(project ? project->views : "");
    return QJsonDocument::fromJson(views).object()[QStringLiteral("views")].toObject();
}

/// What people have made of the plots with their keys.
void TestProjects::zoomsAndColoursComeBack()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    m_window->showView(QStringLiteral("graphView"));
    auto* graph = find<GraphCanvas>("graphCanvas");
    QTRY_VERIFY_WITH_TIMEOUT(graph->hasContent() && graph->paints() > 0, kPatience);
    const double first = graph->zoom();
    graph->zoomBy(1.5, {100, 50});
    const QRectF box = graph->boxRect(0);
    m_window->showView(QStringLiteral("clustersView"));
    auto* scatter = find<ClusterPlot>("clusterPlot");
    QTest::keyClick(scatter, Qt::Key_Plus, Qt::ControlModifier);
    const auto zoom = scatter->zoom();
    m_window->showView(QStringLiteral("runsView"));
    auto* runs = find<RunsPlot>("runsPlot");
    QTest::keyClick(runs, Qt::Key_Left, Qt::ShiftModifier);
    const QPointF target = runs->target();
    QVERIFY(target.x() < 0.5);
    QTest::keyClick(runs, Qt::Key_Plus, Qt::ControlModifier);
    const auto runsZoom = runs->zoom();
    m_window->showView(QStringLiteral("collapseView"));
    auto* collapse = find<CollapsePlot>("collapsePlot");
    QTest::keyClick(collapse, Qt::Key_Plus, Qt::ControlModifier);
    const auto collapseZoom = collapse->zoom();
    collapse->setFocus();
    find<QAction>("actionShowTable")->trigger();
    QVERIFY(TableTwin::of(*collapse));
    m_window->showView(QStringLiteral("matrixView"));
    auto* matrix = find<MatrixPlot>("matrixPlot");
    QTRY_VERIFY_WITH_TIMEOUT(matrix->shownSize() > 0, kPatience);
    const QRectF whole = matrix->view();
    const ColorRange full = matrix->scale().range();
    QTest::keyClick(matrix, Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(matrix, Qt::Key_Down, Qt::ControlModifier);
    const QRectF view = matrix->view();
    const ColorRange colours = matrix->scale().range();
    QVERIFY(zoom && view != whole && colours.high < full.high);
    const QString path = m_settings.path(QStringLiteral("zooms.pleat"));
    save(path);
    const QJsonObject before = viewsOf(path);

    newWindow(path);
    save(path); // before anything is there to be zoomed
    QCOMPARE(find<RunsPlot>("runsPlot")->target(), target);
    QVERIFY(runsZoom && find<RunsPlot>("runsPlot")->zoom() == runsZoom);
    QVERIFY(collapseZoom && find<CollapsePlot>("collapsePlot")->zoom() == collapseZoom);
    QVERIFY(TableTwin::of(*find<CollapsePlot>("collapsePlot")));
    QVERIFY(!TableTwin::of(*find<RunsPlot>("runsPlot")));
    waitForStatistics();
    QVERIFY(find<ClusterPlot>("clusterPlot")->zoom() == zoom);
    matrix = find<MatrixPlot>("matrixPlot");
    QCOMPARE(matrix->view(), view);
    QTRY_VERIFY_WITH_TIMEOUT(matrix->scale().range() == colours, kPatience);
    save(path);
    QCOMPARE(viewsOf(path), before);
    matrix->goBack();
    QCOMPARE(matrix->view(), whole);
    m_window->showView(QStringLiteral("graphView"));
    graph = find<GraphCanvas>("graphCanvas");
    QTRY_VERIFY_WITH_TIMEOUT(graph->hasContent() && graph->zoom() > 1.4 * first, kPatience);
    QVERIFY((graph->boxRect(0).center() - box.center()).manhattanLength() < 1);
}

/// Its picture is asked for, and its zoom waits for it.
void TestProjects::tsneComesBack()
{
    const auto waitForPicture = [this] {
        const auto* state = find<ElidedLabel>("tsneState");
        const int patience = static_cast<int>(kPatience * Watchdog::slowFactor());
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"step 1000 of 1000"), patience);
    };
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    find<QComboBox>("pictureChooser")->setCurrentIndex(1);
    waitForPicture();
    auto* scatter = find<ClusterPlot>("clusterPlot");
    QTest::keyClick(scatter, Qt::Key_Plus, Qt::ControlModifier);
    const auto zoom = scatter->zoom();
    const Eigen::MatrixXd points = scatter->shownPoints();
    const QString path = m_settings.path(QStringLiteral("tsne.pleat"));
    save(path);
    newWindow(path);
    waitForStatistics();
    QCOMPARE(find<QComboBox>("pictureChooser")->currentText(), QStringLiteral("t-SNE"));
    waitForPicture();
    QVERIFY(find<ClusterPlot>("clusterPlot")->shownPoints() == points);
    QVERIFY(find<ClusterPlot>("clusterPlot")->zoom() == zoom);
}

/// Stopped early, so that nothing but the images themselves gives the same weights.
void TestProjects::imagesOfTheProbeComeBack()
{
    open(QStringLiteral("mobile.pt"));
    fold::Plan plan = study::uniformPlan(session().info(), 0.5, study::GroupSelection::All);
    plan.repair = "bn";
    plan.probe = "inversion";
    plan.images = 8;
    session().replacePlan(plan, QStringLiteral("test"));
    int steps = 0;
    connect(&workflow(), &Workflow::probeProgressed, this, [&] { ++steps; });
    workflow().makeProbe();
    QTRY_VERIFY_WITH_TIMEOUT(steps > 2, kPatience);
    workflow().cancel();
    QTRY_VERIFY_WITH_TIMEOUT(session().fittingProbe(), kPatience);
    QVERIFY(!session().fittingProbe()->info().complete);
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    run();
    const std::string hash = session().run()->report().weightsHash;
    const QString path = m_settings.path(QStringLiteral("images.pleat"));
    save(path);
    newWindow(path);
    QTRY_VERIFY_WITH_TIMEOUT(session().fittingProbe(), kPatience);
    QVERIFY(!session().fittingProbe()->info().complete);
    run();
    QCOMPARE(session().run()->report().weightsHash, hash);
}

void TestProjects::opensFromTheCommandLine()
{
    open(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    const fold::Plan plan = session().plan();
    const QString path = m_settings.path(QStringLiteral("started.pleat"));
    save(path);
    m_window = makeWorkbench({{path}, QStringLiteral(PLEAT_SAMPLES_DIR)});
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel() && session().plan() == plan, kPatience);
}

void TestProjects::editsAreAskedAbout()
{
    open(QStringLiteral("mlp.pt"));
    const QString path = m_settings.path(QStringLiteral("asked.pleat"));
    save(path);
    session().setUniform(0.5, study::GroupSelection::All);
    const fold::Plan plan = session().plan();
    m_window->openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QDialog*>(QStringLiteral("unsavedBox")), kPatience);
    QVERIFY(session().plan() == plan);
    m_window->findChild<QDialog*>(QStringLiteral("unsavedBox"))->reject();
    QVERIFY(session().plan() == plan);
    session().undoStack()->setClean();
}

QTEST_MAIN(TestProjects)
#include "test_projects.moc"
