// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspaces.h"

#include "ui/shell/actions.h"
#include "ui/shell/dock_state.h"
#include "ui/views/described.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace pleat::ui {

namespace {

constexpr int kGroupsWidth = 480;
constexpr int kTunerWidth = 330;
constexpr int kLogHeight = 110;

const QString kState = QStringLiteral("state");
const QString kView = QStringLiteral("view");
const QString kBeside = QStringLiteral("beside");

struct Workspace
{
    const char* name;
    const char* title;
    const char* help;
    const char* view;
    std::array<const char*, 5> hidden; ///< docks
};

constexpr std::array<Workspace, 4> kWorkspaces{{
    {"tune", QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "Tune"),
        QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "Set k of every group: equaliser and tuner"),
        "overviewView", {}},
    {"explore", QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "Explore"),
        QT_TRANSLATE_NOOP(
            "pleat::ui::Workspaces", "Look at the channels of one group after another"),
        "clustersView", {}},
    {"compare", QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "Compare"),
        QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "All runs, and two of them side by side"),
        "runsView", {"tunerDock", "groupsDock"}},
    {"teach", QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "Teach"),
        QT_TRANSLATE_NOOP("pleat::ui::Workspaces", "The lesson, with nothing else around it"),
        "teachView", {"tunerDock", "groupsDock", "logDock", "jobsDock", "historyDock"}},
}};
constexpr const Workspace& kFirst = kWorkspaces[1];

const Workspace& workspaceOf(const QString& name)
{
    const auto found = std::find_if(kWorkspaces.begin(), kWorkspaces.end(),
        [&](const Workspace& workspace) { return name == QLatin1String(workspace.name); });
    return found == kWorkspaces.end() ? kFirst : *found;
}

} // namespace

Workspaces::Workspaces(QMainWindow& window, Centre centre, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_centre(std::move(centre))
    , m_actions(new QActionGroup(this))
{
    int key = Qt::Key_1;
    for (const Workspace& workspace : kWorkspaces) {
        // Views have the same names; the switcher shows the short one.
        QAction* action = m_actions->addAction(tr("Workspace %1").arg(tr(workspace.title)));
        action->setIconText(tr(workspace.title));
        const QString name = QLatin1String(workspace.name);
        describeAction(*action,
            QStringLiteral("actionWorkspace") + name.left(1).toUpper() + name.mid(1),
            {QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key++))}, tr(workspace.help));
        action->setCheckable(true);
        action->setData(name);
        window.addAction(action);
    }
    connect(m_actions, &QActionGroup::triggered, this,
        [this](const QAction* action) { choose(action->data().toString()); });
}

QWidget* Workspaces::makeSwitcher(QWidget* parent) const
{
    auto* switcher =
        described(new QWidget(parent), QStringLiteral("workspaceSwitcher"), tr("Workspaces"));
    explain(*switcher, {}); // its buttons speak for themselves
    auto* row = new QHBoxLayout(switcher);
    row->setContentsMargins(0, 1, 6, 1);
    row->setSpacing(2);
    for (QAction* action : m_actions->actions()) {
        auto* button = described(new QToolButton(switcher),
            action->objectName() + QStringLiteral("Button"), action->iconText());
        button->setAutoRaise(true);
        button->setProperty("keptByView", true);
        button->setDefaultAction(action); // text and tooltip follow it
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        row->addWidget(button);
    }
    return switcher;
}

void Workspaces::begin()
{
    m_allDocks = dockState(m_window);
    arrange(QLatin1String(workspaceOf(m_settings.workspace()).name));
}

void Workspaces::choose(const QString& name)
{
    if (name == m_current)
        return;
    keep();
    arrange(name);
}

void Workspaces::adopt(const QString& name)
{
    m_current = QLatin1String(workspaceOf(name).name);
    for (QAction* action : m_actions->actions())
        action->setChecked(action->data() == m_current);
}

void Workspaces::reset()
{
    m_settings.setWorkspaceState(m_current, {});
    arrangeDocksAtFirst(m_current);
}

void Workspaces::keep()
{
    m_centre.settle();
    m_settings.setWorkspace(m_current);
    m_settings.setWorkspaceState(m_current,
        {{kState, dockState(m_window)}, {kView, m_centre.shown()}, {kBeside, m_centre.beside()}});
}

void Workspaces::arrange(const QString& name)
{
    adopt(name);
    const QVariantMap state = m_settings.workspaceState(name);
    m_centre.showBeside(state[kBeside].toString());
    if (restoreDockState(m_window, state[kState].toByteArray())) {
        m_centre.show(state[kView].toString());
    } else {
        arrangeDocksAtFirst(name);
        m_centre.show(QLatin1String(workspaceOf(name).view));
    }
}

void Workspaces::arrangeDocksAtFirst(const QString& name)
{
    const Workspace& workspace = workspaceOf(name);
    restoreDockState(m_window, m_allDocks);
    const auto dock = [this](const char* dockName) {
        return m_window.findChild<QDockWidget*>(QLatin1String(dockName));
    };
    // The centre keeps the larger part of a small window.
    m_window.resizeDocks(
        {dock("groupsDock")}, {std::min(kGroupsWidth, m_window.width() / 4)}, Qt::Horizontal);
    m_window.resizeDocks({dock("tunerDock")}, {kTunerWidth}, Qt::Horizontal);
    m_window.resizeDocks({dock("logDock")}, {kLogHeight}, Qt::Vertical);
    for (const char* hidden : workspace.hidden) {
        if (hidden)
            dock(hidden)->hide();
    }
}

} // namespace pleat::ui
