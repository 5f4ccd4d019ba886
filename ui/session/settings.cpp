// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include <QDir>
#include <QSettings>

#include <algorithm>
#include <array>

namespace pleat::ui {

namespace {

constexpr std::array<PreferenceRange, kPreferences> kRanges{{
    {"appearance/fontPercent", 70, 250, 100},
    {"appearance/presenterPercent", 100, 300, 160},
    {"plots/sequentialScale", 0, 2, 0},
    {"plots/divergingScale", 0, 2, 0},
    {"plots/markPercent", 50, 300, 100},
    {"compute/memoryMb", 0, 4'000'000, 0},
    {"compute/threads", 0, 256, 0},
    {"compute/seed", 0, 999'999'999, 0},
    {"compute/autoRun", 0, 1, 0},
    {"compute/settleMs", 0, 2000, 150},
    {"files/autosaveSeconds", 5, 3600, 60},
    {"files/recentFiles", 0, 20, 8},
}};

QSettings store()
{
    return QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"));
}

} // namespace

const PreferenceRange& rangeOf(Preference preference)
{
    return kRanges[static_cast<std::size_t>(preference)];
}

int Settings::value(Preference preference) const
{
    const PreferenceRange& range = rangeOf(preference);
    bool number = false;
    const int value = store().value(QLatin1String(range.key), range.first).toInt(&number);
    return number ? std::clamp(value, range.least, range.most) : range.first;
}

void Settings::setValue(Preference preference, int value)
{
    const PreferenceRange& range = rangeOf(preference);
    store().setValue(QLatin1String(range.key), std::clamp(value, range.least, range.most));
}

std::optional<QString> Settings::keys(const QString& action) const
{
    const QVariant value = store().value(QStringLiteral("shortcuts/") + action);
    return value.isValid() ? std::optional(value.toString()) : std::nullopt;
}

void Settings::setKeys(const QString& action, const std::optional<QString>& keys)
{
    const QString key = QStringLiteral("shortcuts/") + action;
    if (keys)
        store().setValue(key, *keys);
    else
        store().remove(key);
}

QString Settings::workspace() const
{
    return store().value(QStringLiteral("workspace")).toString();
}

void Settings::setWorkspace(const QString& name)
{
    store().setValue(QStringLiteral("workspace"), name);
}

QVariantMap Settings::workspaceState(const QString& name) const
{
    return store().value(QStringLiteral("workspaces/") + name).toMap();
}

void Settings::setWorkspaceState(const QString& name, const QVariantMap& state)
{
    store().setValue(QStringLiteral("workspaces/") + name, state);
}

QStringList Settings::recentFiles() const
{
    const QStringList files = store().value(QStringLiteral("recentFiles")).toStringList();
    return files.mid(0, value(Preference::RecentFiles));
}

void Settings::addRecentFile(const QString& path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    store().setValue(QStringLiteral("recentFiles"), files.mid(0, value(Preference::RecentFiles)));
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

QString Settings::figureFolder() const
{
    return store().value(QStringLiteral("figureFolder")).toString();
}

void Settings::setFigureFolder(const QString& folder)
{
    store().setValue(QStringLiteral("figureFolder"), folder);
}

QByteArray Settings::windowGeometry() const
{
    return store().value(QStringLiteral("window/geometry")).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry)
{
    store().setValue(QStringLiteral("window/geometry"), geometry);
}

} // namespace pleat::ui
