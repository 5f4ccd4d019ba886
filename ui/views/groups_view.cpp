// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/groups_view.h"

#include "ui/models/group_roles.h"
#include "ui/models/groups_model.h"
#include "ui/session/core_text.h"
#include "ui/session/session.h"
#include "ui/views/described.h"
#include "ui/views/keep_delegate.h"
#include "ui/views/row_hover.h"
#include "ui/views/table_keys.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kPadding = 8; // of a cell, both sides

QString layersText(const std::vector<std::string>& layers)
{
    if (layers.size() == 1)
        return GroupsView::tr("One layer makes these channels.");
    QStringList names;
    for (const std::string& layer : layers)
        names << QString::fromStdString(layer);
    return GroupsView::tr("%1 layers share one clustering: %2")
        .arg(layers.size())
        .arg(names.join(QStringLiteral(", ")));
}

} // namespace

GroupsView::GroupsView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new GroupsModel(session, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_filter(described(new QLineEdit(this), QStringLiteral("groupsFilter"), tr("Filter groups"),
          tr("Show only groups whose name contains this text")))
    , m_table(described(new QTableView(this), QStringLiteral("groupsTable"), tr("Channel groups"),
          tr("Channel groups of the network; the selected one is shown in all views")))
    , m_note(described(new QLabel(this), QStringLiteral("groupsNote"), tr("About the group")))
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    buildTable();
    connect(m_filter, &QLineEdit::textChanged, this, &GroupsView::filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &GroupsView::onRowChanged);
    connect(&session.selection(), &Selection::groupChanged, this, &GroupsView::showCurrentGroup);
    connect(&session.selection(), &Selection::channelsChanged, this, &GroupsView::showCurrentGroup);
    connectHover();
    showCurrentGroup();
}

void GroupsView::connectHover()
{
    auto* hover = new RowHover(*m_table);
    hover->setFramed([this] {
        return m_proxy->mapFromSource(m_model->index(m_session.selection().hoveredGroup(), 0))
            .row();
    });
    connect(hover, &RowHover::hovered, this, [this](const QModelIndex& index) {
        m_session.selection().setHoveredGroup(
            index.isValid() ? index.data(static_cast<int>(GroupRole::Group)).toInt() : -1);
    });
    connect(&m_session.selection(), &Selection::hoveredGroupChanged, hover, &RowHover::place);
}

void GroupsView::buildTable()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(static_cast<int>(GroupRole::Sort));
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(static_cast<int>(GroupColumn::Name));
    m_table->setModel(m_proxy);
    auto* delegate = new GroupDelegate(m_table);
    m_table->setItemDelegate(delegate);
    connect(delegate, &GroupDelegate::lockClicked, this, [this](const QModelIndex& index) {
        const int group = index.data(static_cast<int>(GroupRole::Group)).toInt();
        m_session.setLocked(group, !m_session.lockedOf(group));
    });
    m_table->setItemDelegateForColumn(
        static_cast<int>(GroupColumn::Keep), new KeepDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // long names differ at their end
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(34);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(static_cast<int>(GroupColumn::Name), QHeaderView::Fixed);
    m_table->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, [this](int section) {
        if (section != static_cast<int>(GroupColumn::Name))
            fitNames();
    });
    // A reset shows all columns again, and other texts need other widths.
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &GroupsView::fitNames);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &GroupsView::fitNames);
    m_table->setSortingEnabled(true);
    // The order of execution until a person asks for another; the arrow would cost width till then.
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    header->setSortIndicatorShown(false);
    connect(header, &QHeaderView::sortIndicatorChanged, header,
        [header](int section) { header->setSortIndicatorShown(section >= 0); });
    m_proxy->sort(-1);
    new TableKeys(*m_table);
}

void GroupsView::onRowChanged(const QModelIndex& current)
{
    if (current.isValid() && !m_selecting)
        m_session.selection().setGroup(current.data(static_cast<int>(GroupRole::Group)).toInt());
}

void GroupsView::showCurrentGroup()
{
    const study::GroupInfo* info = m_session.currentInfo();
    if (!m_session.hasModel())
        m_note->setText(tr("Open a model to see its channel groups."));
    else if (!info)
        m_note->setText(tr("Select a group to see its channels."));
    else if (!info->foldable)
        m_note->setText(tr("Frozen: %1").arg(coreText(info->frozen)));
    else
        m_note->setText(noteOf(*info));
    selectCurrentGroup();
}

/// Its layers, and how many of its channels are selected.
QString GroupsView::noteOf(const study::GroupInfo& info) const
{
    const auto selected = m_session.selection().channels().size();
    const QString layers = layersText(info.layers);
    return selected == 0 ? layers
                         : tr("%1 selected of %2: %3").arg(selected).arg(info.channels).arg(layers);
}

void GroupsView::selectCurrentGroup()
{
    const QScopedValueRollback<bool> selecting(m_selecting, true);
    const QModelIndex index =
        m_proxy->mapFromSource(m_model->index(m_session.selection().group(), 0));
    if (!index.isValid())
        m_table->selectionModel()->clear();
    else if (index.row() != m_table->currentIndex().row()
        || !m_table->selectionModel()->isRowSelected(index.row(), {}))
        m_table->setCurrentIndex(index);
}

void GroupsView::filter(const QString& text)
{
    {
        // The table makes a neighbour current when the filter hides the current row.
        const QScopedValueRollback<bool> selecting(m_selecting, true);
        m_proxy->setFilterFixedString(text);
    }
    selectCurrentGroup();
}

bool GroupsView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitNames();
    return QWidget::eventFilter(watched, event);
}

/// A little more than enough, and the same whether it is hidden or not.
int GroupsView::widthIfShown(int column) const
{
    const QString title = m_proxy->headerData(column, Qt::Horizontal).toString();
    const int content = static_cast<const QAbstractItemView*>(m_table)->sizeHintForColumn(column);
    return std::max(m_table->horizontalHeader()->minimumSectionSize(),
        std::max(content, m_table->fontMetrics().horizontalAdvance(title)) + 2 * kPadding);
}

/// Names take what the numbers leave. Where that is too little, the last columns make room: other
/// views show them as well.
void GroupsView::fitNames()
{
    const int name = static_cast<int>(GroupColumn::Name);
    QHeaderView* header = m_table->horizontalHeader();
    const int least = fontMetrics().horizontalAdvance(QStringLiteral("layer0.0.conv0")) + kPadding;
    const int room = m_table->viewport()->width();
    int wanted = least;
    for (int column = 0; column < header->count(); ++column) {
        wanted += column == name ? 0 : widthIfShown(column);
        const bool spared = column >= static_cast<int>(GroupColumn::Predicted);
        header->setSectionHidden(column, spared && wanted > room);
    }
    int left = room;
    for (int column = 0; column < header->count(); ++column)
        left -= column == name ? 0 : header->sectionSize(column);
    header->resizeSection(name, std::max(left, least));
}

} // namespace pleat::ui
