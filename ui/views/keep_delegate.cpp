// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/keep_delegate.h"

#include "ui/models/group_roles.h"
#include "ui/plots/lock_mark.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace pleat::ui {

namespace {

constexpr int kMargin = 4;
constexpr int kBarHeight = 8;
constexpr int kLockSize = 10;

void greyIfFrozen(QStyleOptionViewItem* option, const QModelIndex& index)
{
    if (!index.data(static_cast<int>(GroupRole::Foldable)).toBool())
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
}

/// Where a lock is or could be: at the left end of the column of k.
bool hasLockPlace(const QModelIndex& index)
{
    return index.column() == static_cast<int>(GroupColumn::K)
        && index.data(static_cast<int>(GroupRole::Foldable)).toBool();
}

QRectF lockPlace(const QStyleOptionViewItem& option)
{
    return {option.rect.left() + kMargin + 1.0, option.rect.center().y() - kLockSize / 2.0,
        kLockSize - 2.0, kLockSize};
}

} // namespace

void KeepDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    greyIfFrozen(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state & QStyle::State_Selected;
    const QColor color = cell.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    QRect inside = cell.rect.adjusted(kMargin, 0, -kMargin, 0);
    painter->setPen(color);
    painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, text);
    if (!index.data(static_cast<int>(GroupRole::Foldable)).toBool())
        return;
    inside.setRight(
        inside.right() - cell.fontMetrics.horizontalAdvance(QStringLiteral("100 %")) - kMargin);
    const QRect track(
        inside.left(), inside.center().y() - kBarHeight / 2 + 1, inside.width(), kBarHeight);
    const double keep = index.data(static_cast<int>(GroupRole::Keep)).toDouble();
    QRect bar = track;
    bar.setWidth(static_cast<int>(track.width() * keep));
    painter->fillRect(track, cell.palette.color(selected ? QPalette::Dark : QPalette::Mid));
    painter->fillRect(bar, selected ? color : cell.palette.color(QPalette::Link));
}

QSize KeepDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize base = QStyledItemDelegate::sizeHint(option, index);
    return {option.fontMetrics.horizontalAdvance(QStringLiteral("100 %")) + 30, base.height()};
}

void GroupDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!hasLockPlace(index))
        return;
    const bool locked = index.data(static_cast<int>(GroupRole::Locked)).toBool();
    if (!locked && !(option.state & QStyle::State_MouseOver))
        return;
    const bool selected = option.state & QStyle::State_Selected;
    paintLock(*painter, lockPlace(option),
        option.palette.color(selected ? QPalette::HighlightedText
                : locked              ? QPalette::Text
                                      : QPalette::PlaceholderText),
        locked);
}

QSize GroupDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize base = QStyledItemDelegate::sizeHint(option, index);
    return {base.width() + (hasLockPlace(index) ? kLockSize + kMargin : 0), base.height()};
}

bool GroupDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const bool released = event->type() == QEvent::MouseButtonRelease && hasLockPlace(index);
    if (!released
        || !lockPlace(option)
                .adjusted(-kMargin, -kMargin, kMargin, kMargin)
                .contains(static_cast<QMouseEvent*>(event)->position()))
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    Q_EMIT lockClicked(index);
    return true;
}

void GroupDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    greyIfFrozen(option, index);
    if (index.data(static_cast<int>(GroupRole::Stale)).toBool()) {
        option->font.setItalic(true);
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
}

} // namespace pleat::ui
