// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs: what the program is doing, how long it will take and how much memory, and a button to stop
// each, or to start it again.
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QTableView;

namespace pleat::ui {

class JobsModel;
class Workflow;

class JobsView : public QWidget
{
    Q_OBJECT
public:
    /// `jobs` watches the runners of the workflow and outlives this.
    JobsView(JobsModel& jobs, Workflow& workflow, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTable();
    void fitColumns();
    void addButtons(int first, int last);
    void setButton(int row, const QString& text, const QString& name, const QString& title,
        const QString& help, void (JobsView::*what)(int));
    void refreshButtons();
    void cancel(int row);
    void retry(int row);
    void showSummary();

    Workflow& m_workflow;
    JobsModel* m_jobs;
    QLabel* m_summary;
    QTableView* m_table;
    QTimer m_everySecond; ///< while it is shown
};

} // namespace pleat::ui
