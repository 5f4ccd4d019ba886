// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of settings: what each one does, and the keys of the actions.
#include "tests/ui/first_start_fixture.h"

#include "core/base/memory.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/shell/shortcuts.h"

#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QShortcut>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestSettingsWindow : public FirstStartTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeFirstWindow(); }
    void cleanup() { forgetLooks(); }

    void preferencesStayInTheirRange();
    void sizeOfTextFollows();
    void plotsFollow();
    void seedIsThatOfTheNextModel();
    void memoryIsLimited();
    void editsAreRunAtOnce();
    void pageIsReset();
    void keysAreChosen();
    void takenKeysAreRefused_data();
    void takenKeysAreRefused();
    void everyKeyIsListed();
    void keysOfOneViewWorkInOthers();
    void keysSurviveARestart();
    void theThemeOfTheSystemIsFollowed();

private:
    void setValue(const char* name, int value);
};

void TestSettingsWindow::setValue(const char* name, int value)
{
    auto* box = find<QSpinBox>(name);
    QVERIFY(box);
    box->setValue(value);
}

void TestSettingsWindow::preferencesStayInTheirRange()
{
    Settings store;
    for (int i = 0; i < kPreferences; ++i) {
        const auto preference = static_cast<Preference>(i);
        const PreferenceRange& range = rangeOf(preference);
        QCOMPARE(store.value(preference), range.first);
        store.setValue(preference, range.most + 1);
        QCOMPARE(store.value(preference), range.most);
        QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"))
            .setValue(QLatin1String(range.key), QStringLiteral("nonsense"));
        QCOMPARE(store.value(preference), range.first);
    }
}

void TestSettingsWindow::sizeOfTextFollows()
{
    const double before = QFontInfo(find<QPushButton>("startOpen")->font()).pointSizeF();
    const double plain = QApplication::font().pointSizeF();
    settings(SettingsDialog::Appearance);
    setValue("settingFontPercent", 150);
    QVERIFY(qAbs(QApplication::font().pointSizeF() - 1.5 * plain) < 0.1);
    QTRY_VERIFY(QFontInfo(find<QPushButton>("startOpen")->font()).pointSizeF() > 1.4 * before);
    QVERIFY(find<QToolButton>("settingFontPercentReset")->isEnabled());
    find<QToolButton>("settingFontPercentReset")->click();
    QVERIFY(qAbs(QApplication::font().pointSizeF() - plain) < 0.1);
    QVERIFY(!find<QToolButton>("settingFontPercentReset")->isEnabled());
}

void TestSettingsWindow::plotsFollow()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    auto* plot = find<ClusterPlot>("clusterPlot");
    QTRY_VERIFY_WITH_TIMEOUT(plot->shownLabels().size() > 0, kPatience);
    QTRY_VERIFY(plot->markDraws() > 0);
    const double size = plot->markSize(0);
    const int draws = plot->markDraws();
    const QRgb lowest = sequentialColors()[kScaleSteps - 1];
    settings(SettingsDialog::Plots);
    setValue("settingMarkPercent", 200);
    QCOMPARE(plot->markSize(0), 2 * size);
    QTRY_VERIFY(plot->markDraws() > draws);
    find<QComboBox>("settingSequentialScale")->setCurrentIndex(1);
    QVERIFY(sequentialColors()[kScaleSteps - 1] != lowest);
    QCOMPARE(sequentialColors()[kScaleSteps - 1], qRgb(0x00, 0x22, 0x4e)); // cividis, dark end
    find<QComboBox>("settingDivergingScale")->setCurrentIndex(2);
    QCOMPARE(divergingColors()[kScaleSteps / 2], qRgb(255, 255, 255));
}

void TestSettingsWindow::seedIsThatOfTheNextModel()
{
    settings(SettingsDialog::Compute);
    setValue("settingSeed", 7);
    open(QStringLiteral("mlp.pt"));
    QCOMPARE(session().plan().seed, std::uint64_t(7));
    QVERIFY(session().undoStack()->isClean());
}

void TestSettingsWindow::memoryIsLimited()
{
    const auto before = availableBytes();
    QVERIFY(before);
    settings(SettingsDialog::Compute);
    const int megabytes = static_cast<int>((residentBytes() + *before / 2) / 1'000'000);
    setValue("settingMemoryMb", megabytes);
    QVERIFY(*availableBytes() < *before * 6 / 10);
    setValue("settingMemoryMb", 0);
    QVERIFY(*availableBytes() > *before * 8 / 10);
}

void TestSettingsWindow::editsAreRunAtOnce()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    find<QAction>("actionAutoRun")->trigger();
    QTest::qWait(900);
    QVERIFY(session().runs().all().empty()); // nothing was edited yet
    session().setUniform(0.5, study::GroupSelection::All);
    QTRY_COMPARE_WITH_TIMEOUT(session().runs().all().size(), std::size_t(1), kPatience);
    QVERIFY(!session().runStale());
    QVERIFY(m_window->shownView() != QStringLiteral("collapseView")); // nobody asked for it
    session().setUniform(0.25, study::GroupSelection::All);
    QTRY_COMPARE_WITH_TIMEOUT(session().runs().all().size(), std::size_t(2), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    session().undoStack()->undo(); // that plan has its run
    QTRY_COMPARE_WITH_TIMEOUT(session().selection().run(), 1, kPatience);
    QVERIFY(!session().runStale());
    QTest::qWait(900);
    QCOMPARE(session().runs().all().size(), std::size_t(2));
    find<QAction>("actionAutoRun")->trigger();
    session().setUniform(0.75, study::GroupSelection::All);
    QTest::qWait(900);
    QCOMPARE(session().runs().all().size(), std::size_t(2));
}

void TestSettingsWindow::pageIsReset()
{
    settings(SettingsDialog::Compute);
    auto* reset = find<QPushButton>("settingsReset");
    QVERIFY(!reset->isEnabled());
    setValue("settingSettleMs", 500);
    setValue("settingSeed", 3);
    QCOMPARE(Settings().value(Preference::SettleMs), 500);
    QVERIFY(reset->isEnabled());
    reset->click();
    QCOMPARE(Settings().value(Preference::SettleMs), rangeOf(Preference::SettleMs).first);
    QCOMPARE(find<QSpinBox>("settingSeed")->value(), 0);
    QVERIFY(!reset->isEnabled());
}

namespace {

QTreeWidgetItem* rowOf(const QTreeWidget& list, const QString& text)
{
    const QList<QTreeWidgetItem*> found = list.findItems(text, Qt::MatchExactly);
    return found.size() == 1 ? found[0] : nullptr;
}

} // namespace

void TestSettingsWindow::keysAreChosen()
{
    settings(SettingsDialog::Shortcuts);
    auto* list = find<QTreeWidget>("shortcutList");
    QTreeWidgetItem* row = rowOf(*list, QStringLiteral("Run"));
    QVERIFY(row);
    list->setCurrentItem(row);
    auto* edit = find<QKeySequenceEdit>("shortcutKeys");
    const auto inViews = list->findItems(QStringLiteral("B"), Qt::MatchExactly, 1);
    QCOMPARE(inViews.size(), 1); // of the matrix; listed, but fixed
    QVERIFY(inViews.front()->text(0).contains(QStringLiteral("branch")));
    list->setCurrentItem(inViews.front());
    QVERIFY(!edit->isEnabled());
    QVERIFY(list->findItems(QStringLiteral("Ctrl+R, Esc"), Qt::MatchExactly, 1).isEmpty());
    list->setCurrentItem(row);
    edit->setKeySequence(QKeySequence(QStringLiteral("F8")));
    Q_EMIT edit->editingFinished();
    auto* run = find<QAction>("actionRun");
    QCOMPARE(run->shortcut(), QKeySequence(QStringLiteral("F8")));
    QCOMPARE(row->text(1), QStringLiteral("F8"));
    open(QStringLiteral("mlp.pt"));
    QVERIFY(run->toolTip().contains(QStringLiteral("F8")));
    find<QPushButton>("shortcutReset")->click();
    QCOMPARE(run->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_R));
    QVERIFY(!Settings().keys(QStringLiteral("actionRun")));
    find<QPushButton>("shortcutClear")->click();
    QVERIFY(run->shortcut().isEmpty());
    find<QPushButton>("settingsReset")->click();
    QCOMPARE(run->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_R));
}

void TestSettingsWindow::takenKeysAreRefused_data()
{
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<QString>("holder");
    QTest::newRow("of a file") << QKeySequence(Qt::CTRL | Qt::Key_O) << QStringLiteral("Open");
    QTest::newRow("of figures") << QKeySequence(Qt::CTRL | Qt::Key_E)
                                << QStringLiteral("Export figure");
    QTest::newRow("of the graph") << QKeySequence(Qt::CTRL | Qt::Key_F)
                                  << QStringLiteral("Find a node");
    QTest::newRow("of the matrix")
        << QKeySequence(Qt::ALT | Qt::Key_Left) << QStringLiteral("Zoom back");
}

void TestSettingsWindow::takenKeysAreRefused()
{
    QFETCH(QKeySequence, keys);
    QFETCH(QString, holder);
    SettingsDialog* dialog = settings(SettingsDialog::Shortcuts);
    auto* list = find<QTreeWidget>("shortcutList");
    list->setCurrentItem(rowOf(*list, QStringLiteral("Run")));
    auto* edit = find<QKeySequenceEdit>("shortcutKeys");
    edit->setKeySequence(keys);
    Q_EMIT edit->editingFinished();
    QCOMPARE(find<QAction>("actionRun")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_R));
    bool said = false;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        said |= label->text().contains(QStringLiteral("\"%1\"").arg(holder));
    QVERIFY(said);
    // No two actions of the program have the same keys at first.
    for (const QAction* action : actionsWithKeys(*m_window))
        QVERIFY2(
            !holderOf(*m_window, action->shortcuts(), *action), qPrintable(action->objectName()));
}

/// In settings and in the palette, which both show these.
void TestSettingsWindow::everyKeyIsListed()
{
    open(QStringLiteral("mlp.pt"));
    const std::vector<QAction*> listed = actionsWithKeys(*m_window);
    for (QAction* action : m_window->findChildren<QAction*>()) {
        const bool known = std::find(listed.begin(), listed.end(), action) != listed.end();
        QVERIFY2(action->shortcut().isEmpty() || known, qPrintable(action->text()));
    }
    for (const char* name : {"actionExportFigure", "actionCopyPicture", "actionCopyValues",
             "actionShowTable", "actionExportAllViews", "toggle_groupsDock", "toggle_logDock"})
        QVERIFY2(
            std::find(listed.begin(), listed.end(), find<QAction>(name)) != listed.end(), name);
    // Keys that no action has cannot be seen or changed; only Esc of the presenter mode is fixed.
    const auto fixed = m_window->findChildren<QShortcut*>();
    QCOMPARE(fixed.size(), qsizetype(1));
    QCOMPARE(fixed[0]->key(), QKeySequence(Qt::Key_Escape));
}

void TestSettingsWindow::keysOfOneViewWorkInOthers()
{
    const auto* findNode = find<QAction>("actionFindNode");
    QVERIFY(!findNode->isEnabled());
    QCOMPARE(findNode->toolTip(), QStringLiteral("Open a model first"));
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    QCOMPARE(m_window->shownView(), QStringLiteral("clustersView"));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(find<ClusterPlot>("clusterPlot"), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_window->shownView(), QStringLiteral("graphView"));
    QTRY_VERIFY(find<QLineEdit>("graphSearch")->hasFocus());

    // Other views may use the keys of the matrix as long as it is not shown.
    auto* back = find<QAction>("actionZoomBack");
    auto* matrix = find<MatrixPlot>("matrixPlot");
    m_window->showView(QStringLiteral("matrixView"));
    QTRY_VERIFY_WITH_TIMEOUT(matrix->shownSize() > 0, kPatience);
    QVERIFY(!back->isEnabled());
    session().selection().seekChannels({0});
    QVERIFY(back->isEnabled());
    m_window->showView(QStringLiteral("overviewView"));
    QVERIFY(!back->isEnabled());
    m_window->showView(QStringLiteral("matrixView"));
    QVERIFY(back->isEnabled());
    const QRectF zoomed = matrix->view();
    QTest::keyClick(find<QWidget>("groupsTable"), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(matrix->view().width() > zoomed.width());
    QTest::keyClick(find<QWidget>("groupsTable"), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(matrix->view(), zoomed);
    // The button names the keys that a person has chosen.
    chooseKeys(*back, {QKeySequence(QStringLiteral("F8"))});
    QVERIFY(find<QToolButton>("matrixBack")->toolTip().contains(QStringLiteral("F8")));
}

void TestSettingsWindow::keysSurviveARestart()
{
    chooseKeys(*find<QAction>("actionRun"), {QKeySequence(QStringLiteral("F8"))});
    m_window.reset();
    makeWindow();
    QCOMPARE(find<QAction>("actionRun")->shortcut(), QKeySequence(QStringLiteral("F8")));
}

/// While the window is open, and only if the system decides.
void TestSettingsWindow::theThemeOfTheSystemIsFollowed()
{
    QPalette desktop(Qt::black); // as that of a dark desktop
    QVERIFY(isDark(desktop));
    const auto forget = qScopeGuard([] { setSystemPalette({}); });
    setSystemPalette([&desktop] { return desktop; });
    find<QAction>("actionThemeSystem")->trigger();
    QTRY_VERIFY(isDark(QApplication::palette()));
    QCOMPARE(QApplication::palette().color(QPalette::Base), darkPalette().color(QPalette::Base));
    desktop = QPalette(Qt::white);
    QVERIFY(!isDark(desktop));
    const auto tell = [this] {
        QEvent change(QEvent::ThemeChange);
        QCoreApplication::sendEvent(m_window->windowHandle(), &change);
        QTest::qWait(20);
    };
    tell();
    QVERIFY(!isDark(QApplication::palette()));
    find<QAction>("actionThemeLight")->trigger();
    desktop = QPalette(Qt::black);
    tell();
    QVERIFY(!isDark(QApplication::palette()));
    find<QAction>("actionThemeSystem")->trigger(); // has been looked at in the meantime
    QVERIFY(isDark(QApplication::palette()));
    m_watchdog.reset(); // the platform is asked by what polishes all widgets twice
    setSystemPalette({}); // that of tests is light
    QTRY_VERIFY(!isDark(QApplication::palette()));
}

QTEST_MAIN(TestSettingsWindow)
#include "test_settings_window.moc"
