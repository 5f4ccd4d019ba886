// SPDX-License-Identifier: GPL-3.0-or-later
// FigureActions: figures are recorded here and become files in the background.
#include "ui/shell/figure_actions.h"

#include "core/fold/plan.h"
#include "ui/jobs/job_runner.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/views/export_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace pleat::ui {

namespace {

QString fileStem(Figure& figure)
{
    const QString name = figure.figureWidget()->objectName();
    return name.isEmpty() ? QStringLiteral("figure") : name;
}

/// Of the file, without its ending.
QString nameOf(Figure& figure, const Session& session)
{
    return QString::fromStdString(session.info().name) + QLatin1Char('-') + fileStem(figure);
}

/// Neither the picture nor what goes with it would replace a file.
bool isFree(const QDir& folder, const QString& stem, const FigureOptions& options)
{
    QStringList endings{formatName(options.format)};
    if (options.companions)
        endings << QStringLiteral("csv") << QStringLiteral("json");
    return std::none_of(endings.begin(), endings.end(),
        [&](const QString& ending) { return folder.exists(stem + QLatin1Char('.') + ending); });
}

/// The progress of one of several figures, as a part of all.
StageContext partOf(const StageContext& all, std::size_t index, std::size_t count)
{
    StageContext part = all;
    part.report = [&all, index, count](const Progress& progress) {
        all.progress(progress.stage, progress.item,
            (static_cast<double>(index) + progress.fraction) / static_cast<double>(count));
    };
    return part;
}

/// Stops at the first that cannot be written: the next one would fail in the same way.
Result<QStringList> writeFigures(const std::vector<RecordedFigure>& figures,
    const QStringList& paths, const StageContext& context)
{
    QStringList written;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const auto files = writeFigure(
            figures[i], paths[static_cast<qsizetype>(i)], partOf(context, i, figures.size()));
        if (!files)
            return files.error();
        written << *files;
    }
    return written;
}

} // namespace

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

/// Asks for nothing and replaces nothing.
void FigureActions::exportAgain(Figure& figure)
{
    const FigureOptions options = figureOptionsFrom(Settings().figureOptions());
    const QString path = unusedPath(figure, options);
    m_promised.insert(path);
    write(figure, options, path);
}

QString FigureActions::unusedPath(Figure& figure, const FigureOptions& options) const
{
    const QString last = Settings().figureFolder();
    const bool lasts = !last.isEmpty() && QDir(last).exists();
    const QDir folder(lasts || !m_firstFolder ? last : m_firstFolder());
    const QString first = nameOf(figure, m_session);
    const auto pathOf = [&](const QString& stem) {
        return folder.absoluteFilePath(stem + QLatin1Char('.') + formatName(options.format));
    };
    QString stem = first;
    for (int number = 2; !isFree(folder, stem, options) || m_promised.contains(pathOf(stem));
         ++number)
        stem = QStringLiteral("%1-%2").arg(first).arg(number);
    return pathOf(stem);
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
    dialog->selectFile(nameOf(figure, m_session) + QLatin1Char('.') + ending);
    const QPointer<QWidget> widget = figure.figureWidget();
    connect(dialog, &QFileDialog::fileSelected, this, [this, widget, options](const QString& path) {
        Settings().setLastDirectory(QFileInfo(path).absolutePath());
        Settings().setFigureFolder(QFileInfo(path).absolutePath());
        if (widget)
            write(*figureAround(widget), options, path);
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
        Settings().setFigureFolder(folder);
        writeAll(folder);
    });
    dialog->open();
}

void FigureActions::write(Figure& figure, const FigureOptions& options, const QString& path)
{
    JobInfo info([name = QFileInfo(path).fileName()] { return tr("Export %1").arg(name); });
    info.retry =
        whileAlive(this, [this, widget = QPointer<QWidget>(figure.figureWidget()), options, path] {
            if (widget)
                write(*figureAround(widget), options, path);
        });
    m_jobs.start(
        JobPriority::Foreground, info,
        [recorded = recordFigure(figure, options, sourceOf(figure)), path](
            const StageContext& context) { return writeFigure(recorded, path, context); },
        whileAlive(this, [this, path](const Result<QStringList>& written) {
            m_promised.remove(path);
            onWritten(written, tr("Exported %1").arg(path));
        }));
}

void FigureActions::writeAll(const QString& folder)
{
    if (m_batch)
        return; // the same figures
    m_batch.emplace();
    m_batch->folder = folder;
    for (Figure* figure : figuresOfAllViews())
        m_batch->left.emplace_back(figure->figureWidget());
    std::reverse(m_batch->left.begin(), m_batch->left.end());
    QTimer::singleShot(0, this, &FigureActions::recordNext);
}

/// One in each turn of the event loop, which has other things to do as well.
void FigureActions::recordNext()
{
    if (m_batch->left.empty()) {
        startWriting();
        return;
    }
    const QPointer<QWidget> widget = m_batch->left.back();
    m_batch->left.pop_back();
    Figure* figure = widget ? figureAround(widget) : nullptr;
    if (figure && figure->hasContent()) {
        const FigureOptions options = figureOptionsFrom(Settings().figureOptions());
        m_batch->figures.push_back(recordFigure(*figure, options, sourceOf(*figure)));
        m_batch->paths << QDir(m_batch->folder)
                              .filePath(fileStem(*figure) + QLatin1Char('.')
                                  + formatName(options.format));
    }
    QTimer::singleShot(0, this, &FigureActions::recordNext);
}

void FigureActions::startWriting()
{
    const auto batch = std::make_shared<const Batch>(*std::exchange(m_batch, std::nullopt));
    JobInfo info([] { return tr("Export all views"); });
    info.retry = whileAlive(this, [this, folder = batch->folder] { writeAll(folder); });
    m_jobs.start(
        JobPriority::Foreground, info,
        [batch](const StageContext& context) {
            return writeFigures(batch->figures, batch->paths, context);
        },
        whileAlive(this, [this, batch](const Result<QStringList>& written) {
            onWritten(written,
                tr("Exported %n figure(s) into %1", nullptr, static_cast<int>(batch->paths.size()))
                    .arg(batch->folder));
        }));
}

void FigureActions::onWritten(const Result<QStringList>& written, const QString& text)
{
    if (written)
        Q_EMIT message(text);
    else if (written.error().code == ErrorCode::Cancelled)
        Q_EMIT message(tr("The export was cancelled."));
    else
        Q_EMIT failed(written.error());
    Q_EMIT exported();
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

} // namespace pleat::ui
