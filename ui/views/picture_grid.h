// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a probe, as large as they fit, with the class that each was made for.
#pragma once

#include "core/study/probe.h"
#include "ui/plots/figure.h"

#include <QImage>
#include <QStringList>
#include <QWidget>

namespace pleat::ui {

class PictureGrid : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit PictureGrid(QWidget* parent = nullptr);

    void setPictures(const study::Pictures& pictures);
    void clear();
    int count() const { return static_cast<int>(m_images.size()); }

    QSize sizeHint() const override;

    QWidget* figureWidget() override { return this; }
    /// A row per picture: its number, class and mean colour.
    PlotTable table() const override;
    void drawOn(QPaintDevice& device, QSize size) override;
    bool hasContent() const override { return !m_images.isEmpty(); }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// How the pictures are laid out in a rectangle.
    struct Places
    {
        int columns = 1;
        QSize picture; ///< on the screen
        QSize cell; ///< with its label
    };
    Places placesIn(QSize size) const;
    void paint(class QPainter& painter, QSize size) const;
    int pictureAt(QPoint position) const;
    void paintCell(class QPainter& painter, int index, QPoint corner, const Places& places) const;

    QList<QImage> m_images;
    QStringList m_labels; ///< parallel, or empty
};

} // namespace pleat::ui
