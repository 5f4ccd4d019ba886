// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: the tables of the steps.
#include "ui/lesson/lesson_formulas.h"
#include "ui/lesson/lesson_steps_parts.h"
#include "ui/lesson/lesson_text.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace pleat::ui {

namespace {

using study::LessonCluster;
using Cell = LessonTable::Cell;

constexpr double kWords = std::numeric_limits<double>::quiet_NaN();

Cell words(const QString& text)
{
    return {text, kWords};
}

std::size_t placeIn(const std::vector<std::int32_t>& all, std::int32_t one)
{
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), one) - all.begin());
}

} // namespace

LessonTable::Cell cell(double value)
{
    return {lessonNumber(value), value};
}

void lightRow(LessonTable& table, std::size_t line)
{
    if (line < table.cells.size()) {
        for (Cell& cell : table.cells[line])
            cell.lit = true;
    }
}

std::size_t Steps::placeOf(std::int32_t channel) const
{
    return placeIn(m_lesson.shown, channel);
}

std::size_t Steps::largestPlace() const
{
    return placeIn(m_lesson.shownClusters, static_cast<std::int32_t>(m_lesson.largest));
}

std::vector<std::int32_t> Steps::shownOf(const std::vector<std::int32_t>& channels) const
{
    std::vector<std::int32_t> shown;
    std::copy_if(channels.begin(), channels.end(), std::back_inserter(shown),
        [this](std::int32_t channel) { return placeOf(channel) < m_lesson.shown.size(); });
    return shown;
}

double Steps::entryOf(const study::LessonMatrix& pairs, std::int32_t a, std::int32_t b) const
{
    return pairs.part(static_cast<Eigen::Index>(placeOf(a)), static_cast<Eigen::Index>(placeOf(b)));
}

Eigen::RowVectorXd Steps::weightsOf(std::int32_t channel) const
{
    return m_lesson.weights.part.row(static_cast<Eigen::Index>(placeOf(channel)));
}

Formula Steps::symbol(const char* letter, std::int32_t channel) const
{
    const Formula own = variable(name(channel));
    return m_context.subject == LessonSubject::Six ? own : named(letter, own);
}

Formula Steps::activated(const Formula& channel) const
{
    return m_context.relu || own() ? row({plain("σ("), channel, plain(")")}) : channel;
}

QStringList Steps::clusterNames() const
{
    QStringList names;
    for (const std::int32_t cluster : m_lesson.shownClusters)
        names << QString::number(cluster + 1);
    return names;
}

LessonTable Steps::weightTable() const
{
    LessonTable table = matrixTable(m_lesson.weights, QStringLiteral("weights"),
        own() ? LessonText::tr("W of %1").arg(QString::fromStdString(m_lesson.layer))
              : LessonText::tr("W: a row makes a channel"),
        channels(), numberedNames(QStringLiteral("x"), m_lesson.weights.columns));
    return table;
}

LessonTable Steps::consumerTable() const
{
    return matrixTable(m_lesson.consumers, QStringLiteral("consumers"),
        own() ? LessonText::tr("V of %1").arg(QString::fromStdString(m_lesson.consumer))
              : LessonText::tr("V: a column reads a channel"),
        numberedNames(QStringLiteral("y"), m_lesson.consumers.rows), channels());
}

QString Steps::nodeName(std::int32_t node) const
{
    if (node < m_lesson.channels)
        return name(node);
    const cluster::Merge& merge =
        m_lesson.merges[static_cast<std::size_t>(node - m_lesson.channels)];
    if (merge.size > 6)
        return LessonText::tr("cluster of %1").arg(merge.size);
    return QStringLiteral("%1 %2").arg(nodeName(merge.left), nodeName(merge.right));
}

QString Steps::moreRows(std::size_t shown, std::size_t all) const
{
    return shown < all ? LessonText::tr("%1 of %2").arg(shown).arg(all) : QString();
}

LessonTable Steps::mergeTable() const
{
    LessonTable table;
    table.name = QStringLiteral("merges");
    table.title = LessonText::tr("Ward's merges");
    table.columns << LessonText::tr("joined") << LessonText::tr("with")
                  << LessonText::tr("inertia added") << LessonText::tr("clusters left");
    const auto most = static_cast<std::size_t>(study::kLessonPart);
    for (std::size_t m = 0; m < std::min(m_lesson.merges.size(), most); ++m) {
        const cluster::Merge& merge = m_lesson.merges[m];
        table.rows << QString::number(m + 1);
        table.cells.push_back(
            {words(nodeName(merge.left)), words(nodeName(merge.right)), cell(merge.inertiaIncrease),
                cell(static_cast<double>(m_lesson.channels) - static_cast<double>(m) - 1)});
    }
    if (table.cells.size() < m_lesson.merges.size())
        table.more = LessonText::tr("the first %1 of %2")
                         .arg(table.cells.size())
                         .arg(m_lesson.merges.size());
    return table;
}

LessonTable Steps::clusterTable() const
{
    LessonTable table;
    table.name = QStringLiteral("clusters");
    table.title = LessonText::tr("Clusters at k = %1").arg(m_lesson.k);
    table.columns << LessonText::tr("channels") << LessonText::tr("size");
    table.rows = clusterNames();
    for (const std::int32_t c : m_lesson.shownClusters) {
        const LessonCluster& cluster = m_lesson.clusters[static_cast<std::size_t>(c)];
        table.cells.push_back({words(clusterText(m_context.subject, cluster.members)),
            cell(static_cast<double>(cluster.members.size()))});
        for (Cell& each : table.cells.back())
            each.cluster = c;
    }
    table.more = moreRows(table.cells.size(), m_lesson.clusters.size());
    return table;
}

LessonTable Steps::inputTable() const
{
    LessonTable table;
    table.name = QStringLiteral("input");
    table.title = LessonText::tr("x: the example input");
    table.rows << QStringLiteral("x");
    table.columns = numberedNames(QStringLiteral("x"), m_lesson.example.input.size());
    table.cells.emplace_back();
    for (const double value : m_lesson.example.input)
        table.cells.back().push_back(cell(value));
    return table;
}

/// With its own k, since it merges just two channels.
QString Steps::mistakeText(const study::Lesson& mistake) const
{
    return LessonText::tr("mistake at k = %1: %2 merged, though not the closest")
        .arg(mistake.k)
        .arg(clusterText(m_context.subject, mistake.clusters[mistake.largest].members));
}

LessonTable Steps::exampleTable() const
{
    const study::LessonExample& example = m_lesson.example;
    LessonTable table;
    table.name = QStringLiteral("example");
    table.title = LessonText::tr("What comes out for the example input");
    table.columns = numberedNames(QStringLiteral("y"), example.original.size());
    const auto add = [&](const QString& title, const Eigen::VectorXd& values, bool lit) {
        table.rows << title;
        std::vector<Cell> line;
        for (Eigen::Index o = 0; o < values.size(); ++o) {
            line.push_back(cell(values[o]));
            line.back().lit = lit;
        }
        table.cells.push_back(std::move(line));
    };
    add(LessonText::tr("original"), example.original, false);
    add(LessonText::tr("folded: mean in, sum out"), example.folded, true);
    if (m_context.mistake)
        add(mistakeText(*m_context.mistake), m_context.mistake->example.folded, false);
    add(LessonText::tr("mistake: outgoing weights averaged"), example.averagedColumns, false);
    return table;
}

/// Without the mistakes, which nothing repairs.
LessonTable Steps::repairedExampleTable() const
{
    LessonTable table = exampleTable();
    table.title = LessonText::tr("The example input again");
    table.rows = {LessonText::tr("original"), LessonText::tr("folded"), LessonText::tr("repaired")};
    table.cells.resize(2);
    std::vector<Cell> line;
    for (Eigen::Index o = 0; o < m_lesson.example.repaired.size(); ++o)
        line.push_back(cell(m_lesson.example.repaired[o]));
    table.cells.push_back(std::move(line));
    return table;
}

LessonTable Steps::statisticsTable(bool repaired) const
{
    LessonTable table;
    table.name = repaired ? QStringLiteral("gains") : QStringLiteral("ratios");
    table.title = repaired ? LessonText::tr("Gain of each cluster")
                           : LessonText::tr("Variances of each cluster");
    table.columns << LessonText::tr("channels") << LessonText::tr("variance");
    if (repaired)
        table.columns << LessonText::tr("merged") << LessonText::tr("gain a")
                      << LessonText::tr("by formula") << LessonText::tr("repaired");
    else
        table.columns << LessonText::tr("mean r") << LessonText::tr("merged")
                      << LessonText::tr("ratio") << LessonText::tr("by formula");
    table.rows = clusterNames();
    for (const std::int32_t c : m_lesson.shownClusters) {
        const LessonCluster& each = m_lesson.clusters[static_cast<std::size_t>(c)];
        std::vector<Cell> line{
            words(clusterText(m_context.subject, each.members)), cell(each.variance)};
        const std::vector<double> rest = repaired
            ? std::vector<double>{each.merged, each.gain, each.gainByFormula, each.repaired}
            : std::vector<double>{each.correlation, each.merged, each.ratio, each.ratioByFormula};
        for (const double value : rest)
            line.push_back(cell(value));
        line[0].cluster = c;
        line[repaired ? 3 : 4].lit = true;
        table.cells.push_back(std::move(line));
    }
    table.more = moreRows(table.cells.size(), m_lesson.clusters.size());
    return table;
}

LessonTable Steps::outputTable(bool repaired) const
{
    LessonTable table;
    table.name = QStringLiteral("outputs");
    table.title = LessonText::tr("Variance of the outputs, no activation in between");
    table.columns << LessonText::tr("original") << LessonText::tr("folded")
                  << LessonText::tr("repaired");
    table.rows =
        numberedNames(QStringLiteral("y"), static_cast<std::int64_t>(m_lesson.outputs.size()));
    for (const study::LessonOutput& output : m_lesson.outputs) {
        table.cells.push_back({cell(output.variance), cell(output.folded), cell(output.repaired)});
        table.cells.back()[2].lit = repaired;
    }
    return table;
}

} // namespace pleat::ui
