// SPDX-License-Identifier: GPL-3.0-or-later
// What would not fit into memory is refused before it is begun, and predictions are near the truth.
#include "core/base/memory.h"
#include "core/cluster/tsne.h"
#include "core/study/memory_need.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <malloc.h>

using namespace pleat;

namespace {

/// In bytes; the peak of resident memory since resetPeak().
std::int64_t peakBytes()
{
    std::ifstream file("/proc/self/status");
    for (std::string word; file >> word;) {
        std::int64_t kilobytes = 0;
        if (word == "VmHWM:" && file >> kilobytes)
            return kilobytes * 1024;
    }
    return 0;
}

bool resetPeak()
{
    ::malloc_trim(0);
    std::ofstream file("/proc/self/clear_refs");
    file << "5" << std::flush;
    return file.good();
}

study::ModelPtr opened(const std::string& path)
{
    const auto model = study::openModel({path, {}, true}, {});
    return model ? *model : nullptr;
}

void limitTo(const char* megabytes)
{
    ::setenv("PLEAT_MEMORY_MB", megabytes, 1);
}

} // namespace

class TestMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { ::unsetenv("PLEAT_MEMORY_MB"); }

    void theSystemIsAsked();
    void refusalSaysAll();
    void everyStageRefuses();
    void predictionIsNearThePeak();
};

void TestMemory::theSystemIsAsked()
{
    QVERIFY(residentBytes() > 10'000'000);
    const auto available = availableBytes();
    QVERIFY(available && *available > 10'000'000);
    limitTo("1");
    QCOMPARE(*availableBytes(), std::int64_t(0)); // the process holds more already
    limitTo("100000000");
    QVERIFY(*availableBytes() > 10'000'000);
    QCOMPARE(memoryText(1'500'000'000), std::string("1.5 GB"));
    QCOMPARE(memoryText(999'960'000), std::string("1.0 GB"));
    QCOMPARE(memoryText(12'345'678), std::string("12 MB"));
}

void TestMemory::refusalSaysAll()
{
    QVERIFY(checkMemory(1000, "a job", "here", "rest"));
    const auto refused = checkMemory(std::int64_t{1} << 60, "the job", "here", "rest");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Impossible);
    const std::string text = toString(refused.error());
    for (const char* part : {"the job", "1152922 TB", "are free", "here", "rest"})
        QVERIFY2(text.find(part) != std::string::npos, text.c_str());
}

void TestMemory::everyStageRefuses()
{
    const std::string path = std::string(PLEAT_SAMPLES_DIR) + "/mlp.pt";
    const study::ModelPtr model = opened(path);
    QVERIFY(model);
    study::RunOptions options;
    options.plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All);
    const auto& groups = model->info().groups;
    const int group = static_cast<int>(
        std::find_if(groups.begin(), groups.end(), [](const auto& one) { return one.foldable; })
        - groups.begin());
    const Eigen::MatrixXd gram = Eigen::MatrixXd::Identity(300, 300);
    const Eigen::MatrixXd start = Eigen::MatrixXd::Random(300, 2);
    limitTo("1");
    const auto isRefused = [](const auto& result) {
        return !result && result.error().code == ErrorCode::Impossible
            && result.error().message.find("of memory") != std::string::npos;
    };
    QVERIFY(isRefused(study::openModel({path, {}}, {})));
    QVERIFY(isRefused(study::analyseGroup(*model, group, {}, {})));
    QVERIFY(isRefused(cluster::Tsne::begin(gram, start, {}, {})));
    QVERIFY(isRefused(study::runPlan(*model, options, {}, {})));
}

void TestMemory::predictionIsNearThePeak()
{
    const study::ModelPtr model = opened(std::string(PLEAT_REFERENCES_DIR) + "/wide.pt");
    QVERIFY(model);
    int group = 0;
    for (int g = 0; g < static_cast<int>(model->info().groups.size()); ++g)
        group = model->info().groups[g].channels == 4096 ? g : group;
    const study::GroupInfo& info = model->info().groups[group];
    QCOMPARE(info.channels, std::int64_t(4096));
    if (!resetPeak())
        QSKIP("the peak cannot be measured here");
    const std::int64_t before = residentBytes();
    const auto statistics = study::analyseGroup(*model, group, {}, {});
    QVERIFY(statistics);
    const auto grown = static_cast<double>(peakBytes() - before);
    const auto need = static_cast<double>(study::analysisNeed(info));
    qInfo("predicted %.0f MB, measured %.0f MB", need / 1e6, grown / 1e6);
    QVERIFY(need > 0.5 * grown && need < 1.3 * grown);
}

QTEST_GUILESS_MAIN(TestMemory)
#include "test_memory.moc"
