// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/log_view.h"

#include "ui/views/described.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTime>
#include <QVBoxLayout>

namespace pleat::ui {

namespace {

constexpr int kLines = 5000;
constexpr int kFilterWidth = 190; // pixels
constexpr int kLeastText = 40; // pixels; the dock may be low

} // namespace

LogView::LogView(QWidget* parent)
    : QWidget(parent)
    , m_filter(described(new QLineEdit(this), QStringLiteral("logFilter"), tr("Filter the log"),
          tr("Show only messages that contain this text")))
    , m_text(described(new QPlainTextEdit(this), QStringLiteral("logText"), tr("Log"),
          tr("Messages, findings and errors")))
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(kFilterWidth);
    m_text->setReadOnly(true);
    m_text->setMaximumBlockCount(kLines);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setMinimumHeight(kLeastText);
    m_text->setToolTip({});
    auto* top = new QHBoxLayout;
    top->setContentsMargins(6, 2, 6, 2);
    top->addStretch(1);
    top->addWidget(m_filter, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &LogView::filter);
    filter();
}

void LogView::append(const QString& text)
{
    m_rows << QTime::currentTime().toString(QStringLiteral("HH:mm:ss  ")) + text;
    if (m_rows.size() > kLines)
        m_rows.removeFirst();
    if (matches(m_rows.last()))
        m_text->appendPlainText(m_rows.last());
    sayWhyEmpty();
}

void LogView::addMessage(const QString& text)
{
    append(text);
}

void LogView::addError(const QString& text)
{
    append(tr("Error: %1").arg(text));
}

bool LogView::matches(const QString& row) const
{
    return row.contains(m_filter->text(), Qt::CaseInsensitive);
}

/// The latest rows are in view.
void LogView::filter()
{
    QStringList shown;
    for (const QString& row : m_rows) {
        if (matches(row))
            shown << row;
    }
    sayWhyEmpty();
    m_text->setPlainText(shown.join(QLatin1Char('\n')));
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

void LogView::sayWhyEmpty()
{
    m_text->setPlaceholderText(m_rows.isEmpty() ? tr("Messages, findings and errors appear here.")
                                                : tr("No message contains this text."));
}

QString LogView::text() const
{
    return m_rows.join(QLatin1Char('\n'));
}

void LogView::setText(const QString& text)
{
    m_rows = text.isEmpty() ? QStringList() : text.split(QLatin1Char('\n'));
    filter();
}

} // namespace pleat::ui
