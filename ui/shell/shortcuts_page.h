// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the settings where the keys of every action are listed and chosen.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QWidget>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace pleat::ui {

class ShortcutsPage : public QWidget
{
    Q_OBJECT
public:
    /// `window` has the actions and outlives the page.
    explicit ShortcutsPage(QWidget& window, QWidget* parent = nullptr);

    /// Every action gets the keys that it came with.
    void resetAll();

private:
    void buildLayout();
    void fill();
    void addViewKeys();
    void filter(const QString& text);
    void refreshRow(QTreeWidgetItem& row);
    void refreshEditor();
    void onKeysTyped();
    void give(QAction& action, const QList<QKeySequence>& keys);
    QAction* currentAction() const;

    QWidget& m_window;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_keys;
    QPushButton* m_clear;
    QPushButton* m_reset;
    QLabel* m_note;
};

} // namespace pleat::ui
