// SPDX-License-Identifier: GPL-3.0-or-later
// The channel under the pointer, or those that are selected, in one line.
#pragma once

#include "ui/views/elided_label.h"

namespace pleat::ui {

class Session;

/// Of the current group, wherever the pointer or the selection is.
class ChannelLine : public ElidedLabel
{
    Q_OBJECT
public:
    explicit ChannelLine(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    QString textOfChannel(int channel) const;
    QString textOfSelection() const;

    Session& m_session;
};

} // namespace pleat::ui
