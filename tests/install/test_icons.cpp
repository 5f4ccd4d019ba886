// SPDX-License-Identifier: GPL-3.0-or-later
// The PNG icons are pictures of the SVG icons. PLEAT_UPDATE_ICONS=1 writes them anew.
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

#include <cmath>
#include <cstdlib>

namespace {

constexpr int kDetailed = 32; // from this size on all pleats can be told apart
constexpr double kMeanDifference = 1.5; // of 255, for other versions of Qt

QString iconPath(const QString& name)
{
    return QStringLiteral(PLEAT_ICONS_DIR "/") + name;
}

QImage rendered(int size)
{
    QSvgRenderer renderer(iconPath(size < kDetailed ? QStringLiteral("org.pleat.Pleat-small.svg")
                                                    : QStringLiteral("org.pleat.Pleat.svg")));
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    return image;
}

/// Mean over all bytes of the premultiplied pixels.
double meanDifference(const QImage& a, const QImage& b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        const uchar* one = a.constScanLine(y);
        const uchar* other = b.constScanLine(y);
        for (int x = 0; x < 4 * a.width(); ++x)
            sum += std::abs(one[x] - other[x]);
    }
    return sum / (4.0 * a.width() * a.height());
}

/// Mean distance of the visible pixels' lightness from a background of this lightness, 0 to 255.
double contrastOn(const QImage& image, int background)
{
    double sum = 0, weight = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            sum += color.alphaF() * std::abs(color.lightness() - background);
            weight += color.alphaF();
        }
    }
    return sum / weight;
}

} // namespace

class IconsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pngsShowTheSvg_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {16, 24, 32, 48, 64, 128, 256, 512})
            QTest::addRow("%d", size) << size;
    }
    void pngsShowTheSvg()
    {
        QFETCH(int, size);
        const QString path = iconPath(QStringLiteral("%1.png").arg(size));
        const QImage expected = rendered(size);
        if (std::getenv("PLEAT_UPDATE_ICONS"))
            QVERIFY(expected.save(path));
        const QImage image = QImage(path).convertToFormat(QImage::Format_ARGB32_Premultiplied);
        QCOMPARE(image.size(), expected.size());
        const double difference = meanDifference(image, expected);
        QVERIFY2(difference < kMeanDifference, qPrintable(QString::number(difference)));
    }

    void nothingIsCutOff()
    {
        const QImage image = rendered(512);
        for (int i = 0; i < image.width(); ++i) {
            QCOMPARE(image.pixelColor(i, 0).alpha() + image.pixelColor(0, i).alpha(), 0);
            QCOMPARE(image.pixelColor(i, 511).alpha() + image.pixelColor(511, i).alpha(), 0);
        }
    }

    void isSeenOnLightAndDark()
    {
        for (const int size : {16, 64}) {
            QVERIFY(contrastOn(rendered(size), 250) > 60);
            QVERIFY(contrastOn(rendered(size), 32) > 60);
        }
    }
};

QTEST_GUILESS_MAIN(IconsTest)
#include "test_icons.moc"
