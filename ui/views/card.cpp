// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/card.h"

#include <QPainter>

namespace pleat::ui {

namespace {

constexpr int kPadding = 12;
constexpr int kTitleGap = 6;
constexpr int kWidth = 160;
constexpr int kLines = 3; // of description
constexpr double kRadius = 8;

} // namespace

Card::Card(const QString& title, const QString& description, QWidget* parent)
    : QAbstractButton(parent)
    , m_description(description)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(description);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize Card::sizeHint() const
{
    return {kWidth, 2 * kPadding + fontMetrics().height() * (kLines + 1) + kTitleGap};
}

QRect Card::descriptionRect() const
{
    return rect().adjusted(
        kPadding, kPadding + fontMetrics().height() + kTitleGap, -kPadding, -kPadding);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || hasFocus() || isDown();
    painter.setPen(QPen(palette().color(lit ? QPalette::Link : QPalette::Mid), lit ? 2 : 1));
    painter.setBrush(palette().color(isDown() ? QPalette::AlternateBase : QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kRadius, kRadius);
    const QRect inside = rect().adjusted(kPadding, kPadding, -kPadding, -kPadding);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop,
        QFontMetrics(bold).elidedText(text(), Qt::ElideMiddle, inside.width()));
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(
        descriptionRect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_description);
}

void Card::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void Card::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace pleat::ui
