// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tool_bar_chooser.h"

#include "ui/session/text.h"
#include "ui/views/polite_input.h"

#include <QAbstractItemView>
#include <QStylePainter>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kShownLetters = 10; // at least
constexpr int kWidest = 260; // pixels
constexpr int kListMargin = 40; // pixels beside a title in the list

} // namespace

ToolBarChooser::ToolBarChooser(QWidget* parent)
    : QComboBox(parent)
{
    ignorePassingWheel(*this);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(kShownLetters);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(kWidest);
}

void ToolBarChooser::addChoice(const QString& title, const QString& id, const QString& help)
{
    addItem(title, id);
    setItemData(count() - 1, plainToolTip(help), Qt::ToolTipRole);
    const int needed = fontMetrics().horizontalAdvance(title) + kListMargin;
    view()->setMinimumWidth(std::max(view()->minimumWidth(), needed));
}

/// As the base class does, but a title that is too long ends in dots.
void ToolBarChooser::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    if (currentIndex() < 0) {
        option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
        option.currentText = placeholderText();
    }
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText =
        fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - 4);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace pleat::ui
