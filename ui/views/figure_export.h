// SPDX-License-Identifier: GPL-3.0-or-later
// Figures for papers: a picture of a given size in millimetres, with its numbers and its recipe
// beside it.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "ui/plots/figure.h"
#include "ui/plots/recording.h"

#include <QColor>
#include <QImage>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <memory>
#include <optional>

namespace pleat::ui {

enum class FigureFormat
{
    Png,
    Svg,
    Pdf,
    Csv
};
/// "png", also the ending of the file.
QString formatName(FigureFormat format);
/// By the ending of a name; none if it is none of these.
std::optional<FigureFormat> formatOf(const QString& path);

constexpr double kLeastMm = 20;
constexpr double kMostMm = 1000;
constexpr int kLeastDpi = 72;
constexpr int kMostDpi = 600;

struct FigureOptions
{
    FigureFormat format = FigureFormat::Pdf;
    double widthMm = 160;
    double heightMm = 100;
    int dpi = 300; ///< of a PNG
    bool light = true; ///< the light theme, whatever the window has
    bool companions = true; ///< NAME.csv and NAME.json beside the picture
    bool operator==(const FigureOptions&) const = default;
};

/// For settings; what is missing or out of range becomes the default.
QVariantMap toMap(const FigureOptions& options);
FigureOptions figureOptionsFrom(const QVariantMap& map);

/// Where the numbers of a figure come from.
struct FigureSource
{
    QString figure; ///< its accessible name
    QString model, modelHash;
    QString recipe; ///< JSON of the plan that was open; may be empty
};

/// In logical pixels, of which 96 make an inch.
QSize figureSize(const FigureOptions& options);
/// Pixels of a PNG per logical pixel; fewer than its dpi ask for if it would have more than 100
/// million.
double pngScale(const FigureOptions& options);
QSize pngSize(const FigureOptions& options);
/// All that the files of a figure need; the figure itself may change or go.
struct RecordedFigure
{
    FigureOptions options;
    FigureSource source;
    std::shared_ptr<const Recording> drawing; ///< none for CSV
    QColor background;
    PlotTable table; ///< for CSV and companions
};
/// On the GUI thread, which it takes no longer than showing the figure.
RecordedFigure recordFigure(
    Figure& figure, const FigureOptions& options, const FigureSource& source);

/// On any thread, as what follows. As a PNG shows it; null if it was stopped or
/// there is no memory for it.
QImage imageOf(const RecordedFigure& figure, const StageContext& context);
/// Writes `path` in options.format and what goes with it, each beside and renamed; returns all
/// names. The companion NAME.json names the figure, the model and the recipe, with the SHA-256 of
/// its text. ErrorCode::Cancelled leaves none of them.
Result<QStringList> writeFigure(
    const RecordedFigure& figure, const QString& path, const StageContext& context);

} // namespace pleat::ui
