// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/model_watch.h"

#include <QFileInfo>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kSettled = 400; // milliseconds

} // namespace

ModelWatch::ModelWatch(QObject* parent)
    : QObject(parent)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettled);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settled, qOverload<>(&QTimer::start));
    connect(&m_settled, &QTimer::timeout, this, &ModelWatch::look);
}

void ModelWatch::watch(const QString& path)
{
    m_settled.stop();
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_path = path;
    m_stamp = stampNow();
    if (m_stamp.exists)
        m_watcher.addPath(path);
}

ModelWatch::Stamp ModelWatch::stampNow() const
{
    const QFileInfo file(m_path);
    return file.exists() ? Stamp{true, file.size(), file.lastModified()} : Stamp{};
}

void ModelWatch::look()
{
    const Stamp now = stampNow();
    // A file that was replaced is another one for the system.
    if (now.exists && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    if (std::exchange(m_stamp, now) == now)
        return;
    if (now.exists)
        Q_EMIT changed(m_path);
    else
        Q_EMIT vanished(m_path);
}

} // namespace pleat::ui
