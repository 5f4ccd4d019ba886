// SPDX-License-Identifier: GPL-3.0-or-later
// The input is an ONNX file; files that it names beside it are looked for in the working folder.
#include "core/io/onnx/onnx_model.h"
#include "core/io/weights/weights_file.h"
#include "tests/fuzz/fuzz_support.h"

#include <set>
#include <string>

using namespace pleat;

namespace {

void checkTensor(const io::OnnxTensor& tensor)
{
    const std::int64_t count = io::checkedCount(tensor.shape);
    const std::int64_t size_bytes = count * io::elementSize_bytes(tensor.type);
    fuzz::require(count >= 0 && size_bytes == static_cast<std::int64_t>(tensor.bytes.size()),
        tensor.name + " has another size than its bytes");
    if (tensor.bytes.empty())
        return;
    volatile std::byte kept = tensor.bytes.front(); // volatile: else the reads would be left out
    kept = tensor.bytes.back();
    static_cast<void>(kept);
}

/// Every value is made once, before it is read.
void checkNames(const io::OnnxModel& model)
{
    std::set<std::string> made;
    const auto make = [&](const std::string& name) {
        fuzz::require(made.insert(name).second, "a second value is called " + name);
    };
    for (const io::OnnxPort& input : model.inputs)
        make(input.name);
    for (const io::OnnxTensor& tensor : model.initializers)
        make(tensor.name);
    for (const io::OnnxNode& node : model.nodes) {
        for (const std::string& name : node.inputs)
            fuzz::require(name.empty() || made.count(name) > 0, name + " is read before it exists");
        for (const std::string& name : node.outputs) {
            if (!name.empty())
                make(name);
        }
    }
    for (const io::OnnxPort& output : model.outputs)
        fuzz::require(made.count(output.name) > 0, "nobody makes the output " + output.name);
}

void checkModel(const io::OnnxModel& model)
{
    fuzz::require(model.opset >= io::kLowestOnnxOpset && model.opset <= io::kHighestOnnxOpset,
        "an opset that Pleat does not know");
    for (const io::OnnxTensor& tensor : model.initializers)
        checkTensor(tensor);
    for (const io::OnnxNode& node : model.nodes) {
        for (const io::OnnxAttribute& attribute : node.attributes) {
            if (const auto* tensor = std::get_if<io::OnnxTensor>(&attribute.value))
                checkTensor(*tensor);
        }
    }
    checkNames(model);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // A node of protobuf takes 200 bytes and may come from two.
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 256 * size);
    const auto model = io::readOnnx(fuzz::asBytes(data, size), ".", "fuzz.onnx");
    if (model)
        checkModel(*model);
    else
        fuzz::checkError(model.error());
    return 0;
}
