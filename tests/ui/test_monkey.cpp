// SPDX-License-Identifier: GPL-3.0-or-later
// Random clicks, drags, keys and actions in a real window: whatever a person does, in whatever
// order, the document stays sound and nothing crashes. PLEAT_MONKEY_ACTIONS and PLEAT_MONKEY_SEED
// choose how many and which; PLEAT_MONKEY_TRACE=1 prints each.
#include "tests/ui/window_fixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include <malloc.h>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr int kActions = 500;
constexpr int kSeed = 1;
constexpr int kUndoEvery = 50;
// Of the second half, when every sample was open once and all caches are filled: the statistics and
// pictures of one more sample and the edits and runs of its history. Whatever is lost at every
// action or at every opened model is more than that.
constexpr qint64 kMostGrowthKib = 150 * 1024;

int numberFrom(const char* variable, int otherwise)
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue(variable, &given);
    return given ? number : otherwise;
}

/// Without what is free already and only kept by the allocator.
qint64 residentKib()
{
    malloc_trim(0);
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

/// Another language makes the window anew, which takes longer than the watchdog allows; ui_manners
/// does that at random moments.
bool choosesLanguage(const QWidget* widget)
{
    const QString name = widget->objectName();
    return name.startsWith(QStringLiteral("settingLanguage"))
        || name == QStringLiteral("settingsReset");
}

} // namespace

class TestMonkey : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void survivesRandomActions();

private:
    int below(int count) { return static_cast<int>(m_random() % static_cast<unsigned>(count)); }
    template <typename List>
    auto oneOf(const List& list)
    {
        return list[below(static_cast<int>(list.size()))];
    }
    void act();
    void answerDialog();
    QWidget* target();
    QPoint pointIn(const QWidget* widget)
    {
        return {below(widget->width()), below(widget->height())};
    }
    Qt::KeyboardModifiers modifiers();
    void click();
    void doubleClick();
    void drag();
    void wheel();
    void key();
    void trigger();
    void openSomething();
    void trace(const QString& what, const QObject* on);
    void checkDocument();
    void checkClustering(const study::ModelInfo& info);
    void checkUndo();
    void checkAll();

    std::mt19937 m_random;
    int m_number = 0;
    bool m_tracing = false;
    QString m_last; ///< what was done last, for the message of a failure
};

void TestMonkey::trace(const QString& what, const QObject* on)
{
    m_last = QStringLiteral("%1 %2 %3 %4")
                 .arg(m_number)
                 .arg(what, QLatin1String(on ? on->metaObject()->className() : ""),
                     on ? on->objectName() : QString());
    if (m_tracing)
        qInfo("%s", qPrintable(m_last));
}

/// What can be clicked now: in a menu or a dialog if one is open, else in the window.
QWidget* TestMonkey::target()
{
    QWidget* root = QApplication::activePopupWidget();
    if (!root)
        root = QApplication::activeModalWidget();
    if (!root)
        root = m_window.get();
    const bool controls = below(4) > 0; // labels and frames are clicked less often
    QWidgetList choices{root};
    for (QWidget* child : root->findChildren<QWidget*>()) {
        const bool wanted =
            !controls || child->focusPolicy() != Qt::NoFocus || child->hasMouseTracking();
        if (wanted && child->isVisible() && child->isEnabled() && !child->size().isEmpty()
            && !choosesLanguage(child))
            choices << child;
    }
    return oneOf(choices);
}

Qt::KeyboardModifiers TestMonkey::modifiers()
{
    static const std::vector<Qt::KeyboardModifiers> kChoices{Qt::NoModifier, Qt::NoModifier,
        Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
    return oneOf(kChoices);
}

void TestMonkey::click()
{
    QPointer<QWidget> widget = target();
    trace(QStringLiteral("click"), widget);
    // Titles of docks are left alone: a floating dock has an event loop of its own.
    QTest::mouseClick(
        widget, below(8) == 0 ? Qt::RightButton : Qt::LeftButton, modifiers(), pointIn(widget));
}

void TestMonkey::doubleClick()
{
    QPointer<QWidget> widget = target();
    trace(QStringLiteral("double click"), widget);
    QTest::mouseDClick(widget, Qt::LeftButton, modifiers(), pointIn(widget));
}

void TestMonkey::drag()
{
    QPointer<QWidget> widget = target();
    trace(QStringLiteral("drag"), widget);
    const Qt::KeyboardModifiers held = modifiers();
    QTest::mousePress(widget, Qt::LeftButton, held, pointIn(widget));
    for (int step = 0; step < 5 && widget; ++step) {
        const QPointF where = pointIn(widget);
        QMouseEvent move(QEvent::MouseMove, where, widget->mapToGlobal(where), Qt::NoButton,
            Qt::LeftButton, held);
        QCoreApplication::sendEvent(widget, &move);
    }
    if (widget)
        QTest::mouseRelease(widget, Qt::LeftButton, held, pointIn(widget));
}

void TestMonkey::wheel()
{
    QWidget* widget = target();
    trace(QStringLiteral("wheel"), widget);
    const QPointF where = pointIn(widget);
    QWheelEvent event(where, widget->mapToGlobal(where), {}, {0, below(2) ? 120 : -120},
        Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

void TestMonkey::key()
{
    static const std::vector<Qt::Key> kKeys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down,
        Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Tab, Qt::Key_Return,
        Qt::Key_Space, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Escape, Qt::Key_1, Qt::Key_5,
        Qt::Key_9, Qt::Key_A, Qt::Key_B, Qt::Key_C, Qt::Key_E, Qt::Key_F, Qt::Key_L, Qt::Key_R,
        Qt::Key_Z, Qt::Key_Y, Qt::Key_Plus, Qt::Key_Minus};
    QWidget* widget = QApplication::focusWidget();
    if (!widget || below(4) == 0 || choosesLanguage(widget))
        widget = target();
    const Qt::Key pressed = oneOf(kKeys);
    trace(QStringLiteral("key %1").arg(pressed), widget);
    QTest::keyClick(widget, pressed, modifiers());
}

void TestMonkey::trigger()
{
    std::vector<QAction*> choices;
    for (QAction* action : m_window->findChildren<QAction*>()) {
        if (action->isEnabled() && !action->isSeparator() && !action->menu()
            && action->objectName() != QStringLiteral("actionQuit"))
            choices.push_back(action);
    }
    QAction* action = oneOf(choices);
    trace(QStringLiteral("trigger"), action);
    action->trigger();
}

void TestMonkey::openSomething()
{
    static const QStringList kFiles{QStringLiteral("mlp.pt"), QStringLiteral("resnet18.pt"),
        QStringLiteral("mobile.pt"), QStringLiteral("train.py"), QStringLiteral("missing.pt")};
    const QString file = oneOf(kFiles);
    trace(QStringLiteral("open ") + file, nullptr);
    m_window->openFile(sample(file));
}

/// Runs on a timer, since some dialogs have event loops of their own. Files are never chosen.
void TestMonkey::answerDialog()
{
    if (QWidget* popup = QApplication::activePopupWidget()) {
        popup->close();
        return;
    }
    QWidget* modal = QApplication::activeModalWidget();
    auto* box = qobject_cast<QMessageBox*>(modal);
    if (box && !box->buttons().isEmpty()) {
        trace(QStringLiteral("answer"), box);
        // Not here: what it starts may have an event loop, in which this timer must go on.
        QTimer::singleShot(0, oneOf(box->buttons()), &QAbstractButton::click);
    } else if (auto* dialog = qobject_cast<QDialog*>(modal)) {
        trace(QStringLiteral("leave"), dialog);
        dialog->reject();
    }
}

void TestMonkey::act()
{
    const int dice = below(100);
    if (dice < 35)
        click();
    else if (dice < 40)
        doubleClick();
    else if (dice < 55)
        drag();
    else if (dice < 65)
        wheel();
    else if (dice < 85)
        key();
    else if (dice < 96)
        trigger();
    else
        openSomething();
    QTest::qWait(below(4) == 0 ? below(30) : 0);
}

void TestMonkey::checkDocument()
{
    if (!session().hasModel())
        return;
    const study::ModelInfo& info = session().info();
    const Result<void> fits = study::checkPlan(info, session().plan());
    QVERIFY2(fits, fits ? "" : toString(fits.error()).c_str());
    const study::Cost cost = study::predictedCost(*session().model(), session().plan());
    QCOMPARE(session().cost().parameters, cost.parameters);
    QCOMPARE(session().cost().macs, cost.macs);
    QVERIFY(session().selection().group() < static_cast<int>(info.groups.size()));
    checkClustering(info);
}

void TestMonkey::checkClustering(const study::ModelInfo& info)
{
    const std::vector<std::int32_t>& labels = session().labels();
    if (labels.empty())
        return;
    const int group = session().selection().group();
    QCOMPARE(static_cast<std::int64_t>(labels.size()), info.groups[group].channels);
    QCOMPARE(static_cast<std::int64_t>(std::set(labels.begin(), labels.end()).size()),
        session().kOf(group));
}

void TestMonkey::checkUndo()
{
    QUndoStack* undo = session().undoStack();
    const int index = undo->index();
    const fold::Plan plan = session().plan();
    undo->setIndex(0);
    undo->setIndex(index);
    QVERIFY(session().plan() == plan);
}

void TestMonkey::checkAll()
{
    const Watchdog::Allowance checking(*m_watchdog); // all of the history is undone and redone
    checkDocument();
    if (m_number % kUndoEvery == 0)
        checkUndo();
}

void TestMonkey::survivesRandomActions()
{
    const int actions = numberFrom("PLEAT_MONKEY_ACTIONS", kActions);
    m_random.seed(numberFrom("PLEAT_MONKEY_SEED", kSeed));
    m_tracing = qEnvironmentVariableIsSet("PLEAT_MONKEY_TRACE");
    makeWindow();
    Settings().setLastDirectory(m_settings.path({})); // for what it saves by chance
    Settings().setFigureFolder(m_settings.path({}));
    open(QStringLiteral("mlp.pt"));
    QTimer answers;
    connect(&answers, &QTimer::timeout, this, &TestMonkey::answerDialog);
    answers.start(20);
    qint64 halfwayKib = 0;
    for (m_number = 0; m_number < actions; ++m_number) {
        m_watchdog->beat();
        act();
        m_watchdog->beat();
        checkAll();
        if (m_number == actions / 2)
            halfwayKib = residentKib();
        if (!m_window->isVisible()) // the question about edits was answered with Discard
            m_window->show();
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("after action %1").arg(m_last)));
    }
    const qint64 growth = residentKib() - halfwayKib;
    QVERIFY2(growth < kMostGrowthKib, qPrintable(QStringLiteral("%1 KiB").arg(growth)));
    while (QApplication::activeModalWidget() || QApplication::activePopupWidget())
        QTest::qWait(20);
    m_window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    for (const QWidget* widget : QApplication::topLevelWidgets())
        QVERIFY2(!widget->isVisible(), widget->metaObject()->className());
}

QTEST_MAIN(TestMonkey)
#include "test_monkey.moc"
