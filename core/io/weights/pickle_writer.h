// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pickles of protocol 2, with no more instructions than PyTorch's weights_only loader
// allows. Knows no ATen.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pleat::io {

/// Values in the order in which the unpickler's stack needs them: the items of a tuple between
/// mark() and tuple(), an argument tuple before call(). Nothing is remembered for later use, so
/// no value is shared; what must be shared lies outside of the pickle, under a persistent id.
class PickleWriter
{
public:
    PickleWriter();

    void boolean(bool value);
    void integer(std::int64_t value);
    void text(std::string_view utf8); ///< shorter than 4 GB
    void integers(std::span<const std::int64_t> values); ///< a tuple
    void global(std::string_view module, std::string_view name);

    void mark();
    void tuple(); ///< of all values since the mark
    void call(); ///< what lies below the topmost tuple, with that as arguments
    void persistent(); ///< what the topmost value is the id of
    void setItems(); ///< of the dict below the mark: keys and values since then

    std::string finish();

private:
    void opcode(std::uint8_t code);
    void littleEndian(std::uint64_t value, int size_bytes);

    std::string m_bytes;
};

} // namespace pleat::io
