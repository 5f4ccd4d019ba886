// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/predicted_damage.h"

#include <algorithm>
#include <cmath>

namespace pleat::evaluate {

namespace {

constexpr double kPower = 1.75;
constexpr double kDecay = 3; // of the damage, from the first foldable group to the last
constexpr double kLeastRetained = 1e-4; // a bound for the logarithm
constexpr double kSettled = 1e-9; // of importances, which lie between 0 and 1
constexpr int kMostPasses = 1000;

double strongestEnergy(const GroupLoss& group)
{
    double energy = 0;
    for (const LayerLoss& layer : group.layers)
        energy = std::max(energy, layer.energy);
    return energy;
}

/// Share of the signal of the group that the layer's output is.
double shareOf(const coupling::ChannelGroup& group, const GroupLoss& loss, std::size_t layer)
{
    double sum = 0; // of a stream, so far: later layers carry on the errors of earlier ones
    for (const LayerLoss& each : loss.layers) {
        sum += each.energy;
        if (each.layer != layer)
            continue;
        const double whole = group.joined ? sum : strongestEnergy(loss);
        return whole > 0 ? each.energy / whole : 1;
    }
    return 1;
}

/// A layer that reads a group, and what becomes of its output.
struct Reader
{
    int group = -1; ///< that it makes; -1: not a foldable one
    double share = 1; ///< of the signal of that group
};

std::vector<std::vector<Reader>> readersOf(
    const coupling::Coupling& coupling, const std::vector<GroupLoss>& losses)
{
    std::vector<std::vector<Reader>> readers(losses.size());
    for (std::size_t l = 0; l < coupling.layers.size(); ++l) {
        const coupling::Layer& layer = coupling.layers[l];
        if (layer.repeated)
            continue;
        Reader reader{coupling::outGroup(layer), 1};
        if (reader.group >= 0 && losses[static_cast<std::size_t>(reader.group)].layers.empty())
            reader.group = -1;
        if (reader.group >= 0) {
            const auto made = static_cast<std::size_t>(reader.group);
            reader.share = shareOf(coupling.groups[made], losses[made], l);
        }
        for (std::size_t g = 0; g < losses.size(); ++g) {
            if (!coupling::spansOf(layer.columns, static_cast<int>(g)).empty())
                readers[g].push_back(reader);
        }
    }
    return readers;
}

/// [n] -log of the retained share.
std::vector<double> signalLoss(const GroupLoss& group)
{
    const auto add = [](std::vector<double>& sum, const std::vector<double>& lost, double weight) {
        sum.resize(lost.size());
        for (std::size_t i = 0; i < lost.size(); ++i)
            sum[i] -= weight * std::log(std::max(kLeastRetained, 1 - lost[i]));
    };
    std::vector<double> sum;
    const double strongest = strongestEnergy(group);
    for (const LayerLoss& layer : group.layers)
        add(sum, layer.lost, strongest > 0 ? layer.energy / strongest : 1);
    if (group.layers.empty())
        add(sum, group.lost, 1);
    return sum;
}

} // namespace

std::vector<double> groupImportance(
    const coupling::Coupling& coupling, const std::vector<GroupLoss>& losses)
{
    const auto readers = readersOf(coupling, losses);
    std::vector<double> importance(losses.size(), 0);
    double change = 1;
    // The least fixed point, from the output backwards; a stream is read by blocks that add to it.
    for (int pass = 0; change > kSettled && pass < kMostPasses; ++pass) {
        change = 0;
        for (std::size_t g = losses.size(); g-- > 0;) {
            double sum = readers[g].empty() ? 1 : 0;
            for (const Reader& reader : readers[g]) {
                if (reader.group != static_cast<int>(g))
                    sum += reader.share
                        * (reader.group < 0 ? 1
                                            : importance[static_cast<std::size_t>(reader.group)]);
            }
            const double now = std::min(1.0, sum);
            change = std::max(change, std::abs(now - importance[g]));
            importance[g] = now;
        }
    }
    return importance;
}

std::vector<std::vector<double>> predictedDamage(
    const coupling::Coupling& coupling, const std::vector<GroupLoss>& losses)
{
    const std::vector<double> importance = groupImportance(coupling, losses);
    std::vector<std::vector<double>> damage;
    double foldable = 0;
    for (const GroupLoss& group : losses) {
        damage.push_back(signalLoss(group));
        foldable += damage.back().empty() ? 0 : 1;
    }
    double place = 0;
    for (std::size_t g = 0; g < damage.size(); ++g) {
        const double depth = foldable > 1 ? place / (foldable - 1) : 0;
        for (double& value : damage[g])
            value = importance[g] * std::pow(kDecay, -depth) * std::pow(value, kPower);
        place += damage[g].empty() ? 0 : 1;
    }
    return damage;
}

} // namespace pleat::evaluate
