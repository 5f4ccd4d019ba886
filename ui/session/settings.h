// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers between two starts.
#pragma once

#include "ui/session/language.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace pleat::ui {

enum class ThemeChoice
{
    System,
    Light,
    Dark
};

/// A number that the settings dialog edits. Choices are numbers, too: 0 is the first one.
enum class Preference
{
    FontPercent, ///< of the size that the desktop gives
    PresenterPercent, ///< of the size of text, in presenter mode
    SequentialScale, ///< see SequentialScale
    DivergingScale, ///< see DivergingScale
    MarkPercent, ///< size of the marks in Clusters
    MemoryMb, ///< that the whole program may take; 0: whatever there is
    Threads, ///< of computations; 0: all cores but one
    Seed, ///< of the plan of a model that is opened
    AutoRun, ///< 1: an edit of the plan is run as soon as it settles
    SettleMs, ///< after the last change before a clusterer without a tree starts
    AutosaveSeconds,
    RecentFiles, ///< how many are remembered
};
inline constexpr int kPreferences = static_cast<int>(Preference::RecentFiles) + 1;

struct PreferenceRange
{
    const char* key; ///< in the settings file
    int least, most;
    int first; ///< of a first start
};
const PreferenceRange& rangeOf(Preference preference);

/// A thin layer over QSettings that owns the keys. Cheap to construct; holds no state.
class Settings
{
public:
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void removeRecentFile(const QString& path);

    /// Always within its range.
    int value(Preference preference) const;
    void setValue(Preference preference, int value);

    /// Keys of an action that a person has chosen, in the portable form; none: those it came with.
    std::optional<QString> keys(const QString& action) const;
    void setKeys(const QString& action, const std::optional<QString>& keys);

    /// The name of the workspace that was shown last; empty at first.
    QString workspace() const;
    void setWorkspace(const QString& name);
    /// How a workspace was left; empty if it never was.
    QVariantMap workspaceState(const QString& name) const;
    void setWorkspaceState(const QString& name, const QVariantMap& state);

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
    /// Where figures were last exported to; empty at first.
    QString figureFolder() const;
    void setFigureFolder(const QString& folder);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
};

} // namespace pleat::ui
