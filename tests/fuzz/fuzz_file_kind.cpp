// SPDX-License-Identifier: GPL-3.0-or-later
// The input is any file: the first look at all that is opened.
#include "core/io/weights/file_kind.h"
#include "tests/fuzz/fuzz_support.h"

using namespace pleat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 2 * size);
    const auto kind = io::fileKind(fuzz::asBytes(data, size), "fuzz.pt");
    if (!kind) {
        fuzz::checkError(kind.error());
        return 0;
    }
    fuzz::require(!io::fileKindName(*kind).empty(), "a kind has no name");
    fuzz::checkError(io::refusal(*kind, "fuzz.pt"));
    return 0;
}
