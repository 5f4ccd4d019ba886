// SPDX-License-Identifier: GPL-3.0-or-later
// What converters emit again and again.
#include "core/io/onnx/node_export.h"

#include <ATen/ops/full.h>

#include <algorithm>
#include <unordered_map>

namespace pleat::io {

#include "onnx_export_families.inc"

const OnnxConverter* onnxConverter(const std::string& op)
{
    static const auto kByOperator = [] {
        std::unordered_map<std::string, const OnnxConverter*> map;
        for (const OnnxExportFamily* family : kRegistered) {
            for (const OnnxConverter& converter : family->converters)
                map.emplace(converter.op, &converter);
        }
        return map;
    }();
    const auto found = kByOperator.find(op);
    return found == kByOperator.end() ? nullptr : found->second;
}

Names NodeExport::emitMany(
    const std::string& op, Names inputs, Attributes attributes, std::size_t outputs)
{
    return m_state.emit(op, std::move(inputs), std::move(attributes), outputs, m_stem);
}

std::string NodeExport::emit(const std::string& op, Names inputs, Attributes attributes)
{
    return emitMany(op, std::move(inputs), std::move(attributes), 1).front();
}

std::string NodeExport::scalar(double value, at::ScalarType type)
{
    return constant(at::full({}, value, type));
}

std::string NodeExport::filled(std::int64_t count, double value, at::ScalarType type)
{
    return constant(at::full({count}, value, type));
}

std::string NodeExport::list(const Sizes& values)
{
    at::Tensor tensor = at::full({static_cast<std::int64_t>(values.size())}, 0, at::kLong);
    std::copy(values.begin(), values.end(), tensor.data_ptr<std::int64_t>());
    return constant(tensor);
}

std::string NodeExport::floats(const std::vector<double>& values)
{
    at::Tensor tensor = at::full({static_cast<std::int64_t>(values.size())}, 0, at::kFloat);
    std::transform(values.begin(), values.end(), tensor.data_ptr<float>(),
        [](double value) { return static_cast<float>(value); });
    return constant(tensor);
}

std::string NodeExport::list(const std::vector<SizeEntry>& entries)
{
    Names parts;
    Sizes constants;
    const auto flush = [&] {
        if (!constants.empty())
            parts.push_back(list(constants));
        constants.clear();
    };
    for (const SizeEntry& entry : entries) {
        if (entry.constant) {
            constants.push_back(*entry.constant);
            continue;
        }
        flush();
        parts.push_back(unsqueeze(entry.name, {0}));
    }
    flush();
    return parts.size() == 1 ? parts.front() : emit("Concat", parts, {{"axis", 0}});
}

std::string NodeExport::unsqueeze(const std::string& x, const Sizes& axes)
{
    return axes.empty() ? x : emit("Unsqueeze", {x, list(axes)});
}

std::string NodeExport::squeeze(const std::string& x, const Sizes& axes)
{
    return axes.empty() ? x : emit("Squeeze", {x, list(axes)});
}

std::string NodeExport::size(const std::string& x, std::int64_t axis)
{
    return emit("Gather", {emit("Shape", {x}), scalar(static_cast<double>(axis), at::kLong)},
        {{"axis", 0}});
}

std::string NodeExport::reshape(
    const std::string& x, const TensorFacts& from, const TensorFacts& to, std::int64_t inferred)
{
    Sizes sizes = to.shape;
    bool open = false;
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
        if (to.fixed(axis))
            continue;
        const bool same = axis < from.shape.size() && from.shape[axis] == to.shape[axis]
            && from.larger[axis] == to.larger[axis];
        if (!same && open)
            unsupported("two sizes follow the batch in different ways");
        sizes[axis] = same ? 0 : -1; // 0 copies the size of the input
        open |= !same;
    }
    if (!open && inferred >= 0 && to.fixed(static_cast<std::size_t>(inferred)))
        sizes[static_cast<std::size_t>(inferred)] = -1;
    return emit("Reshape", {x, list(sizes)});
}

void NodeExport::set(std::size_t index, std::string name)
{
    m_state.setName(m_node.outputs[index], std::move(name));
}

void NodeExport::setItems(Names names)
{
    m_state.setItemNames(m_node.outputs.front(), std::move(names));
}

} // namespace pleat::io
