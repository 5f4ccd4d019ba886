// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/picture_grid.h"

#include "ui/plots/recording.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace pleat::ui {

namespace {

constexpr int kGap = 6;
constexpr int kLargest = 160; // pixels, of the longer side of a picture
constexpr int kRoomForLabel = 40; // narrower pictures go without

/// Red, green and blue, each 0 to 255.
std::array<double, 3> meanColor(const QImage& image)
{
    std::array<double, 3> sum{};
    for (int y = 0; y < image.height(); ++y) {
        const uchar* line = image.constScanLine(y);
        for (int i = 0; i < image.width() * 3; ++i)
            sum[i % 3] += line[i];
    }
    for (double& value : sum)
        value /= std::max(1, image.width() * image.height());
    return sum;
}

} // namespace

PictureGrid::PictureGrid(QWidget* parent)
    : QWidget(parent)
{
    setMinimumSize(160, 120);
}

void PictureGrid::setPictures(const study::Pictures& pictures)
{
    const auto height = static_cast<int>(pictures.height);
    const auto width = static_cast<int>(pictures.width);
    m_images.clear();
    m_labels.clear();
    for (int i = 0; i < static_cast<int>(pictures.count); ++i) {
        const std::size_t first = static_cast<std::size_t>(i) * height * width * 3;
        m_images
            << QImage(&pictures.rgb[first], width, height, width * 3, QImage::Format_RGB888).copy();
    }
    for (const std::string& label : pictures.labels)
        m_labels << QString::fromStdString(label);
    setAccessibleDescription(tr("%1 pictures").arg(count()));
    update();
    Q_EMIT changed();
}

void PictureGrid::clear()
{
    m_images.clear();
    m_labels.clear();
    setAccessibleDescription({});
    update();
    Q_EMIT changed();
}

QSize PictureGrid::sizeHint() const
{
    return {420, 320};
}

/// The number of columns that gives the largest pictures.
PictureGrid::Places PictureGrid::placesIn(QSize size) const
{
    Places best;
    if (m_images.isEmpty())
        return best;
    const QSize one = m_images.front().size();
    for (int columns = 1; columns <= count(); ++columns) {
        const int rows = (count() + columns - 1) / columns;
        const QSize room(size.width() / columns - kGap, size.height() / rows - kGap);
        for (const int label : {m_labels.isEmpty() ? 0 : fontMetrics().height(), 0}) {
            QSize picture = one.scaled(room - QSize(0, label), Qt::KeepAspectRatio);
            picture = picture.boundedTo(one.scaled(kLargest, kLargest, Qt::KeepAspectRatio));
            const bool labelled = label == 0 || picture.width() >= kRoomForLabel;
            if (labelled && picture.width() > best.picture.width()) {
                best = {columns, picture, picture + QSize(kGap, kGap + label)};
                break;
            }
        }
    }
    return best;
}

void PictureGrid::paintCell(QPainter& painter, int index, QPoint corner, const Places& places) const
{
    const QRect frame(corner, places.picture);
    painter.drawImage(frame, m_images[index]);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(frame.adjusted(0, 0, -1, -1));
    if (index >= m_labels.size() || places.cell.height() == places.picture.height() + kGap)
        return;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(frame.bottomLeft(), QSize(frame.width(), fontMetrics().height())),
        Qt::AlignCenter, fontMetrics().elidedText(m_labels[index], Qt::ElideRight, frame.width()));
}

void PictureGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter, size());
}

void PictureGrid::drawOn(QPaintDevice& device, QSize size)
{
    QPainter painter(&device);
    painter.setFont(font());
    painter.fillRect(QRect({}, size), palette().color(QPalette::Base));
    paint(painter, size);
}

PlotTable PictureGrid::table() const
{
    PlotTable table;
    table.columns = {tr("image"), tr("class"), tr("mean red"), tr("mean green"), tr("mean blue")};
    for (int i = 0; i < count(); ++i) {
        const std::array<double, 3> mean = meanColor(m_images[i]);
        table.rows << QVector<QVariant>{
            qint64{i} + 1, m_labels.value(i), mean[0], mean[1], mean[2]};
    }
    return table;
}

void PictureGrid::paint(QPainter& painter, QSize size) const
{
    const Places places = placesIn(size);
    // Small pictures keep their pixels, large ones are smoothed.
    painter.setRenderHint(QPainter::SmoothPixmapTransform,
        count() > 0 && m_images.front().width() > places.picture.width() * pixelRatioOf(painter));
    for (int i = 0; i < count(); ++i)
        paintCell(painter, i,
            {i % places.columns * places.cell.width(), i / places.columns * places.cell.height()},
            places);
}

int PictureGrid::pictureAt(QPoint position) const
{
    const Places places = placesIn(size());
    if (places.cell.isEmpty())
        return -1;
    const int column = position.x() / places.cell.width();
    const int index = position.y() / places.cell.height() * places.columns + column;
    return column < places.columns && index < count() ? index : -1;
}

bool PictureGrid::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = pictureAt(help->pos());
    QString text = tr("Image %1").arg(index + 1);
    if (index >= 0 && index < m_labels.size())
        text = tr("Image %1, made for the class %2").arg(index + 1).arg(m_labels[index]);
    QToolTip::showText(
        help->globalPos(), index < 0 ? toolTip() : Qt::convertFromPlainText(text), this);
    return true;
}

} // namespace pleat::ui
