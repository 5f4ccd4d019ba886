// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/single_threaded_blas.h"

#include <dlfcn.h>

namespace pleat {

namespace {

std::mutex& mutex()
{
    static std::mutex instance;
    return instance;
}

} // namespace

SingleThreadedBlas::SingleThreadedBlas()
    : m_lock(mutex())
    , m_set(reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
{
    auto* get = reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
    m_before = get ? get() : 1;
    if (m_set)
        m_set(1);
}

SingleThreadedBlas::~SingleThreadedBlas()
{
    if (m_set)
        m_set(m_before);
}

} // namespace pleat
