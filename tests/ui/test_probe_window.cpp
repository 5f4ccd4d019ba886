// SPDX-License-Identifier: GPL-3.0-or-later
// Repair and probe: chosen in place, made while one watches, stopped, used again, saved and read.
#include "tests/ui/window_fixture.h"

#include "ui/plots/collapse_plot.h"
#include "ui/plots/loss_plot.h"
#include "ui/session/repair_text.h"
#include "ui/views/elided_label.h"
#include "ui/views/picture_grid.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr int kFew = 4; // images
constexpr int kSteps = 300;

QString reference(const QString& name)
{
    return QDir(QStringLiteral(PLEAT_REFERENCES_DIR)).filePath(name);
}

} // namespace

class TestProbeWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void aRepairBringsItsProbe();
    void chainsAreChosenAndShown();
    void countIsAnEdit();
    void aHeldCountIsOneEdit();
    void theChooserSaysWhyItIsOff();
    void makesImagesWhileOneWatches();
    void stoppedImagesAreKept();
    void aCancelledRunKeepsItsImages();
    void runsUseTheImagesAgain();
    void repairedValuesAppear();
    void noiseShowsPictures();
    void dataShowsPictures();
    void offersNoiseWithoutBatchNorm();
    void recipesBringTheirImages();
    void aMissingFileIsNoFailure();
    void everyControlIsNamed();
    void closesInTheMiddle();

private:
    QString stateText() const { return find<ElidedLabel>("probeState")->text(); }
    void choose(const char* name, const char* source) const
    {
        auto* chooser = find<QComboBox>(name);
        const int index = chooser->findData(QString::fromLatin1(source));
        QVERIFY(index >= 0);
        chooser->setCurrentIndex(index);
        Q_EMIT chooser->activated(index);
    }
    void openPath(const QString& path)
    {
        m_window->openFile(path);
        QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
        QVERIFY(session().hasModel());
    }
    /// A tiny network with BatchNorm, halved, repaired by least squares on few inverted images.
    void openSmall(int images = kFew)
    {
        openPath(reference(QStringLiteral("depthwise.pt")));
        session().setUniform(0.5, study::GroupSelection::All);
        choose("repairChooser", "ls");
        session().setProbeCount(images);
    }
    void waitUntilIdle()
    {
        QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    }
    void makeImages()
    {
        find<QPushButton>("probeMake")->click();
        waitUntilIdle();
        QVERIFY(session().fittingProbe());
    }
};

void TestProbeWindow::aRepairBringsItsProbe()
{
    open(QStringLiteral("mlp.pt"));
    QVERIFY(session().plan().probe.empty());
    choose("repairChooser", "ls");
    QCOMPARE(session().plan().repair, std::string("ls"));
    QCOMPARE(session().plan().probe, std::string("inversion"));
    QCOMPARE(session().undoStack()->count(), 1);
    choose("probeChooser", "noise");
    QCOMPARE(session().plan().probe, std::string("noise"));
    choose("repairChooser", "ar");
    QVERIFY(session().plan().probe.empty());
    choose("repairChooser", "bn");
    QCOMPARE(session().plan().probe, std::string("noise"));
    const std::string own = "data:" + session().info().dataPath;
    choose("probeChooser", own.c_str());
    QCOMPARE(session().plan().probe, own);
    for (int step = 0; step < 5; ++step)
        find<QAction>("actionUndo")->trigger();
    QVERIFY(session().plan() == fold::Plan());
    QCOMPARE(find<QComboBox>("repairChooser")->currentData().toString(), QStringLiteral("ar"));
    QCOMPARE(find<QComboBox>("probeChooser")->currentIndex(), -1);
}

void TestProbeWindow::chainsAreChosenAndShown()
{
    open(QStringLiteral("mlp.pt"));
    choose("repairChooser", "ls+bn");
    QCOMPARE(session().plan().repair, std::string("ls+bn"));
    QCOMPARE(session().plan().probe, std::string("inversion"));
    auto* chooser = find<QComboBox>("repairChooser");
    QVERIFY(chooser->currentText().startsWith(QStringLiteral("Least squares, then ")));
    fold::Plan plan = session().plan();
    plan.repair = "repair+bn";
    session().replacePlan(plan, QStringLiteral("recipe"));
    QCOMPARE(chooser->currentData().toString(), QStringLiteral("repair+bn"));
    QVERIFY(chooser->currentText().startsWith(QStringLiteral("REPAIR, then ")));
}

void TestProbeWindow::countIsAnEdit()
{
    openSmall(8);
    const int entries = session().undoStack()->count();
    auto* count = find<QSpinBox>("probeCount");
    QCOMPARE(count->value(), 8);
    count->setValue(16);
    QCOMPARE(session().plan().images, 16);
    choose("probeChooser", "noise");
    QCOMPARE(count->value(), static_cast<int>(session().plan().samples));
    count->setValue(20);
    QCOMPARE(session().plan().samples, 20);
    QCOMPARE(session().undoStack()->count(), entries + 3);
    for (int step = 0; step < 3; ++step)
        find<QAction>("actionUndo")->trigger();
    QCOMPARE(count->value(), 8);
}

void TestProbeWindow::aHeldCountIsOneEdit()
{
    openSmall(8);
    const int entries = session().undoStack()->count();
    for (int step = 0; step < 5; ++step)
        find<QSpinBox>("probeCount")->stepUp();
    QVERIFY(session().plan().images > 8);
    QCOMPARE(session().undoStack()->count(), entries + 1);
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(find<QSpinBox>("probeCount")->value(), 8);
}

void TestProbeWindow::theChooserSaysWhyItIsOff()
{
    const auto* chooser = find<QComboBox>("probeChooser");
    QVERIFY(!chooser->isEnabled());
    open(QStringLiteral("mlp.pt"));
    QVERIFY(!chooser->isEnabled());
    QVERIFY2(chooser->toolTip().contains(QStringLiteral("weights alone")),
        qPrintable(chooser->toolTip()));
    m_window->showView(QStringLiteral("probeView"));
    QVERIFY(!find<QPushButton>("probeMake")->isVisible());
    choose("repairChooser", "ls");
    QVERIFY(chooser->isEnabled());
    QVERIFY(find<QPushButton>("probeMake")->isVisible());
}

void TestProbeWindow::makesImagesWhileOneWatches()
{
    openSmall();
    const auto* plot = find<LossPlot>("lossPlot");
    const auto* grid = find<PictureGrid>("probePictures");
    int points = 0;
    int pictures = 0;
    bool stepSaid = false;
    connect(&workflow(), &Workflow::probeProgressed, this, [&] {
        if (!workflow().probing())
            return;
        points = static_cast<int>(plot->series(LossPlot::Total).size());
        pictures = grid->count();
        stepSaid = stepSaid || stateText().startsWith(QStringLiteral("step "));
    });
    makeImages();
    QVERIFY(points > 0);
    QCOMPARE(pictures, kFew);
    QVERIFY(stepSaid);
    QCOMPARE(m_window->shownView(), QStringLiteral("probeView"));
    QCOMPARE(plot->series(LossPlot::Total).size(), kSteps);
    QCOMPARE(plot->series(LossPlot::Statistics).size(), kSteps);
    QVERIFY(plot->series(LossPlot::Total).back().y() < plot->series(LossPlot::Total).front().y());
    QCOMPARE(grid->count(), kFew);
    QVERIFY2(stateText().startsWith(QStringLiteral("4 inverted images, seed 0")),
        qPrintable(stateText()));
    find<QSpinBox>("probeCount")->setValue(kFew + 1);
    QVERIFY(!session().fittingProbe());
    QVERIFY2(stateText().contains(QStringLiteral("anew")), qPrintable(stateText()));
    find<QAction>("actionUndo")->trigger();
    QVERIFY(session().fittingProbe());
}

void TestProbeWindow::stoppedImagesAreKept()
{
    openSmall(256);
    QSignalSpy news(&workflow(), &Workflow::probeProgressed);
    find<QPushButton>("probeMake")->click();
    QVERIFY(news.wait(kPatience));
    QVERIFY(find<QPushButton>("probeStop")->isEnabled());
    find<QPushButton>("probeStop")->click();
    waitUntilIdle();
    QVERIFY(session().fittingProbe());
    const study::ProbeInfo& info = session().fittingProbe()->info();
    QVERIFY(!info.complete);
    QVERIFY(static_cast<std::int64_t>(info.curve.size()) < info.steps);
    QVERIFY2(stateText().contains(QStringLiteral("stopped at ") + stepText(info)),
        qPrintable(stateText()));
    QVERIFY(stateText().contains(QStringLiteral("best so far is used")));
    QVERIFY(find<PictureGrid>("probePictures")->count() > 0);
}

void TestProbeWindow::aCancelledRunKeepsItsImages()
{
    openSmall(256);
    QSignalSpy news(&workflow(), &Workflow::probeProgressed);
    find<QAction>("actionRun")->trigger();
    QVERIFY(news.wait(kPatience));
    find<QAction>("actionCancel")->trigger();
    QCOMPARE(workflow().activity(), Activity::Idle);
    QVERIFY(!session().run());
    QTRY_VERIFY_WITH_TIMEOUT(session().fittingProbe(), kPatience);
    QVERIFY(!session().fittingProbe()->info().complete);
    news.clear();
    run();
    QCOMPARE(news.count(), 0);
    QVERIFY(!session().run()->report().probe->complete);
}

void TestProbeWindow::runsUseTheImagesAgain()
{
    openSmall();
    const QSignalSpy started(&workflow(), &Workflow::probeStarted);
    run();
    QCOMPARE(started.count(), 1);
    QVERIFY(session().fittingProbe());
    QCOMPARE(m_window->shownView(), QStringLiteral("collapseView"));
    session().setUniform(0.75, study::GroupSelection::All);
    run();
    QCOMPARE(started.count(), 1);
    QVERIFY(session().run()->report().seconds.at("probe") < 0.05);
    QCOMPARE(find<ElidedLabel>("collapseRepair")->text(),
        QStringLiteral("Least squares on 4 inverted images"));
}

void TestProbeWindow::repairedValuesAppear()
{
    open(QStringLiteral("mobile.pt"));
    session().setUniform(0.75, study::GroupSelection::All);
    choose("repairChooser", "ls");
    session().setProbeCount(2);
    find<QAction>("actionRun")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(
        session().fittingProbe() || workflow().activity() == Activity::Idle, kPatience);
    run();
    const auto* plot = find<CollapsePlot>("collapsePlot");
    const auto layers = static_cast<int>(session().run()->report().layers.size());
    QVERIFY(layers > 0);
    for (const study::Phase phase :
        {study::Phase::Original, study::Phase::Merged, study::Phase::Repaired})
        QCOMPARE(plot->series(phase).size(), layers);
    QCOMPARE(plot->predictedSeries().size(), layers);
}

void TestProbeWindow::noiseShowsPictures()
{
    openSmall();
    choose("probeChooser", "noise");
    session().setProbeCount(5);
    makeImages();
    QCOMPARE(find<PictureGrid>("probePictures")->count(), 5);
    QVERIFY(!find<LossPlot>("lossPlot")->isVisible());
    QVERIFY2(stateText().startsWith(QStringLiteral("5 images of noise")), qPrintable(stateText()));
}

void TestProbeWindow::dataShowsPictures()
{
    open(QStringLiteral("mobile.pt"));
    choose("repairChooser", "bn");
    choose("probeChooser", ("data:" + session().info().dataPath).c_str());
    session().setProbeCount(6);
    makeImages();
    QCOMPARE(find<PictureGrid>("probePictures")->count(), 6);
    QVERIFY2(stateText().startsWith(QStringLiteral("6 images of fashion-mnist")),
        qPrintable(stateText()));
    session().setProbe("data:" + m_settings.path(QStringLiteral("absent")).toStdString());
    QCOMPARE(find<QComboBox>("probeChooser")->currentText(), QStringLiteral("Data: absent"));
    find<QPushButton>("probeMake")->click();
    waitUntilIdle();
    QVERIFY(find<QLabel>("probeProblemText")->isVisible());
    QVERIFY(!find<QPushButton>("probeUseNoise")->isVisible());
}

void TestProbeWindow::offersNoiseWithoutBatchNorm()
{
    open(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    choose("repairChooser", "ls");
    auto* noise = find<QPushButton>("probeUseNoise");
    for (const bool asRun : {false, true}) {
        if (asRun)
            find<QAction>("actionRun")->trigger();
        else
            find<QPushButton>("probeMake")->click();
        waitUntilIdle();
        QCOMPARE(m_window->shownView(), QStringLiteral("probeView"));
        const QString problem = find<QLabel>("probeProblemText")->text();
        QVERIFY2(problem.contains(QStringLiteral("no BatchNorm")), qPrintable(problem));
        QVERIFY(noise->isVisible());
    }
    noise->click();
    QCOMPARE(session().plan().probe, std::string("noise"));
    QVERIFY(!noise->isVisible());
    session().setProbeCount(32);
    run();
    QVERIFY(session().run()->report().layers.front().repaired);
}

void TestProbeWindow::recipesBringTheirImages()
{
    openSmall();
    makeImages();
    const QString recipe = m_settings.path(QStringLiteral("halved.json"));
    workflow().saveRecipe(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().writing(), kPatience);
    const Result<fold::Recipe> written = study::loadRecipe(recipe.toStdString());
    QVERIFY(written.ok());
    QCOMPARE(written->probeFile, std::string("halved.probe.npy"));
    QVERIFY(QFile::exists(m_settings.path(QStringLiteral("halved.probe.npy"))));
    openPath(reference(QStringLiteral("depthwise.pt")));
    QTRY_VERIFY_WITH_TIMEOUT(!session().heldProbe(), kPatience);
    m_window->openFile(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(session().fittingProbe(), kPatience);
    QVERIFY(session().fittingProbe()->info().fromFile);
    QCOMPARE(find<PictureGrid>("probePictures")->count(), kFew);
    QVERIFY2(stateText().contains(QStringLiteral("from a file")), qPrintable(stateText()));
    const QSignalSpy started(&workflow(), &Workflow::probeStarted);
    run();
    QCOMPARE(started.count(), 0);
    QVERIFY(session().run()->report().probe->fromFile);
}

void TestProbeWindow::aMissingFileIsNoFailure()
{
    openSmall();
    fold::Recipe recipe;
    recipe.plan = session().plan();
    recipe.plan.groups.begin()->second.k = 1;
    recipe.modelHash = session().info().weightsHash;
    recipe.probeFile = "absent.probe.npy";
    const QString path = m_settings.path(QStringLiteral("absent.json"));
    QVERIFY(study::saveRecipe(recipe, path.toStdString()));
    QSignalSpy failed(&workflow(), &Workflow::failed);
    m_window->openFile(path);
    QVERIFY(session().plan() == recipe.plan);
    QVERIFY(failed.count() > 0 || failed.wait(kPatience));
    QVERIFY(QString::fromStdString(failed.front().front().value<Error>().hint)
                .contains(QStringLiteral("anew")));
    QVERIFY(!session().heldProbe());
    run();
}

void TestProbeWindow::everyControlIsNamed()
{
    openSmall();
    makeImages();
    for (const char* name :
        {"repairChooser", "probeChooser", "probeCount", "probeMake", "probeStop", "probeExport",
            "probePictures", "probeProgress", "probeState", "probeUseNoise"}) {
        const auto* control = find<QWidget>(name);
        QVERIFY2(!control->accessibleName().isEmpty() && !control->toolTip().isEmpty(), name);
    }
    for (const QWidget* widget : find<QWidget>("probeView")->findChildren<QWidget*>()) {
        const bool inner = widget->objectName().startsWith(QStringLiteral("qt_"));
        if (!inner && widget->focusPolicy() == Qt::StrongFocus)
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

void TestProbeWindow::closesInTheMiddle()
{
    openSmall(256);
    session().undoStack()->setClean();
    QSignalSpy news(&workflow(), &Workflow::probeProgressed);
    find<QPushButton>("probeMake")->click();
    QVERIFY(news.wait(kPatience));
    QVERIFY(m_window->close());
    m_window.reset();
}

QTEST_MAIN(TestProbeWindow)
#include "test_probe_window.moc"
