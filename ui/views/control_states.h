// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of all controls below a widget, by name: what a project keeps of the views.
#pragma once

#include <QJsonObject>
#include <QList>

class QWidget;

namespace pleat::ui {

/// Choosers, spin boxes, sliders, text fields, splitters, inner tabs, orders of tables and all that
/// can be checked, if they have a name. Left out: tool bars and dialogs, controls that edit the
/// plan, and those of a StatefulView that keeps them itself (property "keptByView").
QList<QWidget*> keptControls(const QWidget& root);

QJsonObject controlStates(const QWidget& root);
/// Controls that are gone, and choices that are no longer offered, are passed over.
void restoreControlStates(const QWidget& root, const QJsonObject& states);

/// The state of one control; undefined if it has none.
QJsonValue controlState(const QWidget& control);

} // namespace pleat::ui
