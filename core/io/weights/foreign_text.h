// SPDX-License-Identifier: GPL-3.0-or-later
// Names out of foreign files, made safe for messages. Knows no ATen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pleat::io {

bool isUtf8(std::string_view text);

/// In quotes, cut if long; control characters are escaped and bytes that are no UTF-8 replaced.
std::string shown(std::string_view text);

/// "a, b and 3 more": the first few of many.
class Listing
{
public:
    void add(std::string_view part);
    bool empty() const { return m_count == 0; }
    std::size_t count() const { return m_count; }
    std::string text() const;

private:
    std::string m_text;
    std::size_t m_count = 0;
};

} // namespace pleat::io
