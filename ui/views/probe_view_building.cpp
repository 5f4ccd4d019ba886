// SPDX-License-Identifier: GPL-3.0-or-later
// ProbeView: its controls.
#include "ui/views/probe_view.h"

#include "ui/plots/loss_plot.h"
#include "ui/views/described.h"
#include "ui/views/elided_label.h"
#include "ui/views/picture_grid.h"
#include "ui/views/polite_input.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace pleat::ui {

namespace {

constexpr int kMostImages = 100'000;
constexpr int kProgressWidth = 180;

} // namespace

QWidget* ProbeView::buildPage()
{
    auto* page = new QWidget(this);
    m_explanation =
        described(new QLabel(page), QStringLiteral("probeExplanation"), tr("What the probe is"));
    m_explanation->setToolTip({});
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_plot = described(new LossPlot(page), QStringLiteral("lossPlot"),
        tr("Loss of the images and its parts against the step"));
    explain(*m_plot,
        tr("The loss of the images and its parts at every step of making them. Point at a step to "
           "read its values; Ctrl+T shows all values as a table."));
    m_grid = described(new PictureGrid(page), QStringLiteral("probePictures"),
        tr("Images of the probe"), tr("The first images of the probe"));
    m_grid->setWhatsThis(
        tr("The first images that the repair looks at. Point at an image to read its number, and "
           "the class that it was made for."));
    auto* below = new QHBoxLayout;
    below->addWidget(m_plot, 2);
    below->addWidget(m_grid, 3);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_explanation);
    layout->addLayout(buildControls());
    layout->addWidget(buildProblem());
    layout->addLayout(buildState());
    layout->addLayout(below, 1);
    return page;
}

QPushButton* ProbeView::makeButton(const QString& name, const QString& text, const QString& help)
{
    auto* button = described(new QPushButton(text, this), name, text, help);
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    return button;
}

QLayout* ProbeView::buildControls()
{
    m_count = described(new QSpinBox(this), QStringLiteral("probeCount"), tr("Number of images"),
        tr("How many images the repair looks at; more take longer and tell more"));
    m_count->setRange(1, kMostImages);
    m_count->setKeyboardTracking(false);
    ignorePassingWheel(*m_count);
    leaveUndoToWindow(*m_count);
    auto* label = new QLabel(tr("&Images"), this);
    label->setBuddy(m_count);
    m_make = makeButton(QStringLiteral("probeMake"), tr("&Make images"), tr("Make the images now"));
    m_stop = makeButton(QStringLiteral("probeStop"), tr("S&top"), tr("Stop making images"));
    m_export = makeButton(
        QStringLiteral("probeExport"), tr("E&xport images..."), tr("Save the images as a file"));
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_count);
    row->addWidget(m_make);
    row->addWidget(m_stop);
    row->addStretch(1);
    row->addWidget(m_export);
    return row;
}

QLayout* ProbeView::buildState()
{
    m_state =
        described(new ElidedLabel(this), QStringLiteral("probeState"), tr("State of the probe"));
    m_progress = described(
        new QProgressBar(this), QStringLiteral("probeProgress"), tr("Progress of the images"));
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(fontMetrics().height());
    auto* row = new QHBoxLayout;
    row->addWidget(m_state, 1);
    row->addWidget(m_progress);
    return row;
}

QWidget* ProbeView::buildProblem()
{
    m_problem =
        described(new QFrame(this), QStringLiteral("probeProblem"), tr("Why there are no images"));
    m_problem->setFrameShape(QFrame::StyledPanel);
    m_problemText = described(
        new QLabel(m_problem), QStringLiteral("probeProblemText"), tr("Why there are no images"));
    m_problemText->setTextFormat(Qt::PlainText);
    m_problemText->setWordWrap(true);
    m_problemText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_noise = makeButton(QStringLiteral("probeUseNoise"), tr("Use &noise"),
        tr("Take noise as the probe; it needs neither data nor BatchNorm"));
    auto* row = new QHBoxLayout(m_problem);
    row->addWidget(m_problemText, 1);
    row->addWidget(m_noise);
    m_problem->hide();
    return m_problem;
}

} // namespace pleat::ui
