// SPDX-License-Identifier: GPL-3.0-or-later
// What a converter of ATen operators sees of the export: the node, its arguments by the names of
// the operator's schema, and a way to emit ONNX nodes. Errors are thrown as ExportFailure.
#pragma once

#include "core/io/onnx/onnx_export.h"

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue_inl.h>

#include <optional>

namespace pleat::io {

/// An entry of a list of sizes: a constant, or the ONNX name of an int64 without axes.
struct SizeEntry
{
    std::optional<std::int64_t> constant;
    std::string name;
};

class NodeExport
{
public:
    NodeExport(OnnxExport& state, graph::NodeId id);

    const std::string& op() const { return m_node.op.name; }
    const std::string& overload() const { return m_node.op.overload_name; }
    /// Whether the schema has such an argument and it is not None.
    bool has(const char* argument) const;

    // Arguments that must not depend on the input: ErrorCode::Unsupported if they do.
    std::int64_t integer(const char* argument) const;
    std::int64_t integer(const char* argument, std::int64_t otherwise) const;
    double number(const char* argument) const;
    double number(const char* argument, double otherwise) const;
    bool flag(const char* argument) const; ///< false where there is no such argument
    std::string text(const char* argument) const;
    /// A lone int is a list of one; empty if it is not given.
    Sizes integers(const char* argument) const;
    /// As `integers`, where one stands for all axes.
    Sizes integers(const char* argument, std::size_t count) const;
    std::vector<double> numbers(const char* argument) const;
    /// An axis of a tensor of so many, counted from the front.
    std::int64_t axis(const char* argument, std::int64_t rank) const;
    Sizes axes(const char* argument, std::int64_t rank) const; ///< sorted
    std::vector<SizeEntry> sizes(const char* argument);

    // Tensors; numbers are tensors without axes.
    TensorFacts facts(const char* argument) const;
    Sizes shape(const char* argument) const { return facts(argument).shape; }
    std::int64_t rank(const char* argument) const { return facts(argument).rank(); }
    at::ScalarType type(const char* argument) const { return facts(argument).type; }
    std::string tensor(const char* argument);
    std::string tensor(const char* argument, at::ScalarType type); ///< cast where it is another
    std::string optionalTensor(const char* argument); ///< empty if it is None
    Names tensors(const char* argument, at::ScalarType type);
    /// One item of a list that is written out.
    std::string item(const char* argument, std::size_t index, at::ScalarType type);
    /// Facts of each item; a missing one has no type.
    std::vector<TensorFacts> listFacts(const char* argument) const;
    const graph::Argument& argument(const char* name) const;
    /// The type that PyTorch compares two arguments in.
    at::ScalarType commonType(const char* a, const char* b) const;

    // What the operator makes.
    std::size_t resultCount() const { return m_node.outputs.size(); }
    TensorFacts result(std::size_t index = 0) const;
    std::vector<TensorFacts> resultItems() const; ///< of a list
    bool wants(std::size_t index) const; ///< somebody reads it

    // ONNX nodes.
    std::string emit(const std::string& op, Names inputs, Attributes attributes = {});
    Names emitMany(const std::string& op, Names inputs, Attributes attributes, std::size_t outputs);
    std::string cast(const std::string& name, at::ScalarType to) { return m_state.cast(name, to); }
    std::string constant(const at::Tensor& tensor) { return m_state.constant(tensor); }
    std::string scalar(double value, at::ScalarType type);
    std::string filled(std::int64_t count, double value, at::ScalarType type);
    std::string list(const Sizes& values); ///< int64 with one axis
    std::string floats(const std::vector<double>& values); ///< float32 with one axis
    std::string list(const std::vector<SizeEntry>& entries);
    std::string unsqueeze(const std::string& x, const Sizes& axes);
    std::string squeeze(const std::string& x, const Sizes& axes);
    /// An axis of `x` as an int64 without axes.
    std::string size(const std::string& x, std::int64_t axis);
    /// Reshape to `to`. One axis of varying size is copied or left to ONNX; the others are written
    /// down. `inferred`: an axis of fixed size that was left open (-1), or -1.
    std::string reshape(const std::string& x, const TensorFacts& from, const TensorFacts& to,
        std::int64_t inferred = -1);

    void set(std::string name) { set(0, std::move(name)); }
    void set(std::size_t index, std::string name);
    void setItems(Names names); ///< the result is a list
    OnnxExport& state() { return m_state; }
    const graph::Node& node() const { return m_node; }

    [[noreturn]] void unsupported(const std::string& message) const;
    [[noreturn]] void impossible(const std::string& message) const;

private:
    std::size_t index(const char* argument) const;
    /// Nothing if it depends on the input.
    std::optional<c10::IValue> known(const graph::Argument& argument) const;
    std::optional<c10::IValue> known(const char* name) const { return known(argument(name)); }
    c10::IValue require(const char* name) const;
    std::string tensor(const graph::Argument& argument, at::ScalarType type);
    TensorFacts facts(const graph::Argument& argument) const;
    Error error(ErrorCode code, const std::string& message) const;

    OnnxExport& m_state;
    graph::NodeId m_id;
    const graph::Node& m_node;
    const c10::FunctionSchema* m_schema = nullptr;
    std::string m_stem; ///< of the names of what it makes
};

/// An operator, all overloads, and what writes it.
struct OnnxConverter
{
    const char* op; ///< "aten::relu"
    void (*convert)(NodeExport&);
};
struct OnnxExportFamily
{
    std::vector<OnnxConverter> converters;
};
/// Null if the operator cannot be written.
const OnnxConverter* onnxConverter(const std::string& op);

} // namespace pleat::io
