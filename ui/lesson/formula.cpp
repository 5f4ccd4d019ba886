// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/formula.h"

#include "ui/lesson/lesson_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr double kScriptScale = 0.7;
constexpr int kLeastPixels = 8;

QFont scaled(QFont font, double factor)
{
    font.setPixelSize(std::max(kLeastPixels, qRound(font.pixelSize() * factor)));
    return font;
}

QFont fontOf(const Formula& text, QFont font)
{
    font.setItalic(text.italic);
    return font;
}

double thickness(const QFont& font)
{
    return std::max(1.0, font.pixelSize() / 16.0);
}

/// Where fraction bars and minus signs lie above the baseline.
double axis(const QFont& font)
{
    return font.pixelSize() * 0.3;
}

double gap(const QFont& font)
{
    return font.pixelSize() * 0.16;
}

FormulaSize textSize(const Formula& text, const QFont& font)
{
    const QFontMetricsF metrics(fontOf(text, font));
    return {metrics.horizontalAdvance(text.text), metrics.ascent() * 0.86, metrics.descent()};
}

FormulaSize rowSize(const Formula& row, const QFont& font)
{
    FormulaSize size;
    for (const Formula& part : row.parts) {
        const FormulaSize each = measure(part, font);
        size.width += each.width;
        size.ascent = std::max(size.ascent, each.ascent);
        size.descent = std::max(size.descent, each.descent);
    }
    return size;
}

FormulaSize fractionSize(const Formula& formula, const QFont& font)
{
    const FormulaSize over = measure(formula.parts[0], font);
    const FormulaSize under = measure(formula.parts[1], font);
    const double half = thickness(font) / 2 + gap(font);
    return {std::max(over.width, under.width) + 4 * gap(font), axis(font) + half + over.height(),
        under.height() + half - axis(font)};
}

/// Of the hook in front of a root.
double hookWidth(const QFont& font)
{
    return font.pixelSize() * 0.62;
}

FormulaSize rootSize(const Formula& formula, const QFont& font)
{
    const FormulaSize of = measure(formula.parts[0], font);
    return {of.width + hookWidth(font) + 2 * gap(font), of.ascent + gap(font) + 2 * thickness(font),
        of.descent + gap(font) / 2};
}

double dropBelow(const QFont& font)
{
    return font.pixelSize() * 0.22;
}

double riseAbove(const FormulaSize& base, const FormulaSize& above, const QFont& font)
{
    return std::max(font.pixelSize() * 0.42, base.ascent - above.ascent * 0.6);
}

FormulaSize scriptSize(const Formula& formula, const QFont& font)
{
    const QFont small = scaled(font, kScriptScale);
    const FormulaSize base = measure(formula.parts[0], font);
    const FormulaSize below = measure(formula.parts[1], small);
    const FormulaSize above = measure(formula.parts[2], small);
    FormulaSize size{base.width + std::max(below.width, above.width), base.ascent, base.descent};
    if (!formula.parts[1].empty())
        size.descent = std::max(size.descent, dropBelow(font) + below.descent);
    if (!formula.parts[2].empty())
        size.ascent = std::max(size.ascent, riseAbove(base, above, font) + above.ascent);
    return size;
}

FormulaSize barSize(const Formula& formula, const QFont& font)
{
    FormulaSize size = measure(formula.parts[0], font);
    size.ascent += thickness(font);
    return size;
}

void drawLine(QPainter& painter, const QFont& font, QPointF from, QPointF to)
{
    QPen pen(painter.pen().color(), thickness(font));
    pen.setCapStyle(Qt::FlatCap);
    painter.save();
    painter.setPen(pen);
    painter.drawLine(from, to);
    painter.restore();
}

void drawRow(
    QPainter& painter, const Formula& formula, const QFont& font, double left, double baseline)
{
    for (const Formula& part : formula.parts) {
        draw(painter, part, font, left, baseline);
        left += measure(part, font).width;
    }
}

void drawFraction(
    QPainter& painter, const Formula& formula, const QFont& font, double left, double baseline)
{
    const double width = fractionSize(formula, font).width;
    const FormulaSize over = measure(formula.parts[0], font);
    const FormulaSize under = measure(formula.parts[1], font);
    const double line = baseline - axis(font);
    const double half = thickness(font) / 2 + gap(font);
    draw(painter, formula.parts[0], font, left + (width - over.width) / 2,
        line - half - over.descent);
    draw(painter, formula.parts[1], font, left + (width - under.width) / 2,
        line + half + under.ascent);
    drawLine(painter, font, {left + gap(font), line}, {left + width - gap(font), line});
}

void drawRoot(
    QPainter& painter, const Formula& formula, const QFont& font, double left, double baseline)
{
    const FormulaSize of = measure(formula.parts[0], font);
    const double hook = hookWidth(font);
    const double top = baseline - of.ascent - gap(font);
    const double bottom = baseline + of.descent;
    const double middle = bottom - (bottom - top) * 0.45;
    QPainterPath path({left, middle + gap(font)});
    path.lineTo(left + hook * 0.28, middle);
    path.lineTo(left + hook * 0.55, bottom);
    path.lineTo(left + hook, top);
    path.lineTo(left + hook + of.width + gap(font), top);
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(painter.pen().color(), thickness(font), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    painter.restore();
    draw(painter, formula.parts[0], font, left + hook + gap(font) / 2, baseline);
}

void drawScript(
    QPainter& painter, const Formula& formula, const QFont& font, double left, double baseline)
{
    const QFont small = scaled(font, kScriptScale);
    const FormulaSize base = measure(formula.parts[0], font);
    draw(painter, formula.parts[0], font, left, baseline);
    draw(painter, formula.parts[1], small, left + base.width, baseline + dropBelow(font));
    draw(painter, formula.parts[2], small, left + base.width,
        baseline - riseAbove(base, measure(formula.parts[2], small), font));
}

} // namespace

Formula upright(const QString& text)
{
    return {Formula::Kind::Text, text, false, {}};
}

Formula variable(const QString& text)
{
    return {Formula::Kind::Text, text, true, {}};
}

Formula row(const QVector<Formula>& parts)
{
    return {Formula::Kind::Row, {}, false, parts};
}

Formula fraction(const Formula& over, const Formula& under)
{
    return {Formula::Kind::Fraction, {}, false, {over, under}};
}

Formula root(const Formula& of)
{
    return {Formula::Kind::Root, {}, false, {of}};
}

Formula script(const Formula& base, const Formula& below, const Formula& above)
{
    return {Formula::Kind::Script, {}, false, {base, below, above}};
}

Formula barred(const Formula& of)
{
    return {Formula::Kind::Bar, {}, false, {of}};
}

QString plainText(const Formula& formula)
{
    QStringList parts;
    for (const Formula& part : formula.parts)
        parts << plainText(part);
    switch (formula.kind) {
    case Formula::Kind::Text:
        return formula.text;
    case Formula::Kind::Row:
        return parts.join(QString());
    case Formula::Kind::Fraction:
        return QStringLiteral("(%1)/(%2)").arg(parts[0], parts[1]);
    case Formula::Kind::Root:
        return QStringLiteral("\u221a(%1)").arg(parts[0]);
    case Formula::Kind::Script:
        return parts[0] + (parts[1].isEmpty() ? QString() : QLatin1Char('_') + parts[1])
            + (parts[2].isEmpty() ? QString() : QLatin1Char('^') + parts[2]);
    case Formula::Kind::Bar:
        return LessonText::tr("mean(%1)").arg(parts[0]);
    }
    return {};
}

FormulaSize measure(const Formula& formula, const QFont& font)
{
    switch (formula.kind) {
    case Formula::Kind::Text:
        return textSize(formula, font);
    case Formula::Kind::Row:
        return rowSize(formula, font);
    case Formula::Kind::Fraction:
        return fractionSize(formula, font);
    case Formula::Kind::Root:
        return rootSize(formula, font);
    case Formula::Kind::Script:
        return scriptSize(formula, font);
    case Formula::Kind::Bar:
        return barSize(formula, font);
    }
    return {};
}

void draw(
    QPainter& painter, const Formula& formula, const QFont& font, double left, double baseline)
{
    switch (formula.kind) {
    case Formula::Kind::Text:
        painter.setFont(fontOf(formula, font));
        painter.drawText(QPointF(left, baseline), formula.text);
        break;
    case Formula::Kind::Row:
        drawRow(painter, formula, font, left, baseline);
        break;
    case Formula::Kind::Fraction:
        drawFraction(painter, formula, font, left, baseline);
        break;
    case Formula::Kind::Root:
        drawRoot(painter, formula, font, left, baseline);
        break;
    case Formula::Kind::Script:
        drawScript(painter, formula, font, left, baseline);
        break;
    case Formula::Kind::Bar: {
        draw(painter, formula.parts[0], font, left, baseline);
        const FormulaSize size = measure(formula.parts[0], font);
        const double y = baseline - size.ascent * 0.82;
        drawLine(painter, font, {left + size.width * 0.1, y}, {left + size.width, y});
        break;
    }
    }
}

} // namespace pleat::ui
