// SPDX-License-Identifier: GPL-3.0-or-later
// Names that the files of ClusterPlot share.
#pragma once

#include <QString>

namespace pleat::ui {

/// What moves with the mouse.
inline QString clusterOverlay()
{
    return QStringLiteral("highlight");
}

} // namespace pleat::ui
