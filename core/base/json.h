// SPDX-License-Identifier: GPL-3.0-or-later
// JSON from files that may be hostile. Include it in .cpp files only: the parser is slow to
// compile.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace pleat {

constexpr int kDeepestJson = 32; ///< nothing of ours nests deeper; printing recurses

/// A discarded value if the text is no JSON or nests too deep; never throws.
template <typename Json = nlohmann::json>
Json parseJson(const std::string& text)
{
    bool tooDeep = false;
    const auto watch = [&](int depth, typename Json::parse_event_t, Json&) {
        tooDeep |= depth > kDeepestJson;
        return depth <= kDeepestJson;
    };
    Json parsed = Json::parse(text, watch, false);
    return tooDeep ? Json(Json::value_t::discarded) : parsed;
}

/// The value itself if it is short, else its type, for error messages.
template <typename Json>
std::string describeJson(const Json& value)
{
    constexpr std::size_t kLongest = 60;
    const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() <= kLongest ? text : std::string("a long ") + value.type_name();
}

} // namespace pleat
