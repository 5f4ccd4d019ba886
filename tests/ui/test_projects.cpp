// SPDX-License-Identifier: GPL-3.0-or-later
// A project brings back what a window showed; one that does not fit says so and does no harm.
#include "tests/ui/window_fixture.h"

#include "core/study/project.h"
#include "core/study/report_reading.h"
#include "ui/shell/keeper.h"
#include "ui/views/start_page.h"

#include <QAbstractButton>
#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTimer>
#include <QToolBar>

#include <map>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

/// They show the plan, the current group's part of it or what is selected, or ask for work on one
/// group.
const QSet<QString> kPlanControls = {QStringLiteral("kSlider"), QStringLiteral("kSpin"),
    QStringLiteral("keepSpin"), QStringLiteral("lockCheck"), QStringLiteral("probeCount"),
    QStringLiteral("compareA"), QStringLiteral("compareB"), QStringLiteral("pictureChooser"),
    QStringLiteral("matrixOrder")};

constexpr int kDocksMove = 400; // milliseconds; docks slide to their places

bool isSetting(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QSpinBox*>(&widget)
        || qobject_cast<const QDoubleSpinBox*>(&widget) || qobject_cast<const QSlider*>(&widget)
        || qobject_cast<const QLineEdit*>(&widget) || (button && button->isCheckable());
}

/// Parts of other controls, the tool bar (it shows the plan), and what Qt makes for itself.
bool belongsElsewhere(const QWidget& widget)
{
    if (widget.objectName().startsWith(QStringLiteral("qt_")))
        return true;
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (qobject_cast<const QToolBar*>(above) || qobject_cast<const QDialog*>(above)
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

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class TestProjects : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void everySettingHasAName();
    void everySettingComesBack();
    void everythingComesBack();
    void imagesOfTheProbeComeBack();
    void opensFromTheCommandLine();
    void editsAreAskedAbout();
    void missingModelsAreLocated();
    void changedModelsAreSaid();
    void theOpenFileIsWatched();
    void hostileProjectsAreErrors_data();
    void hostileProjectsAreErrors();
    void strangeViewsAreHarmless();

private:
    QString copyOf(const QString& name);
    void openPath(const QString& path);
    bool oneOfSeveral(const QString& name) const;
    void save(const QString& path);
    void newWindow(const QString& project);
    QString message() const { return find<QLabel>("messageText")->text(); }
};

/// A model of our own that may be changed.
QString TestProjects::copyOf(const QString& name)
{
    const QString path = m_settings.path(QStringLiteral("copy-of-") + name);
    QFile::remove(path);
    QFile::copy(sample(name), path);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

void TestProjects::openPath(const QString& path)
{
    m_window->openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        session().hasModel() && workflow().activity() == Activity::Idle, kPatience);
}

void TestProjects::save(const QString& path)
{
    QSignalSpy saved(&workflow(), &Workflow::saved);
    m_window->keeper().saveProject(path);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatience);
    QVERIFY(QFile::exists(path));
}

void TestProjects::newWindow(const QString& project)
{
    m_window.reset();
    makeWindow();
    openPath(project);
}

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

void TestProjects::missingModelsAreLocated()
{
    const QString model = copyOf(QStringLiteral("mlp.pt"));
    openPath(model);
    session().setUniform(0.5, study::GroupSelection::All);
    const fold::Plan plan = session().plan();
    const QString path = m_settings.path(QStringLiteral("missing.pleat"));
    save(path);
    const QString moved = m_settings.path(QStringLiteral("moved.pt"));
    QFile::remove(moved);
    QVERIFY(QFile::rename(model, moved));
    m_window.reset();
    makeWindow();
    m_window->openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("locateModel")), kPatience);
    QVERIFY2(message().contains(model), qPrintable(message()));
    QVERIFY(!session().hasModel());
    QTimer::singleShot(0, m_window.get(), [&] {
        auto* dialog = m_window->findChild<QFileDialog*>();
        if (!dialog)
            return;
        dialog->selectFile(moved);
        dialog->findChild<QLineEdit*>()->setText(moved);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    find<QPushButton>("locateModel")->click();
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel() && session().plan() == plan, kPatience);
}

void TestProjects::changedModelsAreSaid()
{
    const QString model = copyOf(QStringLiteral("mlp.pt"));
    openPath(model);
    std::vector<std::string> groups;
    for (const study::GroupInfo& group : session().info().groups) {
        if (group.foldable)
            groups.push_back(group.name);
    }
    QVERIFY(groups.size() >= 2);
    session().setUniform(0.5, study::GroupSelection::All);
    const fold::Plan plan = session().plan();
    run();
    const QString path = m_settings.path(QStringLiteral("changed.pleat"));
    save(path);
    m_window.reset();
    // The same network with one group folded: another width there, other weights elsewhere.
    const QString folded = m_settings.path(QStringLiteral("folded.pt"));
    QCOMPARE(
        QProcess::execute(QStringLiteral(PLEAT_PROGRAM),
            {QStringLiteral("fold"), model, QStringLiteral("-o"), folded, QStringLiteral("--k"),
                QString::fromStdString(groups[0]) + QStringLiteral("=9"),
                QStringLiteral("--quiet")}),
        0);
    QVERIFY(QFile::remove(model));
    QVERIFY(QFile::rename(folded, model));
    makeWindow();
    openPath(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("openAnyway")), kPatience);
    QVERIFY2(message().contains(model), qPrintable(message()));
    QVERIFY(session().plan().groups.empty());
    QVERIFY(session().runs().all().empty());
    find<QPushButton>("openAnyway")->click();
    QVERIFY(!session().plan().groups.contains(groups[0]));
    QVERIFY(session().plan().groups.at(groups[1]) == plan.groups.at(groups[1]));
    QCOMPARE(session().runs().all().size(), std::size_t(1));
    QVERIFY(session().runs().all()[0].name.contains(QStringLiteral("old weights")));
    session().undoStack()->setClean();
}

void TestProjects::theOpenFileIsWatched()
{
    const QString model = copyOf(QStringLiteral("mlp.pt"));
    openPath(model);
    session().setUniform(0.5, study::GroupSelection::All);
    const study::ModelPtr before = session().model();
    const auto* bar = find<QWidget>("messageBar");
    QTest::qWait(600);
    QVERIFY(!bar->isVisible()); // opening it is no change
    const QByteArray content = contentOf(model);
    write(model, content + "more");
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), kPatience);
    QVERIFY2(message().contains(model), qPrintable(message()));
    QVERIFY(message().contains(QStringLiteral("has changed")));
    QVERIFY(m_window->findChild<QPushButton*>(QStringLiteral("reopenModel")));
    find<QAbstractButton>("messageClose")->click();
    // As editors and training scripts do: beside it, then renamed.
    const QString beside = m_settings.path(QStringLiteral("beside"));
    write(beside, content);
    QVERIFY(QFile::remove(model));
    QVERIFY(QFile::rename(beside, model));
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), kPatience);
    QVERIFY(message().contains(QStringLiteral("has changed")));
    find<QAbstractButton>("messageClose")->click();
    QVERIFY(QFile::remove(model));
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), kPatience);
    QVERIFY2(message().contains(QStringLiteral("is gone")), qPrintable(message()));
    QVERIFY(message().contains(model));
    QCOMPARE(session().model(), before);
    session().undoStack()->setClean();
}

void TestProjects::hostileProjectsAreErrors_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("zip without anything") << QByteArray("PK\x05\x06") + QByteArray(18, '\0');
    QTest::newRow("half") << QByteArray("half");
}

void TestProjects::hostileProjectsAreErrors()
{
    QFETCH(QByteArray, content);
    open(QStringLiteral("mlp.pt"));
    const study::ModelPtr before = session().model();
    const QString path = m_settings.path(QStringLiteral("hostile.pleat"));
    if (content == "half") {
        save(path);
        content = contentOf(path);
        content.truncate(content.size() / 2);
    }
    write(path, content);
    m_window->openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("messageBar")->isVisible(), kPatience);
    QVERIFY2(message().contains(QStringLiteral("hostile.pleat")), qPrintable(message()));
    QCOMPARE(session().model(), before);
}

/// Types and names that no view expects.
void TestProjects::strangeViewsAreHarmless()
{
    open(QStringLiteral("mlp.pt"));
    const QString path = m_settings.path(QStringLiteral("strange.pleat"));
    save(path);
    auto project = study::loadProject(path.toStdString());
    QVERIFY(project);
    for (const char* views : {"{}", R"({"controls":[1],"docks":5,"selection":"x","views":null})",
             R"({"controls":{"groupsFilter":5,"budgetOf":"nothing","budgetTarget":"many",
                 "collapseMeasure":{},"centreTabs":"nowhere","gone":1},
                 "docks":"AAAA","selection":{"group":"gone","channels":[-1,1e9,"a",0],"runs":[5,"x"]},
                 "views":{"groupsView":{"sorted":999,"descending":"x"},"matrixView":{"source":7},
                 "collapseView":[]}})"}) {
        project->views = views;
        QVERIFY(study::saveProject(*project, path.toStdString()));
        newWindow(path);
        waitForStatistics();
        QVERIFY(!find<QWidget>("messageBar")->isVisible());
        QVERIFY(!m_window->shownView().isEmpty());
    }
}

QTEST_MAIN(TestProjects)
#include "test_projects.moc"
