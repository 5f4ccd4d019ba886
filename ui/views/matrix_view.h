// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix: similarity of the current group's channels: of the whole group, of the weights of one of
// its layers, or of what that layer puts out on data.
#pragma once

#include "core/study/group_statistics.h"
#include "ui/jobs/job_runner.h"
#include "ui/plots/matrix_pyramid.h"
#include "ui/views/stateful_view.h"

#include <QWidget>

class QComboBox;

namespace pleat::ui {

class MatrixPlot;
class Session;

/// The matrix is computed in the background, and only while the view can be seen.
class MatrixView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    /// `network` measures activations; `jobs` does all else.
    MatrixView(Session& session, JobRunner& jobs, JobRunner& network, QWidget* parent = nullptr);

    QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject& state) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum class Source
    {
        Features,
        Weights,
        Activations
    };
    void connectSession();
    void showGroup();
    void fillChooser();
    void addSource(const QString& title, Source source, int layer, const QString& help);
    void requestMatrix();
    void measure(const study::GroupStatisticsPtr& statistics, int layer);
    void dropJobs();
    void showMatrix(const Result<MatrixPyramidPtr>& result);
    void showProgress(quint64 job, const QString& stage, const QString& item, double fraction);

    Session& m_session;
    JobRunner& m_jobs;
    JobRunner& m_network;
    JobRunner::JobId m_job = 0;
    JobRunner::JobId m_measuring = 0;
    bool m_wanted = false; ///< the matrix of the chosen layer is not there yet
    QString m_restored; ///< a source that the group does not offer yet
    QComboBox* m_chooser;
    MatrixPlot* m_plot;
};

} // namespace pleat::ui
