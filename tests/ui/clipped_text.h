// SPDX-License-Identifier: GPL-3.0-or-later
// Finds texts that need more room than their widgets have.
#pragma once

#include "ui/views/card.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace pleat::ui::test {

inline QString clipped(const QWidget& widget, const QString& text, int needed, int given)
{
    QString path;
    for (const QWidget* at = &widget; at && path.count(QLatin1Char('/')) < 3;
         at = at->parentWidget())
        path.prepend(QLatin1Char('/')
            + (at->objectName().isEmpty() ? QLatin1String(at->metaObject()->className())
                                          : at->objectName()));
    return QStringLiteral("%1: \"%2\" needs %3 of %4 pixels")
        .arg(path, text)
        .arg(needed)
        .arg(given);
}

inline int textWidth(const QWidget& widget, const QString& text)
{
    return widget.fontMetrics().size(Qt::TextShowMnemonic, text).width();
}

inline QStringList clippedLabel(const QLabel& label)
{
    if (label.text().isEmpty() || !label.pixmap(Qt::ReturnByValue).isNull())
        return {};
    if (label.wordWrap()) {
        const int needed = label.heightForWidth(label.width());
        return needed > label.height() + 1
            ? QStringList(clipped(label, label.text(), needed, label.height()))
            : QStringList();
    }
    const int needed = label.sizeHint().width();
    return needed > label.width() + 1
        ? QStringList(clipped(label, label.text(), needed, label.width()))
        : QStringList();
}

inline QStringList clippedButton(const QAbstractButton& button)
{
    const auto* tool = qobject_cast<const QToolButton*>(&button);
    if (button.text().isEmpty()
        || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull()))
        return {};
    int given = button.width();
    int needed = textWidth(button, button.text());
    if (qobject_cast<const QPushButton*>(&button)) {
        QStyleOptionButton option;
        option.initFrom(&button);
        given =
            button.style()->subElementRect(QStyle::SE_PushButtonContents, &option, &button).width();
    } else {
        needed = button.sizeHint().width();
    }
    return needed > given + 1 ? QStringList(clipped(button, button.text(), needed, given))
                              : QStringList();
}

inline QStringList clippedTabs(const QTabBar& bar)
{
    QStringList found;
    for (int tab = 0; tab < bar.count(); ++tab) {
        const int needed = textWidth(bar, bar.tabText(tab))
            + bar.style()->pixelMetric(QStyle::PM_TabBarTabHSpace, nullptr, &bar) / 2;
        const int given = bar.tabRect(tab).intersected(bar.rect()).width();
        if (bar.isTabVisible(tab) && needed > given)
            found << clipped(bar, bar.tabText(tab), needed, given);
    }
    return found;
}

/// Of the columns that can be seen; people scroll to the others.
inline QStringList clippedHeader(const QHeaderView& header)
{
    QStringList found;
    if (header.orientation() == Qt::Vertical || !header.model())
        return found;
    for (int column = 0; column < header.count(); ++column) {
        const QString text = header.model()->headerData(column, Qt::Horizontal).toString();
        const int needed = textWidth(header, text)
            + 2 * header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
        const int left = header.sectionViewportPosition(column);
        const bool seen =
            left >= 0 && left + header.sectionSize(column) <= header.viewport()->width() + 1;
        if (!header.isSectionHidden(column) && seen && needed > header.sectionSize(column) + 1)
            found << clipped(header, text, needed, header.sectionSize(column));
    }
    return found;
}

/// Cells that can be seen, unless their tooltip says all of it.
inline QStringList clippedCells(const QTableView& table)
{
    QStringList found;
    const QRect viewport = table.viewport()->rect();
    const int margins =
        2 * (table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1);
    for (int row = 0; table.model() && row < table.model()->rowCount(); ++row) {
        for (int column = 0; column < table.model()->columnCount(); ++column) {
            const QModelIndex index = table.model()->index(row, column);
            const QRect cell = table.visualRect(index);
            const QString text = index.data().toString();
            if (text.isEmpty() || !viewport.contains(cell)
                || index.data(Qt::ToolTipRole).toString().contains(text))
                continue;
            const int needed = table.fontMetrics().horizontalAdvance(text) + margins;
            if (needed > cell.width() + 1)
                found << clipped(table, text, needed, cell.width());
        }
    }
    return found;
}

/// What a tool bar has no room for goes into a menu behind an arrow.
inline QStringList clippedToolBar(const QToolBar& bar)
{
    const auto* more = bar.findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button"));
    return more && more->isVisible()
        ? QStringList(clipped(bar, bar.windowTitle(), bar.sizeHint().width(), bar.width()))
        : QStringList();
}

inline QStringList clippedDock(const QDockWidget& dock)
{
    const int needed = textWidth(dock, dock.windowTitle());
    return needed > dock.width()
        ? QStringList(clipped(dock, dock.windowTitle(), needed, dock.width()))
        : QStringList();
}

/// The current text; a list opens as wide as it needs to be.
inline QStringList clippedCombo(const QComboBox& combo)
{
    const QString text = combo.currentText();
    if (combo.isEditable() || combo.toolTip().contains(text))
        return {};
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    option.editable = false;
    const int given =
        combo.style()
            ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo)
            .width();
    const int needed = combo.fontMetrics().horizontalAdvance(text)
        + (combo.itemIcon(combo.currentIndex()).isNull() ? 0 : combo.iconSize().width() + 4);
    return needed > given + 1 ? QStringList(clipped(combo, text, needed, given)) : QStringList();
}

/// What it shows, and its longest number where somebody might want that.
inline QStringList clippedSpin(const QAbstractSpinBox& box)
{
    constexpr int kWanted = 100'000; // more is no limit but the end of a type
    QStringList texts{box.text()};
    if (const auto* spin = qobject_cast<const QSpinBox*>(&box); spin && spin->maximum() < kWanted)
        texts << spin->prefix() + spin->locale().toString(spin->maximum()) + spin->suffix();
    const auto* line = box.findChild<QLineEdit*>();
    const int given = line ? line->width() : box.width();
    for (const QString& text : std::as_const(texts)) {
        const int needed = box.fontMetrics().horizontalAdvance(text);
        if (needed > given + 1)
            return {clipped(box, text, needed, given)};
    }
    return {};
}

inline QStringList clippedGroup(const QGroupBox& box)
{
    const int needed = textWidth(box, box.title());
    return needed > box.width() ? QStringList(clipped(box, box.title(), needed, box.width()))
                                : QStringList();
}

/// Its title is shortened on purpose; its description wraps.
inline QStringList clippedCard(const Card& card)
{
    const QRect room = card.descriptionRect();
    const QString text = card.accessibleDescription();
    const int needed = card.fontMetrics()
                           .boundingRect(QRect(0, 0, room.width(), 10'000), Qt::TextWordWrap, text)
                           .height();
    return needed > room.height() + 1 ? QStringList(clipped(card, text, needed, room.height()))
                                      : QStringList();
}

/// A header is covered by its viewport, so that nothing of its own can be seen.
inline bool isSeen(const QWidget& widget)
{
    const auto* area = qobject_cast<const QAbstractScrollArea*>(&widget);
    return widget.isVisible() && !(area ? area->viewport() : &widget)->visibleRegion().isEmpty();
}

/// Every label, button, box, card, tab, header, cell, tool bar and dock title below `root` that can
/// be seen and is too narrow for its text (or, where lines wrap, too low). ElidedLabel shortens on
/// purpose.
inline QStringList clippedTexts(const QWidget& root)
{
    QStringList found;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!isSeen(*widget))
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            found += clippedLabel(*label);
        else if (const auto* card = qobject_cast<const Card*>(widget))
            found += clippedCard(*card);
        else if (const auto* combo = qobject_cast<const QComboBox*>(widget))
            found += clippedCombo(*combo);
        else if (const auto* spin = qobject_cast<const QAbstractSpinBox*>(widget))
            found += clippedSpin(*spin);
        else if (const auto* group = qobject_cast<const QGroupBox*>(widget))
            found += clippedGroup(*group);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            found += clippedButton(*button);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            found += clippedTabs(*tabs);
        else if (const auto* header = qobject_cast<const QHeaderView*>(widget))
            found += clippedHeader(*header);
        else if (const auto* table = qobject_cast<const QTableView*>(widget))
            found += clippedCells(*table);
        else if (const auto* bar = qobject_cast<const QToolBar*>(widget))
            found += clippedToolBar(*bar);
        else if (const auto* dock = qobject_cast<const QDockWidget*>(widget))
            found += clippedDock(*dock);
    }
    return found;
}

} // namespace pleat::ui::test
