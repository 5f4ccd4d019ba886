// SPDX-License-Identifier: GPL-3.0-or-later
// Overview: k of every group at a glance and by hand.
#pragma once

#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QWidget>

class QScrollBar;

namespace pleat::ui {

class OverviewPlot;
struct OverviewRow;

class OverviewView : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewView(Session& session, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

private:
    void connectSession();
    void connectPlot();
    void showRows();
    OverviewRow rowOf(int group) const;
    QString helpOf(int group) const;
    void paintShare(const QVector<int>& groups, double share, Gesture gesture);
    void placeScrollBar();
    void moveSelection(int by);
    /// The next group is selected and gets the share of the one where the keys began.
    void paintNext(int by);
    /// Whether the key sets a k; with `keeps` the other groups keep the parameters.
    bool tuneByKey(const QKeyEvent& event, bool keeps);

    Session& m_session;
    OverviewPlot* m_plot;
    QScrollBar* m_scroll;
    fold::Plan m_from; ///< when the gesture under way began
    /// What the last step by key was; none if another edit came in between.
    enum class Keyed
    {
        None,
        Tune,
        Keep,
        Paint
    };
    Keyed m_keyed = Keyed::None;
    int m_keyedGroup = -1;
    double m_share = 1; ///< that is painted
    bool m_keying = false;
    QElapsedTimer m_burst; ///< since that step
};

} // namespace pleat::ui
