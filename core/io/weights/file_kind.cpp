// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/file_kind.h"

#include "core/io/weights/protobuf_kind.h"
#include "core/io/weights/zip_reader.h"

#include <algorithm>
#include <cctype>

namespace pleat::io {

namespace {

using Bytes = std::span<const std::byte>;

std::string_view textOf(Bytes bytes, std::size_t from, std::size_t count)
{
    if (from >= bytes.size())
        return {};
    const Bytes part = bytes.subspan(from, std::min(count, bytes.size() - from));
    return {reinterpret_cast<const char*>(part.data()), part.size()};
}

bool has(Bytes bytes, std::size_t at, std::string_view magic)
{
    return textOf(bytes, at, magic.size()) == magic;
}

using namespace std::string_view_literals;

struct Magic
{
    std::size_t at;
    std::string_view bytes;
    FileKind kind;
};

constexpr Magic kMagics[] = {
    {0, "\x89HDF\r\n\x1a\n"sv, FileKind::Hdf5},
    {0, "GGUF"sv, FileKind::Gguf},
    {4, "TFL3"sv, FileKind::TensorFlowLite},
    {0, "\x93NUMPY"sv, FileKind::Numpy},
    {0, "version https://git-lfs.github.com/"sv, FileKind::GitLfsPointer},
    {0, "\x1f\x8b"sv, FileKind::Archive}, // gzip
    {0, "BZh"sv, FileKind::Archive},
    {0, "\xfd\x37zXZ\0"sv, FileKind::Archive},
    {0, "\x28\xb5\x2f\xfd"sv, FileKind::Archive}, // zstd
    {0, "7z\xbc\xaf\x27\x1c"sv, FileKind::Archive},
    {0, "Rar!\x1a\x07"sv, FileKind::Archive},
};

/// The first record decides nothing: an archive that was packed again has another order.
FileKind kindOfZip(const ZipArchive& archive)
{
    bool torch = false;
    bool constants = false;
    bool exported = false;
    bool arrays = !archive.records().empty();
    for (const ZipRecord& record : archive.records()) {
        const std::string_view name = record.name;
        const std::string_view below = name.substr(name.find('/') + 1); // all if there is no folder
        const bool inFolder = below.size() < name.size();
        torch |= inFolder && below == "data.pkl";
        constants |= inFolder && below == "constants.pkl";
        exported |= below == "archive_format" || below == "serialized_exported_program.json";
        arrays &= name.ends_with(".npy");
    }
    if (torch)
        return constants ? FileKind::TorchScript : FileKind::StateDict;
    if (exported)
        return FileKind::TorchExport;
    if (arrays)
        return FileKind::Numpy;
    if (archive.find("config.json") && archive.find("model.weights.h5"))
        return FileKind::Keras;
    return FileKind::Archive;
}

bool isSafetensors(Bytes bytes)
{
    constexpr std::uint64_t kLongestHeader_bytes = 100'000'000; // the limit of the format
    constexpr std::size_t kLength_bytes = 8;
    if (!has(bytes, kLength_bytes, "{"))
        return false;
    std::uint64_t header_bytes = 0;
    for (std::size_t i = kLength_bytes; i-- > 0;)
        header_bytes = (header_bytes << 8) | std::to_integer<std::uint64_t>(bytes[i]);
    // A header that the file is too short for is damage, which the reader of the format reports.
    return header_bytes <= kLongestHeader_bytes;
}

/// Unknown if it is none.
FileKind kindOfPickle(Bytes bytes)
{
    const std::string_view start = textOf(bytes, 0, 32);
    if (start.size() < 2 || start[0] != '\x80' || start[1] < 2 || start[1] > 5)
        return FileKind::Unknown;
    // The number that torch.save wrote first; newer protocols put a frame before it.
    constexpr std::string_view kTorchNumber = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"sv;
    return start.find(kTorchNumber) < start.size() ? FileKind::LegacyPickle : FileKind::Pickle;
}

/// Size of a tar member: octal digits, ended by a zero or a space.
std::uint64_t tarSize_bytes(std::string_view digits)
{
    std::uint64_t size_bytes = 0;
    for (std::size_t i = 0; i < digits.size() && digits[i] >= '0' && digits[i] <= '7'; ++i)
        size_bytes = size_bytes * 8 + static_cast<std::uint64_t>(digits[i] - '0');
    return size_bytes;
}

/// Unknown if it is none.
FileKind kindOfTar(Bytes bytes)
{
    constexpr std::size_t kBlock_bytes = 512;
    constexpr std::size_t kMagicAt = 257;
    constexpr std::size_t kSizeAt = 124;
    constexpr int kLooked = 16; // members; each may have a header of attributes before it
    if (!has(bytes, kMagicAt, "ustar"))
        return FileKind::Unknown;
    for (int member = 0; member < kLooked && has(bytes, kMagicAt, "ustar"); ++member) {
        for (const auto name : {"sys_info\0"sv, "pickle\0"sv, "tensors\0"sv, "storages\0"sv}) {
            if (has(bytes, 0, name))
                return FileKind::TorchTar;
        }
        const std::uint64_t size_bytes = tarSize_bytes(textOf(bytes, kSizeAt, 12));
        const std::uint64_t blocks = 1 + (size_bytes + kBlock_bytes - 1) / kBlock_bytes;
        bytes = bytes.subspan(std::min<std::uint64_t>(blocks * kBlock_bytes, bytes.size()));
    }
    return FileKind::Archive;
}

/// UTF-8 without control characters; the last character may be cut.
bool isText(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at++]);
        if (lead < 0x80) {
            if ((lead < 0x20 && !std::isspace(lead)) || lead == 0x7f)
                return false;
            continue;
        }
        if (lead < 0xc2 || lead > 0xf4)
            return false;
        const int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        for (int i = 0; i < more && at < text.size(); ++i, ++at) {
            if ((text[at] & 0xc0) != 0x80)
                return false;
        }
    }
    return true;
}

bool startsWithoutCase(std::string_view text, std::string_view lower)
{
    return text.size() >= lower.size()
        && std::equal(lower.begin(), lower.end(), text.begin(),
            [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

/// Unknown if it is none.
FileKind kindOfText(Bytes bytes)
{
    constexpr std::size_t kLooked_bytes = 4096;
    std::string_view start = textOf(bytes, 0, kLooked_bytes);
    if (!isText(start))
        return FileKind::Unknown;
    if (start.starts_with("\xef\xbb\xbf")) // byte order mark
        start.remove_prefix(3);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    if (startsWithoutCase(start, "<!doctype html") || startsWithoutCase(start, "<html"))
        return FileKind::WebPage;
    if (!start.starts_with('{') && !start.starts_with('['))
        return FileKind::Text;
    const std::string_view whole = textOf(bytes, 0, bytes.size());
    const bool index = start.starts_with('{') && whole.find("\"weight_map\"") < whole.size();
    return index ? FileKind::SafetensorsIndex : FileKind::Json;
}

struct KindInfo
{
    std::string_view name;
    std::string_view hint;
};

constexpr std::string_view kHowToTrace =
    R"(in Python: torch.jit.trace(model.eval(), example).save("model.pt"))";

/// In the order of FileKind.
constexpr KindInfo kKinds[] = {
    {"a TorchScript file", "open it as a network"},
    {"a state_dict", "open it as a file of weights"},
    {"a safetensors file", "open it as a file of weights"},
    {"an index of safetensors files", "open it as a file of weights"},
    {"an ONNX file", "open it as a network"},
    {"a file of torch.save before PyTorch 1.6",
        R"(in Python: import torch; w = torch.load("old.pth", map_location="cpu"); )"
        R"(torch.save(w, "new.pth"))"},
    {"a bare Python pickle",
        R"(in Python, if you trust the file: import pickle, torch; )"
        R"(w = pickle.load(open("old.pkl", "rb")); )"
        R"(torch.save({name: torch.as_tensor(a) for name, a in w.items()}, "new.pth"))"},
    {"a file of torch.save before PyTorch 0.1.10",
        R"(in Python, if you trust the file: import torch; )"
        R"(w = torch.load("old.pth", map_location="cpu", weights_only=False); )"
        R"(torch.save(w, "new.pth"))"},
    {"a program of torch.export",
        R"(in Python: import torch; m = torch.export.load("model.pt2").module(); )"
        R"(torch.jit.trace(m, example).save("model.pt"))"},
    {"an HDF5 file, as Keras saves networks",
        R"(in Python: import tensorflow as tf, tf2onnx; )"
        R"(m = tf.keras.models.load_model("model.h5"); )"
        R"(tf2onnx.convert.from_keras(m, output_path="model.onnx"))"},
    {"a Keras file",
        R"(in Python: import keras; m = keras.models.load_model("model.keras"); )"
        R"(m.export("model.onnx", format="onnx"))"},
    {"a TensorFlow graph",
        "in a shell: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx; for a "
        "frozen graph: --graphdef FILE --inputs x:0 --outputs y:0 instead of --saved-model"},
    {"a TensorFlow Lite file",
        "in a shell: python -m tf2onnx.convert --tflite model.tflite --output model.onnx"},
    {"a Core ML file", "export the network that it was made from to ONNX"},
    {"a GGUF file",
        R"(in Python: from transformers import AutoModelForCausalLM as A; )"
        R"(A.from_pretrained("FOLDER", gguf_file="model.gguf").save_pretrained("NEW_FOLDER"))"},
    {"a file of NumPy arrays",
        R"(in Python: import numpy, torch; w = numpy.load("w.npz"); )"
        R"(torch.save({name: torch.from_numpy(w[name]) for name in w.files}, "w.pth"))"},
    {"an archive or a compressed file", "extract it and open the file of weights in it"},
    {"a Git LFS pointer, which stands for the real file",
        "in a shell: git lfs pull, or download the file itself"},
    {"a web page", "the download led to a page about the file; download the file itself"},
    {"JSON without weights", "open the file of weights beside it"},
    {"plain text", kHowToTrace},
    {"an empty file", "copy or download it again"},
    {"a file of no known format", kHowToTrace},
};
static_assert(std::size(kKinds) == static_cast<std::size_t>(FileKind::Unknown) + 1);

const KindInfo& info(FileKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

} // namespace

Result<FileKind> fileKind(Bytes bytes, const std::string& where)
{
    if (bytes.empty())
        return FileKind::Empty;
    if (has(bytes, 0, "PK\x03\x04") || has(bytes, 0, "PK\x05\x06")) {
        const auto archive = ZipArchive::open(bytes, where);
        if (!archive)
            return archive.error();
        return kindOfZip(*archive);
    }
    for (const Magic& magic : kMagics) {
        if (has(bytes, magic.at, magic.bytes))
            return magic.kind;
    }
    if (isSafetensors(bytes))
        return FileKind::Safetensors;
    for (const auto kindOf : {kindOfPickle, kindOfTar, kindOfProtobuf, kindOfText}) {
        if (const FileKind kind = kindOf(bytes); kind != FileKind::Unknown)
            return kind;
    }
    return FileKind::Unknown;
}

std::string_view fileKindName(FileKind kind)
{
    return info(kind).name;
}

Error refusal(FileKind kind, const std::string& where)
{
    const std::string name(info(kind).name);
    const std::string hint(info(kind).hint);
    if (kind <= FileKind::Onnx)
        return {
            ErrorCode::Unsupported, "this is " + name + ", which is not allowed here", where, hint};
    const ErrorCode code =
        kind <= FileKind::Archive ? ErrorCode::Unsupported : ErrorCode::Unreadable;
    return {code, "this is " + name + "; allowed are TorchScript, ONNX, state_dict and safetensors",
        where, hint};
}

} // namespace pleat::io
