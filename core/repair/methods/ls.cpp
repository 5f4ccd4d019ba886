// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares per tap: the unknown is the whole kernel.
#include "core/repair/least_squares.h"

namespace pleat::repair {

extern const RepairMethod repair_ls;
const RepairMethod repair_ls{
    "ls", "Least squares", true, false, [](const RepairTask& task, const StageContext& context) {
        return leastSquares(
            task, LeastSquaresOptions{.unknowns = Unknowns::Kernel, .ridge = 0.05}, context);
    }};

} // namespace pleat::repair
