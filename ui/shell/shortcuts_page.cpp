// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_page.h"

#include "ui/shell/help_keys.h"
#include "ui/shell/shortcuts.h"
#include "ui/views/described.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

enum Column
{
    Name,
    Keys,
    First
};

QString keysText(const QList<QKeySequence>& keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText);
}

QAction* actionOf(const QTreeWidgetItem& row)
{
    return row.data(Name, Qt::UserRole).value<QAction*>();
}

} // namespace

ShortcutsPage::ShortcutsPage(QWidget& window, QWidget* parent)
    : QWidget(parent)
    , m_window(window)
    , m_search(described(new QLineEdit(this), QStringLiteral("shortcutSearch"),
          tr("Find an action by its name or its keys")))
    , m_list(described(
          new QTreeWidget(this), QStringLiteral("shortcutList"), tr("Actions and their keys")))
    , m_keys(described(new QKeySequenceEdit(this), QStringLiteral("shortcutKeys"),
          tr("New keys of the action: press them here")))
    , m_clear(described(new QPushButton(tr("N&o keys"), this), QStringLiteral("shortcutClear"),
          tr("Take the keys away from the action")))
    , m_reset(described(new QPushButton(tr("&First keys"), this), QStringLiteral("shortcutReset"),
          tr("Give the action the keys that it came with")))
    , m_note(new QLabel(this))
{
    buildLayout();
    fill();
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsPage::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsPage::refreshEditor);
    connect(m_keys, &QKeySequenceEdit::editingFinished, this, &ShortcutsPage::onKeysTyped);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (QAction* action = currentAction())
            give(*action, {});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (QAction* action = currentAction())
            give(*action, firstKeys(*action));
    });
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void ShortcutsPage::buildLayout()
{
    m_search->setPlaceholderText(tr("Find"));
    m_search->setClearButtonEnabled(true);
    m_list->setHeaderLabels({tr("Action"), tr("Keys"), tr("At first")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Keys, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(First, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_note->setWordWrap(true);
    auto* label = new QLabel(tr("New &keys"), this);
    label->setBuddy(m_keys);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_keys, 1);
    row->addWidget(m_clear);
    row->addWidget(m_reset);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    layout->addWidget(m_note);
}

void ShortcutsPage::fill()
{
    for (QAction* action : actionsWithKeys(m_window)) {
        auto* row = new QTreeWidgetItem(m_list);
        row->setData(Name, Qt::UserRole, QVariant::fromValue(action));
        row->setText(Name, plainText(*action));
        row->setToolTip(Name, action->statusTip());
        row->setText(First, keysText(firstKeys(*action)));
        refreshRow(*row);
    }
    addViewKeys();
}

/// Those that do something in one view only, where they are typed. Actions are listed already.
void ShortcutsPage::addViewKeys()
{
    QSet<QKeySequence> ofActions;
    for (QAction* action : actionsWithKeys(m_window)) {
        for (const QKeySequence& keys : firstKeys(*action))
            ofActions.insert(keys);
    }
    for (const ViewKeys& keys : viewKeys()) {
        const QStringList each = keys.keys.split(QStringLiteral(", "));
        const bool listed = std::any_of(each.begin(), each.end(),
            [&](const QString& one) { return ofActions.contains(QKeySequence(one)); });
        if (listed)
            continue;
        auto* row = new QTreeWidgetItem(m_list);
        row->setText(Name, tr("%1: %2").arg(keys.view, keys.meaning));
        row->setText(Keys, keys.keys);
        row->setText(First, tr("fixed"));
        for (const int column : {int(Name), int(Keys), int(First)})
            row->setToolTip(
                column, row->text(Name) + QLatin1Char('\n') + tr("Keys inside a view are fixed."));
    }
}

void ShortcutsPage::refreshRow(QTreeWidgetItem& row)
{
    const QAction* action = actionOf(row);
    if (!action)
        return;
    row.setText(Keys, keysText(action->shortcuts()));
    QFont font = m_list->font();
    font.setBold(action->shortcuts() != firstKeys(*action));
    row.setFont(Keys, font);
}

void ShortcutsPage::filter(const QString& text)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* row = m_list->topLevelItem(i);
        const bool fits = row->text(Name).contains(text, Qt::CaseInsensitive)
            || row->text(Keys).contains(text, Qt::CaseInsensitive);
        row->setHidden(!fits);
    }
}

QAction* ShortcutsPage::currentAction() const
{
    const QTreeWidgetItem* row = m_list->currentItem();
    return row ? actionOf(*row) : nullptr;
}

void ShortcutsPage::refreshEditor()
{
    const QAction* action = currentAction();
    m_keys->setKeySequence(action ? action->shortcut() : QKeySequence());
    m_note->clear();
    for (QWidget* control : {static_cast<QWidget*>(m_keys), static_cast<QWidget*>(m_clear),
             static_cast<QWidget*>(m_reset)})
        setUsable(*control, action,
            m_list->currentItem() ? tr("Keys inside a view are fixed.")
                                  : tr("Select an action first"));
}

void ShortcutsPage::onKeysTyped()
{
    QAction* action = currentAction();
    if (!action || m_keys->keySequence() == action->shortcut())
        return;
    give(*action,
        m_keys->keySequence().isEmpty() ? QList<QKeySequence>()
                                        : QList<QKeySequence>{m_keys->keySequence()});
}

/// Two actions with the same keys would both be dead, so that is refused.
void ShortcutsPage::give(QAction& action, const QList<QKeySequence>& keys)
{
    const QAction* holder = holderOf(m_window, keys, action);
    if (!holder)
        chooseKeys(action, keys);
    refreshEditor();
    if (holder)
        m_note->setText(tr("%1 already starts \"%2\". Choose other keys, or take these away "
                           "from it first.")
                            .arg(keysText(keys), plainText(*holder)));
    if (QTreeWidgetItem* row = m_list->currentItem())
        refreshRow(*row);
}

void ShortcutsPage::resetAll()
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* row = m_list->topLevelItem(i);
        QAction* action = actionOf(*row);
        if (!action)
            continue;
        chooseKeys(*action, firstKeys(*action));
        refreshRow(*row);
    }
    refreshEditor();
}

} // namespace pleat::ui
