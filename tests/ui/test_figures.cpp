// SPDX-License-Identifier: GPL-3.0-or-later
// What all figures can do: menus, focus, the clipboard, and the table in their place.
#include "tests/ui/figure_fixture.h"

#include "ui/plots/collapse_plot.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/loss_plot.h"
#include "ui/views/figure_table_model.h"
#include "ui/views/picture_grid.h"
#include "ui/views/table_twin.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

/// A figure that knows its channels, as views that come later do.
class ChannelFigure : public QWidget, public Figure
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    QWidget* figureWidget() override { return this; }
    PlotTable table() const override
    {
        ++asked;
        PlotTable table{{QStringLiteral("channel"), QStringLiteral("value")}, {}, {}, subject, {}};
        for (int i = 0; i < rows; ++i) {
            table.rows << QVector<QVariant>{qint64{i}, first + (i * 7) % rows};
            table.ids << i;
        }
        return table;
    }
    void drawOn(QPaintDevice&, QSize) override { }
    bool hasContent() const override { return rows > 0; }

    int rows = 12;
    double first = 0.5;
    PlotTable::Subject subject = PlotTable::Subject::Channel;
    mutable int asked = 0;

Q_SIGNALS:
    void changed();
};

} // namespace

class TestFigures : public FigureTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFigureWindow(); }
    void cleanup() { m_window.reset(); }

    void hiddenPlotsAreDrawnWhenShown();
    void picturesLeaveThePlotAsItWas();
    void plotsTakeFocus();
    void tablesOfPlotsAreComplete();
    void picturesOfTheProbeAreAFigure();
    void contextMenuOnEveryFigure();
    void exportsAgainReplaceNothing();
    void copiesPictureAndValues();
    void focusSaysWhichFigureIsMeant();
    void tableTakesThePlaceOfTheFigure();
    void tableFollowsTheFigure();
    void tableAndSelectionAgree();
    void tableSortsAndCopies();
};

void TestFigures::hiddenPlotsAreDrawnWhenShown()
{
    QWidget host;
    host.resize(400, 300);
    CurvePlot plot(CurvePlot::Kind::Dense, QStringLiteral("value"), &host);
    plot.resize(400, 300);
    QCoreApplication::processEvents();
    QSignalSpy drawn(&plot, &Plot::drawn);
    QSignalSpy changed(&plot, &Plot::changed);
    plot.setCurve(hyperbola(20), 20);
    plot.setK(4);
    QTest::qWait(60);
    QCOMPARE(drawn.count(), 0);
    QVERIFY(changed.count() >= 2);
    host.show();
    QTRY_VERIFY(drawn.count() > 0);
    // A plot without a size is no reason for a complaint either.
    plot.resize(0, 0);
    QTest::failOnWarning(QRegularExpression(QStringLiteral("engine == 0")));
    plot.setK(7);
    QTest::qWait(60);
}

void TestFigures::picturesLeaveThePlotAsItWas()
{
    openModel();
    auto* plot = find<CurvePlot>("elbowPlot");
    QTRY_VERIFY(!plot->curve().isEmpty());
    QTest::qWait(50);
    const QPoint before = plot->positionOf(10);
    const QImage shown = plot->picture({900, 500});
    QCOMPARE(plot->positionOf(10), before);
    plot->hide();
    QCOMPARE(plot->picture({900, 500}), shown);
    QCOMPARE(plot->positionOf(10), before);
}

void TestFigures::plotsTakeFocus()
{
    openModel();
    auto* plot = find<Plot>("elbowPlot");
    QVERIFY(plot->focusPolicy() & Qt::TabFocus);
    QVERIFY(!plot->accessibleName().isEmpty());
    QVERIFY(!plot->accessibleDescription().isEmpty());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const QImage before = plot->grab().toImage();
    plot->setFocus(Qt::TabFocusReason);
    QVERIFY(plot->hasFocus());
    const QColor frame = plot->grab().toImage().pixelColor(1, plot->height() / 2);
    QCOMPARE(frame, plot->palette().color(QPalette::Highlight));
    QVERIFY(before.pixelColor(1, plot->height() / 2) != frame);
}

void TestFigures::tablesOfPlotsAreComplete()
{
    CurvePlot curve(CurvePlot::Kind::Dense, QStringLiteral("inertia"));
    curve.setCurve(hyperbola(6), 6);
    curve.setK(2);
    curve.setSuggestion(3, QStringLiteral("elbow 3"));
    const PlotTable ofCurve = curve.table();
    QCOMPARE(ofCurve.columns[1], QStringLiteral("inertia"));
    QCOMPARE(ofCurve.rows.size(), 6);
    QCOMPARE(ofCurve.rows[1][1].toDouble(), 0.5);
    QVERIFY(!ofCurve.rows[1][2].toString().isEmpty());
    QCOMPARE(ofCurve.rows[2][2].toString(), QStringLiteral("elbow 3"));

    CollapsePlot collapse;
    study::LayerReport layer;
    layer.name = "conv1";
    layer.predicted = 0.7;
    layer.merged = 0.4;
    layer.repaired = 0.9;
    layer.meanErrorMerged = 0.2;
    collapse.setReport({layer});
    const PlotTable ratios = collapse.table();
    QCOMPARE(ratios.columns.size(), 5);
    QCOMPARE(
        ratios.rows, (QVector<QVector<QVariant>>{{QStringLiteral("conv1"), 1.0, 0.4, 0.9, 0.7}}));
    collapse.setMeasure(CollapsePlot::Measure::MeanError);
    QCOMPARE(collapse.table().columns.size(), 4);
    QCOMPARE(collapse.table().rows[0][2].toDouble(), 0.2);

    LossPlot loss;
    study::InversionPoint point{};
    point.step = 4;
    point.total = 3;
    point.classes = 2;
    loss.addPoints({point}, 10);
    const PlotTable losses = loss.table();
    QCOMPARE(losses.rows.size(), 1);
    QCOMPARE(losses.rows[0][0].toLongLong(), 5);
    QCOMPARE(losses.rows[0][1].toDouble(), 3.0);
    QCOMPARE(losses.rows[0][2].toDouble(), 2.0);
    QVERIFY(!losses.rows[0][3].isValid()); // a loss of 0 has no place on the axis
}

void TestFigures::picturesOfTheProbeAreAFigure()
{
    study::Pictures pictures;
    pictures.count = 2;
    pictures.height = pictures.width = 4;
    for (int picture = 0; picture < 2; ++picture) {
        for (int pixel = 0; pixel < 16; ++pixel) {
            pictures.rgb.push_back(picture == 0 ? 250 : 10);
            pictures.rgb.push_back(20);
            pictures.rgb.push_back(pixel < 8 ? 40 : 80);
        }
    }
    pictures.labels = {"shirt", "boot"};
    PictureGrid grid;
    QVERIFY(!grid.hasContent());
    QSignalSpy changed(&grid, &PictureGrid::changed);
    grid.setPictures(pictures);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(grid.table().rows,
        (QVector<QVector<QVariant>>{{qint64{1}, QStringLiteral("shirt"), 250.0, 20.0, 60.0},
            {qint64{2}, QStringLiteral("boot"), 10.0, 20.0, 60.0}}));
    QImage image(400, 200, QImage::Format_RGB32);
    grid.drawOn(image, image.size());
    int red = 0;
    for (int x = 0; x < image.width(); ++x)
        red += image.pixelColor(x, 40) == QColor(250, 20, 40);
    QVERIFY(red > 50); // a picture, large, in its own colours
    QVERIFY(figureAround(find<PictureGrid>("probePictures")));
}

void TestFigures::contextMenuOnEveryFigure()
{
    openModel();
    QList<QPointer<QWidget>> figures; // menus and tool tips come and go meanwhile
    for (QWidget* widget : m_window->findChildren<QWidget*>())
        figures << widget;
    int seen = 0;
    for (QWidget* widget : figures) {
        if (!dynamic_cast<Figure*>(widget) || !widget->isVisible())
            continue;
        QMenu* menu = contextMenuOn(widget);
        QVERIFY2(menu, qPrintable(widget->objectName()));
        QStringList names;
        for (const QAction* entry : menu->actions())
            names << entry->objectName();
        QCOMPARE(names,
            QStringList({QStringLiteral("actionExportFigure"), QStringLiteral("actionExportAgain"),
                QStringLiteral("actionCopyPicture"), QStringLiteral("actionCopyValues"),
                QStringLiteral("actionShowTable")}));
        menu->close();
        QTRY_VERIFY(!m_window->findChild<QMenu*>(QStringLiteral("figureMenu")));
        ++seen;
    }
    QVERIFY(seen >= 3); // scatter, elbow, silhouette
}

/// Also when the first one is still being written, and when only a companion is in the way.
void TestFigures::exportsAgainReplaceNothing()
{
    openModel();
    Settings().setFigureFolder(m_settings.path({}));
    FigureOptions options;
    options.format = FigureFormat::Svg;
    Settings().setFigureOptions(toMap(options));
    QFile companion(path(QStringLiteral("mlp-clusterPlot-2.csv")));
    QVERIFY(companion.open(QIODevice::WriteOnly) && companion.write("mine") == 4);
    companion.close();
    find<ClusterPlot>("clusterPlot")->setFocus();
    for (int turn = 0; turn < 3; ++turn)
        action("actionExportAgain")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().writing(), kPatience);
    const QDir folder(m_settings.path({}));
    QCOMPARE(folder.entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name),
        QStringList({QStringLiteral("mlp-clusterPlot-3.svg"),
            QStringLiteral("mlp-clusterPlot-4.svg"), QStringLiteral("mlp-clusterPlot.svg")}));
    QCOMPARE(companion.size(), 4);
}

void TestFigures::copiesPictureAndValues()
{
    openModel();
    auto* plot = find<ClusterPlot>("clusterPlot");
    plot->setFocus();
    QTest::failOnWarning(QRegularExpression(QStringLiteral("QPaint")));
    action("actionCopyPicture")->trigger();
    const QSize copied = QGuiApplication::clipboard()->image().size();
    const QSize expected = plot->size() * 2;
    QVERIFY(qAbs(copied.width() - expected.width()) <= 2);
    QVERIFY(qAbs(copied.height() - expected.height()) <= 2);
    find<Plot>("elbowPlot")->setFocus();
    action("actionCopyValues")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), toTsv(find<Plot>("elbowPlot")->table()));
}

void TestFigures::focusSaysWhichFigureIsMeant()
{
    openModel();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* scatter = find<Plot>("clusterPlot");
    auto* elbow = find<Plot>("elbowPlot");
    for (auto* area : m_window->findChildren<QScrollArea*>()) {
        if (area->isAncestorOf(elbow))
            area->ensureWidgetVisible(elbow, 0, 0);
    }
    const auto pointAt = [](const QWidget* widget) {
        QCursor::setPos(widget->mapToGlobal(widget->rect().center()));
    };
    pointAt(elbow); // and rests there
    scatter->setFocus();
    QTest::keyClick(scatter, Qt::Key_T, Qt::ControlModifier);
    QVERIFY(TableTwin::of(*scatter) && !TableTwin::of(*elbow));
    delete TableTwin::of(*scatter);
    // Where no figure has the focus, keys are for the one that is pointed at.
    auto* groups = find<QWidget>("groupsTable");
    groups->setFocus();
    QTest::keyClick(groups, Qt::Key_T, Qt::ControlModifier);
    QVERIFY(TableTwin::of(*elbow) && !TableTwin::of(*scatter));
    delete TableTwin::of(*elbow);
    // Whoever starts it from the list of commands points at that list.
    groups->setFocus();
    action("actionShowTable")->trigger();
    QVERIFY(TableTwin::of(*scatter) && !TableTwin::of(*elbow));
}

void TestFigures::tableTakesThePlaceOfTheFigure()
{
    openModel();
    auto* plot = find<CurvePlot>("elbowPlot");
    plot->setFocus();
    action("actionShowTable")->trigger();
    TableTwin* twin = TableTwin::of(*plot);
    QVERIFY(twin);
    QCOMPARE(twin->geometry(), plot->rect());
    QVERIFY(twin->isVisible());
    QCOMPARE(twin->model()->rowCount(), static_cast<int>(plot->table().rows.size()));
    QCOMPARE(m_window->childAt(plot->mapTo(m_window.get(), plot->rect().center()))->parentWidget(),
        static_cast<QWidget*>(twin));
    action("actionShowTable")->trigger(); // the table has the focus
    QVERIFY(!TableTwin::of(*plot));
    QVERIFY(plot->hasFocus() || !m_window->isActiveWindow());
}

void TestFigures::tableFollowsTheFigure()
{
    Selection selection;
    ChannelFigure figure;
    figure.resize(300, 200);
    figure.show();
    TableTwin twin(figure, selection);
    QAbstractItemModelTester tester(twin.findChild<FigureTableModel*>(),
        QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int asked = figure.asked;
    figure.first = 3;
    for (int i = 0; i < 20; ++i)
        Q_EMIT figure.changed();
    QTRY_COMPARE(figure.asked, asked + 1); // many changes, one look
    QTest::qWait(120);
    QCOMPARE(figure.asked, asked + 1);
    QCOMPARE(twin.model()->index(0, 1).data().toDouble(), 3.0);
    figure.hide();
    figure.rows = 5;
    Q_EMIT figure.changed();
    QTest::qWait(120);
    QCOMPARE(figure.asked, asked + 1);
    figure.show();
    QTRY_COMPARE(twin.model()->rowCount(), 5);
    figure.resize(350, 250);
    QCOMPARE(twin.size(), QSize(350, 250));
}

void TestFigures::tableAndSelectionAgree()
{
    Selection selection;
    selection.reset(12);
    selection.setGroup(0);
    ChannelFigure figure;
    figure.resize(300, 200);
    figure.show();
    TableTwin twin(figure, selection);
    selection.setChannels({2, 5});
    QCOMPARE(twin.selectionModel()->selectedRows().size(), 2);
    QVERIFY(twin.selectionModel()->isRowSelected(5));
    twin.sortByColumn(1, Qt::DescendingOrder);
    twin.selectRow(0);
    const int channel = twin.model()->index(0, 0).data().toInt();
    QVERIFY(channel != 0);
    QCOMPARE(selection.channels(), std::vector<int>{channel});

    figure.subject = PlotTable::Subject::Group;
    Q_EMIT figure.changed();
    QTRY_VERIFY(twin.selectionModel()->isRowSelected(
        twin.model()->match(twin.model()->index(0, 0), Qt::DisplayRole, 0).value(0).row()));
    twin.selectRow(3);
    QCOMPARE(selection.group(), twin.model()->index(3, 0).data().toInt());

    figure.subject = PlotTable::Subject::Run;
    Q_EMIT figure.changed();
    QTest::qWait(120);
    selection.setRuns({4});
    QCOMPARE(twin.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(twin.selectionModel()->selectedRows()[0].data().toInt(), 4);
}

void TestFigures::tableSortsAndCopies()
{
    Selection selection;
    ChannelFigure figure;
    figure.rows = 11;
    figure.show();
    TableTwin twin(figure, selection);
    twin.sortByColumn(1, Qt::DescendingOrder);
    QCOMPARE(twin.model()->index(0, 1).data().toDouble(), 10.5); // by value, not by text
    QTest::keySequence(&twin, QKeySequence::Copy); // nothing is selected: all of them
    QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 12);
    twin.selectRow(0);
    QTest::keySequence(&twin, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(),
        QStringLiteral("channel\tvalue\n%1\t10.5\n").arg(twin.model()->index(0, 0).data().toInt()));
}

QTEST_MAIN(TestFigures)
#include "test_figures.moc"
