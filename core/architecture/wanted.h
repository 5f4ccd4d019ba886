// SPDX-License-Identifier: GPL-3.0-or-later
// What a config.json beside a file of weights says about its architecture. Other programs write
// files of that name too, so whatever is not meant for us is left alone. Knows no ATen.
//
//     {"architecture": "resnet", "options": {"stem_pool": true}}
#pragma once

#include "core/base/finding.h"
#include "core/base/result.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace pleat::architecture {

/// Whatever is no truth value, number or text stands here as JSON text.
using Option = std::variant<bool, double, std::string>;

struct Wanted
{
    std::string family; ///< empty: whichever fits
    std::map<std::string, Option> options; ///< what names and shapes cannot tell
};

/// `where` names the file. ErrorCode::Unreadable if the text is no JSON object.
Result<Wanted> wantedFromJson(const std::string& text, const std::string& where);

/// From config.json in the folder of the model; nothing is wanted if there is none.
Result<Wanted> wantedBeside(const std::string& modelPath);

} // namespace pleat::architecture
