// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tuning_keys.h"

#include "core/cluster/quality.h"
#include "ui/session/session.h"

#include <QKeyEvent>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kPage = 8;

bool plain(const QKeyEvent& event)
{
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

} // namespace

std::optional<std::int64_t> keyedK(const Session& session, const QKeyEvent& event)
{
    const study::GroupInfo* info = session.currentInfo();
    if (!info || !plain(event))
        return std::nullopt;
    const int group = session.selection().group();
    const std::int64_t k = session.kOf(group);
    const std::int64_t step = session.snap();
    const std::int64_t page = std::max<std::int64_t>(kPage, step);
    switch (event.key()) {
    case Qt::Key_Left:
        return k - step;
    case Qt::Key_Right:
        return k + step;
    case Qt::Key_PageDown:
        return k - page;
    case Qt::Key_PageUp:
        return k + page;
    case Qt::Key_Home:
        return 1;
    case Qt::Key_End:
        return info->channels;
    case Qt::Key_E:
        if (const study::GroupStatisticsPtr known = session.statistics(group))
            return cluster::elbow(known->tree.inertia());
        break;
    default:
        break;
    }
    return std::nullopt;
}

bool keyedEdit(Session& session, const QKeyEvent& event)
{
    const int group = session.selection().group();
    if (group < 0 || !plain(event) || event.isAutoRepeat())
        return false;
    if (event.key() == Qt::Key_L)
        session.setLocked(group, !session.lockedOf(group));
    else if (event.key() == Qt::Key_R)
        session.resetGroup(group);
    else
        return false;
    return true;
}

} // namespace pleat::ui
