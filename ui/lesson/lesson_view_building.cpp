// SPDX-License-Identifier: GPL-3.0-or-later
// LessonView: its controls.
#include "ui/lesson/lesson_page.h"
#include "ui/lesson/lesson_view.h"
#include "ui/lesson/matrix_editor.h"
#include "ui/views/card.h"
#include "ui/views/described.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace pleat::ui {

namespace {

constexpr int kWelcomeWidth = 760;
constexpr double kTitleScale = 1.8;

/// The project keeps them with the view, in one piece.
void keepByView(QWidget& control)
{
    control.setProperty("keptByView", true);
}

QVBoxLayout* columnIn(QWidget* widget, int margin)
{
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(margin, margin, margin, margin);
    return layout;
}

} // namespace

Card* LessonView::addCard(QBoxLayout& layout, const QString& name, const QString& title,
    const QString& description, LessonSubject subject)
{
    auto* card = described(new Card(title, description, this), name, title,
        tr("Start the seven steps. %1").arg(description));
    connect(card, &Card::clicked, this, [this, subject] { begin(subject); });
    layout.addWidget(card, 1);
    return card;
}

QWidget* LessonView::buildWelcome()
{
    auto* welcome = new QWidget(this);
    auto* page = new QWidget(welcome);
    page->setMaximumWidth(kWelcomeWidth);
    auto* title = new QLabel(tr("How folding works, in seven steps"), page);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * kTitleScale);
    large.setBold(true);
    title->setFont(large);
    title->setWordWrap(true);
    auto* pitch = new QLabel(
        tr("From the weights of a layer to merged channels and their repair, every number on the "
           "page and every formula filled in. What is shown is what folding does: the same code "
           "computes it. Next and Back, or the arrow keys, lead through the steps."),
        page);
    pitch->setWordWrap(true);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(10);
    addCard(*cards, QStringLiteral("lessonLoadExample"), tr("Load example"),
        tr("Six channels with numbers that can be checked in the head"), LessonSubject::Six);
    addCard(*cards, QStringLiteral("lessonLoadMistake"), tr("A common mistake"),
        tr("Four channels, a ReLU, and what goes wrong by hand"), LessonSubject::Four);
    m_ownCard = addCard(*cards, QStringLiteral("lessonLoadOwn"), tr("My model"),
        tr("The same steps on the selected group"), LessonSubject::Own);
    auto* column = columnIn(page, 16);
    column->setSpacing(14);
    column->addWidget(title);
    column->addWidget(pitch);
    column->addLayout(cards);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(page, 1000);
    row->addStretch(1);
    auto* layout = columnIn(welcome, 0);
    layout->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(2);
    return welcome;
}

QWidget* LessonView::buildLesson()
{
    auto* lesson = new QWidget(this);
    m_header = buildHeader();
    buildRail();
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_rail);
    middle->addWidget(buildPage(), 1);
    auto* layout = columnIn(lesson, 8);
    layout->addWidget(m_header);
    layout->addLayout(middle, 1);
    layout->addWidget(buildFooter());
    return lesson;
}

QWidget* LessonView::buildHeader()
{
    auto* header = new QWidget(this);
    m_chooser = described(new QComboBox(header), QStringLiteral("lessonSubject"),
        tr("Example of the lesson"), tr("What the seven steps are shown on"));
    m_chooser->addItems({tr("Six channels"), tr("Four channels"), tr("My model")});
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(10);
    m_kSpin = described(new QSpinBox(header), QStringLiteral("lessonK"),
        tr("Channels to keep in the lesson"),
        tr("k of the lesson; the plan of the model stays as it is"));
    m_kSpin->setPrefix(tr("k = "));
    m_kSpin->setKeyboardTracking(false);
    m_outgoingCheck = described(new QCheckBox(tr("outgoing, too"), header),
        QStringLiteral("lessonOutgoing"), tr("Cluster by outgoing weights, too"),
        tr("Distances look at the columns of V as well as at the rows of W"));
    m_reset = described(new QPushButton(tr("Reset"), header), QStringLiteral("lessonReset"),
        tr("Reset the numbers"), tr("Back to the numbers of the example"));
    m_own = described(new QPushButton(tr("Do it on my model"), header), QStringLiteral("lessonOwn"),
        tr("Do it on my model"), tr("The same steps on the selected group of the open model"));
    m_present =
        described(new QToolButton(header), QStringLiteral("lessonPresent"), tr("Presenter mode"));
    m_present->hide();
    m_toStart =
        described(new QPushButton(tr("Start page"), header), QStringLiteral("lessonToStart"),
            tr("Back to the start page"), tr("Leave the lesson; a model can be opened there"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_chooser, m_kSpin, m_outgoingCheck})
        keepByView(*control);
    // Two rows, since docks leave little room in the middle of a small window.
    auto* layout = columnIn(header, 0);
    auto* upper = new QHBoxLayout;
    for (QWidget* control :
        std::initializer_list<QWidget*>{m_chooser, m_kSpin, m_outgoingCheck, m_reset})
        upper->addWidget(control);
    upper->addStretch(1);
    auto* lower = new QHBoxLayout;
    for (QWidget* control : std::initializer_list<QWidget*>{m_own, m_present, m_toStart})
        lower->addWidget(control);
    lower->addStretch(1);
    layout->addLayout(upper);
    layout->addLayout(lower);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this](int chosen) {
        if (!m_filling)
            setSubject(static_cast<LessonSubject>(chosen));
    });
    connect(m_kSpin, &QSpinBox::valueChanged, this, &LessonView::setK);
    connect(m_outgoingCheck, &QCheckBox::toggled, this, [this](bool on) {
        m_outgoing = on;
        forgetGuesses();
        request();
    });
    connect(m_reset, &QPushButton::clicked, this, &LessonView::resetNumbers);
    connect(m_own, &QPushButton::clicked, this, [this] { setSubject(LessonSubject::Own); });
    connect(m_toStart, &QPushButton::clicked, this, &LessonView::startPageRequested);
    return header;
}

void LessonView::buildRail()
{
    m_rail = described(
        new QListWidget(this), QStringLiteral("lessonRail"), tr("Steps"), tr("Go to a step"));
    m_rail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rail->setFrameShape(QFrame::NoFrame);
    m_rail->setSpacing(2);
    for (int step = 0; step < kLessonSteps; ++step)
        m_rail->addItem(QString());
    connect(m_rail, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!m_filling && row >= 0)
            setStep(row);
    });
}

QWidget* LessonView::buildPage()
{
    auto* sheet = new QWidget(this);
    sheet->setBackgroundRole(QPalette::Base);
    sheet->setAutoFillBackground(true);
    m_page =
        described(new LessonPage(sheet), QStringLiteral("lessonPage"), tr("Step of the lesson"));
    explain(*m_page,
        tr("A step of the lesson, with every formula and every number filled in. Left and Right "
           "lead to the step before and to the next one, as Back and Next below do; Ctrl+T shows "
           "the numbers as a table."));
    setFocusProxy(m_page);
    m_editors = buildEditors();
    m_message = described(new QLabel(sheet), QStringLiteral("lessonMessage"), tr("Message"));
    m_message->setToolTip({});
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->hide();
    m_questionBox = buildQuestion();
    auto* layout = columnIn(sheet, 6);
    layout->addWidget(m_page);
    layout->addWidget(m_editors);
    layout->addWidget(m_message);
    layout->addWidget(m_questionBox);
    layout->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("lessonScroll"));
    m_scroll->setWidget(sheet);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->installEventFilter(this);
    return m_scroll;
}

QWidget* LessonView::buildEditors()
{
    auto* editors = new QWidget(this);
    m_weights = described(new MatrixEditor(editors), QStringLiteral("lessonWeights"),
        tr("W: a row makes a channel"), tr("Type a number to change a weight"));
    m_consumers = described(new MatrixEditor(editors), QStringLiteral("lessonConsumers"),
        tr("V: a column reads a channel"), tr("Type a number to change a weight"));
    m_input = described(new MatrixEditor(editors), QStringLiteral("lessonInput"),
        tr("x: the example input"), tr("Type a number to change the input"));
    m_inputBox = titled(*m_input);
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(titled(*m_weights));
    left->addWidget(m_inputBox);
    left->addStretch(1);
    m_editorsRow = new QBoxLayout(QBoxLayout::LeftToRight, editors);
    m_editorsRow->setSpacing(28);
    m_editorsRow->setContentsMargins(14, 0, 14, 8); // in line with the page
    m_editorsRow->addLayout(left);
    m_editorsRow->addWidget(titled(*m_consumers), 0, Qt::AlignTop);
    m_editorsRow->addStretch(1);
    return editors;
}

QWidget* LessonView::titled(MatrixEditor& editor)
{
    auto* box = new QWidget(editor.parentWidget());
    auto* title = new QLabel(editor.accessibleName(), box);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto* column = columnIn(box, 0);
    column->addWidget(title);
    column->addWidget(&editor);
    connect(&editor.matrixModel(), &MatrixModel::edited, this, &LessonView::takeEdits);
    connect(&editor.matrixModel(), &MatrixModel::refused, this, &LessonView::say);
    return box;
}

QPushButton* LessonView::addAnswer(
    QBoxLayout& layout, const QString& name, const QString& text, std::optional<Trend> guess)
{
    auto* button = described(new QPushButton(text, this), name, text,
        guess ? tr("Answer, and go on to the next step")
              : tr("Go on to the next step without a guess"));
    connect(button, &QPushButton::clicked, this, [this, guess] { answer(guess); });
    layout.addWidget(button);
    return button;
}

QFrame* LessonView::buildQuestion()
{
    auto* box = new QFrame(this);
    box->setObjectName(QStringLiteral("lessonQuestionBox"));
    box->setFrameShape(QFrame::StyledPanel);
    m_question = described(new QLabel(box), QStringLiteral("lessonQuestion"), tr("Question"));
    m_question->setToolTip({});
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    addAnswer(*buttons, QStringLiteral("lessonFalls"), tr("It falls"), Trend::Falls);
    addAnswer(*buttons, QStringLiteral("lessonStays"), tr("It stays"), Trend::Stays);
    addAnswer(*buttons, QStringLiteral("lessonRises"), tr("It rises"), Trend::Rises);
    addAnswer(*buttons, QStringLiteral("lessonSkip"), tr("Skip"), std::nullopt);
    buttons->addStretch(1);
    auto* layout = columnIn(box, 12);
    layout->addWidget(m_question);
    layout->addLayout(buttons);
    return box;
}

QWidget* LessonView::buildFooter()
{
    auto* footer = new QWidget(this);
    m_back = described(new QPushButton(tr("Back"), footer), QStringLiteral("lessonBack"),
        tr("Back"), tr("The step before (Left)"));
    m_next = described(new QPushButton(tr("Next"), footer), QStringLiteral("lessonNext"),
        tr("Next"), tr("The next step (Right)"));
    m_progress =
        described(new QLabel(footer), QStringLiteral("lessonProgress"), tr("Where the lesson is"));
    m_progress->setForegroundRole(QPalette::PlaceholderText);
    connect(m_back, &QPushButton::clicked, this, &LessonView::back);
    connect(m_next, &QPushButton::clicked, this, &LessonView::next);
    auto* layout = new QHBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_back);
    layout->addStretch(1);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addWidget(m_next);
    return footer;
}

/// Arrow keys lead through the lesson wherever the focus is, except where they move a cursor.
void LessonView::listenToKeys()
{
    for (QWidget* child : std::initializer_list<QWidget*>{
             m_page, m_rail, m_back, m_next, m_own, m_reset, m_toStart, m_present, m_outgoingCheck})
        child->installEventFilter(this);
    for (auto* button : m_questionBox->findChildren<QPushButton*>())
        button->installEventFilter(this);
}

void LessonView::setPresentAction(QAction* action)
{
    m_present->setDefaultAction(action);
    m_present->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_present->show();
}

} // namespace pleat::ui
