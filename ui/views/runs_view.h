// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: what has been tried on the open model, as a plot and as a table.
#pragma once

#include "ui/views/stateful_view.h"

#include <QWidget>

class QComboBox;
class QItemSelection;
class QLabel;
class QLayout;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace pleat::ui {

class RunsModel;
class RunsPlot;
class Session;

class RunsView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    explicit RunsView(Session& session, QWidget* parent = nullptr);

    QJsonObject viewState() const override;
    /// The runs have been restored.
    void restoreViewState(const QJsonObject& state) override;

Q_SIGNALS:
    /// Of the two runs that are selected.
    void compareRequested();

private:
    QLayout* buildTop();
    QLayout* buildButtons();
    void buildTable();
    void showRuns();
    void showPlan();
    void showSelection();
    void showButtons();
    /// Where a run that can be made soon would be found.
    QString emptyText() const;
    bool showsMacs() const;
    void onRowsSelected(const QItemSelection& selected, const QItemSelection& deselected);
    void onRunClicked(int run, bool adds);
    void removeSelected();

    Session& m_session;
    RunsModel* m_model;
    QSortFilterProxyModel* m_proxy;
    RunsPlot* m_plot;
    QTableView* m_table;
    QComboBox* m_cost;
    QLabel* m_note;
    QPushButton* m_compare;
    QPushButton* m_load;
    QPushButton* m_remove;
    bool m_selecting = false;
    bool m_targetPlaced = false;
};

} // namespace pleat::ui
