// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/adjusted_rand.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace pleat::cluster {

namespace {

/// Pairs of channels with equal keys; exact, whole numbers far below 2^53.
template <typename Key>
double equalPairs(std::vector<Key> keys)
{
    std::sort(keys.begin(), keys.end());
    double pairs = 0;
    for (auto first = keys.begin(); first != keys.end();) {
        const auto last = std::upper_bound(first, keys.end(), *first);
        const auto size = static_cast<double>(last - first);
        pairs += 0.5 * size * (size - 1);
        first = last;
    }
    return pairs;
}

} // namespace

double adjustedRand(const Labels& a, const Labels& b)
{
    assert(a.size() == b.size());
    std::vector<std::pair<std::int32_t, std::int32_t>> both;
    for (std::size_t channel = 0; channel < a.size(); ++channel)
        both.emplace_back(a[channel], b[channel]);
    const double inA = equalPairs(a);
    const double inB = equalPairs(b);
    const double inBoth = equalPairs(std::move(both));
    if (inBoth == inA && inBoth == inB)
        return 1;
    const auto count = static_cast<double>(a.size());
    const double expected = inA * inB / (0.5 * count * (count - 1));
    return (inBoth - expected) / (0.5 * (inA + inB) - expected);
}

} // namespace pleat::cluster
