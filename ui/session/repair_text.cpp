// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/repair_text.h"

#include "core/study/model.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

namespace pleat::ui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Repair", text);
}

QString methodTitle(const QString& id)
{
    for (const study::RepairInfo& repair : study::knownRepairs()) {
        if (repair.id == id.toStdString())
            return QString::fromStdString(repair.title);
    }
    return id;
}

} // namespace

QString repairTitle(const std::string& ids)
{
    QStringList titles;
    for (const QString& id : QString::fromStdString(ids).split(QLatin1Char('+')))
        titles << methodTitle(id);
    return titles.join(translated(", then "));
}

QString probeTitle(const std::string& source)
{
    const auto kind = study::probeKind(source);
    if (!kind)
        return QString::fromStdString(source);
    if (*kind == study::ProbeKind::Inversion)
        return translated("inverted images");
    if (*kind == study::ProbeKind::Noise)
        return translated("noise");
    const QString path = QString::fromStdString(source).section(QLatin1Char(':'), 1);
    const QString name = QFileInfo(path).fileName();
    return translated("images of %1").arg(name.isEmpty() ? path : name);
}

QString stepText(const study::ProbeInfo& info)
{
    return translated("step %1 of %2").arg(info.curve.size()).arg(info.steps);
}

QString probeText(const study::ProbeInfo& info)
{
    const std::string& source = info.request.source;
    QString text = source == "noise"
        ? translated("%1 images of noise").arg(info.request.samples)
        : QString::number(info.request.samples) + QLatin1Char(' ') + probeTitle(source);
    if (info.fromFile)
        text += translated(" (from a file)");
    else if (!info.complete)
        text += translated(" (stopped at %1)").arg(stepText(info));
    return text;
}

} // namespace pleat::ui
