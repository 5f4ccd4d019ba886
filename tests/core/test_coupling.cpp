// SPDX-License-Identifier: GPL-3.0-or-later
// Which axes belong together, written as text.
#include "core/coupling/group_text.h"
#include "tests/support/references.h"

#include <QTest>

using namespace pleat;

namespace {

QStringList groupsOf(const char* name)
{
    const study::ModelPtr model = test::open(test::network(name));
    const std::string text = coupling::dump(*model->content().graph, *model->content().coupling);
    return QString::fromStdString(text).trimmed().split(QLatin1Char('\n'));
}

} // namespace

class CouplingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void additionJoinsThreeProducers()
    {
        QCOMPARE(groupsOf("residual"),
            (QStringList{
                QStringLiteral("g0 input of stem 3 frozen (network input): stem.weight:1 consumer"),
                QStringLiteral("g1 stem 8 joined: stem.weight:0 producer, bn0.weight:0 "
                               "per-channel, bn0.bias:0 per-channel, "
                               "bn0.running_mean:0 per-channel, bn0.running_var:0 per-channel, "
                               "conv1.weight:1 consumer, "
                               "conv2.weight:0 producer, bn2.weight:0 per-channel, "
                               "bn2.bias:0 per-channel, bn2.running_mean:0 per-channel, "
                               "bn2.running_var:0 per-channel, "
                               "skip.weight:1 consumer, skip.weight:0 producer, bns.weight:0 "
                               "per-channel, bns.bias:0 per-channel, "
                               "bns.running_mean:0 per-channel, bns.running_var:0 per-channel, "
                               "head.weight:1 consumer"),
                QStringLiteral("g2 conv1 10: conv1.weight:0 producer, bn1.weight:0 per-channel, "
                               "bn1.bias:0 per-channel, "
                               "bn1.running_mean:0 per-channel, bn1.running_var:0 per-channel, "
                               "conv2.weight:1 consumer"),
                QStringLiteral("g3 head 5 frozen (network output): head.weight:0 producer, "
                               "head.bias:0 per-channel"),
            }));
    }

    void flattenRepeatsChannels()
    {
        const QStringList groups = groupsOf("flat");
        QVERIFY2(
            groups[1].endsWith(QStringLiteral("fc1.weight:1 consumer x16")), qPrintable(groups[1]));
        QVERIFY(groups[1].startsWith(QStringLiteral("g1 conv 8:")));
    }

    void viewOfTheBatchIsAFlatten()
    {
        const QStringList groups = groupsOf("mlp");
        QCOMPARE(groups[1],
            QStringLiteral(
                "g1 fc1 20: fc1.weight:0 producer, fc1.bias:0 per-channel, fc2.weight:1 consumer"));
    }

    void operatorsWithoutARuleFreezeAndSaySo()
    {
        const QString groups = groupsOf("frozen").join(QLatin1Char('\n'));
        QVERIFY2(groups.contains(QStringLiteral("a 6 frozen (softmax over these channels)")),
            qPrintable(groups));
        QVERIFY(groups.contains(QStringLiteral("c 5 frozen (aten::add joins them with positions")));
        const study::ModelPtr model = test::open(test::network("frozen"));
        for (const study::GroupInfo& group : model->info().groups)
            QVERIFY(!group.foldable && !group.frozen.empty());
    }

    void layersKnowTheirBatchNorm()
    {
        const study::ModelPtr model = test::open(test::network("conv_bn"));
        const auto& coupling = *model->content().coupling;
        QCOMPARE(coupling.layers.size(), std::size_t{3});
        QVERIFY(coupling.layers[0].norm && coupling.layers[1].norm && !coupling.layers[2].norm);
        QCOMPARE(coupling.norms.size(), std::size_t{1}); // bn3 stands behind an activation
        const auto [graphNode, view] = coupling.norms[0];
        QCOMPARE(coupling.layouts.at({view.input, 1}), coupling.layers[1].rows);
    }

    void sampleResNetHasTwelveFoldableGroups()
    {
        const study::ModelPtr model = test::open(test::samplePath("resnet18.pt"));
        int foldable = 0;
        int inner = 0;
        for (const study::GroupInfo& group : model->info().groups) {
            foldable += group.foldable;
            inner += group.foldable && group.inner;
        }
        QCOMPARE(foldable, 12); // four streams and eight blocks
        QCOMPARE(inner, 8);
    }
};

QTEST_APPLESS_MAIN(CouplingTest)
#include "test_coupling.moc"
