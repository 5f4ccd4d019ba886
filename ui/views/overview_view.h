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

private:
    void connectSession();
    void connectPlot();
    void showRows();
    OverviewRow rowOf(int group) const;
    QString helpOf(int group) const;
    void paintShare(const QVector<int>& groups, double share, Gesture gesture);
    void placeScrollBar();
    void moveSelection(int by);

    Session& m_session;
    OverviewPlot* m_plot;
    QScrollBar* m_scroll;
    fold::Plan m_from; ///< when the gesture under way began
    int m_keyed = -1; ///< group of the last step by key; -1 if another edit came in between
    bool m_keying = false;
    QElapsedTimer m_burst; ///< since that step
};

} // namespace pleat::ui
