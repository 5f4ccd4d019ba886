// SPDX-License-Identifier: GPL-3.0-or-later
// How k is set by hand: snapping, the scale of the slider, and the same k for similar groups.
#pragma once

#include "ui/session/settings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace pleat::ui {

class Session;

/// Preferences, kept in the settings; only "Apply to similar" edits the plan.
class TuningRow : public QWidget
{
    Q_OBJECT
public:
    explicit TuningRow(Session& session, QWidget* parent = nullptr);

    bool logarithmic() const;

Q_SIGNALS:
    void logarithmicChanged(bool logarithmic);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildSnap();
    void buildScale();
    void buildSimilar();
    void refreshSimilar();
    /// Shows in Overview what the button would do while it is pointed at.
    void propose();

    Session& m_session;
    Settings m_settings;
    QComboBox* m_snap = nullptr;
    QCheckBox* m_scale = nullptr;
    QPushButton* m_similar = nullptr;
    bool m_pointed = false;
};

} // namespace pleat::ui
