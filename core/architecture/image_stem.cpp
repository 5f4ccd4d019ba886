// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/image_stem.h"

namespace pleat::architecture {

namespace {

constexpr std::int64_t kLargeSide = 224;
constexpr std::int64_t kSmallSide = 32;

std::string form(std::int64_t stride, bool pool)
{
    const std::string number = std::to_string(stride);
    return pool ? "stride " + number + " and a max-pool" : "stride " + number + " and no max-pool";
}

} // namespace

ImageStem imageStem(Assembler& net, const std::string& conv, const std::string& norm)
{
    const bool small = net.size(conv + ".weight", 2) == 3;
    const auto wantedStride = net.number("stem_stride");
    const auto wantedPool = net.flag("stem_pool");
    const std::int64_t stride = wantedStride.value_or(small ? 1 : 2);
    const bool pool = wantedPool.value_or(!small);
    if (small && !(wantedStride && wantedPool))
        net.assume(conv,
            "a first kernel of 3 x 3 is taken for the form of small images: " + form(stride, pool)
                + "; \"stem_stride\" and \"stem_pool\" in the options of config.json change that");
    const std::int64_t side = small && stride == 1 ? kSmallSide : kLargeSide;
    Value x = net.input({net.size(conv + ".weight", 1), side, side});
    x = net.conv(x, conv, {.kernel = small ? 3 : 7, .stride = stride});
    x = net.relu(net.batchNorm(x, norm));
    if (pool)
        x = net.maxPool(x, 3, 2, 1, false);
    return {x, !small && stride == 2 && pool};
}

} // namespace pleat::architecture
