// SPDX-License-Identifier: GPL-3.0-or-later
// Tuner: how many channels the current group keeps, with everything that can be said beforehand.
#pragma once

#include "ui/session/session.h"
#include "ui/views/edit_burst.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QGridLayout;
class QKeyEvent;
class QLayout;

namespace pleat::ui {

class CurvePlot;
class ElidedLabel;
class KSlider;
class KeepBox;
class SilhouetteSurvey;
class TuningRow;

/// All controls show the session; edits go there and come back by its signals.
class TunerView : public QWidget
{
    Q_OBJECT
public:
    TunerView(Session& session, SilhouetteSurvey& survey, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildHeader();
    QLayout* buildControls();
    QWidget* buildLookBack();
    QLayout* buildNumbers();
    QLabel* addNumber(QGridLayout& grid, int row, int column, const QString& title,
        const QString& name, const QString& help);
    void connectControls();
    /// Steps of one control in quick succession are one gesture.
    void step(const QWidget& control, std::int64_t k);
    void edit(std::int64_t k, Gesture gesture, const QWidget* control = nullptr);
    /// Whether the key was one of the hand-tuner.
    bool takeKey(const QWidget& control, const QKeyEvent& key);
    void followSnap();
    void onPlanChanged();
    void showGroup();
    void showCurves();
    void showSilhouettes();
    void labelCurves();
    QString obstacle() const;
    /// k of the current group that is shown: of the plan, or of the run that is looked back at.
    std::int64_t shownK() const;
    void showLookBack();
    void refresh();
    void showPreviousK();
    void refreshNumbers();
    void refreshCosts();
    void refreshQuality();

    Session& m_session;
    Gesture m_gesture = Gesture::Begin; ///< of the slider
    EditBurst m_burst;
    QWidget* m_lookBack;
    ElidedLabel* m_lookBackText;
    ElidedLabel* m_name;
    QLabel* m_details;
    KSlider* m_slider;
    QSpinBox* m_k;
    KeepBox* m_keep;
    TuningRow* m_tuning;
    QWidget* m_suggestions;
    QWidget* m_network;
    QCheckBox* m_lock;
    QPushButton* m_reset;
    CurvePlot* m_elbow;
    CurvePlot* m_silhouette;
    QLabel* m_inertiaValue;
    QLabel* m_explainedValue;
    QLabel* m_silhouetteValue;
    QLabel* m_daviesBouldinValue;
    QLabel* m_largestValue;
    QLabel* m_ratioValue;
    QLabel* m_parametersValue;
    QLabel* m_macsValue;
};

} // namespace pleat::ui
