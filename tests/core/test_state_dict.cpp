// SPDX-License-Identifier: GPL-3.0-or-later
// state_dicts against what PyTorch itself finds in the files of make_state_dicts.py; what is
// written here is opened by check_state_dicts.py.
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/io/weights/pickled_state_dict.h"
#include "core/io/weights/state_dict.h"
#include "core/io/weights/zip_reader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>
#include <sys/resource.h>

using namespace pleat;

namespace {

const std::string kFolder = std::string(PLEAT_REFERENCES_DIR) + "/state_dicts";
const std::string kWritten = std::string(PLEAT_REFERENCES_DIR) + "/state_dicts_written";
constexpr long kMostMemory_kb = 300 * 1024;

QJsonObject cases()
{
    QFile file(QStringLiteral(PLEAT_REFERENCES_DIR "/state_dicts.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

std::string fileOf(const QString& name)
{
    return kFolder + "/" + name.toStdString() + ".pth";
}

std::string bytesOf(const QString& name)
{
    return readFile(fileOf(name)).value();
}

std::span<const std::byte> asBytes(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

QJsonArray toJson(const std::vector<std::int64_t>& numbers)
{
    QJsonArray result;
    for (std::int64_t number : numbers)
        result.append(static_cast<qint64>(number));
    return result;
}

/// The elements in row-major order, as PyTorch's contiguous() would put them.
std::string content(const io::StoredTensor& tensor)
{
    const auto size = static_cast<std::size_t>(io::elementSize_bytes(tensor.type));
    std::vector<std::int64_t> index(tensor.shape.size());
    std::string result;
    for (std::int64_t left = io::checkedCount(tensor.shape); left > 0; --left) {
        const auto place = static_cast<std::size_t>(
            std::inner_product(index.begin(), index.end(), tensor.strides.begin(), tensor.offset));
        result.append(reinterpret_cast<const char*>(tensor.storage.data()) + place * size, size);
        for (std::size_t axis = index.size(); axis-- > 0 && ++index[axis] == tensor.shape[axis];)
            index[axis] = 0;
    }
    return result;
}

QJsonObject toJson(const io::StoredTensor& tensor)
{
    Sha256 hash;
    const std::string bytes = content(tensor);
    hash.add(bytes.data(), bytes.size());
    return {{QStringLiteral("name"), QString::fromStdString(tensor.name)},
        {QStringLiteral("type"), QString::fromUtf8(io::elementTypeName(tensor.type).data())},
        {QStringLiteral("shape"), toJson(tensor.shape)},
        {QStringLiteral("strides"), toJson(tensor.strides)},
        {QStringLiteral("offset"), static_cast<qint64>(tensor.offset)},
        {QStringLiteral("sha256"), QString::fromStdString(hash.finish())}};
}

qint64 storagesOf(const io::WeightsFile& file)
{
    std::set<const std::byte*> storages;
    for (const io::StoredTensor& tensor : file.tensors) {
        if (io::checkedCount(tensor.shape) > 0)
            storages.insert(tensor.storage.data());
    }
    return static_cast<qint64>(storages.size());
}

/// Empty if all expected parts are there.
QString missingPart(const QString& text, const QJsonArray& parts)
{
    for (const QJsonValue& part : parts) {
        if (!text.contains(part.toString()))
            return part.toString() + QStringLiteral(" is not in: ") + text;
    }
    return {};
}

long peakMemory_kb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// Everything that happens to a pickle, without the archive around it, whose CRC-32 would stop a
/// damaged one before.
bool isAccepted(const std::string& bytes)
{
    const std::string where = "damaged";
    const auto pickle = io::readPickle(asBytes(bytes), where);
    if (!pickle)
        return false;
    const auto found = io::findStateDict(*pickle, where);
    bool all = found.ok();
    for (std::size_t i = 0; all && i < found->tensors.size(); ++i)
        all = io::readPickledTensor(*pickle, found->tensors[i].call, "tensor", where).ok();
    return all;
}

std::string pickleOf(const QString& name)
{
    const std::string file = bytesOf(name);
    const auto archive = io::ZipArchive::open(asBytes(file), "archive").value();
    return archive.read(*archive.find(name.toStdString() + "/data.pkl"), 1 << 24).value();
}

} // namespace

class StateDictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(cases().size() > 80);
        std::filesystem::create_directories(kWritten);
    }

    void filesAreReadAsPyTorchReadsThem_data() { addCases(true); }
    void filesAreReadAsPyTorchReadsThem()
    {
        QFETCH(QString, name);
        const QJsonObject expected = cases()[name].toObject();
        const std::string bytes = bytesOf(name);
        const auto file = io::readStateDict(asBytes(bytes), "the file");
        QVERIFY2(file.ok(), file.ok() ? "" : toString(file.error()).c_str());
        QCOMPARE(QString::fromStdString(file->format), QStringLiteral("state_dict"));
        QJsonArray tensors;
        for (const io::StoredTensor& tensor : file->tensors)
            tensors.append(toJson(tensor));
        QCOMPARE(tensors, expected[QStringLiteral("tensors")].toArray());
        QCOMPARE(storagesOf(*file), expected[QStringLiteral("storages")].toInteger());
        QCOMPARE(QString::fromStdString(file->description),
            expected[QStringLiteral("description")].toString());
        QString findings;
        for (const Finding& finding : file->findings)
            findings += QString::fromStdString(finding.message) + QLatin1Char('\n');
        const QJsonArray parts = expected[QStringLiteral("findings")].toArray();
        QCOMPARE(missingPart(findings, parts), QString());
        QCOMPARE(findings.isEmpty(), parts.isEmpty());
    }

    void otherFilesAreRefused_data() { addCases(false); }
    void otherFilesAreRefused()
    {
        QFETCH(QString, name);
        const QJsonObject expected = cases()[name].toObject();
        const std::string bytes = bytesOf(name);
        const auto file = io::readStateDict(asBytes(bytes), "the file");
        QVERIFY(!file.ok());
        const QString text = QString::fromStdString(toString(file.error()));
        QCOMPARE(static_cast<int>(file.error().code), expected[QStringLiteral("error")].toInt());
        QCOMPARE(missingPart(text, expected[QStringLiteral("parts")].toArray()), QString());
        QCOMPARE(QString::fromStdString(file.error().where), QStringLiteral("the file"));
        QVERIFY(!file.error().hint.empty());
    }

    void nothingInAFileIsRun()
    {
        QVERIFY(bytesOf(QStringLiteral("attack")).find("executed") != std::string::npos);
        QVERIFY(!std::filesystem::exists(kFolder + "/executed"));
    }

    void damagedPicklesAreRefusedWithoutHarm_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"checkpoint", "checkpoint5", "parameters", "attribute"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void damagedPicklesAreRefusedWithoutHarm()
    {
        QFETCH(QString, name);
        const std::string whole = pickleOf(name);
        QVERIFY(isAccepted(whole));
        const long before_kb = peakMemory_kb();
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY(!isAccepted(whole.substr(0, size)));
        int refused = 0;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            for (int mask : {0x01, 0x04, 0x80, 0xff}) {
                std::string damaged = whole;
                damaged[i] = static_cast<char>(damaged[i] ^ mask);
                refused += !isAccepted(damaged);
            }
        }
        QVERIFY(refused > 0);
        QVERIFY(peakMemory_kb() - before_kb < kMostMemory_kb);
    }

    void everyDamagedByteOfAFileIsHarmless()
    {
        const std::string whole = bytesOf(QStringLiteral("pair"));
        const auto original = io::readStateDict(asBytes(whole), "whole").value();
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::string damaged = whole;
            damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
            const auto file = io::readStateDict(asBytes(damaged), "damaged");
            for (std::size_t t = 0; file && t < file->tensors.size(); ++t)
                QCOMPARE(toJson(file->tensors[t]), toJson(original.tensors[t]));
        }
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const std::string cut = whole.substr(0, size);
            QVERIFY(!io::readStateDict(asBytes(cut), "cut").ok());
        }
    }

    void manyValuesTakeLittleMemory()
    {
        const long before_kb = peakMemory_kb();
        const std::string bytes = bytesOf(QStringLiteral("many_values"));
        QVERIFY(!io::readStateDict(asBytes(bytes), "many").ok());
        QVERIFY(peakMemory_kb() - before_kb < kMostMemory_kb);
    }

    void filesAreWrittenForPyTorch_data() { addCases(true); }
    /// check_state_dicts.py compares the files with those that they were made from.
    void filesAreWrittenForPyTorch()
    {
        QFETCH(QString, name);
        const std::string bytes = bytesOf(name);
        const auto file = io::readStateDict(asBytes(bytes), "the file");
        QVERIFY(file.ok());
        const std::string path = kWritten + "/" + name.toStdString() + ".pth";
        const std::string description = "{\"made from\": \"" + name.toStdString() + "\"}";
        QVERIFY(io::writeStateDict(file->tensors, description, path).ok());

        const std::string written = readFile(path).value();
        const auto again = io::readStateDict(asBytes(written), path).value();
        QCOMPARE(again.description, description);
        QVERIFY(again.findings.empty());
        QCOMPARE(again.tensors.size(), file->tensors.size());
        for (std::size_t i = 0; i < file->tensors.size(); ++i)
            QCOMPARE(toJson(again.tensors[i]), toJson(file->tensors[i]));
        QCOMPARE(storagesOf(again), storagesOf(*file));
    }

    void impossibleFilesAreNotWritten()
    {
        const std::string storage(16, '\0');
        io::StoredTensor tensor{"a", io::ElementType::Float32, {4}, {1}, asBytes(storage), 0};
        const std::string path = kWritten + "/impossible";
        QCOMPARE(io::writeStateDict({tensor, tensor}, "", path).error().code, ErrorCode::Internal);
        const auto unwritable = io::writeStateDict({tensor}, "", kWritten + "/no/folder.pth");
        QCOMPARE(unwritable.error().code, ErrorCode::Impossible);
        tensor.offset = 1;
        QVERIFY(!io::writeStateDict({tensor}, "", path).ok());
        QVERIFY(!std::filesystem::exists(path));
    }

private:
    /// Those that can be read, or those that cannot.
    static void addCases(bool readable)
    {
        QTest::addColumn<QString>("name");
        const QJsonObject all = cases();
        for (auto entry = all.begin(); entry != all.end(); ++entry) {
            if (entry.value().toObject().contains(QStringLiteral("error")) != readable)
                QTest::newRow(qPrintable(entry.key())) << entry.key();
        }
    }
};

QTEST_APPLESS_MAIN(StateDictTest)
#include "test_state_dict.moc"
