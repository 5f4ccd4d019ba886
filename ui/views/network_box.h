// SPDX-License-Identifier: GPL-3.0-or-later
// What sets k of many groups at once: one share for all, or a budget for the whole network.
#pragma once

#include "core/study/budget.h"

#include <QGroupBox>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace pleat::ui {

class PresetButton;
class Session;
class SilhouetteSurvey;

class NetworkBox : public QGroupBox
{
    Q_OBJECT
public:
    NetworkBox(Session& session, SilhouetteSurvey& survey, QWidget* parent = nullptr);

private:
    QDoubleSpinBox* makePercent(
        const QString& name, const QString& title, const QString& help, double value);
    void buildUniform(QGridLayout& grid);
    void buildBudget(QGridLayout& grid);
    void buildLimits(QGridLayout& grid);
    void buildProgress(QGridLayout& grid);
    void connectControls();
    study::BudgetOptions budget() const;
    void distribute();
    void followSnap();
    void refresh();
    void showProgress();
    void showProblem(const QString& text);
    /// Why a budget cannot be spent now; empty if it can.
    QString obstacle() const;

    Session& m_session;
    SilhouetteSurvey& m_survey;
    QDoubleSpinBox* m_keep = nullptr;
    QComboBox* m_groups = nullptr;
    QPushButton* m_set = nullptr;
    QDoubleSpinBox* m_target = nullptr;
    QComboBox* m_of = nullptr;
    QPushButton* m_distribute = nullptr;
    QComboBox* m_multiple = nullptr;
    QDoubleSpinBox* m_floor = nullptr;
    PresetButton* m_presets = nullptr;
    QLabel* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace pleat::ui
