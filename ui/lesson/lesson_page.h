// SPDX-License-Identifier: GPL-3.0-or-later
// A step of a lesson, drawn: formulas, tables and the reason, as large as the font says.
#pragma once

#include "ui/lesson/lesson_content.h"
#include "ui/plots/figure.h"

#include <QWidget>

#include <map>

namespace pleat::ui {

/// Its font is that of the text, a little enlarged; everything else grows with it.
class LessonPage : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit LessonPage(QWidget* parent = nullptr);

    void setContent(LessonContent content);
    const LessonContent& content() const { return m_content; }
    /// A sentence in place of the step; empty: the step is shown.
    void setEmptyText(const QString& text);
    QString emptyText() const { return m_empty; }
    /// The first tables are left out on the screen, since they stand elsewhere to be edited.
    void setHiddenTables(int count);

    QWidget* figureWidget() override { return this; }
    PlotTable table() const override;
    void drawOn(QPaintDevice& device, QSize size) override;
    bool hasContent() const override { return m_empty.isEmpty() && !m_content.title.isEmpty(); }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();
    void refresh();

    LessonContent m_content;
    QString m_empty;
    int m_hidden = 0;
    mutable std::map<int, int> m_heights; ///< by width: a layout asks for the same ones many times
};

} // namespace pleat::ui
