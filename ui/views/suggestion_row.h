// SPDX-License-Identifier: GPL-3.0-or-later
// Values of k that the curves of the current group suggest; a click takes one.
#pragma once

#include <QWidget>

#include <cstdint>

class QDoubleSpinBox;
class QToolButton;

namespace pleat::ui {

class Session;

class SuggestionRow : public QWidget
{
    Q_OBJECT
public:
    explicit SuggestionRow(Session& session, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* makeButton(const QString& name, const QString& title);
    void buildTarget();
    void openTarget();
    void offer(QToolButton& button, const QString& word, std::int64_t k, const QString& help);
    void refresh();

    Session& m_session;
    QToolButton* m_elbow;
    QToolButton* m_silhouette;
    QToolButton* m_error;
    QDoubleSpinBox* m_target = nullptr;
};

} // namespace pleat::ui
