// SPDX-License-Identifier: GPL-3.0-or-later
// Back and forward through what was looked at.
#pragma once

#include <QRectF>

#include <optional>
#include <vector>

namespace pleat::ui {

class ZoomHistory
{
public:
    /// Forgets all but this view.
    void reset(const QRectF& view);
    /// A view that a person has come to rest at; the one that is shown already is left out.
    void note(const QRectF& view);
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_views.size(); }
    /// The view to show; none at the end.
    std::optional<QRectF> back();
    std::optional<QRectF> forward();

private:
    std::vector<QRectF> m_views;
    std::size_t m_current = 0;
};

} // namespace pleat::ui
