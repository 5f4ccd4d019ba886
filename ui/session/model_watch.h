// SPDX-License-Identifier: GPL-3.0-or-later
// Notices that the file of the open model changes or vanishes.
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

namespace pleat::ui {

/// Says so once for each change; reads nothing of the file.
class ModelWatch : public QObject
{
    Q_OBJECT
public:
    explicit ModelWatch(QObject* parent = nullptr);

    /// Instead of the file watched before; empty: none.
    void watch(const QString& path);

Q_SIGNALS:
    void changed(const QString& path);
    void vanished(const QString& path);

private:
    /// What tells one state of a file from another without reading it.
    struct Stamp
    {
        bool exists = false;
        qint64 bytes = 0;
        QDateTime written;
        bool operator==(const Stamp&) const = default;
    };
    Stamp stampNow() const;
    void look();

    QFileSystemWatcher m_watcher;
    QTimer m_settled; ///< programs write in several steps, or beside the file and rename
    QString m_path;
    Stamp m_stamp;
};

} // namespace pleat::ui
