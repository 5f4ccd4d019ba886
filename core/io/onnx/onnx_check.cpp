// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/onnx_check.h"

#include "core/io/weights/weights_file.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace pleat::io {

namespace {

constexpr const char* kDamaged = "the file is damaged or was made by hand; export it again";

/// Bytes of the UTF-8 sequence at the start of `text`, 0 if there is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1
        : first >= 0xC2 && first < 0xE0     ? 2
        : first >= 0xE0 && first < 0xF0     ? 3
        : first >= 0xF0 && first < 0xF5     ? 4
                                            : 0;
    if (length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            return 0;
    }
    return length;
}

/// Names are shown, written into JSON and used as keys: UTF-8 without control characters.
bool isPrintable(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0 || (length == 1 && (text[0] < ' ' || text[0] == 0x7F)))
            return false;
        text.remove_prefix(length);
    }
    return true;
}

class Checker
{
public:
    Checker(const OnnxModel& model, const std::string& where)
        : m_model(model)
        , m_where(where)
    {
    }

    Result<void> check()
    {
        if (auto opset = checkOpset(); !opset)
            return opset;
        for (const OnnxPort& input : m_model.inputs) {
            if (auto defined = define(input.name, "an input"); !defined)
                return defined;
        }
        for (const OnnxTensor& tensor : m_model.initializers) {
            if (auto checked = checkInitializer(tensor); !checked)
                return checked;
        }
        for (const OnnxNode& node : m_model.nodes) {
            if (auto checked = checkNode(node); !checked)
                return checked;
        }
        for (const OnnxPort& output : m_model.outputs) {
            if (!m_defined.contains(output.name))
                return damaged("the output \"" + output.name + "\" is made by no node");
        }
        if (m_model.outputs.empty())
            return damaged("the network has no output");
        return {};
    }

private:
    Error damaged(const std::string& what) const
    {
        return {ErrorCode::Unreadable, what, m_where, kDamaged};
    }

    Result<void> checkOpset() const
    {
        if (m_model.opset >= kLowestOnnxOpset && m_model.opset <= kHighestOnnxOpset)
            return {};
        const std::string range =
            std::to_string(kLowestOnnxOpset) + " to " + std::to_string(kHighestOnnxOpset);
        return Error{ErrorCode::Unsupported,
            "the file uses opset " + std::to_string(m_model.opset) + " of ai.onnx; allowed are "
                + range,
            m_where, "export it with opset_version=13, or convert it with onnx.version_converter"};
    }

    Result<void> define(const std::string& name, const std::string& what)
    {
        if (name.empty())
            return damaged("no name is given to " + what);
        if (!isPrintable(name))
            return damaged("the name of " + what + " is not readable text");
        if (!m_defined.insert(name).second)
            return damaged("two values are called \"" + name + "\"");
        return {};
    }

    Result<void> checkInitializer(const OnnxTensor& tensor)
    {
        if (auto defined = define(tensor.name, "an initializer"); !defined)
            return defined;
        return checkTensor(tensor, "the initializer \"" + tensor.name + "\"");
    }

    Result<void> checkTensor(const OnnxTensor& tensor, const std::string& what) const
    {
        const std::int64_t count = checkedCount(tensor.shape);
        std::int64_t size_bytes = 0;
        if (count < 0 || __builtin_mul_overflow(count, elementSize_bytes(tensor.type), &size_bytes))
            return damaged(what + " has an impossible shape");
        if (static_cast<std::int64_t>(tensor.bytes.size()) != size_bytes)
            return damaged(what + " holds " + std::to_string(tensor.bytes.size())
                + " bytes, but its shape takes " + std::to_string(size_bytes));
        return {};
    }

    Result<void> checkNode(const OnnxNode& node)
    {
        if (!isPrintable(node.op) || !isPrintable(node.name) || !isPrintable(node.domain))
            return damaged("the name of a node is not readable text");
        if (!node.domain.empty() && node.domain != "ai.onnx")
            return Error{ErrorCode::Unsupported,
                "the operator " + node.op + " is of the domain \"" + node.domain
                    + "\"; allowed is ai.onnx",
                m_where + ": " + describeNode(node), "export the network with standard operators"};
        for (const std::string& input : node.inputs) {
            if (!input.empty() && !m_defined.contains(input))
                return damaged(
                    describeNode(node) + " reads \"" + input + "\", which nothing before it makes");
        }
        for (const OnnxAttribute& attribute : node.attributes) {
            const auto* tensor = std::get_if<OnnxTensor>(&attribute.value);
            if (!tensor)
                continue;
            auto checked = checkTensor(
                *tensor, "the attribute " + attribute.name + " of " + describeNode(node));
            if (!checked)
                return checked;
        }
        for (const std::string& output : node.outputs) {
            if (output.empty())
                continue;
            if (auto defined = define(output, "an output of " + describeNode(node)); !defined)
                return defined;
        }
        return {};
    }

    const OnnxModel& m_model;
    const std::string& m_where;
    std::unordered_set<std::string_view> m_defined;
};

} // namespace

Result<void> checkOnnx(const OnnxModel& model, const std::string& where)
{
    return Checker(model, where).check();
}

std::string describeNode(const OnnxNode& node)
{
    if (!node.name.empty())
        return node.op + " \"" + node.name + "\"";
    const auto named = std::find_if(node.outputs.begin(), node.outputs.end(),
        [](const std::string& output) { return !output.empty(); });
    return named == node.outputs.end() ? node.op : node.op + " that makes \"" + *named + "\"";
}

} // namespace pleat::io
