// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/status_panel.h"

#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"

#include <QLabel>
#include <QProgressBar>

namespace pleat::ui {

namespace {

constexpr int kSteps = 1000;
constexpr int kProgressWidth = 180;
constexpr int kMessageTime = 6000; // milliseconds

/// Whether a ratio of a group is that of a cut that only previews its clusterer.
bool previews(const Session& session)
{
    const int groups = static_cast<int>(session.info().groups.size());
    for (int group = 0; group < groups; ++group) {
        if (session.ratioPreviewed(group))
            return true;
    }
    return false;
}

} // namespace

StatusPanel::StatusPanel(Session& session, Workflow& workflow, QWidget* parent)
    : QStatusBar(parent)
    , m_session(session)
    , m_workflow(workflow)
    , m_plan(
          described(new QLabel(this), QStringLiteral("statusPlan"), tr("Predicted for the plan")))
    , m_resources(described(new ElidedLabel(this), QStringLiteral("statusResources"),
          tr("Estimated memory and latency of the network; time and memory of a run")))
    , m_stage(described(new QLabel(this), QStringLiteral("statusStage"), tr("Job under way")))
    , m_progress(
          described(new QProgressBar(this), QStringLiteral("statusProgress"), tr("Progress")))
{
    setObjectName(QStringLiteral("statusBar"));
    m_progress->setRange(0, kSteps);
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(fontMetrics().height());
    m_stage->setTextFormat(Qt::PlainText);
    m_plan->setContentsMargins(8, 2, 8, 2);
    addWidget(m_plan);
    addWidget(m_resources, 1);
    addPermanentWidget(m_stage);
    addPermanentWidget(m_progress);
    connect(&session, &Session::planChanged, this, &StatusPanel::showPlan);
    connect(&session, &Session::probeChanged, this, &StatusPanel::showPlan);
    connect(&session, &Session::statisticsChanged, this, &StatusPanel::showPlan);
    connect(&session, &Session::clusteringChanged, this, &StatusPanel::showPlan);
    connect(&workflow, &Workflow::activityChanged, this, &StatusPanel::showActivity);
    connect(&workflow, &Workflow::progressed, this, &StatusPanel::showProgress);
    connect(&workflow.analysis(), &Analysis::pendingChanged, this, &StatusPanel::showPending);
    connect(&session, &Session::editRefused, this,
        [this](const QString& why) { showMessage(why, kMessageTime); });
    connect(&session, &Session::planChanged, this, &QStatusBar::clearMessage);
    showPlan();
    showActivity(Activity::Idle);
}

void StatusPanel::showPlan()
{
    showResources();
    if (!m_session.hasModel()) {
        m_plan->setText(tr("No model open"));
        return;
    }
    const auto share = [](std::int64_t now, std::int64_t before) {
        return before > 0 ? percentText(static_cast<double>(now) / static_cast<double>(before))
                          : ratioText(std::nullopt);
    };
    const Session::MedianRatio median = m_session.medianPredictedRatio();
    QString ratio = median.known > 0 ? ratioText(median.ratio) : ratioText(std::nullopt);
    if (median.known > 0 && previews(m_session))
        ratio = QStringLiteral("≈ ") + ratio;
    if (median.known < median.total)
        ratio = tr("%1 (%2 of %3 groups)").arg(ratio).arg(median.known).arg(median.total);
    m_plan->setText(
        tr("Predicted: parameters kept %1  |  MACs kept %2  |  median variance ratio %3")
            .arg(share(m_session.cost().parameters, m_session.info().parameters),
                share(m_session.cost().macs, m_session.info().macs), ratio));
}

/// Every part is an estimate: what a run measures stands in Collapse.
void StatusPanel::showResources()
{
    QStringList parts;
    if (const std::optional<study::Resources>& resources = m_session.resources())
        parts << tr("network memory ≈ %1").arg(bytesText(resources->memoryBytes))
              << tr("latency ≈ %1").arg(latencyText(resources->latencyMs));
    if (const QString cost = runCostText(m_workflow); !cost.isEmpty())
        parts << tr("Run: %1").arg(cost);
    QString text;
    for (const QString& part : std::as_const(parts))
        text += QStringLiteral("|  ") + part + QStringLiteral("  ");
    m_resources->setText(text.trimmed());
}

void StatusPanel::showActivity(Activity activity)
{
    const QString names[] = {
        QString(), tr("opening"), tr("running"), tr("saving"), tr("making the probe")};
    m_stage->setText(names[static_cast<int>(activity)]);
    m_progress->setValue(0);
    m_progress->setVisible(activity != Activity::Idle);
    if (activity == Activity::Idle)
        showPending(m_workflow.analysis().pendingGroups());
}

void StatusPanel::showProgress(const QString& stage, const QString& item, double fraction)
{
    m_stage->setText(item.isEmpty() ? stage : stage + QStringLiteral(": ") + item);
    m_progress->setValue(static_cast<int>(fraction * kSteps));
}

void StatusPanel::showPending(int groups)
{
    if (m_workflow.activity() == Activity::Idle)
        m_stage->setText(groups > 0 ? tr("statistics: %1 to go").arg(groups) : QString());
}

} // namespace pleat::ui
