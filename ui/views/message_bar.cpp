// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/message_bar.h"

#include "ui/plots/palettes.h"
#include "ui/views/described.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace pleat::ui {

QColor messageGround(bool dark)
{
    return dark ? QColor(0x5a, 0x2a, 0x1e) : QColor(0xff, 0xe6, 0xda);
}

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(described(new QLabel(this), QStringLiteral("messageText"), tr("Message text")))
    , m_offers(new QHBoxLayout)
{
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    m_icon->setPixmap(style()->standardIcon(QStyle::SP_MessageBoxWarning).pixmap(20, 20));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setToolTip({});
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* close =
        described(new QToolButton(this), QStringLiteral("messageClose"), tr("Close the message"));
    close->setText(tr("Close"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_offers);
    layout->addWidget(close, 0, Qt::AlignTop);
    applyTheme();
    hide();
}

void MessageBar::showError(const QString& text)
{
    present(tr("Error: %1").arg(text), {});
}

void MessageBar::showNotice(const QString& text, const std::vector<Offer>& offers)
{
    present(text, offers);
}

void MessageBar::present(const QString& text, const std::vector<Offer>& offers)
{
    m_text->setText(text);
    for (QPushButton* button : std::exchange(m_buttons, {})) {
        button->hide();
        button->deleteLater(); // one of them may have been clicked
        button->setObjectName({});
    }
    QWidget* before = m_text; // the way by Tab is that of the eye: offers, then Close
    for (const Offer& offer : offers) {
        auto* button =
            described(new QPushButton(offer.text, this), offer.name, offer.text, offer.help);
        setTabOrder(before, button);
        before = button;
        connect(button, &QPushButton::clicked, this, [this, act = offer.act] {
            hide();
            act();
        });
        m_offers->addWidget(button);
        m_buttons.push_back(button);
    }
    show();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void MessageBar::applyTheme()
{
    const QColor background = messageGround(isDark(QApplication::palette()));
    if (palette().color(QPalette::Window) == background)
        return;
    QPalette own = QApplication::palette();
    own.setColor(QPalette::Window, background);
    setPalette(own);
}

} // namespace pleat::ui
