// SPDX-License-Identifier: GPL-3.0-or-later
// An error above the views that stays until it is closed, and stops nobody from working.
#pragma once

#include <QColor>
#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace pleat::ui {

/// The ground of a message, on which text of the palette of the theme is legible.
QColor messageGround(bool dark);

class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// A way out that the bar offers as a button.
    struct Offer
    {
        QString text, name, help;
        std::function<void()> act; ///< the bar is hidden before
    };
    void showError(const QString& text);
    /// No error, but something that a person should know.
    void showNotice(const QString& text, const std::vector<Offer>& offers = {});
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void present(const QString& text, const std::vector<Offer>& offers);

    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_offers;
    std::vector<QPushButton*> m_buttons;
};

} // namespace pleat::ui
