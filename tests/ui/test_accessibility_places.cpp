// SPDX-License-Identifier: GPL-3.0-or-later
// The walks of the accessibility tests where a window does not look as it does at first, and in
// Korean.
#include "tests/ui/accessibility_fixture.h"

#include "ui/session/language.h"
#include "ui/views/start_page.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScopeGuard>

#include <algorithm>
#include <vector>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestAccessibilityPlaces : public AccessibilityTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void recoveredWork();
    void unsavedEdits();
    void tableTwin();
    void secondView();
    void history();
    void menusOfControls();
    void inKorean();
};

void TestAccessibilityPlaces::recoveredWork()
{
    const QDateTime when = QDateTime::currentDateTime();
    find<StartPage>("startPage")
        ->setRecovered({{QStringLiteral("a"), QStringLiteral("mlp"), when, 0},
            {QStringLiteral("b"), QStringLiteral("resnet18"), when, 2}});
    QCoreApplication::processEvents();
    QCOMPARE(m_window->findChildren<QPushButton*>(QStringLiteral("recoverRestore")).size(), 2);
    walk(*m_window);
    // The rows are above the button that opens a file, so Tab comes to them first.
    const std::vector<QWidget*> stops = tabStops(*m_window);
    const auto place = [&](QWidget* stop) { return std::find(stops.begin(), stops.end(), stop); };
    QVERIFY(place(find<QWidget>("startOpen")) != stops.end());
    for (auto* restore : m_window->findChildren<QPushButton*>(QStringLiteral("recoverRestore")))
        QVERIFY(place(restore) < place(find<QWidget>("startOpen")));
}

void TestAccessibilityPlaces::unsavedEdits()
{
    open(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    QVERIFY(!m_window->close());
    auto* box = find<QDialog>("unsavedBox");
    QVERIFY(box);
    QCoreApplication::processEvents();
    walk(*box);
    box->reject();
}

void TestAccessibilityPlaces::tableTwin()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    m_window->showView(QStringLiteral("clustersView"));
    find<QWidget>("clusterPlot")->setFocus();
    find<QAction>("actionShowTable")->trigger();
    QCoreApplication::processEvents();
    QVERIFY(find<QWidget>("figureTable"));
    walk(*m_window);
}

void TestAccessibilityPlaces::secondView()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    m_window->showView(QStringLiteral("clustersView"));
    find<QAction>("actionBeside")->trigger();
    QCoreApplication::processEvents();
    walk(*m_window);
}

/// In front of the other docks at the bottom.
void TestAccessibilityPlaces::history()
{
    open(QStringLiteral("mlp.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    auto* dock = find<QWidget>("historyDock");
    dock->show();
    dock->raise();
    QTRY_VERIFY(find<QWidget>("historyView")->isVisible());
    walk(*m_window);
}

/// Each entry says what it does, by a key of its own.
void TestAccessibilityPlaces::menusOfControls()
{
    open(QStringLiteral("mlp.pt"));
    auto* plot = find<QWidget>("elbowPlot");
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, plot->rect().center(),
        plot->mapToGlobal(plot->rect().center()));
    QCoreApplication::sendEvent(plot, &wanted);
    for (const char* name : {"presetMenu", "figureMenu"}) {
        auto* menu = find<QMenu>(name);
        QVERIFY2(menu, name);
        QCOMPARE(sharedMnemonics(menu->actions()).join(QLatin1Char('\n')), QString());
        QVERIFY2(menu->toolTipsVisible(), name);
        for (const QAction* action : menu->actions()) {
            if (!action->isSeparator())
                QVERIFY2(!action->toolTip().isEmpty()
                        && action->toolTip() != action->text().remove(QLatin1Char('&')),
                    qPrintable(action->text()));
        }
    }
    find<QMenu>("figureMenu")->close();
}

void TestAccessibilityPlaces::inKorean()
{
    const auto english = qScopeGuard([] {
        Settings().setLanguage(Language::English);
        applyLanguage(Language::English);
    });
    Settings().setLanguage(Language::Korean);
    m_window.reset();
    makeWindow();
    walk(*m_window);
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    run();
    for (const QAction* action : find<QAction>("actionOverview")->actionGroup()->actions()) {
        m_window->showView(action->data().toString());
        QCoreApplication::processEvents();
        walk(*m_window);
    }
    QCOMPARE(sharedMnemonics(m_window->menuBar()->actions()).join(QLatin1Char('\n')), QString());
    for (const QAction* menu : m_window->menuBar()->actions())
        QCOMPARE(sharedMnemonics(menu->menu()->actions()).join(QLatin1Char('\n')), QString());
    m_window.reset();
}

QTEST_MAIN(TestAccessibilityPlaces)
#include "test_accessibility_places.moc"
