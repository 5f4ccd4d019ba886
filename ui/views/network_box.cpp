// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/network_box.h"

#include "ui/session/session.h"
#include "ui/session/silhouette_survey.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"
#include "ui/views/preset_button.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kMultiples[] = {8, 16, 32, 64};

} // namespace

NetworkBox::NetworkBox(Session& session, SilhouetteSurvey& survey, QWidget* parent)
    : QGroupBox(parent)
    , m_session(session)
    , m_survey(survey)
{
    setTitle(tr("Whole network"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 6, 8, 6);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(2, 1);
    buildUniform(*grid);
    buildBudget(*grid);
    buildLimits(*grid);
    buildProgress(*grid);
    m_problem = described(
        new QLabel(this), QStringLiteral("budgetProblem"), tr("Why the budget cannot be met"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    grid->addWidget(m_problem, 4, 0, 1, 4);
    connectControls();
    refresh();
    showProgress();
}

QDoubleSpinBox* NetworkBox::makePercent(
    const QString& name, const QString& title, const QString& help, double value)
{
    auto* spin = described(new QDoubleSpinBox(this), name, title, help);
    spin->setRange(0.1, 100);
    spin->setDecimals(1);
    spin->setValue(value);
    spin->setSuffix(tr(" %"));
    ignorePassingWheel(*spin);
    leaveUndoToWindow(*spin);
    return spin;
}

void NetworkBox::buildUniform(QGridLayout& grid)
{
    m_keep = makePercent(QStringLiteral("uniformKeep"), tr("Keep in all groups, percent"),
        tr("Share of channels that every group keeps"), 75);
    m_groups = described(new QComboBox(this), QStringLiteral("uniformGroups"), tr("Which groups"),
        tr("Which groups Set and Distribute change.\nInner groups are those that no addition "
           "joins. Locked groups stay as they are."));
    m_groups->addItem(tr("all groups"), static_cast<int>(study::GroupSelection::All));
    m_groups->addItem(tr("inner groups"), static_cast<int>(study::GroupSelection::Inner));
    m_set = described(new QPushButton(tr("&Set"), this), QStringLiteral("uniformApply"),
        tr("Set all groups"), tr("Set k of all these groups at once; one step to undo"));
    auto* label = new QLabel(tr("Keep"), this);
    label->setBuddy(m_keep);
    grid.addWidget(label, 0, 0);
    grid.addWidget(m_keep, 0, 1);
    grid.addWidget(m_groups, 0, 2);
    grid.addWidget(m_set, 0, 3);
}

void NetworkBox::buildBudget(QGridLayout& grid)
{
    m_target = makePercent(QStringLiteral("budgetTarget"), tr("Budget, percent"),
        tr("Share of the whole network that may remain"), 50);
    m_of = described(new QComboBox(this), QStringLiteral("budgetOf"), tr("Budget of"),
        tr("What the budget limits: parameters, or multiply-accumulates"));
    m_of->addItem(tr("parameters"), static_cast<int>(study::BudgetTarget::Parameters));
    m_of->addItem(tr("MACs"), static_cast<int>(study::BudgetTarget::Macs));
    m_distribute = described(new QPushButton(tr("&Distribute"), this),
        QStringLiteral("budgetApply"), tr("Distribute the budget"),
        tr("Give every group the k at which the output is predicted to suffer least; one "
           "step to undo"));
    auto* label = new QLabel(tr("&Budget"), this);
    label->setBuddy(m_target);
    grid.addWidget(label, 1, 0);
    grid.addWidget(m_target, 1, 1);
    grid.addWidget(m_of, 1, 2);
    grid.addWidget(m_distribute, 1, 3);
}

void NetworkBox::buildLimits(QGridLayout& grid)
{
    m_floor = makePercent(QStringLiteral("budgetFloor"), tr("Least share of each group, percent"),
        tr("Share of its channels that every group keeps at least when a budget is distributed"),
        0);
    m_floor->setMinimum(0);
    m_floor->setValue(0);
    m_multiple =
        described(new QComboBox(this), QStringLiteral("budgetMultiple"), tr("k in multiples of"),
            tr("Distribute gives every group a k that is a multiple of it, or all its channels"));
    m_multiple->addItem(tr("any k"), 1);
    for (const int multiple : kMultiples)
        m_multiple->addItem(tr("steps of %1").arg(multiple), multiple);
    auto* label = new QLabel(tr("&At least"), this);
    label->setBuddy(m_floor);
    grid.addWidget(label, 2, 0);
    grid.addWidget(m_floor, 2, 1);
    grid.addWidget(m_multiple, 2, 2);
    m_presets = described(new PresetButton(
                              m_session, m_survey, [this] { return budget(); }, this),
        QStringLiteral("presetButton"), tr("Presets"),
        tr("Set k of all these groups by a simple rule, within the budget where it has one"));
    m_presets->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    grid.addWidget(m_presets, 2, 3);
}

/// Of measuring before a preset.
void NetworkBox::buildProgress(QGridLayout& grid)
{
    m_progress = described(new QLabel(this), QStringLiteral("presetProgress"),
        tr("Progress of the preset"), tr("k is set once every group is measured"));
    m_progress->setTextFormat(Qt::PlainText);
    m_stop = described(new QPushButton(tr("Stop"), this), QStringLiteral("presetStop"),
        tr("Stop measuring"), tr("Stops measuring and leaves every k as it is"));
    grid.addWidget(m_progress, 3, 0, 1, 3);
    grid.addWidget(m_stop, 3, 3);
    connect(m_stop, &QPushButton::clicked, &m_survey, &SilhouetteSurvey::stop);
    connect(&m_survey, &SilhouetteSurvey::changed, this, &NetworkBox::showProgress);
    connect(&m_survey, &SilhouetteSurvey::finished, this, &NetworkBox::showProblem);
}

void NetworkBox::showProgress()
{
    m_progress->setText(tr("Silhouettes: %1 of %2 groups measured")
                            .arg(m_survey.measuredNow())
                            .arg(m_survey.wantedNow()));
    m_progress->setVisible(m_survey.active());
    m_stop->setVisible(m_survey.active());
}

void NetworkBox::connectControls()
{
    connect(m_set, &QPushButton::clicked, this, [this] {
        m_session.setUniform(m_keep->value() / 100,
            static_cast<study::GroupSelection>(m_groups->currentData().toInt()));
    });
    connect(m_distribute, &QPushButton::clicked, this, &NetworkBox::distribute);
    for (QComboBox* chooser : {m_groups, m_of, m_multiple}) {
        ignorePassingWheel(*chooser);
        chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        chooser->setMinimumContentsLength(7);
        connect(chooser, &QComboBox::currentIndexChanged, this, &NetworkBox::refresh);
    }
    for (QDoubleSpinBox* spin : {m_target, m_floor})
        connect(spin, &QDoubleSpinBox::valueChanged, this, &NetworkBox::refresh);
    for (const auto signal : {&Session::planChanged, &Session::modelChanged})
        connect(&m_session, signal, this, &NetworkBox::refresh);
    connect(&m_session, &Session::statisticsChanged, this, &NetworkBox::refresh);
    connect(m_presets, &PresetButton::finished, this, &NetworkBox::showProblem);
    connect(&m_session, &Session::snapChanged, this, &NetworkBox::followSnap);
    followSnap();
}

study::BudgetOptions NetworkBox::budget() const
{
    study::BudgetOptions options;
    options.target = static_cast<study::BudgetTarget>(m_of->currentData().toInt());
    options.fraction = m_target->value() / 100;
    options.multiple = m_multiple->currentData().toInt();
    options.floor = m_floor->value() / 100;
    options.selection = static_cast<study::GroupSelection>(m_groups->currentData().toInt());
    return options;
}

void NetworkBox::distribute()
{
    const Result<void> done = m_session.distribute(budget());
    showProblem(done ? QString() : errorText(done.error()));
}

/// Whoever snaps by hand wants the same of rules.
void NetworkBox::followSnap()
{
    m_multiple->setCurrentIndex(std::max(0, m_multiple->findData(m_session.snap())));
}

QString NetworkBox::obstacle() const
{
    if (!m_session.hasModel())
        return tr("Open a model first");
    const auto selection = static_cast<study::GroupSelection>(m_groups->currentData().toInt());
    const std::vector<int> missing = m_session.missingFor(selection);
    for (const int group : missing) {
        if (const QString why = m_session.failure(group); !why.isEmpty())
            return tr("A group has no tree: %1 Lock the group to leave it out.").arg(why);
    }
    const int count = static_cast<int>(missing.size());
    if (count == 1)
        return tr("Waiting for the tree of 1 group");
    return count > 0 ? tr("Waiting for the trees of %1 groups").arg(count) : QString();
}

void NetworkBox::refresh()
{
    const QString why = obstacle();
    setUsable(*m_distribute, why.isEmpty(), why);
    for (QWidget* control : {static_cast<QWidget*>(m_keep), static_cast<QWidget*>(m_groups),
             static_cast<QWidget*>(m_set), static_cast<QWidget*>(m_target),
             static_cast<QWidget*>(m_of), static_cast<QWidget*>(m_multiple),
             static_cast<QWidget*>(m_floor), static_cast<QWidget*>(m_presets)})
        setUsable(*control, m_session.hasModel(), tr("Open a model first"));
    m_presets->refresh();
    showProblem({});
}

void NetworkBox::showProblem(const QString& text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

} // namespace pleat::ui
