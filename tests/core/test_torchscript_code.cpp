// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that LibTorch's parser would not survive are refused, those of PyTorch are not.
#include "core/io/weights/mapped_file.h"
#include "core/io/weights/torchscript_code.h"
#include "core/io/weights/zip_reader.h"

#include <QDir>
#include <QTest>

using namespace pleat;

namespace {

std::string repeated(const std::string& text, int times)
{
    std::string result;
    for (int i = 0; i < times; ++i)
        result += text;
    return result;
}

Result<void> check(const std::string& code)
{
    return io::checkTorchScriptCode(code, "code.py", "file.pt");
}

constexpr int kDeep = 600;

} // namespace

class TorchscriptCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deepProgramsAreRefused_data()
    {
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const std::string& code) {
            QTest::newRow(name) << QString::fromStdString("y = x\n" + code);
        };
        row("parentheses", "y = " + repeated("(", kDeep) + "x" + repeated(")", kDeep));
        row("calls over lines", repeated("f(\n", kDeep) + repeated(")", kDeep));
        row("calls with commas", repeated("f(x, ", kDeep));
        row("signs", "y = " + repeated("-", kDeep) + "1");
        row("not", "y = " + repeated("not ", kDeep) + "True");
        row("attributes", "y = x" + repeated(".T", kDeep));
        row("sum", "y = x" + repeated(" + f(x, 1)", kDeep));
        row("line goes on", "y = x" + repeated(" + \\\nx", kDeep));
        row("choices", "y = " + repeated("x if c else ", kDeep) + "x");
        row("branches", "if c:\n  y = x\n" + repeated("elif c:\n  y = x\n", kDeep));
        row("blocks", std::string(kDeep, ' ') + "y = x");
        row("types in comments", "# type: (" + repeated("Optional[", kDeep));
        row("behind a text", "y = \"'''\" + " + repeated("(", kDeep));
        row("behind a quote in a comment", "# don't '''\ny = " + repeated("(", kDeep));
        row("behind a quote in a type", "# type: int '''\ny = " + repeated("(", kDeep));
    }
    void deepProgramsAreRefused()
    {
        QFETCH(QString, code);
        const auto checked = check(code.toStdString());
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().code, ErrorCode::Unsupported);
        QVERIFY(checked.error().message.starts_with("code.py, line "));
        QVERIFY(!checked.error().message.starts_with("code.py, line 1:"));
    }

    void programsThatRunWhileTheFileIsLoadedAreRefused()
    {
        const auto checked = check("def __setstate__(self, state: int) -> None:\n  pass\n");
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().code, ErrorCode::Unsupported);
        QVERIFY(check("x = '__setstate__'").ok());
    }

    void longProgramsAreNoDeepOnes()
    {
        QVERIFY(check("y = [" + repeated("1.5, ", 10 * kDeep) + "]").ok());
        QVERIFY(check(repeated("y = torch.relu(y)\n", 10 * kDeep)).ok());
        QVERIFY(check("y = '" + repeated("((", kDeep) + "'").ok());
        QVERIFY(check("y = '''" + repeated("(\n", kDeep) + "'''").ok());
        QVERIFY(check("# " + repeated("((", kDeep)).ok());
        QVERIFY(check("").ok());
    }

    /// Else a large file would take minutes.
    void quotesThatDoNotEndAreReadOnce()
    {
        QVERIFY(check("y = x\n" + repeated("\\'", 1'000'000)).ok());
    }

    void programsOfPyTorchAreFine()
    {
        int count = 0;
        for (const char* folder : {PLEAT_SAMPLES_DIR, PLEAT_REFERENCES_DIR}) {
            const QDir files(QString::fromUtf8(folder));
            for (const QString& name : files.entryList({QStringLiteral("*.pt")}))
                count += checkFile(files.filePath(name).toStdString());
        }
        QVERIFY(count > 100);
    }

private:
    static int checkFile(const std::string& path)
    {
        const auto file = io::MappedFile::open(path);
        if (!file)
            return 0; // some are damaged on purpose
        const auto archive = io::ZipArchive::open((*file)->bytes(), path);
        if (!archive)
            return 0;
        int count = 0;
        for (const io::ZipRecord& record : archive->records()) {
            if (!record.name.ends_with(".py"))
                continue;
            const auto code = archive->read(record, record.size_bytes);
            const auto checked = io::checkTorchScriptCode(*code, record.name, path);
            if (!checked.ok())
                qWarning("%s", toString(checked.error()).c_str());
            count += checked.ok() ? 1 : -100000;
        }
        return count;
    }
};

QTEST_APPLESS_MAIN(TorchscriptCodeTest)
#include "test_torchscript_code.moc"
