// SPDX-License-Identifier: GPL-3.0-or-later
// The share of channels kept, in percent, of which every step is one channel.
#pragma once

#include <QDoubleSpinBox>

#include <cstdint>

namespace pleat::ui {

class KeepBox : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit KeepBox(QWidget* parent = nullptr);

    /// Shows k of n; says nothing to others.
    void setK(std::int64_t k, std::int64_t channels);
    /// Channels of one step.
    void setStep(std::int64_t channels) { m_step = channels; }
    void stepBy(int steps) override;

Q_SIGNALS:
    /// A person wants another k than the one shown.
    void kRequested(qint64 k);

protected:
    StepEnabled stepEnabled() const override;

private:
    double shownFor(std::int64_t k) const;
    void request(std::int64_t k);
    void onValueChanged(double percent);

    std::int64_t m_k = 1;
    std::int64_t m_channels = 1;
    std::int64_t m_step = 1;
};

} // namespace pleat::ui
