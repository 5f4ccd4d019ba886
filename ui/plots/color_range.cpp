// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/color_range.h"

#include "ui/plots/palettes.h"

#include <algorithm>
#include <cmath>

namespace pleat::ui {

QRgb ColorRange::colorOf(double value) const
{
    double share = std::clamp((value - low) / (high - low), 0.0, 1.0);
    if (scale == Scale::SequentialReversed)
        share = 1 - share;
    const auto index = static_cast<std::size_t>(std::lround(share * (kScaleSteps - 1)));
    return scale == Scale::Diverging ? divergingColors()[index] : sequentialColors()[index];
}

} // namespace pleat::ui
