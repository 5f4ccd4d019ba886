// SPDX-License-Identifier: GPL-3.0-or-later
// What a crash would lose is kept, offered once, and gone after a clean end. The crash is real.
#include "tests/ui/window_fixture.h"

#include "core/study/recipe_fit.h"
#include "ui/session/recovery.h"
#include "ui/shell/keeper.h"

#include <QAction>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestRecovery : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void aKilledWindowIsRestored();
    void whatIsDiscardedIsGone();
    void aLiveWindowIsNotOffered();
    void keepsBeforeARun();
    void nothingIsKeptOfAnUntouchedPlan();
    void writingTakesNoTimeHere();
    void theWindowAndItsImagesComeBack();

private:
    QStringList kept() const
    {
        return QDir(Recovery::folder())
            .entryList({QStringLiteral("*.pleat")}, QDir::Files, QDir::Name);
    }
    QStringList left() const
    {
        return QDir(Recovery::folder())
            .entryList({QStringLiteral("*.pleat"), QStringLiteral("*.npy")}, QDir::Files);
    }
    /// A program of its own with the plan of the test, once it has kept it.
    std::unique_ptr<QProcess> startOther();
    void killOther();

    fold::Plan m_plan;
};

void TestRecovery::initTestCase()
{
    setThreadCount(0);
    // The folder is that of the program.
    QCoreApplication::setApplicationName(QStringLiteral("Pleat"));
    QCoreApplication::setOrganizationName(QStringLiteral("Pleat"));
    QVERIFY(Recovery::folder().startsWith(m_settings.path(QString())));
    const study::ModelPtr model = openSample(QStringLiteral("mlp.pt"));
    m_plan = study::uniformPlan(model->info(), 0.37, study::GroupSelection::All);
    QFile recipe(m_settings.path(QStringLiteral("plan.json")));
    QVERIFY(recipe.open(QIODevice::WriteOnly));
    recipe.write(QByteArray::fromStdString(fold::toJson(study::recipeOf(m_plan, model->info()))));
}

void TestRecovery::cleanup()
{
    m_window.reset();
    QDir(Recovery::folder()).removeRecursively();
}

std::unique_ptr<QProcess> TestRecovery::startOther()
{
    auto other = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(
        QStringLiteral("XDG_CONFIG_HOME"), m_settings.path(QStringLiteral("config")));
    environment.insert(QStringLiteral("PLEAT_AUTOSAVE_SECONDS"), QStringLiteral("0.1"));
    other->setProcessEnvironment(environment);
    other->start(QStringLiteral(PLEAT_PROGRAM),
        {sample(QStringLiteral("mlp.pt")), m_settings.path(QStringLiteral("plan.json"))});
    if (!QTest::qWaitFor([&] { return !kept().isEmpty(); }, kPatience))
        qWarning("nothing was kept: %s", other->readAllStandardError().constData());
    return other;
}

void TestRecovery::killOther()
{
    const auto other = startOther();
    QCOMPARE(kept().size(), 1);
    other->kill();
    QVERIFY(waitForEnd(*other));
    QCOMPARE(other->exitStatus(), QProcess::CrashExit);
}

void TestRecovery::aKilledWindowIsRestored()
{
    killOther();
    const QString left = kept().constFirst();
    makeWindow();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("recoverRestore")), kPatience);
    QTRY_VERIFY(find<QPushButton>("recoverRestore")->isVisible());
    const QString text = find<QLabel>("recoveredText")->text();
    QVERIFY2(text.contains(QStringLiteral("mlp")), qPrintable(text));
    const QDateTime when = QFileInfo(Recovery::folder() + QLatin1Char('/') + left).lastModified();
    QVERIFY2(text.contains(QLocale().toString(when, QLocale::ShortFormat)), qPrintable(text));
    find<QPushButton>("recoverRestore")->click();
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel() && session().plan() == m_plan, kPatience);
    QVERIFY(!session().undoStack()->isClean()); // it is still unsaved
    // Kept by this window now, and no longer twice.
    QTRY_VERIFY_WITH_TIMEOUT(kept().size() == 1 && kept().constFirst() != left, kPatience);
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("recoverRestore")));
    m_window.reset();
    QVERIFY(QDir(Recovery::folder()).isEmpty());
}

void TestRecovery::whatIsDiscardedIsGone()
{
    killOther();
    makeWindow();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("recoverDiscard")), kPatience);
    find<QPushButton>("recoverDiscard")->click();
    QTRY_VERIFY(kept().isEmpty());
    QTRY_VERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("recoverDiscard")));
    QVERIFY(!session().hasModel());
}

void TestRecovery::aLiveWindowIsNotOffered()
{
    const auto other = startOther();
    QCOMPARE(kept().size(), 1);
    makeWindow();
    QTest::qWait(500);
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("recoverRestore")));
    m_window.reset();
    QCOMPARE(kept().size(), 1);
    other->kill();
    QVERIFY(waitForEnd(*other));
    makeWindow();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("recoverRestore")), kPatience);
    // A second window does not offer what the first one does.
    const auto second = makeWorkbench({{}, QStringLiteral(PLEAT_SAMPLES_DIR)});
    QTest::qWait(500);
    QVERIFY(!second->findChild<QPushButton*>(QStringLiteral("recoverRestore")));
}

void TestRecovery::keepsBeforeARun()
{
    makeWindow();
    open(QStringLiteral("mlp.pt"));
    session().replacePlan(m_plan, QStringLiteral("test"));
    QVERIFY(kept().isEmpty());
    find<QAction>("actionRun")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 1, kPatience);
    const QString path = Recovery::folder() + QLatin1Char('/') + kept().constFirst();
    const auto read = study::loadProject(path.toStdString());
    QVERIFY(read);
    QVERIFY(read->recipe.plan == m_plan);
    QVERIFY(read->runs.empty()); // it was before the run
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    session().undoStack()->setClean();
    QVERIFY(m_window->close());
    m_window.reset();
    QVERIFY(QDir(Recovery::folder()).isEmpty());
}

void TestRecovery::nothingIsKeptOfAnUntouchedPlan()
{
    makeWindow();
    open(QStringLiteral("mlp.pt"));
    m_window->keeper().autosave();
    QTest::qWait(300);
    QVERIFY(kept().isEmpty());
    session().replacePlan(m_plan, QStringLiteral("test"));
    m_window->keeper().autosave();
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 1, kPatience);
    session().undoStack()->undo();
    m_window->keeper().autosave();
    QTRY_VERIFY_WITH_TIMEOUT(kept().isEmpty(), kPatience);
}

/// The disk is waited for elsewhere.
void TestRecovery::writingTakesNoTimeHere()
{
    makeWindow();
    open(QStringLiteral("resnet18.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    QElapsedTimer clock;
    clock.start();
    m_window->keeper().autosave();
    const auto elapsed = static_cast<double>(clock.elapsed());
    QVERIFY2(elapsed < 50 * Watchdog::slowFactor(), qPrintable(QString::number(elapsed)));
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 1, kPatience);
    session().undoStack()->setClean();
}

/// What a killed process leaves are its files; here they are kept from a window that ends.
void TestRecovery::theWindowAndItsImagesComeBack()
{
    makeWindow();
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
    workflow().cancel(); // the best images so far
    QTRY_VERIFY_WITH_TIMEOUT(session().fittingProbe(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    const study::Pictures images = session().heldProbe()->pictures;
    m_window->resize(1280, 777);
    m_window->keeper().autosave();
    QTRY_COMPARE_WITH_TIMEOUT(left().size(), 2, kPatience);
    const QString saved = m_settings.path(QStringLiteral("saved"));
    QVERIFY(QDir().mkpath(saved));
    for (const QString& name : left())
        QVERIFY(QFile::copy(
            Recovery::folder() + QLatin1Char('/') + name, saved + QLatin1Char('/') + name));
    m_window.reset();
    QVERIFY(QDir(Recovery::folder()).isEmpty()); // the images went, too
    for (const QString& name : QDir(saved).entryList(QDir::Files))
        QVERIFY(QFile::rename(
            saved + QLatin1Char('/') + name, Recovery::folder() + QLatin1Char('/') + name));

    makeWindow();
    QVERIFY(m_window->height() != 777);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("recoverRestore")), kPatience);
    find<QPushButton>("recoverRestore")->click();
    QTRY_VERIFY_WITH_TIMEOUT(session().fittingProbe(), kPatience);
    QCOMPARE(m_window->height(), 777); // the screen of the tests is less wide than the window
    QVERIFY(session().heldProbe()->pictures.rgb == images.rgb);
    QVERIFY(!session().fittingProbe()->info().complete);
    session().undoStack()->setClean();
    m_window.reset();
    QVERIFY(QDir(Recovery::folder()).isEmpty());
}

QTEST_MAIN(TestRecovery)
#include "test_recovery.moc"
