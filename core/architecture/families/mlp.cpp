// SPDX-License-Identifier: GPL-3.0-or-later
// Linear layers in a row under any names, perhaps with BatchNorm behind them.
#include "core/architecture/architecture_family.h"
#include "core/architecture/natural_order.h"

#include <algorithm>
#include <functional>
#include <set>

namespace pleat::architecture {

namespace {

struct Layer
{
    std::string name; ///< without ".weight"
    std::int64_t inputs = 0;
    std::int64_t outputs = 0;
    bool norm = false; ///< BatchNorm; inputs == outputs
};
using Layers = std::vector<Layer>;

/// All layers, in the order of the file.
Layers layersOf(const Assembler& net)
{
    const std::string kWeight = ".weight";
    Layers layers;
    for (const ShapedName& tensor : net.tensors()) {
        const Shape& shape = tensor.shape;
        if (!tensor.name.ends_with(kWeight))
            continue;
        const std::string name = tensor.name.substr(0, tensor.name.size() - kWeight.size());
        if (shape.size() == 2)
            layers.push_back({name, shape[1], shape[0], false});
        else if (shape.size() == 1 && net.has(name + ".running_mean"))
            layers.push_back({name, shape[0], shape[0], true});
    }
    return layers;
}

bool namedNaturally(const Layer& a, const Layer& b)
{
    return naturallyLess(a.name, b.name);
}

bool chains(const Layers& layers)
{
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
        if (layers[i].outputs != layers[i + 1].inputs)
            return false;
    }
    return !layers.empty() && !layers.front().norm;
}

/// Linear layers in their order, then each BatchNorm behind the next one that has its width; empty
/// if one is left over.
Layers normsBehindTheirLayers(const Layers& ordered)
{
    Layers result;
    std::copy_if(ordered.begin(), ordered.end(), std::back_inserter(result),
        [](const Layer& layer) { return !layer.norm; });
    std::size_t next = 0;
    for (const Layer& norm : ordered) {
        if (!norm.norm)
            continue;
        while (next < result.size() && (result[next].norm || result[next].outputs != norm.inputs))
            ++next;
        if (next == result.size())
            return {};
        result.insert(result.begin() + static_cast<std::ptrdiff_t>(++next), norm);
    }
    return result;
}

/// Starts where no other layer leads to and follows the widths; the first name of several.
Layers byWidths(Layers rest)
{
    Layers result;
    std::set<std::int64_t> made;
    for (const Layer& layer : rest)
        made.insert(layer.outputs);
    auto next = std::find_if(
        rest.begin(), rest.end(), [&](const Layer& layer) { return !made.contains(layer.inputs); });
    while (next != rest.end()) {
        result.push_back(*next);
        rest.erase(next);
        next = std::find_if(rest.begin(), rest.end(),
            [&](const Layer& layer) { return layer.inputs == result.back().outputs; });
    }
    result.insert(result.end(), rest.begin(), rest.end());
    return result;
}

/// An order in which every layer reads what the one before makes; empty if there is none. A file
/// that is sorted by name has lost the order of its layers, another one tells it.
Layers inOrder(const Layers& asInFile)
{
    Layers natural = asInFile;
    std::sort(natural.begin(), natural.end(), namedNaturally);
    const bool sorted = std::is_sorted(asInFile.begin(), asInFile.end(),
        [](const Layer& a, const Layer& b) { return a.name < b.name; });
    Layers linear = natural;
    linear.erase(
        std::remove_if(linear.begin(), linear.end(), std::mem_fn(&Layer::norm)), linear.end());
    std::vector<Layers> candidates{sorted ? natural : asInFile, natural};
    Layers followed = byWidths(linear);
    std::copy_if(
        natural.begin(), natural.end(), std::back_inserter(followed), std::mem_fn(&Layer::norm));
    candidates.push_back(followed);
    for (const Layers& candidate : candidates) {
        for (const Layers& order : {candidate, normsBehindTheirLayers(candidate)}) {
            if (chains(order))
                return order;
        }
    }
    return {};
}

Value activated(Assembler& net, Value x, const std::string& name)
{
    return name == "gelu" ? net.gelu(x) : net.activation(x, name);
}

std::string activationOf(Assembler& net, bool needed)
{
    static const std::set<std::string> kKnown{"relu", "gelu", "silu", "tanh", "sigmoid"};
    const auto wanted = net.text("activation");
    if (wanted && kKnown.contains(*wanted))
        return *wanted;
    if (wanted)
        net.mismatch("the option \"activation\" in config.json is \"" + *wanted
            + "\", but must be relu, gelu, silu, tanh or sigmoid");
    else if (needed)
        net.assume("activation",
            "the file does not say what stands between the linear layers: ReLU is assumed; "
            "\"activation\" in the options of config.json changes that");
    return "relu";
}

void build(Assembler& net)
{
    const Layers found = layersOf(net);
    const Layers layers = inOrder(found);
    if (layers.empty())
        return net.mismatch(found.empty()
                ? "there are no linear layers"
                : "no order of the linear layers makes each read what the one before makes");
    const std::string activation = activationOf(net, layers.size() > 1);
    Value x = net.flatten(net.input({layers.front().inputs}));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const bool normNext = i + 1 < layers.size() && layers[i + 1].norm;
        x = layers[i].norm ? net.batchNorm(x, layers[i].name) : net.linear(x, layers[i].name);
        if (i + 1 < layers.size() && !normNext)
            x = activated(net, x, activation);
    }
    net.blueprint().title = "MLP";
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_mlp;
const ArchitectureFamily architecture_mlp{"mlp", "MLP", build};

} // namespace pleat::architecture
