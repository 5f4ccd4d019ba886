// SPDX-License-Identifier: GPL-3.0-or-later
// Python's pickle format, protocols 2 to 5, read into plain values. Nothing is imported or called:
// a class is its name, an object is the name of what Python would have called, and with what.
// Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pleat::io {

/// Index of a value in Pickle::nodes.
using PickleId = std::uint32_t;

enum class PickleKind : std::uint8_t
{
    None,
    Bool,
    Int,
    BigInt, ///< more than 64 bits
    Float,
    Text,
    Bytes,
    Tuple,
    List,
    Set,
    Dict,
    Class, ///< a class or function
    Object, ///< what a call of one would have made
    Persistent ///< something that lies outside of the pickle, such as a storage
};

struct PickleContent
{
    std::vector<PickleId> items;
    std::vector<PickleId> pairs;
};

/// One value. What another kind would hold reads as 0 or empty.
class PickleNode
{
public:
    PickleKind kind = PickleKind::None;
    std::variant<std::int64_t, double, std::string_view, std::unique_ptr<PickleContent>> value = 0;

    /// Of Int; of Bool 0 or 1.
    std::int64_t integer() const;
    /// Of Text, Bytes and BigInt; not checked to be UTF-8.
    std::string_view text() const;
    /// Tuple, List, Set: the items. Class: module and name. Object: what is called, the arguments,
    /// then its state and its items if it has any. Persistent: the id.
    std::span<const PickleId> items() const;
    /// Of Dict, and of an Object that is filled like one: key, value, key, value...
    std::span<const PickleId> pairs() const;
    PickleContent& content(); ///< of all kinds from Tuple on
};

/// Values refer to each other by index, so shared ones stay shared and cycles are harmless; who
/// walks them must mark what was visited. Views the bytes that it was read from.
struct Pickle
{
    std::vector<PickleNode> nodes;
    PickleId root = 0;
};

/// More than any checkpoint has.
inline constexpr std::size_t kLargestPickle_values = std::size_t{1} << 22;

/// `where` names the file for messages. Takes less than 100 bytes of memory per byte of the pickle
/// up to kLargestPickle_values, then less than 16. ErrorCode::Unreadable for damage,
/// ErrorCode::Unsupported for protocols 0 and 1 and for what only foreign picklers write.
Result<Pickle> readPickle(std::span<const std::byte> bytes, const std::string& where);

/// "collections.OrderedDict" of a Class, or of the class of an Object; else empty.
std::string className(const Pickle& pickle, PickleId id);

} // namespace pleat::io
