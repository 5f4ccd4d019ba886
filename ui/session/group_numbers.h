// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that a session has for every group, to be painted on a picture of the network.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace pleat::ui {

class Session;

enum class GroupNumber
{
    None,
    Keep, ///< k / n
    PredictedRatio,
    MeasuredRatio, ///< of the selected run
    RelativeInertia,
    SavedParameters ///< if only this group were folded
};
inline constexpr GroupNumber kGroupNumbers[] = {GroupNumber::None, GroupNumber::Keep,
    GroupNumber::PredictedRatio, GroupNumber::MeasuredRatio, GroupNumber::RelativeInertia,
    GroupNumber::SavedParameters};

QString titleOf(GroupNumber number);
QString helpOf(GroupNumber number);

/// One number of all groups with the scale that it is shown on.
struct GroupNumbers
{
    GroupNumber number = GroupNumber::None;
    std::vector<std::optional<double>> values; ///< index = group; none: frozen or not known
    std::vector<bool> previewed; ///< index = group: the exact clustering is not known yet
    double low = 0, high = 1; ///< ends of the scale; ratios lie around 1
    bool estimated = false; ///< all of them are
};

/// A few milliseconds for hundreds of groups.
GroupNumbers groupNumbers(const Session& session, GroupNumber number);
/// "75.0 %", "0.713", "98.3 k".
QString numberText(GroupNumber number, double value);

} // namespace pleat::ui
