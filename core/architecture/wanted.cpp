// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/wanted.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <filesystem>

namespace fs = std::filesystem;
using nlohmann::json;

namespace pleat::architecture {

namespace {

Option optionOf(const json& value)
{
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number())
        return value.get<double>();
    return value.is_string() ? value.get<std::string>() : describeJson(value);
}

} // namespace

Result<Wanted> wantedFromJson(const std::string& text, const std::string& where)
{
    const json object = parseJson(text);
    if (!object.is_object())
        return Error{ErrorCode::Unreadable, "not a JSON object", where,
            "correct the file or move it away; {\"architecture\": \"resnet\"} would be one"};
    Wanted wanted;
    if (object.contains("architecture") && object["architecture"].is_string())
        wanted.family = object["architecture"].get<std::string>();
    if (object.contains("options") && object["options"].is_object()) {
        for (const auto& [key, value] : object["options"].items())
            wanted.options.emplace(key, optionOf(value));
    }
    return wanted;
}

Result<Wanted> wantedBeside(const std::string& modelPath)
{
    const fs::path path = fs::path(modelPath).parent_path() / "config.json";
    std::error_code failure;
    if (!fs::is_regular_file(path, failure))
        return Wanted{};
    const auto text = readFile(path.string());
    if (!text)
        return text.error();
    return wantedFromJson(*text, path.string());
}

} // namespace pleat::architecture
