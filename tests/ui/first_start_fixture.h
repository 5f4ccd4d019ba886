// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of settings and manners share: a window with the settings of a first start.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/plots/palettes.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/theme.h"

namespace pleat::ui::test {

class FirstStartTest : public WindowTest
{
protected:
    void makeFirstWindow()
    {
        QSettings(QStringLiteral("pleat"), QStringLiteral("pleat")).clear();
        Settings().setLanguage(Language::English);
        makeWindow();
    }
    void forgetLooks()
    {
        m_window.reset();
        applyTheme(ThemeChoice::Light);
        setPlotStyle({});
    }
    SettingsDialog* settings(int page)
    {
        find<QAction>("actionSettings")->trigger();
        auto* dialog = find<SettingsDialog>("settingsDialog");
        dialog->showPage(page);
        return dialog;
    }
};

} // namespace pleat::ui::test
