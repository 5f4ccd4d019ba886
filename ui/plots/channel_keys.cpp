// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/channel_keys.h"

#include "ui/plots/picking.h"

#include <QKeyEvent>

namespace pleat::ui {

namespace {

constexpr double kZoomStep = 1.25; // of a key

} // namespace

std::optional<std::vector<int>> keyedMarks(const QKeyEvent& key, int channel,
    const std::vector<int>& cluster, const std::vector<int>& marked)
{
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    if (key.key() == Qt::Key_Escape && modifiers == Qt::NoModifier)
        return std::vector<int>();
    if (channel < 0)
        return std::nullopt;
    if (key.key() == Qt::Key_Space && !(modifiers & (Qt::AltModifier | Qt::MetaModifier)))
        return combined(marked, {channel}, modifiers);
    if (key.key() == Qt::Key_C && !cluster.empty() && !(modifiers & ~Qt::ShiftModifier))
        return combined(marked, cluster, modifiers);
    return std::nullopt;
}

bool keepsEscape(const QEvent& event, const std::vector<int>& marked)
{
    if (event.type() != QEvent::ShortcutOverride || marked.empty())
        return false;
    const auto& key = static_cast<const QKeyEvent&>(event);
    return key.key() == Qt::Key_Escape && !(key.modifiers() & ~Qt::KeypadModifier);
}

bool keyedReturn(const QKeyEvent& key)
{
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

std::optional<double> keyedZoom(const QKeyEvent& key)
{
    if (!(key.modifiers() & Qt::ControlModifier))
        return std::nullopt;
    if (key.key() == Qt::Key_Plus || key.key() == Qt::Key_Equal)
        return 1 / kZoomStep;
    if (key.key() == Qt::Key_Minus)
        return kZoomStep;
    return std::nullopt;
}

bool keyedFit(const QKeyEvent& key)
{
    return key.key() == Qt::Key_F && !(key.modifiers() & ~Qt::KeypadModifier);
}

} // namespace pleat::ui
