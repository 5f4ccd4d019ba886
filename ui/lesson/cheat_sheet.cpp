// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/cheat_sheet.h"

#include "ui/lesson/cheat_sheet_painter.h"
#include "ui/lesson/cheat_sheet_text.h"
#include "ui/plots/palettes.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/figure_export.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontInfo>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kWidth = 980;
constexpr QSize kDialogSize{1040, 780};
constexpr double kPageWidthMm = 297; // A4, lying
constexpr double kPageHeightMm = 210;

} // namespace

CheatSheet::CheatSheet(QWidget* parent)
    : QWidget(parent)
{
    described(this, QStringLiteral("cheatSheet"), tr("Cheat sheet"));
    explain(*this,
        tr("Formulas, terms and keys of folding on one page. Save page writes it in the size of "
           "A4, to print it."));
    QStringList lines;
    for (const CheatSection& section : cheatSections()) {
        for (const CheatLine& line : section.lines)
            lines << (line.formula.empty() ? line.term : plainText(line.formula))
                    + QStringLiteral(": ") + line.meaning;
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

PlotTable CheatSheet::table() const
{
    PlotTable table;
    table.columns = {tr("section"), tr("term"), tr("meaning")};
    for (const CheatSection& section : cheatSections()) {
        for (const CheatLine& line : section.lines)
            table.rows.push_back({section.title,
                line.formula.empty() ? line.term : plainText(line.formula), line.meaning});
    }
    return table;
}

/// As on the screen, as large as the page allows.
void CheatSheet::drawOn(QPaintDevice& device, QSize size)
{
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(), size), plotColors(palette()).background);
    const double height = paintCheatSheet(nullptr, kWidth, font(), palette());
    const double scale = std::min(size.width() / double(kWidth), size.height() / height);
    painter.translate((size.width() - kWidth * scale) / 2, 0);
    painter.scale(scale, scale);
    paintCheatSheet(&painter, kWidth, font(), palette());
}

QSize CheatSheet::sizeHint() const
{
    return {kWidth, heightForWidth(kWidth)};
}

int CheatSheet::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(paintCheatSheet(nullptr, width, font(), palette())));
}

void CheatSheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    paintCheatSheet(&painter, width(), font(), palette());
}

CheatSheetDialog::CheatSheetDialog(QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("cheatSheetDialog"));
    setWindowTitle(tr("Cheat sheet"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kDialogSize);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(new CheatSheet);
    auto* message = described(
        new QLabel(this), QStringLiteral("cheatSheetMessage"), tr("Where the page was saved"));
    message->setToolTip({});
    message->setTextFormat(Qt::PlainText);
    auto* buttons = new QDialogButtonBox(this);
    auto* save =
        described(new QPushButton(tr("&Save page..."), this), QStringLiteral("cheatSheetSave"),
            tr("Save the page"), tr("As PDF, SVG or PNG, in the size of A4, to print it"));
    save->setAutoDefault(false);
    auto* close = described(
        new QPushButton(tr("&Close"), this), QStringLiteral("cheatSheetClose"), tr("Close"));
    close->setDefault(true);
    buttons->addButton(save, QDialogButtonBox::ActionRole);
    buttons->addButton(close, QDialogButtonBox::RejectRole);
    connect(save, &QPushButton::clicked, this, &CheatSheetDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(message);
    layout->addWidget(buttons);
}

void CheatSheetDialog::save()
{
    auto* dialog = new QFileDialog(this, tr("Save the page"),
        QStringLiteral("pleat-cheat-sheet.pdf"), tr("Pages (*.pdf *.svg *.png)"));
    dialog->setObjectName(QStringLiteral("cheatSheetFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(QStringLiteral("pleat-cheat-sheet.pdf"));
    connect(dialog, &QFileDialog::fileSelected, this, &CheatSheetDialog::write);
    dialog->open();
}

void CheatSheetDialog::write(const QString& path)
{
    FigureOptions options;
    options.format = formatOf(path).value_or(FigureFormat::Pdf);
    options.widthMm = kPageWidthMm;
    options.heightMm = kPageHeightMm;
    options.companions = false;
    auto* sheet = findChild<CheatSheet*>();
    m_jobs.start(
        JobPriority::Foreground,
        [page = recordFigure(*sheet, options, {sheet->accessibleName(), {}, {}, {}}), path](
            const StageContext& context) { return writeFigure(page, path, context); },
        [this, path](const Result<QStringList>& written) {
            findChild<QLabel*>(QStringLiteral("cheatSheetMessage"))
                ->setText(written ? tr("Saved %1").arg(path) : errorText(written.error()));
        });
}

} // namespace pleat::ui
