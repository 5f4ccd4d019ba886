// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson as a person gives it: every number on the page is that of the core, keys and clicks
// lead through it, edits and a way back.
#include "tests/ui/figure_fixture.h"

#include "ui/lesson/cheat_sheet.h"
#include "ui/lesson/lesson_page.h"
#include "ui/lesson/lesson_view.h"
#include "ui/lesson/matrix_editor.h"
#include "ui/shell/keeper.h"
#include "ui/shell/theme.h"
#include "ui/views/figure_export.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

#include <cmath>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestLesson : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void needsNoModel();
    void costsNothingWhileHidden();
    void showsTheNumbersOfTheCore_data();
    void showsTheNumbersOfTheCore();
    void showsTheNumbersOfTheExample();
    void showsTheMistake();
    void isLedByKeys();
    void asksBeforeThreeSteps();
    void editsAreFollowed();
    void strangeInputChangesNothing_data();
    void strangeInputChangesNothing();
    void goesBackExactly();
    void isDoneOnMyModel();
    void saysWhyNot();
    void isPresented();
    void isExported();
    void comesBackWithAProject();
    void survivesStrangeStates();
    void formulasAreSet();
    void theCheatSheetIsOnePage();

private:
    LessonView& view() const { return *find<LessonView>("teachView"); }
    LessonPage& page() const { return *find<LessonPage>("lessonPage"); }
    void begin(LessonSubject subject);
    void settle();
    void click(const char* name);
    const LessonTable* table(const QString& name) const;
    double value(const QString& table, std::size_t row, std::size_t column) const;
    void compareMatrix(const QString& name, const study::LessonMatrix& matrix);
    void compareStep();
    bool typeInto(const char* editor, int row, int column, const QString& text);
    QVector<PlotTable> allTables();
};

void TestLesson::begin(LessonSubject subject)
{
    m_window->showTeach();
    view().begin(subject);
    settle();
}

void TestLesson::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(view().lesson(), kPatience);
    QTest::qWait(30);
    QTRY_VERIFY_WITH_TIMEOUT(view().lesson(), kPatience);
}

void TestLesson::click(const char* name)
{
    auto* button = find<QAbstractButton>(name);
    QVERIFY2(button->isVisible() && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

const LessonTable* TestLesson::table(const QString& name) const
{
    for (const LessonTable& each : page().content().tables) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

double TestLesson::value(const QString& name, std::size_t row, std::size_t column) const
{
    const LessonTable* found = table(name);
    return found ? found->cells.at(row).at(column).value : std::nan("");
}

void TestLesson::compareMatrix(const QString& name, const study::LessonMatrix& matrix)
{
    const LessonTable* found = table(name);
    QVERIFY2(found, qPrintable(name));
    QCOMPARE(found->cells.size(), static_cast<std::size_t>(matrix.corner.rows()));
    for (Eigen::Index i = 0; i < matrix.corner.rows(); ++i) {
        for (Eigen::Index j = 0; j < matrix.corner.cols(); ++j) {
            const LessonTable::Cell& cell =
                found->cells[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
            QCOMPARE(cell.value, matrix.corner(i, j));
            QCOMPARE(cell.text, lessonNumber(matrix.corner(i, j)));
        }
    }
    QCOMPARE(found->more.isEmpty(), matrix.whole());
}

void TestLesson::compareStep()
{
    const study::Lesson& lesson = *view().lesson();
    const std::size_t shown = std::min<std::size_t>(lesson.clusters.size(), study::kLessonCorner);
    switch (view().step()) {
    case 0:
        compareMatrix(QStringLiteral("weights"), lesson.weights);
        return compareMatrix(QStringLiteral("consumers"), lesson.consumers);
    case 1:
        for (std::size_t i = 0; i < std::min<std::size_t>(8, lesson.variances.size()); ++i)
            QCOMPARE(value(QStringLiteral("variances"), i, 0), lesson.variances[i]);
        return compareMatrix(QStringLiteral("correlations"), lesson.correlations);
    case 2:
        for (std::size_t m = 0; m < std::min<std::size_t>(8, lesson.merges.size()); ++m)
            QCOMPARE(value(QStringLiteral("merges"), m, 2), lesson.merges[m].inertiaIncrease);
        return compareMatrix(QStringLiteral("distances"), lesson.distances);
    case 3:
        QVERIFY(plainText(page().content().formulas.back()).contains(lessonNumber(lesson.inertia)));
        for (std::size_t c = 0; c < shown; ++c)
            QCOMPARE(value(QStringLiteral("clusters"), c, 1),
                static_cast<double>(lesson.clusters[c].members.size()));
        return;
    case 4:
        compareMatrix(QStringLiteral("centres"), lesson.centres);
        return compareMatrix(QStringLiteral("summed"), lesson.summed);
    case 5:
        for (std::size_t c = 0; c < shown; ++c) {
            const double r = value(QStringLiteral("ratios"), c, 2);
            QVERIFY(r == lesson.clusters[c].correlation
                || (std::isnan(r) && lesson.clusters[c].members.size() == 1));
            QCOMPARE(value(QStringLiteral("ratios"), c, 1), lesson.clusters[c].variance);
            QCOMPARE(value(QStringLiteral("ratios"), c, 3), lesson.clusters[c].merged);
            QCOMPARE(value(QStringLiteral("ratios"), c, 4), lesson.clusters[c].ratio);
            QCOMPARE(value(QStringLiteral("ratios"), c, 5), lesson.clusters[c].ratioByFormula);
        }
        QCOMPARE(value(QStringLiteral("layerRatio"), 0, 0), lesson.ratio);
        return;
    default:
        for (std::size_t c = 0; c < shown; ++c) {
            QCOMPARE(value(QStringLiteral("gains"), c, 2), lesson.clusters[c].merged);
            QCOMPARE(value(QStringLiteral("gains"), c, 3), lesson.clusters[c].gain);
            QCOMPARE(value(QStringLiteral("gains"), c, 4), lesson.clusters[c].gainByFormula);
            QCOMPARE(value(QStringLiteral("gains"), c, 5), lesson.clusters[c].repaired);
        }
        for (std::size_t o = 0; o < lesson.outputs.size(); ++o) {
            QCOMPARE(value(QStringLiteral("outputs"), o, 0), lesson.outputs[o].variance);
            QCOMPARE(value(QStringLiteral("outputs"), o, 1), lesson.outputs[o].folded);
            QCOMPARE(value(QStringLiteral("outputs"), o, 2), lesson.outputs[o].repaired);
        }
    }
}

/// Into the cell as a person does: select, type, Enter.
bool TestLesson::typeInto(const char* name, int row, int column, const QString& text)
{
    auto* editor = find<MatrixEditor>(name);
    editor->setFocus();
    editor->setCurrentIndex(editor->model()->index(row, column));
    editor->edit(editor->currentIndex());
    auto* line = editor->findChild<QLineEdit*>();
    if (!line)
        return false;
    line->selectAll();
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    else
        QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
    // What is typed is taken later, and the editor goes after that.
    QPointer<QLineEdit> gone(line);
    return QTest::qWaitFor([&] { return !gone; }, kPatience);
}

QVector<PlotTable> TestLesson::allTables()
{
    QVector<PlotTable> tables;
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        tables << page().table();
    }
    return tables;
}

void TestLesson::needsNoModel()
{
    QVERIFY(find<QToolButton>("startTeach")->isVisible());
    click("startTeach");
    QVERIFY(view().isVisible());
    QCOMPARE(m_window->shownView(), QStringLiteral("teachView"));
    auto* tabs = find<QTabWidget>("centreTabs");
    for (int tab = 0; tab < tabs->count(); ++tab)
        QCOMPARE(tabs->isTabEnabled(tab), tabs->widget(tab) == &view());
    click("lessonLoadExample");
    settle();
    click("lessonToStart");
    QVERIFY(!view().isVisible());
    QVERIFY(find<QWidget>("startPage")->isVisible());
    open(QStringLiteral("mlp.pt"));
    QCOMPARE(m_window->shownView(), QStringLiteral("clustersView"));
    for (int tab = 0; tab < tabs->count(); ++tab)
        QVERIFY(tabs->isTabEnabled(tab));
    QVERIFY(!find<QPushButton>("lessonToStart")->isVisibleTo(&view()));
}

void TestLesson::costsNothingWhileHidden()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    view().begin(LessonSubject::Own);
    QTest::qWait(50);
    QVERIFY(!view().lesson());
    QVERIFY(view().findChildren<JobRunner*>().isEmpty());
    m_window->showTeach();
    settle();
}

void TestLesson::showsTheNumbersOfTheCore_data()
{
    QTest::addColumn<int>("subject");
    QTest::newRow("six") << static_cast<int>(LessonSubject::Six);
    QTest::newRow("four") << static_cast<int>(LessonSubject::Four);
    QTest::newRow("own") << static_cast<int>(LessonSubject::Own);
}

void TestLesson::showsTheNumbersOfTheCore()
{
    QFETCH(int, subject);
    if (static_cast<LessonSubject>(subject) == LessonSubject::Own) {
        open(QStringLiteral("resnet18.pt"));
        session().selection().setGroup(5);
        waitForStatistics();
    }
    begin(static_cast<LessonSubject>(subject));
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        QVERIFY(page().content().title.contains(stepName(step)));
        QVERIFY(!page().content().why.isEmpty());
        QVERIFY(!page().content().formulas.isEmpty());
        QVERIFY(!page().accessibleDescription().isEmpty());
        compareStep();
    }
}

/// Not the core's, but those of the example as one can check them by hand.
void TestLesson::showsTheNumbersOfTheExample()
{
    begin(LessonSubject::Six);
    auto* weights = find<MatrixEditor>("lessonWeights");
    QCOMPARE(weights->model()->index(3, 0).data().toString(), QStringLiteral("−1"));
    view().setStep(1);
    QCOMPARE(table(QStringLiteral("variances"))->cells[0][0].text, QStringLiteral("2"));
    QCOMPARE(table(QStringLiteral("correlations"))->cells[0][4].text, QStringLiteral("−0.5"));
    view().setStep(3);
    QVERIFY(plainText(page().content().formulas.back()).contains(QStringLiteral("4 of 10")));
    view().setStep(4);
    QCOMPARE(table(QStringLiteral("centres"))->cells[1][0].text, QStringLiteral("−1"));
    QCOMPARE(table(QStringLiteral("centres"))->cells[1][1].text, QStringLiteral("0.333"));
    view().setStep(5);
    QCOMPARE(table(QStringLiteral("layerRatio"))->cells[0][0].text, QStringLiteral("0.667"));
    view().setStep(6);
    QCOMPARE(table(QStringLiteral("gains"))->cells[0][3].text, QStringLiteral("1.225"));
    const auto& outputs = table(QStringLiteral("outputs"))->cells;
    QCOMPARE(outputs[0][0].text, QStringLiteral("12"));
    QCOMPARE(outputs[0][1].text, QStringLiteral("12"));
    QCOMPARE(outputs[0][2].text, QStringLiteral("18"));
}

void TestLesson::showsTheMistake()
{
    begin(LessonSubject::Four);
    view().setStep(4);
    const LessonTable* example = table(QStringLiteral("example"));
    QVERIFY(example);
    QCOMPARE(example->cells.size(), std::size_t(4));
    const QStringList right{QStringLiteral("0.914"), QStringLiteral("0.873"),
        QStringLiteral("1.148"), QStringLiteral("1.02")};
    const QStringList wrong{QStringLiteral("0.802"), QStringLiteral("0.784"),
        QStringLiteral("1.249"), QStringLiteral("1.175")};
    for (int o = 0; o < 4; ++o) {
        QCOMPARE(example->cells[1][static_cast<std::size_t>(o)].text, right[o]);
        QCOMPARE(example->cells[2][static_cast<std::size_t>(o)].text, wrong[o]);
    }
    QVERIFY(example->rows[2].contains(QStringLiteral("{2, 4}")));
}

void TestLesson::isLedByKeys()
{
    begin(LessonSubject::Six);
    QVERIFY(page().hasFocus());
    for (int step = 1; step < kLessonSteps; ++step) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(view().step(), step);
        QCOMPARE(find<QListWidget>("lessonRail")->currentRow(), step);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown);
    QCOMPARE(view().step(), kLessonSteps - 1);
    QVERIFY(!find<QPushButton>("lessonNext")->isEnabled());
    QVERIFY(!find<QPushButton>("lessonNext")->toolTip().isEmpty());
    QTest::keyClick(&page(), Qt::Key_Left);
    QTest::keyClick(&page(), Qt::Key_PageUp);
    QCOMPARE(view().step(), kLessonSteps - 3);
    auto* rail = find<QListWidget>("lessonRail");
    rail->setFocus();
    QTest::keyClick(rail, Qt::Key_Up);
    QCOMPARE(view().step(), kLessonSteps - 4);
    QTest::keyClick(rail, Qt::Key_Left);
    QCOMPARE(view().step(), kLessonSteps - 5);
    // A cursor in a table or a number moves by itself.
    view().setStep(0);
    auto* weights = find<MatrixEditor>("lessonWeights");
    weights->setFocus();
    weights->setCurrentIndex(weights->model()->index(0, 0));
    QTest::keyClick(weights, Qt::Key_Right);
    QCOMPARE(view().step(), 0);
    QCOMPARE(weights->currentIndex().column(), 1);
}

void TestLesson::asksBeforeThreeSteps()
{
    begin(LessonSubject::Six);
    auto* box = find<QWidget>("lessonQuestionBox");
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        QCOMPARE(box->isVisible(), step >= 3 && step <= 5);
        QCOMPARE(page().content().answer.isEmpty(), step < 4);
    }
    view().setStep(3);
    QVERIFY(!find<QLabel>("lessonQuestion")->text().isEmpty());
    click("lessonStays"); // right: adding up keeps the total
    QCOMPARE(view().step(), 4);
    QVERIFY(page().content().answer.contains(QStringLiteral("right")));
    click("lessonRises"); // wrong: the variance falls
    QCOMPARE(view().step(), 5);
    QVERIFY(page().content().answer.contains(QStringLiteral("Your guess: it rises. It falls.")));
    QVERIFY(page().content().answer.contains(QStringLiteral("0.667")));
    click("lessonSkip");
    QCOMPARE(view().step(), 6);
    QVERIFY(page().content().answer.startsWith(QStringLiteral("It rises.")));
    QVERIFY(page().content().answer.contains(QStringLiteral("18")));
    view().setStep(5); // the guess is still there
    QVERIFY(page().content().answer.startsWith(QStringLiteral("Your guess")));
}

void TestLesson::editsAreFollowed()
{
    begin(LessonSubject::Six);
    const QVector<PlotTable> before = allTables();
    view().setStep(0);
    QVERIFY(!find<QPushButton>("lessonReset")->isEnabled());
    QVERIFY(typeInto("lessonWeights", 0, 0, QStringLiteral("3")));
    QTRY_COMPARE(view().lesson()->variances[0], 10.0);
    QTRY_COMPARE(value(QStringLiteral("weights"), 0, 0), 3.0);
    view().setStep(1);
    QCOMPARE(table(QStringLiteral("variances"))->cells[0][0].text, QStringLiteral("10"));
    compareStep();
    view().setStep(0);
    QVERIFY(typeInto("lessonConsumers", 1, 5, QStringLiteral("-0.25")));
    QTRY_COMPARE(view().lesson()->consumers.corner(1, 5), -0.25);
    // k, by itself and without touching any plan.
    find<QSpinBox>("lessonK")->setValue(4);
    QTRY_COMPARE(view().lesson()->k, 4);
    find<QCheckBox>("lessonOutgoing")->click();
    QTRY_VERIFY(view().lesson()->distances.corner(0, 3) > 4);
    find<QCheckBox>("lessonOutgoing")->click();
    click("lessonReset");
    QTRY_COMPARE(view().lesson()->variances[0], 2.0);
    QTRY_COMPARE(view().lesson()->k, 2);
    settle();
    const QVector<PlotTable> after = allTables();
    for (int step = 0; step < kLessonSteps; ++step)
        QCOMPARE(after[step].rows, before[step].rows);
}

void TestLesson::strangeInputChangesNothing_data()
{
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"nan", "inf", "abc", "1e999", "10000000", "1 2", "--1"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
    QTest::newRow("nothing") << QString();
}

void TestLesson::strangeInputChangesNothing()
{
    QFETCH(QString, typed);
    begin(LessonSubject::Six);
    QVERIFY(typeInto("lessonWeights", 1, 0, typed));
    QCOMPARE(find<MatrixEditor>("lessonWeights")->matrixModel().matrix()(1, 0), 1.0);
    QVERIFY(find<QLabel>("lessonMessage")->isVisible());
    QVERIFY(find<QLabel>("lessonMessage")->text().contains(QLatin1Char('1')));
    QTest::qWait(20);
    QCOMPARE(view().lesson()->variances[1], 2.0);
    // What may be typed in several ways.
    QVERIFY(typeInto("lessonWeights", 1, 0, QStringLiteral(" -1e6 ")));
    QTRY_COMPARE(view().lesson()->variances[1], 1e12 + 1);
    QVERIFY(!find<QLabel>("lessonMessage")->isVisible());
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        view().grab();
    }
    // All zero: no correlations, nothing to gain, and no crash.
    view().setStep(0);
    for (int row = 0; row < 6; ++row) {
        for (int column = 0; column < 4; ++column)
            QVERIFY(typeInto("lessonWeights", row, column, QStringLiteral("0")));
    }
    QTRY_COMPARE(view().lesson()->totalInertia, 0.0);
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        compareStep();
        view().grab();
    }
}

void TestLesson::goesBackExactly()
{
    begin(LessonSubject::Six);
    const auto all = [this] {
        QStringList lines{page().content().answer, page().accessibleDescription()};
        for (const auto& row : page().table().rows) {
            for (const QVariant& value : row)
                lines << value.toString();
        }
        return lines;
    };
    QVector<QStringList> forth;
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        QCoreApplication::processEvents();
        forth << all();
    }
    for (int step = kLessonSteps - 1; step >= 0; --step) {
        view().setStep(step);
        QCoreApplication::processEvents();
        QVERIFY(all() == forth[step]);
        if (step > 0)
            QVERIFY(forth[step] != forth[step - 1]);
    }
}

void TestLesson::isDoneOnMyModel()
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

void TestLesson::saysWhyNot()
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

void TestLesson::isPresented()
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

void TestLesson::isExported()
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

void TestLesson::comesBackWithAProject()
{
    open(QStringLiteral("mlp.pt"));
    begin(LessonSubject::Four);
    QVERIFY(typeInto("lessonWeights", 0, 0, QStringLiteral("0.5")));
    find<QSpinBox>("lessonK")->setValue(2);
    view().setStep(5);
    QTRY_COMPARE(view().lesson()->k, 2);
    QTRY_COMPARE(view().lesson()->weights.corner(0, 0), 0.5);
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

void TestLesson::survivesStrangeStates()
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
void TestLesson::formulasAreSet()
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

void TestLesson::theCheatSheetIsOnePage()
{
    find<QAction>("actionCheatSheet")->trigger();
    auto* dialog = m_window->findChild<CheatSheetDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* sheet = dialog->findChild<CheatSheet*>();
    QStringList terms;
    for (const auto& row : sheet->table().rows)
        terms << row[1].toString();
    for (const char* word : {"channel group", "frozen", "Ward tree", "fold", "probe", "run", "F5"})
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

QTEST_MAIN(TestLesson)
#include "test_lesson.moc"
