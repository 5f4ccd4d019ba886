// SPDX-License-Identifier: GPL-3.0-or-later
// Two linked views at once, and the history of edits.
#include "tests/ui/channel_fixture.h"

#include "ui/shell/figure_actions.h"
#include "ui/views/elided_label.h"

#include <QDockWidget>
#include <QLabel>
#include <QTabWidget>
#include <QToolButton>
#include <QUndoView>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestBeside : public ChannelTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeWindow();
        openMlp();
        chooser()->setCurrentIndex(0); // its workspace came back as the test before left it
        m_window->showView(QStringLiteral("clustersView"));
    }
    void cleanup() { m_window.reset(); }

    void clustersAndMatrixAreSeenAtOnce();
    void everyViewCanStandBeside();
    void nothingIsLeftOut();
    void comesBackWithItsWorkspace();
    void survivesAnotherLanguage();
    void makesRoomForTheLesson();
    void numbersFollowThePointer();
    void historyGoesBackAndForward();

private:
    QStringList tabs() const
    {
        const auto* centre = find<QTabWidget>("centreTabs");
        QStringList names;
        for (int tab = 0; tab < centre->count(); ++tab)
            names << centre->widget(tab)->objectName();
        return names;
    }
    QComboBox* chooser() const { return find<QComboBox>("besideChooser"); }
    void toggle() { find<QAction>("actionBeside")->trigger(); }
};

void TestBeside::clustersAndMatrixAreSeenAtOnce()
{
    QVERIFY(!find<QWidget>("besidePane")->isVisible());
    const QStringList before = tabs();
    toggle();
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->shownSize(), channels(), kPatience);
    QVERIFY(scatter()->isVisible() && matrix()->isVisible());
    QVERIFY(find<QAction>("actionBeside")->isChecked());
    // Linked: what is picked in one is marked in the other, which can be seen.
    session().selection().setHoveredChannel(companion());
    QTest::keyClick(scatter(), Qt::Key_C);
    settle();
    QVERIFY(matrix()->markedRuns().size() == 1);
    m_window->showView(QStringLiteral("matrixView")); // it is there already
    QCOMPARE(m_window->shownView(), QStringLiteral("clustersView"));
    find<QToolButton>("besideClose")->click();
    QVERIFY(!find<QWidget>("besidePane")->isVisible());
    QCOMPARE(tabs(), before);
    QVERIFY(!find<QAction>("actionBeside")->isChecked());
}

void TestBeside::everyViewCanStandBeside()
{
    const QStringList before = tabs();
    for (const QString& view : before) {
        chooser()->setCurrentIndex(chooser()->findData(view));
        QCoreApplication::processEvents();
        QVERIFY(find<QWidget>(qPrintable(view))->isVisible());
        QStringList left = before;
        left.removeOne(view);
        QCOMPARE(tabs(), left);
        QVERIFY(m_window->shownView() != view);
    }
    chooser()->setCurrentIndex(0);
    QCOMPARE(tabs(), before);
}

void TestBeside::nothingIsLeftOut()
{
    auto* actions = m_window->findChild<FigureActions*>();
    const auto count = [&] { return actions->figuresOfAllViews().size(); };
    m_window->showView(QStringLiteral("matrixView"));
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->shownSize(), channels(), kPatience);
    m_window->showView(QStringLiteral("clustersView"));
    const std::size_t before = count();
    toggle();
    QCOMPARE(count(), before);
}

void TestBeside::comesBackWithItsWorkspace()
{
    toggle();
    find<QAction>("actionWorkspaceTune")->trigger();
    QVERIFY(!find<QWidget>("besidePane")->isVisible());
    find<QAction>("actionWorkspaceExplore")->trigger();
    QVERIFY(find<QWidget>("besidePane")->isVisible());
    QCOMPARE(chooser()->currentData().toString(), QStringLiteral("matrixView"));
    QCOMPARE(m_window->shownView(), QStringLiteral("clustersView"));
}

void TestBeside::survivesAnotherLanguage()
{
    toggle();
    m_watchdog.reset(); // all widgets are made anew
    m_window->rebuild();
    QVERIFY(find<QWidget>("matrixView")->isVisible());
    QCOMPARE(chooser()->currentData().toString(), QStringLiteral("matrixView"));
    QCOMPARE(tabs().size(), chooser()->count() - 2);
}

void TestBeside::makesRoomForTheLesson()
{
    toggle();
    m_window->setPresenting(true);
    QVERIFY(!find<QWidget>("besidePane")->isVisible());
    QCOMPARE(m_window->shownView(), QStringLiteral("teachView"));
    m_window->setPresenting(false);
    QVERIFY(find<QWidget>("besidePane")->isVisible());
    chooser()->setCurrentIndex(chooser()->findData(QStringLiteral("teachView")));
    m_window->showTeach();
    QVERIFY(find<QWidget>("teachView")->isVisible());
}

void TestBeside::numbersFollowThePointer()
{
    const auto* line = find<ElidedLabel>("channelLine");
    const int channel = companion();
    hover(scatter()->canvas(), scatter()->pixel(channel));
    const int hovered = session().selection().hoveredChannel(); // another mark may lie above
    QCOMPARE(line->text().section(QLatin1Char(','), 0, 1),
        QStringLiteral("Channel %1: cluster %2, size %3")
            .arg(hovered)
            .arg(session().labels()[hovered] + 1)
            .arg(clusterOf(hovered).size()));
    session().selection().setHoveredChannel(-1);
    session().selection().setChannels(clusterOf(channel));
    QCOMPARE(line->text(),
        QStringLiteral("Channels selected: %1, in clusters: 1").arg(clusterOf(channel).size()));
    QVERIFY(find<QLabel>("groupsNote")
                ->text()
                .startsWith(QStringLiteral("%1 selected of %2")
                                .arg(clusterOf(channel).size())
                                .arg(channels())));
}

void TestBeside::historyGoesBackAndForward()
{
    find<QDockWidget>("historyDock")->raise();
    auto* history = find<QUndoView>("historyView");
    const int first = session().undoStack()->index();
    session().setK(group(), 20);
    session().setK(group(), 10);
    QCOMPARE(history->model()->rowCount(), first + 3); // with the line of the beginning
    history->setCurrentIndex(history->model()->index(first + 1, 0));
    QCOMPARE(session().kOf(group()), std::int64_t(20));
    history->setCurrentIndex(history->model()->index(first + 2, 0));
    QCOMPARE(session().kOf(group()), std::int64_t(10));
    history->setCurrentIndex(history->model()->index(0, 0));
    QVERIFY(!session().undoStack()->canUndo());
}

QTEST_MAIN(TestBeside)
#include "test_beside.moc"
