// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas as values, and how they are set: fractions, roots, indices.
#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <QVector>

class QPainter;

namespace pleat::ui {

struct Formula
{
    enum class Kind
    {
        Text, ///< `text`, upright or italic
        Row, ///< parts one beside the other
        Fraction, ///< over, under
        Root, ///< of the one part
        Script, ///< base, below, above; the last two may be empty
        Bar ///< a line above the one part
    };
    Kind kind = Kind::Row;
    QString text;
    bool italic = false;
    QVector<Formula> parts;
    bool empty() const { return kind == Kind::Row ? parts.isEmpty() : false; }
};

/// Numbers, words and operators.
Formula upright(const QString& text);
/// Names of quantities.
Formula variable(const QString& text);
Formula row(const QVector<Formula>& parts);
Formula fraction(const Formula& over, const Formula& under);
Formula root(const Formula& of);
Formula script(const Formula& base, const Formula& below, const Formula& above = {});
Formula barred(const Formula& of);

/// On one line, for screen readers and files: "sqrt((a)/(b))".
QString plainText(const Formula& formula);

/// Measured once in a font (with a pixel size), drawn anywhere.
struct FormulaSize
{
    double width = 0, ascent = 0, descent = 0;
    double height() const { return ascent + descent; }
};
FormulaSize measure(const Formula& formula, const QFont& font);
/// `left` and `baseline` of its first line, in the colour of the painter's pen.
void draw(
    QPainter& painter, const Formula& formula, const QFont& font, double left, double baseline);

} // namespace pleat::ui
