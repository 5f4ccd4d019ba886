// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: two runs side by side, with what differs between them.
#pragma once

#include "ui/session/run_values.h"
#include "ui/views/stateful_view.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLayout;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace pleat::ui {

class ComparisonModel;
class PairPlot;
class RowHover;
class Session;
struct PastRun;

/// Follows the selection whenever that is two runs; differences are B - A.
class CompareView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    explicit CompareView(Session& session, QWidget* parent = nullptr);

    QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject& state) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Row
    {
        Name,
        Repair,
        Accuracy,
        OutputError,
        Parameters,
        Macs,
        Rows
    };
    enum Column
    {
        A,
        B,
        Difference,
        Columns
    };

    void build();
    QLayout* buildChooser();
    QLayout* buildCards();
    void buildTable();
    QWidget* buildPage();
    void followSelection();
    void followHistory();
    void onChosen();
    void swap();
    void listRuns();
    void compare(int a, int b);
    void showCards(const PastRun& a, const PastRun& b);
    void setRow(Row row, const QString& a, const QString& b, const QString& difference);
    void showComparison(const RunComparison& comparison);
    void showGroup();
    void onRowChosen(const QModelIndex& current);
    void connectHover();
    /// Of the table; -1 for none.
    int rowOfGroup(int group) const;
    int groupNamed(const std::string& name) const;

    Session& m_session;
    int m_a = -1; ///< ids of the runs
    int m_b = -1;
    QComboBox* m_choice[2];
    QPushButton* m_swap;
    QLabel* m_note;
    QLabel* m_empty;
    QStackedWidget* m_pages;
    QLabel* m_cells[Rows][Columns] = {};
    PairPlot* m_ratios;
    PairPlot* m_keeps;
    QBoxLayout* m_plots;
    ComparisonModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QTableView* m_table;
    RowHover* m_rowHover;
    bool m_following = false;
};

} // namespace pleat::ui
