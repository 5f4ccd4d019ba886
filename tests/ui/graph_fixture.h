// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of Graph share: the drawn network, and its boxes by name.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/views/graph_canvas.h"
#include "ui/views/graph_view.h"

#include <QToolButton>

#include <algorithm>

namespace pleat::ui::test {

class GraphTest : public WindowTest
{
protected:
    void show(const QString& file)
    {
        open(file);
        m_window->showView(QStringLiteral("graphView"));
        QTRY_VERIFY_WITH_TIMEOUT(canvas().hasContent(), kPatience);
    }
    void openAll() { find<QToolButton>("graphOpenAll")->click(); }

    GraphCanvas& canvas() const { return *find<GraphCanvas>("graphCanvas"); }
    GraphView& view() const { return *find<GraphView>("graphView"); }
    const GraphScene& scene() const { return canvas().scene(); }
    int boxOf(const std::string& name) const
    {
        const auto& nodes = scene().outline->nodes;
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            if (nodes[n].name == name)
                return scene().layout->boxOf[n];
        }
        return -1;
    }
    int blockOf(const std::string& name) const
    {
        const auto& blocks = scene().outline->blocks;
        return static_cast<int>(std::find_if(blocks.begin(), blocks.end(), [&](const auto& block) {
            return block.name == name;
        }) - blocks.begin());
    }
    int groupOf(const std::string& name) const { return study::groupIndex(session().info(), name); }
    void click(const QRectF& part)
    {
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, part.center().toPoint());
    }
};

} // namespace pleat::ui::test
