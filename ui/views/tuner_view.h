// SPDX-License-Identifier: GPL-3.0-or-later
// Tuner: how many channels the current group keeps, with everything that can be said beforehand.
#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QLayout;

namespace pleat::ui {

class CurvePlot;
class ElidedLabel;

/// All controls show the session; edits go there and come back by its signals.
class TunerView : public QWidget
{
    Q_OBJECT
public:
    explicit TunerView(Session& session, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildHeader();
    QLayout* buildControls();
    QLayout* buildNumbers();
    QWidget* buildUniform();
    void connectControls();
    void edit(std::int64_t k, Gesture gesture);
    void showGroup();
    void showCurves();
    void showSilhouettes();
    void refresh();
    void refreshNumbers();

    Session& m_session;
    Gesture m_gesture = Gesture::Begin; ///< of the slider
    ElidedLabel* m_name;
    QLabel* m_details;
    QSlider* m_slider;
    QSpinBox* m_k;
    QDoubleSpinBox* m_keep;
    QCheckBox* m_lock;
    QPushButton* m_reset;
    CurvePlot* m_elbow;
    CurvePlot* m_silhouette;
    QLabel* m_inertiaValue;
    QLabel* m_silhouetteValue;
    QLabel* m_ratioValue;
    QLabel* m_parametersValue;
    QLabel* m_macsValue;
    QDoubleSpinBox* m_uniformKeep;
    QComboBox* m_uniformGroups;
    QPushButton* m_uniformApply;
};

} // namespace pleat::ui
