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
    Formula variableOf(std::int64_t channel) const { return variable(name(channel)); }
    QStringList channels(std::int64_t count) const
    {
        return channelNames(m_context.subject, count);
    }
    bool own() const { return m_context.subject == LessonSubject::Own; }

    LessonTable weightTable() const;
    LessonTable consumerTable() const;
    LessonTable mergeTable() const;
    LessonTable clusterTable() const;
    LessonTable statisticsTable(bool repaired) const;
    LessonTable outputTable(bool repaired) const;
    LessonTable exampleTable() const;
    LessonTable repairedExampleTable() const;
    QString nodeName(std::int32_t node) const;
    QString moreRows(std::size_t shown, std::size_t all) const;

    const study::Lesson& m_lesson;
    const LessonContext& m_context;
};

} // namespace pleat::ui
