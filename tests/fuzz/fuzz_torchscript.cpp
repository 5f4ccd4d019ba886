// SPDX-License-Identifier: GPL-3.0-or-later
// The input is an archive of TorchScript: what is checked before LibTorch sees it.
#include "core/io/weights/torchscript_archive.h"
#include "core/io/weights/zip_reader.h"
#include "tests/fuzz/fuzz_support.h"

using namespace pleat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 128 * size);
    const auto archive = io::ZipArchive::open(fuzz::asBytes(data, size), "fuzz.pt");
    if (!archive) {
        fuzz::checkError(archive.error());
        return 0;
    }
    if (const auto checked = io::checkTorchScriptParts(*archive, "fuzz.pt"); !checked)
        fuzz::checkError(checked.error());
    if (const auto checked = io::checkTorchScriptStorages(*archive); !checked)
        fuzz::checkError(checked.error());
    return 0;
}
