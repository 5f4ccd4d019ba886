// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: what is drawn, lit and coloured, and how a person moves in it.
#include "tests/ui/command_line.h"
#include "tests/ui/graph_fixture.h"

#include "ui/session/group_numbers.h"

#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

#include <algorithm>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestGraphView : public GraphTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void saysWhatToDoWithoutAModel();
    void everyNodeOfTheGroupIsLit();
    void clickingSelectsTheGroup();
    void aSignOpensAndClosesItsBlock();
    void searchGoesRound();
    void theFillIsWhatTheSessionSays_data();
    void theFillIsWhatTheSessionSays();
    void agreesWithTheCommandLine();
    void aStepOfKOnlyRepaints();
    void sharedGroupsHaveLetters();
    void toolTipsTellFrozenGroups();
    void theTableHoldsEveryNode();
    void picturesHoldTheWholeNetwork();
    void leavingWhileItIsLaidOut();
    void anotherModelIsAnotherGraph();
};

void TestGraphView::saysWhatToDoWithoutAModel()
{
    QVERIFY(!canvas().hasContent());
    QVERIFY(canvas().emptyText().contains(QStringLiteral("Open a model")));
    QVERIFY(canvas().table().rows.isEmpty());
}

/// A layer of the group, by the session; what lies between its layers is lit as well.
void TestGraphView::everyNodeOfTheGroupIsLit()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        session().selection().setGroup(group);
        const auto& layers = session().info().groups[group].layers;
        for (int box = 0; box < static_cast<int>(scene().layout->boxes.size()); ++box) {
            const study::OutlineNode& node = *scene().nodeOf(scene().layout->boxes[box]);
            const bool makes = std::count(layers.begin(), layers.end(), node.name) > 0;
            QVERIFY2(!makes || scene().lit(box), node.name.c_str());
            QCOMPARE(
                scene().lit(box), std::count(node.groups.begin(), node.groups.end(), group) > 0);
        }
    }
    session().selection().setGroup(groupOf("conv1"));
    for (const char* name : {"conv1", "bn1", "layer1.0.conv2", "layer1.0.add", "layer1.1.bn2"})
        QVERIFY2(scene().lit(boxOf(name)), name);
    for (const char* name : {"layer1.0.conv1", "layer2.0.conv2", "fc"})
        QVERIFY2(!scene().lit(boxOf(name)), name);
    find<QToolButton>("graphCloseAll")->click();
    QVERIFY(scene().lit(boxOf("layer1.0.conv2")));
    QVERIFY(!scene().lit(boxOf("layer2.0.conv2")));
}

void TestGraphView::clickingSelectsTheGroup()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    for (const std::string name : {"layer1.0.bn1", "layer3.1.conv1", "layer4.0.add"}) {
        canvas().setCurrentBox(boxOf(name));
        session().selection().setGroup(-1);
        click(canvas().boxRect(boxOf(name)));
        QCOMPARE(session().selection().group(),
            scene().nodeOf(scene().layout->boxes[boxOf(name)])->groups.front());
    }
    QCOMPARE(
        find<QLabel>("graphPath")->text().remove(QRegularExpression(QStringLiteral("<[^>]*>"))),
        QStringLiteral("resnet18 › layer4 › 0"));
}

void TestGraphView::aSignOpensAndClosesItsBlock()
{
    show(QStringLiteral("resnet18.pt"));
    const int block = blockOf("layer1");
    const std::size_t boxes = scene().layout->boxes.size();
    QVERIFY(scene().layout->boxes[boxOf("layer1.0.conv1")].isBlock());
    const QRectF sign = canvas().signRect(block);
    click(sign);
    QVERIFY(view().open()[block]);
    QVERIFY(scene().layout->boxes.size() > boxes);
    QVERIFY(qAbs(canvas().signRect(block).left() - sign.left()) < 0.01);
    QVERIFY(qAbs(canvas().signRect(block).top() - sign.top()) < 0.01);
    click(canvas().signRect(block));
    QVERIFY(!view().open()[block]);
    QCOMPARE(scene().layout->boxes.size(), boxes);
    QTest::qWait(QApplication::doubleClickInterval() + 50);
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {},
        canvas().boxRect(boxOf("layer1.0.conv1")).center().toPoint());
    QVERIFY(view().open()[block]);
}

void TestGraphView::searchGoesRound()
{
    show(QStringLiteral("resnet18.pt"));
    m_window->activateWindow();
    QTest::keyClick(&canvas(), Qt::Key_F, Qt::ControlModifier);
    auto* search = find<QLineEdit>("graphSearch");
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("DOWNSAMPLE"));
    auto* found = find<QLabel>("graphMatches");
    QCOMPARE(found->text(), QStringLiteral("6 found"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(found->text(), QStringLiteral("1 of 6"));
    const int first = scene().currentMatch;
    QCOMPARE(scene().outline->nodes[first].name, std::string("layer2.0.downsample.0"));
    const int box = scene().layout->boxOf[first];
    QVERIFY(!scene().layout->boxes[box].isBlock());
    QVERIFY(scene().matched(box));
    QVERIFY(QRectF(canvas().rect()).contains(canvas().boxRect(box)));
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(found->text(), QStringLiteral("6 of 6"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(scene().currentMatch, first);
    QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(found->text(), QStringLiteral("6 of 6"));
    search->setText(QStringLiteral("nothing of the kind"));
    QCOMPARE(found->text(), QStringLiteral("no match"));
    search->clear();
    QVERIFY(scene().matches.empty());
}

void TestGraphView::theFillIsWhatTheSessionSays_data()
{
    QTest::addColumn<int>("number");
    for (const GroupNumber number : kGroupNumbers)
        QTest::newRow(qPrintable(titleOf(number))) << static_cast<int>(number);
}

void TestGraphView::theFillIsWhatTheSessionSays()
{
    QFETCH(int, number);
    show(QStringLiteral("mlp.pt"));
    waitForStatistics();
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    session().setUniform(0.5, study::GroupSelection::All);
    if (static_cast<GroupNumber>(number) == GroupNumber::MeasuredRatio) {
        run();
        m_window->showView(QStringLiteral("graphView"));
    }
    auto* chooser = find<QComboBox>("graphFill");
    chooser->setCurrentIndex(chooser->findData(number));
    const int group = groupOf("fc1");
    const auto value = scene().valueOf(boxOf("fc1"));
    // 784 x 512 and a bias become 784 x 256; the next layer loses 256 columns of 256 rows.
    constexpr double kSaved = 256 * (784 + 1) + 256 * 256;
    switch (static_cast<GroupNumber>(number)) {
    case GroupNumber::None:
        QVERIFY(!value);
        return;
    case GroupNumber::Keep:
        QCOMPARE(value->value, 0.5);
        QCOMPARE(value->text, QStringLiteral("50.0 %"));
        break;
    case GroupNumber::PredictedRatio:
        QCOMPARE(value->value, *session().predictedRatio(group));
        QVERIFY(scene().fill.estimated);
        break;
    case GroupNumber::MeasuredRatio:
        QCOMPARE(value->value, *session().measuredRatio(group));
        break;
    case GroupNumber::RelativeInertia:
        QCOMPARE(value->value, session().clusteringOf(group).relativeInertia);
        QVERIFY(value->value > 0);
        break;
    case GroupNumber::SavedParameters:
        QCOMPARE(value->value, kSaved);
        break;
    }
    QVERIFY(!scene().valueOf(boxOf("fc3"))); // its group is frozen
    // The box is painted in the colour of its number.
    canvas().setSelectedGroup(-1);
    const QRectF box = canvas().boxRect(boxOf("fc1"));
    const QImage picture = canvas().grab().toImage();
    const QPointF corner = box.center() + QPointF(0.25 * box.width(), -0.35 * box.height());
    QCOMPARE(picture.pixelColor((corner * picture.devicePixelRatio()).toPoint()).rgb(),
        fillColor(scene().fill, value->value).rgb());
}

/// Every layer that --json lists is a node of its group, in the colour of the number that it says.
void TestGraphView::agreesWithTheCommandLine()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    session().setUniform(0.6, study::GroupSelection::All);
    const QString recipe = m_settings.path(QStringLiteral("graph.json"));
    workflow().saveRecipe(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(recipe) && !workflow().writing(), kPatience);
    const QJsonObject folded = foldSays(
        QStringLiteral("resnet18.pt"), recipe, m_settings.path(QStringLiteral("graph.pt")));
    const QJsonArray groups = programSays(
        {QStringLiteral("inspect"), sample(QStringLiteral("resnet18.pt"))})[QLatin1String("groups")]
                                  .toArray();
    QCOMPARE(groups.size(), static_cast<qsizetype>(scene().groups.size()));
    const std::pair<GroupNumber, QLatin1String> fills[] = {{GroupNumber::Keep, QLatin1String("k")},
        {GroupNumber::RelativeInertia, QLatin1String("relative_inertia")},
        {GroupNumber::PredictedRatio, QLatin1String("variance_ratio_predicted")}};
    auto* chooser = find<QComboBox>("graphFill");
    for (const auto& [number, key] : fills) {
        chooser->setCurrentIndex(chooser->findData(static_cast<int>(number)));
        for (int group = 0; group < groups.size(); ++group) {
            const QString name = groups[group][QLatin1String("name")].toString();
            QCOMPARE(scene().groups[group].name, name);
            QCOMPARE(scene().groups[group].channels,
                groups[group][QLatin1String("channels")].toInteger());
            const QJsonObject said = entryNamed(folded[QLatin1String("groups")], name);
            QCOMPARE(scene().fill.values[group].has_value(),
                groups[group][QLatin1String("foldable")].toBool());
            for (const QJsonValue& layer : groups[group][QLatin1String("layers")].toArray()) {
                const int box = boxOf(layer.toString().toStdString());
                QVERIFY2(box >= 0, qPrintable(layer.toString()));
                const auto& of = scene().nodeOf(scene().layout->boxes[box])->groups;
                QVERIFY(std::count(of.begin(), of.end(), group) == 1);
                if (!scene().fill.values[group])
                    continue;
                const double expected = said[key].toDouble()
                    / (number == GroupNumber::Keep ? said[QLatin1String("channels")].toDouble()
                                                   : 1);
                const double shown = scene().valueOf(box)->value;
                QVERIFY2(
                    qAbs(shown - expected) <= 1e-6 * qAbs(expected), qPrintable(layer.toString()));
            }
        }
    }
}

void TestGraphView::aStepOfKOnlyRepaints()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    QTest::qWait(50);
    const int layouts = view().layouts();
    const int paints = canvas().paints();
    const auto layout = scene().layout;
    const double zoom = canvas().zoom();
    const int group = session().selection().group();
    session().setK(group, session().kOf(group) - 1);
    QTRY_COMPARE(canvas().paints(), paints + 1);
    QTest::qWait(50);
    QCOMPARE(canvas().paints(), paints + 1);
    QCOMPARE(view().layouts(), layouts);
    QCOMPARE(scene().layout, layout);
    QCOMPARE(canvas().zoom(), zoom);
    QCOMPARE(scene().groups[group].k, session().kOf(group));
}

void TestGraphView::sharedGroupsHaveLetters()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    session().selection().setGroup(groupOf("layer1.0.conv1"));
    QStringList letters;
    for (int group = 0; group < static_cast<int>(session().info().groups.size()); ++group) {
        const bool shared = session().info().groups[group].layers.size() > 1;
        QCOMPARE(!scene().groups[group].letter.isEmpty(), shared);
        if (shared)
            letters += scene().groups[group].letter;
    }
    QCOMPARE(letters,
        (QStringList{
            QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("D")}));
    const int shared = groupOf("conv1");
    QCOMPARE(scene().railText(shared), QStringLiteral("A"));
    for (const char* name : {"conv1", "layer1.0.conv2", "layer1.1.conv2", "layer1.0.add"})
        QCOMPARE(scene().railsOf(boxOf(name)), std::vector<int>{shared});
    QCOMPARE(scene().railsOf(boxOf("layer1.0.conv1")), std::vector<int>{groupOf("layer1.0.conv1")});
    QVERIFY(scene().railsOf(boxOf("layer1.1.conv1")).empty());
}

void TestGraphView::toolTipsTellFrozenGroups()
{
    show(QStringLiteral("resnet18.pt"));
    openAll();
    canvas().setCurrentBox(boxOf("fc"));
    const QString text = canvas().toolTipAt(canvas().boxRect(boxOf("fc")).center());
    for (const char* part : {"fc", "linear", "Output: 10", "10 of 10", "Frozen: network output"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
    canvas().setCurrentBox(boxOf("layer1.0.conv1"));
    const int group = groupOf("layer1.0.conv1");
    session().setK(group, 7);
    const QString conv = canvas().toolTipAt(canvas().boxRect(boxOf("layer1.0.conv1")).center());
    QVERIFY(conv.contains(
        QStringLiteral("7 of %1 channels").arg(session().info().groups[group].channels)));
    QVERIFY(!conv.contains(QStringLiteral("Frozen")));
    QVERIFY(scene().frozen(boxOf("fc")));
    QVERIFY(!scene().frozen(boxOf("layer1.0.conv1")));
}

void TestGraphView::theTableHoldsEveryNode()
{
    show(QStringLiteral("resnet18.pt"));
    session().setUniform(0.5, study::GroupSelection::All);
    const PlotTable table = canvas().table();
    QCOMPARE(table.rows.size(), static_cast<qsizetype>(scene().outline->nodes.size()));
    QCOMPARE(table.ids.size(), table.rows.size());
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        QCOMPARE(table.rows[row].size(), table.columns.size());
        if (table.rows[row][0] == QStringLiteral("layer2.0.conv1")) {
            QCOMPARE(table.ids[row], groupOf("layer2.0.conv1"));
            QCOMPARE(table.rows[row][2].toString(), QStringLiteral("layer2.0"));
            QCOMPARE(table.rows[row].last().toDouble(), 0.5);
        }
    }
}

void TestGraphView::picturesHoldTheWholeNetwork()
{
    show(QStringLiteral("mlp.pt"));
    canvas().setSelectedGroup(-1);
    canvas().zoomBy(3, {0, 0});
    session().setK(groupOf("fc1"), 100);
    session().setK(groupOf("fc2"), 50);
    QImage picture(400, 800, QImage::Format_RGB32);
    canvas().drawOn(picture, picture.size());
    // Wherever the screen is, every box that is filled leaves its colour.
    for (const char* name : {"fc1", "fc2"}) {
        const QRgb wanted = fillColor(scene().fill, scene().valueOf(boxOf(name))->value).rgb();
        qint64 pixels = 0;
        for (int y = 0; y < picture.height() - 50; ++y) {
            for (int x = 0; x < picture.width(); ++x)
                pixels += picture.pixel(x, y) == wanted;
        }
        QVERIFY2(pixels > 500, name);
    }
}

/// Whoever leaves before the layout is there finds it complete.
void TestGraphView::leavingWhileItIsLaidOut()
{
    open(QStringLiteral("resnet18.pt"));
    m_window->showView(QStringLiteral("graphView"));
    m_window->showView(QStringLiteral("clustersView"));
    QTRY_COMPARE_WITH_TIMEOUT(view().layouts(), 1, kPatience);
    QCOMPARE(scene().groups.size(), session().info().groups.size());
    QVERIFY(!canvas().table().rows.isEmpty());
    session().setK(groupOf("conv1"), 3);
    m_window->showView(QStringLiteral("graphView"));
    QCOMPARE(scene().groups[groupOf("conv1")].k, 3);
    QCOMPARE(view().layouts(), 1);
}

void TestGraphView::anotherModelIsAnotherGraph()
{
    show(QStringLiteral("resnet18.pt"));
    find<QLineEdit>("graphSearch")->setText(QStringLiteral("conv"));
    click(canvas().boxRect(boxOf("conv1")));
    open(QStringLiteral("mlp.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(canvas().hasContent(), kPatience);
    QCOMPARE(scene().network, QStringLiteral("mlp"));
    QCOMPARE(scene().currentBox, -1);
    QVERIFY(scene().matches.empty());
    QCOMPARE(scene().outline->nodes.size(), std::size_t{6});
    QCOMPARE(scene().groups.size(), session().info().groups.size());
    QCOMPARE(scene().selectedGroup, session().selection().group());
}

QTEST_MAIN(TestGraphView)
#include "test_graph_view.moc"
