// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that set k of the whole network, in a menu.
#pragma once

#include "core/study/presets.h"

#include <QToolButton>

#include <functional>

namespace pleat::ui {

class Session;
class SilhouetteSurvey;

class PresetButton : public QToolButton
{
    Q_OBJECT
public:
    /// `options` is asked for the budget when a rule is chosen, and for the groups it concerns.
    PresetButton(Session& session, SilhouetteSurvey& survey,
        std::function<study::BudgetOptions()> options, QWidget* parent = nullptr);

    /// The plan, the statistics or the groups that it concerns changed.
    void refresh();

Q_SIGNALS:
    /// Empty: it worked. Of a rule that has to measure first, the survey tells.
    void finished(const QString& problem);

private:
    void addRule(
        study::Preset preset, const QString& name, const QString& title, const QString& help);
    /// Why a rule cannot be applied now; empty if it can.
    QString obstacle(study::Preset preset) const;
    void apply(study::Preset preset);
    QString helpOf(const QAction& action) const;

    Session& m_session;
    SilhouetteSurvey& m_survey;
    std::function<study::BudgetOptions()> m_options;
};

} // namespace pleat::ui
