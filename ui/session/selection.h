// SPDX-License-Identifier: GPL-3.0-or-later
// What a person looks at: one object that links all views.
#pragma once

#include <QObject>

#include <cstdint>
#include <map>
#include <vector>

namespace pleat::ui {

/// Views write here what a person points at and read here what to show; they never talk to each
/// other. Nothing of it is an edit, so nothing of it can be undone. Lives on the GUI thread.
class Selection : public QObject
{
    Q_OBJECT
public:
    explicit Selection(QObject* parent = nullptr);

    /// The model changed: nothing is selected, and `groups` groups can be.
    void reset(int groups);

    /// Index of the current group; -1 for none.
    int group() const { return m_group; }
    /// Out of range selects none. Clears the channels, the zoom and what is hovered, which belong
    /// to a group.
    void setGroup(int group);

    /// The one under the pointer, wherever that is; -1 for none.
    int hoveredGroup() const { return m_hoveredGroup; }
    void setHoveredGroup(int group);

    /// Marked channels of the current group, ascending.
    const std::vector<int>& channels() const { return m_channels; }
    /// In any order; channels listed twice count once.
    void setChannels(std::vector<int> channels);

    /// Marks them and asks to see them in the middle of a view that has a zoom.
    void seekChannels(std::vector<int> channels);

    /// Channels of the current group that a zoomed matrix shows, ascending; empty while it shows
    /// all of them.
    const std::vector<int>& zoomedChannels() const { return m_zoomed; }
    void setZoomedChannels(std::vector<int> channels);

    /// Of the current group; -1 for none.
    int hoveredChannel() const { return m_hoveredChannel; }
    void setHoveredChannel(int channel);

    /// Runs that are looked at together, by id: the last one is the one that single views show.
    const std::vector<int>& runs() const { return m_runs; }
    /// Id of the run that single views show; -1 for none.
    int run() const { return m_runs.empty() ? -1 : m_runs.back(); }
    void setRuns(std::vector<int> runs);

    /// k by group that a control under the pointer would set; a preview, nothing of the plan.
    const std::map<int, std::int64_t>& proposal() const { return m_proposal; }
    void setProposal(std::map<int, std::int64_t> proposal);

Q_SIGNALS:
    void groupChanged(int group);
    void hoveredGroupChanged(int group);
    void channelsChanged();
    void channelsSought();
    void zoomedChannelsChanged();
    void hoveredChannelChanged(int channel);
    void runsChanged();
    void proposalChanged();

private:
    int m_groups = 0;
    int m_group = -1;
    int m_hoveredGroup = -1;
    std::vector<int> m_channels;
    std::vector<int> m_zoomed;
    int m_hoveredChannel = -1;
    std::vector<int> m_runs;
    std::map<int, std::int64_t> m_proposal;
};

} // namespace pleat::ui
