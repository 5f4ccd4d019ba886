// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix: similarity of the current group's channels, of the whole group or of one of its layers.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/plots/matrix_pyramid.h"

#include <QWidget>

class QComboBox;

namespace pleat::ui {

class MatrixPlot;
class Session;

/// The matrix is computed in the background, and only while the view can be seen.
class MatrixView : public QWidget
{
    Q_OBJECT
public:
    MatrixView(Session& session, JobRunner& jobs, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showGroup();
    void fillChooser();
    void requestMatrix();

    Session& m_session;
    JobRunner& m_jobs;
    JobRunner::JobId m_job = 0;
    bool m_wanted = false; ///< the matrix of the chosen layer is not there yet
    QComboBox* m_chooser;
    MatrixPlot* m_plot;
};

} // namespace pleat::ui
