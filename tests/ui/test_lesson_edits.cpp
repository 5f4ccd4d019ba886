// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of the lesson that a person types: everything follows, and nothing that is shown is
// false.
#include "tests/ui/lesson_pages.h"

#include <QLabel>
#include <QPushButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestLessonEdits : public LessonPages
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void theMistakeFollowsEdits();
    void theInputCanBeTyped();
    void tellsALimitedGain();
    void editsAreFollowed();
    void strangeInputChangesNothing_data();
    void strangeInputChangesNothing();
};

/// Channels 2 and 4 made equal: nothing may call merging them a mistake.
void TestLessonEdits::theMistakeFollowsEdits()
{
    begin(LessonSubject::Four);
    for (int column = 0; column < 4; ++column) {
        view().setStep(0);
        const double same = view().lesson()->weights.part(1, column);
        QVERIFY(typeInto("lessonWeights", 3, column, QString::number(same)));
        QTRY_COMPARE(view().lesson()->weights.part(3, column), same);
        settle();
        view().setStep(4);
        compareStep();
    }
    QVERIFY(view().lesson()->distances.part(1, 3) < 1e-12);
    QVERIFY(shownMistake().size() == 3 && !(shownMistake()[0] == 1 && shownMistake()[1] == 3));
    // All channels alike: there is no wrong pair.
    view().setStep(0);
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 4; ++column)
            QVERIFY(typeInto("lessonWeights", row, column, QStringLiteral("0.5")));
    }
    QTRY_VERIFY(view().lesson()->totalInertia < 1e-12);
    settle();
    view().setStep(4);
    compareStep();
    QVERIFY(shownMistake().empty());
}

void TestLessonEdits::theInputCanBeTyped()
{
    begin(LessonSubject::Six);
    QVERIFY(!find<MatrixEditor>("lessonInput")->isVisible());
    begin(LessonSubject::Four);
    QVERIFY(find<MatrixEditor>("lessonInput")->isVisible());
    QVERIFY(typeInto("lessonInput", 0, 1, QStringLiteral("2")));
    // ReLU(W x) of x = (1, 2, -0.5, 0.2), by hand: (1.06, 0.98, 1.22, 1.19).
    const double expected = .4 * 1.06 + .5 * .98 + .6 * 1.22 + .1 * 1.19;
    QTRY_VERIFY(std::abs(view().lesson()->example.original[0] - expected) < 1e-9);
    settle();
    view().setStep(4);
    compareStep();
    QCOMPARE(value(QStringLiteral("input"), 0, 1), 2.0);
    const QJsonObject state = view().viewState();
    view().setStep(0);
    click("lessonReset");
    QTRY_COMPARE(view().lesson()->example.input[1], 0.5);
    view().restoreViewState(state);
    QTRY_VERIFY(view().lesson() && view().lesson()->example.input[1] == 2.0);
}

/// Opposed channels ask for a gain of 28.3; 10 is what they get.
void TestLessonEdits::tellsALimitedGain()
{
    begin(LessonSubject::Six);
    const double rows[6][4] = {{1, 1, 0, 0}, {-1, -1, 0, .1}, {0, 0, 500, 0}, {0, 0, 0, 600},
        {700, 0, 0, 0}, {0, 800, 0, 0}};
    for (int i = 0; i < 6; ++i) {
        for (int j = 0; j < 4; ++j)
            QVERIFY(typeInto("lessonWeights", i, j, QString::number(rows[i][j])));
    }
    find<QSpinBox>("lessonK")->setValue(5);
    QTRY_COMPARE(view().lesson()->k, 5);
    QTRY_COMPARE(view().lesson()->weights.part(5, 1), 800.0);
    settle();
    view().setStep(6);
    compareStep();
    const QString gain = plainText(page().content().formulas.at(1));
    QVERIFY2(gain.endsWith(QStringLiteral("= 28.32, limited to 10")), qPrintable(gain));
    QCOMPARE(table(QStringLiteral("gains"))->cells[0][3].text, QStringLiteral("10"));
    // Exactly opposed: nothing is left, which no gain brings back.
    view().setStep(0);
    QVERIFY(typeInto("lessonWeights", 1, 3, QStringLiteral("0")));
    QTRY_COMPARE(view().lesson()->clusters.at(0).merged, 0.0);
    settle();
    view().setStep(6);
    const QString none = plainText(page().content().formulas.at(1));
    QVERIFY2(none.contains(QStringLiteral("= ∞, but left at 1")), qPrintable(none));
}

void TestLessonEdits::editsAreFollowed()
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

void TestLessonEdits::strangeInputChangesNothing_data()
{
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"nan", "inf", "abc", "1e999", "10000000", "1 2", "--1"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
    QTest::newRow("nothing") << QString();
}

void TestLessonEdits::strangeInputChangesNothing()
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

QTEST_MAIN(TestLessonEdits)
#include "test_lesson_edits.moc"
