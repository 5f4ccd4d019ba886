// SPDX-License-Identifier: GPL-3.0-or-later
// Says whether the clusters shown are those that folding uses.
#pragma once

#include <QLabel>

namespace pleat::ui {

class Session;

/// "preview", "exact" or "failed", of the current group; empty for clusterers with a tree, whose
/// every cut is exact.
class ClusteringBadge : public QLabel
{
    Q_OBJECT
public:
    ClusteringBadge(Session& session, const QString& objectName, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    Session& m_session;
};

} // namespace pleat::ui
