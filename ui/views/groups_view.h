// SPDX-License-Identifier: GPL-3.0-or-later
// Groups: the table from which a person picks the current group.
#pragma once

#include "core/study/model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace pleat::ui {

class GroupsModel;
class Session;

class GroupsView : public QWidget
{
    Q_OBJECT
public:
    explicit GroupsView(Session& session, QWidget* parent = nullptr);

    const GroupsModel& model() const { return *m_model; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildTable();
    void connectHover();
    void onRowChanged(const QModelIndex& current);
    void filter(const QString& text);
    void selectCurrentGroup();
    void fitNames();
    int widthIfShown(int column) const;
    void showCurrentGroup();
    QString noteOf(const study::GroupInfo& info) const;

    Session& m_session;
    bool m_selecting = false; ///< the table follows; no person picks a row
    GroupsModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QLineEdit* m_filter;
    QTableView* m_table;
    QLabel* m_note;
};

} // namespace pleat::ui
