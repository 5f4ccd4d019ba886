// SPDX-License-Identifier: GPL-3.0-or-later
// What a project file is made of; for those that write and read it.
#pragma once

#include <cstdint>
#include <string>

namespace pleat::study::project_records {

constexpr int kProjectVersion = 1;
constexpr std::uint64_t kRecord_bytes = std::uint64_t{1} << 24; ///< of JSON
constexpr std::uint64_t kAllRecords_bytes = std::uint64_t{1} << 28;
constexpr std::uint64_t kImages_bytes = std::uint64_t{1} << 30;
constexpr std::int64_t kLargestId = 1'000'000'000;

inline const std::string kManifest = "manifest.json";
inline const std::string kRecipe = "recipe.json";
inline const std::string kViews = "views.json";
inline const std::string kImages = "probe.npy";

inline std::string runRecord(std::int64_t id)
{
    return "runs/" + std::to_string(id) + ".json";
}

} // namespace pleat::study::project_records
