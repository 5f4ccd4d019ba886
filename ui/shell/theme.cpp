// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/plots/palettes.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>
#include <QScopedValueRollback>
#include <QTimer>
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

/// An application without colours of its own has those of the platform; Qt 6.4 has no other way to
/// ask for them.
QPalette platformPalette()
{
    const bool dark = isDark(QApplication::palette());
    QApplication::setPalette(QPalette());
    const QPalette palette = QApplication::palette();
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    return palette;
}

/// Follows the desktop as long as the application runs.
class SystemTheme : public QObject
{
public:
    static SystemTheme& instance()
    {
        static auto* theme = new SystemTheme; // goes with the application
        return *theme;
    }

    void apply(ThemeChoice choice, int fontPercent)
    {
        m_choice = choice;
        m_fontPercent = fontPercent;
        const bool dark =
            choice == ThemeChoice::Dark || (choice == ThemeChoice::System && m_systemIsDark);
        if (std::exchange(m_applied, {dark, fontPercent}) == std::pair(dark, fontPercent))
            return; // every widget would be polished anew
        const QScopedValueRollback<bool> own(m_own, true);
        QApplication::setFont(scaledFont(fontPercent));
        const QPalette palette = dark ? darkPalette() : lightPalette();
        QApplication::setStyle(QStringLiteral("Fusion"));
        QApplication::setPalette(palette);
        QToolTip::setPalette(palette);
    }

    void setSource(std::function<QPalette()> source)
    {
        m_source = std::move(source);
        m_soon.start();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const bool changed = event->type() == QEvent::ThemeChange
            || (event->type() == QEvent::ApplicationPaletteChange && watched == qApp);
        if (changed && !m_own)
            m_soon.start();
        return false;
    }

private:
    /// At first the palette is that of the platform.
    SystemTheme()
        : QObject(qApp)
        , m_systemIsDark(isDark(QApplication::palette()))
    {
        m_soon.setSingleShot(true);
        m_soon.setInterval(0); // there are several events for one change
        connect(&m_soon, &QTimer::timeout, this, [this] { look(); });
        qApp->installEventFilter(this);
    }

    void look()
    {
        {
            const QScopedValueRollback<bool> own(m_own, true);
            m_systemIsDark = isDark(m_source ? m_source() : platformPalette());
        }
        apply(m_choice, m_fontPercent);
    }

    bool m_systemIsDark;
    bool m_own = false; ///< what changes now is our doing
    ThemeChoice m_choice = ThemeChoice::System;
    int m_fontPercent = 100;
    std::pair<bool, int> m_applied{false, 0};
    std::function<QPalette()> m_source;
    QTimer m_soon;
};

} // namespace

void applyTheme(ThemeChoice choice, int fontPercent)
{
    SystemTheme::instance().apply(choice, fontPercent);
}

void setSystemPalette(std::function<QPalette()> source)
{
    SystemTheme::instance().setSource(std::move(source));
}

} // namespace pleat::ui
