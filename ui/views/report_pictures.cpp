// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/report_pictures.h"

#include "core/cluster/quality.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/collapse_plot.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/views/cluster_looks.h"

#include <QCoreApplication>
#include <QDir>

#include <memory>

namespace pleat::ui {

namespace {

constexpr QSize kSize{1200, 900};

class PictureWriter
{
public:
    explicit PictureWriter(const std::string& directory)
        : m_directory(QString::fromStdString(directory))
    {
    }

    void prepare(Plot& plot) const
    {
        plot.setPalette(lightPalette());
        plot.resize(kSize);
    }
    void write(Plot& plot, const QString& name)
    {
        const QString path = m_directory.filePath(name);
        if (plot.savePicture(path, kSize))
            m_written.push_back(path.toStdString());
    }
    std::vector<std::string> written() && { return std::move(m_written); }

private:
    QDir m_directory;
    std::vector<std::string> m_written;
};

/// The largest folded group with statistics; null if there is none.
const study::GroupReport* largestFolded(const study::ModelInfo& info,
    const study::RunReport& report, const std::vector<study::GroupStatisticsPtr>& statistics)
{
    const study::GroupReport* largest = nullptr;
    for (const study::GroupReport& group : report.groups) {
        const int index = study::groupIndex(info, group.name);
        const bool known =
            index >= 0 && index < static_cast<int>(statistics.size()) && statistics[index];
        if (known && !group.labels.empty() && (!largest || group.channels > largest->channels))
            largest = &group;
    }
    return largest;
}

void writeGroup(PictureWriter& writer, const study::GroupStatistics& statistics,
    const study::GroupReport& group)
{
    const cluster::MergeTree& tree = statistics.tree;
    const cluster::Labels& labels = group.labels;
    const std::int64_t k = group.k;
    ClusterPlot clusters;
    writer.prepare(clusters);
    clusters.setPoints(statistics.picture, statistics.pictureShare[0], statistics.pictureShare[1]);
    clusters.setClusters(labels, clusterLooks(tree, labels, k));
    writer.write(clusters, QStringLiteral("clusters.png"));

    MatrixPlot matrix;
    writer.prepare(matrix);
    std::vector<double> heights;
    for (std::size_t merge = 0; merge < tree.merges().size(); ++merge)
        heights.push_back(tree.drawnHeight(merge));
    matrix.setTree(tree.merges(), heights, tree.leafOrder());
    matrix.setMatrix(
        std::make_shared<MatrixPyramid>(*study::featureSimilarity(statistics), tree.leafOrder()));
    matrix.setClusters(labels);
    writer.write(matrix, QStringLiteral("matrix.png"));

    CurvePlot elbow(
        CurvePlot::Kind::Dense, QCoreApplication::translate("report", "relative inertia"));
    writer.prepare(elbow);
    const std::vector<double>& inertia = tree.inertia();
    QVector<QPointF> points;
    for (std::size_t i = 0; i < inertia.size(); ++i)
        points << QPointF(
            static_cast<double>(i + 1), inertia.front() > 0 ? inertia[i] / inertia.front() : 0);
    elbow.setCurve(points, tree.channels());
    const std::int64_t suggested = cluster::elbow(inertia);
    elbow.setSuggestion(
        suggested, QCoreApplication::translate("report", "elbow %1").arg(suggested));
    elbow.setK(k);
    writer.write(elbow, QStringLiteral("elbow.png"));
}

} // namespace

std::vector<std::string> writeReportPictures(const std::string& directory,
    const study::ModelInfo& info, const study::RunReport& report,
    const std::vector<study::GroupStatisticsPtr>& statisticsPerGroup)
{
    PictureWriter writer(directory);
    if (const study::GroupReport* group = largestFolded(info, report, statisticsPerGroup))
        writeGroup(writer, *statisticsPerGroup[study::groupIndex(info, group->name)], *group);
    CollapsePlot collapse;
    writer.prepare(collapse);
    collapse.setReport(report.layers);
    collapse.setLogarithmic(collapse.spreadsWidely());
    writer.write(collapse, QStringLiteral("collapse.png"));
    return std::move(writer).written();
}

} // namespace pleat::ui
