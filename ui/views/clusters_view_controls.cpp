// SPDX-License-Identifier: GPL-3.0-or-later
// ClustersView: the row above the scatter, and which picture is shown.
#include "ui/views/clusters_view.h"

#include "ui/plots/cluster_plot.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/polite_input.h"
#include "ui/views/stored_edges.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kTextMargin = 12; // pixels
const QString kPicture = QStringLiteral("picture");
const QString kTsne = QStringLiteral("tsne");
const QString kZoom = QStringLiteral("zoom");

} // namespace

void ClustersView::addPictureControls(QBoxLayout& row)
{
    m_picture = described(new QComboBox(this), QStringLiteral("pictureChooser"), tr("Picture by"),
        tr("PCA is there at once and keeps large distances. t-SNE keeps neighbours together; it "
           "takes a while, and its distances between clusters mean little."));
    m_picture->addItems({tr("PCA"), tr("t-SNE")});
    m_picture->setProperty("keptByView", true);
    ignorePassingWheel(*m_picture);
    m_stop = described(new QPushButton(this), QStringLiteral("tsneButton"), tr("Stop t-SNE"));
    m_stop->setFixedWidth(m_stop->fontMetrics().horizontalAdvance(tr("Go on")) + 2 * kTextMargin);
    row.setSpacing(4); // what t-SNE has reached needs the room
    m_state = described(new ElidedLabel(this), QStringLiteral("tsneState"), tr("State of t-SNE"),
        tr("Steps that are done, and the divergence of Kullback and Leibler that they lower"));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    auto* label = new QLabel(tr("Pict&ure"), this);
    label->setBuddy(m_picture);
    row.addWidget(label);
    row.addWidget(m_picture);
    row.addWidget(m_stop);
    row.addWidget(m_state, 1);
    connect(m_stop, &QPushButton::clicked, this, &ClustersView::startOrStop);
    connect(m_picture, &QComboBox::currentIndexChanged, this, [this] {
        forgetRestored();
        if (wantsTsne())
            m_tsne.start(m_session.selection().group());
        else
            m_tsne.stop();
        showPicture();
    });
}

QToolButton* ClustersView::addTool(QBoxLayout& row, const QString& text, const QString& objectName,
    const QString& name, const QString& help)
{
    auto* button = described(new QToolButton(this), objectName, name, help);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    row.addWidget(button);
    return button;
}

void ClustersView::addMarkControls(QBoxLayout& row)
{
    const QString picking = tr("Shift adds, Ctrl toggles. A click picks a single channel, a click "
                               "beside the marks none. A double click on a mark picks its cluster "
                               "and centres it in the Matrix view.");
    const std::pair<QToolButton*, ClusterPlot::Mode> modes[] = {
        {addTool(row, tr("Pan"), QStringLiteral("panMode"), tr("Drag pans"),
             tr("A drag pans, the wheel zooms, a double click beside the marks fits. %1")
                 .arg(picking)),
            ClusterPlot::Mode::Pan},
        {addTool(row, tr("Box"), QStringLiteral("boxMode"), tr("Drag selects in a box"),
             tr("A drag selects the channels in a rectangle. %1").arg(picking)),
            ClusterPlot::Mode::Box},
        {addTool(row, tr("Lasso"), QStringLiteral("lassoMode"), tr("Drag selects in an outline"),
             tr("A drag selects the channels that it goes around. %1").arg(picking)),
            ClusterPlot::Mode::Lasso}};
    auto* group = new QButtonGroup(this);
    for (const auto& [button, mode] : modes) {
        group->addButton(button);
        connect(button, &QToolButton::toggled, this, [this, mode = mode](bool on) {
            if (on)
                m_plot->setMode(mode);
        });
    }
    modes[0].first->setChecked(true);
    m_numbers = addTool(row, tr("Numbers"), QStringLiteral("clusterNumbers"),
        tr("Numbers of the clusters"),
        tr("Writes the number of each cluster of two channels or more at the middle of its marks"));
    m_sizes = addTool(row, tr("Size"), QStringLiteral("normSizes"), tr("Size by norm"),
        tr("The area of a mark follows the norm of the channel's weights"));
    connect(m_numbers, &QToolButton::toggled, m_plot, &ClusterPlot::setNumbersShown);
    connect(m_sizes, &QToolButton::toggled, this, &ClustersView::showNorms);
}

bool ClustersView::wantsTsne() const
{
    return m_picture->currentIndex() == 1;
}

bool ClustersView::tsneComplete(int group) const
{
    const TsnePictures::Picture* picture = m_tsne.of(group);
    return picture && picture->complete();
}

/// t-SNE only on request: a group for which nobody asked for it begins with PCA.
void ClustersView::choosePicture()
{
    const int group = m_session.selection().group();
    if (m_tsne.running() != group)
        m_tsne.stop();
    const bool restored = std::exchange(m_restoredTsne, false);
    {
        const QSignalBlocker blocker(m_picture);
        m_picture->setCurrentIndex(restored || (wantsTsne() && m_tsne.of(group)) ? 1 : 0);
    }
    if (restored)
        m_tsne.start(group);
    showPicture();
}

QJsonObject ClustersView::viewState() const
{
    QJsonObject state;
    if (m_restoredTsne || (m_statistics && wantsTsne()))
        state[kPicture] = kTsne;
    // Without statistics the plot holds another group.
    if (const auto zoom = m_restoredZoom || !m_statistics ? m_restoredZoom : m_plot->zoom())
        state[kZoom] = storedEdges(*zoom);
    return state;
}

void ClustersView::restoreViewState(const QJsonObject& state)
{
    m_restoredTsne = state[kPicture].toString() == kTsne;
    m_restoredZoom = edgesFrom(state[kZoom]);
    showGroup();
}

void ClustersView::forgetRestored()
{
    m_restoredTsne = false;
    m_restoredZoom.reset();
}

/// While t-SNE begins its marks lie elsewhere. What a person has zoomed to since then counts more.
void ClustersView::placeRestoredZoom()
{
    const bool there = !wantsTsne() || tsneComplete(m_session.selection().group());
    if (m_plot->zoom())
        m_restoredZoom.reset();
    if (!there)
        return;
    if (const auto zoom = std::exchange(m_restoredZoom, std::nullopt))
        m_plot->setZoom(*zoom);
}

void ClustersView::showPicture()
{
    showTsneState();
    if (!m_statistics)
        return;
    const TsnePictures::Picture* picture = m_tsne.of(m_session.selection().group());
    if (wantsTsne() && picture && picture->coordinates.rows() > 0) {
        m_plot->movePoints(picture->coordinates,
            tr("t-SNE 1 (perplexity %1)").arg(picture->perplexity, 0, 'g', 3), tr("t-SNE 2"));
        placeRestoredZoom();
        return;
    }
    const QString label = tr("component %1 (%2 % of variance)");
    m_plot->movePoints(m_statistics->picture,
        label.arg(1).arg(m_statistics->pictureShare[0] * 100, 0, 'f', 1),
        label.arg(2).arg(m_statistics->pictureShare[1] * 100, 0, 'f', 1));
    placeRestoredZoom();
}

void ClustersView::showTsneState()
{
    const int group = m_session.selection().group();
    const TsnePictures::Picture* picture = m_statistics ? m_tsne.of(group) : nullptr;
    const bool shown = wantsTsne() && picture;
    const bool running = shown && m_tsne.running() == group;
    const bool complete = shown && picture->complete();
    m_stop->setVisible(shown && !complete && !picture->error);
    m_stop->setText(running ? tr("Stop") : tr("Go on"));
    m_stop->setToolTip(running ? tr("Stops t-SNE and keeps what it has drawn")
                               : tr("Goes on with t-SNE to its last step"));
    QString text;
    if (shown && picture->error)
        text = errorText(*picture->error);
    else if (shown && picture->step == 0)
        text = running ? tr("finding neighbours; PCA meanwhile") : tr("stopped; this is PCA");
    else if (shown)
        text = tr("step %1 of %2, KL %3")
                   .arg(picture->step)
                   .arg(picture->steps)
                   .arg(picture->divergence, 0, 'f', 3);
    m_state->setText(text);
}

void ClustersView::startOrStop()
{
    const int group = m_session.selection().group();
    if (m_tsne.running() == group)
        m_tsne.stop();
    else
        m_tsne.start(group);
}

} // namespace pleat::ui
