// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/repair_text.h"

#include "core/study/model.h"
#include "ui/session/core_text.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace pleat::ui {

namespace {

/// Where lupdate finds the texts of functions without a class.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Repair)
};

QString methodTitle(const QString& id)
{
    for (const study::RepairInfo& repair : study::knownRepairs()) {
        if (repair.id == id.toStdString())
            return coreText(repair.title);
    }
    return id;
}

} // namespace

QString repairTitle(const std::string& ids)
{
    QString title;
    for (const QString& id : QString::fromStdString(ids).split(QLatin1Char('+')))
        title = title.isEmpty() ? methodTitle(id)
                                : Texts::tr("%1, then %2").arg(title, methodTitle(id));
    return title;
}

QString probeTitle(const std::string& source)
{
    const auto kind = study::probeKind(source);
    if (!kind)
        return QString::fromStdString(source);
    if (*kind == study::ProbeKind::Inversion)
        return Texts::tr("inverted images");
    if (*kind == study::ProbeKind::Noise)
        return Texts::tr("noise");
    const QString path = QString::fromStdString(source).section(QLatin1Char(':'), 1);
    const QString name = QFileInfo(path).fileName();
    return Texts::tr("images of %1").arg(name.isEmpty() ? path : name);
}

QString stepText(const study::ProbeInfo& info)
{
    return Texts::tr("step %1 of %2").arg(info.curve.size()).arg(info.steps);
}

QString probeText(const study::ProbeInfo& info)
{
    const std::string& source = info.request.source;
    QString text = source == "noise"
        ? Texts::tr("%1 images of noise").arg(info.request.samples)
        : Texts::tr("%1 %2", "a number, then the kind of images")
              .arg(QString::number(info.request.samples), probeTitle(source));
    if (info.fromFile)
        text = Texts::tr("%1 (from a file)").arg(text);
    else if (!info.complete)
        text = Texts::tr("%1 (stopped at %2)").arg(text, stepText(info));
    return text;
}

} // namespace pleat::ui
