// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of a matrix hold.
#pragma once

namespace pleat::ui {

enum class Quantity
{
    Similarity, ///< -1 to 1; the strongest is the largest magnitude
    Magnitude, ///< of a similarity, 0 to 1; the strongest is the largest
    Distance ///< from 0; the strongest is the smallest
};

} // namespace pleat::ui
