// SPDX-License-Identifier: GPL-3.0-or-later
// The words in which an architecture is written down. Every layer finds its tensors by name, takes
// its widths from their shapes and checks that they fit what arrives. Knows no ATen.
#pragma once

#include "core/architecture/blueprint.h"
#include "core/architecture/wanted.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pleat::architecture {

inline constexpr std::int64_t kUnknown = -1; ///< a size that a missing tensor would have told

/// A computed tensor while the network is being written down.
struct Value
{
    ValueRef ref;
    std::int64_t channels = kUnknown; ///< extent of axis 1; of the last one behind linear layers
};

enum class Grouping
{
    None,
    Blocks, ///< groups = channels that arrive / channels that the weight reads
    Depthwise ///< each channel alone
};

struct Convolution
{
    std::int64_t kernel = 1; ///< the weight must have this side
    std::int64_t stride = 1;
    Grouping grouping = Grouping::None;
    std::optional<std::int64_t> padding = std::nullopt; ///< nothing: half the kernel
};

/// Nothing throws at what does not fit: the first mismatch is kept and the rest goes on, so that
/// the names that have a place can be counted. Names are without the prefix of the file.
class Assembler
{
public:
    /// `tensors` must outlive it. A `prefix` such as "model." precedes every name.
    Assembler(
        const std::vector<ShapedName>& tensors, const std::string& prefix, const Wanted& wanted);

    // What the file holds
    bool has(const std::string& name) const { return shape(name) != nullptr; }
    /// Whether any name begins so.
    bool hasUnder(const std::string& beginning) const;
    /// How many of "stem0.", "stem1." ... (counted from `first`) begin a name, up to the first gap.
    std::int64_t countUnder(const std::string& stem, std::int64_t first = 0) const;
    /// Extent of an axis; kUnknown if there is no such tensor or axis.
    std::int64_t size(const std::string& name, std::size_t axis) const;
    /// In the order of the file, without the prefix.
    std::vector<ShapedName> tensors() const;

    // What config.json says; a value of another kind is a mismatch
    std::optional<bool> flag(const std::string& option);
    std::optional<std::int64_t> number(const std::string& option); ///< whole and positive
    std::optional<std::string> text(const std::string& option);

    // The network
    Value input(const Shape& shape); ///< without the batch axis; channels = shape[0]
    Value conv(Value x, const std::string& layer, const Convolution& convolution);
    Value batchNorm(Value x, const std::string& layer, double eps = 1e-5);
    Value layerNorm(Value x, const std::string& layer, double eps);
    Value linear(Value x, const std::string& layer);
    Value activation(Value x, const std::string& name); ///< operator without further arguments
    Value relu(Value x) { return activation(x, "relu"); }
    Value silu(Value x) { return activation(x, "silu"); }
    Value sigmoid(Value x) { return activation(x, "sigmoid"); }
    Value relu6(Value x);
    Value gelu(Value x);
    Value maxPool(
        Value x, std::int64_t kernel, std::int64_t stride, std::int64_t padding, bool ceil);
    Value avgPool(Value x, std::int64_t kernel, std::int64_t stride);
    Value adaptiveAvgPool(Value x, std::int64_t side);
    Value flatten(Value x, std::int64_t positions = 1); ///< positions behind each channel
    Value add(Value x, Value y, const std::string& where);
    Value mul(Value x, Value y, const std::string& where);
    Value cat(const std::vector<Value>& parts, std::int64_t axis = 1);

    // For what has no word of its own
    /// Uses up a tensor; a size of kUnknown in `expected` fits any.
    Argument parameter(const std::string& name, const Shape& expected);
    Argument optionalParameter(const std::string& name, const Shape& expected);
    Value call(const std::string& op, const std::string& overload, std::vector<Argument> arguments,
        std::int64_t channels, const std::string& source = {});
    std::vector<Value> split(Value x, const Shape& sizes, std::int64_t axis);

    void assume(const std::string& where, const std::string& message);
    void mismatch(const std::string& message);
    Blueprint& blueprint() { return m_blueprint; }

    // Afterwards
    /// The rest of the names has no place, apart from counters of batches.
    void finish(Value output);
    const std::optional<std::string>& firstMismatch() const { return m_mismatch; }
    std::size_t usedNames() const;
    bool prefixed() const { return !m_prefix.empty(); }

private:
    const Shape* shape(const std::string& name) const;
    std::int64_t groupsOf(
        Value x, const std::string& weight, const Shape& shape, const Convolution& convolution);

    const std::vector<ShapedName>& m_tensors;
    std::string m_prefix;
    const Wanted& m_wanted;
    std::map<std::string, std::size_t> m_index; ///< full name -> tensor
    std::vector<bool> m_used;
    std::size_t m_values = 0;
    std::optional<std::string> m_mismatch;
    Blueprint m_blueprint;
};

/// "[64, 3, 7, 7]"; an unknown size is "?".
std::string toText(const Shape& shape);

} // namespace pleat::architecture
