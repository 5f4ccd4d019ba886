// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_page.h"

#include "ui/lesson/lesson_painter.h"
#include "ui/plots/palettes.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kWidth = 560;
constexpr double kTextScale = 1.1; // a page is read from further away than a control

QFont pageFont(QFont font)
{
    font.setPixelSize(std::max(6, qRound(QFontInfo(font).pixelSize() * kTextScale)));
    return font;
}

} // namespace

LessonPage::LessonPage(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void LessonPage::setContent(LessonContent content)
{
    m_content = std::move(content);
    refresh();
}

void LessonPage::setEmptyText(const QString& text)
{
    m_empty = text;
    refresh();
}

void LessonPage::setHiddenTables(int count)
{
    m_hidden = count;
    refresh();
}

void LessonPage::refresh()
{
    m_heights.clear();
    describe();
    updateGeometry();
    update();
    Q_EMIT changed();
}

/// What is drawn, for those who cannot see it.
void LessonPage::describe()
{
    QStringList lines{m_content.answer};
    for (const Formula& formula : m_content.formulas)
        lines << plainText(formula);
    lines << m_content.why;
    lines.removeAll(QString());
    setAccessibleName(m_content.title.isEmpty() ? tr("Step of the lesson") : m_content.title);
    setAccessibleDescription(m_empty.isEmpty() ? lines.join(QLatin1Char('\n')) : m_empty);
}

PlotTable LessonPage::table() const
{
    PlotTable table;
    table.columns = {tr("table"), tr("row"), tr("column"), tr("value")};
    for (const LessonTable& each : m_content.tables) {
        for (std::size_t i = 0; i < each.cells.size(); ++i) {
            for (std::size_t j = 0; j < each.cells[i].size(); ++j) {
                const LessonTable::Cell& cell = each.cells[i][j];
                table.rows.push_back({each.title, each.rows.value(static_cast<int>(i)),
                    each.columns.value(static_cast<int>(j)),
                    std::isnan(cell.value) ? QVariant(cell.text) : QVariant(cell.value)});
            }
        }
    }
    return table;
}

/// Smaller until it fits, so that a figure of any shape holds the whole step.
void LessonPage::drawOn(QPaintDevice& device, QSize size)
{
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(), size), plotColors(palette()).background);
    const LessonLook look{pageFont(QApplication::font()), palette(), 0};
    double factor = 1;
    for (int tries = 0; tries < 12; ++tries) {
        if (paintLesson(nullptr, m_content, size.width() / factor, look) * factor <= size.height())
            break;
        factor *= 0.88;
    }
    painter.scale(factor, factor);
    paintLesson(&painter, m_content, size.width() / factor, look);
}

QSize LessonPage::sizeHint() const
{
    const int width =
        qRound(kWidth * std::min(font().pointSizeF() / QApplication::font().pointSizeF(), 1.5));
    return {width, heightForWidth(width)};
}

int LessonPage::heightForWidth(int width) const
{
    if (!m_empty.isEmpty())
        return fontMetrics().height() * 6;
    const auto [height, unknown] = m_heights.try_emplace(width, 0);
    if (unknown)
        height->second = static_cast<int>(std::ceil(
            paintLesson(nullptr, m_content, width, {pageFont(font()), palette(), m_hidden})));
    return height->second;
}

void LessonPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_empty.isEmpty()) {
        paintLesson(&painter, m_content, width(), {pageFont(font()), palette(), m_hidden});
    } else {
        painter.setFont(pageFont(font()));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, m_empty);
    }
    if (!hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Link), 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void LessonPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace pleat::ui
