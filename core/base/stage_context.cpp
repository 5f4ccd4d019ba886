// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/stage_context.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <dlfcn.h>
#include <thread>

namespace pleat {

Error cancelledError()
{
    return {ErrorCode::Cancelled, "cancelled", "", ""};
}

namespace {

/// OpenBLAS is loaded under the name of the reference BLAS, so its own entry points are looked up.
template <typename Function>
Function openBlasFunction(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

} // namespace

void setThreadCount(int threads)
{
    if (threads <= 0)
        threads = std::max(1u, std::thread::hardware_concurrency());
    at::set_num_threads(threads);
    if (auto* set = openBlasFunction<void (*)(int)>("openblas_set_num_threads"))
        set(threads);
}

int threadCount()
{
    return at::get_num_threads();
}

std::string blasWarning()
{
    if (openBlasFunction<void (*)(int)>("openblas_set_num_threads"))
        return {};
    return "matrix products use a slow reference BLAS: install libopenblas0-pthread "
           "(about 25 times faster)";
}

} // namespace pleat
