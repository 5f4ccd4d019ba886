// SPDX-License-Identifier: GPL-3.0-or-later
// Walks every window: names for screen readers, an order of Tab that follows the eye, help on every
// control, reasons on those that cannot be used, and mnemonics that are unique.
#include "tests/ui/accessibility_fixture.h"

#include "ui/lesson/lesson_view.h"
#include "ui/session/core_text.h"
#include "ui/shell/settings_dialog.h"
#include "ui/views/export_dialog.h"
#include "ui/views/message_bar.h"
#include "ui/views/python_dialog.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTabWidget>

#include <algorithm>
#include <functional>
#include <vector>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestAccessibility : public AccessibilityTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void walksFindWhatIsWrong();
    void startPage();
    void whatCannotBeUsedSaysWhy();
    void unusableMenusAndTabsSayWhy();
    void views_data();
    void views();
    void lesson();
    void dialogs_data();
    void dialogs();
    void exportOfAFigure();
    void messages();
    void popups_data();
    void popups();
    void mnemonicsAreUnique();
    void actionsAreExplained();
    void figuresAreExplained();

private:
    /// Of the window and of each view, whether it is shown or not.
    QString silentControls() const;
};

QString TestAccessibility::silentControls() const
{
    QStringList found = unreasoned(*m_window);
    const auto* tabs = find<QTabWidget>("centreTabs");
    for (int tab = 0; tab < tabs->count(); ++tab)
        found << unreasoned(*tabs->widget(tab));
    return found.join(QLatin1Char('\n'));
}

/// A walk that never finds anything would prove nothing.
void TestAccessibility::walksFindWhatIsWrong()
{
    QDialog dialog;
    auto* lower = new QLineEdit(&dialog);
    lower->setGeometry(10, 60, 80, 20);
    auto* upper = new QLineEdit(&dialog);
    upper->setGeometry(10, 10, 80, 20);
    dialog.setWhatsThis(QStringLiteral("Holds lines")); // that of a container is not enough
    dialog.show();
    QCOMPARE(unnamed(dialog).size(), 2);
    QCOMPARE(unexplained(dialog).size(), 2);
    lower->setToolTip(QStringLiteral("A line"));
    upper->setWhatsThis(QStringLiteral("A line")); // either is not enough
    QCOMPARE(unexplained(dialog).size(), 2);
    lower->setWhatsThis(QStringLiteral("A line"));
    QCOMPARE(unexplained(dialog).size(), 1);
    QCOMPARE(backward(dialog).size(), 1);
    QDialog columns; // the lower of two containers comes first
    for (const int top : {60, 10}) {
        auto* container = new QWidget(&columns);
        container->setGeometry(10, top, 100, 30);
        (new QLineEdit(container))->setGeometry(0, 0, 80, 20);
    }
    columns.show();
    QCOMPARE(backward(columns).size(), 1);
    QCOMPARE(unreasoned(dialog).size(), 0);
    QPushButton* buttons[] = {new QPushButton(&dialog), new QPushButton(&dialog)};
    for (QPushButton* button : buttons) {
        button->setWhatsThis(QStringLiteral("Starts it"));
        button->show();
        button->setEnabled(false);
    }
    QCOMPARE(unreasoned(dialog).size(), 2);
    buttons[0]->setToolTip(buttons[0]->whatsThis());
    buttons[1]->setToolTip(QStringLiteral("Nothing to start"));
    QCOMPARE(unreasoned(dialog).size(), 1);
    QAction one(QStringLiteral("&Open"));
    QAction other(QStringLiteral("C&opy"));
    QCOMPARE(sharedMnemonics({&one, &other}).size(), 1);
}

void TestAccessibility::startPage()
{
    walk(*m_window);
}

void TestAccessibility::whatCannotBeUsedSaysWhy()
{
    QCOMPARE(silentControls(), QString());
    const auto* slider = find<QSlider>("kSlider");
    QVERIFY(!slider->isEnabled());
    QCOMPARE(slider->toolTip(), QStringLiteral("Open a model first"));
    open(QStringLiteral("mlp.pt"));
    QCOMPARE(silentControls(), QString());
    const std::vector<study::GroupInfo>& groups = session().info().groups;
    const auto frozen = std::find_if(groups.begin(), groups.end(),
        [](const study::GroupInfo& group) { return !group.foldable; });
    QVERIFY(frozen != groups.end());
    session().selection().setGroup(static_cast<int>(frozen - groups.begin()));
    QCOMPARE(silentControls(), QString());
    QVERIFY2(slider->toolTip().contains(coreText(frozen->frozen)), qPrintable(slider->toolTip()));
    const int group = firstFoldable(session().info());
    session().selection().setGroup(group);
    QVERIFY(slider->isEnabled());
    QCOMPARE(slider->toolTip(), slider->whatsThis());
    session().setLocked(group, true);
    QVERIFY(!slider->isEnabled());
    QCOMPARE(silentControls(), QString());
    waitForStatistics();
    QCOMPARE(silentControls(), QString());
    run();
    QCOMPARE(silentControls(), QString());
}

void TestAccessibility::unusableMenusAndTabsSayWhy()
{
    m_window.reset();
    QSettings(QStringLiteral("pleat"), QStringLiteral("pleat"))
        .remove(QStringLiteral("recentFiles"));
    makeWindow();
    const QAction* recent = find<QMenu>("recentMenu")->menuAction();
    QVERIFY(!recent->isEnabled());
    QCOMPARE(recent->toolTip(), QStringLiteral("No file has been opened yet"));
    find<QAction>("actionTeach")->trigger(); // without a model
    const auto* tabs = find<QTabWidget>("centreTabs");
    QVERIFY(!tabs->isTabEnabled(0));
    QCOMPARE(tabs->tabToolTip(0), QStringLiteral("Open a model first"));
    open(QStringLiteral("mlp.pt"));
    QVERIFY(tabs->isTabEnabled(0));
    QVERIFY(tabs->tabToolTip(0).startsWith(find<QAction>("actionOverview")->statusTip()));
    QVERIFY(recent->isEnabled());
    QCOMPARE(recent->toolTip(), recent->statusTip());
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
    QTest::newRow("cheat sheet") << byAction("actionCheatSheet", "cheatSheetDialog");
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

/// What cannot be used differs from format to format.
void TestAccessibility::exportOfAFigure()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    auto* figure = dynamic_cast<Figure*>(find<QWidget>("elbowPlot"));
    QVERIFY(figure);
    auto* dialog = new ExportDialog(*figure, {}, m_window.get());
    dialog->show();
    auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
    for (int row = 0; row < format->count(); ++row) {
        format->setCurrentIndex(row);
        QCoreApplication::processEvents();
        walk(*dialog);
    }
    const auto* width = dialog->findChild<QWidget*>(QStringLiteral("exportWidth"));
    format->setCurrentIndex(format->findText(QStringLiteral("CSV")));
    QVERIFY(!width->isEnabled() && width->toolTip().contains(QStringLiteral("CSV")));
    format->setCurrentIndex(format->findText(QStringLiteral("PNG")));
    QVERIFY(width->isEnabled() && width->toolTip() == width->whatsThis());
    dialog->close();
}

void TestAccessibility::messages()
{
    auto* bar = find<MessageBar>("messageBar");
    const QString help = QStringLiteral("Try it again");
    bar->showNotice(QStringLiteral("It did not work."),
        {{QStringLiteral("Again"), QStringLiteral("again"), help, [] {}},
            {QStringLiteral("Elsewhere"), QStringLiteral("elsewhere"), help, [] {}}});
    QCoreApplication::processEvents();
    walk(*m_window);
    QStringList names;
    for (const QWidget* stop : tabStops(*m_window)) {
        if (stop->parentWidget() == bar)
            names << stop->objectName();
    }
    QCOMPARE(names,
        QStringList({QStringLiteral("again"), QStringLiteral("elsewhere"),
            QStringLiteral("messageClose")}));
}

void TestAccessibility::popups_data()
{
    QTest::addColumn<QString>("control");
    QTest::newRow("weights of the features") << QStringLiteral("incomingWeight");
    QTest::newRow("error that may remain") << QStringLiteral("suggestTarget");
}

/// Menus that hold a control.
void TestAccessibility::popups()
{
    QFETCH(QString, control);
    open(QStringLiteral("mlp.pt"));
    auto* menu = qobject_cast<QMenu*>(find<QWidget>(qPrintable(control))->window());
    QVERIFY(menu);
    menu->popup(m_window->mapToGlobal(QPoint(100, 100)));
    QCoreApplication::processEvents();
    walk(*menu);
    menu->close();
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

/// What they show and what can be done there; their tooltips tell what is under the mouse.
void TestAccessibility::figuresAreExplained()
{
    int figures = 0;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (!dynamic_cast<const Figure*>(widget))
            continue;
        const QString text = widget->whatsThis();
        QVERIFY2(text.count(QLatin1Char('.')) >= 2, qPrintable(nameOf(*widget) + text));
        ++figures;
    }
    QVERIFY2(figures >= 12, qPrintable(QString::number(figures)));
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
