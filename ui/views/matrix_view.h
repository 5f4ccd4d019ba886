// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix: similarity of the current group's channels: of the whole group, of the weights of one of
// its layers, or of what that layer puts out on data.
#pragma once

#include "core/study/group_statistics.h"
#include "ui/jobs/job_runner.h"
#include "ui/plots/matrix_plot.h"
#include "ui/views/stateful_view.h"

#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QBoxLayout;
class QComboBox;
class QToolButton;

namespace pleat::ui {

class Session;

/// The matrix is computed in the background, and only while the view can be seen.
class MatrixView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    /// `network` measures activations; `jobs` does all else.
    MatrixView(Session& session, JobRunner& jobs, JobRunner& network, QWidget* parent = nullptr);

    /// The window's actions that do what the buttons of the zoom do, which name their keys.
    void setZoomActions(QAction& back, QAction& forward);
    bool canGoBack() const;
    bool canGoForward() const;

    QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject& state) override;

Q_SIGNALS:
    /// Of the zoom.
    void historyChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum class Source
    {
        Features,
        Weights,
        Activations
    };
    using Similarity = std::shared_ptr<const Eigen::MatrixXf>;
    /// Where similarities come from.
    struct Origin
    {
        study::GroupStatisticsPtr statistics;
        Source source = Source::Features;
        int layer = -1;
        std::int64_t samples = 0; ///< of activations
        std::uint64_t seed = 0;
        bool operator==(const Origin&) const = default;
    };
    struct Known
    {
        Origin origin;
        Similarity similarity;
    };
    /// A matrix and the similarities it was made of.
    struct Arranged
    {
        Similarity similarity;
        MatrixPyramidPtr matrix;
    };
    static Result<Arranged> arranged(const Similarity& similarity, const Origin& origin,
        Quantity quantity, const std::vector<std::int32_t>& order, const StageContext& context);

    void buildLayout();
    void addChoosers(QBoxLayout& row);
    void addHistory(QBoxLayout& row);
    QToolButton* addStep(QBoxLayout& row, Qt::ArrowType arrow, const QString& objectName,
        const QString& name, void (MatrixPlot::*step)());
    static void nameKeysOf(const QAction& action, QToolButton& button);
    void connectSession();
    void connectSelection();
    void showGroup();
    void fillChooser();
    void forgetZoom() { m_restoredZoom.reset(); }
    void addSource(const QString& title, Source source, int layer, const QString& help);
    void refreshOrder();
    std::vector<std::int32_t> wantedOrder() const;
    Quantity quantity() const;
    Origin origin() const;
    /// With what is chosen now, if it can be seen.
    void requestMatrix();
    JobInfo jobInfo(const Wording& title);
    void compute(const Origin& origin);
    void measure(const Origin& origin);
    void dropJobs();
    void recall(const study::GroupStatisticsPtr& statistics);
    void drawTree(const study::GroupStatistics& statistics);
    void showMatrix(const Origin& origin, const Result<Arranged>& result);
    void showProgress(quint64 job, const QString& stage, const QString& item, double fraction);

    Session& m_session;
    JobRunner& m_jobs;
    JobRunner& m_network;
    JobRunner::JobId m_job = 0;
    JobRunner::JobId m_measuring = 0;
    bool m_wanted = false; ///< what is chosen is not there yet
    QString m_restored; ///< a source that the group does not offer yet
    std::optional<ViewEdges> m_restoredZoom; ///< until there are statistics
    std::optional<MatrixPlot::Colours> m_restoredColours; ///< until there is a matrix
    Known m_known; ///< of what is shown
    Known m_earlier; ///< before the clusterer or the group changed
    int m_drawnGroup = -1; ///< whose tree the plot has
    QComboBox* m_quantity = nullptr;
    QComboBox* m_chooser;
    QComboBox* m_order = nullptr;
    QToolButton* m_back = nullptr;
    QToolButton* m_forward = nullptr;
    MatrixPlot* m_plot;
};

} // namespace pleat::ui
