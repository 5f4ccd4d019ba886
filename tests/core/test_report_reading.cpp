// SPDX-License-Identifier: GPL-3.0-or-later
// Reports and projects come back as they were written, and damaged ones are refused by name.
#include "core/base/files.h"
#include "core/io/weights/zip_writer.h"
#include "core/study/project.h"
#include "core/study/report_reading.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <zlib.h>

using namespace pleat;
using namespace pleat::study;
using nlohmann::ordered_json;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// With a value other than the default in every field.
RunReport fullReport()
{
    RunReport report;
    report.modelName = "na\"me\xc3\xa9";
    report.modelHash = "aa";
    report.weightsHash = "bb";
    report.before = {1000, 2000};
    report.after = {500, 900};
    report.resources.before = {4096, 0.1 + 0.2};
    report.resources.after = {2048, 1.0 / 3};
    report.resources.predicted = Resources{2047, 1e-300};
    report.resources.secondsPredicted = 7.25;
    report.groups = {
        {"conv1", 4, 2, 0.1, 0.7, false, {0, 1, 1, 0}}, {"conv2", 8, 8, 0, 1, true, {}}};
    report.layers = {{"conv1", "conv1", 0.3, 0.2, std::nullopt, 1e-17, 0.5, 3}};
    report.measuredOn = "noise";
    report.measuredSamples = 17;
    report.evaluationBefore = Evaluation{0.9, 0.25, 100, 1.5, std::nullopt, std::nullopt};
    report.evaluationAfter = Evaluation{0.8, std::nullopt, 100, 1.25, 0.125, 0.5};
    report.seconds = {{"fold", 0.1}, {"repair", 2}};
    report.findings = {{"layer", "odd"}};
    ProbeInfo probe;
    probe.request = {"inversion", 64, std::numeric_limits<std::uint64_t>::max()};
    probe.modelHash = "cc";
    probe.steps = 12;
    probe.complete = false;
    probe.fromFile = true;
    probe.curve = {{0, 5, 4, 3, 2}, {1, 4.5, 3.5, 2.5, 1.5}};
    probe.findings = {{"probe", "stopped"}};
    probe.seconds = 3.5;
    report.probe = probe;
    return report;
}

ordered_json fullJson()
{
    return ordered_json::parse(storedReport(fullReport()));
}

Project fullProject()
{
    Project project;
    project.modelPath = "/models/net.pt";
    project.modelBytes = 12345;
    project.recipe.modelHash = "aa";
    project.recipe.modelName = "net";
    project.recipe.plan.groups["conv1"] = {2, true};
    project.recipe.unknown = R"({"note":"keep me"})";
    fold::Plan plan;
    plan.repair = "ls+bn";
    plan.seed = 9;
    project.runs = {
        {3, "first", "2026-01-02T03:04:05.678Z", plan, fullReport()}, {7, "second", "", {}, {}}};
    project.views = R"({"group":"conv1"})";
    project.probeComplete = false;
    project.probeImages = std::string("\x93NUMPY\0bytes", 12);
    return project;
}

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

/// A zip with one deflated record whose sizes are as announced.
std::string bombOf(const std::string& name, std::uint32_t announced, const std::string& content)
{
    std::string packed(compressBound(content.size()), '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    const auto crc = static_cast<std::uint32_t>(crc32(
        0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const auto put = [](std::string& to, std::uint64_t value, int size) {
        for (int byte = 0; byte < size; ++byte, value >>= 8)
            to += static_cast<char>(value);
    };
    std::string common;
    put(common, 20, 2); // version
    put(common, 0, 2); // flags
    put(common, 8, 2); // deflated
    put(common, 0x00210000, 4);
    put(common, crc, 4);
    put(common, packed.size(), 4);
    put(common, announced, 4);
    put(common, name.size(), 2);
    put(common, 0, 2);
    std::string file = "PK\x03\x04" + common + name + packed;
    const std::size_t directory = file.size();
    file += "PK\x01\x02";
    put(file, 20, 2);
    file += common;
    put(file, 0, 2 + 2 + 2 + 4 + 4);
    file += name;
    const std::size_t size = file.size() - directory;
    file += "PK\x05\x06";
    put(file, 0, 4);
    put(file, 1, 2);
    put(file, 1, 2);
    put(file, size, 4);
    put(file, directory, 4);
    put(file, 0, 2);
    return file;
}

} // namespace

class TestReportReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsComeBack();
    void whatIsNotFiniteIsNoNumber();
    void damagedReportsAreRefused_data();
    void damagedReportsAreRefused();
    void everyMissingFieldIsNoticed();
    void projectsComeBack();
    void hostileProjectsAreRefused_data();
    void hostileProjectsAreRefused();
    void truncatedProjectsAreRefused();
    void bombsAreRefused();
    void theModelIsFoundBesideTheProject();

private:
    std::string path(const char* name) const
    {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }
    QTemporaryDir m_folder;
};

void TestReportReading::reportsComeBack()
{
    const RunReport report = fullReport();
    const std::string text = storedReport(report);
    const auto read = readReport(text, "file");
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    QCOMPARE(storedReport(*read), text);
    // What the text could have lost on the way out.
    QVERIFY(read->groups[0].labels == report.groups[0].labels);
    QVERIFY(read->groups[1].labels.empty());
    QVERIFY(read->groups[1].pruned);
    QCOMPARE(read->resources.before.latencyMs, 0.1 + 0.2);
    QCOMPARE(read->resources.predicted->latencyMs, 1e-300);
    QCOMPARE(*read->layers[0].meanErrorMerged, 1e-17);
    QVERIFY(!read->layers[0].repaired);
    QVERIFY(read->probe->request == report.probe->request);
    QCOMPARE(read->probe->curve.size(), std::size_t(2));
    QCOMPARE(read->probe->curve[1].variation, 1.5);
    QVERIFY(!read->probe->complete);
    QCOMPARE(*read->evaluationAfter->outputError, 0.125);
    QVERIFY(!read->evaluationBefore->outputError);
    QVERIFY(read->seconds == report.seconds);
    QCOMPARE(read->findings[0].message, std::string("odd"));
    QCOMPARE(read->modelName, report.modelName);
    QCOMPARE(toJson(*read, "out"), toJson(report, "out"));
}

void TestReportReading::whatIsNotFiniteIsNoNumber()
{
    RunReport report = fullReport();
    report.groups[0].predictedRatio = kNan;
    report.layers[0].predicted = std::numeric_limits<double>::infinity();
    report.layers[0].merged = kNan;
    const std::string text = storedReport(report);
    const auto read = readReport(text, "file");
    QVERIFY(read);
    QVERIFY(std::isnan(read->groups[0].predictedRatio));
    QVERIFY(std::isnan(read->layers[0].predicted));
    QVERIFY(!read->layers[0].merged);
    QCOMPARE(storedReport(*read), text);
}

void TestReportReading::damagedReportsAreRefused_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* pointer, const char* value, const char* named) {
        QTest::newRow(
            qPrintable(QStringLiteral("%1 = %2").arg(QLatin1String(pointer), QLatin1String(value))))
            << QString::fromLatin1(pointer) << QString::fromLatin1(value)
            << QString::fromLatin1(named);
    };
    row("", "[]", "the content");
    row("", "\"text\"", "the content");
    row("/model", "5", "model");
    row("/groups", "{}", "groups");
    row("/groups/0", "null", "groups[0]");
    row("/groups/0/k", "0", "groups[0].k");
    row("/groups/0/k", "5", "groups[0].k");
    row("/groups/0/k", "1.5", "groups[0].k");
    row("/groups/0/channels", "-4", "groups[0].channels");
    row("/groups/0/channels", "18446744073709551615", "groups[0].channels");
    row("/groups/0/channels", "1000000000000", "groups[0].labels");
    row("/groups/0/labels", "[0, 1, 1, 4]", "groups[0].labels");
    row("/groups/0/labels", "[0, 1, 1, -1]", "groups[0].labels");
    row("/groups/0/labels", "[0, 1, 1]", "groups[0].labels");
    row("/groups/0/labels", "[0, 1, 1, \"0\"]", "groups[0].labels");
    row("/groups/0/pruned", "0", "groups[0].pruned");
    row("/layers/0/variance_ratio_merged", "\"high\"", "layers[0].variance_ratio_merged");
    row("/layers/0/channels_left_out", "-1", "layers[0].channels_left_out");
    row("/parameters_before", "-1", "parameters_before");
    row("/seconds", "[]", "seconds");
    row("/seconds/fold", "\"long\"", "seconds.fold");
    row("/findings/0", "\"odd\"", "findings[0]");
    row("/evaluation_after", "7", "evaluation_after");
    row("/evaluation_after/samples", "null", "evaluation_after.samples");
    row("/probe/seed", "-1", "probe.seed");
    row("/probe/curve/1/step", "null", "probe.curve[1].step");
    row("/probe/complete", "\"yes\"", "probe.complete");
}

void TestReportReading::damagedReportsAreRefused()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, named);
    ordered_json json = fullJson();
    json[ordered_json::json_pointer(pointer.toStdString())] =
        ordered_json::parse(value.toStdString());
    const auto read = readReport(json.dump(), "runs/1.json");
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Unreadable);
    QCOMPARE(read.error().where, std::string("runs/1.json"));
    const QString message = QString::fromStdString(read.error().message);
    QVERIFY2(message.startsWith(QLatin1Char('"') + named + QLatin1Char('"')), qPrintable(message));
}

/// Only what toJson() itself leaves out where there is nothing may be absent.
void TestReportReading::everyMissingFieldIsNoticed()
{
    const QStringList optional = {QStringLiteral("measured_on"),
        QStringLiteral("evaluation_before"), QStringLiteral("evaluation_after"),
        QStringLiteral("probe"), QStringLiteral("memory_bytes_predicted")};
    const ordered_json whole = fullJson();
    int checked = 0;
    for (const auto& entry : whole.items()) {
        if (optional.contains(QString::fromStdString(entry.key())))
            continue;
        ordered_json json = whole;
        json.erase(entry.key());
        QVERIFY2(!readReport(json.dump(), "file"), entry.key().c_str());
        ++checked;
    }
    QVERIFY(checked > 15);
}

void TestReportReading::projectsComeBack()
{
    const Project project = fullProject();
    const std::string first = path("first.pleat"), second = path("second.pleat");
    QVERIFY(saveProject(project, first));
    const auto read = loadProject(first);
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    QVERIFY(saveProject(*read, second));
    QVERIFY(readFile(first).value() == readFile(second).value());
    QCOMPARE(read->modelPath, project.modelPath);
    QCOMPARE(read->modelBytes, project.modelBytes);
    QVERIFY(read->recipe.plan == project.recipe.plan);
    QCOMPARE(read->recipe.unknown, project.recipe.unknown);
    QCOMPARE(read->runs.size(), project.runs.size());
    QCOMPARE(read->runs[0].id, 3);
    QCOMPARE(read->runs[0].name, std::string("first"));
    QCOMPARE(read->runs[0].when, project.runs[0].when);
    QVERIFY(read->runs[0].plan == project.runs[0].plan);
    QCOMPARE(storedReport(read->runs[0].report), storedReport(project.runs[0].report));
    QCOMPARE(read->views, project.views);
    QCOMPARE(read->probeImages, project.probeImages);
    QVERIFY(!read->probeComplete);
    QVERIFY(isProject(first));
}

void TestReportReading::hostileProjectsAreRefused_data()
{
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("content"); // empty: the record is left out
    QTest::addColumn<QString>("named");
    const auto row = [](const char* record, const char* content, const char* named) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(
            QLatin1String(record), QString::fromLatin1(content).left(60))))
            << QString::fromLatin1(record) << QString::fromLatin1(content)
            << QString::fromLatin1(named);
    };
    const char* manifest = "manifest.json";
    for (const char* record : {manifest, "recipe.json", "views.json", "runs/1.json"}) {
        row(record, "", record);
        row(record, "no JSON", record);
        row(record, "[1]", record);
    }
    row(manifest, R"({"pleat_project": 2})", "version");
    row(manifest, R"({"pleat_project": "1"})", "version");
    row(manifest, R"({"pleat_project": 1})", "model");
    row(manifest,
        R"({"pleat_project":1,"model":{"path":1,"beside":"","weights_hash":"aa","bytes":1},"runs":[],"probe_complete":true})",
        "model.path");
    row(manifest,
        R"({"pleat_project":1,"model":{"path":"","beside":"","weights_hash":"other","bytes":1},"runs":[],"probe_complete":true})",
        "different weights");
    row(manifest,
        R"({"pleat_project":1,"model":{"path":"","beside":"","weights_hash":"aa","bytes":1},"runs":7})",
        "runs");
    row(manifest,
        R"({"pleat_project":1,"model":{"path":"","beside":"","weights_hash":"aa","bytes":1},
            "runs":[{"id":1,"name":"a","when":""},{"id":1,"name":"b","when":""}]})",
        "runs[1].id");
    row(manifest,
        R"({"pleat_project":1,"model":{"path":"","beside":"","weights_hash":"aa","bytes":1},
            "runs":[{"id":99999999999,"name":"a","when":""}]})",
        "runs[0].id");
    row(manifest,
        R"({"pleat_project":1,"model":{"path":"","beside":"","weights_hash":"aa","bytes":1},
            "runs":[{"id":2,"name":"a","when":""}],"probe_complete":true})",
        "runs/2.json");
    row("recipe.json", R"({"pleat_recipe":1,"groups":{"a":{"k":"many"}}})", "k");
    row("runs/1.json", R"({"plan":{"pleat_recipe":1},"report":{}})", "model");
    row("runs/1.json", R"({"plan":[],"report":{}})", "plan");
    row("runs/1.json", R"({"plan":{"pleat_recipe":9},"report":{}})", "version");
}

void TestReportReading::hostileProjectsAreRefused()
{
    QFETCH(QString, record);
    QFETCH(QString, content);
    QFETCH(QString, named);
    const ordered_json plan = ordered_json::parse(fold::toJson({{}, "", ""}));
    std::map<std::string, std::string> records = {
        {"manifest.json",
            R"({"pleat_project":1,"model":{"path":"","beside":"","weights_hash":"aa","bytes":1},)"
            R"("runs":[{"id":1,"name":"a","when":""}],"probe_complete":true})"},
        {"recipe.json", fold::toJson({{}, "aa", "net"})}, {"views.json", "{}"},
        {"runs/1.json", ordered_json{{"plan", plan}, {"report", fullJson()}}.dump()}};
    const std::string file = path("hostile.pleat");
    const auto write = [&] {
        io::ZipWriter writer(file);
        for (const auto& [name, text] : records)
            writer.add(name, bytesOf(text));
        QVERIFY(writer.finish());
    };
    write();
    QVERIFY(loadProject(file)); // or the test would show nothing
    if (content.isEmpty())
        records.erase(record.toStdString());
    else
        records[record.toStdString()] = content.toStdString();
    write();
    const auto read = loadProject(file);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Unreadable);
    const QString text = QString::fromStdString(toString(read.error()));
    QVERIFY2(text.contains(named), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("hostile.pleat")), qPrintable(text));
}

void TestReportReading::truncatedProjectsAreRefused()
{
    const std::string whole = path("whole.pleat"), part = path("part.pleat");
    QVERIFY(saveProject(fullProject(), whole));
    const std::string bytes = readFile(whole).value();
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 97) {
        QVERIFY(writeTextFile(part, bytes.substr(0, size)));
        QVERIFY(!loadProject(part));
        std::string flipped = bytes;
        flipped[size] = static_cast<char>(flipped[size] ^ 0x55);
        QVERIFY(writeTextFile(part, flipped));
        (void)loadProject(part); // padding may flip; it must only not crash
    }
}

void TestReportReading::bombsAreRefused()
{
    const std::string file = path("bomb.pleat");
    const std::string zeros(200'000'000, '0');
    QVERIFY(writeTextFile(file, bombOf("manifest.json", 200'000'000, zeros)));
    QVERIFY(readFile(file)->size() < 1'000'000);
    const auto honest = loadProject(file);
    QVERIFY(!honest);
    QVERIFY(honest.error().message.find("manifest.json") != std::string::npos
        || honest.error().where.find("manifest.json") != std::string::npos
        || honest.error().message.find("200") != std::string::npos);
    QVERIFY(writeTextFile(file, bombOf("manifest.json", 100, zeros)));
    QVERIFY(!loadProject(file));
}

void TestReportReading::theModelIsFoundBesideTheProject()
{
    QTemporaryDir other;
    const std::string old = path("there.pt"), project = path("there.pleat");
    QVERIFY(writeTextFile(old, "model"));
    Project there;
    there.modelPath = old;
    QVERIFY(saveProject(there, project));
    const std::string moved = other.filePath(QStringLiteral("there.pleat")).toStdString();
    QVERIFY(writeTextFile(moved, readFile(project).value()));
    QCOMPARE(modelOf(*loadProject(moved), moved), old); // nothing beside it
    const std::string copy = other.filePath(QStringLiteral("there.pt")).toStdString();
    QVERIFY(writeTextFile(copy, "model"));
    QCOMPARE(modelOf(*loadProject(moved), moved), copy);
    QVERIFY(QFile::remove(QString::fromStdString(copy)));
    QVERIFY(QFile::remove(QString::fromStdString(old)));
    QCOMPARE(modelOf(*loadProject(moved), moved), std::string());
}

QTEST_GUILESS_MAIN(TestReportReading)
#include "test_report_reading.moc"
