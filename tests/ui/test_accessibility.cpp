// SPDX-License-Identifier: GPL-3.0-or-later
// Walks every window: names for screen readers, an order of Tab that follows the eye, help on every
// control, mnemonics that are unique, and contrast.
#include "tests/ui/window_fixture.h"

#include "ui/lesson/lesson_view.h"
#include "ui/plots/palettes.h"
#include "ui/shell/settings_dialog.h"
#include "ui/views/export_dialog.h"
#include "ui/views/python_dialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>

#include <cmath>
#include <functional>
#include <map>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr double kContrast = 4.5; // WCAG 2.1, 1.4.3

QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 \"%2\" in \"%3\"")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(),
            widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

/// A part of a control that speaks for it: the line of a spin box, the header of a table.
bool isPart(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    return widget.objectName().startsWith(QStringLiteral("qt_")) || widget.inherits("QHeaderView")
        || widget.inherits("QTabBar")
        || (widget.inherits("QLineEdit") && parent
            && (parent->inherits("QAbstractSpinBox") || parent->inherits("QComboBox")
                || parent->inherits("QKeySequenceEdit")))
        || qobject_cast<const QScrollArea*>(&widget);
}

std::vector<QWidget*> tabStops(QWidget& window)
{
    std::vector<QWidget*> stops;
    QWidget* widget = &window;
    do {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisibleTo(&window)
            && widget->isEnabled() && widget->window() == &window)
            stops.push_back(widget);
        widget = widget->nextInFocusChain();
    } while (widget != &window);
    return stops;
}

/// What a walk found, one line each.
QStringList unnamed(QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : tabStops(window)) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!isPart(*widget) && !named)
            found << nameOf(*widget);
    }
    return found;
}

/// Controls that say nothing when asked "What is this?", themselves or by what is around them.
QStringList unexplained(QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : tabStops(window)) {
        bool explained = false;
        for (const QWidget* around = widget; around && !explained; around = around->parentWidget())
            explained = !around->whatsThis().isEmpty() || !around->toolTip().isEmpty();
        if (!explained && !isPart(*widget))
            found << nameOf(*widget);
    }
    return found;
}

/// Tab goes back against the eye: up, or left in the same row, within one container.
QStringList backward(QWidget& window)
{
    QStringList found;
    const std::vector<QWidget*> stops = tabStops(window);
    for (std::size_t i = 1; i < stops.size(); ++i) {
        const QWidget* from = stops[i - 1];
        const QWidget* to = stops[i];
        if (from->parentWidget() != to->parentWidget() || isPart(*from) || isPart(*to))
            continue;
        const QRect a = from->geometry();
        const QRect b = to->geometry();
        const bool above = b.bottom() <= a.top() && b.left() <= a.right();
        const bool leftInRow =
            b.right() <= a.left() && b.top() < a.bottom() && b.bottom() > a.top();
        if (above || leftInRow)
            found << nameOf(*from) + QStringLiteral(" -> ") + nameOf(*to);
    }
    return found;
}

QStringList sharedMnemonics(const QList<QAction*>& actions)
{
    QStringList found;
    std::map<QString, QString> seen;
    for (const QAction* action : actions) {
        const QString keys = QKeySequence::mnemonic(action->text()).toString();
        if (keys.isEmpty() || !action->isVisible())
            continue;
        if (const auto [first, added] = seen.emplace(keys, action->text()); !added)
            found << keys + QStringLiteral(": ") + first->second + QStringLiteral(" and ")
                    + action->text();
    }
    return found;
}

double luminance(const QColor& color)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestAccessibility : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void walksFindWhatIsWrong();
    void startPage();
    void views_data();
    void views();
    void lesson();
    void dialogs_data();
    void dialogs();
    void mnemonicsAreUnique();
    void actionsAreExplained();
    void coloursAreFarEnoughApart_data();
    void coloursAreFarEnoughApart();

private:
    void walk(QWidget& window);
};

void TestAccessibility::walk(QWidget& window)
{
    QCOMPARE(unnamed(window).join(QLatin1Char('\n')), QString());
    QCOMPARE(unexplained(window).join(QLatin1Char('\n')), QString());
    QCOMPARE(backward(window).join(QLatin1Char('\n')), QString());
    QVERIFY(!tabStops(window).empty());
}

/// A walk that never finds anything would prove nothing.
void TestAccessibility::walksFindWhatIsWrong()
{
    QDialog dialog;
    auto* lower = new QLineEdit(&dialog);
    lower->setGeometry(10, 60, 80, 20);
    auto* upper = new QLineEdit(&dialog);
    upper->setGeometry(10, 10, 80, 20);
    dialog.show();
    QCOMPARE(unnamed(dialog).size(), 2);
    QCOMPARE(unexplained(dialog).size(), 2);
    QCOMPARE(backward(dialog).size(), 1);
    QAction one(QStringLiteral("&Open"));
    QAction other(QStringLiteral("C&opy"));
    QCOMPARE(sharedMnemonics({&one, &other}).size(), 1);
    QVERIFY(qAbs(contrast(Qt::white, Qt::black) - 21) < 1e-9);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < kContrast); // known to fail by a hair
}

void TestAccessibility::startPage()
{
    walk(*m_window);
}

void TestAccessibility::views_data()
{
    QTest::addColumn<QString>("view");
    makeWindow();
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        const QString view = action->data().toString();
        if (view.endsWith(QStringLiteral("View")))
            QTest::newRow(qPrintable(view)) << view;
    }
}

void TestAccessibility::views()
{
    QFETCH(QString, view);
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    run();
    m_window->showView(view);
    QCoreApplication::processEvents();
    walk(*m_window);
}

/// Every step of an example, since each has controls of its own.
void TestAccessibility::lesson()
{
    m_window->showTeach();
    auto* view = find<LessonView>("teachView");
    view->begin(LessonSubject::Six);
    QTRY_VERIFY_WITH_TIMEOUT(view->lesson(), kPatience);
    for (int step = 0; step < kLessonSteps; ++step) {
        view->setStep(step);
        QCoreApplication::processEvents();
        walk(*m_window);
    }
}

void TestAccessibility::dialogs_data()
{
    using Open = std::function<QWidget*(MainWindow&)>;
    QTest::addColumn<Open>("open");
    const auto byAction = [](const char* action, const char* dialog) -> Open {
        return [=](MainWindow& window) {
            window.findChild<QAction*>(QLatin1String(action))->trigger();
            return window.findChild<QWidget*>(QLatin1String(dialog));
        };
    };
    for (int page = SettingsDialog::Appearance; page <= SettingsDialog::Shortcuts; ++page)
        QTest::addRow("settings %d", page) << Open([page](MainWindow& window) -> QWidget* {
            auto* dialog = new SettingsDialog(window);
            dialog->showPage(page);
            dialog->show();
            return dialog;
        });
    QTest::newRow("help") << byAction("actionHelp", "helpWindow");
    QTest::newRow("about") << byAction("actionAbout", "aboutDialog");
    QTest::newRow("palette") << byAction("actionPalette", "commandPalette");
    QTest::newRow("lines of Python") << Open([](MainWindow& window) -> QWidget* {
        auto* dialog =
            new PythonDialog(QStringLiteral("net.pth"), QStringLiteral("import torch"), &window);
        dialog->show();
        return dialog;
    });
}

void TestAccessibility::dialogs()
{
    using Open = std::function<QWidget*(MainWindow&)>;
    QFETCH(Open, open);
    QWidget* dialog = open(*m_window);
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->windowTitle().isEmpty());
    QCoreApplication::processEvents();
    walk(*dialog);
}

void TestAccessibility::mnemonicsAreUnique()
{
    open(QStringLiteral("mlp.pt"));
    QCOMPARE(sharedMnemonics(m_window->menuBar()->actions()).join(QLatin1Char('\n')), QString());
    for (const QAction* menu : m_window->menuBar()->actions())
        QCOMPARE(sharedMnemonics(menu->menu()->actions()).join(QLatin1Char('\n')), QString());
}

void TestAccessibility::actionsAreExplained()
{
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        if (!action->objectName().startsWith(QStringLiteral("action")))
            continue;
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(action->toolTip() != action->text().remove(QLatin1Char('&')),
            qPrintable(action->objectName()));
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->objectName()));
    }
}

void TestAccessibility::coloursAreFarEnoughApart_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestAccessibility::coloursAreFarEnoughApart()
{
    QFETCH(QPalette, palette);
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window}, {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase}, {QPalette::ButtonText, QPalette::Button},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::ToolTipText, QPalette::ToolTipBase}, {QPalette::Link, QPalette::Base},
        {QPalette::Link, QPalette::Window}, {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::Window}};
    for (const auto& [text, ground] : pairs) {
        const double apart = contrast(palette.color(text), palette.color(ground));
        QVERIFY2(apart >= kContrast,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(text).arg(ground).arg(apart)));
    }
    const PlotColors colors = plotColors(palette);
    for (const QColor& series : {colors.text, colors.muted})
        QVERIFY2(contrast(series, colors.background) >= kContrast, qPrintable(series.name()));
    for (const QColor& series : {colors.predicted, colors.merged, colors.repaired})
        QVERIFY2(contrast(series, colors.background) >= 3, qPrintable(series.name())); // 1.4.11
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
