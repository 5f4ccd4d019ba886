// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of JSON objects that may be hostile, with what is wrong about them. Include it in .cpp
// files only, as core/base/json.h.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace pleat {

/// The first fault is kept in `fault`; what is read after it, and instead of it, are defaults.
class JsonFields
{
public:
    using Json = nlohmann::ordered_json;

    /// `name` of the object for errors, "layers[3]"; empty for that of the file `where`. Both
    /// references outlive this.
    JsonFields(const Json& object, std::string where, std::string name, std::optional<Error>& fault)
        : m_object(object)
        , m_where(std::move(where))
        , m_name(std::move(name))
        , m_fault(fault)
    {
        if (!object.is_object())
            fail(m_name.empty() ? "the content" : m_name, object, "an object");
    }

    bool has(const char* key) const { return m_object.is_object() && m_object.contains(key); }

    std::string text(const char* key) const
    {
        const Json& value = at(key);
        return check(key, value, value.is_string(), "a text") ? value.get<std::string>() : "";
    }

    bool flag(const char* key) const
    {
        const Json& value = at(key);
        return check(key, value, value.is_boolean(), "true or false") && value.get<bool>();
    }

    std::int64_t count(const char* key, std::int64_t least = 0) const
    {
        const Json& value = at(key);
        const bool fits = value.is_number_integer() && value >= least
            && value <= std::numeric_limits<std::int64_t>::max();
        return check(key, value, fits, "a whole number from " + std::to_string(least))
            ? value.get<std::int64_t>()
            : least;
    }

    std::uint64_t seed(const char* key) const
    {
        const Json& value = at(key);
        return check(key, value, value.is_number_unsigned(), "a whole number from 0")
            ? value.get<std::uint64_t>()
            : 0;
    }

    /// null is what was not finite.
    double number(const char* key) const
    {
        return optionalNumber(key).value_or(std::numeric_limits<double>::quiet_NaN());
    }

    std::optional<double> optionalNumber(const char* key) const
    {
        const Json& value = at(key);
        if (value.is_null() && has(key))
            return std::nullopt;
        if (!check(key, value, value.is_number(), "a number or null"))
            return std::nullopt;
        return value.get<double>();
    }

    /// An array; empty after a fault.
    const Json& list(const char* key) const
    {
        static const Json kEmpty = Json::array();
        const Json& value = at(key);
        return check(key, value, value.is_array(), "a list") ? value : kEmpty;
    }

    JsonFields object(const char* key) const
    {
        return {at(key), m_where, m_name.empty() ? key : m_name + "." + key, m_fault};
    }

    /// One object of a list.
    JsonFields element(const char* key, std::size_t index) const
    {
        const std::string prefix = m_name.empty() ? "" : m_name + ".";
        return {
            list(key)[index], m_where, prefix + key + "[" + std::to_string(index) + "]", m_fault};
    }

    const Json& json() const { return m_object; }

    /// Keeps a fault that the caller found.
    void refuse(const char* key, const std::string& allowed) const
    {
        check(key, at(key), false, allowed);
    }

private:
    const Json& at(const char* key) const
    {
        static const Json kNone;
        return has(key) ? m_object[key] : kNone;
    }

    bool check(const char* key, const Json& value, bool fits, const std::string& allowed) const
    {
        if (!fits)
            fail(m_name.empty() ? key : m_name + "." + key, value, allowed);
        return fits;
    }

    void fail(const std::string& what, const Json& value, const std::string& allowed) const
    {
        if (!m_fault)
            m_fault = Error{ErrorCode::Unreadable,
                "\"" + what + "\" is " + describeJson(value) + ", but must be " + allowed, m_where,
                "the file is damaged or was not written by Pleat"};
    }

    const Json& m_object;
    std::string m_where, m_name;
    std::optional<Error>& m_fault;
};

} // namespace pleat
