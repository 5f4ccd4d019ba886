// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters and Matrix without a mouse.
#include "tests/ui/channel_fixture.h"

#include "ui/plots/channel_keys.h"

#include <QKeyEvent>
#include <QSignalSpy>

#include <map>
#include <set>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestChannelKeys : public ChannelTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeWindow();
        openMlp();
    }
    void cleanup() { m_window.reset(); }

    void tabReachesThePlots_data();
    void tabReachesThePlots();
    void arrowsWalkThroughTheScatter();
    void everyMarkIsReachedByNumber();
    void spaceAndCPick_data();
    void spaceAndCPick();
    void withoutClustersCDoesNothing();
    void escapeLeavesTheJobAlone_data();
    void escapeLeavesTheJobAlone();
    void returnShowsTheClusterInTheMatrix_data();
    void returnShowsTheClusterInTheMatrix();
    void walkingShowsWhatAZoomHides();
    void rowsAndBlocksOfTheMatrix();
    void shiftMarksWhatItPasses();
    void branchesWiden();
    void viewOfTheMatrix();
    void coloursOfTheMatrix();
    void nothingToWalkThrough();

private:
    int hovered() const { return session().selection().hoveredChannel(); }
    void press(QWidget* plot, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(plot, key, modifiers);
        settle();
    }
};

void TestChannelKeys::tabReachesThePlots_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QString>("first");
    QTest::newRow("clusters") << QStringLiteral("clustersView") << QStringLiteral("pictureChooser");
    QTest::newRow("matrix") << QStringLiteral("matrixView") << QStringLiteral("matrixQuantity");
}

void TestChannelKeys::tabReachesThePlots()
{
    QFETCH(QString, view);
    QFETCH(QString, first);
    m_window->showView(view);
    settle();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* shown = find<QWidget>(qPrintable(view));
    QWidget* plot =
        view == QStringLiteral("clustersView") ? static_cast<QWidget*>(scatter()) : matrix();
    find<QWidget>(qPrintable(first))->setFocus();
    for (int presses = 0; presses < 20 && !plot->hasFocus(); ++presses) {
        QVERIFY(shown->isAncestorOf(m_window->focusWidget())); // on the way through the view
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(plot->hasFocus());
    QTest::keyClick(plot, Qt::Key_PageDown);
    QVERIFY(hovered() >= 0);
}

void TestChannelKeys::arrowsWalkThroughTheScatter()
{
    press(scatter(), Qt::Key_Right); // the first one is where one looks
    QVERIFY(hovered() >= 0);
    QCOMPARE(scatter()->shownHighlighted(), hovered());
    const std::map<Qt::Key, QPointF> ways{{Qt::Key_Right, {1, 0}}, {Qt::Key_Left, {-1, 0}},
        {Qt::Key_Up, {0, -1}}, {Qt::Key_Down, {0, 1}}};
    for (const auto& [key, way] : ways) {
        int before = -1;
        int steps = 0;
        while (std::exchange(before, hovered()) != hovered() || steps == 0) {
            const QPointF from = scatter()->pixel(hovered());
            press(scatter(), key);
            const QPointF moved = scatter()->pixel(hovered()) - from;
            const double along = QPointF::dotProduct(moved, way);
            QVERIFY(hovered() == before || along > 0);
            QVERIFY(std::hypot(moved.x(), moved.y()) <= along * std::sqrt(2) + 1e-9);
            QVERIFY(++steps <= channels());
        }
        // Where it ends, nothing lies further that way in a quarter of the plane.
        const QPointF end = scatter()->pixel(hovered());
        for (int channel = 0; channel < channels(); ++channel) {
            const QPointF there = scatter()->pixel(channel) - end;
            const double along = QPointF::dotProduct(there, way);
            QVERIFY(along <= 0 || std::hypot(there.x(), there.y()) > along * std::sqrt(2));
        }
    }
}

void TestChannelKeys::everyMarkIsReachedByNumber()
{
    press(scatter(), Qt::Key_Home);
    QCOMPARE(hovered(), 0);
    for (int channel = 1; channel < channels(); ++channel) {
        QTest::keyClick(scatter(), Qt::Key_PageDown);
        QCOMPARE(hovered(), channel);
    }
    QTest::keyClick(scatter(), Qt::Key_PageDown);
    QCOMPARE(hovered(), channels() - 1);
    QTest::keyClick(scatter(), Qt::Key_PageUp);
    QCOMPARE(hovered(), channels() - 2);
    QTest::keyClick(scatter(), Qt::Key_End);
    QCOMPARE(hovered(), channels() - 1);
}

void TestChannelKeys::spaceAndCPick_data()
{
    QTest::addColumn<bool>("inMatrix");
    QTest::newRow("clusters") << false;
    QTest::newRow("matrix") << true;
}

void TestChannelKeys::spaceAndCPick()
{
    QFETCH(bool, inMatrix);
    if (inMatrix)
        showMatrix();
    QWidget* plot = inMatrix ? static_cast<QWidget*>(matrix()) : scatter();
    const int channel = companion();
    const std::vector<int> cluster = clusterOf(channel);
    session().selection().setHoveredChannel(channel);
    press(plot, Qt::Key_Space);
    QVERIFY(marked() == std::vector<int>{channel});
    press(plot, Qt::Key_C);
    QVERIFY(marked() == cluster);
    const int other = channel == 0 ? 1 : 0;
    session().selection().setHoveredChannel(other);
    press(plot, Qt::Key_Space, Qt::ShiftModifier);
    QVERIFY(marked() == united(cluster, {other}));
    session().selection().setHoveredChannel(channel);
    press(plot, Qt::Key_Space, Qt::ControlModifier);
    std::vector<int> left = united(cluster, {other});
    std::erase(left, channel);
    QVERIFY(marked() == left);
    press(plot, Qt::Key_Escape);
    QVERIFY(marked().empty());
    session().selection().setHoveredChannel(-1);
    press(plot, Qt::Key_Space); // there is nothing to pick
    QVERIFY(marked().empty());
}

/// What is marked stays: nothing says which cluster is meant.
void TestChannelKeys::withoutClustersCDoesNothing()
{
    for (const Qt::KeyboardModifiers modifiers : {Qt::NoModifier, Qt::ShiftModifier}) {
        const QKeyEvent key(QEvent::KeyPress, Qt::Key_C, modifiers);
        QVERIFY(!keyedMarks(key, 3, {}, {1, 2}));
        QVERIFY(keyedMarks(key, 3, {3, 4}, {1, 2}));
    }
}

void TestChannelKeys::escapeLeavesTheJobAlone_data()
{
    spaceAndCPick_data();
}

/// As long as there is something to unmark; the next Escape is for the job.
void TestChannelKeys::escapeLeavesTheJobAlone()
{
    QFETCH(bool, inMatrix);
    if (inMatrix)
        showMatrix();
    QWidget* plot = inMatrix ? static_cast<QWidget*>(matrix()) : scatter();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* cancel = find<QAction>("actionCancel");
    const QSignalSpy cancelled(cancel, &QAction::triggered);
    plot->setFocus();
    session().selection().setChannels({1, 2});
    cancel->setEnabled(true); // as it is while a job is under way
    QTest::keyClick(plot, Qt::Key_Escape);
    QVERIFY(marked().empty());
    QCOMPARE(cancelled.count(), 0);
    cancel->setEnabled(true);
    QTest::keyClick(plot, Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
}

void TestChannelKeys::returnShowsTheClusterInTheMatrix_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Enter") << Qt::Key_Enter;
}

void TestChannelKeys::returnShowsTheClusterInTheMatrix()
{
    QFETCH(Qt::Key, key);
    const int channel = companion();
    session().selection().setHoveredChannel(channel);
    press(scatter(), key);
    QVERIFY(marked() == clusterOf(channel));
    QCOMPARE(m_window->shownView(), QStringLiteral("matrixView"));
}

void TestChannelKeys::walkingShowsWhatAZoomHides()
{
    press(scatter(), Qt::Key_Home);
    for (int i = 0; i < 8; ++i)
        press(scatter(), Qt::Key_Plus, Qt::ControlModifier);
    const auto isShown = [this](int channel) {
        return QRectF(scatter()->canvas()->rect()).contains(scatter()->pixel(channel));
    };
    int hidden = 0;
    while (hidden < channels() && isShown(hidden))
        ++hidden;
    QVERIFY(hidden > 0 && hidden < channels());
    session().selection().setHoveredChannel(hidden - 1); // the view stays
    QVERIFY(!isShown(hidden));
    press(scatter(), Qt::Key_PageDown);
    QCOMPARE(hovered(), hidden);
    QVERIFY(isShown(hidden));
    press(scatter(), Qt::Key_F);
    for (int channel = 0; channel < channels(); ++channel)
        QVERIFY(isShown(channel));
}

void TestChannelKeys::rowsAndBlocksOfTheMatrix()
{
    showMatrix();
    press(matrix(), Qt::Key_Home);
    QCOMPARE(matrix()->crossHair(), 0);
    QCOMPARE(hovered(), static_cast<int>(matrix()->order().front()));
    press(matrix(), Qt::Key_Down);
    QCOMPARE(matrix()->crossHair(), 1);
    press(matrix(), Qt::Key_Up);
    QCOMPARE(matrix()->crossHair(), 0);
    std::set<int> labels{session().labels()[hovered()]};
    for (std::size_t block = 1; block < matrix()->blocks().size(); ++block) {
        QTest::keyClick(matrix(), Qt::Key_PageDown);
        QCOMPARE(matrix()->crossHair(), matrix()->blocks()[block].first);
        QVERIFY(labels.insert(session().labels()[hovered()]).second); // another cluster
    }
    QCOMPARE(static_cast<std::int64_t>(labels.size()), session().kOf(group()));
    press(matrix(), Qt::Key_End);
    const int last = channels() - 1;
    QCOMPARE(matrix()->crossHair(), last);
    press(matrix(), Qt::Key_PageUp);
    const std::vector<std::pair<int, int>>& blocks = matrix()->blocks();
    const bool single = blocks.back().first == last; // then its start is where one is already
    QCOMPARE(matrix()->crossHair(), blocks[blocks.size() - (single ? 2 : 1)].first);
}

void TestChannelKeys::shiftMarksWhatItPasses()
{
    showMatrix();
    press(matrix(), Qt::Key_Home);
    for (int i = 0; i < 3; ++i)
        press(matrix(), Qt::Key_Down, Qt::ShiftModifier);
    std::vector<int> passed(matrix()->order().begin(), matrix()->order().begin() + 4);
    std::sort(passed.begin(), passed.end());
    QVERIFY(marked() == passed);
    QCOMPARE(matrix()->markedRuns().size(), std::size_t(1));
}

void TestChannelKeys::branchesWiden()
{
    showMatrix();
    const int channel = companion();
    session().selection().setHoveredChannel(channel);
    // Channels below each merge, from the list of merges alone.
    const std::vector<cluster::Merge>& merges = session().statistics(group())->tree.merges();
    std::map<int, std::set<int>> members;
    for (int leaf = 0; leaf < channels(); ++leaf)
        members[leaf] = {leaf};
    int steps = 0;
    for (const cluster::Merge& merge : merges) {
        std::set<int> whole = members.at(merge.left);
        whole.merge(members.at(merge.right));
        const int node = channels() + static_cast<int>(&merge - merges.data());
        members[node] = whole;
        if (!whole.contains(channel))
            continue;
        press(matrix(), Qt::Key_B);
        QVERIFY(marked() == std::vector<int>(whole.begin(), whole.end()));
        ++steps;
    }
    QVERIFY(steps > 2);
    QCOMPARE(static_cast<int>(marked().size()), channels());
    press(matrix(), Qt::Key_B); // nothing is above the root
    QCOMPARE(static_cast<int>(marked().size()), channels());
}

void TestChannelKeys::viewOfTheMatrix()
{
    showMatrix();
    const QRectF whole(0, 0, channels(), channels());
    press(matrix(), Qt::Key_Home);
    press(matrix(), Qt::Key_Plus, Qt::ControlModifier);
    const QRectF zoomed = matrix()->view();
    QVERIFY(zoomed.width() < whole.width() && zoomed.top() == 0);
    press(matrix(), Qt::Key_Right);
    QVERIFY(matrix()->view().left() > zoomed.left());
    QCOMPARE(matrix()->view().top(), zoomed.top());
    press(matrix(), Qt::Key_End); // the view follows
    QVERIFY(matrix()->view().bottom() >= channels());
    press(matrix(), Qt::Key_F);
    QCOMPARE(matrix()->view(), whole);
    session().selection().setHoveredChannel(companion());
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        press(matrix(), Qt::Key_F);
        press(matrix(), key);
        QVERIFY(matrix()->view().width() < channels());
        const int row = matrix()->crossHair();
        QVERIFY(matrix()->view().top() <= row && matrix()->view().bottom() >= row + 1);
    }
}

void TestChannelKeys::coloursOfTheMatrix()
{
    showMatrix();
    const ColorRange full = matrix()->scale().range();
    const double step = (full.high - full.low) / 20;
    press(matrix(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(matrix()->scale().range().high, full.high - step);
    QCOMPARE(matrix()->scale().range().low, full.low);
    press(matrix(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(matrix()->scale().range().low, full.low + step);
    press(matrix(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(matrix()->scale().range().high, full.high);
    for (int i = 0; i < 30; ++i)
        press(matrix(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(matrix()->scale().range().low < matrix()->scale().range().high);
}

void TestChannelKeys::nothingToWalkThrough()
{
    session().selection().setGroup(-1);
    settle();
    const QSignalSpy picked(scatter(), &ClusterPlot::channelsPicked);
    const QSignalSpy pickedRows(matrix(), &MatrixPlot::channelsPicked);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Space, Qt::Key_C, Qt::Key_Home, Qt::Key_F}) {
        press(scatter(), key);
        press(matrix(), key);
    }
    QCOMPARE(picked.count(), 0);
    QCOMPARE(pickedRows.count(), 0);
    QVERIFY(marked().empty());
}

QTEST_MAIN(TestChannelKeys)
#include "test_channel_keys.moc"
