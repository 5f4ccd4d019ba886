// SPDX-License-Identifier: GPL-3.0-or-later
// What the undo commands of a session have in common: a name that follows the language.
#pragma once

#include "ui/session/wording.h"

#include <QUndoCommand>

namespace pleat::ui {

class WordedCommand : public QUndoCommand
{
public:
    explicit WordedCommand(Wording what = {}) { setWording(std::move(what)); }

    /// In the language of now.
    void reword() { setText(m_what()); }

protected:
    const Wording& wording() const { return m_what; }
    void setWording(Wording what)
    {
        m_what = std::move(what);
        reword();
    }

private:
    Wording m_what;
};

} // namespace pleat::ui
