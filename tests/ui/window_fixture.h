// SPDX-License-Identifier: GPL-3.0-or-later
// A window for each test, driven as a person would.
#pragma once

#include "tests/ui/fixture.h"
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
            Watchdog::kLimitMs * Watchdog::slowFactor(), &WindowTest::onBlock);
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

    Session& session() const { return m_window->session(); }
    Workflow& workflow() const { return m_window->workflow(); }

    static void onBlock(double ms)
    {
        const QByteArray text = "the GUI thread was busy for " + QByteArray::number(ms) + " ms";
        QTest::qFail(text.constData(), __FILE__, __LINE__);
    }

    IsolatedSettings m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Watchdog> m_watchdog; ///< from the moment that the window is there
};

} // namespace pleat::ui::test
