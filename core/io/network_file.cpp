// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/network_file.h"

#include "core/architecture/architecture.h"
#include "core/architecture/blueprint_graph.h"
#include "core/base/files.h"
#include "core/base/torch_errors.h"
#include "core/graph/bake_sizes.h"
#include "core/io/onnx/onnx_reader.h"
#include "core/io/onnx/onnx_writer.h"
#include "core/io/tensors.h"
#include "core/io/torchscript/torchscript.h"
#include "core/io/weights/safetensors.h"
#include "core/io/weights/state_dict.h"
#include "core/io/weights_description.h"

#include <ATen/ops/zeros.h>

#include <algorithm>

namespace pleat::io {

namespace {

using Shapes = std::vector<std::vector<std::int64_t>>;

/// The description beside the file goes before the one inside it.
Result<InputDescription> descriptionOf(const std::string& path, const std::string& inside)
{
    auto beside = inputDescriptionBeside(path);
    if (!beside)
        return beside.error();
    if (*beside)
        return std::move(**beside);
    if (inside.empty())
        return InputDescription{};
    return inputDescriptionFromJson(inside, path + ":" + kDescriptionRecord);
}

Result<std::vector<at::Tensor>> examplesOf(const Shapes& shapes, at::ScalarType type)
{
    std::vector<at::Tensor> examples;
    const auto made = callTorch("input", [&] {
        for (const auto& shape : shapes)
            examples.push_back(at::zeros(shape, type));
    });
    if (!made)
        return made.error();
    return examples;
}

std::vector<std::int64_t> withBatch(std::vector<std::int64_t> shape)
{
    shape.insert(shape.begin(), 1);
    return shape;
}

/// Sides of images that the file leaves open; channels must be known.
Shapes withImageSides(Shapes shapes)
{
    for (auto& shape : shapes) {
        for (std::size_t axis = 2; axis < shape.size(); ++axis)
            shape[axis] = shape[axis] < 0 ? kUnknownImageSide : shape[axis];
    }
    return shapes;
}

bool areKnown(const Shapes& shapes)
{
    return !shapes.empty() && std::none_of(shapes.begin(), shapes.end(), [](const auto& shape) {
        return shape.empty() || *std::min_element(shape.begin(), shape.end()) < 0;
    });
}

bool holdsDoubles(const WeightsFile& file)
{
    return std::any_of(file.tensors.begin(), file.tensors.end(),
        [](const StoredTensor& tensor) { return tensor.type == ElementType::Float64; });
}

/// One network while it is read; each step fills the result.
class Reader
{
public:
    Reader(const std::string& path, const std::string& shapes, const StageContext& context)
        : m_path(path)
        , m_shapes(shapes)
        , m_context(context)
    {
    }

    Result<NetworkFile> read()
    {
        auto kind = kindOfFile(m_path);
        if (!kind)
            return kind.error();
        auto graph = graphOfKind(*kind);
        if (!graph)
            return graph.error();
        if (m_context.cancelled())
            return cancelledError();
        if (auto valid = graph::verify(*graph); !valid)
            return valid.error();
        m_network.graph = std::make_shared<graph::Graph>(std::move(*graph));
        return std::move(m_network);
    }

private:
    Result<graph::Graph> graphOfKind(FileKind kind)
    {
        switch (kind) {
        case FileKind::TorchScript:
            return fromTorchScript();
        case FileKind::StateDict:
        case FileKind::Safetensors:
        case FileKind::SafetensorsIndex:
            return fromWeights();
        case FileKind::Onnx:
            return fromOnnx();
        default:
            return refusal(kind, m_path);
        }
    }

    Result<graph::Graph> fromTorchScript()
    {
        m_network.format = "torchscript";
        auto file = loadTorchScript(m_path);
        if (!file)
            return file.error();
        auto shapes =
            exampleShapes(file->description, [&] { return Shapes{shapeFromFirstLayer(*file)}; });
        if (!shapes)
            return shapes.error();
        auto examples = examplesOf(*shapes, file->inputType);
        if (!examples)
            return examples.error();
        auto graph = graphOf(*file, *examples);
        if (graph)
            graph::bakeSizes(*graph);
        return graph;
    }

    Result<graph::Graph> fromOnnx()
    {
        m_network.format = "onnx";
        auto model = openOnnx(m_path);
        if (!model)
            return model.error();
        const auto inside = model->metadata.find(kOnnxDescription);
        auto shapes = exampleShapes(inside == model->metadata.end() ? "" : inside->second,
            [&] { return withImageSides(statedShapes(*model)); });
        if (!shapes)
            return shapes.error();
        auto graph = importOnnx(*model, *shapes, m_path);
        if (graph)
            graph::bakeSizes(*graph);
        return graph;
    }

    Result<graph::Graph> fromWeights()
    {
        auto file = listWeights(m_path);
        if (!file)
            return file.error();
        m_network.format = file->format;
        auto blueprint = blueprintFor(*file);
        if (!blueprint)
            return blueprint.error();
        m_network.architecture = blueprint->title;
        auto shapes = exampleShapes(
            file->description, [&] { return Shapes{withBatch(blueprint->inputShape)}; });
        if (!shapes)
            return shapes.error();
        auto examples = examplesOf(*shapes, holdsDoubles(*file) ? at::kDouble : at::kFloat);
        if (!examples)
            return examples.error();
        auto tensors = loadTensors(*file);
        if (!tensors)
            return tensors.error();
        if (m_context.cancelled())
            return cancelledError();
        auto graph = architecture::makeGraph(*blueprint, *tensors, examples->front());
        if (graph)
            graph->findings.insert(
                graph->findings.end(), file->findings.begin(), file->findings.end());
        return graph;
    }

    Result<architecture::Blueprint> blueprintFor(const WeightsFile& file)
    {
        std::vector<architecture::ShapedName> names;
        for (const StoredTensor& tensor : file.tensors)
            names.push_back({tensor.name, tensor.shape});
        auto wanted = wantedFor(file);
        if (!wanted)
            return wanted.error();
        m_network.wanted = std::move(*wanted);
        return architecture::findArchitecture(names, m_network.wanted, m_path);
    }

    /// A config.json beside the file goes before what Pleat wrote into it.
    Result<architecture::Wanted> wantedFor(const WeightsFile& file) const
    {
        auto beside = architecture::wantedBeside(m_path);
        const bool silent = beside && beside->family.empty() && beside->options.empty();
        if (!silent || file.description.empty())
            return beside;
        return architecture::wantedFromJson(file.description, m_path + ":" + kDescriptionRecord);
    }

    /// What the user says, else the description, else `fromFile`, which may not know either.
    template <typename FromFile>
    Result<Shapes> exampleShapes(const std::string& inside, const FromFile& fromFile)
    {
        auto input = descriptionOf(m_path, inside);
        if (!input)
            return input.error();
        m_network.input = std::move(*input);
        auto shapes = wantedShapes();
        if (!shapes)
            return shapes;
        if (m_context.cancelled())
            return cancelledError(); // the file is read, and may be large
        if (shapes->empty())
            shapes = fromFile();
        if (!areKnown(*shapes))
            return Error{ErrorCode::Usage, "the input shape is unknown", "input",
                "give it with --input 1x3x32x32, or write \"shape\" into input.json beside the "
                "file"};
        if (shapes->size() == 1)
            m_network.input.shape.assign(shapes->front().begin() + 1, shapes->front().end());
        else
            m_network.input.inputs = *shapes;
        return shapes;
    }

    Result<Shapes> wantedShapes() const
    {
        if (!m_shapes.empty())
            return parseShapes(m_shapes);
        if (!m_network.input.inputs.empty())
            return m_network.input.inputs;
        if (!m_network.input.shape.empty())
            return Shapes{withBatch(m_network.input.shape)};
        return Shapes{};
    }

    const std::string& m_path;
    const std::string& m_shapes;
    const StageContext& m_context; ///< polled between steps: those of LibTorch cannot be stopped
    NetworkFile m_network;
};

Result<void> writeWeights(const graph::Graph& graph, const std::string& description,
    const std::string& format, const std::string& path)
{
    auto writable = writableTensors(graph);
    if (!writable)
        return writable.error();
    return format == "state_dict" ? writeStateDict(writable->tensors, description, path)
                                  : writeSafetensors(writable->tensors, description, path);
}

Result<void> writeAs(const std::string& format, const graph::Graph& graph,
    const InputDescription& input, const architecture::Wanted& wanted, const std::string& path)
{
    if (format == "torchscript")
        return writeTorchScript(graph, toJson(input), path);
    if (format == "onnx")
        return writeOnnx(graph, toJson(input), path);
    return writeWeights(graph, describeWeights(graph, input, wanted), format, path);
}

struct Ending
{
    const char* text;
    const char* format;
};
constexpr Ending kEndings[] = {{".pt", "torchscript"}, {".pth", "state_dict"},
    {".safetensors", "safetensors"}, {".onnx", "onnx"}};

} // namespace

std::string formatOf(const std::string& path)
{
    for (const Ending& ending : kEndings) {
        if (path.ends_with(ending.text))
            return ending.format;
    }
    return {};
}

Result<FileKind> kindOfFile(const std::string& path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    return fileKind((*file)->bytes(), path);
}

Result<NetworkFile> readNetwork(
    const std::string& path, const std::string& shapes, const StageContext& context)
{
    return guarded(path, [&] { return Reader(path, shapes, context).read(); });
}

Result<WeightsFile> listWeights(const std::string& path)
{
    auto kind = kindOfFile(path);
    if (!kind)
        return kind.error();
    if (*kind == FileKind::Safetensors || *kind == FileKind::SafetensorsIndex)
        return openSafetensors(path);
    if (*kind != FileKind::StateDict)
        return Error{ErrorCode::Unsupported, "this is no file of weights", path,
            "give a state_dict (.pth) or a safetensors file"};
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return mapped.error();
    auto file = readStateDict((*mapped)->bytes(), path);
    if (file)
        file->files.push_back(*mapped);
    return file;
}

Result<void> checkNetworkEnding(const std::string& path)
{
    if (formatOf(path).empty())
        return Error{ErrorCode::Usage,
            "the output must end in .pt (TorchScript), .pth (state_dict), .safetensors or .onnx",
            path, "rename it"};
    return {};
}

Result<void> writeNetwork(const graph::Graph& graph, const InputDescription& input,
    const architecture::Wanted& wanted, const std::string& path)
{
    if (auto known = checkNetworkEnding(path); !known)
        return known;
    return writeFileAtomically(path, [&](const std::string& temporary) {
        return guarded(
            path, [&] { return writeAs(formatOf(path), graph, input, wanted, temporary); });
    });
}

} // namespace pleat::io
