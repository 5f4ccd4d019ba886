// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a person's work: projects, what a crash would lose, plans as text, and an eye on the file
// of the open model.
#pragma once

#include "core/fold/plan.h"
#include "core/study/project.h"
#include "ui/session/model_watch.h"
#include "ui/session/recovery.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class QMimeData;

namespace pleat::ui {

class MainWindow;

/// A part of the window, which it knows from inside.
class Keeper : public QObject
{
    Q_OBJECT
public:
    explicit Keeper(MainWindow& window);

    /// Those of the window have been made anew.
    void connectWidgets();

    /// What the window shows, as JSON.
    std::string viewState() const;
    void restoreViewState(const std::string& state);

    /// True if the file is a project, or a recipe whose model can be opened with it.
    bool open(const QString& path);
    void saveProject(const QString& path);
    /// Files are opened, a recipe or a command is applied to the plan. False if it is none of them.
    bool take(const QMimeData& data);
    void copyCommand();
    /// Keeps the plan and the runs for recovery if they have changed.
    void autosave();
    /// How often that happens.
    void applySettings();

private:
    using ProjectPtr = std::shared_ptr<const study::Project>;

    void connectSession();
    void refreshActions();

    void chooseTarget();
    void onLoaded(const QString& path, ProjectPtr project);
    void sayMissing(const QString& path, const ProjectPtr& project);
    void locateModel(const QString& path, const ProjectPtr& project);
    void openModelOf(const QString& path, const QString& model, const ProjectPtr& project);
    void onModelShown(const QString& path, const ProjectPtr& project);
    void apply(const QString& path, const study::Project& project);
    fold::Plan planOf(const study::Project& project);
    bool isRecovered(const QString& path) const;
    study::Project project() const;
    /// The inverted images of the plan; null if there are none.
    study::ProbePtr images() const;
    /// A project leaves the window where it is; work that a crash took comes back as it was.
    void restoreGeometry(const std::string& state);

    bool openRecipeWithModel(const QString& path);
    void offerFitting(const fold::Recipe& recipe, const QString& name);
    void takeText(const QString& text);
    void takeCommand(const QString& text);
    void applyCommand(const QString& text);

    void onModelChanged();
    void onWorkFound(const std::vector<RecoveredWork>& works);
    void discard(const QString& path);

    /// What tells whether there is something new to keep.
    struct Kept
    {
        fold::Plan plan;
        std::vector<std::pair<int, QString>> runs; ///< id and name
        study::ProbePtr images; ///< inverted
        bool operator==(const Kept&) const = default;
    };
    Kept keptNow() const;

    MainWindow& m_window;
    Recovery m_recovery;
    ModelWatch m_watch;
    QTimer m_timer;
    Kept m_opened; ///< what nobody has changed: nothing to lose
    Kept m_kept; ///< at the last autosave
    std::vector<RecoveredWork> m_found;
    QString m_projectPath; ///< of the open project; empty if there is none
};

} // namespace pleat::ui
