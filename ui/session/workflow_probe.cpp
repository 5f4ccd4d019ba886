// SPDX-License-Identifier: GPL-3.0-or-later
// Workflow: probes are made, watched, kept for later runs, written and read.
#include "ui/session/workflow.h"

#include "ui/session/core_text.h"
#include "ui/session/repair_text.h"
#include "ui/session/session.h"

#include <QFileInfo>

#include <utility>

namespace pleat::ui {

namespace {

constexpr std::int64_t kPictures = 32; // as many as are sent while images form

/// Fewer than were asked for are no probe of the recipe.
Result<study::ProbePtr> readAll(
    const study::Model& model, const study::ProbeRequest& request, const std::string& path)
{
    auto read = study::loadProbe(model, request, path);
    if (read && (*read)->count() != request.samples)
        return Error{ErrorCode::Unreadable,
            "the file holds " + std::to_string((*read)->count()) + " images, the recipe asks for "
                + std::to_string(request.samples),
            path, {}};
    return read;
}

} // namespace

void Workflow::makeProbe()
{
    if (!m_session.needsProbe() || !begin(Activity::Probing))
        return;
    m_mailbox = std::make_shared<Mailbox>();
    beginProbe();
    Q_EMIT message(tr("Making %1").arg(probeTitle(m_session.plan().probe)));
    JobInfo info([] { return tr("Make the images of the probe"); });
    info.retry = [this] { makeProbe(); };
    m_job = m_core.start(
        JobPriority::Foreground, info,
        [model = m_session.model(), request = study::probeRequest(m_session.plan()),
            watch = probeWatcher(), keep = probeKeeper()](const StageContext& context) {
            auto made = study::makeProbe(*model, request, watch, context);
            if (made)
                keep(*made);
            return made;
        },
        [this](const Result<study::ProbePtr>& result) { onProbed(result); });
}

void Workflow::onProbed(const Result<study::ProbePtr>& result)
{
    collectPoints();
    m_mailbox = nullptr;
    endProbe();
    end();
    if (!result)
        reportProbe(result.error());
}

void Workflow::reportProbe(Error error)
{
    if (error.code == ErrorCode::Cancelled) {
        report(error);
        return;
    }
    if (error.where == "probe")
        error.hint = tr("choose noise or data as the probe").toStdString();
    Q_EMIT probeFailed(error);
}

void Workflow::beginProbe()
{
    m_probing = true;
    Q_EMIT probeStarted();
}

void Workflow::endProbe()
{
    if (std::exchange(m_probing, false))
        Q_EMIT probeEnded();
}

std::function<void(const study::ProbeProgress&)> Workflow::probeWatcher() const
{
    return [mailbox = m_mailbox](const study::ProbeProgress& progress) {
        const std::scoped_lock lock(mailbox->mutex);
        mailbox->probe.points.push_back(progress.point);
        mailbox->probe.steps = progress.steps;
        if (progress.pictures.count > 0)
            mailbox->probe.pictures = progress.pictures;
    };
}

void Workflow::collectProbe()
{
    ProbeNews news;
    {
        const std::scoped_lock lock(m_mailbox->mutex);
        std::swap(news, m_mailbox->probe);
    }
    if (!news.points.empty())
        Q_EMIT probeProgressed(news);
}

std::function<void(const study::ProbePtr&)> Workflow::probeKeeper()
{
    return [this, shelf = m_shelf, model = m_session.model()](const study::ProbePtr& probe) {
        shelf->put(probe);
        m_core.callBack(
            [this, model, probe, pictures = study::picturesOf(*probe, *model, kPictures)] {
                onProbeMade(model, probe, pictures);
            });
    };
}

void Workflow::onProbeMade(
    const study::ModelPtr& model, const study::ProbePtr& probe, const study::Pictures& pictures)
{
    if (model != m_session.model())
        return;
    collectPoints();
    m_session.holdProbe(probe, pictures);
    endProbe();
    const study::ProbeInfo& info = probe->info();
    for (const Finding& finding : info.findings)
        Q_EMIT message(
            tr("Finding: %1: %2").arg(coreText(finding.where), coreText(finding.message)));
    Q_EMIT message(info.fromFile ? tr("The probe is there: %1").arg(probeText(info))
                                 : tr("The probe is there: %1, made in %2 s")
                                       .arg(probeText(info))
                                       .arg(info.seconds, 0, 'f', 1));
}

void Workflow::readProbe(const fold::Recipe& recipe, const QString& recipePath)
{
    const study::ProbeRequest request = study::probeRequest(recipe.plan);
    if (recipe.probeFile.empty() || request.source != "inversion"
        || !study::repairNeedsProbe(recipe.plan.repair))
        return;
    if (recipe.modelHash != m_session.info().weightsHash) {
        Q_EMIT message(
            tr("The images of the recipe were made for other weights: a run makes new ones."));
        return;
    }
    const std::string path = study::besideRecipe(recipePath.toStdString(), recipe.probeFile);
    readImages([] { return tr("Read the images of the recipe"); },
        [model = m_session.model(), request, path] { return readAll(*model, request, path); },
        tr("a run makes the images of the recipe anew").toStdString());
}

void Workflow::readImages(const Wording& title, std::function<Result<study::ProbePtr>()> read,
    const std::string& otherwise)
{
    m_core.start(
        JobPriority::Foreground, title,
        [read = std::move(read), keep = probeKeeper()](
            const StageContext& context) -> Result<study::ProbePtr> {
            auto images = read();
            if (context.cancelled())
                return cancelledError();
            if (images)
                keep(*images);
            return images;
        },
        [this, otherwise](const Result<study::ProbePtr>& images) {
            if (images)
                return;
            Error error = images.error();
            error.hint = otherwise;
            report(error);
        });
}

void Workflow::writeProbe(const study::ProbePtr& probe, const QString& path)
{
    ++m_writing;
    m_derived.start(
        JobPriority::Foreground,
        JobInfo([name = QFileInfo(path).fileName()] { return tr("Save %1").arg(name); }),
        [probe, file = path.toStdString()](const StageContext& context) -> Result<bool> {
            if (context.cancelled())
                return cancelledError();
            const Result<void> written = study::saveProbe(*probe, file);
            return written ? Result<bool>(true) : written.error();
        },
        [this, path](const Result<bool>& written) {
            --m_writing;
            if (!written) {
                report(written.error());
                return;
            }
            Q_EMIT message(tr("Saved the images of the probe as %1").arg(path));
            Q_EMIT saved(path);
        });
}

void Workflow::exportProbe(const QString& path)
{
    if (const Session::HeldProbe* held = m_session.heldProbe())
        writeProbe(held->probe, path);
}

} // namespace pleat::ui
