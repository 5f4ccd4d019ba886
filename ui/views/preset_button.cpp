// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preset_button.h"

#include "ui/session/session.h"
#include "ui/session/silhouette_survey.h"
#include "ui/session/text.h"

#include <QMenu>

#include <utility>

namespace pleat::ui {

PresetButton::PresetButton(Session& session, SilhouetteSurvey& survey,
    std::function<study::BudgetOptions()> options, QWidget* parent)
    : QToolButton(parent)
    , m_session(session)
    , m_survey(survey)
    , m_options(std::move(options))
{
    setText(tr("Presets"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("presetMenu"));
    menu->setToolTipsVisible(true);
    setMenu(menu);
    addRule(study::Preset::Uniform, QStringLiteral("presetUniform"), tr("&Uniform"),
        tr("The same share of channels in every group, as large as the budget allows"));
    addRule(study::Preset::Inertia, QStringLiteral("presetInertia"), tr("By &inertia"),
        tr("The same relative inertia in every group, as small as the budget allows"));
    addRule(study::Preset::Elbow, QStringLiteral("presetElbow"), tr("By &elbow"),
        tr("Every group at its elbow, without a budget"));
    addRule(study::Preset::Silhouette, QStringLiteral("presetSilhouette"), tr("By &silhouette"),
        tr("Every group at its largest measured silhouette, without a budget"));
    addRule(study::Preset::ProtectEnds, QStringLiteral("presetProtectEnds"),
        tr("&Protect first and last"),
        tr("The first and the last group keep all, the others the same share, as large as the "
           "budget allows"));
    connect(&session, &Session::qualityChanged, this, &PresetButton::refresh);
    connect(&survey, &SilhouetteSurvey::changed, this, &PresetButton::refresh);
    refresh();
}

void PresetButton::addRule(
    study::Preset preset, const QString& name, const QString& title, const QString& help)
{
    QAction* action = menu()->addAction(title);
    action->setObjectName(name);
    action->setData(static_cast<int>(preset));
    action->setStatusTip(help);
    connect(action, &QAction::triggered, this, [this, preset] { apply(preset); });
}

void PresetButton::apply(study::Preset preset)
{
    if (preset == study::Preset::Silhouette)
        return m_survey.start(m_options());
    const Result<void> done = m_session.applyPreset(preset, m_options());
    Q_EMIT finished(done ? QString() : errorText(done.error()));
}

QString PresetButton::obstacle(study::Preset preset) const
{
    if (!m_session.hasModel())
        return tr("Open a model first");
    if (preset == study::Preset::Silhouette)
        return m_survey.active() ? tr("The groups are being measured") : QString();
    const int missing = study::needsTrees(preset)
        ? static_cast<int>(m_session.missingFor(m_options().selection).size())
        : 0;
    return missing == 0
        ? QString()
        : tr("The trees of %n group(s) are not known. Wait for them, or lock the groups.", nullptr,
            missing);
}

QString PresetButton::helpOf(const QAction& action) const
{
    const QString help = tr("%1; one step to undo").arg(action.statusTip());
    if (static_cast<study::Preset>(action.data().toInt()) != study::Preset::Silhouette)
        return help;
    const study::GroupSelection selection = m_options().selection;
    const auto missing =
        static_cast<int>(m_survey.concerned(selection).size()) - m_survey.measured(selection);
    return missing == 0 ? help : tr("%1. First %2 groups are measured.").arg(help).arg(missing);
}

void PresetButton::refresh()
{
    for (QAction* action : menu()->actions()) {
        const QString why = obstacle(static_cast<study::Preset>(action->data().toInt()));
        action->setEnabled(why.isEmpty());
        action->setToolTip(why.isEmpty() ? helpOf(*action) : plainToolTip(why));
    }
}

} // namespace pleat::ui
