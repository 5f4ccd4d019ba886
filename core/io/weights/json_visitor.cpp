// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/json_visitor.h"

#include "core/base/json.h"

#include <algorithm>

namespace pleat::io {

std::string JsonVisitor::visit(std::string_view json)
{
    m_place.clear();
    m_keys.clear();
    m_reason.clear();
    // The parser takes a zero byte for the end and would not look at what follows.
    if (const std::size_t zero = json.find('\0'); zero != std::string_view::npos)
        return "it holds a zero byte at " + std::to_string(zero) + ", so it is no JSON";
    nlohmann::json_sax<nlohmann::json>& events = *this;
    if (!nlohmann::json::sax_parse(json, &events) && m_reason.empty())
        return "it is no JSON";
    return m_reason;
}

void JsonVisitor::refuse(const std::string& reason)
{
    if (m_reason.empty())
        m_reason = reason;
}

bool JsonVisitor::scalar(JsonScalar value)
{
    onScalar(m_place, std::move(value));
    return m_reason.empty();
}

bool JsonVisitor::begin(bool isObject)
{
    if (m_place.size() >= kDeepestJson) {
        refuse("it nests deeper than " + std::to_string(kDeepestJson) + " levels");
        return false;
    }
    onBegin(m_place, isObject);
    m_place.emplace_back();
    m_keys.emplace_back();
    return m_reason.empty();
}

bool JsonVisitor::end()
{
    m_place.pop_back();
    m_keys.pop_back();
    onEnd(m_place);
    return m_reason.empty();
}

bool JsonVisitor::key(std::string& name)
{
    m_place.back() = name;
    if (!m_keys.back().insert(name).second)
        refuse("the key \"" + printableName(name) + "\" occurs twice");
    return m_reason.empty();
}

bool JsonVisitor::number_integer(std::int64_t value) // only negative ones, and -0
{
    return scalar({{}, {}, value == 0 ? "-0" : std::to_string(value)});
}

bool JsonVisitor::number_unsigned(std::uint64_t value)
{
    return scalar({{}, value, std::to_string(value)});
}

bool JsonVisitor::number_float(double, const std::string& text) // and whole ones beyond 64 bits
{
    return scalar({{}, {}, printableName(text)});
}

bool JsonVisitor::string(std::string& value)
{
    std::string text = '"' + printableName(value) + '"';
    return scalar({std::move(value), {}, std::move(text)});
}

bool JsonVisitor::parse_error(
    std::size_t position, const std::string&, const nlohmann::json::exception&)
{
    refuse("it is no valid JSON at byte " + std::to_string(position));
    return false;
}

std::string printableName(std::string_view name)
{
    constexpr std::size_t kLongest = 120;
    std::size_t size = std::min(name.size(), kLongest);
    while (size < name.size() && size > 0 && (name[size] & 0xC0) == 0x80) // inside a character
        --size;
    std::string result(name.substr(0, size));
    std::replace_if(
        result.begin(), result.end(), [](unsigned char c) { return c < ' '; }, '?');
    return size < name.size() ? result + "..." : result;
}

} // namespace pleat::io
