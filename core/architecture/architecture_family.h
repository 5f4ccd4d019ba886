// SPDX-License-Identifier: GPL-3.0-or-later
// A kind of networks that differ in depth and widths. Adding one is adding a file to families/ that
// defines `architecture_NAME`. Knows no ATen.
#pragma once

#include "core/architecture/assembler.h"

namespace pleat::architecture {

struct ArchitectureFamily
{
    const char* id; ///< as config.json calls it, "resnet"
    const char* title; ///< for messages, "ResNet"
    /// Writes the network down and ends with Assembler::finish. Sets title, and what Python needs.
    void (*build)(Assembler&);
};

} // namespace pleat::architecture
