// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with any figure of the window, from its context menu, the View menu and keys.
#pragma once

#include "ui/views/figure_export.h"

#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QAction;
class QFileDialog;
class QMenu;
class QTabWidget;
class QWidget;

namespace pleat::ui {

class JobRunner;
class Session;

/// Finds figures by themselves: a new view has the actions without doing anything for it. They are
/// for the figure in focus, else, if keys started them, for the one under the mouse, else for the
/// largest of the current view.
class FigureActions : public QObject
{
    Q_OBJECT
public:
    /// Files are written by `jobs`. All four outlive it, `jobs` its jobs.
    FigureActions(QWidget& window, QTabWidget& views, Session& session, JobRunner& jobs);

    void addTo(QMenu& menu);
    /// Where figures go that are exported again before any was exported.
    void setFirstFolder(std::function<QString()> folder) { m_firstFolder = std::move(folder); }

    /// Names of the figures that show their values as a table.
    QStringList openTables() const;
    /// Those of any window: unknown names are passed over.
    void setOpenTables(const QStringList& names);

    /// Every figure with content on any tab, hidden or not.
    std::vector<Figure*> figuresOfAllViews() const;

Q_SIGNALS:
    void failed(const pleat::Error& error);
    void message(const QString& text);
    /// All that was asked for is written, or never will be.
    void exported();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* makeAction(const QString& name, const QString& text, const QKeySequence& keys,
        const QString& help, void (FigureActions::*what)(Figure&));
    bool inWindow(const QObject* object) const;
    Figure* target(bool byKeys) const;
    Figure* focused() const;
    /// Why nothing can be done with the figure; empty if something can.
    static QString objection(Figure* figure);
    void prepare(Figure* figure);
    void release();
    void popUp(Figure& figure, QPoint where);

    void askForExport(Figure& figure);
    void exportAgain(Figure& figure);
    QString unusedPath(Figure& figure, const FigureOptions& options) const;
    void askForFile(Figure& figure, const FigureOptions& options);
    void askForFolder();
    void copyPicture(Figure& figure);
    void copyValues(Figure& figure);
    void showTable(Figure& figure);
    void write(Figure& figure, const FigureOptions& options, const QString& path);
    void writeAll(const QString& folder);
    void recordNext();
    void startWriting();
    void onWritten(const Result<QStringList>& written, const QString& text);
    QFileDialog* makeFileDialog(const QString& name, const QString& title) const;
    FigureSource sourceOf(Figure& figure) const;

    QWidget& m_window;
    QTabWidget& m_views;
    Session& m_session;
    JobRunner& m_jobs;
    /// Figures on their way into a folder.
    struct Batch
    {
        QString folder;
        std::vector<QPointer<QWidget>> left; ///< to be recorded, the next one last
        std::vector<RecordedFigure> figures;
        QStringList paths; ///< of the figures
    };
    std::optional<Batch> m_batch; ///< while figures are recorded
    std::function<QString()> m_firstFolder;
    QSet<QString> m_promised; ///< names of files that are not written yet
    QList<QAction*> m_actions; ///< on one figure
    QAction* m_table;
    QAction* m_exportAll;
    QPointer<QWidget> m_chosen; ///< whose menu is open
    bool m_byKeys = false; ///< what is triggered next
};

} // namespace pleat::ui
