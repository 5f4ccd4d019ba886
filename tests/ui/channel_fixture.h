// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of Clusters and Matrix share: the sample with its first group, and a mouse.
#pragma once

#include "tests/ui/command_line.h"
#include "tests/ui/window_fixture.h"

#include "ui/plots/cluster_plot.h"
#include "ui/plots/matrix_plot.h"

#include <QComboBox>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace pleat::ui::test {

inline std::vector<int> united(std::vector<int> a, const std::vector<int>& b)
{
    std::set<int> all(a.begin(), a.end());
    all.insert(b.begin(), b.end());
    return {all.begin(), all.end()};
}

class ChannelTest : public WindowTest
{
protected:
    void openMlp()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        session().setK(group(), 30);
        settle();
    }
    void showMatrix()
    {
        m_window->showView(QStringLiteral("matrixView"));
        QTRY_COMPARE_WITH_TIMEOUT(matrix()->shownSize(), channels(), kPatience);
        settle();
    }
    /// What the command line says of folding by the plan of the window.
    QJsonObject foldedByTheProgram()
    {
        const QString recipe = m_settings.path(QStringLiteral("channels.json"));
        workflow().saveRecipe(recipe);
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(recipe) && !workflow().writing(), kPatience);
        }();
        return foldSays(QStringLiteral("mlp.pt"), recipe, m_settings.path(QStringLiteral("m.pt")));
    }
    /// Until nothing is left to draw.
    void settle()
    {
        for (int i = 0; i < 3; ++i)
            QTest::qWait(20);
    }
    void choose(const char* name, const QString& text)
    {
        auto* chooser = find<QComboBox>(name);
        QVERIFY(chooser->findText(text) >= 0);
        chooser->setCurrentIndex(chooser->findText(text));
    }
    void drag(QWidget* canvas, const QPolygonF& path, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, path.first().toPoint());
        for (const QPointF& place : path)
            send(canvas, place, modifiers);
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, path.last().toPoint());
        settle();
    }
    void send(QWidget* canvas, QPointF place, Qt::KeyboardModifiers modifiers = {},
        Qt::MouseButtons buttons = Qt::LeftButton)
    {
        QMouseEvent event(QEvent::MouseMove, place.toPoint(), canvas->mapToGlobal(place.toPoint()),
            Qt::NoButton, buttons, modifiers);
        QCoreApplication::sendEvent(canvas, &event);
    }
    void hover(QWidget* canvas, QPointF place) { send(canvas, place, {}, Qt::NoButton); }
    /// A polygon around the middle of the scatter, with a dent.
    QPolygonF outline() const
    {
        const QRectF area = QRectF(scatter()->canvas()->rect()).adjusted(80, 30, -30, -80);
        QPolygonF path;
        for (const QPointF part :
            {QPointF(0.1, 0.2), {0.8, 0.1}, {0.5, 0.45}, {0.85, 0.8}, {0.2, 0.9}})
            path << (area.topLeft() + QPointF(part.x() * area.width(), part.y() * area.height()))
                        .toPoint();
        return path;
    }
    int group() const { return session().selection().group(); }
    int channels() const { return static_cast<int>(session().currentInfo()->channels); }
    const std::vector<int>& marked() const { return session().selection().channels(); }
    std::vector<int> clusterOf(int channel) const
    {
        std::vector<int> members;
        for (int other = 0; other < channels(); ++other) {
            if (session().labels()[other] == session().labels()[channel])
                members.push_back(other);
        }
        return members;
    }
    /// The first one whose cluster has several channels.
    int companion() const
    {
        for (int channel = 0; channel < channels(); ++channel) {
            if (clusterOf(channel).size() > 2)
                return channel;
        }
        return -1;
    }
    /// One that no other mark hides.
    int freeChannel() const
    {
        for (int channel = 0; channel < channels(); ++channel) {
            double nearest = 1e9;
            for (int other = 0; other < channels(); ++other) {
                const QPointF away = scatter()->pixel(channel) - scatter()->pixel(other);
                if (other != channel)
                    nearest = std::min(nearest, std::hypot(away.x(), away.y()));
            }
            if (nearest > 6 && clusterOf(channel).size() > 1)
                return channel;
        }
        return -1;
    }
    ClusterPlot* scatter() const { return find<ClusterPlot>("clusterPlot"); }
    MatrixPlot* matrix() const { return find<MatrixPlot>("matrixPlot"); }
};

} // namespace pleat::ui::test
