// SPDX-License-Identifier: GPL-3.0-or-later
// Session: what jobs have found out, and what follows from it under the plan.
#include "ui/session/session.h"
#include "ui/session/text.h"

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr std::size_t kMostExact = 256; // clusterings remembered for each group

bool hierarchical(const std::string& method)
{
    const std::vector<study::ClusterMethodInfo> known = study::knownClusterMethods();
    return std::none_of(known.begin(), known.end(), [&](const study::ClusterMethodInfo& info) {
        return info.id == method && !info.hierarchical;
    });
}

} // namespace

void Session::refreshMethod()
{
    m_ownTree = hierarchical(m_plan.clustering.method);
}

bool Session::current(int group, const study::GroupStatisticsPtr& statistics) const
{
    return statistics && this->statistics(group) == statistics;
}

void Session::setStatistics(int group, study::GroupStatisticsPtr statistics)
{
    m_derived.at(group) = {};
    m_derived.at(group).statistics = std::move(statistics);
    refreshRatio(group);
    Q_EMIT statisticsChanged(group);
    if (group == m_selection.group())
        refreshLabels();
}

study::GroupStatisticsPtr Session::statistics(int group) const
{
    return group < 0 || group >= static_cast<int>(m_derived.size()) ? nullptr
                                                                    : m_derived[group].statistics;
}

void Session::setFailure(int group, const Wording& why)
{
    m_derived.at(group).failure = why;
    Q_EMIT statisticsChanged(group);
}

QString Session::failure(int group) const
{
    if (group < 0 || group >= static_cast<int>(m_derived.size()))
        return {};
    const ExactClustering* exact = exactOf(group);
    return exact ? exact->failure() : m_derived[group].failure();
}

std::vector<study::GroupStatisticsPtr> Session::allStatistics() const
{
    std::vector<study::GroupStatisticsPtr> all;
    for (const GroupResults& derived : m_derived)
        all.push_back(derived.statistics);
    return all;
}

std::vector<int> Session::missingFor(study::GroupSelection selection) const
{
    std::vector<int> missing;
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group) {
        const study::GroupInfo& details = info().groups[group];
        const bool wanted = details.foldable && !lockedOf(group)
            && (selection == study::GroupSelection::All || details.inner);
        if (wanted && !m_derived[group].statistics)
            missing.push_back(group);
    }
    return missing;
}

ClusteringKey Session::clusteringKey(int group) const
{
    return {kOf(group), m_plan.clustering.starts, m_plan.seed};
}

const ExactClustering* Session::exactOf(int group) const
{
    if (m_ownTree)
        return nullptr;
    const auto& known = m_derived.at(group).exact;
    const auto found = known.find(clusteringKey(group));
    return found == known.end() ? nullptr : &found->second;
}

bool Session::needsExact(int group) const
{
    const std::int64_t k = kOf(group);
    return !m_ownTree && statistics(group) && k > 1 && k < info().groups[group].channels
        && !exactOf(group);
}

void Session::forgetExact(int group)
{
    m_derived.at(group).exact.erase(clusteringKey(group));
    if (group == m_selection.group())
        refreshLabels();
    Q_EMIT clusteringChanged(group);
}

void Session::setExact(int group, const study::GroupStatisticsPtr& from, const ClusteringKey& key,
    const Result<study::GroupClustering>& result)
{
    if (!current(group, from))
        return;
    ExactClustering exact;
    if (result)
        exact.clustering = *result;
    else
        exact.failure = [error = result.error()] { return notDoneText(error); };
    std::map<ClusteringKey, ExactClustering>& known = m_derived[group].exact;
    if (known.size() >= kMostExact)
        known.clear();
    known[key] = std::move(exact);
    if (group == m_selection.group())
        refreshLabels();
    Q_EMIT clusteringChanged(group);
}

void Session::refreshRatio(int group)
{
    GroupResults& derived = m_derived[group];
    const std::int64_t k = kOf(group);
    if (!derived.statistics || derived.cutK == k)
        return;
    derived.cutK = k;
    if (k == info().groups[group].channels) {
        derived.cutRatio = 1;
        derived.cutLayerRatios.assign(derived.statistics->layers.size(), 1);
        return;
    }
    study::GroupClustering cut = study::cutGroup(*derived.statistics, k);
    derived.cutRatio = cut.predictedRatio;
    derived.cutLayerRatios = std::move(cut.layerRatios);
}

study::GroupClustering Session::clusteringOf(int group) const
{
    const study::GroupStatisticsPtr known = statistics(group);
    if (!known)
        return {};
    const ExactClustering* exact = exactOf(group);
    return exact ? exact->clustering : study::cutGroup(*known, kOf(group));
}

void Session::refreshLabels()
{
    study::GroupClustering now = clusteringOf(m_selection.group());
    const bool same = now.labels == m_clustering.labels && now.exact == m_clustering.exact;
    m_clustering = std::move(now);
    if (!same)
        Q_EMIT labelsChanged();
}

std::optional<double> Session::predictedRatio(int group) const
{
    const GroupResults& derived = m_derived.at(group);
    if (!derived.statistics)
        return std::nullopt;
    const ExactClustering* exact = exactOf(group);
    if (!exact)
        return derived.cutRatio;
    return exact->failure.isEmpty() ? std::optional(exact->clustering.predictedRatio)
                                    : std::nullopt;
}

std::map<std::string, double> Session::predictedByLayer(int group) const
{
    const GroupResults& derived = m_derived.at(group);
    std::map<std::string, double> ratios;
    if (kOf(group) == info().groups[group].channels) {
        for (const std::string& layer : info().groups[group].layers)
            ratios[layer] = 1;
        return ratios;
    }
    if (!derived.statistics)
        return ratios;
    const ExactClustering* exact = exactOf(group);
    const std::vector<double>& known =
        exact ? exact->clustering.layerRatios : derived.cutLayerRatios; // none where it failed
    for (std::size_t layer = 0; layer < known.size(); ++layer)
        ratios[derived.statistics->layers[layer].name] = known[layer];
    return ratios;
}

bool Session::ratioPreviewed(int group) const
{
    return needsExact(group);
}

Session::MedianRatio Session::medianPredictedRatio() const
{
    MedianRatio median;
    std::vector<double> ratios;
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group) {
        median.total += info().groups[group].foldable;
        if (const std::optional<double> ratio = predictedRatio(group))
            ratios.push_back(*ratio);
    }
    median.known = static_cast<int>(ratios.size());
    if (ratios.empty())
        return median;
    std::sort(ratios.begin(), ratios.end());
    const std::size_t middle = ratios.size() / 2;
    median.ratio =
        ratios.size() % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    return median;
}

void Session::addQualities(int group, const study::GroupStatisticsPtr& from, const Qualities& added)
{
    if (!current(group, from))
        return;
    for (const auto& [k, quality] : added)
        m_derived[group].qualities[k] = quality;
    Q_EMIT qualityChanged(group);
}

std::map<std::int64_t, double> Session::silhouettes(int group) const
{
    std::map<std::int64_t, double> values;
    for (const auto& [k, quality] : m_derived.at(group).qualities)
        values[k] = quality.silhouette;
    return values;
}

void Session::setExactQuality(int group, const study::GroupStatisticsPtr& from,
    const ClusteringKey& key, const cluster::ClusterQuality& quality)
{
    if (!current(group, from))
        return;
    const auto found = m_derived[group].exact.find(key);
    if (found == m_derived[group].exact.end())
        return;
    found->second.quality = quality;
    Q_EMIT qualityChanged(group);
}

std::optional<cluster::ClusterQuality> Session::quality() const
{
    if (m_selection.group() < 0 || m_clustering.k == 0)
        return std::nullopt;
    if (const ExactClustering* exact = exactOf(m_selection.group()))
        return exact->quality;
    const Qualities& known = m_derived[m_selection.group()].qualities;
    const auto found = known.find(m_clustering.k);
    return m_clustering.exact && found != known.end() ? std::optional(found->second) : std::nullopt;
}

} // namespace pleat::ui
