// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: the network as nested blocks, with the channel groups that run through it.
#pragma once

#include "core/study/outline.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/graph_layout.h"
#include "ui/views/graph_canvas.h"
#include "ui/views/stateful_view.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QToolButton;

namespace pleat::ui {

class Session;

/// Laid out only once it can be seen; large networks in the background.
class GraphView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    GraphView(Session& session, JobRunner& jobs, QWidget* parent = nullptr);

    /// How often the network has been laid out.
    int layouts() const { return m_layouts; }
    /// Blocks that are open, by index in the outline.
    const std::vector<bool>& open() const { return m_open; }
    /// What is typed from now on is searched for.
    void focusSearch();

    QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject& state) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QLayout* buildTop();
    QToolButton* addButton(const QString& name, const QString& text, const QString& help);
    void connectSession();
    void onModelChanged();
    void toggle(int block);
    void setAllOpen(bool open);
    /// In the background, with the outline.
    void drawModel();
    void openRestored();
    /// Block `fixed` stays where it is on the screen; -1 for none.
    void relayout(int fixed);
    void showLayout(Result<GraphLayout> result, int fixed);
    void refreshFill();
    void fillScene();
    void refreshPath();
    void goTo(const QString& block);
    void search();
    void nextMatch(int step);
    /// Opens what hides the current match.
    void showMatch();
    bool eventFilter(QObject* watched, QEvent* event) override;

    Session& m_session;
    JobRunner& m_jobs;
    JobRunner::JobId m_job = 0;
    bool m_wanted = false; ///< the layout of the model is not there yet
    int m_layouts = 0;
    std::shared_ptr<const study::Outline> m_outline;
    const study::Model* m_drawn = nullptr; ///< whose outline it is; only compared
    std::vector<bool> m_open;
    std::optional<QStringList> m_restored; ///< names of the open blocks, until there is an outline
    std::optional<GraphCanvas::Place> m_restoredPlace; ///< until there is a layout
    std::vector<int> m_matches;
    int m_match = -1; ///< index in m_matches
    bool m_goToMatch = false; ///< once the block that hides it is open
    QComboBox* m_fill;
    QLineEdit* m_search;
    QLabel* m_found;
    QLabel* m_path;
    GraphCanvas* m_canvas;
};

} // namespace pleat::ui
