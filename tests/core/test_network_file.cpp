// SPDX-License-Identifier: GPL-3.0-or-later
// Networks through files of every format: what PyTorch saved opens and computes what PyTorch did;
// what is folded and saved opens again with the same weights and computes the same.
#include "core/base/files.h"
#include "core/io/network_file.h"
#include "tests/support/references.h"

#include <ATen/ops/empty.h>

#include <QTest>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace pleat;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

constexpr const char* kListing = "architectures.json";
constexpr double kTolerance = 1e-5;
/// ONNX has fewer operators: some are written as several.
constexpr double kOnnxTolerance = 1e-4;

json entryOf(const std::string& name)
{
    std::ifstream stream(test::referencePath(kListing));
    return json::parse(stream).at(name);
}

/// Every network has a folder: some need a config.json.
std::string weightsPath(const std::string& name, const std::string& file)
{
    return test::referencePath(name + "/" + file);
}

void writeBytes(const std::string& path, const at::Tensor& tensor)
{
    const at::Tensor dense = tensor.contiguous();
    std::ofstream(path, std::ios::binary)
        .write(static_cast<const char*>(dense.data_ptr()),
            static_cast<std::streamsize>(dense.nbytes()));
}

at::Tensor readBytes(const std::string& path, const std::vector<std::int64_t>& shape)
{
    at::Tensor tensor = at::empty(shape, at::kFloat);
    std::ifstream(path, std::ios::binary)
        .read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(tensor.nbytes()));
    return tensor;
}

class TestNetworkFile : public QObject
{
    Q_OBJECT

    void addNetworks()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::networkNames(kListing))
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    static std::string current()
    {
        QFETCH(QString, name);
        return name.toStdString();
    }

private Q_SLOTS:
    /// torch.save(net.state_dict()) -> open -> the groups of the traced file -> the output of
    /// PyTorch.
    void stateDictsOpen_data() { addNetworks(); }
    void stateDictsOpen()
    {
        const test::Network network = test::network(current(), kListing);
        const std::string path = weightsPath(network.name, "weights.pth");
        const study::ModelPtr model = test::open(path, network.inputShape);
        QCOMPARE(model->info().format, "state_dict");
        QCOMPARE(model->info().architecture, entryOf(network.name)["title"].get<std::string>());
        QVERIFY(test::relativeError(
                    test::outputOf(model->content().graph, network.input), network.output)
            < kTolerance);
        const study::ModelPtr traced = test::open(network);
        QCOMPARE(model->info().weightsHash, traced->info().weightsHash);
        QCOMPARE(model->info().parameters, traced->info().parameters);
        QCOMPARE(model->info().macs, traced->info().macs);
    }

    /// Leaves NAME/whole.ENDING, NAME/folded.ENDING and the lines of Python for check_saved.py.
    void savedFilesOpenAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("form");
        QTest::addColumn<double>("keep");
        for (const std::string& name : test::networkNames(kListing)) {
            QTest::addRow("%s, whole", name.c_str())
                << QString::fromStdString(name) << "whole" << 1.0;
            QTest::addRow("%s, folded", name.c_str())
                << QString::fromStdString(name) << "folded" << 0.5;
        }
    }
    void savedFilesOpenAgain()
    {
        QFETCH(QString, form);
        QFETCH(double, keep);
        const test::Network network = test::network(current(), kListing);
        const study::ModelPtr model =
            test::open(weightsPath(network.name, "weights.pth"), network.inputShape);
        const study::RunPtr run =
            test::run(*model, study::uniformPlan(model->info(), keep, study::GroupSelection::All));
        const at::Tensor output = test::outputOf(run->content().graph, network.input);
        const std::string stem = weightsPath(network.name, form.toStdString());
        writeBytes(stem + ".bin", output);
        for (const char* ending : {".pt", ".pth", ".safetensors", ".onnx"}) {
            const std::string path = stem + ending;
            const auto saved = study::saveModel(*run, path);
            QVERIFY2(saved.ok(), saved.ok() ? "" : toString(saved.error()).c_str());
            const study::ModelPtr again = test::open(path, network.inputShape);
            QCOMPARE(again->info().weightsHash, run->report().weightsHash);
            QCOMPARE(again->info().parameters, run->report().after.parameters);
            const double error =
                test::relativeError(test::outputOf(again->content().graph, network.input), output);
            QVERIFY2(error < (path.ends_with(".onnx") ? kOnnxTolerance : kTolerance),
                qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(ending)).arg(error)));
            const std::string lines = study::rebuildingLines(*run, path);
            QCOMPARE(lines.empty(), path.ends_with(".pt") || path.ends_with(".onnx"));
            if (!lines.empty())
                QVERIFY(writeTextFile(path + ".py", lines).ok());
        }
    }

    /// Weights in 16 bits compute in 32, and are saved in 16 again without a change.
    void halvesStayHalves_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"half.pth", "bfloat16.pth", "half.pt"})
            QTest::newRow(file) << file;
    }
    void halvesStayHalves()
    {
        QFETCH(QString, file);
        const test::Network network = test::network("arch_mobilenet", kListing);
        const std::string path = weightsPath(network.name, file.toStdString());
        const study::ModelPtr model = test::open(path, network.inputShape);
        const at::Tensor expected = readBytes(
            path.substr(0, path.rfind('.')) + ".output.bin", network.output.sizes().vec());
        QVERIFY(test::relativeError(test::outputOf(model->content().graph, network.input), expected)
            < kTolerance);
        const study::RunPtr run =
            test::run(*model, study::uniformPlan(model->info(), 0.5, study::GroupSelection::All));
        for (const char* ending :
            {".folded.pt", ".folded.pth", ".folded.safetensors", ".folded.onnx"}) {
            const std::string saved = path + ending;
            QVERIFY(study::saveModel(*run, saved).ok());
            const study::ModelPtr again = test::open(saved, network.inputShape);
            QCOMPARE(again->info().weightsHash, run->report().weightsHash);
            QVERIFY(fs::file_size(saved) < 3 * fs::file_size(path));
            QVERIFY(test::relativeError(test::outputOf(again->content().graph, network.input),
                        test::outputOf(run->content().graph, network.input))
                < kTolerance);
        }
    }

    void doublesStayDoubles()
    {
        const test::Network network = test::network("arch_mobilenet", kListing);
        for (const char* file : {"double.pth", "double.pt"}) {
            const study::ModelPtr model =
                test::open(weightsPath(network.name, file), network.inputShape);
            const at::Tensor output = test::outputOf(model->content().graph, network.input);
            QCOMPARE(output.scalar_type(), at::kDouble);
            QVERIFY(test::relativeError(output, network.output.to(at::kDouble)) < kTolerance);
        }
    }

    /// Names alone would make a network with ReLU of one with GELU.
    void linesNameOnlyWhatComputesTheSame()
    {
        const std::pair<const char*, const char*> cases[] = {
            {"arch_resnet18", "net = torchvision.models.resnet18("},
            {"arch_mlp_gelu", "net = YourNetwork()"}, {"arch_mlp", "net = YourNetwork()"}};
        for (const auto& [name, line] : cases) {
            const study::ModelPtr traced = test::open(test::network(name, kListing));
            const study::RunPtr run = test::run(*traced, {});
            const std::string lines = study::rebuildingLines(*run, "weights.pth");
            QVERIFY2(lines.find(line) != std::string::npos, lines.c_str());
        }
    }

    void unknownWeightsAreListed()
    {
        const std::string path = test::referencePath("unknown.safetensors");
        const auto opened = study::openModel({path, ""}, {});
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        const auto listed = study::listWeights(path);
        QVERIFY(listed.ok());
        QCOMPARE(listed->tensors.size(), std::size_t{2});
        QCOMPARE(listed->tensors[0].name, "encoder.weight");
        QCOMPARE(listed->tensors[0].type, "float16");
        QCOMPARE(listed->elements, std::int64_t{6 * 4 + 6});
    }

    void otherEndingsAreRefused()
    {
        QCOMPARE(
            study::checkOutput(test::referencePath("folded.h5")).error().code, ErrorCode::Usage);
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestNetworkFile)
#include "test_network_file.moc"
