// SPDX-License-Identifier: GPL-3.0-or-later
// Workspaces, the palette of commands, help, and a window made anew, as a person uses them.
#include "tests/ui/first_start_fixture.h"

#include "ui/session/fuzzy_match.h"
#include "ui/shell/help_window.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QTextBlock>
#include <QTextBrowser>
#include <QWhatsThis>

#include <iterator>
#include <random>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestManners : public FirstStartTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeFirstWindow(); }
    void cleanup() { forgetLooks(); }

    void fuzzyMatchKnowsWhatIsMeant_data();
    void fuzzyMatchKnowsWhatIsMeant();
    void fuzzyMatchPutsTheBestFirst_data();
    void fuzzyMatchPutsTheBestFirst();
    void workspacesComeBackAsTheyWereLeft();
    void fullScreenShowsTheViewAlone();
    void paletteStartsActions();
    void paletteGoesToGroupsAndFiles();
    void paletteSaysWhyNot();
    void helpIsOnTheViewInFocus();
    void keysTellWhatIsInFocus();
    void helpHasNoDeadLinks();
    void aboutNamesTheLicences();
    void rebuiltWindowShowsTheSame();
    void rebuiltWindowChangesItsWorkspace();
    void floatingDocksComeBack();
    void arrangementsSurviveAnyOrder();
    void speaksAnotherLanguageAtOnce();

private:
    void typeIntoPalette(const QString& text);
};

void TestManners::fuzzyMatchKnowsWhatIsMeant_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("fits");
    QTest::newRow("nothing typed") << QString() << true;
    QTest::newRow("letters in order") << QStringLiteral("svrc") << true;
    QTest::newRow("words in any order") << QStringLiteral("recipe save") << true;
    QTest::newRow("capitals") << QStringLiteral("SAVE") << true;
    QTest::newRow("wrong order") << QStringLiteral("crvs") << false;
    QTest::newRow("letter too many") << QStringLiteral("savee recipee") << false;
    QTest::newRow("one word is missing") << QStringLiteral("save model") << false;
}

void TestManners::fuzzyMatchKnowsWhatIsMeant()
{
    QFETCH(QString, query);
    QFETCH(bool, fits);
    QCOMPARE(fuzzyMatch(query, QStringLiteral("Save recipe")).has_value(), fits);
}

void TestManners::fuzzyMatchPutsTheBestFirst_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("start of words")
        << QStringLiteral("sr") << QStringLiteral("Save recipe") << QStringLiteral("Fassare");
    QTest::newRow("whole word") << QStringLiteral("run") << QStringLiteral("Run")
                                << QStringLiteral("Return");
    QTest::newRow("shorter") << QStringLiteral("open") << QStringLiteral("Open")
                             << QStringLiteral("Open recent");
    QTest::newRow("side by side") << QStringLiteral("conv") << QStringLiteral("layer1.conv1")
                                  << QStringLiteral("cell one v");
}

void TestManners::fuzzyMatchPutsTheBestFirst()
{
    QFETCH(QString, query);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto best = fuzzyMatch(query, better);
    const auto other = fuzzyMatch(query, worse);
    QVERIFY(best && other);
    QVERIFY2(*best > *other, qPrintable(QStringLiteral("%1, %2").arg(*best).arg(*other)));
}

void TestManners::workspacesComeBackAsTheyWereLeft()
{
    open(QStringLiteral("mlp.pt"));
    QVERIFY(find<QAction>("actionWorkspaceExplore")->isChecked());
    const auto hidden = [this](const char* dock) { return find<QDockWidget>(dock)->isHidden(); };
    find<QAction>("actionWorkspaceTune")->trigger();
    QCOMPARE(m_window->shownView(), QStringLiteral("overviewView"));
    QVERIFY(!hidden("tunerDock") && !hidden("groupsDock"));
    find<QAction>("actionWorkspaceCompare")->trigger();
    QCOMPARE(m_window->shownView(), QStringLiteral("runsView"));
    QVERIFY(hidden("tunerDock") && hidden("groupsDock"));
    m_window->showView(QStringLiteral("compareView"));
    find<QDockWidget>("groupsDock")->show();
    find<QAction>("actionWorkspaceExplore")->trigger();
    QCOMPARE(m_window->shownView(), QStringLiteral("clustersView"));
    QVERIFY(!hidden("tunerDock"));
    find<QAction>("actionWorkspaceCompare")->trigger();
    QCOMPARE(m_window->shownView(), QStringLiteral("compareView"));
    QVERIFY(hidden("tunerDock") && !hidden("groupsDock"));
    m_window->close();
    m_window.reset();
    makeWindow();
    QVERIFY(find<QAction>("actionWorkspaceCompare")->isChecked());
    QVERIFY(hidden("tunerDock") && !hidden("groupsDock"));
    find<QAction>("actionResetLayout")->trigger();
    QVERIFY(hidden("groupsDock"));
}

void TestManners::fullScreenShowsTheViewAlone()
{
    open(QStringLiteral("mlp.pt"));
    find<QAction>("actionFullScreen")->trigger();
    QVERIFY(m_window->isFullScreen());
    QVERIFY(find<QDockWidget>("groupsDock")->isHidden());
    find<QAction>("actionFullScreen")->trigger();
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(!find<QDockWidget>("groupsDock")->isHidden());
}

void TestManners::typeIntoPalette(const QString& text)
{
    find<QAction>("actionPalette")->trigger();
    QTest::keyClicks(find<QLineEdit>("paletteQuery"), text);
}

void TestManners::paletteStartsActions()
{
    open(QStringLiteral("mlp.pt"));
    typeIntoPalette(QStringLiteral("dark th"));
    QTest::keyClick(find<QLineEdit>("paletteQuery"), Qt::Key_Return);
    QVERIFY(isDark(QApplication::palette()));
    QTRY_VERIFY(!m_window->findChild<QLineEdit*>(QStringLiteral("paletteQuery")));
}

void TestManners::paletteGoesToGroupsAndFiles()
{
    open(QStringLiteral("resnet18.pt"));
    typeIntoPalette(QStringLiteral("group 3 1 conv1"));
    const QListWidgetItem* row = find<QListWidget>("paletteList")->currentItem();
    QVERIFY(row && row->text() == QStringLiteral("layer3.1.conv1"));
    QTest::keyClick(find<QLineEdit>("paletteQuery"), Qt::Key_Return);
    QCOMPARE(session().currentInfo()->name, std::string("layer3.1.conv1"));
    QTRY_VERIFY(!m_window->findChild<QLineEdit*>(QStringLiteral("paletteQuery")));
    typeIntoPalette(QStringLiteral("sample mlp"));
    QTest::keyClick(find<QLineEdit>("paletteQuery"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session().info().name, std::string("mlp"), kPatience);
}

void TestManners::paletteSaysWhyNot()
{
    typeIntoPalette(QStringLiteral("save recipe"));
    auto* list = find<QListWidget>("paletteList");
    const QListWidgetItem* row = list->item(0);
    QVERIFY(row && !(row->flags() & Qt::ItemIsEnabled));
    bool said = false;
    for (int role = Qt::UserRole; role < Qt::UserRole + 4; ++role)
        said |= row->data(role).toString() == QStringLiteral("Open a model first");
    QVERIFY(said);
    QTest::keyClick(find<QLineEdit>("paletteQuery"), Qt::Key_Return);
    QVERIFY(list->isVisible());
    QTest::keyClick(find<QLineEdit>("paletteQuery"), Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QLineEdit*>(QStringLiteral("paletteQuery")));
}

void TestManners::helpIsOnTheViewInFocus()
{
    const auto topic = [this] {
        find<QAction>("actionHelp")->trigger();
        return find<HelpWindow>("helpWindow")->topic();
    };
    QCOMPARE(topic(), QStringLiteral("start"));
    open(QStringLiteral("mlp.pt"));
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        const QString view = action->data().toString();
        if (!view.endsWith(QStringLiteral("View")))
            continue;
        m_window->showView(view);
        m_window->findChild<QWidget*>(view)->setFocus();
        QVERIFY2(hasHelpTopic(view.chopped(4)), qPrintable(view));
        QCOMPARE(topic(), view.chopped(4));
        QVERIFY(find<QTextBrowser>("helpPage")->toPlainText().size() > 100);
    }
}

namespace {

QWidget* whatsThisText()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (widget->inherits("QWhatsThat") && widget->isVisible())
            return widget;
    }
    return nullptr;
}

} // namespace

void TestManners::keysTellWhatIsInFocus()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    for (const char* name : {"groupsTable", "kSpin", "elbowPlot"}) {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        auto* control = find<QWidget>(name);
        control->setFocus();
        QTRY_VERIFY(control->hasFocus());
        QTest::keyClick(control, Qt::Key_F1, Qt::ShiftModifier);
        QVERIFY2(!QWhatsThis::inWhatsThisMode() && whatsThisText(), name);
        const QImage shown = whatsThisText()->grab().toImage();
        // The text itself cannot be asked for, but it looks as this does.
        QVERIFY(!control->whatsThis().isEmpty());
        QWhatsThis::showText({}, control->whatsThis(), control);
        QVERIFY(whatsThisText()->grab().toImage() == shown);
        QTest::keyClick(whatsThisText(), Qt::Key_Escape);
        QTRY_VERIFY(!whatsThisText());
    }
    find<QAction>("actionWhatsThisClick")->trigger();
    QVERIFY(QWhatsThis::inWhatsThisMode());
    QWhatsThis::leaveWhatsThisMode();
}

void TestManners::helpHasNoDeadLinks()
{
    find<QAction>("actionHelp")->trigger();
    auto* page = find<QTextBrowser>("helpPage");
    for (const HelpTopic& topic : helpTopics()) {
        QVERIFY2(!topic.title.isEmpty(), qPrintable(topic.name));
        find<HelpWindow>("helpWindow")->showTopic(topic.name);
        for (QTextBlock block = page->document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QString link = part.fragment().charFormat().anchorHref();
                if (link.endsWith(QStringLiteral(".md")))
                    QVERIFY2(hasHelpTopic(link.chopped(3)), qPrintable(topic.name + link));
            }
        }
    }
    const QDir english(QStringLiteral(":/help/en"));
    QCOMPARE(english.entryList().size(), qsizetype(helpTopics().size()));
    QCOMPARE(QDir(QStringLiteral(":/help/ko")).entryList(), english.entryList());
    page->setSource(page->source().resolved(QUrl(QStringLiteral("words.md"))));
    QCOMPARE(find<HelpWindow>("helpWindow")->topic(), QStringLiteral("words"));
}

void TestManners::aboutNamesTheLicences()
{
    find<QAction>("actionAbout")->trigger();
    const QString text = find<QTextBrowser>("aboutText")->toPlainText();
    for (const char* part :
        {"GNU General Public License", "QCustomPlot", "LibTorch", "Eigen", "Qt 6"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
}

void TestManners::rebuiltWindowShowsTheSame()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    m_window->showView(QStringLiteral("matrixView"));
    session().setK(session().selection().group(), 20);
    find<QAction>("actionRun")->trigger(); // goes on while the window is made anew
    const Session* before = &session();
    const int group = session().selection().group();
    m_watchdog.reset(); // making a window is not counted
    m_window->rebuild();
    QCOMPARE(&session(), before);
    QCOMPARE(session().selection().group(), group);
    QCOMPARE(find<QSpinBox>("kSpin")->value(), 20);
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    QVERIFY(session().run());
    QCOMPARE(m_window->findChildren<QAction*>(QStringLiteral("actionRun")).size(), 1);
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(find<QSpinBox>("kSpin")->value(), int(session().currentInfo()->channels));
}

/// Nothing of the docks and toolbars that are gone is left in the layout.
void TestManners::rebuiltWindowChangesItsWorkspace()
{
    m_watchdog.reset(); // making a window is not counted
    for (int turn = 0; turn < 3; ++turn) {
        m_window->rebuild();
        for (const char* workspace :
            {"actionWorkspaceTune", "actionWorkspaceCompare", "actionWorkspaceExplore"}) {
            find<QAction>(workspace)->trigger();
            QTest::qWait(20);
            find<QAction>("actionResetLayout")->trigger();
        }
    }
    for (const char* dock : {"groupsDock", "tunerDock", "logDock"}) {
        QCOMPARE(m_window->findChildren<QDockWidget*>(QLatin1String(dock)).size(), 1);
        QVERIFY(!find<QDockWidget>(dock)->isHidden());
    }
}

void TestManners::floatingDocksComeBack()
{
    open(QStringLiteral("mlp.pt"));
    const char* const workspaces[] = {
        "actionWorkspaceTune", "actionWorkspaceCompare", "actionWorkspaceExplore"};
    for (const char* dock : {"groupsDock", "tunerDock", "logDock", "jobsDock"}) {
        for (const char* workspace : workspaces) {
            find<QDockWidget>(dock)->setFloating(true);
            find<QDockWidget>(dock)->show();
            QTest::qWait(20);
            find<QAction>(workspace)->trigger();
            QTest::qWait(20);
        }
        find<QAction>("actionResetLayout")->trigger();
    }
    for (const char* workspace : workspaces) {
        find<QAction>(workspace)->trigger();
        find<QAction>("actionResetLayout")->trigger();
        for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>())
            QVERIFY(!dock->isFloating());
    }
}

/// Everything that moves docks, in random order.
void TestManners::arrangementsSurviveAnyOrder()
{
    open(QStringLiteral("mlp.pt"));
    m_watchdog.reset(); // making a window is not counted
    std::mt19937 random(5);
    const char* const actions[] = {"actionWorkspaceTune", "actionWorkspaceCompare",
        "actionWorkspaceExplore", "actionWorkspaceTeach", "actionResetLayout", "actionFullScreen",
        "actionPresent", "toggle_tunerDock", "toggle_jobsDock", "actionMatrix"};
    const char* const docks[] = {"groupsDock", "tunerDock", "logDock", "jobsDock"};
    for (int step = 0; step < 400; ++step) {
        const unsigned dice = random() % 16;
        if (dice < std::size(actions))
            find<QAction>(actions[dice])->trigger();
        else if (dice == 10)
            m_window->rebuild();
        else if (dice == 11)
            m_window->resize(1100 + random() % 600, 700 + random() % 300);
        else if (dice == 12)
            find<QDockWidget>(docks[random() % 4])->close();
        else if (dice == 13)
            find<QDockWidget>(docks[random() % 4])->raise();
        else
            find<QDockWidget>(docks[random() % 4])->setFloating(dice == 14);
        if (random() % 3 == 0)
            QTest::qWait(random() % 40);
    }
    find<QAction>("actionWorkspaceExplore")->trigger();
    find<QAction>("actionResetLayout")->trigger();
    for (const char* dock : docks)
        QVERIFY(!find<QDockWidget>(dock)->isHidden());
}

void TestManners::speaksAnotherLanguageAtOnce()
{
    open(QStringLiteral("mlp.pt"));
    settings(SettingsDialog::Appearance);
    m_watchdog.reset(); // making a window is not counted
    find<QComboBox>("settingLanguage")->setCurrentIndex(static_cast<int>(Language::Korean));
    const auto text = [this] { return find<QAction>("actionOpen")->text(); };
    QTRY_VERIFY(text().contains(QStringLiteral("열기")));
    QVERIFY(find<SettingsDialog>("settingsDialog")->isVisible()); // anew, on the same page
    QCOMPARE(find<SettingsDialog>("settingsDialog")->page(), int(SettingsDialog::Appearance));
    QVERIFY(session().hasModel());
    find<QAction>("actionHelp")->trigger();
    QVERIFY(find<HelpWindow>("helpWindow")->topic() == QStringLiteral("clusters"));
    QVERIFY(helpTopics()[0].title == QStringLiteral("첫걸음"));
    find<QComboBox>("settingLanguage")->setCurrentIndex(static_cast<int>(Language::English));
    QTRY_VERIFY(text().contains(QStringLiteral("Open")));
}

QTEST_MAIN(TestManners)
#include "test_manners.moc"
