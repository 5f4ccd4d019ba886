// SPDX-License-Identifier: GPL-3.0-or-later
// Projects whose model is missing or changed, and files that are none: said, and no harm done.
#include "tests/ui/project_fixture.h"

#include "core/study/project.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTimer>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestProjectFaults : public ProjectTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void missingModelsAreLocated();
    void changedModelsAreSaid();
    void theOpenFileIsWatched();
    void hostileProjectsAreErrors_data();
    void hostileProjectsAreErrors();
    void strangeViewsAreHarmless();
};

void TestProjectFaults::missingModelsAreLocated()
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

void TestProjectFaults::changedModelsAreSaid()
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
    {
        const Watchdog::Allowance waiting(*m_watchdog); // for the program
        QCOMPARE(
            QProcess::execute(QStringLiteral(PLEAT_PROGRAM),
                {QStringLiteral("fold"), model, QStringLiteral("-o"), folded, QStringLiteral("--k"),
                    QString::fromStdString(groups[0]) + QStringLiteral("=9"),
                    QStringLiteral("--quiet")}),
            0);
    }
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

void TestProjectFaults::theOpenFileIsWatched()
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

void TestProjectFaults::hostileProjectsAreErrors_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("zip without anything") << QByteArray("PK\x05\x06") + QByteArray(18, '\0');
    QTest::newRow("half") << QByteArray("half");
}

void TestProjectFaults::hostileProjectsAreErrors()
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
void TestProjectFaults::strangeViewsAreHarmless()
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
                 "collapseView":[]}})",
             R"({"views":{"matrixView":{"zoom":[1,2],"colours":["x",0,1]},
                 "clustersView":{"picture":5,"zoom":[5,5,1,1]},"runsView":{"target":"x"},
                 "graphView":{"open":[],"place":[1e300,0,0]}}})",
             R"({"views":{"matrixView":{"zoom":[-1e8,-1e8,1e8,1e8],"colours":[7,0,1]},
                 "clustersView":{"picture":"tsne","zoom":[1e8,1e8,1e9,1e9]},
                 "runsView":{"target":[9,9]},"graphView":{"open":[],"place":[0,1e8,1e8]}}})"}) {
        project->views = views;
        QVERIFY(study::saveProject(*project, path.toStdString()));
        newWindow(path);
        waitForStatistics();
        QVERIFY(!find<QWidget>("messageBar")->isVisible());
        QVERIFY(!m_window->shownView().isEmpty());
        for (const char* view : {"matrixView", "clustersView", "graphView"}) {
            m_window->showView(QLatin1String(view));
            QTest::qWait(20);
        }
    }
}

QTEST_MAIN(TestProjectFaults)
#include "test_project_faults.moc"
