// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/group_numbers.h"

#include "ui/session/session.h"
#include "ui/session/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace pleat::ui {

namespace {

/// Where lupdate finds the texts of functions without a class.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(GroupNumbers)
};

/// Exact: the network under a plan that folds nothing else.
double savedParameters(const Session& session, int group, const study::Cost& whole)
{
    const study::GroupInfo& info = session.info().groups[group];
    const std::int64_t k = session.kOf(group);
    if (k == info.channels)
        return 0;
    fold::Plan plan;
    plan.groups[info.name].k = k;
    return static_cast<double>(
        whole.parameters - study::predictedCost(*session.model(), plan).parameters);
}

std::optional<double> relativeInertia(const Session& session, int group)
{
    const study::GroupClustering clustering = session.clusteringOf(group);
    return clustering.k > 0 ? std::optional(clustering.relativeInertia) : std::nullopt;
}

std::optional<double> valueOf(
    const Session& session, GroupNumber number, int group, const study::Cost& whole)
{
    const study::GroupInfo& info = session.info().groups[group];
    if (!info.foldable)
        return std::nullopt;
    switch (number) {
    case GroupNumber::Keep:
        return static_cast<double>(session.kOf(group)) / static_cast<double>(info.channels);
    case GroupNumber::PredictedRatio:
        return session.predictedRatio(group);
    case GroupNumber::MeasuredRatio:
        return session.measuredRatio(group);
    case GroupNumber::RelativeInertia:
        return relativeInertia(session, group);
    case GroupNumber::SavedParameters:
        return savedParameters(session, group, whole);
    case GroupNumber::None:
        break;
    }
    return std::nullopt;
}

} // namespace

QString titleOf(GroupNumber number)
{
    switch (number) {
    case GroupNumber::Keep:
        return Texts::tr("keep share");
    case GroupNumber::PredictedRatio:
        return Texts::tr("predicted variance ratio");
    case GroupNumber::MeasuredRatio:
        return Texts::tr("measured variance ratio");
    case GroupNumber::RelativeInertia:
        return Texts::tr("relative inertia");
    case GroupNumber::SavedParameters:
        return Texts::tr("parameters saved");
    case GroupNumber::None:
        break;
    }
    return Texts::tr("nothing");
}

QString helpOf(GroupNumber number)
{
    switch (number) {
    case GroupNumber::Keep:
        return Texts::tr("Share of the channels that the plan keeps");
    case GroupNumber::PredictedRatio:
        return Texts::tr("An estimate from the weights alone: variance after merging");
    case GroupNumber::MeasuredRatio:
        return Texts::tr("Variance after repair, of the selected run");
    case GroupNumber::RelativeInertia:
        return Texts::tr("What the clusters leave of the sum of squares of the features");
    case GroupNumber::SavedParameters:
        return Texts::tr("What folding this group alone would save");
    case GroupNumber::None:
        break;
    }
    return Texts::tr("All boxes look alike");
}

GroupNumbers groupNumbers(const Session& session, GroupNumber number)
{
    GroupNumbers numbers;
    numbers.number = number;
    numbers.estimated = number == GroupNumber::PredictedRatio;
    const bool clustered =
        number == GroupNumber::PredictedRatio || number == GroupNumber::RelativeInertia;
    const study::Cost whole = number == GroupNumber::SavedParameters && session.hasModel()
        ? study::predictedCost(*session.model(), {})
        : study::Cost();
    for (int group = 0; group < static_cast<int>(session.info().groups.size()); ++group) {
        numbers.values.push_back(valueOf(session, number, group, whole));
        numbers.previewed.push_back(clustered && session.ratioPreviewed(group));
    }
    if (number == GroupNumber::PredictedRatio || number == GroupNumber::MeasuredRatio)
        numbers.high = 2;
    for (const std::optional<double>& value : numbers.values) {
        if (number == GroupNumber::SavedParameters && value)
            numbers.high = std::max(numbers.high, *value);
    }
    return numbers;
}

QString numberText(GroupNumber number, double value)
{
    switch (number) {
    case GroupNumber::None:
        return {};
    case GroupNumber::Keep:
        return percentText(value);
    case GroupNumber::SavedParameters:
        return countText(std::llround(value));
    default:
        return ratioText(value);
    }
}

} // namespace pleat::ui
