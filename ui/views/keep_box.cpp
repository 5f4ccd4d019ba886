// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/keep_box.h"

#include "core/fold/plan.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kDecimals = 1;
constexpr double kScale = 10; // 10^kDecimals

} // namespace

KeepBox::KeepBox(QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setKeyboardTracking(false);
    setDecimals(kDecimals);
    setRange(1 / kScale, 100);
    setSuffix(tr(" %"));
    connect(this, &QDoubleSpinBox::valueChanged, this, &KeepBox::onValueChanged);
}

double KeepBox::shownFor(std::int64_t k) const
{
    const double percent = 100.0 * static_cast<double>(k) / static_cast<double>(m_channels);
    return std::max(std::round(percent * kScale) / kScale, minimum());
}

void KeepBox::setK(std::int64_t k, std::int64_t channels)
{
    m_k = k;
    m_channels = channels;
    const QSignalBlocker blocker(this);
    setValue(shownFor(k));
}

void KeepBox::request(std::int64_t k)
{
    const std::int64_t wanted = std::clamp<std::int64_t>(k, 1, m_channels);
    if (wanted != m_k)
        Q_EMIT kRequested(wanted);
    setK(m_k, m_channels);
}

void KeepBox::stepBy(int steps)
{
    interpretText();
    request(m_k + steps * m_step);
    selectAll();
}

KeepBox::StepEnabled KeepBox::stepEnabled() const
{
    StepEnabled enabled = StepNone;
    if (m_k < m_channels)
        enabled |= StepUpEnabled;
    if (m_k > 1)
        enabled |= StepDownEnabled;
    return enabled;
}

void KeepBox::onValueChanged(double percent)
{
    // What is shown is rounded, so typing a shown value must mean the k that it was shown for.
    const auto meant = [&](std::int64_t k) { return qFuzzyCompare(shownFor(k), percent); };
    if (meant(m_k))
        return;
    const std::int64_t k = fold::channelsForKeep(percent / 100, m_channels);
    request(k < m_channels && !meant(k) && meant(k + 1) ? k + 1 : k);
}

} // namespace pleat::ui
