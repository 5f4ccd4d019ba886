// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/commands.h"
#include "core/study/run.h"

#include <algorithm>
#include <cstdio>

namespace pleat::app {

namespace {

std::string title(const study::GroupInfo& group)
{
    return group.layers.size() > 1 ? group.name + " +" + std::to_string(group.layers.size() - 1)
                                   : group.name;
}

void printGroups(const std::vector<study::GroupInfo>& groups)
{
    std::size_t width = 5;
    for (const study::GroupInfo& group : groups)
        width = std::max(width, title(group).size());
    const int column = static_cast<int>(width);
    std::printf("%-4s %-*s %6s  %10s  %s\n", "id", column, "group", "n", "parameters", "state");
    for (const study::GroupInfo& group : groups)
        std::printf("%-4s %-*s %6lld  %10s  %s\n", group.id.c_str(), column, title(group).c_str(),
            static_cast<long long>(group.channels), shortNumber(group.parameters).c_str(),
            group.foldable ? (group.inner ? "foldable, inner" : "foldable")
                           : ("frozen: " + group.frozen).c_str());
}

std::string shapesText(const std::vector<std::vector<std::int64_t>>& inputs)
{
    std::string text;
    for (const auto& shape : inputs) {
        text += text.empty() ? "" : ",";
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            text += (axis ? "x" : "") + std::to_string(shape[axis]);
    }
    return text;
}

} // namespace

Result<void> inspect(
    const InspectOptions& options, const CommonOptions& common, const StageContext& context)
{
    auto model = study::openModel({options.model, common.inputShapes}, context);
    if (!model)
        return model.error();
    finishProgress();
    const study::ModelInfo& info = (*model)->info();
    if (common.json) {
        std::fputs(study::toJson(info).c_str(), stdout);
        return {};
    }
    if (options.text) {
        std::fputs(study::describeAsText(**model).c_str(), stdout);
        return {};
    }
    std::printf("%s: %s, %s parameters (%.1f %% in foldable groups), %s MACs, input %s\n\n",
        info.name.c_str(), info.format.c_str(), shortNumber(info.parameters).c_str(),
        100 * info.foldableShare, shortNumber(info.macs).c_str(), shapesText(info.inputs).c_str());
    printGroups(info.groups);
    for (const Finding& finding : info.findings)
        std::printf("note: %s: %s\n", finding.where.c_str(), finding.message.c_str());
    return {};
}

} // namespace pleat::app
