// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/beside_pane.h"

#include "ui/views/described.h"
#include "ui/views/polite_input.h"
#include "ui/views/tab_order.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QStyle>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr QSize kLeast{240, 160};

} // namespace

BesidePane::BesidePane(QTabWidget& tabs, QWidget* parent)
    : QWidget(parent)
    , m_tabs(tabs)
{
    setObjectName(QStringLiteral("besidePane"));
    for (int tab = 0; tab < tabs.count(); ++tab)
        m_places.push_back({tabs.widget(tab), tabs.tabText(tab)});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader(*layout);
    hide();
}

void BesidePane::buildHeader(QBoxLayout& layout)
{
    m_chooser = described(new QComboBox(this), QStringLiteral("besideChooser"), tr("View beside"),
        tr("The second view, which is linked with the first one like all others"));
    m_chooser->addItem(tr("no view"), QString());
    for (const Place& place : m_places)
        m_chooser->addItem(place.title, place.view->objectName());
    ignorePassingWheel(*m_chooser);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &BesidePane::choose);
    auto* label = new QLabel(tr("Beside"), this);
    label->setBuddy(m_chooser);
    auto* close = described(new QToolButton(this), QStringLiteral("besideClose"),
        tr("Close the second view"), tr("Puts this view back among the tabs"));
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton, nullptr, this));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    connect(close, &QToolButton::clicked, this, [this] { showView({}); });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 4, 0);
    row->setSpacing(6);
    row->addWidget(label);
    row->addWidget(m_chooser);
    row->addStretch(1);
    row->addWidget(close);
    layout.addLayout(row);
}

QSize BesidePane::minimumSizeHint() const
{
    return kLeast;
}

QString BesidePane::shownView() const
{
    return m_view ? m_view->objectName() : QString();
}

void BesidePane::showView(const QString& name)
{
    m_chooser->setCurrentIndex(std::max(0, m_chooser->findData(name)));
}

void BesidePane::toggle()
{
    if (m_view)
        return showView({});
    const QString matrix = QStringLiteral("matrixView");
    const QWidget* current = m_tabs.currentWidget();
    const bool matrixIsShown = current && current->objectName() == matrix;
    showView(matrixIsShown ? QStringLiteral("clustersView") : matrix);
}

void BesidePane::choose(int index)
{
    giveBack();
    const QString name = m_chooser->itemData(index).toString();
    const auto place = std::find_if(m_places.begin(), m_places.end(),
        [&](const Place& each) { return each.view->objectName() == name; });
    if (place != m_places.end())
        take(*place->view);
    setVisible(m_view);
    Q_EMIT changed();
}

void BesidePane::take(QWidget& view)
{
    const int tab = m_tabs.indexOf(&view);
    m_toolTip = m_tabs.tabToolTip(tab);
    m_whatsThis = m_tabs.tabWhatsThis(tab);
    m_view = &view;
    m_tabs.removeTab(tab);
    layout()->addWidget(&view);
    orderTabs(*this);
    view.show();
}

void BesidePane::giveBack()
{
    QWidget* view = std::exchange(m_view, nullptr);
    if (!view)
        return;
    layout()->removeWidget(view);
    int tab = 0; // behind those that come before it
    for (const Place& place : std::as_const(m_places)) {
        if (place.view == view) {
            m_tabs.insertTab(tab, view, place.title);
            m_tabs.setTabToolTip(tab, m_toolTip);
            m_tabs.setTabWhatsThis(tab, m_whatsThis);
            return;
        }
        ++tab; // all others are there
    }
}

} // namespace pleat::ui
