// SPDX-License-Identifier: GPL-3.0-or-later
// The document: an opened model, its plan with undo, and everything derived from the two.
#pragma once

#include "core/fold/plan.h"
#include "core/study/group_statistics.h"
#include "core/study/run.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <map>
#include <optional>
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
    std::int64_t kOf(int group) const;
    bool lockedOf(int group) const;
    /// Of the whole network under the plan; exact, from shapes.
    const study::Cost& cost() const { return m_cost; }

    /// Clamped to 1..n; no effect on frozen or locked groups.
    void setK(int group, std::int64_t k, Gesture gesture = Gesture::Begin);
    void setLocked(int group, bool locked);
    /// Back to all channels, unlocked.
    void resetGroup(int group);
    /// A repair that needs a probe takes the data set of the model.
    void setRepair(const QString& method);
    /// The probe of a plan with this repair; empty if it needs none, or the model has no data set.
    std::string probeFor(const std::string& repair) const;
    void setUniform(double keep, study::GroupSelection selection);
    /// One undo step; `what` is its name in the Edit menu.
    void replacePlan(const fold::Plan& plan, const QString& what);

    int currentGroup() const { return m_currentGroup; }
    /// Null if no group is selected.
    const study::GroupInfo* currentInfo() const;
    void setCurrentGroup(int group);

    void setStatistics(int group, study::GroupStatisticsPtr statistics);
    study::GroupStatisticsPtr statistics(int group) const;
    /// Why the statistics of a group will never come.
    void setFailure(int group, const QString& why);
    /// Empty unless they failed.
    QString failure(int group) const;
    std::vector<study::GroupStatisticsPtr> allStatistics() const;
    /// Cluster of each channel of the current group at its k; empty until its statistics are known.
    const std::vector<std::int32_t>& labels() const { return m_labels; }
    /// Variance ratio after merging, from weights alone; none until the statistics are known.
    std::optional<double> predictedRatio(int group) const;
    /// A few near-dead channels make the ratio of one group explode, so a mean would tell nothing.
    struct MedianRatio
    {
        double ratio = 1;
        int known = 0; ///< groups that it is the median of
        int total = 0; ///< foldable groups
    };
    MedianRatio medianPredictedRatio() const;

    void setSilhouette(int group, std::int64_t k, double silhouette);
    /// Mean silhouette at the values of k computed so far.
    const std::map<std::int64_t, double>& silhouettes(int group) const;

    void setRun(study::RunPtr run, fold::Plan plan);
    const study::RunPtr& run() const { return m_run; }
    /// The plan changed since the run; locks do not count, they change no result.
    bool runStale() const { return m_runStale; }
    /// Mean over the group's layers after repair; none without a measured run.
    std::optional<double> measuredRatio(int group) const;

    int hoveredChannel() const { return m_hoveredChannel; }
    /// Of the current group; -1 for none.
    void setHoveredChannel(int channel);

Q_SIGNALS:
    void modelChanged();
    void planChanged();
    void currentGroupChanged(int group);
    void statisticsChanged(int group);
    void labelsChanged();
    void silhouettesChanged(int group);
    void runChanged();
    void hoveredChannelChanged(int channel);

private:
    friend class PlanCommand;

    struct Derived
    {
        study::GroupStatisticsPtr statistics;
        QString failure;
        std::int64_t ratioK = 0; ///< the k that `ratio` holds for
        double ratio = 1;
        std::map<std::int64_t, double> silhouettes;
    };

    bool foldable(int group) const;
    void push(const fold::Plan& after, const QString& what, Gesture gesture);
    void applyPlan(const fold::Plan& plan);
    void refreshRatio(int group);
    void refreshLabels();
    void refreshStale();

    study::ModelPtr m_model;
    fold::Plan m_plan;
    QUndoStack m_undo;
    quint64 m_gesture = 0;
    study::Cost m_cost;
    int m_currentGroup = -1;
    std::vector<Derived> m_derived; ///< index = group
    std::vector<std::int32_t> m_labels;
    study::RunPtr m_run;
    fold::Plan m_runPlan;
    bool m_runStale = false;
    std::vector<std::optional<double>> m_measured; ///< index = group; empty without a run
    int m_hoveredChannel = -1;
};

} // namespace pleat::ui
