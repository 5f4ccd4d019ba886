// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/text.h"

#include "core/base/legible.h"
#include "ui/session/core_text.h"

#include <QCoreApplication>
#include <QTextDocument>

#include <cmath>

namespace pleat::ui {

namespace {

QString sentence(const QString& text)
{
    if (text.isEmpty())
        return text;
    QString result = text.at(0).toUpper() + text.mid(1);
    if (!result.endsWith(QLatin1Char('.')) && !result.endsWith(QLatin1Char('?')))
        result += QLatin1Char('.');
    return result;
}

QString legibleText(const std::string& text)
{
    return QString::fromStdString(legible(text));
}

} // namespace

QString countText(std::int64_t count)
{
    const double value = static_cast<double>(count);
    if (count < 10'000)
        return QString::number(count);
    if (value < 1e6)
        return QString::number(value / 1e3, 'f', 1) + QStringLiteral(" k");
    if (value < 1e9)
        return QString::number(value / 1e6, 'f', 2) + QStringLiteral(" M");
    return QString::number(value / 1e9, 'f', 2) + QStringLiteral(" G");
}

QString percentText(double share)
{
    return QString::number(share * 100, 'f', 1) + QStringLiteral(" %");
}

QString bytesText(std::int64_t bytes)
{
    const auto value = static_cast<double>(bytes);
    if (value < 1e6)
        return QString::number(value / 1e3, 'f', value < 1e4 ? 1 : 0) + QStringLiteral(" kB");
    if (value < 1e9)
        return QString::number(value / 1e6, 'f', 1) + QStringLiteral(" MB");
    return QString::number(value / 1e9, 'f', 2) + QStringLiteral(" GB");
}

QString latencyText(double ms)
{
    if (ms >= 1000)
        return QString::number(ms / 1000, 'f', 1) + QStringLiteral(" s");
    return QString::number(ms, 'f', ms < 1 ? 2 : ms < 100 ? 1 : 0) + QStringLiteral(" ms");
}

QString durationText(double seconds)
{
    constexpr double kMinute = 60;
    constexpr double kHour = 3600;
    if (seconds < 1)
        return QCoreApplication::translate("Duration", "less than a second");
    if (seconds < 2 * kMinute)
        return QCoreApplication::translate("Duration", "about %1 s").arg(qRound(seconds));
    if (seconds < 2 * kHour)
        return QCoreApplication::translate("Duration", "about %1 min")
            .arg(qRound(seconds / kMinute));
    return QCoreApplication::translate("Duration", "about %1 h").arg(qRound(seconds / kHour));
}

QString ratioText(std::optional<double> ratio)
{
    if (!ratio || !std::isfinite(*ratio))
        return QStringLiteral("–");
    return QString::number(*ratio, 'f', 3);
}

QString errorText(const Error& error)
{
    QString text = sentence(coreText(legibleText(error.message)));
    if (!error.where.empty())
        text = coreText(legibleText(error.where)) + QStringLiteral(": ") + text;
    if (!error.hint.empty())
        text += QLatin1Char(' ') + sentence(coreText(legibleText(error.hint)));
    return text;
}

QString notDoneText(const Error& error)
{
    return error.code == ErrorCode::Cancelled ? QCoreApplication::translate(
               "Outcome", "Not done: it was cancelled. Retry in the Jobs panel goes on.")
                                              : errorText(error);
}

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace pleat::ui
