// SPDX-License-Identifier: GPL-3.0-or-later
// Presets against brute force over every answer that the rule allows, on a network small enough.
#include "core/cluster/quality.h"
#include "core/study/model_content.h"
#include "core/study/presets.h"
#include "tests/support/references.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace pleat;
using study::Preset;

namespace {

using Widths = std::vector<std::int64_t>;

std::int64_t goalOf(const study::ModelInfo& info, const study::BudgetOptions& options)
{
    const bool macs = options.target == study::BudgetTarget::Macs;
    return static_cast<std::int64_t>(
        options.fraction * static_cast<double>(macs ? info.macs : info.parameters));
}

} // namespace

class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_mlp = test::open(test::samplePath("mlp.pt"));
        m_trees = study::analyseAllGroups(*m_mlp, {}, {}).value();
        m_first = study::groupIndex(m_mlp->info(), "fc1");
        m_second = study::groupIndex(m_mlp->info(), "fc2");
        m_resnet = test::open(test::samplePath("resnet18.pt"));
    }

    /// Every share at which some width changes is tried.
    void uniformIsTheLargestShareWithinTheBudget()
    {
        for (const double fraction : {0.9, 0.5, 0.07}) {
            for (const auto target : {study::BudgetTarget::Parameters, study::BudgetTarget::Macs}) {
                study::BudgetOptions options;
                options.fraction = fraction;
                options.target = target;
                Widths best;
                for (int step = 1; step <= 512; ++step) {
                    const Widths widths = {std::max(1, step), std::max(1, step / 2)};
                    if (costOf(widths, target) <= goalOf(m_mlp->info(), options))
                        best = widths;
                }
                QVERIFY(!best.empty());
                QCOMPARE(widthsOf(preset(Preset::Uniform, options)), best);
            }
        }
    }

    /// Every relative inertia of either tree is tried as the common one.
    void inertiaIsTheSmallestWithinTheBudget()
    {
        study::BudgetOptions options;
        options.fraction = 0.4;
        std::set<double> levels;
        for (const int group : {m_first, m_second}) {
            const cluster::MergeTree& tree = treeOf(group);
            for (std::int64_t k = 1; k <= tree.channels(); ++k)
                levels.insert(tree.relativeInertia(k));
        }
        Widths best;
        for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
            // A hair above the level, so that no rounding decides.
            const Widths widths = {smallestAt(m_first, *level * (1 + 1e-12)),
                smallestAt(m_second, *level * (1 + 1e-12))};
            if (costOf(widths, options.target) <= goalOf(m_mlp->info(), options))
                best = widths;
        }
        QVERIFY(!best.empty());
        QCOMPARE(widthsOf(preset(Preset::Inertia, options)), best);
    }

    void elbowAndSilhouetteAskEachGroup()
    {
        const Widths elbows = widthsOf(preset(Preset::Elbow, {}));
        QCOMPARE(elbows,
            Widths({cluster::elbow(treeOf(m_first).inertia()),
                cluster::elbow(treeOf(m_second).inertia())}));
        std::vector<study::Silhouettes> measured(m_trees.size());
        measured[m_first] = {{5, 0.1}, {9, 0.3}, {20, 0.2}};
        QVERIFY(!study::presetPlan(*m_mlp, m_trees, measured, Preset::Silhouette, {}, {}));
        measured[m_second] = {{7, 0.4}, {8, 0.4}};
        const auto plan = study::presetPlan(*m_mlp, m_trees, measured, Preset::Silhouette, {}, {});
        QCOMPARE(widthsOf(plan.value()), Widths({9, 7}));
    }

    void endsKeepAllAndLocksStay()
    {
        fold::Plan base;
        base.groups["layer2.0.conv1"] = {33, true};
        study::BudgetOptions options;
        options.multiple = 8;
        const auto plan =
            study::presetPlan(*m_resnet, {}, {}, Preset::ProtectEnds, options, base).value();
        const study::ModelInfo& info = m_resnet->info();
        std::vector<const study::GroupInfo*> foldable;
        for (const study::GroupInfo& group : info.groups) {
            if (group.foldable)
                foldable.push_back(&group);
        }
        QCOMPARE(plan.groups.at(foldable.front()->name).k, foldable.front()->channels);
        QCOMPARE(plan.groups.at(foldable.back()->name).k, foldable.back()->channels);
        QVERIFY(plan.groups.at("layer2.0.conv1") == (fold::GroupChoice{33, true}));
        QVERIFY(study::predictedCost(*m_resnet, plan).parameters <= goalOf(info, options));
        std::map<std::int64_t, std::int64_t> kOfWidth;
        for (std::size_t i = 1; i + 1 < foldable.size(); ++i) {
            if (foldable[i]->name == "layer2.0.conv1")
                continue;
            const std::int64_t k = plan.groups.at(foldable[i]->name).k;
            QVERIFY(k % 8 == 0 && k < foldable[i]->channels);
            QCOMPARE(kOfWidth.emplace(foldable[i]->channels, k).first->second, k);
        }
    }

    void impossibleBudgetsAreRefused()
    {
        study::BudgetOptions options;
        options.fraction = 1e-6;
        for (const Preset rule : {Preset::Uniform, Preset::Inertia, Preset::ProtectEnds}) {
            const auto refused = study::presetPlan(*m_mlp, m_trees, {}, rule, options, {});
            QVERIFY(!refused && refused.error().code == ErrorCode::Impossible);
        }
        options.fraction = 2;
        const auto wrong = study::presetPlan(*m_mlp, m_trees, {}, Preset::Elbow, options, {});
        QVERIFY(!wrong && wrong.error().code == ErrorCode::Usage);
    }

    /// No group could have one channel more; and what was moved can be moved back.
    void parametersStayWhileOneGroupMoves()
    {
        const study::ModelInfo& info = m_resnet->info();
        const fold::Plan base =
            study::uniformPlan(info, 0.5, study::GroupSelection::All, fold::Plan());
        const int moved = study::groupIndex(info, "layer4.0.conv1");
        const std::int64_t goal = study::predictedCost(*m_resnet, base).parameters;
        for (const std::int64_t k : {40, 120, 170, 192}) {
            const fold::Plan plan = study::withParametersKept(*m_resnet, base, moved, k, 1);
            QCOMPARE(plan.groups.at("layer4.0.conv1").k, k);
            QVERIFY(study::predictedCost(*m_resnet, plan).parameters <= goal);
            for (const study::GroupInfo& group : info.groups) {
                if (!group.foldable || group.name == "layer4.0.conv1")
                    continue;
                fold::Plan more = plan;
                if (++more.groups[group.name].k <= group.channels)
                    QVERIFY2(study::predictedCost(*m_resnet, more).parameters > goal,
                        group.name.c_str());
            }
        }
        const std::int64_t before = base.groups.at("layer4.0.conv1").k;
        QVERIFY(study::withParametersKept(*m_resnet, base, moved, before, 1) == base);
    }

    void snapsToTheNearest_data()
    {
        QTest::addColumn<int>("k");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("multiple");
        QTest::newRow("none") << 7 << 100 << 1;
        QTest::newRow("below") << 19 << 100 << 8;
        QTest::newRow("above") << 21 << 100 << 8;
        QTest::newRow("halfway") << 20 << 100 << 8;
        QTest::newRow("least") << 1 << 100 << 16;
        QTest::newRow("n is no multiple") << 99 << 100 << 8;
        QTest::newRow("beyond n") << 500 << 100 << 8;
        QTest::newRow("n below the multiple") << 3 << 10 << 64;
    }

    void snapsToTheNearest()
    {
        QFETCH(int, k);
        QFETCH(int, channels);
        QFETCH(int, multiple);
        const int wanted = std::clamp(k, 1, channels);
        int best = channels;
        for (int candidate = channels; candidate >= 1; --candidate) {
            const bool allowed = candidate == channels || candidate % multiple == 0;
            if (allowed && std::abs(candidate - wanted) < std::abs(best - wanted))
                best = candidate;
        }
        QCOMPARE(study::snappedChannels(k, channels, multiple), best);
    }

private:
    fold::Plan preset(Preset rule, const study::BudgetOptions& options) const
    {
        return study::presetPlan(*m_mlp, m_trees, {}, rule, options, {}).value();
    }

    const cluster::MergeTree& treeOf(int group) const { return m_trees[group]->tree; }

    std::int64_t smallestAt(int group, double level) const
    {
        for (std::int64_t k = 1; k <= treeOf(group).channels(); ++k) {
            if (treeOf(group).relativeInertia(k) <= level)
                return k;
        }
        return treeOf(group).channels();
    }

    Widths widthsOf(const fold::Plan& plan) const
    {
        return {plan.groups.at("fc1").k, plan.groups.at("fc2").k};
    }

    std::int64_t costOf(const Widths& widths, study::BudgetTarget target) const
    {
        fold::Plan plan;
        plan.groups["fc1"].k = widths[0];
        plan.groups["fc2"].k = widths[1];
        const study::Cost cost = study::predictedCost(*m_mlp, plan);
        return target == study::BudgetTarget::Macs ? cost.macs : cost.parameters;
    }

    study::ModelPtr m_mlp, m_resnet;
    std::vector<study::GroupStatisticsPtr> m_trees;
    int m_first = -1;
    int m_second = -1;
};

QTEST_APPLESS_MAIN(TestPresets)
#include "test_presets.moc"
