// SPDX-License-Identifier: GPL-3.0-or-later
// Labels the cells of an axis with the channels that they show.
#pragma once

#include <QSharedPointer>

#include <cstdint>
#include <vector>

class QCPAxisTicker;

namespace pleat::ui {

/// Cell i spans i..i+1 and is labelled order[i] at its middle.
QSharedPointer<QCPAxisTicker> makeChannelTicker(const std::vector<std::int32_t>& order);

} // namespace pleat::ui
