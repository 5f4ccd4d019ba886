// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, told by its content: files of PyTorch, NumPy, onnx and others, by
// make_archives.py.
#include "core/base/files.h"
#include "core/io/weights/file_kind.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <set>

using namespace pleat;
using io::FileKind;

namespace {

const std::string kFolder = PLEAT_REFERENCES_DIR "/kinds/";

/// In the order of FileKind, as make_archives.py calls them.
const char* const kNames[] = {"TorchScript", "StateDict", "Safetensors", "SafetensorsIndex", "Onnx",
    "LegacyPickle", "Pickle", "TorchTar", "TorchExport", "Hdf5", "Keras", "TensorFlow",
    "TensorFlowLite", "CoreMl", "Gguf", "Numpy", "Archive", "GitLfsPointer", "WebPage", "Json",
    "Text", "Empty", "Unknown"};

Result<FileKind> kindOf(const std::string& content)
{
    return io::fileKind(std::as_bytes(std::span(content)), "file");
}

} // namespace

class FileKindTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsAreToldByContent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("expected");
        const auto kinds = nlohmann::json::parse(*readFile(kFolder + "kinds.json"));
        std::set<std::string> seen;
        for (const auto& [file, kind] : kinds.items()) {
            QTest::newRow(file.c_str())
                << QString::fromStdString(file) << QString::fromStdString(kind);
            seen.insert(kind);
        }
        QCOMPARE(seen.size(), std::size(kNames)); // every kind has a file
    }
    void kindsAreToldByContent()
    {
        QFETCH(QString, file);
        QFETCH(QString, expected);
        const auto kind = kindOf(*readFile(kFolder + file.toStdString()));
        QVERIFY2(kind.ok(), kind.ok() ? "" : toString(kind.error()).c_str());
        QCOMPARE(QString::fromLatin1(kNames[static_cast<int>(*kind)]), expected);
    }

    void everyBeginningOfAFileIsSafe_data() { kindsAreToldByContent_data(); }
    void everyBeginningOfAFileIsSafe()
    {
        QFETCH(QString, file);
        QFETCH(QString, expected);
        const std::string whole = *readFile(kFolder + file.toStdString());
        const bool zip = whole.starts_with("PK");
        for (std::size_t size = 0; size < std::min<std::size_t>(whole.size(), 2000); ++size) {
            const auto kind = kindOf(whole.substr(0, size));
            // A zip archive without its end is damage, not another kind.
            QCOMPARE(kind.ok(), !zip || size < 4);
        }
    }

    void refusalsNameTheFormatAndAWayOut()
    {
        for (int index = 0; index <= static_cast<int>(FileKind::Unknown); ++index) {
            const auto kind = static_cast<FileKind>(index);
            const Error error = io::refusal(kind, "the file");
            QVERIFY(error.message.find(io::fileKindName(kind)) != std::string::npos);
            QCOMPARE(error.where, std::string("the file"));
            QVERIFY(!error.hint.empty());
        }
        const Error legacy = io::refusal(FileKind::LegacyPickle, "old.pth");
        QCOMPARE(legacy.code, ErrorCode::Unsupported);
        QVERIFY(
            legacy.hint.find("torch.load(\"old.pth\", map_location=\"cpu\")") != std::string::npos);
        QCOMPARE(io::refusal(FileKind::Archive, "").code, ErrorCode::Unsupported);
        QCOMPARE(io::refusal(FileKind::GitLfsPointer, "").code, ErrorCode::Unreadable);
        QCOMPARE(io::refusal(FileKind::Unknown, "").code, ErrorCode::Unreadable);
    }
};

QTEST_APPLESS_MAIN(FileKindTest)
#include "test_file_kind.moc"
