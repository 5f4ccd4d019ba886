// SPDX-License-Identifier: GPL-3.0-or-later
// SqueezeNet 1.0 and 1.1: modules that squeeze channels and expand them twice,
// https://arxiv.org/abs/1602.07360.
#include "core/architecture/architecture_family.h"

#include <algorithm>

namespace pleat::architecture {

namespace {

constexpr std::int64_t kSide = 224;

struct Version
{
    const char* name;
    std::int64_t kernel; ///< of the first convolution
    std::vector<int> pools; ///< their numbers in the row; all others from 3 to 12 are fire modules
};
const Version kOld{"squeezenet1_0", 7, {2, 6, 11}};
const Version kNew{"squeezenet1_1", 3, {2, 5, 8}};

Value fire(Assembler& net, Value x, const std::string& name)
{
    x = net.relu(net.conv(x, name + ".squeeze", {}));
    const Value narrow = net.relu(net.conv(x, name + ".expand1x1", {}));
    const Value wide = net.relu(net.conv(x, name + ".expand3x3", {.kernel = 3}));
    return net.cat({narrow, wide});
}

void build(Assembler& net)
{
    constexpr int kFirst = 2;
    constexpr int kLast = 12;
    const Version& version = net.hasUnder("features.5.") ? kOld : kNew;
    Value x = net.input({net.size("features.0.weight", 1), kSide, kSide});
    x = net.relu(net.conv(x, "features.0", {.kernel = version.kernel, .stride = 2, .padding = 0}));
    for (int i = kFirst; i <= kLast; ++i) {
        const bool pool = std::count(version.pools.begin(), version.pools.end(), i) > 0;
        x = pool ? net.maxPool(x, 3, 2, 0, true) : fire(net, x, "features." + std::to_string(i));
    }
    x = net.relu(net.conv(x, "classifier.1", {}));
    x = net.flatten(net.adaptiveAvgPool(x, 1));
    net.blueprint().title = version.name;
    net.blueprint().python.constructor = "torchvision.models." + net.blueprint().title + "()";
    net.finish(x);
}

} // namespace

extern const ArchitectureFamily architecture_squeezenet;
const ArchitectureFamily architecture_squeezenet{"squeezenet", "SqueezeNet", build};

} // namespace pleat::architecture
