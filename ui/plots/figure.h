// SPDX-License-Identifier: GPL-3.0-or-later
// Something on the screen that can leave it, as a picture and as a table.
#pragma once

#include "ui/plots/plot_table.h"

#include <QSize>

class QPaintDevice;
class QWidget;

namespace pleat::ui {

/// Implemented by widgets; each is its own `figureWidget()` and has a signal `changed()` for what
/// it shows being other than it was.
class Figure
{
public:
    virtual ~Figure() = default;

    virtual QWidget* figureWidget() = 0;
    /// Every value that the figure shows.
    virtual PlotTable table() const = 0;
    /// Draws the figure as it would look at `size`, whatever its size on the screen, in the colours
    /// of its palette. `size` is in logical pixels of the device, of which 96 make an inch.
    virtual void drawOn(QPaintDevice& device, QSize size) = 0;
    /// False: there is a sentence in its place.
    virtual bool hasContent() const = 0;
};

/// The figure that `widget` is or lies in; null if there is none.
Figure* figureAround(QWidget* widget);
/// The largest visible one in `widget`; null if there is none.
Figure* largestFigureIn(QWidget* widget);

} // namespace pleat::ui
