// SPDX-License-Identifier: GPL-3.0-or-later
// Labels the cells of an axis with the channels that they show.
#pragma once

#include <QSharedPointer>

#include <cstdint>
#include <vector>

class QCPAxis;
class QCPAxisTicker;

namespace pleat::ui {

/// Cell i spans i..i+1 and is labelled order[i] at its middle, as many cells as there is room for.
/// For `axis`, which is a horizontal one.
QSharedPointer<QCPAxisTicker> makeChannelTicker(
    const QCPAxis& axis, const std::vector<std::int32_t>& order);

} // namespace pleat::ui
