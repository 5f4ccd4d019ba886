// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickle_writer.h"

#include "core/base/result.h"
#include "core/io/weights/pickle_opcodes.h"

#include <limits>

namespace pleat::io {

namespace {

constexpr std::uint8_t kProtocol = 2;

} // namespace

PickleWriter::PickleWriter()
{
    opcode(pickle::PROTO);
    opcode(kProtocol);
}

void PickleWriter::boolean(bool value)
{
    opcode(value ? pickle::NEWTRUE : pickle::NEWFALSE);
}

void PickleWriter::integer(std::int64_t value)
{
    if (value >= 0 && value <= std::numeric_limits<std::uint8_t>::max()) {
        opcode(pickle::BININT1);
        littleEndian(static_cast<std::uint64_t>(value), 1);
    } else if (value == static_cast<std::int32_t>(value)) {
        opcode(pickle::BININT);
        littleEndian(static_cast<std::uint64_t>(value), 4);
    } else {
        opcode(pickle::LONG1);
        littleEndian(sizeof value, 1);
        littleEndian(static_cast<std::uint64_t>(value), sizeof value);
    }
}

void PickleWriter::text(std::string_view utf8)
{
    if (utf8.size() > std::numeric_limits<std::uint32_t>::max())
        throw LogicError("a text of 4 GB in a pickle");
    opcode(pickle::BINUNICODE);
    littleEndian(utf8.size(), 4);
    m_bytes += utf8;
}

void PickleWriter::integers(std::span<const std::int64_t> values)
{
    mark();
    for (std::int64_t value : values)
        integer(value);
    tuple();
}

void PickleWriter::global(std::string_view module, std::string_view name)
{
    opcode(pickle::GLOBAL);
    m_bytes.append(module).append("\n").append(name).append("\n");
}

void PickleWriter::mark()
{
    opcode(pickle::MARK);
}

void PickleWriter::tuple()
{
    opcode(pickle::TUPLE);
}

void PickleWriter::call()
{
    opcode(pickle::REDUCE);
}

void PickleWriter::persistent()
{
    opcode(pickle::BINPERSID);
}

void PickleWriter::setItems()
{
    opcode(pickle::SETITEMS);
}

std::string PickleWriter::finish()
{
    opcode(pickle::STOP);
    return std::move(m_bytes);
}

void PickleWriter::opcode(std::uint8_t code)
{
    m_bytes += static_cast<char>(code);
}

void PickleWriter::littleEndian(std::uint64_t value, int size_bytes)
{
    for (int i = 0; i < size_bytes; ++i)
        m_bytes += static_cast<char>(value >> (8 * i));
}

} // namespace pleat::io
