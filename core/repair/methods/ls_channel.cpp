// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares per channel: one mixture of input channels for all taps of a kernel.
#include "core/repair/least_squares.h"

namespace pleat::repair {

extern const RepairMethod repair_ls_channel;
const RepairMethod repair_ls_channel{"ls-channel", "Least squares, channels only", true, false,
    [](const RepairTask& task, const StageContext& context) {
        return leastSquares(
            task, LeastSquaresOptions{.unknowns = Unknowns::Channels, .ridge = 1e-3}, context);
    }};

} // namespace pleat::repair
