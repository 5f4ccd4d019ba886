// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/graph_view.h"

#include "ui/session/group_numbers.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"
#include "ui/views/stored_edges.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

const QString kOpen = QStringLiteral("open");
const QString kPlace = QStringLiteral("place");
constexpr std::size_t kMostAtOnce = 150; // nodes that are laid out without a job

} // namespace

GraphView::GraphView(Session& session, JobRunner& jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_fill(described(new QComboBox(this), QStringLiteral("graphFill"), tr("Fill of the boxes"),
          tr("The number of each channel group that colours the boxes")))
    , m_search(described(new QLineEdit(this), QStringLiteral("graphSearch"), tr("Find a node"),
          tr("Part of a name or a kind, such as conv1 or add (Ctrl+F). Enter goes to the next "
             "match, Shift+Enter to the one before.")))
    , m_found(
          described(new QLabel(this), QStringLiteral("graphMatches"), tr("Matches of the search")))
    , m_path(described(new QLabel(this), QStringLiteral("graphPath"), tr("Current block"),
          tr("The blocks around the current node. Choose one to see it whole.")))
    , m_canvas(described(new GraphCanvas(this), QStringLiteral("graphCanvas"), tr("Graph")))
{
    explain(*m_canvas,
        tr("The network as boxes, nested in blocks and coloured by a number of their channel "
           "groups. A click selects the group of a box, a double click opens or closes a block, "
           "the wheel zooms and a drag moves; arrow keys go from box to box, Enter opens or "
           "closes, Ctrl+Plus and Ctrl+Minus zoom, F shows the whole."));
    m_path->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(buildTop());
    layout->addWidget(m_path);
    layout->addWidget(m_canvas, 1);
    connectSession();
    connect(m_canvas, &GraphCanvas::groupPicked, &session.selection(), &Selection::setGroup);
    connect(m_canvas, &GraphCanvas::toggled, this, &GraphView::toggle);
    connect(m_canvas, &GraphCanvas::currentChanged, this, &GraphView::refreshPath);
    connect(m_fill, &QComboBox::currentIndexChanged, this, &GraphView::refreshFill);
    connect(m_search, &QLineEdit::textChanged, this, &GraphView::search);
    connect(m_path, &QLabel::linkActivated, this, &GraphView::goTo);
    m_search->installEventFilter(this);
    onModelChanged();
}

QLayout* GraphView::buildTop()
{
    auto* label = new QLabel(tr("F&ill"), this);
    label->setBuddy(m_fill);
    for (const GroupNumber number : kGroupNumbers) {
        m_fill->addItem(titleOf(number), static_cast<int>(number));
        m_fill->setItemData(m_fill->count() - 1, helpOf(number), Qt::ToolTipRole);
    }
    m_fill->setCurrentIndex(1);
    m_fill->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_fill->setMinimumContentsLength(17);
    m_fill->setMinimumWidth(60); // a small window has other columns, too
    ignorePassingWheel(*m_fill);
    m_search->setPlaceholderText(tr("Find"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(190);
    auto* top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_fill);
    top->addWidget(m_search, 1);
    top->addWidget(m_found);
    top->addStretch();
    auto* openAll =
        addButton(QStringLiteral("graphOpenAll"), tr("&Open all"), tr("Open every block"));
    auto* closeAll =
        addButton(QStringLiteral("graphCloseAll"), tr("&Close all"), tr("Close every block"));
    auto* fit = addButton(QStringLiteral("graphFit"), tr("Fi&t"),
        tr("Show the whole network, or its width from the top where it would be too small to read; "
           "a "
           "second time: the whole (F)"));
    for (QToolButton* button : {openAll, closeAll, fit})
        top->addWidget(button);
    connect(openAll, &QToolButton::clicked, this, [this] { setAllOpen(true); });
    connect(closeAll, &QToolButton::clicked, this, [this] { setAllOpen(false); });
    connect(fit, &QToolButton::clicked, m_canvas, &GraphCanvas::fit);
    return top;
}

QToolButton* GraphView::addButton(const QString& name, const QString& text, const QString& help)
{
    auto* button = described(new QToolButton(this), name, help);
    button->setText(text);
    return button;
}

void GraphView::connectSession()
{
    connect(&m_session, &Session::modelChanged, this, &GraphView::onModelChanged);
    connect(
        &m_session.selection(), &Selection::groupChanged, m_canvas, &GraphCanvas::setSelectedGroup);
    for (const auto signal : {&Session::planChanged, &Session::runChanged})
        connect(&m_session, signal, this, &GraphView::refreshFill);
    for (const auto signal : {&Session::statisticsChanged, &Session::clusteringChanged})
        connect(&m_session, signal, this, &GraphView::refreshFill);
}

void GraphView::onModelChanged()
{
    m_jobs.drop(m_job);
    m_job = 0;
    m_outline.reset();
    m_matches.clear();
    m_match = -1;
    m_search->clear();
    m_found->clear();
    m_canvas->setNetwork(nullptr, {});
    m_canvas->setEmptyText(tr("Open a model to see its graph."));
    m_wanted = m_session.hasModel();
    m_goToMatch = false;
    m_restored.reset();
    m_restoredPlace.reset();
    if (m_wanted && isVisible())
        drawModel();
    refreshPath();
}

void GraphView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_wanted)
        drawModel();
    else
        refreshFill();
}

void GraphView::drawModel()
{
    using OutlinePtr = std::shared_ptr<const study::Outline>;
    m_wanted = false;
    m_canvas->setEmptyText(tr("The network is being laid out."));
    JobInfo info([] { return tr("Outline of the network"); });
    info.retry = whileAlive(this, [this] {
        if (m_session.hasModel())
            drawModel();
    });
    m_job = m_jobs.start(
        JobPriority::Foreground, info,
        [model = m_session.model()](const StageContext& context) -> Result<OutlinePtr> {
            auto outline = std::make_shared<study::Outline>(study::outlineOf(*model));
            if (context.cancelled())
                return cancelledError();
            return OutlinePtr(std::move(outline));
        },
        whileAlive(this, [this](const Result<OutlinePtr>& outline) {
            if (!outline)
                return m_canvas->setEmptyText(errorText(outline.error()));
            m_outline = *outline;
            m_drawn = m_session.model().get();
            m_open = firstOpen(*m_outline);
            openRestored();
            m_canvas->setNetwork(m_outline, QString::fromStdString(m_session.info().name));
            relayout(-1);
        }));
}

void GraphView::openRestored()
{
    if (!m_restored)
        return;
    for (std::size_t block = 1; block < m_open.size(); ++block)
        m_open[block] = m_restored->contains(QString::fromStdString(m_outline->blocks[block].name));
    m_restored.reset();
}

QJsonObject GraphView::viewState() const
{
    QStringList open;
    for (std::size_t block = 1; m_outline && block < m_open.size(); ++block) {
        if (m_open[block])
            open << QString::fromStdString(m_outline->blocks[block].name);
    }
    if (!m_outline && !m_restored)
        return {}; // nobody has looked at it
    QJsonObject state{{kOpen, QJsonArray::fromStringList(m_restored ? *m_restored : open)}};
    if (const auto place = m_restoredPlace ? m_restoredPlace : m_canvas->place())
        state[kPlace] = QJsonArray{place->zoom, place->origin.x(), place->origin.y()};
    return state;
}

void GraphView::restoreViewState(const QJsonObject& state)
{
    if (!state[kOpen].isArray())
        return;
    m_restored.emplace();
    for (const QJsonValue& name : state[kOpen].toArray())
        m_restored->append(name.toString());
    if (const auto place = coordinatesFrom(state[kPlace], 3); !place.empty())
        m_restoredPlace = {place[0], {place[1], place[2]}};
    if (!m_outline || m_drawn != m_session.model().get())
        return;
    openRestored();
    relayout(-1);
}

void GraphView::relayout(int fixed)
{
    m_jobs.drop(m_job);
    m_job = 0;
    if (m_outline->nodes.size() <= kMostAtOnce)
        return showLayout(layOutGraph(*m_outline, m_open, {}), fixed);
    JobInfo info([] { return tr("Layout of the graph"); });
    info.retry = whileAlive(this, [this] {
        if (m_outline)
            relayout(-1);
    });
    m_job = m_jobs.start(
        JobPriority::Foreground, info,
        [outline = m_outline, open = m_open](
            const StageContext& context) { return layOutGraph(*outline, open, context); },
        whileAlive(this,
            [this, fixed](Result<GraphLayout> result) { showLayout(std::move(result), fixed); }));
}

void GraphView::showLayout(Result<GraphLayout> result, int fixed)
{
    if (!result)
        return m_canvas->setEmptyText(errorText(result.error()));
    ++m_layouts;
    fillScene();
    m_canvas->setSelectedGroup(m_session.selection().group());
    m_canvas->setEmptyText(result->boxes.empty() ? tr("The network has no operators.") : QString());
    m_canvas->setGraph(std::make_shared<const GraphLayout>(std::move(*result)), fixed);
    if (const auto place = std::exchange(m_restoredPlace, std::nullopt))
        m_canvas->setPlace(*place);
    if (m_goToMatch)
        showMatch();
    m_goToMatch = false;
}

void GraphView::toggle(int block)
{
    m_open[block] = !m_open[block];
    relayout(block);
}

void GraphView::setAllOpen(bool open)
{
    if (!m_outline)
        return;
    std::fill(m_open.begin() + 1, m_open.end(), open);
    relayout(-1);
}

void GraphView::refreshFill()
{
    // Runs and selection of the last model go before the new one is announced.
    if (m_outline && m_drawn == m_session.model().get() && isVisible())
        fillScene();
}

void GraphView::fillScene()
{
    const auto number = static_cast<GroupNumber>(m_fill->currentData().toInt());
    m_canvas->setGroups(graphGroups(m_session));
    m_canvas->setFill(groupNumbers(m_session, number));
}

void GraphView::refreshPath()
{
    QString text = m_canvas->scene().network.toHtmlEscaped();
    if (m_outline) {
        for (int block : blocksAround(*m_outline, m_canvas->currentBlock())) {
            const QString name = QString::fromStdString(m_outline->blocks[block].name);
            text += QStringLiteral(" › <a href=\"%1\">%2</a>")
                        .arg(block)
                        .arg(name.section(QLatin1Char('.'), -1).toHtmlEscaped());
        }
    }
    m_path->setText(text);
}

void GraphView::goTo(const QString& block)
{
    for (const GraphFrame& frame : m_canvas->scene().layout->frames) {
        if (frame.block == block.toInt())
            m_canvas->bringIntoView(frame.rect);
    }
}

} // namespace pleat::ui
