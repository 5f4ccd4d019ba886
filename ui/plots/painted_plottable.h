// SPDX-License-Identifier: GPL-3.0-or-later
// A plottable whose drawing is a function: pictures, dendrograms, overlays.
#pragma once

#include <QString>

#include <functional>

class QCPAbstractPlottable;
class QCPAxis;
class QCPPainter;

namespace pleat::ui {

/// Draws by calling `paint`, clipped to the axis rectangle, on the named layer. The plot owns it.
QCPAbstractPlottable* addPaintedPlottable(QCPAxis* horizontal, QCPAxis* vertical,
    const QString& layer, std::function<void(QCPPainter&)> paint);

} // namespace pleat::ui
