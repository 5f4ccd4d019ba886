// SPDX-License-Identifier: GPL-3.0-or-later
// Vision transformer: patches of an image as tokens, https://arxiv.org/abs/2010.11929.
#include "core/architecture/architecture_family.h"

#include <algorithm>
#include <cmath>

namespace pleat::architecture {

namespace {

constexpr double kEps = 1e-6;
constexpr std::int64_t kUsualSide = 224;
const std::string kLayers = "encoder.layers.encoder_layer_";

struct Standard
{
    const char* name; ///< in torchvision, without the side of a patch
    std::int64_t layers, width, headWidth;
};
constexpr Standard kStandards[] = {
    {"vit_b", 12, 768, 64}, {"vit_l", 24, 1024, 64}, {"vit_h", 32, 1280, 80}};

/// Heads of the original network and of this one.
struct Heads
{
    std::int64_t width = 64; ///< of a query or key; a fold leaves it alone
    bool folded = false; ///< some block has fewer heads than the original, or narrower values
};

struct Image
{
    std::int64_t patch = 16;
    std::int64_t side = kUsualSide;
    std::int64_t tokens = kUnknown; ///< patches and the class token
};

Image imageOf(Assembler& net)
{
    Image image;
    const std::int64_t patch = net.size("conv_proj.weight", 2);
    image.patch = patch > 0 ? patch : image.patch;
    image.tokens = net.size("encoder.pos_embedding", 1);
    if (image.tokens == kUnknown)
        return image;
    const auto patches = std::llround(std::sqrt(static_cast<double>(image.tokens - 1)));
    if (patches < 1 || patches * patches + 1 != image.tokens)
        net.mismatch("encoder.pos_embedding has " + std::to_string(image.tokens)
            + " positions, which is no square and a class token");
    else
        image.side = patches * image.patch;
    return image;
}

/// [n, tokens, part] -> [n, heads, tokens, width]
Value toHeads(Assembler& net, Value x, std::int64_t tokens, std::int64_t heads)
{
    const Shape shape{-1, tokens, heads, x.channels / heads};
    const Value parts = net.call("aten::reshape", "", {x.ref, shape}, x.channels);
    return net.call("aten::transpose", "int", {parts.ref, 1, 2}, x.channels);
}

/// softmax(q k / sqrt(width)) v on [n, heads, tokens, width], then [n, tokens, heads * width].
Value mix(Assembler& net, Value q, Value k, Value v, std::int64_t width)
{
    const double scale = 1 / std::sqrt(static_cast<double>(width));
    q = net.call("aten::mul", "Scalar", {q.ref, scale}, q.channels);
    k = net.call("aten::transpose", "int", {k.ref, -2, -1}, k.channels);
    const Value scores = net.call("aten::matmul", "", {q.ref, k.ref}, kUnknown);
    const Value weights =
        net.call("aten::softmax", "int", {scores.ref, -1, std::monostate()}, kUnknown);
    Value mixed = net.call("aten::matmul", "", {weights.ref, v.ref}, v.channels);
    mixed = net.call("aten::transpose", "int", {mixed.ref, 1, 2}, v.channels);
    return net.call("aten::flatten", "using_ints", {mixed.ref, 2, 3}, v.channels);
}

/// The rows of in_proj are queries and keys of `width` per head, then values. A fold takes whole
/// heads away, and narrows the values alone: rows - values = 2 heads width.
Value attention(Assembler& net, Value x, const std::string& name, std::int64_t tokens, Heads& heads)
{
    const Argument matrix = net.parameter(name + ".in_proj_weight", {kUnknown, x.channels});
    const std::int64_t rows = net.size(name + ".in_proj_weight", 0);
    const Argument bias = net.optionalParameter(name + ".in_proj_bias", {rows});
    const std::int64_t values = net.size(name + ".out_proj.weight", 1);
    const std::int64_t keys = (rows - values) / 2;
    const std::int64_t count = keys / heads.width;
    if (rows < 1 || values < 1 || count < 1 || 2 * count * heads.width + values != rows
        || values % count != 0) {
        const Value output = net.linear({x.ref, kUnknown}, name + ".out_proj");
        net.mismatch(name + " has " + std::to_string(rows)
            + " rows for queries, keys and values of " + std::to_string(values)
            + ", which are no heads of width " + std::to_string(heads.width)
            + " (\"head_width\" in the options of config.json)");
        return output;
    }
    heads.folded |= keys != x.channels || values != x.channels;
    const Value joint = net.call("aten::linear", "", {x.ref, matrix, bias}, rows, name);
    const auto parts = net.split(joint, {keys, keys, values}, 2);
    const Value q = toHeads(net, parts[0], tokens, count);
    const Value k = toHeads(net, parts[1], tokens, count);
    const Value v = toHeads(net, parts[2], tokens, count);
    return net.linear(mix(net, q, k, v, heads.width), name + ".out_proj");
}

Value encoderLayer(
    Assembler& net, Value x, const std::string& name, std::int64_t tokens, Heads& heads)
{
    Value y = net.layerNorm(x, name + ".ln_1", kEps);
    x = net.add(attention(net, y, name + ".self_attention", tokens, heads), x, name);
    // The files that torchvision distributes have the older names.
    const bool older = net.hasUnder(name + ".mlp.linear_1.");
    y = net.layerNorm(x, name + ".ln_2", kEps);
    y = net.gelu(net.linear(y, name + (older ? ".mlp.linear_1" : ".mlp.0")));
    y = net.linear(y, name + (older ? ".mlp.linear_2" : ".mlp.3"));
    if (older)
        net.blueprint().python.renamed = {{"mlp.linear_1.", "mlp.0."}, {"mlp.linear_2.", "mlp.3."}};
    return net.add(x, y, name);
}

/// Tokens of the patches behind the class token, with their positions.
Value tokensOf(Assembler& net, const Image& image)
{
    Value x = net.input({net.size("conv_proj.weight", 1), image.side, image.side});
    x = net.conv(x, "conv_proj", {.kernel = image.patch, .stride = image.patch, .padding = 0});
    const std::int64_t width = x.channels;
    x = net.call("aten::flatten", "using_ints", {x.ref, 2, -1}, width);
    x = net.call("aten::transpose", "int", {x.ref, 1, 2}, width);
    const Value one = net.call("aten::narrow", "", {x.ref, 1, 0, 1}, width);
    const Value token = net.call(
        "aten::expand_as", "", {net.parameter("class_token", {1, 1, width}), one.ref}, width);
    x = {net.cat({token, x}).ref, width};
    const Argument positions = net.parameter("encoder.pos_embedding", {1, image.tokens, width});
    return net.call("aten::add", "Tensor", {x.ref, positions, 1}, width, "encoder");
}

const Standard* standardOf(std::int64_t layers, std::int64_t width)
{
    for (const Standard& standard : kStandards) {
        if (standard.layers == layers && standard.width == width)
            return &standard;
    }
    return nullptr;
}

std::string constructorOf(const Assembler& net, const Image& image, const Standard* standard,
    std::int64_t layers, std::int64_t headWidth)
{
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    const std::int64_t width = net.size("conv_proj.weight", 0);
    const std::int64_t representation = net.size("heads.pre_logits.weight", 0);
    const std::string more =
        representation > 0 ? "representation_size=" + number(representation) : "";
    if (standard && headWidth == standard->headWidth) {
        const std::string side = image.side == kUsualSide ? "" : "image_size=" + number(image.side);
        return "torchvision.models." + std::string(standard->name) + "_" + number(image.patch) + "("
            + side + (side.empty() || more.empty() ? "" : ", ") + more + ")";
    }
    const std::int64_t hidden = std::max<std::int64_t>(1, net.size(kLayers + "0.mlp.0.weight", 0));
    return "torchvision.models.VisionTransformer(image_size=" + number(image.side)
        + ", patch_size=" + number(image.patch) + ", num_layers=" + number(layers)
        + ", num_heads=" + number(width / headWidth) + ", hidden_dim=" + number(width)
        + ", mlp_dim=" + number(hidden) + (more.empty() ? "" : ", " + more) + ")";
}

void build(Assembler& net)
{
    const Image image = imageOf(net);
    const std::int64_t layers = net.countUnder(kLayers);
    const Standard* standard = standardOf(layers, net.size("conv_proj.weight", 0));
    const auto wanted = net.number("head_width");
    Heads heads;
    heads.width = wanted.value_or(standard ? standard->headWidth : heads.width);
    if (!standard && !wanted)
        net.assume("encoder",
            "the width of an attention head is not in the file: 64 is assumed; \"head_width\" in "
            "the options of config.json changes that");
    Value x = tokensOf(net, image);
    for (std::int64_t i = 0; i < layers; ++i)
        x = encoderLayer(net, x, kLayers + std::to_string(i), image.tokens, heads);
    x = net.layerNorm(x, "encoder.ln", kEps);
    x = net.call("aten::select", "int", {x.ref, 1, 0}, x.channels);
    if (net.hasUnder("heads.pre_logits."))
        x = net.activation(net.linear(x, "heads.pre_logits"), "tanh");
    x = net.linear(x, "heads.head");
    Blueprint& blueprint = net.blueprint();
    blueprint.title =
        standard ? standard->name + ("_" + std::to_string(image.patch)) : "VisionTransformer";
    blueprint.python.constructor = constructorOf(net, image, standard, layers, heads.width);
    blueprint.python.foldedAttention = heads.folded;
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_vit;
const ArchitectureFamily architecture_vit{"vit", "VisionTransformer", build};

} // namespace pleat::architecture
