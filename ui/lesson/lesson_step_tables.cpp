// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: the tables of the steps.
#include "ui/lesson/lesson_steps_parts.h"
#include "ui/lesson/lesson_text.h"

#include <algorithm>
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

Cell cell(double value)
{
    return {lessonNumber(value), value};
}

} // namespace

LessonTable Steps::weightTable() const
{
    LessonTable table = matrixTable(m_lesson.weights, QStringLiteral("weights"),
        own() ? LessonText::tr("W of %1").arg(QString::fromStdString(m_lesson.layer))
              : LessonText::tr("W: a row makes a channel"),
        channels(m_lesson.channels), numberedNames(QStringLiteral("x"), m_lesson.weights.columns));
    return table;
}

LessonTable Steps::consumerTable() const
{
    return matrixTable(m_lesson.consumers, QStringLiteral("consumers"),
        own() ? LessonText::tr("V of %1").arg(QString::fromStdString(m_lesson.consumer))
              : LessonText::tr("V: a column reads a channel"),
        numberedNames(QStringLiteral("y"), m_lesson.consumers.rows), channels(m_lesson.channels));
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
    return shown < all ? LessonText::tr("the first %1 of %2").arg(shown).arg(all) : QString();
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
    table.more = moreRows(table.cells.size(), m_lesson.merges.size());
    return table;
}

LessonTable Steps::clusterTable() const
{
    LessonTable table;
    table.name = QStringLiteral("clusters");
    table.title = LessonText::tr("Clusters at k = %1").arg(m_lesson.k);
    table.columns << LessonText::tr("channels") << LessonText::tr("size");
    const auto most = static_cast<std::size_t>(study::kLessonPart);
    for (std::size_t c = 0; c < std::min(m_lesson.clusters.size(), most); ++c) {
        const LessonCluster& cluster = m_lesson.clusters[c];
        table.rows << QString::number(c + 1);
        table.cells.push_back({words(clusterText(m_context.subject, cluster.members)),
            cell(static_cast<double>(cluster.members.size()))});
        for (Cell& each : table.cells.back())
            each.cluster = static_cast<int>(c);
    }
    table.more = moreRows(table.cells.size(), m_lesson.clusters.size());
    return table;
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
        add(LessonText::tr("mistake: %1 merged, though not the closest")
                .arg(clusterText(m_context.subject,
                    m_context.mistake->clusters[shownCluster(*m_context.mistake)].members)),
            m_context.mistake->example.folded, false);
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
    const auto most = static_cast<std::size_t>(study::kLessonPart);
    for (std::size_t c = 0; c < std::min(m_lesson.clusters.size(), most); ++c) {
        const LessonCluster& each = m_lesson.clusters[c];
        table.rows << QString::number(c + 1);
        std::vector<Cell> line{
            words(clusterText(m_context.subject, each.members)), cell(each.variance)};
        const std::vector<double> rest = repaired
            ? std::vector<double>{each.merged, each.gain, each.gainByFormula, each.repaired}
            : std::vector<double>{each.correlation, each.merged, each.ratio, each.ratioByFormula};
        for (const double value : rest)
            line.push_back(cell(value));
        line[0].cluster = static_cast<int>(c);
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
