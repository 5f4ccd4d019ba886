// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/fuzzy_match.h"

#include <QStringList>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kLetter = 1;
constexpr int kNext = 5; // beside the letter before
constexpr int kWordStart = 8;
constexpr int kWhole = 20; // the word stands there as typed

bool startsWord(const QString& text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

/// Greedy from `from`; none if a letter is missing.
std::optional<int> matchFrom(const QString& word, const QString& text, qsizetype from)
{
    int score = 0;
    qsizetype last = from - 1;
    for (const QChar letter : word) {
        const qsizetype at = text.indexOf(letter, last + 1);
        if (at < 0)
            return std::nullopt;
        score += kLetter + (at == last + 1 && at > from ? kNext : 0)
            + (startsWord(text, at) ? kWordStart : 0);
        last = at;
    }
    return score;
}

/// The best of all places where the first letter occurs.
std::optional<int> matchWord(const QString& word, const QString& text)
{
    std::optional<int> best;
    for (qsizetype at = text.indexOf(word[0]); at >= 0; at = text.indexOf(word[0], at + 1)) {
        std::optional<int> score = matchFrom(word, text, at);
        if (!score)
            break; // nor from any later place
        if (QStringView(text).mid(at).startsWith(word))
            *score += kWhole;
        best = std::max(best.value_or(*score), *score);
    }
    return best;
}

} // namespace

std::optional<int> fuzzyMatch(const QString& query, const QString& text)
{
    const QString lower = text.toLower();
    int score = 0;
    for (const QString& word : query.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const std::optional<int> fit = matchWord(word, lower);
        if (!fit)
            return std::nullopt;
        score += *fit;
    }
    return score == 0 ? 0 : 100 * score - static_cast<int>(std::min<qsizetype>(text.size(), 99));
}

} // namespace pleat::ui
