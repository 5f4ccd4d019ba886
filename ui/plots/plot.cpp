// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot.h"

#include "ui/plots/plot_theme.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <QWindow>

namespace pleat::ui {

Plot::Plot(QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_empty(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->hide();
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_plot->setNoAntialiasingOnDrag(true);
    connect(m_plot, &QCustomPlot::afterReplot, this, &Plot::drawn);
}

void Plot::setEmptyText(const QString& text)
{
    m_empty->setText(text);
    m_empty->setVisible(!text.isEmpty());
    m_plot->setVisible(text.isEmpty());
}

QString Plot::emptyText() const
{
    return m_empty->text();
}

QImage Plot::picture(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    drawOn(image, size);
    return image;
}

void Plot::drawOn(QPaintDevice& device, QSize size)
{
    fitTo(size);
    {
        QCPPainter painter(&device);
        const bool bitmap = device.devType() == QInternal::Image;
        painter.setMode(QCPPainter::pmVectorized, !bitmap);
        m_plot->toPainter(&painter, size.width(), size.height());
    }
    fitTo(m_plot->size());
}

bool Plot::savePicture(const QString& path, QSize size)
{
    return picture(size).save(path, "PNG");
}

void Plot::queueReplot()
{
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::applyTheme()
{
    applyPlotTheme(*m_plot, palette());
    queueReplot();
}

void Plot::fitTo(QSize) { }

void Plot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void Plot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    followScreen();
    if (QWindow* handle = window()->windowHandle())
        connect(handle, &QWindow::screenChanged, this, &Plot::followScreen, Qt::UniqueConnection);
}

void Plot::followScreen()
{
    if (m_plot->bufferDevicePixelRatio() == devicePixelRatioF())
        return;
    m_plot->setBufferDevicePixelRatio(devicePixelRatioF());
    queueReplot();
}

bool Plot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_plot && event->type() == QEvent::Resize)
        fitTo(static_cast<QResizeEvent*>(event)->size());
    return QWidget::eventFilter(watched, event);
}

} // namespace pleat::ui
