// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/channel_line.h"

#include "ui/session/session.h"
#include "ui/views/described.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace pleat::ui {

ChannelLine::ChannelLine(Session& session, QWidget* parent)
    : ElidedLabel(parent)
    , m_session(session)
{
    described(this, QStringLiteral("channelLine"), tr("Channel"),
        tr("The channel under the pointer, in any view, or else the channels that are selected"));
    const Selection& selection = session.selection();
    connect(&selection, &Selection::hoveredChannelChanged, this, &ChannelLine::refresh);
    connect(&selection, &Selection::channelsChanged, this, &ChannelLine::refresh);
    connect(&selection, &Selection::groupChanged, this, &ChannelLine::refresh);
    connect(&session, &Session::labelsChanged, this, &ChannelLine::refresh);
    refresh();
}

void ChannelLine::refresh()
{
    const int channel = m_session.selection().hoveredChannel();
    const bool known = channel >= 0 && channel < static_cast<int>(m_session.labels().size());
    setText(known ? textOfChannel(channel) : textOfSelection());
}

QString ChannelLine::textOfChannel(int channel) const
{
    const std::vector<std::int32_t>& labels = m_session.labels();
    const auto size = std::count(labels.begin(), labels.end(), labels[channel]);
    const auto statistics = m_session.statistics(m_session.selection().group());
    const double norm =
        statistics ? std::sqrt(std::max(0.0, statistics->gram(channel, channel))) : std::nan("");
    return tr("Channel %1: cluster %2, size %3, norm %4")
        .arg(channel)
        .arg(labels[channel] + 1)
        .arg(size)
        .arg(norm, 0, 'g', 4);
}

QString ChannelLine::textOfSelection() const
{
    const std::vector<int>& selected = m_session.selection().channels();
    if (selected.empty())
        return tr("No channel selected");
    std::set<std::int32_t> clusters;
    for (const int channel : selected) {
        if (channel < static_cast<int>(m_session.labels().size()))
            clusters.insert(m_session.labels()[channel]);
    }
    return tr("Channels selected: %1, in clusters: %2").arg(selected.size()).arg(clusters.size());
}

} // namespace pleat::ui
