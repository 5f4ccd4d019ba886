// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_table.h"

#include <QLocale>

namespace pleat::ui {

namespace {

QString field(const QVariant& value)
{
    if (value.typeId() == QMetaType::Double)
        return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    QString text = value.toString();
    static const QString kSpecial = QStringLiteral(",\"\r\n");
    const bool quoted = std::any_of(
        text.cbegin(), text.cend(), [](QChar character) { return kSpecial.contains(character); });
    if (quoted)
        text = QLatin1Char('"')
            + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return text;
}

template <typename Row>
QString line(const Row& row)
{
    QStringList fields;
    for (const auto& value : row)
        fields << field(value);
    return fields.join(QLatin1Char(',')) + QStringLiteral("\r\n");
}

} // namespace

QByteArray toCsv(const PlotTable& table)
{
    QString text = line(table.columns);
    for (const QVector<QVariant>& row : table.rows)
        text += line(row);
    return text.toUtf8();
}

} // namespace pleat::ui
