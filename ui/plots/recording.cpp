// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/recording.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kDpi = 96;
constexpr double kImageDpi = 300; // within PDF and SVG
constexpr double kMmPerInch = 25.4;
constexpr std::size_t kStepsBetweenLooks = 32;

/// Turns what a painter asks of its device into steps.
class RecordingEngine : public QPaintEngine
{
public:
    explicit RecordingEngine(Recording& recording)
        : QPaintEngine(AllFeatures)
        , m_recording(recording)
    {
    }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState& now) override;

    void drawPath(const QPainterPath& path) override
    {
        add([path](QPainter& painter) { painter.drawPath(path); });
    }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawLines(const QLineF* lines, int count) override
    {
        add([kept = QVector<QLineF>(lines, lines + count)](
                QPainter& painter) { painter.drawLines(kept); });
    }
    void drawRects(const QRectF* rects, int count) override
    {
        add([kept = QVector<QRectF>(rects, rects + count)](
                QPainter& painter) { painter.drawRects(kept); });
    }
    void drawPoints(const QPointF* points, int count) override
    {
        add([kept = QVector<QPointF>(points, points + count)](QPainter& painter) {
            painter.drawPoints(kept.constData(), static_cast<int>(kept.size()));
        });
    }
    void drawEllipse(const QRectF& rect) override
    {
        add([rect](QPainter& painter) { painter.drawEllipse(rect); });
    }
    void drawImage(const QRectF& target, const QImage& image, const QRectF& source,
        Qt::ImageConversionFlags flags) override
    {
        add([=](QPainter& painter) { painter.drawImage(target, image, source, flags); });
    }
    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override
    {
        drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
    }
    void drawTextItem(const QPointF& position, const QTextItem& item) override;

    // Whole numbers come by way of the above.
    using QPaintEngine::drawEllipse;
    using QPaintEngine::drawLines;
    using QPaintEngine::drawPoints;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;

private:
    void add(Recording::Step step) { m_recording.add(std::move(step)); }
    void updateClip(const QPaintEngineState& now);

    Recording& m_recording;
};

void RecordingEngine::updateState(const QPaintEngineState& now)
{
    const DirtyFlags dirty = now.state();
    if (dirty & DirtyPen)
        add([pen = now.pen()](QPainter& painter) { painter.setPen(pen); });
    if (dirty & DirtyBrush)
        add([brush = now.brush()](QPainter& painter) { painter.setBrush(brush); });
    if (dirty & DirtyBrushOrigin)
        add([origin = now.brushOrigin()](QPainter& painter) { painter.setBrushOrigin(origin); });
    if (dirty & DirtyFont)
        add([font = now.font()](QPainter& painter) { painter.setFont(font); });
    if (dirty & DirtyBackground)
        add([brush = now.backgroundBrush()](QPainter& painter) { painter.setBackground(brush); });
    if (dirty & DirtyBackgroundMode)
        add([mode = now.backgroundMode()](QPainter& painter) { painter.setBackgroundMode(mode); });
    if (dirty & DirtyTransform)
        add([transform = now.transform()](QPainter& painter) { painter.setTransform(transform); });
    updateClip(now);
    if (dirty & DirtyHints)
        add([hints = now.renderHints()](QPainter& painter) {
            // How images are kept is not for the figure to say.
            constexpr auto kLossless = QPainter::LosslessImageRendering;
            painter.setRenderHints(painter.renderHints() & ~hints & ~kLossless, false);
            painter.setRenderHints(hints);
        });
    if (dirty & DirtyCompositionMode)
        add([mode = now.compositionMode()](
                QPainter& painter) { painter.setCompositionMode(mode); });
    if (dirty & DirtyOpacity)
        add([opacity = now.opacity()](QPainter& painter) { painter.setOpacity(opacity); });
}

/// After the transform, in whose coordinates it is.
void RecordingEngine::updateClip(const QPaintEngineState& now)
{
    const DirtyFlags dirty = now.state();
    if (dirty & DirtyClipEnabled)
        add([enabled = now.isClipEnabled()](QPainter& painter) { painter.setClipping(enabled); });
    if (dirty & DirtyClipRegion)
        add([region = now.clipRegion(), operation = now.clipOperation()](
                QPainter& painter) { painter.setClipRegion(region, operation); });
    if (dirty & DirtyClipPath)
        add([path = now.clipPath(), operation = now.clipOperation()](
                QPainter& painter) { painter.setClipPath(path, operation); });
}

void RecordingEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode)
{
    add([kept = QPolygonF(QVector<QPointF>(points, points + count)), mode](QPainter& painter) {
        if (mode == PolylineMode)
            painter.drawPolyline(kept);
        else if (mode == ConvexMode)
            painter.drawConvexPolygon(kept);
        else
            painter.drawPolygon(kept, mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    });
}

void RecordingEngine::drawTextItem(const QPointF& position, const QTextItem& item)
{
    QFont font = item.font();
    font.setUnderline(false); // the painter draws these lines by itself
    font.setOverline(false);
    font.setStrikeOut(false);
    add([position, font, text = item.text()](QPainter& painter) {
        const QFont before = painter.font();
        painter.setFont(font);
        painter.drawText(position, text);
        painter.setFont(before);
    });
}

bool drawsLines(const QPainter& painter)
{
    const int type = painter.paintEngine()->type();
    return type == QPaintEngine::Pdf || type == QPaintEngine::SVG;
}

} // namespace

Recording::Recording(QSize size, double pixelRatio)
    : m_size(size)
    , m_pixelRatio(pixelRatio)
    , m_engine(std::make_unique<RecordingEngine>(*this))
{
}

Recording::~Recording() = default;

QPaintEngine* Recording::paintEngine() const
{
    return m_engine.get();
}

int Recording::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return static_cast<int>(m_size.width() * kMmPerInch / kDpi);
    case PdmHeightMM:
        return static_cast<int>(m_size.height() * kMmPerInch / kDpi);
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return kDpi;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    case PdmNumColors:
        break; // true colours
    }
    return 0;
}

bool Recording::drawOn(QPainter& painter, const std::function<bool()>& stopped,
    const std::function<void(double)>& progress) const
{
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        if (i % kStepsBetweenLooks == 0) {
            if (stopped())
                return false;
            progress(static_cast<double>(i) / static_cast<double>(m_steps.size()));
        }
        m_steps[i](painter);
    }
    return !stopped();
}

bool isForPixels(const QPaintDevice& device)
{
    const auto* recording = dynamic_cast<const Recording*>(&device);
    return recording ? recording->pixelRatio() > 0 : device.devType() == QInternal::Image;
}

double pixelRatioOf(const QPainter& painter)
{
    if (const auto* recording = dynamic_cast<const Recording*>(painter.device()))
        return recording->pixelRatio() > 0 ? recording->pixelRatio() : kImageDpi / kDpi;
    return drawsLines(painter) ? kImageDpi / kDpi : painter.device()->devicePixelRatioF();
}

void drawWhenShown(QPainter& painter, Recording::Step draw)
{
    auto* recording = dynamic_cast<Recording*>(painter.device());
    if (!recording) {
        draw(painter);
        return;
    }
    painter.drawPath({}); // brings what was set since the last line to the recording
    recording->add(std::move(draw));
}

} // namespace pleat::ui
