// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickled_state_dict.h"

#include "core/io/weights/foreign_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

namespace pleat::io {

namespace {

/// Where training scripts put the weights, the likeliest first.
constexpr std::array kCustomaryKeys = {"state_dict", "model_state_dict", "model", "net", "network",
    "weights", "params", "module", "model_ema", "ema"};
/// checkpoint["model"]["state_dict"] is as deep as it gets.
constexpr int kDeepestDict = 3;
/// Put before every name by DataParallel and torch.compile.
constexpr std::array<std::string_view, 2> kWrapperPrefixes = {"module.", "_orig_mod."};
/// Classes that weights are made of, beside storages, types and functions that rebuild tensors.
constexpr std::array<std::string_view, 6> kKnownClasses = {"collections.OrderedDict",
    "torch.Tensor", "torch.Size", "torch.device", "torch.nn.parameter.Parameter",
    "torch._tensor._rebuild_from_type_v2"};
/// A module's state begins with what torch.nn.Module puts there.
constexpr std::size_t kModuleState_keys = 32;

bool isKnownClass(std::string_view module, std::string_view name)
{
    if (module == "torch._utils")
        return name.starts_with("_rebuild_");
    bool isType = false;
    for (ElementType type = ElementType::Float64; type <= ElementType::Bool;
         type = static_cast<ElementType>(static_cast<int>(type) + 1))
        isType |= name == elementTypeName(type);
    if (isType || name.ends_with("Storage"))
        return module == "torch" || module.starts_with("torch.");
    const std::string whole = std::string(module) + "." + std::string(name);
    return std::find(kKnownClasses.begin(), kKnownClasses.end(), whole) != kKnownClasses.end();
}

class Finder
{
public:
    Finder(const Pickle& pickle, const std::string& where)
        : m_pickle(pickle)
        , m_where(where)
        , m_visited(pickle.nodes.size())
    {
    }
    Result<PickledStateDict> run();

private:
    struct Entry
    {
        PickleId key, value;
    };

    const PickleNode& node(PickleId id) const { return m_pickle.nodes[id]; }
    bool isTensor(PickleId id) const { return tensorCall(m_pickle, id).has_value(); }
    bool isDict(PickleId id) const;
    bool isModule(PickleId id) const;
    std::string moduleClass(PickleId module) const;
    bool isDictOfTensors(PickleId id) const;
    bool isUnvisitedDictOfTensors(PickleId id);
    std::string shownKey(PickleId key) const;
    std::vector<Entry> entries(PickleId dict, Listing* twice = nullptr) const;
    std::optional<PickleId> value(PickleId dict, std::string_view key) const;
    std::optional<PickleId> customary(PickleId dict, int depth);
    Result<PickleId> choose();
    std::optional<Error> refuseModules() const;
    Error refuseNone() const;

    void collect(PickleId dict, PickledStateDict& result);
    void dropPrefixes(PickledStateDict& result);
    void listRest(PickledStateDict& result);
    void listClasses(PickledStateDict& result) const;
    std::string description(PickleId id);
    std::size_t countTensors(PickleId id);
    void find(PickledStateDict& result, const std::string& message) const
    {
        result.findings.push_back({m_where, message});
    }

    const Pickle& m_pickle;
    const std::string& m_where;
    std::vector<bool> m_visited; ///< by choose(), then by countTensors()
    std::vector<std::string_view> m_path; ///< keys from the root to the chosen dict
    Listing m_others; ///< customary keys that would do too
};

bool Finder::isDict(PickleId id) const
{
    const PickleNode& dict = node(id);
    return dict.kind == PickleKind::Dict || !dict.pairs().empty()
        || (dict.kind == PickleKind::Object
            && className(m_pickle, id) == "collections.OrderedDict");
}

/// An object whose state has what torch.nn.Module keeps there.
bool Finder::isModule(PickleId id) const
{
    const PickleNode& object = node(id);
    if (object.kind != PickleKind::Object || object.items().size() < 3)
        return false;
    const auto state = node(object.items()[2]).pairs();
    for (std::size_t i = 0; i + 1 < std::min(state.size(), 2 * kModuleState_keys); i += 2) {
        if (node(state[i]).text() == "_modules")
            return true;
    }
    return false;
}

/// Before PyTorch 1.6 the class lies outside: ("module", class, file, its source).
std::string Finder::moduleClass(PickleId module) const
{
    const PickleNode& called = node(node(module).items()[0]);
    if (called.kind != PickleKind::Persistent)
        return className(m_pickle, module);
    const auto parts = node(called.items()[0]).items();
    return parts.size() > 1 ? className(m_pickle, parts[1]) : std::string();
}

bool Finder::isDictOfTensors(PickleId id) const
{
    const auto pairs = node(id).pairs();
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
        if (node(pairs[i]).kind == PickleKind::Text && isTensor(pairs[i + 1]))
            return true;
    }
    return false;
}

/// Asks once for each dict, however many keys share it.
bool Finder::isUnvisitedDictOfTensors(PickleId id)
{
    if (m_visited[id])
        return false;
    m_visited[id] = true;
    return isDictOfTensors(id);
}

/// As Python would hold them: the last value of a key, at the place of the first.
std::vector<Finder::Entry> Finder::entries(PickleId dict, Listing* twice) const
{
    std::vector<Entry> result;
    std::unordered_map<std::string_view, std::size_t> places;
    const auto pairs = node(dict).pairs();
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
        if (node(pairs[i]).kind == PickleKind::Text) {
            const auto [place, isNew] = places.emplace(node(pairs[i]).text(), result.size());
            if (!isNew) {
                if (twice)
                    twice->add(shown(place->first));
                result[place->second].value = pairs[i + 1];
                continue;
            }
        }
        result.push_back({pairs[i], pairs[i + 1]});
    }
    return result;
}

std::optional<PickleId> Finder::value(PickleId dict, std::string_view key) const
{
    const auto pairs = node(dict).pairs();
    for (std::size_t i = pairs.size() / 2; i-- > 0;) {
        const PickleNode& candidate = node(pairs[2 * i]);
        if (candidate.kind == PickleKind::Text && candidate.text() == key)
            return pairs[2 * i + 1];
    }
    return std::nullopt;
}

/// The dict of tensors under customary keys, or `dict` itself; extends the path to it.
std::optional<PickleId> Finder::customary(PickleId dict, int depth)
{
    if (depth > kDeepestDict || !isDict(dict) || m_visited[dict])
        return std::nullopt;
    m_visited[dict] = true;
    std::optional<PickleId> chosen;
    for (const char* key : kCustomaryKeys) {
        const auto candidate = value(dict, key);
        if (!candidate || !isDict(*candidate))
            continue;
        if (chosen) {
            if (isUnvisitedDictOfTensors(*candidate))
                m_others.add(shown(key));
        } else if ((chosen = customary(*candidate, depth + 1))) {
            m_path.insert(m_path.begin(), key);
        }
    }
    if (!chosen && isDictOfTensors(dict))
        chosen = dict;
    return chosen;
}

Result<PickleId> Finder::choose()
{
    const auto chosen = customary(m_pickle.root, 0);
    if (chosen && *chosen != m_pickle.root)
        return *chosen;
    if (auto refusal = refuseModules())
        return *refusal;
    if (chosen)
        return *chosen;
    Listing keys;
    std::optional<Entry> only;
    for (const Entry& entry : entries(m_pickle.root)) {
        if (node(entry.key).kind != PickleKind::Text || !isUnvisitedDictOfTensors(entry.value))
            continue;
        keys.add(shown(node(entry.key).text()));
        only = entry;
    }
    if (!only)
        return refuseNone();
    if (keys.count() > 1)
        return Error{ErrorCode::Unsupported, "there are several dicts of tensors: " + keys.text(),
            m_where,
            "save the one that is the network's, with torch.save(torch.load(...)[...], "
            "\"weights.pth\")"};
    m_path = {node(only->key).text()};
    return only->value;
}

std::optional<Error> Finder::refuseModules() const
{
    std::vector<PickleId> candidates{m_pickle.root};
    const auto pairs = node(m_pickle.root).pairs();
    for (std::size_t i = 1; i < pairs.size(); i += 2)
        candidates.push_back(pairs[i]);
    for (PickleId candidate : candidates) {
        if (isModule(candidate))
            return Error{ErrorCode::Unsupported,
                "this is a pickled module of class " + shown(moduleClass(candidate))
                    + ", which only Python with that class can load",
                m_where,
                "in Python: net = torch.load(...); torch.save(net.state_dict(), \"weights.pth\"), "
                "or, to keep the architecture too, torch.jit.trace(net.eval(), "
                "example).save(\"net.pt\")"};
    }
    return std::nullopt;
}

Error Finder::refuseNone() const
{
    Listing keys;
    for (const Entry& entry : entries(m_pickle.root))
        keys.add(shownKey(entry.key));
    return {ErrorCode::Unsupported,
        keys.empty() ? "there is no dict of tensors in it"
                     : "there is no dict of tensors in it, only " + keys.text(),
        m_where, "in Python: torch.save(net.state_dict(), \"weights.pth\")"};
}

/// Fills the tensors; lists what stands among them.
void Finder::collect(PickleId dict, PickledStateDict& result)
{
    Listing twice, unnamed, others;
    for (const Entry& entry : entries(dict, &twice)) {
        const PickleNode& key = node(entry.key);
        if (key.kind != PickleKind::Text || key.text().empty() || !isUtf8(key.text()))
            unnamed.add(shownKey(entry.key));
        else if (auto call = tensorCall(m_pickle, entry.value))
            result.tensors.push_back({std::string(key.text()), std::move(*call)});
        else
            others.add(shown(key.text()) + description(entry.value));
    }
    if (!twice.empty())
        find(result, "stored twice, the last one counts: " + twice.text());
    if (!unnamed.empty())
        find(result, "not read, as the keys are no names: " + unnamed.text());
    if (!others.empty())
        find(result, "not read, as they are no tensors: " + others.text());
}

void Finder::dropPrefixes(PickledStateDict& result)
{
    std::string dropped;
    for (bool again = true; again;) {
        again = false;
        for (std::string_view prefix : kWrapperPrefixes) {
            const auto hasPrefix = [&](const NamedTensorCall& tensor) {
                return tensor.name.size() > prefix.size() && tensor.name.starts_with(prefix);
            };
            if (!std::all_of(result.tensors.begin(), result.tensors.end(), hasPrefix))
                continue;
            for (NamedTensorCall& tensor : result.tensors)
                tensor.name.erase(0, prefix.size());
            dropped += prefix;
            again = true;
        }
    }
    if (!dropped.empty())
        find(result, "every name begins with \"" + dropped + "\", which is dropped");
}

/// What lies beside the path to the chosen dict.
void Finder::listRest(PickledStateDict& result)
{
    if (m_path.empty())
        return;
    if (!m_others.empty())
        find(result, "read from " + shown(m_path[0]) + "; there are also " + m_others.text());
    Listing rest;
    PickleId level = m_pickle.root;
    for (std::string_view key : m_path) {
        for (const Entry& entry : entries(level)) {
            if (node(entry.key).kind == PickleKind::Text && node(entry.key).text() == key)
                level = entry.value;
            else
                rest.add(shownKey(entry.key) + description(entry.value));
        }
    }
    if (!rest.empty())
        find(result, "not read, beside the weights: " + rest.text());
}

std::string Finder::shownKey(PickleId key) const
{
    const PickleNode& held = node(key);
    return held.kind == PickleKind::Int ? std::to_string(held.integer()) : shown(held.text());
}

/// " (3 x torch.Tensor, argparse.Namespace)", which is the same in every language; empty for plain
/// values.
std::string Finder::description(PickleId id)
{
    std::string result = className(m_pickle, id);
    if (result == "collections.OrderedDict" || isTensor(id))
        result.clear();
    else if (!result.empty())
        result = shown(result);
    if (const std::size_t tensors = countTensors(id))
        result =
            std::to_string(tensors) + " x torch.Tensor" + (result.empty() ? "" : ", ") + result;
    return result.empty() ? result : " (" + result + ")";
}

/// Those that were not counted before: every value is visited once, however often it is shared.
std::size_t Finder::countTensors(PickleId id)
{
    std::size_t count = 0;
    std::vector<PickleId> open{id};
    while (!open.empty()) {
        const PickleId next = open.back();
        open.pop_back();
        if (m_visited[next])
            continue;
        m_visited[next] = true;
        if (isTensor(next)) {
            ++count;
            continue;
        }
        for (std::span<const PickleId> inside : {node(next).items(), node(next).pairs()})
            open.insert(open.end(), inside.begin(), inside.end());
    }
    return count;
}

void Finder::listClasses(PickledStateDict& result) const
{
    std::set<std::pair<std::string_view, std::string_view>> classes;
    for (const PickleNode& candidate : m_pickle.nodes) {
        if (candidate.kind == PickleKind::Class)
            classes.emplace(node(candidate.items()[0]).text(), node(candidate.items()[1]).text());
    }
    Listing unknown;
    for (const auto& [module, name] : classes) {
        if (!isKnownClass(module, name))
            unknown.add(shown(std::string(module) + "." + std::string(name)));
    }
    if (!unknown.empty())
        find(result, "only their names were read, nothing was run: " + unknown.text());
}

Result<PickledStateDict> Finder::run()
{
    const auto chosen = choose();
    if (!chosen)
        return chosen.error();
    m_visited.assign(m_pickle.nodes.size(), false);
    PickledStateDict result;
    collect(*chosen, result);
    if (result.tensors.empty())
        return refuseNone();
    dropPrefixes(result);
    listRest(result);
    listClasses(result);
    return result;
}

} // namespace

Result<PickledStateDict> findStateDict(const Pickle& pickle, const std::string& where)
{
    return Finder(pickle, where).run();
}

} // namespace pleat::io
