// SPDX-License-Identifier: GPL-3.0-or-later
// The window in English and Korean: no text stays English, painted ones included, and none is cut
// off at 1280 x 800.
// PLEAT_LANGUAGE_PICTURES=FOLDER writes a picture of every view there.
#include "tests/ui/clipped_text.h"
#include "tests/ui/foreign_words.h"
#include "tests/ui/translation_file.h"
#include "tests/ui/window_fixture.h"
#include "tests/ui/window_texts.h"

#include "ui/lesson/lesson_page.h"
#include "ui/lesson/lesson_view.h"
#include "ui/session/language.h"
#include "ui/session/settings.h"
#include "ui/session/text.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/theme.h"
#include "ui/views/export_dialog.h"
#include "ui/views/graph_canvas.h"
#include "ui/views/python_dialog.h"

#include <QActionGroup>
#include <QComboBox>
#include <QGroupBox>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

void collectMenus(QMenu& menu, QList<QMenu*>& menus)
{
    menus << &menu;
    for (const QAction* action : menu.actions()) {
        if (action->menu())
            collectMenus(*action->menu(), menus);
    }
}

/// Two actions of one menu with the same letter.
QStringList doubledMnemonics(const QList<QAction*>& actions)
{
    QMap<QChar, QString> seen;
    QStringList found;
    for (const QAction* action : actions) {
        const QChar letter = mnemonic(action->text());
        if (letter.isNull())
            continue;
        if (seen.contains(letter))
            found << seen[letter] + QStringLiteral(" / ") + action->text();
        seen[letter] = action->text();
    }
    return found;
}

} // namespace

class TestLanguages : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void theCheckerSeesClippedTexts();
    void theCheckerSeesEnglishWords();
    void mnemonicsAreUnique_data() { addLanguages(); }
    void mnemonicsAreUnique();
    void startPage_data() { addLanguages(); }
    void startPage();
    void views_data() { addLanguages(); }
    void views();
    void lesson_data() { addLanguages(); }
    void lesson();
    void dialogs_data() { addLanguages(); }
    void dialogs();
    void switchesAtOnce();
    void whatWasSaidFollowsTheLanguage();

private:
    void addLanguages();
    void speak();
    void check(const QString& name) { check(*m_window, name); }
    void check(QWidget& root, const QString& name);
    void checkSteps(LessonSubject subject, const QString& name);
    void switchTo(Language language);
    void checkSwitched(Language language);
    QSet<QString> names() const;
    QStringList englishTexts(const QWidget& root) const;
    void picture(QWidget& root, const QString& name, bool dark);
};

void TestLanguages::initTestCase()
{
    setThreadCount(0);
}

void TestLanguages::cleanup()
{
    m_watchdog.reset();
    m_window.reset();
    applyLanguage(Language::English);
}

void TestLanguages::addLanguages()
{
    QTest::addColumn<Language>("language");
    QTest::newRow("English") << Language::English;
    QTest::newRow("Korean") << Language::Korean;
}

/// Samples that must fail: a checker that accepts them would accept anything.
void TestLanguages::theCheckerSeesClippedTexts()
{
    const QString text = QStringLiteral("한글 text that needs room");
    QWidget root;
    root.resize(600, 700);
    auto* label = new QLabel(text, &root);
    auto* wrapped = new QLabel(text, &root);
    wrapped->setWordWrap(true);
    auto* push = new QPushButton(text, &root);
    auto* tool = new QToolButton(&root);
    tool->setText(text);
    auto* tabs = new QTabBar(&root);
    tabs->addTab(text);
    auto* table = new QTableWidget(1, 1, &root);
    table->setHorizontalHeaderLabels({text});
    table->setItem(0, 0, new QTableWidgetItem(text));
    auto* combo = new QComboBox(&root);
    combo->addItem(text);
    auto* spin = new QSpinBox(&root);
    spin->setSuffix(text);
    auto* group = new QGroupBox(text, &root);
    auto* card = new Card(text, text, &root);
    const auto place = [&](int width, int height) {
        int top = 0;
        for (QWidget* widget :
            QList<QWidget*>{label, wrapped, push, tool, tabs, combo, spin, group}) {
            widget->setGeometry(0, top, width, height);
            top += height + 2;
        }
        card->setGeometry(0, top, width, width > 100 ? 100 : 40);
        table->setGeometry(0, top + 102, 500, 100);
        table->setColumnWidth(0, width);
    };
    root.show();
    place(400, 40);
    QCOMPARE(clippedTexts(root), QStringList());
    place(60, 20);
    const QStringList found = clippedTexts(root);
    QVERIFY2(found.size() == 11, qPrintable(found.join(QLatin1Char('\n'))));
}

void TestLanguages::theCheckerSeesEnglishWords()
{
    QCOMPARE(foreignWords(QStringLiteral("Save model..."), {}),
        QStringList({QStringLiteral("Save"), QStringLiteral("model")}));
    QCOMPARE(foreignWords(QStringLiteral("layer1.0.conv1"), {QStringLiteral("layer1.0.conv1")}),
        QStringList());
    QCOMPARE(foreignWords(QStringLiteral("t-SNE 12.3 ms"), {}), QStringList());
    const QSet<QString> names{QStringLiteral("layer3.0.downsample.0")};
    QCOMPARE(foreignWords(QStringLiteral("layer3.0.…nsample.0"), names), QStringList());
    QCOMPARE(foreignWords(QStringLiteral("Save …nsample.0"), names).size(), 2);
    QCOMPARE(foreignWords(QStringLiteral("PCA 그림"), {}), QStringList());
    for (const char* word : {"data", "test", "noise", "mean"})
        QCOMPARE(foreignWords(QString::fromLatin1(word), {}).size(), 1);
    // In the rows of tables and lists, but for names of keys.
    QWidget root;
    auto* table = new QTableWidget(1, 2, &root);
    table->setItem(0, 0, new QTableWidgetItem(QStringLiteral("not done")));
    table->setItem(0, 1, new QTableWidgetItem(QStringLiteral("Ctrl+Del")));
    auto* list = new QListWidget(&root);
    list->setObjectName(QStringLiteral("paletteList"));
    auto* item = new QListWidgetItem(QStringLiteral("열기"), list);
    item->setData(Qt::UserRole + 1, QStringLiteral("Action"));
    item->setData(Qt::UserRole + 2, QStringLiteral("There is nothing to save"));
    auto* log = new QPlainTextEdit(QStringLiteral("12:00:00  Run started"), &root);
    log->setObjectName(QStringLiteral("logText"));
    root.show();
    const QStringList read = windowTexts(root);
    for (const char* text :
        {"not done", "Action", "There is nothing to save", "12:00:00  Run started"})
        QVERIFY2(read.contains(QLatin1String(text)), text);
    QVERIFY(!read.contains(QStringLiteral("Ctrl+Del")));
    QCOMPARE(doubledMnemonics({new QAction(QStringLiteral("&A"), this),
                                  new QAction(QStringLiteral("B&a"), this)})
                 .size(),
        1);
}

void TestLanguages::speak()
{
    QFETCH(Language, language);
    Settings().setLanguage(language);
    makeWindow();
    m_watchdog.reset(); // what the window does in time is tested elsewhere
    find<QAction>("actionResetLayout")->trigger();
}

void TestLanguages::mnemonicsAreUnique()
{
    speak();
    QList<QMenu*> menus;
    for (const QAction* action : m_window->menuBar()->actions())
        collectMenus(*action->menu(), menus);
    QVERIFY(menus.size() >= 4);
    QStringList doubled = doubledMnemonics(m_window->menuBar()->actions());
    for (const QMenu* menu : menus)
        doubled += doubledMnemonics(menu->actions());
    QVERIFY2(doubled.isEmpty(), qPrintable(doubled.join(QStringLiteral("; "))));
}

void TestLanguages::startPage()
{
    speak();
    settle();
    check(QStringLiteral("startPage"));
}

void TestLanguages::views()
{
    speak();
    openWithTwoRuns();
    const QStringList docks{QStringLiteral("jobsDock"), QStringLiteral("logDock")};
    int shown = 0;
    for (const QAction* action : find<QAction>("actionClusters")->actionGroup()->actions()) {
        m_window->showView(action->data().toString());
        find<QDockWidget>(qPrintable(docks[shown % 2]))->raise();
        settle();
        check(action->data().toString());
        ++shown;
    }
    QVERIFY(shown >= 8);
    session().selection().setGroup(0);
    settle();
    check(QStringLiteral("otherGroup"));
}

/// Every step of every example, with the questions in between, on the screen and for a projector.
void TestLanguages::lesson()
{
    speak();
    open(QStringLiteral("resnet18.pt"));
    waitForStatistics();
    m_window->showTeach();
    for (const bool presenting : {false, true}) {
        m_window->setPresenting(presenting);
        const QString name = presenting ? QStringLiteral("presented") : QStringLiteral("lesson");
        checkSteps(LessonSubject::Six, name + QStringLiteral("Six"));
        checkSteps(LessonSubject::Four, name + QStringLiteral("Four"));
        checkSteps(LessonSubject::Own, name + QStringLiteral("Own"));
    }
    m_window->setPresenting(false);
    // A sentence of the window with one of core in it.
    const auto& groups = session().info().groups;
    const auto frozen = std::find_if(groups.begin(), groups.end(),
        [](const study::GroupInfo& group) { return !group.foldable; });
    QVERIFY(frozen != groups.end());
    session().selection().setGroup(static_cast<int>(frozen - groups.begin()));
    const QString reason = find<LessonPage>("lessonPage")->emptyText();
    QVERIFY(reason.contains(QString::fromStdString(frozen->name)));
    QFETCH(Language, language);
    QCOMPARE(
        reason.contains(QString::fromStdString(frozen->frozen)), language == Language::English);
}

void TestLanguages::checkSteps(LessonSubject subject, const QString& name)
{
    auto* view = find<LessonView>("teachView");
    view->begin(subject);
    QTRY_VERIFY_WITH_TIMEOUT(view->lesson(), kPatience);
    int questions = 0;
    for (int step = 0; step < kLessonSteps; ++step) {
        view->setStep(step);
        QTest::qWait(30); // lines that wrap are laid out in several rounds
        check(name + QString::number(step));
        const QScrollBar& across = *find<QScrollArea>("lessonScroll")->horizontalScrollBar();
        QVERIFY2(across.maximum() == 0, qPrintable(name + QString::number(step)));
        questions += find<QWidget>("lessonQuestionBox")->isVisible() ? 1 : 0;
    }
    QCOMPARE(questions, 3);
}

/// Each one is opened by its action, pages of the settings one after another; then those that open
/// in the course of something.
void TestLanguages::dialogs()
{
    speak();
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    settle();
    const std::pair<const char*, const char*> opened[] = {{"actionHelp", "helpWindow"},
        {"actionPalette", "commandPalette"}, {"actionAbout", "aboutDialog"},
        {"actionCheatSheet", "cheatSheetDialog"}, {"actionSettings", "settingsDialog"}};
    for (const auto& [action, dialog] : opened) {
        find<QAction>(action)->trigger();
        auto* root = find<QWidget>(dialog);
        QVERIFY(root && root->isVisible());
        QCoreApplication::processEvents();
        check(*root, QLatin1String(dialog));
        if (auto* settings = qobject_cast<SettingsDialog*>(root)) {
            for (int page = SettingsDialog::Plots; page <= SettingsDialog::Shortcuts; ++page) {
                settings->showPage(page);
                QCoreApplication::processEvents();
                check(*root, QStringLiteral("settings%1").arg(page));
            }
        }
        root->close();
    }
    auto* figure = dynamic_cast<Figure*>(find<QWidget>("elbowPlot"));
    QVERIFY(figure);
    const std::pair<QDialog*, QString> own[] = {
        {new ExportDialog(*figure, {}, m_window.get()), QStringLiteral("exportDialog")},
        {new PythonDialog(QStringLiteral("mlp.pt"), QStringLiteral("import torch"), m_window.get()),
            QStringLiteral("pythonDialog")}};
    for (const auto& [dialog, name] : own) {
        dialog->show();
        QCoreApplication::processEvents();
        check(*dialog, name);
        dialog->close();
    }
}

/// While windows are open: what is rebuilt, and what is shown again, is in the other language.
void TestLanguages::switchesAtOnce()
{
    Settings().setLanguage(Language::English);
    makeWindow();
    m_watchdog.reset(); // what the window does in time is tested elsewhere
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    settle();
    for (const Language language : {Language::Korean, Language::English}) {
        find<QAction>("actionCheatSheet")->trigger();
        QVERIFY(find<QDialog>("cheatSheetDialog")->isVisible());
        switchTo(language);
        QVERIFY(!m_window->findChild<QDialog*>(QStringLiteral("cheatSheetDialog")));
        checkSwitched(language);
        find<QAction>("actionCheatSheet")->trigger();
        QCoreApplication::processEvents();
        checkSwitched(language);
    }
}

/// Names of edits and of jobs, and why something failed, were said before the switch.
void TestLanguages::whatWasSaidFollowsTheLanguage()
{
    Settings().setLanguage(Language::English);
    makeWindow();
    m_watchdog.reset();
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    session().setUniform(0.5, study::GroupSelection::All);
    run();
    session().renameRun(1, QStringLiteral("run"));
    session().setRepair(QStringLiteral("bn"));
    session().setProbeCount(20);
    session().setSeed(3);
    const int group = session().selection().group();
    session().setK(group, 20);
    session().setLocked(group, true);
    session().removeRuns({1});
    settle();
    const Error error{ErrorCode::Cancelled, "cancelled", {}, {}};
    session().setFailure(group, [error] { return notDoneText(error); });
    const auto texts = [this, group] {
        QStringList all{session().failure(group), find<QAction>("actionUndo")->text()};
        for (int edit = 0; edit < session().undoStack()->count(); ++edit)
            all << session().undoStack()->text(edit);
        const QAbstractItemModel& jobs = *find<QTableView>("jobsTable")->model();
        for (int job = 0; job < jobs.rowCount(); ++job)
            all << jobs.index(job, 0).data().toString();
        return all;
    };
    const QStringList english = texts();
    QVERIFY(english.size() > 12);
    QVERIFY(english.filter(QRegularExpression(QStringLiteral("[가-힣]"))).isEmpty());
    switchTo(Language::Korean);
    for (const QString& text : texts())
        QVERIFY2(hasHangul(text), qPrintable(text));
    switchTo(Language::English);
    const QStringList now = texts(); // views that were made anew may have begun more jobs
    for (const QString& text : english)
        QVERIFY2(now.contains(text), qPrintable(text));
}

void TestLanguages::switchTo(Language language)
{
    find<QAction>("actionSettings")->trigger();
    find<SettingsDialog>("settingsDialog")->showPage(SettingsDialog::Appearance);
    find<QComboBox>("settingLanguage")->setCurrentIndex(static_cast<int>(language));
    const bool korean = language == Language::Korean;
    QTRY_COMPARE(hasHangul(find<QAction>("actionOpen")->text()), korean);
    find<QPlainTextEdit>("logText")->clear(); // a record: it stays as it was written
}

void TestLanguages::checkSwitched(Language language)
{
    for (const QAction* action : find<QAction>("actionClusters")->actionGroup()->actions()) {
        const QString view = action->data().toString();
        m_window->showView(view);
        settle();
        QStringList wrong;
        if (language == Language::Korean)
            wrong = englishTexts(*m_window);
        else
            wrong = windowTexts(*m_window).filter(QRegularExpression(QStringLiteral("[가-힣]")));
        wrong.removeAll(QStringLiteral("한국어")); // the choice itself
        QVERIFY2(wrong.isEmpty(), qPrintable(view + u": " + wrong.join(QStringLiteral("; "))));
    }
}

void TestLanguages::check(QWidget& root, const QString& name)
{
    QFETCH(Language, language);
    picture(root, name, false);
    QStringList cut = clippedTexts(root);
    for (int round = 0; round < 10 && !cut.isEmpty(); ++round) { // lines that wrap take several
        QTest::qWait(50);
        cut = clippedTexts(root);
    }
    if (!cut.isEmpty())
        QTest::qFail(qPrintable(name + QStringLiteral(": ") + cut.join(QStringLiteral("; "))),
            __FILE__, __LINE__);
    if (language != Language::Korean)
        return;
    const QStringList english = englishTexts(root);
    if (!english.isEmpty())
        QTest::qFail(qPrintable(name + QStringLiteral(": ") + english.join(QStringLiteral("; "))),
            __FILE__, __LINE__);
}

/// Layers, groups, files and the like, which keep their names.
QSet<QString> TestLanguages::names() const
{
    QSet<QString> names;
    for (const study::GroupInfo& group : session().info().groups) {
        names << QString::fromStdString(group.name) << QString::fromStdString(group.id);
        for (const std::string& layer : group.layers)
            names << QString::fromStdString(layer);
    }
    QStringList operators;
    if (const auto& outline = m_window->findChild<GraphCanvas*>()->scene().outline) {
        for (const study::OutlineNode& node : outline->nodes) {
            if (node.layer)
                names << QString::fromStdString(node.name);
            else
                operators << QString::fromStdString(node.name);
        }
        for (const study::OutlineBlock& block : outline->blocks)
            names << QString::fromStdString(block.name);
    }
    for (const QString& name : QSet<QString>(names))
        names << name.section(QLatin1Char('.'), -1);
    // Only as a whole: the box of an operator says its kind, which is translated.
    names.unite(QSet<QString>(operators.begin(), operators.end()));
    for (const QFileInfo& file : QDir(QStringLiteral(PLEAT_SAMPLES_DIR)).entryInfoList())
        names << file.completeBaseName() << file.fileName() << file.absoluteFilePath();
    return names;
}

QStringList TestLanguages::englishTexts(const QWidget& root) const
{
    const QSet<QString> known = names();
    static const QRegularExpression kHash(QStringLiteral("^[0-9a-f]{6,}$"));
    QStringList found;
    for (const QString& text : windowTexts(root)) {
        if (!foreignWords(text, known).isEmpty() && !kHash.match(text).hasMatch()
            && !found.contains(text))
            found << text;
    }
    return found;
}

void TestLanguages::picture(QWidget& root, const QString& name, bool dark)
{
    QFETCH(Language, language);
    const QString folder = qEnvironmentVariable("PLEAT_LANGUAGE_PICTURES");
    if (folder.isEmpty())
        return;
    applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    const QString code = language == Language::Korean ? QStringLiteral("ko") : QStringLiteral("en");
    root.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, code));
}

QTEST_MAIN(TestLanguages)
#include "test_languages.moc"
