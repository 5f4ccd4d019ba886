// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/matrix_view.h"

#include "ui/plots/matrix_plot.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/clusters_view.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/polite_input.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

MatrixView::MatrixView(Session& session, JobRunner& jobs, JobRunner& network, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_network(network)
    , m_chooser(described(new QComboBox(this), QStringLiteral("matrixChooser"), tr("Similarity of"),
          tr("Similarity of the features of the whole group, or of the channels of one layer: of "
             "their weights, or of their activations on data")))
    , m_plot(described(new MatrixPlot(this), QStringLiteral("matrixPlot"), tr("Similarity matrix")))
{
    m_plot->setToolTip({});
    auto* label = new QLabel(tr("Si&milarity of"), this);
    label->setBuddy(m_chooser);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(24);
    ignorePassingWheel(*m_chooser);
    auto* hint = new ElidedLabel(this);
    hint->setText(tr("Drag on the dendrogram to set k"));
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto* top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_chooser);
    top->addWidget(hint, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
    connectSession();
    connect(&m_network, &JobRunner::progressed, this, &MatrixView::showProgress);
    connect(m_plot, &MatrixPlot::kRequested, this, [this](qint64 k, bool continues) {
        m_session.setK(m_session.selection().group(), k, continues ? Gesture::Continue : Gesture::Begin);
    });
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this] {
        m_wanted = true;
        m_plot->setMatrix(nullptr);
        requestMatrix();
    });
    showGroup();
}

void MatrixView::connectSession()
{
    connect(&m_session.selection(), &Selection::groupChanged, this, &MatrixView::showGroup);
    connect(&m_session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showGroup();
    });
    connect(&m_session, &Session::labelsChanged, this,
        [this] { m_plot->setClusters(m_session.labels()); });
    connect(&m_session, &Session::planChanged, this, [this] {
        m_plot->setPickable(
            m_session.currentInfo() && !m_session.lockedOf(m_session.selection().group()));
    });
    connect(&m_session.selection(), &Selection::hoveredChannelChanged, m_plot, &MatrixPlot::setHighlighted);
    connect(m_plot, &MatrixPlot::channelHovered, &m_session.selection(), &Selection::setHoveredChannel);
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
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.selection().group());
    m_chooser->setEnabled(statistics != nullptr);
    if (!statistics)
        return;
    const cluster::MergeTree& tree = statistics->tree;
    std::vector<double> heights;
    for (std::size_t merge = 0; merge < tree.merges().size(); ++merge)
        heights.push_back(tree.drawnHeight(merge));
    m_plot->setTree(tree.merges(), heights, tree.leafOrder());
    m_plot->setClusters(m_session.labels());
    m_wanted = true;
    requestMatrix();
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
    const QString chosen = m_chooser->currentText();
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
    m_chooser->setCurrentIndex(std::max(0, m_chooser->findText(chosen)));
}

void MatrixView::dropJobs()
{
    m_jobs.drop(m_job);
    m_network.drop(m_measuring);
    m_job = m_measuring = 0;
}

void MatrixView::requestMatrix()
{
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.selection().group());
    if (!m_wanted || !isVisible() || !statistics)
        return;
    m_wanted = false;
    dropJobs();
    m_plot->setEmptyText({});
    const auto source = static_cast<Source>(m_chooser->currentData().toInt());
    const int layer = m_chooser->currentData(Qt::UserRole + 1).toInt();
    if (source == Source::Activations) {
        measure(statistics, layer);
        return;
    }
    m_job = m_jobs.start(
        JobPriority::Foreground,
        [statistics, source, layer, model = m_session.model(), group = m_session.selection().group()](
            const StageContext& context) -> Result<MatrixPyramidPtr> {
            const Result<Eigen::MatrixXf> values = source == Source::Features
                ? Result<Eigen::MatrixXf>(study::featureSimilarity(*statistics))
                : study::layerSimilarity(*model, group, layer, context);
            if (!values)
                return values.error();
            return MatrixPyramidPtr(
                std::make_shared<MatrixPyramid>(*values, statistics->tree.leafOrder()));
        },
        [this](const Result<MatrixPyramidPtr>& result) { showMatrix(result); });
}

/// Runs the network, so it takes its turn with other such jobs.
void MatrixView::measure(const study::GroupStatisticsPtr& statistics, int layer)
{
    m_plot->setEmptyText(tr("The activations are being measured."));
    m_measuring = m_network.start(
        JobPriority::Background,
        [statistics, layer, model = m_session.model(), group = m_session.selection().group(),
            samples = m_session.plan().samples,
            seed = m_session.plan().seed](const StageContext& context) -> Result<MatrixPyramidPtr> {
            const Result<Eigen::MatrixXf> values = study::activationSimilarity(
                *model, group, layer, model->info().dataPath, samples, seed, context);
            if (!values)
                return values.error();
            return MatrixPyramidPtr(
                std::make_shared<MatrixPyramid>(*values, statistics->tree.leafOrder()));
        },
        [this](const Result<MatrixPyramidPtr>& result) { showMatrix(result); });
}

void MatrixView::showMatrix(const Result<MatrixPyramidPtr>& result)
{
    m_plot->setEmptyText(result ? QString() : errorText(result.error()));
    if (result)
        m_plot->setMatrix(*result);
}

void MatrixView::showProgress(
    quint64 job, const QString& stage, const QString& item, double fraction)
{
    Q_UNUSED(stage)
    Q_UNUSED(item)
    if (job == m_measuring && m_network.active(job))
        m_plot->setEmptyText(
            tr("The activations are being measured: %1").arg(percentText(fraction)));
}

} // namespace pleat::ui
