// SPDX-License-Identifier: GPL-3.0-or-later
// An error above the views that stays until it is closed, and stops nobody from working.
#pragma once

#include <QFrame>

class QLabel;

namespace pleat::ui {

class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showError(const QString& text);
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();

    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace pleat::ui
