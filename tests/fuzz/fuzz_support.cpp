// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_support.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <sanitizer/allocator_interface.h>

namespace pleat::fuzz {

namespace {

constexpr std::int64_t kNoBound = std::numeric_limits<std::int64_t>::max();

std::atomic<std::int64_t> allocated_bytes = 0;
std::atomic<std::int64_t> allowed_bytes = kNoBound;

void onAllocation(const volatile void*, std::size_t size_bytes)
{
    const auto size = static_cast<std::int64_t>(size_bytes);
    if ((allocated_bytes += size) <= allowed_bytes)
        return;
    allowed_bytes = kNoBound; // the report needs memory as well
    require(false, "more memory than the input is worth; the stack shows the last allocation");
}

void onRelease(const volatile void* memory)
{
    if (memory)
        allocated_bytes -= static_cast<std::int64_t>(
            __sanitizer_get_allocated_size(const_cast<const void*>(memory)));
}

const bool kHooksInstalled = __sanitizer_install_malloc_and_free_hooks(onAllocation, onRelease) > 0;

} // namespace

void require(bool holds, std::string_view what)
{
    if (holds)
        return;
    std::fprintf(stderr, "fuzz: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

void checkError(const Error& error)
{
    const auto isControl = [](unsigned char code) { return code < 0x20 || code == 0x7f; };
    require(error.code == ErrorCode::Unreadable || error.code == ErrorCode::Unsupported,
        "the code of the error does not blame the input: " + toString(error));
    require(!error.message.empty() && !error.where.empty(), "the error does not say what or where");
    const std::string line = toString(error);
    require(std::none_of(line.begin(), line.end(), isControl), "the error is no line: " + line);
    constexpr std::size_t kLongest_bytes = 20000; // each byte may be escaped
    require(line.size() <= kLongest_bytes, "the error is too long to read: " + line);
}

MemoryBound::MemoryBound(std::size_t most_bytes)
{
    require(kHooksInstalled, "allocations cannot be counted");
    allowed_bytes = allocated_bytes + static_cast<std::int64_t>(most_bytes);
}

MemoryBound::~MemoryBound()
{
    allowed_bytes = kNoBound;
}

} // namespace pleat::fuzz
