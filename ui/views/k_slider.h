// SPDX-License-Identifier: GPL-3.0-or-later
// The slider of k, linear or logarithmic: with many channels the small k need room.
#pragma once

#include <QSlider>

#include <cstdint>

namespace pleat::ui {

class KSlider : public QSlider
{
    Q_OBJECT
public:
    explicit KSlider(QWidget* parent = nullptr);

    void setChannels(std::int64_t channels);
    void setLogarithmic(bool logarithmic);
    /// Without a signal.
    void setK(std::int64_t k);
    std::int64_t k() const { return m_k; }

Q_SIGNALS:
    void kRequested(qint64 k);

private:
    void fitRange();
    int positionOf(std::int64_t k) const;
    std::int64_t kAt(int position) const;

    std::int64_t m_channels = 1;
    std::int64_t m_k = 1;
    bool m_logarithmic = false;
};

} // namespace pleat::ui
