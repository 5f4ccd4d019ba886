// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: the steps from merging on.
#include "ui/lesson/lesson_formulas.h"
#include "ui/lesson/lesson_steps_parts.h"
#include "ui/lesson/lesson_text.h"

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

using study::LessonCluster;
using Cell = LessonTable::Cell;

constexpr double kSame = 1e-9; // of gains, which are rounded

Formula varianceBefore()
{
    return upright(LessonText::tr("Var before"));
}

Formula varianceMerged()
{
    return upright(LessonText::tr("Var merged"));
}

void lightColumn(LessonTable& table, std::size_t column)
{
    for (auto& line : table.cells) {
        if (column < line.size())
            line[column].lit = true;
    }
}

void colourRows(LessonTable& table, const std::vector<std::int32_t>& clusters)
{
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        for (Cell& cell : table.cells[i])
            cell.cluster = clusters[i];
    }
}

/// "1 + (3 − 1) · 0.5"; a single channel correlates with no other.
Formula sharedVarianceOf(const LessonCluster& cluster)
{
    const auto size = static_cast<double>(cluster.members.size());
    return sharedVariance(number(size),
        size > 1 ? row({plain("· "), bracketed(cluster.correlation)})
                 : variable(QStringLiteral("r")));
}

/// Why the gain that is used is not the one that would restore the variance; empty if it is.
QString limitText(const LessonCluster& cluster)
{
    if (std::abs(cluster.wantedGain - cluster.gain) <= kSame * cluster.gain)
        return {};
    return cluster.gain > 1 ? LessonText::tr(", limited to %1").arg(lessonNumber(cluster.gain))
                            : LessonText::tr(", but left at %1: nothing is left to scale")
                                  .arg(lessonNumber(cluster.gain));
}

} // namespace

LessonContent Steps::merged() const
{
    LessonContent content;
    const Formula c = variable(QStringLiteral("c")), i = variable(QStringLiteral("i"));
    const Formula sum = script(plain("∑"), row({i, plain("∈"), c}));
    content.formulas << row({barred(named("w", c)), plain(" = "),
        fraction(plain("1"), row({plain("|"), c, plain("|")})), plain(" "), sum, plain(" "),
        named("w", i), plain(",      "), script(variable(QStringLiteral("v")), c, plain("′")),
        plain(" = "), sum, plain(" "), named("v", i)});
    content.formulas << oneCentre();
    if (m_lesson.summed.part.size() > 0)
        content.formulas << oneSum();
    LessonTable centres = matrixTable(m_lesson.centres, QStringLiteral("centres"),
        LessonText::tr("W′: incoming weights, averaged"), clusterNames(),
        numberedNames(QStringLiteral("x"), m_lesson.centres.columns));
    LessonTable summed = matrixTable(m_lesson.summed, QStringLiteral("summed"),
        LessonText::tr("V′: outgoing weights, added up"),
        numberedNames(QStringLiteral("y"), m_lesson.summed.rows), clusterNames());
    colourRows(centres, m_lesson.shownClusters);
    lightRow(centres, largestPlace());
    lightColumn(summed, largestPlace());
    content.tables = {centres};
    if (m_lesson.summed.part.size() > 0)
        content.tables.push_back(summed);
    if (m_lesson.example.original.size() > 0) {
        content.tables.push_back(inputTable());
        content.tables.push_back(exampleTable());
    }
    content.why = m_context.relu
        ? LessonText::tr(
            "The members of a cluster share one channel now, and whoever read them reads "
            "it as often as it read all of them: rows of W are averaged, columns of V "
            "are added up. Two mistakes are common. Averaging the columns as well makes "
            "a cluster of two count like one channel, and averaging rows of V in place "
            "of columns gives a matrix that still reads as many channels as before. And the "
            "closest rows must be computed, not guessed: the distances of step 3 tell.")
        : LessonText::tr(
            "The members of a cluster share one channel now, and whoever read them reads "
            "it as often as it read all of them: incoming weights are averaged, outgoing "
            "weights are added up. If all members were equal, the network would compute "
            "exactly what it did before.");
    return content;
}

/// One entry of W′: the mean of what the members of the largest cluster have there.
Formula Steps::oneCentre() const
{
    const std::vector<std::int32_t>& members = largestCluster().members;
    QVector<Formula> terms;
    for (const std::int32_t member : shownOf(members))
        terms << bracketed(weightsOf(member)[0]);
    const Formula index = row({number(static_cast<double>(m_lesson.largest + 1)), plain(", "),
        variable(QStringLiteral("x1"))});
    return row({barred(named("w", index)), plain(" = "),
        fraction(sumOf(terms, static_cast<std::size_t>(terms.size()) == members.size()),
            number(static_cast<double>(members.size()))),
        plain(" = "), number(m_lesson.centres.part(static_cast<Eigen::Index>(largestPlace()), 0))});
}

/// One entry of V′: the sum of what reads them.
Formula Steps::oneSum() const
{
    const std::vector<std::int32_t>& members = largestCluster().members;
    QVector<Formula> terms;
    for (const std::int32_t member : shownOf(members))
        terms << bracketed(m_lesson.consumers.part(0, static_cast<Eigen::Index>(placeOf(member))));
    const Formula index = row({variable(QStringLiteral("y1")), plain(", "),
        number(static_cast<double>(m_lesson.largest + 1))});
    return row({named("v", index, plain("′")), plain(" = "),
        sumOf(terms, static_cast<std::size_t>(terms.size()) == members.size()), plain(" = "),
        number(m_lesson.summed.part(0, static_cast<Eigen::Index>(largestPlace())))});
}

LessonContent Steps::ratio() const
{
    LessonContent content;
    const Formula c = variable(QStringLiteral("c")), r = variable(QStringLiteral("r"));
    const LessonCluster& largest = largestCluster();
    const Formula size = number(static_cast<double>(largest.members.size()));
    content.formulas << row({fraction(varianceMerged(), varianceBefore()), plain(" ≈ "),
        fraction(sharedVariance(c, r), c)});
    content.formulas << row(
        {fraction(sharedVarianceOf(largest), size), plain(" = "), number(largest.ratioByFormula)});
    LessonTable total;
    total.name = QStringLiteral("layerRatio");
    total.title = LessonText::tr("Variance ratio of the layer");
    total.columns << LessonText::tr("merged");
    total.cells = {{cell(m_lesson.ratio)}};
    total.cells[0][0].lit = true;
    content.tables = {statisticsTable(false), total};
    content.why = LessonText::tr(
        "c channels of equal variance and mean correlation r: of the mean only what "
        "they have in common survives, and 1/c of the rest. Unequal channels lose a "
        "little more or less than the formula says. The ratio of a layer is the mean "
        "over its channels. Layer after layer these losses multiply: the variance "
        "collapses, and BatchNorms and activations get to see numbers that they were "
        "not trained for.");
    return content;
}

LessonContent Steps::repair() const
{
    LessonContent content;
    const Formula c = variable(QStringLiteral("c")), r = variable(QStringLiteral("r"));
    content.formulas << row({variable(QStringLiteral("a")), plain(" = "),
        root(fraction(varianceBefore(), varianceMerged())), plain(" ≈ "),
        root(fraction(c, sharedVariance(c, r))), plain(",      "),
        script(barred(variable(QStringLiteral("w"))), c, plain("′")), plain(" = "),
        variable(QStringLiteral("a")), plain(" "), barred(named("w", c))});
    const LessonCluster& largest = largestCluster();
    const Formula size = number(static_cast<double>(largest.members.size()));
    content.formulas << row({variable(QStringLiteral("a")), plain(" = "),
        root(fraction(significant(largest.variance), significant(largest.merged))), plain(" = "),
        number(largest.wantedGain), upright(limitText(largest))});
    content.formulas << row({root(fraction(size, sharedVarianceOf(largest))), plain(" = "),
        number(largest.gainByFormula)});
    content.tables = {statisticsTable(true)};
    if (!m_lesson.outputs.empty())
        content.tables.push_back(outputTable(true));
    if (m_lesson.example.original.size() > 0) {
        content.tables.push_back(inputTable());
        content.tables.push_back(repairedExampleTable());
    }
    const QString general = LessonText::tr(
        "Scaling a merged row by its gain gives the channel the variance back that its "
        "members had (Fold-AR; gains stay between 1 and 10).");
    content.why = m_lesson.outputs.empty()
        ? LessonText::tr(
            "%1 Run the plan to see in Collapse what it does to the measured variances.")
              .arg(general)
        : LessonText::tr(
            "%1 An honest look at the outputs: one that weighs the members of a cluster "
            "equally is exact after the fold already, and the repair overshoots; one "
            "that picks a single member has lost variance, and the repair restores it. "
            "Statistics matter because of what stands between the layers: activations "
            "and normalisation that were trained for channels of a certain strength.")
              .arg(general);
    return content;
}

} // namespace pleat::ui
