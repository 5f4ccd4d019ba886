// SPDX-License-Identifier: GPL-3.0-or-later
// An ONNX file as plain records, for reading and for writing. Knows neither ATen nor protobuf.
#pragma once

#include "core/base/result.h"
#include "core/io/weights/element_type.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pleat::io {

/// Opsets of the default domain whose operators Pleat knows.
inline constexpr std::int64_t kLowestOnnxOpset = 11;
inline constexpr std::int64_t kHighestOnnxOpset = 17;

/// metadata_props: the text that Pleat writes beside a network.
inline constexpr const char* kOnnxDescription = "pleat";
/// metadata_props: names of initializers that are buffers, one a line.
inline constexpr const char* kOnnxBuffers = "pleat.buffers";

/// A dense tensor. Readers guarantee that `bytes` has the size that type and shape demand.
struct OnnxTensor
{
    std::string name; ///< empty for the tensor of an attribute
    ElementType type = ElementType::Float32;
    std::vector<std::int64_t> shape; ///< empty: one element without axes
    std::span<const std::byte> bytes; ///< row-major, little endian
    std::shared_ptr<const void> owner; ///< keeps `bytes` alive; null: whoever made the record does
};

using OnnxAttributeValue = std::variant<std::int64_t, float, std::string, OnnxTensor,
    std::vector<std::int64_t>, std::vector<float>, std::vector<std::string>>;

struct OnnxAttribute
{
    std::string name;
    OnnxAttributeValue value;
};

struct OnnxNode
{
    std::string op; ///< "Conv"
    std::string domain; ///< empty: ai.onnx
    std::string name; ///< may be empty
    std::vector<std::string> inputs; ///< an empty name: an optional input that is left out
    std::vector<std::string> outputs; ///< an empty name: a result that nobody wants
    std::vector<OnnxAttribute> attributes;

    /// Null if there is none.
    const OnnxAttributeValue* attribute(std::string_view wanted) const;
};

/// An input or an output of the network: always a tensor.
struct OnnxPort
{
    std::string name;
    ElementType type = ElementType::Float32;
    bool hasShape = true; ///< an output may say nothing about its shape
    std::vector<std::int64_t> shape; ///< -1 for a symbolic or unknown size
    std::vector<std::string> axisNames; ///< empty, or one per axis; empty where there is no name
};

struct OnnxModel
{
    std::int64_t irVersion = 0;
    std::int64_t opset = 0; ///< of the default domain
    std::string producer; ///< "pytorch 1.13.1"
    std::string graphName;
    std::vector<OnnxPort> inputs; ///< without those that an initializer of the same name feeds
    std::vector<OnnxPort> outputs;
    std::vector<OnnxTensor> initializers; ///< in the order of the file
    std::vector<OnnxNode> nodes; ///< in execution order
    std::map<std::string, std::string> metadata; ///< metadata_props
};

/// `bytes` is the whole file, not needed afterwards; `where` is its name for messages and
/// `folder` the place of tensors that are stored in files beside it.
/// Checked: opset, names (each value is made once, before it is read), sizes against shapes, and
/// that files beside the model stay in its folder. ErrorCode::Unreadable for damage;
/// ErrorCode::Unsupported for other opsets and domains, subgraphs, and sparse, complex, quantised
/// or text tensors.
Result<OnnxModel> readOnnx(
    std::span<const std::byte> bytes, const std::string& folder, const std::string& where);

/// Reads the file and maps what it names beside it. The model keeps all of that alive.
Result<OnnxModel> openOnnx(const std::string& path);

} // namespace pleat::io
