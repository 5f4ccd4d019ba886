// SPDX-License-Identifier: GPL-3.0-or-later
// The state of an export: the nodes made so far and the name of each value.
#pragma once

#include "core/io/onnx/onnx_model.h"
#include "core/io/onnx/run_facts.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pleat::io {

/// Thrown by converters and caught by writeOnnx: they call each other deeply.
struct ExportFailure
{
    Error error;
};

/// What to do instead; the hint of every such error.
extern const char* const kOnnxHint;

using Names = std::vector<std::string>;
using Attributes = std::vector<OnnxAttribute>;

/// Nothing for types that ONNX has not or Pleat does not know (complex, quantised).
std::optional<ElementType> elementTypeOf(at::ScalarType type);

/// The tensor as it lies in memory. ErrorCode::Unsupported, as ExportFailure, for a type that ONNX
/// has not.
OnnxTensor onnxRecord(const at::Tensor& tensor, const std::string& name = {});

class OnnxExport
{
public:
    OnnxExport(const graph::Graph& graph, const RunFacts& facts);

    /// ErrorCode::Unsupported, as ExportFailure, for an operator without a converter.
    OnnxModel run();

    const graph::Graph& graph() const { return m_graph; }
    const RunFacts& facts() const { return m_facts; }

    /// One node; names of its results are made from `stem`.
    Names emit(const std::string& op, Names inputs, Attributes attributes, std::size_t outputs,
        const std::string& stem);
    /// A Constant node; the same content is written once.
    std::string constant(const at::Tensor& tensor);
    std::string cast(const std::string& name, at::ScalarType to);

    /// The ONNX name of a tensor or number that depends on the input, or of a parameter.
    std::string name(graph::ValueId value);
    /// The names of the items of a list.
    const Names& itemNames(graph::ValueId list) const;
    void setName(graph::ValueId value, std::string name);
    void setItemNames(graph::ValueId list, Names names);

private:
    void addParameters();
    void addInputs();
    void addMetadata();
    void convert(graph::NodeId id);
    void addOutputs();
    void addOutput(graph::ValueId value);
    std::string outputNamed(const std::string& made);
    void removeUnread();
    std::string unique(const std::string& stem);

    const graph::Graph& m_graph;
    const RunFacts& m_facts;
    OnnxModel m_model;
    std::set<std::string> m_taken;
    std::map<std::string, std::size_t> m_counters; ///< per stem
    std::map<graph::ValueId, std::string> m_names;
    std::map<graph::ValueId, Names> m_items;
    std::map<std::string, std::string> m_constants; ///< by type, shape and bytes
};

} // namespace pleat::io
