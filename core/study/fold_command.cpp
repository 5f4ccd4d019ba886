// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/fold_command.h"

#include "core/base/shell_words.h"
#include "core/study/probe.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pleat::study {

namespace {

/// The shortest decimal that reads back as the same number.
std::string numberText(double number)
{
    char text[32];
    const auto [end, failure] = std::to_chars(text, text + sizeof text, number);
    return failure == std::errc() ? std::string(text, end) : "0";
}

std::int64_t kOf(const fold::Plan& plan, const GroupInfo& group)
{
    const auto found = plan.groups.find(group.name);
    return found == plan.groups.end() ? group.channels : found->second.k;
}

bool sameSizes(const ModelInfo& info, const fold::Plan& a, const fold::Plan& b)
{
    return std::all_of(info.groups.begin(), info.groups.end(),
        [&](const GroupInfo& group) { return kOf(a, group) == kOf(b, group); });
}

/// The shortest share that gives every group of the selection its k, if there is one.
std::optional<double> uniformKeep(
    const ModelInfo& info, const fold::Plan& plan, GroupSelection selection)
{
    double least = 0, most = 1; // the share is in [least, most)
    for (const GroupInfo& group : info.groups) {
        if (!group.foldable || (selection == GroupSelection::Inner && !group.inner))
            continue;
        const auto n = static_cast<double>(group.channels);
        const auto k = static_cast<double>(kOf(plan, group));
        least = k > 1 ? std::max(least, k / n) : least;
        most = std::min(most, (k + 1) / n);
    }
    for (double scale = 1; scale <= 1e6; scale *= 10) {
        const double keep = std::max(std::ceil(least * scale - 1e-6) / scale, 1 / scale);
        if (keep <= 1 && keep <= most && sameSizes(info, uniformPlan(info, keep, selection), plan))
            return keep;
    }
    return std::nullopt;
}

class CommandText
{
public:
    void add(const std::string& word) { m_text += (m_text.empty() ? "" : " ") + word; }

    void add(const char* option, const std::string& value)
    {
        add(option);
        add(quotedForShell(value));
    }

    /// What is as it would be anyway is left out.
    template <typename T>
    void addUnless(const char* option, const T& value, const T& usual)
    {
        if (value != usual)
            add(option, std::to_string(value));
    }

    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

void addSizes(CommandText& text, const ModelInfo& info, const fold::Plan& plan)
{
    if (const auto keep = uniformKeep(info, plan, GroupSelection::All)) {
        text.add("--keep", numberText(*keep));
        return;
    }
    if (const auto keep = uniformKeep(info, plan, GroupSelection::Inner)) {
        text.add("--keep", numberText(*keep));
        text.add("--groups", "inner");
        return;
    }
    for (const GroupInfo& group : info.groups) {
        if (kOf(plan, group) != group.channels)
            text.add("--k", group.name + "=" + std::to_string(kOf(plan, group)));
    }
}

void addClustering(CommandText& text, const cluster::ClusterOptions& clustering)
{
    const cluster::ClusterOptions usual;
    text.add("--cluster", clustering.method);
    text.add("--features", clustering.features.set);
    const cluster::FeatureOptions& features = clustering.features;
    if (features.incomingWeight != 1 || features.outgoingWeight != 1)
        text.add("--feature-weights",
            numberText(features.incomingWeight) + "," + numberText(features.outgoingWeight));
    text.addUnless("--starts", clustering.starts, usual.starts);
}

/// "a=1,b=2" in its parts; a comma inside a name stays, since no number precedes it.
std::vector<std::string> sizesIn(const std::string& text)
{
    std::vector<std::string> sizes;
    std::size_t begin = 0;
    for (std::size_t comma = text.find(','); comma != std::string::npos;
         comma = text.find(',', comma + 1)) {
        const std::string part = text.substr(begin, comma - begin);
        const std::size_t equals = part.rfind('=');
        const bool sized = equals != std::string::npos && equals + 1 < part.size()
            && part.find_first_not_of("0123456789", equals + 1) == std::string::npos;
        if (!sized)
            continue;
        sizes.push_back(part);
        begin = comma + 1;
    }
    sizes.push_back(text.substr(begin));
    return sizes;
}

Result<void> addGroupSize(fold::Plan& plan, const ModelInfo& info, const std::string& size)
{
    const std::size_t equals = size.rfind('=');
    const std::string name = size.substr(0, equals);
    std::int64_t k = 0;
    const char* end = size.data() + size.size();
    const char* begin = equals == std::string::npos ? end : size.data() + equals + 1;
    const auto [stop, failure] = std::from_chars(begin, end, k);
    if (begin == end || failure != std::errc() || stop != end || k < 1 || name.empty())
        return Error{ErrorCode::Usage, "--k is \"" + size + "\", allowed is NAME=K with K from 1",
            "command line", "as in --k layer1.0.conv1=32"};
    const int group = groupIndex(info, name);
    if (group < 0)
        return Error{ErrorCode::Impossible, "the network has no such group", name,
            "list its groups with pleat inspect"};
    plan.groups[name].k = k;
    return {};
}

Result<void> checkRepair(const std::string& chain)
{
    const std::vector<RepairInfo> known = knownRepairs();
    std::string ids;
    for (const RepairInfo& repair : known)
        ids += (ids.empty() ? "" : ", ") + repair.id;
    for (std::size_t begin = 0; begin <= chain.size();) {
        const std::size_t end = std::min(chain.find('+', begin), chain.size());
        const std::string id = chain.substr(begin, end - begin);
        if (std::none_of(known.begin(), known.end(),
                [&](const RepairInfo& repair) { return repair.id == id; }))
            return Error{ErrorCode::Usage, "unknown repair \"" + id + "\"", "command",
                "known are " + ids + ", and chains as in ls+bn"};
        begin = end + 1;
    }
    return {};
}

} // namespace

Result<void> addGroupSizes(
    fold::Plan& plan, const ModelInfo& info, const std::vector<std::string>& sizes)
{
    for (const std::string& text : sizes) {
        for (const std::string& size : sizesIn(text)) {
            if (auto added = addGroupSize(plan, info, size); !added)
                return added;
        }
    }
    return {};
}

std::string foldCommand(const ModelInfo& info, const fold::Plan& plan, const std::string& output)
{
    const fold::Plan usual;
    CommandText text;
    text.add("pleat fold");
    text.add(quotedForShell(info.path));
    text.add("-o", output);
    addSizes(text, info, plan);
    addClustering(text, plan.clustering);
    if (plan.reduction != usual.reduction)
        text.add("--reduce", plan.reduction);
    text.add("--repair", plan.repair);
    if (!plan.probe.empty())
        text.add("--probe", plan.probe);
    text.addUnless("--samples", plan.samples, usual.samples);
    text.addUnless("--images", plan.images, usual.images);
    text.add("--seed", std::to_string(plan.seed));
    return text.take();
}

Result<fold::Plan> planOf(const FoldCommand& command, const ModelInfo& info)
{
    fold::Plan plan = command.options;
    if (command.keep)
        plan = uniformPlan(info, *command.keep,
            command.innerOnly ? GroupSelection::Inner : GroupSelection::All, std::move(plan));
    if (!command.keep && command.groupSizes.empty())
        return Error{ErrorCode::Usage, "nothing says how much to keep", "command",
            "add --keep R or --k NAME=K"};
    if (auto added = addGroupSizes(plan, info, command.groupSizes); !added)
        return added.error();
    if (auto repair = checkRepair(plan.repair); !repair)
        return repair.error();
    if (!plan.probe.empty()) {
        if (const auto kind = probeKind(plan.probe); !kind)
            return kind.error();
    }
    if (auto fits = checkPlan(info, plan); !fits)
        return fits.error();
    return plan;
}

} // namespace pleat::study
