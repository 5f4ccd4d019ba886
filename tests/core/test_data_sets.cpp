// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets in every format hold what NumPy, PIL and torchvision read; broken ones are refused.
#include "core/base/files.h"
#include "core/evaluate/framing.h"
#include "core/evaluate/input_batch.h"
#include "core/io/data/data_set.h"
#include "core/io/data/image_file.h"
#include "core/io/data/npy.h"
#include "core/study/run.h"
#include "tests/support/references.h"

#include <QTemporaryDir>
#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

#include <nlohmann/json.hpp>

#include <cstring>
#include <filesystem>

using namespace pleat;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::string path(const std::string& name)
{
    return test::referencePath("data_sets/" + name);
}

std::string content(const std::string& file)
{
    return readFile(file).value();
}

json listing(const char* name)
{
    return json::parse(content(path("data_sets.json"))).at(name);
}

std::span<const std::byte> bytes(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

io::Split splitOf(const json& entry)
{
    return entry["split"] == "train" ? io::Split::Train : io::Split::Test;
}

/// All samples behind each other, as the files of expected values hold them.
std::string allValues(const io::DataSet& data)
{
    std::string values;
    for (std::int64_t i = 0; i < data.count; ++i) {
        const io::Sample sample = data.sample(i).value();
        const auto part = data.isInput ? std::as_bytes(std::span(sample.numbers))
                                       : std::as_bytes(std::span(sample.bytes));
        values.append(reinterpret_cast<const char*>(part.data()), part.size());
    }
    return values;
}

at::Tensor expectedValues(const json& entry)
{
    at::Tensor tensor = at::empty(entry["shape"].get<std::vector<std::int64_t>>(), at::kFloat);
    const std::string values = content(path(entry["values"]));
    if (values.size() != tensor.nbytes())
        throw std::runtime_error("the expected values have the wrong size");
    std::memcpy(tensor.data_ptr(), values.data(), values.size());
    return tensor;
}

QString text(const Error& error)
{
    return QString::fromStdString(toString(error));
}

/// Empty if it is an error of unreadable data that names the file and the part.
template <typename T>
QString difference(const Result<T>& result, const std::string& where, const char* part)
{
    if (result.ok())
        return QStringLiteral("it was accepted");
    const Error& error = result.error();
    const bool good = error.code == ErrorCode::Unreadable && !error.hint.empty()
        && error.where.find(where) != std::string::npos
        && error.message.find(part) != std::string::npos;
    return good ? QString() : text(error);
}

} // namespace

class DataSetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreThoseOfNumPy_data() { addRows("read", "path"); }
    void samplesAreThoseOfNumPy()
    {
        const json entry = row("read");
        const auto data = io::readDataSet(path(entry["path"]), splitOf(entry));
        QVERIFY2(data.ok(), data.ok() ? "" : qPrintable(text(data.error())));
        QCOMPARE(data->count, entry["count"].get<std::int64_t>());
        QCOMPARE(data->shape, entry["shape"].get<std::vector<std::int64_t>>());
        QCOMPARE(data->labels, entry["labels"].get<std::vector<std::int64_t>>());
        QCOMPARE(data->classes, entry["classes"].get<std::vector<std::string>>());
        QCOMPARE(data->isInput, entry["type"] == "float32");
        QVERIFY(allValues(*data) == content(path(entry["values"])));
    }

    /// Debian's PIL decodes with the same libraries; another libjpeg may round differently.
    void imagesAreThoseOfPil_data() { addRows("images", "path"); }
    void imagesAreThoseOfPil()
    {
        const json entry = row("images");
        const std::string file = path(entry["path"]);
        const auto image = io::decodeImage(bytes(content(file)), file);
        QVERIFY2(image.ok(), image.ok() ? "" : qPrintable(text(image.error())));
        QCOMPARE((std::vector<std::int64_t>{image->height, image->width, image->channels}),
            entry["shape"].get<std::vector<std::int64_t>>());
        const std::string expected = content(path(entry["values"]));
        QCOMPARE(image->pixels.size(), expected.size());
        const bool exact = file.ends_with(".png") && entry["path"] != "images/jpeg_called.png";
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const int level = static_cast<std::uint8_t>(expected[i]);
            QVERIFY(std::abs(level - image->pixels[i]) <= (exact ? 0 : 2));
        }
    }

    void batchesAreThoseOfTorchvision_data() { addRows("batches", "description"); }
    void batchesAreThoseOfTorchvision()
    {
        const json entry = row("batches");
        const auto description = io::inputDescriptionFromJson(entry["description"], "input.json");
        const auto data = io::readDataSet(path(entry["path"]), io::Split::Test);
        const auto all = io::drawSamples(data->count, 0, 0);
        const auto batch = evaluate::inputBatch(*data, all, *description);
        QVERIFY2(batch.ok(), batch.ok() ? "" : qPrintable(text(batch.error())));
        const at::Tensor expected = expectedValues(entry);
        QCOMPARE(batch->sizes().vec(), expected.sizes().vec());
        // In levels of the image; PIL's weights are fixed-point numbers, ties may fall differently.
        const double level = 1 / (255 * description->std.front());
        const at::Tensor off = (*batch - expected).abs() / level;
        const bool resampled = data->shape.empty();
        QVERIFY2(off.max().item<double>() < (resampled ? 2.1 : 0.01),
            qPrintable(QString::number(off.max().item<double>())));
        QVERIFY2(off.mean().item<double>() < (resampled ? 0.05 : 0.001),
            qPrintable(QString::number(off.mean().item<double>())));
    }

    /// The same slice of Fashion-MNIST in every format.
    void accuracyIsThatOfPyTorch_data() { addRows("accuracies", "path", "network"); }
    void accuracyIsThatOfPyTorch()
    {
        const json entry = row("accuracies");
        const study::ModelPtr model = test::open(path(entry["network"]));
        const auto result = study::evaluateModel(*model, nullptr, {path(entry["path"]), 0}, {});
        QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(text(result.error())));
        QVERIFY(*result->accuracy > 0.7);
        QVERIFY(std::abs(*result->accuracy - entry["accuracy"].get<double>()) < 1e-9);
    }

    void labelsBeyondTheNetworkAreRefused()
    {
        const study::ModelPtr model = test::open(path("resnet18_colour.pt"));
        const auto result =
            study::evaluateModel(*model, nullptr, {path("cifar-100-binary"), 0}, {});
        QCOMPARE(
            difference(result, "cifar-100-binary", "10 outputs, so allowed are 0 to 9"), QString());
    }

    void aCancelledBatchStops()
    {
        std::stop_source source;
        source.request_stop();
        const auto data = io::readDataSet(path("folder"), io::Split::Train);
        io::InputDescription description;
        description.shape = {3, 8, 8};
        const auto batch = evaluate::inputBatch(*data, {0}, description, source.get_token());
        QCOMPARE(static_cast<int>(batch.error().code), 6);
    }

    void classesAreThoseOfTheTrainingSplit()
    {
        const auto train = io::readDataSet(path("folder"), io::Split::Train);
        QCOMPARE(train->classes, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(train->labels, (std::vector<std::int64_t>{0, 0, 1, 1}));
        QVERIFY(train->shape.empty());
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        for (const char* name : {"train/a", "train/b", "train/train", "val/b", "train/a/nested"})
            fs::create_directories(root / name);
        for (const char* name : {"train/a/nested/1.PNG", "train/b/1.png", "train/train/1.png",
                 "val/b/1.png", "val/b/.2.png", "val/b/readme.txt"})
            fs::copy(path("images/one.png"), root / name);
        QCOMPARE(
            io::readDataSet(root, io::Split::Train)->labels, (std::vector<std::int64_t>{0, 1, 2}));
        QCOMPARE(io::readDataSet(root, io::Split::Test)->labels, (std::vector<std::int64_t>{1}));
        QCOMPARE(io::readDataSet(root / "train", io::Split::Test)->count, std::int64_t{3});
        fs::rename(root / "val/b", root / "val/c");
        QCOMPARE(
            difference(io::readDataSet(root, io::Split::Test), "val/c", "no class"), QString());
        fs::remove_all(root / "val");
        QCOMPARE(
            difference(io::readDataSet(root, io::Split::Test), root, "no test split"), QString());
        fs::remove_all(root / "train/b/1.png");
        QCOMPARE(
            difference(io::readDataSet(root, io::Split::Train), "train/b", "no images"), QString());
    }

    void foldersThatCannotBeReadAreRefused()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        QCOMPARE(
            difference(io::readDataSet(root, io::Split::Test), root, "known format"), QString());
        QCOMPARE(
            difference(io::readDataSet(root / "no", io::Split::Test), "no", "no such"), QString());
        fs::create_directory_symlink(root / "loop", root / "loop");
        QCOMPARE(difference(io::readDataSet(root / "loop", io::Split::Test), "loop", "links"),
            QString());
        fs::create_directory(root / "class");
        fs::create_directory_symlink("..", root / "class/up");
        fs::create_directory_symlink("..", root / "class/again");
        QCOMPARE(
            difference(io::readDataSet(root, io::Split::Test), "class", "no images"), QString());
        fs::create_symlink("nowhere", root / "class/gone.png");
        const auto dangling = io::readDataSet(root, io::Split::Test);
        QCOMPARE(difference(dangling->sample(0), "gone.png", "no such file"), QString());
        fs::permissions(root / "class", fs::perms::none);
        if (std::error_code failure; fs::directory_iterator(root / "class", failure), failure)
            QCOMPARE(
                difference(io::readDataSet(root, io::Split::Test), "class", "listed"), QString());
        fs::permissions(root / "class", fs::perms::owner_all);
    }

    void damagedFilesOfCifarAreRefused()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const std::string whole = content(path("cifar/cifar-10-batches-bin/test_batch.bin"));
        const auto refused = [&](const std::string& text, const char* part) {
            put(root / "test_batch.bin", text);
            return difference(io::readDataSet(root, io::Split::Test), "test_batch.bin", part);
        };
        QCOMPARE(refused(whole.substr(0, 3072), "3072 bytes are no whole number"), QString());
        QCOMPARE(refused(whole + "x", "records of 3073"), QString());
        QCOMPARE(refused("", "empty"), QString());
        std::string wrong = whole;
        wrong[3073] = 10;
        QCOMPARE(refused(wrong, "image 1 has the label 10, allowed are 0 to 9"), QString());
        QCOMPARE(difference(io::readDataSet(root / "test_batch.bin", io::Split::Test),
                     "test_batch.bin", "known format"),
            QString());
        QCOMPARE(difference(io::readDataSet(root, io::Split::Train), root, "data_batch_1.bin"),
            QString());
        fs::create_directories(root / "both/cifar-10-batches-bin");
        fs::create_directories(root / "both/cifar-100-binary");
        put(root / "both/cifar-10-batches-bin/test_batch.bin", whole);
        put(root / "both/cifar-100-binary/test.bin", whole);
        QCOMPARE(difference(io::readDataSet(root / "both", io::Split::Test), "both", "holds both"),
            QString());
    }

    void labelsOfNpyAreChecked()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        put(root / "images.npy",
            npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 1)}", 2));
        const auto refused = [&](const char* header, int size, char fill, const char* part) {
            put(root / "labels.npy", npy(header, size, fill));
            return difference(io::readDataSet(root, io::Split::Test), "labels.npy", part);
        };
        QVERIFY(io::readDataSet(root, io::Split::Test).ok());
        QCOMPARE(refused("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", 1, 0,
                     "holds 1 labels for 2 images"),
            QString());
        QCOMPARE(refused("{'descr': '<i4', 'fortran_order': False, 'shape': (2,)}", 8, '\xff',
                     "label -1, allowed are 0"),
            QString());
        QCOMPARE(refused("{'descr': '<u8', 'fortran_order': False, 'shape': (2,)}", 16, '\xff',
                     "2^63 or more"),
            QString());
        QCOMPARE(refused("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 10)}", 80, 0,
                     "float32 and the shape [2, 10]"),
            QString());
    }

    void malformedNpyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("part");
        const auto add = [](const char* header, const char* part, int size = 4) {
            QTest::newRow(header) << QByteArray::fromStdString(npy(header, size))
                                  << QByteArray(part);
        };
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (5,)}", "announces 5");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", "announces 3");
        add("{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}", "announces 32");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': ()}", "a single number");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (4, 0)}", "no elements");
        add("{'descr': '<f8', 'fortran_order': False, 'shape': (2305843009213693952,)}",
            "impossible size");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
            "impossible size");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,)}", "size");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (-4,)}", "\"-4\"");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (2 2)}", "allowed is , or )");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': [4]}", "allowed is (");
        add("{'descr': '|u1', 'fortran_order': Maybe, 'shape': (4,)}", "True or False");
        add("{'descr': '|O', 'fortran_order': False, 'shape': (4,)}", "\"|O\"");
        add("{'descr': '<U4', 'fortran_order': False, 'shape': (4,)}", "\"<U4\"");
        add("{'descr': '<c8', 'fortran_order': False, 'shape': (4,)}", "\"<c8\"");
        add("{'descr': '|i4', 'fortran_order': False, 'shape': (1,)}", "\"|i4\"");
        add("{'descr': '', 'fortran_order': False, 'shape': (1,)}", "\"\"");
        add("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,)}", "several fields");
        add("{'descr': '|u1', 'fortran_order': False}", "no descr, fortran_order and shape");
        add("{'descr': '|u1', 'descr': '|u1', 'shape': (4,)}", "a second descr");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), 'more': 1}", "\"more\"");
        add("{'descr': '|u1', 'fortran_order': False, 'shape': (4,)} x", "end of the header");
        add("{'descr': '|u1' 'fortran_order': False, 'shape': (4,)}", "allowed is , or }");
        add("", "allowed is {");
        QTest::newRow("version") << QByteArray("\x93NUMPY\4\0\1\0 ", 11)
                                 << QByteArray("version 4.0");
        QTest::newRow("header of 4 GB")
            << QByteArray("\x93NUMPY\2\0\xff\xff\xff\xff ", 13) << QByteArray("4294967295 bytes");
    }
    void malformedNpyIsRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, part);
        const std::string whole = file.toStdString();
        QCOMPARE(difference(io::parseNpy(bytes(whole), "a.npy"), "a.npy", part), QString());
    }

    void everyBeginningIsRefused()
    {
        const auto refused = [](const std::string& whole, std::size_t most, auto read) {
            for (std::size_t size = 0; size <= most; ++size) {
                // A copy of this size, so that a sanitizer sees a byte too far.
                const std::vector<char> part(
                    whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
                if (read(std::as_bytes(std::span(part))).ok())
                    return false;
            }
            return true;
        };
        const auto array = [](auto part) { return io::parseNpy(part, ""); };
        const auto image = [](auto part) { return io::decodeImage(part, ""); };
        const std::string numbers = content(path("npy_labels1/images.npy"));
        QVERIFY(refused(numbers, numbers.size() - 1, array));
        for (const char* name : {"grey4.png", "deep6.png", "interlaced8_2.png"}) {
            const std::string whole = content(path("images/") + name);
            QVERIFY(refused(whole, whole.size() - 1, image));
        }
        for (const char* name : {"one.jpg", "baseline_RGB.jpg", "progressive_L.jpeg"}) {
            const std::string whole = content(path("images/") + name);
            QVERIFY(refused(whole, whole.size() - 3, image)); // the end marker may be missing
        }
    }

    void flippedBitsDoNotCrash()
    {
        for (const char* name : {"palette.png", "deep6.png", "interlaced8_2.png", "one.jpg",
                 "progressive_L.jpeg", "cmyk.jpg"}) {
            std::string whole = content(path("images/") + name);
            for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 700) {
                for (const int bit : {1, 16, 128}) {
                    whole[at] = static_cast<char>(whole[at] ^ bit);
                    const auto image = io::decodeImage(bytes(whole), "");
                    if (image)
                        QCOMPARE(static_cast<std::int64_t>(image->pixels.size()),
                            image->height * image->width * image->channels);
                    whole[at] = static_cast<char>(whole[at] ^ bit);
                }
            }
        }
    }

    void hugeImagesAreRefusedBeforeMemoryIsTaken()
    {
        const auto refused = [](const char* name, const char* part) {
            const std::string file = path(name);
            return difference(io::decodeImage(bytes(content(file)), file), name, part);
        };
        for (const char* name : {"hostile/bomb.png", "hostile/bomb.jpg"})
            QCOMPARE(refused(name, "65000x65000 pixels, allowed are 134217728"), QString());
        for (const char* name : {"hostile/hollow.png", "hostile/hollow.jpg"})
            QCOMPARE(refused(name, "10000x10000 pixels in"), QString());
    }

    void aDamagedImageIsNamed()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::create_directories(root / "class");
        put(root / "class/1.png", "this is text");
        put(root / "class/2.jpg", "");
        put(root / "class/3.png", content(path("images/rgb.png")).substr(0, 500));
        const auto data = io::readDataSet(root, io::Split::Test);
        QCOMPARE(data->count, std::int64_t{3});
        QCOMPARE(difference(data->sample(0), "class/1.png", "neither a PNG nor a JPEG"), QString());
        QCOMPARE(difference(data->sample(1), "class/2.jpg", "empty"), QString());
        io::InputDescription description;
        description.shape = {3, 8, 8};
        QCOMPARE(
            difference(evaluate::inputBatch(*data, {2}, description), "class/3.png", "cut short"),
            QString());
        QCOMPARE(difference(io::readDataSet(root / "class/3.png", io::Split::Test), "3.png",
                     "one image, not a data set"),
            QString());
    }

    void imagesThatDoNotFitAreRefused()
    {
        const auto refused = [](const char* name, const char* settings, const char* part) {
            const auto data = io::readDataSet(path(name), io::Split::Test);
            const auto all = io::drawSamples(data->count, 0, 0);
            const auto description = io::inputDescriptionFromJson(settings, "").value();
            return difference(evaluate::inputBatch(*data, all, description), path(name), part);
        };
        QCOMPARE(refused("folder", R"({"shape": [3, 9, 9], "crop": [30, 30]})",
                     "20x25 becomes 20x25, which is smaller than crop, 30x30"),
            QString());
        QCOMPARE(refused("folder", R"({"shape": [3, 9, 9], "resize": 9})", "must become equal"),
            QString());
        QCOMPARE(refused("folder", R"({"shape": [300]})", "must become equal"), QString());
        QCOMPARE(
            refused("folder", R"({"shape": [4, 9, 9]})", "3x9x9, but the network expects 4x9x9"),
            QString());
        QCOMPARE(
            refused("folder", R"({"shape": [3, 9, 9], "resize": 1000000})", "134217728 pixels"),
            QString());
        QCOMPARE(refused("arrays", R"({"shape": [1, 12, 10]})", "3x12x10, but"), QString());
        QCOMPARE(refused("four", R"({"shape": [3, 6, 5]})", "neither the first nor the last axis"),
            QString());
        QCOMPARE(
            refused("input", R"({"shape": [3, 5, 6]})", "6x5x3, but the network expects 3x5x6"),
            QString());
        QCOMPARE(refused("features", R"({"shape": [12]})", "11x1x1, but the network expects 12"),
            QString());
        io::DataSet ambiguous;
        ambiguous.shape = {3, 8, 3};
        ambiguous.layout = io::Layout::Unknown;
        io::InputDescription description;
        QCOMPARE(difference(evaluate::layoutOf(ambiguous, description), "", "both the first and"),
            QString());
    }

    void framingSurvivesJson()
    {
        const char* const good[] = {R"({"resize": 256, "crop": [224, 200]})",
            R"({"resize": [8, 9], "crop": 5})", R"({"crop": [5, 6]})"};
        for (const char* settings : good) {
            const auto first = io::inputDescriptionFromJson(settings, "").value();
            const auto again = io::inputDescriptionFromJson(io::toJson(first), "").value();
            QCOMPARE(again.resize, first.resize);
            QCOMPARE(again.crop, first.crop);
            QCOMPARE(first.crop.size(), std::size_t{2});
        }
        QCOMPARE(io::inputDescriptionFromJson(good[0], "")->resize, std::vector<std::int64_t>{256});
        for (const char* settings : {R"({"resize": [256]})", R"({"crop": [1, 2, 3]})",
                 R"({"crop": 0})", R"({"crop": "5"})", R"({"crop": [5]})", R"({"resize": null})"})
            QVERIFY(!io::inputDescriptionFromJson(settings, "").ok());
    }

private:
    static void addRows(const char* list, const char* key, const char* second = nullptr)
    {
        QTest::addColumn<int>("index");
        const json entries = listing(list);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            std::string name = std::to_string(i) + " " + entries[i][key].get<std::string>();
            if (second)
                name += " " + entries[i][second].get<std::string>();
            QTest::newRow(name.c_str()) << static_cast<int>(i);
        }
    }
    static json row(const char* list)
    {
        QFETCH(int, index);
        return listing(list).at(static_cast<std::size_t>(index));
    }

    static void put(const fs::path& file, const std::string& text)
    {
        QVERIFY(writeTextFile(file.string(), text).ok());
    }
    static std::string npy(const std::string& header, int size, char fill = 0)
    {
        const auto length = static_cast<char>(header.size());
        return std::string("\x93NUMPY\1\0", 8) + length + '\0' + header
            + std::string(static_cast<std::size_t>(size), fill);
    }
};

QTEST_APPLESS_MAIN(DataSetsTest)
#include "test_data_sets.moc"
