// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/overview_view.h"

#include "core/fold/plan.h"
#include "ui/plots/overview_plot.h"
#include "ui/session/core_text.h"
#include "ui/session/text.h"
#include "ui/views/clustering_badge.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/tuning_keys.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kBurst = 500; // milliseconds between two steps of one gesture

Gesture gestureOf(bool continues)
{
    return continues ? Gesture::Continue : Gesture::Begin;
}

} // namespace

OverviewView::OverviewView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plot(
          described(new OverviewPlot(this), QStringLiteral("overviewPlot"), tr("k of every group")))
    , m_scroll(described(new QScrollBar(Qt::Vertical, this), QStringLiteral("overviewScroll"),
          tr("Scroll the groups")))
{
    explain(*m_plot,
        tr("Every group as a bar from 0 to its number of channels, with a handle at k. Up and Down "
           "go from group to group; a drag of the handle, or Left and Right, set k; with Shift "
           "more groups get the same share, with Alt the parameters of the whole network stay."));
    setFocusProxy(m_plot);
    auto* hint =
        described(new ElidedLabel(this), QStringLiteral("overviewHint"), tr("How to use the bars"));
    hint->setText(
        tr("Drag or arrow keys: k. Shift: same share for more groups. Alt: parameters stay."));
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_plot, 1);
    middle->addWidget(m_scroll);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(hint, 1);
    bottom->addWidget(new ClusteringBadge(session, QStringLiteral("overviewBadge"), this));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(middle, 1);
    layout->addLayout(bottom);
    connectSession();
    connectPlot();
    showRows();
}

void OverviewView::connectSession()
{
    for (const auto signal : {&Session::modelChanged, &Session::planChanged})
        connect(&m_session, signal, this, &OverviewView::showRows);
    for (const auto signal : {&Session::statisticsChanged, &Session::clusteringChanged})
        connect(&m_session, signal, this, &OverviewView::showRows);
    connect(&m_session, &Session::planChanged, this, [this] {
        if (!m_keying)
            m_keyed = Keyed::None;
    });
    connect(&m_session.selection(), &Selection::groupChanged, m_plot, &OverviewPlot::setCurrent);
    connect(
        &m_session.selection(), &Selection::hoveredGroupChanged, m_plot, &OverviewPlot::setHovered);
    connect(&m_session.selection(), &Selection::proposalChanged, this,
        [this] { m_plot->setGhosts(m_session.selection().proposal()); });
}

void OverviewView::connectPlot()
{
    connect(m_plot, &OverviewPlot::rowPicked, &m_session.selection(), &Selection::setGroup);
    connect(m_plot, &OverviewPlot::rowHovered, &m_session.selection(), &Selection::setHoveredGroup);
    connect(m_plot, &OverviewPlot::kRequested, this, [this](int group, qint64 k, bool continues) {
        m_session.requestK(group, k, gestureOf(continues));
    });
    connect(m_plot, &OverviewPlot::budgetKeepingKRequested, this,
        [this](int group, qint64 k, bool continues) {
            if (!continues)
                m_from = m_session.plan();
            m_session.requestKKeepingParameters(group, k, m_from, gestureOf(continues));
        });
    connect(m_plot, &OverviewPlot::sharePainted, this,
        [this](const QVector<int>& groups, double share, bool continues) {
            paintShare(groups, share, gestureOf(continues));
        });
    connect(m_plot, &OverviewPlot::scrolled, this, &OverviewView::placeScrollBar);
    connect(m_scroll, &QScrollBar::valueChanged, m_plot, &OverviewPlot::setTopRow);
}

void OverviewView::paintShare(const QVector<int>& groups, double share, Gesture gesture)
{
    Gesture each = gesture;
    for (const int group : groups) {
        const auto channels = static_cast<double>(m_session.info().groups.at(group).channels);
        m_session.requestK(group, std::llround(share * channels), each);
        each = Gesture::Continue;
    }
}

void OverviewView::showRows()
{
    QVector<OverviewRow> rows;
    for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group)
        rows << rowOf(group);
    m_plot->setEmptyText(!m_session.hasModel() ? tr("Open a model to see its groups.")
            : rows.isEmpty()                   ? tr("This network has no groups of channels.")
                                               : QString());
    m_plot->setRows(std::move(rows));
    placeScrollBar();
}

OverviewRow OverviewView::rowOf(int group) const
{
    const study::GroupInfo& info = m_session.info().groups[group];
    OverviewRow row;
    row.name = QString::fromStdString(info.name);
    row.channels = info.channels;
    row.k = m_session.kOf(group);
    row.foldable = info.foldable;
    row.locked = m_session.lockedOf(group);
    row.preview = m_session.ratioPreviewed(group);
    row.ratio = m_session.predictedRatio(group);
    row.help = helpOf(group);
    return row;
}

QString OverviewView::helpOf(int group) const
{
    const study::GroupInfo& info = m_session.info().groups[group];
    QString text = QString::fromStdString(info.name);
    if (!info.foldable)
        text += QLatin1Char('\n') + tr("Frozen: %1").arg(coreText(info.frozen));
    if (m_session.lockedOf(group))
        text += QLatin1Char('\n') + tr("Locked: its k stays until it is unlocked (L)");
    if (const QString failure = m_session.failure(group); !failure.isEmpty())
        text += QLatin1Char('\n') + failure;
    if (m_session.ratioPreviewed(group))
        text += QLatin1Char('\n') + tr("Preview: the tree was cut, the clusterer has yet to run");
    if (info.foldable)
        text += QLatin1Char('\n')
            + tr("Drag or Left/Right: sets k (PgUp, PgDn, Home, End, E for the elbow)\n"
                 "Alt-drag or Alt+Left/Right: sets k, the others keep the parameters\n"
                 "Shift-drag or Shift+Up/Down: gives further groups the same share");
    return plainToolTip(text);
}

void OverviewView::placeScrollBar()
{
    const int rows = static_cast<int>(m_session.info().groups.size());
    const QSignalBlocker blocker(m_scroll);
    m_scroll->setRange(0, std::max(0, rows - m_plot->rowsInSight()));
    m_scroll->setPageStep(m_plot->rowsInSight());
    m_scroll->setValue(m_plot->topRow());
    m_scroll->setVisible(m_scroll->maximum() > 0);
}

void OverviewView::moveSelection(int by)
{
    const int last = static_cast<int>(m_session.info().groups.size()) - 1;
    m_session.selection().setGroup(std::clamp(m_session.selection().group() + by, 0, last));
}

void OverviewView::paintNext(int by)
{
    const int from = m_session.selection().group();
    moveSelection(by);
    const int next = m_session.selection().group();
    if (from < 0 || next == from)
        return;
    const bool continues = m_keyed == Keyed::Paint;
    if (!continues)
        m_share = static_cast<double>(m_session.kOf(from))
            / static_cast<double>(m_session.info().groups[from].channels);
    const QScopedValueRollback<bool> keying(m_keying, true);
    paintShare({next}, m_share, gestureOf(continues));
    m_keyed = Keyed::Paint;
}

bool OverviewView::tuneByKey(const QKeyEvent& event, bool keeps)
{
    const QKeyEvent plain(event.type(), event.key(), Qt::NoModifier);
    const std::optional<std::int64_t> k = keyedK(m_session, keeps ? plain : event);
    if (!k)
        return false;
    const int group = m_session.selection().group();
    const Keyed kind = keeps ? Keyed::Keep : Keyed::Tune;
    const bool continues = m_keyed == kind && m_keyedGroup == group
        && (event.isAutoRepeat() || m_burst.elapsed() < kBurst);
    const QScopedValueRollback<bool> keying(m_keying, true);
    if (keeps && !continues)
        m_from = m_session.plan();
    if (keeps)
        m_session.requestKKeepingParameters(group, *k, m_from, gestureOf(continues));
    else
        m_session.requestK(group, *k, gestureOf(continues));
    m_keyed = kind;
    m_keyedGroup = group;
    m_burst.start();
    return true;
}

void OverviewView::keyPressEvent(QKeyEvent* event)
{
    if (!m_session.hasModel())
        return QWidget::keyPressEvent(event);
    const Qt::KeyboardModifiers keys = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        const int by = event->key() == Qt::Key_Up ? -1 : 1;
        return keys == Qt::ShiftModifier ? paintNext(by) : moveSelection(by);
    }
    const bool keeps = keys == Qt::AltModifier && event->key() != Qt::Key_E;
    if (!tuneByKey(*event, keeps) && !keyedEdit(m_session, *event))
        QWidget::keyPressEvent(event);
}

/// As with the mouse, one painting lasts as long as Shift is held.
void OverviewView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Shift && m_keyed == Keyed::Paint)
        m_keyed = Keyed::None;
    QWidget::keyReleaseEvent(event);
}

} // namespace pleat::ui
