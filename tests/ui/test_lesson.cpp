// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson as a person gives it: every number on the page is that of the core, keys and clicks
// lead through it, edits and a way back.
#include "tests/ui/lesson_pages.h"

#include "ui/lesson/lesson_painter.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestLesson : public LessonPages
{
    Q_OBJECT

private Q_SLOTS:
    void wideTablesFit();
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
    void asksBeforeThreeSteps_data();
    void asksBeforeThreeSteps();
    void showsWhatMattersOfManyChannels();
    void goesBackExactly();
};

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
    QTest::addColumn<int>("k"); // 0: as it begins
    QTest::addColumn<bool>("outgoing");
    QTest::addColumn<int>("group");
    const auto six = static_cast<int>(LessonSubject::Six);
    const auto four = static_cast<int>(LessonSubject::Four);
    const auto own = static_cast<int>(LessonSubject::Own);
    QTest::newRow("six") << six << 0 << false << -1;
    QTest::newRow("six, one left") << six << 1 << false << -1;
    QTest::newRow("six, all left") << six << 6 << false << -1;
    QTest::newRow("six, outgoing") << six << 3 << true << -1;
    QTest::newRow("four") << four << 0 << false << -1;
    QTest::newRow("four, two left") << four << 2 << false << -1;
    QTest::newRow("four, outgoing") << four << 3 << true << -1;
    QTest::newRow("own") << own << 0 << false << 5;
    QTest::newRow("own, three left") << own << 3 << false << 5;
    QTest::newRow("another of mine") << own << 20 << false << 7;
}

void TestLesson::showsTheNumbersOfTheCore()
{
    QFETCH(int, subject);
    QFETCH(int, k);
    QFETCH(bool, outgoing);
    QFETCH(int, group);
    if (static_cast<LessonSubject>(subject) == LessonSubject::Own) {
        open(QStringLiteral("resnet18.pt"));
        session().selection().setGroup(group);
        waitForStatistics();
    }
    begin(static_cast<LessonSubject>(subject));
    find<QCheckBox>("lessonOutgoing")->setChecked(outgoing);
    if (k > 0)
        find<QSpinBox>("lessonK")->setValue(k);
    QTRY_COMPARE_WITH_TIMEOUT(view().lesson()->k, find<QSpinBox>("lessonK")->value(), kPatience);
    settle();
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        QCOMPARE(
            page().content().title, QStringLiteral("%1  %2").arg(step + 1).arg(stepName(step)));
        QCOMPARE(
            find<QLabel>("lessonProgress")->text(), QStringLiteral("Step %1 of 7").arg(step + 1));
        QVERIFY(find<QListWidget>("lessonRail")
                    ->item(step)
                    ->text()
                    .startsWith(QString::number(step + 1)));
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
    QVERIFY(example->rows[2].contains(QStringLiteral("k = 3: {2, 4}")));
    const LessonTable* input = table(QStringLiteral("input"));
    QVERIFY(input);
    const QStringList typed{
        QStringLiteral("1"), QStringLiteral("0.5"), QStringLiteral("−0.5"), QStringLiteral("0.2")};
    for (int j = 0; j < 4; ++j)
        QCOMPARE(input->cells[0][static_cast<std::size_t>(j)].text, typed[j]);
}

/// Of a group with more channels than there is room for: what formulas talk about is in the tables.
void TestLesson::showsWhatMattersOfManyChannels()
{
    open(QStringLiteral("resnet18.pt"));
    session().selection().setGroup(5);
    waitForStatistics();
    begin(LessonSubject::Own);
    const study::Lesson& lesson = *view().lesson();
    QVERIFY(lesson.channels > study::kLessonPart);
    const auto& merge = lesson.merges.front();
    const QString first = QString::number(merge.left), second = QString::number(merge.right);
    view().setStep(1);
    QVERIFY(
        plainText(page().content().formulas.at(2)).contains(first + QStringLiteral(", ") + second));
    for (const int step : {1, 2}) {
        view().setStep(step);
        const LessonTable& pairs =
            *table(step == 1 ? QStringLiteral("correlations") : QStringLiteral("distances"));
        const auto i = pairs.rows.indexOf(first);
        const auto j = pairs.columns.indexOf(second);
        QVERIFY(i >= 0 && j >= 0);
        QVERIFY(pairs.cells[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)].lit);
    }
    const QString largest = QString::number(largestCluster(lesson) + 1);
    for (const int step : {4, 5, 6}) {
        view().setStep(step);
        QVERIFY(page().content().tables.front().rows.contains(largest));
    }
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

void TestLesson::asksBeforeThreeSteps_data()
{
    QTest::addColumn<int>("subject");
    QTest::newRow("six") << static_cast<int>(LessonSubject::Six);
    QTest::newRow("four") << static_cast<int>(LessonSubject::Four);
    QTest::newRow("own") << static_cast<int>(LessonSubject::Own);
}

void TestLesson::asksBeforeThreeSteps()
{
    QFETCH(int, subject);
    if (static_cast<LessonSubject>(subject) == LessonSubject::Own) {
        open(QStringLiteral("resnet18.pt"));
        session().selection().setGroup(5);
        waitForStatistics();
    }
    begin(static_cast<LessonSubject>(subject));
    auto* box = find<QWidget>("lessonQuestionBox");
    for (int step = 0; step < kLessonSteps; ++step) {
        view().setStep(step);
        QCOMPARE(box->isVisible(), step >= 3 && step <= 5);
        QCOMPARE(page().content().answer.isEmpty(), step < 4);
    }
    if (static_cast<LessonSubject>(subject) != LessonSubject::Six)
        return;
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

/// As formulas do: with smaller letters.
void TestLesson::wideTablesFit()
{
    constexpr int kWidth = 400;
    LessonTable table;
    table.name = QStringLiteral("wide");
    table.cells.assign(2, std::vector<LessonTable::Cell>(8, {QStringLiteral("−0.000243"), 0}));
    LessonContent content;
    content.tables = {table};
    LessonLook look;
    look.palette = QPalette(Qt::white, Qt::white);
    look.palette.setColor(QPalette::Text, Qt::black);
    look.font.setPixelSize(13);
    QVERIFY(paintTable(nullptr, table, {}, look).width() > kWidth);
    QImage image(2 * kWidth, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintLesson(&painter, content, kWidth, look);
    painter.end();
    int left = 0, right = 0; // pixels that were painted
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            (x < kWidth ? left : right) += image.pixelColor(x, y) != Qt::white;
    }
    QVERIFY(left > 100);
    QCOMPARE(right, 0);
}

QTEST_MAIN(TestLesson)
#include "test_lesson.moc"
