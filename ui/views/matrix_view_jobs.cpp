// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixView: how a matrix is computed, measured and brought into an order.
#include "ui/views/matrix_view.h"

#include "core/study/memory_need.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/clusters_view.h"
#include "ui/views/described.h"

#include <QComboBox>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

/// Column by column; what is left when it is stopped is of no use.
template <typename Column>
Eigen::MatrixXf byColumns(Eigen::Index size, const StageContext& context, const Column& column)
{
    Eigen::MatrixXf made(size, size);
    for (Eigen::Index i = 0; i < size && !context.cancelled(); ++i)
        made.col(i) = column(i);
    return made;
}

/// Of the rows; by the definition from the Gram matrix.
Eigen::MatrixXf distancesFrom(const Eigen::MatrixXd& gram, const StageContext& context)
{
    const Eigen::ArrayXd squares = gram.diagonal();
    Eigen::MatrixXf distances =
        byColumns(gram.cols(), context, [&](Eigen::Index i) -> Eigen::VectorXf {
            const Eigen::ArrayXd apart = squares + squares[i] - 2 * gram.col(i).array();
            return apart.max(0).sqrt().matrix().cast<float>();
        });
    distances.diagonal().setZero();
    return distances;
}

/// Of channels that are scaled to length 1.
Eigen::MatrixXf distancesFromCosines(const Eigen::MatrixXf& cosines, const StageContext& context)
{
    return byColumns(cosines.cols(), context, [&](Eigen::Index i) -> Eigen::VectorXf {
        return (2 - 2 * cosines.col(i).array()).cwiseMax(0.0F).sqrt().matrix();
    });
}

Eigen::MatrixXf magnitudesOf(const Eigen::MatrixXf& values, const StageContext& context)
{
    return byColumns(values.cols(), context,
        [&](Eigen::Index i) -> Eigen::VectorXf { return values.col(i).cwiseAbs(); });
}

} // namespace

Result<MatrixView::Arranged> MatrixView::arranged(const Similarity& similarity,
    const Origin& origin, Quantity quantity, const std::vector<std::int32_t>& order,
    const StageContext& context)
{
    Eigen::MatrixXf made;
    if (quantity == Quantity::Magnitude)
        made = magnitudesOf(*similarity, context);
    else if (quantity == Quantity::Distance)
        made = origin.source == Source::Features ? distancesFrom(origin.statistics->gram, context)
                                                 : distancesFromCosines(*similarity, context);
    const Eigen::MatrixXf& values = quantity == Quantity::Similarity ? *similarity : made;
    auto matrix = std::make_shared<MatrixPyramid>(
        values, order, quantity, [&context] { return context.cancelled(); });
    if (context.cancelled())
        return cancelledError();
    return Arranged{similarity, std::move(matrix)};
}

/// Without a cut, clusters become contiguous by sorting. While the clustering is only previewed the
/// order stays as it is, so that a change of k moves nothing.
std::vector<std::int32_t> MatrixView::wantedOrder() const
{
    const study::GroupStatisticsPtr statistics =
        m_session.statistics(m_session.selection().group());
    std::vector<std::int32_t> order = statistics->tree.leafOrder();
    const cluster::Labels& labels = m_session.labels();
    if (m_session.hasOwnTree() || m_order->currentIndex() == 0 || labels.size() != order.size())
        return order;
    if (!m_session.clustering().exact)
        return m_plot->order();
    std::vector<int> first(labels.size(), -1); // position of each cluster's first leaf
    for (std::size_t position = 0; position < order.size(); ++position) {
        int& known = first[labels[order[position]]];
        known = known < 0 ? static_cast<int>(position) : known;
    }
    std::stable_sort(order.begin(), order.end(),
        [&](std::int32_t a, std::int32_t b) { return first[labels[a]] < first[labels[b]]; });
    return order;
}

void MatrixView::refreshOrder()
{
    const bool known = m_session.statistics(m_session.selection().group()) != nullptr;
    const bool offered = known && !m_session.hasOwnTree();
    setUsable(*m_order, offered,
        known
            ? tr("The clusters of a tree lie together in the order of its leaves. Another order is "
                 "offered for methods without a tree, such as k-means.")
            : emptyTextOf(m_session));
    if (!known || wantedOrder() == m_plot->order())
        return;
    m_wanted = true;
    requestMatrix();
}

void MatrixView::requestMatrix()
{
    const Origin chosen = origin();
    if (!m_wanted || !isVisible() || !chosen.statistics)
        return;
    m_wanted = false;
    dropJobs();
    m_plot->setEmptyText({});
    if (chosen.source == Source::Activations && !(m_known.similarity && m_known.origin == chosen))
        measure(chosen);
    else
        compute(chosen);
}

JobInfo MatrixView::jobInfo(const Wording& title)
{
    const int group = m_session.selection().group();
    JobInfo info(title);
    info.need_bytes = study::similarityNeed(m_session.info().groups[group]);
    info.retry = whileAlive(this, [this] {
        m_wanted = true;
        requestMatrix();
    });
    return info;
}

void MatrixView::compute(const Origin& origin)
{
    const Similarity known = m_known.origin == origin ? m_known.similarity : nullptr;
    m_job = m_jobs.start(
        JobPriority::Foreground, jobInfo([] { return tr("Similarity matrix"); }),
        [known, origin, quantity = quantity(), order = wantedOrder(), model = m_session.model(),
            group = m_session.selection().group()](
            const StageContext& context) -> Result<Arranged> {
            if (known)
                return arranged(known, origin, quantity, order, context);
            Result<Eigen::MatrixXf> values = origin.source == Source::Features
                ? study::featureSimilarity(*origin.statistics, context)
                : study::layerSimilarity(*model, group, origin.layer, context);
            if (!values)
                return values.error();
            return arranged(std::make_shared<Eigen::MatrixXf>(std::move(*values)), origin, quantity,
                order, context);
        },
        whileAlive(
            this, [this, origin](const Result<Arranged>& result) { showMatrix(origin, result); }));
}

/// Runs the network, so it takes its turn with other such jobs.
void MatrixView::measure(const Origin& origin)
{
    m_plot->setEmptyText(tr("The activations are being measured."));
    m_measuring = m_network.start(
        JobPriority::Background, jobInfo([] { return tr("Activations for the matrix"); }),
        [origin, quantity = quantity(), order = wantedOrder(), model = m_session.model(),
            group = m_session.selection().group()](
            const StageContext& context) -> Result<Arranged> {
            Result<Eigen::MatrixXf> values = study::activationSimilarity(*model, group,
                origin.layer, model->info().dataPath, origin.samples, origin.seed, context);
            if (!values)
                return values.error();
            return arranged(std::make_shared<Eigen::MatrixXf>(std::move(*values)), origin, quantity,
                order, context);
        },
        whileAlive(
            this, [this, origin](const Result<Arranged>& result) { showMatrix(origin, result); }));
}

void MatrixView::showMatrix(const Origin& origin, const Result<Arranged>& result)
{
    m_plot->setEmptyText(result ? QString() : errorText(result.error()));
    if (!result)
        return;
    m_known = {origin, result->similarity};
    m_plot->setMatrix(result->matrix);
    if (const auto colours = std::exchange(m_restoredColours, std::nullopt))
        m_plot->narrowColours(*colours);
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
