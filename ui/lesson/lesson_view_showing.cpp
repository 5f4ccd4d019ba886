// SPDX-License-Identifier: GPL-3.0-or-later
// LessonView: what its controls and its page show.
#include "ui/lesson/lesson_page.h"
#include "ui/lesson/lesson_view.h"
#include "ui/lesson/matrix_editor.h"
#include "ui/session/core_text.h"
#include "ui/session/settings.h"
#include "ui/views/described.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyle>

#include <algorithm>
#include <numeric>

namespace pleat::ui {

namespace {

constexpr int kNarrow = 760; // below, the steps are numbers only
constexpr int kWelcome = 0;
constexpr int kLesson = 1;

} // namespace

LessonContext LessonView::context() const
{
    LessonContext context;
    context.subject = m_subject;
    context.mistake = m_mistake;
    if (!own()) {
        context.relu = m_networks[index()].relu;
        context.outgoingToo = m_outgoing;
        return context;
    }
    const study::GroupInfo* info = m_session.currentInfo();
    context.group = info ? QString::fromStdString(info->name) : QString();
    const std::string set = m_session.plan().clustering.features.set;
    for (const study::FeatureSetInfo& each : study::knownFeatureSets()) {
        if (each.id == set)
            context.features = coreText(each.title);
    }
    context.exact = m_session.hasOwnTree()
        || (m_session.clustering().exact && m_session.clustering().k == m_lesson->k);
    return context;
}

void LessonView::showAll()
{
    m_pages->setCurrentIndex(m_begun ? kLesson : kWelcome);
    showControls();
    showEditors();
    showStep();
}

void LessonView::showControls()
{
    const QScopedValueRollback filling(m_filling, true);
    m_chooser->setCurrentIndex(static_cast<int>(m_subject));
    m_kSpin->setRange(1, static_cast<int>(channels()));
    m_kSpin->setValue(m_k[index()]);
    m_outgoingCheck->setChecked(m_outgoing);
    m_outgoingCheck->setVisible(!own());
    m_own->setVisible(!own());
    m_reset->setVisible(!own());
    const bool same = own()
        || (m_networks[index()].weights == m_samples[index()].network.weights
            && m_networks[index()].consumers == m_samples[index()].network.consumers
            && m_networks[index()].input == m_samples[index()].network.input
            && m_k[index()] == m_samples[index()].k);
    setUsable(*m_reset, !same, tr("Nothing was changed"));
    m_rail->setCurrentRow(m_step);
    setUsable(*m_back, m_step > 0, tr("This is the first step"));
    setUsable(*m_next, m_step + 1 < kLessonSteps, tr("This is the last step"));
    m_progress->setText(tr("Step %1 of %2").arg(m_step + 1).arg(kLessonSteps));
}

void LessonView::showEditors()
{
    const bool shown = m_begun && !own() && m_step == 0;
    m_editors->setVisible(shown);
    if (own()) {
        m_page->setHiddenTables(0);
        return;
    }
    const study::LessonNetwork& network = m_networks[index()];
    const bool hasInput = network.input.size() > 0;
    m_page->setHiddenTables(!shown ? 0 : hasInput ? 3 : 2);
    m_inputBox->setVisible(hasInput);
    std::vector<std::int32_t> channels(static_cast<std::size_t>(network.weights.rows()));
    std::iota(channels.begin(), channels.end(), 0);
    const QStringList names = channelNames(m_subject, channels);
    m_weights->matrixModel().setMatrix(
        network.weights, names, numberedNames(QStringLiteral("x"), network.weights.cols()));
    m_consumers->matrixModel().setMatrix(
        network.consumers, numberedNames(QStringLiteral("y"), network.consumers.rows()), names);
    if (hasInput)
        m_input->matrixModel().setMatrix(network.input.transpose(), {QStringLiteral("x")},
            numberedNames(QStringLiteral("x"), network.input.size()));
    fitEditors();
}

/// One below the other where there is no room for them side by side: nothing would be worse to read
/// than sentences that scroll sideways.
void LessonView::fitEditors()
{
    const QMargins around = m_editors->parentWidget()->layout()->contentsMargins();
    const QMargins inside = m_editorsRow->contentsMargins();
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_scroll);
    const int room = m_scroll->width() - bar - around.left() - around.right() - inside.left()
        - inside.right() - m_editorsRow->spacing();
    const int needed =
        m_editorsRow->itemAt(0)->sizeHint().width() + m_editorsRow->itemAt(1)->sizeHint().width();
    m_editorsRow->setDirection(needed > room ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void LessonView::showStep()
{
    if (!m_lesson) {
        m_page->setEmptyText(own() ? objection() : QString());
        if (own() && m_page->emptyText().isEmpty())
            m_page->setEmptyText(tr("The lesson is being made."));
        m_page->setContent({});
        m_questionBox->hide();
        return;
    }
    LessonContent content = lessonContent(*m_lesson, context(), m_step);
    if (const auto question = questionBefore(m_step, *m_lesson))
        content.answer = answerText(*question, m_guesses[static_cast<std::size_t>(m_step)]);
    m_page->setEmptyText({});
    m_page->setContent(std::move(content));
    showQuestion();
    showControls();
}

void LessonView::showQuestion()
{
    const auto question = questionBefore(m_step + 1, *m_lesson);
    m_questionBox->setVisible(question.has_value());
    if (question)
        m_question->setText(question->text);
}

void LessonView::say(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void LessonView::setPresenting(bool on)
{
    QFont font = QApplication::font();
    if (on)
        font.setPointSizeF(
            font.pointSizeF() * Settings().value(Preference::PresenterPercent) / 100);
    m_pages->setFont(font);
    m_outgoingCheck->setFont(font);
    m_presenting = on;
    m_header->setVisible(!on);
    fitRail();
    fitEditors();
}

/// Numbers only where there is little room.
void LessonView::fitRail()
{
    const QFontMetrics metrics(m_pages->font());
    const bool narrow = m_presenting || width() < kNarrow;
    int widest = 0;
    for (int step = 0; step < kLessonSteps; ++step) {
        const QString name = QStringLiteral("%1  %2").arg(step + 1).arg(stepName(step));
        m_rail->item(step)->setText(narrow ? QString::number(step + 1) : name);
        m_rail->item(step)->setToolTip(name);
        widest = std::max(widest, metrics.horizontalAdvance(m_rail->item(step)->text()));
    }
    m_rail->setFixedWidth(widest + 3 * metrics.averageCharWidth() + 8);
}

} // namespace pleat::ui
