// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files: what stands under a name is one file or the other, whatever fails.
#include "core/base/files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <functional>
#include <memory>
#include <stdexcept>
#include <sys/syscall.h>
#include <unistd.h>

using namespace pleat;

namespace {

/// What the test sees when the disk is asked to keep a file, and whether the disk refuses.
std::function<int(const QString& path)> onFlush;

} // namespace

/// In the place of the C library's.
extern "C" int fsync(int descriptor)
{
    const int refusal = onFlush
        ? onFlush(QFile::symLinkTarget(QStringLiteral("/proc/self/fd/%1").arg(descriptor)))
        : 0;
    if (refusal == 0)
        return static_cast<int>(::syscall(SYS_fsync, descriptor));
    errno = refusal;
    return -1;
}

class FilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("out")).toStdString();
        QVERIFY(writeTextFile(m_path, "first").ok());
    }
    void cleanup() { onFlush = {}; }

    void anExistingFileIsReplaced()
    {
        QVERIFY(writeTextFile(m_path, "second").ok());
        QVERIFY(holdsOnly("second"));
    }

    void theContentIsOnTheDiskBeforeItsName()
    {
        QStringList flushed;
        std::string nameThen, contentThen;
        onFlush = [&](const QString& path) {
            if (flushed.isEmpty()) {
                nameThen = *readFile(m_path);
                contentThen = *readFile(path.toStdString());
            }
            flushed.append(path);
            return 0;
        };
        QVERIFY(writeTextFile(m_path, "second").ok());
        QCOMPARE(flushed.size(), 2);
        QVERIFY(flushed[0] != QString::fromStdString(m_path));
        QCOMPARE(nameThen, std::string("first"));
        QCOMPARE(contentThen, std::string("second"));
        QCOMPARE(flushed[1], QDir(m_folder->path()).canonicalPath());
        QVERIFY(holdsOnly("second"));
    }

    void aDiskThatFailsLeavesTheOldFile()
    {
        onFlush = [](const QString&) { return EIO; };
        const auto written = writeTextFile(m_path, "second");
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, ErrorCode::Impossible);
        QCOMPARE(written.error().where, m_path);
        QVERIFY(holdsOnly("first"));
    }

    void aFolderThatCannotBeFlushedIsNoError()
    {
        onFlush = [this](const QString& path) {
            return path == QDir(m_folder->path()).canonicalPath() ? EINVAL : 0;
        };
        QVERIFY(writeTextFile(m_path, "second").ok());
        QVERIFY(holdsOnly("second"));
    }

    void aWriterThatFailsLeavesTheOldFile()
    {
        const auto failed =
            writeFileAtomically(m_path, [](const std::string& temporary) -> Result<void> {
                static_cast<void>(writeTextFile(temporary, "half"));
                return Error{ErrorCode::Impossible, "disk full", "", ""};
            });
        QCOMPARE(failed.error().message, std::string("disk full"));
        QVERIFY(holdsOnly("first"));
    }

    void aWriterThatThrowsLeavesTheOldFile()
    {
        const auto write = [](const std::string& temporary) -> Result<void> {
            static_cast<void>(writeTextFile(temporary, "half"));
            throw std::runtime_error("half-way");
        };
        QVERIFY_EXCEPTION_THROWN(
            static_cast<void>(writeFileAtomically(m_path, write)), std::runtime_error);
        QVERIFY(holdsOnly("first"));
    }

    void aWriterThatWritesNothingIsAnError()
    {
        const auto written =
            writeFileAtomically(m_path, [](const std::string&) { return Result<void>(); });
        QCOMPARE(written.error().code, ErrorCode::Impossible);
        QVERIFY(holdsOnly("first"));
    }

    void impossiblePlaces()
    {
        QCOMPARE(writeTextFile("/nowhere/file", "x").error().code, ErrorCode::Impossible);
        QCOMPARE(
            writeTextFile(m_folder->path().toStdString(), "x").error().code, ErrorCode::Impossible);
    }

private:
    /// Whether the folder holds the file with this content and nothing else.
    bool holdsOnly(const std::string& content) const
    {
        const auto held = readFile(m_path);
        return held && *held == content
            && QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size() == 1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

QTEST_APPLESS_MAIN(FilesTest)
#include "test_files.moc"
