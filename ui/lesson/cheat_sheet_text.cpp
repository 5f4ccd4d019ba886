// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/cheat_sheet_text.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace pleat::ui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("CheatSheet", text);
}

CheatLine line(const char* term, const char* meaning)
{
    return {translated(term), translated(meaning), {}};
}

CheatLine key(const QKeySequence& keys, const char* meaning)
{
    return {keys.toString(QKeySequence::NativeText), translated(meaning), {}};
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
    return {translated("Words"),
        {line("graph", "the network as operator calls on values"),
            line("channel group", "channels that must be clustered alike, in all their layers"),
            line("frozen", "a group that may not be folded, always with a reason"),
            line("Gram matrix", "products of all feature rows; distances and trees come from it"),
            line("Ward tree", "one tree of merges: a clustering for every k"),
            line("k, keep", "channels that a group keeps, and their share of all"),
            line("plan, recipe", "k of every group, repair and probe; a recipe is a plan on disk"),
            line("fold", "merge by the plan: average what makes, add up what reads"),
            line("repair", "bring the statistics back that merging damaged"),
            line("probe", "where activations come from: inversion, noise or data"),
            line("variance ratio", "variance after over before, mean over a layer's channels"),
            line("run", "a plan applied and measured")}};
}

CheatSection formulas()
{
    const Formula c = letter("c"), i = letter("i"), r = letter("r");
    const Formula sum = script(sign("∑"), row({i, sign(" in "), c}));
    const Formula mean = barred(script(letter("w"), c));
    const auto norm = [](const Formula& of) { return row({sign("‖"), of, sign("‖")}); };
    return {translated("Formulas"),
        {{QString(), translated("incoming weights: mean"),
             row({mean, sign(" = "), fraction(sign("1"), row({sign("|"), c, sign("|")})), sign(" "),
                 sum, sign(" "), script(letter("w"), i)})},
            {QString(), translated("outgoing weights: sum"),
                row({script(letter("v"), c, sign("′")), sign(" = "), sum, sign(" "),
                    script(letter("v"), i)})},
            {QString(), translated("inertia: what the clusters spread"),
                row({letter("J"), sign(" = "), script(sign("∑"), i), sign(" "),
                    script(norm(row({script(letter("f"), i), sign(" − "),
                               script(letter("m"), row({c, sign("("), i, sign(")")}))})),
                        {}, sign("2"))})},
            {QString(), translated("variance ratio of c channels with mean correlation r"),
                fraction(row({sign("1 + ("), c, sign(" − 1) "), r}), c)},
            {QString(), translated("gain of Fold-AR, from 1 to 10"),
                row({letter("a"), sign(" = "),
                    root(fraction(sign("Var before"), sign("Var merged")))})}}};
}

CheatSection keys()
{
    return {translated("Keys"),
        {key(QKeySequence::Open, "open a model, recipe or project"),
            key(QKeySequence(Qt::CTRL | Qt::Key_R), "run the plan"),
            key(QKeySequence(Qt::Key_Escape), "cancel the job; leave presenter mode"),
            key(QKeySequence::Undo, "take an edit back; a whole drag is one"),
            {translated("Left, Right"), translated("k by one; in the lesson: the next step"), {}},
            {translated("PgUp, PgDn"), translated("k by eight"), {}},
            {translated("Home, End"), translated("k = 1; all channels"), {}},
            {QStringLiteral("E"), translated("k at the elbow"), {}},
            {QStringLiteral("L, R"), translated("lock the group; reset it"), {}},
            key(QKeySequence(Qt::CTRL | Qt::Key_E), "export the figure"),
            key(QKeySequence(Qt::CTRL | Qt::Key_T), "the figure's numbers as a table"),
            key(QKeySequence(Qt::Key_F5), "presenter mode")}};
}

CheatSection gestures()
{
    return {translated("Mouse"),
        {line("drag a handle", "Overview: k of a group"),
            line("Shift-drag", "Overview: many groups get one share"),
            line("Alt-drag", "Overview: the other groups keep the parameters"),
            line("drag the line", "Matrix: cut the tree, which is k"),
            line("click the elbow curve", "Tuner: k"),
            line("lasso", "Clusters: mark channels, here and in Matrix"),
            line("click a branch", "Matrix: mark its channels"),
            line("wheel, drag", "zoom and move"), line("right click", "export, copy, table"),
            line("drop a file", "open it")}};
}

} // namespace

QVector<CheatSection> cheatSections()
{
    return {wordsOfFolding(), formulas(), keys(), gestures()};
}

} // namespace pleat::ui
