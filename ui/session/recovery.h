// SPDX-License-Identifier: GPL-3.0-or-later
// What a crash would lose: a project file of our own beside those of other windows, and the files
// that windows left whose process is gone.
#pragma once

#include "core/study/project.h"
#include "ui/jobs/job_runner.h"

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace pleat::ui {

/// One project that a window left.
struct RecoveredWork
{
    QString path;
    QString model; ///< its name
    QDateTime when;
    int runs = 0;
};

/// One file per window, in the folder "recovery" of the program's data. A lock file beside it says
/// that its process lives; both go when this ends. All writing is done in the background.
class Recovery : public QObject
{
    Q_OBJECT
public:
    explicit Recovery(QObject* parent = nullptr);
    ~Recovery() override;

    static QString folder();
    const QString& path() const { return m_path; }

    /// Replaces what was written before, beside it and by a rename. The project's probe goes into a
    /// file of its own, written once, which the recipe names.
    void write(study::Project project);
    /// There is nothing to lose any more.
    void clear();

    /// Looks for files whose process is gone; found() follows if there are any. They are ours then:
    /// no other window offers them while this one lives.
    void search();
    /// Forgets the file and removes it.
    void discard(const QString& path);
    /// Its work goes on here: it is removed once write() has been completed.
    void adopt(const QString& path);

Q_SIGNALS:
    void found(const std::vector<pleat::ui::RecoveredWork>& works);
    void written();
    void failed(const pleat::Error& error);

private:
    bool claimFile();
    bool takeOver(const QString& path);
    static QString imagesOf(const QString& path);
    static void removeWork(const QString& path);
    void onWritten(const Result<bool>& result);

    QString m_path; ///< empty if there is no folder to write to
    std::optional<Error> m_noFolder;
    std::unique_ptr<QLockFile> m_lock;
    std::map<QString, std::unique_ptr<QLockFile>> m_takenOver; ///< by path of the work
    QString m_adopted;
    study::ProbePtr m_images; ///< that were written last
    std::unique_ptr<JobRunner> m_jobs;
};

} // namespace pleat::ui
