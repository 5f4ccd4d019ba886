// SPDX-License-Identifier: GPL-3.0-or-later
// A plan leaves the window as a command that gives the same weights, and comes back as one.
#include "tests/ui/dropping.h"
#include "tests/ui/window_fixture.h"

#include "core/study/recipe_fit.h"
#include "ui/shell/keeper.h"

#include <QAction>
#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestCommandText : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void givesTheSameWeights_data();
    void givesTheSameWeights();
    void comesBackInOneStep();
    void locksStay();
    void textFieldsPasteForThemselves();
    void recipesArePastedAndDropped();
    void wrongTextIsNamed_data();
    void wrongTextIsNamed();
    void opensTheModelOfTheCommand();
    void recipesOfOtherWeightsAreOffered();
    void recipesFindTheirModel();
    void keepsWhatARecipeSays();

private:
    QString copied()
    {
        find<QAction>("actionCopyCommand")->trigger();
        return QGuiApplication::clipboard()->text();
    }
    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        find<QAction>("actionPaste")->trigger();
    }
    fold::Plan oddPlan();
    QString writeRecipe(const QString& name, const fold::Recipe& recipe);
    QString hashOf(const QString& command);
};

/// Another odd k for each group.
fold::Plan TestCommandText::oddPlan()
{
    fold::Plan plan;
    std::int64_t k = 5;
    for (const study::GroupInfo& group : session().info().groups) {
        if (group.foldable)
            plan.groups[group.name].k = std::min<std::int64_t>(k += 6, group.channels);
    }
    return plan;
}

QString TestCommandText::writeRecipe(const QString& name, const fold::Recipe& recipe)
{
    const QString path = m_settings.path(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(QByteArray::fromStdString(fold::toJson(recipe)));
    return path;
}

/// What a shell makes of the command.
QString TestCommandText::hashOf(const QString& command)
{
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
        QFileInfo(QStringLiteral(PLEAT_PROGRAM)).absolutePath() + QLatin1Char(':')
            + environment.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(m_settings.path(QString()));
    shell.start(
        QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command + QStringLiteral(" --json")});
    waitForEnd(shell);
    const QByteArray output = shell.readAllStandardOutput();
    const QString hash =
        QJsonDocument::fromJson(output).object()[QLatin1String("weights_hash")].toString();
    if (hash.isEmpty())
        qWarning("%s\n%s\n%s", qPrintable(command), output.constData(),
            shell.readAllStandardError().constData());
    return hash;
}

void TestCommandText::givesTheSameWeights_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("option");
    const auto row = [](const char* kind, const char* model, const char* option) {
        QTest::newRow(kind) << QString::fromLatin1(model) << QString::fromLatin1(kind)
                            << QString::fromLatin1(option);
    };
    row("uniform", "mlp.pt", "--keep 0.4 ");
    row("budget", "mobile.pt", "--k ");
    row("kmeans", "mlp.pt", "--starts 3 ");
    row("prune", "mobile.pt", "--reduce prune ");
    row("odd k and a chain", "mlp.pt", "--repair ls+bn ");
    row("best with weights", "mlp.pt", "--feature-weights 1,0.1 ");
}

void TestCommandText::givesTheSameWeights()
{
    QFETCH(QString, model);
    QFETCH(QString, kind);
    QFETCH(QString, option);
    const QString folder = m_settings.path(QStringLiteral("it's a \"$HOME\" & more"));
    QDir().mkpath(folder);
    const QString path = folder + QLatin1Char('/') + model;
    QFile::copy(sample(model), path);
    m_window->openFile(path);
    QTRY_COMPARE_WITH_TIMEOUT(workflow().activity(), Activity::Idle, kPatience);
    QVERIFY(session().hasModel());
    fold::Plan plan = study::uniformPlan(session().info(), 0.4, study::GroupSelection::All);
    if (kind == QLatin1String("budget")) {
        QTRY_VERIFY_WITH_TIMEOUT(
            session().missingFor(study::GroupSelection::All).empty(), kPatience);
        study::BudgetOptions options;
        options.fraction = 0.5;
        QVERIFY(session().distribute(options));
        plan = session().plan();
    } else if (kind == QLatin1String("kmeans")) {
        plan.clustering.method = "kmeans";
        plan.clustering.starts = 3;
        plan.seed = 7;
    } else if (kind == QLatin1String("prune")) {
        plan.reduction = "prune";
        plan.repair = "bn";
        plan.probe = "noise";
        plan.samples = 64;
    } else if (kind == QLatin1String("odd k and a chain")) {
        plan = oddPlan();
        plan.repair = "ls+bn";
        plan.probe = "noise";
        plan.samples = 32;
    } else if (kind == QLatin1String("best with weights")) {
        plan.reduction = "best";
        plan.clustering.features.outgoingWeight = 0.1;
        plan.repair = "none";
    }
    session().replacePlan(plan, QStringLiteral("test"));
    run();
    const QString command = copied();
    QVERIFY2(command.contains(option), qPrintable(command));
    QCOMPARE(hashOf(command), QString::fromStdString(session().run()->report().weightsHash));
}

void TestCommandText::comesBackInOneStep()
{
    open(QStringLiteral("mlp.pt"));
    fold::Plan plan = oddPlan();
    plan.repair = "ls+bn";
    plan.probe = "noise";
    plan.clustering.method = "kmeans";
    plan.seed = 3;
    session().replacePlan(plan, QStringLiteral("test"));
    plan = session().plan();
    const QString command = copied();
    session().setUniform(0.9, study::GroupSelection::All);
    const fold::Plan before = session().plan();
    const int count = session().undoStack()->count();
    paste(QStringLiteral("  ") + command + QLatin1Char('\n'));
    QVERIFY(session().plan() == plan);
    QCOMPARE(session().undoStack()->count(), count + 1);
    session().undoStack()->undo();
    QVERIFY(session().plan() == before);
    QVERIFY(!find<QWidget>("messageBar")->isVisible());
}

void TestCommandText::locksStay()
{
    open(QStringLiteral("mlp.pt"));
    const int group = session().selection().group();
    session().setK(group, 9);
    session().setLocked(group, true);
    paste(QStringLiteral("pleat fold m.pt -o o.pt --keep 0.5"));
    QVERIFY(session().lockedOf(group));
    QCOMPARE(session().kOf(group), session().info().groups[group].channels / 2);
}

void TestCommandText::textFieldsPasteForThemselves()
{
    open(QStringLiteral("mlp.pt"));
    const fold::Plan before = session().plan();
    QGuiApplication::clipboard()->setText(QStringLiteral("pleat fold m.pt -o o.pt --keep 0.5"));
    auto* filter = find<QLineEdit>("groupsFilter");
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(session().plan() == before);
    QVERIFY(filter->text().startsWith(QStringLiteral("pleat fold")));
    filter->clear();
    find<QWidget>("groupsTable")->setFocus();
    QTest::keyClick(find<QWidget>("groupsTable"), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(session().plan() != before);
}

void TestCommandText::recipesArePastedAndDropped()
{
    open(QStringLiteral("mlp.pt"));
    const fold::Plan plan = oddPlan();
    const QString json =
        QString::fromStdString(fold::toJson(study::recipeOf(plan, session().info())));
    const int count = session().undoStack()->count();
    paste(json);
    QVERIFY(session().plan().groups == plan.groups);
    QCOMPARE(session().undoStack()->count(), count + 1);
    session().undoStack()->undo();
    QMimeData data;
    data.setText(json);
    QVERIFY(drop(*m_window, data));
    QVERIFY(session().plan().groups == plan.groups);
}

void TestCommandText::wrongTextIsNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* text, const char* named) {
        QTest::newRow(named) << QString::fromLatin1(text) << QString::fromLatin1(named);
    };
    row("pleat fold m.pt --keep 0.5 --frobnicate", "--frobnicate");
    row("pleat fold m.pt --k nothing=5", "nothing");
    row("some words", "pleat fold");
    row("{\"pleat_recipe\": 99}", "99");
    row("{", "recipe");
    row("   ", "neither a command nor a recipe");
}

void TestCommandText::wrongTextIsNamed()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    open(QStringLiteral("mlp.pt"));
    const int count = session().undoStack()->count();
    paste(text);
    QVERIFY(find<QWidget>("messageBar")->isVisible());
    QVERIFY2(find<QLabel>("messageText")->text().contains(named),
        qPrintable(find<QLabel>("messageText")->text()));
    QCOMPARE(session().undoStack()->count(), count);
}

void TestCommandText::opensTheModelOfTheCommand()
{
    QVERIFY(!find<QAction>("actionCopyCommand")->isEnabled());
    paste(
        QStringLiteral("pleat fold '%1' -o o.pt --keep 0.5").arg(sample(QStringLiteral("mlp.pt"))));
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel(), kPatience);
    const int group = firstFoldable(session().info());
    QCOMPARE(session().kOf(group), session().info().groups[group].channels / 2);
    QVERIFY(find<QAction>("actionCopyCommand")->isEnabled());
}

void TestCommandText::recipesOfOtherWeightsAreOffered()
{
    open(QStringLiteral("mlp.pt"));
    fold::Recipe recipe = study::recipeOf(oddPlan(), session().info());
    recipe.modelHash = std::string(64, 'f');
    recipe.modelName = "elsewhere";
    const std::size_t groups = recipe.plan.groups.size();
    recipe.plan.groups["gone"].k = 3;
    const QString path = writeRecipe(QStringLiteral("other.json"), recipe);
    const fold::Plan before = session().plan();
    m_window->openFile(path);
    QVERIFY(session().plan() == before);
    const QString text = find<QLabel>("messageText")->text();
    QVERIFY2(text.contains(QStringLiteral("other weights")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("elsewhere")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("%1 of its %2 groups").arg(groups).arg(groups + 1)),
        qPrintable(text));
    find<QPushButton>("applyAnyway")->click();
    QVERIFY(!find<QWidget>("messageBar")->isVisible());
    recipe.plan.groups.erase("gone");
    QVERIFY(session().plan().groups == recipe.plan.groups);
    session().undoStack()->undo();
    QVERIFY(session().plan() == before);

    for (auto& [name, channels] : recipe.channels)
        channels += 1;
    m_window->openFile(writeRecipe(QStringLiteral("wider.json"), recipe));
    QVERIFY(find<QLabel>("messageText")->text().contains(QStringLiteral("None of its groups")));
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("applyAnyway")));
}

void TestCommandText::recipesFindTheirModel()
{
    const study::ModelPtr model = openSample(QStringLiteral("mlp.pt"));
    const fold::Plan plan = study::uniformPlan(model->info(), 0.5, study::GroupSelection::All);
    m_window->openFile(
        writeRecipe(QStringLiteral("found.json"), study::recipeOf(plan, model->info())));
    QTRY_VERIFY_WITH_TIMEOUT(session().hasModel(), kPatience);
    QVERIFY(session().plan().groups == plan.groups);
}

void TestCommandText::keepsWhatARecipeSays()
{
    open(QStringLiteral("mlp.pt"));
    fold::Recipe recipe = study::recipeOf(oddPlan(), session().info());
    recipe.resultHash = std::string(64, 'e');
    recipe.unknown = R"({"note":[1,2]})";
    const QString path = writeRecipe(QStringLiteral("first.json"), recipe);
    const QString again = m_settings.path(QStringLiteral("again.json"));
    m_window->openFile(path);
    workflow().saveRecipe(again);
    const auto content = [](const QString& name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(!content(path).isEmpty());
    QCOMPARE(content(again), content(path));
    // Another plan promises nothing; a run of the same one knows better.
    session().setK(session().selection().group(), 2);
    workflow().saveRecipe(again);
    QVERIFY(!content(again).contains("result_hash"));
    QVERIFY(content(again).contains("note"));
    session().undoStack()->undo();
    run();
    workflow().saveRecipe(again);
    QVERIFY(
        content(again).contains(QByteArray::fromStdString(session().run()->report().weightsHash)));
}

QTEST_MAIN(TestCommandText)
#include "test_command_text.moc"
