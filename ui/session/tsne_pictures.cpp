// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/tsne_pictures.h"

#include "core/cluster/tsne.h"
#include "ui/session/session.h"

#include <chrono>
#include <utility>

namespace pleat::ui {

namespace {

constexpr std::chrono::milliseconds kSlice{120};

} // namespace

/// Touched by one job after the other.
struct TsnePictures::Engine
{
    study::GroupStatisticsPtr statistics;
    cluster::TsneOptions options;
    std::optional<cluster::Tsne> tsne;
    QString beginning; ///< what is said meanwhile
    QString stepping; ///< step %1 of %2

    void report(const StageContext& context) const
    {
        context.progress(stepping.arg(tsne->step()).arg(options.steps).toStdString(), {},
            static_cast<double>(tsne->step()) / options.steps);
    }

    Result<Picture> slice(const StageContext& context)
    {
        if (!tsne) {
            context.progress(beginning.toStdString(), {}, 0);
            auto begun =
                cluster::Tsne::begin(statistics->gram, statistics->picture, options, context);
            if (!begun)
                return begun.error();
            tsne.emplace(std::move(*begun));
        }
        const auto end = std::chrono::steady_clock::now() + kSlice;
        while (!tsne->finished() && std::chrono::steady_clock::now() < end) {
            const auto stepped = tsne->advance(context);
            if (!stepped && stepped.error().code != ErrorCode::Cancelled)
                return stepped.error();
            if (!stepped)
                break; // what has been drawn stays
            report(context);
        }
        return Picture{tsne->coordinates(), options.perplexity, tsne->step(), options.steps,
            tsne->divergence(), {}};
    }
};

TsnePictures::TsnePictures(Session& session, JobRunner& jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(&jobs)
{
    connect(&session, &Session::modelChanged, this, &TsnePictures::reset);
    connect(&session, &Session::statisticsChanged, this, [this](int group) {
        if (group == m_running && !of(group))
            stop();
    });
}

/// Nobody would see the rest of the picture.
TsnePictures::~TsnePictures()
{
    dropJob();
}

void TsnePictures::dropJob()
{
    if (m_jobs)
        m_jobs->drop(std::exchange(m_job, 0));
}

void TsnePictures::reset()
{
    stop();
    m_engine.reset();
    m_kept.clear();
}

const TsnePictures::Picture* TsnePictures::of(int group) const
{
    const auto found = m_kept.find(m_session.statistics(group));
    return found == m_kept.end() ? nullptr : &found->second;
}

void TsnePictures::forgetGone()
{
    std::erase_if(m_kept, [](const auto& kept) { return kept.first.expired(); });
}

void TsnePictures::start(int group)
{
    const study::GroupStatisticsPtr statistics = m_session.statistics(group);
    const Picture* known = of(group);
    if (!statistics || group == m_running || (known && known->complete()))
        return;
    stop();
    if (!m_engine || m_engine->statistics != statistics) {
        m_engine = std::make_shared<Engine>();
        m_engine->statistics = statistics;
        m_engine->options.seed = m_session.plan().seed;
        m_engine->options.perplexity = cluster::defaultPerplexity(statistics->gram.rows());
        m_engine->beginning = tr("finding neighbours");
        m_engine->stepping = tr("step %1 of %2");
        forgetGone();
        m_kept[statistics] = {};
        m_kept[statistics].steps = m_engine->options.steps;
    }
    m_running = group;
    Q_EMIT changed(group);
    draw();
}

void TsnePictures::stop()
{
    dropJob();
    if (const int stopped = std::exchange(m_running, -1); stopped >= 0)
        Q_EMIT changed(stopped);
}

void TsnePictures::draw()
{
    const Picture& known = *of(m_running);
    const std::string& group = m_session.info().groups[m_running].name;
    JobInfo info([name = QString::fromStdString(group)] { return tr("t-SNE of %1").arg(name); });
    info.from = static_cast<double>(known.step) / known.steps;
    m_job = m_jobs->startSliced(
        JobPriority::Idle, info,
        [engine = m_engine](const StageContext& context) { return engine->slice(context); },
        [](const Picture& picture) { return picture.step >= picture.steps; },
        whileAlive(this, [this](const Picture& picture) { onSlice(picture); }),
        whileAlive(this, [this](const Result<Picture>& result) { onEnd(result); }));
}

void TsnePictures::onSlice(const Picture& picture)
{
    if (!of(m_running)) // its statistics have been put aside
        return stop();
    m_kept[m_session.statistics(m_running)] = picture;
    Q_EMIT changed(m_running);
}

void TsnePictures::onEnd(const Result<Picture>& result)
{
    m_job = 0;
    const int group = std::exchange(m_running, -1);
    if (of(group)) {
        Picture& picture = m_kept[m_session.statistics(group)];
        if (result)
            picture = *result;
        else if (result.error().code != ErrorCode::Cancelled)
            picture.error = result.error();
        if (picture.error || picture.complete())
            m_engine.reset();
    }
    Q_EMIT changed(group);
}

} // namespace pleat::ui
