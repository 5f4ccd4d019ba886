// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/clusters_view.h"

#include "ui/plots/cluster_plot.h"
#include "ui/session/session.h"
#include "ui/views/cluster_looks.h"
#include "ui/views/described.h"

#include <QCoreApplication>
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
    if (const QString failure = session.failure(session.currentGroup()); !failure.isEmpty())
        return text("The statistics of this group could not be computed:\n%1").arg(failure);
    if (!session.statistics(session.currentGroup()))
        return text("The statistics of this group are being computed.");
    return {};
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
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_summary);
    connect(&session, &Session::currentGroupChanged, this, &ClustersView::showGroup);
    connect(&session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.currentGroup())
            showGroup();
    });
    connect(&session, &Session::labelsChanged, this, &ClustersView::showClusters);
    connect(&session, &Session::hoveredChannelChanged, m_plot, &ClusterPlot::setHighlighted);
    connect(m_plot, &ClusterPlot::channelHovered, &session, &Session::setHoveredChannel);
    showGroup();
}

void ClustersView::showGroup()
{
    m_plot->setEmptyText(emptyTextOf(m_session));
    m_summary->clear();
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.currentGroup());
    if (!statistics)
        return;
    m_plot->setPoints(
        statistics->picture, statistics->pictureShare[0], statistics->pictureShare[1]);
    showClusters();
}

void ClustersView::showClusters()
{
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.currentGroup());
    if (!statistics || m_session.labels().empty())
        return;
    const std::int64_t k = m_session.kOf(m_session.currentGroup());
    m_plot->setClusters(m_session.labels(), clusterLooks(statistics->tree, k));
    m_summary->setText(
        tr("%1 channels in %2 clusters, of which %3 hold a single channel (small grey dots)")
            .arg(m_session.labels().size())
            .arg(k)
            .arg(m_plot->shownSingletons()));
}

} // namespace pleat::ui
