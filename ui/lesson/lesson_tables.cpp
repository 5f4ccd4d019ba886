// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: numbers, names, and the tables that steps share.
#include "ui/lesson/lesson_content.h"
#include "ui/lesson/lesson_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kSame = 1e-6;
constexpr std::size_t kMembersListed = 8;

} // namespace

Trend trendBetween(double before, double after)
{
    const double scale = std::max(std::abs(before), std::abs(after));
    if (std::abs(after - before) <= kSame * scale)
        return Trend::Stays;
    return after > before ? Trend::Rises : Trend::Falls;
}

QString channelName(LessonSubject subject, std::int64_t channel)
{
    if (subject == LessonSubject::Six)
        return QString(QChar(static_cast<char16_t>(u'a' + channel)));
    return QString::number(subject == LessonSubject::Four ? channel + 1 : channel);
}

QString lessonNumber(double value)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const QLocale locale = QLocale::c(); // as formulas and files have them
    const double size = std::abs(value);
    if (size >= 1e5 || (size > 0 && size < 5e-4))
        return locale.toString(value, 'g', 3).replace(QLatin1Char('-'), QChar(0x2212));
    QString text = locale.toString(value, 'f', 3);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(1);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString stepName(int step)
{
    static const char* const kNames[kLessonSteps] = {
        QT_TRANSLATE_NOOP("LessonText", "Weights"),
        QT_TRANSLATE_NOOP("LessonText", "Variances and correlations"),
        QT_TRANSLATE_NOOP("LessonText", "Distances and the first merge"),
        QT_TRANSLATE_NOOP("LessonText", "Cut at k"),
        QT_TRANSLATE_NOOP("LessonText", "Merge: mean in, sum out"),
        QT_TRANSLATE_NOOP("LessonText", "Variance ratio"),
        QT_TRANSLATE_NOOP("LessonText", "Repair"),
    };
    return LessonText::tr(kNames[std::clamp(step, 0, kLessonSteps - 1)]);
}

QStringList channelNames(LessonSubject subject, const std::vector<std::int32_t>& channels)
{
    QStringList names;
    for (const std::int32_t channel : channels)
        names << channelName(subject, channel);
    return names;
}

QStringList numberedNames(const QString& letter, std::int64_t count)
{
    QStringList names;
    for (std::int64_t i = 0; i < std::min(count, study::kLessonPart); ++i)
        names << letter + QString::number(i + 1);
    return names;
}

LessonTable matrixTable(const study::LessonMatrix& matrix, const QString& name,
    const QString& title, const QStringList& rows, const QStringList& columns)
{
    LessonTable table;
    table.name = name;
    table.title = title;
    table.rows = rows;
    table.columns = columns;
    for (Eigen::Index i = 0; i < matrix.part.rows(); ++i) {
        std::vector<LessonTable::Cell> row;
        for (Eigen::Index j = 0; j < matrix.part.cols(); ++j)
            row.push_back({lessonNumber(matrix.part(i, j)), matrix.part(i, j)});
        table.cells.push_back(std::move(row));
    }
    if (!matrix.whole())
        table.more = LessonText::tr("%1 × %2 of %3 × %4")
                         .arg(matrix.part.rows())
                         .arg(matrix.part.cols())
                         .arg(matrix.rows)
                         .arg(matrix.columns);
    return table;
}

QString clusterText(LessonSubject subject, const std::vector<std::int32_t>& members)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(members.size(), kMembersListed); ++i)
        names << channelName(subject, members[i]);
    if (members.size() > kMembersListed)
        names << QStringLiteral("…");
    return QStringLiteral("{%1}").arg(names.join(QStringLiteral(", ")));
}

} // namespace pleat::ui
