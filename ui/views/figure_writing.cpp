// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded figures become files, away from the GUI thread.
#include "ui/views/figure_export.h"

#include "core/base/files.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

constexpr int kLogicalDpi = 96;
constexpr double kDrawn = 0.5; // of the work, when a picture is drawn but not encoded

/// For the list of jobs.
std::string stage()
{
    return QCoreApplication::translate("FigureExport", "export").toStdString();
}

/// A buffer that takes nothing more once the job is stopped: encoders give up then.
class StoppableBuffer : public QBuffer
{
public:
    explicit StoppableBuffer(const StageContext& context)
        : m_context(context)
    {
        open(QIODevice::WriteOnly);
    }

protected:
    qint64 writeData(const char* data, qint64 length) override
    {
        return m_context.cancelled() ? -1 : QBuffer::writeData(data, length);
    }

private:
    const StageContext& m_context;
};

bool draw(const RecordedFigure& figure, QPaintDevice& device, const StageContext& context)
{
    QPainter painter(&device);
    painter.setRenderHint(
        QPainter::LosslessImageRendering); // a PDF would blur the cells of a matrix
    return figure.drawing->drawOn(
        painter, [&] { return context.cancelled(); },
        [&](double share) {
            context.progress(stage(), figure.source.figure.toStdString(), share * kDrawn);
        });
}

/// Empty if it was stopped, as what follows.
QByteArray pngOf(const RecordedFigure& figure, const StageContext& context)
{
    QImage image = imageOf(figure, context);
    if (image.isNull())
        return {};
    // From the image, which may be smaller than the resolution asks for.
    const int dotsPerMeter =
        static_cast<int>(std::lround(image.width() / figure.options.widthMm * 1000));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    StoppableBuffer buffer(context);
    return image.save(&buffer, "PNG") ? buffer.data() : QByteArray();
}

QByteArray svgOf(const RecordedFigure& figure, const StageContext& context)
{
    QBuffer buffer;
    QSvgGenerator generator;
    const QSize size = figure.drawing->size();
    generator.setOutputDevice(&buffer);
    generator.setResolution(kLogicalDpi);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(figure.source.figure);
    return draw(figure, generator, context) ? buffer.data() : QByteArray();
}

QByteArray pdfOf(const RecordedFigure& figure, const StageContext& context)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kLogicalDpi);
    writer.setPageMargins({});
    writer.setPageSize(QPageSize(QSizeF(figure.options.widthMm, figure.options.heightMm),
        QPageSize::Millimeter, {}, QPageSize::ExactMatch));
    writer.setTitle(figure.source.figure);
    writer.setCreator(QStringLiteral("Pleat"));
    return draw(figure, writer, context) ? buffer.data() : QByteArray();
}

QByteArray contentOf(const RecordedFigure& figure, const StageContext& context)
{
    switch (figure.options.format) {
    case FigureFormat::Png:
        return pngOf(figure, context);
    case FigureFormat::Svg:
        return svgOf(figure, context);
    case FigureFormat::Pdf:
        return pdfOf(figure, context);
    case FigureFormat::Csv:
        break;
    }
    return toCsv(figure.table, [&] { return context.cancelled(); });
}

/// Beside a picture nobody looks for a file of a hundred megabytes: a large matrix is saved as CSV
/// by whoever asks for CSV.
QByteArray valuesBeside(PlotTable table)
{
    if (table.cells() > kMostCopied && table.numbers.columns > 0) {
        table.columns.resize(table.columns.size() - table.numbers.columns);
        table.numbers = {};
    }
    return toCsv(table);
}

QByteArray companionOf(const FigureOptions& options, const FigureSource& source)
{
    QJsonObject object{{QStringLiteral("figure"), source.figure},
        {QStringLiteral("model"), source.model}, {QStringLiteral("model_hash"), source.modelHash},
        {QStringLiteral("width_mm"), options.widthMm},
        {QStringLiteral("height_mm"), options.heightMm}};
    if (!source.recipe.isEmpty()) {
        const QByteArray recipe = source.recipe.toUtf8();
        object[QStringLiteral("recipe_hash")] = QString::fromLatin1(
            QCryptographicHash::hash(recipe, QCryptographicHash::Sha256).toHex());
        object[QStringLiteral("recipe")] = QJsonDocument::fromJson(recipe).object();
    }
    return QJsonDocument(object).toJson();
}

} // namespace

QImage imageOf(const RecordedFigure& figure, const StageContext& context)
{
    const double scale = figure.drawing->pixelRatio();
    QImage image((QSizeF(figure.drawing->size()) * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return image; // there is not so much memory
    image.setDevicePixelRatio(scale);
    image.fill(figure.background);
    return draw(figure, image, context) ? image : QImage();
}

Result<QStringList> writeFigure(
    const RecordedFigure& figure, const QString& path, const StageContext& context)
{
    const QFileInfo file(path);
    const QString stem = file.path() + QLatin1Char('/') + file.completeBaseName();
    if (auto writable = checkWritableTarget(path.toStdString()); !writable)
        return writable.error(); // before the work
    QList<std::pair<QString, QByteArray>> files{{path, contentOf(figure, context)}};
    if (context.cancelled())
        return cancelledError();
    if (files.front().second.isEmpty())
        return Error{ErrorCode::Impossible, "the picture cannot be made", path.toStdString(),
            "choose a smaller size or fewer dots per inch"};
    if (figure.options.companions) {
        if (figure.options.format != FigureFormat::Csv)
            files.append({stem + QStringLiteral(".csv"), valuesBeside(figure.table)});
        files.append({stem + QStringLiteral(".json"), companionOf(figure.options, figure.source)});
    }
    QStringList written;
    for (const auto& [name, content] : files) {
        if (const Result<void> done = writeTextFile(name.toStdString(), content.toStdString());
            !done)
            return done.error();
        written << name;
    }
    return written;
}

} // namespace pleat::ui
