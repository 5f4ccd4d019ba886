// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/painted_plottable.h"

#include <qcustomplot.h>

namespace pleat::ui {

namespace {

class PaintedPlottable : public QCPAbstractPlottable
{
public:
    PaintedPlottable(QCPAxis* horizontal, QCPAxis* vertical, std::function<void(QCPPainter&)> paint)
        : QCPAbstractPlottable(horizontal, vertical)
        , m_paint(std::move(paint))
    {
        setSelectable(QCP::stNone);
        removeFromLegend();
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override
    {
        found = false;
        return {};
    }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override
    {
        found = false;
        return {};
    }

protected:
    void draw(QCPPainter* painter) override { m_paint(*painter); }
    void drawLegendIcon(QCPPainter*, const QRectF&) const override { }

private:
    std::function<void(QCPPainter&)> m_paint;
};

} // namespace

QCPAbstractPlottable* addPaintedPlottable(QCPAxis* horizontal, QCPAxis* vertical,
    const QString& layer, std::function<void(QCPPainter&)> paint)
{
    auto* plottable = new PaintedPlottable(horizontal, vertical, std::move(paint));
    plottable->setLayer(layer);
    return plottable;
}

} // namespace pleat::ui
