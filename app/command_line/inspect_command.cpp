// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/commands.h"
#include "core/study/run.h"

#include <cstdio>

namespace pleat::app {

namespace {

void printGroup(const study::GroupInfo& group)
{
    const std::string more =
        group.layers.size() > 1 ? " +" + std::to_string(group.layers.size() - 1) : "";
    std::printf("%-4s %-34s %6lld  %10s  %s\n", group.id.c_str(), (group.name + more).c_str(),
        static_cast<long long>(group.channels), shortNumber(group.parameters).c_str(),
        group.foldable ? (group.inner ? "foldable, inner" : "foldable")
                       : ("frozen: " + group.frozen).c_str());
}

} // namespace

Result<void> inspect(
    const std::string& path, const CommonOptions& common, const StageContext& context)
{
    auto model = study::openModel({path, common.inputShapes}, context);
    if (!model)
        return model.error();
    finishProgress();
    const study::ModelInfo& info = (*model)->info();
    if (common.json) {
        std::fputs(study::toJson(info).c_str(), stdout);
        return {};
    }
    std::string shape;
    for (std::int64_t size : info.inputShape)
        shape += (shape.empty() ? "" : "x") + std::to_string(size);
    std::printf("%s: %s, %s parameters, %s MACs, input %s\n\n", info.name.c_str(),
        info.format.c_str(), shortNumber(info.parameters).c_str(), shortNumber(info.macs).c_str(),
        shape.c_str());
    std::printf("%-4s %-34s %6s  %10s  %s\n", "id", "group", "n", "parameters", "state");
    for (const study::GroupInfo& group : info.groups)
        printGroup(group);
    for (const Finding& finding : info.findings)
        std::printf("note: %s: %s\n", finding.where.c_str(), finding.message.c_str());
    return {};
}

} // namespace pleat::app
