// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/repair_chooser.h"

#include "ui/session/repair_text.h"
#include "ui/session/session.h"
#include "ui/views/described.h"

#include <QSignalBlocker>

namespace pleat::ui {

namespace {

constexpr const char* kChains[] = {"ar+bn", "ls+bn"};

} // namespace

RepairChooser::RepairChooser(Session& session, QWidget* parent)
    : ToolBarChooser(parent)
    , m_session(session)
{
    described(this, QStringLiteral("repairChooser"), tr("Repair"),
        tr("How the statistics that merging damages are restored"));
    for (const study::RepairInfo& repair : study::knownRepairs())
        addRepair(QString::fromStdString(repair.id));
    insertSeparator(count());
    for (const char* chain : kChains)
        addRepair(QLatin1String(chain));
    connect(this, &QComboBox::currentIndexChanged, this,
        [this] { m_session.setRepair(currentData().toString()); });
    connect(&session, &Session::planChanged, this, &RepairChooser::refresh);
    connect(&session, &Session::modelChanged, this, &RepairChooser::refresh);
    refresh();
}

void RepairChooser::addRepair(const QString& ids)
{
    const QString title = repairTitle(ids.toStdString());
    addChoice(title, ids,
        study::repairNeedsProbe(ids.toStdString())
            ? tr("%1 (%2)\nLooks at a probe: images that show what the layers put out")
                  .arg(title, ids)
            : tr("%1 (%2)\nFrom the weights alone").arg(title, ids));
}

void RepairChooser::refresh()
{
    const QSignalBlocker blocker(this);
    const QString ids = QString::fromStdString(m_session.plan().repair);
    // A recipe may name a chain that this list does not have.
    if (findData(ids) < 0)
        addRepair(ids);
    setCurrentIndex(findData(ids));
    setUsable(*this, m_session.hasModel(), tr("Open a model first"));
    if (m_session.hasModel())
        setToolTip(currentData(Qt::ToolTipRole).toString());
}

} // namespace pleat::ui
