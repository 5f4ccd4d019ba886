// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of a lesson must show: worked out from the lesson and from the closed forms of
// folding, apart from the code that puts the pages together.
#pragma once

#include "ui/lesson/lesson_content.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <map>

namespace pleat::ui::test {

using Numbers = std::vector<double>;

inline void append(Numbers& to, std::initializer_list<double> more)
{
    for (const double number : more)
        to.push_back(number);
}

/// A word, or the dash in place of a number.
inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// From left to right: "1", "−0.5", "1e+06"; the dash as kNoNumber.
inline Numbers numbersIn(const QString& text)
{
    static const QRegularExpression kNumber(
        QStringLiteral("–|∞|[−-]?\\d+(?:\\.\\d+)?(?:[eE][+−-]?\\d+)?"));
    Numbers found;
    for (auto matches = kNumber.globalMatch(text); matches.hasNext();) {
        const QString number = matches.next().captured().replace(QChar(0x2212), QLatin1Char('-'));
        bool fine = number == QStringLiteral("∞");
        const double value =
            fine ? std::numeric_limits<double>::infinity() : number.toDouble(&fine);
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
    if (!std::isfinite(value))
        return std::isnan(value) ? std::isnan(shown) : shown == value;
    const double size = std::abs(value);
    const double allowed = size >= 1e5 || size < 5e-4 ? 5.1e-3 * size : 5.1e-4;
    return std::abs(shown - value) <= allowed + 1e-9;
}

inline bool isSame(double a, double b)
{
    if (!std::isfinite(a) || !std::isfinite(b))
        return a == b || (std::isnan(a) && std::isnan(b));
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

/// Channels of every cluster by the labels, ascending.
inline std::vector<std::vector<int>> membersOf(const study::Lesson& lesson)
{
    std::vector<std::vector<int>> members(static_cast<std::size_t>(lesson.k));
    for (std::size_t channel = 0; channel < lesson.labels.size(); ++channel)
        members[static_cast<std::size_t>(lesson.labels[channel])].push_back(
            static_cast<int>(channel));
    return members;
}

/// The first of the largest clusters, which formulas are filled in for.
inline std::size_t largestCluster(const study::Lesson& lesson)
{
    const auto members = membersOf(lesson);
    const auto largest = std::max_element(members.begin(), members.end(),
        [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return static_cast<std::size_t>(largest - members.begin());
}

/// Where a channel or a cluster stands among the printed; -1: nowhere.
inline Eigen::Index placeOf(const std::vector<std::int32_t>& printed, std::int64_t one)
{
    const auto found = std::find(printed.begin(), printed.end(), one);
    return found == printed.end() ? -1 : found - printed.begin();
}

/// The two channels that are merged first, as rows of the tables; none of a single channel.
inline std::vector<Eigen::Index> firstRows(const study::Lesson& lesson)
{
    if (lesson.merges.empty())
        return {};
    return {placeOf(lesson.shown, lesson.merges.front().left),
        placeOf(lesson.shown, lesson.merges.front().right)};
}

/// "w1² + w2² + ... = variance" of the first channel that is merged.
inline Numbers squaresOf(const study::Lesson& lesson)
{
    const Eigen::Index line = lesson.merges.empty() ? 0 : firstRows(lesson)[0];
    const auto weights = lesson.weights.part.row(line);
    Numbers numbers;
    for (const double weight : weights)
        append(numbers, {weight, 2});
    const auto channel = static_cast<std::size_t>(lesson.shown[static_cast<std::size_t>(line)]);
    numbers.push_back(lesson.weights.whole() ? weights.squaredNorm() : lesson.variances[channel]);
    return numbers;
}

/// "(v1 w1 + v2 w2 + ...) / (root of variance, root of variance) = r" of the first two.
inline Numbers productsOf(const study::Lesson& lesson)
{
    const std::vector<Eigen::Index> rows = firstRows(lesson);
    const Eigen::RowVectorXd a = lesson.weights.part.row(rows[0]);
    const Eigen::RowVectorXd b = lesson.weights.part.row(rows[1]);
    Numbers numbers;
    for (Eigen::Index j = 0; j < std::min<Eigen::Index>(a.size(), 4); ++j)
        append(numbers, {a[j], b[j]});
    const auto variance = [&](Eigen::Index line) {
        return lesson
            .variances[static_cast<std::size_t>(lesson.shown[static_cast<std::size_t>(line)])];
    };
    const double product = std::sqrt(variance(rows[0]) * variance(rows[1]));
    double r = lesson.correlations.part(rows[0], rows[1]);
    if (lesson.weights.columns == a.size())
        r = product > 0 ? a.dot(b) / product : kNoNumber;
    append(numbers, {variance(rows[0]), variance(rows[1]), r});
    return numbers;
}

/// An entry of W′ and one of V′, from the printed members of the largest cluster.
inline std::vector<Numbers> mergedNumbers(const study::Lesson& lesson)
{
    const std::size_t largest = largestCluster(lesson);
    const Eigen::Index place = placeOf(lesson.shownClusters, static_cast<std::int64_t>(largest));
    const std::vector<int> members = membersOf(lesson)[largest];
    const auto size = static_cast<double>(members.size());
    Numbers centre{static_cast<double>(largest) + 1}, sum = centre;
    double weights = 0, reads = 0, printed = 0;
    for (const int member : members) {
        const Eigen::Index line = placeOf(lesson.shown, member);
        if (line < 0)
            continue;
        printed += 1;
        weights += lesson.weights.part(line, 0);
        centre.push_back(lesson.weights.part(line, 0));
        if (lesson.sums) {
            reads += lesson.consumers.part(0, line);
            sum.push_back(lesson.consumers.part(0, line));
        }
    }
    const bool all = printed == size;
    append(centre, {size, all ? weights / size : lesson.centres.part(place, 0)});
    if (!lesson.sums)
        return {centre};
    sum.push_back(all ? reads : lesson.summed.part(0, place));
    return {centre, sum};
}

/// The gain that is wanted, and behind it the one that it is limited to.
inline Numbers gainNumbers(const study::LessonCluster& cluster)
{
    const double wanted = std::sqrt(cluster.variance / cluster.merged);
    Numbers numbers{cluster.variance, cluster.merged, wanted};
    if (wanted > 10 && std::isfinite(wanted))
        numbers.push_back(10);
    else if (!std::isfinite(wanted))
        numbers.push_back(1);
    return numbers;
}

/// "1 + (c - 1) r" of a cluster; a single channel has no r.
inline Numbers sharedNumbers(const study::LessonCluster& cluster)
{
    const auto size = static_cast<double>(cluster.members.size());
    return size > 1 ? Numbers{1, size, 1, cluster.correlation} : Numbers{1, size, 1};
}

inline Numbers joined(Numbers a, const Numbers& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// The numbers of every formula of a step, exponents and ones included.
inline std::vector<Numbers> formulaNumbers(const study::Lesson& lesson, int step)
{
    const study::LessonCluster& cluster = lesson.clusters[largestCluster(lesson)];
    const auto size = static_cast<double>(cluster.members.size());
    const double ratio = size > 1 ? (1 + (size - 1) * cluster.correlation) / size : 1;
    const bool merges = !lesson.merges.empty();
    std::vector<Numbers> numbers;
    switch (step) {
    case 0: {
        const auto weights = lesson.weights.part.row(0);
        numbers = {{}, {weights.begin(), weights.end()}};
        if (lesson.consumers.part.rows() > 0) {
            const auto reads = lesson.consumers.part.row(0);
            numbers.emplace_back(reads.begin(), reads.end());
        }
        return numbers;
    }
    case 1:
        numbers = {{2}, squaresOf(lesson)};
        if (merges)
            numbers.push_back(productsOf(lesson));
        return numbers;
    case 2:
        numbers = {{2, 2, 2}};
        if (merges) {
            const std::vector<Eigen::Index> rows = firstRows(lesson);
            const double distance = lesson.distances.part(rows[0], rows[1]);
            numbers.push_back({1, 1, 1, 1, distance, distance / 2});
        }
        return numbers;
    case 3: {
        const double total = lesson.totalInertia;
        return {{2}, {lesson.inertia, total, total > 0 ? 100 * lesson.inertia / total : 0}};
    }
    case 4:
        numbers = mergedNumbers(lesson);
        numbers.insert(numbers.begin(), Numbers{1});
        return numbers;
    case 5:
        return {{1, 1}, joined(sharedNumbers(cluster), {size, ratio})};
    default:
        return {{1, 1}, gainNumbers(cluster),
            joined(joined({size}, sharedNumbers(cluster)), {1 / std::sqrt(std::max(ratio, 0.0))})};
    }
}

/// In the answer to the question before a step; nothing where nothing was asked.
inline Numbers answerNumbers(const study::Lesson& lesson, int step)
{
    if (step == 4) {
        const bool all = lesson.consumers.part.cols() == lesson.consumers.columns;
        const double before = all ? lesson.consumers.part.row(0).sum() : lesson.sums->before;
        return {before, before};
    }
    if (step == 5)
        return {lesson.ratio};
    if (step != 6)
        return {};
    if (lesson.outputs.empty())
        return {lesson.ratio, lesson.repairedRatio};
    const study::LessonOutput& first = lesson.outputs.front();
    return {first.variance, first.folded, first.repaired};
}

/// In the sentences below a step, without the name of a group.
inline Numbers whyNumbers(const study::Lesson& lesson, int step, LessonSubject subject)
{
    const bool own = subject == LessonSubject::Own;
    switch (step) {
    case 0:
        return own                          ? Numbers{static_cast<double>(lesson.channels)}
            : subject == LessonSubject::Six ? Numbers{1}
                                            : Numbers{};
    case 1:
        return own ? Numbers{} : Numbers{1};
    case 4:
        return subject == LessonSubject::Four ? Numbers{3} : Numbers{};
    case 5:
        return {1};
    case 6:
        return {1, 10};
    default:
        return {};
    }
}

struct ExpectedTable
{
    std::vector<Numbers> rows; ///< a cell of words is kNoNumber
    Numbers left; ///< how many of how many are printed; empty: all
    std::vector<std::vector<QStringList>> names = {}; ///< of the channels in the words of a row
    QStringList titles = {}; ///< of the rows; none: not compared
};
using ExpectedTables = std::map<QString, ExpectedTable>;

inline ExpectedTable expectedMatrix(
    const study::LessonMatrix& matrix, const QStringList& titles = {})
{
    ExpectedTable table;
    table.titles = titles;
    if (!matrix.whole())
        table.left = {static_cast<double>(matrix.part.rows()),
            static_cast<double>(matrix.part.cols()), static_cast<double>(matrix.rows),
            static_cast<double>(matrix.columns)};
    for (Eigen::Index i = 0; i < matrix.part.rows(); ++i) {
        const auto row = matrix.part.row(i);
        table.rows.emplace_back(row.begin(), row.end());
    }
    return table;
}

inline Numbers leftOf(std::size_t shown, std::size_t all)
{
    return shown == all ? Numbers{} : Numbers{static_cast<double>(shown), static_cast<double>(all)};
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
        if (size > 0)
            output += reads * std::max(0.0, merged / size);
    }
    return output;
}

inline QString nameOf(LessonSubject subject, int channel)
{
    if (subject == LessonSubject::Six)
        return QStringLiteral("abcdef").mid(channel, 1);
    return QString::number(subject == LessonSubject::Four ? channel + 1 : channel);
}

inline QStringList namesOf(LessonSubject subject, const std::vector<std::int32_t>& channels)
{
    QStringList names;
    for (const std::int32_t channel : channels)
        names << nameOf(subject, channel);
    return names;
}

/// Numbers, and single letters, in the order in which they stand.
inline QStringList namesIn(const QString& text)
{
    static const QRegularExpression kName(QStringLiteral("\\b(?:\\d+|[a-f])\\b"));
    QStringList names;
    for (auto matches = kName.globalMatch(text); matches.hasNext();)
        names << matches.next().captured();
    return names;
}

/// What comes out for the example input of the four channels, merged rightly and wrongly.
/// `mistake`: the two channels that the page calls no closest pair; none: there is no such row.
inline ExpectedTable expectedExample(
    const study::Lesson& lesson, bool repaired, const std::vector<int>& mistake)
{
    const study::LessonExample& example = lesson.example;
    const Numbers original = numbersOf(example.original), folded = numbersOf(example.folded);
    if (repaired)
        return {{original, folded, numbersOf(example.repaired)}, {}};
    ExpectedTable table{{original, folded}, {}};
    if (mistake.size() == 2) {
        cluster::Labels wrong;
        for (int channel = 0; channel < static_cast<int>(lesson.channels); ++channel)
            wrong.push_back(channel == mistake[1] ? mistake[0] : channel);
        table.rows.push_back(numbersOf(foldedOutput(lesson, example.input, wrong)));
    }
    table.rows.push_back(numbersOf(example.averagedColumns));
    return table;
}

/// The channels under a node of the tree, in the order in which they were joined.
inline std::vector<int> leavesOf(const study::Lesson& lesson, std::int32_t node)
{
    if (node < lesson.channels)
        return {node};
    const cluster::Merge& merge = lesson.merges[static_cast<std::size_t>(node - lesson.channels)];
    std::vector<int> leaves = leavesOf(lesson, merge.left);
    const std::vector<int> more = leavesOf(lesson, merge.right);
    leaves.insert(leaves.end(), more.begin(), more.end());
    return leaves;
}

/// Of a large cluster its size.
inline QStringList nodeNames(const study::Lesson& lesson, LessonSubject subject, std::int32_t node)
{
    const std::vector<int> leaves = leavesOf(lesson, node);
    return leaves.size() > 6 ? QStringList{QString::number(leaves.size())}
                             : namesOf(subject, {leaves.begin(), leaves.end()});
}

inline ExpectedTable expectedMerges(const study::Lesson& lesson, LessonSubject subject)
{
    const std::size_t shown = std::min<std::size_t>(lesson.merges.size(), study::kLessonPart);
    ExpectedTable table{{}, leftOf(shown, lesson.merges.size())};
    for (std::size_t i = 0; i < shown; ++i) {
        const cluster::Merge& merge = lesson.merges[i];
        table.rows.push_back({kNoNumber, kNoNumber, merge.inertiaIncrease,
            static_cast<double>(lesson.channels) - static_cast<double>(i) - 1});
        table.names.push_back(
            {nodeNames(lesson, subject, merge.left), nodeNames(lesson, subject, merge.right)});
    }
    return table;
}

inline Numbers clusterNumbers(const study::LessonCluster& each, double size, int step)
{
    if (step == 3)
        return {kNoNumber, size};
    const double ratio = size > 1 ? (1 + (size - 1) * each.correlation) / size : 1;
    if (step == 5)
        return {kNoNumber, each.variance, each.correlation, each.merged, each.ratio, ratio};
    return {kNoNumber, each.variance, each.merged, each.gain, 1 / std::sqrt(std::max(ratio, 0.0)),
        each.repaired};
}

/// Members by the labels; of many the first eight.
inline ExpectedTable expectedClusters(const study::Lesson& lesson, LessonSubject subject, int step)
{
    const auto members = membersOf(lesson);
    ExpectedTable table{{}, leftOf(lesson.shownClusters.size(), members.size())};
    for (const std::int32_t cluster : lesson.shownClusters) {
        const auto index = static_cast<std::size_t>(cluster);
        table.rows.push_back(clusterNumbers(
            lesson.clusters[index], static_cast<double>(members[index].size()), step));
        const std::size_t listed = std::min<std::size_t>(members[index].size(), 8);
        table.names.push_back({namesOf(subject,
            {members[index].begin(),
                members[index].begin() + static_cast<std::ptrdiff_t>(listed)})});
        table.titles << QString::number(cluster + 1);
    }
    return table;
}

inline ExpectedTable expectedVariances(const study::Lesson& lesson, const QStringList& titles)
{
    ExpectedTable table{{}, leftOf(lesson.shown.size(), lesson.variances.size()), {}, titles};
    for (const std::int32_t channel : lesson.shown)
        table.rows.push_back({lesson.variances[static_cast<std::size_t>(channel)]});
    return table;
}

/// Every table of a step by its name. `mistake`: see expectedExample().
inline ExpectedTables expectedTables(
    const study::Lesson& lesson, LessonSubject subject, int step, const std::vector<int>& mistake)
{
    ExpectedTables tables;
    const auto add = [&](const char* name, ExpectedTable table) {
        if (!table.rows.empty())
            tables[QString::fromLatin1(name)] = std::move(table);
    };
    const QStringList channels = namesOf(subject, lesson.shown);
    QStringList clusters;
    for (const std::int32_t cluster : lesson.shownClusters)
        clusters << QString::number(cluster + 1);
    const bool example = lesson.example.original.size() > 0;
    if (step == 0 || step == 1)
        add("weights", expectedMatrix(lesson.weights, channels));
    if (step == 0)
        add("consumers", expectedMatrix(lesson.consumers));
    if (example && (step == 0 || step == 4 || step == 6))
        add("input", {{numbersOf(lesson.example.input)}, {}});
    if (step == 1) {
        add("variances", expectedVariances(lesson, channels));
        add("correlations", expectedMatrix(lesson.correlations, channels));
    }
    if (step == 2)
        add("distances", expectedMatrix(lesson.distances, channels));
    if (step == 2 || step == 3)
        add("merges", expectedMerges(lesson, subject));
    if (step == 3)
        add("clusters", expectedClusters(lesson, subject, step));
    if (step == 4) {
        add("centres", expectedMatrix(lesson.centres, clusters));
        add("summed", expectedMatrix(lesson.summed));
    }
    if (step == 5) {
        add("ratios", expectedClusters(lesson, subject, step));
        add("layerRatio", {{{lesson.ratio}}, {}});
    }
    if (step == 6) {
        add("gains", expectedClusters(lesson, subject, step));
        ExpectedTable outputs;
        for (const study::LessonOutput& each : lesson.outputs)
            outputs.rows.push_back({each.variance, each.folded, each.repaired});
        add("outputs", std::move(outputs));
    }
    if (example && (step == 4 || step == 6))
        add("example", expectedExample(lesson, step == 6, mistake));
    return tables;
}

} // namespace pleat::ui::test
