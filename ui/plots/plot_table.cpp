// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_table.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pleat::ui {

namespace {

QString plain(const QVariant& value)
{
    if (value.typeId() == QMetaType::Double)
        return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return value.toString();
}

QString quotedIfNeeded(const QVariant& value)
{
    QString text = plain(value);
    static const QString kSpecial = QStringLiteral(",\"\r\n");
    const bool quoted = std::any_of(
        text.cbegin(), text.cend(), [](QChar character) { return kSpecial.contains(character); });
    if (quoted)
        text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\""))
            + QLatin1Char('"');
    return text;
}

QString withoutTabs(const QVariant& value)
{
    return plain(value).simplified();
}

using Field = QString (*)(const QVariant&);

QByteArray titleLine(const QStringList& titles, Field field, const QByteArray& between)
{
    QByteArrayList fields;
    for (const QString& title : titles)
        fields << field(title).toUtf8();
    return fields.join(between);
}

/// As few digits as bring the number back.
void appendNumber(QByteArray& line, float number)
{
    if (std::isnan(number))
        return;
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    line.append(digits.data(), end - digits.data());
}

QByteArray rowLine(const PlotTable& table, qsizetype row, Field field, const QByteArray& between)
{
    QByteArrayList fields;
    for (const QVariant& value : table.rows[row])
        fields << field(value).toUtf8();
    QByteArray line = fields.join(between);
    for (qsizetype column = 0; column < table.numbers.columns; ++column) {
        line += between;
        appendNumber(line, table.numbers.at(row, column));
    }
    return line;
}

QByteArray lines(const PlotTable& table, Field field, const QByteArray& between,
    const QByteArray& ending, const std::function<bool()>& stopped)
{
    QByteArray text = titleLine(table.columns, field, between) + ending;
    for (qsizetype row = 0; row < table.rows.size(); ++row) {
        if (stopped && stopped())
            return {};
        text += rowLine(table, row, field, between) + ending;
    }
    return text;
}

} // namespace

QVariant PlotTable::cell(qsizetype row, qsizetype column) const
{
    const QVector<QVariant>& values = rows.at(row);
    if (column < values.size())
        return values[column];
    if (column - values.size() >= numbers.columns)
        return {};
    const float number = numbers.at(row, column - values.size());
    return std::isnan(number) ? QVariant() : QVariant(static_cast<double>(number));
}

QByteArray toCsv(const PlotTable& table, const std::function<bool()>& stopped)
{
    return lines(table, quotedIfNeeded, ",", "\r\n", stopped);
}

QString toTsv(const PlotTable& table)
{
    return QString::fromUtf8(lines(table, withoutTabs, "\t", "\n", {}));
}

} // namespace pleat::ui
