// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/figure_export.h"

#include "ui/plots/palettes.h"

#include <QFileInfo>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <utility>

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

double pngScale(const FigureOptions& options)
{
    const QSizeF size = figureSize(options);
    return std::min(static_cast<double>(options.dpi) / kLogicalDpi,
        std::sqrt(kMostPixels / (size.width() * size.height())));
}

QSize pngSize(const FigureOptions& options)
{
    return (QSizeF(figureSize(options)) * pngScale(options)).toSize();
}

RecordedFigure recordFigure(
    Figure& figure, const FigureOptions& options, const FigureSource& source)
{
    RecordedFigure recorded{options, source, nullptr, {}, {}};
    if (options.companions || options.format == FigureFormat::Csv)
        recorded.table = figure.table();
    if (options.format == FigureFormat::Csv)
        return recorded;
    const QSize size = figureSize(options);
    const bool pixels = options.format == FigureFormat::Png;
    auto drawing = std::make_shared<Recording>(size, pixels ? pngScale(options) : 0);
    const LightPalette light(*figure.figureWidget(), options.light);
    recorded.background = figure.figureWidget()->palette().color(QPalette::Base);
    figure.drawOn(*drawing, size);
    recorded.drawing = std::move(drawing);
    return recorded;
}

} // namespace pleat::ui
