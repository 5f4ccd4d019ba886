// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/recovery.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <utility>

namespace pleat::ui {

namespace {

const QString kEnding = QStringLiteral(".pleat");

std::unique_ptr<QLockFile> lockOf(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // age says nothing: only a process that is gone makes a lock stale
    return lock;
}

/// Files that cannot be read are passed over: they may be of a newer Pleat.
Result<std::vector<RecoveredWork>> readWorks(const QStringList& paths)
{
    std::vector<RecoveredWork> works;
    for (const QString& path : paths) {
        const Result<study::Project> project = study::loadProject(path.toStdString());
        if (project)
            works.push_back({path, QString::fromStdString(project->recipe.modelName),
                QFileInfo(path).lastModified(), static_cast<int>(project->runs.size())});
    }
    return works;
}

} // namespace

Recovery::Recovery(QObject* parent)
    : QObject(parent)
    , m_jobs(std::make_unique<JobRunner>())
{
    if (!claimFile())
        m_noFolder = Error{ErrorCode::Impossible, "work cannot be kept for recovery",
            folder().toStdString(), "make this folder writable"};
}

Recovery::~Recovery()
{
    m_jobs.reset(); // no write may follow
    if (!m_path.isEmpty())
        removeWork(m_path);
}

QString Recovery::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/recovery");
}

bool Recovery::claimFile()
{
    if (!QDir().mkpath(folder()))
        return false;
    const QString path =
        folder() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces) + kEnding;
    m_lock = lockOf(path);
    if (!m_lock->tryLock(0))
        return false;
    m_path = path;
    return true;
}

/// The file of the images that belongs to the project at `path`.
QString Recovery::imagesOf(const QString& path)
{
    return path.chopped(kEnding.size()) + QStringLiteral(".probe.npy");
}

void Recovery::removeWork(const QString& path)
{
    QFile::remove(path);
    QFile::remove(imagesOf(path));
}

void Recovery::write(study::Project project)
{
    if (m_noFolder) {
        Q_EMIT failed(*std::exchange(m_noFolder, std::nullopt)); // said once
        return;
    }
    if (m_path.isEmpty())
        return;
    const study::ProbePtr images = std::exchange(project.probe, nullptr);
    const bool written = images == m_images;
    m_images = images;
    if (images) {
        project.recipe.probeFile = QFileInfo(imagesOf(m_path)).fileName().toStdString();
        project.probeComplete = images->info().complete;
    }
    m_jobs->start(
        JobPriority::Foreground,
        [project, images = written ? nullptr : images, path = m_path.toStdString(),
            imagesPath = imagesOf(m_path).toStdString()](const StageContext&) -> Result<bool> {
            if (images) {
                if (auto saved = study::saveProbe(*images, imagesPath); !saved)
                    return saved.error();
            }
            const Result<void> saved = study::saveProject(project, path);
            return saved ? Result<bool>(true) : saved.error();
        },
        [this](const Result<bool>& result) { onWritten(result); });
}

void Recovery::onWritten(const Result<bool>& result)
{
    if (!result) {
        m_images.reset();
        Q_EMIT failed(result.error());
        return;
    }
    if (!m_adopted.isEmpty())
        discard(std::exchange(m_adopted, {}));
    Q_EMIT written();
}

/// In turn with the writing, so that no earlier one follows.
void Recovery::clear()
{
    if (m_path.isEmpty())
        return;
    m_jobs->start(
        JobPriority::Foreground,
        [path = m_path](const StageContext&) -> Result<bool> {
            removeWork(path);
            return true;
        },
        [](const Result<bool>&) {});
    m_images.reset();
}

void Recovery::search()
{
    QStringList left;
    const QDir folder(Recovery::folder());
    for (const QString& name :
        folder.entryList({QLatin1Char('*') + kEnding}, QDir::Files, QDir::Time)) {
        if (takeOver(folder.filePath(name)))
            left << folder.filePath(name);
    }
    if (left.isEmpty())
        return;
    m_jobs->start(
        JobPriority::Foreground, [left](const StageContext&) { return readWorks(left); },
        [this](const Result<std::vector<RecoveredWork>>& works) {
            if (works && !works->empty())
                Q_EMIT found(*works);
        });
}

/// False if its process lives.
bool Recovery::takeOver(const QString& path)
{
    std::unique_ptr<QLockFile> lock = lockOf(path);
    if (path == m_path || !lock->tryLock(0))
        return false;
    m_takenOver[path] = std::move(lock);
    return true;
}

void Recovery::discard(const QString& path)
{
    removeWork(path);
    m_takenOver.erase(path);
}

void Recovery::adopt(const QString& path)
{
    m_adopted = path;
}

} // namespace pleat::ui
