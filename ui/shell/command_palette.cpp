// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/session/fuzzy_match.h"
#include "ui/views/described.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr int kShown = 200; // of a large network's groups nobody reads more
constexpr QSize kSize{620, 420};
constexpr int kPadding = 6;

enum Role
{
    Entry = Qt::UserRole,
    Kind,
    Note
};

/// Kind and text on the left, keys or reason on the right.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, option.fontMetrics.height() + 2 * kPadding};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const bool chosen = option.state & QStyle::State_Selected;
        const bool available = index.flags() & Qt::ItemIsEnabled;
        const auto group = available ? QPalette::Active : QPalette::Disabled;
        if (chosen)
            painter->fillRect(option.rect, option.palette.color(group, QPalette::Highlight));
        const auto pen = [&](QPalette::ColorRole role) {
            painter->setPen(option.palette.color(group, chosen ? QPalette::HighlightedText : role));
        };
        QRect rect = option.rect.adjusted(kPadding + 4, 0, -kPadding - 4, 0);
        const QString kind = index.data(Kind).toString() + QStringLiteral("  ");
        pen(QPalette::PlaceholderText);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, kind);
        rect.setLeft(rect.left() + option.fontMetrics.horizontalAdvance(kind));
        const QString text =
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rect.width());
        pen(QPalette::Text);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text);
        rect.setLeft(rect.left() + option.fontMetrics.horizontalAdvance(text) + 16);
        pen(QPalette::PlaceholderText);
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter,
            option.fontMetrics.elidedText(
                index.data(Note).toString(), Qt::ElideRight, std::max(0, rect.width())));
    }
};

} // namespace

CommandPalette::CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_entries(std::move(entries))
    , m_query(described(new QLineEdit(this), QStringLiteral("paletteQuery"),
          tr("A few letters of what you look for")))
    , m_list(described(new QListWidget(this), QStringLiteral("paletteList"), tr("What was found")))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Find a command"));
    setWindowTitle(tr("Find a command"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_query->setPlaceholderText(tr("Find an action, a group, a file or a page"));
    m_query->installEventFilter(this);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus); // keys go to the line
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setToolTip({});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_query);
    layout->addWidget(m_list, 1);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_query, &QLineEdit::returnPressed, this, [this] { choose(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    fill({});
    const QSize size = kSize.boundedTo(parent->size() * 0.9);
    const QPoint top = parent->mapToGlobal(QPoint((parent->width() - size.width()) / 2, 60));
    setGeometry(QRect(top, size));
}

void CommandPalette::fill(const QString& query)
{
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry& entry = m_entries[i];
        if (const auto score = fuzzyMatch(query, entry.kind + QLatin1Char(' ') + entry.text))
            found.emplace_back(-*score + (entry.available ? 0 : 1), i);
    }
    std::stable_sort(
        found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    m_list->clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), kShown); ++i) {
        const PaletteEntry& entry = m_entries[found[i].second];
        auto* row = new QListWidgetItem(entry.icon, entry.text, m_list);
        row->setData(Entry, QVariant::fromValue<qulonglong>(found[i].second));
        row->setData(Kind, entry.kind);
        row->setData(Note, entry.note);
        if (!entry.available)
            row->setFlags(Qt::ItemIsSelectable);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::choose(const QListWidgetItem* row)
{
    if (!row || !(row->flags() & Qt::ItemIsEnabled))
        return;
    const auto go = m_entries[row->data(Entry).toULongLong()].go;
    close();
    go();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp
            || key == Qt::Key_PageDown) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isVisible() && !isActiveWindow())
        close();
}

} // namespace pleat::ui
