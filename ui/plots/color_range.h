// SPDX-License-Identifier: GPL-3.0-or-later
// Which colour a value of a matrix has.
#pragma once

#include <QColor>

namespace pleat::ui {

/// Values from `low` to `high` take the colours of a scale; those beyond take its ends.
struct ColorRange
{
    enum class Scale
    {
        Diverging, ///< blue - white - orange
        Sequential, ///< white to dark
        SequentialReversed ///< dark to white: small values stand out
    };
    Scale scale = Scale::Diverging;
    double low = -1;
    double high = 1;

    /// Not for NaN.
    QRgb colorOf(double value) const;
    bool operator==(const ColorRange&) const = default;
};

} // namespace pleat::ui
