// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a script uses it: JSON, exit codes, files, Ctrl-C.
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace {

struct Outcome
{
    int code = -1;
    QByteArray out, err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

constexpr int kTimeout_ms = 120'000;

Outcome pleat(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(PLEAT_PROGRAM), arguments);
    process.waitForFinished(kTimeout_ms);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError()};
}

QString sample(const char* name)
{
    return QStringLiteral(PLEAT_SAMPLES_DIR "/") + QString::fromLatin1(name);
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inspectListsGroups()
    {
        const Outcome outcome =
            pleat({QStringLiteral("inspect"), sample("resnet18.pt"), QStringLiteral("--json")});
        QCOMPARE(outcome.code, 0);
        const QJsonObject json = outcome.json();
        QCOMPARE(json[QLatin1String("format")].toString(), QStringLiteral("torchscript"));
        QVERIFY(json[QLatin1String("parameters")].toInt() > 0
            && json[QLatin1String("macs")].toInt() > 0);
        const QJsonArray groups = json[QLatin1String("groups")].toArray();
        QCOMPARE(groups.size(), 13);
        const QJsonObject stem = groups[0].toObject();
        QCOMPARE(stem[QLatin1String("name")].toString(), QStringLiteral("conv1"));
        QVERIFY(stem[QLatin1String("foldable")].toBool() && stem[QLatin1String("frozen")].isNull());
        const QJsonObject member = stem[QLatin1String("members")].toArray()[0].toObject();
        QCOMPARE(member[QLatin1String("parameter")].toString(), QStringLiteral("conv1.weight"));
        QCOMPARE(member[QLatin1String("role")].toString(), QStringLiteral("producer"));
        QCOMPARE(groups[12].toObject()[QLatin1String("frozen")].toString(),
            QStringLiteral("network output"));
    }

    void everyFormatCarriesTheWeightsOn_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QString>("format");
        QTest::newRow("TorchScript") << ".pt"
                                     << "torchscript";
        QTest::newRow("state_dict") << ".pth"
                                    << "state_dict";
        QTest::newRow("safetensors") << ".safetensors"
                                     << "safetensors";
        QTest::newRow("ONNX") << ".onnx"
                              << "onnx";
    }
    /// fold -> inspect: the same weights; the content tells the format, whatever the file is
    /// called.
    void everyFormatCarriesTheWeightsOn()
    {
        QFETCH(QString, ending);
        QFETCH(QString, format);
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("small") + ending);
        const Outcome folded = pleat({QStringLiteral("fold"), sample("resnet18.pt"),
            QStringLiteral("-o"), out, QStringLiteral("--keep"), QStringLiteral("0.5")});
        QCOMPARE(folded.code, 0);
        const bool weightsOnly =
            ending == QLatin1String(".pth") || ending.endsWith(QLatin1String("tensors"));
        QCOMPARE(folded.out.contains("load_state_dict(weights, strict=True)"), weightsOnly);
        const QString renamed = folder.filePath(QStringLiteral("network.bin"));
        QVERIFY(QFile::rename(out, renamed));
        const Outcome inspected =
            pleat({QStringLiteral("inspect"), renamed, QStringLiteral("--json")});
        QCOMPARE(inspected.code, 0);
        const QJsonObject json = inspected.json();
        QCOMPARE(json[QLatin1String("format")].toString(), format);
        QVERIFY(folded.out.contains(json[QLatin1String("weights_hash")].toString().toLatin1()));
        QCOMPARE(json[QLatin1String("architecture")].isNull(), !weightsOnly);
        QCOMPARE(json[QLatin1String("input_shape")].toArray().size(), 3);
    }

    void weightsThatNothingFitsAreListed()
    {
        const QString file = QStringLiteral(PLEAT_REFERENCES_DIR "/unknown.safetensors");
        const Outcome outcome = pleat({QStringLiteral("inspect"), file, QStringLiteral("--json")});
        QCOMPARE(outcome.code, 4);
        const QJsonObject json = outcome.json();
        QCOMPARE(json[QLatin1String("groups")].toArray().size(), 0);
        QCOMPARE(json[QLatin1String("tensors")].toArray().size(), 2);
        const QJsonObject tensor = json[QLatin1String("tensors")].toArray()[0].toObject();
        QCOMPARE(tensor[QLatin1String("name")].toString(), QStringLiteral("encoder.weight"));
        QCOMPARE(tensor[QLatin1String("dtype")].toString(), QStringLiteral("float16"));
        QCOMPARE(tensor[QLatin1String("shape")].toArray(), (QJsonArray{6, 4}));
        QVERIFY(
            json[QLatin1String("error")].toObject()[QLatin1String("message")].toString().contains(
                QLatin1String("nearest")));
        const Outcome plain = pleat({QStringLiteral("inspect"), file});
        QCOMPARE(plain.code, 4);
        QVERIFY(plain.out.contains("encoder.weight float16   6x4\n"));
        QVERIFY(plain.err.contains("nearest"));
        QCOMPARE(
            pleat({QStringLiteral("fold"), file, QStringLiteral("-o"), QStringLiteral("/tmp/x.pt"),
                      QStringLiteral("--keep"), QStringLiteral("0.5")})
                .code,
            4);
    }

    void inspectWritesTheGraphForABugReport()
    {
        const QStringList arguments{
            QStringLiteral("inspect"), sample("mlp.pt"), QStringLiteral("--text")};
        const Outcome outcome = pleat(arguments);
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("parameter fc1.weight float32 [512, 784]\n"));
        QVERIFY(outcome.out.contains(" = aten::linear(%7, fc1.weight, fc1.bias)  [1, 512]"));
        QVERIFY(outcome.out.contains("\ng1 fc1 512: fc1.weight:0 producer, "));
        QCOMPARE(pleat(arguments + QStringList{QStringLiteral("--json")}).code, 2);
    }

    void foldEvalAndReport()
    {
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("small.pt"));
        const Outcome folded =
            pleat({QStringLiteral("fold"), sample("resnet18.pt"), QStringLiteral("-o"), out,
                QStringLiteral("--keep"), QStringLiteral("0.75"), QStringLiteral("--json"),
                QStringLiteral("--report"), folder.filePath(QStringLiteral("report"))});
        QCOMPARE(folded.code, 0);
        const QJsonObject json = folded.json();
        for (const char* key : {"output", "weights_hash", "parameters_before", "parameters_after",
                 "macs_before", "macs_after", "memory_bytes_before", "memory_bytes_after",
                 "memory_bytes_predicted", "latency_ms_before", "latency_ms_after",
                 "latency_ms_predicted", "seconds_predicted", "groups", "layers", "seconds"})
            QVERIFY2(json.contains(QLatin1String(key)), key);
        const QJsonObject layer = json[QLatin1String("layers")].toArray()[0].toObject();
        for (const char* key : {"name", "variance_ratio_predicted", "variance_ratio_merged",
                 "variance_ratio_repaired"})
            QVERIFY2(layer.contains(QLatin1String(key)), key);
        for (const char* file : {"report.json", "cost.csv", "groups.csv", "layers.csv",
                 "recipe.json", "clusters.png", "matrix.png", "elbow.png", "collapse.png"})
            QVERIFY2(
                QFileInfo(folder.filePath(QStringLiteral("report/") + QLatin1String(file))).size()
                    > 100,
                file);

        const Outcome evaluated =
            pleat({QStringLiteral("eval"), out, QStringLiteral("--against"), sample("resnet18.pt"),
                QStringLiteral("--samples"), QStringLiteral("1000"), QStringLiteral("--json")});
        QCOMPARE(evaluated.code, 0);
        for (const char* key : {"accuracy", "loss", "samples", "parameters", "macs", "file_bytes",
                 "latency_ms", "output_error", "agreement"})
            QVERIFY2(evaluated.json().contains(QLatin1String(key)), key);
        QCOMPARE(
            evaluated.json()[QLatin1String("parameters")], json[QLatin1String("parameters_after")]);
        QVERIFY(evaluated.json()[QLatin1String("accuracy")].toDouble() > 0.7);

        // The recipe of the report makes the same weights, on one thread too.
        const Outcome again =
            pleat({QStringLiteral("fold"), sample("resnet18.pt"), QStringLiteral("-o"), out,
                QStringLiteral("--recipe"), folder.filePath(QStringLiteral("report/recipe.json")),
                QStringLiteral("--json"), QStringLiteral("--threads"), QStringLiteral("1")});
        QCOMPARE(again.code, 0);
        QCOMPARE(again.json()[QLatin1String("weights_hash")], json[QLatin1String("weights_hash")]);
    }

    /// Pleat chooses k; its recipe gives the same weights again.
    void budgetIsKeptAndRepeated()
    {
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("small.pt"));
        const QString report = folder.filePath(QStringLiteral("report"));
        const Outcome folded = pleat({QStringLiteral("fold"), sample("resnet18.pt"),
            QStringLiteral("-o"), out, QStringLiteral("--macs"), QStringLiteral("0.3"),
            QStringLiteral("--multiple"), QStringLiteral("8"), QStringLiteral("--cluster"),
            QStringLiteral("kmeans"), QStringLiteral("--features"), QStringLiteral("incoming"),
            QStringLiteral("--report"), report, QStringLiteral("--json")});
        QCOMPARE(folded.code, 0);
        const QJsonObject json = folded.json();
        QVERIFY(json[QLatin1String("macs_after")].toDouble()
            <= 0.3 * json[QLatin1String("macs_before")].toDouble());
        for (const auto& entry : json[QLatin1String("groups")].toArray()) {
            const QJsonObject group = entry.toObject();
            const int k = group[QLatin1String("k")].toInt();
            QVERIFY(k % 8 == 0 || k == group[QLatin1String("channels")].toInt());
        }
        const Outcome again = pleat({QStringLiteral("fold"), sample("resnet18.pt"),
            QStringLiteral("-o"), folder.filePath(QStringLiteral("again.pt")),
            QStringLiteral("--recipe"), report + QStringLiteral("/recipe.json"),
            QStringLiteral("--threads"), QStringLiteral("1"), QStringLiteral("--json")});
        QCOMPARE(again.json()[QLatin1String("weights_hash")], json[QLatin1String("weights_hash")]);
    }

    void inspectShowsEveryK()
    {
        const Outcome outcome = pleat({QStringLiteral("inspect"), sample("mlp.pt"),
            QStringLiteral("--clusters"), QStringLiteral("--json")});
        QCOMPARE(outcome.code, 0);
        const QJsonObject group = outcome.json()[QLatin1String("groups")].toArray()[1].toObject();
        const QJsonObject clusters = group[QLatin1String("clusters")].toObject();
        for (const char* key : {"inertia", "explained", "largest"})
            QCOMPARE(clusters[QLatin1String(key)].toArray().size(), 512);
        QCOMPARE(clusters[QLatin1String("explained")].toArray()[511].toDouble(), 1.0);
        QVERIFY(clusters[QLatin1String("measured")].toArray().size() >= 20);
        const int error = clusters[QLatin1String("ten_percent_error")].toInt();
        const QJsonArray explained = clusters[QLatin1String("explained")].toArray();
        QVERIFY(explained[error - 1].toDouble() >= 0.9 && explained[error - 2].toDouble() < 0.9);
        const Outcome table =
            pleat({QStringLiteral("inspect"), sample("mlp.pt"), QStringLiteral("--clusters")});
        QVERIFY(table.out.contains("suggested k") && table.out.contains("10 % error"));
    }

    void errors_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const QString in = sample("mlp.pt");
        const auto row = [](const char* name, const QString& words, int code) {
            QTest::newRow(name) << words.split(QLatin1Char(' ')) << code;
        };
        row("no file", QStringLiteral("inspect none.pt"), 3);
        row("folder", QStringLiteral("inspect /tmp"), 3);
        row("text", QStringLiteral("inspect ") + sample("train.py"), 3);
        row("unknown option", QStringLiteral("inspect --nonsense"), 2);
        row("nothing to keep", QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt"), 2);
        row("keep 0", QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --keep 0"), 2);
        row("keep 2", QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --keep 2"), 2);
        row("params 1.5",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --params 1.5"), 2);
        row("params 0", QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --params 0"),
            2);
        row("budget and keep",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --params 0.5 --keep 0.5"),
            2);
        row("budget too small",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --macs 0.1 --floor 0.9"),
            5);
        row("unknown clusterer",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --keep 0.5 --cluster no"),
            2);
        row("unknown features",
            QStringLiteral("inspect ") + in + QStringLiteral(" --clusters --features no"), 2);
        row("weights of nothing",
            QStringLiteral("inspect ") + in + QStringLiteral(" --clusters --feature-weights 0,0"),
            2);
        row("no starts", QStringLiteral("inspect ") + in + QStringLiteral(" --clusters --starts 0"),
            2);
        row("no probe",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --keep 0.5 --repair bn"),
            2);
        row("unknown repair",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.pt --keep 0.5 --repair no"),
            2);
        row("output folder missing",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /nowhere/x.pt --keep 0.5"), 5);
        row("output is a folder",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp --keep 0.5"), 5);
        row("output format",
            QStringLiteral("fold ") + in + QStringLiteral(" -o /tmp/x.zip --keep 0.5"), 2);
        row("wrong shape", QStringLiteral("inspect ") + in + QStringLiteral(" --input 1x5"), 4);
        row("no such data", QStringLiteral("eval ") + in + QStringLiteral(" --data /nowhere"), 3);
    }
    void errors()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const Outcome text = pleat(arguments);
        QCOMPARE(text.code, code);
        QVERIFY2(text.err.contains("pleat: "), text.err.constData());
        const Outcome json = pleat(arguments + QStringList{QStringLiteral("--json")});
        QCOMPARE(json.code, code);
        const QJsonObject error = json.json()[QLatin1String("error")].toObject();
        QCOMPARE(error[QLatin1String("code")].toInt(), code);
        QVERIFY(!error[QLatin1String("message")].toString().isEmpty());
    }

    void impossibleRecipes_data()
    {
        QTest::addColumn<int>("k");
        QTest::newRow("k = 0") << 0;
        QTest::newRow("k > n") << 513;
    }
    void impossibleRecipes()
    {
        QFETCH(int, k);
        QTemporaryDir folder;
        QFile recipe(folder.filePath(QStringLiteral("r.json")));
        QVERIFY(recipe.open(QIODevice::WriteOnly));
        recipe.write(QByteArrayLiteral("{\"pleat_recipe\": 1, \"groups\": {\"fc1\": {\"k\": ")
            + QByteArray::number(k) + "}}}");
        recipe.close();
        const QString out = folder.filePath(QStringLiteral("out.pt"));
        QFile existing(out);
        QVERIFY(existing.open(QIODevice::WriteOnly));
        existing.write("precious");
        existing.close();
        const Outcome outcome = pleat({QStringLiteral("fold"), sample("mlp.pt"),
            QStringLiteral("-o"), out, QStringLiteral("--recipe"), recipe.fileName()});
        QCOMPARE(outcome.code, 5);
        QVERIFY(outcome.err.contains("1 to 512"));
        QVERIFY(existing.open(QIODevice::ReadOnly));
        QCOMPARE(existing.readAll(), QByteArray("precious"));
    }

    void interruptLeavesNoFile()
    {
        QTemporaryDir folder;
        QProcess process;
        process.start(QStringLiteral(PLEAT_PROGRAM),
            {QStringLiteral("fold"), sample("resnet18.pt"), QStringLiteral("-o"),
                folder.filePath(QStringLiteral("out.pt")), QStringLiteral("--keep"),
                QStringLiteral("0.5"), QStringLiteral("--samples"), QStringLiteral("20000")});
        QVERIFY(process.waitForStarted());
        process.setReadChannel(QProcess::StandardError);
        QByteArray progress;
        while (!progress.contains("measuring") && process.waitForReadyRead(kTimeout_ms))
            progress += process.readAllStandardError();
        QVERIFY(progress.contains("measuring"));
        QElapsedTimer timer;
        timer.start();
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(kTimeout_ms));
        QVERIFY2(timer.elapsed() < 2000, "cancel is slow");
        QCOMPARE(process.exitCode(), 6);
        QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void helpAndVersion()
    {
        QCOMPARE(pleat({QStringLiteral("--help")}).code, 0);
        QVERIFY(pleat({QStringLiteral("--version")}).out.startsWith("Pleat "));
        QVERIFY(pleat({QStringLiteral("fold"), QStringLiteral("--help")}).out.contains("--repair"));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "test_command_line.moc"
