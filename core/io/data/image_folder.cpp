// SPDX-License-Identifier: GPL-3.0-or-later
// Images in a folder per class, as torchvision's ImageFolder reads them; decoded on demand.
#include "core/io/data/data_format.h"
#include "core/io/data/image_file.h"
#include "core/io/weights/mapped_file.h"

#include <algorithm>
#include <cctype>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

constexpr int kDeepestFolder = 8; // links may go round in circles

struct ClassImages
{
    std::int64_t label = 0;
    std::vector<std::string> files; ///< sorted
};

Error unreadable(const fs::path& folder, const std::error_code& failure)
{
    return {ErrorCode::Unreadable, "cannot be listed: " + failure.message(), folder.string(),
        "check its permissions"};
}

bool isHidden(const fs::path& path)
{
    return path.filename().string().starts_with('.');
}

/// Names of the folders in a folder, sorted by their bytes as Python sorts them.
Result<std::vector<std::string>> foldersIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end;
         it.increment(failure)) {
        std::error_code broken; // a dangling link is no folder
        if (it->is_directory(broken) && !isHidden(it->path()))
            names.push_back(it->path().filename().string());
    }
    if (failure)
        return unreadable(folder, failure);
    std::sort(names.begin(), names.end());
    return names;
}

/// By name: other files (notes, thumbnails) are passed over. The decoder looks at the content.
bool isNamedAsImage(const fs::path& path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
        [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return (ending == ".png" || ending == ".jpg" || ending == ".jpeg") && !isHidden(path);
}

Result<std::vector<std::string>> imagesIn(const fs::path& folder)
{
    std::vector<std::string> files;
    std::error_code failure;
    fs::recursive_directory_iterator it(
        folder, fs::directory_options::follow_directory_symlink, failure);
    for (const fs::recursive_directory_iterator end; !failure && it != end; it.increment(failure)) {
        std::error_code broken; // a dangling link is reported when it is read
        const bool isFolder = it->is_directory(broken);
        if (isFolder && (it.depth() >= kDeepestFolder || isHidden(it->path())))
            it.disable_recursion_pending();
        else if (!isFolder && isNamedAsImage(it->path()))
            files.push_back(it->path().string());
    }
    if (failure)
        return unreadable(folder, failure);
    if (files.empty())
        return Error{ErrorCode::Unreadable,
            "no images in the folder of this class, allowed are .png, .jpg and .jpeg",
            folder.string(), "convert its images, or move the folder away if it is no class"};
    std::sort(files.begin(), files.end());
    return files;
}

/// A folder of splits holds train, val or test, which hold the folders of classes. A class may
/// also be called train: then there are images in it, not folders.
bool isSplit(const fs::path& folder)
{
    const auto classes = foldersIn(folder);
    return classes && !classes->empty();
}

struct Splits
{
    fs::path train, test; ///< empty where there is none
};

Splits splitsOf(const fs::path& folder)
{
    Splits splits;
    if (isSplit(folder / "train"))
        splits.train = folder / "train";
    for (const char* name : {"validation", "valid", "val", "test"}) { // the last that is there
        if (isSplit(folder / name))
            splits.test = folder / name;
    }
    return splits;
}

DataSet dataSetOf(const std::vector<ClassImages>& images, std::vector<std::string> classes)
{
    DataSet data;
    data.layout = Layout::ChannelsLast;
    data.classes = std::move(classes);
    std::vector<std::string> files;
    for (const ClassImages& part : images) {
        files.insert(files.end(), part.files.begin(), part.files.end());
        data.labels.insert(data.labels.end(), part.files.size(), part.label);
    }
    data.count = static_cast<std::int64_t>(files.size());
    data.sample = [files = std::move(files)](std::int64_t index) -> Result<Sample> {
        const std::string& path = files[static_cast<std::size_t>(index)];
        auto file = MappedFile::open(path);
        if (!file)
            return file.error();
        auto image = decodeImage((*file)->bytes(), path);
        if (!image)
            return image.error();
        return Sample{{image->height, image->width, image->channels}, std::move(image->pixels), {}};
    };
    return data;
}

/// The images below `folder`; labels count the classes of `classesFolder`.
Result<DataSet> readClasses(const fs::path& folder, const fs::path& classesFolder)
{
    auto classes = foldersIn(classesFolder);
    if (!classes)
        return classes.error();
    auto present = foldersIn(folder);
    if (!present)
        return present.error();
    std::vector<ClassImages> images;
    for (const std::string& name : *present) {
        const auto at = std::lower_bound(classes->begin(), classes->end(), name);
        if (at == classes->end() || *at != name)
            return Error{ErrorCode::Unreadable,
                "a folder of images, but no class of the training split is called so",
                (folder / name).string(),
                "sort the images into the classes of " + classesFolder.string()};
        auto files = imagesIn(folder / name);
        if (!files)
            return files.error();
        images.push_back({at - classes->begin(), std::move(*files)});
    }
    return dataSetOf(images, std::move(*classes));
}

Result<DataSet> readImageFolder(const std::string& folder, Split split)
{
    const Splits splits = splitsOf(folder);
    if (splits.train.empty() && splits.test.empty())
        return readClasses(folder, folder);
    const fs::path& chosen = split == Split::Train ? splits.train : splits.test;
    if (chosen.empty())
        return noSuchSplit(folder, split,
            split == Split::Train ? "train/CLASS/IMAGE.png"
                                  : "test/CLASS/IMAGE.png or val/CLASS/IMAGE.png");
    return readClasses(chosen, splits.train.empty() ? chosen : splits.train);
}

Result<DataSet> readImageFile(const std::string& path)
{
    return Error{ErrorCode::Unreadable, "one image, not a data set", path,
        "put images into a folder per class and give the folder above"};
}

} // namespace

/// Also of a folder that cannot be listed, to say so.
const DataFormat imageFolderFormat{[](const fs::path& folder) {
                                       const auto classes = foldersIn(folder);
                                       return !classes || !classes->empty();
                                   },
    readImageFolder, isImage, readImageFile};

} // namespace pleat::io
