// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of figures share: an open model, and the menu of a figure.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/plots/cluster_plot.h"
#include "ui/views/figure_export.h"

#include <QContextMenuEvent>
#include <QCursor>
#include <QMenu>
#include <QPointF>
#include <QScrollArea>
#include <QVector>

#include <chrono>
#include <future>

namespace pleat::ui::test {

inline QVector<QPointF> hyperbola(int channels)
{
    QVector<QPointF> points;
    for (int k = 1; k <= channels; ++k)
        points << QPointF(k, 1.0 / k);
    return points;
}

/// As the program does it: recorded here, written by another thread.
inline Result<QStringList> exportFigure(Figure& figure, const FigureOptions& options,
    const QString& path, const FigureSource& source = {}, const StageContext& context = {})
{
    const RecordedFigure recorded = recordFigure(figure, options, source);
    auto written =
        std::async(std::launch::async, [&] { return writeFigure(recorded, path, context); });
    const auto done = [&] {
        return written.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    if (!QTest::qWaitFor(done, kPatience)) // other than get(), it keeps nobody waiting
        qWarning("%s is late", qPrintable(path));
    return written.get();
}

class FigureTest : public WindowTest
{
protected:
    void makeFigureWindow()
    {
        makeWindow();
        QCursor::setPos(m_window->mapToGlobal(QPoint(3, 3)));
    }

    void openModel()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        QTRY_VERIFY_WITH_TIMEOUT(find<ClusterPlot>("clusterPlot")->hasContent(), kPatience);
    }

    QMenu* contextMenuOn(QWidget* widget)
    {
        for (auto* area : m_window->findChildren<QScrollArea*>()) {
            if (area->isAncestorOf(widget))
                area->ensureWidgetVisible(widget, 0, widget->height());
        }
        QWidget* inner = widget->childAt(widget->rect().center());
        QWidget* receiver = inner ? inner : widget;
        const QPoint local = receiver->rect().center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, local, receiver->mapToGlobal(local));
        QCoreApplication::sendEvent(receiver, &event);
        return m_window->findChild<QMenu*>(QStringLiteral("figureMenu"));
    }

    QString path(const QString& name) const { return m_settings.path(name); }
    QAction* action(const char* name) const { return find<QAction>(name); }
};

} // namespace pleat::ui::test
