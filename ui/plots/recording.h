// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure draws, kept to be drawn later: the figure is only touched on the GUI thread, and a
// file of it can be made on any other.
#pragma once

#include <QPaintDevice>
#include <QSize>

#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace pleat::ui {

/// In logical pixels, of which 96 make an inch. Unlike a QPicture it keeps images as they are and
/// text as text, and what is drawn by drawWhenShown() has the resolution of where it ends up.
/// Written on one thread, then read on any: it holds no pixmaps.
class Recording : public QPaintDevice
{
public:
    using Step = std::function<void(QPainter&)>;

    /// `pixelRatio`: pixels of the image that it will be drawn on per logical pixel; 0 for PDF and
    /// SVG, which are made of lines.
    Recording(QSize size, double pixelRatio);
    ~Recording() override;

    QSize size() const { return m_size; }
    double pixelRatio() const { return m_pixelRatio; }
    void add(Step step) { m_steps.push_back(std::move(step)); }

    /// Asks `stopped` often and then gives up: false. `progress` is told the done part, 0 to 1.
    bool drawOn(QPainter& painter, const std::function<bool()>& stopped,
        const std::function<void(double)>& progress) const;

    QPaintEngine* paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSize m_size;
    double m_pixelRatio;
    std::unique_ptr<QPaintEngine> m_engine;
    std::vector<Step> m_steps;
};

/// Whether lines are drawn for pixels: an image, or a recording that becomes one.
bool isForPixels(const QPaintDevice& device);
/// Pixels per logical pixel that an image within what is drawn should have; 300 dots per inch where
/// lines are drawn.
double pixelRatioOf(const QPainter& painter);
/// Calls `draw` now or, where the painter records, each time that this is drawn again: there
/// pixelRatioOf() is that of the image. `draw` owns what it needs.
void drawWhenShown(QPainter& painter, Recording::Step draw);

} // namespace pleat::ui
