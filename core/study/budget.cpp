// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/budget.h"

#include "core/evaluate/predicted_damage.h"
#include "core/fold/budget.h"
#include "core/study/model_content.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace pleat::study {

namespace {

evaluate::GroupLoss lossOf(const Model::Content& content, const GroupStatistics& statistics)
{
    evaluate::GroupLoss loss;
    for (const GroupStatistics::Layer& layer : statistics.layers) {
        const auto found =
            std::find_if(content.coupling->layers.begin(), content.coupling->layers.end(),
                [&](const coupling::Layer& candidate) { return candidate.name == layer.name; });
        loss.layers.push_back({static_cast<std::size_t>(found - content.coupling->layers.begin()),
            layer.energy, layer.lost});
    }
    for (std::int64_t k = 1; k <= statistics.tree.channels(); ++k)
        loss.lost.push_back(statistics.tree.relativeInertia(k));
    return loss;
}

/// The groups that give channels, before a budget is spent.
struct Scene
{
    coupling::CostModel::Widths start;
    std::vector<fold::BudgetGroup> groups;
};

Result<Scene> sceneOf(const Model& model, const std::vector<GroupStatisticsPtr>& statistics,
    const BudgetOptions& options, const fold::Plan& base)
{
    Scene scene;
    std::vector<evaluate::GroupLoss> losses(model.info().groups.size());
    std::vector<bool> gives(losses.size(), false);
    for (std::size_t g = 0; g < losses.size(); ++g) {
        const GroupInfo& group = model.info().groups[g];
        const auto choice = base.groups.find(group.name);
        const bool locked = choice != base.groups.end() && choice->second.locked;
        gives[g] =
            group.foldable && !locked && (options.selection == GroupSelection::All || group.inner);
        const bool known = g < statistics.size() && statistics[g];
        if (gives[g] && !known)
            return Error{ErrorCode::Internal, "the group was not analysed", group.name, ""};
        if (known)
            losses[g] = lossOf(model.content(), *statistics[g]);
        scene.start.push_back(
            gives[g] || choice == base.groups.end() ? group.channels : choice->second.k);
    }
    auto damage = evaluate::predictedDamage(*model.content().coupling, losses);
    for (std::size_t g = 0; g < losses.size(); ++g) {
        const double least = options.floor * static_cast<double>(model.info().groups[g].channels);
        scene.groups.push_back({gives[g] ? std::move(damage[g]) : std::vector<double>(),
            std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(least - 1e-9)))});
    }
    return scene;
}

} // namespace

Result<void> checkBudget(const BudgetOptions& options)
{
    const auto wrong = [](const std::string& what, double value, const std::string& allowed) {
        char number[32];
        std::snprintf(number, sizeof number, "%g", value);
        return Error{ErrorCode::Usage, what + " is " + number + ", allowed is " + allowed, "budget",
            "as in --params 0.5"};
    };
    if (!(options.fraction > 0 && options.fraction <= 1))
        return wrong("the fraction", options.fraction, "more than 0 up to 1");
    if (options.multiple < 1)
        return wrong(
            "the multiple", static_cast<double>(options.multiple), "a whole number from 1");
    if (!(options.floor >= 0 && options.floor <= 1))
        return wrong("the floor", options.floor, "0 to 1");
    return {};
}

Result<fold::Plan> distributeBudget(const Model& model,
    const std::vector<GroupStatisticsPtr>& statistics, const BudgetOptions& options,
    fold::Plan base)
{
    if (auto checked = checkBudget(options); !checked)
        return checked.error();
    auto scene = sceneOf(model, statistics, options, base);
    if (!scene)
        return scene.error();
    const bool macs = options.target == BudgetTarget::Macs;
    const Model::Content& content = model.content();
    const coupling::CostModel& cost = macs ? content.macCost : content.parameterCost;
    const std::int64_t whole = macs ? content.info.macs : content.info.parameters;
    const auto goal =
        static_cast<std::int64_t>(std::floor(options.fraction * static_cast<double>(whole) + 1e-9));
    auto widths = fold::distribute(cost, scene->start, scene->groups, goal, options.multiple);
    if (!widths)
        return Error{widths.error().code, widths.error().message,
            macs ? "budget of MACs" : "budget of parameters", widths.error().hint};
    for (std::size_t g = 0; g < widths->size(); ++g) {
        if (!scene->groups[g].damage.empty())
            base.groups[content.info.groups[g].name].k = (*widths)[g];
    }
    return base;
}

} // namespace pleat::study
