// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/cheat_sheet_text.h"
#include "ui/lesson/lesson_text.h"

#include <QAction>
#include <QApplication>
#include <QKeySequence>
#include <QWidget>

namespace pleat::ui {

namespace {

CheatLine line(const QString& term, const QString& meaning)
{
    return {term, meaning, {}};
}

/// With the keys that a person has given to the action.
CheatLine key(const char* action, const QKeySequence& otherwise, const QString& meaning)
{
    QKeySequence keys = otherwise;
    for (const QWidget* window : QApplication::topLevelWidgets()) {
        if (const auto* found = window->findChild<QAction*>(QLatin1String(action)))
            keys = found->shortcut();
    }
    return {keys.toString(QKeySequence::NativeText), meaning, {}};
}

Formula letter(const char* text)
{
    return variable(QString::fromUtf8(text));
}

Formula sign(const char* text)
{
    return upright(QString::fromUtf8(text));
}

CheatSection wordsOfFolding()
{
    return {LessonText::tr("Words"),
        {line(LessonText::tr("graph"), LessonText::tr("the network as operator calls on values")),
            line(LessonText::tr("channel group"),
                LessonText::tr("channels that must be clustered alike, in all their layers")),
            line(LessonText::tr("frozen"),
                LessonText::tr("a group that may not be folded, always with a reason")),
            line(LessonText::tr("Gram matrix"),
                LessonText::tr("products of all feature rows; distances and trees come from it")),
            line(LessonText::tr("Ward tree"),
                LessonText::tr("one tree of merges: a clustering for every k")),
            line(LessonText::tr("k, keep"),
                LessonText::tr("channels that a group keeps, and their share of all")),
            line(LessonText::tr("plan, recipe"),
                LessonText::tr("k of every group, repair and probe; a recipe is a plan on disk")),
            line(LessonText::tr("fold"),
                LessonText::tr("merge by the plan: average what makes, add up what reads")),
            line(LessonText::tr("repair"),
                LessonText::tr("bring the statistics back that merging damaged")),
            line(LessonText::tr("probe"),
                LessonText::tr("where activations come from: inversion, noise or data")),
            line(LessonText::tr("variance ratio"),
                LessonText::tr("variance after over before, mean over a layer's channels")),
            line(LessonText::tr("run"), LessonText::tr("a plan applied and measured"))}};
}

CheatSection formulas()
{
    const Formula c = letter("c"), i = letter("i"), r = letter("r");
    const Formula sum = script(sign("∑"), row({i, sign("∈"), c}));
    const Formula mean = barred(script(letter("w"), c));
    const auto norm = [](const Formula& of) { return row({sign("‖"), of, sign("‖")}); };
    return {LessonText::tr("Formulas"),
        {{QString(), LessonText::tr("incoming weights: mean"),
             row({mean, sign(" = "), fraction(sign("1"), row({sign("|"), c, sign("|")})), sign(" "),
                 sum, sign(" "), script(letter("w"), i)})},
            {QString(), LessonText::tr("outgoing weights: sum"),
                row({script(letter("v"), c, sign("′")), sign(" = "), sum, sign(" "),
                    script(letter("v"), i)})},
            {QString(), LessonText::tr("inertia: what the clusters spread"),
                row({letter("J"), sign(" = "), script(sign("∑"), i), sign(" "),
                    script(norm(row({script(letter("f"), i), sign(" − "),
                               script(letter("m"), row({c, sign("("), i, sign(")")}))})),
                        {}, sign("2"))})},
            {QString(), LessonText::tr("variance ratio of c channels with mean correlation r"),
                fraction(row({sign("1 + ("), c, sign(" − 1) "), r}), c)},
            {QString(), LessonText::tr("gain of Fold-AR, from 1 to 10"),
                row({letter("a"), sign(" = "),
                    root(fraction(upright(LessonText::tr("Var before")),
                        upright(LessonText::tr("Var merged"))))})}}};
}

CheatSection keys()
{
    return {LessonText::tr("Keys"),
        {key("actionOpen", QKeySequence::Open, LessonText::tr("open a model, recipe or project")),
            key("actionRun", QKeySequence(Qt::CTRL | Qt::Key_R), LessonText::tr("run the plan")),
            key("actionCancel", QKeySequence(Qt::Key_Escape),
                LessonText::tr("cancel the job; leave presenter mode")),
            key("actionUndo", QKeySequence::Undo,
                LessonText::tr("take an edit back; a whole drag is one")),
            {LessonText::tr("Left, Right"),
                LessonText::tr("k by one step; in the lesson: the next one"), {}},
            {LessonText::tr("PgUp, PgDn"), LessonText::tr("k by eight steps"), {}},
            {LessonText::tr("Home, End"), LessonText::tr("k = 1; all channels"), {}},
            {QStringLiteral("E"), LessonText::tr("k at the elbow"), {}},
            {LessonText::tr("arrows, Space, C"),
                LessonText::tr("Clusters, Matrix: walk, mark a channel, its cluster"), {}},
            {QStringLiteral("L, R"), LessonText::tr("lock the group; reset it"), {}},
            key("actionExportFigure", QKeySequence(Qt::CTRL | Qt::Key_E),
                LessonText::tr("export the figure")),
            key("actionShowTable", QKeySequence(Qt::CTRL | Qt::Key_T),
                LessonText::tr("the figure's numbers as a table")),
            key("actionPresent", QKeySequence(Qt::Key_F5), LessonText::tr("presenter mode"))}};
}

CheatSection gestures()
{
    return {LessonText::tr("Mouse"),
        {line(LessonText::tr("drag a handle"), LessonText::tr("Overview: k of a group")),
            line(LessonText::tr("Shift-drag"),
                LessonText::tr("Overview: many groups get one share")),
            line(LessonText::tr("Alt-drag"),
                LessonText::tr("Overview: the other groups keep the parameters")),
            line(LessonText::tr("drag the line"),
                LessonText::tr("Matrix: cut the tree, which is k")),
            line(LessonText::tr("click the elbow curve"), LessonText::tr("Tuner: k")),
            line(LessonText::tr("lasso"),
                LessonText::tr("Clusters: mark channels, here and in Matrix")),
            line(LessonText::tr("click a branch"), LessonText::tr("Matrix: mark its channels")),
            line(LessonText::tr("wheel, drag"), LessonText::tr("zoom and move")),
            line(LessonText::tr("right click"), LessonText::tr("export, copy, table")),
            line(LessonText::tr("drop a file"), LessonText::tr("open it"))}};
}

} // namespace

QVector<CheatSection> cheatSections()
{
    return {wordsOfFolding(), formulas(), keys(), gestures()};
}

} // namespace pleat::ui
