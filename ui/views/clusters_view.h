// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters: the scatter of the current group, by PCA or t-SNE.
#pragma once

#include "core/cluster/channel_facts.h"
#include "core/study/group_statistics.h"
#include "ui/plots/view_edges.h"
#include "ui/session/tsne_pictures.h"
#include "ui/views/stateful_view.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace pleat::ui {

class ClusterPlot;
class ElidedLabel;
class Session;

class ClustersView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    /// `jobs` makes the t-SNE pictures.
    ClustersView(Session& session, JobRunner& jobs, QWidget* parent = nullptr);

    QJsonObject viewState() const override;
    /// A t-SNE picture is made anew; its zoom waits until it is complete.
    void restoreViewState(const QJsonObject& state) override;

private:
    void buildLayout();
    void addPictureControls(QBoxLayout& row);
    void addMarkControls(QBoxLayout& row);
    QToolButton* addTool(QBoxLayout& row, const QString& text, const QString& objectName,
        const QString& name, const QString& help);
    void connectSession();
    void connectPlot();
    void showGroup();
    void drawPoints();
    void rememberView(int group);
    /// Whether t-SNE of the group has been drawn to its last step.
    bool tsneComplete(int group) const;
    void showClusters();
    void showSummary();
    void showNorms();
    void choosePicture();
    void showPicture();
    void showTsneState();
    void placeRestoredZoom();
    void forgetRestored();
    void startOrStop();
    bool wantsTsne() const;
    QString describe(int channel);

    Session& m_session;
    TsnePictures m_tsne;
    ClusterPlot* m_plot;
    QLabel* m_summary;
    QComboBox* m_picture = nullptr;
    QPushButton* m_stop = nullptr;
    ElidedLabel* m_state = nullptr;
    QToolButton* m_numbers = nullptr;
    QToolButton* m_sizes = nullptr;
    bool m_restoredTsne = false; ///< until there are statistics
    std::optional<ViewEdges> m_restoredZoom; ///< until its picture is there
    study::GroupStatisticsPtr m_statistics; ///< of what is shown
    study::GroupStatisticsPtr m_drawn; ///< whose picture the plot has
    int m_drawnGroup = -1;
    /// How the current group was looked at while it had other statistics, which an undo brings
    /// back.
    struct Seen
    {
        bool tsne = false;
        std::optional<ViewEdges> zoom;
    };
    std::map<std::weak_ptr<const study::GroupStatistics>, Seen, std::owner_less<>> m_seen;
    std::unique_ptr<cluster::ClusterFacts> m_facts; ///< looks into m_statistics
};

/// What a view of the current group says when its statistics are not there; empty if they are.
QString emptyTextOf(const Session& session);

} // namespace pleat::ui
