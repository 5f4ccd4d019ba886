// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind Probe; for core only, since it holds a tensor.
#pragma once

#include "core/study/probe.h"

#include <ATen/core/Tensor.h>

namespace pleat::study {

struct Probe::Content
{
    at::Tensor inputs; ///< float [N, ...], as the network reads them
};

} // namespace pleat::study
