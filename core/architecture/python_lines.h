// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of Python that open a file of weights in a module with the widths of the file. They are
// shown to people, who copy them. Knows no ATen.
#pragma once

#include "core/architecture/blueprint.h"

#include <string>

namespace pleat::architecture {

/// `fileName` as Python should open it; `format` is that of io::WeightsFile, "state_dict" or
/// "safetensors". Ends with the network `net` in evaluation mode; whatever is missing or left over
/// makes load_state_dict fail. Without a constructor the lines call YourNetwork().
std::string pythonLines(
    const PythonModule& module, const std::string& fileName, const std::string& format);

} // namespace pleat::architecture
