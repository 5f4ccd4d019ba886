// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters: the scatter of the current group.
#pragma once

#include <QWidget>

class QLabel;

namespace pleat::ui {

class ClusterPlot;
class Session;

class ClustersView : public QWidget
{
    Q_OBJECT
public:
    explicit ClustersView(Session& session, QWidget* parent = nullptr);

private:
    void showGroup();
    void showClusters();

    Session& m_session;
    ClusterPlot* m_plot;
    QLabel* m_summary;
};

/// What a view of the current group says when its statistics are not there; empty if they are.
QString emptyTextOf(const Session& session);

} // namespace pleat::ui
