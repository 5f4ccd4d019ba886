// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson as a person gives it: every number on the page is that of the core, keys and clicks
// lead through it, edits and a way back.
#include "tests/ui/lesson_fixture.h"
#include "tests/ui/lesson_numbers.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestLesson : public LessonTest
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

private:
    void compareTables();
    void compareFormulas();
    void compareAnswer();
    void compareStep();
    QVector<PlotTable> allTables();
};

/// Every cell, and no more than there should be.
void TestLesson::compareTables()
{
    const ExpectedTables all = expectedTables(*view().lesson(), view().step());
    QCOMPARE(page().content().tables.size(), all.size());
    for (const auto& [name, expected] : all) {
        const LessonTable* found = table(name);
        QVERIFY2(found, qPrintable(name));
        QCOMPARE(found->more.isEmpty(), expected.whole);
        QCOMPARE(found->cells.size(), expected.rows.size());
        for (std::size_t i = 0; i < expected.rows.size(); ++i) {
            Numbers shown, values;
            for (const LessonTable::Cell& cell : found->cells[i]) {
                values.push_back(cell.value);
                shown.push_back(std::isnan(cell.value) ? kNoNumber : numbersIn(cell.text).at(0));
                QVERIFY(!cell.text.isEmpty());
            }
            const Numbers& wanted = expected.rows[i];
            QVERIFY2(areSame(values, wanted) && areRounded(shown, wanted),
                qPrintable(QStringLiteral("row %1 of %2: %3 (%4) in place of %5")
                               .arg(i)
                               .arg(name, listed(values), listed(shown), listed(wanted))));
        }
    }
}

/// Every number of every formula: one that nothing here knows makes the lists differ.
void TestLesson::compareFormulas()
{
    const QVector<Formula>& formulas = page().content().formulas;
    const std::vector<Numbers> expected = formulaNumbers(*view().lesson(), view().step());
    QCOMPARE(formulas.size(), static_cast<qsizetype>(expected.size()));
    for (qsizetype i = 0; i < formulas.size(); ++i) {
        const Numbers& values = expected[static_cast<std::size_t>(i)];
        QVERIFY2(areRounded(numbersIn(formulas[i]), values),
            qPrintable(plainText(formulas[i]) + QStringLiteral(" in place of ") + listed(values)));
    }
}

/// Nothing was guessed, so an answer begins with what is right.
void TestLesson::compareAnswer()
{
    const QString& answer = page().content().answer;
    const Numbers values = answerNumbers(*view().lesson(), view().step());
    QVERIFY2(areRounded(numbersIn(answer), values), qPrintable(answer));
    QCOMPARE(answer.isEmpty(), values.empty());
    if (values.empty())
        return;
    const double before = values.size() == 1 ? 1 : values.front();
    const double change = (values.back() - before) / std::max(std::abs(before), 1e-9);
    const QString right = change > 1e-6 ? QStringLiteral("It rises.")
        : change < -1e-6                ? QStringLiteral("It falls.")
                                        : QStringLiteral("It stays.");
    QVERIFY2(answer.startsWith(right), qPrintable(answer));
}

void TestLesson::compareStep()
{
    compareTables();
    compareFormulas();
    compareAnswer();
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
    QTRY_COMPARE(view().lesson()->consumers.part(1, 5), -0.25);
    // k, by itself and without touching any plan.
    find<QSpinBox>("lessonK")->setValue(4);
    QTRY_COMPARE(view().lesson()->k, 4);
    find<QCheckBox>("lessonOutgoing")->click();
    QTRY_VERIFY(view().lesson()->distances.part(0, 3) > 4);
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

QTEST_MAIN(TestLesson)
#include "test_lesson.moc"
