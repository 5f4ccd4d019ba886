// SPDX-License-Identifier: GPL-3.0-or-later
// Walks over the controls of a window. What they find wrong is listed, one line each.
#pragma once

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QSlider>
#include <QWidget>

#include <map>
#include <utility>
#include <vector>

namespace pleat::ui::test {

inline QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 \"%2\" in \"%3\"")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(),
            widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

/// A part of a control that speaks for it: the line of a spin box, the header of a table, the bar
/// of tabs.
inline bool isPart(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    return widget.objectName().startsWith(QStringLiteral("qt_")) || widget.inherits("QHeaderView")
        || widget.inherits("QTabBar") || widget.inherits("QTabWidget")
        || (widget.inherits("QLineEdit") && parent
            && (parent->inherits("QAbstractSpinBox") || parent->inherits("QComboBox")
                || parent->inherits("QKeySequenceEdit")))
        || qobject_cast<const QScrollArea*>(&widget);
}

inline std::vector<QWidget*> tabStops(QWidget& window)
{
    std::vector<QWidget*> stops;
    QWidget* widget = &window;
    do {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisibleTo(&window)
            && widget->isEnabled() && widget->window() == &window)
            stops.push_back(widget);
        widget = widget->nextInFocusChain();
    } while (widget != &window);
    return stops;
}

/// Without a name for screen readers.
inline QStringList unnamed(QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : tabStops(window)) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!isPart(*widget) && !named)
            found << nameOf(*widget);
    }
    return found;
}

inline bool isControl(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    const bool ofPart = parent && (parent->inherits("QLineEdit") || parent->inherits("QTabBar"));
    return !isPart(widget) && !ofPart
        && (qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget)
            || qobject_cast<const QAbstractSpinBox*>(&widget)
            || qobject_cast<const QSlider*>(&widget));
}

/// Controls without a tooltip or without an answer to "What is this?"; what holds or shows things
/// needs only one of the two, since its tooltip tells what is under the mouse.
inline QStringList unexplained(QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : tabStops(window)) {
        const bool silent = widget->whatsThis().isEmpty();
        const bool bare = widget->toolTip().isEmpty();
        const bool control = isControl(*widget) || qobject_cast<const QLineEdit*>(widget);
        if (!isPart(*widget) && (control ? silent || bare : silent && bare))
            found << nameOf(*widget);
    }
    return found;
}

/// Controls that cannot be used and do not say why.
inline QStringList unreasoned(const QWidget& root)
{
    QStringList found;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        const bool silent = widget->toolTip().isEmpty() || widget->toolTip() == widget->whatsThis();
        if (isControl(*widget) && widget->isVisibleTo(&root) && !widget->isEnabled() && silent)
            found << nameOf(*widget);
    }
    return found;
}

/// From a widget up to, and without, the window.
inline std::vector<QWidget*> ancestry(QWidget* widget, const QWidget& window)
{
    std::vector<QWidget*> line;
    for (; widget && widget != &window; widget = widget->parentWidget())
        line.insert(line.begin(), widget);
    return line;
}

/// Two widgets as what holds them both holds them: themselves, or the containers that they are in.
/// Null where one is in the other, and for the areas of a main window, which have no order.
inline std::pair<QWidget*, QWidget*> siblings(QWidget* from, QWidget* to, QWidget& window)
{
    const std::vector<QWidget*> a = ancestry(from, window);
    const std::vector<QWidget*> b = ancestry(to, window);
    std::size_t depth = 0;
    while (depth < a.size() && depth < b.size() && a[depth] == b[depth])
        ++depth;
    const QWidget* holder = depth == 0 ? &window : a[depth - 1];
    if (depth == a.size() || depth == b.size() || holder->inherits("QMainWindow"))
        return {};
    return {a[depth], b[depth]};
}

/// Tab goes back against the eye: up, or left in the same row, from control to control or from
/// container to container.
inline QStringList backward(QWidget& window)
{
    QStringList found;
    std::vector<QWidget*> stops = tabStops(window);
    std::erase_if(stops, [](const QWidget* stop) { return isPart(*stop); });
    for (std::size_t i = 1; i < stops.size(); ++i) {
        const auto [from, to] = siblings(stops[i - 1], stops[i], window);
        if (!from || !to)
            continue;
        const QRect a = from->geometry();
        const QRect b = to->geometry();
        const bool above = b.bottom() <= a.top() && b.left() <= a.right();
        const bool leftInRow =
            b.right() <= a.left() && b.top() < a.bottom() && b.bottom() > a.top();
        if (above || leftInRow)
            found << nameOf(*stops[i - 1]) + QStringLiteral(" -> ") + nameOf(*stops[i]);
    }
    return found;
}

inline QStringList sharedMnemonics(const QList<QAction*>& actions)
{
    QStringList found;
    std::map<QString, QString> seen;
    for (const QAction* action : actions) {
        const QString keys = QKeySequence::mnemonic(action->text()).toString();
        if (keys.isEmpty() || !action->isVisible())
            continue;
        if (const auto [first, added] = seen.emplace(keys, action->text()); !added)
            found << keys + QStringLiteral(": ") + first->second + QStringLiteral(" and ")
                    + action->text();
    }
    return found;
}

} // namespace pleat::ui::test
