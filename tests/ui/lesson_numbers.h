// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of a lesson must show: worked out from the lesson and from the closed forms of
// folding, apart from the code that puts the pages together.
#pragma once

#include "ui/lesson/lesson_content.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace pleat::ui::test {

using Numbers = std::vector<double>;

/// A word, or the dash in place of a number.
inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// From left to right: "1", "−0.5", "1e+06"; the dash as kNoNumber.
inline Numbers numbersIn(const QString& text)
{
    static const QRegularExpression kNumber(
        QStringLiteral("–|[−-]?\\d+(?:\\.\\d+)?(?:[eE][+−-]?\\d+)?"));
    Numbers found;
    for (auto matches = kNumber.globalMatch(text); matches.hasNext();) {
        const QString number = matches.next().captured().replace(QChar(0x2212), QLatin1Char('-'));
        bool fine = false;
        const double value = number.toDouble(&fine);
        found.push_back(fine ? value : kNoNumber);
    }
    return found;
}

/// All that are not a part of a name, which is italic.
inline Numbers numbersIn(const Formula& formula)
{
    Numbers found;
    if (formula.kind == Formula::Kind::Text && !formula.italic)
        found = numbersIn(formula.text);
    for (const Formula& part : formula.parts) {
        const Numbers more = numbersIn(part);
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

/// Whether `shown` is `value`, rounded as on a page: to three decimals, or to three digits where
/// that would say little.
inline bool isRounded(double shown, double value)
{
    if (std::isnan(value))
        return std::isnan(shown);
    const double size = std::abs(value);
    const double allowed = size >= 1e5 || size < 5e-4 ? 5.1e-3 * size : 5.1e-4;
    return std::abs(shown - value) <= allowed + 1e-9;
}

inline bool isSame(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && std::isnan(b);
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

inline bool areRounded(const Numbers& shown, const Numbers& values)
{
    return std::equal(shown.begin(), shown.end(), values.begin(), values.end(), isRounded);
}

inline bool areSame(const Numbers& a, const Numbers& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), isSame);
}

inline QString listed(const Numbers& numbers)
{
    QStringList texts;
    for (const double number : numbers)
        texts << QString::number(number);
    return texts.join(QStringLiteral(", "));
}

/// The first of the largest clusters, which formulas are filled in for.
inline std::size_t largestCluster(const study::Lesson& lesson)
{
    const auto largest = std::max_element(lesson.clusters.begin(), lesson.clusters.end(),
        [](const study::LessonCluster& a, const study::LessonCluster& b) {
            return a.members.size() < b.members.size();
        });
    return static_cast<std::size_t>(largest - lesson.clusters.begin());
}

/// "w1² + w2² + ... = variance" of the first channel that is merged.
inline Numbers squaresOf(const study::Lesson& lesson, Eigen::Index channel)
{
    Numbers numbers;
    const auto weights = lesson.weights.part.row(channel);
    for (const double weight : weights)
        numbers.insert(numbers.end(), {weight, 2});
    numbers.push_back(lesson.weights.whole() ? weights.squaredNorm()
                                             : lesson.variances[static_cast<std::size_t>(channel)]);
    return numbers;
}

/// The numbers of every formula of a step, exponents and ones included.
inline std::vector<Numbers> formulaNumbers(const study::Lesson& lesson, int step)
{
    const std::size_t shown = largestCluster(lesson);
    const study::LessonCluster& cluster = lesson.clusters[shown];
    const auto size = static_cast<double>(cluster.members.size());
    const Eigen::MatrixXd& distances = lesson.distances.part;
    const bool merges = !lesson.merges.empty();
    const Eigen::Index left = merges ? lesson.merges.front().left : 0;
    const Eigen::Index right = merges ? lesson.merges.front().right : 0;
    const bool seen = std::max(left, right) < distances.rows();
    std::vector<Numbers> numbers;
    switch (step) {
    case 0:
        return {{}};
    case 1:
        numbers = {{2}};
        if (seen)
            numbers.push_back(squaresOf(lesson, left));
        return numbers;
    case 2: {
        numbers = {{2, 2, 2}};
        // Two single channels: half their squared distance.
        const double added = merges ? lesson.merges.front().inertiaIncrease : 0;
        const double distance = seen ? distances(left, right) : 2 * added;
        if (merges)
            numbers.push_back({1, 1, 1, 1, distance, added});
        return numbers;
    }
    case 3: {
        const double total = lesson.totalInertia;
        return {{2}, {lesson.inertia, total, total > 0 ? 100 * lesson.inertia / total : 0}};
    }
    case 4:
        numbers = {{1}};
        if (size > 1 && size <= 4)
            numbers.push_back({static_cast<double>(shown) + 1, 1, size});
        return numbers;
    case 5:
        numbers = {{1, 1}};
        if (size > 1)
            numbers.push_back({1, size, 1, cluster.correlation, size,
                (1 + (size - 1) * cluster.correlation) / size});
        return numbers;
    default: {
        const double gain = cluster.merged > 0
            ? std::clamp(std::sqrt(cluster.variance / cluster.merged), 1.0, 10.0)
            : cluster.gain;
        return {{1, 1}, {cluster.variance, cluster.merged, gain}};
    }
    }
}

/// In the answer to the question before a step; nothing where nothing was asked.
inline Numbers answerNumbers(const study::Lesson& lesson, int step)
{
    if (step == 4 && lesson.consumers.part.rows() > 0 && lesson.consumers.whole())
        return {lesson.consumers.part.row(0).sum(), lesson.summed.part.row(0).sum()};
    if (step == 5)
        return {lesson.ratio};
    if (step != 6)
        return {};
    if (lesson.outputs.empty())
        return {lesson.ratio, lesson.repairedRatio};
    const study::LessonOutput& first = lesson.outputs.front();
    return {first.variance, first.folded, first.repaired};
}

struct ExpectedTable
{
    std::vector<Numbers> rows;
    bool whole = true;
};
using ExpectedTables = std::map<QString, ExpectedTable>;

inline ExpectedTable expectedMatrix(const study::LessonMatrix& matrix)
{
    ExpectedTable table{{}, matrix.whole()};
    for (Eigen::Index i = 0; i < matrix.part.rows(); ++i) {
        const auto row = matrix.part.row(i);
        table.rows.emplace_back(row.begin(), row.end());
    }
    return table;
}

/// A row for each of `items`, of which a page shows the first.
template <typename Items, typename RowOf>
ExpectedTable expectedRows(const Items& items, const RowOf& rowOf)
{
    const std::size_t shown = std::min<std::size_t>(items.size(), study::kLessonPart);
    ExpectedTable table{{}, shown == items.size()};
    for (std::size_t i = 0; i < shown; ++i)
        table.rows.push_back(rowOf(items[i], static_cast<double>(i)));
    return table;
}

inline Numbers numbersOf(const Eigen::VectorXd& values)
{
    return {values.begin(), values.end()};
}

/// V' ReLU(W' x), where rows of W are averaged by `labels` and columns of V added up.
inline Eigen::VectorXd foldedOutput(
    const study::Lesson& lesson, const Eigen::VectorXd& input, const cluster::Labels& labels)
{
    const Eigen::MatrixXd& weights = lesson.weights.part;
    const Eigen::MatrixXd& consumers = lesson.consumers.part;
    const int k = *std::max_element(labels.begin(), labels.end()) + 1;
    Eigen::VectorXd output = Eigen::VectorXd::Zero(consumers.rows());
    for (int label = 0; label < k; ++label) {
        double merged = 0, size = 0;
        Eigen::VectorXd reads = Eigen::VectorXd::Zero(consumers.rows());
        for (Eigen::Index i = 0; i < weights.rows(); ++i) {
            if (labels[static_cast<std::size_t>(i)] != label)
                continue;
            merged += weights.row(i).dot(input);
            reads += consumers.col(i);
            size += 1;
        }
        output += reads * std::max(0.0, merged / size);
    }
    return output;
}

/// What comes out for the example input of the four channels, merged rightly and wrongly.
inline ExpectedTable expectedExample(const study::Lesson& lesson, bool repaired)
{
    const study::LessonExample& example = lesson.example;
    const Numbers original = numbersOf(example.original), folded = numbersOf(example.folded);
    if (repaired)
        return {{original, folded, numbersOf(example.repaired)}};
    const study::LessonSample sample = study::lessonSamples().at(1);
    const cluster::Labels wrong = study::onlyMerging(lesson.channels, sample.mistakenPair);
    return {{original, folded, numbersOf(foldedOutput(lesson, sample.network.input, wrong)),
        numbersOf(example.averagedColumns)}};
}

inline ExpectedTable expectedMerges(const study::Lesson& lesson)
{
    return expectedRows(lesson.merges, [&](const cluster::Merge& merge, double done) {
        return Numbers{kNoNumber, kNoNumber, merge.inertiaIncrease,
            static_cast<double>(lesson.channels) - done - 1};
    });
}

inline ExpectedTable expectedClusters(const study::Lesson& lesson, int step)
{
    return expectedRows(lesson.clusters, [step](const study::LessonCluster& each, double) {
        if (step == 3)
            return Numbers{kNoNumber, static_cast<double>(each.members.size())};
        if (step == 5)
            return Numbers{kNoNumber, each.variance, each.correlation, each.merged, each.ratio,
                each.ratioByFormula};
        return Numbers{
            kNoNumber, each.variance, each.merged, each.gain, each.gainByFormula, each.repaired};
    });
}

/// Every table of a step by its name.
inline ExpectedTables expectedTables(const study::Lesson& lesson, int step)
{
    ExpectedTables tables;
    const auto add = [&](const char* name, ExpectedTable table) {
        if (!table.rows.empty())
            tables[QString::fromLatin1(name)] = std::move(table);
    };
    if (step == 0 || step == 1)
        add("weights", expectedMatrix(lesson.weights));
    if (step == 0)
        add("consumers", expectedMatrix(lesson.consumers));
    if (step == 1) {
        add("variances",
            expectedRows(lesson.variances, [](double each, double) { return Numbers{each}; }));
        add("correlations", expectedMatrix(lesson.correlations));
    }
    if (step == 2)
        add("distances", expectedMatrix(lesson.distances));
    if (step == 2 || step == 3)
        add("merges", expectedMerges(lesson));
    if (step == 3)
        add("clusters", expectedClusters(lesson, step));
    if (step == 4) {
        add("centres", expectedMatrix(lesson.centres));
        add("summed", expectedMatrix(lesson.summed));
    }
    if (step == 5) {
        add("ratios", expectedClusters(lesson, step));
        add("layerRatio", {{{lesson.ratio}}});
    }
    if (step == 6) {
        add("gains", expectedClusters(lesson, step));
        add("outputs", expectedRows(lesson.outputs, [](const study::LessonOutput& each, double) {
            return Numbers{each.variance, each.folded, each.repaired};
        }));
    }
    if (step >= 4 && step != 5 && lesson.example.original.size() > 0)
        add("example", expectedExample(lesson, step == 6));
    return tables;
}

} // namespace pleat::ui::test
