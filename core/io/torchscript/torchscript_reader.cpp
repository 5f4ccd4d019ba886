// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/torchscript.h"

#include "core/base/torch_errors.h"
#include "core/io/input_description.h"
#include "core/io/tensors.h"
#include "core/io/torchscript/decompositions.h"
#include "core/io/torchscript/inert_operators.h"
#include "core/io/torchscript/torchscript_walk.h"
#include "core/io/weights/mapped_file.h"
#include "core/io/weights/torchscript_archive.h"

#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/serialization/import.h>

#include <future>

namespace pleat::io {

namespace {

namespace jit = torch::jit;

const char* kHowToTrace = "in Python: torch.jit.trace(model.eval(), example).save(\"model.pt\")";

Error translated(const Error& error, const std::string& path)
{
    const std::string kUnknown = "Unknown builtin op: ";
    if (const auto at = error.message.find(kUnknown); at != std::string::npos) {
        const std::string name = error.message.substr(at + kUnknown.size());
        return {ErrorCode::Unsupported,
            "this LibTorch has no operator " + name.substr(0, name.find_last_not_of(". \n") + 1),
            path, "export the network with a PyTorch version that avoids it"};
    }
    return {ErrorCode::Unreadable, error.message, path, kHowToTrace};
}

std::vector<std::int64_t> firstLayerShape(const jit::Module& module)
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

/// The CPU computes in float32 what the file holds in 16 bits.
void widenHalves(TorchScriptFile& file)
{
    const auto widen = [&](const std::string& name, at::Tensor tensor) {
        const at::ScalarType type = tensor.scalar_type();
        if (type == at::kDouble)
            file.inputType = type;
        if (computingType(type) == type)
            return;
        file.halves.emplace(name, type);
        tensor.set_data(tensor.to(computingType(type)));
    };
    for (const auto& named : file.module->named_parameters())
        widen(named.name, named.value);
    for (const auto& named : file.module->named_buffers())
        widen(named.name, named.value);
}

Result<TorchScriptFile> loadChecked(const std::string& path)
{
    TorchScriptFile file;
    jit::ExtraFilesMap extra{{kDescriptionRecord, ""}};
    declareNewerOperators();
    disarmTorchScript();
    const auto loaded = callTorch(path, [&] {
        file.module = std::make_shared<jit::Module>(jit::load(path, {}, extra));
        file.module->eval();
        file.module->get_method("forward");
        widenHalves(file);
    });
    if (!loaded)
        return translated(loaded.error(), path);
    file.description = std::move(extra[kDescriptionRecord]);
    return file;
}

} // namespace

Result<TorchScriptFile> loadTorchScript(const std::string& path)
{
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return mapped.error();
    const auto archive = ZipArchive::open((*mapped)->bytes(), path);
    if (!archive)
        return archive.error();
    if (auto checked = checkTorchScriptParts(*archive, path); !checked)
        return checked.error();
    auto storages =
        std::async(std::launch::async, [&] { return checkTorchScriptStorages(*archive); });
    auto file = loadChecked(path);
    if (auto intact = storages.get(); !intact)
        return intact.error();
    return file;
}

std::vector<std::int64_t> shapeFromFirstLayer(const TorchScriptFile& file)
{
    std::vector<std::int64_t> shape;
    const auto looked = callTorch("first layer", [&] { shape = firstLayerShape(*file.module); });
    return looked ? shape : std::vector<std::int64_t>();
}

Result<graph::Graph> graphOf(
    const TorchScriptFile& file, const std::vector<at::Tensor>& exampleInputs)
{
    auto graph = walkModule(*file.module, exampleInputs);
    if (!graph)
        return graph;
    for (graph::Parameter& parameter : graph->parameters) {
        if (const auto half = file.halves.find(parameter.name); half != file.halves.end())
            parameter.stored = half->second;
    }
    return graph;
}

} // namespace pleat::io
