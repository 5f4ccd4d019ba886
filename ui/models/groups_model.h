// SPDX-License-Identifier: GPL-3.0-or-later
// The channel groups of the open model with what is planned, predicted and measured for each.
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <optional>
#include <vector>

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
    QString toolTip(int group, int column) const;
    void refresh();

    /// What of a row changes, as the views last saw it.
    struct Row
    {
        std::int64_t k = 0;
        bool locked = false;
        bool failed = false;
        bool stale = false;
        bool previewed = false;
        std::optional<double> predicted;
        std::optional<double> measured;
        bool operator==(const Row&) const = default;
    };
    Row rowOf(int group) const;
    std::vector<Row> allRows() const;

    const Session& m_session;
    std::vector<Row> m_rows;
};

} // namespace pleat::ui
