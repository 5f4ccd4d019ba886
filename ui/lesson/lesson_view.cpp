// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_view.h"

#include "ui/lesson/lesson_page.h"
#include "ui/lesson/matrix_editor.h"
#include "ui/session/core_text.h"
#include "ui/session/text.h"
#include "ui/views/card.h"
#include "ui/views/described.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

LessonView::LessonView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_samples(study::lessonSamples())
{
    for (std::size_t i = 0; i < m_networks.size(); ++i) {
        m_networks[i] = m_samples[i].network;
        m_k[i] = static_cast<int>(m_samples[i].k);
    }
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildWelcome());
    m_pages->addWidget(buildLesson());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    listenToKeys();
    connectSession();
    onSessionChanged();
    showAll();
}

LessonView::~LessonView() = default;

void LessonView::connectSession()
{
    connect(&m_session, &Session::modelChanged, this, [this] {
        if (own() && !m_session.hasModel())
            setSubject(LessonSubject::Six);
        onSessionChanged();
    });
    connect(&m_session.selection(), &Selection::groupChanged, this, &LessonView::onGroupChanged);
    connect(&m_session, &Session::statisticsChanged, this, [this](int group) {
        if (own() && group == m_session.selection().group())
            request();
    });
    for (const auto signal : {&Session::planChanged, &Session::labelsChanged}) {
        connect(&m_session, signal, this, [this] {
            if (own())
                request();
            else
                takeKOfPlan();
        });
    }
}

void LessonView::onSessionChanged()
{
    const bool open = m_session.hasModel();
    for (QWidget* button : {static_cast<QWidget*>(m_own), static_cast<QWidget*>(m_ownCard)})
        setUsable(*button, open, tr("Open a model first"));
    m_toStart->setVisible(!open);
    onGroupChanged();
}

/// The lesson of a group starts with the k of the plan, if that folds anything.
void LessonView::takeKOfPlan()
{
    const int group = m_session.selection().group();
    const study::GroupInfo* info = m_session.currentInfo();
    const std::int64_t n = info ? info->channels : 1;
    const std::int64_t k = info ? m_session.kOf(group) : 1;
    m_k[static_cast<std::size_t>(LessonSubject::Own)] =
        static_cast<int>(k < n ? k : std::max<std::int64_t>(1, n / 2));
}

void LessonView::onGroupChanged()
{
    takeKOfPlan();
    if (!own())
        return;
    forgetGuesses();
    m_lesson.reset();
    showControls();
    request();
}

void LessonView::begin(LessonSubject subject)
{
    m_step = 0;
    setSubject(subject);
    m_page->setFocus();
}

void LessonView::setSubject(LessonSubject subject)
{
    m_subject = subject;
    m_begun = true;
    m_lesson.reset();
    forgetGuesses();
    say({});
    if (own() && m_session.hasModel()) {
        const auto& groups = m_session.info().groups;
        const study::GroupInfo* info = m_session.currentInfo();
        const auto first = std::find_if(groups.begin(), groups.end(),
            [](const study::GroupInfo& group) { return group.foldable; });
        if ((!info || !info->foldable) && first != groups.end())
            m_session.selection().setGroup(static_cast<int>(first - groups.begin()));
    }
    showAll();
    request();
}

void LessonView::setStep(int step)
{
    step = std::clamp(step, 0, kLessonSteps - 1);
    if (step == m_step)
        return;
    m_step = step;
    say({});
    showAll();
    m_scroll->verticalScrollBar()->setValue(0);
}

void LessonView::setK(int k)
{
    if (m_filling)
        return;
    m_k[index()] = k;
    forgetGuesses();
    request();
}

void LessonView::resetNumbers()
{
    if (own())
        return;
    m_networks[index()] = m_samples[index()].network;
    m_k[index()] = static_cast<int>(m_samples[index()].k);
    forgetGuesses();
    say({});
    showAll();
    request();
}

void LessonView::takeEdits()
{
    if (own())
        return;
    m_networks[index()].weights = m_weights->matrixModel().matrix();
    m_networks[index()].consumers = m_consumers->matrixModel().matrix();
    if (m_networks[index()].input.size() > 0)
        m_networks[index()].input = m_input->matrixModel().matrix().row(0).transpose();
    forgetGuesses();
    say({});
    showControls();
    request();
}

void LessonView::forgetGuesses()
{
    m_guesses.fill(std::nullopt);
}

void LessonView::answer(std::optional<Trend> guess)
{
    if (m_step + 1 < kLessonSteps)
        m_guesses[static_cast<std::size_t>(m_step + 1)] = guess;
    m_page->setFocus(); // the button goes away
    next();
}

std::int64_t LessonView::channels() const
{
    if (!own())
        return m_networks[index()].weights.rows();
    const study::GroupInfo* info = m_session.currentInfo();
    return info ? info->channels : 1;
}

QString LessonView::objection() const
{
    const int group = m_session.selection().group();
    const study::GroupInfo* info = m_session.currentInfo();
    if (!m_session.hasModel())
        return tr("Open a model to do this on one of its groups.");
    if (!info)
        return tr("Select a group in the list of groups.");
    if (!info->foldable)
        return tr("The group %1 is frozen: %2")
            .arg(QString::fromStdString(info->name), coreText(info->frozen));
    if (const QString why = m_session.failure(group); !why.isEmpty())
        return why;
    return m_session.statistics(group) ? QString() : tr("The group is being analysed.");
}

void LessonView::request()
{
    m_wanted = true;
    if (!isVisible() || !m_begun)
        return;
    m_wanted = false;
    if (!m_runner)
        m_runner = std::make_unique<JobRunner>();
    if (m_job)
        m_runner->drop(m_job);
    m_job = 0;
    if (own())
        requestOwn();
    else
        requestSample();
}

void LessonView::requestSample()
{
    study::LessonOptions options;
    options.k = m_k[index()];
    options.outgoingToo = m_outgoing;
    const auto usual = m_samples[index()].mistakenPair;
    m_job = m_runner->start(
        JobPriority::Foreground,
        [network = m_networks[index()], options, usual](
            const StageContext& context) -> Result<Made> {
            auto lesson = study::lessonOf(network, options, context);
            if (!lesson)
                return lesson.error();
            Made made{std::move(*lesson), std::nullopt};
            const auto pair = usual[0] < 0 ? std::nullopt : study::mistakenPair(made.lesson, usual);
            if (!pair)
                return made;
            const auto n = static_cast<std::int64_t>(network.weights.rows());
            study::LessonOptions wrong = options;
            wrong.k = n - 1;
            wrong.labels = study::onlyMerging(n, *pair);
            auto mistake = study::lessonOf(network, wrong, context);
            if (!mistake)
                return mistake.error();
            made.mistake = std::move(*mistake);
            return made;
        },
        [this](const Result<Made>& made) { onMade(made); });
}

void LessonView::requestOwn()
{
    if (const QString why = objection(); !why.isEmpty()) {
        m_lesson.reset();
        showStep();
        return;
    }
    const int group = m_session.selection().group();
    const std::int64_t k = std::clamp<std::int64_t>(m_k[index()], 1, channels());
    std::optional<cluster::Labels> labels;
    if (const study::GroupClustering& known = m_session.clustering();
        !m_session.hasOwnTree() && known.exact && known.k == k)
        labels = known.labels;
    m_job = m_runner->start(
        JobPriority::Foreground,
        [model = m_session.model(), statistics = m_session.statistics(group), group, k, labels](
            const StageContext& context) -> Result<Made> {
            auto lesson = study::lessonOf(*model, group, *statistics, k, labels, context);
            if (!lesson)
                return lesson.error();
            return Made{std::move(*lesson), std::nullopt};
        },
        [this](const Result<Made>& made) { onMade(made); });
}

void LessonView::onMade(const Result<Made>& made)
{
    m_job = 0;
    if (!made) {
        m_lesson.reset();
        m_page->setEmptyText(errorText(made.error()));
        return;
    }
    m_lesson = made->lesson;
    m_mistake = made->mistake;
    showStep();
}

void LessonView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_wanted)
        request();
}

void LessonView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitRail();
}

bool LessonView::stepByKey(const QKeyEvent& event)
{
    if (!m_begun || event.modifiers() & ~Qt::KeypadModifier)
        return false;
    const bool forth = event.key() == Qt::Key_Right || event.key() == Qt::Key_PageDown;
    const bool aside = event.key() == Qt::Key_Left || event.key() == Qt::Key_PageUp;
    if (forth)
        next();
    else if (aside)
        back();
    return forth || aside;
}

void LessonView::keyPressEvent(QKeyEvent* event)
{
    if (!stepByKey(*event))
        QWidget::keyPressEvent(event);
}

bool LessonView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scroll) {
        if (event->type() == QEvent::Resize)
            fitEditors();
        return false;
    }
    if (event->type() == QEvent::KeyPress && stepByKey(*static_cast<QKeyEvent*>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace pleat::ui
