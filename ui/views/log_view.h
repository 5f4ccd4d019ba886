// SPDX-License-Identifier: GPL-3.0-or-later
// Log: everything that happened, with the time.
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace pleat::ui {

class LogView : public QWidget
{
    Q_OBJECT
public:
    explicit LogView(QWidget* parent = nullptr);

    void addMessage(const QString& text);
    void addError(const QString& text);
    QString text() const;
    void setText(const QString& text);

private:
    void append(const QString& text);

    QPlainTextEdit* m_text;
};

} // namespace pleat::ui
