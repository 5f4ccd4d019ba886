// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot.h"

#include "ui/plots/plot_theme.h"
#include "ui/plots/recording.h"

#include <qcustomplot.h>

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <QWindow>

namespace pleat::ui {

namespace {

/// Lies over a plot that has the focus.
class FocusFrame : public QWidget
{
public:
    explicit FocusFrame(QWidget* plot)
        : QWidget(plot)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
};

/// Where everything lies at the plot's own size, without drawing it.
void layOut(QCustomPlot& plot)
{
    for (const auto phase :
        {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        plot.plotLayout()->update(phase);
}

} // namespace

Plot::Plot(QWidget* parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_empty(new QLabel(this))
    , m_focusFrame(new FocusFrame(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleDescription(
        tr("Ctrl+T shows its values as a table, Ctrl+E saves it as a figure."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->hide();
    m_plot->setFocusPolicy(Qt::NoFocus); // a click gives it to this widget
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_plot->setNoAntialiasingOnDrag(true);
    connect(m_plot, &QCustomPlot::afterReplot, this, [this] {
        m_outdated = false;
        Q_EMIT drawn();
    });
}

void Plot::setEmptyText(const QString& text)
{
    m_empty->setText(text);
    m_empty->setVisible(!text.isEmpty());
    m_plot->setVisible(text.isEmpty());
    Q_EMIT changed();
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
        painter.setMode(QCPPainter::pmVectorized, !isForPixels(device));
        painter.setMode(QCPPainter::pmNoCaching); // what is kept for the screen are pixmaps of it
        m_plot->toPainter(&painter, size.width(), size.height());
    }
    fitTo(m_plot->size());
    layOut(*m_plot);
}

bool Plot::savePicture(const QString& path, QSize size)
{
    return picture(size).save(path, "PNG");
}

void Plot::queueReplot()
{
    m_outdated = true;
    if (onScreen())
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    Q_EMIT changed();
}

bool Plot::onScreen() const
{
    return m_plot->isVisible() && !m_plot->size().isEmpty();
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

void Plot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_focusFrame->setGeometry(rect());
}

void Plot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    m_focusFrame->raise();
    m_focusFrame->setVisible(event->reason() != Qt::MouseFocusReason);
}

void Plot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_focusFrame->hide();
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
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Resize) {
        const QSize size = static_cast<QResizeEvent*>(event)->size();
        if (size.isEmpty())
            return true; // nothing can be drawn on it
        fitTo(size);
    }
    if (event->type() == QEvent::ContextMenu) {
        // QCustomPlot keeps it from its parents, which know what to offer.
        const auto* asked = static_cast<QContextMenuEvent*>(event);
        QContextMenuEvent passedOn(asked->reason(), m_plot->mapTo(this, asked->pos()),
            asked->globalPos(), asked->modifiers());
        QCoreApplication::sendEvent(this, &passedOn);
        return true;
    }
    if (event->type() == QEvent::Show && m_outdated)
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    return QWidget::eventFilter(watched, event);
}

} // namespace pleat::ui
