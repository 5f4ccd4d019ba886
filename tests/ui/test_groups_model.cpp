// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fixture.h"

#include "ui/models/group_roles.h"
#include "ui/models/groups_model.h"
#include "ui/session/session.h"

#include <QAbstractItemModelTester>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestGroupsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isEmptyWithoutModel();
    void showsPlanAndPrediction();
    void showsWhyAGroupIsFrozen();
    void keepsTheRulesOfModels();

private:
    static QVariant cell(
        const GroupsModel& model, int row, GroupColumn column, int role = Qt::DisplayRole)
    {
        return model.index(row, static_cast<int>(column)).data(role);
    }

    study::ModelPtr m_mlp;
};

void TestGroupsModel::initTestCase()
{
    m_mlp = openSample(QStringLiteral("mlp.pt"));
    QVERIFY(m_mlp);
}

void TestGroupsModel::isEmptyWithoutModel()
{
    Session session;
    const GroupsModel model(session);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), static_cast<int>(GroupColumn::Count));
}

void TestGroupsModel::showsPlanAndPrediction()
{
    Session session;
    const GroupsModel model(session);
    session.setModel(m_mlp);
    const int group = firstFoldable(session.info());
    const study::GroupInfo& info = session.info().groups[group];
    QCOMPARE(model.rowCount(), static_cast<int>(session.info().groups.size()));
    QCOMPARE(cell(model, group, GroupColumn::Name).toString(), QString::fromStdString(info.name));
    QCOMPARE(cell(model, group, GroupColumn::Channels).toLongLong(), info.channels);
    QCOMPARE(cell(model, group, GroupColumn::K).toLongLong(), info.channels);
    QCOMPARE(cell(model, group, GroupColumn::Predicted).toString(), QStringLiteral("…"));
    QCOMPARE(cell(model, group, GroupColumn::Measured).toString(), QStringLiteral("–"));

    const auto statistics = study::analyseGroup(*m_mlp, group, {}, {});
    QVERIFY(statistics.ok());
    session.setStatistics(group, *statistics);
    session.setK(group, info.channels / 4);
    QCOMPARE(cell(model, group, GroupColumn::K).toLongLong(), info.channels / 4);
    QCOMPARE(cell(model, group, GroupColumn::Keep).toString(), QStringLiteral("25 %"));
    const double predicted = study::cutGroup(**statistics, info.channels / 4).predictedRatio;
    QCOMPARE(
        cell(model, group, GroupColumn::Predicted).toString(), QString::number(predicted, 'f', 3));
    QCOMPARE(
        cell(model, group, GroupColumn::Predicted, static_cast<int>(GroupRole::Sort)).toDouble(),
        predicted);
}

void TestGroupsModel::showsWhyAGroupIsFrozen()
{
    Session session;
    const GroupsModel model(session);
    session.setModel(m_mlp);
    int frozen = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const study::GroupInfo& info = session.info().groups[row];
        if (info.foldable)
            continue;
        ++frozen;
        const QString reason = QString::fromStdString(info.frozen);
        QVERIFY(!reason.isEmpty());
        QCOMPARE(cell(model, row, GroupColumn::Keep).toString(), QStringLiteral("frozen"));
        QVERIFY(cell(model, row, GroupColumn::Name, Qt::ToolTipRole).toString().contains(reason));
        session.setK(row, 1);
        QCOMPARE(cell(model, row, GroupColumn::K).toLongLong(), info.channels);
    }
    QVERIFY(frozen > 0);
}

void TestGroupsModel::keepsTheRulesOfModels()
{
    Session session;
    GroupsModel model(session);
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    session.setModel(m_mlp);
    session.setUniform(0.5, study::GroupSelection::All);
    session.undoStack()->undo();
    session.setModel(nullptr);
    session.setModel(m_mlp);
}

QTEST_MAIN(TestGroupsModel)
#include "test_groups_model.moc"
