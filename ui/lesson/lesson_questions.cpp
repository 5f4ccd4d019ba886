// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: what is asked before a step, and the answer that the numbers give.
#include "ui/lesson/lesson_content.h"
#include "ui/lesson/lesson_text.h"

namespace pleat::ui {

namespace {

QString guessText(Trend trend)
{
    switch (trend) {
    case Trend::Falls:
        return LessonText::tr("Your guess: it falls.");
    case Trend::Stays:
        return LessonText::tr("Your guess: it stays.");
    case Trend::Rises:
        break;
    }
    return LessonText::tr("Your guess: it rises.");
}

QString verdictText(Trend trend)
{
    switch (trend) {
    case Trend::Falls:
        return LessonText::tr("It falls.");
    case Trend::Stays:
        return LessonText::tr("It stays.");
    case Trend::Rises:
        break;
    }
    return LessonText::tr("It rises.");
}

LessonQuestion aboutSums(const study::LessonSums& sums)
{
    return {
        LessonText::tr("Next, the channels of each cluster become one, and its outgoing weights "
                       "are added up. Will the total of the weights in the first row of V, with "
                       "which one output reads its channels, fall, stay or rise?"),
        trendBetween(sums.before, sums.after),
        LessonText::tr("The first row of V adds up to %1 before and to %2 after: adding up keeps "
                       "what a cluster brings when its members agree.")
            .arg(lessonNumber(sums.before), lessonNumber(sums.after))};
}

LessonQuestion aboutVariance(const study::Lesson& lesson)
{
    return {LessonText::tr("Each cluster is now one channel with the mean of its members' weights. "
                           "Will the variance of the channels fall, stay or rise?"),
        trendBetween(1, lesson.ratio),
        LessonText::tr(
            "On average over the channels %1 of the variance is left: what the members do "
            "not have in common cancels out in the mean.")
            .arg(lessonNumber(lesson.ratio))};
}

LessonQuestion aboutRepair(const study::Lesson& lesson)
{
    if (lesson.outputs.empty())
        return {LessonText::tr("Last, each merged channel is scaled up to the variance that its "
                               "members had. Will the mean variance ratio fall, stay or rise?"),
            trendBetween(lesson.ratio, lesson.repairedRatio),
            LessonText::tr("It goes from %1 to %2.")
                .arg(lessonNumber(lesson.ratio), lessonNumber(lesson.repairedRatio))};
    const study::LessonOutput& output = lesson.outputs.front();
    return {
        LessonText::tr("Last, each merged channel is scaled up to the variance that its members "
                       "had. Compared with the original network, will the variance of the first "
                       "output then have fallen, stayed or risen? (Without an activation in "
                       "between.)"),
        trendBetween(output.variance, output.repaired),
        LessonText::tr(
            "The original output has the variance %1, the folded one %2, the repaired one "
            "%3.")
            .arg(lessonNumber(output.variance), lessonNumber(output.folded),
                lessonNumber(output.repaired))};
}

} // namespace

std::optional<LessonQuestion> questionBefore(int step, const study::Lesson& lesson)
{
    if (step == 4 && lesson.sums)
        return aboutSums(*lesson.sums);
    if (step == 5)
        return aboutVariance(lesson);
    if (step == 6)
        return aboutRepair(lesson);
    return std::nullopt;
}

QString answerText(const LessonQuestion& question, std::optional<Trend> guess)
{
    QStringList sentences;
    if (guess)
        sentences << guessText(*guess);
    sentences << (guess == question.answer ? LessonText::tr("That is right.")
                                           : verdictText(question.answer));
    sentences << question.because;
    return sentences.join(QLatin1Char(' '));
}

} // namespace pleat::ui
