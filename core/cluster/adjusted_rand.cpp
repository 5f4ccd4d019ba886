// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/adjusted_rand.h"

#include <cassert>
#include <map>
#include <utility>

namespace pleat::cluster {

namespace {

/// Pairs of channels that share a key; exact, whole numbers far below 2^53.
template <typename Key>
double sharedPairs(const std::map<Key, std::int64_t>& sizes)
{
    double pairs = 0;
    for (const auto& [key, size] : sizes)
        pairs += 0.5 * static_cast<double>(size) * static_cast<double>(size - 1);
    return pairs;
}

} // namespace

double adjustedRand(const Labels& a, const Labels& b)
{
    assert(a.size() == b.size());
    std::map<std::int32_t, std::int64_t> ofA;
    std::map<std::int32_t, std::int64_t> ofB;
    std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> ofBoth;
    for (std::size_t channel = 0; channel < a.size(); ++channel) {
        ++ofA[a[channel]];
        ++ofB[b[channel]];
        ++ofBoth[{a[channel], b[channel]}];
    }
    const double inA = sharedPairs(ofA);
    const double inB = sharedPairs(ofB);
    const double inBoth = sharedPairs(ofBoth);
    if (inBoth == inA && inBoth == inB)
        return 1;
    const auto count = static_cast<double>(a.size());
    const double expected = inA * inB / (0.5 * count * (count - 1));
    return (inBoth - expected) / (0.5 * (inA + inB) - expected);
}

} // namespace pleat::cluster
