// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that a figure paints, which are no property of any widget.
#pragma once

#include "ui/plots/figure.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QStringList>

namespace pleat::ui::test {

/// Draws nothing and notes each text.
class TextCollector : public QPaintDevice
{
public:
    explicit TextCollector(QSize size)
        : m_size(size)
    {
    }
    QPaintEngine* paintEngine() const override { return &m_engine; }
    const QStringList& texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 96; // dots per inch
        }
    }

private:
    struct Engine : QPaintEngine
    {
        Engine()
            : QPaintEngine(AllFeatures)
        {
        }
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState&) override { }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }
        void drawPath(const QPainterPath&) override { }
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override { }
        void drawTextItem(const QPointF&, const QTextItem& item) override { texts << item.text(); }
        Type type() const override { return User; }
        QStringList texts;
    };

    QSize m_size;
    mutable Engine m_engine;
};

/// Texts of the picture, the columns and the words in the rows.
inline QStringList textsOf(Figure& figure)
{
    TextCollector collector(figure.figureWidget()->size());
    figure.drawOn(collector, figure.figureWidget()->size());
    const PlotTable table = figure.table();
    QStringList texts = collector.texts() + table.columns;
    for (const QVector<QVariant>& row : table.rows) {
        for (const QVariant& cell : row) {
            if (cell.typeId() == QMetaType::QString)
                texts << cell.toString();
        }
    }
    return texts;
}

} // namespace pleat::ui::test
