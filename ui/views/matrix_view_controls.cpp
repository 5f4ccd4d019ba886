// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixView: the row above the matrix.
#include "ui/views/matrix_view.h"

#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/polite_input.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kLeastChooser = 84; // pixels; other columns of a small window need room, too

} // namespace

void MatrixView::buildLayout()
{
    auto* top = new QHBoxLayout;
    addChoosers(*top);
    auto* hint = described(new ElidedLabel(this), QStringLiteral("matrixHint"), tr("Hint"));
    hint->setText(tr("Drag the dendrogram to set k, click a branch to select it, Shift-drag rows"));
    hint->setForegroundRole(QPalette::PlaceholderText);
    top->addWidget(hint, 1);
    addHistory(*top);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
}

void MatrixView::addChoosers(QBoxLayout& row)
{
    m_quantity = described(new QComboBox(this), QStringLiteral("matrixQuantity"), tr("Show"),
        tr("The similarity with its sign, without it, or the distance: of the whole group that of "
           "its features, of a layer that of its channels scaled to length 1"));
    m_quantity->addItem(tr("similarity"), static_cast<int>(Quantity::Similarity));
    m_quantity->addItem(tr("|similarity|"), static_cast<int>(Quantity::Magnitude));
    m_quantity->addItem(tr("distance"), static_cast<int>(Quantity::Distance));
    m_order = described(new QComboBox(this), QStringLiteral("matrixOrder"), tr("Order"),
        tr("By cluster, the channels of each cluster of the exact clustering lie together; "
           "the dendrogram does not fit that order and is left out"));
    m_order->addItems({tr("leaf"), tr("cluster, then leaf")});
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(18);
    for (QComboBox* narrow : {m_quantity, m_chooser, m_order})
        narrow->setMinimumWidth(kLeastChooser);
    m_chooser->setProperty("keptByView", true);
    const std::pair<QString, QComboBox*> choosers[] = {
        {tr("Sho&w"), m_quantity}, {tr("o&f"), m_chooser}, {tr("Or&der"), m_order}};
    for (const auto& [text, chooser] : choosers) {
        auto* label = new QLabel(text, this);
        label->setBuddy(chooser);
        ignorePassingWheel(*chooser);
        row.addWidget(label);
        row.addWidget(chooser);
    }
}

QToolButton* MatrixView::addStep(QBoxLayout& row, Qt::ArrowType arrow, const QString& objectName,
    const QString& name, void (MatrixPlot::*step)())
{
    auto* button = described(new QToolButton(this), objectName, name);
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    row.addWidget(button);
    connect(button, &QToolButton::clicked, m_plot, step);
    return button;
}

void MatrixView::addHistory(QBoxLayout& row)
{
    m_back = addStep(row, Qt::LeftArrow, QStringLiteral("matrixBack"),
        tr("Back to the zoom before"), &MatrixPlot::goBack);
    m_forward = addStep(row, Qt::RightArrow, QStringLiteral("matrixForward"),
        tr("Forward to the zoom after"), &MatrixPlot::goForward);
    const auto refresh = [this] {
        setUsable(*m_back, m_plot->canGoBack(), tr("There is no zoom before"));
        setUsable(*m_forward, m_plot->canGoForward(), tr("There is no zoom after"));
    };
    connect(m_plot, &MatrixPlot::historyChanged, this, refresh);
    connect(m_plot, &MatrixPlot::historyChanged, this, &MatrixView::historyChanged);
    refresh();
}

void MatrixView::setZoomActions(QAction& back, QAction& forward)
{
    connect(&back, &QAction::triggered, m_plot, &MatrixPlot::goBack);
    connect(&forward, &QAction::triggered, m_plot, &MatrixPlot::goForward);
    for (const auto& [action, button] : {std::pair(&back, m_back), {&forward, m_forward}}) {
        connect(action, &QAction::changed, button,
            [action = action, button = button] { nameKeysOf(*action, *button); });
        nameKeysOf(*action, *button);
    }
}

void MatrixView::nameKeysOf(const QAction& action, QToolButton& button)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString name = button.accessibleName();
    button.setWhatsThis(keys.isEmpty() ? name : tr("%1 (%2)").arg(name, keys));
    if (button.isEnabled()) // else it tells the reason
        button.setToolTip(button.whatsThis());
}

bool MatrixView::canGoBack() const
{
    return m_plot->canGoBack();
}

bool MatrixView::canGoForward() const
{
    return m_plot->canGoForward();
}

} // namespace pleat::ui
