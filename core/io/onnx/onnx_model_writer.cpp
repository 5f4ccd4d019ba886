// SPDX-License-Identifier: GPL-3.0-or-later
// Sees protobuf, as onnx_model.cpp does and nothing else.
#include "core/io/onnx/onnx_model_writer.h"

#include <onnx/onnx_pb.h>

#include <fstream>
#include <limits>

namespace pleat::io {

namespace {

constexpr std::size_t kLargestFile_bytes = std::numeric_limits<std::int32_t>::max(); // of protobuf

onnx::TensorProto::DataType dataType(ElementType type)
{
    switch (type) {
    case ElementType::Float64:
        return onnx::TensorProto::DOUBLE;
    case ElementType::Float32:
        return onnx::TensorProto::FLOAT;
    case ElementType::Float16:
        return onnx::TensorProto::FLOAT16;
    case ElementType::BFloat16:
        return onnx::TensorProto::BFLOAT16;
    case ElementType::Int64:
        return onnx::TensorProto::INT64;
    case ElementType::Int32:
        return onnx::TensorProto::INT32;
    case ElementType::Int16:
        return onnx::TensorProto::INT16;
    case ElementType::Int8:
        return onnx::TensorProto::INT8;
    case ElementType::UInt8:
        return onnx::TensorProto::UINT8;
    case ElementType::Bool:
        return onnx::TensorProto::BOOL;
    }
    return onnx::TensorProto::UNDEFINED;
}

void fill(onnx::TensorProto& to, const OnnxTensor& from)
{
    to.set_name(from.name);
    to.set_data_type(dataType(from.type));
    for (std::int64_t size : from.shape)
        to.add_dims(size);
    to.set_raw_data(from.bytes.data(), from.bytes.size());
}

/// Sets the field of an AttributeProto that belongs to the alternative.
struct AttributeFiller
{
    onnx::AttributeProto& to;

    void operator()(std::int64_t value) const
    {
        to.set_type(onnx::AttributeProto::INT);
        to.set_i(value);
    }
    void operator()(float value) const
    {
        to.set_type(onnx::AttributeProto::FLOAT);
        to.set_f(value);
    }
    void operator()(const std::string& value) const
    {
        to.set_type(onnx::AttributeProto::STRING);
        to.set_s(value);
    }
    void operator()(const OnnxTensor& value) const
    {
        to.set_type(onnx::AttributeProto::TENSOR);
        fill(*to.mutable_t(), value);
    }
    void operator()(const std::vector<std::int64_t>& values) const
    {
        to.set_type(onnx::AttributeProto::INTS);
        to.mutable_ints()->Add(values.begin(), values.end());
    }
    void operator()(const std::vector<float>& values) const
    {
        to.set_type(onnx::AttributeProto::FLOATS);
        to.mutable_floats()->Add(values.begin(), values.end());
    }
    void operator()(const std::vector<std::string>& values) const
    {
        to.set_type(onnx::AttributeProto::STRINGS);
        to.mutable_strings()->Add(values.begin(), values.end());
    }
};

void fill(onnx::NodeProto& to, const OnnxNode& from)
{
    to.set_op_type(from.op);
    to.set_domain(from.domain);
    to.set_name(from.name);
    to.mutable_input()->Add(from.inputs.begin(), from.inputs.end());
    to.mutable_output()->Add(from.outputs.begin(), from.outputs.end());
    for (const OnnxAttribute& attribute : from.attributes) {
        onnx::AttributeProto& made = *to.add_attribute();
        made.set_name(attribute.name);
        std::visit(AttributeFiller{made}, attribute.value);
    }
}

void fill(onnx::ValueInfoProto& to, const OnnxPort& from)
{
    to.set_name(from.name);
    onnx::TypeProto::Tensor& type = *to.mutable_type()->mutable_tensor_type();
    type.set_elem_type(dataType(from.type));
    if (!from.hasShape)
        return;
    onnx::TensorShapeProto& shape = *type.mutable_shape(); // an empty one says: no axes
    for (std::size_t axis = 0; axis < from.shape.size(); ++axis) {
        onnx::TensorShapeProto::Dimension& dimension = *shape.add_dim();
        if (from.shape[axis] >= 0)
            dimension.set_dim_value(from.shape[axis]);
        else if (axis < from.axisNames.size() && !from.axisNames[axis].empty())
            dimension.set_dim_param(from.axisNames[axis]);
    }
}

void fill(onnx::ModelProto& to, const OnnxModel& from)
{
    to.set_ir_version(from.irVersion);
    to.set_producer_name(from.producer);
    to.add_opset_import()->set_version(from.opset);
    onnx::GraphProto& graph = *to.mutable_graph();
    graph.set_name(from.graphName);
    for (const OnnxPort& port : from.inputs)
        fill(*graph.add_input(), port);
    for (const OnnxPort& port : from.outputs)
        fill(*graph.add_output(), port);
    for (const OnnxTensor& tensor : from.initializers)
        fill(*graph.add_initializer(), tensor);
    for (const OnnxNode& node : from.nodes)
        fill(*graph.add_node(), node);
    for (const auto& [key, value] : from.metadata) {
        onnx::StringStringEntryProto& entry = *to.add_metadata_props();
        entry.set_key(key);
        entry.set_value(value);
    }
}

Error tooLarge(std::size_t size_bytes, const std::string& path)
{
    constexpr std::size_t kMegabyte_bytes = 1'000'000;
    return {ErrorCode::Impossible,
        "the model takes " + std::to_string(size_bytes / kMegabyte_bytes)
            + " MB, an ONNX file holds 2147 MB at most",
        path, "save it as .safetensors or as TorchScript (.pt)"};
}

} // namespace

std::int64_t onnxTypeNumber(ElementType type)
{
    return dataType(type);
}

Result<void> saveOnnx(const OnnxModel& model, const std::string& path)
{
    std::size_t weights_bytes = 0; // asked before anything is copied
    for (const OnnxTensor& tensor : model.initializers)
        weights_bytes += tensor.bytes.size();
    if (weights_bytes > kLargestFile_bytes)
        return tooLarge(weights_bytes, path);
    onnx::ModelProto message;
    fill(message, model);
    if (const std::size_t size = message.ByteSizeLong(); size > kLargestFile_bytes)
        return tooLarge(size, path);
    std::ofstream file(path, std::ios::binary);
    if (!file || !message.SerializeToOstream(&file) || !file.flush())
        return Error{ErrorCode::Impossible, "the file cannot be written", path,
            "is the disk full, or the folder read-only?"};
    return {};
}

} // namespace pleat::io
