// SPDX-License-Identifier: GPL-3.0-or-later
// GraphView: finding nodes by their names.
#include "ui/session/operator_kinds.h"
#include "ui/views/graph_canvas.h"
#include "ui/views/graph_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace pleat::ui {

namespace {

/// By its name, or by what it is called in English or in the language of the window.
bool names(const study::OutlineNode& node, const QString& wanted)
{
    for (const QString& text : {QString::fromStdString(node.name),
             QString::fromStdString(node.kind), kindText(node.kind)}) {
        if (text.contains(wanted, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

void GraphView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void GraphView::search()
{
    m_matches.clear();
    m_match = -1;
    const QString wanted = m_search->text().trimmed();
    for (std::size_t n = 0; m_outline && !wanted.isEmpty() && n < m_outline->nodes.size(); ++n) {
        const study::OutlineNode& node = m_outline->nodes[n];
        if (names(node, wanted))
            m_matches.push_back(static_cast<int>(n));
    }
    m_found->setText(wanted.isEmpty() ? QString()
            : m_matches.empty()       ? tr("no match")
                                      : tr("%1 found").arg(m_matches.size()));
    m_canvas->setMatches(m_matches, -1);
}

void GraphView::nextMatch(int step)
{
    const int count = static_cast<int>(m_matches.size());
    if (count == 0)
        return;
    m_match = m_match < 0 ? (step > 0 ? 0 : count - 1) : (m_match + step + count) % count;
    m_found->setText(tr("%1 of %2").arg(m_match + 1).arg(count));
    bool hidden = false;
    for (int block : blocksAround(*m_outline, m_outline->nodes[m_matches[m_match]].block)) {
        hidden = hidden || !m_open[block];
        m_open[block] = true;
    }
    m_goToMatch = hidden;
    if (hidden)
        relayout(-1);
    else
        showMatch();
}

void GraphView::showMatch()
{
    if (m_match < 0 || !m_canvas->scene().layout)
        return;
    const int node = m_matches[m_match];
    m_canvas->setMatches(m_matches, node);
    m_canvas->setCurrentBox(m_canvas->scene().layout->boxOf[node]);
}

bool GraphView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            nextMatch(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace pleat::ui
