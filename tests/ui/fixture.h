// SPDX-License-Identifier: GPL-3.0-or-later
// What the window tests share: samples, and settings that touch nobody's own.
#pragma once

#include "core/base/stage_context.h"
#include "core/study/model.h"

#include <QDir>
#include <QProcess>
#include <QSettings>
#include <QString>
#include <QTemporaryDir>
#include <QtTest>

namespace pleat::ui::test {

constexpr int kPatience = 60'000; // milliseconds; only a failing test waits that long

inline QString sample(const QString& name)
{
    return QDir(QStringLiteral(PLEAT_SAMPLES_DIR)).filePath(name);
}

/// The opened sample, or null after a message.
inline study::ModelPtr openSample(const QString& name)
{
    const Result<study::ModelPtr> model = study::openModel({sample(name).toStdString(), {}}, {});
    if (!model)
        qWarning("%s", toString(model.error()).c_str());
    return model ? *model : nullptr;
}

/// Index of the first foldable group, or -1.
inline int firstFoldable(const study::ModelInfo& info)
{
    for (std::size_t group = 0; group < info.groups.size(); ++group) {
        if (info.groups[group].foldable)
            return static_cast<int>(group);
    }
    return -1;
}

/// True once a program has ended; the event loop goes on meanwhile.
inline bool waitForEnd(const QProcess& program)
{
    return QTest::qWaitFor(
        [&program] { return program.state() == QProcess::NotRunning; }, kPatience);
}

/// Sends all settings to a folder that ends with the test.
class IsolatedSettings
{
public:
    IsolatedSettings()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_directory.path());
        qputenv("XDG_DATA_HOME", m_directory.path().toLocal8Bit()); // recovery
        // Tests read English texts whatever the desktop speaks.
        QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"))
            .setValue(QStringLiteral("language"), QStringLiteral("en"));
    }
    QString path(const QString& name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
};

} // namespace pleat::ui::test
