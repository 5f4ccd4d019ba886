// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/plan.h"

#include "core/base/json.h"

#include <algorithm>
#include <cmath>

using nlohmann::ordered_json;

namespace pleat::fold {

namespace {

constexpr int kRecipeVersion = 1;

/// Reads `key` if it is there and has the type of `field`; otherwise says what is wrong.
template <typename T>
Result<void> read(const ordered_json& object, const char* key, T& field, const char* allowed,
    const std::string& where)
{
    if (!object.contains(key))
        return {};
    const ordered_json& value = object[key];
    const bool fits = std::is_same_v<T, std::string> ? value.is_string()
        : std::is_same_v<T, bool>                    ? value.is_boolean()
        : std::is_same_v<T, double>                  ? value.is_number() && value >= 0
                                                     : value.is_number_integer() && value >= 0;
    if (!fits)
        return Error{ErrorCode::Unreadable,
            "\"" + std::string(key) + "\" is " + describeJson(value) + ", but must be " + allowed,
            where, "correct the recipe"};
    field = value.get<T>();
    return {};
}

Result<void> readGroups(const ordered_json& groups, Plan& plan, const std::string& where)
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
        plan.groups[name] = choice;
    }
    return {};
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
    object["groups"] = ordered_json::object();
    for (const auto& [name, choice] : recipe.plan.groups) {
        object["groups"][name]["k"] = choice.k;
        if (choice.locked)
            object["groups"][name]["locked"] = true;
    }
    return object.dump(2) + "\n";
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
        if (auto groups = readGroups(object["groups"], plan, where); !groups)
            return groups.error();
    }
    return recipe;
}

} // namespace pleat::fold
