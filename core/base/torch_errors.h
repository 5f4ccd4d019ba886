// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where exceptions of LibTorch become errors.
#pragma once

#include "core/base/result.h"

#include <c10/util/Exception.h>

#include <new>
#include <optional>
#include <stdexcept>
#include <string>

namespace pleat {

/// The first line of a LibTorch message, without frames.
std::string firstLine(const std::string& text);

/// Whether LibTorch says so: it throws no std::bad_alloc for tensors.
bool isOutOfMemory(const std::string& message);
Error notEnoughMemory(const std::string& where);

/// Calls `function`; LibTorch throws c10::Error, plain std::runtime_error or std::exception.
template <typename Function>
Result<void> callTorch(
    const std::string& where, const Function& function, ErrorCode code = ErrorCode::Unsupported)
{
    try {
        function();
        return {};
    } catch (const c10::Error& error) {
        const std::string message = firstLine(error.what_without_backtrace());
        return isOutOfMemory(message) ? notEnoughMemory(where) : Error{code, message, where, ""};
    } catch (const std::bad_alloc&) {
        return notEnoughMemory(where);
    } catch (const std::logic_error&) {
        throw; // ours
    } catch (const std::exception& error) { // of TorchScript's compiler, too
        return Error{code, firstLine(error.what()), where, ""};
    }
}

/// Calls `function`, which returns a Result, at a boundary of core: whatever LibTorch throws
/// becomes an error. A LogicError goes on, since it is our bug.
template <typename Function>
auto guarded(const std::string& where, const Function& function) -> decltype(function())
{
    std::optional<decltype(function())> result;
    try {
        const auto called = callTorch(where, [&] { result = function(); });
        if (!called)
            return called.error();
    } catch (const std::out_of_range& error) {
        return Error{ErrorCode::Unsupported, error.what(), where, "please report this network"};
    }
    return std::move(*result);
}

} // namespace pleat
