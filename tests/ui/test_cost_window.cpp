// SPDX-License-Identifier: GPL-3.0-or-later
// Memory, latency and the time of a run in the window: estimated for the plan, measured by the run.
#include "tests/ui/window_fixture.h"
#include "ui/session/text.h"
#include "ui/views/elided_label.h"

#include <QAction>
#include <QLabel>

using namespace pleat;
using namespace pleat::ui;

class TestCostWindow : public test::WindowTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void estimatesFollowThePlan()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        const auto* status = find<ElidedLabel>("statusResources");
        const study::Resources before = session().resources().value();
        QVERIFY(status->text().contains(bytesText(before.memoryBytes)));
        QVERIFY(status->text().contains(latencyText(before.latencyMs)));
        session().setUniform(0.25, study::GroupSelection::All);
        const study::Resources after = session().resources().value();
        QVERIFY(after.memoryBytes < before.memoryBytes / 2);
        QVERIFY(status->text().contains(bytesText(after.memoryBytes)));
        const QString cost = durationText(workflow().expectedSeconds().value())
            + QStringLiteral(", ") + bytesText(workflow().expectedBytes().value());
        QVERIFY(status->text().endsWith(cost));
        QVERIFY(find<QAction>("actionRun")->toolTip().endsWith(cost));
        QVERIFY(workflow().expectedBytes().value() > 0);
    }

    void runShowsWhatItMeasured()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        QCOMPARE(find<QLabel>("summary41")->text(), ratioText(std::nullopt));
        session().setUniform(0.5, study::GroupSelection::All);
        run();
        const study::ResourceReport& resources = session().run()->report().resources;
        QCOMPARE(find<QLabel>("summary40")->text(), bytesText(resources.before.memoryBytes));
        QCOMPARE(find<QLabel>("summary41")->text(), bytesText(resources.after.memoryBytes));
        QCOMPARE(find<QLabel>("summary51")->text(), latencyText(resources.after.latencyMs));
        QCOMPARE(resources.after.memoryBytes, session().resources()->memoryBytes);
    }

    void textsAreShort()
    {
        QCOMPARE(bytesText(2150504), QStringLiteral("2.2 MB"));
        QCOMPARE(bytesText(70904), QStringLiteral("71 kB"));
        QCOMPARE(latencyText(0.418), QStringLiteral("0.42 ms"));
        QCOMPARE(latencyText(1250), QStringLiteral("1.3 s"));
        QCOMPARE(durationText(0.4), QStringLiteral("less than a second"));
        QCOMPARE(durationText(3.8), QStringLiteral("about 4 s"));
        QCOMPARE(durationText(200), QStringLiteral("about 3 min"));
    }
};

QTEST_MAIN(TestCostWindow)
#include "test_cost_window.moc"
