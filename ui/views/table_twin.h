// SPDX-License-Identifier: GPL-3.0-or-later
// The values of a figure as a table that lies over it, linked with everything else by the
// Selection.
#pragma once

#include "ui/plots/figure.h"

#include <QTableView>
#include <QTimer>

class QSortFilterProxyModel;

namespace pleat::ui {

class FigureTableModel;
class Selection;

/// Belongs to the figure's widget and follows it in size and content. Selecting a row selects what
/// it stands for, and the other way round.
class TableTwin : public QTableView
{
    Q_OBJECT
public:
    TableTwin(Figure& figure, Selection& selection);

    /// The one that lies over the figure; null if there is none.
    static TableTwin* of(Figure& figure);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private Q_SLOTS:
    void onFigureChanged();

private:
    void fitColumns();
    void refresh();
    void showSelection();
    void takeSelection();
    std::vector<int> selectedIds() const;
    std::vector<int> idsInSelection() const;

    Figure& m_figure;
    Selection& m_selection;
    FigureTableModel* m_table;
    QSortFilterProxyModel* m_sorted;
    QTimer m_soon;
    bool m_following = false; ///< the rows are being selected by this widget itself
};

} // namespace pleat::ui
