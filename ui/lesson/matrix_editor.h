// SPDX-License-Identifier: GPL-3.0-or-later
// A small matrix whose numbers can be typed.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <QTableView>

#include <Eigen/Core>

namespace pleat::ui {

class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit MatrixModel(QObject* parent = nullptr);

    void setMatrix(
        const Eigen::MatrixXd& values, const QStringList& rows, const QStringList& columns);
    const Eigen::MatrixXd& matrix() const { return m_values; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// A comma is a decimal point, too. What is no number, or too large, changes nothing.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void edited();
    /// A sentence: why nothing changed.
    void refused(const QString& why);

private:
    Eigen::MatrixXd m_values;
    QStringList m_rows, m_columns;
};

/// As large as its content.
class MatrixEditor : public QTableView
{
    Q_OBJECT
public:
    explicit MatrixEditor(QWidget* parent = nullptr);
    MatrixModel& matrixModel() { return *m_model; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// Cells by the font.
    void fit();

protected:
    void changeEvent(QEvent* event) override;

private:
    MatrixModel* m_model;
};

} // namespace pleat::ui
