// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/probe_chooser.h"

#include "ui/session/repair_text.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSignalBlocker>
#include <QStandardItemModel>

namespace pleat::ui {

namespace {

constexpr QLatin1String kChooseFile("choose file");
constexpr QLatin1String kChooseFolder("choose folder");

} // namespace

ProbeChooser::ProbeChooser(Session& session, QWidget* parent)
    : ToolBarChooser(parent)
    , m_session(session)
{
    described(this, QStringLiteral("probeChooser"), tr("Probe"),
        tr("The images that the repair looks at"));
    setPlaceholderText(tr("not needed"));
    connect(this, &QComboBox::activated, this, &ProbeChooser::onActivated);
    connect(&session, &Session::planChanged, this, &ProbeChooser::refresh);
    connect(&session, &Session::modelChanged, this, &ProbeChooser::refresh);
    refresh();
}

void ProbeChooser::fill()
{
    clear();
    addChoice(tr("Inverted images (no data)"), QStringLiteral("inversion"),
        tr("Images made from the network alone: its BatchNorms remember the training data"));
    addChoice(tr("Noise (no data)"), QStringLiteral("noise"),
        tr("Smooth noise; for networks without BatchNorm"));
    const QString own = QString::fromStdString(m_session.info().dataPath);
    addChoice(tr("Training images of the data set"), QStringLiteral("data:") + own,
        own.isEmpty() ? tr("The model's input.json names no data set, or it is not there")
                      : tr("Takes training images of %1").arg(own));
    qobject_cast<QStandardItemModel*>(model())->item(count() - 1)->setEnabled(!own.isEmpty());
    const QString chosen = QString::fromStdString(m_session.plan().probe);
    if (!chosen.isEmpty() && findData(chosen) < 0)
        addChoice(tr("Data: %1").arg(QFileInfo(chosen.section(QLatin1Char(':'), 1)).fileName()),
            chosen, tr("Takes %1").arg(chosen.section(QLatin1Char(':'), 1)));
    insertSeparator(count());
    addChoice(tr("Choose a data file..."), kChooseFile, tr("An .npy, IDX or CIFAR file of images"));
    addChoice(tr("Choose a data folder..."), kChooseFolder,
        tr("A folder of IDX, CIFAR or .npy files, or with a folder of images per class"));
}

void ProbeChooser::refresh()
{
    const QSignalBlocker blocker(this);
    fill();
    const bool needed = m_session.needsProbe();
    setCurrentIndex(needed ? findData(QString::fromStdString(m_session.plan().probe)) : -1);
    setUsable(*this, needed,
        m_session.hasModel()
            ? tr("The repair %1 works from the weights alone: it looks at no probe")
                  .arg(repairTitle(m_session.plan().repair))
            : tr("Open a model first"));
    if (needed)
        setToolTip(tr("The images that the repair looks at:\n%1")
                       .arg(currentData(Qt::ToolTipRole).toString()));
}

void ProbeChooser::onActivated()
{
    const QString source = currentData().toString();
    if (source == kChooseFile || source == kChooseFolder)
        chooseData(source == kChooseFolder);
    else
        m_session.setProbe(source.toStdString());
    refresh();
}

void ProbeChooser::chooseData(bool folder)
{
    const QString first = QFileInfo(QString::fromStdString(m_session.info().path)).absolutePath();
    const QString path = folder
        ? QFileDialog::getExistingDirectory(this, tr("Choose a folder of images"), first)
        : QFileDialog::getOpenFileName(this, tr("Choose a file of images"), first);
    if (!path.isEmpty())
        m_session.setProbe("data:" + path.toStdString());
}

} // namespace pleat::ui
