// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says without a window, to compare views with.
#pragma once

#include "tests/ui/fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace pleat::ui::test {

/// What `pleat ... --json` writes; empty if it fails.
inline QJsonObject programSays(QStringList arguments)
{
    QProcess program;
    program.start(QStringLiteral(PLEAT_PROGRAM), arguments << QStringLiteral("--json"));
    if (!waitForEnd(program) || program.exitCode() != 0)
        qWarning("%s", program.readAllStandardError().constData());
    return QJsonDocument::fromJson(program.readAllStandardOutput()).object();
}

/// Of what folding a sample by a recipe says.
inline QJsonObject foldSays(const QString& model, const QString& recipe, const QString& output)
{
    return programSays({QStringLiteral("fold"), sample(model), QStringLiteral("-o"), output,
        QStringLiteral("--recipe"), recipe});
}

/// The entry of an array whose `name` it is.
inline QJsonObject entryNamed(const QJsonValue& entries, const QString& name)
{
    for (const QJsonValue& entry : entries.toArray()) {
        if (entry[QLatin1String("name")].toString() == name)
            return entry.toObject();
    }
    return {};
}

} // namespace pleat::ui::test
