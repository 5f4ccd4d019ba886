// SPDX-License-Identifier: GPL-3.0-or-later
// The first layers of networks that were made for large images, or adapted to small ones.
#pragma once

#include "core/architecture/assembler.h"

namespace pleat::architecture {

struct ImageStem
{
    Value output;
    bool standard = true; ///< 7 x 7 with stride 2 and a max-pool, as torchvision has it
};

/// Input, convolution, BatchNorm, ReLU and perhaps a max-pool of 3 x 3 with stride 2. A kernel of
/// 3 x 3 stands for the form of small images: stride 1, no max-pool. Stride and pool are not in the
/// file; the options "stem_stride" and "stem_pool" tell.
ImageStem imageStem(Assembler& net, const std::string& conv, const std::string& norm);

} // namespace pleat::architecture
