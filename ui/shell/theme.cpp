// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/plots/palettes.h"

#include <QApplication>
#include <QFontInfo>
#include <QToolTip>

#include <utility>

namespace pleat::ui {

namespace {

QFont scaledFont(int percent)
{
    static const QFont kFirst = QApplication::font();
    QFont font = kFirst;
    font.setPointSizeF(QFontInfo(kFirst).pointSizeF() * percent / 100);
    return font;
}

} // namespace

void applyTheme(ThemeChoice choice, int fontPercent)
{
    static const bool kSystemIsDark = isDark(QApplication::palette());
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && kSystemIsDark);
    static std::pair<bool, int> applied{false, 0};
    if (std::exchange(applied, {dark, fontPercent}) == std::pair(dark, fontPercent))
        return; // every widget would be polished anew
    QApplication::setFont(scaledFont(fontPercent));
    const QPalette palette = dark ? darkPalette() : lightPalette();
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace pleat::ui
