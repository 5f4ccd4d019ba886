// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar: what the plan keeps and needs, and the job under way.
#pragma once

#include "ui/session/workflow.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;

namespace pleat::ui {

class ElidedLabel;
class Session;

class StatusPanel : public QStatusBar
{
    Q_OBJECT
public:
    StatusPanel(Session& session, Workflow& workflow, QWidget* parent = nullptr);

private:
    void showPlan();
    void showResources();
    void showActivity(Activity activity);
    void showProgress(const QString& stage, const QString& item, double fraction);
    void showPending(int groups);

    Session& m_session;
    Workflow& m_workflow;
    QLabel* m_plan;
    ElidedLabel* m_resources;
    QLabel* m_stage;
    QProgressBar* m_progress;
};

} // namespace pleat::ui
