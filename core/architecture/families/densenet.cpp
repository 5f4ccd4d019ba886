// SPDX-License-Identifier: GPL-3.0-or-later
// DenseNet: every layer reads what all layers before it in its block have made,
// https://arxiv.org/abs/1608.06993.
#include "core/architecture/architecture_family.h"
#include "core/architecture/image_stem.h"

#include <map>

namespace pleat::architecture {

namespace {

/// The files that torchvision distributes write "norm.1" for "norm1".
Value denseLayer(
    Assembler& net, const std::vector<Value>& features, const std::string& name, bool dotted)
{
    const std::string dot = dotted ? "." : "";
    Value y = net.relu(net.batchNorm(net.cat(features), name + ".norm" + dot + "1"));
    y = net.conv(y, name + ".conv" + dot + "1", {});
    y = net.relu(net.batchNorm(y, name + ".norm" + dot + "2"));
    return net.conv(y, name + ".conv" + dot + "2", {.kernel = 3});
}

Value denseBlock(Assembler& net, Value x, const std::string& name, std::int64_t layers, bool dotted)
{
    std::vector<Value> features{x};
    for (std::int64_t i = 1; i <= layers; ++i)
        features.push_back(
            denseLayer(net, features, name + ".denselayer" + std::to_string(i), dotted));
    return net.cat(features);
}

Value transition(Assembler& net, Value x, const std::string& name)
{
    x = net.relu(net.batchNorm(x, name + ".norm"));
    return net.avgPool(net.conv(x, name + ".conv", {}), 2, 2);
}

void name(Blueprint& blueprint, const std::vector<std::int64_t>& layers, bool standard, bool dotted)
{
    static const std::map<std::vector<std::int64_t>, std::string> kNames{
        {{6, 12, 24, 16}, "densenet121"}, {{6, 12, 36, 24}, "densenet161"},
        {{6, 12, 32, 32}, "densenet169"}, {{6, 12, 48, 32}, "densenet201"}};
    const auto found = kNames.find(layers);
    const bool known = found != kNames.end();
    blueprint.title = known ? found->second : "DenseNet";
    if (!standard)
        return;
    blueprint.python.constructor = "torchvision.models."
        + (known ? blueprint.title + "()" : "DenseNet(block_config=" + toText(layers) + ")");
    if (dotted)
        blueprint.python.renamed = {{"norm.1.", "norm1."}, {"norm.2.", "norm2."},
            {"conv.1.", "conv1."}, {"conv.2.", "conv2."}};
}

void build(Assembler& net)
{
    const ImageStem stem = imageStem(net, "features.conv0", "features.norm0");
    const bool dotted = net.hasUnder("features.denseblock1.denselayer1.norm.");
    const std::int64_t blocks = std::max<std::int64_t>(1, net.countUnder("features.denseblock", 1));
    std::vector<std::int64_t> layers;
    Value x = stem.output;
    for (std::int64_t i = 1; i <= blocks; ++i) {
        const std::string block = "features.denseblock" + std::to_string(i);
        layers.push_back(net.countUnder(block + ".denselayer", 1));
        x = denseBlock(net, x, block, layers.back(), dotted);
        if (i < blocks)
            x = transition(net, x, "features.transition" + std::to_string(i));
    }
    x = net.relu(net.batchNorm(x, "features.norm5"));
    x = net.linear(net.flatten(net.adaptiveAvgPool(x, 1)), "classifier");
    name(net.blueprint(), layers, stem.standard, dotted);
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_densenet;
const ArchitectureFamily architecture_densenet{"densenet", "DenseNet", build};

} // namespace pleat::architecture
