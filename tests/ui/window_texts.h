// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of a window: those of widgets and actions, the rows of lists and tables, and what
// figures paint.
#pragma once

#include "tests/ui/painted_texts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QPlainTextEdit>
#include <QTabBar>

#include <algorithm>

namespace pleat::ui::test {

constexpr int kReadRows = 200; // the first ones of a long table say all that it can say

inline QStringList propertyTexts(const QObject& object)
{
    QStringList texts;
    for (const char* property :
        {"text", "title", "windowTitle", "toolTip", "statusTip", "whatsThis", "accessibleName",
            "accessibleDescription", "placeholderText", "suffix", "prefix", "specialValueText"}) {
        if (!object.inherits("QLineEdit") || qstrcmp(property, "text") != 0)
            texts << object.property(property).toString();
    }
    return texts;
}

/// Names of keys are the business of Qt.
inline bool isKeys(const QString& text)
{
    constexpr auto kFormat = QKeySequence::NativeText;
    const QList<QKeySequence> keys = QKeySequence::listFromString(text, kFormat);
    return !keys.isEmpty() && QKeySequence::listToString(keys, kFormat) == text;
}

/// Also by `roles` of one's own.
inline QStringList cellTexts(const QAbstractItemModel& model, const QList<int>& roles)
{
    QStringList texts;
    for (int row = 0; row < std::min(model.rowCount(), kReadRows); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : roles) {
                const QString text = model.index(row, column).data(role).toString();
                if (!isKeys(text))
                    texts << text;
            }
        }
    }
    return texts;
}

inline QStringList headerTexts(const QHeaderView& header)
{
    QStringList texts;
    for (int column = 0; header.model() && column < header.count(); ++column) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
            texts << header.model()->headerData(column, header.orientation(), role).toString();
    }
    return texts;
}

/// Tables, trees and lists: those in view, since others may wait for their content.
inline QStringList rowTexts(const QAbstractItemView& view)
{
    QList<int> roles{Qt::DisplayRole, Qt::ToolTipRole};
    if (view.objectName() == QStringLiteral("paletteList"))
        roles << Qt::UserRole + 1 << Qt::UserRole + 2; // kind and note
    const bool always = view.inherits("QListWidget") || view.inherits("QUndoView");
    return view.model() && (always || view.isVisible()) ? cellTexts(*view.model(), roles)
                                                        : QStringList();
}

inline QStringList ownTexts(const QObject& object)
{
    QStringList texts;
    if (const auto* tabs = qobject_cast<const QTabBar*>(&object)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            texts << tabs->tabText(tab) << tabs->tabToolTip(tab);
    } else if (const auto* box = qobject_cast<const QComboBox*>(&object)) {
        for (int item = 0; item < box->count(); ++item)
            texts << box->itemText(item) << box->itemData(item, Qt::ToolTipRole).toString();
    } else if (const auto* header = qobject_cast<const QHeaderView*>(&object)) {
        texts = headerTexts(*header);
    } else if (const auto* view = qobject_cast<const QAbstractItemView*>(&object)) {
        texts = rowTexts(*view);
    } else if (object.objectName() == QStringLiteral("logText")) {
        texts = static_cast<const QPlainTextEdit&>(object).toPlainText().split(QLatin1Char('\n'));
    }
    return texts;
}

inline QStringList windowTexts(const QWidget& root)
{
    QStringList texts;
    for (const QObject* object : root.findChildren<QObject*>()) {
        // Qt names the buttons of a bar of tabs once, when it makes them.
        const bool ofTabs =
            object->inherits("QToolButton") && object->parent()->inherits("QTabBar");
        if (!ofTabs && (object->isWidgetType() || object->inherits("QAction")))
            texts << propertyTexts(*object) << ownTexts(*object);
    }
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        auto* figure = dynamic_cast<Figure*>(widget);
        if (figure && figure->hasContent() && widget->isVisible())
            texts << textsOf(*figure);
    }
    return texts;
}

} // namespace pleat::ui::test
