// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fixture.h"

#include "core/cluster/cluster_method.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/collapse_plot.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/views/cluster_looks.h"
#include "ui/views/report_pictures.h"

#include <QMouseEvent>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QWheelEvent>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr int kChannels = 40;

/// The Gram matrix of random features that fall into a few bundles.
Eigen::MatrixXd bundles(int channels)
{
    std::srand(7);
    Eigen::MatrixXd features = 0.2 * Eigen::MatrixXd::Random(channels, 6);
    for (int channel = 0; channel < channels; ++channel)
        features(channel, channel % 5) += 1;
    return features * features.transpose();
}

cluster::MergeTree treeOf(int channels)
{
    return cluster::mergeTree(**cluster::findClusterMethod("ward"), bundles(channels), {}).value();
}

std::vector<double> heightsOf(const cluster::MergeTree& tree)
{
    std::vector<double> heights;
    for (std::size_t merge = 0; merge < tree.merges().size(); ++merge)
        heights.push_back(tree.drawnHeight(merge));
    return heights;
}

std::vector<std::int32_t> identity(int channels)
{
    std::vector<std::int32_t> order(channels);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

int pixelsUnlike(const QImage& image, QRgb background)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != background;
    }
    return count;
}

} // namespace

class TestPlots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pyramidShowsASingleCell_data();
    void pyramidShowsASingleCell();
    void pyramidIsExactWhenZoomedIn();
    void pyramidHatchesUndefinedCells();
    void pyramidFollowsTheOrder();
    void pyramidsStop();
    void matrixShowsTheBlocksOfTheCut();
    void onlyContiguousClustersAreOutlined();
    void changingKDoesNotRedrawTheMatrix();
    void draggingTheCutAsksForK();
    void scatterShowsTheLabels();
    void looksOfOtherClustersStayWhenOneSplits();
    void otherClustersTakeTheLooksOfTheCut();
    void curveReadsBack();
    void clickOnTheCurveAsksForK();
    void collapseReadsBack();
    void collapseShowsMeanErrors();
    void collapseZoomsAndPans();
    void picturesHaveTheSizeAskedFor();
    void emptyTextReplacesThePlot();
    void reportPicturesAreWritten();
};

void TestPlots::pyramidShowsASingleCell_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::newRow("corner") << 1000 << 0 << 0;
    QTest::newRow("last") << 1000 << 999 << 999;
    QTest::newRow("inside") << 1000 << 123 << 457;
    QTest::newRow("odd size") << 777 << 776 << 5;
    QTest::newRow("barely zoomed out") << 203 << 101 << 202;
}

void TestPlots::pyramidShowsASingleCell()
{
    QFETCH(int, size);
    QFETCH(int, row);
    QFETCH(int, column);
    Eigen::MatrixXf values = Eigen::MatrixXf::Zero(size, size);
    values(row, column) = -0.8F;
    values(column, row) = -0.8F;
    const MatrixPyramid pyramid(values, identity(size));
    const QImage image = pyramid.render(QRectF(0, 0, size, size), {200, 200});
    const QRgb zero = image.pixel(100, row == 123 ? 180 : 60);
    const double scale = 200.0 / size;
    const QRgb shown = image.pixel(static_cast<int>(column * scale), static_cast<int>(row * scale));
    QVERIFY(shown != zero);
    QVERIFY(qBlue(shown) > qRed(shown));
    // Nor may it smear over the picture.
    QVERIFY(pixelsUnlike(image, zero) <= 2 * 9);
}

void TestPlots::pyramidIsExactWhenZoomedIn()
{
    const int size = 64;
    Eigen::MatrixXf values = Eigen::MatrixXf::Constant(size, size, 1);
    values(10, 12) = values(12, 10) = -1;
    const MatrixPyramid pyramid(values, identity(size));
    const QImage image = pyramid.render(QRectF(8, 8, 8, 8), {80, 80});
    QCOMPARE(pixelsUnlike(image, image.pixel(0, 0)), 2 * 100);
    QVERIFY(image.pixel(45, 25) != image.pixel(0, 0));
    QCOMPARE(image.pixel(45, 25), image.pixel(25, 45));
}

void TestPlots::pyramidHatchesUndefinedCells()
{
    const float undefined = std::numeric_limits<float>::quiet_NaN();
    const MatrixPyramid pyramid(Eigen::MatrixXf::Constant(32, 32, undefined), identity(32));
    const QImage image = pyramid.render(QRectF(0, 0, 32, 32), {16, 16});
    std::set<QRgb> seen;
    for (int x = 0; x < 16; ++x) {
        seen.insert(image.pixel(x, 3));
        QCOMPARE(qRed(image.pixel(x, 3)), qBlue(image.pixel(x, 3)));
    }
    QCOMPARE(seen.size(), std::size_t(2));
}

void TestPlots::pyramidFollowsTheOrder()
{
    Eigen::MatrixXf values = Eigen::MatrixXf::Identity(4, 4);
    values(0, 3) = values(3, 0) = 0.5F;
    const MatrixPyramid pyramid(values, {3, 1, 2, 0});
    QCOMPARE(pyramid.cell(0, 3), 0.5F);
    QCOMPARE(pyramid.cell(1, 2), 0.0F);
}

/// At any row of any level, and soon.
void TestPlots::pyramidsStop()
{
    constexpr int kSize = 64;
    const Eigen::MatrixXf values = Eigen::MatrixXf::Identity(kSize, kSize);
    for (const int last : {1, 40, 80, 130}) {
        int asked = 0;
        const MatrixPyramid pyramid(values, identity(kSize), Quantity::Similarity,
            [&asked, last] { return ++asked >= last; });
        QCOMPARE(pyramid.size(), kSize);
        QVERIFY2(asked >= last && asked <= last + 3, qPrintable(QString::number(asked)));
    }
}

void TestPlots::matrixShowsTheBlocksOfTheCut()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    MatrixPlot plot;
    plot.setTree(tree.merges(), heightsOf(tree), tree.leafOrder());
    for (const std::int64_t k : {1, 2, 5, 17, kChannels}) {
        const std::vector<std::int32_t> labels = tree.cut(k);
        plot.setClusters(labels);
        QCOMPARE(plot.cutClusters(), k);
        for (const auto& [first, last] : plot.blocks()) {
            for (int position = first; position < last; ++position)
                QCOMPARE(labels[tree.leafOrder()[position]], labels[tree.leafOrder()[first]]);
        }
    }
}

void TestPlots::onlyContiguousClustersAreOutlined()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    const std::vector<std::int32_t>& order = tree.leafOrder();
    std::vector<std::int32_t> labels(kChannels, 1);
    labels[order.front()] = labels[order.back()] = 0; // torn apart, and around it
    labels[order[4]] = labels[order[5]] = 2; // in one piece, but it tears cluster 1 apart
    MatrixPlot plot;
    plot.setTree(tree.merges(), heightsOf(tree), order);
    plot.setClusters(labels);
    QCOMPARE(plot.cutClusters(), 3);
    QVERIFY((plot.blocks() == std::vector<std::pair<int, int>>{{4, 6}}));
    plot.setClusters(tree.cut(3));
    QCOMPARE(plot.blocks().size(), std::size_t(3));
}

void TestPlots::changingKDoesNotRedrawTheMatrix()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    MatrixPlot plot;
    plot.resize(700, 500);
    plot.setTree(tree.merges(), heightsOf(tree), tree.leafOrder());
    plot.setMatrix(std::make_shared<MatrixPyramid>(
        Eigen::MatrixXf(bundles(kChannels).cast<float>()), tree.leafOrder()));
    plot.setClusters(tree.cut(3));
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY_WITH_TIMEOUT(plot.matrixDraws() > 0, kPatience);
    QCoreApplication::processEvents();
    const int draws = plot.matrixDraws();
    for (int k = 1; k <= kChannels; ++k) {
        plot.setClusters(tree.cut(k));
        QCoreApplication::processEvents();
    }
    QCOMPARE(plot.matrixDraws(), draws);
}

void TestPlots::draggingTheCutAsksForK()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    MatrixPlot plot;
    plot.resize(900, 600);
    plot.setTree(tree.merges(), heightsOf(tree), tree.leafOrder());
    plot.setClusters(tree.cut(2));
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY_WITH_TIMEOUT(plot.matrixDraws() > 0, kPatience);
    QSignalSpy spy(&plot, &MatrixPlot::kRequested);
    QWidget* canvas = plot.childAt(plot.cutPosition(5));
    QVERIFY(canvas);
    QTest::mousePress(canvas, Qt::LeftButton, {}, canvas->mapFrom(&plot, plot.cutPosition(5)));
    QTest::mouseMove(canvas, canvas->mapFrom(&plot, plot.cutPosition(3)));
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, canvas->mapFrom(&plot, plot.cutPosition(3)));
    QCOMPARE(spy.first().at(0).toLongLong(), 5);
    QCOMPARE(spy.first().at(1).toBool(), false);
    QCOMPARE(spy.last().at(0).toLongLong(), 3);
    QCOMPARE(spy.last().at(1).toBool(), true);
}

void TestPlots::scatterShowsTheLabels()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    ClusterPlot plot;
    plot.setPoints(Eigen::MatrixXd::Random(kChannels, 2), 0.5, 0.25);
    QVERIFY(plot.shownLabels().empty());
    for (const std::int64_t k : {1, 7, kChannels}) {
        const std::vector<std::int32_t> labels = tree.cut(k);
        plot.setClusters(labels, clusterLooks(tree, k));
        QVERIFY(plot.shownLabels() == std::vector<int>(labels.begin(), labels.end()));
    }
    QCOMPARE(plot.shownSingletons(), kChannels);
}

void TestPlots::otherClustersTakeTheLooksOfTheCut()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    cluster::Labels labels = tree.cut(6);
    QVERIFY(clusterLooks(tree, labels, 6) == clusterLooks(tree, 6));
    std::rotate(labels.begin(), labels.begin() + 1, labels.end());
    const std::vector<std::int32_t> looks = clusterLooks(tree, labels, 6);
    std::map<std::int32_t, std::set<std::int32_t>> looksOf;
    for (std::size_t channel = 0; channel < labels.size(); ++channel)
        looksOf[labels[channel]].insert(looks[channel]);
    std::set<std::int32_t> all;
    for (const auto& [label, found] : looksOf) {
        QCOMPARE(found.size(), std::size_t(1));
        all.insert(*found.begin());
    }
    QVERIFY((all == std::set<std::int32_t>{0, 1, 2, 3, 4, 5}));
}

void TestPlots::looksOfOtherClustersStayWhenOneSplits()
{
    const cluster::MergeTree tree = treeOf(kChannels);
    for (std::int64_t k = 1; k < kChannels; ++k) {
        const std::vector<std::int32_t> before = clusterLooks(tree, k);
        const std::vector<std::int32_t> after = clusterLooks(tree, k + 1);
        const std::vector<std::int32_t> labels = tree.cut(k);
        QCOMPARE(std::set(before.begin(), before.end()).size(), static_cast<std::size_t>(k));
        for (int channel = 0; channel < kChannels; ++channel) {
            QVERIFY(after[channel] == before[channel] || after[channel] == k);
            for (int other = 0; other < channel; ++other)
                QCOMPARE(before[channel] == before[other], labels[channel] == labels[other]);
        }
    }
}

void TestPlots::curveReadsBack()
{
    CurvePlot plot(CurvePlot::Kind::Sampled, QStringLiteral("value"));
    const double undefined = std::numeric_limits<double>::quiet_NaN();
    plot.setCurve({{2, 0.25}, {5, undefined}, {9, -0.5}}, 10);
    plot.setK(9);
    plot.setSuggestion(4, QStringLiteral("elbow 4"));
    const QVector<QPointF> expected{{2, 0.25}, {9, -0.5}};
    QCOMPARE(plot.curve(), expected);
    QCOMPARE(plot.k(), 9);
    QCOMPARE(plot.valueAtK().value_or(0), -0.5);
    QCOMPARE(plot.suggestion().value_or(0), 4);
    plot.setK(5);
    QVERIFY(!plot.valueAtK());
    plot.setSuggestion(std::nullopt);
    QVERIFY(!plot.suggestion());
}

void TestPlots::clickOnTheCurveAsksForK()
{
    CurvePlot plot(CurvePlot::Kind::Dense, QStringLiteral("value"));
    plot.resize(640, 300);
    plot.setCurve({{1, 1}, {2, 0.5}, {3, 0.2}, {4, 0}}, 4);
    const QSignalSpy drawn(&plot, &Plot::drawn);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY_WITH_TIMEOUT(drawn.count() > 0, kPatience);
    QSignalSpy spy(&plot, &CurvePlot::kRequested);
    QWidget* canvas = plot.childAt(plot.positionOf(3));
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->mapFrom(&plot, plot.positionOf(3)));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().at(0).toLongLong(), 3);
    plot.setPickable(false);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->mapFrom(&plot, plot.positionOf(2)));
    QCOMPARE(spy.count(), 1);
}

void TestPlots::collapseReadsBack()
{
    CollapsePlot plot;
    plot.begin({{"a", 0.45}, {"unseen", 0.1}});
    QVERIFY(plot.predictedSeries().isEmpty());
    plot.addPoints({{study::Phase::Original, 0, "a", 1}, {study::Phase::Merged, 0, "a", 0.5}});
    plot.addPoints({{study::Phase::Merged, 0, "a", 0.4}});
    QCOMPARE(plot.series(study::Phase::Merged), QVector<QPointF>({{0, 0.4}}));
    QCOMPARE(plot.predictedSeries(), QVector<QPointF>({{0, 0.45}}));

    std::vector<study::LayerReport> layers(3);
    for (int i = 0; i < 3; ++i) {
        layers[i].name = std::string(1, static_cast<char>('x' + i));
        layers[i].predicted = 0.5 + i;
        layers[i].merged = 0.01 * i;
    }
    layers[2].repaired = 0.9;
    plot.setReport(layers);
    QCOMPARE(plot.layerNames(),
        QStringList({QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")}));
    QCOMPARE(plot.series(study::Phase::Original), QVector<QPointF>({{0, 1}, {1, 1}, {2, 1}}));
    QCOMPARE(plot.series(study::Phase::Merged), QVector<QPointF>({{0, 0}, {1, 0.01}, {2, 0.02}}));
    QCOMPARE(plot.series(study::Phase::Repaired), QVector<QPointF>({{2, 0.9}}));
    QVERIFY(plot.spreadsWidely());
    plot.setLogarithmic(true);
    QVERIFY(plot.logarithmic());
    QCOMPARE(plot.series(study::Phase::Merged).size(), 3);
    QVERIFY(!plot.picture({300, 200}).isNull());
}

void TestPlots::collapseShowsMeanErrors()
{
    CollapsePlot plot;
    study::LayerReport layer;
    layer.name = "a";
    layer.merged = 0.5;
    layer.repaired = 0.9;
    layer.meanErrorMerged = 2.5;
    plot.setReport({layer});
    plot.setMeasure(CollapsePlot::Measure::MeanError);
    QCOMPARE(plot.series(study::Phase::Original), QVector<QPointF>({{0, 0}}));
    QCOMPARE(plot.series(study::Phase::Merged), QVector<QPointF>({{0, 2.5}}));
    QVERIFY(plot.series(study::Phase::Repaired).isEmpty());
    study::LayerPoint point{study::Phase::Repaired, 0, "a", 0.9, 0.25};
    plot.addPoints({point});
    QCOMPARE(plot.series(study::Phase::Repaired), QVector<QPointF>({{0, 0.25}}));
    plot.setMeasure(CollapsePlot::Measure::VarianceRatio);
    QCOMPARE(plot.series(study::Phase::Original), QVector<QPointF>({{0, 1}}));
    QCOMPARE(plot.series(study::Phase::Repaired), QVector<QPointF>({{0, 0.9}}));
    QCOMPARE(plot.predictedSeries().size(), 1);
}

void TestPlots::collapseZoomsAndPans()
{
    CollapsePlot plot;
    plot.resize(600, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    const auto layer = [](int index) {
        return study::LayerPoint{
            study::Phase::Merged, index, "layer" + std::to_string(index), 1.0 / (index + 1), {}};
    };
    std::vector<study::LayerPoint> points;
    for (int index = 0; index < 10; ++index)
        points.push_back(layer(index));
    plot.addPoints(points);
    QCoreApplication::processEvents();
    QSignalSpy clicks(&plot, &CollapsePlot::layerClicked);
    QWidget* canvas = plot.childAt(plot.rect().center());
    const QPoint middle = canvas->mapFrom(&plot, plot.positionOf(4));
    const auto gap = [&] { return plot.positionOf(5).x() - plot.positionOf(4).x(); };
    const int before = gap();
    QWheelEvent wheel(middle, canvas->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    for (int step = 0; step < 5; ++step)
        QCoreApplication::sendEvent(canvas, &wheel);
    QVERIFY(gap() > 2 * before);
    // Its labels may take more room than before.
    QVERIFY(std::abs(canvas->mapFrom(&plot, plot.positionOf(4)).x() - middle.x()) <= 12);

    const auto zoom = plot.zoom();
    QVERIFY(zoom.has_value());
    plot.addPoints({layer(10)});
    plot.setMarked({QStringLiteral("layer3")});
    QVERIFY(plot.zoom() == zoom); // nothing that is shown moves the view

    QCoreApplication::processEvents();
    const QPoint from = canvas->mapFrom(&plot, plot.positionOf(4));
    const QPoint end = from + QPoint(60, 0);
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(end), canvas->mapToGlobal(end), Qt::NoButton,
        Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas, &move);
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, end);
    QVERIFY(std::abs(canvas->mapFrom(&plot, plot.positionOf(4)).x() - end.x()) <= 1);
    QCOMPARE(clicks.count(), 0); // a drag is no click
    QTest::mouseClick(canvas, Qt::LeftButton, {}, end);
    QCOMPARE(clicks.takeFirst()[0].toString(), QStringLiteral("layer4"));

    const int shifted = plot.positionOf(4).x();
    QTest::keyClick(&plot, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(plot.positionOf(4).x() < shifted);
    const int wide = gap();
    QTest::keyClick(&plot, Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(gap() < wide);
    QTest::keyClick(&plot, Qt::Key_F);
    QVERIFY(!plot.zoom().has_value());
    QVERIFY(std::abs(gap() - before * 10 / 11) <= 2); // eleven layers now
    plot.setZoom(zoom);
    QVERIFY(plot.zoom() == zoom);
    plot.setLogarithmic(true);
    QVERIFY(!plot.zoom().has_value()); // its edges were those of the other axis
    QTest::keyClick(&plot, Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(plot.zoom().has_value());
    QVERIFY((*plot.zoom())[1] > 0); // by decades
}

void TestPlots::picturesHaveTheSizeAskedFor()
{
    const IsolatedSettings folder;
    const cluster::MergeTree tree = treeOf(kChannels);
    MatrixPlot plot;
    plot.setPalette(lightPalette());
    plot.setTree(tree.merges(), heightsOf(tree), tree.leafOrder());
    plot.setMatrix(std::make_shared<MatrixPyramid>(
        Eigen::MatrixXf(bundles(kChannels).cast<float>()), tree.leafOrder()));
    const QString path = folder.path(QStringLiteral("matrix.png"));
    QVERIFY(plot.savePicture(path, {1200, 900}));
    const QImage image(path);
    QCOMPARE(image.size(), QSize(1200, 900));
    QVERIFY(pixelsUnlike(image, image.pixel(0, 0)) > 1200 * 900 / 4);
    // The scale in the caption is that of the picture, though the plot was never shown.
    QVERIFY2(plot.caption().contains(QRegularExpression(QStringLiteral("^1 cell = [0-9.]+ x"))),
        qPrintable(plot.caption()));
}

void TestPlots::emptyTextReplacesThePlot()
{
    CollapsePlot plot;
    plot.resize(400, 300);
    plot.show();
    const QImage empty = plot.grab().toImage();
    plot.setEmptyText(QStringLiteral("Run the plan."));
    QCOMPARE(plot.emptyText(), QStringLiteral("Run the plan."));
    QVERIFY(plot.grab().toImage() != empty);
    plot.setEmptyText({});
    QVERIFY(plot.grab().toImage() == empty);
}

void TestPlots::reportPicturesAreWritten()
{
    const IsolatedSettings folder;
    auto statistics = std::make_shared<study::GroupStatistics>();
    statistics->gram = bundles(kChannels);
    statistics->tree = treeOf(kChannels);
    statistics->picture = Eigen::MatrixXd::Random(kChannels, 2);
    study::ModelInfo info;
    study::GroupInfo group;
    group.name = "conv";
    group.channels = kChannels;
    group.foldable = true;
    info.groups = {group};
    study::RunReport report;
    report.groups = {{"conv", kChannels, 5, 0.1, 0.9, false, statistics->tree.cut(5)}};
    study::LayerReport layer;
    layer.name = layer.group = "conv";
    report.layers = {layer};
    const QString directory = QFileInfo(folder.path(QStringLiteral("x"))).absolutePath();
    const std::vector<std::string> written =
        writeReportPictures(directory.toStdString(), info, report, {statistics});
    QCOMPARE(written.size(), std::size_t(4));
    for (const std::string& path : written)
        QCOMPARE(QImage(QString::fromStdString(path)).size(), QSize(1200, 900));
    report.groups[0].k = kChannels;
    QCOMPARE(writeReportPictures(directory.toStdString(), info, report, {nullptr}).size(),
        std::size_t(1));
}

QTEST_MAIN(TestPlots)
#include "test_plots.moc"
