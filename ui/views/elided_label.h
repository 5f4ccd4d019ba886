// SPDX-License-Identifier: GPL-3.0-or-later
// One line that shortens long names in the middle and keeps the whole in its tooltip.
#pragma once

#include <QFrame>
#include <QString>

namespace pleat::ui {

class ElidedLabel : public QFrame
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace pleat::ui
