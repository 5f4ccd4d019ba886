// SPDX-License-Identifier: GPL-3.0-or-later
// Indexes that cannot be mixed up: a ValueId is not a NodeId.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace pleat {

template <typename Tag>
struct StrongId
{
    std::uint32_t index = UINT32_MAX;

    constexpr StrongId() = default;
    constexpr explicit StrongId(std::size_t i)
        : index(static_cast<std::uint32_t>(i))
    {
    }
    constexpr bool valid() const { return index != UINT32_MAX; }
    constexpr auto operator<=>(const StrongId&) const = default;
};

} // namespace pleat

template <typename Tag>
struct std::hash<pleat::StrongId<Tag>>
{
    std::size_t operator()(pleat::StrongId<Tag> id) const noexcept { return id.index; }
};
