// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of Overview and of the tuning tools share: drawn groups, and a mouse on them.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/plots/overview_plot.h"

#include <algorithm>

namespace pleat::ui::test {

class TuningTest : public WindowTest
{
protected:
    void makeTuningWindow()
    {
        setThreadCount(0);
        Settings().setSnap(1);
        Settings().setLogarithmicK(false);
        makeWindow();
    }
    OverviewPlot* plot() const { return find<OverviewPlot>("overviewPlot"); }
    int groupCalled(const char* name) const { return study::groupIndex(session().info(), name); }
    std::int64_t channels(int group) const { return session().info().groups[group].channels; }

    void openDrawn(const QString& name)
    {
        open(name);
        m_window->showView(QStringLiteral("overviewView"));
        QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!plot()->drawnRows().isEmpty(), kPatience);
    }

    const OverviewPlot::Drawn* drawn(int row) const
    {
        for (const OverviewPlot::Drawn& each : plot()->drawnRows()) {
            if (each.row == row)
                return &each;
        }
        return nullptr;
    }

    /// Where the k of a row is, in the canvas that takes the mouse.
    QPoint at(int row, std::int64_t k) const { return plot()->positionOf(row, k); }

    /// How many channels a pixel or two are.
    std::int64_t slack(int row) const
    {
        return 1 + 2 * channels(row) / std::max(1, at(row, channels(row)).x() - at(row, 1).x());
    }

    void press(QPoint where, Qt::KeyboardModifiers keys = {})
    {
        m_canvas = plot()->childAt(where);
        m_keys = keys;
        QTest::mousePress(m_canvas, Qt::LeftButton, keys, m_canvas->mapFrom(plot(), where));
    }

    /// QTest::mouseMove carries no modifiers.
    void move(QPoint where)
    {
        const QPointF local = m_canvas->mapFrom(plot(), where);
        QMouseEvent event(QEvent::MouseMove, local, m_canvas->mapToGlobal(local), Qt::NoButton,
            Qt::LeftButton, m_keys);
        QCoreApplication::sendEvent(m_canvas, &event);
    }

    void release(QPoint where)
    {
        QTest::mouseRelease(m_canvas, Qt::LeftButton, m_keys, m_canvas->mapFrom(plot(), where));
    }

    QWidget* m_canvas = nullptr;
    Qt::KeyboardModifiers m_keys;
};

} // namespace pleat::ui::test
