// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/figure_export.h"

#include "core/base/files.h"
#include "ui/plots/palettes.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kMmPerInch = 25.4;
constexpr int kLogicalDpi = 96;
constexpr double kMostPixels = 1e8;

/// The widget has the light palette while this lives.
class LightPalette
{
public:
    LightPalette(QWidget& widget, bool light)
        : m_widget(widget)
        , m_before(widget.testAttribute(Qt::WA_SetPalette) ? widget.palette() : QPalette())
        , m_light(light)
    {
        if (m_light)
            m_widget.setPalette(lightPalette());
    }
    ~LightPalette()
    {
        if (m_light)
            m_widget.setPalette(m_before);
    }
    LightPalette(const LightPalette&) = delete;
    LightPalette& operator=(const LightPalette&) = delete;

private:
    QWidget& m_widget;
    QPalette m_before;
    bool m_light;
};

/// Pixels of the image per logical pixel.
double scaleAt(QSizeF size, int dpi)
{
    return std::min(static_cast<double>(dpi) / kLogicalDpi,
        std::sqrt(kMostPixels / (size.width() * size.height())));
}

QByteArray pngOf(Figure& figure, const FigureOptions& options)
{
    QImage image = figureImage(figure, options, options.dpi);
    // From the image, which may be smaller than the resolution asks for.
    const int dotsPerMeter = static_cast<int>(std::lround(image.width() / options.widthMm * 1000));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray svgOf(Figure& figure, const FigureOptions& options, const QString& title)
{
    QBuffer buffer;
    QSvgGenerator generator;
    const QSize size = figureSize(options);
    generator.setOutputDevice(&buffer);
    generator.setResolution(kLogicalDpi);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(title);
    const LightPalette light(*figure.figureWidget(), options.light);
    figure.drawOn(generator, size);
    return buffer.data();
}

QByteArray pdfOf(Figure& figure, const FigureOptions& options, const QString& title)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kLogicalDpi);
    writer.setPageMargins({});
    writer.setPageSize(QPageSize(QSizeF(options.widthMm, options.heightMm), QPageSize::Millimeter,
        {}, QPageSize::ExactMatch));
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Pleat"));
    const LightPalette light(*figure.figureWidget(), options.light);
    figure.drawOn(writer, figureSize(options));
    return buffer.data();
}

QByteArray contentOf(Figure& figure, const FigureOptions& options, const QString& title)
{
    switch (options.format) {
    case FigureFormat::Png:
        return pngOf(figure, options);
    case FigureFormat::Svg:
        return svgOf(figure, options, title);
    case FigureFormat::Pdf:
        return pdfOf(figure, options, title);
    case FigureFormat::Csv:
        break;
    }
    return toCsv(figure.table());
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

QString formatName(FigureFormat format)
{
    switch (format) {
    case FigureFormat::Png:
        return QStringLiteral("png");
    case FigureFormat::Svg:
        return QStringLiteral("svg");
    case FigureFormat::Pdf:
        return QStringLiteral("pdf");
    case FigureFormat::Csv:
        break;
    }
    return QStringLiteral("csv");
}

std::optional<FigureFormat> formatOf(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    for (const FigureFormat format :
        {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Csv}) {
        if (ending == formatName(format))
            return format;
    }
    return std::nullopt;
}

QVariantMap toMap(const FigureOptions& options)
{
    return {{QStringLiteral("format"), formatName(options.format)},
        {QStringLiteral("widthMm"), options.widthMm},
        {QStringLiteral("heightMm"), options.heightMm}, {QStringLiteral("dpi"), options.dpi},
        {QStringLiteral("light"), options.light},
        {QStringLiteral("companions"), options.companions}};
}

FigureOptions figureOptionsFrom(const QVariantMap& map)
{
    FigureOptions options;
    const auto number = [&map](const char* key, double least, double most, double otherwise) {
        const double value = map.value(QLatin1String(key)).toDouble();
        return value >= least && value <= most ? value : otherwise;
    };
    options.format =
        formatOf(QStringLiteral("figure.") + map.value(QStringLiteral("format")).toString())
            .value_or(options.format);
    options.widthMm = number("widthMm", kLeastMm, kMostMm, options.widthMm);
    options.heightMm = number("heightMm", kLeastMm, kMostMm, options.heightMm);
    options.dpi = static_cast<int>(number("dpi", kLeastDpi, kMostDpi, options.dpi));
    options.light = map.value(QStringLiteral("light"), options.light).toBool();
    options.companions = map.value(QStringLiteral("companions"), options.companions).toBool();
    return options;
}

QSize figureSize(const FigureOptions& options)
{
    const auto pixels = [](double mm) {
        return std::max(1, static_cast<int>(std::lround(mm / kMmPerInch * kLogicalDpi)));
    };
    return {pixels(options.widthMm), pixels(options.heightMm)};
}

QSize pngSize(const FigureOptions& options)
{
    const QSizeF size = figureSize(options);
    return (size * scaleAt(size, options.dpi)).toSize();
}

QImage figureImage(Figure& figure, const FigureOptions& options, int dpi)
{
    const QSize size = figureSize(options);
    const double scale = scaleAt(size, dpi);
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    const LightPalette light(*figure.figureWidget(), options.light);
    image.fill(figure.figureWidget()->palette().color(QPalette::Base));
    figure.drawOn(image, size);
    return image;
}

Result<QStringList> exportFigure(
    Figure& figure, const FigureOptions& options, const QString& path, const FigureSource& source)
{
    const QFileInfo file(path);
    const QString stem = file.path() + QLatin1Char('/') + file.completeBaseName();
    QList<std::pair<QString, QByteArray>> files{{path, contentOf(figure, options, source.figure)}};
    if (options.companions) {
        if (options.format != FigureFormat::Csv)
            files.append({stem + QStringLiteral(".csv"), toCsv(figure.table())});
        files.append({stem + QStringLiteral(".json"), companionOf(options, source)});
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
