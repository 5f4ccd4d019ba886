// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/foreign_text.h"

#include <nlohmann/json.hpp>

namespace pleat::io {

namespace {

constexpr std::size_t kListed = 8;
constexpr std::size_t kLongestShown = 80;

} // namespace

bool isUtf8(std::string_view text)
{
    try {
        (void)nlohmann::json(text).dump();
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

std::string shown(std::string_view text)
{
    std::string cut(text.substr(0, kLongestShown));
    if (cut.size() < text.size())
        cut += "...";
    return nlohmann::json(cut).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Listing::add(std::string_view part)
{
    if (++m_count > kListed)
        return;
    if (m_count > 1)
        m_text += ", ";
    m_text += part;
}

std::string Listing::text() const
{
    return m_count > kListed ? m_text + " and " + std::to_string(m_count - kListed) + " more"
                             : m_text;
}

} // namespace pleat::io
