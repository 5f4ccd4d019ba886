// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/natural_order.h"

#include <string_view>

namespace pleat::architecture {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Cuts the number at the beginning off, without leading zeros.
std::string_view takeNumber(std::string_view& text)
{
    const auto isEnd = [](std::size_t at) { return at == std::string_view::npos; };
    const std::size_t end = text.find_first_not_of("0123456789");
    std::string_view number = text.substr(0, end);
    text.remove_prefix(isEnd(end) ? text.size() : end);
    const std::size_t first = number.find_first_not_of('0');
    number.remove_prefix(isEnd(first) ? number.size() : first);
    return number;
}

} // namespace

bool naturallyLess(const std::string& a, const std::string& b)
{
    std::string_view left = a;
    std::string_view right = b;
    while (!left.empty() && !right.empty()) {
        if (isDigit(left[0]) && isDigit(right[0])) {
            const std::string_view one = takeNumber(left);
            const std::string_view other = takeNumber(right);
            if (one.size() != other.size())
                return one.size() < other.size();
            if (one != other)
                return one < other;
            continue;
        }
        if (left[0] != right[0])
            return left[0] < right[0];
        left.remove_prefix(1);
        right.remove_prefix(1);
    }
    if (left.empty() != right.empty())
        return left.empty();
    return a < b; // "fc01" and "fc1"
}

} // namespace pleat::architecture
