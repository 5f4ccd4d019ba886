// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/log_view.h"

#include "ui/views/described.h"

#include <QPlainTextEdit>
#include <QTime>
#include <QVBoxLayout>

namespace pleat::ui {

namespace {

constexpr int kLines = 5000;

} // namespace

LogView::LogView(QWidget* parent)
    : QWidget(parent)
    , m_text(described(new QPlainTextEdit(this), QStringLiteral("logText"), tr("Log"),
          tr("Messages, findings and errors")))
{
    m_text->setReadOnly(true);
    m_text->setMaximumBlockCount(kLines);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setPlaceholderText(tr("Messages, findings and errors appear here."));
    m_text->setToolTip({});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
}

void LogView::append(const QString& text)
{
    m_text->appendPlainText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss  ")) + text);
}

void LogView::addMessage(const QString& text)
{
    append(text);
}

void LogView::addError(const QString& text)
{
    append(tr("Error: %1").arg(text));
}

QString LogView::text() const
{
    return m_text->toPlainText();
}

void LogView::setText(const QString& text)
{
    m_text->setPlainText(text);
}

} // namespace pleat::ui
