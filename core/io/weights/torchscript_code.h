// SPDX-License-Identifier: GPL-3.0-or-later
// The programs of TorchScript, looked at before LibTorch parses them: its parser recurses without a
// bound, and a stack that is full ends the process. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace pleat::io {

/// No expression or block of a program that PyTorch wrote comes near this: it breaks long lines.
inline constexpr std::size_t kDeepestCode = 500;

/// ErrorCode::Unsupported if something in `code` may nest deeper than kDeepestCode; names the line.
/// `name` is that of the record.
Result<void> checkTorchScriptCode(
    std::string_view code, const std::string& name, const std::string& where);

} // namespace pleat::io
