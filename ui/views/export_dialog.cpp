// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/export_dialog.h"

#include "ui/views/described.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr QSize kPreview{480, 360};
constexpr int kPreviewDelayMs = 80;
constexpr double kInch = 96; // logical pixels

FigureOptions previewOf(FigureOptions options, double dpi)
{
    options.format = FigureFormat::Png;
    options.dpi = std::max(1, static_cast<int>(dpi));
    options.companions = false;
    return options;
}

} // namespace

ExportDialog::ExportDialog(Figure& figure, const FigureOptions& options, QWidget* parent)
    : QDialog(parent)
    , m_figure(&figure)
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figure"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_preview = described(new QLabel(this), QStringLiteral("exportPreview"), tr("Preview"));
    m_preview->setToolTip({});
    m_preview->setFixedSize(kPreview);
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setWordWrap(true);
    m_preview->setFrameShape(QFrame::StyledPanel);
    m_size = described(new QLabel(this), QStringLiteral("exportSize"), tr("Size of the picture"));
    m_size->setToolTip({});
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPreviewDelayMs);
    connect(&m_soon, &QTimer::timeout, this, &ExportDialog::refreshPreview);
    connect(figure.figureWidget(), &QObject::destroyed, this, [this] {
        m_figure = nullptr;
        reject();
    });
    buildControls(options);
    onChanged();
    refreshPreview();
}

QDoubleSpinBox* ExportDialog::makeLength(const QString& name, const QString& title, double mm)
{
    auto* box = described(new QDoubleSpinBox(this), name, title,
        tr("In millimetres, from %1 to %2").arg(kLeastMm).arg(kMostMm));
    box->setRange(kLeastMm, kMostMm);
    box->setDecimals(1);
    box->setSuffix(tr(" mm"));
    box->setValue(mm);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ExportDialog::onChanged);
    return box;
}

void ExportDialog::buildControls(const FigureOptions& options)
{
    m_format = described(new QComboBox(this), QStringLiteral("exportFormat"), tr("Format"),
        tr("PDF and SVG stay sharp at any size; PNG is made of pixels; CSV holds the values only"));
    for (const FigureFormat format :
        {FigureFormat::Pdf, FigureFormat::Svg, FigureFormat::Png, FigureFormat::Csv})
        m_format->addItem(formatName(format).toUpper(), static_cast<int>(format));
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(options.format)));
    m_width = makeLength(QStringLiteral("exportWidth"), tr("Width"), options.widthMm);
    m_height = makeLength(QStringLiteral("exportHeight"), tr("Height"), options.heightMm);
    m_dpi = described(new QSpinBox(this), QStringLiteral("exportDpi"), tr("Dots per inch"),
        tr("Dots per inch, from %1 to %2").arg(kLeastDpi).arg(kMostDpi));
    m_dpi->setRange(kLeastDpi, kMostDpi);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setValue(options.dpi);
    m_light = described(new QCheckBox(tr("&Light theme"), this), QStringLiteral("exportLight"),
        tr("Light theme"), tr("Dark on white, whatever theme the window has"));
    m_light->setChecked(options.light);
    m_companions = described(new QCheckBox(tr("&Values and recipe beside it"), this),
        QStringLiteral("exportCompanions"), tr("Values and recipe beside it"),
        tr("Also writes NAME.csv with every value and NAME.json with the model and the recipe"));
    m_companions->setChecked(options.companions);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::onChanged);
    connect(m_dpi, &QSpinBox::valueChanged, this, &ExportDialog::onChanged);
    connect(m_light, &QCheckBox::toggled, this, &ExportDialog::onChanged);
    auto* form = new QFormLayout;
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("&Height"), m_height);
    form->addRow(tr("&Resolution"), m_dpi);
    form->addRow(m_light);
    form->addRow(m_companions);
    form->addRow(m_size);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* next = buttons->addButton(tr("&Export..."), QDialogButtonBox::AcceptRole);
    described(next, QStringLiteral("exportAccept"), tr("Export"), tr("Choose a name for the file"));
    next->setDefault(true);
    QPushButton* cancel = buttons->button(QDialogButtonBox::Cancel);
    described(
        cancel, QStringLiteral("exportCancel"), cancel->text(), tr("Close and write nothing"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* row = new QHBoxLayout;
    row->addLayout(form);
    row->addWidget(m_preview);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(buttons);
    layout->setSizeConstraint(QLayout::SetFixedSize);
}

FigureOptions ExportDialog::options() const
{
    FigureOptions options;
    options.format = static_cast<FigureFormat>(m_format->currentData().toInt());
    options.widthMm = m_width->value();
    options.heightMm = m_height->value();
    options.dpi = m_dpi->value();
    options.light = m_light->isChecked();
    options.companions = m_companions->isChecked();
    return options;
}

void ExportDialog::onChanged()
{
    const FigureOptions chosen = options();
    const bool picture = chosen.format != FigureFormat::Csv;
    const bool pixels = chosen.format == FigureFormat::Png;
    for (QWidget* control : {static_cast<QWidget*>(m_width), static_cast<QWidget*>(m_height),
             static_cast<QWidget*>(m_light)})
        setUsable(*control, picture, tr("A CSV is no picture: choose another format first"));
    setUsable(*m_dpi, pixels, tr("Only a PNG is made of dots"));
    const QSize size = pngSize(chosen);
    m_size->setText(pixels ? tr("%1 x %2 pixels").arg(size.width()).arg(size.height()) : QString());
    m_soon.start();
}

void ExportDialog::refreshPreview()
{
    if (!m_figure)
        return;
    if (options().format == FigureFormat::Csv) {
        const PlotTable table = m_figure->table();
        m_preview->setText(tr("%1 rows of %2")
                               .arg(table.rows.size())
                               .arg(table.columns.join(QStringLiteral(", "))));
        return;
    }
    const QSize size = figureSize(options());
    const QSize room = kPreview - QSize(16, 16);
    const double scale = std::min({1.0, static_cast<double>(room.width()) / size.width(),
        static_cast<double>(room.height()) / size.height()});
    const FigureOptions shown = previewOf(options(), kInch * scale * devicePixelRatioF());
    QImage image = imageOf(recordFigure(*m_figure, shown, {}), {});
    image.setDevicePixelRatio(devicePixelRatioF());
    m_preview->setPixmap(QPixmap::fromImage(image));
}

} // namespace pleat::ui
