// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_formulas.h"

#include "ui/lesson/lesson_content.h"

#include <QLocale>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr Eigen::Index kMostProducts = 4;

} // namespace

Formula number(double value)
{
    return upright(lessonNumber(value));
}

Formula significant(double value)
{
    const bool small = value > 0 && value < 0.1;
    return small ? upright(QLocale::c().toString(value, 'g', 3)) : number(value);
}

Formula bracketed(double value)
{
    const QString text = lessonNumber(value);
    return upright(value < 0 ? QStringLiteral("(%1)").arg(text) : text);
}

Formula plain(const char* text)
{
    return upright(QString::fromUtf8(text));
}

Formula named(const char* letter, const Formula& below, const Formula& above)
{
    return script(variable(QString::fromUtf8(letter)), below, above);
}

Formula norm(const Formula& of, bool squared)
{
    const Formula bars = row({plain("‖"), of, plain("‖")});
    return squared ? script(bars, {}, plain("2")) : bars;
}

Formula sumOf(const QVector<Formula>& terms, bool all)
{
    QVector<Formula> parts;
    for (const Formula& term : terms)
        parts << (parts.isEmpty() ? plain("") : plain(" + ")) << term;
    if (!all)
        parts << plain(" + …");
    return row(parts);
}

Formula squaresOf(const Eigen::RowVectorXd& values, bool all)
{
    QVector<Formula> terms;
    for (const double value : values)
        terms << script(bracketed(value), {}, plain("2"));
    return sumOf(terms, all);
}

Formula productsOf(const Eigen::RowVectorXd& a, const Eigen::RowVectorXd& b, bool all)
{
    const Eigen::Index count = std::min(a.size(), kMostProducts);
    QVector<Formula> terms;
    for (Eigen::Index j = 0; j < count; ++j)
        terms << row({bracketed(a[j]), plain(" · "), bracketed(b[j])});
    return sumOf(terms, all && count == a.size());
}

Formula sharedVariance(const Formula& count, const Formula& correlation)
{
    return row({plain("1 + ("), count, plain(" − 1) "), correlation});
}

} // namespace pleat::ui
