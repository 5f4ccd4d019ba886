// SPDX-License-Identifier: GPL-3.0-or-later
// Many groups at once: one share for all, a budget, and the values of k that curves suggest.
#include "tests/ui/window_fixture.h"

#include "core/cluster/quality.h"
#include "ui/plots/plot.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr double kPercent = 100;

} // namespace

class TestBudgetWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void oneStepHitsTheBudget_data();
    void oneStepHitsTheBudget();
    void locksAndMultiplesCount();
    void innerGroupsOnly();
    void waitsForTheTrees();
    void aFailedGroupSaysWhy();
    void anImpossibleBudgetChangesNothing();
    void suggestionsSetK();
    void suggestionsSpareLockedGroups();

private:
    void waitForAll()
    {
        QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    }
    void choose(const char* name, const QVariant& data) const
    {
        auto* chooser = find<QComboBox>(name);
        const int index = chooser->findData(data);
        QVERIFY(index >= 0);
        chooser->setCurrentIndex(index);
    }
    double kept(study::BudgetTarget target) const
    {
        const bool macs = target == study::BudgetTarget::Macs;
        return static_cast<double>(macs ? session().cost().macs : session().cost().parameters)
            / static_cast<double>(macs ? session().info().macs : session().info().parameters);
    }
};

void TestBudgetWindow::oneStepHitsTheBudget_data()
{
    QTest::addColumn<int>("target");
    QTest::newRow("parameters") << static_cast<int>(study::BudgetTarget::Parameters);
    QTest::newRow("MACs") << static_cast<int>(study::BudgetTarget::Macs);
}

void TestBudgetWindow::oneStepHitsTheBudget()
{
    QFETCH(int, target);
    open(QStringLiteral("resnet18.pt"));
    waitForAll();
    choose("budgetOf", target);
    QCOMPARE(find<QDoubleSpinBox>("budgetTarget")->value(), 50.0);
    find<QPushButton>("budgetApply")->click();
    QCOMPARE(session().undoStack()->count(), 1);
    const double share = kept(static_cast<study::BudgetTarget>(target));
    QVERIFY2(share <= 0.5 && share > 0.48, qPrintable(QString::number(share)));
    QVERIFY(session().undoStack()->undoText().contains(QStringLiteral("50 %")));
    find<QAction>("actionUndo")->trigger();
    QVERIFY(session().plan().groups.empty());
}

void TestBudgetWindow::locksAndMultiplesCount()
{
    open(QStringLiteral("resnet18.pt"));
    waitForAll();
    const int locked = session().selection().group();
    session().setK(locked, 23);
    session().setLocked(locked, true);
    choose("budgetMultiple", 8);
    find<QDoubleSpinBox>("budgetFloor")->setValue(30);
    find<QPushButton>("budgetApply")->click();
    QCOMPARE(session().undoStack()->count(), 3);
    QCOMPARE(session().kOf(locked), 23);
    QVERIFY(kept(study::BudgetTarget::Parameters) <= 0.5);
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        const std::int64_t channels = session().info().groups[group].channels;
        const std::int64_t k = session().kOf(group);
        if (group == locked)
            continue;
        QVERIFY(k % 8 == 0 || k == channels);
        QVERIFY(kPercent * static_cast<double>(k) >= 30 * static_cast<double>(channels));
    }
}

void TestBudgetWindow::innerGroupsOnly()
{
    open(QStringLiteral("resnet18.pt"));
    waitForAll();
    choose("uniformGroups", static_cast<int>(study::GroupSelection::Inner));
    find<QDoubleSpinBox>("budgetTarget")->setValue(70);
    find<QPushButton>("budgetApply")->click();
    QCOMPARE(session().undoStack()->count(), 1);
    QVERIFY(kept(study::BudgetTarget::Parameters) <= 0.7);
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        const study::GroupInfo& info = session().info().groups[group];
        if (!info.inner)
            QCOMPARE(session().kOf(group), info.channels);
    }
}

void TestBudgetWindow::waitsForTheTrees()
{
    auto* button = find<QPushButton>("budgetApply");
    QVERIFY(!button->isEnabled());
    open(QStringLiteral("resnet18.pt"));
    waitForAll();
    QVERIFY(button->isEnabled());
    cluster::ClusterOptions options;
    options.features.set = "fused";
    QVERIFY(session().setClustering(options));
    const int missing = static_cast<int>(session().missingFor(study::GroupSelection::All).size());
    QVERIFY(missing > 1);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QStringLiteral("Waiting for the trees of %1 groups").arg(missing));
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kPatience);
    QVERIFY(session().missingFor(study::GroupSelection::All).empty());
}

void TestBudgetWindow::aFailedGroupSaysWhy()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    const int group = session().selection().group();
    session().setStatistics(group, nullptr);
    session().setFailure(group, QStringLiteral("The weights hold NaN."));
    const auto* button = find<QPushButton>("budgetApply");
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(QStringLiteral("NaN")));
    for (const char* plot : {"clusterPlot", "matrixPlot", "elbowPlot"})
        QVERIFY2(find<Plot>(plot)->emptyText().contains(QStringLiteral("NaN")), plot);
    session().setLocked(group, true);
    QVERIFY(button->isEnabled());
}

void TestBudgetWindow::anImpossibleBudgetChangesNothing()
{
    open(QStringLiteral("resnet18.pt"));
    waitForAll();
    auto* problem = find<QLabel>("budgetProblem");
    QVERIFY(!problem->isVisible());
    find<QDoubleSpinBox>("budgetFloor")->setValue(90);
    find<QDoubleSpinBox>("budgetTarget")->setValue(5);
    find<QPushButton>("budgetApply")->click();
    QCOMPARE(session().undoStack()->count(), 0);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(QStringLiteral("Budget of parameters"), Qt::CaseInsensitive),
        qPrintable(problem->text()));
    find<QDoubleSpinBox>("budgetFloor")->setValue(0);
    QVERIFY(!problem->isVisible());
}

void TestBudgetWindow::suggestionsSetK()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    const int group = session().selection().group();
    QTRY_VERIFY_WITH_TIMEOUT(session().silhouettes(group).size() > 20, kPatience);
    const std::vector<double>& inertia = session().statistics(group)->tree.inertia();
    find<QDoubleSpinBox>("suggestTarget")->setValue(25);
    const std::pair<const char*, std::int64_t> expected[] = {
        {"suggestElbow", cluster::elbow(inertia)},
        {"suggestSilhouette", cluster::bestSilhouette(session().silhouettes(group))},
        {"suggestError", cluster::kForError(inertia, 0.25)}};
    for (const auto& [name, k] : expected) {
        const int entries = session().undoStack()->count();
        auto* button = find<QToolButton>(name);
        QVERIFY(button->text().endsWith(QLatin1Char(' ') + QString::number(k)));
        button->click();
        QCOMPARE(session().kOf(group), k);
        QCOMPARE(session().undoStack()->count(), entries + 1);
    }
    QVERIFY(find<QToolButton>("suggestError")->text().contains(QStringLiteral("25 %")));
}

void TestBudgetWindow::suggestionsSpareLockedGroups()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    auto* elbow = find<QToolButton>("suggestElbow");
    QVERIFY(elbow->isEnabled());
    session().setLocked(session().selection().group(), true);
    QVERIFY(!elbow->isEnabled());
    QCOMPARE(elbow->toolTip(), QStringLiteral("The group is locked"));
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        if (!session().info().groups[group].foldable) {
            session().selection().setGroup(group);
            QVERIFY(!elbow->isEnabled());
        }
    }
}

QTEST_MAIN(TestBudgetWindow)
#include "test_budget_window.moc"
