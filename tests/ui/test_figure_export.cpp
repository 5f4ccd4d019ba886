// SPDX-License-Identifier: GPL-3.0-or-later
// Figures become files: what is in them, and that nobody waits for them.
#include "tests/ui/figure_fixture.h"

#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/shell/figure_actions.h"
#include "ui/views/export_dialog.h"
#include "ui/views/figure_export.h"
#include "ui/views/message_bar.h"

#include <QComboBox>
#include <QCryptographicHash>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QImageReader>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QXmlStreamReader>

#include <algorithm>
#include <cstdlib>
#include <future>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct SvgFacts
{
    bool wellFormed = false;
    QString width, height;
    int shapes = 0;
    int images = 0;
};

SvgFacts factsOf(const QByteArray& svg)
{
    SvgFacts facts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = reader.name().toString();
        if (name == QLatin1String("svg")) {
            facts.width = reader.attributes().value(QStringLiteral("width")).toString();
            facts.height = reader.attributes().value(QStringLiteral("height")).toString();
        }
        facts.shapes += name == QLatin1String("path") || name == QLatin1String("polyline")
            || name == QLatin1String("circle") || name == QLatin1String("ellipse");
        facts.images += name == QLatin1String("image");
    }
    facts.wellFormed = !reader.hasError();
    return facts;
}

/// The share of pixels of which a colour differs by more than a little.
double shareOfOthers(const QImage& one, const QImage& other)
{
    qint64 others = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            others += std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                          std::abs(qBlue(a) - qBlue(b))})
                > 8;
        }
    }
    return static_cast<double>(others) / (static_cast<double>(one.width()) * one.height());
}

FigureOptions optionsFor(FigureFormat format)
{
    FigureOptions options;
    options.format = format;
    options.widthMm = 120;
    options.heightMm = 80;
    options.dpi = 150;
    options.companions = false;
    return options;
}

/// Fields of the lines of a CSV without quotes.
QVector<QStringList> linesOf(const QByteArray& csv)
{
    QVector<QStringList> lines;
    for (const QString& line :
        QString::fromUtf8(csv).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts))
        lines << line.split(QLatin1Char(','));
    return lines;
}

} // namespace

class TestFigureExport : public FigureTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFigureWindow(); }
    void cleanup() { m_window.reset(); }

    void pngHasSizeAndResolution();
    void svgIsDrawnInLines_data();
    void svgIsDrawnInLines();
    void pdfHasItsPage();
    void matricesAreSharpInPdf();
    void csvIsTheTable();
    void companionsSayWhereItComesFrom();
    void exportAsksAndRemembers();
    void failureIsSaid();
    void exportsAllViews();
    void theWindowIsMadeAnewDuringAnExport();
    void recordingsLookLikeTheFigure_data();
    void recordingsLookLikeTheFigure();
    void largePicturesBlockNothing();
    void cancelLeavesNoFile();

private:
    void exportAllTo(const QDir& folder);
};

void TestFigureExport::pngHasSizeAndResolution()
{
    CurvePlot plot(CurvePlot::Kind::Dense, QStringLiteral("value"));
    plot.setCurve(hyperbola(20), 20);
    QVERIFY(exportFigure(plot, optionsFor(FigureFormat::Png), path(QStringLiteral("a.png"))));
    const QImage image(path(QStringLiteral("a.png")));
    // 120 mm is 454 logical pixels of 1/96 inch.
    QCOMPARE(image.size(), QSize(709, 472));
    QVERIFY(qAbs(image.dotsPerMeterX() * 0.0254 - 150) < 0.5);
    QCOMPARE(image.pixelColor(1, 1), lightPalette().color(QPalette::Base));
}

void TestFigureExport::svgIsDrawnInLines_data()
{
    QTest::addColumn<QString>("figure");
    QTest::addColumn<int>("shapes");
    QTest::newRow("scatter") << QStringLiteral("clusterPlot") << 200;
    QTest::newRow("curve") << QStringLiteral("elbowPlot") << 8;
}

void TestFigureExport::svgIsDrawnInLines()
{
    QFETCH(QString, figure);
    QFETCH(int, shapes);
    openModel();
    auto* plot = find<Plot>(figure.toLatin1().constData());
    const QString file = path(QStringLiteral("a.svg"));
    QVERIFY(exportFigure(*plot, optionsFor(FigureFormat::Svg), file));
    const SvgFacts facts = factsOf(contentOf(file));
    QVERIFY(facts.wellFormed);
    // QSvgGenerator writes millimetres with all digits.
    QVERIFY(qAbs(facts.width.chopped(2).toDouble() - 120) < 0.3);
    QVERIFY(qAbs(facts.height.chopped(2).toDouble() - 80) < 0.3);
    QCOMPARE(facts.images, 0);
    QVERIFY2(facts.shapes >= shapes, qPrintable(QString::number(facts.shapes)));
}

void TestFigureExport::pdfHasItsPage()
{
    CurvePlot plot(CurvePlot::Kind::Dense, QStringLiteral("value"));
    plot.setCurve(hyperbola(20), 20);
    const QString file = path(QStringLiteral("a.pdf"));
    QVERIFY(exportFigure(plot, optionsFor(FigureFormat::Pdf), file));
    const QByteArray pdf = contentOf(file);
    QVERIFY(pdf.startsWith("%PDF-"));
    static const QRegularExpression kBox(
        QStringLiteral("/MediaBox \\[\\s*0 0 ([0-9.]+) ([0-9.]+)\\s*\\]"));
    const QRegularExpressionMatch box = kBox.match(QString::fromLatin1(pdf));
    QVERIFY(box.hasMatch());
    QVERIFY(qAbs(box.captured(1).toDouble() - 120 / 25.4 * 72) < 1);
    QVERIFY(qAbs(box.captured(2).toDouble() - 80 / 25.4 * 72) < 1);
    QVERIFY(!pdf.contains("/Subtype /Image"));
}

void TestFigureExport::matricesAreSharpInPdf()
{
    openModel();
    m_window->showView(QStringLiteral("matrixView"));
    auto* plot = find<MatrixPlot>("matrixPlot");
    QTRY_VERIFY_WITH_TIMEOUT(plot->hasContent() && plot->shownSize() > 0, kPatience);
    const QString file = path(QStringLiteral("a.pdf"));
    QVERIFY(exportFigure(*plot, optionsFor(FigureFormat::Pdf), file));
    const QByteArray pdf = contentOf(file);
    static const QRegularExpression kWidth(QStringLiteral("/Width (\\d+)"));
    int widest = 0;
    for (auto widths = kWidth.globalMatch(QString::fromLatin1(pdf)); widths.hasNext();)
        widest = std::max(widest, widths.next().captured(1).toInt());
    // 120 mm are 4.7 inches, the matrix takes the larger part of the height of 3.1 inches
    QVERIFY2(widest > 300 * 1.5 && widest < 300 * 3.2, qPrintable(QString::number(widest)));
    QVERIFY(!pdf.contains("/DCTDecode")); // no JPEG
}

void TestFigureExport::csvIsTheTable()
{
    CurvePlot plot(CurvePlot::Kind::Dense, QStringLiteral("value"));
    plot.setCurve(hyperbola(9), 9);
    const QString file = path(QStringLiteral("a.csv"));
    QVERIFY(exportFigure(plot, optionsFor(FigureFormat::Csv), file));
    const QVector<QStringList> lines = linesOf(contentOf(file));
    QCOMPARE(lines.size(), 10);
    QCOMPARE(lines[0], plot.table().columns);
    for (int k = 1; k <= 9; ++k) {
        QCOMPARE(lines[k][0].toInt(), k);
        QCOMPARE(lines[k][1].toDouble(), 1.0 / k); // every digit is there
    }
    PlotTable odd{{QStringLiteral("a")}, {{QStringLiteral("x,\"y\"\nz")}}, {}, {}, {}};
    QCOMPARE(toCsv(odd), QByteArray("a\r\n\"x,\"\"y\"\"\nz\"\r\n"));
    QCOMPARE(toTsv(odd), QStringLiteral("a\nx,\"y\" z\n"));
}

void TestFigureExport::companionsSayWhereItComesFrom()
{
    CurvePlot plot(CurvePlot::Kind::Dense, QStringLiteral("value"));
    plot.setCurve(hyperbola(9), 9);
    FigureOptions options = optionsFor(FigureFormat::Svg);
    options.companions = true;
    const FigureSource source{QStringLiteral("Curve"), QStringLiteral("net"), QStringLiteral("abc"),
        QStringLiteral("{\"version\": 1}")};
    const auto written = exportFigure(plot, options, path(QStringLiteral("fig.one.svg")), source);
    QVERIFY(written);
    QCOMPARE(*written,
        QStringList({path(QStringLiteral("fig.one.svg")), path(QStringLiteral("fig.one.csv")),
            path(QStringLiteral("fig.one.json"))}));
    QCOMPARE(contentOf((*written)[1]), toCsv(plot.table()));
    const QJsonObject said = QJsonDocument::fromJson(contentOf((*written)[2])).object();
    QCOMPARE(said[QStringLiteral("model_hash")].toString(), QStringLiteral("abc"));
    QCOMPARE(said[QStringLiteral("recipe")].toObject()[QStringLiteral("version")].toInt(), 1);
    QCOMPARE(said[QStringLiteral("recipe_hash")].toString(),
        QString::fromLatin1(
            QCryptographicHash::hash(source.recipe.toUtf8(), QCryptographicHash::Sha256).toHex()));
}

void TestFigureExport::exportAsksAndRemembers()
{
    openModel();
    QMenu* menu = contextMenuOn(find<Plot>("elbowPlot"));
    QVERIFY(menu);
    action("actionExportFigure")->trigger();
    menu->close();
    auto* dialog = find<ExportDialog>("exportDialog");
    QVERIFY(dialog);
    const auto* preview = dialog->findChild<QLabel*>(QStringLiteral("exportPreview"));
    QVERIFY(!preview->pixmap().isNull());
    const QImage first = preview->pixmap().toImage();
    auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
    format->setCurrentIndex(format->findText(QStringLiteral("PNG")));
    dialog->findChild<QDoubleSpinBox*>(QStringLiteral("exportWidth"))->setValue(90);
    dialog->findChild<QDoubleSpinBox*>(QStringLiteral("exportHeight"))->setValue(90);
    dialog->findChild<QSpinBox*>(QStringLiteral("exportDpi"))->setValue(96);
    QTRY_VERIFY(preview->pixmap().toImage().size() != first.size());
    dialog->findChild<QPushButton*>(QStringLiteral("exportAccept"))->click();
    auto* files = find<QFileDialog>("figureFileDialog");
    QVERIFY(files);
    const QString file = path(QStringLiteral("elbow.png"));
    files->setDirectory(QFileInfo(file).absolutePath());
    files->selectFile(file);
    QMetaObject::invokeMethod(files, "accept");
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().writing() && QFile::exists(file), kPatience);
    QCOMPARE(QImage(file).size(), QSize(340, 340));
    QVERIFY(QFile::exists(path(QStringLiteral("elbow.json"))));
    QCOMPARE(contentOf(path(QStringLiteral("elbow.csv"))), toCsv(find<Plot>("elbowPlot")->table()));

    const FigureOptions next = figureOptionsFrom(Settings().figureOptions());
    QCOMPARE(next.format, FigureFormat::Png);
    QCOMPARE(next.widthMm, 90.0);
    QCOMPARE(next.dpi, 96);
    QVERIFY(figureOptionsFrom({{QStringLiteral("widthMm"), -3}}) == FigureOptions());
}

void TestFigureExport::failureIsSaid()
{
    openModel();
    action("actionExportAllViews")->trigger();
    auto* folders = find<QFileDialog>("figureFolderDialog");
    QVERIFY(folders);
    Q_EMIT folders->fileSelected(path(QStringLiteral("missing")));
    folders->close();
    const auto* bar = find<MessageBar>("messageBar");
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), kPatience);
    QVERIFY(bar->text().contains(QStringLiteral("missing")));
}

void TestFigureExport::exportsAllViews()
{
    openModel();
    Settings().setFigureOptions(toMap(optionsFor(FigureFormat::Svg)));
    const auto* actions = m_window->findChild<FigureActions*>();
    const std::size_t figures = actions->figuresOfAllViews().size();
    QVERIFY(figures >= 1);
    const QDir folder(path(QStringLiteral("all")));
    exportAllTo(folder);
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().writing()
            && folder.entryList({QStringLiteral("*.svg")}).size() == static_cast<int>(figures),
        kPatience);
    QVERIFY(factsOf(contentOf(folder.filePath(QStringLiteral("clusterPlot.svg")))).wellFormed);
}

/// Whoever began the export is gone when it ends, and when it is to be retried.
void TestFigureExport::theWindowIsMadeAnewDuringAnExport()
{
    openModel();
    FigureOptions options = optionsFor(FigureFormat::Png);
    options.dpi = 600;
    Settings().setFigureOptions(toMap(options));
    std::vector<std::function<void()>> retries;
    connect(&workflow().exportJobs(), &JobRunner::jobStarted, this,
        [&](quint64, const JobInfo& info) { retries.push_back(info.retry); });
    const QDir folder(path(QStringLiteral("anew")));
    exportAllTo(folder);
    QTRY_VERIFY_WITH_TIMEOUT(workflow().exportJobs().busy(), kPatience);
    m_watchdog.reset(); // making a window is not counted
    m_window->rebuild();
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().exportJobs().busy(), kPatience);
    QVERIFY(folder.entryList({QStringLiteral("*.png")}).size() > 0);
    QCOMPARE(retries.size(), std::size_t(1));
    retries.front()();
    QVERIFY(!workflow().exportJobs().busy());
}

void TestFigureExport::exportAllTo(const QDir& folder)
{
    action("actionExportAllViews")->trigger();
    auto* folders = find<QFileDialog>("figureFolderDialog");
    QVERIFY(folders);
    QDir().mkpath(folder.absolutePath());
    QTest::qWait(50); // the dialog is no part of what is measured
    Q_EMIT folders->fileSelected(folder.absolutePath());
    folders->close();
}

void TestFigureExport::recordingsLookLikeTheFigure_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("dpi");
    for (const char* name :
        {"clusterPlot", "elbowPlot", "matrixPlot", "graphCanvas", "overviewPlot"})
        for (const int dpi : {96, 250})
            QTest::addRow("%s at %d dpi", name, dpi) << QString::fromLatin1(name) << dpi;
}

/// Nothing is lost on the way: drawn at once on the image, it looks the same.
void TestFigureExport::recordingsLookLikeTheFigure()
{
    QFETCH(QString, name);
    QFETCH(int, dpi);
    openModel();
    for (const char* view : {"matrixView", "graphView", "overviewView", "clustersView"}) {
        m_window->showView(QLatin1String(view)); // some compute when they are shown
        QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy(), kPatience);
        QTest::qWait(20);
    }
    auto* figure = figureAround(find<QWidget>(name.toLatin1().constData()));
    QVERIFY(figure && figure->hasContent());
    FigureOptions options = optionsFor(FigureFormat::Png);
    options.dpi = dpi;
    options.light = false;
    const QImage recorded = imageOf(recordFigure(*figure, options, {}), {});
    QImage drawn(recorded.size(), recorded.format());
    drawn.setDevicePixelRatio(recorded.devicePixelRatio());
    drawn.fill(figure->figureWidget()->palette().color(QPalette::Base));
    figure->drawOn(drawn, figureSize(options));
    const double others = shareOfOthers(recorded, drawn);
    QVERIFY2(others < 0.002, qPrintable(QString::number(others)));
    QImage empty = drawn;
    empty.fill(figure->figureWidget()->palette().color(QPalette::Base));
    QVERIFY(shareOfOthers(empty, drawn) > 0.005); // there was something to lose
}

void TestFigureExport::largePicturesBlockNothing()
{
    openModel();
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy(), kPatience);
    FigureOptions options = optionsFor(FigureFormat::Png);
    options.widthMm = options.heightMm = 200;
    options.dpi = 600; // 22 million pixels each
    options.companions = true;
    Settings().setFigureOptions(toMap(options));
    const std::size_t figures = m_window->findChild<FigureActions*>()->figuresOfAllViews().size();
    const QDir folder(path(QStringLiteral("large")));
    constexpr double kStrictMs = Watchdog::kLimitMs / 2;
    const Watchdog strict(kStrictMs);
    exportAllTo(folder);
    QTRY_VERIFY_WITH_TIMEOUT(workflow().writing(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().writing(), kPatience);
    QCOMPARE(folder.entryList({QStringLiteral("*.png")}).size(), static_cast<int>(figures));
    QCOMPARE(folder.entryList(QDir::Files | QDir::Hidden).size(), static_cast<int>(3 * figures));
    const QImageReader read(folder.filePath(QStringLiteral("clusterPlot.png")));
    QCOMPARE(read.size().width(), 4725); // the whole would take its time here
    const std::vector<double> blocks = strict.blocks();
    const double longestMs =
        blocks.empty() ? 0 : *std::max_element(blocks.begin(), blocks.end()) / slowdown();
    QVERIFY2(
        longestMs < kStrictMs * Watchdog::slowFactor(), qPrintable(QString::number(longestMs)));
}

void TestFigureExport::cancelLeavesNoFile()
{
    openModel();
    FigureOptions options = optionsFor(FigureFormat::Png);
    options.widthMm = options.heightMm = kMostMm;
    options.dpi = kMostDpi;
    Settings().setFigureOptions(toMap(options));
    const QDir folder(path(QStringLiteral("cancelled")));
    exportAllTo(folder);
    JobRunner& jobs = workflow().exportJobs();
    QTRY_VERIFY_WITH_TIMEOUT(jobs.running() != 0, kPatience);
    QTest::qWait(300); // somewhere in drawing or encoding
    QVERIFY(jobs.busy());
    QElapsedTimer clock;
    clock.start();
    jobs.cancel(jobs.running());
    QTRY_VERIFY_WITH_TIMEOUT(!jobs.busy(), kPatience);
    QVERIFY2(clock.elapsed() < 500 * Watchdog::slowFactor(),
        qPrintable(QString::number(clock.elapsed())));
    QVERIFY(folder.entryList(QDir::Files | QDir::Hidden).isEmpty());
}

QTEST_MAIN(TestFigureExport)
#include "test_figure_export.moc"
