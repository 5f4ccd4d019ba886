// SPDX-License-Identifier: GPL-3.0-or-later
// Every view as it was when somebody looked at it and found it good: light and dark, two sizes, and
// once more with two device pixels per pixel (QT_SCALE_FACTOR=2), averaged down to the same size.
// PLEAT_UPDATE_SCREENSHOTS=1 writes the references anew, to be looked at before they are kept.
#include "tests/ui/picture_comparison.h"
#include "tests/ui/window_fixture.h"

#include "ui/lesson/lesson_view.h"
#include "ui/plots/matrix_plot.h"
#include "ui/shell/theme.h"

#include <QActionGroup>
#include <QComboBox>
#include <QGuiApplication>
#include <QPainter>
#include <QPushButton>
#include <QStatusBar>

#include <algorithm>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

/// Show times, memory of the machine or paths, which differ from run to run.
const QStringList kChanging{QStringLiteral("statusResources"), QStringLiteral("statusStage"),
    QStringLiteral("statusProgress"), QStringLiteral("logDock"), QStringLiteral("jobsDock"),
    QStringLiteral("collapseTable"), QStringLiteral("runsTable"), QStringLiteral("compareCards")};

const std::vector<QSize> kSizes{{1280, 800}, {2560, 1440}};

QString folder()
{
    return QStringLiteral(PLEAT_SCREENSHOTS_DIR "/");
}

bool updating()
{
    return qEnvironmentVariableIsSet("PLEAT_UPDATE_SCREENSHOTS");
}

} // namespace

class TestScreenshots : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_window.reset(); }
    void startPage_data() { addLooks(); }
    void startPage();
    void emptyViews_data();
    void emptyViews();
    void views_data();
    void views();
    void theComparerSeesWhatAPersonSees();

private:
    void addLooks();
    void setLook();
    QImage grab();
    void compare(const QString& name);
};

void TestScreenshots::initTestCase()
{
    setThreadCount(0);
    makeWindow();
    m_watchdog.reset(); // pictures of this size, taken and compared, keep the thread busy
}

void TestScreenshots::addLooks()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size : kSizes) {
        for (const bool dark : {false, true})
            QTest::addRow("%s-%d", dark ? "dark" : "light", size.width()) << size << dark;
    }
}

void TestScreenshots::views_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size : kSizes) {
        for (const bool dark : {false, true}) {
            for (const QAction* action :
                find<QAction>("actionClusters")->actionGroup()->actions()) {
                const QString view = action->data().toString();
                QTest::addRow("%s-%s-%d", qPrintable(view), dark ? "dark" : "light", size.width())
                    << view << size << dark;
            }
        }
    }
}

void TestScreenshots::setLook()
{
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    m_window->resize(size);
    find<QAction>("actionResetLayout")->trigger();
    settle();
}

QImage TestScreenshots::grab()
{
    if (QWidget* focus = QApplication::focusWidget())
        focus->clearFocus(); // a text cursor blinks
    QImage image = m_window->grab().toImage();
    QPainter painter(&image);
    for (const QString& name : kChanging) {
        const auto* widget = m_window->findChild<QWidget*>(name);
        if (widget && widget->isVisible())
            painter.fillRect(QRect(widget->mapTo(m_window.get(), QPoint()), widget->size()),
                QColor(128, 128, 128));
    }
    painter.end();
    image.setDevicePixelRatio(1);
    return image.scaled(m_window->size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

void TestScreenshots::compare(const QString& name)
{
    const int scale = qRound(m_window->devicePixelRatioF());
    const QString file = folder() + name + QStringLiteral("-%1x.png").arg(scale);
    const QImage image = grab();
    if (updating()) {
        QVERIFY(image.save(file, "PNG", 0)); // quality 0: the smallest file
        return;
    }
    const QImage reference(file);
    QVERIFY2(!reference.isNull(), qPrintable(QStringLiteral("no reference ") + file));
    const double different = differentShare(image, reference);
    if (different <= kMostDifferent)
        return;
    const QString seen = QDir::temp().filePath(name + QStringLiteral("-seen.png"));
    image.save(seen);
    differencePicture(image, reference)
        .save(QDir::temp().filePath(name + QStringLiteral("-difference.png")));
    QFAIL(qPrintable(
        QStringLiteral("%1 % of the pixels differ; see %2").arg(different * 100).arg(seen)));
}

void TestScreenshots::startPage()
{
    setLook();
    compare(QStringLiteral("startPage-") + QLatin1String(QTest::currentDataTag()));
}

void TestScreenshots::emptyViews_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const char* view :
        {"clustersView", "matrixView", "collapseView", "runsView", "compareView", "probeView"}) {
        for (const bool dark : {false, true})
            QTest::addRow("empty-%s-%s", view, dark ? "dark" : "light")
                << QString::fromLatin1(view) << kSizes[0] << dark;
    }
}

/// A model that was never run, and a group that is frozen.
void TestScreenshots::emptyViews()
{
    if (!session().hasModel()) {
        open(QStringLiteral("resnet18.pt"));
        settle();
        const auto& groups = session().info().groups;
        const auto frozen = std::find_if(groups.begin(), groups.end(),
            [](const study::GroupInfo& group) { return !group.foldable; });
        QVERIFY(frozen != groups.end());
        session().selection().setGroup(static_cast<int>(frozen - groups.begin()));
    }
    QFETCH(QString, view);
    m_window->showView(view);
    setLook();
    compare(QLatin1String(QTest::currentDataTag()));
}

void TestScreenshots::views()
{
    if (session().runs().all().empty())
        openWithTwoRuns();
    QFETCH(QString, view);
    m_window->showView(view);
    if (auto* lesson = m_window->findChild<LessonView*>(view); lesson && !lesson->lesson()) {
        lesson->begin(LessonSubject::Six);
        QTRY_VERIFY_WITH_TIMEOUT(lesson->lesson(), kPatience);
        lesson->setStep(5);
    }
    setLook();
    if (const auto* matrix = m_window->findChild<MatrixPlot*>(QStringLiteral("matrixPlot"));
        matrix && matrix->isVisible())
        QTRY_VERIFY_WITH_TIMEOUT(matrix->shownSize() > 0, kPatience);
    settle();
    compare(QLatin1String(QTest::currentDataTag()));
}

/// Samples that must fail: a comparer that accepts them would accept anything.
void TestScreenshots::theComparerSeesWhatAPersonSees()
{
    applyTheme(ThemeChoice::Light);
    m_window->resize(kSizes[0]);
    settle();
    const QImage image = grab();
    QCOMPARE(differentShare(image, image), 0.0);
    QVERIFY(differentShare(image, image.scaled(image.size() * 2)) > kMostDifferent);
    QImage moved(image.size(), image.format());
    moved.fill(image.pixel(0, 0));
    QPainter(&moved).drawImage(3, 2, image);
    QVERIFY(differentShare(image, moved) > kMostDifferent);
    QImage covered = image;
    QPainter(&covered).fillRect(200, 200, 150, 120, Qt::magenta);
    QVERIFY(differentShare(image, covered) > kMostDifferent);
    applyTheme(ThemeChoice::Dark);
    settle();
    QVERIFY(differentShare(image, grab()) > kMostDifferent);
}

QTEST_MAIN(TestScreenshots)
#include "test_screenshots.moc"
