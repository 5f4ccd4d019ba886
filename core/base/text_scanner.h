// SPDX-License-Identifier: GPL-3.0-or-later
// Reads text line by line, word by word; every error names line and column.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pleat {

/// Thrown while text is parsed and turned into an Error at its end: the recursion is deep.
struct TextFailure
{
    Error error;
};

/// Blanks before whatever is read are skipped; the end of a line is no blank. The text must outlive
/// the scanner.
class TextScanner
{
public:
    explicit TextScanner(std::string_view text)
        : m_text(text)
    {
    }

    /// Of what comes next; `returnTo` reads it again.
    std::size_t position();
    void returnTo(std::size_t position) { m_at = position; }

    bool atEnd();
    /// Also before a comment, "# ...".
    bool atLineEnd();
    /// Goes to the next line and returns the comment that stood before it.
    std::string endLine();

    bool startsWith(std::string_view symbol);
    /// Reads the symbol if it comes next.
    bool accept(std::string_view symbol);
    void expect(std::string_view symbol);
    /// Reads the word if exactly this one comes next.
    bool acceptWord(std::string_view word);

    /// Letters, digits and _ . + -, also : between them; empty if none comes next.
    std::string_view peekWord();
    std::string_view word(const std::string& allowed);
    /// `least` to `most`; `allowed` says it in words.
    std::int64_t integer(const std::string& allowed, std::int64_t least, std::int64_t most);
    /// A text as `delimited` writes it.
    std::string text(char open, char close);

    /// What comes next is wrong.
    [[noreturn]] void fail(const std::string& allowed);
    [[noreturn]] void failAt(std::size_t position, const std::string& message) const;

private:
    char code();
    std::string found();

    std::string_view m_text;
    std::size_t m_at = 0;
};

/// One line whatever is in the text: the closing character, backslashes and control characters are
/// escaped.
std::string delimited(std::string_view text, char open, char close);

/// Whether a scanner reads all of it as one word.
bool isWord(std::string_view text);

/// Nothing unless the text is a number of 64 bits, all of it.
std::optional<std::int64_t> asInteger(std::string_view text);

} // namespace pleat
