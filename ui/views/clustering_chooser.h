// SPDX-License-Identifier: GPL-3.0-or-later
// How channels are clustered: the clusterer and the features of the plan.
#pragma once

#include "core/cluster/cluster_options.h"
#include "ui/views/edit_burst.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QMenu;
class QSpinBox;
class QToolButton;

namespace pleat {
struct Error;
}

namespace pleat::ui {

/// Two choosers, and a small popup for what is seldom changed. Shows the session and edits it.
class ClusteringChooser : public QWidget
{
    Q_OBJECT
public:
    explicit ClusteringChooser(Session& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// An edit that makes no sense was undone.
    void refused(const pleat::Error& error);

private:
    void buildChoosers();
    QWidget* buildMore();
    QDoubleSpinBox* makeWeight(const QString& name, const QString& title, const QString& help);
    QSpinBox* makeCount(const QString& name, const QString& title, const QString& help);
    void connectControls();
    void edit(const QObject* control, Gesture gesture);
    void editSeed(int seed);
    void refresh();

    Session& m_session;
    EditBurst m_burst;
    QComboBox* m_method = nullptr;
    QComboBox* m_features = nullptr;
    QToolButton* m_more = nullptr;
    QMenu* m_menu = nullptr;
    QDoubleSpinBox* m_incoming = nullptr;
    QDoubleSpinBox* m_outgoing = nullptr;
    QSpinBox* m_starts = nullptr;
    QSpinBox* m_seed = nullptr;
};

} // namespace pleat::ui
