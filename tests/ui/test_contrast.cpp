// SPDX-License-Identifier: GPL-3.0-or-later
// Text is legible on whatever is behind it, in both themes.
#include "ui/lesson/lesson_painter.h"
#include "ui/plots/palettes.h"
#include "ui/views/graph_painter.h"
#include "ui/views/message_bar.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

using namespace pleat;
using namespace pleat::ui;

namespace {

constexpr double kContrast = 4.5; // WCAG 2.1, 1.4.3

double luminance(const QColor& color)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestContrast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFormulaIsThatOfWcag();
    void coloursAreFarEnoughApart_data();
    void coloursAreFarEnoughApart();
    void paintedTextIsLegible_data();
    void paintedTextIsLegible();
};

void TestContrast::theFormulaIsThatOfWcag()
{
    QVERIFY(qAbs(contrast(Qt::white, Qt::black) - 21) < 1e-9);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < kContrast); // known to fail by a hair
}

void TestContrast::coloursAreFarEnoughApart_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestContrast::coloursAreFarEnoughApart()
{
    QFETCH(QPalette, palette);
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window}, {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase}, {QPalette::ButtonText, QPalette::Button},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::ToolTipText, QPalette::ToolTipBase}, {QPalette::Link, QPalette::Base},
        {QPalette::Link, QPalette::Window}, {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::Window}};
    for (const auto& [text, ground] : pairs) {
        const double apart = contrast(palette.color(text), palette.color(ground));
        QVERIFY2(apart >= kContrast,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(text).arg(ground).arg(apart)));
    }
    const PlotColors colors = plotColors(palette);
    for (const QColor& series : {colors.text, colors.muted})
        QVERIFY2(contrast(series, colors.background) >= kContrast, qPrintable(series.name()));
    for (const QColor& series : {colors.predicted, colors.merged, colors.repaired})
        QVERIFY2(contrast(series, colors.background) >= 3, qPrintable(series.name())); // 1.4.11
}

void TestContrast::paintedTextIsLegible_data()
{
    coloursAreFarEnoughApart_data();
}

/// Text on the grounds that pictures have, from the functions that paint them.
void TestContrast::paintedTextIsLegible()
{
    QFETCH(QPalette, palette);
    const bool dark = isDark(palette);
    const PlotColors colors = plotColors(palette);
    const QColor text = palette.color(QPalette::Text);
    std::vector<std::tuple<QString, QColor, QColor>> painted{
        {QStringLiteral("message"), palette.color(QPalette::WindowText), messageGround(dark)},
        {QStringLiteral("box of the graph"), colors.text, boxGround(colors)}};
    for (int step = -20; step <= 20; ++step)
        painted.emplace_back(
            QStringLiteral("r = %1").arg(step / 20.0), text, heatGround(step / 20.0, palette));
    for (int cluster = 0; cluster < kClusterColors; ++cluster) {
        const QString name = QString::number(cluster);
        painted.emplace_back(
            QStringLiteral("cell of cluster ") + name, text, clusterGround(cluster, palette));
        const QColor rail = railColor(cluster, dark);
        painted.emplace_back(QStringLiteral("rail ") + name, textOn(rail), rail);
    }
    for (const bool inCluster : {false, true})
        painted.emplace_back(QStringLiteral("lit cell"), text, litGround(inCluster, palette));
    for (int depth = 0; depth < 2; ++depth)
        painted.emplace_back(
            QStringLiteral("open block"), colors.muted, frameGround(depth, colors));
    GroupNumbers numbers;
    numbers.low = 0;
    numbers.high = 1;
    for (const GroupNumber number : {GroupNumber::Keep, GroupNumber::PredictedRatio}) {
        numbers.number = number;
        for (int step = 0; step <= 20; ++step) {
            const QColor fill = fillColor(numbers, step / 10.0);
            painted.emplace_back(QStringLiteral("box of a value"), textOn(fill), fill);
        }
    }
    for (const auto& [name, ink, ground] : painted) {
        const double apart = contrast(ink, ground);
        QVERIFY2(apart >= kContrast, qPrintable(QStringLiteral("%1: %2").arg(name).arg(apart)));
    }
}

QTEST_MAIN(TestContrast)
#include "test_contrast.moc"
