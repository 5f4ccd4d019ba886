// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/legible.h"

#include <cstdio>

namespace pleat {

namespace {

bool isContinuation(unsigned char code)
{
    return (code & 0xc0) == 0x80;
}

/// Bytes of the character at the start of `text`, which is not empty; 0 for what may not be shown.
std::size_t characterSize(std::string_view text)
{
    const auto byte = [&](std::size_t at) {
        return static_cast<unsigned char>(at < text.size() ? text[at] : 0);
    };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return first >= 0x20 && first != 0x7f ? 1 : 0;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    for (std::size_t at = 1; at < size; ++at) {
        if (!isContinuation(byte(at)))
            return 0;
    }
    // Characters that have a shorter form, halves of UTF-16, beyond Unicode, and control ones.
    const unsigned char second = byte(1);
    const bool wrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0)
        || (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90)
        || (first == 0xc2 && second < 0xa0);
    return wrong ? 0 : size;
}

std::string escaped(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        std::size_t size = characterSize(text);
        if (size > 0) {
            result += text.substr(0, size);
        } else {
            char code[5];
            std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(text[0]));
            result += code;
            size = 1;
        }
        text.remove_prefix(size);
    }
    return result;
}

} // namespace

std::string legible(std::string_view text)
{
    if (text.size() <= kLongestLegible_bytes)
        return escaped(text);
    std::size_t first = kLongestLegible_bytes / 2;
    std::size_t last = text.size() - kLongestLegible_bytes / 2;
    // Not within a character.
    while (first > 0 && isContinuation(static_cast<unsigned char>(text[first])))
        --first;
    while (last < text.size() && isContinuation(static_cast<unsigned char>(text[last])))
        ++last;
    return escaped(text.substr(0, first)) + " [...] " + escaped(text.substr(last));
}

} // namespace pleat
