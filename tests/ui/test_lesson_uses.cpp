// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson in a class: on a model of one's own, presented, exported, kept in a project, printed.
#include "tests/ui/figure_fixture.h"
#include "tests/ui/lesson_fixture.h"
#include "tests/ui/translation_file.h"

#include "ui/lesson/cheat_sheet.h"
#include "ui/lesson/formula.h"
#include "ui/session/language.h"
#include "ui/shell/keeper.h"
#include "ui/views/figure_export.h"

#include <QDockWidget>
#include <QFileInfo>
#include <QJsonArray>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolBar>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestLessonUses : public LessonTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void isDoneOnMyModel();
    void saysWhyNot();
    void isPresented();
    void isExported();
    void comesBackWithAProject();
    void survivesStrangeStates();
    void formulasAreSet();
    void theCheatSheetIsOnePage();
};

void TestLessonUses::isDoneOnMyModel()
{
    begin(LessonSubject::Six);
    QVERIFY(!find<QPushButton>("lessonOwn")->isEnabled());
    QCOMPARE(find<QPushButton>("lessonOwn")->toolTip(), QStringLiteral("Open a model first"));
    open(QStringLiteral("resnet18.pt"));
    QCOMPARE(m_window->shownView(), QStringLiteral("teachView")); // the lesson goes on
    session().selection().setGroup(5);
    session().setK(5, 20);
    waitForStatistics();
    const fold::Plan plan = session().plan();
    click("lessonOwn");
    settle();
    QCOMPARE(view().subject(), LessonSubject::Own);
    const study::GroupInfo& info = session().info().groups[5];
    QCOMPARE(view().lesson()->channels, info.channels);
    QCOMPARE(view().lesson()->k, 20);
    QVERIFY(page().content().why.contains(QString::fromStdString(info.name)));
    view().setStep(5);
    QCOMPARE(value(QStringLiteral("layerRatio"), 0, 0),
        session().statistics(5)->layers.front().predictedRatios[19]);
    // It follows the selection, and edits nothing.
    find<QSpinBox>("lessonK")->setValue(3);
    QTRY_COMPARE(view().lesson()->k, 3);
    QVERIFY(session().plan() == plan);
    session().selection().setGroup(7);
    QTRY_VERIFY_WITH_TIMEOUT(
        view().lesson() && view().lesson()->channels == session().info().groups[7].channels,
        kPatience);
    QCOMPARE(view().step(), 5);
}

void TestLessonUses::saysWhyNot()
{
    open(QStringLiteral("resnet18.pt"));
    m_window->showTeach();
    view().begin(LessonSubject::Own);
    settle();
    const auto& groups = session().info().groups;
    int frozen = -1;
    for (std::size_t group = 0; group < groups.size(); ++group)
        frozen = groups[group].foldable ? frozen : static_cast<int>(group);
    QVERIFY(frozen >= 0);
    session().selection().setGroup(frozen);
    QVERIFY(!view().lesson());
    QVERIFY(page().emptyText().contains(QString::fromStdString(groups[frozen].frozen)));
    QVERIFY(!page().hasContent());
    session().selection().setGroup(-1);
    QVERIFY(!page().emptyText().isEmpty());
}

void TestLessonUses::isPresented()
{
    begin(LessonSubject::Six);
    view().setStep(2);
    const int height = page().heightForWidth(800);
    const int docks = [this] {
        int shown = 0;
        for (const auto* dock : m_window->findChildren<QDockWidget*>())
            shown += dock->isHidden() ? 0 : 1;
        return shown;
    }();
    QVERIFY(docks > 0);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(m_window->presenting());
    QVERIFY(find<QAction>("actionPresent")->isChecked());
    for (const auto* dock : m_window->findChildren<QDockWidget*>())
        QVERIFY(dock->isHidden());
    QVERIFY(find<QToolBar>("mainToolBar")->isHidden());
    QVERIFY(page().heightForWidth(1200) > height);
    QVERIFY(page().font().pointSizeF() > 1.5 * QApplication::font().pointSizeF());
    QCOMPARE(view().step(), 2);
    QTest::keyClick(&page(), Qt::Key_Right);
    QCOMPARE(view().step(), 3);
    QTest::keyClick(&page(), Qt::Key_Escape);
    QVERIFY(!m_window->presenting());
    QVERIFY(!find<QToolBar>("mainToolBar")->isHidden());
    int shown = 0;
    for (const auto* dock : m_window->findChildren<QDockWidget*>())
        shown += dock->isHidden() ? 0 : 1;
    QCOMPARE(shown, docks);
    QCOMPARE(find<QAction>("actionCancel")->shortcut(), QKeySequence(Qt::Key_Escape));
    QVERIFY(find<QTabWidget>("centreTabs")->tabBar()->isVisible());
    // A window that is closed in the middle comes back with its docks.
    m_window->setPresenting(true);
    m_window->close();
    makeWindow();
    QVERIFY(!find<QToolBar>("mainToolBar")->isHidden());
    QVERIFY(!find<QDockWidget>("groupsDock")->isHidden());
}

void TestLessonUses::isExported()
{
    begin(LessonSubject::Six);
    view().setStep(6);
    for (const char* ending : {"pdf", "svg", "png", "csv"}) {
        const QString path = m_settings.path(QStringLiteral("lesson.") + QLatin1String(ending));
        FigureOptions options;
        options.format = *formatOf(path);
        QVERIFY(exportFigure(page(), options, path, {}).ok());
        QVERIFY(QFileInfo(path).size() > 200);
    }
    QVERIFY(page().table().rows.size() >= 12);
}

void TestLessonUses::comesBackWithAProject()
{
    open(QStringLiteral("mlp.pt"));
    begin(LessonSubject::Four);
    QVERIFY(typeInto("lessonWeights", 0, 0, QStringLiteral("0.5")));
    find<QSpinBox>("lessonK")->setValue(2);
    view().setStep(5);
    QTRY_COMPARE(view().lesson()->k, 2);
    QTRY_COMPARE(view().lesson()->weights.part(0, 0), 0.5);
    const QJsonObject state = view().viewState();
    const QVector<QVector<QVariant>> rows = page().table().rows;
    const QString path = m_settings.path(QStringLiteral("lesson.pleat"));
    QSignalSpy saved(&workflow(), &Workflow::saved);
    m_window->keeper().saveProject(path);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatience);
    makeWindow();
    m_window->openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(view().begun(), kPatience);
    QCOMPARE(m_window->shownView(), QStringLiteral("teachView"));
    settle();
    QCOMPARE(view().viewState(), state);
    QCOMPARE(page().table().rows, rows);
}

void TestLessonUses::survivesStrangeStates()
{
    m_window->showTeach();
    for (const QJsonObject& state : {QJsonObject{},
             QJsonObject{{QStringLiteral("begun"), true}, {QStringLiteral("subject"), 99},
                 {QStringLiteral("step"), -7}, {QStringLiteral("k"), QJsonArray{-1, 1e9}},
                 {QStringLiteral("guesses"), QJsonArray{7, QStringLiteral("x")}},
                 {QStringLiteral("weights"), QJsonArray{QJsonArray{1, 2}, 3}}},
             QJsonObject{
                 {QStringLiteral("begun"), QStringLiteral("x")}, {QStringLiteral("weights"), 5}}}) {
        view().restoreViewState(state);
        QTest::qWait(20);
        QVERIFY(view().step() >= 0 && view().step() < kLessonSteps);
        view().grab();
    }
    view().begin(LessonSubject::Six);
    settle();
    QCOMPARE(view().lesson()->variances[0], 2.0);
}

/// Fractions are as wide as their wider part, roots cover what is under them.
void TestLessonUses::formulasAreSet()
{
    QFont font;
    font.setPixelSize(20);
    const Formula one = upright(QStringLiteral("1"));
    const Formula wide = upright(QStringLiteral("1 + (c − 1) r"));
    const FormulaSize over = measure(fraction(wide, one), font);
    QVERIFY(over.width >= measure(wide, font).width);
    QVERIFY(over.height() > 1.8 * measure(one, font).height());
    QVERIFY(measure(root(wide), font).width > measure(wide, font).width);
    QVERIFY(measure(root(wide), font).ascent > measure(wide, font).ascent);
    const Formula squared = script(one, {}, upright(QStringLiteral("2")));
    QVERIFY(measure(squared, font).ascent > measure(one, font).ascent);
    QVERIFY(measure(squared, font).descent == measure(one, font).descent);
    QCOMPARE(plainText(root(fraction(wide, one))), QStringLiteral("√((1 + (c − 1) r)/(1))"));
    const Formula mean = barred(variable(QStringLiteral("w")));
    QCOMPARE(plainText(mean), QStringLiteral("mean(w)"));
    applyLanguage(Language::Korean);
    const QString korean = plainText(mean);
    applyLanguage(Language::English);
    QVERIFY2(korean.endsWith(QStringLiteral("(w)")) && hasHangul(korean), qPrintable(korean));
    // Nothing is drawn outside of the measured box.
    const Formula all = row({root(fraction(wide, squared)), barred(variable(QStringLiteral("w"))),
        script(variable(QStringLiteral("x")), one, one)});
    const FormulaSize size = measure(all, font);
    QImage image(static_cast<int>(size.width) + 80, static_cast<int>(size.height()) + 80,
        QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    draw(painter, all, font, 40, 40 + size.ascent);
    painter.end();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const bool inside =
                x >= 36 && x <= 44 + size.width && y >= 36 && y <= 44 + size.height();
            QVERIFY(inside || image.pixel(x, y) == qRgb(255, 255, 255));
        }
    }
}

void TestLessonUses::theCheatSheetIsOnePage()
{
    find<QAction>("actionPresent")->setShortcut(QKeySequence(Qt::Key_F8));
    find<QAction>("actionCheatSheet")->trigger();
    auto* dialog = m_window->findChild<CheatSheetDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* sheet = dialog->findChild<CheatSheet*>();
    QStringList terms;
    for (const auto& row : sheet->table().rows)
        terms << row[1].toString();
    for (const char* word : {"channel group", "frozen", "Ward tree", "fold", "probe", "run", "F8"})
        QVERIFY2(terms.contains(QString::fromLatin1(word)), word);
    const QString path = m_settings.path(QStringLiteral("sheet.pdf"));
    FigureOptions options;
    options.widthMm = 297;
    options.heightMm = 210;
    QVERIFY(exportFigure(*sheet, options, path, {}).ok());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("/Type /Page\n"), 1);
    find<QAction>("actionCheatSheet")->trigger(); // no second one
    QCOMPARE(m_window->findChildren<CheatSheetDialog*>().size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

QTEST_MAIN(TestLessonUses)
#include "test_lesson_uses.moc"
