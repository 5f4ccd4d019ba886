// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be done or gone to, found by a few letters of its name.
#pragma once

#include <QDialog>
#include <QIcon>
#include <QString>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace pleat::ui {

struct PaletteEntry
{
    QString kind; ///< "Action", "Group": shown before the text, and found as well
    QString text;
    QString note; ///< keys, or why it is not available
    QIcon icon;
    bool available = true;
    std::function<void()> go;
};

/// Closes when something was chosen, on Escape, and when it loses the focus.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill(const QString& query);
    void choose(const QListWidgetItem* row);

    std::vector<PaletteEntry> m_entries;
    QLineEdit* m_query;
    QListWidget* m_list;
};

} // namespace pleat::ui
