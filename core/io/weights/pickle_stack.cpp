// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickle_stack.h"

namespace pleat::io {

namespace {

constexpr PickleId kNotSet = ~PickleId{0};
/// Names are copied for messages, and one long text may serve many classes.
constexpr std::size_t kLongestName = 1000;

} // namespace

PickleStack::PickleStack(std::size_t memoLimit)
    : m_memoLimit(memoLimit)
{
}

void PickleStack::push(PickleNode node)
{
    add(std::move(node));
    m_stack.push_back(static_cast<PickleId>(m_pickle.nodes.size() - 1));
}

void PickleStack::add(PickleNode node)
{
    if (m_pickle.nodes.size() >= kLargestPickle_values)
        throw PickleUnsupported(
            "it has more than " + std::to_string(kLargestPickle_values) + " values");
    m_pickle.nodes.push_back(std::move(node));
}

void PickleStack::pushInteger(std::int64_t value)
{
    push({PickleKind::Int, value});
}

void PickleStack::pushText(PickleKind kind, std::string_view text)
{
    push({kind, text});
}

void PickleStack::pushEmpty(PickleKind kind)
{
    push({kind, 0});
}

void PickleStack::collect(PickleKind kind, std::size_t size)
{
    PickleNode node{kind, 0};
    auto& items = node.content().items;
    items.resize(size);
    for (std::size_t i = size; i-- > 0;)
        items[i] = pop();
    push(std::move(node));
}

void PickleStack::collectToMark(PickleKind kind)
{
    PickleNode node{kind, 0};
    node.content().items = popToMark();
    push(std::move(node));
}

void PickleStack::pushClass()
{
    collect(PickleKind::Class, 2);
    for (PickleId part : topNode().items()) {
        const PickleNode& name = m_pickle.nodes[part];
        if (name.kind != PickleKind::Text || name.text().size() > kLongestName)
            throw PickleDamage("a class has an impossible name");
    }
}

void PickleStack::mark()
{
    m_marks.push_back(m_stack.size());
}

/// What lies below a mark belongs to another container.
PickleId PickleStack::top() const
{
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back()))
        throw PickleDamage("a value is missing");
    return m_stack.back();
}

PickleId PickleStack::pop()
{
    const PickleId id = top();
    m_stack.pop_back();
    return id;
}

void PickleStack::popValueOrMark()
{
    if (!m_marks.empty() && m_stack.size() == m_marks.back())
        m_marks.pop_back();
    else
        pop();
}

std::vector<PickleId> PickleStack::popToMark()
{
    if (m_marks.empty())
        throw PickleDamage("a mark is missing");
    const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<PickleId> items(begin, m_stack.end());
    m_stack.erase(begin, m_stack.end());
    m_marks.pop_back();
    return items;
}

void PickleStack::duplicate()
{
    m_stack.push_back(top());
}

void PickleStack::append(std::span<const PickleId> items)
{
    PickleNode& to = topNode();
    if (to.kind != PickleKind::List && to.kind != PickleKind::Set && to.kind != PickleKind::Object)
        throw PickleDamage("an item is added to something that is no list");
    auto& all = to.content().items;
    all.insert(all.end(), items.begin(), items.end());
}

void PickleStack::setPairs(std::span<const PickleId> pairs)
{
    PickleNode& to = topNode();
    if (to.kind != PickleKind::Dict && to.kind != PickleKind::Object)
        throw PickleDamage("a key is set in something that is no dict");
    if (pairs.size() % 2 != 0)
        throw PickleDamage("a key has no value");
    auto& all = to.content().pairs;
    all.insert(all.end(), pairs.begin(), pairs.end());
}

void PickleStack::setState()
{
    const PickleId state = pop();
    if (topNode().kind != PickleKind::Object)
        throw PickleDamage("a state is given to something that has none");
    topNode().content().items.push_back(state);
}

void PickleStack::remember(std::uint64_t index)
{
    const PickleId value = top();
    if (index >= m_memoLimit)
        throw PickleDamage("memo " + std::to_string(index) + " is out of range");
    if (index >= m_memo.size())
        m_memo.resize(index + 1, kNotSet);
    m_memoised += m_memo[index] == kNotSet;
    m_memo[index] = value;
}

void PickleStack::rememberNext()
{
    remember(m_memoised);
}

void PickleStack::recall(std::uint64_t index)
{
    if (index >= m_memo.size() || m_memo[index] == kNotSet)
        throw PickleDamage("memo " + std::to_string(index) + " was never set");
    m_stack.push_back(m_memo[index]);
}

Pickle PickleStack::finish()
{
    m_pickle.root = pop();
    return std::move(m_pickle);
}

} // namespace pleat::io
