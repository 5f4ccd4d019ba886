// SPDX-License-Identifier: GPL-3.0-or-later
// JSON read as it comes, without a tree in memory: a hostile header of 100 MB must not take
// gigabytes. Include it in .cpp files only: the parser is slow to compile.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace pleat::io {

/// A string, a number or a word. Numbers are values of their own only if they are whole and not
/// negative, as lengths and offsets must be.
struct JsonScalar
{
    std::optional<std::string> string;
    std::optional<std::uint64_t> number;
    std::string text; ///< of anything else, for messages: "-1", "2.5", "null"
};

/// Base of readers that know what they expect. No key may occur twice in an object.
class JsonVisitor : private nlohmann::json_sax<nlohmann::json>
{
public:
    /// What is wrong with `json`, or an empty text.
    std::string visit(std::string_view json);

protected:
    /// Keys on the way to a value, one per object or array around it; empty in arrays.
    using Place = std::vector<std::string>;

    virtual void onScalar(const Place& place, JsonScalar value) = 0;
    virtual void onBegin(const Place& place, bool isObject) = 0;
    virtual void onEnd(const Place& place) = 0;

    /// Stops reading; the first reason counts.
    void refuse(const std::string& reason);

private:
    bool scalar(JsonScalar value);
    bool begin(bool isObject);
    bool end();

    bool null() override { return scalar({{}, {}, "null"}); }
    bool boolean(bool value) override { return scalar({{}, {}, value ? "true" : "false"}); }
    bool number_integer(std::int64_t value) override;
    bool number_unsigned(std::uint64_t value) override;
    bool number_float(double value, const std::string& text) override;
    bool string(std::string& value) override;
    bool binary(nlohmann::json::binary_t&) override { return false; } // JSON has none
    bool start_object(std::size_t) override { return begin(true); }
    bool end_object() override { return end(); }
    bool start_array(std::size_t) override { return begin(false); }
    bool end_array() override { return end(); }
    bool key(std::string& name) override;
    bool parse_error(
        std::size_t position, const std::string&, const nlohmann::json::exception&) override;

    Place m_place;
    std::vector<std::unordered_set<std::string>> m_keys; ///< seen, one set per open container
    std::string m_reason;
};

/// A name from a file for a message: control characters are replaced, long ones are cut.
std::string printableName(std::string_view name);

} // namespace pleat::io
