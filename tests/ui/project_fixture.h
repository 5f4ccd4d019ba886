// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of projects share: saving, opening, and files that may be changed.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/shell/keeper.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>

namespace pleat::ui::test {

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

class ProjectTest : public WindowTest
{
protected:
    /// A model of our own that may be changed.
    QString copyOf(const QString& name)
    {
        const QString path = m_settings.path(QStringLiteral("copy-of-") + name);
        QFile::remove(path);
        QFile::copy(sample(name), path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    void openPath(const QString& path)
    {
        m_window->openFile(path);
        QTRY_VERIFY_WITH_TIMEOUT(
            session().hasModel() && workflow().activity() == Activity::Idle, kPatience);
    }

    void save(const QString& path)
    {
        QSignalSpy saved(&workflow(), &Workflow::saved);
        m_window->keeper().saveProject(path);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatience);
        QVERIFY(QFile::exists(path));
    }

    void newWindow(const QString& project)
    {
        m_window.reset();
        makeWindow();
        openPath(project);
    }

    QString message() const { return find<QLabel>("messageText")->text(); }
};

} // namespace pleat::ui::test
