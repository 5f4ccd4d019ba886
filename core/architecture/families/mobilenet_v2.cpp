// SPDX-License-Identifier: GPL-3.0-or-later
// MobileNetV2: inverted residuals with depthwise convolutions, https://arxiv.org/abs/1801.04381.
#include "core/architecture/architecture_family.h"

namespace pleat::architecture {

namespace {

constexpr std::int64_t kSide = 224;

struct Stage
{
    int blocks;
    std::int64_t stride;
};
constexpr Stage kStages[] = {{1, 1}, {2, 2}, {3, 2}, {4, 2}, {3, 1}, {3, 2}, {1, 1}};

Value normed(Assembler& net, Value x, const std::string& layers, const Convolution& convolution)
{
    return net.relu6(net.batchNorm(net.conv(x, layers + ".0", convolution), layers + ".1"));
}

/// Which blocks have a shortcut is known by their place: equal widths do not tell after a fold.
Value block(Assembler& net, Value x, const std::string& name, std::int64_t stride, bool residual)
{
    const std::string conv = name + ".conv.";
    const bool expands = net.hasUnder(conv + "3.");
    Value y = expands ? normed(net, x, conv + "0", {}) : x;
    y = normed(net, y, conv + (expands ? "1" : "0"),
        {.kernel = 3, .stride = stride, .grouping = Grouping::Depthwise});
    y = net.conv(y, conv + (expands ? "2" : "1"), {});
    y = net.batchNorm(y, conv + (expands ? "3" : "2"));
    return residual ? net.add(x, y, name) : y;
}

/// The first block has a shortcut only where a small width_mult has made 32 and 16 channels equal.
bool firstShortcut(Assembler& net, Value x)
{
    const auto wanted = net.flag("first_shortcut");
    if (!wanted && x.channels != kUnknown && net.size("features.1.conv.1.weight", 0) == x.channels)
        net.assume("features.1",
            "reads as many channels as it makes, and is taken to have no shortcut, as in a network "
            "of full width; \"first_shortcut\" in the options of config.json changes that");
    return wanted.value_or(false);
}

void build(Assembler& net)
{
    Value x = net.input({net.size("features.0.0.weight", 1), kSide, kSide});
    x = normed(net, x, "features.0", {.kernel = 3, .stride = 2});
    const bool shortcut = firstShortcut(net, x);
    int index = 1;
    for (const Stage& stage : kStages) {
        for (int i = 0; i < stage.blocks; ++i, ++index)
            x = block(net, x, "features." + std::to_string(index), i == 0 ? stage.stride : 1,
                i > 0 || (shortcut && index == 1));
    }
    x = normed(net, x, "features." + std::to_string(index), {});
    x = net.flatten(net.adaptiveAvgPool(x, 1));
    x = net.linear(x, "classifier.1");
    net.blueprint().title = "mobilenet_v2";
    net.blueprint().python.constructor =
        "torchvision.models.mobilenet_v2(" + std::string(shortcut ? "width_mult=0.25" : "") + ")";
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_mobilenet_v2;
const ArchitectureFamily architecture_mobilenet_v2{"mobilenet_v2", "MobileNetV2", build};

} // namespace pleat::architecture
