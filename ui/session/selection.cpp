// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/selection.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

Selection::Selection(QObject* parent)
    : QObject(parent)
{
}

void Selection::reset(int groups)
{
    m_groups = groups;
    m_group = -1;
    setHoveredGroup(-1);
    m_channels.clear();
    m_zoomed.clear();
    m_hoveredChannel = -1;
    m_runs.clear();
    Q_EMIT groupChanged(-1);
    Q_EMIT channelsChanged();
    Q_EMIT zoomedChannelsChanged();
    Q_EMIT hoveredChannelChanged(-1);
    Q_EMIT runsChanged();
    setProposal({});
}

void Selection::setGroup(int group)
{
    const int chosen = group >= 0 && group < m_groups ? group : -1;
    if (chosen == m_group)
        return;
    m_group = chosen;
    const bool marked = !std::exchange(m_channels, {}).empty();
    const bool zoomed = !std::exchange(m_zoomed, {}).empty();
    const bool hovered = std::exchange(m_hoveredChannel, -1) >= 0;
    Q_EMIT groupChanged(chosen);
    if (marked)
        Q_EMIT channelsChanged();
    if (zoomed)
        Q_EMIT zoomedChannelsChanged();
    if (hovered)
        Q_EMIT hoveredChannelChanged(-1);
}

void Selection::setHoveredGroup(int group)
{
    const int hovered = group >= 0 && group < m_groups ? group : -1;
    if (std::exchange(m_hoveredGroup, hovered) != hovered)
        Q_EMIT hoveredGroupChanged(hovered);
}

void Selection::setChannels(std::vector<int> channels)
{
    std::sort(channels.begin(), channels.end());
    channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
    if (m_group < 0 || channels == m_channels)
        return;
    m_channels = std::move(channels);
    Q_EMIT channelsChanged();
}

void Selection::seekChannels(std::vector<int> channels)
{
    setChannels(std::move(channels));
    Q_EMIT channelsSought();
}

void Selection::setZoomedChannels(std::vector<int> channels)
{
    if (m_group < 0 || channels == m_zoomed)
        return;
    m_zoomed = std::move(channels);
    Q_EMIT zoomedChannelsChanged();
}

void Selection::setHoveredChannel(int channel)
{
    if (std::exchange(m_hoveredChannel, channel) != channel)
        Q_EMIT hoveredChannelChanged(channel);
}

void Selection::setRuns(std::vector<int> runs)
{
    if (runs == m_runs)
        return;
    m_runs = std::move(runs);
    Q_EMIT runsChanged();
}

void Selection::setProposal(std::map<int, std::int64_t> proposal)
{
    if (proposal == m_proposal)
        return;
    m_proposal = std::move(proposal);
    Q_EMIT proposalChanged();
}

} // namespace pleat::ui
