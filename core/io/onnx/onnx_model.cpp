// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that sees protobuf: its headers are slow to compile.
#include "core/io/onnx/onnx_model.h"

#include "core/io/onnx/onnx_check.h"
#include "core/io/weights/mapped_file.h"
#include "core/io/weights/weights_file.h"

#include <google/protobuf/stubs/logging.h>
#include <onnx/onnx_pb.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>
#include <unordered_set>

namespace fs = std::filesystem;

namespace pleat::io {

static_assert(std::endian::native == std::endian::little, "ONNX stores little-endian bytes");

namespace {

constexpr const char* kDamaged = "the file is damaged or was made by hand; export it again";
constexpr std::size_t kLargestFile_bytes = std::numeric_limits<std::int32_t>::max(); // of protobuf
constexpr std::int64_t kLowestIrVersion = 3; // the first that was published

struct Failure
{
    Error error;
};

std::optional<ElementType> elementType(std::int32_t type)
{
    switch (type) {
    case onnx::TensorProto::FLOAT:
        return ElementType::Float32;
    case onnx::TensorProto::DOUBLE:
        return ElementType::Float64;
    case onnx::TensorProto::FLOAT16:
        return ElementType::Float16;
    case onnx::TensorProto::BFLOAT16:
        return ElementType::BFloat16;
    case onnx::TensorProto::INT64:
        return ElementType::Int64;
    case onnx::TensorProto::INT32:
        return ElementType::Int32;
    case onnx::TensorProto::INT16:
        return ElementType::Int16;
    case onnx::TensorProto::INT8:
        return ElementType::Int8;
    case onnx::TensorProto::UINT8:
        return ElementType::UInt8;
    case onnx::TensorProto::BOOL:
        return ElementType::Bool;
    default:
        return std::nullopt;
    }
}

std::string typeName(std::int32_t type)
{
    return onnx::TensorProto_DataType_IsValid(type)
        ? onnx::TensorProto_DataType_Name(static_cast<onnx::TensorProto_DataType>(type))
        : std::to_string(type);
}

template <typename To, typename From>
std::shared_ptr<std::vector<std::byte>> packed(const From& values)
{
    auto bytes = std::make_shared<std::vector<std::byte>>(
        static_cast<std::size_t>(values.size()) * sizeof(To));
    for (int i = 0; i < values.size(); ++i) {
        const To value = static_cast<To>(values.Get(i));
        std::memcpy(bytes->data() + static_cast<std::size_t>(i) * sizeof(To), &value, sizeof value);
    }
    return bytes;
}

/// The elements where they are not raw bytes: each type has a field of a wider one.
std::shared_ptr<std::vector<std::byte>> typedData(const onnx::TensorProto& source, ElementType type)
{
    switch (type) {
    case ElementType::Float32:
        return packed<float>(source.float_data());
    case ElementType::Float64:
        return packed<double>(source.double_data());
    case ElementType::Int64:
        return packed<std::int64_t>(source.int64_data());
    case ElementType::Int32:
        return packed<std::int32_t>(source.int32_data());
    case ElementType::Int16:
    case ElementType::Float16:
    case ElementType::BFloat16:
        return packed<std::uint16_t>(source.int32_data());
    case ElementType::Int8:
    case ElementType::UInt8:
    case ElementType::Bool:
        return packed<std::uint8_t>(source.int32_data());
    }
    return nullptr;
}

std::vector<std::string> strings(const google::protobuf::RepeatedPtrField<std::string>& source)
{
    return {source.begin(), source.end()};
}

/// Turns a parsed message, which the tensors of the result keep alive, into records.
class ModelReader
{
public:
    ModelReader(std::shared_ptr<const onnx::ModelProto> source, std::string folder,
        const std::string& where)
        : m_source(std::move(source))
        , m_folder(std::move(folder))
        , m_where(where)
    {
    }

    OnnxModel read();

private:
    [[noreturn]] void fail(ErrorCode code, std::string message, std::string hint = kDamaged) const
    {
        throw Failure{{code, std::move(message), m_where, std::move(hint)}};
    }

    std::int64_t opset() const;
    OnnxPort port(const onnx::ValueInfoProto& source, const std::string& what) const;
    OnnxNode node(const onnx::NodeProto& source);
    OnnxAttributeValue attribute(const onnx::AttributeProto& source, const std::string& place);
    OnnxTensor tensor(const onnx::TensorProto& source, const std::string& what);
    void setExternalData(
        OnnxTensor& tensor, const onnx::TensorProto& source, const std::string& what);
    std::size_t externalNumber(
        const onnx::StringStringEntryProto& entry, const std::string& what) const;
    MappedFilePtr externalFile(const std::string& location, const std::string& what);

    std::shared_ptr<const onnx::ModelProto> m_source;
    std::string m_folder;
    const std::string& m_where;
    std::map<std::string, MappedFilePtr> m_files; ///< beside the model, by location
};

OnnxModel ModelReader::read()
{
    const onnx::GraphProto& graph = m_source->graph();
    if (graph.sparse_initializer_size() > 0)
        fail(ErrorCode::Unsupported, "the file holds sparse tensors, which are not supported",
            "export the network with dense weights");
    OnnxModel model;
    model.irVersion = m_source->ir_version();
    model.opset = opset();
    model.producer = m_source->producer_name();
    if (!m_source->producer_version().empty())
        model.producer += " " + m_source->producer_version();
    model.graphName = graph.name();
    std::unordered_set<std::string_view> fed;
    for (const onnx::TensorProto& source : graph.initializer()) {
        model.initializers.push_back(tensor(source, "the initializer \"" + source.name() + "\""));
        fed.insert(source.name());
    }
    for (const onnx::ValueInfoProto& source : graph.input()) {
        if (!fed.contains(source.name()))
            model.inputs.push_back(port(source, "the input"));
    }
    for (const onnx::ValueInfoProto& source : graph.output())
        model.outputs.push_back(port(source, "the output"));
    for (const onnx::NodeProto& source : graph.node())
        model.nodes.push_back(node(source));
    for (const onnx::StringStringEntryProto& entry : m_source->metadata_props())
        model.metadata[entry.key()] = entry.value();
    return model;
}

std::int64_t ModelReader::opset() const
{
    for (const onnx::OperatorSetIdProto& set : m_source->opset_import()) {
        if (set.domain().empty() || set.domain() == "ai.onnx")
            return set.version();
    }
    fail(ErrorCode::Unreadable, "the file names no opset of ai.onnx");
}

OnnxPort ModelReader::port(const onnx::ValueInfoProto& source, const std::string& what) const
{
    const std::string place = what + " \"" + source.name() + "\"";
    if (!source.type().has_tensor_type())
        fail(ErrorCode::Unsupported, place + " is no tensor", "export a network of plain tensors");
    const onnx::TypeProto::Tensor& type = source.type().tensor_type();
    const auto element = elementType(type.elem_type());
    if (!element)
        fail(ErrorCode::Unsupported,
            place + " has elements of type " + typeName(type.elem_type())
                + ", which are not supported",
            "export the network with float32");
    OnnxPort port{source.name(), *element, type.has_shape(), {}, {}};
    bool named = false;
    for (const onnx::TensorShapeProto::Dimension& axis : type.shape().dim()) {
        // Sizes of 0 and less stand for unknown ones in files of old exporters.
        port.shape.push_back(axis.dim_value() > 0 ? axis.dim_value() : -1);
        port.axisNames.push_back(axis.dim_param());
        named |= axis.has_dim_param();
    }
    if (!named)
        port.axisNames.clear();
    return port;
}

OnnxNode ModelReader::node(const onnx::NodeProto& source)
{
    OnnxNode node;
    node.op = source.op_type();
    node.domain = source.domain() == "ai.onnx" ? "" : source.domain();
    node.name = source.name();
    node.inputs = strings(source.input());
    node.outputs = strings(source.output());
    for (const onnx::AttributeProto& one : source.attribute()) {
        const std::string place = "the attribute " + one.name() + " of " + describeNode(node);
        if (node.attribute(one.name()))
            fail(ErrorCode::Unreadable, place + " is given twice");
        node.attributes.push_back({one.name(), attribute(one, place)});
    }
    return node;
}

OnnxAttributeValue ModelReader::attribute(
    const onnx::AttributeProto& source, const std::string& place)
{
    switch (source.type()) {
    case onnx::AttributeProto::INT:
        return source.i();
    case onnx::AttributeProto::FLOAT:
        return source.f();
    case onnx::AttributeProto::STRING:
        return source.s();
    case onnx::AttributeProto::TENSOR:
        return tensor(source.t(), place);
    case onnx::AttributeProto::INTS:
        return std::vector<std::int64_t>(source.ints().begin(), source.ints().end());
    case onnx::AttributeProto::FLOATS:
        return std::vector<float>(source.floats().begin(), source.floats().end());
    case onnx::AttributeProto::STRINGS:
        return strings(source.strings());
    case onnx::AttributeProto::GRAPH:
    case onnx::AttributeProto::GRAPHS:
        fail(ErrorCode::Unsupported,
            place + " is a graph of its own (a branch or loop), which is not supported",
            "export the network traced, without control flow");
    default:
        fail(ErrorCode::Unsupported, place + " is of a kind that is not supported");
    }
}

OnnxTensor ModelReader::tensor(const onnx::TensorProto& source, const std::string& what)
{
    const auto type = elementType(source.data_type());
    if (!type)
        fail(ErrorCode::Unsupported,
            what + " has elements of type " + typeName(source.data_type())
                + ", which are not supported",
            "export the network with float32");
    OnnxTensor tensor{source.name(), *type, {source.dims().begin(), source.dims().end()}, {}, {}};
    if (source.data_location() == onnx::TensorProto::EXTERNAL) {
        setExternalData(tensor, source, what);
    } else if (source.has_raw_data()) {
        tensor.bytes = std::as_bytes(std::span(source.raw_data()));
        tensor.owner = m_source;
    } else {
        auto data = typedData(source, *type);
        tensor.bytes = *data;
        tensor.owner = std::move(data);
    }
    const bool flags = *type != ElementType::Bool
        || std::all_of(tensor.bytes.begin(), tensor.bytes.end(),
            [](std::byte flag) { return flag <= std::byte{1}; });
    if (!flags)
        fail(ErrorCode::Unreadable, what + " holds truth values other than 0 and 1");
    return tensor;
}

void ModelReader::setExternalData(
    OnnxTensor& tensor, const onnx::TensorProto& source, const std::string& what)
{
    std::string location;
    std::size_t offset = 0;
    std::optional<std::size_t> length;
    for (const onnx::StringStringEntryProto& entry : source.external_data()) {
        if (entry.key() == "location")
            location = entry.value();
        else if (entry.key() == "offset")
            offset = externalNumber(entry, what);
        else if (entry.key() == "length")
            length = externalNumber(entry, what);
    }
    const MappedFilePtr file = externalFile(location, what);
    const std::size_t held = file->bytes().size();
    if (offset > held || length.value_or(0) > held - offset)
        fail(ErrorCode::Unreadable,
            what + " ends beyond the " + std::to_string(held) + " bytes of " + location,
            "copy that file again, complete");
    tensor.bytes = file->bytes().subspan(offset, length.value_or(held - offset));
    tensor.owner = file;
}

std::size_t ModelReader::externalNumber(
    const onnx::StringStringEntryProto& entry, const std::string& what) const
{
    std::size_t number = 0;
    const std::string& text = entry.value();
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size())
        fail(ErrorCode::Unreadable, what + " has no number as " + entry.key() + " of its data");
    return number;
}

MappedFilePtr ModelReader::externalFile(const std::string& location, const std::string& what)
{
    const fs::path path(location);
    const bool inside = !location.empty() && path.is_relative()
        && location.find_first_of(std::string_view("\\\0", 2)) == std::string::npos
        && std::none_of(
            path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
    if (!inside)
        fail(ErrorCode::Unreadable,
            what + " is stored at \"" + location
                + "\"; allowed are files in the folder of the model",
            "put the file beside the model and correct its location");
    MappedFilePtr& file = m_files[location];
    if (!file) {
        auto opened = MappedFile::open((fs::path(m_folder) / path).string());
        if (!opened)
            fail(opened.error().code, what + ": " + opened.error().message,
                opened.error().where + " must lie beside the model");
        file = *opened;
    }
    return file;
}

std::shared_ptr<const onnx::ModelProto> parsed(std::span<const std::byte> bytes)
{
    google::protobuf::LogSilencer silence; // it writes to the error output
    auto model = std::make_shared<onnx::ModelProto>();
    // Not from a stream: there a text may take the memory that it announces before it ends.
    const bool whole = model->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    const bool plausible = whole && model->ir_version() >= kLowestIrVersion && model->has_graph();
    return plausible ? model : nullptr;
}

} // namespace

const OnnxAttributeValue* OnnxNode::attribute(std::string_view wanted) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
        [wanted](const OnnxAttribute& one) { return one.name == wanted; });
    return found == attributes.end() ? nullptr : &found->value;
}

Result<OnnxModel> readOnnx(
    std::span<const std::byte> bytes, const std::string& folder, const std::string& where)
{
    if (bytes.size() > kLargestFile_bytes)
        return Error{ErrorCode::Unsupported, "the file is larger than 2 GB, the limit of ONNX",
            where, "export the weights to files beside it (external data)"};
    const auto source = parsed(bytes);
    if (!source)
        return Error{ErrorCode::Unreadable, "not an ONNX file, or an incomplete one", where,
            "export it with torch.onnx.export, or copy it again"};
    try {
        OnnxModel model = ModelReader(source, folder, where).read();
        if (auto checked = checkOnnx(model, where); !checked)
            return checked.error();
        return model;
    } catch (const Failure& failure) {
        return failure.error;
    }
}

Result<OnnxModel> openOnnx(const std::string& path)
{
    const auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    return readOnnx((*file)->bytes(), fs::path(path).parent_path().string(), path);
}

} // namespace pleat::io
