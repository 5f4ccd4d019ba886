// SPDX-License-Identifier: GPL-3.0-or-later
// CIFAR-10 and CIFAR-100 in the binary version: records of label bytes and 3 x 32 x 32 pixels.
// https://www.cs.toronto.edu/~kriz/cifar.html
#include "core/base/files.h"
#include "core/io/data/data_format.h"
#include "core/io/weights/mapped_file.h"

#include <algorithm>
#include <sstream>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

constexpr std::size_t kSize = 32;
constexpr std::size_t kPixels_bytes = 3 * kSize * kSize;

struct Version
{
    const char* folder; ///< as the archive unpacks
    std::vector<std::string> trainFiles, testFiles;
    const char* classNames; ///< a file of names, one per line
    std::vector<int> classes; ///< how many, per label byte; the last byte is the label

    std::size_t record_bytes() const { return classes.size() + kPixels_bytes; }
    const std::vector<std::string>& files(Split split) const
    {
        return split == Split::Train ? trainFiles : testFiles;
    }
};

const std::vector<Version>& versions()
{
    static const std::vector<Version> kVersions{
        {"cifar-10-batches-bin",
            {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                "data_batch_5.bin"},
            {"test_batch.bin"}, "batches.meta.txt", {10}},
        {"cifar-100-binary", {"train.bin"}, {"test.bin"}, "fine_label_names.txt", {20, 100}},
    };
    return kVersions;
}

/// Whether the content is whole records whose labels are in range.
Result<void> checkRecords(
    const Version& version, std::span<const std::byte> content, const std::string& where)
{
    const auto wrong = [&](const std::string& what) {
        return Error{ErrorCode::Unreadable, what, where,
            std::string("is it a file of ") + version.folder + "? copy or download it again"};
    };
    const std::size_t record = version.record_bytes();
    if (content.empty() || content.size() % record != 0)
        return wrong(std::to_string(content.size()) + " bytes are no whole number of records of "
            + std::to_string(record) + " bytes");
    for (std::size_t at = 0; at < content.size(); at += record) {
        for (std::size_t i = 0; i < version.classes.size(); ++i) {
            const auto label = std::to_integer<int>(content[at + i]);
            if (label >= version.classes[i])
                return wrong("image " + std::to_string(at / record) + " has the label "
                    + std::to_string(label) + ", allowed are 0 to "
                    + std::to_string(version.classes[i] - 1));
        }
    }
    return {};
}

std::vector<std::string> readClassNames(const fs::path& path, int count)
{
    const auto text = readFile(path.string());
    std::vector<std::string> names;
    std::istringstream lines(text ? *text : std::string());
    for (std::string line; std::getline(lines, line);) {
        line.erase(line.find_last_not_of(" \r\t") + 1);
        if (!line.empty())
            names.push_back(line);
    }
    return names.size() == static_cast<std::size_t>(count) ? names : std::vector<std::string>();
}

Result<DataSet> readFiles(const Version& version, const std::vector<fs::path>& paths)
{
    std::vector<MappedFilePtr> files; // keeps the records alive
    std::vector<const std::byte*> records;
    DataSet data;
    data.shape = {3, kSize, kSize};
    for (const fs::path& path : paths) {
        auto file = MappedFile::open(path.string());
        if (!file)
            return file.error();
        const auto content = (*file)->bytes();
        if (auto good = checkRecords(version, content, path.string()); !good)
            return good.error();
        for (std::size_t at = 0; at < content.size(); at += version.record_bytes()) {
            const std::byte* pixels = content.data() + at + version.classes.size();
            data.labels.push_back(std::to_integer<std::int64_t>(pixels[-1]));
            records.push_back(pixels);
        }
        files.push_back(std::move(*file));
    }
    data.count = static_cast<std::int64_t>(records.size());
    data.classes =
        readClassNames(paths.front().parent_path() / version.classNames, version.classes.back());
    data.sample = [shape = data.shape, files, records = std::move(records)](
                      std::int64_t index) -> Result<Sample> {
        const auto* first =
            reinterpret_cast<const std::uint8_t*>(records[static_cast<std::size_t>(index)]);
        return Sample{shape, {first, first + kPixels_bytes}, {}};
    };
    return data;
}

bool holdsAny(const fs::path& folder, const Version& version)
{
    const auto exists = [&](const std::string& name) {
        std::error_code failure;
        return fs::is_regular_file(folder / name, failure);
    };
    return std::any_of(version.trainFiles.begin(), version.trainFiles.end(), exists)
        || std::any_of(version.testFiles.begin(), version.testFiles.end(), exists);
}

struct Found
{
    const Version* version;
    fs::path folder;
};

/// In the folder itself, else in the folders that the archives unpack to.
std::vector<Found> found(const fs::path& folder)
{
    std::vector<Found> all;
    for (const bool below : {false, true}) {
        for (const Version& version : versions()) {
            const fs::path candidate = below ? folder / version.folder : folder;
            if (holdsAny(candidate, version))
                all.push_back({&version, candidate});
        }
        if (!all.empty())
            break;
    }
    return all;
}

std::string listed(const std::vector<std::string>& files)
{
    return files.size() > 1 ? files.front() + " to " + files.back() : files.front();
}

Result<DataSet> readCifarFolder(const std::string& folder, Split split)
{
    const std::vector<Found> all = found(folder);
    if (all.size() > 1)
        return Error{ErrorCode::Unreadable, "holds both CIFAR-10 and CIFAR-100", folder,
            "name the folder of one of them"};
    const auto& [version, files] = all.front();
    std::vector<fs::path> paths;
    for (const std::string& name : version->files(split)) {
        std::error_code failure;
        paths.push_back(files / name);
        if (!fs::exists(paths.back(), failure))
            return noSuchSplit(files.string(), split, listed(version->files(split)));
    }
    return readFiles(*version, paths);
}

const Version* versionOf(std::span<const std::byte> content)
{
    for (const Version& version : versions()) {
        if (checkRecords(version, content, ""))
            return &version;
    }
    return nullptr;
}

Result<DataSet> readCifarFile(const std::string& path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    const Version* version = versionOf((*file)->bytes());
    return readFiles(version ? *version : versions().front(), {path});
}

} // namespace

const DataFormat cifarFormat{[](const fs::path& folder) { return !found(folder).empty(); },
    readCifarFolder,
    [](std::span<const std::byte> content) { return versionOf(content) != nullptr; },
    readCifarFile};

} // namespace pleat::io
