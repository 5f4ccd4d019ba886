// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/architecture.h"

#include <algorithm>
#include <iterator>

namespace pleat::architecture {

#include "architecture_families.inc"

namespace {

using Families = std::vector<const ArchitectureFamily*>;

constexpr const char* kTraceInstead =
    "open the whole network instead, in Python: torch.jit.trace(model.eval(), "
    "example).save(\"model.pt\")";

// More is no network of these families, but could take long or overflow.
constexpr std::size_t kMostTensors = 10000;
constexpr std::int64_t kLargestSize = std::int64_t{1} << 31;

/// One family tried on the tensors.
struct Attempt
{
    const ArchitectureFamily* family = nullptr;
    Blueprint blueprint;
    std::size_t used = 0; ///< names that have a place
    std::optional<std::string> mismatch;
};

/// "model." if every name begins so; empty if they share nothing.
std::string sharedPrefix(const std::vector<ShapedName>& tensors)
{
    std::string prefix = tensors.front().name;
    for (const ShapedName& tensor : tensors) {
        const auto end =
            std::mismatch(prefix.begin(), prefix.end(), tensor.name.begin(), tensor.name.end());
        prefix.erase(end.first, prefix.end());
    }
    const std::size_t dot = prefix.rfind('.');
    return dot == std::string::npos ? "" : prefix.substr(0, dot + 1);
}

Result<void> checkExtents(const std::vector<ShapedName>& tensors, const std::string& where)
{
    if (tensors.empty())
        return Error{ErrorCode::Unsupported, "the file holds no tensors", where, kTraceInstead};
    if (tensors.size() > kMostTensors)
        return Error{ErrorCode::Unsupported,
            std::to_string(tensors.size()) + " tensors are more than any architecture here has ("
                + std::to_string(kMostTensors) + ")",
            where, kTraceInstead};
    for (const ShapedName& tensor : tensors) {
        for (std::int64_t size : tensor.shape) {
            if (size < 0 || size > kLargestSize)
                return Error{ErrorCode::Unsupported,
                    tensor.name + " is " + toText(tensor.shape) + ", but no size may be above "
                        + std::to_string(kLargestSize),
                    where, kTraceInstead};
        }
    }
    return {};
}

Attempt attempt(const ArchitectureFamily& family, const std::vector<ShapedName>& tensors,
    const std::string& prefix, const Wanted& wanted)
{
    Assembler net(tensors, prefix, wanted);
    family.build(net);
    Attempt result{&family, std::move(net.blueprint()), net.usedNames(), net.firstMismatch()};
    result.blueprint.family = family.id;
    if (!prefix.empty())
        result.blueprint.python = {.constructor = "",
            .renamed = {},
            .foldedAttention = result.blueprint.python.foldedAttention};
    return result;
}

Attempt betterAttempt(const ArchitectureFamily& family, const std::vector<ShapedName>& tensors,
    const std::string& prefix, const Wanted& wanted)
{
    Attempt plain = attempt(family, tensors, "", wanted);
    if (!plain.mismatch || prefix.empty())
        return plain;
    Attempt prefixed = attempt(family, tensors, prefix, wanted);
    return !prefixed.mismatch || prefixed.used > plain.used ? prefixed : plain;
}

std::string listed(const Families& families)
{
    std::string list;
    for (const ArchitectureFamily* family : families)
        list += (list.empty() ? "" : ", ") + std::string(family->title);
    return list;
}

Error noneFits(const std::vector<Attempt>& attempts, const Families& tried, std::size_t names,
    const std::string& where)
{
    const auto nearest = std::max_element(attempts.begin(), attempts.end(),
        [](const Attempt& a, const Attempt& b) { return a.used < b.used; });
    const std::string used = std::to_string(nearest->used), all = std::to_string(names);
    std::string message;
    if (tried.size() == 1)
        message = "the names and shapes are not those of the architecture that config.json wants ("
            + listed(tried) + "): " + used + " of " + all + " names have a place, but "
            + *nearest->mismatch;
    else if (nearest->used == 0)
        message = "the names and shapes belong to no architecture that is known (" + listed(tried)
            + "); none of them has a place for any of the names";
    else
        message = "the names and shapes belong to no architecture that is known (" + listed(tried)
            + "); nearest is " + std::string(nearest->family->title) + ", where " + used + " of "
            + all + " names have a place, but " + *nearest->mismatch;
    return {ErrorCode::Unsupported, message, where, kTraceInstead};
}

Error severalFit(const std::vector<Attempt>& fitting, const std::string& where)
{
    std::string list;
    for (const Attempt& attempt : fitting)
        list += (list.empty() ? "" : ", ") + std::string(attempt.family->id);
    return {ErrorCode::Unsupported, "several architectures have these names and shapes: " + list,
        where,
        "choose one in a config.json beside the file: {\"architecture\": \""
            + std::string(fitting.front().family->id) + "\"}"};
}

} // namespace

const Families& architectureFamilies()
{
    static const Families kFamilies{std::begin(kRegistered), std::end(kRegistered)};
    return kFamilies;
}

Result<Blueprint> findArchitecture(const std::vector<ShapedName>& tensors, const Wanted& wanted,
    const std::string& where, const Families& families)
{
    if (auto checked = checkExtents(tensors, where); !checked)
        return checked.error();
    Families tried;
    std::copy_if(families.begin(), families.end(), std::back_inserter(tried),
        [&](const ArchitectureFamily* family) { return family->id == wanted.family; });
    const bool unknown = !wanted.family.empty() && tried.empty();
    if (tried.empty())
        tried = families;
    const std::string prefix = sharedPrefix(tensors);
    std::vector<Attempt> attempts;
    for (const ArchitectureFamily* family : tried)
        attempts.push_back(betterAttempt(*family, tensors, prefix, wanted));
    std::vector<Attempt> fitting;
    std::copy_if(attempts.begin(), attempts.end(), std::back_inserter(fitting),
        [](const Attempt& one) { return !one.mismatch; });
    if (fitting.empty())
        return noneFits(attempts, tried, tensors.size(), where);
    if (fitting.size() > 1)
        return severalFit(fitting, where);
    Blueprint blueprint = std::move(fitting.front().blueprint);
    if (unknown) // other programs write such files too: no error
        blueprint.findings.push_back({"config.json",
            "the architecture \"" + wanted.family + "\" is unknown, " + fitting.front().family->id
                + " was found instead; known are " + listed(families)});
    return blueprint;
}

} // namespace pleat::architecture
