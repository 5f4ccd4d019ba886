// SPDX-License-Identifier: GPL-3.0-or-later
// Which of many channels and clusters a lesson prints.
#pragma once

#include "core/study/lesson.h"

namespace pleat::study {

/// Sets Lesson::shown, shownClusters and largest from its merges, labels and clusters, so that what
/// the steps fill their formulas in for is among the printed.
void chooseShown(Lesson& lesson);

} // namespace pleat::study
