// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: its widgets and where they are.
#include "ui/models/comparison_model.h"
#include "ui/plots/pair_plot.h"
#include "ui/views/compare_view.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"
#include "ui/views/table_keys.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

namespace pleat::ui {

namespace {

constexpr int kSideBySide = 760; // pixels of width from which the two plots stand side by side
constexpr int kPlotHeight = 300;
constexpr int kTableHeight = 180;

} // namespace

void CompareView::build()
{
    m_note = described(new QLabel(this), QStringLiteral("compareNote"), tr("What was measured on"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_empty = described(new QLabel(this), QStringLiteral("compareEmpty"), tr("What to do"));
    m_empty->setToolTip({});
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(buildPage());
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(scroll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(buildChooser());
    layout->addWidget(m_note);
    layout->addWidget(m_pages, 1);
}

QLayout* CompareView::buildChooser()
{
    const QString names[] = {QStringLiteral("compareA"), QStringLiteral("compareB")};
    const QString letters[] = {tr("A"), tr("B")};
    auto* row = new QHBoxLayout;
    for (int run = 0; run < 2; ++run) {
        m_choice[run] = described(new QComboBox(this), names[run], tr("Run %1").arg(letters[run]),
            tr("The run that is called %1 here").arg(letters[run]));
        m_choice[run]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_choice[run]->setMinimumContentsLength(8);
        ignorePassingWheel(*m_choice[run]);
        row->addWidget(new QLabel(letters[run], this));
        row->addWidget(m_choice[run], 1);
    }
    m_swap = described(new QPushButton(tr("S&wap"), this), QStringLiteral("compareSwap"),
        tr("Swap the runs"), tr("Make A of B and B of A"));
    row->addWidget(m_swap);
    return row;
}

QLayout* CompareView::buildCards()
{
    const QString rows[] = {tr("Name"), tr("Repair"), tr("Accuracy"), tr("Output error"),
        tr("Parameters left"), tr("MACs left")};
    const QString columns[] = {tr("A"), tr("B"), tr("B − A")};
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    for (int row = 0; row < Rows; ++row) {
        auto* title = new QLabel(rows[row], this);
        title->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(title, row, 0, Qt::AlignTop);
        for (int column = 0; column < Columns; ++column) {
            m_cells[row][column] =
                described(new QLabel(this), QStringLiteral("compare%1%2").arg(row).arg(column),
                    QStringLiteral("%1 %2").arg(rows[row], columns[column]));
            m_cells[row][column]->setTextFormat(Qt::PlainText);
            m_cells[row][column]->setWordWrap(row == Name || row == Repair);
            m_cells[row][column]->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(m_cells[row][column], row, column + 1, Qt::AlignTop);
        }
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    grid->setColumnStretch(3, 1);
    return grid;
}

void CompareView::buildTable()
{
    m_model = new ComparisonModel(this);
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ComparisonModel::kSortRole);
    m_table = described(new QTableView(this), QStringLiteral("compareTable"),
        tr("Groups of the two runs"),
        tr("Groups of the two runs; the selected one is shown in all views"));
    m_table->setModel(m_proxy);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(kTableHeight);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    m_table->setSortingEnabled(true);
    // The order of execution until a person asks for another.
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    m_proxy->sort(-1);
    new TableKeys(*m_table);
}

QWidget* CompareView::buildPage()
{
    m_ratios = described(new PairPlot(tr("variance ratio"), tr("layer"), this),
        QStringLiteral("compareRatios"), tr("Variance ratio of every layer after repair"));
    m_keeps = described(new PairPlot(tr("k"), tr("group"), this), QStringLiteral("compareKeeps"),
        tr("Channels kept of every group"));
    m_plots = new QBoxLayout(QBoxLayout::TopToBottom);
    explain(*m_ratios,
        tr("The variance ratio of every layer after repair in both runs, and below it how they "
           "differ. Point at a layer to read its values; a click selects its group, Ctrl and the "
           "wheel zoom, a drag pans, F fits, Ctrl+T shows all values as a table."));
    explain(*m_keeps,
        tr("The channels that both runs keep of every group, and below them how they differ. Point "
           "at a group to read its values; a click selects it, Ctrl and the wheel zoom, a drag "
           "pans, F fits, Ctrl+T shows all values as a table."));
    for (PairPlot* plot : {m_ratios, m_keeps}) {
        plot->setMinimumHeight(kPlotHeight);
        m_plots->addWidget(plot, 1);
    }
    buildTable();
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(buildCards());
    layout->addLayout(m_plots, 3);
    layout->addWidget(m_table, 1);
    return page;
}

void CompareView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_plots->setDirection(
        width() >= kSideBySide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace pleat::ui
