// SPDX-License-Identifier: GPL-3.0-or-later
// The document: an opened model, its plan with undo, and everything derived from the two.
#pragma once

#include "core/cluster/quality.h"
#include "core/fold/plan.h"
#include "core/study/budget.h"
#include "core/study/presets.h"
#include "core/study/probe.h"
#include "core/study/run.h"
#include "ui/session/group_results.h"
#include "ui/session/run_history.h"
#include "ui/session/selection.h"
#include "ui/session/wording.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pleat::ui {

/// Whether an edit begins a new undo entry or extends the one of the gesture under way.
enum class Gesture
{
    Begin,
    Continue
};

/// Lives on the GUI thread and computes only what a step of a slider can afford. Views read it and
/// listen to its signals; they never talk to each other. Jobs put their results in.
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);

    /// Replaces the document and clears plan, undo, statistics and run.
    void setModel(study::ModelPtr model);
    bool hasModel() const { return m_model != nullptr; }
    const study::ModelPtr& model() const { return m_model; }
    /// Empty without a model.
    const study::ModelInfo& info() const;

    const fold::Plan& plan() const { return m_plan; }
    QUndoStack* undoStack() { return &m_undo; }
    /// The names of the edits in the language of now. Who shows them has to look again.
    void rewordEdits();
    std::int64_t kOf(int group) const;
    bool lockedOf(int group) const;
    /// k that the group had before the latest edit that changed it; none if it never had another.
    std::optional<std::int64_t> previousK(int group) const;
    /// Of the whole network under the plan; exact, from shapes.
    const study::Cost& cost() const { return m_cost; }
    /// Memory and latency under the plan; none for a model that was opened without a profile.
    const std::optional<study::Resources>& resources() const { return m_resources; }

    /// Clamped to 1..n; no effect on frozen or locked groups.
    void setK(int group, std::int64_t k, Gesture gesture = Gesture::Begin);
    /// What a person asks for by hand: snapped, and refused with editRefused() if the group is
    /// frozen or locked.
    void requestK(int group, std::int64_t k, Gesture gesture = Gesture::Begin);
    /// The same, while the other unlocked groups keep the parameters of the plan `from` (see
    /// study::withParametersKept).
    void requestKKeepingParameters(
        int group, std::int64_t k, const fold::Plan& from, Gesture gesture);
    /// k of a person lands on a multiple of it, or on n; 1 for any k. No part of the plan.
    int snap() const { return m_snap; }
    void setSnap(int multiple);
    std::int64_t snapped(int group, std::int64_t k) const;
    /// Foldable groups with as many channels and of the same kind (inner or not), without itself
    /// and without locked ones.
    std::vector<int> similarTo(int group) const;
    /// Gives similarTo() the k of the group, in one undo step.
    void applyToSimilar(int group);
    /// Sets k of many groups by a rule in one undo step; an error changes nothing.
    Result<void> applyPreset(study::Preset preset, const study::BudgetOptions& options);
    void setLocked(int group, bool locked);
    /// Back to all channels, unlocked.
    void resetGroup(int group);
    /// One method or a chain. One that needs a probe takes the one that was last chosen, at first
    /// inversion; the others leave the plan without a probe.
    void setRepair(const QString& method);
    /// The probe of a plan with this repair; empty if it needs none.
    std::string probeFor(const std::string& repair) const;
    /// Whether the repair of the plan looks at a probe.
    bool needsProbe() const;
    /// "inversion", "noise" or "data:PATH"; no effect if the repair needs none.
    void setProbe(const std::string& source);
    /// How many inputs the probe of the plan has.
    std::int64_t probeCount() const;
    void setProbeCount(std::int64_t count, Gesture gesture = Gesture::Begin);
    void setUniform(double keep, study::GroupSelection selection);
    /// Spends a budget over the network in one undo step; an error changes nothing.
    Result<void> distribute(const study::BudgetOptions& options);
    /// Groups that distribute() needs and whose statistics are not there.
    std::vector<int> missingFor(study::GroupSelection selection) const;
    /// How channels are clustered; an error changes nothing. Statistics that do not fit are put
    /// aside, so that they are there at once when they fit again.
    Result<void> setClustering(
        const cluster::ClusterOptions& options, Gesture gesture = Gesture::Begin);
    void setSeed(std::uint64_t seed, Gesture gesture = Gesture::Begin);
    /// Whether the clusterer of the plan has a tree, so that every cut of it is exact.
    bool hasOwnTree() const { return m_ownTree; }
    /// One undo step; `what` is its name in the Edit menu.
    void replacePlan(const fold::Plan& plan, const Wording& what);

    Selection& selection() { return m_selection; }
    const Selection& selection() const { return m_selection; }
    /// Null if no group is selected.
    const study::GroupInfo* currentInfo() const;

    void setStatistics(int group, study::GroupStatisticsPtr statistics);
    study::GroupStatisticsPtr statistics(int group) const;
    /// Why the statistics of a group will never come.
    void setFailure(int group, const Wording& why);
    /// Empty unless they failed, or the group cannot be clustered at its k.
    QString failure(int group) const;
    std::vector<study::GroupStatisticsPtr> allStatistics() const;
    /// The current group at its k; k is 0 until the statistics are known, and if it cannot be
    /// clustered at this k. A preview unless `exact`.
    const study::GroupClustering& clustering() const { return m_clustering; }
    /// Cluster of each channel, of clustering().
    const std::vector<std::int32_t>& labels() const { return m_clustering.labels; }
    /// The same of any group.
    study::GroupClustering clusteringOf(int group) const;
    /// What its clustering depends on besides the statistics, under the plan.
    ClusteringKey clusteringKey(int group) const;
    /// Whether folding the group needs a clustering that no tree holds and that is not known yet.
    bool needsExact(int group) const;
    /// As if nobody had tried to cluster the group at its k yet.
    void forgetExact(int group);
    /// Of a clusterer without a tree. Left out if the statistics are no longer those of the plan.
    void setExact(int group, const study::GroupStatisticsPtr& from, const ClusteringKey& key,
        const Result<study::GroupClustering>& result);
    /// Variance ratio after merging, from weights alone; none until the statistics are known.
    std::optional<double> predictedRatio(int group) const;
    /// The same of each layer that the group's channels leave, by name; empty if it is not known.
    std::map<std::string, double> predictedByLayer(int group) const;
    /// The ratio is that of a preview.
    bool ratioPreviewed(int group) const;
    /// A few near-dead channels make the ratio of one group explode, so a mean would tell nothing.
    struct MedianRatio
    {
        double ratio = 1;
        int known = 0; ///< groups that it is the median of
        int total = 0; ///< foldable groups
    };
    MedianRatio medianPredictedRatio() const;

    /// Of cuts of the tree, by k.
    using Qualities = std::map<std::int64_t, cluster::ClusterQuality>;
    void addQualities(int group, const study::GroupStatisticsPtr& from, const Qualities& added);
    const Qualities& qualities(int group) const { return m_derived.at(group).qualities; }
    /// Mean silhouette of the cuts measured so far.
    std::map<std::int64_t, double> silhouettes(int group) const;
    /// Of an exact clustering that is no cut.
    void setExactQuality(int group, const study::GroupStatisticsPtr& from, const ClusteringKey& key,
        const cluster::ClusterQuality& quality);
    /// Of clustering(), if it is exact and has been measured.
    std::optional<cluster::ClusterQuality> quality() const;

    RunHistory& runs() { return m_runs; }
    const RunHistory& runs() const { return m_runs; }
    /// Keeps it and selects it.
    void addRun(study::RunPtr run);
    /// In one undo step, which is no edit of the plan. Unknown ids are passed over.
    void removeRuns(const std::vector<int>& runs);
    /// The same. An empty name, and the one that it has, are passed over.
    void renameRun(int run, const QString& name);
    /// The selected one; null for none.
    const study::RunPtr& run() const { return m_run; }
    /// It is not that of the plan; locks do not count, they change no result.
    bool runStale() const { return m_runStale; }
    /// An older run than the latest was selected, alone, and its plan is not that of the session:
    /// what edits the plan shows the run instead, until its plan is taken or it is left.
    bool looksBack() const { return m_looksBack; }
    /// The plan becomes that of a run, in one undo step. Unknown ids are passed over.
    void takePlan(int run);
    /// Mean over the group's layers after repair; none without a measured run.
    std::optional<double> measuredRatio(int group) const;

    /// A probe that was made or read, with what there is to see of it.
    struct HeldProbe
    {
        study::ProbePtr probe;
        study::Pictures pictures;
    };
    /// The latest of each kind is held until the model changes, so that runs can use it again.
    void holdProbe(study::ProbePtr probe, study::Pictures pictures);
    /// The latest one of the kind that the plan asks for; null if there is none.
    const HeldProbe* heldProbe() const;
    /// The held one, if it is what the plan asks for; null if a run would make one anew.
    study::ProbePtr fittingProbe() const;

Q_SIGNALS:
    void modelChanged();
    /// Statistics of all groups may have been put aside or come back as well.
    void planChanged();
    void statisticsChanged(int group);
    /// Of the current group, but not because another group became the current one. Also when a
    /// preview of equal labels has become exact.
    void labelsChanged();
    /// The exact clustering of a group is known, or why there is none.
    void clusteringChanged(int group);
    void qualityChanged(int group);
    /// Another run is selected, or none.
    void runChanged();
    /// Another probe is held, or none.
    void probeChanged();
    void snapChanged();
    /// A person asked for what a group cannot do; `why` is a sentence.
    void editRefused(const QString& why);

private:
    friend class PlanCommand;

    bool foldable(int group) const;
    bool refuses(int group);
    void push(const fold::Plan& after, const Wording& what, Gesture gesture);
    void applyPlan(const fold::Plan& plan);
    void refreshCost();
    void refreshRatio(int group);
    void refreshLabels();
    void forgetRemovedRuns();
    void refreshRun();
    void refreshStale();
    void refreshMethod();
    bool current(int group, const study::GroupStatisticsPtr& statistics) const;
    const ExactClustering* exactOf(int group) const;

    study::ModelPtr m_model;
    fold::Plan m_plan;
    QUndoStack m_undo;
    quint64 m_gesture = 0;
    study::Cost m_cost;
    std::optional<study::Resources> m_resources;
    Selection m_selection;
    RunHistory m_runs;
    int m_snap = 1;
    bool m_ownTree = true;
    std::vector<GroupResults> m_derived; ///< index = group; of the plan's clustering options
    ResultShelf m_shelf; ///< of other options
    study::GroupClustering m_clustering;
    study::RunPtr m_run;
    bool m_runStale = false;
    bool m_looksBack = false;
    std::vector<std::optional<double>> m_measured; ///< index = group; empty without a run
    std::map<study::ProbeKind, HeldProbe> m_probes;
    std::string m_lastSource = "inversion"; ///< of probes, as last chosen
};

} // namespace pleat::ui
