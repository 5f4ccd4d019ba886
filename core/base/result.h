// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as values. Every stage returns Result<T>; nothing in core prints or aborts.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace pleat {

/// What kind of failure; the number is the exit code of the command line.
enum class ErrorCode
{
    Internal = 1, ///< our fault
    Usage = 2, ///< an argument or option is wrong
    Unreadable = 3, ///< the input cannot be read
    Unsupported = 4, ///< the network holds something we do not handle
    Impossible = 5, ///< the request cannot be met, or the output cannot be written
    Cancelled = 6,
};

/// What went wrong (with the value and what is allowed), where, and what to do next.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string where; ///< file, layer, option or operator; may be empty
    std::string hint; ///< the next step; may be empty
};

/// "where: message (hint)" on one line, legible whatever a file put in.
std::string toString(const Error& error);

/// A broken invariant: our bug, never the user's input. Caught at job and process boundaries.
class LogicError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

/// Either a value or an Error.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() &
    {
        require();
        return std::get<0>(m_content);
    }
    const T& value() const&
    {
        require();
        return std::get<0>(m_content);
    }
    T&& value() &&
    {
        require();
        return std::get<0>(std::move(m_content));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return std::get<1>(m_content); }

private:
    void require() const
    {
        if (!ok())
            throw LogicError("value of a failed Result: " + toString(error()));
    }

    std::variant<T, Error> m_content;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }
    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace pleat
