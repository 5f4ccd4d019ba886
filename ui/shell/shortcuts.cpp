// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts.h"

#include "ui/session/settings.h"
#include "ui/shell/actions.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace pleat::ui {

std::vector<QAction*> actionsWithKeys(const QWidget& window)
{
    std::vector<QAction*> actions;
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->property(kFirstKeys).isValid())
            actions.push_back(action);
    }
    std::sort(actions.begin(), actions.end(), [](const QAction* a, const QAction* b) {
        return plainText(*a).localeAwareCompare(plainText(*b)) < 0;
    });
    return actions;
}

QString plainText(const QAction& action)
{
    QString text = action.text();
    text.remove(QStringLiteral("..."));
    // Korean puts the mnemonic behind the text: "Open(&O)".
    if (const qsizetype mnemonic = text.indexOf(QStringLiteral("(&")); mnemonic > 0)
        text.remove(mnemonic, 4);
    return text.remove(QLatin1Char('&'));
}

QList<QKeySequence> firstKeys(const QAction& action)
{
    return QKeySequence::listFromString(
        action.property(kFirstKeys).toString(), QKeySequence::PortableText);
}

void chooseKeys(QAction& action, const QList<QKeySequence>& keys)
{
    action.setShortcuts(keys);
    const QString text = QKeySequence::listToString(keys, QKeySequence::PortableText);
    const bool first = text == action.property(kFirstKeys).toString();
    Settings().setKeys(action.objectName(), first ? std::nullopt : std::optional(text));
    if (action.isEnabled())
        setAvailable(action, true, {}); // the tooltip names the keys
}

QAction* holderOf(const QWidget& window, const QList<QKeySequence>& keys, const QAction& except)
{
    for (QAction* action : actionsWithKeys(window)) {
        const QList<QKeySequence> held = action->shortcuts();
        const bool taken = std::any_of(keys.begin(), keys.end(),
            [&](const QKeySequence& key) { return !key.isEmpty() && held.contains(key); });
        if (taken && action != &except)
            return action;
    }
    return nullptr;
}

} // namespace pleat::ui
