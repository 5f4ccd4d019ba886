// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tuning_row.h"

#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kMultiples[] = {8, 16, 32, 64};

} // namespace

TuningRow::TuningRow(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
    buildSnap();
    buildScale();
    buildSimilar();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_snap);
    layout->addWidget(m_scale);
    layout->addStretch(1);
    layout->addWidget(m_similar);
    for (const auto signal : {&Session::planChanged, &Session::modelChanged})
        connect(&session, signal, this, &TuningRow::refreshSimilar);
    connect(&session.selection(), &Selection::groupChanged, this, &TuningRow::refreshSimilar);
    refreshSimilar();
}

void TuningRow::buildSnap()
{
    m_snap = described(new QComboBox(this), QStringLiteral("snapChooser"), tr("Snap k to"),
        tr("What you set by hand lands on a multiple of this, or on all channels"));
    m_snap->addItem(tr("any k"), 1);
    for (const int multiple : kMultiples)
        m_snap->addItem(tr("steps of %1").arg(multiple), multiple);
    ignorePassingWheel(*m_snap);
    m_snap->setCurrentIndex(std::max(0, m_snap->findData(m_settings.snap())));
    m_session.setSnap(m_snap->currentData().toInt());
    connect(m_snap, &QComboBox::currentIndexChanged, this, [this] {
        const int multiple = m_snap->currentData().toInt();
        m_settings.setSnap(multiple);
        m_session.setSnap(multiple);
    });
}

void TuningRow::buildScale()
{
    m_scale = described(new QCheckBox(tr("Lo&g"), this), QStringLiteral("logCheck"),
        tr("Logarithmic slider"), tr("The slider gives more room to small k"));
    m_scale->setChecked(m_settings.logarithmicK());
    connect(m_scale, &QCheckBox::toggled, this, [this](bool logarithmic) {
        m_settings.setLogarithmicK(logarithmic);
        Q_EMIT logarithmicChanged(logarithmic);
    });
}

bool TuningRow::logarithmic() const
{
    return m_scale->isChecked();
}

void TuningRow::buildSimilar()
{
    m_similar = described(
        new QPushButton(this), QStringLiteral("similarButton"), tr("Apply k to similar groups"));
    // The tuner takes its least width from the longest text.
    m_similar->setText(tr("Apply to %1 similar").arg(888));
    m_similar->setMinimumWidth(m_similar->sizeHint().width());
    m_similar->installEventFilter(this);
    connect(m_similar, &QPushButton::clicked, this,
        [this] { m_session.applyToSimilar(m_session.selection().group()); });
}

void TuningRow::refreshSimilar()
{
    const int group = m_session.selection().group();
    const std::vector<int> similar = m_session.similarTo(group);
    const auto changed = std::count_if(similar.begin(), similar.end(),
        [&](int other) { return m_session.kOf(other) != m_session.kOf(group); });
    m_similar->setText(
        changed > 0 ? tr("Apply to %1 similar").arg(changed) : tr("Apply to similar"));
    m_similar->setEnabled(changed > 0);
    const study::GroupInfo* info = m_session.currentInfo();
    const QString kind = info && info->inner ? tr("inner") : tr("residual");
    m_similar->setToolTip(!info ? tr("Select a group first")
            : !info->foldable   ? tr("The group is frozen")
            : similar.empty()
            ? tr("No other unlocked %1 group has %2 channels").arg(kind).arg(info->channels)
            : changed == 0 ? tr("All similar groups have this k already")
                           : tr("Give this k to the other %1 groups of %2 channels; one step to "
                                "undo. Overview shows which.")
                                 .arg(kind)
                                 .arg(info->channels));
    propose();
}

void TuningRow::propose()
{
    std::map<int, std::int64_t> proposal;
    const int group = m_session.selection().group();
    if (m_pointed && m_similar->isEnabled()) {
        for (const int other : m_session.similarTo(group)) {
            if (m_session.kOf(other) != m_session.kOf(group))
                proposal[other] = m_session.kOf(group);
        }
    }
    m_session.selection().setProposal(std::move(proposal));
}

bool TuningRow::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    const bool comes = type == QEvent::Enter || type == QEvent::FocusIn;
    if (comes || type == QEvent::Leave || type == QEvent::FocusOut || type == QEvent::Hide) {
        m_pointed = comes || (type == QEvent::Leave && m_similar->hasFocus())
            || (type == QEvent::FocusOut && m_similar->underMouse());
        propose();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace pleat::ui
