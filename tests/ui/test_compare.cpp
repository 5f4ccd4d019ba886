// SPDX-License-Identifier: GPL-3.0-or-later
// Two real runs side by side in the window: reached in three clicks, differences computed anew.
#include "tests/ui/command_line.h"
#include "tests/ui/window_fixture.h"

#include "ui/models/comparison_model.h"
#include "ui/models/group_roles.h"
#include "ui/models/run_roles.h"
#include "ui/plots/pair_plot.h"
#include "ui/session/text.h"
#include "ui/views/row_hover.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QWheelEvent>

#include <cmath>
#include <stdexcept>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

const study::GroupReport& groupOf(const study::RunReport& report, const std::string& name)
{
    for (const study::GroupReport& group : report.groups) {
        if (group.name == name)
            return group;
    }
    throw std::runtime_error(name);
}

/// Pair by pair, after Hubert and Arabie.
double randByPairs(const cluster::Labels& a, const cluster::Labels& b)
{
    double pairs[2][2] = {};
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            ++pairs[a[i] == a[j] ? 1 : 0][b[i] == b[j] ? 1 : 0];
    }
    return 2 * (pairs[1][1] * pairs[0][0] - pairs[1][0] * pairs[0][1])
        / ((pairs[1][1] + pairs[1][0]) * (pairs[1][0] + pairs[0][0])
            + (pairs[1][1] + pairs[0][1]) * (pairs[0][1] + pairs[0][0]));
}

} // namespace

class TestCompare : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void saysWhatToDo();
    void takesThreeClicks();
    void cardsShowTheReports();
    void plotsShowTheReports();
    void plotsAgreeWithTheCommandLine();
    void zoomsAlongTheRows();
    void tableShowsTheReports();
    void swappingNegatesTheDifferences();
    void combosChooseTheRuns();
    void selectsGroupsInAllPanels();
    void hoverLinksAllPanels();
    void warnsOfOtherData();
    void modelKeepsTheRules();
    void tablesAreSortedByKeys_data();
    void tablesAreSortedByKeys();

private:
    void makeRuns()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        for (const double keep : {0.5, 0.25, 0.125}) {
            session().setUniform(keep, study::GroupSelection::All);
            run();
        }
    }

    void compare(int a, int b)
    {
        session().selection().setRuns({a, b});
        m_window->showView(QStringLiteral("compareView"));
        QTest::qWait(50);
    }

    const study::RunReport& report(int run) const
    {
        return session().runs().find(run)->run->report();
    }
    PairPlot& ratios() const { return *find<PairPlot>("compareRatios"); }
    PairPlot& keeps() const { return *find<PairPlot>("compareKeeps"); }
    QTableView& table() const { return *find<QTableView>("compareTable"); }
    QString emptyText() const { return find<QLabel>("compareEmpty")->text(); }
    bool showsEmptyText() const { return find<QLabel>("compareEmpty")->isVisible(); }
    QString cell(int row, ComparisonColumn column) const
    {
        return table().model()->index(row, static_cast<int>(column)).data().toString();
    }
};

void TestCompare::saysWhatToDo()
{
    open(QStringLiteral("mlp.pt"));
    m_window->showView(QStringLiteral("compareView"));
    QVERIFY(showsEmptyText());
    QVERIFY(emptyText().contains(QStringLiteral("Two runs are needed")));
    waitForStatistics();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    m_window->showView(QStringLiteral("compareView"));
    QVERIFY(showsEmptyText());
    QVERIFY(!find<QPushButton>("compareSwap")->isEnabled());
}

void TestCompare::takesThreeClicks()
{
    makeRuns();
    m_window->showView(QStringLiteral("runsView"));
    QTest::qWait(50);
    auto* runs = find<QTableView>("runsTable");
    const auto click = [&](int row, Qt::KeyboardModifiers modifiers) {
        const QModelIndex index = runs->model()->index(row, 0);
        runs->scrollTo(index);
        QTest::mouseClick(
            runs->viewport(), Qt::LeftButton, modifiers, runs->visualRect(index).center());
    };
    click(2, {});
    click(0, Qt::ControlModifier);
    QTest::mouseClick(find<QPushButton>("runsCompare"), Qt::LeftButton);
    QCOMPARE(m_window->shownView(), QStringLiteral("compareView"));
    QCOMPARE(find<QLabel>("compare00")->text(), QStringLiteral("Run 3"));
    QCOMPARE(find<QLabel>("compare01")->text(), QStringLiteral("Run 1"));
}

void TestCompare::cardsShowTheReports()
{
    makeRuns();
    compare(1, 2);
    const double a = *report(1).evaluationAfter->accuracy;
    const double b = *report(2).evaluationAfter->accuracy;
    QCOMPARE(find<QLabel>("compare20")->text(), percentText(a));
    QCOMPARE(find<QLabel>("compare21")->text(), percentText(b));
    const double points =
        find<QLabel>("compare22")->text().section(QLatin1Char(' '), 0, 0).toDouble();
    QVERIFY(std::abs(points - 100 * (b - a)) <= 0.0501);
    QVERIFY(find<QLabel>("compare41")->text().contains(countText(report(2).after.parameters)));
    QVERIFY(find<QLabel>("compare50")->text().contains(countText(report(1).after.macs)));
    QCOMPARE(find<QLabel>("compare12")->text(), QStringLiteral("same"));
}

void TestCompare::plotsShowTheReports()
{
    makeRuns();
    compare(1, 3);
    const std::vector<study::LayerReport>& layersA = report(1).layers;
    const std::vector<study::LayerReport>& layersB = report(3).layers;
    QVERIFY(!layersA.empty());
    QCOMPARE(ratios().seriesA().size(), static_cast<int>(layersA.size()));
    QCOMPARE(ratios().differences().size(), static_cast<int>(layersA.size()));
    for (int i = 0; i < static_cast<int>(layersA.size()); ++i) {
        QCOMPARE(ratios().seriesA()[i], QPointF(i, *layersA[i].repaired));
        QCOMPARE(ratios().seriesB()[i], QPointF(i, *layersB[i].repaired));
        QCOMPARE(
            ratios().differences()[i], QPointF(i, *layersB[i].repaired - *layersA[i].repaired));
    }
    const std::vector<study::GroupReport>& groups = report(1).groups;
    QCOMPARE(keeps().seriesA().size(), static_cast<int>(groups.size()));
    for (int i = 0; i < static_cast<int>(groups.size()); ++i) {
        const auto kA = static_cast<double>(groups[i].k);
        const auto kB = static_cast<double>(groupOf(report(3), groups[i].name).k);
        QVERIFY(kB < kA);
        QCOMPARE(keeps().seriesA()[i], QPointF(i, kA));
        QCOMPARE(keeps().seriesB()[i], QPointF(i, kB));
        QCOMPARE(keeps().differences()[i], QPointF(i, kB - kA));
    }
    QCOMPARE(keeps().table().rows.size(), static_cast<int>(groups.size()));
}

void TestCompare::plotsAgreeWithTheCommandLine()
{
    makeRuns();
    compare(1, 3);
    QJsonObject said[2];
    for (int side = 0; side < 2; ++side)
        said[side] = programSays({QStringLiteral("fold"), sample(QStringLiteral("mlp.pt")),
            QStringLiteral("-o"), m_settings.path(QStringLiteral("compared.pt")),
            QStringLiteral("--keep"), side == 0 ? QStringLiteral("0.5") : QStringLiteral("0.125")});
    const PlotTable drawn[2] = {ratios().table(), keeps().table()};
    const char* lists[2] = {"layers", "groups"};
    const char* values[2] = {"variance_ratio_repaired", "k"};
    for (int plot = 0; plot < 2; ++plot) {
        QVERIFY(!drawn[plot].rows.isEmpty());
        for (const QVector<QVariant>& row : drawn[plot].rows) {
            double sides[2] = {};
            for (int side = 0; side < 2; ++side) {
                const QJsonObject entry =
                    entryNamed(said[side][QLatin1String(lists[plot])], row[0].toString());
                QVERIFY(!entry.isEmpty());
                sides[side] = entry[QLatin1String(values[plot])].toDouble();
                QVERIFY(std::abs(row[side + 1].toDouble() - sides[side]) <= 1e-4 * sides[side]);
            }
            QVERIFY(std::abs(row[3].toDouble() - (sides[1] - sides[0])) <= 1e-3);
        }
    }
}

void TestCompare::zoomsAlongTheRows()
{
    makeRuns();
    compare(1, 2);
    PairPlot& plot = ratios();
    QSignalSpy clicks(&plot, &PairPlot::groupClicked);
    QWidget* canvas = plot.childAt(plot.rect().center());
    const int gap = plot.positionOf(1).x() - plot.positionOf(0).x();
    QTest::keyClick(&plot, Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(plot.positionOf(1).x() - plot.positionOf(0).x() > gap);
    const auto zoom = plot.zoom();
    QVERIFY(zoom.has_value());
    QVERIFY(!keeps().zoom().has_value());
    session().selection().setGroup(1); // marks rows, moves nothing
    QVERIFY(plot.zoom() == zoom);
    const QPoint from = canvas->mapFrom(&plot, plot.positionOf(1));
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(from - QPoint(40, 0)),
        canvas->mapToGlobal(from - QPoint(40, 0)), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas, &move);
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, from - QPoint(40, 0));
    QCOMPARE(clicks.count(), 0);
    QVERIFY(std::abs(canvas->mapFrom(&plot, plot.positionOf(1)).x() - from.x() + 40) <= 1);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, from);
    QVERIFY(!plot.zoom().has_value());
    for (const bool zooms : {false, true}) { // the page scrolls otherwise
        QWheelEvent wheel(from, canvas->mapToGlobal(from), {}, {0, 120}, Qt::NoButton,
            zooms ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas, &wheel);
        QCOMPARE(plot.zoom().has_value(), zooms);
        QCOMPARE(wheel.isAccepted(), zooms);
    }
    QTest::keyClick(&plot, Qt::Key_F);
    // Labels may leave a little more room than before.
    QVERIFY(std::abs(plot.positionOf(1).x() - plot.positionOf(0).x() - gap) <= 10);
}

void TestCompare::tableShowsTheReports()
{
    makeRuns();
    compare(1, 2);
    QCOMPARE(table().model()->rowCount(), static_cast<int>(report(1).groups.size()));
    for (int row = 0; row < table().model()->rowCount(); ++row) {
        const study::GroupReport& a = report(1).groups[row];
        const study::GroupReport& b = groupOf(report(2), a.name);
        QCOMPARE(cell(row, ComparisonColumn::Name), QString::fromStdString(a.name));
        QCOMPARE(cell(row, ComparisonColumn::KA).toLongLong(), a.k);
        QCOMPARE(cell(row, ComparisonColumn::KB).toLongLong(), b.k);
        QCOMPARE(cell(row, ComparisonColumn::KDifference).toLongLong(), b.k - a.k);
        double means[2] = {};
        for (int side = 0; side < 2; ++side) {
            int count = 0;
            for (const study::LayerReport& layer : report(side + 1).layers) {
                if (layer.group == a.name) {
                    means[side] += *layer.repaired;
                    ++count;
                }
            }
            means[side] /= count;
        }
        QCOMPARE(cell(row, ComparisonColumn::RatioA), ratioText(means[0]));
        QCOMPARE(cell(row, ComparisonColumn::RatioB), ratioText(means[1]));
        const double shown = cell(row, ComparisonColumn::RatioDifference).toDouble();
        QVERIFY(std::abs(shown - (means[1] - means[0])) <= 0.000501);
        QCOMPARE(
            cell(row, ComparisonColumn::Agreement), ratioText(randByPairs(a.labels, b.labels)));
    }
}

void TestCompare::swappingNegatesTheDifferences()
{
    makeRuns();
    compare(1, 2);
    const QVector<QPointF> before = keeps().differences();
    find<QPushButton>("compareSwap")->click();
    QCOMPARE(session().selection().runs(), (std::vector<int>{2, 1}));
    const QVector<QPointF> after = keeps().differences();
    QCOMPARE(after.size(), before.size());
    for (int i = 0; i < after.size(); ++i)
        QCOMPARE(after[i].y(), -before[i].y());
}

void TestCompare::combosChooseTheRuns()
{
    makeRuns();
    compare(1, 2);
    auto* second = find<QComboBox>("compareB");
    QCOMPARE(second->count(), 3);
    second->setFocus();
    QTest::keyClick(second, Qt::Key_Down);
    QCOMPARE(session().selection().runs(), (std::vector<int>{1, 3}));
    QCOMPARE(find<QLabel>("compare01")->text(), QStringLiteral("Run 3"));
    QTest::keyClick(second, Qt::Key_Home);
    QVERIFY(showsEmptyText());
    QVERIFY(emptyText().contains(QStringLiteral("same run")));
    QTest::keyClick(second, Qt::Key_End);
    session().runs().remove({3});
    QCOMPARE(find<QLabel>("compare01")->text(), QStringLiteral("Run 2"));
}

void TestCompare::selectsGroupsInAllPanels()
{
    makeRuns();
    compare(1, 2);
    const int last = static_cast<int>(report(1).groups.size()) - 1;
    QVERIFY(last > 0);
    const std::string name = report(1).groups[last].name;
    QWidget* canvas = keeps().childAt(keeps().positionOf(last));
    QVERIFY(canvas);
    QTest::mouseClick(
        canvas, Qt::LeftButton, {}, canvas->mapFrom(&keeps(), keeps().positionOf(last)));
    QCOMPARE(session().currentInfo()->name, name);
    QCOMPARE(keeps().markedRows(), std::vector<int>{last});
    std::vector<int> layers;
    for (int i = 0; i < static_cast<int>(report(1).layers.size()); ++i) {
        if (report(1).layers[i].group == name)
            layers.push_back(i);
    }
    QCOMPARE(ratios().markedRows(), layers);
    QCOMPARE(table().currentIndex().row(), last);
    table().setCurrentIndex(table().model()->index(0, 0));
    QCOMPARE(session().currentInfo()->name, report(1).groups[0].name);
    QCOMPARE(keeps().markedRows(), std::vector<int>{0});
}

void TestCompare::hoverLinksAllPanels()
{
    makeRuns();
    compare(1, 2);
    const int last = static_cast<int>(report(1).groups.size()) - 1;
    QWidget* canvas = keeps().childAt(keeps().positionOf(last));
    const QPointF place = canvas->mapFrom(&keeps(), keeps().positionOf(last));
    const auto hover = [&](QPointF position) {
        QMouseEvent event(QEvent::MouseMove, position, canvas->mapToGlobal(position), Qt::NoButton,
            Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas, &event);
    };
    QTest::qWait(50);
    QSignalSpy replots(&ratios(), &Plot::drawn);
    const int overlays = ratios().overlayDraws();
    hover(place);
    const std::string name = report(1).groups[last].name;
    QCOMPARE(session().info().groups[session().selection().hoveredGroup()].name, name);
    QVERIFY(session().selection().group() != session().selection().hoveredGroup());
    std::vector<int> layers;
    for (int i = 0; i < static_cast<int>(report(1).layers.size()); ++i) {
        if (report(1).layers[i].group == name)
            layers.push_back(i);
    }
    QVERIFY(!layers.empty());
    QCOMPARE(keeps().framedRows(), std::vector<int>{last});
    QCOMPARE(ratios().framedRows(), layers);
    QCOMPARE(ratios().overlayDraws(), overlays + 1);
    hover(place + QPointF(1, 0)); // of the same row
    QTest::qWait(50);
    QCOMPARE(ratios().overlayDraws(), overlays + 1);
    QCOMPARE(replots.count(), 0);
    auto* frame = table().findChild<RowHover*>();
    QCOMPARE(frame->framedRow(), last);
    auto* groups = find<QTableView>("groupsTable");
    const int shown = groups->findChild<RowHover*>()->framedRow();
    QCOMPARE(groups->model()->index(shown, 0).data().toString(), QString::fromStdString(name));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&keeps(), &leave);
    QCOMPARE(session().selection().hoveredGroup(), -1);
    QVERIFY(ratios().framedRows().empty());
    QCOMPARE(frame->framedRow(), -1);
    // From a table to the plots.
    const QRect row = groups->visualRect(groups->model()->index(shown, 0));
    QTest::mouseMove(groups->viewport(), row.center() + QPoint(1, 0));
    QTRY_COMPARE(ratios().framedRows(), layers);
}

void TestCompare::warnsOfOtherData()
{
    makeRuns();
    compare(1, 2);
    QVERIFY(find<QLabel>("compareNote")->text().startsWith(QStringLiteral("Measured on")));
    study::RunReport other = report(2);
    other.measuredOn = "noise";
    session().runs().restore({9, QStringLiteral("on noise"), QDateTime::currentDateTime(),
        std::make_shared<study::Run>(nullptr, session().plan(), other)});
    compare(1, 9);
    QVERIFY(find<QLabel>("compareNote")->text().contains(QStringLiteral("Not the same data")));
}

void TestCompare::modelKeepsTheRules()
{
    makeRuns();
    ComparisonModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGroups(compareRuns(report(1), report(2)).groups);
    QCOMPARE(model.rowCount(), static_cast<int>(report(1).groups.size()));
    model.setGroups({});
    QCOMPARE(model.rowCount(), 0);
}

void TestCompare::tablesAreSortedByKeys_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("rises"); // in the first order
    // Each layer of the network has fewer channels than the one before.
    QTest::newRow("groups") << QStringLiteral("groupsTable") << int(GroupColumn::Channels) << false;
    // Every run was folded further than the one before.
    QTest::newRow("runs") << QStringLiteral("runsTable") << int(RunColumn::Parameters) << false;
    QTest::newRow("compare") << QStringLiteral("compareTable") << int(ComparisonColumn::Name)
                             << true;
    QTest::newRow("table of a figure") << QStringLiteral("figureTable") << 0 << true;
}

void TestCompare::tablesAreSortedByKeys()
{
    QFETCH(QString, name);
    QFETCH(int, column);
    QFETCH(bool, rises);
    makeRuns();
    compare(1, 2);
    find<QWidget>("elbowPlot")->setFocus();
    find<QAction>("actionShowTable")->trigger();
    auto* sorted = find<QTableView>(qPrintable(name));
    QVERIFY(sorted);
    const auto rows = [sorted] {
        QStringList texts;
        for (int row = 0; row < sorted->model()->rowCount(); ++row)
            texts << sorted->model()->index(row, 0).data().toString();
        return texts;
    };
    const QStringList first = rows();
    QVERIFY(first.size() > 1);
    const QStringList reversed(first.crbegin(), first.crend());
    const int section = sorted->horizontalHeader()->sortIndicatorSection();
    sorted->setCurrentIndex(sorted->model()->index(0, column));
    QTest::keyClick(sorted, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(rows(), rises ? first : reversed);
    QTest::keyClick(sorted, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(rows(), rises ? reversed : first);
    QCOMPARE(sorted->horizontalHeader()->sortIndicatorSection(), column);
    QTest::keyClick(sorted, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(rows(), first);
    QCOMPARE(sorted->horizontalHeader()->sortIndicatorSection(), section);
}

QTEST_MAIN(TestCompare)
#include "test_compare.moc"
