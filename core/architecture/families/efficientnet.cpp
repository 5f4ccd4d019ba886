// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet B0 to B7: inverted residuals with squeeze-and-excitation,
// https://arxiv.org/abs/1905.11946.
#include "core/architecture/architecture_family.h"

namespace pleat::architecture {

namespace {

constexpr std::int64_t kSide = 224;

struct Stage
{
    std::int64_t kernel, stride;
};
constexpr Stage kStages[] = {{3, 1}, {3, 2}, {5, 2}, {3, 2}, {5, 1}, {5, 2}, {3, 1}};

/// torchvision gives the deep ones another epsilon, which no file holds.
struct Variant
{
    const char* name;
    std::vector<std::int64_t> blocks;
    double eps;
};
const std::vector<Variant> kVariants{
    {"efficientnet_b0", {1, 2, 2, 3, 3, 4, 1}, 1e-5},
    {"efficientnet_b1", {2, 3, 3, 4, 4, 5, 2}, 1e-5}, // b2 is as deep, but wider
    {"efficientnet_b3", {2, 3, 3, 5, 5, 6, 2}, 1e-5},
    {"efficientnet_b4", {2, 4, 4, 6, 6, 8, 2}, 1e-5},
    {"efficientnet_b5", {3, 5, 5, 7, 7, 9, 3}, 1e-3},
    {"efficientnet_b6", {3, 6, 6, 8, 8, 11, 3}, 1e-3},
    {"efficientnet_b7", {4, 7, 7, 10, 10, 13, 4}, 1e-3},
};

std::string stageName(std::size_t stage)
{
    return "features." + std::to_string(stage + 1);
}

const Variant& variantOf(Assembler& net)
{
    std::vector<std::int64_t> blocks;
    for (std::size_t stage = 0; stage < std::size(kStages); ++stage)
        blocks.push_back(net.countUnder(stageName(stage) + "."));
    for (const Variant& variant : kVariants) {
        if (variant.blocks == blocks)
            return variant;
    }
    net.mismatch("no EfficientNet has " + toText(blocks) + " blocks in its seven stages");
    return kVariants.front();
}

Value normed(
    Assembler& net, Value x, const std::string& layers, const Convolution& convolution, double eps)
{
    return net.batchNorm(net.conv(x, layers + ".0", convolution), layers + ".1", eps);
}

Value excitation(Assembler& net, Value x, const std::string& name)
{
    Value scale = net.adaptiveAvgPool(x, 1);
    scale = net.silu(net.conv(scale, name + ".fc1", {}));
    scale = net.sigmoid(net.conv(scale, name + ".fc2", {}));
    return net.mul(scale, x, name);
}

/// Which blocks have a shortcut is known by their place: equal widths do not tell after a fold.
Value block(Assembler& net, Value x, const std::string& name, const Convolution& depthwise,
    bool residual, double eps)
{
    int next = 0;
    const auto part = [&] { return name + ".block." + std::to_string(next++); };
    Value y = x;
    if (net.hasUnder(name + ".block.3."))
        y = net.silu(normed(net, y, part(), {}, eps));
    y = net.silu(normed(net, y, part(), depthwise, eps));
    y = excitation(net, y, part());
    y = normed(net, y, part(), {}, eps);
    return residual ? net.add(y, x, name) : y;
}

void build(Assembler& net)
{
    constexpr std::int64_t kLastOfB1 = 1280;
    Value x = net.input({net.size("features.0.0.weight", 1), kSide, kSide});
    const Variant& variant = variantOf(net);
    x = net.silu(normed(net, x, "features.0", {.kernel = 3, .stride = 2}, variant.eps));
    for (std::size_t stage = 0; stage < std::size(kStages); ++stage) {
        const std::int64_t count = net.countUnder(stageName(stage) + ".");
        for (std::int64_t i = 0; i < count; ++i)
            x = block(net, x, stageName(stage) + "." + std::to_string(i),
                {.kernel = kStages[stage].kernel,
                    .stride = i == 0 ? kStages[stage].stride : 1,
                    .grouping = Grouping::Depthwise},
                i > 0, variant.eps);
    }
    x = net.silu(normed(net, x, "features.8", {}, variant.eps));
    const bool b2 = std::string(variant.name).ends_with("b1") && x.channels > kLastOfB1;
    x = net.linear(net.flatten(net.adaptiveAvgPool(x, 1)), "classifier.1");
    net.blueprint().title = b2 ? "efficientnet_b2" : variant.name;
    net.blueprint().python.constructor = "torchvision.models." + net.blueprint().title + "()";
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_efficientnet;
const ArchitectureFamily architecture_efficientnet{"efficientnet", "EfficientNet", build};

} // namespace pleat::architecture
