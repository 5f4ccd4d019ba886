// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_scanner.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace pleat {

namespace {

constexpr std::size_t kLongestFound = 40; // of a foreign text in an error message

// Not of <cctype>: those depend on the locale, and bytes of UTF-8 are no letters here.
bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '.' || c == '+' || c == '-';
}

bool isControl(char c)
{
    return (c >= 0 && c < ' ') || c == '\x7f';
}

/// A word from `begin` on; a colon belongs to it if more of the word follows.
std::string_view wordAt(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    while (end < text.size()) {
        std::size_t next = end;
        while (next < text.size() && next < end + 2 && text[next] == ':')
            ++next;
        if ((next > end && end == begin) || next >= text.size() || !isWordCharacter(text[next]))
            break;
        end = next + 1;
    }
    return text.substr(begin, end - begin);
}

} // namespace

std::size_t TextScanner::position()
{
    while (m_at < m_text.size()
        && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\r'))
        ++m_at;
    return m_at;
}

bool TextScanner::atEnd()
{
    return position() == m_text.size();
}

bool TextScanner::atLineEnd()
{
    return atEnd() || m_text[m_at] == '\n' || m_text[m_at] == '#';
}

std::string TextScanner::endLine()
{
    if (!atLineEnd())
        fail("the end of the line");
    std::string comment;
    if (accept("#")) {
        const std::size_t begin = position();
        const std::size_t end = std::min(m_text.find('\n', begin), m_text.size());
        comment = m_text.substr(begin, end - begin);
        comment.erase(comment.find_last_not_of(" \t\r") + 1);
        m_at = end;
    }
    if (!atEnd())
        ++m_at;
    return comment;
}

bool TextScanner::startsWith(std::string_view symbol)
{
    return m_text.substr(position()).starts_with(symbol);
}

bool TextScanner::accept(std::string_view symbol)
{
    const bool found = startsWith(symbol);
    m_at += found ? symbol.size() : 0;
    return found;
}

void TextScanner::expect(std::string_view symbol)
{
    if (!accept(symbol))
        fail(std::string(symbol));
}

bool TextScanner::acceptWord(std::string_view word)
{
    const bool found = peekWord() == word;
    m_at += found ? word.size() : 0;
    return found;
}

std::string_view TextScanner::peekWord()
{
    return wordAt(m_text, position());
}

std::string_view TextScanner::word(const std::string& allowed)
{
    const std::string_view read = peekWord();
    if (read.empty())
        fail(allowed);
    m_at += read.size();
    return read;
}

std::int64_t TextScanner::integer(const std::string& allowed, std::int64_t least, std::int64_t most)
{
    const std::string_view read = peekWord();
    const auto number = asInteger(read);
    if (!number || *number < least || *number > most)
        fail(allowed);
    m_at += read.size();
    return *number;
}

std::string TextScanner::text(char open, char close)
{
    expect(std::string_view(&open, 1));
    std::string result;
    while (m_at < m_text.size() && m_text[m_at] != close) {
        const char c = m_text[m_at];
        if (isControl(c))
            break;
        ++m_at;
        result += c == '\\' ? code() : c;
    }
    if (m_at == m_text.size() || m_text[m_at] != close)
        failAt(m_at, std::string("the text ends without ") + close);
    ++m_at;
    return result;
}

/// What stands behind a backslash.
char TextScanner::code()
{
    const std::size_t begin = m_at - 1;
    const char c = m_at < m_text.size() ? m_text[m_at] : '\n';
    if (isControl(c))
        failAt(begin, "the text ends with a backslash");
    ++m_at;
    if (c == 'n' || c == 't' || c == 'r')
        return c == 'n' ? '\n' : c == 't' ? '\t' : '\r';
    if (c != 'x')
        return c;
    unsigned value = 0;
    const char* digits = m_text.data() + m_at;
    const std::size_t count = std::min<std::size_t>(2, m_text.size() - m_at);
    const auto read = std::from_chars(digits, digits + count, value, 16);
    if (read.ec != std::errc() || read.ptr != digits + 2)
        failAt(begin, "\\x without two hexadecimal digits");
    m_at += 2;
    return static_cast<char>(value);
}

std::string TextScanner::found()
{
    if (atEnd())
        return "the end of the text";
    if (m_text[m_at] == '\n')
        return "the end of the line";
    std::string_view read = peekWord();
    if (read.empty()) {
        std::size_t end = m_at + 1;
        while (end < m_text.size()
            && (m_text[end] & '\xc0') == '\x80') // the rest of a letter in UTF-8
            ++end;
        read = m_text.substr(m_at, end - m_at);
    }
    std::string shown = delimited(read.substr(0, kLongestFound), '"', '"');
    return read.size() > kLongestFound ? shown + "..." : shown;
}

void TextScanner::fail(const std::string& allowed)
{
    const std::string what = found();
    failAt(m_at, "found " + what + ", allowed is " + allowed);
}

void TextScanner::failAt(std::size_t position, const std::string& message) const
{
    const std::string_view before = m_text.substr(0, position);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = position - (before.rfind('\n') + 1) + 1; // npos + 1 is 0
    throw TextFailure{{ErrorCode::Unreadable, message,
        "line " + std::to_string(line) + ", column " + std::to_string(column), ""}};
}

std::string delimited(std::string_view text, char open, char close)
{
    std::string result(1, open);
    for (char c : text) {
        if (c == '\n' || c == '\t' || c == '\r') {
            result += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
        } else if (isControl(c)) {
            char code[5];
            std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(c));
            result += code;
        } else {
            if (c == '\\' || c == close)
                result += '\\';
            result += c;
        }
    }
    return result + close;
}

bool isWord(std::string_view text)
{
    return !text.empty() && wordAt(text, 0).size() == text.size();
}

std::optional<std::int64_t> asInteger(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace pleat
