// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shell_words.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace pleat {

namespace {

constexpr std::string_view kPlain = "@%+=:,./-_";
constexpr std::string_view kForShells = "|&;<>()$`";
constexpr std::string_view kEscapedInQuotes = "\"\\$`\n";

bool plain(char letter)
{
    return std::isalnum(static_cast<unsigned char>(letter))
        || kPlain.find(letter) != std::string_view::npos;
}

bool blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

Error unclosed(char quote)
{
    return {ErrorCode::Usage, std::string("a quote ") + quote + " is not closed", "command",
        "copy the whole command"};
}

Error forShells(char letter)
{
    return {ErrorCode::Usage, std::string("\"") + letter + "\" needs a shell", "command",
        "paste one command without variables, pipes and redirections"};
}

/// Takes words off the front of a text.
class Splitter
{
public:
    explicit Splitter(std::string_view text)
        : m_rest(text)
    {
    }

    Result<std::vector<std::string>> split()
    {
        while (!m_rest.empty()) {
            if (auto read = readLetter(); !read)
                return read.error();
        }
        endWord();
        return std::move(m_words);
    }

private:
    char take()
    {
        const char letter = m_rest.front();
        m_rest.remove_prefix(1);
        return letter;
    }

    void add(char letter)
    {
        m_word += letter;
        m_inWord = true;
    }

    void endWord()
    {
        if (m_inWord)
            m_words.push_back(std::move(m_word));
        m_word.clear();
        m_inWord = false;
    }

    Result<void> readLetter()
    {
        const char letter = take();
        if (letter == '\'')
            return readSingle();
        if (letter == '"')
            return readDouble();
        if (letter == '\\')
            readEscaped();
        else if (blank(letter))
            endWord();
        else if (kForShells.find(letter) != std::string_view::npos)
            return forShells(letter);
        else
            add(letter);
        return {};
    }

    void readEscaped()
    {
        const char letter = m_rest.empty() ? '\n' : take();
        if (letter != '\n') // a continued line
            add(letter);
    }

    Result<void> readSingle()
    {
        const std::size_t end = m_rest.find('\'');
        if (end == std::string_view::npos)
            return unclosed('\'');
        m_word += m_rest.substr(0, end);
        m_inWord = true;
        m_rest.remove_prefix(end + 1);
        return {};
    }

    Result<void> readDouble()
    {
        m_inWord = true;
        while (!m_rest.empty()) {
            const char letter = take();
            if (letter == '"')
                return {};
            if (letter == '$' || letter == '`')
                return forShells(letter);
            const bool escapes = letter == '\\' && !m_rest.empty()
                && kEscapedInQuotes.find(m_rest.front()) != std::string_view::npos;
            if (!escapes)
                m_word += letter;
            else if (const char escaped = take(); escaped != '\n')
                m_word += escaped;
        }
        return unclosed('"');
    }

    std::string_view m_rest;
    std::string m_word;
    bool m_inWord = false; ///< an empty word in quotes is one, too
    std::vector<std::string> m_words;
};

} // namespace

std::string quotedForShell(const std::string& word)
{
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain))
        return word;
    std::string quoted = "'";
    for (const char letter : word)
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

Result<std::vector<std::string>> shellWords(const std::string& text)
{
    return Splitter(text).split();
}

} // namespace pleat
