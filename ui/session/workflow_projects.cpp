// SPDX-License-Identifier: GPL-3.0-or-later
// Workflow: projects are written and read in the background.
#include "ui/session/workflow.h"

#include "core/base/files.h"
#include "ui/session/session.h"

#include <QTemporaryDir>

namespace pleat::ui {

void Workflow::saveProject(const study::Project& project, const QString& path)
{
    ++m_writing;
    JobInfo info([] { return tr("Save the project"); });
    info.retry = [this, project, path] { saveProject(project, path); };
    m_derived.start(
        JobPriority::Foreground, info,
        [project, file = path.toStdString()](const StageContext& context) -> Result<bool> {
            if (context.cancelled())
                return cancelledError();
            const Result<void> written = study::saveProject(project, file);
            return written ? Result<bool>(true) : written.error();
        },
        [this, path, plan = m_session.plan()](const Result<bool>& written) {
            --m_writing;
            if (!written) {
                report(written.error());
                return;
            }
            if (plan == m_session.plan())
                m_session.undoStack()->setClean();
            Q_EMIT message(tr("Saved project %1").arg(path));
            Q_EMIT saved(path);
        });
}

void Workflow::loadProject(
    const QString& path, std::function<void(const Result<study::Project>&)> read)
{
    JobInfo info([] { return tr("Open the project"); });
    info.retry = [this, path, read] { loadProject(path, read); };
    m_derived.start(
        JobPriority::Foreground, info,
        [file = path.toStdString()](const StageContext& context) -> Result<study::Project> {
            auto project = study::loadProject(file);
            if (project)
                study::readImagesBeside(*project, file);
            if (context.cancelled())
                return cancelledError();
            return project;
        },
        [this, read = std::move(read)](const Result<study::Project>& project) {
            if (!project)
                report(project.error());
            read(project);
        });
}

void Workflow::readProjectImages(const study::Project& project)
{
    const study::ProbeRequest request = study::probeRequest(project.recipe.plan);
    if (project.probeImages.empty() || request.source != "inversion"
        || project.recipe.modelHash != m_session.info().weightsHash)
        return;
    readImages(
        tr("Read the images of the project"),
        [model = m_session.model(), request, images = project.probeImages,
            complete = project.probeComplete]() -> Result<study::ProbePtr> {
            const QTemporaryDir folder;
            const std::string path = folder.filePath(QStringLiteral("probe.npy")).toStdString();
            if (auto written = writeTextFile(path, images); !written)
                return written.error();
            return study::loadProbe(*model, request, path, complete);
        },
        tr("a run makes the images of the project anew").toStdString());
}

} // namespace pleat::ui
