// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: the seven steps.
#include "ui/lesson/lesson_steps_parts.h"
#include "ui/lesson/lesson_text.h"

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

using study::Lesson;
using study::LessonCluster;
using Cell = LessonTable::Cell;

Formula number(double value)
{
    return upright(lessonNumber(value));
}

Formula plain(const char* text)
{
    return upright(QString::fromUtf8(text));
}

Formula varianceBefore()
{
    return upright(LessonText::tr("Var before"));
}

Formula varianceMerged()
{
    return upright(LessonText::tr("Var merged"));
}

Formula named(const char* letter, const Formula& below, const Formula& above = {})
{
    return script(variable(QString::fromUtf8(letter)), below, above);
}

Formula norm(const Formula& of, bool squared)
{
    const Formula bars = row({plain("‖"), of, plain("‖")});
    return squared ? script(bars, {}, plain("2")) : bars;
}

Cell cell(double value)
{
    return {lessonNumber(value), value};
}

/// "1² + 1² + 0²", shortened to what a page can hold.
Formula squaresOf(const Eigen::MatrixXd& corner, Eigen::Index channel, bool whole)
{
    QVector<Formula> parts;
    for (Eigen::Index j = 0; j < corner.cols(); ++j) {
        const double value = corner(channel, j);
        const QString text = lessonNumber(value);
        parts << (j > 0 ? plain(" + ") : plain(""))
              << script(
                     upright(value < 0 ? QStringLiteral("(%1)").arg(text) : text), {}, plain("2"));
    }
    if (!whole)
        parts << plain(" + …");
    return row(parts);
}

void lightPair(LessonTable& table, std::int32_t a, std::int32_t b)
{
    const auto size = static_cast<std::int32_t>(table.cells.size());
    if (std::max(a, b) >= size)
        return;
    table.cells[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)].lit = true;
    table.cells[static_cast<std::size_t>(b)][static_cast<std::size_t>(a)].lit = true;
}

void lightRow(LessonTable& table, std::size_t line)
{
    if (line < table.cells.size()) {
        for (Cell& cell : table.cells[line])
            cell.lit = true;
    }
}

void lightColumn(LessonTable& table, std::size_t column)
{
    for (auto& line : table.cells) {
        if (column < line.size())
            line[column].lit = true;
    }
}

void colourRows(LessonTable& table, const cluster::Labels& labels)
{
    for (std::size_t i = 0; i < table.cells.size() && i < labels.size(); ++i) {
        for (Cell& cell : table.cells[i])
            cell.cluster = labels[i];
    }
}

/// The two channels that the first merge joins.
std::pair<std::int32_t, std::int32_t> firstPair(const Lesson& lesson)
{
    if (lesson.merges.empty())
        return {0, 0};
    return {lesson.merges.front().left, lesson.merges.front().right};
}

bool inCorner(const Lesson& lesson, std::pair<std::int32_t, std::int32_t> pair)
{
    return std::max(pair.first, pair.second) < lesson.distances.part.rows();
}

} // namespace

LessonContent Steps::weights() const
{
    LessonContent content;
    const Formula z = named("z", {});
    content.formulas << row(
        {variable(QStringLiteral("z")), plain(" = "), variable(QStringLiteral("W x")),
            plain(",    "), variable(QStringLiteral("y")), plain(" = "),
            variable(QStringLiteral("V")), m_context.relu || own() ? plain(" σ(") : plain(" "),
            variable(QStringLiteral("z")), m_context.relu || own() ? plain(")") : plain("")});
    content.tables = {weightTable()};
    if (m_lesson.consumers.part.size() > 0)
        content.tables.push_back(consumerTable());
    content.why = own() ? LessonText::tr(
                      "The group %1 has %2 channels. Each is made by a row of W, here with its "
                      "BatchNorm worked in, so that the length of a row is the standard deviation "
                      "of its channel, and read by a column of V. Fold them, and both matrices "
                      "become smaller.")
                              .arg(m_context.group)
                              .arg(m_lesson.channels)
        : m_context.relu
        ? LessonText::tr(
            "Two layers with a ReLU between them. Each row of W makes one channel from "
            "the inputs, each column of V reads one. Type other numbers: all steps "
            "follow.")
        : LessonText::tr(
            "Two layers. Each row of W makes one channel from the inputs x, which are "
            "independent and have variance 1; each column of V reads one. The plan is to "
            "keep fewer channels. Type other numbers: all steps follow.");
    return content;
}

LessonContent Steps::variances() const
{
    LessonContent content;
    const Formula i = variable(QStringLiteral("i")), j = variable(QStringLiteral("j"));
    content.formulas << row({plain("Var "), named("z", i), plain(" = "), norm(named("w", i), true),
        plain(",      "), named("r", row({i, j})), plain(" = "),
        fraction(row({named("w", i), plain(" · "), named("w", j)}),
            row({norm(named("w", i), false), plain(" "), norm(named("w", j), false)}))});
    const auto pair = firstPair(m_lesson);
    if (inCorner(m_lesson, pair)) {
        content.formulas << row({plain("Var "), variableOf(pair.first), plain(" = "),
            squaresOf(m_lesson.weights.part, pair.first, m_lesson.weights.whole()), plain(" = "),
            number(m_lesson.variances[static_cast<std::size_t>(pair.first)])});
    }
    LessonTable variances;
    variances.name = QStringLiteral("variances");
    variances.title = LessonText::tr("Variances");
    variances.columns << LessonText::tr("Var");
    variances.rows = channels(m_lesson.channels);
    for (const double variance : m_lesson.variances) {
        if (variances.cells.size() < static_cast<std::size_t>(variances.rows.size()))
            variances.cells.push_back({cell(variance)});
    }
    variances.more = moreRows(variances.cells.size(), m_lesson.variances.size());
    LessonTable correlations = matrixTable(m_lesson.correlations, QStringLiteral("correlations"),
        LessonText::tr("Correlations r"), channels(m_lesson.channels), channels(m_lesson.channels));
    correlations.heat = true;
    if (m_lesson.channels > 1)
        lightPair(correlations, pair.first, pair.second);
    content.tables = {weightTable(), variances, correlations};
    content.why = own()
        ? LessonText::tr(
            "What a channel does is measured by its variance; what two channels have in "
            "common by their correlation. For inputs that are independent and equally "
            "strong both follow from the rows of W alone: no data is needed.")
        : LessonText::tr(
            "What a channel does is measured by its variance; what two channels have in "
            "common by their correlation. With independent inputs of variance 1 both "
            "follow from the rows of W alone: the squared length of a row, and the "
            "cosine of the angle between two. No data is needed.");
    return content;
}

LessonContent Steps::distances() const
{
    LessonContent content;
    const Formula i = variable(QStringLiteral("i")), j = variable(QStringLiteral("j"));
    const Formula a = variable(QStringLiteral("A")), b = variable(QStringLiteral("B"));
    const char* letter = own() || m_context.outgoingToo ? "f" : "w";
    content.formulas << row({named("d", row({i, j}), plain("2")), plain(" = "),
        norm(row({named(letter, i), plain(" − "), named(letter, j)}), true), plain(",      "),
        plain("Δ"), plain("("), a, plain(", "), b, plain(") = "),
        fraction(row({plain("|"), a, plain("| |"), b, plain("|")}),
            row({plain("|"), a, plain("| + |"), b, plain("|")})),
        plain(" "), norm(row({named("m", a), plain(" − "), named("m", b)}), true)});
    LessonTable distances = matrixTable(m_lesson.distances, QStringLiteral("distances"),
        LessonText::tr("Squared distances d²"), channels(m_lesson.channels),
        channels(m_lesson.channels));
    if (!m_lesson.merges.empty()) {
        const cluster::Merge& first = m_lesson.merges.front();
        content.formulas << row(
            {plain("Δ("), variableOf(first.left), plain(", "), variableOf(first.right),
                plain(") = "), fraction(plain("1 · 1"), plain("1 + 1")), plain(" · "),
                number(2 * first.inertiaIncrease), plain(" = "), number(first.inertiaIncrease)});
        lightPair(distances, first.left, first.right);
    }
    LessonTable merges = mergeTable();
    lightRow(merges, 0);
    content.tables = {distances, merges};
    const QString ties = LessonText::tr(
        "Ward's method joins, again and again, the two clusters whose union adds the "
        "least to the squared distances from the means. Where several pairs tie, the "
        "lowest channel comes first, so that the same network always gives the same "
        "clusters.");
    content.why = own()
        ? LessonText::tr("Distances come from the features that the plan clusters by (%1). %2")
              .arg(m_context.features, ties)
        : m_context.outgoingToo
        ? LessonText::tr("A channel's features f are its row of W and its column of V. %1")
              .arg(ties)
        : ties;
    return content;
}

LessonContent Steps::cut() const
{
    LessonContent content;
    const Formula c = variable(QStringLiteral("c")), i = variable(QStringLiteral("i"));
    const char* letter = own() || m_context.outgoingToo ? "f" : "w";
    content.formulas << row({variable(QStringLiteral("J")), plain(" = "), script(plain("∑"), c),
        plain(" "), script(plain("∑"), row({i, plain("∈"), c})), plain(" "),
        norm(row({named(letter, i), plain(" − "), named("m", c)}), true)});
    const double share = m_lesson.totalInertia > 0 ? m_lesson.inertia / m_lesson.totalInertia : 0;
    content.formulas << row({variable(QStringLiteral("J")), plain(" = "), number(m_lesson.inertia),
        upright(LessonText::tr(" of %1, which is %2 %")
                    .arg(lessonNumber(m_lesson.totalInertia), lessonNumber(100 * share)))});
    LessonTable merges = mergeTable();
    const std::int64_t done = m_lesson.channels - m_lesson.k;
    for (std::int64_t m = 0; m < done; ++m)
        lightRow(merges, static_cast<std::size_t>(m));
    content.tables = {merges, clusterTable()};
    content.why =
        LessonText::tr("To keep k channels, stop merging when k clusters are left: one tree "
                       "holds the answer for every k, which is why dragging k costs "
                       "nothing. The inertia J says how much the clusters spread; the share "
                       "is of what a single cluster would have.");
    if (!m_context.exact)
        content.why += QLatin1Char(' ')
            + LessonText::tr("The plan's clusterer has no tree of its own: this is the cut that "
                             "previews it.");
    return content;
}

LessonContent Steps::merged() const
{
    LessonContent content;
    const Formula c = variable(QStringLiteral("c")), i = variable(QStringLiteral("i"));
    const Formula sum = script(plain("∑"), row({i, plain("∈"), c}));
    content.formulas << row({barred(named("w", c)), plain(" = "),
        fraction(plain("1"), row({plain("|"), c, plain("|")})), plain(" "), sum, plain(" "),
        named("w", i), plain(",      "), script(variable(QStringLiteral("v")), c, plain("′")),
        plain(" = "), sum, plain(" "), named("v", i)});
    const std::size_t shown = shownCluster(m_lesson);
    const std::vector<std::int32_t>& members = m_lesson.clusters[shown].members;
    if (members.size() > 1 && members.size() <= 4) {
        QVector<Formula> names;
        for (std::size_t m = 0; m < members.size(); ++m)
            names << (m > 0 ? plain(" + ") : plain("")) << variableOf(members[m]);
        content.formulas << row(
            {barred(script(variable(QStringLiteral("w")), upright(QString::number(shown + 1)))),
                plain(" = "), fraction(plain("1"), upright(QString::number(members.size()))),
                plain(" ("), row(names), plain(")")});
    }
    LessonTable centres = matrixTable(m_lesson.centres, QStringLiteral("centres"),
        LessonText::tr("W′: incoming weights, averaged"), numberedNames(QString(), m_lesson.k),
        numberedNames(QStringLiteral("x"), m_lesson.centres.columns));
    LessonTable summed = matrixTable(m_lesson.summed, QStringLiteral("summed"),
        LessonText::tr("V′: outgoing weights, added up"),
        numberedNames(QStringLiteral("y"), m_lesson.summed.rows),
        numberedNames(QString(), m_lesson.k));
    cluster::Labels identity;
    for (std::int32_t cluster = 0; cluster < m_lesson.k; ++cluster)
        identity.push_back(cluster);
    colourRows(centres, identity);
    lightRow(centres, shown);
    lightColumn(summed, shown);
    content.tables = {centres};
    if (m_lesson.summed.part.size() > 0)
        content.tables.push_back(summed);
    if (m_lesson.example.original.size() > 0)
        content.tables.push_back(exampleTable());
    content.why = m_context.relu
        ? LessonText::tr(
            "The members of a cluster share one channel now, and whoever read them reads "
            "it as often as it read all of them: rows of W are averaged, columns of V "
            "are added up. Two mistakes are common. Averaging the columns as well makes "
            "a cluster of two count like one channel, and averaging rows of V in place "
            "of columns gives a matrix that still reads %1 channels, of which there are "
            "only %2. And the closest rows must be computed, not guessed: the distances "
            "of step 2 tell.")
              .arg(m_lesson.channels)
              .arg(m_lesson.k)
        : LessonText::tr(
            "The members of a cluster share one channel now, and whoever read them reads "
            "it as often as it read all of them: incoming weights are averaged, outgoing "
            "weights are added up. If all members were equal, the network would compute "
            "exactly what it did before.");
    return content;
}

LessonContent Steps::ratio() const
{
    LessonContent content;
    const Formula c = variable(QStringLiteral("c")), r = variable(QStringLiteral("r"));
    content.formulas << row({fraction(varianceMerged(), varianceBefore()), plain(" = "),
        fraction(row({plain("1 + ("), c, plain(" − 1) "), r}), c)});
    const LessonCluster& shown = m_lesson.clusters[shownCluster(m_lesson)];
    const auto size = static_cast<double>(shown.members.size());
    if (size > 1)
        content.formulas << row({fraction(row({plain("1 + ("), number(size), plain(" − 1) · "),
                                              number(shown.correlation)}),
                                     number(size)),
            plain(" = "), number(shown.ratioByFormula)});
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
        root(fraction(varianceBefore(), varianceMerged())), plain(" = "),
        root(fraction(c, row({plain("1 + ("), c, plain(" − 1) "), r}))), plain(",      "),
        script(barred(variable(QStringLiteral("w"))), c, plain("′")), plain(" = "),
        variable(QStringLiteral("a")), plain(" "), barred(named("w", c))});
    const LessonCluster& shown = m_lesson.clusters[shownCluster(m_lesson)];
    content.formulas << row({variable(QStringLiteral("a")), plain(" = "),
        root(fraction(number(shown.variance), number(shown.merged))), plain(" = "),
        number(shown.gain)});
    content.tables = {statisticsTable(true)};
    if (!m_lesson.outputs.empty())
        content.tables.push_back(outputTable(true));
    if (m_lesson.example.original.size() > 0)
        content.tables.push_back(repairedExampleTable());
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

LessonContent lessonContent(const Lesson& lesson, const LessonContext& context, int step)
{
    using Make = LessonContent (Steps::*)() const;
    static constexpr Make kMakes[kLessonSteps] = {&Steps::weights, &Steps::variances,
        &Steps::distances, &Steps::cut, &Steps::merged, &Steps::ratio, &Steps::repair};
    const Steps steps(lesson, context);
    step = std::clamp(step, 0, kLessonSteps - 1);
    LessonContent content = (steps.*kMakes[step])();
    content.step = step;
    content.title = QStringLiteral("%1  %2").arg(step).arg(stepName(step));
    return content;
}

} // namespace pleat::ui
