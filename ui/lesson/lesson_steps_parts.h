// SPDX-License-Identifier: GPL-3.0-or-later
// How the steps of a lesson are put together; of ui/lesson only.
#pragma once

#include "ui/lesson/lesson_content.h"

namespace pleat::ui {

/// One lesson, step by step. Refers to what it is given.
class Steps
{
public:
    Steps(const study::Lesson& lesson, const LessonContext& context)
        : m_lesson(lesson)
        , m_context(context)
    {
    }

    LessonContent weights() const;
    LessonContent variances() const;
    LessonContent distances() const;
    LessonContent cut() const;
    LessonContent merged() const;
    LessonContent ratio() const;
    LessonContent repair() const;

private:
    QString name(std::int64_t channel) const { return channelName(m_context.subject, channel); }
    /// "a" of the six channels, else the letter with the channel's number.
    Formula symbol(const char* letter, std::int32_t channel) const;
    /// With the activation around it, if there is one.
    Formula activated(const Formula& channel) const;
    QStringList channels() const { return channelNames(m_context.subject, m_lesson.shown); }
    QStringList clusterNames() const;
    bool own() const { return m_context.subject == LessonSubject::Own; }

    /// Its row in the tables of channels; it must be printed.
    std::size_t placeOf(std::int32_t channel) const;
    std::vector<std::int32_t> shownOf(const std::vector<std::int32_t>& channels) const;
    double entryOf(const study::LessonMatrix& pairs, std::int32_t a, std::int32_t b) const;
    Eigen::RowVectorXd weightsOf(std::int32_t channel) const;
    double varianceOf(std::int32_t channel) const
    {
        return m_lesson.variances[static_cast<std::size_t>(channel)];
    }
    bool allInputs() const { return m_lesson.weights.part.cols() == m_lesson.weights.columns; }
    /// Formulas are filled in for it.
    const study::LessonCluster& largestCluster() const
    {
        return m_lesson.clusters[m_lesson.largest];
    }
    std::size_t largestPlace() const; ///< its row in the tables of clusters

    Formula oneChannel() const;
    Formula oneOutput() const;
    Formula firstCorrelation() const;
    Formula oneCentre() const;
    Formula oneSum() const;

    LessonTable weightTable() const;
    LessonTable consumerTable() const;
    LessonTable mergeTable() const;
    LessonTable clusterTable() const;
    LessonTable statisticsTable(bool repaired) const;
    LessonTable outputTable(bool repaired) const;
    LessonTable inputTable() const;
    LessonTable exampleTable() const;
    LessonTable repairedExampleTable() const;
    QString nodeName(std::int32_t node) const;
    QString mistakeText(const study::Lesson& mistake) const;
    QString moreRows(std::size_t shown, std::size_t all) const;

    const study::Lesson& m_lesson;
    const LessonContext& m_context;
};

LessonTable::Cell cell(double value);
void lightRow(LessonTable& table, std::size_t line);

} // namespace pleat::ui
