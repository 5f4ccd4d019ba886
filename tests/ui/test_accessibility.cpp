// SPDX-License-Identifier: GPL-3.0-or-later
// Walks every window: names for screen readers, an order of Tab that follows the eye, help on every
// control, reasons on those that cannot be used, mnemonics that are unique, and contrast.
#include "tests/ui/window_fixture.h"
#include "tests/ui/window_walks.h"

#include "ui/lesson/lesson_painter.h"
#include "ui/lesson/lesson_view.h"
#include "ui/plots/palettes.h"
#include "ui/session/core_text.h"
#include "ui/shell/settings_dialog.h"
#include "ui/views/export_dialog.h"
#include "ui/views/graph_painter.h"
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
#include <cmath>
#include <functional>
#include <tuple>
#include <vector>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr double kContrast = 4.5; // WCAG 2.1, 1.4.3

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
    void coloursAreFarEnoughApart_data();
    void coloursAreFarEnoughApart();
    void paintedTextIsLegible_data();
    void paintedTextIsLegible();

private:
    void walk(QWidget& window);
    /// Of the window and of each view, whether it is shown or not.
    QString silentControls() const;
};

void TestAccessibility::walk(QWidget& window)
{
    QCOMPARE(unnamed(window).join(QLatin1Char('\n')), QString());
    QCOMPARE(unexplained(window).join(QLatin1Char('\n')), QString());
    QCOMPARE(unreasoned(window).join(QLatin1Char('\n')), QString());
    QCOMPARE(backward(window).join(QLatin1Char('\n')), QString());
    QVERIFY(!tabStops(window).empty());
}

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
    QVERIFY(qAbs(contrast(Qt::white, Qt::black) - 21) < 1e-9);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < kContrast); // known to fail by a hair
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

void TestAccessibility::paintedTextIsLegible_data()
{
    coloursAreFarEnoughApart_data();
}

/// Text on the grounds that pictures have, from the functions that paint them.
void TestAccessibility::paintedTextIsLegible()
{
    QFETCH(QPalette, palette);
    const bool dark = isDark(palette);
    const PlotColors colors = plotColors(palette);
    const QColor text = palette.color(QPalette::Text);
    std::vector<std::tuple<QString, QColor, QColor>> painted{
        {QStringLiteral("message"), palette.color(QPalette::WindowText), messageGround(dark)},
        {QStringLiteral("box of the graph"), colors.text, boxGround(colors)}};
    for (int step = -20; step <= 20; ++step)
        painted.emplace_back(
            QStringLiteral("r = %1").arg(step / 20.0), text, heatGround(step / 20.0, palette));
    for (int cluster = 0; cluster < kClusterColors; ++cluster) {
        const QString name = QString::number(cluster);
        painted.emplace_back(
            QStringLiteral("cell of cluster ") + name, text, clusterGround(cluster, palette));
        const QColor rail = railColor(cluster, dark);
        painted.emplace_back(QStringLiteral("rail ") + name, textOn(rail), rail);
    }
    for (const bool inCluster : {false, true})
        painted.emplace_back(QStringLiteral("lit cell"), text, litGround(inCluster, palette));
    for (int depth = 0; depth < 2; ++depth)
        painted.emplace_back(
            QStringLiteral("open block"), colors.muted, frameGround(depth, colors));
    GroupNumbers numbers;
    numbers.low = 0;
    numbers.high = 1;
    for (const GroupNumber number : {GroupNumber::Keep, GroupNumber::PredictedRatio}) {
        numbers.number = number;
        for (int step = 0; step <= 20; ++step) {
            const QColor fill = fillColor(numbers, step / 10.0);
            painted.emplace_back(QStringLiteral("box of a value"), textOn(fill), fill);
        }
    }
    for (const auto& [name, ink, ground] : painted) {
        const double apart = contrast(ink, ground);
        QVERIFY2(apart >= kContrast, qPrintable(QStringLiteral("%1: %2").arg(name).arg(apart)));
    }
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
