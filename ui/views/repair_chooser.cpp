// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/repair_chooser.h"

#include "ui/session/session.h"
#include "ui/views/described.h"

#include <QSignalBlocker>
#include <QStandardItemModel>

namespace pleat::ui {

RepairChooser::RepairChooser(Session& session, QWidget* parent)
    : QComboBox(parent)
    , m_session(session)
{
    described(this, QStringLiteral("repairChooser"), tr("Repair"),
        tr("How the statistics that merging damages are restored"));
    const struct
    {
        QString method;
        QString help;
    } methods[] = {
        {QStringLiteral("none"), tr("No repair")},
        {QStringLiteral("ar"), tr("Fold-AR: variance from the weights alone, around the mean")},
        {QStringLiteral("ar-scale"), tr("Fold-AR that scales the bias too")},
        {QStringLiteral("ar-published"), tr("Fold-AR exactly as published")},
        {QStringLiteral("bn"), tr("Re-estimate all BatchNorms on the model's data set")},
    };
    for (const auto& [method, help] : methods) {
        addItem(method);
        setItemData(count() - 1, help, Qt::ToolTipRole);
    }
    connect(this, &QComboBox::currentTextChanged, &session, &Session::setRepair);
    connect(&session, &Session::planChanged, this, &RepairChooser::refresh);
    connect(&session, &Session::modelChanged, this, &RepairChooser::refresh);
    refresh();
}

void RepairChooser::refresh()
{
    const QSignalBlocker blocker(this);
    const QString method = QString::fromStdString(m_session.plan().repair);
    // A recipe may name a method that this list does not have.
    if (findText(method) < 0)
        addItem(method);
    setCurrentText(method);
    setEnabled(m_session.hasModel());
    const int last = findText(QStringLiteral("bn"));
    const bool hasData = !m_session.info().dataPath.empty();
    qobject_cast<QStandardItemModel*>(model())->item(last)->setEnabled(hasData);
    setItemData(last,
        hasData ? tr("Re-estimate all BatchNorms on %1")
                      .arg(QString::fromStdString(m_session.info().dataPath))
                : tr("Needs data: the model's input.json names no data set, or it is not there"),
        Qt::ToolTipRole);
    setToolTip(itemData(currentIndex(), Qt::ToolTipRole).toString());
}

} // namespace pleat::ui
