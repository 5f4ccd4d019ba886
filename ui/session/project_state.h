// SPDX-License-Identifier: GPL-3.0-or-later
// A session as a project keeps it, and back.
#pragma once

#include "core/study/project.h"

#include <QJsonObject>

namespace pleat::ui {

class RunHistory;
class Session;

/// Everything of an open model but `views` and `recipe`, which the caller has.
study::Project projectOf(const Session& session);

/// Behind those that are there. Their networks are gone; with `otherWeights` their names say that
/// they are of other weights than those of the open model.
void restoreRuns(RunHistory& history, const study::Project& project, bool otherWeights);

/// Group by name, channels and runs.
QJsonObject selectionState(const Session& session);
/// What is no longer there is passed over.
void restoreSelection(Session& session, const QJsonObject& state);

} // namespace pleat::ui
