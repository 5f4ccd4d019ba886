// SPDX-License-Identifier: GPL-3.0-or-later
// A window for each test, driven as a person would.
#pragma once

#include "tests/ui/fixture.h"
#include "tests/ui/machine_speed.h"
#include "tests/ui/watchdog.h"

#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <memory>

namespace pleat::ui::test {

/// Tests call makeWindow in init() and release the window in cleanup().
class WindowTest : public QObject
{
protected:
    void makeWindow()
    {
        m_watchdog.reset(); // making a window is not counted
        m_window = makeWorkbench({{}, QStringLiteral(PLEAT_SAMPLES_DIR)});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_watchdog = std::make_unique<Watchdog>(
            Watchdog::kLimitMs * Watchdog::slowFactor(), &WindowTest::onBlock, &WindowTest::onWait);
    }

    template <typename W>
    W* find(const char* name) const
    {
        W* widget = m_window->findChild<W*>(QLatin1String(name));
        if (!widget)
            qWarning("no %s", name);
        return widget;
    }

    void open(const QString& name)
    {
        m_window->openFile(sample(name));
        QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
        QVERIFY(session().hasModel());
    }

    void waitForStatistics()
    {
        QTRY_VERIFY_WITH_TIMEOUT(session().statistics(session().selection().group()), kPatience);
    }

    void run()
    {
        find<QAction>("actionRun")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
        QVERIFY(session().run());
    }

    /// Nothing is under way and everything is drawn.
    void settle()
    {
        const auto idle = [this] {
            return !workflow().derivedJobs().busy() && !workflow().coreJobs().busy()
                && workflow().activity() == Activity::Idle;
        };
        QCoreApplication::processEvents();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
        QTest::qWait(60); // queued replots, and a refinement that waits for more edits
        QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
        QCoreApplication::processEvents();
    }

    /// The sample ResNet18 with two runs, edits since then, and images of noise.
    void openWithTwoRuns()
    {
        open(QStringLiteral("resnet18.pt"));
        settle(); // all statistics are there
        session().setUniform(0.75, study::GroupSelection::All);
        run();
        session().setUniform(0.5, study::GroupSelection::All);
        session().setRepair(QStringLiteral("bn"));
        session().setProbe("noise");
        run();
        session().selection().setRuns({1, 2});
        session().selection().setGroup(5);
        session().setK(5, 20);
        session().setLocked(2, true);
    }

    Session& session() const { return m_window->session(); }
    Workflow& workflow() const { return m_window->workflow(); }

    static void onBlock(double ms)
    {
        if (ms < Watchdog::kLimitMs * Watchdog::slowFactor() * slowdown())
            return;
        const QByteArray text = "the GUI thread was busy for " + QByteArray::number(ms) + " ms";
        QTest::qFail(text.constData(), __FILE__, __LINE__);
    }

    /// For a lock, another thread or a disk.
    static void onWait(double ms)
    {
        if (ms < Watchdog::kWaitFactor * Watchdog::kLimitMs * Watchdog::slowFactor() * slowdown())
            return;
        const QByteArray text = "the GUI thread waited for " + QByteArray::number(ms) + " ms";
        QTest::qFail(text.constData(), __FILE__, __LINE__);
    }

    IsolatedSettings m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Watchdog> m_watchdog; ///< from the moment that the window is there
};

} // namespace pleat::ui::test
