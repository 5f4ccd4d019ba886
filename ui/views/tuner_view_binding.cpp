// SPDX-License-Identifier: GPL-3.0-or-later
// TunerView: what its controls do and show.
#include "ui/views/tuner_view.h"

#include "core/cluster/quality.h"
#include "ui/plots/curve_plot.h"
#include "ui/session/core_text.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/k_slider.h"
#include "ui/views/keep_box.h"
#include "ui/views/tuning_keys.h"
#include "ui/views/tuning_row.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pleat::ui {

void TunerView::connectControls()
{
    m_slider->setLogarithmic(m_tuning->logarithmic());
    connect(m_tuning, &TuningRow::logarithmicChanged, m_slider, &KSlider::setLogarithmic);
    connect(&m_session, &Session::snapChanged, this, &TunerView::followSnap);
    followSnap();
    connect(m_slider, &KSlider::kRequested, this, [this](qint64 k) {
        edit(k, m_gesture, m_slider);
        m_gesture = Gesture::Continue;
    });
    connect(m_k, &QSpinBox::valueChanged, this, [this](int k) { step(*m_k, k); });
    connect(m_keep, &KeepBox::kRequested, this, [this](qint64 k) { step(*m_keep, k); });
    connect(m_lock, &QCheckBox::toggled, this,
        [this](bool locked) { m_session.setLocked(m_session.selection().group(), locked); });
    connect(m_reset, &QPushButton::clicked, this,
        [this] { m_session.resetGroup(m_session.selection().group()); });
    for (CurvePlot* plot : {m_elbow, m_silhouette})
        connect(plot, &CurvePlot::kRequested, this, [this](qint64 k, bool continues) {
            edit(k, continues ? Gesture::Continue : Gesture::Begin);
        });
    connect(&m_session.selection(), &Selection::groupChanged, this, &TunerView::showGroup);
    connect(&m_session, &Session::planChanged, this, &TunerView::onPlanChanged);
    connect(&m_session, &Session::runChanged, this, &TunerView::refresh);
    // An edit becomes the latest one only after the plan has changed.
    connect(m_session.undoStack(), &QUndoStack::indexChanged, this, &TunerView::showPreviousK);
    connect(&m_session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showGroup();
    });
    connect(&m_session, &Session::qualityChanged, this, [this](int group) {
        if (group == m_session.selection().group())
            showSilhouettes();
    });
    connect(&m_session, &Session::labelsChanged, this, &TunerView::refreshNumbers);
    connect(&m_session, &Session::clusteringChanged, this, &TunerView::refreshNumbers);
}

bool TunerView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress
        && takeKey(static_cast<QWidget&>(*watched), static_cast<QKeyEvent&>(*event)))
        return true;
    const bool wheel = event->type() == QEvent::Wheel;
    if (watched == m_slider && (wheel || event->type() == QEvent::MouseButtonPress))
        m_gesture = wheel ? m_burst.next(*m_slider) : Gesture::Begin;
    return QWidget::eventFilter(watched, event);
}

void TunerView::keyPressEvent(QKeyEvent* event)
{
    if (!takeKey(*this, *event))
        QWidget::keyPressEvent(event);
}

bool TunerView::takeKey(const QWidget& control, const QKeyEvent& key)
{
    if (m_session.looksBack())
        return false;
    const bool inText = key.key() == Qt::Key_Left || key.key() == Qt::Key_Right
        || key.key() == Qt::Key_Home || key.key() == Qt::Key_End;
    if (inText && &control != m_slider)
        return false;
    if (keyedEdit(m_session, key))
        return true;
    const std::optional<std::int64_t> k = keyedK(m_session, key);
    if (!k)
        return false;
    const bool held = key.isAutoRepeat() && m_burst.madeLatest(control);
    edit(*k, held ? Gesture::Continue : m_burst.next(control), &control);
    return true;
}

/// One step of a control is one step of the grid.
void TunerView::followSnap()
{
    m_k->setSingleStep(m_session.snap());
    m_keep->setStep(m_session.snap());
    m_slider->setSingleStep(m_session.snap());
}

void TunerView::step(const QWidget& control, std::int64_t k)
{
    edit(k, m_burst.next(control), &control);
}

void TunerView::edit(std::int64_t k, Gesture gesture, const QWidget* control)
{
    m_burst.edit(control, [&] { m_session.requestK(m_session.selection().group(), k, gesture); });
    refresh();
}

void TunerView::onPlanChanged()
{
    if (!m_burst.editing()) // the next step must not merge with an edit from elsewhere
        m_gesture = Gesture::Begin;
    refresh();
}

void TunerView::showGroup()
{
    m_burst.end();
    const study::GroupInfo* info = m_session.currentInfo();
    m_name->setText(info ? QString::fromStdString(info->name) : tr("No group selected"));
    if (!info)
        m_details->setText(m_session.hasModel() ? tr("Select a group in the table on the left.")
                                                : tr("Open a model first."));
    else if (!info->foldable)
        m_details->setText(tr("Frozen: %1").arg(coreText(info->frozen)));
    else
        m_details->setText(
            tr("%1, %2 channels, %3 parameters")
                .arg(info->layers.size() == 1 ? tr("1 layer")
                                              : tr("%1 layers").arg(info->layers.size()))
                .arg(info->channels)
                .arg(countText(info->parameters)));
    const QSignalBlocker spin(m_k);
    const int channels = info ? static_cast<int>(info->channels) : 1;
    m_slider->setChannels(channels);
    m_k->setRange(1, channels);
    m_k->setSuffix(info ? tr(" of %1").arg(channels) : QString());
    showCurves();
    refresh();
}

void TunerView::showCurves()
{
    const study::GroupInfo* info = m_session.currentInfo();
    const study::GroupStatisticsPtr statistics =
        m_session.statistics(m_session.selection().group());
    const QString failure = m_session.failure(m_session.selection().group());
    m_elbow->setEmptyText(statistics     ? QString()
            : info && !info->foldable    ? tr("A frozen group has no curves.")
            : info && !failure.isEmpty() ? failure
                                         : tr("The curves of the group appear here."));
    m_silhouette->setEmptyText(statistics ? QString() : QStringLiteral(" "));
    if (!statistics)
        return;
    const std::vector<double>& inertia = statistics->tree.inertia();
    QVector<QPointF> points;
    for (std::size_t i = 0; i < inertia.size(); ++i)
        points << QPointF(
            static_cast<double>(i + 1), inertia.front() > 0 ? inertia[i] / inertia.front() : 0);
    m_elbow->setCurve(points, statistics->tree.channels());
    const std::int64_t elbow = cluster::elbow(inertia);
    m_elbow->setSuggestion(elbow, tr("elbow %1").arg(elbow));
    showSilhouettes();
}

void TunerView::showSilhouettes()
{
    QVector<QPointF> points;
    for (const auto& [k, value] : m_session.silhouettes(m_session.selection().group()))
        points << QPointF(static_cast<double>(k), value);
    m_silhouette->setCurve(points, m_session.info().groups[m_session.selection().group()].channels);
    labelCurves();
    refreshNumbers();
}

/// Curves over k belong to the tree; a clusterer without one is previewed by them.
void TunerView::labelCurves()
{
    const Session::Qualities& measured = m_session.qualities(m_session.selection().group());
    const bool sampled = std::any_of(
        measured.begin(), measured.end(), [](const auto& each) { return each.second.sampled; });
    const bool own = m_session.hasOwnTree();
    m_elbow->setValueLabel(own ? tr("relative inertia") : tr("inertia, preview"));
    QString silhouette = own ? tr("mean silhouette") : tr("silhouette, preview");
    if (sampled)
        silhouette = tr("%1, sampled").arg(silhouette);
    m_silhouette->setValueLabel(silhouette);
}

/// Why nothing of the group can be set; empty if it can be folded.
QString TunerView::obstacle() const
{
    if (!m_session.hasModel())
        return tr("Open a model first");
    const study::GroupInfo* info = m_session.currentInfo();
    if (!info)
        return tr("Select a group first");
    if (m_session.looksBack())
        return tr("An older run is selected: use its plan, or go back to the plan");
    return info->foldable ? QString() : tr("The group is frozen: %1").arg(coreText(info->frozen));
}

std::int64_t TunerView::shownK() const
{
    const study::GroupInfo* info = m_session.currentInfo();
    if (!info)
        return 1;
    if (!m_session.looksBack())
        return m_session.kOf(m_session.selection().group());
    const auto& groups = m_session.run()->plan().groups;
    const auto found = groups.find(info->name);
    return found == groups.end() ? info->channels : found->second.k;
}

void TunerView::showLookBack()
{
    const PastRun* past = m_session.runs().find(m_session.selection().run());
    if (m_session.looksBack() && past)
        m_lookBackText->setText(tr("As in %1").arg(past->name));
    m_lookBack->setVisible(m_session.looksBack());
    m_tuning->setVisible(!m_session.looksBack()); // its room is taken
    for (QWidget* edits : {m_suggestions, m_network})
        edits->setEnabled(!m_session.looksBack());
}

void TunerView::refresh()
{
    const study::GroupInfo* info = m_session.currentInfo();
    const bool editable = info && info->foldable && !m_session.looksBack();
    const bool locked = editable && m_session.lockedOf(m_session.selection().group());
    const std::int64_t k = shownK();
    const QString why = obstacle();
    showLookBack();
    const QSignalBlocker blockers[] = {QSignalBlocker(m_k), QSignalBlocker(m_lock)};
    m_slider->setK(k);
    m_k->setValue(static_cast<int>(k));
    m_keep->setK(k, info ? info->channels : 1);
    m_lock->setChecked(locked);
    for (QWidget* control : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_k),
             static_cast<QWidget*>(m_keep)})
        setUsable(*control, editable && !locked,
            locked ? tr("The group is locked: unlock it first") : why);
    setUsable(*m_lock, editable, why);
    setUsable(*m_reset, editable && (locked || k != info->channels),
        editable ? tr("The group keeps all channels already") : why);
    for (CurvePlot* plot : {m_elbow, m_silhouette}) {
        plot->setK(k);
        plot->setPickable(editable);
    }
    showPreviousK();
    refreshNumbers();
}

void TunerView::showPreviousK()
{
    const int group = m_session.selection().group();
    m_elbow->setPreviousK(
        group < 0 || m_session.looksBack() ? std::nullopt : m_session.previousK(group));
}

void TunerView::refreshNumbers()
{
    const int group = m_session.selection().group();
    const study::GroupClustering& shown = m_session.clustering();
    const QString none = ratioText(std::nullopt);
    const bool known = shown.k > 0 && !m_session.looksBack();
    m_inertiaValue->setText(known ? ratioText(shown.relativeInertia) : none);
    m_explainedValue->setText(known ? ratioText(1 - shown.relativeInertia) : none);
    const std::vector<std::int64_t> sizes = cluster::clusterSizes(shown.labels);
    m_largestValue->setText(
        known ? QString::number(*std::max_element(sizes.begin(), sizes.end())) : none);
    const bool planned = group >= 0 && !m_session.looksBack();
    const QString ratio = planned ? ratioText(m_session.predictedRatio(group)) : none;
    m_ratioValue->setText(
        planned && m_session.ratioPreviewed(group) ? QStringLiteral("≈ ") + ratio : ratio);
    refreshQuality();
    refreshCosts();
}

void TunerView::refreshCosts()
{
    if (!m_session.hasModel()) {
        m_parametersValue->setText(ratioText(std::nullopt));
        m_macsValue->setText(ratioText(std::nullopt));
        return;
    }
    const auto kept = [](std::int64_t now, std::int64_t before) {
        return before > 0 ? tr("%1 (%2)").arg(countText(now),
                   percentText(static_cast<double>(now) / static_cast<double>(before)))
                          : countText(now);
    };
    const study::Cost shown = m_session.looksBack()
        ? study::predictedCost(*m_session.model(), m_session.run()->plan())
        : m_session.cost();
    m_parametersValue->setText(kept(shown.parameters, m_session.info().parameters));
    m_macsValue->setText(kept(shown.macs, m_session.info().macs));
}

void TunerView::refreshQuality()
{
    const std::optional<cluster::ClusterQuality> quality =
        m_session.looksBack() ? std::nullopt : m_session.quality();
    const auto show = [&](QLabel& label, double value) {
        const bool sampled = quality && quality->sampled && std::isfinite(value);
        label.setText((sampled ? QStringLiteral("≈ ") : QString()) + ratioText(value));
        label.setAccessibleDescription(
            sampled ? tr("Estimated from a sample of the channels") : QString());
    };
    const double none = std::numeric_limits<double>::quiet_NaN();
    show(*m_silhouetteValue, quality ? quality->silhouette : none);
    show(*m_daviesBouldinValue, quality ? quality->daviesBouldin : none);
}

} // namespace pleat::ui
