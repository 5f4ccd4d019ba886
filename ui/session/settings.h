// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers between two starts.
#pragma once

#include "ui/session/language.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace pleat::ui {

enum class ThemeChoice
{
    System,
    Light,
    Dark
};

/// A thin layer over QSettings that owns the keys. Cheap to construct; holds no state.
class Settings
{
public:
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void removeRecentFile(const QString& path);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    Language language() const;
    void setLanguage(Language language);

    QString lastDirectory() const;
    void setLastDirectory(const QString& directory);

    /// See Session::snap().
    int snap() const;
    void setSnap(int multiple);

    bool logarithmicK() const;
    void setLogarithmicK(bool logarithmic);

    /// How a figure was last exported; empty at first.
    QVariantMap figureOptions() const;
    void setFigureOptions(const QVariantMap& options);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);
};

} // namespace pleat::ui
