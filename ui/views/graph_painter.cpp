// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/graph_painter.h"

#include "ui/plots/palettes.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kTextHeight = 13;
constexpr double kSmallTextHeight = 11;
constexpr double kLeastTextPixels = 5;
constexpr double kLeastLine = 0.7; // pixels
constexpr double kLeastGlow = 5; // pixels
constexpr double kSmoothZoom = 0.15; // below it lines are too many and too thin to be smoothed
constexpr double kCorner = 6;
constexpr double kRailWidth = 6;
constexpr double kRailChip = 15; // height of the letter's chip
constexpr double kMargin = 10; // that rails and rings need around a box
constexpr std::size_t kMostRails = 4;

QColor blend(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](int x, int y) { return qRound(x + (y - x) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

class GraphPainter
{
public:
    GraphPainter(QPainter& painter, const GraphScene& scene, double scale, const QPalette& palette)
        : m_painter(painter)
        , m_scene(scene)
        , m_scale(scale)
        , m_colors(plotColors(palette))
        , m_dark(isDark(palette))
    {
        m_font = painter.font();
        m_font.setPixelSize(static_cast<int>(kTextHeight));
        m_small = painter.font();
        m_small.setPixelSize(static_cast<int>(kSmallTextHeight));
        painter.setRenderHint(QPainter::Antialiasing);
    }

    void paint(const QRectF& visible)
    {
        const GraphLayout& layout = *m_scene.layout;
        for (const GraphFrame& frame : layout.frames) {
            if (frame.rect.intersects(visible))
                paintFrame(frame);
        }
        m_painter.setRenderHint(QPainter::Antialiasing, m_scale >= kSmoothZoom);
        for (const bool lit : {false, true}) {
            for (const GraphLine& line : layout.lines) {
                const QRectF around(line.points.front(), line.points.back());
                if ((m_scene.lit(line.from) && m_scene.lit(line.to)) == lit
                    && QRectF(visible.left(), around.top(), visible.width(), around.height() + 1)
                           .intersects(visible))
                    paintLine(line, lit);
            }
        }
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const GraphFrame& frame : layout.frames) {
            if (frame.rect.intersects(visible))
                paintFrameTitle(frame);
        }
        for (int box = 0; box < static_cast<int>(layout.boxes.size()); ++box) {
            const QRectF reach =
                layout.boxes[box].rect.adjusted(-3 * kMargin, -kMargin, kMargin, kMargin);
            if (reach.intersects(visible))
                paintBox(box);
        }
    }

private:
    bool readable(double height) const { return height * m_scale >= kLeastTextPixels; }

    void text(
        const QRectF& rect, int flags, const QString& text, const QFont& font, const QColor& color)
    {
        if (!readable(font.pixelSize()))
            return;
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(rect, flags | Qt::TextSingleLine,
            QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, rect.width()));
    }

    void paintFrame(const GraphFrame& frame)
    {
        m_painter.setBrush(frameGround(frame.depth, m_colors));
        m_painter.setPen(QPen(m_colors.grid.darker(m_dark ? 70 : 115), 1));
        m_painter.drawRoundedRect(frame.rect, kCorner, kCorner);
    }

    /// Over the lines that enter the block.
    void paintFrameTitle(const GraphFrame& frame)
    {
        if (!readable(kSmallTextHeight))
            return;
        const QString name = QString::fromStdString(m_scene.outline->blocks[frame.block].name);
        const double width =
            std::min(frame.rect.width() - 36, QFontMetricsF(m_small).horizontalAdvance(name) + 4);
        const QRectF title(frame.rect.left() + 26, frame.rect.top() + 4, width, 18);
        m_painter.fillRect(title, frameGround(frame.depth, m_colors));
        paintSign(frame.rect, false, m_colors.muted);
        text(title.adjusted(2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name, m_small,
            m_colors.muted);
    }

    void paintSign(const QRectF& block, bool closed, const QColor& color)
    {
        if (!readable(kSmallTextHeight))
            return;
        const QRectF sign = blockSign(block);
        const QPointF middle = sign.center();
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(color, 1.2));
        m_painter.drawRoundedRect(sign, 2, 2);
        m_painter.drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0));
        if (closed)
            m_painter.drawLine(middle - QPointF(0, 3.5), middle + QPointF(0, 3.5));
    }

    void paintLine(const GraphLine& line, bool lit)
    {
        QPainterPath path(line.points.front());
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            const QPointF a = line.points[i - 1];
            const QPointF b = line.points[i];
            const double middle = (a.y() + b.y()) / 2;
            if (std::abs(a.x() - b.x()) < 0.5)
                path.lineTo(b);
            else
                path.cubicTo({a.x(), middle}, {b.x(), middle}, b);
        }
        const QColor color = lit ? m_colors.accent : m_colors.muted;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(color, std::max(lit ? 2.6 : 1.3, kLeastLine / m_scale)));
        m_painter.drawPath(path);
        paintArrow(line.points.back(), color);
    }

    void paintArrow(QPointF tip, const QColor& color)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawPolygon(
            QPolygonF({tip, tip + QPointF(-3.5, -6.5), tip + QPointF(3.5, -6.5)}));
    }

    void paintBox(int index)
    {
        const GraphBox& box = m_scene.layout->boxes[index];
        const auto value = m_scene.valueOf(index);
        const QColor fill = value ? fillColor(m_scene.fill, value->value) : boxGround(m_colors);
        const study::OutlineNode* node = m_scene.nodeOf(box);
        paintRings(index, box.rect);
        m_painter.setBrush(fill);
        m_painter.setPen(m_scene.lit(index) ? QPen(m_colors.text, 2.6) : QPen(m_colors.muted, 1));
        if (box.isBlock())
            m_painter.drawRoundedRect(box.rect.translated(4, 4), kCorner, kCorner);
        if (node && isJoin(*node)) {
            m_painter.drawEllipse(box.rect);
            text(box.rect, Qt::AlignCenter, QStringLiteral("+"), m_font, inkOn(fill, value));
        } else {
            m_painter.drawRoundedRect(box.rect, kCorner, kCorner);
            paintWords(index, inkOn(fill, value), value);
        }
        paintRails(index);
    }

    QColor inkOn(const QColor& fill, const std::optional<GraphScene::Value>& value) const
    {
        return value ? textOn(fill) : m_colors.text;
    }

    /// The current box has a ring of dashes, a match a ring of dots, the current match a thick one.
    void paintRings(int index, const QRectF& rect)
    {
        m_painter.setBrush(Qt::NoBrush);
        if (m_scene.lit(index)) {
            QColor glow = m_colors.accent;
            glow.setAlpha(150);
            m_painter.setPen(QPen(glow, std::max(11.0, kLeastGlow / m_scale)));
            m_painter.drawRoundedRect(rect, kCorner, kCorner);
        }
        if (m_scene.matched(index)) {
            const bool current =
                m_scene.currentMatch >= 0 && m_scene.layout->boxOf[m_scene.currentMatch] == index;
            m_painter.setPen(QPen(m_colors.merged, current ? 4 : 2, Qt::DotLine));
            m_painter.drawRoundedRect(rect.adjusted(-6, -6, 6, 6), kCorner + 4, kCorner + 4);
        }
        if (index == m_scene.currentBox) {
            m_painter.setPen(QPen(m_colors.text, 1.4, Qt::DashLine));
            m_painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), kCorner + 2, kCorner + 2);
        }
    }

    void paintWords(int index, const QColor& ink, const std::optional<GraphScene::Value>& value)
    {
        const GraphBox& box = m_scene.layout->boxes[index];
        const study::OutlineNode* node = m_scene.nodeOf(box);
        const QRectF inner = box.rect.adjusted(9, 4, -8, -4);
        const int rows = node && !node->layer ? 2 : 3;
        const double step = inner.height() / rows;
        const auto row = [&](int i) {
            return QRectF(inner.left(), inner.top() + i * step, inner.width(), step);
        };
        QFont bold = m_font;
        bold.setBold(true);
        const QString note = value ? value->text : m_scene.frozen(index) ? frozenText() : QString();
        const double room = note.isEmpty() ? 0 : QFontMetricsF(m_small).horizontalAdvance(note) + 6;
        text(row(rows - 1), Qt::AlignRight | Qt::AlignVCenter, note, m_small, ink);
        QRectF title = row(0);
        if (box.isBlock()) {
            paintSign(box.rect, true, ink);
            title.adjust(20, 0, 0, 0);
        }
        text(title, Qt::AlignLeft | Qt::AlignVCenter, m_scene.titleOf(box), bold, ink);
        if (rows == 3)
            text(row(1), Qt::AlignLeft | Qt::AlignVCenter, m_scene.kindOf(box), m_small, ink);
        if (node)
            text(row(rows - 1).adjusted(0, 0, -room, 0), Qt::AlignLeft | Qt::AlignVCenter,
                shapeText(node->shape), m_small, ink);
    }

    static QString frozenText() { return QCoreApplication::translate("GraphScene", "frozen"); }

    /// To the left of the box, side by side.
    void paintRails(int index)
    {
        const QRectF rect = m_scene.layout->boxes[index].rect;
        std::vector<int> rails = m_scene.railsOf(index);
        // The selected group is never among those left out.
        std::stable_partition(
            rails.begin(), rails.end(), [&](int group) { return group == m_scene.selectedGroup; });
        double right = rect.left() - 3;
        for (std::size_t i = 0; i < std::min(rails.size(), kMostRails); ++i) {
            const QString label = m_scene.railText(rails[i]);
            const double chip =
                std::max(kRailChip, QFontMetricsF(m_small).horizontalAdvance(label) + 6);
            const double width = readable(kSmallTextHeight) ? chip : kRailWidth;
            const QColor color = railColor(rails[i], m_dark);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(color);
            m_painter.drawRoundedRect(
                QRectF(right - kRailWidth, rect.top(), kRailWidth, rect.height()), 2, 2);
            if (readable(kSmallTextHeight)) {
                const QRectF at(right - width, rect.top(), width, kRailChip);
                m_painter.drawRoundedRect(at, 3, 3);
                text(at, Qt::AlignCenter, label, m_small, textOn(color));
            }
            right -= width + 2;
        }
    }

    QPainter& m_painter;
    const GraphScene& m_scene;
    double m_scale;
    PlotColors m_colors;
    bool m_dark;
    QFont m_font, m_small;
};

} // namespace

QColor frameGround(int depth, const PlotColors& colors)
{
    return blend(colors.background, colors.grid, depth % 2 == 0 ? 0.175 : 0.35);
}

QColor boxGround(const PlotColors& colors)
{
    return blend(colors.background, colors.muted, 0.08);
}

QRectF blockSign(const QRectF& rect)
{
    return {rect.left() + 9, rect.top() + 7, 12, 12};
}

void paintGraph(QPainter& painter, const GraphScene& scene, const QRectF& visible, double scale,
    const QPalette& palette)
{
    GraphPainter(painter, scene, scale, palette).paint(visible);
}

} // namespace pleat::ui
