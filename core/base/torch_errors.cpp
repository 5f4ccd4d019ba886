// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/torch_errors.h"

#include <sstream>

namespace pleat {

std::string firstLine(const std::string& text)
{
    // The TorchScript interpreter puts a traceback before the message and frames after it.
    static const std::string kMarker = "RuntimeError: ";
    const auto marker = text.rfind(kMarker);
    std::istringstream lines(
        marker == std::string::npos ? text : text.substr(marker + kMarker.size()));
    std::string line;
    while (line.empty() && std::getline(lines, line)) { }
    return line;
}

bool isOutOfMemory(const std::string& message)
{
    return message.find("can't allocate memory") != std::string::npos;
}

Error notEnoughMemory(const std::string& where)
{
    return {ErrorCode::Impossible, "not enough memory", where,
        "close programs, use fewer samples or a smaller input"};
}

} // namespace pleat
