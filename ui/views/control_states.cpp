// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/control_states.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QSet>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>

namespace pleat::ui {

namespace {

/// They show the plan or what is selected, which a project keeps anyway.
const QSet<QString>& planControls()
{
    static const QSet<QString> kNames = {QStringLiteral("kSlider"), QStringLiteral("kSpin"),
        QStringLiteral("keepSpin"), QStringLiteral("lockCheck"), QStringLiteral("probeCount"),
        QStringLiteral("compareA"), QStringLiteral("compareB")};
    return kNames;
}

const QString kSorted = QStringLiteral("sorted");
const QString kDescending = QStringLiteral("descending");

bool insideSkipped(const QWidget& widget, const QWidget& root)
{
    for (const QWidget* above = widget.parentWidget(); above && above != &root;
         above = above->parentWidget()) {
        const bool skipped = qobject_cast<const QToolBar*>(above)
            || qobject_cast<const QDialog*>(above) || qobject_cast<const QComboBox*>(above)
            || qobject_cast<const QAbstractSpinBox*>(above);
        if (skipped)
            return true;
    }
    return false;
}

QJsonArray sizesOf(const QSplitter& splitter)
{
    QJsonArray sizes;
    for (const int size : splitter.sizes())
        sizes.append(size);
    return sizes;
}

void restoreSplitter(QSplitter& splitter, const QJsonArray& state)
{
    QList<int> sizes;
    for (const QJsonValue& size : state)
        sizes << std::max(0, size.toInt());
    if (sizes.size() == splitter.count() && sizes != splitter.sizes())
        splitter.setSizes(sizes);
}

QJsonObject orderOf(const QTableView& table)
{
    const QHeaderView* header = table.horizontalHeader();
    return {{kSorted, header->sortIndicatorSection()},
        {kDescending, header->sortIndicatorOrder() == Qt::DescendingOrder}};
}

void restoreOrder(QTableView& table, const QJsonObject& state)
{
    QHeaderView* header = table.horizontalHeader();
    const int section = state[kSorted].toInt(-1);
    header->setSortIndicator(section >= 0 && section < header->count() ? section : -1,
        state[kDescending].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    header->setSortIndicatorShown(header->sortIndicatorSection() >= 0);
}

void restoreChoice(QComboBox& chooser, const QString& text)
{
    const int index = chooser.findText(text);
    if (index >= 0)
        chooser.setCurrentIndex(index);
}

void restoreTab(QTabWidget& tabs, const QString& name)
{
    for (int tab = 0; tab < tabs.count(); ++tab) {
        if (tabs.widget(tab)->objectName() == name)
            tabs.setCurrentIndex(tab);
    }
}

void restoreState(QWidget& control, const QJsonValue& state)
{
    if (auto* chooser = qobject_cast<QComboBox*>(&control))
        restoreChoice(*chooser, state.toString());
    else if (auto* spin = qobject_cast<QSpinBox*>(&control))
        spin->setValue(state.toInt(spin->value()));
    else if (auto* real = qobject_cast<QDoubleSpinBox*>(&control))
        real->setValue(state.toDouble(real->value()));
    else if (auto* slider = qobject_cast<QSlider*>(&control))
        slider->setValue(state.toInt(slider->value()));
    else if (auto* button = qobject_cast<QAbstractButton*>(&control))
        button->setChecked(state.toBool(button->isChecked()));
    else if (auto* edit = qobject_cast<QLineEdit*>(&control))
        edit->setText(state.toString(edit->text()));
    else if (auto* splitter = qobject_cast<QSplitter*>(&control))
        restoreSplitter(*splitter, state.toArray());
    else if (auto* table = qobject_cast<QTableView*>(&control))
        restoreOrder(*table, state.toObject());
    else if (auto* tabs = qobject_cast<QTabWidget*>(&control))
        restoreTab(*tabs, state.toString());
}

} // namespace

QJsonValue controlState(const QWidget& control)
{
    if (const auto* chooser = qobject_cast<const QComboBox*>(&control))
        return chooser->currentText();
    if (const auto* spin = qobject_cast<const QSpinBox*>(&control))
        return spin->value();
    if (const auto* real = qobject_cast<const QDoubleSpinBox*>(&control))
        return real->value();
    if (const auto* slider = qobject_cast<const QSlider*>(&control))
        return slider->value();
    if (const auto* edit = qobject_cast<const QLineEdit*>(&control))
        return edit->text();
    if (const auto* splitter = qobject_cast<const QSplitter*>(&control))
        return sizesOf(*splitter);
    if (const auto* table = qobject_cast<const QTableView*>(&control))
        return table->isSortingEnabled() ? QJsonValue(orderOf(*table))
                                         : QJsonValue(QJsonValue::Undefined);
    if (const auto* tabs = qobject_cast<const QTabWidget*>(&control))
        return tabs->currentWidget() ? tabs->currentWidget()->objectName() : QString();
    const auto* button = qobject_cast<const QAbstractButton*>(&control);
    return button && button->isCheckable() ? QJsonValue(button->isChecked())
                                           : QJsonValue(QJsonValue::Undefined);
}

QList<QWidget*> keptControls(const QWidget& root)
{
    QList<QWidget*> kept;
    for (QWidget* control : root.findChildren<QWidget*>()) {
        const QString name = control->objectName();
        const bool ours = !name.isEmpty() && !name.startsWith(QStringLiteral("qt_"))
            && !planControls().contains(name) && !control->property("keptByView").toBool();
        if (ours && !controlState(*control).isUndefined() && !insideSkipped(*control, root))
            kept << control;
    }
    return kept;
}

QJsonObject controlStates(const QWidget& root)
{
    QJsonObject states;
    for (const QWidget* control : keptControls(root))
        states[control->objectName()] = controlState(*control);
    return states;
}

void restoreControlStates(const QWidget& root, const QJsonObject& states)
{
    for (QWidget* control : keptControls(root)) {
        const auto state = states.constFind(control->objectName());
        if (state != states.constEnd())
            restoreState(*control, *state);
    }
}

} // namespace pleat::ui
