// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/repair_chooser.h"

#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"

#include <QSignalBlocker>
#include <QStandardItemModel>

namespace pleat::ui {

RepairChooser::RepairChooser(Session& session, QWidget* parent)
    : QComboBox(parent)
    , m_session(session)
{
    described(this, QStringLiteral("repairChooser"), tr("Repair"),
        tr("How the statistics that merging damages are restored"));
    ignorePassingWheel(*this);
    for (const study::RepairInfo& repair : study::knownRepairs()) {
        addItem(QString::fromStdString(repair.id));
        setItemData(count() - 1, QString::fromStdString(repair.title), Qt::ToolTipRole);
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
    for (const study::RepairInfo& repair : study::knownRepairs()) {
        if (repair.needsProbe)
            refreshProbed(findText(QString::fromStdString(repair.id)));
    }
    setToolTip(itemData(currentIndex(), Qt::ToolTipRole).toString());
}

/// A repair that needs a probe takes the data set of the model, or says that there is none.
void RepairChooser::refreshProbed(int index)
{
    const std::string& path = m_session.info().dataPath;
    qobject_cast<QStandardItemModel*>(model())->item(index)->setEnabled(!path.empty());
    setItemData(index,
        path.empty()
            ? tr("Needs data: the model's input.json names no data set, or it is not there")
            : plainToolTip(tr("Takes images of %1").arg(QString::fromStdString(path))),
        Qt::ToolTipRole);
}

} // namespace pleat::ui
