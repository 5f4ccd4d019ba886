// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: the steps up to the cut.
#include "ui/lesson/lesson_formulas.h"
#include "ui/lesson/lesson_steps_parts.h"
#include "ui/lesson/lesson_text.h"

#include <algorithm>

namespace pleat::ui {

namespace {

using Cell = LessonTable::Cell;

void lightPair(LessonTable& table, std::size_t a, std::size_t b)
{
    table.cells.at(a).at(b).lit = true;
    table.cells.at(b).at(a).lit = true;
}

} // namespace

LessonContent Steps::weights() const
{
    LessonContent content;
    content.formulas << row(
        {variable(QStringLiteral("z")), plain(" = "), variable(QStringLiteral("W x")),
            plain(",    "), variable(QStringLiteral("y")), plain(" = "),
            variable(QStringLiteral("V")), plain(" "), activated(variable(QStringLiteral("z")))});
    content.formulas << oneChannel();
    content.tables = {weightTable()};
    if (m_lesson.consumers.part.size() > 0) {
        content.formulas << oneOutput();
        content.tables.push_back(consumerTable());
    }
    if (m_lesson.example.input.size() > 0)
        content.tables.push_back(inputTable());
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
    if (m_lesson.shown.size() < static_cast<std::size_t>(m_lesson.channels))
        content.why += QLatin1Char(' ')
            + LessonText::tr("Printed are the channels that the next steps talk about: those that "
                             "are merged first, then those of the largest cluster.");
    return content;
}

/// The first row of W, as a person reads it.
Formula Steps::oneChannel() const
{
    const QStringList inputs = numberedNames(QStringLiteral("x"), m_lesson.weights.columns);
    const study::LessonMatrix& weights = m_lesson.weights;
    QVector<Formula> terms;
    for (Eigen::Index j = 0; j < weights.part.cols(); ++j)
        terms << row(
            {bracketed(weights.part(0, j)), plain(" "), variable(inputs[static_cast<int>(j)])});
    return row({symbol("z", m_lesson.shown.front()), plain(" = "),
        sumOf(terms, weights.part.cols() == weights.columns)});
}

/// The first row of V.
Formula Steps::oneOutput() const
{
    const study::LessonMatrix& consumers = m_lesson.consumers;
    QVector<Formula> terms;
    for (Eigen::Index j = 0; j < consumers.part.cols(); ++j) {
        const std::int32_t channel = m_lesson.shown[static_cast<std::size_t>(j)];
        terms << row(
            {bracketed(consumers.part(0, j)), plain(" "), activated(symbol("z", channel))});
    }
    return row({variable(QStringLiteral("y1")), plain(" = "),
        sumOf(terms, consumers.part.cols() == consumers.columns)});
}

LessonContent Steps::variances() const
{
    LessonContent content;
    const Formula i = variable(QStringLiteral("i")), j = variable(QStringLiteral("j"));
    content.formulas << row({plain("Var "), named("z", i), plain(" = "), norm(named("w", i), true),
        plain(",      "), named("r", row({i, j})), plain(" = "),
        fraction(row({named("w", i), plain(" · "), named("w", j)}),
            row({norm(named("w", i), false), plain(" "), norm(named("w", j), false)}))});
    const std::int32_t first = m_lesson.merges.empty() ? 0 : m_lesson.merges.front().left;
    content.formulas << row({plain("Var "), symbol("z", first), plain(" = "),
        squaresOf(weightsOf(first), allInputs()), plain(" = "), number(varianceOf(first))});
    if (!m_lesson.merges.empty())
        content.formulas << firstCorrelation();
    LessonTable variances;
    variances.name = QStringLiteral("variances");
    variances.title = LessonText::tr("Variances");
    variances.columns << LessonText::tr("Var");
    variances.rows = channels();
    for (const std::int32_t channel : m_lesson.shown)
        variances.cells.push_back({cell(varianceOf(channel))});
    variances.more = moreRows(variances.cells.size(), m_lesson.variances.size());
    LessonTable correlations = matrixTable(m_lesson.correlations, QStringLiteral("correlations"),
        LessonText::tr("Correlations r"), channels(), channels());
    correlations.heat = true;
    if (!m_lesson.merges.empty())
        lightPair(correlations, placeOf(first), placeOf(m_lesson.merges.front().right));
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

/// Of the two channels that are merged first.
Formula Steps::firstCorrelation() const
{
    const std::int32_t a = m_lesson.merges.front().left, b = m_lesson.merges.front().right;
    const Formula pair = row({variable(name(a)), plain(", "), variable(name(b))});
    return row({named("r", pair), plain(" = "),
        fraction(productsOf(weightsOf(a), weightsOf(b), allInputs()),
            row({root(number(varianceOf(a))), plain(" · "), root(number(varianceOf(b)))})),
        plain(" = "), number(entryOf(m_lesson.correlations, a, b))});
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
        LessonText::tr("Squared distances d²"), channels(), channels());
    if (!m_lesson.merges.empty()) {
        const cluster::Merge& first = m_lesson.merges.front();
        content.formulas << row({plain("Δ("), symbol("z", first.left), plain(", "),
            symbol("z", first.right), plain(") = "), fraction(plain("1 · 1"), plain("1 + 1")),
            plain(" · "), number(entryOf(m_lesson.distances, first.left, first.right)),
            plain(" = "), number(first.inertiaIncrease)});
        lightPair(distances, placeOf(first.left), placeOf(first.right));
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
    content.formulas << row({variable(QStringLiteral("J")), plain(" = "), number(m_lesson.inertia),
        upright(LessonText::tr(" of %1, which is %2 %")
                    .arg(lessonNumber(m_lesson.totalInertia),
                        lessonNumber(100 * m_lesson.relativeInertia)))});
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

LessonContent lessonContent(const study::Lesson& lesson, const LessonContext& context, int step)
{
    using Make = LessonContent (Steps::*)() const;
    static constexpr Make kMakes[kLessonSteps] = {&Steps::weights, &Steps::variances,
        &Steps::distances, &Steps::cut, &Steps::merged, &Steps::ratio, &Steps::repair};
    const Steps steps(lesson, context);
    step = std::clamp(step, 0, kLessonSteps - 1);
    LessonContent content = (steps.*kMakes[step])();
    content.step = step;
    content.title = QStringLiteral("%1  %2").arg(step + 1).arg(stepName(step));
    return content;
}

} // namespace pleat::ui
