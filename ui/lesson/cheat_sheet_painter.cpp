// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/cheat_sheet_painter.h"

#include "ui/lesson/cheat_sheet_text.h"
#include "ui/lesson/lesson_text.h"
#include "ui/plots/palettes.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kMargin = 22;
constexpr double kColumnGap = 34;
constexpr double kPictureHeight = 104;
constexpr double kTermShare = 0.3; // of a column's width
constexpr int kLines = 10'000;

QFont fontWith(QFont font, double pixels, bool bold = false)
{
    font.setPixelSize(std::max(6, qRound(pixels)));
    font.setBold(bold);
    return font;
}

class Sheet
{
public:
    Sheet(QPainter* painter, double width, const QFont& font, const QPalette& palette)
        : m_painter(painter)
        , m_width(width)
        , m_palette(palette)
        , m_unit(QFontInfo(font).pixelSize())
        , m_font(fontWith(font, m_unit))
    {
    }

    double paint()
    {
        double y =
            text({kMargin, kMargin}, m_width - 2 * kMargin, LessonText::tr("Pleat on one page"),
                fontWith(m_font, m_unit * 1.7, true), QPalette::Text);
        y += kMargin + m_unit;
        pictures(y);
        y += kPictureHeight + m_unit * 3.4;
        const QVector<CheatSection> sections = cheatSections();
        const double column = (m_width - 2 * kMargin - kColumnGap) / 2;
        const double right = kMargin + column + kColumnGap;
        // Words and mouse on the left, formulas and keys on the right.
        const double left =
            section(section(y, kMargin, column, sections[0]), kMargin, column, sections[3]);
        const double other =
            section(section(y, right, column, sections[1]), right, column, sections[2]);
        return std::max(left, other) + kMargin - m_unit;
    }

private:
    QColor color(QPalette::ColorRole role) const { return m_palette.color(role); }

    /// Returns the height.
    double text(QPointF where, double width, const QString& words, const QFont& font,
        QPalette::ColorRole role)
    {
        const QRectF room(where, QSizeF(width, kLines));
        const int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
        if (m_painter) {
            m_painter->setFont(font);
            m_painter->setPen(color(role));
            m_painter->drawText(room, flags, words);
        }
        return QFontMetricsF(font).boundingRect(room, flags, words).height();
    }

    /// Returns where the next one starts.
    double section(double y, double x, double width, const CheatSection& section)
    {
        y += text(
            {x, y}, width, section.title, fontWith(m_font, m_unit * 1.15, true), QPalette::Link);
        y += m_unit * 0.35;
        if (m_painter)
            m_painter->fillRect(QRectF(x, y, width, 1), color(QPalette::Mid));
        y += m_unit * 0.45;
        for (const CheatLine& line : section.lines)
            y += line.formula.empty() ? words(y, x, width, line) : formula(y, x, width, line);
        return y + m_unit * 1.1;
    }

    double words(double y, double x, double width, const CheatLine& line)
    {
        const double term = width * kTermShare;
        const double left =
            text({x, y}, term, line.term, fontWith(m_font, m_unit, true), QPalette::Text);
        const double right =
            text({x + term, y}, width - term, line.meaning, m_font, QPalette::Text);
        return std::max(left, right) + m_unit * 0.28;
    }

    double formula(double y, double x, double width, const CheatLine& line)
    {
        const QFont font = fontWith(m_font, m_unit * 1.15);
        const FormulaSize size = measure(line.formula, font);
        const double half = width * 0.48;
        const double height = std::max(size.height(), m_unit * 1.4);
        if (m_painter) {
            m_painter->setPen(color(QPalette::Text));
            draw(*m_painter, line.formula, font, x, y + size.ascent);
        }
        const double note = QFontMetricsF(m_font).height();
        text({x + half, y + (height - note) / 2}, width - half, line.meaning, m_font,
            QPalette::Text);
        return height + m_unit * 0.5;
    }

    /// Find, merge, repair.
    void pictures(double y)
    {
        const double width = (m_width - 2 * kMargin - 2 * kColumnGap) / 3;
        static const char* const kCaptions[] = {
            QT_TRANSLATE_NOOP("LessonText", "1  Find channels that resemble each other"),
            QT_TRANSLATE_NOOP("LessonText", "2  Merge each cluster: mean in, sum out"),
            QT_TRANSLATE_NOOP("LessonText", "3  Repair the variance that merging lost")};
        for (int i = 0; i < 3; ++i) {
            const QRectF where(kMargin + i * (width + kColumnGap), y, width, kPictureHeight);
            if (m_painter) {
                m_painter->setPen(Qt::NoPen);
                m_painter->setBrush(color(QPalette::AlternateBase));
                m_painter->drawRoundedRect(where, 6, 6);
                picture(i, where);
            }
            text({where.left(), where.bottom() + m_unit * 0.4}, width, LessonText::tr(kCaptions[i]),
                fontWith(m_font, m_unit, true), QPalette::Text);
        }
    }

    void picture(int which, const QRectF& where)
    {
        if (which == 0)
            clusters(where);
        else if (which == 1)
            merging(where);
        else
            repairing(where);
    }

    QColor clusterOf(int index) const { return clusterColor(index, isDark(m_palette)); }

    void clusters(const QRectF& where)
    {
        static constexpr double kPoints[][3] = {{.16, .3, 0}, {.24, .22, 0}, {.22, .42, 0},
            {.47, .7, 1}, {.55, .62, 1}, {.53, .8, 1}, {.78, .26, 2}, {.84, .38, 2}, {.87, .22, 2}};
        static constexpr double kCentres[][2] = {{.205, .31}, {.515, .705}, {.83, .285}};
        for (int c = 0; c < 3; ++c) {
            QColor soft = clusterOf(c);
            soft.setAlpha(50);
            m_painter->setBrush(soft);
            m_painter->setPen(Qt::NoPen);
            m_painter->drawEllipse(at(where, kCentres[c][0], kCentres[c][1]), where.width() * .11,
                where.height() * .24);
        }
        m_painter->setPen(QPen(color(QPalette::Base), 1));
        for (const auto& point : kPoints) {
            m_painter->setBrush(clusterOf(static_cast<int>(point[2])));
            m_painter->drawEllipse(at(where, point[0], point[1]), 5, 5);
        }
    }

    static QPointF at(const QRectF& where, double x, double y)
    {
        return {where.left() + x * where.width(), where.top() + y * where.height()};
    }

    void arrow(QPointF from, QPointF to)
    {
        m_painter->setPen(QPen(color(QPalette::PlaceholderText), 1.5));
        m_painter->drawLine(from, to);
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(color(QPalette::PlaceholderText));
        const QPointF tip[] = {to + QPointF(5, 0), to + QPointF(-4, -4), to + QPointF(-4, 4)};
        m_painter->drawPolygon(tip, 3);
    }

    /// Rows of a matrix become fewer.
    void merging(const QRectF& where)
    {
        static constexpr int kRows[] = {0, 0, 0, 1, 1, 2};
        const double high = where.height() * 0.11;
        for (int i = 0; i < 6; ++i) {
            m_painter->setPen(Qt::NoPen);
            m_painter->setBrush(clusterOf(kRows[i]));
            m_painter->drawRoundedRect(
                QRectF(at(where, .08, .09 + i * .14), QSizeF(where.width() * .32, high)), 2, 2);
        }
        static constexpr double kMerged[] = {.23, .51, .75};
        for (int i = 0; i < 3; ++i) {
            m_painter->setPen(Qt::NoPen);
            m_painter->setBrush(clusterOf(i));
            m_painter->drawRoundedRect(
                QRectF(at(where, .62, kMerged[i]), QSizeF(where.width() * .3, high)), 2, 2);
            arrow(at(where, .43, kMerged[i] + .055), at(where, .58, kMerged[i] + .055));
        }
    }

    /// Variance before, merged, repaired, layer by layer.
    void repairing(const QRectF& where)
    {
        const PlotColors colors = plotColors(m_palette);
        m_painter->setPen(QPen(colors.muted, 1, Qt::DashLine));
        m_painter->drawLine(at(where, .06, .22), at(where, .94, .22));
        static constexpr double kMerged[] = {.3, .4, .52, .63, .72, .8};
        static constexpr double kRepaired[] = {.22, .24, .21, .25, .22, .23};
        series(where, kMerged, colors.merged, false);
        series(where, kRepaired, colors.repaired, true);
    }

    template <std::size_t N>
    void series(const QRectF& where, const double (&heights)[N], const QColor& color, bool square)
    {
        QPainterPath path;
        for (std::size_t i = 0; i < N; ++i) {
            const QPointF point = at(where, .1 + .16 * double(i), heights[i]);
            if (i == 0)
                path.moveTo(point);
            else
                path.lineTo(point);
        }
        m_painter->setBrush(Qt::NoBrush);
        m_painter->setPen(QPen(color, 1.5));
        m_painter->drawPath(path);
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(color);
        for (std::size_t i = 0; i < N; ++i) {
            const QPointF point = at(where, .1 + .16 * double(i), heights[i]);
            if (square) {
                m_painter->drawRect(QRectF(point - QPointF(4, 4), QSizeF(8, 8)));
            } else {
                const QPointF corners[] = {
                    point + QPointF(0, 5), point + QPointF(-5, -4), point + QPointF(5, -4)};
                m_painter->drawPolygon(corners, 3);
            }
        }
    }

    QPainter* m_painter;
    double m_width;
    QPalette m_palette;
    double m_unit;
    QFont m_font;
};

} // namespace

double paintCheatSheet(QPainter* painter, double width, const QFont& font, const QPalette& palette)
{
    return Sheet(painter, width, font, palette).paint();
}

} // namespace pleat::ui
