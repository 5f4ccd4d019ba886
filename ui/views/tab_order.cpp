// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tab_order.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QWidget>

#include <vector>

namespace pleat::ui {

namespace {

void collect(QWidget& widget, std::vector<QWidget*>& stops);

void collect(QLayout& layout, std::vector<QWidget*>& stops)
{
    for (int i = 0; i < layout.count(); ++i) {
        if (QLayout* inner = layout.itemAt(i)->layout())
            collect(*inner, stops);
        else if (QWidget* widget = layout.itemAt(i)->widget())
            collect(*widget, stops);
    }
}

void collect(QWidget& widget, std::vector<QWidget*>& stops)
{
    if (widget.focusPolicy() & Qt::TabFocus)
        stops.push_back(&widget);
    if (const auto* splitter = qobject_cast<const QSplitter*>(&widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            collect(*splitter->widget(i), stops);
    } else if (const auto* area = qobject_cast<const QScrollArea*>(&widget);
               area && area->widget()) {
        collect(*area->widget(), stops);
    } else if (widget.layout()) {
        collect(*widget.layout(), stops);
    }
}

} // namespace

void orderTabs(QWidget& view)
{
    std::vector<QWidget*> stops;
    collect(view, stops);
    for (std::size_t i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

} // namespace pleat::ui
