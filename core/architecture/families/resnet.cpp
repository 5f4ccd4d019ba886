// SPDX-License-Identifier: GPL-3.0-or-later
// ResNet, wide ResNet and ResNeXt: stages layer1, layer2 ... of blocks with two or three
// convolutions, https://arxiv.org/abs/1512.03385 and https://arxiv.org/abs/1611.05431.
#include "core/architecture/architecture_family.h"
#include "core/architecture/image_stem.h"

#include <algorithm>
#include <map>

namespace pleat::architecture {

namespace {

constexpr std::int64_t kMostStages = 8; // each halves the image

/// What the blocks of a network have shown so far.
struct Blocks
{
    bool bottleneck = false; ///< three convolutions
    bool projects = false; ///< shortcuts are called "shortcut" instead of "downsample"
    std::int64_t groupWidth = 0; ///< channels of a group in the first stage; 0: not grouped
    std::vector<std::int64_t> counts; ///< per stage
};

Value shortcut(Assembler& net, Value x, const std::string& block, std::int64_t stride, Blocks& seen)
{
    seen.projects |= net.hasUnder(block + ".shortcut.");
    const std::string layers = block + (seen.projects ? ".shortcut" : ".downsample");
    if (stride == 1 && !net.hasUnder(layers + "."))
        return x;
    return net.batchNorm(net.conv(x, layers + ".0", {.stride = stride}), layers + ".1");
}

Value basicBlock(
    Assembler& net, Value x, const std::string& block, std::int64_t stride, Blocks& seen)
{
    Value y = net.conv(x, block + ".conv1", {.kernel = 3, .stride = stride});
    y = net.relu(net.batchNorm(y, block + ".bn1"));
    y = net.batchNorm(net.conv(y, block + ".conv2", {.kernel = 3}), block + ".bn2");
    return net.relu(net.add(y, shortcut(net, x, block, stride, seen), block));
}

/// torchvision strides the second convolution, not the first.
Value bottleneck(Assembler& net, Value x, const std::string& block, std::int64_t stride,
    std::size_t stage, Blocks& seen)
{
    Value y = net.relu(net.batchNorm(net.conv(x, block + ".conv1", {}), block + ".bn1"));
    const std::int64_t reads = net.size(block + ".conv2.weight", 1);
    if (reads != kUnknown && reads != y.channels)
        seen.groupWidth = reads >> stage;
    y = net.conv(
        y, block + ".conv2", {.kernel = 3, .stride = stride, .grouping = Grouping::Blocks});
    y = net.relu(net.batchNorm(y, block + ".bn2"));
    y = net.batchNorm(net.conv(y, block + ".conv3", {}), block + ".bn3");
    return net.relu(net.add(y, shortcut(net, x, block, stride, seen), block));
}

Value stages(Assembler& net, Value x, Blocks& seen)
{
    seen.bottleneck = net.hasUnder("layer1.0.conv3.");
    const std::int64_t count = std::clamp<std::int64_t>(net.countUnder("layer", 1), 1, kMostStages);
    for (std::int64_t stage = 0; stage < count; ++stage) {
        const std::string name = "layer" + std::to_string(stage + 1);
        seen.counts.push_back(net.countUnder(name + "."));
        for (std::int64_t i = 0; i < seen.counts.back(); ++i) {
            const std::string block = name + "." + std::to_string(i);
            const std::int64_t stride = stage > 0 && i == 0 ? 2 : 1;
            x = seen.bottleneck
                ? bottleneck(net, x, block, stride, static_cast<std::size_t>(stage), seen)
                : basicBlock(net, x, block, stride, seen);
        }
    }
    if (seen.counts.front() == 0)
        net.mismatch("layer1.0.conv1.weight is missing");
    return x;
}

/// The name in torchvision; empty if it has no such network.
std::string nameOf(const Blocks& seen, bool wide)
{
    using Counts = std::vector<std::int64_t>;
    static const std::map<Counts, std::string> kBasic{{{2, 2, 2, 2}, "18"}, {{3, 4, 6, 3}, "34"}};
    static const std::map<Counts, std::string> kBottleneck{
        {{3, 4, 6, 3}, "50"}, {{3, 4, 23, 3}, "101"}, {{3, 8, 36, 3}, "152"}};
    static const std::map<std::string, std::string> kGrouped{
        {"50 4", "resnext50_32x4d"}, {"101 8", "resnext101_32x8d"}, {"101 4", "resnext101_64x4d"}};
    const auto& depths = seen.bottleneck ? kBottleneck : kBasic;
    const auto depth = depths.find(seen.counts);
    if (depth == depths.end())
        return {};
    if (seen.groupWidth) {
        const auto found = kGrouped.find(depth->second + " " + std::to_string(seen.groupWidth));
        return found == kGrouped.end() ? "" : found->second;
    }
    return wide && depth->second != "152" ? "wide_resnet" + depth->second + "_2"
                                          : "resnet" + depth->second;
}

/// torchvision's class with this depth; widths come from the file anyway.
std::string constructorOf(const Blocks& seen)
{
    std::string counts;
    for (std::int64_t count : seen.counts)
        counts += (counts.empty() ? "" : ", ") + std::to_string(count);
    const std::string block = seen.bottleneck ? "Bottleneck" : "BasicBlock";
    const std::string groups =
        seen.groupWidth ? ", groups=32, width_per_group=" + std::to_string(seen.groupWidth) : "";
    return "torchvision.models.ResNet(torchvision.models.resnet." + block + ", [" + counts + "]"
        + groups + ")";
}

void build(Assembler& net)
{
    constexpr std::int64_t kNarrow = 64; // of the first stage of ResNet50
    const ImageStem stem = imageStem(net, "conv1", "bn1");
    Blocks seen;
    Value x = net.flatten(net.adaptiveAvgPool(stages(net, stem.output, seen), 1));
    const bool otherHead = !net.hasUnder("fc.") && net.hasUnder("linear.");
    x = net.linear(x, otherHead ? "linear" : "fc");
    const bool wide = seen.bottleneck && net.size("layer1.0.conv1.weight", 0) > kNarrow;
    const std::string name = nameOf(seen, wide);
    Blueprint& blueprint = net.blueprint();
    blueprint.title = name.empty() ? "ResNet" : name;
    if (stem.standard && !seen.projects && !otherHead && seen.counts.size() == 4)
        blueprint.python.constructor =
            name.empty() ? constructorOf(seen) : "torchvision.models." + name + "()";
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_resnet;
const ArchitectureFamily architecture_resnet{"resnet", "ResNet", build};

} // namespace pleat::architecture
