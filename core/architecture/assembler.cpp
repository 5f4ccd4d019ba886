// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/assembler.h"

#include <algorithm>
#include <cmath>

namespace pleat::architecture {

namespace {

const Shape kOnes{1, 1};

bool agree(std::int64_t a, std::int64_t b)
{
    return a == b || a == kUnknown || b == kUnknown;
}

bool agree(const Shape& a, const Shape& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](std::int64_t left, std::int64_t right) { return agree(left, right); });
}

std::string countOf(std::int64_t channels)
{
    return channels == 1 ? "1 channel" : std::to_string(channels) + " channels";
}

std::string textOf(const Option& option)
{
    if (const auto* truth = std::get_if<bool>(&option))
        return *truth ? "true" : "false";
    if (const auto* number = std::get_if<double>(&option)) {
        std::string digits = std::to_string(*number);
        digits.erase(digits.find_last_not_of('0') + 1);
        return digits.ends_with('.') ? digits.substr(0, digits.size() - 1) : digits;
    }
    return "\"" + std::get<std::string>(option) + "\"";
}

std::string wrongOption(const std::string& name, const Option& option, const std::string& allowed)
{
    return "the option \"" + name + "\" in config.json is " + textOf(option) + ", but must be "
        + allowed;
}

} // namespace

std::string toText(const Shape& shape)
{
    std::string text = "[";
    for (std::int64_t size : shape)
        text += (text.size() > 1 ? ", " : "") + (size == kUnknown ? "?" : std::to_string(size));
    return text + "]";
}

Assembler::Assembler(
    const std::vector<ShapedName>& tensors, const std::string& prefix, const Wanted& wanted)
    : m_tensors(tensors)
    , m_prefix(prefix)
    , m_wanted(wanted)
    , m_used(tensors.size())
{
    for (std::size_t i = 0; i < tensors.size(); ++i)
        m_index.emplace(tensors[i].name, i);
}

// What the file holds

const Shape* Assembler::shape(const std::string& name) const
{
    const auto found = m_index.find(m_prefix + name);
    return found == m_index.end() ? nullptr : &m_tensors[found->second].shape;
}

bool Assembler::hasUnder(const std::string& beginning) const
{
    const auto found = m_index.lower_bound(m_prefix + beginning);
    return found != m_index.end() && found->first.starts_with(m_prefix + beginning);
}

std::int64_t Assembler::countUnder(const std::string& stem, std::int64_t first) const
{
    std::int64_t count = 0;
    while (hasUnder(stem + std::to_string(first + count) + "."))
        ++count;
    return count;
}

std::int64_t Assembler::size(const std::string& name, std::size_t axis) const
{
    const Shape* found = shape(name);
    return found && axis < found->size() ? (*found)[axis] : kUnknown;
}

std::vector<ShapedName> Assembler::tensors() const
{
    std::vector<ShapedName> result = m_tensors;
    for (ShapedName& tensor : result)
        tensor.name.erase(0, m_prefix.size());
    return result;
}

// What config.json says

std::optional<bool> Assembler::flag(const std::string& option)
{
    const auto found = m_wanted.options.find(option);
    if (found == m_wanted.options.end())
        return std::nullopt;
    if (const bool* value = std::get_if<bool>(&found->second))
        return *value;
    mismatch(wrongOption(option, found->second, "true or false"));
    return std::nullopt;
}

std::optional<std::int64_t> Assembler::number(const std::string& option)
{
    constexpr double kLargest = 1 << 20;
    const auto found = m_wanted.options.find(option);
    if (found == m_wanted.options.end())
        return std::nullopt;
    const double* value = std::get_if<double>(&found->second);
    if (value && *value >= 1 && *value <= kLargest && *value == std::floor(*value))
        return static_cast<std::int64_t>(*value);
    mismatch(wrongOption(option, found->second, "a whole number from 1 to 1048576"));
    return std::nullopt;
}

std::optional<std::string> Assembler::text(const std::string& option)
{
    const auto found = m_wanted.options.find(option);
    if (found == m_wanted.options.end())
        return std::nullopt;
    if (const std::string* value = std::get_if<std::string>(&found->second))
        return *value;
    mismatch(wrongOption(option, found->second, "a text"));
    return std::nullopt;
}

// The network

Value Assembler::input(const Shape& shape)
{
    m_blueprint.inputShape = shape;
    m_values = 1;
    return {ValueRef{0}, shape.front()};
}

std::int64_t Assembler::groupsOf(
    Value x, const std::string& weight, const Shape& shape, const Convolution& convolution)
{
    if (x.channels == kUnknown)
        return 1;
    const std::int64_t reads = convolution.grouping == Grouping::Depthwise ? 1 : shape[1];
    const bool grouped = convolution.grouping != Grouping::None;
    const bool whole = reads > 0 && x.channels > 0 && x.channels % reads == 0;
    const std::int64_t groups = whole ? x.channels / reads : 1;
    if (shape[1] != reads || !whole || (!grouped && groups != 1))
        mismatch(convolution.grouping == Grouping::Depthwise
                ? m_prefix + weight + " reads " + countOf(shape[1]) + " at once, but gets each of "
                    + std::to_string(x.channels) + " alone"
                : m_prefix + weight + " reads " + countOf(shape[1]) + ", but gets "
                    + std::to_string(x.channels));
    else if (shape[0] % groups != 0)
        mismatch(m_prefix + weight + " makes " + countOf(shape[0]) + ", which "
            + std::to_string(groups) + " groups cannot share");
    return groups;
}

Value Assembler::conv(Value x, const std::string& layer, const Convolution& convolution)
{
    const std::string weight = layer + ".weight";
    const Shape expected{kUnknown, kUnknown, convolution.kernel, convolution.kernel};
    const Argument kernel = parameter(weight, expected);
    const Shape* found = shape(weight);
    std::int64_t outputs = kUnknown;
    std::int64_t groups = 1;
    if (found && found->size() == expected.size()) {
        outputs = (*found)[0];
        groups = groupsOf(x, weight, *found, convolution);
    }
    const std::int64_t padding = convolution.padding.value_or((convolution.kernel - 1) / 2);
    return call("aten::conv2d", "",
        {x.ref, kernel, optionalParameter(layer + ".bias", {outputs}), Shape(2, convolution.stride),
            Shape(2, padding), kOnes, groups},
        outputs, layer);
}

Value Assembler::batchNorm(Value x, const std::string& layer, double eps)
{
    std::vector<Argument> arguments{x.ref};
    for (const char* name : {".weight", ".bias", ".running_mean", ".running_var"})
        arguments.push_back(parameter(layer + name, {x.channels}));
    optionalParameter(layer + ".num_batches_tracked", {}); // has its place, but nobody reads it
    const bool training = false;
    const double momentum = 0.1;
    const bool cudnn = true;
    arguments.insert(arguments.end(), {training, momentum, eps, cudnn});
    return call("aten::batch_norm", "", std::move(arguments), x.channels, layer);
}

Value Assembler::layerNorm(Value x, const std::string& layer, double eps)
{
    const bool cudnn = true;
    return call("aten::layer_norm", "",
        {x.ref, Shape{x.channels}, parameter(layer + ".weight", {x.channels}),
            parameter(layer + ".bias", {x.channels}), eps, cudnn},
        x.channels, layer);
}

Value Assembler::linear(Value x, const std::string& layer)
{
    const std::string weight = layer + ".weight";
    const Argument matrix = parameter(weight, {kUnknown, kUnknown});
    const std::int64_t outputs = size(weight, 0);
    if (!agree(size(weight, 1), x.channels))
        mismatch(m_prefix + weight + " reads " + countOf(size(weight, 1)) + ", but gets "
            + std::to_string(x.channels));
    return call("aten::linear", "", {x.ref, matrix, optionalParameter(layer + ".bias", {outputs})},
        outputs, layer);
}

Value Assembler::activation(Value x, const std::string& name)
{
    return call("aten::" + name, "", {x.ref}, x.channels);
}

Value Assembler::relu6(Value x)
{
    return call("aten::hardtanh", "", {x.ref, 0.0, 6.0}, x.channels);
}

Value Assembler::gelu(Value x)
{
    return call("aten::gelu", "", {x.ref, std::string("none")}, x.channels);
}

Value Assembler::maxPool(
    Value x, std::int64_t kernel, std::int64_t stride, std::int64_t padding, bool ceil)
{
    return call("aten::max_pool2d", "",
        {x.ref, Shape(2, kernel), Shape(2, stride), Shape(2, padding), kOnes, ceil}, x.channels);
}

Value Assembler::avgPool(Value x, std::int64_t kernel, std::int64_t stride)
{
    const bool ceil = false;
    const bool countPadding = true;
    return call("aten::avg_pool2d", "",
        {x.ref, Shape(2, kernel), Shape(2, stride), Shape(2, 0), ceil, countPadding,
            std::monostate()},
        x.channels);
}

Value Assembler::adaptiveAvgPool(Value x, std::int64_t side)
{
    return call("aten::adaptive_avg_pool2d", "", {x.ref, Shape(2, side)}, x.channels);
}

Value Assembler::flatten(Value x, std::int64_t positions)
{
    const std::int64_t channels = x.channels == kUnknown ? kUnknown : x.channels * positions;
    return call("aten::flatten", "using_ints", {x.ref, 1, -1}, channels);
}

Value Assembler::add(Value x, Value y, const std::string& where)
{
    if (!agree(x.channels, y.channels))
        mismatch(where + " adds " + countOf(y.channels) + " to " + std::to_string(x.channels));
    return call("aten::add", "Tensor", {x.ref, y.ref, 1}, x.channels, where);
}

Value Assembler::mul(Value x, Value y, const std::string& where)
{
    if (!agree(x.channels, y.channels))
        mismatch(
            where + " multiplies " + countOf(y.channels) + " with " + std::to_string(x.channels));
    return call("aten::mul", "Tensor", {x.ref, y.ref}, x.channels, where);
}

Value Assembler::cat(const std::vector<Value>& parts, std::int64_t axis)
{
    std::vector<ValueRef> refs;
    std::int64_t channels = 0;
    for (const Value& part : parts) {
        refs.push_back(part.ref);
        const bool known = part.channels != kUnknown && channels != kUnknown;
        channels = known ? channels + part.channels : kUnknown;
    }
    return call("aten::cat", "", {refs, axis}, channels);
}

// For what has no word of its own

Argument Assembler::parameter(const std::string& name, const Shape& expected)
{
    const std::string full = m_prefix + name;
    const auto found = m_index.find(full);
    if (found == m_index.end()) {
        mismatch(full + " is missing");
        return ParameterName{full};
    }
    m_used[found->second] = true;
    const Shape& actual = m_tensors[found->second].shape;
    if (!agree(actual, expected))
        mismatch(full + " is " + toText(actual) + ", but " + toText(expected) + " is expected");
    return ParameterName{full};
}

Argument Assembler::optionalParameter(const std::string& name, const Shape& expected)
{
    return has(name) ? parameter(name, expected) : Argument();
}

Value Assembler::call(const std::string& op, const std::string& overload,
    std::vector<Argument> arguments, std::int64_t channels, const std::string& source)
{
    m_blueprint.steps.push_back({op, overload, std::move(arguments), 1, source});
    return {ValueRef{m_values++}, channels};
}

std::vector<Value> Assembler::split(Value x, const Shape& sizes, std::int64_t axis)
{
    m_blueprint.steps.push_back(
        {"aten::split_with_sizes", "", {x.ref, sizes, axis}, sizes.size(), ""});
    std::vector<Value> parts;
    for (std::int64_t size : sizes)
        parts.push_back({ValueRef{m_values++}, size});
    return parts;
}

void Assembler::assume(const std::string& where, const std::string& message)
{
    m_blueprint.findings.push_back({where, message});
}

void Assembler::mismatch(const std::string& message)
{
    if (!m_mismatch)
        m_mismatch = message;
}

// Afterwards

void Assembler::finish(Value output)
{
    m_blueprint.output = output.ref;
    for (std::size_t i = 0; i < m_tensors.size(); ++i) {
        const bool counter = m_tensors[i].name.ends_with("num_batches_tracked");
        if (!m_used[i] && !counter)
            mismatch("there is no place for " + m_tensors[i].name);
    }
}

std::size_t Assembler::usedNames() const
{
    return static_cast<std::size_t>(std::count(m_used.begin(), m_used.end(), true));
}

} // namespace pleat::architecture
