// SPDX-License-Identifier: GPL-3.0-or-later
// Collapse: what a run did to every layer and to the network as a whole.
#pragma once

#include "core/study/run.h"
#include "ui/views/stateful_view.h"

#include <QString>
#include <QWidget>

#include <map>
#include <string>

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;

namespace pleat::ui {

class ElidedLabel;
class CollapsePlot;
class Session;
class Workflow;

/// Fills while a run is under way, then shows its report until the next one begins. What is
/// predicted follows the plan as soon as that is edited.
class CollapseView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    CollapseView(Session& session, Workflow& workflow, QWidget* parent = nullptr);

    QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject& state) override;

private:
    enum Row
    {
        Parameters,
        Macs,
        Accuracy,
        Loss,
        Memory,
        Latency,
        Rows
    };
    enum Column
    {
        Before,
        After,
        Change,
        Columns
    };

    QLayout* buildTop();
    QLayout* buildSummary();
    void onRunStarted();
    void onRunCancelled();
    void chooseAxis();
    /// Mean over the groups of a layer, by its name; without those that are not known yet.
    std::map<std::string, double> predictedByPlan() const;
    void showPrediction();
    void showRun();
    void showState();
    void showSummary();
    void showMarked();
    void setRow(Row row, const QString& before, const QString& after, const QString& change);

    Session& m_session;
    Workflow& m_workflow;
    CollapsePlot* m_plot;
    QCheckBox* m_logarithmic;
    QComboBox* m_measure;
    bool m_axisChosen = false; ///< a person has set the kind of axis
    bool m_cancelled = false; ///< the plot holds what a cancelled run has measured
    ElidedLabel* m_state;
    ElidedLabel* m_repair;
    QLabel* m_cells[Rows][Columns] = {};
};

} // namespace pleat::ui
