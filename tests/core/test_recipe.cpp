// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes and commands: what is written is read again, and nothing of a person's is lost.
#include "core/base/shell_words.h"
#include "core/fold/plan.h"
#include "core/study/fold_command.h"
#include "core/study/recipe_fit.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QTest>

using namespace pleat;
using nlohmann::ordered_json;

namespace {

study::ModelInfo smallModel()
{
    study::ModelInfo info;
    info.path = "/models/it's a \"net\".pt";
    info.name = "net";
    info.weightsHash = "aa";
    for (const auto& [name, channels, inner] :
        {std::tuple{"conv 1", 64, true}, {"conv,2", 100, false}, {"fc=3", 7, true}}) {
        study::GroupInfo group;
        group.name = name;
        group.channels = channels;
        group.foldable = true;
        group.inner = inner;
        info.groups.push_back(group);
    }
    study::GroupInfo frozen;
    frozen.name = "out";
    frozen.channels = 10;
    frozen.frozen = "it is the output";
    info.groups.push_back(frozen);
    return info;
}

fold::Plan oddPlan()
{
    fold::Plan plan;
    plan.groups = {{"conv 1", {33, false}}, {"conv,2", {7, false}}};
    plan.clustering.method = "kmeans";
    plan.clustering.features.incomingWeight = 0.1;
    plan.clustering.starts = 3;
    plan.reduction = "best";
    plan.repair = "ls+bn";
    plan.probe = "data:/a folder/it's";
    plan.samples = 77;
    plan.seed = 18446744073709551615u;
    return plan;
}

} // namespace

class TestRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recipesComeBack();
    void unknownKeysAreKept();
    void wordsAreThoseOfTheShell_data();
    void wordsAreThoseOfTheShell();
    void quotedWordsSurviveTheShell();
    void commandsComeBack();
    void oneShareWhereItSaysTheSame();
    void wrongCommandsAreNamed_data();
    void wrongCommandsAreNamed();
    void everyOptionOfTheProgramIsKnown();
    void onlyFittingGroupsFit();
};

void TestRecipe::recipesComeBack()
{
    fold::Recipe recipe = study::recipeOf(oddPlan(), smallModel());
    recipe.resultHash = "bb";
    recipe.plan.groups["fc=3"] = {5, true};
    const std::string text = fold::toJson(recipe);
    const auto read = fold::recipeFromJson(text, "file");
    QVERIFY(read);
    QCOMPARE(fold::toJson(*read), text);
    QVERIFY(read->plan == recipe.plan);
    QCOMPARE(read->resultHash, std::string("bb"));
    QCOMPARE(read->channels.at("conv,2"), std::int64_t(100));
    QVERIFY(!ordered_json::parse(text)["pleat_version"].get<std::string>().empty());
}

void TestRecipe::unknownKeysAreKept()
{
    ordered_json json = ordered_json::parse(fold::toJson(study::recipeOf(oddPlan(), smallModel())));
    json["author"] = {{"name", "A"}, {"numbers", {1, 2.5, nullptr, true}}};
    json["groups"]["conv 1"]["why"] = "knee";
    const auto read = fold::recipeFromJson(json.dump(), "file");
    QVERIFY(read);
    const std::string written = fold::toJson(*read);
    const ordered_json again = ordered_json::parse(written);
    QVERIFY(again["author"] == json["author"]);
    QVERIFY(again["groups"]["conv 1"]["why"] == "knee");
    QVERIFY(nlohmann::json::parse(written) == nlohmann::json::parse(json.dump()));
    QCOMPARE(fold::toJson(*fold::recipeFromJson(written, "file")), written);
    // A group that the plan has lost takes its keys with it.
    fold::Recipe without = *read;
    without.plan.groups.erase("conv 1");
    QVERIFY(!ordered_json::parse(fold::toJson(without))["groups"].contains("conv 1"));
}

void TestRecipe::wordsAreThoseOfTheShell_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"a b", "  a\t b ", "'a b' c", "\"a b\"", "a'b'\"c\"d", "a\\ b",
             "'' \"\"", "\"a\\\"b\"", "\"a\\nb\"", "'a\\b'", "a\\\nb c", "'it'\\''s'", "\"it's\"",
             "~x", "--k 'conv 1=3'", "a=b=c", "\"a\\\\\"", "x\ny"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

/// The shell itself is asked.
void TestRecipe::wordsAreThoseOfTheShell()
{
    QFETCH(QString, text);
    QString line = text;
    if (line.contains(QLatin1String("x\ny")))
        line = QStringLiteral("x y"); // a new line ends a command of the shell
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
            QStringLiteral("for word in ") + line
                + QStringLiteral("; do printf '%s\\001' \"$word\"; done")});
    QVERIFY(shell.waitForFinished());
    QStringList expected =
        QString::fromUtf8(shell.readAllStandardOutput()).split(QLatin1Char('\1'));
    expected.removeLast();
    const auto words = shellWords(text.toStdString());
    QVERIFY(words);
    QStringList read;
    for (const std::string& word : *words)
        read << QString::fromStdString(word);
    QCOMPARE(read, expected);
}

void TestRecipe::quotedWordsSurviveTheShell()
{
    for (const std::string word : {"plain", "", "a b", "it's", "\"", "'", "''", "$HOME", "`date`",
             "a\\b", "*", "~", "#", "a\nb", "!", "na\xc3\xafve", "-x", "a;b", "(1)"}) {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
                QStringLiteral("printf '%s' ") + QString::fromStdString(quotedForShell(word))});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput().toStdString(), word);
        const auto words = shellWords(quotedForShell(word));
        QVERIFY(words && words->size() == 1 && words->front() == word);
    }
    for (const char* text : {"a | b", "a; b", "$HOME", "\"$HOME\"", "a > b", "'open", "\"open"})
        QVERIFY2(!shellWords(text), text);
}

void TestRecipe::commandsComeBack()
{
    const study::ModelInfo info = smallModel();
    const std::string text = study::foldCommand(info, oddPlan(), "out file.pt");
    const auto command = study::parseFoldCommand(text);
    QVERIFY2(command, command ? "" : toString(command.error()).c_str());
    QCOMPARE(command->model, info.path);
    const auto plan = study::planOf(*command, info);
    QVERIFY2(plan, plan ? "" : toString(plan.error()).c_str());
    QVERIFY(*plan == oddPlan());
    // Several in one word, and over a share.
    const auto joined = study::planOf(
        *study::parseFoldCommand("pleat fold m.pt -o o.pt --keep 0.5 --k 'conv,2=9,fc=3=1'"), info);
    QVERIFY2(joined, joined ? "" : toString(joined.error()).c_str());
    QCOMPARE(joined->groups.at("conv 1").k, std::int64_t(32));
    QCOMPARE(joined->groups.at("conv,2").k, std::int64_t(9));
    QCOMPARE(joined->groups.at("fc=3").k, std::int64_t(1));
}

void TestRecipe::oneShareWhereItSaysTheSame()
{
    const study::ModelInfo info = smallModel();
    for (const double keep : {1.0, 0.5, 0.35, 0.123, 0.01, 1.0 / 3}) {
        const fold::Plan plan = study::uniformPlan(info, keep, study::GroupSelection::All);
        const QString text = QString::fromStdString(study::foldCommand(info, plan, "o.pt"));
        QVERIFY2(text.contains(QStringLiteral(" --keep ")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral(" --k ")), qPrintable(text));
        const auto read = study::planOf(*study::parseFoldCommand(text.toStdString()), info);
        QVERIFY(read && read->groups == plan.groups);
    }
    const fold::Plan half = study::uniformPlan(info, 0.5, study::GroupSelection::All);
    QVERIFY(QString::fromStdString(study::foldCommand(info, half, "o.pt"))
                .contains(QStringLiteral(" --keep 0.5 ")));
    const fold::Plan inner = study::uniformPlan(info, 0.5, study::GroupSelection::Inner);
    QVERIFY(QString::fromStdString(study::foldCommand(info, inner, "o.pt"))
                .contains(QStringLiteral(" --keep 0.5 --groups inner ")));
}

void TestRecipe::wrongCommandsAreNamed_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* command, const char* named) {
        QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(named);
    };
    row("ls -l", "pleat fold");
    row("pleat inspect m.pt", "pleat fold");
    row("pleat fold --keep 0.5", "no model");
    row("pleat fold m.pt -o o.pt", "how much to keep");
    row("pleat fold m.pt n.pt --keep 0.5", "n.pt");
    row("pleat fold m.pt --keep 0.5 --frobnicate 3", "--frobnicate");
    row("pleat fold m.pt --keep", "--keep");
    row("pleat fold m.pt --keep 0", "--keep");
    row("pleat fold m.pt --keep nan", "--keep");
    row("pleat fold m.pt --keep=2", "--keep");
    row("pleat fold m.pt --keep 0.5 --seed -1", "--seed");
    row("pleat fold m.pt --keep 0.5 --samples 0", "--samples");
    row("pleat fold m.pt --keep 0.5 --feature-weights 1", "--feature-weights");
    row("pleat fold m.pt --keep 0.5 --groups outer", "--groups");
    row("pleat fold m.pt --keep 0.5 --repair magic", "magic");
    row("pleat fold m.pt --keep 0.5 --repair ls+", "repair");
    row("pleat fold m.pt --keep 0.5 --probe magic", "magic");
    row("pleat fold m.pt --keep 0.5 --cluster magic", "magic");
    row("pleat fold m.pt --recipe r.json", "--recipe");
    row("pleat fold m.pt --params 0.5", "--params");
    row("pleat fold m.pt --k nothing=3", "nothing");
    row("pleat fold m.pt --k 'conv 1'", "conv 1");
    row("pleat fold m.pt --k 'conv 1=0'", "conv 1=0");
    row("pleat fold m.pt --k 'conv 1=65'", "conv 1");
    row("pleat fold m.pt --k out=5", "out");
    row("pleat fold m.pt --keep 0.5 | tee log", "|");
}

void TestRecipe::wrongCommandsAreNamed()
{
    QFETCH(QString, command);
    QFETCH(QString, named);
    const auto parsed = study::parseFoldCommand(command.toStdString());
    const auto plan =
        parsed ? study::planOf(*parsed, smallModel()) : Result<fold::Plan>(parsed.error());
    QVERIFY(!plan);
    const QString text = QString::fromStdString(toString(plan.error()));
    QVERIFY2(text.contains(named), qPrintable(text));
}

/// So that an option which is new there cannot be forgotten here.
void TestRecipe::everyOptionOfTheProgramIsKnown()
{
    QProcess program;
    program.start(
        QStringLiteral(PLEAT_PROGRAM), {QStringLiteral("fold"), QStringLiteral("--help")});
    QVERIFY(program.waitForFinished());
    const QString help = QString::fromUtf8(program.readAllStandardOutput());
    const QRegularExpression option(
        QStringLiteral("^ +(?:-\\w,)?(--[a-z-]+)"), QRegularExpression::MultilineOption);
    QSet<QString> known;
    for (const std::string& name : study::foldCommandOptions())
        known << QString::fromStdString(name);
    int found = 0;
    for (auto match = option.globalMatch(help); match.hasNext(); ++found) {
        const QString name = match.next().captured(1);
        QVERIFY2(name == QStringLiteral("--help") || known.contains(name), qPrintable(name));
    }
    QVERIFY2(found >= known.size() - 2, qPrintable(help)); // -o is short
}

void TestRecipe::onlyFittingGroupsFit()
{
    const study::ModelInfo info = smallModel();
    fold::Recipe recipe;
    recipe.plan.groups = {{"conv 1", {3, false}}, {"conv,2", {3, true}}, {"fc=3", {8, false}},
        {"out", {3, false}}, {"gone", {1, false}}};
    recipe.channels = {{"conv 1", 64}, {"conv,2", 50}};
    const study::RecipeFit fit = study::fittingPart(recipe, info);
    QCOMPARE(fit.total, 5);
    QCOMPARE(fit.fitting, 1);
    QVERIFY(fit.plan.groups.contains("conv 1"));
    recipe.channels.clear();
    QCOMPARE(study::fittingPart(recipe, info).fitting, 2);
}

QTEST_GUILESS_MAIN(TestRecipe)
#include "test_recipe.moc"
