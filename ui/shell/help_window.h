// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of help, in the language of the window. They are part of the program.
#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QListWidget;
class QTextBrowser;

namespace pleat::ui {

struct HelpTopic
{
    QString name; ///< of the page's file; of a view without "View"
    QString title; ///< the first heading of the page
};
/// In the order of the list.
const std::vector<HelpTopic>& helpTopics();
bool hasHelpTopic(const QString& name);
/// The page, in Markdown.
QString helpText(const QString& name);

class HelpWindow : public QDialog
{
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent);

    /// In the help window of `window`, which is made if it is not there.
    static void show(QWidget& window, const QString& topic);

    void showTopic(const QString& name);
    QString topic() const;

private:
    QListWidget* m_list;
    QTextBrowser* m_page;
};

} // namespace pleat::ui
