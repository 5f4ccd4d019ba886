// SPDX-License-Identifier: GPL-3.0-or-later
// One page with the words, formulas, keys and gestures of the program.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/plots/figure.h"

#include <QDialog>
#include <QWidget>

namespace pleat::ui {

class CheatSheet : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit CheatSheet(QWidget* parent = nullptr);

    QWidget* figureWidget() override { return this; }
    PlotTable table() const override;
    void drawOn(QPaintDevice& device, QSize size) override;
    bool hasContent() const override { return true; }
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Stays beside the window until it is closed.
class CheatSheetDialog : public QDialog
{
    Q_OBJECT
public:
    explicit CheatSheetDialog(QWidget* parent = nullptr);

private:
    void save();
    void write(const QString& path);

    JobRunner m_jobs;
};

} // namespace pleat::ui
