// SPDX-License-Identifier: GPL-3.0-or-later
// The state of an import: what each name of the file has become so far.
#pragma once

#include "core/io/onnx/node_import.h"

#include <map>
#include <set>
#include <unordered_map>

namespace pleat::io {

class OnnxImport
{
public:
    OnnxImport(const OnnxModel& model, const std::vector<Sizes>& exampleShapes, std::string where);

    graph::Graph run();

    const OnnxModel& model() const { return m_model; }
    const std::string& where() const { return m_where; }
    graph::GraphBuilder& builder() { return m_builder; }

    /// `name` may be empty: an input that is left out.
    const Operand& operand(const std::string& name) const;
    void set(const std::string& name, Operand operand);

    /// As an argument of an operator. An initializer with fractions becomes a parameter here.
    Argument tensor(const Operand& operand);
    std::optional<at::Tensor> known(const Operand& operand);
    Argument size(const Argument& tensor, std::int64_t axis);

    /// Runs at once if all arguments are constants; else appends a node.
    Arguments call(const c10::OperatorName& op, Arguments arguments, const std::string& place);

private:
    void addInputs(const std::vector<Sizes>& exampleShapes);
    void findBuffers();
    void convert(const OnnxNode& node);
    bool rearrangeNumbers(NodeImport& import, void (*converter)(NodeImport&));
    void placeNumbers(const std::string& name, const Arguments& numbers);
    Argument output();
    Argument parameter(std::size_t initializer);
    const at::Tensor& initializerTensor(std::size_t initializer);
    /// A constant tensor with axes becomes a parameter without a name in the file.
    Argument lifted(Argument argument);
    std::string freeConstantName() const;

    const OnnxModel& m_model;
    std::string m_where;
    graph::GraphBuilder m_builder;
    std::unordered_map<std::string, Operand> m_operands;
    std::vector<at::Tensor> m_tensors; ///< per initializer; undefined until it is asked for
    std::vector<graph::ValueId> m_parameters; ///< per initializer; invalid until it is data
    std::set<std::string> m_buffers;
    std::unordered_map<const at::TensorImpl*, graph::ValueId> m_lifted;
    std::map<std::pair<graph::ValueId, std::int64_t>, Argument> m_sizes;
    std::set<std::string> m_readNames; ///< initializers that a node reads
};

} // namespace pleat::io
