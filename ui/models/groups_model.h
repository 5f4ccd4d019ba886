// SPDX-License-Identifier: GPL-3.0-or-later
// The channel groups of the open model with what is planned, predicted and measured for each.
#pragma once

#include <QAbstractTableModel>

namespace pleat::ui {

class Session;

/// Row = index into ModelInfo::groups. Reads the session, which must outlive it.
class GroupsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit GroupsModel(const Session& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QVariant display(int group, int column) const;
    QVariant sortKey(int group, int column) const;
    QString toolTip(int group) const;
    void refresh();

    const Session& m_session;
    int m_rows = 0;
};

} // namespace pleat::ui
