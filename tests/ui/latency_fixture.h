// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of speed share: a network of wide groups, and how long things take in its window.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/plots/matrix_plot.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QWheelEvent>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

namespace pleat::ui::test {

constexpr int kTurns = 9;
constexpr int kLargest = 4096;

/// Milliseconds, the median over the turns; a turn gets its number.
inline double medianMs(const std::function<void(int)>& turn)
{
    std::vector<double> times;
    for (int number = 0; number < kTurns; ++number) {
        QElapsedTimer timer;
        timer.start();
        turn(number);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    std::nth_element(times.begin(), times.begin() + kTurns / 2, times.end());
    return times[kTurns / 2];
}

inline void checkLimit(double tookMs, double limitMs)
{
    const QString text = QStringLiteral("%1 ms, at most %2").arg(tookMs).arg(limitMs);
    qInfo("%s", qPrintable(text));
    QVERIFY2(tookMs <= limitMs * Watchdog::slowFactor() * slowdown(), qPrintable(text));
}

/// One window for all tests of a program: what the network has to tell is computed once.
class LatencyTest : public WindowTest
{
protected:
    void openWideNetwork()
    {
        makeWindow();
        m_watchdog.reset(); // turns are timed one by one, some without an event loop between them
        m_window->openFile(QStringLiteral(PLEAT_REFERENCES_DIR "/wide.pt"));
        QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
        QVERIFY(session().hasModel());
        for (const std::int64_t channels : {512, 2048, kLargest})
            QTRY_VERIFY_WITH_TIMEOUT(session().statistics(groupOf(channels)), kPatience);
        QVERIFY(find<Plot>("clusterPlot"));
    }

    int groupOf(std::int64_t channels) const
    {
        const auto& groups = session().info().groups;
        const auto found = std::find_if(groups.begin(), groups.end(),
            [channels](const study::GroupInfo& group) { return group.channels == channels; });
        return static_cast<int>(found - groups.begin());
    }

    void select(std::int64_t channels) { session().selection().setGroup(groupOf(channels)); }

    /// What is under way in the background has ended and everything is drawn.
    void settle()
    {
        const int patience = static_cast<int>(kPatience * Watchdog::slowFactor());
        QTRY_VERIFY_WITH_TIMEOUT(
            !workflow().derivedJobs().busy() && !workflow().coreJobs().busy(), patience);
        QCoreApplication::processEvents();
    }

    /// The matrix of the largest group, drawn.
    MatrixPlot* showMatrix()
    {
        m_window->showView(QStringLiteral("matrixView"));
        auto* plot = find<MatrixPlot>("matrixPlot");
        [&] { QTRY_COMPARE_WITH_TIMEOUT(plot->shownSize(), kLargest, kPatience); }();
        settle();
        return plot;
    }

    /// Until `plot` was drawn once more.
    void waitForDrawing(Plot& plot, const std::function<void()>& change)
    {
        QSignalSpy drawn(&plot, &Plot::drawn);
        change();
        QDeadlineTimer patience(kPatience);
        while (drawn.isEmpty() && !patience.hasExpired())
            QCoreApplication::processEvents();
        QVERIFY(!drawn.isEmpty());
    }

    void move(Plot& plot, QPoint where)
    {
        QWidget* canvas = plot.childAt(where);
        const QPointF local = canvas->mapFrom(&plot, where);
        QMouseEvent event(QEvent::MouseMove, local, canvas->mapToGlobal(local), Qt::NoButton,
            Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas, &event);
        QCoreApplication::processEvents();
    }

    /// With the left button; `where` on the canvas.
    static void drag(MatrixPlot& plot, QEvent::Type type, QPointF where)
    {
        const bool moves = type == QEvent::MouseMove;
        QMouseEvent event(type, where, plot.canvas()->mapToGlobal(where),
            moves ? Qt::NoButton : Qt::LeftButton,
            type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(plot.canvas(), &event);
    }

    /// One step of the wheel over the matrix, into it or out of it.
    static void zoom(MatrixPlot& plot, bool in)
    {
        const QPointF where = plot.cellPosition(kLargest / 2, kLargest / 2);
        QWheelEvent wheel(where, plot.canvas()->mapToGlobal(where), {}, {0, in ? 120 : -120},
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(plot.canvas(), &wheel);
    }
};

} // namespace pleat::ui::test
