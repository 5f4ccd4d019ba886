// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a picture of the network shows, and what its parts say.
#pragma once

#include "ui/models/graph_layout.h"
#include "ui/session/group_numbers.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace pleat::ui {

class Session;

/// What the picture says about a channel group.
struct GraphGroup
{
    QString name;
    QString letter; ///< "A", ..., "Z", "AA": of groups that several layers share; else empty
    std::int64_t channels = 0, k = 0;
    QString frozen; ///< why; empty if it may be folded
    int layers = 0; ///< that make its channels
};
/// Of all groups of the session.
std::vector<GraphGroup> graphGroups(const Session& session);

struct GraphScene
{
    std::shared_ptr<const study::Outline> outline;
    std::shared_ptr<const GraphLayout> layout; ///< null until it is there
    QString network; ///< its name
    std::vector<int> counts; ///< nodes per block
    std::vector<GraphGroup> groups;
    GroupNumbers fill;
    int selectedGroup = -1;
    int currentBox = -1;
    std::vector<int> matches; ///< nodes that were searched for, ascending
    int currentMatch = -1; ///< one of them

    const study::OutlineNode* nodeOf(const GraphBox& box) const;
    /// "conv1", "layer1"; without the blocks around it.
    QString titleOf(const GraphBox& box) const;
    /// "convolution", "14 nodes".
    QString kindOf(const GraphBox& box) const;
    /// Groups whose channels it puts out; of a closed block those that its layers make.
    std::vector<int> groupsOf(int box) const;
    /// Whether it puts out channels of the selected group, or holds a node that does.
    bool lit(int box) const;
    /// Groups that get a rail beside the box: those of several layers, and the selected one.
    std::vector<int> railsOf(int box) const;
    /// "A"; "g3" for the selected one of a single layer.
    QString railText(int group) const;
    /// The box shows a node that was searched for.
    bool matched(int box) const;

    struct Value
    {
        double value = 0;
        QString text; ///< "75.0 %", "mean 75.0 %", "≈ 0.713"
    };
    /// Of a box of several groups their mean, or their sum if parameters are saved. None if the
    /// fill is none, or no number is known.
    std::optional<Value> valueOf(int box) const;
    /// A fill was chosen, but all groups of the box are frozen.
    bool frozen(int box) const;
    QString toolTipOf(int box) const;
};

/// "64×32×32"; `shape` begins with the batch axis, which is left out.
/// What colours the boxes, marked where it is an estimate.
QString fillTitle(const GroupNumbers& fill);
QString shapeText(const std::vector<std::int64_t>& shape);
/// On the scale of `numbers`; blue below 1 and orange above it for ratios. Light to dark otherwise,
/// keep shares dark to light.
QColor fillColor(const GroupNumbers& numbers, double value);
/// Black or white, whichever reads better on `fill`.
QColor textOn(const QColor& fill);
/// Of the rail of a group.
QColor railColor(int group, bool dark);

} // namespace pleat::ui
