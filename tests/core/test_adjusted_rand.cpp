// SPDX-License-Identifier: GPL-3.0-or-later
// The adjusted Rand index against values of scikit-learn and against counting pairs.
#include "core/cluster/adjusted_rand.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace pleat;
using cluster::adjustedRand;
using cluster::Labels;

namespace {

Labels randomLabels(std::mt19937& random, int count, int clusters)
{
    Labels labels;
    for (int channel = 0; channel < count; ++channel)
        labels.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(clusters)));
    return labels;
}

/// 2 (n11 n00 - n10 n01) / ((n11 + n10)(n10 + n00) + (n11 + n01)(n01 + n00)), pair by pair.
double byPairs(const Labels& a, const Labels& b)
{
    double pairs[2][2] = {};
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            ++pairs[a[i] == a[j] ? 1 : 0][b[i] == b[j] ? 1 : 0];
    }
    const double both = pairs[1][1];
    const double none = pairs[0][0];
    const double onlyA = pairs[1][0];
    const double onlyB = pairs[0][1];
    return 2 * (both * none - onlyA * onlyB)
        / ((both + onlyA) * (onlyA + none) + (both + onlyB) * (onlyB + none));
}

} // namespace

class TestAdjustedRand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Expected values are those of sklearn.metrics.adjusted_rand_score.
    void knownValues_data()
    {
        QTest::addColumn<Labels>("a");
        QTest::addColumn<Labels>("b");
        QTest::addColumn<double>("expected");
        QTest::newRow("equal") << Labels{0, 0, 1, 1} << Labels{0, 0, 1, 1} << 1.0;
        QTest::newRow("renamed") << Labels{0, 0, 1, 1} << Labels{1, 1, -1, -1} << 1.0;
        QTest::newRow("one is finer") << Labels{0, 0, 1, 2} << Labels{0, 0, 1, 1} << 4.0 / 7;
        QTest::newRow("one against all") << Labels{0, 0, 0, 0} << Labels{0, 1, 2, 3} << 0.0;
        QTest::newRow("crossed") << Labels{0, 0, 1, 1} << Labels{0, 1, 0, 1} << -0.5;
        QTest::newRow("all single") << Labels{0, 1, 2} << Labels{2, 1, 0} << 1.0;
        QTest::newRow("all in one") << Labels{0, 0, 0} << Labels{5, 5, 5} << 1.0;
        QTest::newRow("one channel") << Labels{0} << Labels{0} << 1.0;
        QTest::newRow("empty") << Labels{} << Labels{} << 1.0;
    }

    void knownValues()
    {
        QFETCH(Labels, a);
        QFETCH(Labels, b);
        QFETCH(double, expected);
        QVERIFY(std::abs(adjustedRand(a, b) - expected) < 1e-12);
        QCOMPARE(adjustedRand(b, a), adjustedRand(a, b));
    }

    void agreesWithCountingPairs()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 50; ++round) {
            const Labels a = randomLabels(random, 60, 2 + round % 9);
            const Labels b = randomLabels(random, 60, 2 + round % 7);
            QVERIFY(std::abs(adjustedRand(a, b) - byPairs(a, b)) < 1e-12);
        }
    }

    void isAboutZeroForRandomLabels()
    {
        std::mt19937 random(3);
        double sum = 0;
        for (int round = 0; round < 200; ++round)
            sum += adjustedRand(randomLabels(random, 100, 5), randomLabels(random, 100, 8));
        QVERIFY(std::abs(sum / 200) < 0.01);
    }
};

QTEST_MAIN(TestAdjustedRand)
#include "test_adjusted_rand.moc"
