// SPDX-License-Identifier: GPL-3.0-or-later
// Teach: how folding works, step by step, on an example or on the selected group.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/lesson/lesson_content.h"
#include "ui/session/session.h"
#include "ui/views/stateful_view.h"

#include <QWidget>

#include <array>
#include <memory>
#include <optional>

class QAbstractButton;
class QBoxLayout;
class QCheckBox;
class QComboBox;
class QFrame;
class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace pleat::ui {

class Card;
class LessonPage;
class MatrixEditor;

/// Costs nothing while it is hidden; lessons are made on a thread of its own, so that they wait for
/// no other job. Nothing here edits the plan.
class LessonView : public QWidget, public StatefulView
{
    Q_OBJECT
public:
    explicit LessonView(Session& session, QWidget* parent = nullptr);
    ~LessonView() override;

    /// Begins a lesson at its first step.
    void begin(LessonSubject subject);
    bool begun() const { return m_begun; }
    LessonSubject subject() const { return m_subject; }

    /// 0 to kLessonSteps - 1; out of range is clamped.
    int step() const { return m_step; }
    void setStep(int step);
    void next() { setStep(m_step + 1); }
    void back() { setStep(m_step - 1); }

    /// Large text, and nothing around the step.
    void setPresenting(bool on);
    /// What starts and ends that, as a button of the view.
    void setPresentAction(QAction* action);

    /// The lesson that is shown; none while it is being made, or if it cannot be.
    const std::optional<study::Lesson>& lesson() const { return m_lesson; }

    QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject& state) override;

Q_SIGNALS:
    /// Where a model can be opened.
    void startPageRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What a job makes.
    struct Made
    {
        study::Lesson lesson;
        std::optional<study::Lesson> mistake;
    };

    QWidget* buildWelcome();
    QWidget* buildLesson();
    QWidget* buildHeader();
    QWidget* buildPage();
    QWidget* buildEditors();
    QWidget* titled(MatrixEditor& editor);
    QFrame* buildQuestion();
    QWidget* buildFooter();
    void buildRail();
    Card* addCard(QBoxLayout& layout, const QString& name, const QString& title,
        const QString& description, LessonSubject subject);
    QPushButton* addAnswer(
        QBoxLayout& layout, const QString& name, const QString& text, std::optional<Trend> guess);
    void connectSession();
    void listenToKeys();

    void setSubject(LessonSubject subject);
    void setK(int k);
    void resetNumbers();
    void takeEdits();
    void forgetGuesses();
    void onGroupChanged();
    void takeKOfPlan();
    void onSessionChanged();
    void answer(std::optional<Trend> guess);
    bool stepByKey(const QKeyEvent& event);

    bool own() const { return m_subject == LessonSubject::Own; }
    std::size_t index() const { return static_cast<std::size_t>(m_subject); }
    std::int64_t channels() const;
    /// Why there can be no lesson of the selected group now; empty if there can.
    QString objection() const;
    void request();
    void requestSample();
    void requestOwn();
    void onMade(const Result<Made>& made);
    LessonContext context() const;

    void showAll();
    void showControls();
    void showEditors();
    void showStep();
    void showQuestion();
    void fitRail();
    void fitEditors();
    void say(const QString& text);

    Session& m_session;
    std::vector<study::LessonSample> m_samples; ///< as they are built in
    std::array<study::LessonNetwork, 2> m_networks; ///< with what was typed
    std::array<int, 3> m_k{};
    LessonSubject m_subject = LessonSubject::Six;
    bool m_begun = false;
    bool m_outgoing = false;
    int m_step = 0;
    std::array<std::optional<Trend>, kLessonSteps> m_guesses;
    std::optional<study::Lesson> m_lesson;
    std::optional<study::Lesson> m_mistake;
    bool m_wanted = false;
    bool m_presenting = false;
    bool m_filling = false; ///< controls are being set, nobody is using them
    std::unique_ptr<JobRunner> m_runner; ///< made with the first lesson
    JobRunner::JobId m_job = 0;

    QStackedWidget* m_pages = nullptr;
    QWidget* m_header = nullptr;
    QComboBox* m_chooser = nullptr;
    QSpinBox* m_kSpin = nullptr;
    QCheckBox* m_outgoingCheck = nullptr;
    QPushButton* m_reset = nullptr;
    QPushButton* m_own = nullptr;
    Card* m_ownCard = nullptr;
    QToolButton* m_present = nullptr;
    QPushButton* m_toStart = nullptr;
    QListWidget* m_rail = nullptr;
    LessonPage* m_page = nullptr;
    QWidget* m_editors = nullptr;
    QBoxLayout* m_editorsRow = nullptr;
    QScrollArea* m_scroll = nullptr;
    MatrixEditor* m_weights = nullptr;
    MatrixEditor* m_consumers = nullptr;
    QWidget* m_inputBox = nullptr; ///< of an example with an input
    MatrixEditor* m_input = nullptr;
    QLabel* m_message = nullptr;
    QFrame* m_questionBox = nullptr;
    QLabel* m_question = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_next = nullptr;
    QLabel* m_progress = nullptr;
};

} // namespace pleat::ui
