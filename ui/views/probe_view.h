// SPDX-License-Identifier: GPL-3.0-or-later
// Probe: the images that a repair looks at, as they form and as they are kept for later runs.
#pragma once

#include "ui/session/workflow.h"
#include "ui/views/edit_burst.h"

#include <QElapsedTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QLayout;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedLayout;

namespace pleat::ui {

class ElidedLabel;
class LossPlot;
class PictureGrid;
class Session;

class ProbeView : public QWidget
{
    Q_OBJECT
public:
    ProbeView(Session& session, Workflow& workflow, QWidget* parent = nullptr);

private:
    QWidget* buildPage();
    QLayout* buildControls();
    QLayout* buildState();
    QWidget* buildProblem();
    void connectControls();
    void connectSources();
    QPushButton* makeButton(const QString& name, const QString& text, const QString& help);

    void refresh();
    void refreshControls();
    void showHeld();
    void showState();
    QString emptyText() const;
    QString explanation() const;
    QString heldState() const;
    void onStarted();
    void onProgress(const ProbeNews& news);
    void onFailed(const Error& error);
    void hideProblem();
    void exportImages();

    Session& m_session;
    EditBurst m_burst; ///< of the count
    Workflow& m_workflow;
    QStackedLayout* m_pages;
    QLabel* m_empty;
    QLabel* m_explanation = nullptr;
    QSpinBox* m_count = nullptr;
    QPushButton* m_make = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_export = nullptr;
    ElidedLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QFrame* m_problem = nullptr;
    QLabel* m_problemText = nullptr;
    QPushButton* m_noise = nullptr;
    LossPlot* m_plot = nullptr;
    PictureGrid* m_grid = nullptr;
    QElapsedTimer m_clock; ///< since the first step that was heard of
    std::int64_t m_firstStep = 0; ///< when the clock began
    QString m_stepText; ///< while images form
    study::ProbePtr m_shown; ///< null while images form
    std::string m_problemSource; ///< of the probe that has failed
};

} // namespace pleat::ui
