// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/probe_view.h"

#include "ui/plots/loss_plot.h"
#include "ui/session/repair_text.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/elided_label.h"
#include "ui/views/picture_grid.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedLayout>
#include <QtMath>

namespace pleat::ui {

ProbeView::ProbeView(Session& session, Workflow& workflow, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_burst(session)
    , m_workflow(workflow)
    , m_pages(new QStackedLayout(this))
    , m_empty(new QLabel(this))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(buildPage());
    connectControls();
    connectSources();
    refresh();
}

void ProbeView::connectControls()
{
    connect(m_count, &QSpinBox::valueChanged, this, [this](int count) {
        const Gesture gesture = m_burst.next(*m_count);
        m_burst.edit(m_count, [&] { m_session.setProbeCount(count, gesture); });
    });
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_count->interpretText();
        m_workflow.makeProbe();
    });
    connect(m_stop, &QPushButton::clicked, &m_workflow, &Workflow::cancel);
    connect(m_export, &QPushButton::clicked, this, &ProbeView::exportImages);
    connect(m_noise, &QPushButton::clicked, this, [this] { m_session.setProbe("noise"); });
}

void ProbeView::connectSources()
{
    for (const auto signal :
        {&Session::planChanged, &Session::modelChanged, &Session::probeChanged})
        connect(&m_session, signal, this, &ProbeView::refresh);
    connect(&m_session, &Session::modelChanged, this, &ProbeView::hideProblem);
    connect(&m_workflow, &Workflow::activityChanged, this, &ProbeView::refresh);
    connect(&m_workflow, &Workflow::probeStarted, this, &ProbeView::onStarted);
    connect(&m_workflow, &Workflow::probeProgressed, this, &ProbeView::onProgress);
    connect(&m_workflow, &Workflow::probeEnded, this, &ProbeView::refresh);
    connect(&m_workflow, &Workflow::probeFailed, this, &ProbeView::onFailed);
}

void ProbeView::onStarted()
{
    hideProblem();
    m_shown = nullptr;
    m_plot->begin(0);
    m_plot->setEmptyText({});
    m_grid->clear();
    m_clock.invalidate();
    m_stepText = tr("beginning");
    m_progress->setValue(0);
    refresh();
}

void ProbeView::onProgress(const ProbeNews& news)
{
    if (!m_workflow.probing())
        return;
    m_plot->addPoints(news.points, news.steps);
    if (news.pictures.count > 0)
        m_grid->setPictures(news.pictures);
    const std::int64_t done = news.points.back().step + 1;
    m_stepText = tr("step %1 of %2").arg(done).arg(news.steps);
    if (!m_clock.isValid()) {
        m_clock.start();
        m_firstStep = done;
    } else if (done > m_firstStep) {
        const double each =
            static_cast<double>(m_clock.elapsed()) / 1000 / static_cast<double>(done - m_firstStep);
        m_stepText = tr("%1, about %2 s left")
                         .arg(m_stepText)
                         .arg(qCeil(each * static_cast<double>(news.steps - done)));
    }
    m_progress->setMaximum(static_cast<int>(news.steps));
    m_progress->setValue(static_cast<int>(done));
    showState();
}

void ProbeView::onFailed(const Error& error)
{
    Error shown = error;
    shown.where.clear();
    shown.hint = tr("noise works for every network, data too").toStdString();
    const bool inverting = m_session.plan().probe == "inversion";
    m_problemSource = m_session.plan().probe;
    m_problemText->setText(errorText(inverting ? shown : error));
    m_noise->setVisible(inverting);
    m_problem->show();
    m_grid->clear();
    refresh();
}

void ProbeView::hideProblem()
{
    m_problem->hide();
    m_problemSource.clear();
}

void ProbeView::refresh()
{
    const QString empty = emptyText();
    m_empty->setText(empty);
    m_pages->setCurrentIndex(empty.isEmpty() ? 1 : 0);
    if (!empty.isEmpty()) {
        hideProblem();
        return;
    }
    if (m_session.plan().probe != m_problemSource)
        hideProblem();
    m_explanation->setText(explanation());
    refreshControls();
    showHeld();
    showState();
}

void ProbeView::refreshControls()
{
    const bool idle = m_workflow.activity() == Activity::Idle;
    const bool probing = m_workflow.probing();
    const bool read = m_session.plan().probe.starts_with("data:");
    const QSignalBlocker blocker(m_count);
    m_count->setValue(static_cast<int>(m_session.probeCount()));
    m_make->setEnabled(idle);
    m_make->setText(m_session.fittingProbe() ? tr("&Make anew")
            : read                           ? tr("Read i&mages")
                                             : tr("&Make images"));
    m_make->setToolTip(!idle ? tr("Another job is under way")
            : read           ? tr("Read the images now; a run reads them too")
                             : tr("Make the images now; a run makes them too if they are missing"));
    m_stop->setEnabled(probing);
    m_stop->setToolTip(!probing ? tr("No images are being made")
            : m_workflow.activity() == Activity::Running
            ? tr("Cancel the run and keep the best images so far; the next run uses them")
            : tr("Stop and keep the best images so far; runs use them"));
    m_export->setEnabled(m_session.heldProbe());
    m_export->setToolTip(m_session.heldProbe()
            ? tr("Save the images as a NumPy array, which can be chosen as data again")
            : tr("There are no images yet"));
}

void ProbeView::showHeld()
{
    m_plot->setVisible(m_session.plan().probe == "inversion");
    if (m_workflow.probing())
        return;
    const Session::HeldProbe* held = m_session.heldProbe();
    const study::ProbePtr probe = held ? held->probe : nullptr;
    if (!probe) {
        m_plot->setEmptyText(tr("The loss shows here while the images form."));
        m_grid->clear();
    } else if (probe != m_shown) {
        const study::ProbeInfo& info = probe->info();
        m_plot->begin(info.steps);
        m_plot->addPoints(info.curve, info.steps);
        m_plot->setEmptyText(
            info.fromFile ? tr("Read from a file: there is no curve.") : QString());
        m_grid->setPictures(held->pictures);
    }
    m_shown = probe;
}

void ProbeView::showState()
{
    const bool probing = m_workflow.probing();
    m_state->setText(probing ? m_stepText : heldState());
    m_state->setToolTip(plainToolTip(m_state->text()));
    m_progress->setVisible(probing);
}

QString ProbeView::heldState() const
{
    const Session::HeldProbe* held = m_session.heldProbe();
    if (!held)
        return m_problem->isHidden() ? tr("Not made yet: the next run makes them first.")
                                     : QString();
    const study::ProbeInfo& info = held->probe->info();
    QString text = probeText(info);
    if (held->pictures.count > 0 && held->pictures.count < held->probe->count())
        text = tr("%1 (%2 shown)").arg(text, QString::number(held->pictures.count));
    text = tr("%1, seed %2").arg(text, QString::number(info.request.seed));
    if (!info.fromFile)
        text = tr("%1, made in %2 s").arg(text, QString::number(info.seconds, 'f', 1));
    if (!m_session.fittingProbe())
        return tr("%1. The plan asks for others: the next run makes them anew.").arg(text);
    if (!info.complete)
        return tr("%1. The best so far is used.").arg(text);
    return tr("%1. The next runs use them again.").arg(text);
}

QString ProbeView::emptyText() const
{
    if (!m_session.hasModel())
        return tr("Open a model first.");
    if (m_session.needsProbe())
        return {};
    return tr(
        "A probe is the images that a repair looks at, to see what the layers put out.\n\nThe "
        "repair %1 works from the weights alone and needs none. Choose another repair in the "
        "toolbar, such as least squares.")
        .arg(repairTitle(m_session.plan().repair));
}

QString ProbeView::explanation() const
{
    const std::string& source = m_session.plan().probe;
    const QString repair = repairTitle(m_session.plan().repair);
    if (source == "inversion")
        return tr("%1 looks at what the layers put out on a probe: images made from the network "
                  "alone, without data. They begin as noise and are changed until the network "
                  "recognises a class in each, and until its BatchNorms see the statistics that "
                  "they remember of the training data.")
            .arg(repair);
    if (source == "noise")
        return tr("%1 looks at what the layers put out on a probe: smooth noise with the mean and "
                  "spread that the network expects of its input. It needs neither data nor "
                  "BatchNorm, but tells less than images do.")
            .arg(repair);
    return tr("%1 looks at what the layers put out on a probe: images of %2, drawn by the seed.")
        .arg(repair, QString::fromStdString(source).section(QLatin1Char(':'), 1));
}

void ProbeView::exportImages()
{
    const QFileInfo model(QString::fromStdString(m_session.info().path));
    QFileDialog dialog(
        this, tr("Save the images"), model.absolutePath(), tr("NumPy arrays (*.npy)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("npy"));
    dialog.selectFile(model.completeBaseName() + QStringLiteral(".probe.npy"));
    if (dialog.exec() == QDialog::Accepted)
        m_workflow.exportProbe(dialog.selectedFiles().constFirst());
}

} // namespace pleat::ui
