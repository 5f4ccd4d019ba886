// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsDialog: what stands on its pages.
#include "ui/session/recovery.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcuts_page.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"

#include <QComboBox>
#include <QFormLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

namespace pleat::ui {

void SettingsDialog::addTheme(QFormLayout& form)
{
    auto* box = described(new QComboBox(this), QStringLiteral("settingTheme"),
        tr("Light or dark; as the desktop is, if the system decides"));
    box->addItems({tr("As the system"), tr("Light"), tr("Dark")}); // in the order of ThemeChoice
    box->setCurrentIndex(static_cast<int>(m_settings.theme()));
    ignorePassingWheel(*box);
    connect(box, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_settings.setTheme(static_cast<ThemeChoice>(index));
        onChanged();
    });
    addRow(
        form, tr("&Theme"), box, [box] { return box->currentIndex() == 0; },
        [box] { box->setCurrentIndex(0); });
}

/// The names of languages are not translated: whoever looks for one reads that one.
void SettingsDialog::addLanguage(QFormLayout& form)
{
    auto* box = described(new QComboBox(this), QStringLiteral("settingLanguage"),
        tr("Language of the window; as the desktop has it, if the system decides"));
    box->addItem(tr("As the system")); // in the order of Language
    box->addItems({QStringLiteral("English"), QStringLiteral("한국어")});
    box->setCurrentIndex(static_cast<int>(m_settings.language()));
    ignorePassingWheel(*box);
    connect(box, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_settings.setLanguage(static_cast<Language>(index));
        onChanged();
    });
    addRow(
        form, tr("&Language"), box, [box] { return box->currentIndex() == 0; },
        [box] { box->setCurrentIndex(0); });
}

void SettingsDialog::buildAppearance()
{
    QFormLayout* form = addPage(tr("Appearance"));
    addTheme(*form);
    addLanguage(*form);
    addNumber(*form, Preference::FontPercent, tr("&Size of text"), tr(" %"),
        tr("In percent of the size that the desktop gives"));
    addNumber(*form, Preference::PresenterPercent, tr("In &presenter mode"), tr(" %"),
        tr("How large the text of the lesson is then, in percent of the size above"));
}

void SettingsDialog::buildPlots()
{
    QFormLayout* form = addPage(tr("Plots"));
    addChoice(*form, Preference::DivergingScale, tr("&Colours of similarity"),
        {tr("Blue – orange"), tr("Purple – green"), tr("Blue – red")},
        tr("From -1 to 1, white in the middle: similarity, correlation, deviation"));
    addChoice(*form, Preference::SequentialScale, tr("Colours of &amounts"),
        {tr("White – ocean"), tr("Cividis"), tr("Grey")},
        tr("From little to much: distances, absolute correlation"));
    addNumber(*form, Preference::MarkPercent, tr("&Marks in Clusters"), tr(" %"),
        tr("Size of the marks that stand for channels"));
    addNote(*form,
        tr("All scales can be told apart with the common kinds of colour blindness. How figures "
           "are "
           "exported is chosen when they are; the last choice is remembered."));
}

void SettingsDialog::buildCompute()
{
    QFormLayout* form = addPage(tr("Compute"));
    addNumber(*form, Preference::Threads, tr("&Threads"), {},
        tr("Threads that compute; labels and plans do not depend on it"), tr("All cores but one"));
    addNumber(*form, Preference::MemoryMb, tr("&Memory"), tr(" MB"),
        tr("What would make the program take more is refused before it begins"),
        tr("Whatever is free"));
    addNumber(*form, Preference::Seed, tr("S&eed"), {},
        tr("Seed of the plan of a model that is opened; recipes bring their own"));
    addSwitch(*form, Preference::AutoRun, tr("&Run at once"),
        tr("Run the plan by itself as soon as an edit has settled"));
    addNumber(*form, Preference::SettleMs, tr("Clustering &waits"), tr(" ms"),
        tr("How long k must rest before a method without a tree, such as k-means, computes exact "
           "clusters"));
}

void SettingsDialog::buildFiles()
{
    QFormLayout* form = addPage(tr("Files"));
    addNumber(*form, Preference::AutosaveSeconds, tr("&Keep unsaved work every"), tr(" s"),
        tr("How often the plan and the runs are kept for recovery after a crash"));
    addNumber(*form, Preference::RecentFiles, tr("R&emember files"), {},
        tr("How many recent files the File menu and the start page list"), tr("None"));
    addNote(*form,
        tr("Work for recovery lies in %1. It never replaces a file of yours.")
            .arg(Recovery::folder()));
}

void SettingsDialog::buildShortcuts(QWidget& window)
{
    m_shortcuts = new ShortcutsPage(window, m_pages);
    m_list->addItem(tr("Shortcuts"));
    m_pages->addWidget(m_shortcuts);
}

} // namespace pleat::ui
