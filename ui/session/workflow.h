// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can start: open, run, make a probe, cancel, save. Runs it as jobs and reports what
// came of it.
#pragma once

#include "core/fold/plan.h"
#include "core/study/model.h"
#include "core/study/probe.h"
#include "core/study/project.h"
#include "core/study/run.h"
#include "ui/jobs/job_runner.h"
#include "ui/session/analysis.h"
#include "ui/session/probe_shelf.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace pleat::ui {

class Session;

enum class Activity
{
    Idle,
    Opening,
    Running,
    Saving,
    Probing
};

/// What inversion has done since the last news of it.
struct ProbeNews
{
    std::vector<study::InversionPoint> points;
    std::int64_t steps = 0; ///< planned
    study::Pictures pictures; ///< empty: as they were
};

/// A model that has been read but is not the document yet.
struct Opened
{
    QString path;
    study::ModelPtr model;
    QString recipe; ///< to apply to it; may be empty
    std::function<void()> shown = {}; ///< called once it is the document; may be empty
};

/// One activity at a time; a second request while one is under way is refused with a message.
class Workflow : public QObject
{
    Q_OBJECT
public:
    explicit Workflow(Session& session, QObject* parent = nullptr);

    Activity activity() const { return m_activity; }
    Analysis& analysis() { return m_analysis; }
    /// For work on statistics that needs no network, such as pictures.
    JobRunner& derivedJobs() { return m_derived; }
    /// For work that needs the network; one job at a time.
    JobRunner& coreJobs() { return m_core; }
    /// For files that nothing waits for but a person, such as figures.
    JobRunner& exportJobs() { return m_exports; }
    /// The job of coreJobs() that the activity under way is; 0 if there is none.
    JobRunner::JobId activityJob() const { return m_job; }

    /// True if nothing is under way; else says so by failed().
    bool ready();
    /// `shown` is called once it is the document of the session; never if it cannot be.
    void openModel(const QString& path, std::function<void()> shown = {});
    /// Makes it the document of the session.
    void showOpened(const pleat::ui::Opened& opened);
    /// Applies a recipe to the open model, or to the one being opened once it is there.
    void openRecipe(const QString& path);
    /// JSON of a recipe that is in no file; ErrorCode::Impossible without a model.
    Result<void> applyRecipeText(const QString& json);
    /// The groups of a recipe for other weights that fit by name and width; one step to undo.
    void applyFitting(const fold::Recipe& recipe, const QString& name);
    /// Of the plan: with the keys of the recipe that it came from, and the hash of the result if it
    /// is known.
    fold::Recipe recipe() const;
    /// The plan has come from it: recipe() writes back what it does not know.
    void keepRecipe(const fold::Recipe& recipe);
    void run();
    /// Makes the probe of the plan, also if the one that is held would do.
    void makeProbe();
    /// Whether a probe is being made, alone or as the first stage of a run.
    bool probing() const { return m_probing; }
    /// How long run() would take now, in seconds; an estimate, none without a model.
    std::optional<double> expectedSeconds() const;
    /// The memory that it would take beside what is held; rather too low than too high.
    std::optional<std::int64_t> expectedBytes() const;
    /// Asks the activity under way to stop; activity() becomes Idle at once for opening and
    /// running. Inversion leaves the best images so far.
    void cancel();
    void saveModel(const QString& path);
    /// With the inverted images of the plan in a file beside it, if they are at hand.
    void saveRecipe(const QString& path);
    /// Written in the background; saved() follows.
    void saveProject(const study::Project& project, const QString& path);
    /// Reads it in the background; `read` is called on this thread.
    void loadProject(const QString& path, std::function<void(const Result<study::Project>&)> read);
    /// Inverted images of the plan, as a project keeps them; a failure is reported.
    void readProjectImages(const study::Project& project);
    /// The held probe of the plan as .npy.
    void exportProbe(const QString& path);
    /// Files that are not complete yet.
    bool writing() const
    {
        return m_activity == Activity::Saving || m_writing > 0 || m_exports.busy();
    }

Q_SIGNALS:
    void activityChanged(pleat::ui::Activity activity);
    void progressed(const QString& stage, const QString& item, double fraction);
    void message(const QString& text);
    void failed(const pleat::Error& error);
    void modelOpened(const QString& path);
    /// Instead of modelOpened if the plan was edited since the request: showOpened() may follow.
    void openedOverEdits(const pleat::ui::Opened& opened);
    /// The groups that fit are applied by applyFitting(), if a person wants that.
    void recipeOfOtherWeights(const pleat::fold::Recipe& recipe, const QString& name);
    void saved(const QString& path);
    /// After saved(): weights without a graph need these lines of Python to become a module.
    void weightsSaved(const QString& path, const QString& pythonLines);
    void runStarted();
    /// The latest value of each layer and phase, at most 20 times a second.
    void layerPoints(const std::vector<pleat::study::LayerPoint>& points);
    void runFinished();
    void runCancelled();
    void probeStarted();
    /// At most 20 times a second.
    void probeProgressed(const pleat::ui::ProbeNews& news);
    /// Made, stopped, failed or no longer wanted. What was made is in the session, or will be soon.
    void probeEnded();
    /// Instead of failed(): the network or the data does not give the probe of the plan.
    void probeFailed(const pleat::Error& error);

private:
    /// Where a job leaves its points for the GUI thread: the latest value of each layer wins.
    struct Mailbox
    {
        std::mutex mutex;
        std::map<std::pair<int, int>, study::LayerPoint> points; ///< by phase, layer
        ProbeNews probe;
    };

    study::RunOptions runOptions() const;
    bool begin(Activity activity);
    void end();
    void onOpened(const QString& path, const Result<study::ModelPtr>& result,
        const std::function<void()>& shown);
    void onRan(const Result<study::RunPtr>& result);
    void applyRecipe(const QString& path);
    /// False if it does not fit, which was reported, or is for other weights, which was said.
    bool applyRecipe(const fold::Recipe& recipe, const QString& name);
    std::function<void(int, const study::GroupStatisticsPtr&)> statisticsKeeper();
    void compareWithRecipe(const study::Run& run);
    void collectPoints();
    void collectProbe();
    void report(const Error& error);

    void beginProbe();
    void endProbe();
    void onProbed(const Result<study::ProbePtr>& result);
    void reportProbe(Error error);
    /// To be called on the thread of a job.
    std::function<void(const study::ProbeProgress&)> probeWatcher() const;
    std::function<void(const study::ProbePtr&)> probeKeeper();
    void onProbeMade(const study::ModelPtr& model, const study::ProbePtr& probe,
        const study::Pictures& pictures);
    void readProbe(const fold::Recipe& recipe, const QString& recipePath);
    /// In the background; what comes of `read` is kept. `otherwise`: what to do about a failure.
    void readImages(const Wording& title, std::function<Result<study::ProbePtr>()> read,
        const std::string& otherwise);
    void writeProbe(const study::ProbePtr& probe, const QString& path);

    Session& m_session;
    JobRunner m_core;
    JobRunner m_derived;
    JobRunner m_exports;
    Analysis m_analysis;
    Activity m_activity = Activity::Idle;
    JobRunner::JobId m_job = 0;
    QString m_waitingRecipe;
    fold::Recipe m_recipe; ///< that the plan came from
    fold::Plan m_planAtOpening;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<ProbeShelf> m_shelf = std::make_shared<ProbeShelf>(); ///< of the open model
    bool m_probing = false;
    int m_writing = 0; ///< files of images
};

/// "about 4 s, 310 MB": what run() would cost now; empty without a model.
QString runCostText(const Workflow& workflow);

} // namespace pleat::ui
