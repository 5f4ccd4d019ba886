// SPDX-License-Identifier: GPL-3.0-or-later
// Four arrangements of the window, one for each kind of work.
#pragma once

#include "ui/session/settings.h"

#include <QObject>

#include <functional>

class QAction;
class QActionGroup;
class QMainWindow;
class QWidget;

namespace pleat::ui {

/// Tune, Explore, Compare, Teach. A workspace is the state of docks and the views of the centre; it
/// comes back as it was left, also after the program was closed.
class Workspaces : public QObject
{
    Q_OBJECT
public:
    /// How the window changes the view of its centre, by object name.
    struct Centre
    {
        std::function<QString()> shown;
        std::function<void(const QString&)> show;
        std::function<QString()> beside; ///< the second view; empty if there is none
        std::function<void(const QString&)> showBeside;
        std::function<void()> settle; ///< ends what hides the docks for a while
    };
    Workspaces(QMainWindow& window, Centre centre, QObject* parent = nullptr);

    /// Data: name of the workspace. Checkable, with keys Ctrl+1 to Ctrl+4.
    QActionGroup* actions() const { return m_actions; }
    /// The same as buttons, for the corner of the menu bar.
    QWidget* makeSwitcher(QWidget* parent) const;

    /// The one that was shown last, as it was left. Once all docks are there.
    void begin();
    QString current() const { return m_current; }
    void choose(const QString& name);
    /// The docks are already as this one has them.
    void adopt(const QString& name);
    /// The docks of the current one as they are in a new installation; the view stays.
    void reset();
    /// Keeps how the current one is now.
    void keep();

private:
    void arrange(const QString& name);
    void arrangeDocksAtFirst(const QString& name);

    QMainWindow& m_window;
    Centre m_centre;
    QActionGroup* m_actions;
    Settings m_settings;
    QByteArray m_allDocks; ///< every dock where it was made
    QString m_current;
};

} // namespace pleat::ui
