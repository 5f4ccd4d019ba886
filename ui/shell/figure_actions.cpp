// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/figure_actions.h"

#include "ui/session/session.h"
#include "ui/shell/actions.h"
#include "ui/shell/beside_pane.h"
#include "ui/views/table_twin.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCursor>
#include <QMenu>
#include <QTabWidget>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kCopyDpi = 2 * 96;
constexpr double kMmPerPixel = 25.4 / 96;

} // namespace

FigureActions::FigureActions(QWidget& window, QTabWidget& views, Session& session, JobRunner& jobs)
    : QObject(&window)
    , m_window(window)
    , m_views(views)
    , m_session(session)
    , m_jobs(jobs)
{
    makeAction(QStringLiteral("actionExportFigure"), tr("&Export figure..."),
        QKeySequence(Qt::CTRL | Qt::Key_E), tr("Save the figure as PDF, SVG, PNG or CSV"),
        &FigureActions::askForExport);
    makeAction(QStringLiteral("actionExportAgain"), tr("E&xport again"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        tr("Save the figure in the way and in the folder of the last export, as a new file"),
        &FigureActions::exportAgain);
    makeAction(QStringLiteral("actionCopyPicture"), tr("Copy &picture"), QKeySequence(),
        tr("Put the figure on the clipboard, at twice the resolution of the screen"),
        &FigureActions::copyPicture);
    makeAction(QStringLiteral("actionCopyValues"), tr("Copy &values"), QKeySequence(),
        tr("Put every value of the figure on the clipboard, for a spreadsheet"),
        &FigureActions::copyValues);
    m_table = makeAction(QStringLiteral("actionShowTable"), tr("Show &table"),
        QKeySequence(Qt::CTRL | Qt::Key_T), tr("Show the values of the figure in its place"),
        &FigureActions::showTable);
    m_table->setCheckable(true);
    m_exportAll = new QAction(tr("Export &all views..."), &window);
    describeAction(*m_exportAll, QStringLiteral("actionExportAllViews"), {QKeySequence()},
        tr("Save every figure of every view into a folder"));
    connect(m_exportAll, &QAction::triggered, this, &FigureActions::askForFolder);
    qApp->installEventFilter(this);
    connect(&session, &Session::modelChanged, this, &FigureActions::release);
    release();
}

QAction* FigureActions::makeAction(const QString& name, const QString& text,
    const QKeySequence& keys, const QString& help, void (FigureActions::*what)(Figure&))
{
    auto* action = new QAction(text, &m_window);
    describeAction(*action, name, {keys}, help);
    connect(action, &QAction::triggered, this, [this, what] {
        Figure* figure = target(std::exchange(m_byKeys, false));
        if (const QString why = objection(figure); !why.isEmpty())
            Q_EMIT message(why);
        else
            (this->*what)(*figure);
    });
    m_window.addAction(action);
    m_actions << action;
    return action;
}

void FigureActions::addTo(QMenu& menu)
{
    menu.addActions(m_actions);
    menu.addAction(m_exportAll);
    connect(&menu, &QMenu::aboutToShow, this, [this] { prepare(target(false)); });
    // An action is triggered after its menu has begun to hide.
    connect(&menu, &QMenu::aboutToHide, this, &FigureActions::release, Qt::QueuedConnection);
}

/// Also in a dock that floats, which is a window of its own.
Figure* FigureActions::focused() const
{
    QWidget* inFocus = QApplication::focusWidget();
    Figure* figure = inWindow(inFocus) ? figureAround(inFocus) : nullptr;
    return figure ? figure : figureAround(m_window.focusWidget());
}

/// A pointer that merely rests somewhere does not beat the focus, and whoever chooses from a list
/// of commands did not point at a figure.
Figure* FigureActions::target(bool byKeys) const
{
    if (m_chosen)
        return figureAround(m_chosen);
    if (Figure* figure = focused())
        return figure;
    QWidget* pointedAt = m_window.childAt(m_window.mapFromGlobal(QCursor::pos()));
    if (Figure* figure = byKeys ? figureAround(pointedAt) : nullptr)
        return figure;
    return m_views.isVisible() ? largestFigureIn(m_views.currentWidget()) : nullptr;
}

QString FigureActions::objection(Figure* figure)
{
    if (!figure)
        return tr("There is no figure here: open a model first, or show a view with a figure");
    return figure->hasContent() ? QString() : tr("The figure is empty");
}

/// The menu that opens is for this figure.
void FigureActions::prepare(Figure* figure)
{
    m_chosen = figure ? figure->figureWidget() : nullptr;
    const QString why = objection(figure);
    for (QAction* action : m_actions)
        setAvailable(*action, why.isEmpty(), why);
    m_table->setChecked(figure && TableTwin::of(*figure));
}

/// What keys start depends on where the mouse is then.
void FigureActions::release()
{
    m_chosen = nullptr;
    const QString why = tr("Open a model first");
    for (QAction* action : m_actions)
        setAvailable(*action, m_session.hasModel(), why);
    setAvailable(*m_exportAll, m_session.hasModel(), why);
}

/// A figure that has a menu of its own comes first: what it leaves goes on to its parent.
bool FigureActions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Shortcut)
        m_byKeys = m_actions.contains(watched);
    auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::ContextMenu || !widget || !inWindow(widget)
        || figureAround(widget))
        return QObject::eventFilter(watched, event);
    const auto* asked = static_cast<QContextMenuEvent*>(event);
    Figure* figure = figureAround(widget->childAt(asked->pos()));
    if (!figure)
        return QObject::eventFilter(watched, event);
    popUp(*figure, asked->globalPos());
    return true;
}

/// Also in a dock that floats.
bool FigureActions::inWindow(const QObject* object) const
{
    while (object && object != &m_window)
        object = object->parent();
    return object;
}

void FigureActions::popUp(Figure& figure, QPoint where)
{
    auto* menu = new QMenu(&m_window);
    menu->setObjectName(QStringLiteral("figureMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions);
    prepare(&figure);
    connect(menu, &QMenu::aboutToHide, this, &FigureActions::release, Qt::QueuedConnection);
    menu->popup(where);
}

std::vector<Figure*> FigureActions::figuresOfAllViews() const
{
    QWidgetList views;
    for (int tab = 0; tab < m_views.count(); ++tab)
        views << m_views.widget(tab);
    if (const auto* pane = m_window.findChild<BesidePane*>(); pane && pane->view())
        views << pane->view();
    std::vector<Figure*> figures;
    for (QWidget* view : std::as_const(views)) {
        for (QWidget* child : view->findChildren<QWidget*>()) {
            auto* figure = dynamic_cast<Figure*>(child);
            if (figure && figure->hasContent() && child->isVisibleTo(view))
                figures.push_back(figure);
        }
    }
    return figures;
}

QStringList FigureActions::openTables() const
{
    QStringList names;
    for (const TableTwin* table : m_window.findChildren<TableTwin*>())
        names << table->parentWidget()->objectName();
    names.sort();
    return names;
}

void FigureActions::setOpenTables(const QStringList& names)
{
    for (QWidget* widget : m_window.findChildren<QWidget*>()) {
        auto* figure = dynamic_cast<Figure*>(widget);
        if (!figure || figure->figureWidget() != widget)
            continue;
        TableTwin* shown = TableTwin::of(*figure);
        if (names.contains(widget->objectName()) == (shown != nullptr))
            continue;
        if (shown)
            delete shown;
        else
            new TableTwin(*figure, m_session.selection());
    }
}

void FigureActions::copyPicture(Figure& figure)
{
    const QSize size = figure.figureWidget()->size();
    FigureOptions options;
    options.format = FigureFormat::Png;
    options.dpi = kCopyDpi;
    options.widthMm = size.width() * kMmPerPixel;
    options.heightMm = size.height() * kMmPerPixel;
    options.light = false;
    options.companions = false;
    QImage image = imageOf(recordFigure(figure, options, {}), {});
    image.setDevicePixelRatio(1);
    QApplication::clipboard()->setImage(image);
    Q_EMIT message(tr("Copied the picture, %1 x %2 pixels").arg(image.width()).arg(image.height()));
}

void FigureActions::copyValues(Figure& figure)
{
    const PlotTable table = figure.table();
    if (table.cells() > kMostCopied) {
        Q_EMIT message(tr("Too many values for the clipboard: zoom in, or save them as CSV"));
        return;
    }
    QApplication::clipboard()->setText(toTsv(table));
    Q_EMIT message(tr("Copied %n row(s)", nullptr, static_cast<int>(table.rows.size())));
}

void FigureActions::showTable(Figure& figure)
{
    if (TableTwin* shown = TableTwin::of(figure)) {
        const bool focused = shown->hasFocus();
        delete shown;
        if (focused)
            figure.figureWidget()->setFocus();
    } else {
        (new TableTwin(figure, m_session.selection()))->setFocus();
    }
}

} // namespace pleat::ui
