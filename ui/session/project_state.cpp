// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/project_state.h"

#include "ui/session/session.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

namespace pleat::ui {

namespace {

const QString kGroup = QStringLiteral("group");
const QString kChannels = QStringLiteral("channels");
const QString kRuns = QStringLiteral("runs");

QJsonArray listOf(const std::vector<int>& numbers)
{
    QJsonArray list;
    for (const int number : numbers)
        list.append(number);
    return list;
}

std::vector<int> numbersOf(const QJsonValue& list)
{
    std::vector<int> numbers;
    for (const QJsonValue& number : list.toArray())
        numbers.push_back(number.toInt(-1));
    return numbers;
}

QString nameOf(const study::ProjectRun& run, bool otherWeights)
{
    const QString name = QString::fromStdString(run.name);
    const QString mark = QCoreApplication::translate("project", "(old weights)");
    return !otherWeights || name.endsWith(mark) ? name : name + QLatin1Char(' ') + mark;
}

} // namespace

study::Project projectOf(const Session& session)
{
    const study::ModelInfo& info = session.info();
    study::Project project;
    project.modelPath =
        QFileInfo(QString::fromStdString(info.path)).absoluteFilePath().toStdString();
    project.modelBytes = info.fileBytes;
    for (const PastRun& past : session.runs().all())
        project.runs.push_back({past.id, past.name.toStdString(),
            past.when.toUTC().toString(Qt::ISODateWithMs).toStdString(), past.run->plan(),
            past.run->report()});
    return project;
}

void restoreRuns(RunHistory& history, const study::Project& project, bool otherWeights)
{
    for (const study::ProjectRun& run : project.runs) {
        const QDateTime when =
            QDateTime::fromString(QString::fromStdString(run.when), Qt::ISODateWithMs);
        history.restore({run.id, nameOf(run, otherWeights), when.toLocalTime(),
            std::make_shared<study::Run>(nullptr, run.plan, run.report)});
    }
}

QJsonObject selectionState(const Session& session)
{
    const Selection& selection = session.selection();
    QJsonObject state;
    if (const study::GroupInfo* info = session.currentInfo())
        state[kGroup] = QString::fromStdString(info->name);
    state[kChannels] = listOf(selection.channels());
    state[kRuns] = listOf(selection.runs());
    return state;
}

void restoreSelection(Session& session, const QJsonObject& state)
{
    Selection& selection = session.selection();
    const int group = study::groupIndex(session.info(), state[kGroup].toString().toStdString());
    if (group >= 0) {
        selection.setGroup(group);
        std::vector<int> channels = numbersOf(state[kChannels]);
        const auto width = static_cast<int>(session.info().groups[group].channels);
        std::erase_if(channels, [&](int channel) { return channel < 0 || channel >= width; });
        selection.setChannels(std::move(channels));
    }
    std::vector<int> runs = numbersOf(state[kRuns]);
    std::erase_if(runs, [&](int run) { return !session.runs().find(run); });
    selection.setRuns(std::move(runs));
}

} // namespace pleat::ui
