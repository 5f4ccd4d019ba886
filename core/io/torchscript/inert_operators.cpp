// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/inert_operators.h"

#include <torch/csrc/jit/runtime/operator.h>
#include <torch/csrc/jit/runtime/print_handler.h>

#include <mutex>

namespace pleat::io {

namespace {

constexpr const char* kHarmful[] = {
    "aten::save", // writes its argument to any path
    "aten::from_file", // maps any file, or makes it
    "prim::rpc_async",
    "prim::rpc_sync",
    "prim::rpc_remote",
};

} // namespace

void disarmTorchScript()
{
    static std::once_flag once;
    std::call_once(once, [] {
        for (const char* name : kHarmful) {
            const auto overloads =
                torch::jit::getAllOperatorsFor(c10::Symbol::fromQualString(name));
            for (const auto& overload : overloads)
                torch::jit::deregisterOperator(overload->schema());
        }
        torch::jit::setPrintHandler([](const std::string&) {});
    });
}

} // namespace pleat::io
