// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/plots/palettes.h"

#include <QApplication>
#include <QToolTip>

namespace pleat::ui {

void applyTheme(ThemeChoice choice)
{
    static const bool kSystemIsDark = isDark(QApplication::palette());
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && kSystemIsDark);
    const QPalette palette = dark ? darkPalette() : lightPalette();
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace pleat::ui
