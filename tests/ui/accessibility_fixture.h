// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of accessibility share: a walk over a window.
#pragma once

#include "tests/ui/window_fixture.h"
#include "tests/ui/window_walks.h"

namespace pleat::ui::test {

class AccessibilityTest : public WindowTest
{
protected:
    void walk(QWidget& window)
    {
        QCOMPARE(unnamed(window).join(QLatin1Char('\n')), QString());
        QCOMPARE(unexplained(window).join(QLatin1Char('\n')), QString());
        QCOMPARE(unreasoned(window).join(QLatin1Char('\n')), QString());
        QCOMPARE(backward(window).join(QLatin1Char('\n')), QString());
        QVERIFY(!tabStops(window).empty());
    }
};

} // namespace pleat::ui::test
