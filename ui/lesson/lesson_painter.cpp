// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_painter.h"

#include "ui/plots/palettes.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pleat::ui {

namespace {

constexpr double kMargin = 0.9; // of the font's pixel size, as all that follows
constexpr double kGap = 0.9;
constexpr double kCellPadding = 0.5;
constexpr double kLineHeight = 1.75;
constexpr double kTableGap = 2.2;
constexpr double kFormulaScale = 1.35;
constexpr double kTitleScale = 1.5;
constexpr double kWidestText = 48; // a line that is longer is hard to read
constexpr double kHeatStrength = 0.5;
constexpr double kClusterStrength = 0.22;
constexpr double kLitStrength = 0.3; // over the colour of a cluster
constexpr int kAllHeights = 100'000;

QFont fontWith(QFont font, double factor, bool bold = false)
{
    font.setPixelSize(std::max(6, qRound(font.pixelSize() * factor)));
    font.setBold(bold);
    return font;
}

QColor blended(const QColor& under, const QColor& over, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()),
        mix(under.blue(), over.blue())};
}

class TablePainter
{
public:
    TablePainter(const LessonTable& table, QPointF where, const LessonLook& look)
        : m_table(table)
        , m_look(look)
        , m_where(where)
        , m_unit(look.font.pixelSize())
    {
        measureColumns();
    }

    QSizeF size() const
    {
        const double lines = (m_table.columns.isEmpty() ? 0 : 1) + double(m_table.cells.size());
        const double foot = m_table.more.isEmpty() ? 0 : 1;
        const double width = m_head + std::accumulate(m_widths.begin(), m_widths.end(), 0.0);
        return {std::max({width, textWidth(m_table.title, titleFont()),
                    textWidth(m_table.more, fontWith(m_look.font, 0.85))}),
            (lines + foot + 1) * lineHeight()};
    }

    void paint(QPainter& painter) const
    {
        painter.setFont(titleFont());
        painter.setPen(m_look.palette.color(QPalette::Text));
        painter.drawText(QRectF(m_where, QSizeF(10000, lineHeight())),
            Qt::AlignLeft | Qt::AlignVCenter, m_table.title);
        double y = m_where.y() + lineHeight();
        if (!m_table.columns.isEmpty()) {
            paintHeader(painter, y);
            y += lineHeight();
        }
        const double top = y;
        for (std::size_t i = 0; i < m_table.cells.size(); ++i, y += lineHeight())
            paintLine(painter, i, y);
        paintFrame(painter, top, y);
        if (m_table.more.isEmpty())
            return;
        painter.setFont(fontWith(m_look.font, 0.85));
        painter.setPen(m_look.palette.color(QPalette::PlaceholderText));
        painter.drawText(QRectF(m_where.x(), y, 10000, lineHeight()),
            Qt::AlignLeft | Qt::AlignVCenter, m_table.more);
    }

private:
    QFont titleFont() const { return fontWith(m_look.font, 0.95, true); }
    double lineHeight() const { return std::ceil(m_unit * kLineHeight); }
    static double textWidth(const QString& text, const QFont& font)
    {
        return QFontMetricsF(font).horizontalAdvance(text);
    }

    void measureColumns()
    {
        const double padding = 2 * kCellPadding * m_unit;
        for (const QString& row : m_table.rows)
            m_head = std::max(m_head, textWidth(row, m_look.font) + padding);
        for (int j = 0; j < m_table.columns.size(); ++j)
            widen(static_cast<std::size_t>(j),
                textWidth(m_table.columns[j], fontWith(m_look.font, 0.9)) + padding);
        for (const auto& line : m_table.cells) {
            for (std::size_t j = 0; j < line.size(); ++j)
                widen(j, textWidth(line[j].text, fontWith(m_look.font, 1, line[j].lit)) + padding);
        }
    }

    void widen(std::size_t column, double width)
    {
        if (column >= m_widths.size())
            m_widths.resize(column + 1, 2.2 * m_unit);
        m_widths[column] = std::max(m_widths[column], std::ceil(width));
    }

    void paintHeader(QPainter& painter, double y) const
    {
        painter.setFont(fontWith(m_look.font, 0.9));
        painter.setPen(m_look.palette.color(QPalette::PlaceholderText));
        double x = m_where.x() + m_head;
        for (int j = 0; j < m_table.columns.size(); ++j) {
            const double width = m_widths[static_cast<std::size_t>(j)];
            painter.drawText(
                QRectF(x, y, width, lineHeight()), Qt::AlignCenter, m_table.columns[j]);
            x += width;
        }
    }

    void paintLine(QPainter& painter, std::size_t i, double y) const
    {
        painter.setFont(m_look.font);
        painter.setPen(m_look.palette.color(QPalette::PlaceholderText));
        if (static_cast<int>(i) < m_table.rows.size())
            painter.drawText(QRectF(m_where.x(), y, m_head - kCellPadding * m_unit, lineHeight()),
                Qt::AlignRight | Qt::AlignVCenter, m_table.rows[static_cast<int>(i)]);
        double x = m_where.x() + m_head;
        for (std::size_t j = 0; j < m_table.cells[i].size(); ++j) {
            paintCell(painter, m_table.cells[i][j], {x, y, m_widths[j], lineHeight()});
            x += m_widths[j];
        }
    }

    void paintCell(QPainter& painter, const LessonTable::Cell& cell, const QRectF& where) const
    {
        const PlotColors colors = plotColors(m_look.palette);
        if (m_table.heat && !std::isnan(cell.value))
            painter.fillRect(where, heatGround(cell.value, m_look.palette));
        if (cell.cluster >= 0)
            painter.fillRect(where, clusterGround(cell.cluster, m_look.palette));
        if (cell.lit) {
            if (!m_table.heat)
                painter.fillRect(where, litGround(cell.cluster >= 0, m_look.palette));
            painter.setPen(QPen(colors.accent, std::max(1.0, m_unit / 10)));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(where.adjusted(1, 1, -1, -1));
        }
        painter.setFont(fontWith(m_look.font, 1, cell.lit));
        painter.setPen(m_look.palette.color(QPalette::Text));
        painter.drawText(where, Qt::AlignCenter, cell.text);
    }

    /// Brackets, as around a matrix.
    void paintFrame(QPainter& painter, double top, double bottom) const
    {
        const double left = m_where.x() + m_head;
        double right = left;
        for (const double width : m_widths)
            right += width;
        const double lip = m_unit * 0.35;
        painter.setPen(QPen(m_look.palette.color(QPalette::Text), std::max(1.0, m_unit / 12)));
        for (const auto& [x, inward] : {std::pair(left, lip), std::pair(right, -lip)}) {
            const QPointF corners[] = {
                {x + inward, top}, {x, top}, {x, bottom}, {x + inward, bottom}};
            painter.drawPolyline(corners, 4);
        }
    }

    const LessonTable& m_table;
    const LessonLook& m_look;
    QPointF m_where;
    double m_unit;
    double m_head = 0; ///< width of the row headers
    std::vector<double> m_widths;
};

/// From top to bottom; a null painter only measures.
class PagePainter
{
public:
    PagePainter(QPainter* painter, double width, const LessonLook& look)
        : m_painter(painter)
        , m_look(look)
        , m_unit(look.font.pixelSize())
        , m_left(kMargin * m_unit)
        , m_width(std::max(10 * m_unit, width - 2 * m_left))
        , m_y(m_left)
    {
    }

    void text(const QString& words, const QFont& font, QPalette::ColorRole role)
    {
        if (words.isEmpty())
            return;
        const double width = std::min(m_width, kWidestText * m_unit);
        const QRectF room(m_left, m_y, width, kAllHeights);
        const int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
        const double height = QFontMetricsF(font).boundingRect(room, flags, words).height();
        if (m_painter) {
            m_painter->setFont(font);
            m_painter->setPen(m_look.palette.color(role));
            m_painter->drawText(room, flags, words);
        }
        m_y += height + kGap * m_unit;
    }

    /// What was asked and what is true, with a stroke beside it.
    void answer(const QString& words)
    {
        if (words.isEmpty())
            return;
        const double top = m_y;
        const double indent = m_unit * 0.8;
        m_left += indent;
        m_width -= indent;
        text(words, m_look.font, QPalette::Text);
        m_left -= indent;
        m_width += indent;
        if (m_painter)
            m_painter->fillRect(QRectF(m_left, top, m_unit * 0.25, m_y - top - kGap * m_unit),
                plotColors(m_look.palette).accent);
    }

    void formulas(const QVector<Formula>& formulas)
    {
        if (formulas.isEmpty())
            return;
        const double padding = 0.7 * m_unit;
        double height = padding;
        for (const Formula& formula : formulas)
            height += measure(formula, fitting(formula)).height() + padding;
        if (m_painter) {
            m_painter->setPen(Qt::NoPen);
            m_painter->setBrush(m_look.palette.color(QPalette::AlternateBase));
            m_painter->drawRoundedRect(QRectF(m_left, m_y, m_width, height), 6, 6);
        }
        double y = m_y + padding;
        for (const Formula& formula : formulas) {
            const QFont font = fitting(formula);
            const FormulaSize size = measure(formula, font);
            if (m_painter) {
                m_painter->setPen(m_look.palette.color(QPalette::Text));
                draw(*m_painter, formula, font, m_left + 1.2 * m_unit, y + size.ascent);
            }
            y += size.height() + padding;
        }
        m_y += height + kGap * m_unit;
    }

    /// Beside each other as long as there is room.
    void tables(const std::vector<LessonTable>& tables)
    {
        double x = m_left, tallest = 0;
        for (std::size_t i = static_cast<std::size_t>(m_look.firstTable); i < tables.size(); ++i) {
            const LessonLook look = fitting(tables[i]);
            const QSizeF size = paintTable(nullptr, tables[i], {}, look);
            if (x > m_left && x + size.width() > m_left + m_width) {
                m_y += tallest + kGap * m_unit;
                x = m_left;
                tallest = 0;
            }
            paintTable(m_painter, tables[i], {x, m_y}, look);
            x += size.width() + kTableGap * m_unit;
            tallest = std::max(tallest, size.height());
        }
        m_y += tallest > 0 ? tallest + kGap * m_unit : 0;
    }

    double height() const { return m_y; }

private:
    /// Smaller where the line would not fit.
    QFont fitting(const Formula& formula) const
    {
        const QFont large = fontWith(m_look.font, kFormulaScale);
        const double room = m_width - 2.4 * m_unit;
        const double width = measure(formula, large).width;
        return width > room ? fontWith(large, std::max(0.5, room / width * 0.98)) : large;
    }

    LessonLook fitting(const LessonTable& table) const
    {
        LessonLook look = m_look;
        const double width = paintTable(nullptr, table, {}, m_look).width();
        if (width > m_width)
            look.font = fontWith(look.font, std::max(0.5, m_width / width * 0.95));
        return look;
    }

    QPainter* m_painter;
    const LessonLook& m_look;
    double m_unit, m_left, m_width, m_y;
};

} // namespace

QColor heatGround(double value, const QPalette& palette)
{
    const QColor end = value < 0 ? QColor(0x4f, 0x9b, 0xd9) : QColor(0xf5, 0x9a, 0x3d);
    return blended(
        palette.color(QPalette::Base), end, kHeatStrength * std::clamp(std::abs(value), 0.0, 1.0));
}

QColor clusterGround(int cluster, const QPalette& palette)
{
    return blended(
        palette.color(QPalette::Base), clusterColor(cluster, isDark(palette)), kClusterStrength);
}

QColor litGround(bool inCluster, const QPalette& palette)
{
    return blended(palette.color(QPalette::Base), plotColors(palette).accent,
        inCluster ? kLitStrength : kClusterStrength);
}

QSizeF paintTable(
    QPainter* painter, const LessonTable& table, QPointF where, const LessonLook& look)
{
    const TablePainter own(table, where, look);
    if (painter)
        own.paint(*painter);
    return own.size();
}

double paintLesson(
    QPainter* painter, const LessonContent& content, double width, const LessonLook& look)
{
    PagePainter page(painter, width, look);
    page.text(content.title, fontWith(look.font, kTitleScale, true), QPalette::Text);
    page.answer(content.answer);
    page.formulas(content.formulas);
    page.tables(content.tables);
    page.text(content.why, look.font, QPalette::Text);
    return page.height();
}

} // namespace pleat::ui
