// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/group_text.h"

#include "core/graph/text_parts.h"

#include <limits>
#include <set>
#include <sstream>
#include <unordered_map>

namespace pleat::coupling {

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::string_view kInputOf = "input of ";

/// Names of layers are words as a rule, those of groups that no layer makes are three.
std::string groupName(const std::string& name)
{
    const bool plain =
        isWord(name) || (name.starts_with(kInputOf) && isWord(name.substr(kInputOf.size())));
    return plain ? name : delimited(name, '`', '`');
}

void print(std::ostream& out, const std::vector<Span>& spans)
{
    for (const Span& span : spans) {
        if (span.begin != 0 || spans.size() > 1)
            out << " +" << span.begin;
        if (span.outer != 1)
            out << ' ' << span.outer << 'x';
        if (span.inner != 1)
            out << " x" << span.inner;
    }
}

class GroupParser
{
public:
    GroupParser(const graph::Graph& graph, std::string_view text)
        : m_graph(graph)
        , m_scanner(text)
    {
        for (std::size_t p = 0; p < graph.parameters.size(); ++p)
            m_parameters.emplace(graph.parameters[p].name, graph::ParameterId(p));
    }

    std::vector<ChannelGroup> parse()
    {
        while (!m_scanner.atEnd()) {
            if (!m_scanner.atLineEnd())
                parseGroup();
            m_scanner.endLine();
        }
        return std::move(m_groups);
    }

private:
    void parseGroup()
    {
        const std::string id = "g" + std::to_string(m_groups.size());
        if (!m_scanner.acceptWord(id))
            m_scanner.fail(id);
        ChannelGroup group;
        const std::size_t position = m_scanner.position();
        group.name = readGroupName();
        if (!m_names.insert(group.name).second)
            m_scanner.failAt(position, "a second group is called " + groupName(group.name));
        group.channels = m_scanner.integer("a number of channels", 1, kMost);
        if (m_scanner.acceptWord("frozen"))
            group.frozen = m_scanner.text('(', ')');
        group.joined = m_scanner.acceptWord("joined");
        if (m_scanner.accept(":")) {
            do {
                group.members.push_back(readMember(group.channels));
            } while (m_scanner.accept(","));
        }
        m_groups.push_back(std::move(group));
    }

    std::string readGroupName()
    {
        std::string name = graph::readName(m_scanner, "the name of a group");
        if (name == "input" && m_scanner.acceptWord("of"))
            name = std::string(kInputOf) + std::string(m_scanner.word("the name of a layer"));
        return name;
    }

    Member readMember(std::int64_t channels)
    {
        const std::size_t position = m_scanner.position();
        Member member;
        member.parameter = readParameter();
        const at::Tensor& tensor = m_graph.parameter(member.parameter).tensor;
        member.axis =
            m_scanner.integer("an axis of the parameter, which has " + std::to_string(tensor.dim()),
                0, tensor.dim() - 1);
        member.role = readRole();
        do {
            member.spans.push_back(readSpan());
        } while (m_scanner.startsWith("+"));
        for (const Span& span : member.spans)
            checkSpan(position, span, channels, tensor.size(member.axis));
        return member;
    }

    /// With the colon behind it.
    graph::ParameterId readParameter()
    {
        const std::size_t position = m_scanner.position();
        std::string name;
        if (m_scanner.startsWith("`")) {
            name = m_scanner.text('`', '`');
        } else {
            const std::string_view word =
                m_scanner.word("a parameter and an axis, as in fc.weight:1");
            name = word.substr(0, word.rfind(':'));
            m_scanner.returnTo(position + name.size());
        }
        const auto found = m_parameters.find(name);
        if (found == m_parameters.end())
            m_scanner.failAt(position,
                "unknown parameter " + graph::nameText(name) + ", allowed are those of the graph");
        m_scanner.expect(":");
        return found->second;
    }

    ops::Role readRole()
    {
        for (ops::Role role : {ops::Role::Producer, ops::Role::PerChannel, ops::Role::Consumer}) {
            if (m_scanner.acceptWord(roleName(role)))
                return role;
        }
        m_scanner.fail("producer, per-channel or consumer");
    }

    /// Of three parts that may each be missing.
    Span readSpan()
    {
        Span span;
        if (m_scanner.accept("+"))
            span.begin = m_scanner.integer("a begin, as in +8", 0, kMost);
        if (m_scanner.peekWord().ends_with('x'))
            span.outer = readFactor(true);
        if (m_scanner.peekWord().starts_with('x'))
            span.inner = readFactor(false);
        return span;
    }

    /// "2x" in front, "x16" behind.
    std::int64_t readFactor(bool front)
    {
        std::string_view digits = m_scanner.peekWord();
        front ? digits.remove_suffix(1) : digits.remove_prefix(1);
        const auto factor = asInteger(digits);
        if (!factor || *factor < 1)
            m_scanner.fail("a factor, as in 2x or x16");
        m_scanner.word("");
        return *factor;
    }

    void checkSpan(
        std::size_t position, const Span& span, std::int64_t channels, std::int64_t extent) const
    {
        if (span.begin > extent || channels > (extent - span.begin) / span.inner / span.outer)
            m_scanner.failAt(position,
                "the channels reach beyond the axis, which has " + std::to_string(extent)
                    + " positions");
    }

    const graph::Graph& m_graph;
    TextScanner m_scanner;
    std::unordered_map<std::string, graph::ParameterId> m_parameters;
    std::vector<ChannelGroup> m_groups;
    std::set<std::string> m_names;
};

} // namespace

std::string dump(const graph::Graph& graph, const std::vector<ChannelGroup>& groups)
{
    std::ostringstream out;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const ChannelGroup& group = groups[g];
        out << 'g' << g << ' ' << groupName(group.name) << ' ' << group.channels;
        if (!group.frozen.empty())
            out << " frozen " << delimited(group.frozen, '(', ')');
        if (group.joined)
            out << " joined";
        const char* separator = ": ";
        for (const Member& member : group.members) {
            out << separator << graph::nameText(graph.parameter(member.parameter).name) << ':'
                << member.axis << ' ' << roleName(member.role);
            print(out, member.spans);
            separator = ", ";
        }
        out << '\n';
    }
    return out.str();
}

std::string dump(const graph::Graph& graph, const Coupling& coupling)
{
    return dump(graph, coupling.groups);
}

Result<std::vector<ChannelGroup>> parseGroups(const graph::Graph& graph, std::string_view text)
{
    try {
        return GroupParser(graph, text).parse();
    } catch (const TextFailure& failure) {
        return failure.error;
    }
}

} // namespace pleat::coupling
