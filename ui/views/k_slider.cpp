// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/k_slider.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kPositions = 1000; // of the logarithmic slider

} // namespace

KSlider::KSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    fitRange();
    connect(this, &QSlider::valueChanged, this,
        [this](int position) { Q_EMIT kRequested(kAt(position)); });
}

void KSlider::setChannels(std::int64_t channels)
{
    m_channels = std::max<std::int64_t>(1, channels);
    m_k = std::min(m_k, m_channels);
    fitRange();
}

void KSlider::setLogarithmic(bool logarithmic)
{
    m_logarithmic = logarithmic;
    fitRange();
}

void KSlider::setK(std::int64_t k)
{
    m_k = std::clamp<std::int64_t>(k, 1, m_channels);
    const QSignalBlocker blocker(this);
    setValue(positionOf(m_k));
}

void KSlider::fitRange()
{
    const QSignalBlocker blocker(this);
    if (m_logarithmic)
        setRange(0, m_channels > 1 ? kPositions : 0);
    else
        setRange(1, static_cast<int>(m_channels));
    setValue(positionOf(m_k));
}

int KSlider::positionOf(std::int64_t k) const
{
    if (!m_logarithmic)
        return static_cast<int>(k);
    if (m_channels < 2)
        return 0;
    return static_cast<int>(std::lround(
        kPositions * std::log(static_cast<double>(k)) / std::log(static_cast<double>(m_channels))));
}

std::int64_t KSlider::kAt(int position) const
{
    if (!m_logarithmic)
        return position;
    return std::llround(
        std::pow(static_cast<double>(m_channels), static_cast<double>(position) / kPositions));
}

} // namespace pleat::ui
