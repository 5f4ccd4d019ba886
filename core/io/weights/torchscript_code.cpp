// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/torchscript_code.h"

#include <algorithm>
#include <vector>

namespace pleat::io {

namespace {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Bounds the nesting from above, without parsing: within a statement every open bracket and every
/// word and sign since the last comma beside it may nest one level deeper, as in "not not x",
/// "x.T.T" and "x + x + x". Texts and comments end where LibTorch's lexer ends them.
class CodeScanner
{
public:
    explicit CodeScanner(std::string_view code)
        : m_code(code)
    {
    }

    /// The line, from 1 on, where the nesting passes the bound; 0 if it does nowhere.
    std::size_t tooDeepLine()
    {
        startLine();
        while (m_at < m_code.size()) {
            step();
            if (m_depth > kDeepestCode || m_indentation > kDeepestCode || m_branches > kDeepestCode)
                return m_line;
        }
        return 0;
    }

    bool restoresState() const { return m_restores; }

private:
    void step();
    void skipComment();
    std::size_t textSize() const;
    void readWord();

    void startLine()
    {
        const std::size_t end = m_code.find_first_not_of(" \t", m_at);
        m_indentation = std::min(end, m_code.size()) - m_at;
        m_at += m_indentation;
        m_typeComment = false;
    }
    void add()
    {
        ++m_levels.back();
        ++m_depth;
    }
    /// What follows nests no deeper than the bracket that it is in.
    void startItem()
    {
        m_depth -= m_levels.back();
        m_levels.back() = 0;
    }

    std::string_view m_code;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_indentation = 0;
    std::size_t m_branches = 0; ///< elif; PyTorch writes none
    bool m_restores = false; ///< defines __setstate__
    std::vector<std::size_t> m_levels{0}; ///< words and signs, per open bracket
    std::size_t m_depth = 0; ///< their sum
    bool m_typeComment = false; ///< up to the end of the line
};

void CodeScanner::step()
{
    const char c = m_code[m_at];
    if (isWordCharacter(c))
        return readWord();
    if (c == '#' && !m_typeComment)
        return skipComment();
    if ((c == '"' || c == '\'') && !m_typeComment) {
        add();
        const std::string_view text = m_code.substr(m_at, textSize());
        m_line += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        m_at += text.size();
        return;
    }
    ++m_at;
    if (c == '\n') {
        ++m_line;
        if (m_levels.size() == 1)
            startItem();
        startLine();
    } else if (c == '(' || c == '[' || c == '{') {
        add();
        m_levels.push_back(0);
    } else if (c == ')' || c == ']' || c == '}') {
        startItem();
        if (m_levels.size() > 1)
            m_levels.pop_back();
    } else if (c == ',') {
        startItem();
    } else if (c == '\\' && m_at < m_code.size() && m_code[m_at] == '\n') {
        ++m_at; // the statement goes on
        ++m_line;
    } else if (c != ' ' && c != '\t' && c != '\r') {
        add();
    }
}

void CodeScanner::skipComment()
{
    // A comment of this form is part of the program.
    m_typeComment = m_code.substr(m_at).starts_with("# type:");
    m_at = m_typeComment ? m_at + 1 : std::min(m_code.find('\n', m_at), m_code.size());
}

/// Of the text that begins here; all the rest if it does not end: LibTorch reads no further.
std::size_t CodeScanner::textSize() const
{
    const std::string_view rest = m_code.substr(m_at);
    const std::string three(3, rest[0]);
    const std::string_view quote(three.data(), rest.starts_with(three) ? 3 : 1);
    for (std::size_t end = quote.size(); end < rest.size(); ++end) {
        if (rest.substr(end).starts_with(quote))
            return end + quote.size();
        if (rest[end] == '\n' && quote.size() == 1)
            return rest.size();
        if (rest[end] == '\\')
            ++end;
    }
    return rest.size();
}

void CodeScanner::readWord()
{
    const std::size_t begin = m_at;
    while (m_at < m_code.size() && isWordCharacter(m_code[m_at]))
        ++m_at;
    const std::string_view word = m_code.substr(begin, m_at - begin);
    m_branches += word == "elif" ? 1 : 0;
    m_restores |= word == "__setstate__";
    add();
}

} // namespace

Result<void> checkTorchScriptCode(
    std::string_view code, const std::string& name, const std::string& where)
{
    CodeScanner scanner(code);
    const std::size_t line = scanner.tooDeepLine();
    if (scanner.restoresState())
        return Error{ErrorCode::Unsupported,
            name + ": it holds a program (__setstate__) that would run while the file is loaded",
            where, "quantised layers do that; export the network with float32 layers"};
    if (line == 0)
        return {};
    return Error{ErrorCode::Unsupported,
        name + ", line " + std::to_string(line) + ": nested deeper than "
            + std::to_string(kDeepestCode) + ", which is allowed",
        where, "PyTorch writes no such program; export the network again"};
}

} // namespace pleat::io
