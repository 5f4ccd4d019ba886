// SPDX-License-Identifier: GPL-3.0-or-later
// A step of a lesson as it is shown: words, formulas and tables, all numbers taken from the lesson.
#pragma once

#include "core/study/lesson.h"
#include "ui/lesson/formula.h"

#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>
#include <vector>

namespace pleat::ui {

inline constexpr int kLessonSteps = 7;

/// What a lesson is about.
enum class LessonSubject
{
    Six,
    Four,
    Own ///< the selected group of the open model
};

/// What a quantity does in a step.
enum class Trend
{
    Falls,
    Stays,
    Rises
};
/// Values that differ by less than one in a million are the same.
Trend trendBetween(double before, double after);

/// A table of a step. Numbers are kept beside their text, so that nothing has to be read back.
struct LessonTable
{
    struct Cell
    {
        QString text;
        double value = 0; ///< NaN: words
        bool lit = false; ///< what the step talks about
        int cluster = -1; ///< whose colour it has
    };
    QString name; ///< for files: "correlations"
    QString title;
    QStringList columns, rows; ///< headers; none: no header
    std::vector<std::vector<Cell>> cells;
    QString more; ///< how much is left out; empty if nothing
    bool heat = false; ///< values from -1 to 1 as colours
};

struct LessonContent
{
    int step = 0;
    QString title;
    QString answer; ///< to the question before the step, and what was guessed; may be empty
    QVector<Formula> formulas; ///< the general form, then with numbers
    std::vector<LessonTable> tables;
    QString why;
};

/// What all steps of a lesson need to know besides its numbers.
struct LessonContext
{
    LessonSubject subject = LessonSubject::Six;
    bool relu = false;
    bool outgoingToo = false;
    QString group; ///< name; of LessonSubject::Own
    QString features; ///< as people call them; of LessonSubject::Own
    /// The mistake of the sample: which channels are merged wrongly, and the lesson of that.
    std::optional<study::Lesson> mistake;
    bool exact = true; ///< false: the tree's cut previews a method that has no tree
};

/// "a" to "f" of the six channels, "1" to "4" of the four; numbers from 0 of a real group, as
/// everywhere in the window.
QString channelName(LessonSubject subject, std::int64_t channel);
/// At most three decimals, without zeros at the end; a dash for NaN, "∞" where there is no end.
QString lessonNumber(double value);

QString stepName(int step);
LessonContent lessonContent(const study::Lesson& lesson, const LessonContext& context, int step);

/// Asked at the end of a step about the next one.
struct LessonQuestion
{
    QString text;
    Trend answer = Trend::Stays;
    QString because; ///< a sentence with the numbers
};
/// Before the last three steps: merging, ratio and repair. None before the others.
std::optional<LessonQuestion> questionBefore(int step, const study::Lesson& lesson);
/// "You said: falls. Right. ..." `guess` none: skipped.
QString answerText(const LessonQuestion& question, std::optional<Trend> guess);

/// Building blocks of the tables.
LessonTable matrixTable(const study::LessonMatrix& matrix, const QString& name,
    const QString& title, const QStringList& rows, const QStringList& columns);
QStringList channelNames(LessonSubject subject, const std::vector<std::int32_t>& channels);
/// "x1", "x2", up to kLessonPart.
QStringList numberedNames(const QString& letter, std::int64_t count);
/// "{a, b, c}", shortened where there are many.
QString clusterText(LessonSubject subject, const std::vector<std::int32_t>& members);

} // namespace pleat::ui
