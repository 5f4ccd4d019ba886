// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_table.h"

#include <QLocale>

#include <algorithm>

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

template <typename Row>
QString line(const Row& row, QString (*field)(const QVariant&), const QString& between)
{
    QStringList fields;
    for (const auto& value : row)
        fields << field(value);
    return fields.join(between);
}

QString lines(const PlotTable& table, QString (*field)(const QVariant&), const QString& between,
    const QString& ending)
{
    QString text = line(table.columns, field, between) + ending;
    for (const QVector<QVariant>& row : table.rows)
        text += line(row, field, between) + ending;
    return text;
}

} // namespace

QByteArray toCsv(const PlotTable& table)
{
    return lines(table, quotedIfNeeded, QStringLiteral(","), QStringLiteral("\r\n")).toUtf8();
}

QString toTsv(const PlotTable& table)
{
    return lines(table, withoutTabs, QStringLiteral("\t"), QStringLiteral("\n"));
}

} // namespace pleat::ui
