// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/suggestion_row.h"

#include "core/cluster/quality.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

namespace pleat::ui {

namespace {

constexpr double kTarget = 10; // percent of relative inertia

/// The keys that open the list of a combo box.
bool opensMenu(const QKeyEvent& key)
{
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    return (key.key() == Qt::Key_Down && modifiers == Qt::AltModifier)
        || (key.key() == Qt::Key_F4 && modifiers == Qt::NoModifier);
}

} // namespace

SuggestionRow::SuggestionRow(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_elbow(makeButton(QStringLiteral("suggestElbow"), tr("k at the elbow")))
    , m_silhouette(
          makeButton(QStringLiteral("suggestSilhouette"), tr("k of the largest silhouette")))
    , m_error(makeButton(QStringLiteral("suggestError"), tr("Smallest k for an error")))
{
    buildTarget();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QToolButton* button : {m_elbow, m_silhouette, m_error})
        layout->addWidget(button, 1);
    for (const auto signal : {&Session::planChanged, &Session::modelChanged})
        connect(&session, signal, this, &SuggestionRow::refresh);
    for (const auto signal : {&Session::statisticsChanged, &Session::qualityChanged})
        connect(&session, signal, this, &SuggestionRow::refresh);
    connect(&session.selection(), &Selection::groupChanged, this, &SuggestionRow::refresh);
    refresh();
}

QToolButton* SuggestionRow::makeButton(const QString& name, const QString& title)
{
    auto* button = described(new QToolButton(this), name, title);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, [this, button] {
        m_session.requestK(m_session.selection().group(), button->property("k").toLongLong());
    });
    return button;
}

void SuggestionRow::buildTarget()
{
    m_target = described(new QDoubleSpinBox(this), QStringLiteral("suggestTarget"),
        tr("Error, percent"), tr("Relative inertia that may remain"));
    m_target->setRange(0, 100);
    m_target->setDecimals(1);
    m_target->setValue(kTarget);
    m_target->setSuffix(tr(" %"));
    leaveUndoToWindow(*m_target);
    connect(m_target, &QDoubleSpinBox::valueChanged, this, &SuggestionRow::refresh);
    auto* page = new QWidget(this);
    auto* label = new QLabel(tr("&Relative inertia at most"), page);
    label->setBuddy(m_target);
    auto* layout = new QHBoxLayout(page);
    layout->addWidget(label);
    layout->addWidget(m_target);
    auto* menu = new QMenu(this);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(page);
    menu->addAction(action);
    m_error->setMenu(menu);
    m_error->setPopupMode(QToolButton::MenuButtonPopup);
    m_error->setAccessibleDescription(tr("Alt+Down or F4 sets the error that may remain."));
    m_error->installEventFilter(this);
}

bool SuggestionRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_error || event->type() != QEvent::KeyPress
        || !opensMenu(static_cast<const QKeyEvent&>(*event)))
        return QWidget::eventFilter(watched, event);
    openTarget();
    return true;
}

/// QToolButton::showMenu would return only when the menu is closed.
void SuggestionRow::openTarget()
{
    m_error->menu()->popup(m_error->mapToGlobal(m_error->rect().bottomLeft()));
    m_target->setFocus(Qt::PopupFocusReason);
    m_target->selectAll();
}

/// k = 0: there is nothing to suggest yet.
void SuggestionRow::offer(
    QToolButton& button, const QString& word, std::int64_t k, const QString& help)
{
    const int group = m_session.selection().group();
    const bool locked = k > 0 && m_session.lockedOf(group);
    button.setProperty("k", static_cast<qlonglong>(k));
    button.setText(tr("%1 %2", "a rule and the k that it suggests")
                       .arg(word, k > 0 ? QString::number(k) : ratioText(std::nullopt)));
    button.setEnabled(k > 0 && !locked);
    const QString from = m_session.hasOwnTree()
        ? QString()
        : QLatin1Char('\n') + tr("From the Ward tree that previews the clusterer.");
    button.setToolTip(locked ? tr("The group is locked")
            : k > 0          ? tr("Set k to %1: %2").arg(k).arg(help) + from
                             : tr("Not known yet, or the group is frozen"));
}

void SuggestionRow::refresh()
{
    const int group = m_session.selection().group();
    const study::GroupStatisticsPtr statistics = m_session.statistics(group);
    std::int64_t elbow = 0;
    std::int64_t silhouette = 0;
    std::int64_t error = 0;
    if (statistics) {
        elbow = cluster::elbow(statistics->tree.inertia());
        silhouette = cluster::bestSilhouette(m_session.silhouettes(group));
        error = cluster::kForError(statistics->tree.inertia(), m_target->value() / 100);
    }
    const QString percent = QString::number(m_target->value(), 'g', 4);
    offer(*m_elbow, tr("Elbow"), elbow, tr("where the curve of relative inertia bends most"));
    offer(*m_silhouette, tr("Silhouette"), silhouette,
        tr("the largest mean silhouette among the values of k measured"));
    offer(*m_error, tr("%1 % error").arg(percent), error,
        tr("the smallest that leaves at most %1 % of the inertia").arg(percent));
}

} // namespace pleat::ui
