// SPDX-License-Identifier: GPL-3.0-or-later
// What a converter of one ONNX operator sees of the import: its node, its operands, and a way to
// emit ATen operators. Errors are thrown as ImportFailure and caught by importOnnx.
#pragma once

#include "core/graph/graph_builder.h"
#include "core/io/onnx/onnx_model.h"
#include "core/io/onnx/onnx_tensor.h"

#include <ATen/core/ivalue_inl.h>

#include <optional>
#include <string>
#include <vector>

namespace pleat::io {

using graph::Argument;
using Arguments = std::vector<Argument>;
using Sizes = std::vector<std::int64_t>;

struct ImportFailure
{
    Error error;
};

/// What a value of the file has become.
struct Operand
{
    enum class Kind
    {
        Absent,
        Tensor, ///< a value, or a constant tensor
        Initializer, ///< not yet read as data; a tensor of the file
        Numbers ///< what is computed from sizes: numbers, of which at least one is a value
    };
    Kind kind = Kind::Absent;
    Argument tensor;
    std::size_t initializer = 0; ///< its index in the model
    Arguments numbers; ///< ints or floats, in row-major order of `shape`
    Sizes shape; ///< of Numbers
    Argument transposed; ///< of a Tensor that is the transpose of a matrix in the file: that matrix

    static Operand ofTensor(Argument tensor);
    /// A constant tensor if all are constants.
    static Operand ofNumbers(Arguments numbers, Sizes shape);
};

class OnnxImport;

class NodeImport
{
public:
    NodeImport(OnnxImport& import, const OnnxNode& node);

    const OnnxNode& node() const { return m_node; }
    std::int64_t opset() const;
    std::size_t count() const { return m_node.inputs.size(); }
    bool has(std::size_t input) const;
    bool wants(std::size_t output) const;

    // Attributes; ErrorCode::Unreadable if one is of another kind.
    std::int64_t integer(const char* name, std::int64_t otherwise) const;
    double number(const char* name, double otherwise) const;
    std::string text(const char* name, const char* otherwise) const;
    Sizes integers(const char* name) const; ///< empty if it is not given

    // Inputs; an input that must be there and is not is ErrorCode::Unreadable.
    const Operand& operand(std::size_t input) const;
    Argument tensor(std::size_t input);
    Argument optionalTensor(std::size_t input); ///< None if it is left out
    Sizes shape(std::size_t input); ///< on the example
    std::int64_t rank(std::size_t input);
    /// The content if it is known now, which an initializer's is.
    std::optional<at::Tensor> known(std::size_t input);
    /// ErrorCode::Unsupported if it is computed; `what` names it for the message.
    Sizes knownIntegers(std::size_t input, const char* what);
    std::vector<double> knownNumbers(std::size_t input, const char* what);
    double knownNumber(std::size_t input, const char* what, double otherwise);
    /// A few numbers that are constants or computed from sizes; nothing for anything else.
    std::optional<Arguments> numbers(std::size_t input);
    /// A list of ints as an operator takes it: "shape", "ends".
    Arguments sizes(std::size_t input, const char* what);
    /// The axis, counted from the front. ErrorCode::Unreadable if there is none.
    std::int64_t axis(std::int64_t given, std::int64_t rank) const;
    /// Of an attribute up to `lastOpset`, of an input since. Empty if neither is given.
    Sizes attributeOrInput(const char* name, std::int64_t lastOpset, std::size_t input);

    // Operators. If all arguments are constants, so is the result.
    Argument call(const char* op, const char* overload, Arguments arguments);
    Arguments callAll(const char* op, const char* overload, Arguments arguments);
    /// The parts of a list of tensors.
    Arguments unpack(const Argument& list);
    /// Of an input, the axis counted from the front: a constant if the file fixes it.
    Argument size(std::size_t input, std::int64_t axis);
    Sizes shapeOf(const Argument& tensor) const;
    at::ScalarType typeOf(const Argument& tensor) const;
    c10::IValue exampleOf(const Argument& argument) const;
    Sizes examplesOf(const Arguments& sizes) const;
    /// ErrorCode::Unsupported if a tensor of this shape is more than a small file may ask for.
    void checkElements(const Sizes& shape) const;
    void addFinding(const std::string& message);

    // Outputs.
    void set(Argument tensor);
    void set(std::size_t output, Operand operand);

    [[noreturn]] void unsupported(const std::string& message, const std::string& hint = {}) const;
    [[noreturn]] void damaged(const std::string& message) const;

private:
    const OnnxAttributeValue* attribute(const char* name) const;
    std::string place() const;

    OnnxImport& m_import;
    const OnnxNode& m_node;
};

template <typename T>
Argument constant(T value)
{
    return Argument::ofConstant(c10::IValue(std::move(value)));
}
Argument none();
/// A List of ints, or of tensors.
Argument intList(Arguments items);
Argument tensorList(Arguments items);

/// Converters of one kind of operators; each file in import/ defines one.
struct OnnxOperator
{
    const char* name;
    void (*convert)(NodeImport&);
};
struct OnnxFamily
{
    std::vector<OnnxOperator> operators;
};

/// Arithmetic on what is computed from sizes. False if this node must work on tensors.
bool convertNumbers(NodeImport& node);

} // namespace pleat::io
