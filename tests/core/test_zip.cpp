// SPDX-License-Identifier: GPL-3.0-or-later
// Archives of Python's zipfile and of PyTorch are read, ours are aligned, damaged ones are refused.
// make_archives.py made the archives; check_archives.py opens those that are written here.
#include "core/base/files.h"
#include "core/io/weights/mapped_file.h"
#include "core/io/weights/zip_reader.h"
#include "core/io/weights/zip_writer.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <zlib.h>

using namespace pleat;
using io::ZipArchive;

namespace {

constexpr std::uint64_t kLimit_bytes = 1 << 30;

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

std::string archivePath(const std::string& file)
{
    return PLEAT_REFERENCES_DIR "/archives/" + file;
}

std::string archiveBytes(const std::string& file)
{
    return readFile(archivePath(file)).value();
}

using Contents = std::map<std::string, std::string>;

/// Nothing if anything is wrong with the archive or one of its records.
std::optional<Contents> contentsOf(std::string_view file)
{
    const auto archive = ZipArchive::open(bytesOf(file), "file");
    if (!archive)
        return {};
    Contents contents;
    for (const io::ZipRecord& record : archive->records()) {
        auto content = archive->read(record, kLimit_bytes);
        if (archive->check(record).ok() != content.ok())
            throw LogicError("check and read disagree about " + record.name);
        if (!content)
            return {};
        contents[record.name] = *content;
    }
    return contents;
}

/// Memory that this process holds, mapped files included.
long resident_kb()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word && word != "VmRSS:") { }
    long kb = 0;
    status >> kb;
    return kb;
}

template <typename T>
void put(std::string& to, std::size_t at, T value)
{
    to.resize(std::max(to.size(), at + sizeof(T)));
    std::memcpy(to.data() + at, &value, sizeof(T));
}

std::uint32_t crcOf(const std::string& text)
{
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()));
}

std::string deflated(const std::string& text)
{
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// A record whose fields may lie; both headers tell the same.
struct Record
{
    std::string name = "a";
    std::string stored = "content";
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
    std::uint32_t crc = crcOf("content");
    std::uint64_t stored_bytes = 7;
    std::uint64_t size_bytes = 7;
    std::int64_t offset = -1; ///< where the directory finds it; -1: where it is
    bool zip64 = false;
};

std::string headerFields(const Record& record, std::size_t extra_bytes)
{
    std::string fields;
    put(fields, 0, std::uint16_t{20});
    put(fields, 2, record.flags);
    put(fields, 4, record.method);
    put(fields, 6, std::uint32_t{0});
    put(fields, 10, record.crc);
    put(fields, 14, record.zip64 ? 0xffffffffu : static_cast<std::uint32_t>(record.stored_bytes));
    put(fields, 18, record.zip64 ? 0xffffffffu : static_cast<std::uint32_t>(record.size_bytes));
    put(fields, 22, static_cast<std::uint16_t>(record.name.size()));
    put(fields, 24, static_cast<std::uint16_t>(extra_bytes));
    return fields;
}

std::string localRecord(const Record& record)
{
    std::string extra;
    if (record.zip64) {
        put(extra, 0, std::uint32_t{0x00100001});
        put(extra, 4, record.size_bytes);
        put(extra, 12, record.stored_bytes);
    }
    return "PK\x03\x04" + headerFields(record, extra.size()) + record.name + extra + record.stored;
}

std::string handMade(const std::vector<Record>& records)
{
    std::string file;
    std::string directory;
    for (const Record& record : records) {
        std::string extra;
        if (record.zip64) {
            put(extra, 0, std::uint32_t{0x00180001});
            put(extra, 4, record.size_bytes);
            put(extra, 12, record.stored_bytes);
            put(extra, 20,
                record.offset < 0 ? std::uint64_t{file.size()}
                                  : static_cast<std::uint64_t>(record.offset));
        }
        std::string entry = "PK\x01\x02" + std::string(2, '\0') + headerFields(record, extra.size())
            + std::string(14, '\0');
        put(entry, 42,
            record.zip64            ? 0xffffffffu
                : record.offset < 0 ? static_cast<std::uint32_t>(file.size())
                                    : static_cast<std::uint32_t>(record.offset));
        directory += entry + record.name + extra;
        file += localRecord(record);
    }
    std::string end = "PK\x05\x06" + std::string(18, '\0');
    put(end, 8, static_cast<std::uint16_t>(records.size()));
    put(end, 10, static_cast<std::uint16_t>(records.size()));
    put(end, 12, static_cast<std::uint32_t>(directory.size()));
    put(end, 16, static_cast<std::uint32_t>(file.size()));
    return file + directory + end;
}

} // namespace

class ZipTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void archivesOfOthersAreRead_data()
    {
        QTest::addColumn<QString>("file");
        const auto listed = nlohmann::json::parse(archiveBytes("archives.json"));
        for (const auto& [file, records] : listed.items())
            QTest::newRow(file.c_str()) << QString::fromStdString(file);
    }
    void archivesOfOthersAreRead()
    {
        QFETCH(QString, file);
        const auto expected =
            nlohmann::json::parse(archiveBytes("archives.json"))[file.toStdString()];
        const auto mapped = io::MappedFile::open(archivePath(file.toStdString()));
        const auto archive = ZipArchive::open((*mapped)->bytes(), "file");
        QVERIFY2(archive.ok(), archive.ok() ? "" : toString(archive.error()).c_str());
        QCOMPARE(archive->records().size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const io::ZipRecord& record = archive->records()[i];
            QCOMPARE(record.name, expected[i]["name"].get<std::string>());
            QCOMPARE(record.deflated, expected[i]["deflated"].get<bool>());
            QCOMPARE(record.size_bytes, expected[i]["size"].get<std::uint64_t>());
            QVERIFY(archive->check(record).ok());
            const auto content = archive->read(record, record.size_bytes);
            QVERIFY(content.ok());
            const auto hash = QCryptographicHash::hash(
                QByteArray::fromStdString(*content), QCryptographicHash::Sha256);
            QCOMPARE(hash.toHex().toStdString(), expected[i]["sha256"].get<std::string>());
            QCOMPARE(archive->find(record.name), &record);
        }
        QCOMPARE(archive->find("a/nothing"), nullptr);
        QCOMPARE(archive->find(""), nullptr);
    }

    void manyRecordsAreRead()
    {
        const std::string file = archiveBytes("many.zip");
        const auto archive = ZipArchive::open(bytesOf(file), "file");
        QVERIFY(archive.ok());
        QCOMPARE(archive->records().size(), std::size_t{66000});
        for (const char* number : {"0", "65535", "65999"}) {
            const io::ZipRecord* record = archive->find(std::string("a/data/") + number);
            QVERIFY(record);
            QCOMPARE(*archive->read(*record, 10), std::string(number));
        }
    }

    void checkingKeepsMemorySmall_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("stored") << QStringLiteral("large.zip");
        QTest::newRow("deflated") << QStringLiteral("large_deflated.zip");
    }
    void checkingKeepsMemorySmall()
    {
        QFETCH(QString, file);
        const auto mapped = io::MappedFile::open(archivePath(file.toStdString()));
        const auto archive = ZipArchive::open((*mapped)->bytes(), "file");
        const io::ZipRecord* noise = archive->find("a/noise");
        QVERIFY(noise && noise->stored.size() >= (12u << 20));
        const long before = resident_kb();
        QVERIFY(archive->check(*noise).ok());
        const long kept = resident_kb() - before;
        QVERIFY2(kept < 6 << 10, qPrintable(QStringLiteral("%1 KB were kept").arg(kept)));
    }

    void checkingLeavesOtherMemoryAlone()
    {
        const std::string file = archiveBytes("large.zip");
        const std::string copy = file;
        const auto archive = ZipArchive::open(bytesOf(file), "file");
        QVERIFY(archive->check(*archive->find("a/noise")).ok());
        QVERIFY(file == copy);
    }

    void moreThanTheLimitIsNotRead()
    {
        const std::string file = archiveBytes("large_deflated.zip");
        const auto archive = ZipArchive::open(bytesOf(file), "file");
        const io::ZipRecord& zeros = *archive->find("a/zeros");
        QVERIFY(archive->read(zeros, zeros.size_bytes).ok());
        const auto refused = archive->read(zeros, zeros.size_bytes - 1);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().message,
            std::string("a/zeros: it holds 3145728 bytes, allowed are 3145727"));
    }

    void everyBeginningIsRefused_data() { smallArchives(); }
    void everyBeginningIsRefused()
    {
        QFETCH(QString, file);
        const std::string whole = archiveBytes(file.toStdString());
        QVERIFY(contentsOf(whole));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const std::string cut = whole.substr(0, size); // its own memory, for the sanitizer
            QVERIFY2(!ZipArchive::open(bytesOf(cut), "file").ok(), std::to_string(size).c_str());
        }
    }

    void aWrongByteIsNoticedOrHarmless_data() { smallArchives(); }
    void aWrongByteIsNoticedOrHarmless()
    {
        QFETCH(QString, file);
        const std::string whole = archiveBytes(file.toStdString());
        const auto contents = contentsOf(whole);
        int noticed = 0;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (char flipped : {'\x01', '\x08', '\x80', '\xff'}) {
                std::string wrong = whole;
                wrong[at] = static_cast<char>(wrong[at] ^ flipped);
                const auto read = contentsOf(wrong);
                QVERIFY2(!read || read == contents, std::to_string(at).c_str());
                noticed += !read;
            }
        }
        QVERIFY(noticed > 0);
    }

    void handMadeArchivesAreRead()
    {
        QVERIFY(contentsOf(handMade({})) == Contents());
        const Contents expected = {{"a", "content"}, {"b", "content"}};
        QVERIFY(contentsOf(handMade({{}, {.name = "b", .zip64 = true}})) == expected);
    }

    void hostileArchivesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        addWrongRecords();
        addWrongDirectories();
        addBombs();
    }
    void hostileArchivesAreRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, code);
        QFETCH(QString, message);
        const std::string bytes = file.toStdString();
        const auto archive = ZipArchive::open(bytesOf(bytes), "file.zip");
        Error error;
        if (!archive) {
            error = archive.error();
        } else {
            const auto content = archive->read(archive->records().at(0), kLimit_bytes);
            QVERIFY2(!content.ok(), "it was read");
            QCOMPARE(
                archive->check(archive->records()[0]).error().message, content.error().message);
            error = content.error();
        }
        QCOMPARE(QString::fromStdString(error.message), message);
        QCOMPARE(static_cast<int>(error.code), code);
        QCOMPARE(error.where, std::string("file.zip"));
        QVERIFY(!error.hint.empty());
    }

    void writtenRecordsAreAligned()
    {
        const std::string path = writtenPath("aligned.zip");
        io::ZipWriter writer(path);
        Contents contents;
        for (std::size_t size = 0; size < 200; ++size) {
            const std::string name = "a/größe" + std::string(size, 'x');
            contents[name] = std::string(size, static_cast<char>(size));
            writer.add(name, bytesOf(contents[name]));
        }
        QVERIFY(writer.finish().ok());
        const std::string file = *readFile(path);
        QVERIFY(contentsOf(file) == contents);
        const auto archive = ZipArchive::open(bytesOf(file), "file");
        for (const io::ZipRecord& record : archive->records())
            QCOMPARE((record.stored.data() - bytesOf(file).data()) % 64, std::ptrdiff_t{0});
    }

    void manyRecordsAreWritten()
    {
        const std::string path = writtenPath("many.zip");
        io::ZipWriter writer(path);
        for (int i = 0; i < 65536; ++i)
            writer.add(std::to_string(i), bytesOf("many"));
        QVERIFY(writer.finish().ok());
        const std::string file = *readFile(path);
        QCOMPARE(ZipArchive::open(bytesOf(file), "file")->records().size(), std::size_t{65536});
    }

    /// check_archives.py loads these with PyTorch.
    void filesOfPyTorchAreWrittenAgain()
    {
        for (const std::string name : {"state_dict.pth", "traced.pt"}) {
            const auto contents = contentsOf(archiveBytes(name));
            QVERIFY(contents);
            io::ZipWriter writer(writtenPath(name));
            for (const auto& [record, content] : *contents)
                writer.add(record, bytesOf(content));
            QVERIFY(writer.finish().ok());
        }
    }

    void whatCannotBeWrittenIsAnError()
    {
        io::ZipWriter nowhere(archivePath("no/such/folder.zip"));
        nowhere.add("a", bytesOf("content"));
        QCOMPARE(nowhere.finish().error().code, ErrorCode::Impossible);
        io::ZipWriter full("/dev/full");
        full.add("a", bytesOf("content"));
        QCOMPARE(full.finish().error().code, ErrorCode::Impossible);
    }

    void namesThatNoReaderAcceptsAreOurFault()
    {
        io::ZipWriter writer(writtenPath("names.zip"));
        writer.add("a", {});
        QVERIFY_THROWS_EXCEPTION(LogicError, writer.add("a", {}));
        QVERIFY_THROWS_EXCEPTION(LogicError, writer.add("", {}));
        QVERIFY_THROWS_EXCEPTION(LogicError, writer.add(std::string(65536, 'x'), {}));
        QVERIFY(writer.finish().ok());
    }

private:
    static std::string writtenPath(const std::string& file)
    {
        QDir().mkpath(QString::fromStdString(archivePath("written")));
        return archivePath("written/" + file);
    }
    static void smallArchives()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"stored.zip", "deflated.zip", "comment.zip", "zip64.zip",
                 "streamed.zip", "streamed_deflated.zip", "empty.zip", "state_dict.pth"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }

    static void row(const char* name, const std::string& file, const char* message,
        ErrorCode code = ErrorCode::Unreadable)
    {
        QTest::newRow(name) << QByteArray::fromStdString(file) << static_cast<int>(code)
                            << QString::fromUtf8(message);
    }

    static void addWrongRecords()
    {
        row("duplicate", handMade({{}, {}}), "a: two records have this name");
        const std::string inner = localRecord({.name = "b"});
        row("record in a record",
            handMade({{.stored = inner,
                          .crc = crcOf(inner),
                          .stored_bytes = inner.size(),
                          .size_bytes = inner.size()},
                {.name = "b", .offset = 31}}),
            "a and b overlap");
        row("two names of one record", handMade({{}, {.name = "b", .offset = 0}}),
            "b: its local header and the directory disagree about its name");
        row("no local header", handMade({{.offset = 1}}), "a: its local header is missing");
        row("offset in the directory", handMade({{.offset = 38}}),
            "a: it lies outside the records of the archive");
        row("offset beyond the file", handMade({{.offset = 0xfffffffe}}),
            "a: it lies outside the records of the archive");
        row("offset of 63 bits", handMade({{.offset = INT64_MAX, .zip64 = true}}),
            "a: it lies outside the records of the archive");
        row("too long", handMade({{.stored_bytes = 8, .size_bytes = 8}}),
            "a: it reaches beyond the records of the archive");
        row("size of 64 bits",
            handMade(
                {{.stored_bytes = UINT64_MAX - 20, .size_bytes = UINT64_MAX - 20, .zip64 = true}}),
            "a: it reaches beyond the records of the archive");
        row("sizes that differ", handMade({{.size_bytes = 6}}),
            "a: 6 bytes cannot come from 7 stored ones");
        row("wrong CRC", handMade({{.crc = 1}}), "a: its CRC-32 does not match");
        row("no name", handMade({{.name = ""}}), "a record has no printable name");
        row("newline in a name", handMade({{.name = "a\nb"}}), "a record has no printable name");
        row("encrypted", handMade({{.flags = 1}}), "a: it is encrypted", ErrorCode::Unsupported);
        row("patch", handMade({{.flags = 0x20}}), "a: it is a patch, not a content",
            ErrorCode::Unsupported);
        row("bzip2", handMade({{.method = 12}}),
            "a: it is compressed by method 12, allowed are 0 (stored) and 8 (deflated)",
            ErrorCode::Unsupported);
    }

    /// One good archive of 38 + 47 + 22 bytes with one field replaced.
    template <typename T>
    static std::string patched(std::size_t at, T value)
    {
        std::string file = handMade({{}});
        put(file, at, value);
        return file;
    }
    static void addWrongDirectories()
    {
        constexpr std::size_t kDirectory = 38;
        constexpr std::size_t kEnd = kDirectory + 47;
        const char* const outside = "the directory of the zip archive lies outside the file";
        row("not a zip", "content", "the end of the zip archive is missing");
        row("something behind the end", handMade({{}}) + "x",
            "the end of the zip archive is missing");
        row("directory beyond the file", patched(kEnd + 16, 0xfffffffeu), outside);
        row("directory too long", patched(kEnd + 12, std::uint32_t{48}), outside);
        row("directory elsewhere", patched(kEnd + 16, std::uint32_t{37}),
            "the directory of the zip archive is damaged");
        std::string many = patched(kEnd + 8, std::uint16_t{65535});
        put(many, kEnd + 10, std::uint16_t{65535});
        row("too many records", many,
            "the directory is too short for the 65535 records that it announces");
        std::string none = patched(kEnd + 8, std::uint32_t{0});
        row("too few records", none,
            "the directory holds more than the 0 records that it announces");
        row("two files", patched(kEnd + 4, std::uint16_t{1}),
            "the zip archive is split over several files", ErrorCode::Unsupported);
        row("record in another file", patched(kDirectory + 34, std::uint16_t{1}),
            "the zip archive is split over several files", ErrorCode::Unsupported);
        row("name too long", patched(kDirectory + 28, std::uint16_t{2}),
            "the directory of the zip archive is cut short");
        row("no zip64 field", patched(kDirectory + 20, 0xffffffffu),
            "a: its extra field is damaged");
        row("local extra field too long", patched(28, std::uint16_t{8}),
            "a: its local header is cut short");
        row("local size", patched(18, std::uint32_t{6}),
            "a: its local header and the directory disagree about its size");
        row("local CRC", patched(14, std::uint32_t{6}),
            "a: its local header and the directory disagree about its CRC-32");
        row("local method", patched(8, std::uint16_t{8}),
            "a: its local header and the directory disagree about its method");
    }

    static void addBombs()
    {
        const std::string zeros(100000, '\0');
        const std::string small = deflated(zeros);
        const auto bomb = [&](std::uint64_t size_bytes) {
            return handMade({{.stored = small,
                .method = 8,
                .crc = crcOf(zeros),
                .stored_bytes = small.size(),
                .size_bytes = size_bytes,
                .zip64 = true}});
        };
        QVERIFY(contentsOf(bomb(zeros.size())));
        row("inflates to more", bomb(zeros.size() - 1),
            "a: it inflates to more than the 99999 bytes that it announces");
        row("inflates to less", bomb(zeros.size() + 1),
            "a: it inflates to 100000 bytes but announces 100001");
        row("impossible ratio", bomb(1ull << 60),
            qPrintable(
                QStringLiteral("a: 1152921504606846976 bytes cannot come from %1 stored ones")
                    .arg(small.size())));
        row("deflated bytes behind the end",
            handMade({{.stored = small + "x",
                .method = 8,
                .crc = crcOf(zeros),
                .stored_bytes = small.size() + 1,
                .size_bytes = zeros.size()}}),
            "a: its deflated bytes are damaged");
        row("nothing deflated",
            handMade({{.stored = "", .method = 8, .crc = 0, .stored_bytes = 0, .size_bytes = 0}}),
            "a: its deflated bytes are damaged");
    }
};

QTEST_APPLESS_MAIN(ZipTest)
#include "test_zip.moc"
