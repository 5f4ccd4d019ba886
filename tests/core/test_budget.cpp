// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets: the cost of any widths, the search against brute force, importance on graphs small
// enough to do by hand, and the promises to the person who asks.
#include "core/evaluate/predicted_damage.h"
#include "core/fold/budget.h"
#include "core/study/budget.h"
#include "core/study/model_content.h"
#include "tests/support/references.h"

#include <QTest>

#include <cmath>

using namespace pleat;

namespace {

using Widths = coupling::CostModel::Widths;

study::BudgetOptions parameters(double fraction)
{
    study::BudgetOptions options;
    options.fraction = fraction;
    return options;
}

Widths widthsOf(const study::ModelInfo& info, const fold::Plan& plan)
{
    Widths widths;
    for (const study::GroupInfo& group : info.groups) {
        const auto choice = plan.groups.find(group.name);
        widths.push_back(choice == plan.groups.end() ? group.channels : choice->second.k);
    }
    return widths;
}

double totalDamage(const std::vector<fold::BudgetGroup>& groups, const Widths& widths)
{
    double sum = 0;
    for (std::size_t g = 0; g < groups.size(); ++g)
        sum += groups[g].damage.empty() ? 0
                                        : groups[g].damage[static_cast<std::size_t>(widths[g] - 1)];
    return sum;
}

/// Weight x (1 - k/n)^2: convex, so that greedy is exact up to one step.
std::vector<double> convexDamage(std::int64_t n, double weight)
{
    std::vector<double> damage;
    for (std::int64_t k = 1; k <= n; ++k)
        damage.push_back(weight * std::pow(1 - static_cast<double>(k) / static_cast<double>(n), 2));
    return damage;
}

} // namespace

class BudgetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_model = test::open(test::samplePath("resnet18.pt"));
        m_statistics = study::analyseAllGroups(*m_model, {}, {}).value();
    }

    /// Exact costs are checked against folded networks elsewhere; here savings against costs.
    void savingsAreDifferencesOfCosts()
    {
        const study::Model::Content& content = m_model->content();
        Widths kept = widthsOf(m_model->info(), {});
        for (const coupling::CostModel* cost : {&content.parameterCost, &content.macCost}) {
            for (std::size_t g = 0; g < kept.size(); ++g) {
                if (!m_model->info().groups[g].foldable)
                    continue;
                const std::int64_t k = std::max<std::int64_t>(1, kept[g] / 3);
                Widths after = kept;
                after[g] = k;
                QCOMPARE(cost->saving(kept, g, k), cost->at(kept) - cost->at(after));
            }
            QVERIFY(kept == widthsOf(m_model->info(), {}));
        }
    }

    /// Two hidden groups of the MLP: every pair of widths can be tried.
    void searchEqualsBruteForce()
    {
        const study::ModelPtr mlp = test::open(test::samplePath("mlp.pt"));
        const coupling::CostModel& cost = mlp->content().parameterCost;
        const Widths start = widthsOf(mlp->info(), {});
        const int first = study::groupIndex(mlp->info(), "fc1");
        const int second = study::groupIndex(mlp->info(), "fc2");
        std::vector<fold::BudgetGroup> groups(start.size());
        groups[static_cast<std::size_t>(first)].damage = convexDamage(512, 3);
        groups[static_cast<std::size_t>(second)].damage = convexDamage(256, 1);
        for (const double share : {0.7, 0.4, 0.15}) {
            const auto goal =
                static_cast<std::int64_t>(share * static_cast<double>(cost.at(start)));
            const Widths found = fold::distribute(cost, start, groups, goal, 1).value();
            QVERIFY(cost.at(found) <= goal);
            double best = INFINITY;
            Widths widths = start;
            for (std::int64_t a = 1; a <= 512; ++a) {
                for (std::int64_t b = 1; b <= 256; ++b) {
                    widths[static_cast<std::size_t>(first)] = a;
                    widths[static_cast<std::size_t>(second)] = b;
                    if (cost.at(widths) <= goal)
                        best = std::min(best, totalDamage(groups, widths));
                }
            }
            // The cost is a product of the widths, for which greedy is close, not exact.
            QVERIFY2(totalDamage(groups, found) <= 1.02 * best + 1e-9,
                qPrintable(
                    QStringLiteral("%1 instead of %2").arg(totalDamage(groups, found)).arg(best)));
        }
    }

    void nothingMoreFitsIntoTheBudget()
    {
        for (const auto target : {study::BudgetTarget::Parameters, study::BudgetTarget::Macs}) {
            study::BudgetOptions options = parameters(0.3);
            options.target = target;
            const fold::Plan plan =
                study::distributeBudget(*m_model, m_statistics, options, {}).value();
            const bool macs = target == study::BudgetTarget::Macs;
            const auto costOf = [&](const fold::Plan& tried) {
                const study::Cost cost = study::predictedCost(*m_model, tried);
                return macs ? cost.macs : cost.parameters;
            };
            const auto goal = static_cast<std::int64_t>(0.3
                * static_cast<double>(macs ? m_model->info().macs : m_model->info().parameters));
            QVERIFY(costOf(plan) <= goal);
            for (const auto& [name, choice] : plan.groups) {
                const int index = study::groupIndex(m_model->info(), name);
                if (choice.k == m_model->info().groups[static_cast<std::size_t>(index)].channels)
                    continue;
                fold::Plan more = plan;
                ++more.groups[name].k;
                QVERIFY2(costOf(more) > goal, name.c_str());
            }
        }
    }

    void honoursLocksFloorsAndMultiples()
    {
        fold::Plan base;
        base.groups["layer4.0.conv1"] = {150, true};
        study::BudgetOptions options = parameters(0.4);
        options.multiple = 8;
        options.floor = 0.2;
        const fold::Plan plan =
            study::distributeBudget(*m_model, m_statistics, options, base).value();
        QVERIFY(plan.groups.at("layer4.0.conv1") == (fold::GroupChoice{150, true}));
        QVERIFY(
            study::predictedCost(*m_model, plan).parameters <= 4 * m_model->info().parameters / 10);
        for (const study::GroupInfo& group : m_model->info().groups) {
            const auto choice = plan.groups.find(group.name);
            if (!group.foldable || choice->second.locked)
                continue;
            const std::int64_t k = choice->second.k;
            QVERIFY2(k % 8 == 0 || k == group.channels, group.name.c_str());
            QVERIFY2(static_cast<double>(k) >= 0.2 * static_cast<double>(group.channels),
                group.name.c_str());
        }
        options.selection = study::GroupSelection::Inner;
        options.fraction = 0.6;
        const fold::Plan inner =
            study::distributeBudget(*m_model, m_statistics, options, {}).value();
        QVERIFY(!inner.groups.contains("conv1")); // a residual stream
    }

    void impossibleAndWrongOptionsAreNamed()
    {
        study::BudgetOptions options = parameters(0.1);
        options.floor = 0.9;
        const auto impossible = study::distributeBudget(*m_model, m_statistics, options, {});
        QVERIFY(!impossible && impossible.error().code == ErrorCode::Impossible);
        QVERIFY(impossible.error().message.find("cannot get smaller than") != std::string::npos);
        for (const auto& [fraction, multiple, floor] : {std::tuple{0.0, 1, 0.0}, {1.5, 1, 0.0},
                 {0.5, 0, 0.0}, {0.5, 1, -0.1}, {NAN, 1, 0.0}}) {
            options = parameters(fraction);
            options.multiple = multiple;
            options.floor = floor;
            const auto wrong = study::distributeBudget(*m_model, m_statistics, options, {});
            QVERIFY(!wrong && wrong.error().code == ErrorCode::Usage);
        }
        const fold::Plan whole =
            study::distributeBudget(*m_model, m_statistics, parameters(1), {}).value();
        QVERIFY(widthsOf(m_model->info(), whole) == widthsOf(m_model->info(), {}));
    }

    /// Damage by hand: one layer of a chain that keeps 1 - lost of its energy.
    void damageOfAChain()
    {
        const study::ModelPtr mlp = test::open(test::samplePath("mlp.pt"));
        const coupling::Coupling& coupling = *mlp->content().coupling;
        std::vector<evaluate::GroupLoss> losses(coupling.groups.size());
        for (const char* name : {"fc1", "fc2"}) {
            const auto g = static_cast<std::size_t>(study::groupIndex(mlp->info(), name));
            for (std::size_t l = 0; l < coupling.layers.size(); ++l) {
                if (coupling.layers[l].name == name)
                    losses[g].layers = {{l, 7, {0.5, 0}}};
            }
        }
        const auto importance = evaluate::groupImportance(coupling, losses);
        const auto damage = evaluate::predictedDamage(coupling, losses);
        const auto first = static_cast<std::size_t>(study::groupIndex(mlp->info(), "fc1"));
        const auto second = static_cast<std::size_t>(study::groupIndex(mlp->info(), "fc2"));
        QCOMPARE(importance[first], 1.0);
        QCOMPARE(importance[second], 1.0);
        QVERIFY(std::abs(damage[first][0] - std::pow(std::log(2), 1.75)) < 1e-12);
        QVERIFY(std::abs(damage[second][0] - std::pow(std::log(2), 1.75) / 3) < 1e-12);
        QCOMPARE(damage[first][1], 0.0);
    }

    /// What a block adds counts as its share of the stream so far.
    void importanceOfBlocks()
    {
        const coupling::Coupling& coupling = *m_model->content().coupling;
        std::vector<evaluate::GroupLoss> losses(coupling.groups.size());
        for (std::size_t l = 0; l < coupling.layers.size(); ++l) {
            const int made = coupling::outGroup(coupling.layers[l]);
            if (made >= 0 && coupling.groups[static_cast<std::size_t>(made)].frozen.empty())
                losses[static_cast<std::size_t>(made)].layers.push_back({l, 2, {0}});
        }
        const auto importance = evaluate::groupImportance(coupling, losses);
        const auto of = [&](const char* name) {
            return importance[static_cast<std::size_t>(study::groupIndex(m_model->info(), name))];
        };
        // Equal energies: the third of three that write to the last stream adds a third.
        QVERIFY(std::abs(of("layer4.1.conv1") - 1.0 / 3) < 1e-6);
        QCOMPARE(of("layer4.0.downsample.0"), 1.0);
        QVERIFY(std::abs(of("layer1.0.conv1") - 1.0 / 2) < 1e-6);
        QVERIFY(std::abs(of("layer1.1.conv1") - 1.0 / 3) < 1e-6);
    }

    /// The point of it all, on a trained network.
    void beatsUniformWidthsOfTheSameCost()
    {
        const auto accuracy = [&](const fold::Plan& plan) {
            study::RunOptions options;
            options.plan = plan;
            options.plan.samples = 16; // for the measured ratios, which do not matter here
            options.evaluateSamples = 500;
            const auto run = study::runPlan(*m_model, options, m_statistics, {}).value();
            return *run->report().evaluationAfter->accuracy;
        };
        const fold::Plan uniform =
            study::uniformPlan(m_model->info(), 0.5, study::GroupSelection::All);
        const double share = static_cast<double>(study::predictedCost(*m_model, uniform).parameters)
            / static_cast<double>(m_model->info().parameters);
        const fold::Plan budget =
            study::distributeBudget(*m_model, m_statistics, parameters(share), {}).value();
        const double even = accuracy(uniform);
        const double spent = accuracy(budget);
        QVERIFY2(spent > even + 0.05, qPrintable(QStringLiteral("%1, %2").arg(even).arg(spent)));
    }

    void samePlanForOneAndTwoThreads()
    {
        setThreadCount(1);
        const auto one = study::analyseAllGroups(*m_model, {}, {}).value();
        setThreadCount(2);
        const auto two = study::analyseAllGroups(*m_model, {}, {}).value();
        const auto plan = [&](const auto& statistics) {
            return study::distributeBudget(*m_model, statistics, parameters(0.3), {}).value();
        };
        QVERIFY(plan(one) == plan(two));
    }

private:
    study::ModelPtr m_model;
    std::vector<study::GroupStatisticsPtr> m_statistics;
};

QTEST_APPLESS_MAIN(BudgetTest)
#include "test_budget.moc"
