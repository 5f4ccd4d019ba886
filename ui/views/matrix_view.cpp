// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/matrix_view.h"

#include "ui/plots/matrix_plot.h"
#include "ui/session/session.h"
#include "ui/views/clusters_view.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace pleat::ui {

MatrixView::MatrixView(Session& session, JobRunner& jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_chooser(described(new QComboBox(this), QStringLiteral("matrixChooser"), tr("Similarity of"),
          tr("Similarity of the features of the whole group, or of the channels of one layer")))
    , m_plot(described(new MatrixPlot(this), QStringLiteral("matrixPlot"), tr("Similarity matrix")))
{
    m_plot->setToolTip({});
    auto* label = new QLabel(tr("Si&milarity of"), this);
    label->setBuddy(m_chooser);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(24);
    ignorePassingWheel(*m_chooser);
    auto* hint = new QLabel(tr("Drag on the dendrogram to set k"), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto* top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_chooser);
    top->addStretch(1);
    top->addWidget(hint);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);

    connect(&session, &Session::currentGroupChanged, this, &MatrixView::showGroup);
    connect(&session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.currentGroup())
            showGroup();
    });
    connect(&session, &Session::labelsChanged, this,
        [this] { m_plot->setClusters(m_session.labels()); });
    connect(&session, &Session::planChanged, this, [this] {
        m_plot->setPickable(
            m_session.currentInfo() && !m_session.lockedOf(m_session.currentGroup()));
    });
    connect(&session, &Session::hoveredChannelChanged, m_plot, &MatrixPlot::setHighlighted);
    connect(m_plot, &MatrixPlot::channelHovered, &session, &Session::setHoveredChannel);
    connect(m_plot, &MatrixPlot::kRequested, this, [this](qint64 k, bool continues) {
        m_session.setK(m_session.currentGroup(), k, continues ? Gesture::Continue : Gesture::Begin);
    });
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this] {
        m_wanted = true;
        m_plot->setMatrix(nullptr);
        requestMatrix();
    });
    showGroup();
}

void MatrixView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    requestMatrix();
}

void MatrixView::showGroup()
{
    m_jobs.drop(m_job);
    m_wanted = false;
    m_plot->setEmptyText(emptyTextOf(m_session));
    fillChooser();
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.currentGroup());
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

void MatrixView::fillChooser()
{
    const QSignalBlocker blocker(m_chooser);
    m_chooser->clear();
    m_chooser->addItem(tr("whole group (features)"));
    if (const auto statistics = m_session.statistics(m_session.currentGroup())) {
        for (const study::GroupStatistics::Layer& layer : statistics->layers)
            m_chooser->addItem(QString::fromStdString(layer.name));
    }
}

void MatrixView::requestMatrix()
{
    const study::GroupStatisticsPtr statistics = m_session.statistics(m_session.currentGroup());
    if (!m_wanted || !isVisible() || !statistics)
        return;
    m_wanted = false;
    m_jobs.drop(m_job);
    const int layer = m_chooser->currentIndex() - 1;
    m_job = m_jobs.start(
        JobPriority::Foreground,
        [statistics, layer, model = m_session.model(), group = m_session.currentGroup()](
            const StageContext& context) -> Result<MatrixPyramidPtr> {
            const Result<Eigen::MatrixXf> values = layer < 0
                ? Result<Eigen::MatrixXf>(study::featureSimilarity(*statistics))
                : study::layerSimilarity(*model, group, layer, context);
            if (!values)
                return values.error();
            return MatrixPyramidPtr(
                std::make_shared<MatrixPyramid>(*values, statistics->tree.leafOrder()));
        },
        [this](const Result<MatrixPyramidPtr>& result) {
            if (result)
                m_plot->setMatrix(*result);
            else
                m_plot->setEmptyText(QString::fromStdString(toString(result.error())));
        });
}

} // namespace pleat::ui
