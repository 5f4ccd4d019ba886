// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/polite_input.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>

#include <functional>

namespace pleat::ui {

namespace {

/// Turns away the events that `foreign` picks, so that they go on to the parent.
class PassingFilter : public QObject
{
public:
    PassingFilter(QWidget& control, std::function<bool(QEvent&)> foreign)
        : QObject(&control)
        , m_foreign(std::move(foreign))
    {
        control.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (!m_foreign(*event))
            return false;
        event->ignore();
        return true;
    }

private:
    std::function<bool(QEvent&)> m_foreign;
};

} // namespace

void ignorePassingWheel(QWidget& control)
{
    control.setFocusPolicy(Qt::StrongFocus);
    new PassingFilter(control, [&control](const QEvent& event) {
        return event.type() == QEvent::Wheel && !control.hasFocus();
    });
}

void leaveUndoToWindow(QAbstractSpinBox& box)
{
    new PassingFilter(box, [](QEvent& event) {
        if (event.type() != QEvent::ShortcutOverride)
            return false;
        const auto& key = static_cast<const QKeyEvent&>(event);
        return key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo);
    });
}

} // namespace pleat::ui
