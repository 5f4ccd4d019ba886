// SPDX-License-Identifier: GPL-3.0-or-later
// Names, types and constants in the text of a graph, both ways. What reads throws TextFailure.
#pragma once

#include "core/base/text_scanner.h"

#include <ATen/core/ivalue.h>
#include <c10/core/ScalarType.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pleat::graph {

constexpr int kDeepestText = 32; ///< nesting of lists, tuples and types

/// conv1.weight as it is; in backquotes what would be read as something else.
std::string nameText(const std::string& name);
/// In backquotes, or a word.
std::string readName(TextScanner& scanner, const std::string& allowed);

/// int, Tensor[], float?, Tuple(int, int)
std::string typeText(const c10::TypePtr& type);
bool startsType(TextScanner& scanner);
/// Before a list, "int[]" is an empty list of int, unless a list follows.
c10::TypePtr readType(TextScanner& scanner, bool beforeList = false);

/// float32, int64, bool
std::string dtypeText(at::ScalarType type);
at::ScalarType readDtype(TextScanner& scanner);

/// [1, 3, 8, 8]
std::string shapeText(c10::IntArrayRef shape);
/// No axis and no product of axes is longer than `most`.
std::vector<std::int64_t> readShape(TextScanner& scanner, std::int64_t most);

/// Of every type that a graph holds: 1, 1e-05, -inf, True, None, "text", [1, 2], int[], (1, 2),
/// device("cpu"), tensor(0.5, float32), tensor([2, 3], float32). Other types give <type>, which
/// cannot be read.
std::string constantText(const c10::IValue& constant);
/// None, a number, a text or a device; nothing if something else comes next.
std::optional<c10::IValue> readScalar(TextScanner& scanner);

} // namespace pleat::graph
