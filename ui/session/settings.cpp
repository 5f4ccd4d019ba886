// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include <QDir>
#include <QSettings>

namespace pleat::ui {

namespace {

constexpr int kRecentFiles = 8;

QSettings store()
{
    return QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"));
}

} // namespace

QStringList Settings::recentFiles() const
{
    return store().value(QStringLiteral("recentFiles")).toStringList();
}

void Settings::addRecentFile(const QString& path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    store().setValue(QStringLiteral("recentFiles"), files.mid(0, kRecentFiles));
}

void Settings::removeRecentFile(const QString& path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    store().setValue(QStringLiteral("recentFiles"), files);
}

ThemeChoice Settings::theme() const
{
    const int value = store().value(QStringLiteral("theme"), 0).toInt();
    return value == 1 ? ThemeChoice::Light : value == 2 ? ThemeChoice::Dark : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme)
{
    store().setValue(QStringLiteral("theme"), static_cast<int>(theme));
}

Language Settings::language() const
{
    const QString value = store().value(QStringLiteral("language")).toString();
    return value == QStringLiteral("en") ? Language::English
        : value == QStringLiteral("ko")  ? Language::Korean
                                         : Language::System;
}

void Settings::setLanguage(Language language)
{
    store().setValue(QStringLiteral("language"),
        language == Language::English      ? QStringLiteral("en")
            : language == Language::Korean ? QStringLiteral("ko")
                                           : QStringLiteral("system"));
}

QString Settings::lastDirectory() const
{
    return store().value(QStringLiteral("lastDirectory"), QDir::homePath()).toString();
}

void Settings::setLastDirectory(const QString& directory)
{
    store().setValue(QStringLiteral("lastDirectory"), directory);
}

int Settings::snap() const
{
    return store().value(QStringLiteral("tuning/snap"), 1).toInt();
}

void Settings::setSnap(int multiple)
{
    store().setValue(QStringLiteral("tuning/snap"), multiple);
}

bool Settings::logarithmicK() const
{
    return store().value(QStringLiteral("tuning/logarithmicK"), false).toBool();
}

void Settings::setLogarithmicK(bool logarithmic)
{
    store().setValue(QStringLiteral("tuning/logarithmicK"), logarithmic);
}

QVariantMap Settings::figureOptions() const
{
    return store().value(QStringLiteral("figureOptions")).toMap();
}

void Settings::setFigureOptions(const QVariantMap& options)
{
    store().setValue(QStringLiteral("figureOptions"), options);
}

QByteArray Settings::windowGeometry() const
{
    return store().value(QStringLiteral("window/geometry")).toByteArray();
}

QByteArray Settings::windowState() const
{
    return store().value(QStringLiteral("window/state")).toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state)
{
    QSettings settings = store();
    settings.setValue(QStringLiteral("window/geometry"), geometry);
    settings.setValue(QStringLiteral("window/state"), state);
}

} // namespace pleat::ui
