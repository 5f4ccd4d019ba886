// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/clusters_view.h"

#include "ui/plots/cluster_plot.h"
#include "ui/session/core_text.h"
#include "ui/session/session.h"
#include "ui/views/cluster_looks.h"
#include "ui/views/clustering_badge.h"
#include "ui/views/described.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace pleat::ui {

namespace {

/// Where lupdate finds the texts of functions without a class.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(emptyText)
};

} // namespace

QString emptyTextOf(const Session& session)
{
    const study::GroupInfo* info = session.currentInfo();
    if (!session.hasModel())
        return Texts::tr("Open a model to see the channels of its groups.");
    if (!info)
        return Texts::tr("Select a group in the table on the left.");
    if (!info->foldable)
        return Texts::tr(
            "This group is frozen, so its channels are not clustered:\n%1\n\nSelect another group.")
            .arg(coreText(info->frozen));
    if (session.statistics(session.selection().group()))
        return {};
    if (const QString failure = session.failure(session.selection().group()); !failure.isEmpty())
        return Texts::tr("The statistics of this group could not be computed:\n%1").arg(failure);
    return Texts::tr("The statistics of this group are being computed.");
}

ClustersView::ClustersView(Session& session, JobRunner& jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_tsne(session, jobs)
    , m_plot(described(
          new ClusterPlot(this), QStringLiteral("clusterPlot"), tr("Clusters of channels")))
    , m_summary(described(
          new QLabel(this), QStringLiteral("clusterSummary"), tr("Summary of the clusters")))
{
    explain(*m_plot,
        tr("Each mark is a channel; marks of one cluster share colour and shape. A click picks a "
           "channel, a double click its cluster, and the wheel zooms; arrow keys go from mark to "
           "mark, Space picks the channel and C its cluster, Enter shows the cluster in Matrix, "
           "Ctrl+Plus and Ctrl+Minus zoom, F fits."));
    m_plot->setDescriber([this](int channel) { return describe(channel); });
    m_summary->setWordWrap(true);
    buildLayout();
    connectSession();
    connectPlot();
    showGroup();
}

void ClustersView::buildLayout()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    auto* top = new QHBoxLayout;
    addPictureControls(*top);
    addMarkControls(*top);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_summary, 1);
    bottom->addWidget(new ClusteringBadge(m_session, QStringLiteral("clustersBadge"), this));
    layout->addLayout(bottom);
}

void ClustersView::connectSession()
{
    Selection& selection = m_session.selection();
    connect(&selection, &Selection::groupChanged, this, &ClustersView::forgetRestored);
    connect(&m_session, &Session::modelChanged, this, &ClustersView::forgetRestored);
    connect(&m_session, &Session::modelChanged, this, [this] { m_drawnGroup = -1; });
    connect(&selection, &Selection::groupChanged, this, &ClustersView::showGroup);
    connect(&m_session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showGroup();
    });
    connect(&m_session, &Session::labelsChanged, this, &ClustersView::showClusters);
    connect(&m_session, &Session::clusteringChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showClusters();
    });
    connect(&selection, &Selection::hoveredChannelChanged, m_plot, &ClusterPlot::setHighlighted);
    connect(&selection, &Selection::channelsChanged, this, [this] {
        m_plot->setMarked(m_session.selection().channels());
        showSummary();
    });
    connect(&selection, &Selection::zoomedChannelsChanged, this, [this] {
        m_plot->setZoomed(m_session.selection().zoomedChannels());
        showSummary();
    });
    connect(&m_tsne, &TsnePictures::changed, this, [this](int group) {
        if (group == m_session.selection().group())
            showPicture();
    });
}

void ClustersView::connectPlot()
{
    Selection& selection = m_session.selection();
    connect(m_plot, &ClusterPlot::channelHovered, &selection, &Selection::setHoveredChannel);
    connect(m_plot, &ClusterPlot::channelsPicked, &selection, &Selection::setChannels);
    connect(m_plot, &ClusterPlot::clusterPicked, &selection, &Selection::seekChannels);
}

void ClustersView::showGroup()
{
    m_plot->setEmptyText(emptyTextOf(m_session));
    m_summary->clear();
    m_facts.reset();
    m_statistics = m_session.statistics(m_session.selection().group());
    for (QWidget* control : std::initializer_list<QWidget*>{m_picture, m_numbers, m_sizes})
        setUsable(*control, m_statistics != nullptr, emptyTextOf(m_session));
    if (!m_statistics) {
        showTsneState();
        return;
    }
    drawPoints();
    choosePicture();
    showNorms();
    m_plot->setMarked(m_session.selection().channels());
    m_plot->setZoomed(m_session.selection().zoomedChannels());
    showClusters();
}

/// Undone features show the picture and the zoom that they had.
void ClustersView::rememberView(int group)
{
    if (m_drawnGroup != group)
        m_seen.clear();
    else if (m_drawn && m_drawn != m_statistics)
        m_seen[m_drawn] = {wantsTsne(), m_plot->zoom()};
    const auto seen = m_seen.find(m_statistics);
    if (seen == m_seen.end() || m_restoredTsne || m_restoredZoom)
        return;
    // Only a finished picture: an undo computes nothing.
    m_restoredTsne = seen->second.tsne && tsneComplete(group);
    if (m_restoredTsne == seen->second.tsne)
        m_restoredZoom = seen->second.zoom;
}

/// Another clusterer of the same features leaves the zoom as it is.
void ClustersView::drawPoints()
{
    const int group = m_session.selection().group();
    rememberView(group);
    const auto drawn = std::exchange(m_drawn, m_statistics);
    const bool same = std::exchange(m_drawnGroup, group) == group && drawn
        && drawn->picture == m_statistics->picture && m_picture->currentIndex() == 0;
    const std::optional<ViewEdges> zoom = same ? m_plot->zoom() : std::nullopt;
    m_plot->setPoints(
        m_statistics->picture, m_statistics->pictureShare[0], m_statistics->pictureShare[1]);
    if (zoom)
        m_plot->setZoom(*zoom);
}

void ClustersView::showClusters()
{
    const int group = m_session.selection().group();
    if (!m_statistics || m_statistics != m_session.statistics(group))
        return;
    const QString failure = m_session.failure(group);
    m_plot->setEmptyText(failure.isEmpty()
            ? QString()
            : tr("The group cannot be clustered at this k:\n%1").arg(failure));
    const study::GroupClustering& shown = m_session.clustering();
    if (!shown.labels.empty()) {
        m_facts = std::make_unique<cluster::ClusterFacts>(m_statistics->gram, shown.labels);
        m_plot->setClusters(shown.labels,
            m_session.hasOwnTree() || !shown.exact
                ? clusterLooks(m_statistics->tree, shown.k)
                : clusterLooks(m_statistics->tree, shown.labels, shown.k));
    }
    showSummary();
}

void ClustersView::showSummary()
{
    const study::GroupClustering& shown = m_session.clustering();
    if (!m_statistics || shown.labels.empty()) {
        m_summary->clear();
        return;
    }
    QString text = tr("%1 channels in %2 clusters, %3 of a single channel (grey dots)")
                       .arg(shown.labels.size())
                       .arg(shown.k)
                       .arg(m_plot->shownSingletons());
    if (const auto selected = m_session.selection().channels().size(); selected > 0)
        text = tr("%1; %2 selected").arg(text).arg(selected);
    if (const auto zoomed = m_session.selection().zoomedChannels().size(); zoomed > 0)
        text = tr("%1; bright: the %2 in the zoom of the matrix").arg(text).arg(zoomed);
    m_summary->setText(text);
}

void ClustersView::showNorms()
{
    std::vector<double> norms;
    if (m_sizes->isChecked() && m_statistics) {
        for (Eigen::Index channel = 0; channel < m_statistics->gram.rows(); ++channel)
            norms.push_back(std::sqrt(std::max(0.0, m_statistics->gram(channel, channel))));
    }
    m_plot->setNorms(norms);
}

QString ClustersView::describe(int channel)
{
    if (!m_facts)
        return {};
    const cluster::ChannelFacts facts = m_facts->of(channel);
    QString text = tr("Channel %1\nCluster %2 of %3, size %4\nDistance to its centre %5")
                       .arg(channel)
                       .arg(facts.cluster + 1)
                       .arg(m_session.clustering().k)
                       .arg(facts.size)
                       .arg(facts.toCentre, 0, 'g', 4);
    if (facts.nearestOther >= 0)
        text += QLatin1Char('\n')
            + tr("Silhouette %1\nNearest other cluster %2")
                  .arg(facts.silhouette, 0, 'f', 3)
                  .arg(facts.nearestOther + 1);
    return text;
}

} // namespace pleat::ui
