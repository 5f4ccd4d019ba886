// SPDX-License-Identifier: GPL-3.0-or-later
// The instructions of pickles, named as in Python's pickletools. Knows no ATen.
#pragma once

#include <cstdint>

namespace pleat::io::pickle {

enum Opcode : std::uint8_t
{
    PROTO = 0x80,
    FRAME = 0x95,
    STOP = '.',

    NONE = 'N',
    NEWTRUE = 0x88,
    NEWFALSE = 0x89,
    BININT = 'J',
    BININT1 = 'K',
    BININT2 = 'M',
    LONG1 = 0x8a,
    LONG4 = 0x8b,
    BINFLOAT = 'G',
    BINSTRING = 'T',
    SHORT_BINSTRING = 'U',
    BINUNICODE = 'X',
    SHORT_BINUNICODE = 0x8c,
    BINUNICODE8 = 0x8d,
    BINBYTES = 'B',
    SHORT_BINBYTES = 'C',
    BINBYTES8 = 0x8e,
    BYTEARRAY8 = 0x96,

    MARK = '(',
    EMPTY_TUPLE = ')',
    TUPLE = 't',
    TUPLE1 = 0x85,
    TUPLE2 = 0x86,
    TUPLE3 = 0x87,
    EMPTY_LIST = ']',
    APPEND = 'a',
    APPENDS = 'e',
    EMPTY_DICT = '}',
    SETITEM = 's',
    SETITEMS = 'u',
    EMPTY_SET = 0x8f,
    ADDITEMS = 0x90,
    FROZENSET = 0x91,

    POP = '0',
    POP_MARK = '1',
    DUP = '2',
    BINPUT = 'q',
    LONG_BINPUT = 'r',
    MEMOIZE = 0x94,
    BINGET = 'h',
    LONG_BINGET = 'j',

    GLOBAL = 'c',
    STACK_GLOBAL = 0x93,
    REDUCE = 'R',
    NEWOBJ = 0x81,
    NEWOBJ_EX = 0x92,
    BUILD = 'b',
    BINPERSID = 'Q',
};

} // namespace pleat::io::pickle
