// SPDX-License-Identifier: GPL-3.0-or-later
// A text that outlives the language in which it was first said.
#pragma once

#include <QString>

#include <functional>
#include <type_traits>
#include <utility>

namespace pleat::ui {

/// Says its text anew in the language of the moment, so that names of edits and of jobs follow a
/// switch of the language. What it captures are values: names, numbers, errors of core.
class Wording
{
public:
    /// The same in every language, and empty by default.
    Wording(QString text = {})
        : m_say([text = std::move(text)] { return text; })
    {
    }
    template <typename Say>
    requires std::is_invocable_r_v<QString, const Say&> Wording(Say say)
        : m_say(std::move(say))
    {
    }

    QString operator()() const { return m_say(); }
    bool isEmpty() const { return m_say().isEmpty(); }

private:
    std::function<QString()> m_say;
};

} // namespace pleat::ui
