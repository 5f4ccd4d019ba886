// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 of pieces of bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace pleat {

class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(const void* bytes, std::size_t size);
    /// Length first, so that "ab" + "c" differs from "a" + "bc".
    void addText(std::string_view text);
    /// Lower-case hex; call once.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace pleat
