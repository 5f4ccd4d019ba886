// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the step that is shown with what it must show, number by number.
#pragma once

#include "tests/ui/lesson_fixture.h"
#include "tests/ui/lesson_numbers.h"

#include <QCheckBox>
#include <QSpinBox>

namespace pleat::ui::test {

class LessonPages : public LessonTest
{
protected:
    LessonSubject subject() const { return view().subject(); }

    /// The channels that the page calls merged by mistake; none: no row says so.
    std::vector<int> shownMistake() const
    {
        static const QRegularExpression kPair(
            QStringLiteral("k = (\\d+): \\{(\\d+), (\\d+)\\} merged"));
        const LessonTable* example = table(QStringLiteral("example"));
        for (const QString& title : example ? example->rows : QStringList()) {
            if (const auto match = kPair.match(title); match.hasMatch())
                return {match.captured(2).toInt() - 1, match.captured(3).toInt() - 1,
                    match.captured(1).toInt()};
        }
        return {};
    }

    /// Beside the distances of all pairs, from the rows of W and, if they count, the columns of V.
    void compareMistake()
    {
        const study::Lesson& lesson = *view().lesson();
        const bool outgoing = find<QCheckBox>("lessonOutgoing")->isChecked();
        const auto distance = [&](Eigen::Index i, Eigen::Index j) {
            const Eigen::MatrixXd& w = lesson.weights.part;
            const Eigen::MatrixXd& v = lesson.consumers.part;
            return (w.row(i) - w.row(j)).squaredNorm()
                + (outgoing ? (v.col(i) - v.col(j)).squaredNorm() : 0);
        };
        double closest = std::numeric_limits<double>::infinity(), farthest = 0;
        for (Eigen::Index i = 0; i < lesson.channels; ++i) {
            for (Eigen::Index j = 0; j < i; ++j) {
                closest = std::min(closest, distance(i, j));
                farthest = std::max(farthest, distance(i, j));
            }
        }
        const std::vector<int> mistake = shownMistake();
        QCOMPARE(!mistake.empty(), farthest > closest + 1e-9);
        if (mistake.empty())
            return;
        QVERIFY(distance(mistake[0], mistake[1]) > closest + 1e-9);
        QCOMPARE(mistake[2], static_cast<int>(lesson.channels) - 1); // one pair is merged
    }

    /// Words of a row come first; headers are channels or clusters.
    void compareNames(const LessonTable& table, const ExpectedTable& expected)
    {
        if (!expected.titles.isEmpty())
            QCOMPARE(table.rows, expected.titles);
        for (std::size_t i = 0; i < expected.names.size(); ++i) {
            for (std::size_t word = 0; word < expected.names[i].size(); ++word)
                QCOMPARE(namesIn(table.cells[i].at(word).text), expected.names[i][word]);
        }
    }

    /// Every cell, and no more than there should be.
    void compareTables()
    {
        if (subject() == LessonSubject::Four && view().step() == 4)
            compareMistake();
        std::vector<int> mistake = shownMistake();
        mistake.resize(std::min<std::size_t>(mistake.size(), 2));
        const ExpectedTables all =
            expectedTables(*view().lesson(), subject(), view().step(), mistake);
        QCOMPARE(page().content().tables.size(), all.size());
        for (const auto& [name, expected] : all) {
            const LessonTable* found = table(name);
            QVERIFY2(found, qPrintable(name));
            QVERIFY2(areSame(numbersIn(found->more), expected.left), qPrintable(found->more));
            compareNames(*found, expected);
            QCOMPARE(found->cells.size(), expected.rows.size());
            for (std::size_t i = 0; i < expected.rows.size(); ++i) {
                Numbers shown, values;
                for (const LessonTable::Cell& cell : found->cells[i]) {
                    values.push_back(cell.value);
                    shown.push_back(
                        std::isnan(cell.value) ? kNoNumber : numbersIn(cell.text).at(0));
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

    /// The sentences below a step, and the title of the clusters.
    void compareSentences()
    {
        QString why = page().content().why;
        if (const study::GroupInfo* info = session().currentInfo(); info && view().step() == 0)
            why.remove(QString::fromStdString(info->name));
        const Numbers expected = whyNumbers(*view().lesson(), view().step(), subject());
        QVERIFY2(areSame(numbersIn(why), expected), qPrintable(why));
        if (const LessonTable* clusters = table(QStringLiteral("clusters")))
            QVERIFY(areSame(numbersIn(clusters->title),
                {static_cast<double>(find<QSpinBox>("lessonK")->value())}));
    }

    /// Every number of every formula: one that nothing here knows makes the lists differ.
    void compareFormulas()
    {
        const QVector<Formula>& formulas = page().content().formulas;
        const std::vector<Numbers> expected = formulaNumbers(*view().lesson(), view().step());
        QCOMPARE(formulas.size(), static_cast<qsizetype>(expected.size()));
        for (qsizetype i = 0; i < formulas.size(); ++i) {
            const Numbers& values = expected[static_cast<std::size_t>(i)];
            QVERIFY2(areRounded(numbersIn(formulas[i]), values),
                qPrintable(
                    plainText(formulas[i]) + QStringLiteral(" in place of ") + listed(values)));
        }
    }

    /// Nothing was guessed, so an answer begins with what is right.
    void compareAnswer()
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

    void compareStep()
    {
        compareTables();
        compareSentences();
        compareFormulas();
        compareAnswer();
    }

    QVector<PlotTable> allTables()
    {
        QVector<PlotTable> tables;
        for (int step = 0; step < kLessonSteps; ++step) {
            view().setStep(step);
            tables << page().table();
        }
        return tables;
    }
};

} // namespace pleat::ui::test
