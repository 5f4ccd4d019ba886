// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/matrix_view.h"

#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/clusters_view.h"
#include "ui/views/described.h"
#include "ui/views/stored_edges.h"

#include <QComboBox>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

const QString kSource = QStringLiteral("source");
const QString kZoom = QStringLiteral("zoom");
const QString kColours = QStringLiteral("colours");

QJsonArray storedColours(const MatrixPlot::Colours& colours)
{
    return {static_cast<int>(colours.quantity), colours.low, colours.high};
}

std::optional<MatrixPlot::Colours> coloursFrom(const QJsonValue& stored)
{
    const std::vector<double> found = coordinatesFrom(stored, 3);
    for (const Quantity quantity : {Quantity::Similarity, Quantity::Magnitude, Quantity::Distance})
        if (!found.empty() && found[0] == static_cast<int>(quantity))
            return MatrixPlot::Colours{quantity, found[1], found[2]};
    return std::nullopt;
}

} // namespace

MatrixView::MatrixView(Session& session, JobRunner& jobs, JobRunner& network, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_network(network)
    , m_chooser(described(new QComboBox(this), QStringLiteral("matrixChooser"), tr("Similarity of"),
          tr("Of the features of the whole group, or of the channels of one layer: of "
             "their weights, or of their activations on data")))
    , m_plot(described(new MatrixPlot(this), QStringLiteral("matrixPlot"), tr("Similarity matrix")))
{
    explain(*m_plot,
        tr("The similarity of every two channels, beside the dendrogram of their merges. The wheel "
           "zooms, a drag moves, a drag on the dendrogram sets k and a click on a branch picks its "
           "channels; Up and Down go from row to row, Space picks the channel, C its cluster and B "
           "the branch above, Enter zooms to the cluster, F fits."));
    buildLayout();
    connectSession();
    connectSelection();
    connect(&m_network, &JobRunner::progressed, this, &MatrixView::showProgress);
    connect(m_plot, &MatrixPlot::kRequested, this, [this](qint64 k, bool continues) {
        m_session.requestK(
            m_session.selection().group(), k, continues ? Gesture::Continue : Gesture::Begin);
    });
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this] {
        m_restored.clear();
        m_plot->setMatrix(nullptr);
        m_wanted = true;
        requestMatrix();
    });
    for (QComboBox* chooser : {m_quantity, m_order})
        connect(chooser, &QComboBox::currentIndexChanged, this, [this] {
            m_wanted = true;
            requestMatrix();
        });
    showGroup();
}

QJsonObject MatrixView::viewState() const
{
    QJsonObject state{{kSource, m_restored.isEmpty() ? m_chooser->currentText() : m_restored}};
    // Of another group than the current one, as long as that has no statistics.
    const bool zooms = m_session.statistics(m_session.selection().group()) != nullptr;
    if (const auto zoom = m_restoredZoom || !zooms ? m_restoredZoom : m_plot->zoom())
        state[kZoom] = storedEdges(*zoom);
    if (const auto colours = m_restoredColours ? m_restoredColours : m_plot->narrowedColours())
        state[kColours] = storedColours(*colours);
    return state;
}

void MatrixView::restoreViewState(const QJsonObject& state)
{
    m_restored = state[kSource].toString();
    m_restoredZoom = edgesFrom(state[kZoom]);
    m_restoredColours = coloursFrom(state[kColours]);
    m_plot->resetColours();
    showGroup();
}

void MatrixView::connectSession()
{
    connect(&m_session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showGroup();
    });
    connect(&m_session, &Session::modelChanged, this, [this] {
        forgetZoom();
        m_restoredColours.reset();
        m_drawnGroup = -1;
        m_earlier = {};
    });
    connect(&m_session, &Session::labelsChanged, this, [this] {
        m_plot->setClusters(m_session.labels());
        refreshOrder();
    });
    connect(&m_session, &Session::clusteringChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            refreshOrder();
    });
    connect(&m_session, &Session::planChanged, this, [this] {
        m_plot->setPickable(m_session.currentInfo() != nullptr);
        refreshOrder();
    });
}

void MatrixView::connectSelection()
{
    Selection& selection = m_session.selection();
    connect(&selection, &Selection::groupChanged, this, &MatrixView::forgetZoom);
    connect(&selection, &Selection::groupChanged, this, &MatrixView::showGroup);
    connect(&selection, &Selection::hoveredChannelChanged, m_plot, &MatrixPlot::setHighlighted);
    connect(&selection, &Selection::channelsChanged, this,
        [this] { m_plot->setMarked(m_session.selection().channels()); });
    connect(&selection, &Selection::channelsSought, this,
        [this] { m_plot->centreOn(m_session.selection().channels()); });
    connect(m_plot, &MatrixPlot::channelHovered, &selection, &Selection::setHoveredChannel);
    connect(m_plot, &MatrixPlot::channelsPicked, &selection, &Selection::setChannels);
    connect(m_plot, &MatrixPlot::zoomChanged, this,
        [this] { m_session.selection().setZoomedChannels(m_plot->zoomedChannels()); });
}

void MatrixView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    requestMatrix();
}

void MatrixView::showGroup()
{
    dropJobs();
    m_wanted = false;
    m_plot->setEmptyText(emptyTextOf(m_session));
    fillChooser();
    const study::GroupStatisticsPtr statistics =
        m_session.statistics(m_session.selection().group());
    recall(statistics);
    for (QComboBox* chooser : {m_chooser, m_quantity})
        setUsable(*chooser, statistics != nullptr, emptyTextOf(m_session));
    if (statistics) {
        drawTree(*statistics);
        m_plot->setClusters(m_session.labels());
        m_plot->setMarked(m_session.selection().channels());
        m_wanted = true;
    }
    refreshOrder();
    requestMatrix();
}

/// What an undone edit brings back need not be computed again.
void MatrixView::recall(const study::GroupStatisticsPtr& statistics)
{
    if (m_known.origin.statistics == statistics)
        return;
    if (statistics && m_earlier.origin.statistics == statistics)
        std::swap(m_known, m_earlier);
    else if (m_known.similarity)
        m_earlier = std::exchange(m_known, {});
}

/// Another clusterer of the same group leaves the zoom as it is.
void MatrixView::drawTree(const study::GroupStatistics& statistics)
{
    const cluster::MergeTree& tree = statistics.tree;
    const int group = m_session.selection().group();
    const bool same = std::exchange(m_drawnGroup, group) == group
        && static_cast<std::int64_t>(m_plot->order().size()) == tree.channels();
    const std::optional<ViewEdges> before = same ? m_plot->zoom() : std::nullopt;
    std::vector<double> heights;
    for (std::size_t merge = 0; merge < tree.merges().size(); ++merge)
        heights.push_back(tree.drawnHeight(merge));
    m_plot->setTree(tree.merges(), heights, tree.leafOrder());
    if (const auto zoom = m_restoredZoom ? std::exchange(m_restoredZoom, std::nullopt) : before)
        m_plot->setZoom(*zoom);
}

void MatrixView::addSource(const QString& title, Source source, int layer, const QString& help)
{
    m_chooser->addItem(title, static_cast<int>(source));
    m_chooser->setItemData(m_chooser->count() - 1, layer, Qt::UserRole + 1);
    m_chooser->setItemData(m_chooser->count() - 1, plainToolTip(help), Qt::ToolTipRole);
}

/// The choice stays while the group offers it.
void MatrixView::fillChooser()
{
    const QSignalBlocker blocker(m_chooser);
    const QString chosen = m_restored.isEmpty() ? m_chooser->currentText() : m_restored;
    m_chooser->clear();
    addSource(tr("whole group (features)"), Source::Features, -1,
        tr("Cosines of what the clusterer compares"));
    if (const auto statistics = m_session.statistics(m_session.selection().group())) {
        const auto layers = static_cast<int>(statistics->layers.size());
        const auto name = [&](int layer) {
            return QString::fromStdString(statistics->layers[layer].name);
        };
        for (int layer = 0; layer < layers; ++layer)
            addSource(name(layer), Source::Weights, layer, tr("Cosines of the layer's weights"));
        const std::string& images = m_session.info().dataPath;
        for (int layer = 0; layer < layers && !images.empty(); ++layer)
            addSource(tr("activations of %1").arg(name(layer)), Source::Activations, layer,
                tr("Correlation of the layer's outputs on %1 images of %2")
                    .arg(m_session.plan().samples)
                    .arg(QString::fromStdString(images)));
    }
    const int index = m_chooser->findText(chosen);
    if (index >= 0)
        m_restored.clear();
    m_chooser->setCurrentIndex(std::max(0, index));
}

void MatrixView::dropJobs()
{
    m_jobs.drop(m_job);
    m_network.drop(m_measuring);
    m_job = m_measuring = 0;
}

Quantity MatrixView::quantity() const
{
    return static_cast<Quantity>(m_quantity->currentData().toInt());
}

MatrixView::Origin MatrixView::origin() const
{
    Origin origin;
    origin.statistics = m_session.statistics(m_session.selection().group());
    origin.source = static_cast<Source>(m_chooser->currentData().toInt());
    origin.layer = m_chooser->currentData(Qt::UserRole + 1).toInt();
    if (origin.source == Source::Activations) {
        origin.samples = m_session.plan().samples;
        origin.seed = m_session.plan().seed;
    }
    return origin;
}

} // namespace pleat::ui
