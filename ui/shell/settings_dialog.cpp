// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsDialog: the frame and how a row works; the pages are in a file of their own.
#include "ui/shell/settings_dialog.h"

#include "ui/shell/shortcuts_page.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"
#include "ui/views/tab_order.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr QSize kFirstSize{760, 520};

/// "appearance/fontPercent" -> "settingFontPercent".
QString nameOf(Preference preference)
{
    const QString key = QLatin1String(rangeOf(preference).key);
    const QString name = key.section(QLatin1Char('/'), 1);
    return QStringLiteral("setting") + name.left(1).toUpper() + name.mid(1);
}

} // namespace

SettingsDialog::SettingsDialog(QWidget& window)
    : QDialog(&window)
    , m_list(described(new QListWidget(this), QStringLiteral("settingsPages"), tr("Pages")))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setAccessibleName(tr("Settings"));
    setWindowTitle(tr("Settings"));
    buildFrame();
    buildAppearance();
    buildPlots();
    buildCompute();
    buildFiles();
    buildShortcuts(window);
    orderTabs(*this);
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 40);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsDialog::refreshResets);
    m_list->setCurrentRow(Appearance);
    resize(kFirstSize);
}

void SettingsDialog::buildFrame()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_resetPage = described(buttons->addButton(tr("Reset this pa&ge"), QDialogButtonBox::ResetRole),
        QStringLiteral("settingsReset"),
        tr("Put everything on this page back to what it was at first"));
    m_resetPage->setAutoDefault(false);
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    described(close, QStringLiteral("settingsClose"), close->text(), tr("Close the settings"));
    connect(m_resetPage, &QPushButton::clicked, this, &SettingsDialog::resetPage);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_list);
    row->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row, 1);
    layout->addWidget(buttons);
}

void SettingsDialog::showPage(int page)
{
    m_list->setCurrentRow(page);
}

int SettingsDialog::page() const
{
    return m_list->currentRow();
}

QFormLayout* SettingsDialog::addPage(const QString& title)
{
    auto* page = new QWidget(m_pages);
    page->setAccessibleName(title);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_list->addItem(title);
    m_pages->addWidget(page);
    return form;
}

void SettingsDialog::addRow(QFormLayout& form, const QString& label, QWidget* control,
    std::function<bool()> isFirst, std::function<void()> toFirst)
{
    auto* reset = described(new QToolButton(this), control->objectName() + QStringLiteral("Reset"),
        tr("Back to what it was at first: %1").arg(control->accessibleName()));
    reset->setText(QStringLiteral("↺"));
    reset->setAutoRaise(true);
    connect(reset, &QToolButton::clicked, this, [this, toFirst] {
        toFirst();
        onChanged();
    });
    auto* name = new QLabel(label, this);
    name->setBuddy(control);
    auto* field = new QHBoxLayout;
    field->addWidget(control);
    field->addWidget(reset);
    field->addStretch();
    form.addRow(name, field);
    m_rows.push_back({m_pages->count() - 1, reset, std::move(isFirst), std::move(toFirst)});
}

void SettingsDialog::addNote(QFormLayout& form, const QString& text)
{
    auto* note = new QLabel(text, this);
    note->setWordWrap(true);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    note->setForegroundRole(QPalette::PlaceholderText);
    form.addRow(note);
}

void SettingsDialog::addNumber(QFormLayout& form, Preference preference, const QString& label,
    const QString& suffix, const QString& help, const QString& zero)
{
    auto* box = described(new QSpinBox(this), nameOf(preference), help);
    const PreferenceRange& range = rangeOf(preference);
    box->setRange(range.least, range.most);
    box->setSuffix(suffix);
    box->setSpecialValueText(zero);
    box->setValue(m_settings.value(preference));
    box->setKeyboardTracking(false);
    ignorePassingWheel(*box);
    connect(box, &QSpinBox::valueChanged, this, [this, preference](int value) {
        m_settings.setValue(preference, value);
        onChanged();
    });
    addRow(
        form, label, box, [box, range] { return box->value() == range.first; },
        [box, range] { box->setValue(range.first); });
}

void SettingsDialog::addChoice(QFormLayout& form, Preference preference, const QString& label,
    const QStringList& choices, const QString& help)
{
    auto* box = described(new QComboBox(this), nameOf(preference), help);
    const PreferenceRange& range = rangeOf(preference);
    box->addItems(choices);
    box->setCurrentIndex(m_settings.value(preference));
    ignorePassingWheel(*box);
    connect(box, &QComboBox::currentIndexChanged, this, [this, preference](int index) {
        m_settings.setValue(preference, index);
        onChanged();
    });
    addRow(
        form, label, box, [box, range] { return box->currentIndex() == range.first; },
        [box, range] { box->setCurrentIndex(range.first); });
}

void SettingsDialog::addSwitch(
    QFormLayout& form, Preference preference, const QString& label, const QString& help)
{
    auto* box = described(new QCheckBox(this), nameOf(preference), help);
    const PreferenceRange& range = rangeOf(preference);
    box->setChecked(m_settings.value(preference) != 0);
    connect(box, &QCheckBox::toggled, this, [this, preference](bool on) {
        m_settings.setValue(preference, on);
        onChanged();
    });
    addRow(
        form, label, box, [box, range] { return int(box->isChecked()) == range.first; },
        [box, range] { box->setChecked(range.first != 0); });
}

void SettingsDialog::onChanged()
{
    refreshResets();
    Q_EMIT changed();
}

void SettingsDialog::refreshResets()
{
    bool anything = m_pages->currentIndex() == Shortcuts;
    for (const Row& row : m_rows) {
        setUsable(*row.reset, !row.isFirst(), tr("It has its first value already"));
        anything |= row.page == m_pages->currentIndex() && !row.isFirst();
    }
    setUsable(*m_resetPage, anything, tr("Everything on this page has its first value already"));
}

void SettingsDialog::resetPage()
{
    if (m_pages->currentIndex() == Shortcuts)
        m_shortcuts->resetAll();
    for (const Row& row : m_rows) {
        if (row.page == m_pages->currentIndex())
            row.toFirst();
    }
    onChanged();
}

} // namespace pleat::ui
