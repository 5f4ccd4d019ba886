// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/collapse_view.h"

#include "ui/plots/collapse_plot.h"
#include "ui/session/repair_text.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/session/workflow.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/polite_input.h"
#include "ui/views/stored_edges.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <numeric>
#include <set>
#include <vector>

namespace pleat::ui {

namespace {

const QString kAxisChosen = QStringLiteral("axisChosen");
const QString kLogarithmic = QStringLiteral("logarithmic");
const QString kMeasure = QStringLiteral("measure");
const QString kZoom = QStringLiteral("zoom");

/// "Least squares on 128 inverted images".
QString repairedBy(const fold::Plan& plan, const study::RunReport& report)
{
    const QString repair = repairTitle(plan.repair);
    return report.probe ? CollapseView::tr("%1 on %2").arg(repair, probeText(*report.probe))
                        : repair;
}

QString measuredText(const study::RunReport& report)
{
    if (report.measuredOn.empty())
        return CollapseView::tr("not measured: no data set; predicted only");
    if (report.probe && report.measuredOn == report.probe->request.source)
        return CollapseView::tr("measured on %1").arg(probeText(*report.probe));
    return CollapseView::tr("measured on %1 images of %2")
        .arg(report.measuredSamples)
        .arg(QString::fromStdString(report.measuredOn));
}

} // namespace

CollapseView::CollapseView(Session& session, Workflow& workflow, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_workflow(workflow)
    , m_plot(described(new CollapsePlot(this), QStringLiteral("collapsePlot"),
          tr("Variance ratio of every layer by depth")))
{
    explain(*m_plot,
        tr("What merging does to the variance or to the means of every layer, by depth, and what "
           "repair restores. Point at a layer to read its values; a click selects its group, "
           "the wheel and Ctrl+Plus and Ctrl+Minus zoom, a drag and Ctrl with an arrow pan, F "
           "fits, Ctrl+T shows all values as a table."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(buildTop());
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_repair);
    layout->addLayout(buildSummary());
    connect(m_logarithmic, &QCheckBox::toggled, m_plot, &CollapsePlot::setLogarithmic);
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this](int measure) {
        m_plot->setMeasure(static_cast<CollapsePlot::Measure>(measure));
        chooseAxis();
    });
    connect(m_logarithmic, &QCheckBox::clicked, this, [this] { m_axisChosen = true; });
    connect(m_plot, &CollapsePlot::layerClicked, this, [this](const QString& layer) {
        for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group) {
            for (const std::string& name : m_session.info().groups[group].layers) {
                if (name == layer.toStdString())
                    m_session.selection().setGroup(group);
            }
        }
    });
    connect(&session, &Session::runChanged, this, &CollapseView::showRun);
    connect(&session, &Session::planChanged, this, &CollapseView::showState);
    connect(&session, &Session::planChanged, this, &CollapseView::showPrediction);
    for (const auto signal : {&Session::statisticsChanged, &Session::clusteringChanged})
        connect(&session, signal, this, &CollapseView::showPrediction);
    connect(&session.selection(), &Selection::groupChanged, this, &CollapseView::showMarked);
    connect(&session, &Session::modelChanged, this, [this] {
        m_plot->setZoom({});
        showRun();
    });
    connect(&workflow, &Workflow::runStarted, this, &CollapseView::onRunStarted);
    connect(&workflow, &Workflow::runCancelled, this, &CollapseView::onRunCancelled);
    connect(&workflow, &Workflow::layerPoints, m_plot, &CollapsePlot::addPoints);
    connect(&workflow, &Workflow::layerPoints, this, &CollapseView::chooseAxis);
    connect(&workflow, &Workflow::activityChanged, this, &CollapseView::showState);
    connect(&workflow, &Workflow::activityChanged, this, &CollapseView::showPrediction);
    showRun();
}

QJsonObject CollapseView::viewState() const
{
    QJsonObject state{{kAxisChosen, m_axisChosen}, {kLogarithmic, m_logarithmic->isChecked()},
        {kMeasure, m_measure->currentIndex()}};
    if (const auto zoom = m_plot->zoom())
        state[kZoom] = storedEdges(*zoom);
    return state;
}

void CollapseView::restoreViewState(const QJsonObject& state)
{
    m_axisChosen = state[kAxisChosen].toBool();
    m_logarithmic->setChecked(state[kLogarithmic].toBool());
    // Before the zoom, which holds for this measure.
    m_measure->setCurrentIndex(state[kMeasure].toInt(m_measure->currentIndex()));
    chooseAxis();
    m_plot->setZoom(edgesFrom(state[kZoom]));
}

QLayout* CollapseView::buildTop()
{
    m_state =
        described(new ElidedLabel(this), QStringLiteral("collapseState"), tr("State of the run"));
    m_repair = described(
        new ElidedLabel(this), QStringLiteral("collapseRepair"), tr("Repair and probe of the run"));
    m_logarithmic = described(new QCheckBox(tr("Lo&garithmic"), this),
        QStringLiteral("collapseLogarithmic"), tr("Logarithmic ratio"),
        tr("Logarithmic axis, for ratios that collapse by orders of magnitude"));
    m_logarithmic->setProperty("keptByView", true);
    m_measure = described(new QComboBox(this), QStringLiteral("collapseMeasure"), tr("Measure"),
        tr("Variance: that of the layer against the original.\nMean error: how far the means of "
           "its "
           "channels are off, in standard deviations."));
    m_measure->addItems({tr("Variance"), tr("Mean error")});
    ignorePassingWheel(*m_measure);
    auto* top = new QHBoxLayout;
    top->addWidget(m_state, 1);
    top->addWidget(m_measure);
    top->addWidget(m_logarithmic);
    return top;
}

QLayout* CollapseView::buildSummary()
{
    const QString rows[] = {
        tr("Parameters"), tr("MACs"), tr("Accuracy"), tr("Loss"), tr("Memory"), tr("Latency")};
    const QString columns[] = {tr("before"), tr("after"), tr("kept or change")};
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(3);
    for (int column = 0; column < Columns; ++column) {
        auto* title = new QLabel(columns[column], this);
        title->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(title, 0, column + 1, Qt::AlignRight);
    }
    for (int row = 0; row < Rows; ++row) {
        grid->addWidget(new QLabel(rows[row], this), row + 1, 0);
        for (int column = 0; column < Columns; ++column) {
            m_cells[row][column] =
                described(new QLabel(this), QStringLiteral("summary%1%2").arg(row).arg(column),
                    tr("%1 %2").arg(rows[row], columns[column]));
            m_cells[row][column]->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(m_cells[row][column], row + 1, column + 1, Qt::AlignRight);
        }
    }
    grid->setColumnStretch(Columns + 1, 1);
    return grid;
}

void CollapseView::onRunStarted()
{
    m_cancelled = false;
    m_plot->begin(predictedByPlan());
    chooseAxis();
    m_plot->setEmptyText({});
    showSummary();
    showState();
}

/// What was measured so far stays until another run is shown.
void CollapseView::onRunCancelled()
{
    m_cancelled = !m_plot->series(study::Phase::Merged).isEmpty();
    if (!m_cancelled)
        return showRun();
    showState();
    showPrediction();
}

std::map<std::string, double> CollapseView::predictedByPlan() const
{
    std::map<std::string, std::vector<double>> known;
    std::set<std::string> unknown;
    const std::vector<study::GroupInfo>& groups = m_session.info().groups;
    for (int group = 0; group < static_cast<int>(groups.size()); ++group) {
        if (!groups[group].foldable)
            continue;
        const std::map<std::string, double> ratios = m_session.predictedByLayer(group);
        for (const auto& [layer, ratio] : ratios)
            known[layer].push_back(ratio);
        if (ratios.empty())
            unknown.insert(groups[group].layers.begin(), groups[group].layers.end());
    }
    std::map<std::string, double> predicted;
    for (const auto& [layer, ratios] : known) {
        if (!unknown.contains(layer))
            predicted[layer] = std::accumulate(ratios.begin(), ratios.end(), 0.0)
                / static_cast<double>(ratios.size());
    }
    return predicted;
}

/// Of the run that is shown as long as the plan is that of the run, which knows more of it.
void CollapseView::showPrediction()
{
    if (m_workflow.activity() == Activity::Running || (!m_session.run() && !m_cancelled))
        return;
    std::map<std::string, double> predicted;
    if (m_cancelled || m_session.runStale()) {
        predicted = predictedByPlan();
    } else {
        for (const study::LayerReport& layer : m_session.run()->report().layers)
            predicted[layer.name] = layer.predicted;
    }
    if (m_plot->setPredicted(predicted))
        chooseAxis();
}

/// Logarithmic where ratios differ by orders of magnitude, unless the person has chosen.
void CollapseView::chooseAxis()
{
    if (!m_axisChosen)
        m_logarithmic->setChecked(m_plot->spreadsWidely());
}

void CollapseView::showRun()
{
    m_cancelled = false;
    if (m_session.run())
        m_plot->setReport(m_session.run()->report().layers);
    else
        m_plot->clear();
    chooseAxis();
    m_plot->setEmptyText(m_session.run() ? QString()
            : m_session.hasModel()
            ? tr(
                "Nothing has been run yet.\nLower k of some groups, then press Run (Ctrl+R) to see "
                "what merging does to the variance of each layer.")
            : tr("Open a model first."));
    showMarked();
    showSummary();
    showState();
    showPrediction();
}

void CollapseView::showMarked()
{
    QStringList layers;
    if (const study::GroupInfo* info = m_session.currentInfo()) {
        for (const std::string& layer : info->layers)
            layers << QString::fromStdString(layer);
    }
    m_plot->setMarked(layers);
}

void CollapseView::showState()
{
    const bool running = m_workflow.activity() == Activity::Running;
    QString text;
    if (running) {
        text = tr("running: values so far");
    } else if (m_cancelled) {
        text = tr("cancelled: %1 layers merged, %2 repaired; the rest is not done")
                   .arg(m_plot->series(study::Phase::Merged).size())
                   .arg(m_plot->series(study::Phase::Repaired).size());
    } else if (m_session.run()) {
        const study::RunReport& report = m_session.run()->report();
        text = measuredText(report);
        if (m_session.runStale())
            text = tr("stale: plan changed since this run");
    }
    m_repair->setText(running || m_cancelled || !m_session.run()
            ? QString()
            : repairedBy(m_session.run()->plan(), m_session.run()->report()));
    QFont emphasised = font();
    emphasised.setItalic(m_session.runStale() || running || m_cancelled);
    m_state->setFont(emphasised);
    m_state->setText(text);
    const bool stale = m_session.runStale() && !running && !m_cancelled;
    m_state->setToolTip(plainToolTip(stale
            ? tr("%1: what was measured stays as it was, what is predicted follows the plan")
                  .arg(text)
            : text));
    for (auto& row : m_cells) {
        for (QLabel* cell : row)
            cell->setEnabled(!m_session.runStale());
    }
}

void CollapseView::setRow(
    Row row, const QString& before, const QString& after, const QString& change)
{
    m_cells[row][Before]->setText(before);
    m_cells[row][After]->setText(after);
    m_cells[row][Change]->setText(change);
}

void CollapseView::showSummary()
{
    const QString none = ratioText(std::nullopt);
    for (int row = 0; row < Rows; ++row)
        setRow(static_cast<Row>(row), none, none, none);
    if (!m_session.run() || m_cancelled || m_workflow.activity() == Activity::Running)
        return;
    const study::RunReport& report = m_session.run()->report();
    const auto kept = [&](std::int64_t before, std::int64_t after) {
        return before > 0 ? percentText(static_cast<double>(after) / static_cast<double>(before))
                          : none;
    };
    setRow(Parameters, countText(report.before.parameters), countText(report.after.parameters),
        kept(report.before.parameters, report.after.parameters));
    setRow(Macs, countText(report.before.macs), countText(report.after.macs),
        kept(report.before.macs, report.after.macs));
    const study::ResourceReport& measured = report.resources;
    setRow(Memory, bytesText(measured.before.memoryBytes), bytesText(measured.after.memoryBytes),
        kept(measured.before.memoryBytes, measured.after.memoryBytes));
    setRow(Latency, latencyText(measured.before.latencyMs), latencyText(measured.after.latencyMs),
        percentText(measured.after.latencyMs / measured.before.latencyMs));
    if (!report.evaluationBefore || !report.evaluationAfter)
        return;
    const study::Evaluation& before = *report.evaluationBefore;
    const study::Evaluation& after = *report.evaluationAfter;
    if (before.accuracy && after.accuracy)
        setRow(Accuracy, percentText(*before.accuracy), percentText(*after.accuracy),
            tr("%1 points on %2 test images")
                .arg(100 * (*after.accuracy - *before.accuracy), 0, 'f', 1)
                .arg(after.samples));
    if (before.loss && after.loss)
        setRow(Loss, ratioText(before.loss), ratioText(after.loss),
            ratioText(*after.loss - *before.loss));
}

} // namespace pleat::ui
