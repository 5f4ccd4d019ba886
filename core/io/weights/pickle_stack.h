// SPDX-License-Identifier: GPL-3.0-or-later
// The stack machine of pickles: what its instructions do to values. Knows no ATen.
#pragma once

#include "core/io/weights/pickle_reader.h"

#include <stdexcept>

namespace pleat::io {

/// Ends reading; readPickle turns it into an Error.
class PickleDamage : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};
class PickleUnsupported : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Every function throws PickleDamage where its operands are missing or of the wrong kind.
class PickleStack
{
public:
    /// No memo index may reach `memoLimit`: picklers count them, one instruction and value each.
    explicit PickleStack(std::size_t memoLimit);

    void push(PickleNode node);
    void pushInteger(std::int64_t value);
    void pushText(PickleKind kind, std::string_view text);
    void pushEmpty(PickleKind kind);
    /// The topmost `size` values become the items of one.
    void collect(PickleKind kind, std::size_t size);
    void collectToMark(PickleKind kind);
    void pushClass(); ///< of the two topmost values

    void mark();
    PickleId pop();
    void popValueOrMark();
    std::vector<PickleId> popToMark();
    void duplicate();

    void append(std::span<const PickleId> items); ///< to the topmost value
    void setPairs(std::span<const PickleId> pairs); ///< of the topmost value
    void setState();

    void remember(std::uint64_t index);
    void rememberNext();
    void recall(std::uint64_t index);

    Pickle finish();

private:
    PickleId top() const;
    PickleNode& topNode() { return m_pickle.nodes[top()]; }
    void add(PickleNode node);

    Pickle m_pickle;
    std::vector<PickleId> m_stack;
    std::vector<std::size_t> m_marks; ///< heights of the stack
    std::vector<PickleId> m_memo;
    std::size_t m_memoLimit;
    std::size_t m_memoised = 0;
};

} // namespace pleat::io
