// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickle_reader.h"

#include "core/io/weights/pickle_opcodes.h"
#include "core/io/weights/pickle_stack.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace pleat::io {

namespace {

constexpr int kOldestProtocol = 2;
constexpr int kNewestProtocol = 5;

/// Instructions that Python 3 and PyTorch never need for plain data in protocol 2 and later: text
/// forms of protocols 0 and 1, old-style classes, registered extensions, buffers elsewhere.
constexpr std::string_view kForeign = "IFLSVPgpdloi\x82\x83\x84\x97\x98";

class Unpickler
{
public:
    explicit Unpickler(std::span<const std::byte> bytes)
        : m_bytes(bytes)
        , m_stack(std::min(bytes.size(), kLargestPickle_values))
    {
    }

    /// Throws PickleDamage and PickleUnsupported.
    Pickle run();
    std::size_t position() const { return m_position; }

private:
    // Each returns whether the instruction is one of its own.
    bool readNumber(int opcode);
    bool readText(int opcode);
    bool readContainer(int opcode);
    bool readFilling(int opcode);
    bool readMemory(int opcode);
    bool readObject(int opcode);
    void readProtocol();

    std::string_view take(std::uint64_t size_bytes);
    std::uint64_t takeNumber(int size_bytes);
    std::string_view takeLine();
    void pushLong(std::string_view bytes);

    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
    PickleStack m_stack;
};

[[noreturn]] void refuseInstruction(int opcode)
{
    constexpr char digits[] = "0123456789abcdef";
    const std::string what =
        std::string("instruction 0x") + digits[opcode >> 4] + digits[opcode & 15];
    if (kForeign.find(static_cast<char>(opcode)) != std::string_view::npos)
        throw PickleUnsupported(what + " is of old or foreign picklers");
    throw PickleDamage(what + " does not exist");
}

Pickle Unpickler::run()
{
    readProtocol();
    while (true) {
        const int opcode = static_cast<int>(takeNumber(1));
        if (opcode == pickle::STOP)
            return m_stack.finish();
        if (!readNumber(opcode) && !readText(opcode) && !readContainer(opcode)
            && !readFilling(opcode) && !readMemory(opcode) && !readObject(opcode))
            refuseInstruction(opcode);
    }
}

void Unpickler::readProtocol()
{
    if (takeNumber(1) != pickle::PROTO)
        throw PickleUnsupported("it is of protocol 0 or 1, or no pickle");
    const int protocol = static_cast<int>(takeNumber(1));
    if (protocol < kOldestProtocol || protocol > kNewestProtocol)
        throw PickleUnsupported(
            "it is of protocol " + std::to_string(protocol) + ", allowed are 2 to 5");
}

bool Unpickler::readNumber(int opcode)
{
    switch (opcode) {
    case pickle::NONE:
        return m_stack.pushEmpty(PickleKind::None), true;
    case pickle::NEWTRUE:
    case pickle::NEWFALSE:
        return m_stack.push({PickleKind::Bool, std::int64_t{opcode == pickle::NEWTRUE}}), true;
    case pickle::BININT:
        return m_stack.pushInteger(static_cast<std::int32_t>(takeNumber(4))), true;
    case pickle::BININT1:
        return m_stack.pushInteger(static_cast<std::int64_t>(takeNumber(1))), true;
    case pickle::BININT2:
        return m_stack.pushInteger(static_cast<std::int64_t>(takeNumber(2))), true;
    case pickle::LONG1:
        return pushLong(take(takeNumber(1))), true;
    case pickle::LONG4:
        return pushLong(take(takeNumber(4))), true;
    case pickle::BINFLOAT: // the only big-endian number
        m_stack.push({PickleKind::Float, std::bit_cast<double>(__builtin_bswap64(takeNumber(8)))});
        return true;
    default:
        return false;
    }
}

bool Unpickler::readText(int opcode)
{
    switch (opcode) {
    case pickle::SHORT_BINUNICODE:
    case pickle::SHORT_BINSTRING: // the text of Python 2
        return m_stack.pushText(PickleKind::Text, take(takeNumber(1))), true;
    case pickle::BINUNICODE:
    case pickle::BINSTRING:
        return m_stack.pushText(PickleKind::Text, take(takeNumber(4))), true;
    case pickle::BINUNICODE8:
        return m_stack.pushText(PickleKind::Text, take(takeNumber(8))), true;
    case pickle::SHORT_BINBYTES:
        return m_stack.pushText(PickleKind::Bytes, take(takeNumber(1))), true;
    case pickle::BINBYTES:
        return m_stack.pushText(PickleKind::Bytes, take(takeNumber(4))), true;
    case pickle::BINBYTES8:
    case pickle::BYTEARRAY8:
        return m_stack.pushText(PickleKind::Bytes, take(takeNumber(8))), true;
    default:
        return false;
    }
}

bool Unpickler::readContainer(int opcode)
{
    switch (opcode) {
    case pickle::MARK:
        return m_stack.mark(), true;
    case pickle::EMPTY_TUPLE:
        return m_stack.pushEmpty(PickleKind::Tuple), true;
    case pickle::TUPLE1:
        return m_stack.collect(PickleKind::Tuple, 1), true;
    case pickle::TUPLE2:
        return m_stack.collect(PickleKind::Tuple, 2), true;
    case pickle::TUPLE3:
        return m_stack.collect(PickleKind::Tuple, 3), true;
    case pickle::TUPLE:
        return m_stack.collectToMark(PickleKind::Tuple), true;
    case pickle::FROZENSET:
        return m_stack.collectToMark(PickleKind::Set), true;
    case pickle::EMPTY_LIST:
        return m_stack.pushEmpty(PickleKind::List), true;
    case pickle::EMPTY_SET:
        return m_stack.pushEmpty(PickleKind::Set), true;
    case pickle::EMPTY_DICT:
        return m_stack.pushEmpty(PickleKind::Dict), true;
    default:
        return false;
    }
}

bool Unpickler::readFilling(int opcode)
{
    switch (opcode) {
    case pickle::APPEND: {
        const PickleId item = m_stack.pop();
        m_stack.append({&item, 1});
        return true;
    }
    case pickle::APPENDS:
    case pickle::ADDITEMS:
        return m_stack.append(m_stack.popToMark()), true;
    case pickle::SETITEM: {
        const PickleId value = m_stack.pop();
        const PickleId pair[] = {m_stack.pop(), value};
        m_stack.setPairs(pair);
        return true;
    }
    case pickle::SETITEMS:
        return m_stack.setPairs(m_stack.popToMark()), true;
    default:
        return false;
    }
}

bool Unpickler::readMemory(int opcode)
{
    switch (opcode) {
    case pickle::FRAME: // how many bytes to read ahead; all are here
        return take(8), true;
    case pickle::POP:
        return m_stack.popValueOrMark(), true;
    case pickle::POP_MARK:
        return m_stack.popToMark(), true;
    case pickle::DUP:
        return m_stack.duplicate(), true;
    case pickle::BINPUT:
        return m_stack.remember(takeNumber(1)), true;
    case pickle::LONG_BINPUT:
        return m_stack.remember(takeNumber(4)), true;
    case pickle::MEMOIZE:
        return m_stack.rememberNext(), true;
    case pickle::BINGET:
        return m_stack.recall(takeNumber(1)), true;
    case pickle::LONG_BINGET:
        return m_stack.recall(takeNumber(4)), true;
    default:
        return false;
    }
}

bool Unpickler::readObject(int opcode)
{
    switch (opcode) {
    case pickle::GLOBAL:
        m_stack.pushText(PickleKind::Text, takeLine());
        m_stack.pushText(PickleKind::Text, takeLine());
        return m_stack.pushClass(), true;
    case pickle::STACK_GLOBAL:
        return m_stack.pushClass(), true;
    case pickle::REDUCE:
    case pickle::NEWOBJ:
        return m_stack.collect(PickleKind::Object, 2), true;
    case pickle::NEWOBJ_EX: // with named arguments
        return m_stack.collect(PickleKind::Object, 3), true;
    case pickle::BUILD:
        return m_stack.setState(), true;
    case pickle::BINPERSID:
        return m_stack.collect(PickleKind::Persistent, 1), true;
    default:
        return false;
    }
}

std::string_view Unpickler::take(std::uint64_t size_bytes)
{
    const std::size_t left = m_bytes.size() - m_position;
    if (size_bytes > left)
        throw PickleDamage("it is cut short: " + std::to_string(size_bytes)
            + " more bytes are announced, " + std::to_string(left) + " are there");
    const auto* begin = reinterpret_cast<const char*>(m_bytes.data()) + m_position;
    m_position += size_bytes;
    return {begin, size_bytes};
}

/// Little-endian, without sign.
std::uint64_t Unpickler::takeNumber(int size_bytes)
{
    const std::string_view bytes = take(static_cast<std::uint64_t>(size_bytes));
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        number = (number << 8) | static_cast<std::uint8_t>(bytes[i]);
    return number;
}

/// Up to the next line feed, which is taken too.
std::string_view Unpickler::takeLine()
{
    const auto rest = m_bytes.subspan(m_position);
    const void* end = rest.empty() ? nullptr : std::memchr(rest.data(), '\n', rest.size());
    if (!end)
        throw PickleDamage("it is cut short in the name of a class");
    const auto size = static_cast<std::size_t>(static_cast<const std::byte*>(end) - rest.data());
    return take(size + 1).substr(0, size);
}

/// Little-endian two's complement of any length.
void Unpickler::pushLong(std::string_view bytes)
{
    if (bytes.size() > sizeof(std::int64_t))
        return m_stack.pushText(PickleKind::BigInt, bytes);
    const bool negative = !bytes.empty() && (bytes.back() & 0x80);
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = (value << 8) | static_cast<std::uint8_t>(bytes[i]);
    m_stack.pushInteger(static_cast<std::int64_t>(value));
}

} // namespace

std::int64_t PickleNode::integer() const
{
    const auto* held = std::get_if<std::int64_t>(&value);
    return held ? *held : 0;
}

std::string_view PickleNode::text() const
{
    const auto* held = std::get_if<std::string_view>(&value);
    return held ? *held : std::string_view{};
}

std::span<const PickleId> PickleNode::items() const
{
    const auto* held = std::get_if<std::unique_ptr<PickleContent>>(&value);
    return held ? std::span<const PickleId>((*held)->items) : std::span<const PickleId>{};
}

std::span<const PickleId> PickleNode::pairs() const
{
    const auto* held = std::get_if<std::unique_ptr<PickleContent>>(&value);
    return held ? std::span<const PickleId>((*held)->pairs) : std::span<const PickleId>{};
}

PickleContent& PickleNode::content()
{
    if (!std::holds_alternative<std::unique_ptr<PickleContent>>(value))
        value = std::make_unique<PickleContent>();
    return *std::get<std::unique_ptr<PickleContent>>(value);
}

Result<Pickle> readPickle(std::span<const std::byte> bytes, const std::string& where)
{
    Unpickler unpickler(bytes);
    const auto refusal = [&](ErrorCode code, const std::exception& what, const char* hint) {
        return Error{code,
            "the pickle cannot be read at byte " + std::to_string(unpickler.position()) + ": "
                + what.what(),
            where, hint};
    };
    try {
        return unpickler.run();
    } catch (const PickleDamage& damage) {
        return refusal(
            ErrorCode::Unreadable, damage, "the file is damaged; copy or download it again");
    } catch (const PickleUnsupported& what) {
        return refusal(ErrorCode::Unsupported, what,
            "in Python, save the weights alone: torch.save(net.state_dict(), \"weights.pth\")");
    }
}

std::string className(const Pickle& pickle, PickleId id)
{
    const PickleNode* node = &pickle.nodes[id];
    if (node->kind == PickleKind::Object)
        node = &pickle.nodes[node->items()[0]];
    if (node->kind != PickleKind::Class)
        return {};
    std::string name(pickle.nodes[node->items()[0]].text());
    return name.append(".").append(pickle.nodes[node->items()[1]].text());
}

} // namespace pleat::io
