// SPDX-License-Identifier: GPL-3.0-or-later
// Accuracy, loss and distance of a network on labelled images.
#pragma once

#include "core/base/stage_context.h"
#include "core/graph/executor.h"
#include "core/io/data/data_set.h"
#include "core/io/input_description.h"

#include <optional>

namespace pleat::evaluate {

struct Scores
{
    std::optional<double> accuracy; ///< 0 to 1; none without labels
    std::optional<double> loss; ///< mean cross-entropy in nats
    std::optional<double> outputError; ///< ||y - y'|| / ||y'||, y' of `against`
    std::optional<double> agreement; ///< share of equal top-1
    std::int64_t samples = 0;
};

/// Runs the images at `indices` in batches. `against` may be null. Polls for cancel per operator.
Result<Scores> score(const graph::Executor& network, const graph::Executor* against,
    const io::DataSet& data, const std::vector<std::int64_t>& indices,
    const io::InputDescription& description, const StageContext& context);

} // namespace pleat::evaluate
