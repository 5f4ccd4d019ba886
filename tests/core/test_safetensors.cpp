// SPDX-License-Identifier: GPL-3.0-or-later
// safetensors: good files against what PyTorch stored, bad ones of every kind, huge ones in time.
#include "core/base/files.h"
#include "core/io/weights/safetensors.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <set>

using namespace pleat;
using namespace pleat::io;

namespace {

const QString kFolder = QStringLiteral(PLEAT_REFERENCES_DIR "/safetensors/");
constexpr const char* kDescription = "written again: {\"k\": 5} ü\n";

QString text(const std::string& string)
{
    return QString::fromStdString(string);
}

QJsonObject listed(const char* file)
{
    QFile stream(kFolder + QString::fromLatin1(file));
    if (!stream.open(QIODevice::ReadOnly))
        qFatal("no references");
    return QJsonDocument::fromJson(stream.readAll()).object();
}

void addRows(const QJsonObject& files)
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonObject>("expected");
    for (auto file = files.begin(); file != files.end(); ++file)
        QTest::newRow(qPrintable(file.key())) << file.key() << file.value().toObject();
}

std::span<const std::byte> content(const StoredTensor& tensor)
{
    return tensor.storage.subspan(
        static_cast<std::size_t>(tensor.offset * elementSize_bytes(tensor.type)),
        static_cast<std::size_t>(checkedCount(tensor.shape) * elementSize_bytes(tensor.type)));
}

QJsonObject described(const StoredTensor& tensor)
{
    const auto bytes = content(tensor);
    QJsonArray shape;
    for (std::int64_t size : tensor.shape)
        shape.append(static_cast<qint64>(size));
    const QByteArray data(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    const QByteArray hash = QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
    const std::string_view type = elementTypeName(tensor.type);
    return {{QStringLiteral("name"), text(tensor.name)},
        {QStringLiteral("type"), text(std::string(type))}, {QStringLiteral("shape"), shape},
        {QStringLiteral("sha256"), QString::fromLatin1(hash)}};
}

/// By name, as the order is the file's.
std::map<QString, QJsonObject> byName(const QJsonArray& tensors)
{
    std::map<QString, QJsonObject> result;
    for (const QJsonValue& tensor : tensors)
        result[tensor[QStringLiteral("name")].toString()] = tensor.toObject();
    return result;
}

/// A copy of its own size, so that the sanitizer sees every byte that is read beyond it.
struct Exact
{
    explicit Exact(const QByteArray& from)
        : size(static_cast<std::size_t>(from.size()))
        , data(new std::byte[size])
    {
        std::memcpy(data.get(), from.data(), size);
    }
    std::span<const std::byte> bytes() const { return {data.get(), size}; }

    std::size_t size;
    std::unique_ptr<std::byte[]> data;
};

/// Whether a file that was read holds what readers guarantee.
bool isConsistent(const WeightsFile& file, std::span<const std::byte> bytes)
{
    std::set<std::string> names;
    for (const StoredTensor& tensor : file.tensors) {
        const std::byte* begin = tensor.storage.data();
        const std::byte* end = begin + tensor.storage.size();
        if (!checkStored(tensor, "") || tensor.strides != denseStrides(tensor.shape)
            || begin < bytes.data() || end > bytes.data() + bytes.size()
            || content(tensor).size() != tensor.storage.size() || !names.insert(tensor.name).second)
            return false;
    }
    return true;
}

/// Whether reading ends well: a file as promised, or an error that says what and where.
bool endsWell(const QByteArray& content)
{
    const Exact exact(content);
    const auto file = readSafetensors(exact.bytes(), "file");
    if (file)
        return isConsistent(*file, exact.bytes());
    return (file.error().code == ErrorCode::Unreadable
               || file.error().code == ErrorCode::Unsupported)
        && file.error().where == "file" && !file.error().message.empty()
        && !file.error().hint.empty();
}

QByteArray smallFile()
{
    const QByteArray header =
        "{\"__metadata__\": {\"pleat\": \"x\"}, \"a\": {\"dtype\": \"I16\", \"shape\": [2, 3], "
        "\"data_offsets\": [0, 12]}, \"\\u00e4\": {\"dtype\":\"U8\",\"shape\":[],"
        "\"data_offsets\":[12,13]}} ";
    QByteArray length(8, '\0');
    length[0] = static_cast<char>(header.size());
    return length + header + QByteArray("abcdefghijklm");
}

StoredTensor tensor(const char* name, ElementType type, std::vector<std::int64_t> shape,
    std::string_view bytes, std::int64_t offset = 0)
{
    return {name, type, shape, denseStrides(shape),
        {reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()}, offset};
}

qint64 residentBytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ')[1].toLongLong() * 4096;
}

} // namespace

class SafetensorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodFilesEqualPyTorch_data() { addRows(listed("good.json")); }
    void goodFilesEqualPyTorch()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, expected);
        const auto file = openSafetensors((kFolder + name).toStdString());
        QVERIFY2(file.ok(), file ? "" : toString(file.error()).c_str());
        QCOMPARE(text(file->format), QStringLiteral("safetensors"));
        QCOMPARE(text(file->description), expected[QStringLiteral("description")].toString());
        QJsonArray tensors;
        for (const StoredTensor& stored : file->tensors)
            tensors.append(described(stored));
        QCOMPARE(byName(tensors), byName(expected[QStringLiteral("tensors")].toArray()));
        QCOMPARE(tensors.size(), expected[QStringLiteral("tensors")].toArray().size());
        const QJsonArray findings = expected[QStringLiteral("findings")].toArray();
        QCOMPARE(static_cast<qsizetype>(file->findings.size()), findings.size());
        for (qsizetype i = 0; i < findings.size(); ++i)
            QVERIFY(text(file->findings[static_cast<std::size_t>(i)].message)
                        .contains(findings[i].toString()));
    }

    void badFilesAreRefused_data() { addRows(listed("bad.json")); }
    void badFilesAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, expected);
        const auto file = openSafetensors((kFolder + name).toStdString());
        QVERIFY(!file.ok());
        const QString message = text(toString(file.error()));
        QCOMPARE(static_cast<int>(file.error().code), expected[QStringLiteral("code")].toInt());
        QVERIFY(!file.error().where.empty() && !file.error().hint.empty());
        QVERIFY2(message.size() < 600, qPrintable(message.left(600)));
        for (const QJsonValue& words : expected[QStringLiteral("words")].toArray())
            QVERIFY2(message.contains(words.toString()), qPrintable(message));
    }

    void aMissingFileIsAnError()
    {
        for (const char* name : {"nowhere.safetensors", "nowhere.index.json", ""})
            QCOMPARE(
                openSafetensors((kFolder + QString::fromLatin1(name)).toStdString()).error().code,
                ErrorCode::Unreadable);
    }

    void everyBeginningOfAFileIsRefused()
    {
        const QByteArray whole = smallFile();
        QVERIFY(readSafetensors(Exact(whole).bytes(), "").ok());
        for (qsizetype size = 0; size < whole.size(); ++size) {
            QVERIFY(endsWell(whole.left(size)));
            QVERIFY(!readSafetensors(Exact(whole.left(size)).bytes(), "").ok());
        }
    }

    void everyByteOfTheHeaderMayBeWrong()
    {
        const QByteArray whole = smallFile();
        int refused = 0, read = 0;
        for (qsizetype place = 0; place < whole.size(); ++place) {
            QByteArray wrong = whole;
            for (int value = 0; value < 256; ++value) {
                wrong[place] = static_cast<char>(value);
                QVERIFY(endsWell(wrong));
                ++(readSafetensors(Exact(wrong).bytes(), "").ok() ? read : refused);
            }
            wrong.remove(place, 1);
            QVERIFY(endsWell(wrong));
            QVERIFY(endsWell(whole.left(place) + whole.mid(place - 1)));
        }
        QVERIFY(refused > 20000); // names, the description and the data may be anything
        QVERIFY(read > 256 * 13);
    }

    void thirteenGigabytesAreListedFromTheirHeaders()
    {
        const qint64 before = residentBytes();
        QElapsedTimer timer;
        timer.start();
        const auto file = openSafetensors(
            (kFolder + QStringLiteral("language_model/model.safetensors.index.json"))
                .toStdString());
        const qint64 taken_ms = timer.elapsed();
        QVERIFY2(file.ok(), file ? "" : toString(file.error()).c_str());
        QVERIFY2(taken_ms < 1000, qPrintable(QString::number(taken_ms)));
        QVERIFY(residentBytes() - before < 8 << 20);
        QCOMPARE(file->tensors.size(), std::size_t{291});
        QCOMPARE(file->files.size(), std::size_t{3});
        qint64 total_bytes = 0;
        for (const StoredTensor& stored : file->tensors)
            total_bytes += static_cast<qint64>(stored.storage.size());
        QCOMPARE(total_bytes, qint64{6738415616} * 2); // the parameters of LLaMA 7B
        QCOMPARE(file->tensors.back().storage.back(), std::byte{0}); // the last byte is there
    }

    void shardsOfAnIndexComeInOrder()
    {
        const auto shards = shardsOfIndex(
            R"({"weight_map": {"a": "2.safetensors", "b": "1.safetensors", "c": "2.safetensors"}})",
            "index");
        QCOMPARE(*shards, (std::vector<std::string>{"1.safetensors", "2.safetensors"}));
        QCOMPARE(text(toString(shardsOfIndex(R"({"weight_map": {"a": "../b"}})", "i").error())),
            QStringLiteral(
                "i: the index is damaged: \"weight_map\": \"a\" is \"../b\", but must be "
                "the name of a file in the same folder (download the index again)"));
    }

    /// check_safetensors.py reads it again, as does this.
    void aFileIsWrittenAgain()
    {
        const std::string from = (kFolder + QStringLiteral("all_types.safetensors")).toStdString();
        const std::string to = (kFolder + QStringLiteral("written.safetensors")).toStdString();
        const auto file = openSafetensors(from);
        const auto written = writeFileAtomically(to, [&](const std::string& temporary) {
            return writeSafetensors(file->tensors, kDescription, temporary);
        });
        QVERIFY2(written.ok(), written ? "" : toString(written.error()).c_str());
        const auto again = openSafetensors(to);
        QVERIFY2(again.ok(), again ? "" : toString(again.error()).c_str());
        QCOMPARE(again->description, std::string(kDescription));
        QCOMPARE(again->findings.size(), std::size_t{0});
        std::map<std::string, QJsonObject> before, after;
        for (const StoredTensor& stored : file->tensors)
            before[stored.name] = described(stored);
        for (const StoredTensor& stored : again->tensors)
            after[stored.name] = described(stored);
        QCOMPARE(after, before);
    }

    void partsOfASharedStorageAreWrittenEach()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("f")).toStdString();
        const std::string_view bytes = "abcdefgh";
        StoredTensor none = tensor("none", ElementType::Float64, {0, 3}, bytes, 99);
        none.strides = {3, 1}; // as PyTorch has them
        const std::vector<StoredTensor> tensors{tensor("b", ElementType::UInt8, {2}, bytes, 3),
            tensor("w", ElementType::Int16, {2}, bytes, 1),
            tensor("a", ElementType::Bool, {}, bytes), none};
        QVERIFY(writeSafetensors(tensors, "", path).ok());
        const auto file = openSafetensors(path);
        QVERIFY(file.ok());
        std::string order;
        for (const StoredTensor& stored : file->tensors)
            order += stored.name + "="
                + std::string(
                    reinterpret_cast<const char*>(stored.storage.data()), stored.storage.size())
                + " ";
        QCOMPARE(order, std::string("none= w=cdef a=a b=de "));
        QVERIFY(file->description.empty());
        QVERIFY(writeSafetensors({}, "", path).ok());
        QCOMPARE(openSafetensors(path).error().code, ErrorCode::Unsupported);
    }

    void whatTheFormatCannotHoldIsNotWritten()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("f")).toStdString();
        const auto one = [](const char* name) {
            return tensor(name, ElementType::UInt8, {2}, "ab");
        };
        const auto message = [&](const std::vector<StoredTensor>& tensors,
                                 const char* description) {
            const auto written = writeSafetensors(tensors, description, path);
            return written || written.error().code != ErrorCode::Impossible
                ? QString()
                : text(written.error().message);
        };
        QCOMPARE(message({one("w"), one("v"), one("w")}, ""),
            QStringLiteral("two tensors are called w"));
        QVERIFY(message({one("__metadata__")}, "").contains(QStringLiteral("__metadata__")));
        QVERIFY(message({one("w\xff")}, "").contains(QStringLiteral("UTF-8")));
        QVERIFY(message({one("w")}, "\xc3").contains(QStringLiteral("UTF-8")));
        QVERIFY(!QFile::exists(text(path)));
        QCOMPARE(writeSafetensors({one("w")}, "", "/dev/full").error().code, ErrorCode::Impossible);
        QCOMPARE(
            writeSafetensors({one("w")}, "", "/nowhere/f").error().code, ErrorCode::Impossible);
        StoredTensor transposed = tensor("t", ElementType::UInt8, {2, 2}, "abcd");
        transposed.strides = {1, 2};
        QVERIFY_EXCEPTION_THROWN(
            static_cast<void>(writeSafetensors({transposed}, "", path)), LogicError);
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(writeSafetensors(
                                     {tensor("t", ElementType::UInt8, {5}, "abcd")}, "", path)),
            LogicError);
    }

    void emptyShapesMustBePossibleToo()
    {
        constexpr std::int64_t kHuge = std::int64_t{1} << 62;
        QCOMPARE(checkedCount({0, 5}), std::int64_t{0});
        QCOMPARE(checkedCount({}), std::int64_t{1});
        QCOMPARE(checkedCount({0, kHuge, 4}), std::int64_t{-1});
        QCOMPARE(checkedCount({kHuge, 4, 0}), std::int64_t{-1});
        QCOMPARE(checkedCount({kHuge, 1, 0}), std::int64_t{0});
        QCOMPARE(checkedCount({0, -1}), std::int64_t{-1});
    }
};

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "test_safetensors.moc"
