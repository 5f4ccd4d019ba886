// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/clustering_chooser.h"

#include "ui/session/core_text.h"
#include "ui/session/session.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QWidgetAction>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace pleat::ui {

namespace {

constexpr int kMostStarts = 1000;
constexpr double kLargestWeight = 1000;

template <typename Info>
void fill(QComboBox& chooser, const std::vector<Info>& known)
{
    for (const Info& info : known) {
        chooser.addItem(QString::fromStdString(info.id));
        chooser.setItemData(chooser.count() - 1, coreText(info.title), Qt::ToolTipRole);
    }
    ignorePassingWheel(chooser);
}

void choose(QComboBox& chooser, const std::string& id, const QString& help)
{
    chooser.setCurrentText(QString::fromStdString(id));
    chooser.setWhatsThis(
        help + QStringLiteral(":\n") + chooser.currentData(Qt::ToolTipRole).toString());
}

} // namespace

ClusteringChooser::ClusteringChooser(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_burst(session)
{
    buildChoosers();
    m_menu = new QMenu(this);
    auto* action = new QWidgetAction(m_menu);
    action->setDefaultWidget(buildMore());
    m_menu->addAction(action);
    connect(m_more, &QToolButton::clicked, this,
        [this] { m_menu->popup(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
    connectControls();
    refresh();
}

void ClusteringChooser::buildChoosers()
{
    m_method = described(
        new QComboBox(this), QStringLiteral("methodChooser"), tr("Clusterer"), tr("Clusterer"));
    m_features = described(
        new QComboBox(this), QStringLiteral("featuresChooser"), tr("Features"), tr("Features"));
    fill(*m_method, study::knownClusterMethods());
    fill(*m_features, study::knownFeatureSets());
    m_more = described(new QToolButton(this), QStringLiteral("featuresMore"),
        tr("Weights of the features"),
        tr("Weights of incoming and outgoing features, how often a drawn start is tried, and the "
           "seed"));
    m_more->setText(QStringLiteral("…"));
    m_more->setFocusPolicy(Qt::StrongFocus);
    auto* methodLabel = new QLabel(tr("Cl&usterer"), this);
    methodLabel->setBuddy(m_method);
    auto* featuresLabel = new QLabel(tr("Featu&res"), this);
    featuresLabel->setBuddy(m_features);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 4, 0);
    layout->setSpacing(4);
    layout->addWidget(methodLabel);
    layout->addWidget(m_method);
    layout->addSpacing(8);
    layout->addWidget(featuresLabel);
    layout->addWidget(m_features);
    layout->addWidget(m_more);
}

QDoubleSpinBox* ClusteringChooser::makeWeight(
    const QString& name, const QString& title, const QString& help)
{
    auto* weight = described(new QDoubleSpinBox(this), name, title, help);
    weight->setRange(0, kLargestWeight);
    weight->setDecimals(3);
    weight->setSingleStep(0.25);
    weight->setKeyboardTracking(false);
    leaveUndoToWindow(*weight);
    return weight;
}

QSpinBox* ClusteringChooser::makeCount(
    const QString& name, const QString& title, const QString& help)
{
    auto* count = described(new QSpinBox(this), name, title, help);
    count->setKeyboardTracking(false);
    leaveUndoToWindow(*count);
    return count;
}

QWidget* ClusteringChooser::buildMore()
{
    m_incoming = makeWeight(QStringLiteral("incomingWeight"), tr("Weight of incoming features"),
        tr("Factor on the features from the layers that make the channels"));
    m_outgoing = makeWeight(QStringLiteral("outgoingWeight"), tr("Weight of outgoing features"),
        tr("Factor on the features from the layers that read the channels"));
    m_starts = makeCount(QStringLiteral("startsSpin"), tr("Starts"),
        tr("How often clusterers that draw their start try anew; the best counts"));
    m_starts->setRange(1, kMostStarts);
    m_seed = makeCount(QStringLiteral("seedSpin"), tr("Seed"),
        tr("Seed of everything that the plan draws: starts of a clusterer, images of a probe"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    auto* page = new QWidget(this);
    auto* form = new QFormLayout(page);
    form->addRow(tr("&Incoming weight"), m_incoming);
    form->addRow(tr("&Outgoing weight"), m_outgoing);
    form->addRow(tr("&Starts"), m_starts);
    form->addRow(tr("S&eed"), m_seed);
    return page;
}

void ClusteringChooser::connectControls()
{
    for (QComboBox* chooser : {m_method, m_features})
        connect(chooser, &QComboBox::currentIndexChanged, this,
            [this] { edit(nullptr, Gesture::Begin); });
    for (QDoubleSpinBox* weight : {m_incoming, m_outgoing})
        connect(weight, &QDoubleSpinBox::valueChanged, this,
            [this, weight] { edit(weight, m_burst.next(*weight)); });
    connect(m_starts, &QSpinBox::valueChanged, this,
        [this] { edit(m_starts, m_burst.next(*m_starts)); });
    connect(m_seed, &QSpinBox::valueChanged, this, &ClusteringChooser::editSeed);
    for (const auto signal : {&Session::planChanged, &Session::modelChanged})
        connect(&m_session, signal, this, &ClusteringChooser::refresh);
}

void ClusteringChooser::edit(const QObject* control, Gesture gesture)
{
    cluster::ClusterOptions options;
    options.method = m_method->currentText().toStdString();
    options.features = {
        m_features->currentText().toStdString(), m_incoming->value(), m_outgoing->value()};
    options.starts = m_starts->value();
    m_burst.edit(control, [&] {
        if (const Result<void> done = m_session.setClustering(options, gesture); !done)
            Q_EMIT refused(done.error());
    });
    refresh();
}

void ClusteringChooser::editSeed(int seed)
{
    const Gesture gesture = m_burst.next(*m_seed);
    m_burst.edit(m_seed, [&] { m_session.setSeed(static_cast<std::uint64_t>(seed), gesture); });
}

void ClusteringChooser::refresh()
{
    const QSignalBlocker blockers[] = {QSignalBlocker(m_method), QSignalBlocker(m_features),
        QSignalBlocker(m_incoming), QSignalBlocker(m_outgoing), QSignalBlocker(m_starts),
        QSignalBlocker(m_seed)};
    const cluster::ClusterOptions& options = m_session.plan().clustering;
    choose(*m_method, options.method, tr("Which channels are merged is decided by this clusterer"));
    choose(*m_features, options.features.set, tr("What the clusterer compares"));
    m_incoming->setValue(options.features.incomingWeight);
    m_outgoing->setValue(options.features.outgoingWeight);
    m_starts->setValue(static_cast<int>(options.starts));
    m_seed->setValue(static_cast<int>(std::min<std::uint64_t>(
        m_session.plan().seed, static_cast<std::uint64_t>(m_seed->maximum()))));
    for (QWidget* control : {static_cast<QWidget*>(m_method), static_cast<QWidget*>(m_features),
             static_cast<QWidget*>(m_more)})
        setUsable(*control, m_session.hasModel(), tr("Open a model first"));
}

} // namespace pleat::ui
