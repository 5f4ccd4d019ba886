// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tuner_view.h"

#include "ui/plots/curve_plot.h"
#include "ui/views/channel_line.h"
#include "ui/views/clustering_badge.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/k_slider.h"
#include "ui/views/keep_box.h"
#include "ui/views/network_box.h"
#include "ui/views/polite_input.h"
#include "ui/views/suggestion_row.h"
#include "ui/views/tuning_row.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pleat::ui {

TunerView::TunerView(Session& session, SilhouetteSurvey& survey, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_burst(session)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    layout->addWidget(buildLookBack());
    layout->addLayout(buildControls());
    m_suggestions = described(new SuggestionRow(m_session, this), QStringLiteral("suggestionRow"),
        tr("Suggested k"), tr("Values of k that curves suggest"));
    layout->addWidget(m_suggestions);
    m_elbow = described(new CurvePlot(CurvePlot::Kind::Dense, tr("relative inertia"), this),
        QStringLiteral("elbowPlot"), tr("Relative inertia for every k"),
        tr("Relative inertia for every k. Click or drag to set k. The faint mark "
           "is k before the latest edit."));
    m_silhouette = described(new CurvePlot(CurvePlot::Kind::Sampled, tr("mean silhouette"), this),
        QStringLiteral("silhouettePlot"), tr("Mean silhouette at some k"),
        tr("Mean silhouette at about 24 values of k. Click to set k."));
    for (CurvePlot* plot : {m_elbow, m_silhouette}) {
        plot->setMinimumHeight(100);
        layout->addWidget(plot, 1);
    }
    layout->addLayout(buildNumbers());
    m_network = described(new NetworkBox(m_session, survey, this), QStringLiteral("networkBox"),
        tr("Whole network"), tr("Sets k of many groups at once"));
    layout->addWidget(m_network);
    connectControls();
    showGroup();
}

QWidget* TunerView::buildHeader()
{
    auto* header = new QWidget(this);
    m_name = described(new ElidedLabel(header), QStringLiteral("tunerName"), tr("Current group"));
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_name->setFont(bold);
    m_details =
        described(new QLabel(header), QStringLiteral("tunerDetails"), tr("About the group"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_name);
    layout->addWidget(m_details);
    return header;
}

/// In place of edits while an older run is looked at.
QWidget* TunerView::buildLookBack()
{
    m_lookBack = new QWidget(this);
    m_lookBackText = described(new ElidedLabel(m_lookBack), QStringLiteral("lookBackText"),
        tr("Run that the tuner shows"),
        tr("An older run is selected: its k and its costs are shown, and nothing can be edited"));
    auto* take = described(new QPushButton(tr("Use its plan"), m_lookBack),
        QStringLiteral("lookBackTake"), tr("Use the plan of the run"),
        tr("The plan becomes that of the run; one step to undo"));
    auto* leave = described(new QPushButton(tr("Back to the plan"), m_lookBack),
        QStringLiteral("lookBackLeave"), tr("Back to the plan"),
        tr("Selects the latest run; the plan is as it was"));
    connect(take, &QPushButton::clicked, this,
        [this] { m_session.takePlan(m_session.selection().run()); });
    connect(leave, &QPushButton::clicked, this,
        [this] { m_session.selection().setRuns({m_session.runs().all().back().id}); });
    auto* layout = new QHBoxLayout(m_lookBack);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_lookBackText, 1);
    layout->addWidget(take);
    layout->addWidget(leave);
    m_lookBack->hide();
    return m_lookBack;
}

QLayout* TunerView::buildControls()
{
    m_slider = described(new KSlider(this), QStringLiteral("kSlider"), tr("k, slider"),
        tr("Channels kept. Arrow keys step by 1, page keys by 8 or by the snap; Home and End go "
           "to\nthe "
           "ends, L locks, R resets, E goes to the elbow."));
    m_k = described(new QSpinBox(this), QStringLiteral("kSpin"), tr("k"), tr("Channels kept"));
    m_keep = described(new KeepBox(this), QStringLiteral("keepSpin"), tr("Keep, percent"),
        tr("Share of the group's channels kept"));
    m_lock = described(new QCheckBox(tr("&Lock"), this), QStringLiteral("lockCheck"),
        tr("Lock the group"), tr("A locked group is spared when all groups are set"));
    m_reset = described(new QPushButton(tr("Rese&t"), this), QStringLiteral("resetButton"),
        tr("Reset the group"), tr("Keep all channels and unlock"));
    m_k->setKeyboardTracking(false);
    m_k->setMinimumWidth(72);
    for (QWidget* control : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_k),
             static_cast<QWidget*>(m_keep)})
        control->installEventFilter(this);
    m_tuning = new TuningRow(m_session, this);
    for (QWidget* control : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_k),
             static_cast<QWidget*>(m_keep)})
        ignorePassingWheel(*control);
    leaveUndoToWindow(*m_k);
    leaveUndoToWindow(*m_keep);
    auto* kLabel = new QLabel(tr("&k"), this);
    kLabel->setBuddy(m_k);
    auto* keepLabel = new QLabel(tr("Kee&p"), this);
    keepLabel->setBuddy(m_keep);
    auto* first = new QHBoxLayout;
    first->addWidget(kLabel);
    first->addWidget(m_slider, 1);
    first->addWidget(m_k);
    auto* second = new QHBoxLayout;
    second->addWidget(keepLabel);
    second->addWidget(m_keep);
    second->addStretch(1);
    second->addWidget(new ClusteringBadge(m_session, QStringLiteral("tunerBadge"), this));
    second->addStretch(1);
    second->addWidget(m_lock);
    second->addWidget(m_reset);
    auto* layout = new QVBoxLayout;
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_tuning);
    return layout;
}

QLabel* TunerView::addNumber(QGridLayout& grid, int row, int column, const QString& title,
    const QString& name, const QString& help)
{
    auto* label = new QLabel(title, this);
    label->setToolTip(help);
    auto* value = described(new QLabel(this), name, title, help);
    value->setAlignment(Qt::AlignRight);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const bool wide = column < 0;
    grid.addWidget(label, row, wide ? 0 : column);
    grid.addWidget(value, row, wide ? 1 : column + 1, 1, wide ? 4 : 1);
    return value;
}

QLayout* TunerView::buildNumbers()
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    grid->setColumnMinimumWidth(2, 10);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(4, 1);
    m_inertiaValue = addNumber(*grid, 0, 0, tr("Relative inertia"), QStringLiteral("inertiaValue"),
        tr("Within-cluster sum of squares, as a share of that of one cluster"));
    m_explainedValue = addNumber(*grid, 0, 3, tr("Explained"), QStringLiteral("explainedValue"),
        tr("Share of the sum of squares that lies between clusters: 1 - relative inertia"));
    m_silhouetteValue = addNumber(*grid, 1, 0, tr("Silhouette"), QStringLiteral("silhouetteValue"),
        tr("Mean silhouette, between -1 and 1; defined for 2 to n - 1 clusters"));
    m_daviesBouldinValue =
        addNumber(*grid, 1, 3, tr("Davies-Bouldin"), QStringLiteral("daviesBouldinValue"),
            tr("Davies-Bouldin index, smaller is better; defined for 2 to n - 1 clusters"));
    m_ratioValue = addNumber(*grid, 2, 0, tr("Predicted ratio"), QStringLiteral("ratioValue"),
        tr("Variance ratio: share of variance that merging leaves, predicted from the weights "
           "alone"));
    m_largestValue = addNumber(*grid, 2, 3, tr("Largest cluster"), QStringLiteral("largestValue"),
        tr("Channels in the largest cluster"));
    m_parametersValue = addNumber(*grid, 3, -1, tr("Parameters, predicted"),
        QStringLiteral("parametersValue"), tr("Of the whole network under the plan"));
    m_macsValue = addNumber(*grid, 4, -1, tr("MACs, predicted"), QStringLiteral("macsValue"),
        tr("Multiply-accumulates of the whole network under the plan, for one example"));
    grid->addWidget(new ChannelLine(m_session, this), 5, 0, 1, 5);
    return grid;
}

} // namespace pleat::ui
