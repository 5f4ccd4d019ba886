// SPDX-License-Identifier: GPL-3.0-or-later
// One thread inside BLAS and LAPACK, for results whose bits must not depend on the thread count.
#pragma once

#include <mutex>

namespace pleat {

/// While an object lives, OpenBLAS runs each call on the thread that makes it; the former count
/// comes back with its end. One object at a time in the process: a second waits, and on the same
/// thread would wait for ever. Without OpenBLAS it changes nothing (the reference BLAS has one
/// thread anyway).
class SingleThreadedBlas
{
public:
    SingleThreadedBlas();
    ~SingleThreadedBlas();
    SingleThreadedBlas(const SingleThreadedBlas&) = delete;
    SingleThreadedBlas& operator=(const SingleThreadedBlas&) = delete;

private:
    std::lock_guard<std::mutex> m_lock;
    void (*m_set)(int) = nullptr;
    int m_before = 1;
};

} // namespace pleat
