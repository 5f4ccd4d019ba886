// SPDX-License-Identifier: GPL-3.0-or-later
// Asks in which form a figure leaves the window and shows what it will look like.
#pragma once

#include "ui/views/figure_export.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace pleat::ui {

/// Accepted: options() are what was chosen. Closes if the figure goes away.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    ExportDialog(Figure& figure, const FigureOptions& options, QWidget* parent = nullptr);

    FigureOptions options() const;

private:
    void buildControls(const FigureOptions& options);
    QDoubleSpinBox* makeLength(const QString& name, const QString& title, double mm);
    void onChanged();
    void refreshPreview();

    Figure* m_figure;
    QComboBox* m_format;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QSpinBox* m_dpi;
    QCheckBox* m_light;
    QCheckBox* m_companions;
    QLabel* m_preview;
    QLabel* m_size;
    QTimer m_soon;
};

} // namespace pleat::ui
