// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/clustering_badge.h"

#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"

#include <QPainter>

namespace pleat::ui {

ClusteringBadge::ClusteringBadge(Session& session, const QString& objectName, QWidget* parent)
    : QLabel(parent)
    , m_session(session)
{
    described(this, objectName, tr("State of the clusters"));
    setContentsMargins(7, 2, 7, 2);
    setAlignment(Qt::AlignCenter);
    QSizePolicy policy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    for (const auto signal : {&Session::planChanged, &Session::labelsChanged})
        connect(&session, signal, this, &ClusteringBadge::refresh);
    for (const auto signal : {&Session::statisticsChanged, &Session::clusteringChanged})
        connect(&session, signal, this, &ClusteringBadge::refresh);
    connect(&session.selection(), &Selection::groupChanged, this, &ClusteringBadge::refresh);
    refresh();
}

/// The outline of a preview is broken, so that the two differ by more than a word.
void ClusteringBadge::paintEvent(QPaintEvent* event)
{
    const bool exact = m_session.clustering().exact && m_session.clustering().k > 0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().base());
    painter.setPen(
        QPen(palette().color(QPalette::PlaceholderText), 1, exact ? Qt::SolidLine : Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.end();
    QLabel::paintEvent(event);
}

void ClusteringBadge::refresh()
{
    const int group = m_session.selection().group();
    const QString failure = m_session.failure(group);
    const bool known = m_session.statistics(group) != nullptr;
    setVisible(known && !m_session.hasOwnTree());
    if (!failure.isEmpty()) {
        setText(tr("failed"));
        setToolTip(plainToolTip(failure));
    } else if (m_session.clustering().exact) {
        setText(tr("exact"));
        setToolTip(tr("The clusters shown are those that folding uses"));
    } else {
        setText(tr("preview"));
        setToolTip(tr("A cut of the Ward tree, until the clusterer has run"));
    }
    setAccessibleDescription(toolTip());
    update();
}

} // namespace pleat::ui
