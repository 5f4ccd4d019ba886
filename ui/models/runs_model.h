// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of the open model as a table.
#pragma once

#include "ui/models/run_roles.h"
#include "ui/session/run_history.h"
#include "ui/session/run_values.h"

#include <QAbstractTableModel>

#include <vector>

namespace pleat::ui {

/// A row per run, in the order in which they were made. Reads the history, which must outlive it; a
/// name that was edited is asked for by a signal, so that it can be undone.
class RunsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit RunsModel(RunHistory& history, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// -1 if there is none.
    int rowOf(int run) const;

Q_SIGNALS:
    void renameRequested(int run, const QString& name);

private:
    /// As the views last saw it.
    struct Row
    {
        PastRun past;
        RunValues values;
    };

    void follow();
    static QString display(const Row& row, RunColumn column);
    static QVariant sortKey(const Row& row, RunColumn column);
    static QString toolTip(const Row& row, RunColumn column);

    RunHistory& m_history;
    std::vector<Row> m_rows;
};

} // namespace pleat::ui
