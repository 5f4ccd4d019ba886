// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/clustering_badge.h"

#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"

namespace pleat::ui {

ClusteringBadge::ClusteringBadge(Session& session, const QString& objectName, QWidget* parent)
    : QLabel(parent)
    , m_session(session)
{
    described(this, objectName, tr("State of the clusters"));
    setFrameShape(QFrame::StyledPanel);
    setContentsMargins(4, 0, 4, 0);
    setAlignment(Qt::AlignCenter);
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    for (const auto signal : {&Session::planChanged, &Session::labelsChanged})
        connect(&session, signal, this, &ClusteringBadge::refresh);
    for (const auto signal :
        {&Session::currentGroupChanged, &Session::statisticsChanged, &Session::clusteringChanged})
        connect(&session, signal, this, &ClusteringBadge::refresh);
    refresh();
}

void ClusteringBadge::refresh()
{
    const int group = m_session.currentGroup();
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
}

} // namespace pleat::ui
