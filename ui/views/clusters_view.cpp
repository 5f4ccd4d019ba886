// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/clusters_view.h"

#include "ui/plots/cluster_plot.h"
#include "ui/session/session.h"
#include "ui/views/cluster_looks.h"
#include "ui/views/clustering_badge.h"
#include "ui/views/described.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace pleat::ui {

QString emptyTextOf(const Session& session)
{
    const auto text = [](const char* source) {
        return QCoreApplication::translate("emptyText", source);
    };
    const study::GroupInfo* info = session.currentInfo();
    if (!session.hasModel())
        return text("Open a model to see the channels of its groups.");
    if (!info)
        return text("Select a group in the table on the left.");
    if (!info->foldable)
        return text(
            "This group is frozen, so its channels are not clustered:\n%1\n\nSelect another group.")
            .arg(QString::fromStdString(info->frozen));
    if (session.statistics(session.selection().group()))
        return {};
    if (const QString failure = session.failure(session.selection().group()); !failure.isEmpty())
        return text("The statistics of this group could not be computed:\n%1").arg(failure);
    return text("The statistics of this group are being computed.");
}

ClustersView::ClustersView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plot(described(new ClusterPlot(this), QStringLiteral("clusterPlot"),
          tr("Clusters of channels"),
          tr("Each mark is a channel; marks of one cluster share colour and shape.\n"
             "Wheel zooms, drag pans, double click fits.")))
    , m_summary(described(
          new QLabel(this), QStringLiteral("clusterSummary"), tr("Summary of the clusters")))
{
    m_plot->setToolTip({});
    m_summary->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_plot, 1);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_summary, 1);
    bottom->addWidget(new ClusteringBadge(session, QStringLiteral("clustersBadge"), this));
    layout->addLayout(bottom);
    connect(&session.selection(), &Selection::groupChanged, this, &ClustersView::showGroup);
    connect(&session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showGroup();
    });
    connect(&session, &Session::labelsChanged, this, &ClustersView::showClusters);
    connect(&session, &Session::clusteringChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showClusters();
    });
    connect(&session.selection(), &Selection::hoveredChannelChanged, m_plot, &ClusterPlot::setHighlighted);
    connect(m_plot, &ClusterPlot::channelHovered, &session.selection(), &Selection::setHoveredChannel);
    showGroup();
}

void ClustersView::showGroup()
{
    m_plot->setEmptyText(emptyTextOf(m_session));
    m_summary->clear();
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.selection().group());
    if (!statistics)
        return;
    m_plot->setPoints(
        statistics->picture, statistics->pictureShare[0], statistics->pictureShare[1]);
    showClusters();
}

void ClustersView::showClusters()
{
    const int group = m_session.selection().group();
    const study::GroupStatisticsPtr statistics = m_session.statistics(group);
    if (!statistics)
        return;
    const QString failure = m_session.failure(group);
    m_plot->setEmptyText(failure.isEmpty()
            ? QString()
            : tr("The group cannot be clustered at this k:\n%1").arg(failure));
    const study::GroupClustering& shown = m_session.clustering();
    if (shown.labels.empty()) {
        m_summary->clear();
        return;
    }
    m_plot->setClusters(shown.labels,
        m_session.hasOwnTree() || !shown.exact
            ? clusterLooks(statistics->tree, shown.k)
            : clusterLooks(statistics->tree, shown.labels, shown.k));
    m_summary->setText(
        tr("%1 channels in %2 clusters, of which %3 hold a single channel (small grey dots)")
            .arg(shown.labels.size())
            .arg(shown.k)
            .arg(m_plot->shownSingletons()));
}

} // namespace pleat::ui
