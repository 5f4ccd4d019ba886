// SPDX-License-Identifier: GPL-3.0-or-later
// VGG with and without BatchNorm: convolutions of 3 x 3, ReLU and max-pools numbered in a row, then
// linear layers, https://arxiv.org/abs/1409.1556.
#include "core/architecture/architecture_family.h"
#include "core/architecture/natural_order.h"

#include <algorithm>
#include <cmath>

namespace pleat::architecture {

namespace {

struct Depth
{
    const char* name;
    std::vector<int> stages; ///< convolutions before each max-pool
};

struct Form
{
    const Depth* depth = nullptr;
    bool norms = false;
};

const std::vector<Depth> kDepths{{"vgg11", {1, 1, 2, 2, 2}}, {"vgg13", {2, 2, 2, 2, 2}},
    {"vgg16", {2, 2, 3, 3, 3}}, {"vgg19", {2, 2, 4, 4, 4}}};

std::string numbered(int index)
{
    return "features." + std::to_string(index);
}

/// Calls `visit(number of the convolution, whether a max-pool follows)`.
template <typename Visit>
void forEachConvolution(const Form& form, const Visit& visit)
{
    int index = 0;
    for (int count : form.depth->stages) {
        for (int i = 0; i < count; ++i) {
            visit(index, i + 1 == count);
            index += form.norms ? 3 : 2;
        }
        ++index; // the max-pool
    }
}

/// The form whose convolutions stand at most of the right numbers.
Form formOf(const Assembler& net)
{
    Form best;
    int bestScore = 0;
    for (const Depth& depth : kDepths) {
        for (bool norms : {false, true}) {
            const Form form{&depth, norms};
            int score = 0;
            forEachConvolution(form, [&](int index, bool) {
                const std::string weight = numbered(index) + ".weight";
                score += net.size(weight, 3) != kUnknown ? 1 : -1;
            });
            if (!best.depth || score > bestScore) {
                best = form;
                bestScore = score;
            }
        }
    }
    return best;
}

/// "classifier", or those of "classifier.0", "classifier.3" ... that have a matrix.
std::vector<std::string> linearLayers(const Assembler& net)
{
    std::vector<std::string> layers;
    for (const ShapedName& tensor : net.tensors()) {
        if (tensor.name.starts_with("classifier") && tensor.name.ends_with(".weight"))
            layers.push_back(tensor.name.substr(0, tensor.name.size() - 7));
    }
    std::sort(layers.begin(), layers.end(), naturallyLess);
    return layers.empty() ? std::vector<std::string>{"classifier.0"} : layers;
}

/// Positions per axis that the first linear layer reads of each channel; 1 if nothing fits.
std::int64_t sideOf(std::int64_t features, std::int64_t channels)
{
    if (channels < 1 || features < 1 || features % channels != 0)
        return 1;
    const auto side = std::llround(std::sqrt(static_cast<double>(features / channels)));
    return side * side == features / channels ? side : 1;
}

void build(Assembler& net)
{
    const Form form = formOf(net);
    const auto layers = linearLayers(net);
    const std::int64_t channels = net.size(numbered(0) + ".weight", 1);
    std::int64_t last = kUnknown;
    forEachConvolution(
        form, [&](int index, bool) { last = net.size(numbered(index) + ".weight", 0); });
    const std::int64_t side = sideOf(net.size(layers[0] + ".weight", 1), last);
    constexpr std::int64_t kShrinking = 32; // by five max-pools
    Value x = net.input({channels, kShrinking * side, kShrinking * side});
    forEachConvolution(form, [&](int index, bool pool) {
        x = net.conv(x, numbered(index), {.kernel = 3});
        x = net.relu(form.norms ? net.batchNorm(x, numbered(index + 1)) : x);
        x = pool ? net.maxPool(x, 2, 2, 0, false) : x;
    });
    x = net.flatten(net.adaptiveAvgPool(x, side), side * side);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        x = net.linear(x, layers[i]);
        x = i + 1 < layers.size() ? net.relu(x) : x;
    }
    Blueprint& blueprint = net.blueprint();
    blueprint.title = std::string(form.depth->name) + (form.norms ? "_bn" : "");
    const std::vector<std::string> usual{"classifier.0", "classifier.3", "classifier.6"};
    if (layers == usual && side == 7)
        blueprint.python.constructor = "torchvision.models." + blueprint.title + "()";
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_vgg;
const ArchitectureFamily architecture_vgg{"vgg", "VGG", build};

} // namespace pleat::architecture
