// SPDX-License-Identifier: GPL-3.0-or-later
// What all plots share: theme, empty state, pictures, sharpness on any screen.
#pragma once

#include "ui/plots/figure.h"
#include "ui/plots/palettes.h"

#include <QImage>
#include <QWidget>

class QCustomPlot;
class QLabel;

namespace pleat::ui {

/// A QCustomPlot in private, or a sentence that says what to do when there is nothing to draw.
class Plot : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit Plot(QWidget* parent = nullptr);

    /// Not empty: shown instead of the plot.
    void setEmptyText(const QString& text);
    QString emptyText() const;

    /// What the plot would look like at `size`, whatever its size on the screen, and whether it is
    /// on it or not.
    QImage picture(QSize size);
    bool savePicture(const QString& path, QSize size);

    QWidget* figureWidget() override { return this; }
    PlotTable table() const override { return {}; }
    void drawOn(QPaintDevice& device, QSize size) override;
    bool hasContent() const override { return emptyText().isEmpty(); }

Q_SIGNALS:
    /// The plot has been drawn in full.
    void drawn();
    /// What it shows is other than it was, whether it is on the screen or not.
    void changed();

protected:
    QCustomPlot& plot() { return *m_plot; }
    const QCustomPlot& plot() const { return *m_plot; }
    PlotColors colors() const { return plotColors(palette()); }
    /// Draws soon, a hidden plot when it is shown.
    void queueReplot();
    /// Called once by the subclass when its parts exist, then on every change of palette.
    virtual void applyTheme();
    /// Called before the plot is laid out at a new size.
    virtual void fitTo(QSize size);

    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followScreen();
    bool onScreen() const;

    QCustomPlot* m_plot;
    QLabel* m_empty;
    QWidget* m_focusFrame;
    bool m_outdated = true; ///< not drawn since it changed
};

} // namespace pleat::ui
