// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/channel_facts.h"

#include "core/cluster/gram.h"
#include "core/cluster/quality.h"

#include <algorithm>
#include <cmath>

namespace pleat::cluster {

ClusterFacts::ClusterFacts(const Eigen::MatrixXd& gram, Labels labels)
    : m_gram(gram)
    , m_labels(std::move(labels))
    , m_sizes(clusterSizes(m_labels))
    , m_spreads(m_sizes.size(), std::numeric_limits<double>::quiet_NaN())
{
}

double ClusterFacts::spread(std::int32_t label)
{
    double& known = m_spreads[static_cast<std::size_t>(label)];
    if (!std::isnan(known))
        return known;
    std::vector<Eigen::Index> members;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        if (m_labels[i] == label)
            members.push_back(static_cast<Eigen::Index>(i));
    }
    known = 0;
    for (const Eigen::Index i : members) {
        for (const Eigen::Index j : members)
            known += m_gram(j, i);
    }
    const auto size = static_cast<double>(members.size());
    known /= size * size;
    return known;
}

ChannelFacts ClusterFacts::of(std::int64_t channel)
{
    const auto column = m_gram.col(channel);
    const double square = column[channel];
    std::vector<double> distances(m_sizes.size(), 0.0); // summed by cluster
    ChannelFacts facts;
    facts.cluster = m_labels[static_cast<std::size_t>(channel)];
    double shared = 0;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const auto other = static_cast<Eigen::Index>(i);
        const double scale = square + m_gram(other, other);
        distances[static_cast<std::size_t>(m_labels[i])] +=
            std::sqrt(resolvedSquare(scale - 2 * column[other], scale));
        if (m_labels[i] == facts.cluster)
            shared += column[other];
    }
    const auto own = static_cast<std::size_t>(facts.cluster);
    facts.size = m_sizes[own];
    const auto size = static_cast<double>(facts.size);
    const double centre = spread(facts.cluster);
    facts.toCentre =
        std::sqrt(resolvedSquare(square - 2 * shared / size + centre, square + centre));
    double outside = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < distances.size(); ++c) {
        const double mean = distances[c] / static_cast<double>(m_sizes[c]);
        if (c != own && mean < outside) {
            outside = mean;
            facts.nearestOther = static_cast<std::int32_t>(c);
        }
    }
    if (facts.nearestOther < 0)
        return facts;
    const double inside = facts.size > 1 ? distances[own] / (size - 1) : outside;
    const double larger = std::max(inside, outside);
    facts.silhouette = larger > 0 && facts.size > 1 ? (outside - inside) / larger : 0;
    return facts;
}

} // namespace pleat::cluster
