// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/protobuf_kind.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace pleat::io {

namespace {

using Bytes = std::span<const std::byte>;

// Wire types, https://protobuf.dev/programming-guides/encoding.
constexpr unsigned kVarint = 0;
constexpr unsigned kLengthDelimited = 2;

struct Field
{
    std::uint64_t number = 0;
    unsigned wire = 0;
    std::uint64_t value = 0; ///< of a varint
    Bytes content; ///< what is left of it if the file was cut short
};

std::optional<std::uint64_t> takeVarint(Bytes& bytes)
{
    constexpr unsigned kMostBits = 63;
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift <= kMostBits && !bytes.empty(); shift += 7) {
        const auto byte = std::to_integer<std::uint64_t>(bytes.front());
        bytes = bytes.subspan(1);
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    return {};
}

/// Nothing at the end, or where this is no message of varints and length-delimited fields.
std::optional<Field> takeField(Bytes& bytes)
{
    const auto tag = takeVarint(bytes);
    if (!tag)
        return {};
    Field field;
    field.number = *tag >> 3;
    field.wire = static_cast<unsigned>(*tag & 7);
    const auto value = takeVarint(bytes);
    if (field.number == 0 || !value || (field.wire != kVarint && field.wire != kLengthDelimited))
        return {};
    field.value = *value;
    if (field.wire == kLengthDelimited) {
        field.content = bytes.first(std::min<std::uint64_t>(*value, bytes.size()));
        bytes = bytes.subspan(field.content.size());
    }
    return field;
}

std::vector<Field> firstFields(Bytes bytes)
{
    constexpr std::size_t kLooked = 64;
    std::vector<Field> fields;
    while (fields.size() < kLooked) {
        const auto field = takeField(bytes);
        if (!field)
            break;
        fields.push_back(*field);
    }
    return fields;
}

bool has(const std::vector<Field>& fields, std::uint64_t number, unsigned wire)
{
    return std::any_of(fields.begin(), fields.end(),
        [&](const Field& field) { return field.number == number && field.wire == wire; });
}

/// A name of an operator or a node: not empty, printable.
bool isName(const Field& field)
{
    const auto printable = [](std::byte code) { return code > std::byte{0x20}; };
    return field.wire == kLengthDelimited && !field.content.empty()
        && std::all_of(field.content.begin(), field.content.end(), printable);
}

/// ModelProto: ir_version = 1, graph = 7.
bool isOnnx(const std::vector<Field>& fields)
{
    constexpr std::uint64_t kLatestVersion = 1000; // far beyond today's
    const auto plausible = [](const Field& field) {
        const bool number = field.number == 1 || field.number == 5;
        return field.number < 100 && (field.wire == kVarint || !number)
            && (field.number != 1 || (field.value > 0 && field.value < kLatestVersion));
    };
    return has(fields, 1, kVarint) && has(fields, 7, kLengthDelimited)
        && std::all_of(fields.begin(), fields.end(), plausible);
}

/// SavedModel: saved_model_schema_version = 1, and MetaGraphDefs, which begin with their field 1.
bool isSavedModel(const std::vector<Field>& fields)
{
    const auto metaGraph = [](const Field& field) {
        return field.number == 2 && field.wire == kLengthDelimited && !field.content.empty()
            && field.content[0] == std::byte{0x0a};
    };
    return fields.size() > 1 && fields[0].number == 1 && fields[0].wire == kVarint
        && fields[0].value == 1 && std::all_of(fields.begin() + 1, fields.end(), metaGraph);
}

/// GraphDef: its nodes = 1, each with name = 1 and op = 2.
bool isFrozenGraph(const std::vector<Field>& fields)
{
    if (fields.empty() || fields[0].number != 1 || fields[0].wire != kLengthDelimited)
        return false;
    const std::vector<Field> node = firstFields(fields[0].content);
    return node.size() > 1 && node[0].number == 1 && isName(node[0]) && node[1].number == 2
        && isName(node[1]);
}

/// Model: specificationVersion = 1, description = 2, and one of the kinds of models from 200 on.
bool isCoreMl(const std::vector<Field>& fields)
{
    return has(fields, 1, kVarint) && has(fields, 2, kLengthDelimited)
        && std::any_of(fields.begin(), fields.end(), [](const Field& field) {
               return field.number >= 200 && field.number < 4000 && field.wire == kLengthDelimited;
           });
}

} // namespace

FileKind kindOfProtobuf(Bytes bytes)
{
    const std::vector<Field> fields = firstFields(bytes);
    if (isOnnx(fields))
        return FileKind::Onnx;
    if (isSavedModel(fields) || isFrozenGraph(fields))
        return FileKind::TensorFlow;
    if (isCoreMl(fields))
        return FileKind::CoreMl;
    return FileKind::Unknown;
}

} // namespace pleat::io
