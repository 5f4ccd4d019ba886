// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/zoom_history.h"

namespace pleat::ui {

namespace {

constexpr std::size_t kMostViews = 100;

} // namespace

void ZoomHistory::reset(const QRectF& view)
{
    m_views = {view};
    m_current = 0;
}

void ZoomHistory::note(const QRectF& view)
{
    if (!m_views.empty() && m_views[m_current] == view)
        return;
    m_views.resize(m_views.empty() ? 0 : m_current + 1);
    m_views.push_back(view);
    if (m_views.size() > kMostViews)
        m_views.erase(m_views.begin());
    m_current = m_views.size() - 1;
}

std::optional<QRectF> ZoomHistory::back()
{
    return canGoBack() ? std::optional(m_views[--m_current]) : std::nullopt;
}

std::optional<QRectF> ZoomHistory::forward()
{
    return canGoForward() ? std::optional(m_views[++m_current]) : std::nullopt;
}

} // namespace pleat::ui
