// SPDX-License-Identifier: GPL-3.0-or-later
// The groups of two runs side by side.
#pragma once

#include "ui/session/run_values.h"

#include <QAbstractTableModel>

#include <vector>

namespace pleat::ui {

enum class ComparisonColumn
{
    Name,
    KA,
    KB,
    KDifference,
    RatioA,
    RatioB,
    RatioDifference,
    Agreement,
    Count
};

/// A row per group, in the order of the reports; differences are B - A.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// What to order by: numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole;

    explicit ComparisonModel(QObject* parent = nullptr);

    void setGroups(std::vector<ComparedGroup> groups);
    const std::vector<ComparedGroup>& groups() const { return m_groups; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ComparedGroup> m_groups;
};

} // namespace pleat::ui
