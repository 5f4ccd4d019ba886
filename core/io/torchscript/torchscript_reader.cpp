// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/torchscript.h"

#include "core/base/files.h"
#include "core/base/torch_errors.h"
#include "core/graph/bake_sizes.h"
#include "core/io/torchscript/decompositions.h"
#include "core/io/torchscript/torchscript_walk.h"

#include <ATen/ops/zeros.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/serialization/import.h>

#include <fstream>

namespace pleat::io {

namespace {

namespace jit = torch::jit;

constexpr std::int64_t kUnknownImageSide = 32;

const char* kHowToTrace = "in Python: torch.jit.trace(model.eval(), example).save(\"model.pt\")";

/// Tells by its first bytes what a file is that cannot be TorchScript.
Result<void> checkZip(const std::string& path)
{
    if (auto readable = checkReadableFile(path); !readable)
        return readable;
    std::ifstream stream(path, std::ios::binary);
    char start[8] = {};
    stream.read(start, sizeof start);
    const std::string_view head(start, static_cast<std::size_t>(stream.gcount()));
    if (head.starts_with("PK\x03\x04"))
        return {};
    if (head.empty())
        return Error{ErrorCode::Unreadable, "the file is empty", path, kHowToTrace};
    if (head.starts_with("\x80\x02"))
        return Error{
            ErrorCode::Unreadable, "a pickle in the format before PyTorch 1.6", path, kHowToTrace};
    return Error{ErrorCode::Unreadable, "not a TorchScript file", path, kHowToTrace};
}

Error translated(const Error& error, const std::string& path)
{
    const auto mentions = [&](const char* text) {
        return error.message.find(text) != std::string::npos;
    };
    if (mentions("constants.pkl"))
        return {ErrorCode::Unreadable,
            "a state_dict or another pickle, which holds weights but no graph", path,
            std::string("load it into its module and trace that; ") + kHowToTrace};
    if (mentions("central directory") || mentions("invalid header") || mentions("ZIP")
        || mentions("zip"))
        return {ErrorCode::Unreadable,
            "the file is damaged or incomplete (its directory is missing)", path,
            "copy or download it again"};
    const std::string kUnknown = "Unknown builtin op: ";
    if (const auto at = error.message.find(kUnknown); at != std::string::npos) {
        const std::string name = error.message.substr(at + kUnknown.size());
        return {ErrorCode::Unsupported,
            "this LibTorch has no operator " + name.substr(0, name.find_last_not_of(". \n") + 1),
            path, "export the network with a PyTorch version that avoids it"};
    }
    return {ErrorCode::Unreadable, error.message, path, kHowToTrace};
}

/// The first convolution or linear layer tells channels or features; images are taken as 32 x 32.
std::vector<std::int64_t> shapeFromFirstLayer(const jit::Module& module)
{
    auto inlined = module.get_method("forward").graph()->copy();
    jit::Inline(*inlined);
    for (const jit::Node* node : inlined->nodes()) {
        const std::string name = node->kind().toQualString();
        const bool convolution = name == "aten::_convolution" || name.starts_with("aten::conv");
        if (!convolution && name != "aten::linear")
            continue;
        // Only a weight that is an attribute of a module tells; walk its path from the root.
        std::vector<std::string> path;
        const jit::Node* at = node->input(1)->node();
        for (; at->kind() == c10::prim::GetAttr; at = at->input(0)->node())
            path.insert(path.begin(), at->s(c10::attr::name));
        c10::IValue owner = module._ivalue();
        for (const std::string& name_ : path)
            owner = owner.toObjectRef().getAttr(name_);
        if (path.empty() || !owner.isTensor())
            return {};
        const auto sizes = owner.toTensor().sizes();
        if (sizes.size() < 2)
            return {};
        std::vector<std::int64_t> shape(convolution ? sizes.size() : 2, kUnknownImageSide);
        shape[0] = 1;
        shape[1] = sizes[1];
        return shape;
    }
    return {};
}

Result<std::vector<std::vector<std::int64_t>>> exampleShapes(
    const jit::Module& module, const std::string& shapes, const InputDescription& input)
{
    if (!shapes.empty())
        return parseShapes(shapes);
    if (!input.inputs.empty())
        return input.inputs;
    std::vector<std::int64_t> shape = input.shape;
    if (!shape.empty())
        shape.insert(shape.begin(), 1);
    else if (auto called = callTorch("first layer", [&] { shape = shapeFromFirstLayer(module); });
             !called)
        return called.error();
    if (shape.empty())
        return Error{ErrorCode::Usage, "the input shape is unknown", "input",
            "give it with --input 1x3x32x32, or write \"shape\" into input.json beside the file"};
    return std::vector<std::vector<std::int64_t>>{shape};
}

} // namespace

Result<TorchScriptFile> readTorchScript(const std::string& path, const std::string& shapes)
{
    if (auto zip = checkZip(path); !zip)
        return zip.error();
    jit::Module module;
    jit::ExtraFilesMap extra{{kDescriptionRecord, ""}};
    declareNewerOperators();
    const auto loaded = callTorch(path, [&] {
        module = jit::load(path, {}, extra);
        module.eval();
        module.get_method("forward");
    });
    if (!loaded)
        return translated(loaded.error(), path);

    TorchScriptFile file;
    auto beside = inputDescriptionBeside(path);
    if (!beside)
        return beside.error();
    if (*beside) {
        file.input = std::move(**beside);
    } else if (!extra[kDescriptionRecord].empty()) {
        auto inside =
            inputDescriptionFromJson(extra[kDescriptionRecord], path + ":" + kDescriptionRecord);
        if (!inside)
            return inside.error();
        file.input = std::move(*inside);
    }

    auto sizes = exampleShapes(module, shapes, file.input);
    if (!sizes)
        return sizes.error();
    std::vector<at::Tensor> examples;
    const auto made = callTorch("input", [&] {
        for (const auto& shape : *sizes)
            examples.push_back(at::zeros(shape));
    });
    if (!made)
        return made.error();
    auto walked = walkModule(module, examples);
    if (!walked)
        return walked.error();
    if (sizes->size() == 1)
        file.input.shape.assign(sizes->front().begin() + 1, sizes->front().end());
    else
        file.input.inputs = *sizes;
    graph::bakeSizes(*walked);
    if (auto valid = graph::verify(*walked); !valid)
        return valid.error();
    file.graph = std::make_shared<graph::Graph>(std::move(*walked));
    return file;
}

} // namespace pleat::io
