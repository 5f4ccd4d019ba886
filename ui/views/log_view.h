// SPDX-License-Identifier: GPL-3.0-or-later
// Log: everything that happened, with the time.
#pragma once

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;

namespace pleat::ui {

class LogView : public QWidget
{
    Q_OBJECT
public:
    explicit LogView(QWidget* parent = nullptr);

    void addMessage(const QString& text);
    void addError(const QString& text);
    /// All of it, whatever the filter hides.
    QString text() const;
    void setText(const QString& text);

private:
    void append(const QString& text);
    bool matches(const QString& row) const;
    void filter();
    void sayWhyEmpty();

    QStringList m_rows; ///< the latest ones
    QLineEdit* m_filter;
    QPlainTextEdit* m_text;
};

} // namespace pleat::ui
