// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of make_couplings.py: their coupling is known, and their channels stand in pairs of
// equals, so that folding each pair must change nothing.
#include "core/coupling/group_text.h"
#include "core/ops/operator_family.h"
#include "core/repair/repair_method.h"
#include "tests/support/folding.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <functional>
#include <numeric>
#include <random>
#include <set>

using namespace pleat;

namespace {

constexpr double kTolerance = 1e-5; // float32 weights written back in another parametrisation

using Maps = std::vector<std::optional<fold::MergeMap>>;

/// A case and the network in it, opened.
struct Subject
{
    test::CouplingCase expected;
    study::ModelPtr model;

    const graph::GraphPtr& graph() const { return model->content().graph; }
    const coupling::Coupling& coupling() const { return *model->content().coupling; }
    std::string dump() const { return coupling::dump(*graph(), coupling()); }
};

Subject opened(const std::string& name)
{
    Subject subject{test::couplingCase(name), nullptr};
    subject.model = test::open(subject.expected.path, subject.expected.inputShapes);
    return subject;
}

QString text(const std::string& string)
{
    return QString::fromStdString(string);
}

/// Empty if the graph computes what PyTorch does.
QString difference(const Subject& subject, const graph::GraphPtr& graph)
{
    const double error = test::relativeError(
        test::outputsOf(graph, subject.expected.inputs), subject.expected.outputs);
    return error < kTolerance ? QString() : QStringLiteral("relative error %1").arg(error);
}

const test::ExpectedGroup* expectedGroup(
    const test::CouplingCase& expected, const std::string& name)
{
    const auto found = std::find_if(expected.groups.begin(), expected.groups.end(),
        [&](const test::ExpectedGroup& group) { return group.name == name; });
    return found == expected.groups.end() ? nullptr : &*found;
}

/// "conv1.weight:0", sorted. Constants of the program have no name that PyTorch knows.
std::vector<std::string> memberNames(
    const Subject& subject, const coupling::ChannelGroup& group, bool onlyConsumers)
{
    std::vector<std::string> names;
    for (const coupling::Member& member : group.members) {
        const graph::Parameter& parameter = subject.graph()->parameter(member.parameter);
        if (!parameter.constant && (!onlyConsumers || member.role == ops::Role::Consumer))
            names.push_back(parameter.name + ":" + std::to_string(member.axis));
    }
    std::sort(names.begin(), names.end());
    return names;
}

QString groupDifference(const Subject& subject, const test::ExpectedGroup& expected)
{
    const int index = study::groupIndex(subject.model->info(), expected.name);
    if (index < 0)
        return QStringLiteral("no group %1").arg(text(expected.name));
    const coupling::ChannelGroup& group =
        subject.coupling().groups[static_cast<std::size_t>(index)];
    const auto differs = [&](const char* what) {
        return QStringLiteral("group %1: %2").arg(text(expected.name), QLatin1String(what));
    };
    if (!group.frozen.empty())
        return differs("frozen");
    if (group.channels != expected.channels)
        return differs("another number of channels");
    if (memberNames(subject, group, false) != expected.members)
        return differs("other members");
    if (memberNames(subject, group, true) != expected.consumers)
        return differs("other roles");
    return {};
}

QString frozenDifference(const Subject& subject, const std::string& name, const std::string& word)
{
    const int index = study::groupIndex(subject.model->info(), name);
    if (index < 0)
        return QStringLiteral("no group %1").arg(text(name));
    const study::GroupInfo& group = subject.model->info().groups[static_cast<std::size_t>(index)];
    if (group.foldable || !text(group.frozen).contains(text(word), Qt::CaseInsensitive))
        return QStringLiteral("group %1: not frozen by %2").arg(text(name), text(word));
    return {};
}

QString couplingDifference(const Subject& subject)
{
    for (const auto& [name, word] : subject.expected.frozen) {
        if (const QString found = frozenDifference(subject, name, word); !found.isEmpty())
            return found;
    }
    if (subject.expected.anyResult)
        return {};
    for (const test::ExpectedGroup& group : subject.expected.groups) {
        if (const QString found = groupDifference(subject, group); !found.isEmpty())
            return found;
    }
    for (const study::GroupInfo& group : subject.model->info().groups) {
        if (group.foldable && !expectedGroup(subject.expected, group.name))
            return QStringLiteral("group %1 may be folded").arg(text(group.name));
    }
    return {};
}

/// Every pair of equal channels becomes one.
Maps pairs(const Subject& subject)
{
    const auto& groups = subject.model->info().groups;
    Maps maps(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (!groups[g].foldable)
            continue;
        const std::int64_t k = groups[g].channels / 2;
        const test::ExpectedGroup* expected = expectedGroup(subject.expected, groups[g].name);
        if (expected && expected->channels == groups[g].channels)
            maps[g] = fold::MergeMap{expected->labels, k};
        else if (subject.expected.anyResult)
            maps[g] =
                fold::MergeMap{study::analyseGroup(*subject.model, static_cast<int>(g), {}, {})
                                   .value()
                                   ->tree.cut(k),
                    k};
    }
    return maps;
}

/// The channels of every foldable group in another order.
Maps permutations(const Subject& subject)
{
    std::mt19937 random(7);
    const auto& groups = subject.model->info().groups;
    Maps maps(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (!groups[g].foldable || groups[g].channels < 2)
            continue;
        std::vector<std::int32_t> labels(static_cast<std::size_t>(groups[g].channels));
        std::iota(labels.begin(), labels.end(), 0);
        while (std::is_sorted(labels.begin(), labels.end()))
            std::shuffle(labels.begin(), labels.end(), random);
        maps[g] = fold::MergeMap{labels, groups[g].channels};
    }
    return maps;
}

bool anyMap(const Maps& maps)
{
    return std::any_of(maps.begin(), maps.end(), [](const auto& map) { return map.has_value(); });
}

graph::GraphPtr folded(const Subject& subject, const Maps& maps, const std::string& repair)
{
    const fold::FoldedNetwork network =
        fold::fold(subject.graph(), subject.model->content().coupling, maps);
    return test::repaired(network, repair, {});
}

QString pairsDifference(const Subject& subject, const std::string& repair)
{
    const Maps maps = pairs(subject);
    if (!anyMap(maps))
        return subject.expected.anyResult ? QString() : QStringLiteral("nothing folds");
    const graph::GraphPtr graph = folded(subject, maps, repair);
    if (graph::parameterCount(*graph) >= graph::parameterCount(*subject.graph()))
        return QStringLiteral("nothing became smaller");
    return difference(subject, graph);
}

QString permutationDifference(const Subject& subject)
{
    const Maps maps = permutations(subject);
    const graph::GraphPtr graph = folded(subject, maps, "none");
    const bool moves = anyMap(maps) && !subject.expected.anyResult; // there all of a pair is equal
    if (moves && graph::weightsHash(*graph) == graph::weightsHash(*subject.graph()))
        return QStringLiteral("nothing was moved");
    return difference(subject, graph);
}

QString costDifference(const Subject& subject)
{
    for (double keep : {0.75, 0.5, 0.3}) {
        const fold::Plan plan =
            study::uniformPlan(subject.model->info(), keep, study::GroupSelection::All);
        const study::Cost cost = study::predictedCost(*subject.model, plan);
        const graph::GraphPtr graph = test::run(*subject.model, plan)->content().graph;
        if (cost.parameters != graph::parameterCount(*graph) || cost.macs != ops::macs(*graph))
            return QStringLiteral("keep %1: %2 parameters and %3 MACs, predicted were %4 and %5")
                .arg(keep)
                .arg(graph::parameterCount(*graph))
                .arg(ops::macs(*graph))
                .arg(cost.parameters)
                .arg(cost.macs);
    }
    return {};
}

/// Leaves NAME.folded.pt and .bin for check_folded.py.
QString savingDifference(const Subject& subject)
{
    const study::RunPtr run = test::run(
        *subject.model, study::uniformPlan(subject.model->info(), 0.5, study::GroupSelection::All));
    const std::string path = test::referencePath(subject.expected.name + ".folded.pt");
    if (const auto saved = study::saveModel(*run, path); !saved)
        return text(toString(saved.error()));
    const auto outputs = test::outputsOf(run->content().graph, subject.expected.inputs);
    std::ofstream bytes(
        test::referencePath(subject.expected.name + ".folded.bin"), std::ios::binary);
    for (const at::Tensor& output : outputs) {
        const at::Tensor whole = output.contiguous();
        bytes.write(static_cast<const char*>(whole.data_ptr()),
            static_cast<std::streamsize>(whole.nbytes()));
    }
    const study::ModelPtr again = test::open(path, subject.expected.inputShapes);
    if (again->info().weightsHash != run->report().weightsHash)
        return QStringLiteral("the saved file holds other weights");
    const double error = test::relativeError(
        test::outputsOf(again->content().graph, subject.expected.inputs), outputs);
    return error < kTolerance ? QString()
                              : QStringLiteral("the saved file differs by %1").arg(error);
}

} // namespace

class CouplingCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importedOutputsEqualPyTorch_data() { addCases(); }
    void importedOutputsEqualPyTorch()
    {
        check([](const Subject& subject) { return difference(subject, subject.graph()); });
    }

    void groupsAreTheExpectedOnes_data() { addCases(); }
    void groupsAreTheExpectedOnes()
    {
        check([](const Subject& subject) {
            const QString found = couplingDifference(subject);
            return found.isEmpty() ? found : found + QLatin1Char('\n') + text(subject.dump());
        });
    }

    void equalChannelsMergeLosslessly_data() { addCases(); }
    void equalChannelsMergeLosslessly()
    {
        check([](const Subject& subject) { return pairsDifference(subject, "none"); });
    }

    void repairLeavesEqualChannelsAlone_data() { addCases(); }
    void repairLeavesEqualChannelsAlone()
    {
        check([](const Subject& subject) { return pairsDifference(subject, "ar"); });
    }

    void orderOfChannelsDoesNotMatter_data() { addCases(); }
    void orderOfChannelsDoesNotMatter() { check(permutationDifference); }

    void predictedCostIsReal_data() { addCases(); }
    void predictedCostIsReal() { check(costDifference); }

    void foldedFilesForPyTorch_data() { addCases(); }
    void foldedFilesForPyTorch() { check(savingDifference); }

    void branchOnValuesIsRefused()
    {
        const auto opened = openSpecial("value_branch");
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QVERIFY2(text(opened.error().message).contains(QStringLiteral("values of a tensor")),
            opened.error().message.c_str());
    }

    void missingOperatorIsNamed()
    {
        const auto opened = openSpecial("missing_operator");
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        const std::string message = toString(opened.error());
        QVERIFY2(
            text(message).contains(QStringLiteral("aten::some_new_operator")), message.c_str());
    }

    void trainingModeIsFound()
    {
        const auto opened = openSpecial("training_mode");
        QVERIFY2(opened.ok(), opened.ok() ? "" : toString(opened.error()).c_str());
        const auto& findings = (*opened)->info().findings;
        QVERIFY(std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.message.find("training mode") != std::string::npos;
        }));
    }

private:
    static void addCases()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::couplingCaseNames())
            QTest::newRow(name.c_str()) << text(name);
    }

    /// What is thrown must not end the other cases.
    static void check(const std::function<QString(const Subject&)>& findDifference)
    {
        QFETCH(QString, name);
        QString found;
        try {
            found = findDifference(opened(name.toStdString()));
        } catch (const std::exception& problem) {
            found = QString::fromUtf8(problem.what());
        }
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    static Result<study::ModelPtr> openSpecial(const std::string& name)
    {
        return study::openModel({test::referencePath(name + ".pt"), "1x3x8x8"}, {});
    }
};

QTEST_APPLESS_MAIN(CouplingCasesTest)
#include "test_coupling_cases.moc"
