// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/figure_actions.h"

#include "core/fold/plan.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/shell/actions.h"
#include "ui/views/export_dialog.h"
#include "ui/views/table_twin.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCursor>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QTabWidget>

namespace pleat::ui {

namespace {

constexpr int kCopyDpi = 2 * 96;
constexpr double kMmPerPixel = 25.4 / 96;

QString fileStem(Figure& figure)
{
    const QString name = figure.figureWidget()->objectName();
    return name.isEmpty() ? QStringLiteral("figure") : name;
}

} // namespace

FigureActions::FigureActions(QWidget& window, QTabWidget& views, Session& session)
    : QObject(&window)
    , m_window(window)
    , m_views(views)
    , m_session(session)
{
    makeAction(QStringLiteral("actionExportFigure"), tr("&Export figure..."),
        QKeySequence(Qt::CTRL | Qt::Key_E), tr("Save the figure as PDF, SVG, PNG or CSV"),
        &FigureActions::askForExport);
    makeAction(QStringLiteral("actionCopyPicture"), tr("Copy &picture"), {},
        tr("Put the figure on the clipboard, at twice the resolution of the screen"),
        &FigureActions::copyPicture);
    makeAction(QStringLiteral("actionCopyValues"), tr("Copy &values"), {},
        tr("Put every value of the figure on the clipboard, for a spreadsheet"),
        &FigureActions::copyValues);
    m_table = makeAction(QStringLiteral("actionShowTable"), tr("Show &table"),
        QKeySequence(Qt::CTRL | Qt::Key_T), tr("Show the values of the figure in its place"),
        &FigureActions::showTable);
    m_table->setCheckable(true);
    m_exportAll = new QAction(tr("Export &all views..."), &window);
    m_exportAll->setObjectName(QStringLiteral("actionExportAllViews"));
    m_exportAll->setStatusTip(tr("Save every figure of every view into a folder"));
    connect(m_exportAll, &QAction::triggered, this, &FigureActions::askForFolder);
    qApp->installEventFilter(this);
    connect(&session, &Session::modelChanged, this, &FigureActions::release);
    release();
}

QAction* FigureActions::makeAction(const QString& name, const QString& text,
    const QKeySequence& keys, const QString& help, void (FigureActions::*what)(Figure&))
{
    auto* action = new QAction(text, &m_window);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setStatusTip(help);
    connect(action, &QAction::triggered, this, [this, what] {
        Figure* figure = target();
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
    connect(&menu, &QMenu::aboutToShow, this, [this] { prepare(target()); });
    // An action is triggered after its menu has begun to hide.
    connect(&menu, &QMenu::aboutToHide, this, &FigureActions::release, Qt::QueuedConnection);
}

Figure* FigureActions::target() const
{
    if (m_chosen)
        return figureAround(m_chosen);
    QWidget* pointedAt = m_window.childAt(m_window.mapFromGlobal(QCursor::pos()));
    if (Figure* figure = figureAround(pointedAt))
        return figure;
    if (Figure* figure = figureAround(m_window.focusWidget()))
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

void FigureActions::askForExport(Figure& figure)
{
    auto* dialog =
        new ExportDialog(figure, figureOptionsFrom(Settings().figureOptions()), &m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, &figure] {
        Settings().setFigureOptions(toMap(dialog->options()));
        askForFile(figure, dialog->options());
    });
    dialog->open();
}

QFileDialog* FigureActions::makeFileDialog(const QString& name, const QString& title) const
{
    auto* dialog = new QFileDialog(&m_window, title, Settings().lastDirectory());
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

void FigureActions::askForFile(Figure& figure, const FigureOptions& options)
{
    const QString ending = formatName(options.format);
    QFileDialog* dialog = makeFileDialog(QStringLiteral("figureFileDialog"), tr("Export figure"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
    dialog->selectFile(
        QStringLiteral("%1-%2.%3")
            .arg(QString::fromStdString(m_session.info().name), fileStem(figure), ending));
    const QPointer<QWidget> widget = figure.figureWidget();
    connect(dialog, &QFileDialog::fileSelected, this, [this, widget, options](const QString& path) {
        Settings().setLastDirectory(QFileInfo(path).absolutePath());
        if (widget && write(*figureAround(widget), options, path))
            Q_EMIT message(tr("Exported %1").arg(path));
    });
    dialog->open();
}

void FigureActions::askForFolder()
{
    QFileDialog* dialog =
        makeFileDialog(QStringLiteral("figureFolderDialog"), tr("Export all views into a folder"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        Settings().setLastDirectory(folder);
        writeAll(folder);
    });
    dialog->open();
}

std::vector<Figure*> FigureActions::figuresOfAllViews() const
{
    std::vector<Figure*> figures;
    for (int tab = 0; tab < m_views.count(); ++tab) {
        QWidget* view = m_views.widget(tab);
        for (QWidget* child : view->findChildren<QWidget*>()) {
            auto* figure = dynamic_cast<Figure*>(child);
            if (figure && figure->hasContent() && child->isVisibleTo(view))
                figures.push_back(figure);
        }
    }
    return figures;
}

void FigureActions::writeAll(const QString& folder)
{
    const FigureOptions options = figureOptionsFrom(Settings().figureOptions());
    int written = 0;
    for (Figure* figure : figuresOfAllViews()) {
        const QString name = fileStem(*figure) + QLatin1Char('.') + formatName(options.format);
        if (!write(*figure, options, QDir(folder).filePath(name)))
            return; // the next one would fail in the same way
        ++written;
    }
    Q_EMIT message(tr("Exported %n figure(s) into %1", nullptr, written).arg(folder));
}

bool FigureActions::write(Figure& figure, const FigureOptions& options, const QString& path)
{
    const Result<QStringList> written = exportFigure(figure, options, path, sourceOf(figure));
    if (!written)
        Q_EMIT failed(written.error());
    return written.ok();
}

FigureSource FigureActions::sourceOf(Figure& figure) const
{
    const study::ModelInfo& info = m_session.info();
    fold::Recipe recipe;
    recipe.plan = m_session.plan();
    recipe.modelHash = info.weightsHash;
    recipe.modelName = info.name;
    return {figure.figureWidget()->accessibleName(), QString::fromStdString(info.name),
        QString::fromStdString(info.weightsHash), QString::fromStdString(fold::toJson(recipe))};
}

void FigureActions::copyPicture(Figure& figure)
{
    const QSize size = figure.figureWidget()->size();
    FigureOptions options;
    options.widthMm = size.width() * kMmPerPixel;
    options.heightMm = size.height() * kMmPerPixel;
    options.light = false;
    QImage image = figureImage(figure, options, kCopyDpi);
    image.setDevicePixelRatio(1);
    QApplication::clipboard()->setImage(image);
    Q_EMIT message(tr("Copied the picture, %1 x %2 pixels").arg(image.width()).arg(image.height()));
}

void FigureActions::copyValues(Figure& figure)
{
    const PlotTable table = figure.table();
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
