// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/jobs_view.h"

#include "core/base/memory.h"
#include "ui/models/jobs_model.h"
#include "ui/session/text.h"
#include "ui/session/workflow.h"
#include "ui/views/described.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPersistentModelIndex>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kSteps = 1000;
constexpr int kMemoryMs = 1000;
constexpr int kLeastColumn = 60;
constexpr int kLeastText = 90; // of a title and of a step
constexpr int kProgressColumn = 96;
constexpr int kTimeColumn = 110;
constexpr int kRateColumn = 70;
constexpr int kMemoryColumn = 160;
constexpr int kActColumn = 76;

class ProgressDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const QVariant fraction = index.data(JobsModel::kFractionRole);
        if (!fraction.isValid()) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        QStyleOptionProgressBar bar;
        bar.rect = option.rect.adjusted(4, 3, -4, -3);
        bar.state = option.state | QStyle::State_Horizontal;
        bar.palette = option.palette;
        bar.fontMetrics = option.fontMetrics;
        bar.maximum = kSteps;
        bar.progress = static_cast<int>(fraction.toDouble() * kSteps);
        bar.text = index.data().toString();
        bar.textVisible = true;
        bar.textAlignment = Qt::AlignCenter;
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter);
    }
};

} // namespace

JobsView::JobsView(JobsModel& jobs, Workflow& workflow, QWidget* parent)
    : QWidget(parent)
    , m_workflow(workflow)
    , m_jobs(&jobs)
    , m_summary(described(new QLabel(this), QStringLiteral("jobsSummary"),
          tr("Number of jobs and memory of the program")))
    , m_table(described(new QTableView(this), QStringLiteral("jobsTable"), tr("Jobs"),
          tr("Jobs under way and waiting, then the last ones that ended")))
{
    m_summary->setContentsMargins(6, 2, 6, 2);
    m_summary->setToolTip({});
    buildTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    m_everySecond.setInterval(kMemoryMs);
    connect(&m_everySecond, &QTimer::timeout, this, &JobsView::showSummary);
    connect(m_jobs, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex&, int first, int last) { addButtons(first, last); });
    connect(m_jobs, &JobsModel::activeRowsChanged, this, &JobsView::showSummary);
    connect(m_jobs, &QAbstractItemModel::dataChanged, this, &JobsView::refreshButtons);
    addButtons(0, m_jobs->rowCount() - 1); // of what was there before this
    refreshButtons();
}

void JobsView::buildTable()
{
    m_table->setModel(m_jobs);
    m_table->setToolTip({});
    m_table->setItemDelegateForColumn(JobsModel::Progress, new ProgressDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(kLeastColumn);
    for (const JobsModel::Column column : {JobsModel::Title, JobsModel::Step})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    header->resizeSection(JobsModel::Progress, kProgressColumn);
    header->resizeSection(JobsModel::Rate, kRateColumn);
    header->resizeSection(JobsModel::Time, kTimeColumn);
    header->resizeSection(JobsModel::Memory, kMemoryColumn);
    header->resizeSection(JobsModel::Act, kActColumn);
}

void JobsView::addButtons(int first, int last)
{
    for (int row = first; row <= last; ++row)
        setButton(row, tr("Cancel"), QStringLiteral("jobCancel"), tr("Cancel %1"),
            tr("Stop this job"), &JobsView::cancel);
}

void JobsView::setButton(int row, const QString& text, const QString& name, const QString& title,
    const QString& help, void (JobsView::*what)(int))
{
    const QPersistentModelIndex place = m_jobs->index(row, JobsModel::Act);
    const QString job = m_jobs->index(row, JobsModel::Title).data().toString();
    auto* button = described(new QPushButton(text), name, title.arg(job), help);
    button->setAutoDefault(false);
    connect(
        button, &QPushButton::clicked, this,
        [this, place, what] {
            if (place.isValid())
                (this->*what)(place.row());
        },
        Qt::QueuedConnection); // the button may go with its row
    m_table->setIndexWidget(place, button);
}

/// What has ended without a result can be retried; saving cannot be stopped.
void JobsView::refreshButtons()
{
    const bool saving = m_workflow.activity() == Activity::Saving;
    for (int row = 0; row < m_jobs->rowCount(); ++row) {
        const QModelIndex place = m_jobs->index(row, JobsModel::Act);
        QWidget* button = m_table->indexWidget(place);
        const bool cancels = button && button->objectName() == QLatin1String("jobCancel");
        if (!cancels)
            continue;
        const bool locked = saving && m_jobs->runnerOf(row) == &m_workflow.coreJobs()
            && m_jobs->idOf(row) == m_workflow.activityJob();
        if (m_jobs->canRetry(row))
            setButton(row, tr("Retry"), QStringLiteral("jobRetry"), tr("Retry %1"),
                tr("Start this job once more"), &JobsView::retry);
        else if (!m_jobs->active(row))
            m_table->setIndexWidget(place, nullptr);
        else if (button->isEnabled() == locked) {
            button->setEnabled(!locked);
            button->setToolTip(locked ? tr("Saving cannot be cancelled") : tr("Stop this job"));
        }
    }
}

void JobsView::retry(int row)
{
    m_jobs->retry(row);
}

void JobsView::cancel(int row)
{
    const bool activity = m_jobs->runnerOf(row) == &m_workflow.coreJobs()
        && m_jobs->idOf(row) == m_workflow.activityJob();
    if (activity)
        m_workflow.cancel();
    else
        m_jobs->cancel(row);
}

void JobsView::showSummary()
{
    if (!isVisible())
        return; // until it is shown
    const int active = m_jobs->activeRows();
    const QString jobs = active == 0 ? tr("No job is under way") : tr("Jobs: %1").arg(active);
    const std::int64_t bytes = residentBytes();
    m_summary->setText(
        bytes == 0 ? jobs : tr("%1. Memory of the program: %2").arg(jobs, bytesText(bytes)));
}

/// Where there is no room for all, the button is worth more than numbers.
void JobsView::fitColumns()
{
    // The table has yet to follow this.
    int room = width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_table)
        - kProgressColumn - kActColumn - 2 * kLeastText;
    const std::pair<JobsModel::Column, int> columns[] = {{JobsModel::Time, kTimeColumn},
        {JobsModel::Memory, kMemoryColumn}, {JobsModel::Rate, kRateColumn}};
    for (const auto& [column, width] : columns) {
        m_table->setColumnHidden(column, room < width);
        room -= width;
    }
}

void JobsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void JobsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fitColumns();
    showSummary();
    m_everySecond.start();
}

void JobsView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_everySecond.stop();
}

} // namespace pleat::ui
