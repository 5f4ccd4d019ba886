// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/start_page.h"

#include "ui/session/text.h"
#include "ui/views/card.h"
#include "ui/views/described.h"
#include "ui/views/tab_order.h"

#include <QDir>
#include <QFile>
#include <QGridLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyleOptionToolButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace pleat::ui {

namespace {

constexpr int kPageWidth = 760;
constexpr int kCardsPerRow = 3;

/// Looks like a link in whatever theme there is.
class LinkButton : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void initStyleOption(QStyleOptionToolButton* option) const override
    {
        QToolButton::initStyleOption(option);
        option->palette.setColor(QPalette::ButtonText, option->palette.color(QPalette::Link));
    }
};

/// A dashed rounded frame: files may be dropped here (and anywhere on the window).
class DropArea : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.5, Qt::DashLine));
        painter.setBrush(palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    }
};

QJsonObject inputDescription(const QString& modelPath)
{
    const QFileInfo model(modelPath);
    QFile file(model.dir().filePath(model.completeBaseName() + QStringLiteral(".input.json")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString cardText(const QString& modelPath)
{
    const QJsonObject input = inputDescription(modelPath);
    QStringList lines;
    const QString data = input.value(QStringLiteral("data")).toString();
    if (!data.isEmpty())
        lines << StartPage::tr("Data: %1").arg(data);
    const double tested = input.value(QStringLiteral("tested")).toDouble(-1);
    if (tested >= 0)
        lines << StartPage::tr("Accuracy: %1").arg(percentText(tested));
    const double bytes = static_cast<double>(QFileInfo(modelPath).size());
    lines << StartPage::tr("File: %1 MB").arg(bytes / 1e6, 0, 'f', 1);
    return lines.join(QLatin1Char('\n'));
}

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

void clearLayout(QLayout& layout)
{
    while (QLayoutItem* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

QFileInfoList sampleFiles(const QString& directory)
{
    // An empty name would mean the working directory.
    return directory.isEmpty()
        ? QFileInfoList()
        : QDir(directory).entryInfoList({QStringLiteral("*.pt")}, QDir::Files);
}

StartPage::StartPage(const QString& samplesDirectory, QWidget* parent)
    : QWidget(parent)
{
    auto* page = new QWidget;
    page->setMaximumWidth(kPageWidth);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(14);
    column->setContentsMargins(16, 24, 16, 24);
    column->addStretch(1);
    column->addWidget(buildTitle());
    auto* recovered = new QWidget(page);
    m_recovered = new QVBoxLayout(recovered);
    m_recovered->setContentsMargins(0, 0, 0, 0);
    column->addWidget(recovered);
    column->addWidget(buildDropArea());
    column->addWidget(buildSamples(samplesDirectory));
    auto* recent = new QWidget(page);
    m_recent = new QVBoxLayout(recent);
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(2);
    column->addWidget(recent);
    column->addStretch(2);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* centred = new QWidget;
    auto* row = new QHBoxLayout(centred);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(page, 1000);
    row->addStretch(1);
    scroll->setWidget(centred);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QWidget* StartPage::buildTitle()
{
    auto* title = new QWidget;
    auto* name = new QLabel(QStringLiteral("Pleat"), title);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 2.6);
    large.setBold(true);
    name->setFont(large);
    auto* pitch = new QLabel(tr("Fold a trained network: merge the channels that resemble each "
                                "other, repair what merging "
                                "damages, and see what it did."),
        title);
    pitch->setWordWrap(true);
    auto* layout = new QVBoxLayout(title);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* teach = described(new LinkButton(title), QStringLiteral("startTeach"),
        tr("How folding works, in seven steps"),
        tr("A lesson with every number; it needs no model"));
    teach->setText(teach->accessibleName());
    teach->setAutoRaise(true);
    teach->setCursor(Qt::PointingHandCursor);
    connect(teach, &QToolButton::clicked, this, &StartPage::teachRequested);
    layout->addWidget(name);
    layout->addWidget(pitch);
    layout->addWidget(teach, 0, Qt::AlignLeft);
    return title;
}

QWidget* StartPage::buildDropArea()
{
    auto* area = described(new DropArea, QStringLiteral("dropArea"), tr("Drop area"),
        tr("Drop a TorchScript, state_dict, safetensors or ONNX file, a recipe or a project "
           "anywhere on the window"));
    auto* text = new QLabel(tr("Drop a network here (.pt, .pth, .safetensors, .onnx), or"), area);
    auto* open = described(new QPushButton(tr("Ope&n..."), area), QStringLiteral("startOpen"),
        tr("Open a model"), tr("Choose a TorchScript, state_dict, safetensors or ONNX file"));
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    auto* layout = new QHBoxLayout(area);
    layout->setContentsMargins(24, 32, 24, 32);
    layout->addStretch(1);
    layout->addWidget(text);
    layout->addWidget(open);
    layout->addStretch(1);
    return area;
}

QWidget* StartPage::buildSamples(const QString& directory)
{
    auto* samples = new QWidget;
    auto* layout = new QVBoxLayout(samples);
    layout->setContentsMargins(0, 0, 0, 0);
    const QFileInfoList files = sampleFiles(directory);
    if (files.isEmpty())
        return samples;
    layout->addWidget(heading(tr("Samples"), samples));
    auto* grid = new QGridLayout;
    grid->setSpacing(10);
    for (int i = 0; i < files.size(); ++i) {
        const QString path = files[i].absoluteFilePath();
        const QString name = files[i].completeBaseName();
        auto* card =
            described(new Card(name, cardText(path), samples), QStringLiteral("sample_") + name,
                name, tr("Open the sample %1").arg(files[i].fileName()));
        connect(card, &Card::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
        grid->addWidget(card, i / kCardsPerRow, i % kCardsPerRow);
    }
    for (int column = 0; column < kCardsPerRow; ++column)
        grid->setColumnStretch(column, 1);
    layout->addLayout(grid);
    return samples;
}

void StartPage::setRecovered(const std::vector<RecoveredWork>& works)
{
    clearLayout(*m_recovered);
    if (!works.empty())
        m_recovered->addWidget(heading(tr("Pleat did not end as it should. This was kept:"), this));
    for (const RecoveredWork& work : works)
        m_recovered->addWidget(buildRecovered(work));
    orderPage();
}

/// Rows come and go, and new ones would be the last that Tab comes to.
void StartPage::orderPage()
{
    orderTabs(*m_recovered->parentWidget()->parentWidget());
}

QWidget* StartPage::buildRecovered(const RecoveredWork& work)
{
    auto* row = new QWidget(this);
    const QString when = QLocale().toString(work.when, QLocale::ShortFormat);
    auto* text =
        described(new QLabel(row), QStringLiteral("recoveredText"), tr("Work that was kept"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setText(work.runs == 0 ? tr("The plan for %1, of %2").arg(work.model, when)
            : work.runs == 1
            ? tr("The plan for %1 and a run, of %2").arg(work.model, when)
            : tr("The plan for %1 and %2 runs, of %3").arg(work.model).arg(work.runs).arg(when));
    auto* restore =
        described(new QPushButton(tr("&Restore"), row), QStringLiteral("recoverRestore"),
            tr("Restore the work"), tr("Open the model with the plan and the runs as they were"));
    auto* discard =
        described(new QPushButton(tr("&Discard"), row), QStringLiteral("recoverDiscard"),
            tr("Discard the work"), tr("Remove what was kept; this cannot be undone"));
    connect(restore, &QPushButton::clicked, this,
        [this, path = work.path] { Q_EMIT restoreRequested(path); });
    // Queued: the button goes with its row.
    connect(
        discard, &QPushButton::clicked, this,
        [this, path = work.path] { Q_EMIT discardRequested(path); }, Qt::QueuedConnection);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text, 1);
    layout->addWidget(restore);
    layout->addWidget(discard);
    return row;
}

void StartPage::setRecentFiles(const QStringList& files)
{
    clearLayout(*m_recent);
    if (files.isEmpty())
        return;
    m_recent->addWidget(heading(tr("Recent files"), this));
    for (const QString& path : files) {
        auto* button = described(new QToolButton(this), QStringLiteral("recentFile"),
            QFileInfo(path).fileName(), plainToolTip(path));
        button->setAutoRaise(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setText(button->fontMetrics().elidedText(path, Qt::ElideMiddle, kPageWidth - 60));
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
        m_recent->addWidget(button, 0, Qt::AlignLeft);
    }
    orderPage();
}

} // namespace pleat::ui
