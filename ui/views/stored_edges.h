// SPDX-License-Identifier: GPL-3.0-or-later
// Zooms and ranges as projects keep them.
#pragma once

#include "ui/plots/view_edges.h"

#include <QJsonArray>
#include <QJsonValue>

#include <optional>
#include <vector>

namespace pleat::ui {

QJsonArray storedEdges(const ViewEdges& edges);
/// None unless it is a rectangle that a view can show.
std::optional<ViewEdges> edgesFrom(const QJsonValue& stored);

/// A list of so many numbers of a size that coordinates have; empty if it is anything else.
std::vector<double> coordinatesFrom(const QJsonValue& stored, int count);

} // namespace pleat::ui
