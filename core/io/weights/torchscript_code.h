// SPDX-License-Identifier: GPL-3.0-or-later
// The programs of TorchScript, looked at before LibTorch parses them: its parser recurses without a
// bound, a full stack ends the process, and parts of them run at once. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace pleat::io {

/// No expression or block of a program that PyTorch wrote comes near this: it breaks long lines.
inline constexpr std::size_t kDeepestCode = 500;

/// ErrorCode::Unsupported if something in `code` may nest deeper than kDeepestCode, which names the
/// line, and if it defines __setstate__, which LibTorch runs, however long, before anybody asks.
/// `name` is that of the record.
Result<void> checkTorchScriptCode(
    std::string_view code, const std::string& name, const std::string& where);

} // namespace pleat::io
