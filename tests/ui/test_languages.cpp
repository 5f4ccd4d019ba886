// SPDX-License-Identifier: GPL-3.0-or-later
// English and Korean: the files of translations, the sentences of core, and the window itself, in
// which no text stays English and none is cut off at 1280 x 800.
// PLEAT_LANGUAGE_PICTURES=FOLDER writes a picture of every view there.
#include "tests/ui/clipped_text.h"
#include "tests/ui/translation_file.h"
#include "tests/ui/window_fixture.h"

#include "ui/session/core_text.h"
#include "ui/session/language.h"
#include "ui/session/settings.h"
#include "ui/session/text.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/theme.h"

#include <QActionGroup>
#include <QComboBox>
#include <QGroupBox>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>
#include <QTranslator>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

const QString kSources = QStringLiteral(PLEAT_SOURCE_DIR);

QString translationFile(const QString& language)
{
    return kSources + QStringLiteral("/resources/translations/pleat_%1.ts").arg(language);
}

bool hasHangul(const QString& text)
{
    return std::any_of(text.begin(), text.end(),
        [](QChar letter) { return letter.script() == QChar::Script_Hangul; });
}

/// Names and units that are the same in every language.
const QSet<QString>& commonWords()
{
    static const QSet<QString> kWords = [] {
        const QString words =
            QStringLiteral("Pleat PCA SNE PNG SVG PDF CSV MAC MACs ms MB GB kB mm dpi Rand Ward "
                           "ward average complete single greedy "
                           "kmeans spectral raw normalised fused incoming outgoing scale free Fold "
                           "AR REPAIR repair onnx pt pth "
                           "safetensors LibTorch TorchScript state dict safetensors ONNX KL Ctrl "
                           "bn data test fashion mnist noise English Cividis");
        const QStringList list = words.split(QLatin1Char(' '));
        return QSet<QString>(list.begin(), list.end());
    }();
    return kWords;
}

/// Words of two letters and more that are neither common nor in `names`; nothing if there is
/// Hangul.
QStringList foreignWords(const QString& text, const QSet<QString>& names)
{
    if (hasHangul(text) || names.contains(text))
        return {};
    static const QRegularExpression kWord(QStringLiteral("[A-Za-z][A-Za-z]+"));
    QStringList found;
    for (auto matches = kWord.globalMatch(text); matches.hasNext();) {
        const QString word = matches.next().captured();
        if (!commonWords().contains(word) && !names.contains(word))
            found << word;
    }
    return found;
}

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

    void translationsAreComplete_data();
    void translationsAreComplete();
    void translationsKeepPlaceholders();
    void translationsAreUpToDate();
    void sentencesOfCore_data();
    void sentencesOfCore();
    void everySentenceOfCoreCanBeFound();
    void buttonsOfQtFollow();
    void settingsRemember();
    void pluralsAreEnglish();

    void theCheckerSeesClippedTexts();
    void theCheckerSeesEnglishWords();
    void mnemonicsAreUnique_data() { addLanguages(); }
    void mnemonicsAreUnique();
    void startPage_data() { addLanguages(); }
    void startPage();
    void views_data() { addLanguages(); }
    void views();
    void dialogs_data() { addLanguages(); }
    void dialogs();

private:
    void addLanguages();
    void speak();
    void prepare();
    void settle();
    void check(const QString& name) { check(*m_window, name); }
    void check(QWidget& root, const QString& name);
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

void TestLanguages::translationsAreComplete_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("forms");
    QTest::addColumn<int>("least");
    QTest::newRow("English") << QStringLiteral("en") << 2 << 3;
    QTest::newRow("Korean") << QStringLiteral("ko") << 1 << 1500;
}

void TestLanguages::translationsAreComplete()
{
    QFETCH(QString, language);
    QFETCH(int, forms);
    QFETCH(int, least);
    const std::vector<Translation> entries = readTranslations(translationFile(language));
    QVERIFY(static_cast<int>(entries.size()) >= least);
    for (const Translation& entry : entries) {
        QVERIFY2(
            entry.type.isEmpty(), qPrintable(entry.type + QStringLiteral(": ") + entry.source));
        QCOMPARE(entry.forms.size(), entry.source.contains(QStringLiteral("%n")) ? forms : 1);
        for (const QString& form : entry.forms)
            QVERIFY2(!form.isEmpty(), qPrintable(entry.source));
    }
}

void TestLanguages::translationsKeepPlaceholders()
{
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("ko")}) {
        for (const Translation& entry : readTranslations(translationFile(language))) {
            for (const QString& form : entry.forms) {
                const QString both = entry.source + QStringLiteral(" -> ") + form;
                QVERIFY2(placeholders(entry.source) == placeholders(form), qPrintable(both));
                QVERIFY2(
                    mnemonic(entry.source).isNull() == mnemonic(form).isNull(), qPrintable(both));
            }
        }
    }
    QVERIFY(placeholders(QStringLiteral("%1 of %2")) != placeholders(QStringLiteral("%2/%2")));
    QVERIFY(mnemonic(QStringLiteral("R && D")).isNull());
    QCOMPARE(mnemonic(QStringLiteral("파일(&F)")), QChar(u'f'));
}

/// The sources hold the texts of the files, no more and no less.
void TestLanguages::translationsAreUpToDate()
{
    const QString lupdate = QStandardPaths::findExecutable(
        QStringLiteral("lupdate"), {QStringLiteral("/usr/lib/qt6/bin")});
    if (lupdate.isEmpty())
        QSKIP("lupdate (qt6-l10n-tools) is not installed");
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("ko")}) {
        const QString fresh = m_settings.path(language + QStringLiteral(".ts"));
        QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."),
            QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("-ts"), fresh};
        if (language == QStringLiteral("en"))
            arguments.prepend(QStringLiteral("-pluralonly"));
        QProcess process;
        process.setWorkingDirectory(kSources);
        process.start(lupdate, arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QSet<QString> wanted;
        QSet<QString> there;
        for (const Translation& entry : readTranslations(fresh))
            wanted << entry.key();
        for (const Translation& entry : readTranslations(translationFile(language)))
            there << entry.key();
        QVERIFY(!wanted.isEmpty());
        const QStringList missing = (wanted - there).values();
        const QStringList gone = (there - wanted).values();
        QVERIFY2(missing.isEmpty(),
            qPrintable(QStringLiteral("new: ") + missing.join(QStringLiteral("; "))));
        QVERIFY2(
            gone.isEmpty(), qPrintable(QStringLiteral("gone: ") + gone.join(QStringLiteral("; "))));
    }
}

void TestLanguages::sentencesOfCore_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("korean");
    const auto row = [](const char* english, const char* korean) {
        QTest::newRow(english) << QString::fromUtf8(english) << QString::fromUtf8(korean);
    };
    row("clustering", "클러스터링");
    row("no layer reads these channels", "이 채널을 읽는 레이어가 없습니다");
    row("k = 70, allowed is 1 to 64", "k = 70. 1에서 64까지 허용됩니다");
    // a reason within a sentence
    row("the group is frozen: network output", "고정된 그룹입니다: 네트워크 출력");
    row("the group is frozen: aten::cat has no coupling rule",
        "고정된 그룹입니다: aten::cat에는 결합 규칙이 없습니다");
    // what is put in may look like a placeholder
    row("unknown repair \"%1%2\"", "알 수 없는 복구 \"%1%2\"");
    // put together by a stream
    row("the fraction is 2, allowed is more than 0 up to 1",
        "fraction이(가) 2입니다. 허용: 0 초과 1 이하");
    row("what nobody wrote", "what nobody wrote");
    row("", "");
}

void TestLanguages::sentencesOfCore()
{
    QFETCH(QString, english);
    QFETCH(QString, korean);
    applyLanguage(Language::Korean);
    QCOMPARE(coreText(english), korean);
    applyLanguage(Language::English);
    QCOMPARE(coreText(english), english);
}

/// Each template, filled in, is known again.
void TestLanguages::everySentenceOfCoreCanBeFound()
{
    applyLanguage(Language::Korean);
    int checked = 0;
    for (const Translation& entry : readTranslations(translationFile(QStringLiteral("ko")))) {
        if (entry.context != QStringLiteral("core"))
            continue;
        QString text = entry.source;
        for (int i = 1; i <= 9; ++i)
            text.replace(QStringLiteral("%%1").arg(i), QStringLiteral("<%1>").arg(i));
        const QString shown = coreText(text);
        QVERIFY2(shown != text || entry.source == entry.forms[0], qPrintable(text));
        ++checked;
    }
    QVERIFY(checked > 500);
}

void TestLanguages::buttonsOfQtFollow()
{
    const auto cancelText = [] {
        QMessageBox box;
        return box.addButton(QMessageBox::Cancel)->text();
    };
    const QString english = cancelText();
    applyLanguage(Language::Korean);
    QVERIFY2(hasHangul(cancelText()), qPrintable(cancelText()));
    for (const auto button :
        {QMessageBox::Ok, QMessageBox::Save, QMessageBox::Discard, QMessageBox::Close}) {
        QMessageBox box;
        QVERIFY2(hasHangul(box.addButton(button)->text()), qPrintable(box.button(button)->text()));
    }
    QCOMPARE(QLocale().language(), QLocale::Korean);
    applyLanguage(Language::Korean); // once more leaves no second one behind
    applyLanguage(Language::English);
    QCOMPARE(cancelText(), english);
    QCOMPARE(QLocale().language(), QLocale::English);
    QCOMPARE(qApp->findChildren<QTranslator*>().size(), 1);
}

void TestLanguages::settingsRemember()
{
    for (const Language language : {Language::Korean, Language::System, Language::English}) {
        Settings().setLanguage(language);
        QCOMPARE(Settings().language(), language);
    }
    QCOMPARE(QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"))
                 .value(QStringLiteral("language"))
                 .toString(),
        QStringLiteral("en"));
}

void TestLanguages::pluralsAreEnglish()
{
    applyLanguage(Language::English);
    const auto text = [](int count) {
        return QCoreApplication::translate(
            "pleat::ui::FigureActions", "Copied %n row(s)", nullptr, count);
    };
    QCOMPARE(text(1), QStringLiteral("Copied 1 row"));
    QCOMPARE(text(3), QStringLiteral("Copied 3 rows"));
}

/// Samples that must fail: a checker that accepts them would accept anything.
void TestLanguages::theCheckerSeesClippedTexts()
{
    const QString text = QStringLiteral("한글 text that needs room");
    QWidget root;
    root.resize(600, 400);
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
    const auto place = [&](int width, int height) {
        int top = 0;
        for (QWidget* widget : QList<QWidget*>{label, wrapped, push, tool, tabs}) {
            widget->setGeometry(0, top, width, height);
            top += height + 2;
        }
        table->setGeometry(0, top, 500, 100);
        table->setColumnWidth(0, width);
    };
    root.show();
    place(400, 40);
    QCOMPARE(clippedTexts(root), QStringList());
    place(60, 20);
    const QStringList found = clippedTexts(root);
    QVERIFY2(found.size() == 6, qPrintable(found.join(QLatin1Char('\n'))));
}

void TestLanguages::theCheckerSeesEnglishWords()
{
    QCOMPARE(foreignWords(QStringLiteral("Save model..."), {}),
        QStringList({QStringLiteral("Save"), QStringLiteral("model")}));
    QCOMPARE(foreignWords(QStringLiteral("layer1.0.conv1"), {QStringLiteral("layer1.0.conv1")}),
        QStringList());
    QCOMPARE(foreignWords(QStringLiteral("t-SNE 12.3 ms"), {}), QStringList());
    QCOMPARE(foreignWords(QStringLiteral("PCA 그림"), {}), QStringList());
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

/// Two runs, edits since then, and images of noise.
void TestLanguages::prepare()
{
    open(QStringLiteral("resnet18.pt"));
    waitForStatistics();
    session().setUniform(0.75, study::GroupSelection::All);
    run();
    session().setRepair(QStringLiteral("bn"));
    session().setProbe("noise");
    run();
    session().selection().setRuns({1, 2});
    session().selection().setGroup(5);
    session().setK(5, 20);
    session().setLocked(2, true);
}

void TestLanguages::settle()
{
    QCoreApplication::processEvents();
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy() && !workflow().coreJobs().busy()
            && workflow().activity() == Activity::Idle,
        kPatience);
    QTest::qWait(60);
    QCoreApplication::processEvents();
}

void TestLanguages::views()
{
    speak();
    prepare();
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

/// Each one is opened by its action, pages of the settings one after another.
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
}

void TestLanguages::check(QWidget& root, const QString& name)
{
    QFETCH(Language, language);
    picture(root, name, false);
    const QStringList cut = clippedTexts(root);
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
    for (const QFileInfo& file : QDir(QStringLiteral(PLEAT_SAMPLES_DIR)).entryInfoList())
        names << file.completeBaseName() << file.fileName() << file.absoluteFilePath();
    return names;
}

QStringList TestLanguages::englishTexts(const QWidget& root) const
{
    QStringList texts;
    for (const QObject* object : root.findChildren<QObject*>()) {
        if (!object->isWidgetType() && !object->inherits("QAction"))
            continue;
        for (const char* property : {"text", "title", "windowTitle", "toolTip", "statusTip",
                 "whatsThis", "accessibleName", "accessibleDescription", "placeholderText",
                 "suffix", "prefix", "specialValueText"}) {
            if (!object->inherits("QLineEdit") || qstrcmp(property, "text") != 0)
                texts << object->property(property).toString();
        }
        if (const auto* tabs = qobject_cast<const QTabBar*>(object)) {
            for (int tab = 0; tab < tabs->count(); ++tab)
                texts << tabs->tabText(tab) << tabs->tabToolTip(tab);
        } else if (const auto* box = qobject_cast<const QComboBox*>(object)) {
            for (int item = 0; item < box->count(); ++item)
                texts << box->itemText(item) << box->itemData(item, Qt::ToolTipRole).toString();
        } else if (const auto* header = qobject_cast<const QHeaderView*>(object);
                   header && header->model()) {
            for (int column = 0; column < header->count(); ++column) {
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
                    texts << header->model()
                                 ->headerData(column, header->orientation(), role)
                                 .toString();
            }
        }
    }
    const QSet<QString> known = names();
    QStringList found;
    for (const QString& text : std::as_const(texts)) {
        if (!foreignWords(text, known).isEmpty() && !found.contains(text))
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
