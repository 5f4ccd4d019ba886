// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/plan.h"

#include "core/base/json.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

using nlohmann::ordered_json;

namespace pleat::fold {

namespace {

constexpr int kRecipeVersion = 1;

template <typename T>
bool fits(const ordered_json& value)
{
    if constexpr (std::is_same_v<T, std::string>)
        return value.is_string();
    else if constexpr (std::is_same_v<T, bool>)
        return value.is_boolean();
    else if constexpr (std::is_same_v<T, double>)
        return value.is_number() && value >= 0;
    else // the parser gives every whole number from 0 as unsigned
        return value.is_number_unsigned()
            && value.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<T>::max()};
}

/// Reads `key` if it is there and has the type of `field`; otherwise says what is wrong.
template <typename T>
Result<void> read(const ordered_json& object, const char* key, T& field, const char* allowed,
    const std::string& where)
{
    if (!object.contains(key))
        return {};
    const ordered_json& value = object[key];
    if (!fits<T>(value))
        return Error{ErrorCode::Unreadable,
            "\"" + std::string(key) + "\" is " + describeJson(value) + ", but must be " + allowed,
            where, "correct the recipe"};
    field = value.get<T>();
    return {};
}

Result<void> readGroups(const ordered_json& groups, Recipe& recipe, const std::string& where)
{
    if (!groups.is_object())
        return Error{ErrorCode::Unreadable, "\"groups\" must be an object of group names", where,
            "correct the recipe"};
    for (const auto& [name, entry] : groups.items()) {
        GroupChoice choice;
        if (!entry.is_object() || !entry.contains("k"))
            return Error{ErrorCode::Unreadable, "group \"" + name + "\" has no \"k\"", where,
                "correct the recipe"};
        if (auto k = read(entry, "k", choice.k, "a whole number from 1", where); !k)
            return k;
        if (auto locked = read(entry, "locked", choice.locked, "true or false", where); !locked)
            return locked;
        std::int64_t channels = 0;
        if (auto n = read(entry, "channels", channels, "a whole number from 1", where); !n)
            return n;
        if (channels > 0)
            recipe.channels[name] = channels;
        recipe.plan.groups[name] = choice;
    }
    return {};
}

constexpr std::string_view kKeys[] = {"pleat_recipe", "pleat_version", "model", "model_hash",
    "cluster", "features", "incoming_weight", "outgoing_weight", "starts", "reduction", "repair",
    "probe", "samples", "images", "probe_images", "seed", "result_hash", "groups"};
constexpr std::string_view kGroupKeys[] = {"channels", "k", "locked"};

template <std::size_t N>
ordered_json without(const ordered_json& object, const std::string_view (&keys)[N])
{
    ordered_json rest = ordered_json::object();
    for (const auto& [key, value] : object.items()) {
        if (std::find(std::begin(keys), std::end(keys), key) == std::end(keys))
            rest[key] = value;
    }
    return rest;
}

/// Empty if every key is known.
std::string unknownKeys(const ordered_json& recipe)
{
    ordered_json unknown = without(recipe, kKeys);
    if (recipe.contains("groups")) {
        for (const auto& [name, entry] : recipe["groups"].items()) {
            ordered_json rest = without(entry, kGroupKeys);
            if (!rest.empty())
                unknown["groups"][name] = std::move(rest);
        }
    }
    return unknown.empty() ? std::string() : unknown.dump();
}

/// Behind the known ones. Groups that the plan no longer has lose theirs.
void addUnknownKeys(ordered_json& object, const std::string& text)
{
    const ordered_json unknown = parseJson<ordered_json>(text);
    if (!unknown.is_object())
        return;
    for (const auto& [key, value] : unknown.items()) {
        if (key != "groups")
            object[key] = value;
    }
    if (!unknown.contains("groups"))
        return;
    for (const auto& [name, entry] : unknown["groups"].items()) {
        if (object["groups"].contains(name))
            object["groups"][name].update(entry);
    }
}

} // namespace

std::int64_t channelsForKeep(double keep, std::int64_t channels)
{
    const auto kept =
        static_cast<std::int64_t>(std::floor(keep * static_cast<double>(channels) + 1e-9));
    return std::clamp<std::int64_t>(kept, 1, channels);
}

std::string toJson(const Recipe& recipe)
{
    ordered_json object;
    object["pleat_recipe"] = kRecipeVersion;
    if (!recipe.pleatVersion.empty())
        object["pleat_version"] = recipe.pleatVersion;
    object["model"] = recipe.modelName;
    object["model_hash"] = recipe.modelHash;
    const cluster::ClusterOptions& clustering = recipe.plan.clustering;
    object["cluster"] = clustering.method;
    object["features"] = clustering.features.set;
    object["incoming_weight"] = clustering.features.incomingWeight;
    object["outgoing_weight"] = clustering.features.outgoingWeight;
    object["starts"] = clustering.starts;
    object["reduction"] = recipe.plan.reduction;
    object["repair"] = recipe.plan.repair;
    object["probe"] = recipe.plan.probe;
    object["samples"] = recipe.plan.samples;
    object["images"] = recipe.plan.images;
    if (!recipe.probeFile.empty())
        object["probe_images"] = recipe.probeFile;
    object["seed"] = recipe.plan.seed;
    if (!recipe.resultHash.empty())
        object["result_hash"] = recipe.resultHash;
    object["groups"] = ordered_json::object();
    for (const auto& [name, choice] : recipe.plan.groups) {
        if (const auto n = recipe.channels.find(name); n != recipe.channels.end())
            object["groups"][name]["channels"] = n->second;
        object["groups"][name]["k"] = choice.k;
        if (choice.locked)
            object["groups"][name]["locked"] = true;
    }
    addUnknownKeys(object, recipe.unknown);
    return object.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

Result<Recipe> recipeFromJson(const std::string& text, const std::string& where)
{
    const ordered_json object = parseJson<ordered_json>(text);
    if (!object.is_object() || !object.contains("pleat_recipe"))
        return Error{ErrorCode::Unreadable, "not a recipe (no \"pleat_recipe\")", where,
            "save one with Pleat"};
    if (object["pleat_recipe"] != kRecipeVersion)
        return Error{ErrorCode::Unreadable,
            "recipe version " + describeJson(object["pleat_recipe"]) + ", this program reads "
                + std::to_string(kRecipeVersion),
            where, "use a newer Pleat"};
    Recipe recipe;
    Plan& plan = recipe.plan;
    for (const Result<void>& field : {read(object, "model", recipe.modelName, "text", where),
             read(object, "model_hash", recipe.modelHash, "text", where),
             read(object, "cluster", plan.clustering.method, "text", where),
             read(object, "features", plan.clustering.features.set, "text", where),
             read(object, "incoming_weight", plan.clustering.features.incomingWeight,
                 "a number from 0", where),
             read(object, "outgoing_weight", plan.clustering.features.outgoingWeight,
                 "a number from 0", where),
             read(object, "starts", plan.clustering.starts, "a whole number from 1", where),
             read(object, "reduction", plan.reduction, "text", where),
             read(object, "repair", plan.repair, "text", where),
             read(object, "probe", plan.probe, "text", where),
             read(object, "samples", plan.samples, "a whole number from 1", where),
             read(object, "images", plan.images, "a whole number from 1", where),
             read(object, "probe_images", recipe.probeFile, "text", where),
             read(object, "pleat_version", recipe.pleatVersion, "text", where),
             read(object, "result_hash", recipe.resultHash, "text", where),
             read(object, "seed", plan.seed, "a whole number", where)}) {
        if (!field)
            return field.error();
    }
    for (const auto& [name, count] : {std::pair{"samples", plan.samples}, {"images", plan.images},
             {"starts", plan.clustering.starts}}) {
        if (count < 1)
            return Error{ErrorCode::Unreadable,
                "\"" + std::string(name) + "\" is 0, but must be a whole number from 1", where,
                "correct the recipe"};
    }
    if (object.contains("groups")) {
        if (auto groups = readGroups(object["groups"], recipe, where); !groups)
            return groups.error();
    }
    recipe.unknown = unknownKeys(object);
    return recipe;
}

} // namespace pleat::fold
