// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a whole archive as torch.save writes it.
#include "core/io/weights/state_dict.h"
#include "tests/fuzz/fuzz_support.h"
#include "tests/fuzz/stored_tensors.h"

using namespace pleat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = fuzz::asBytes(data, size);
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 128 * size);
    fuzz::checkWeights(io::readStateDict(file, "fuzz.pth"), file);
    return 0;
}
