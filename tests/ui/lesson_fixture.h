// SPDX-License-Identifier: GPL-3.0-or-later
// A window with a lesson, its numbers and its editors.
#pragma once

#include "tests/ui/window_fixture.h"

#include "ui/lesson/lesson_page.h"
#include "ui/lesson/lesson_view.h"
#include "ui/lesson/matrix_editor.h"

#include <QAbstractButton>
#include <QLineEdit>

#include <cmath>
#include <limits>

namespace pleat::ui::test {

class LessonTest : public WindowTest
{
protected:
    LessonView& view() const { return *find<LessonView>("teachView"); }
    LessonPage& page() const { return *find<LessonPage>("lessonPage"); }

    void begin(LessonSubject subject)
    {
        m_window->showTeach();
        view().begin(subject);
        settle();
    }

    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(view().lesson(), kPatience);
        QTest::qWait(30);
        QTRY_VERIFY_WITH_TIMEOUT(view().lesson(), kPatience);
    }

    void click(const char* name)
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    const LessonTable* table(const QString& name) const
    {
        for (const LessonTable& each : page().content().tables) {
            if (each.name == name)
                return &each;
        }
        return nullptr;
    }

    double value(const QString& name, std::size_t row, std::size_t column) const
    {
        const LessonTable* found = table(name);
        return found ? found->cells.at(row).at(column).value : std::nan("");
    }

    /// Into the cell as a person does: select, type, Enter.
    bool typeInto(const char* name, int row, int column, const QString& text)
    {
        auto* editor = find<MatrixEditor>(name);
        editor->setFocus();
        editor->setCurrentIndex(editor->model()->index(row, column));
        editor->edit(editor->currentIndex());
        auto* line = editor->findChild<QLineEdit*>();
        if (!line)
            return false;
        line->selectAll();
        if (text.isEmpty())
            QTest::keyClick(line, Qt::Key_Delete);
        else
            QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        // What is typed is taken later, and the editor goes after that.
        QPointer<QLineEdit> gone(line);
        return QTest::qWaitFor([&] { return !gone; }, kPatience);
    }
};

} // namespace pleat::ui::test
