// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help_keys.h"

#include "ui/shell/help_window.h"

#include <QCoreApplication>
#include <QStringList>

namespace pleat::ui {

namespace {

/// "| a | b |" -> a, b; empty for other lines.
QStringList cellsOf(const QString& line)
{
    if (!line.startsWith(QLatin1Char('|')))
        return {};
    QStringList cells = line.split(QLatin1Char('|')).mid(1);
    cells.removeLast();
    for (QString& cell : cells)
        cell = cell.trimmed().remove(QLatin1Char('*'));
    return cells;
}

/// Rows of the tables whose first column has this title.
std::vector<ViewKeys> keysOf(const HelpTopic& topic, const QString& title)
{
    std::vector<ViewKeys> found;
    bool inside = false;
    for (const QString& line : helpText(topic.name).split(QLatin1Char('\n'))) {
        const QStringList cells = cellsOf(line);
        if (cells.size() != 2)
            inside = false;
        else if (cells[0] == title)
            inside = true;
        else if (inside && !cells[0].startsWith(QStringLiteral("--")))
            found.push_back({topic.title, cells[0], cells[1]});
    }
    return found;
}

} // namespace

std::vector<ViewKeys> viewKeys()
{
    //: title of the column of keys in the pages of help
    const QString title = QCoreApplication::translate("ViewKeys", "keys");
    std::vector<ViewKeys> all;
    for (const HelpTopic& topic : helpTopics()) {
        const std::vector<ViewKeys> found = keysOf(topic, title);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

} // namespace pleat::ui
