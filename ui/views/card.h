// SPDX-License-Identifier: GPL-3.0-or-later
// A large button with a title and a line or two of description.
#pragma once

#include <QAbstractButton>
#include <QString>

namespace pleat::ui {

class Card : public QAbstractButton
{
    Q_OBJECT
public:
    Card(const QString& title, const QString& description, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    /// Where the description is drawn, which is the accessible description, too.
    QRect descriptionRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_description;
};

} // namespace pleat::ui
