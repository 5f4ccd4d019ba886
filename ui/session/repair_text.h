// SPDX-License-Identifier: GPL-3.0-or-later
// How repairs and probes read everywhere in the window.
#pragma once

#include "core/study/probe.h"

#include <QString>

#include <string>

namespace pleat::ui {

/// "ls+bn" -> "Least squares, then BatchNorm re-estimation"; an unknown id reads as it is.
QString repairTitle(const std::string& ids);
/// "inversion" -> "inverted images"; of data the name of its folder or file.
QString probeTitle(const std::string& source);
/// "128 inverted images", and whether they were stopped or read from a file.
QString probeText(const study::ProbeInfo& info);
/// "step 120 of 300".
QString stepText(const study::ProbeInfo& info);

} // namespace pleat::ui
