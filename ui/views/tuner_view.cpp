// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tuner_view.h"

#include "core/cluster/quality.h"
#include "ui/plots/curve_plot.h"
#include "ui/session/text.h"
#include "ui/views/clusters_view.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/keep_box.h"
#include "ui/views/polite_input.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace pleat::ui {

TunerView::TunerView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    layout->addLayout(buildControls());
    m_elbow = described(new CurvePlot(CurvePlot::Kind::Dense, tr("relative inertia"), this),
        QStringLiteral("elbowPlot"), tr("Relative inertia for every k"));
    m_silhouette = described(new CurvePlot(CurvePlot::Kind::Sampled, tr("mean silhouette"), this),
        QStringLiteral("silhouettePlot"), tr("Mean silhouette at some k"));
    m_elbow->setToolTip(tr("Relative inertia for every k. Click or drag to set k."));
    m_silhouette->setToolTip(tr("Mean silhouette at about 24 values of k. Click to set k."));
    for (CurvePlot* plot : {m_elbow, m_silhouette}) {
        plot->setMinimumHeight(110);
        layout->addWidget(plot, 1);
    }
    layout->addLayout(buildNumbers());
    layout->addWidget(buildUniform());
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

QLayout* TunerView::buildControls()
{
    m_slider = described(new QSlider(Qt::Horizontal, this), QStringLiteral("kSlider"),
        tr("k, slider"), tr("Channels kept. Arrow keys step by 1, page keys by 8."));
    m_k = described(new QSpinBox(this), QStringLiteral("kSpin"), tr("k"), tr("Channels kept"));
    m_keep = described(new KeepBox(this), QStringLiteral("keepSpin"), tr("Keep, percent"),
        tr("Share of the group's channels kept"));
    m_lock = described(new QCheckBox(tr("&Lock"), this), QStringLiteral("lockCheck"),
        tr("Lock the group"), tr("A locked group is spared when all groups are set"));
    m_reset = described(new QPushButton(tr("Rese&t"), this), QStringLiteral("resetButton"),
        tr("Reset the group"), tr("Keep all channels and unlock"));
    m_slider->setPageStep(8);
    m_k->setKeyboardTracking(false);
    m_k->setMinimumWidth(72);
    m_slider->installEventFilter(this);
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
    second->addWidget(m_lock);
    second->addWidget(m_reset);
    auto* layout = new QVBoxLayout;
    layout->addLayout(first);
    layout->addLayout(second);
    return layout;
}

QLayout* TunerView::buildNumbers()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(3);
    const auto row = [&](const QString& title, const QString& name, const QString& help) {
        auto* value = described(new QLabel(this), name, title, help);
        value->setAlignment(Qt::AlignRight);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        form->addRow(title, value);
        return value;
    };
    m_inertiaValue = row(tr("Relative inertia"), QStringLiteral("inertiaValue"),
        tr("Within-cluster sum of squares, as a share of that of one cluster"));
    m_silhouetteValue = row(tr("Mean silhouette"), QStringLiteral("silhouetteValue"),
        tr("Between -1 and 1; defined for 2 to n - 1 clusters"));
    m_ratioValue = row(tr("Variance ratio, predicted"), QStringLiteral("ratioValue"),
        tr("Share of variance that merging leaves, from the weights alone"));
    m_parametersValue = row(tr("Parameters, predicted"), QStringLiteral("parametersValue"),
        tr("Of the whole network under the plan"));
    m_macsValue = row(tr("MACs, predicted"), QStringLiteral("macsValue"),
        tr("Multiply-accumulates of the whole network under the plan, for one example"));
    return form;
}

QWidget* TunerView::buildUniform()
{
    auto* box = new QGroupBox(tr("Set all groups"), this);
    m_uniformKeep = described(new QDoubleSpinBox(box), QStringLiteral("uniformKeep"),
        tr("Keep in all groups, percent"), tr("Share of channels that every group keeps"));
    m_uniformKeep->setRange(0.1, 100);
    m_uniformKeep->setDecimals(1);
    m_uniformKeep->setValue(75);
    m_uniformKeep->setSuffix(tr(" %"));
    m_uniformGroups =
        described(new QComboBox(box), QStringLiteral("uniformGroups"), tr("Which groups"),
            tr("Inner groups are those that no addition joins. Locked groups stay as they are."));
    m_uniformGroups->addItem(tr("all"), static_cast<int>(study::GroupSelection::All));
    m_uniformGroups->addItem(tr("inner groups"), static_cast<int>(study::GroupSelection::Inner));
    m_uniformApply = described(new QPushButton(tr("&Set"), box), QStringLiteral("uniformApply"),
        tr("Set all groups"), tr("Set k of all these groups at once; one step to undo"));
    ignorePassingWheel(*m_uniformKeep);
    ignorePassingWheel(*m_uniformGroups);
    leaveUndoToWindow(*m_uniformKeep);
    auto* layout = new QHBoxLayout(box);
    layout->addWidget(m_uniformKeep);
    layout->addWidget(m_uniformGroups, 1);
    layout->addWidget(m_uniformApply);
    return box;
}

} // namespace pleat::ui
