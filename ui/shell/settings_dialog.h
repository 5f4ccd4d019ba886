// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can choose once and for all. Every change takes effect at once.
#pragma once

#include "ui/session/settings.h"

#include <QDialog>

#include <functional>
#include <vector>

class QComboBox;
class QFormLayout;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace pleat::ui {

class ShortcutsPage;

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    enum Page
    {
        Appearance,
        Plots,
        Compute,
        Files,
        Shortcuts
    };
    /// `window` has the actions whose keys can be chosen; the dialog is its child.
    explicit SettingsDialog(QWidget& window);

    void showPage(int page);
    int page() const;

Q_SIGNALS:
    /// Something was chosen, and is in the settings already.
    void changed();

private:
    /// A control with a button that puts it back.
    struct Row
    {
        int page = 0;
        QToolButton* reset = nullptr;
        std::function<bool()> isFirst;
        std::function<void()> toFirst; ///< also what the control shows
    };

    QFormLayout* addPage(const QString& title);
    void buildAppearance();
    void buildPlots();
    void buildCompute();
    void buildFiles();
    void buildShortcuts(QWidget& window);
    void buildFrame();

    void addNumber(QFormLayout& form, Preference preference, const QString& label,
        const QString& suffix, const QString& help, const QString& zero = {});
    void addChoice(QFormLayout& form, Preference preference, const QString& label,
        const QStringList& choices, const QString& help);
    void addSwitch(
        QFormLayout& form, Preference preference, const QString& label, const QString& help);
    void addTheme(QFormLayout& form);
    void addLanguage(QFormLayout& form);
    void addRow(QFormLayout& form, const QString& label, QWidget* control,
        std::function<bool()> isFirst, std::function<void()> toFirst);
    void addNote(QFormLayout& form, const QString& text);
    void onChanged();
    void refreshResets();
    void resetPage();

    Settings m_settings;
    QListWidget* m_list;
    QStackedWidget* m_pages;
    QPushButton* m_resetPage = nullptr;
    ShortcutsPage* m_shortcuts = nullptr;
    std::vector<Row> m_rows;
};

} // namespace pleat::ui
