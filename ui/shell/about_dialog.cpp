// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "ui/views/described.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace pleat::ui {

namespace {

constexpr QSize kFirstSize{600, 520};

struct Part
{
    const char* name;
    const char* licence;
    const char* address;
};

constexpr Part kParts[] = {
    {"Qt 6", "LGPL-3.0", "https://www.qt.io"},
    {"LibTorch (PyTorch)", "BSD-3-Clause", "https://pytorch.org"},
    {"QCustomPlot", "GPL-3.0-or-later", "https://www.qcustomplot.com"},
    {"Eigen", "MPL-2.0", "https://eigen.tuxfamily.org"},
    {"OpenBLAS", "BSD-3-Clause", "https://www.openblas.net"},
    {"ONNX", "Apache-2.0", "https://onnx.ai"},
    {"Protocol Buffers", "BSD-3-Clause", "https://protobuf.dev"},
    {"nlohmann/json", "MIT", "https://json.nlohmann.me"},
    {"CLI11", "BSD-3-Clause", "https://github.com/CLIUtils/CLI11"},
    {"libdeflate", "MIT", "https://github.com/ebiggers/libdeflate"},
    {"zlib", "Zlib", "https://zlib.net"},
    {"libpng", "libpng-2.0", "http://www.libpng.org"},
    {"libjpeg-turbo", "IJG and BSD-3-Clause", "https://libjpeg-turbo.org"},
    {"OpenSSL", "Apache-2.0", "https://www.openssl.org"},
};

QString partsTable()
{
    QString rows;
    for (const Part& part : kParts)
        rows += QStringLiteral("<tr><td><a href=\"%3\">%1</a>&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(QLatin1String(part.name), QLatin1String(part.licence),
                        QLatin1String(part.address));
    return QStringLiteral("<table cellpadding=\"2\">%1</table>").arg(rows);
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setAccessibleName(tr("About Pleat"));
    setWindowTitle(tr("About Pleat"));
    auto* text = described(new QTextBrowser(this), QStringLiteral("aboutText"), tr("About Pleat"));
    text->setToolTip({});
    text->setOpenExternalLinks(true);
    text->document()->setDocumentMargin(12);
    const QString method = QStringLiteral("<a href=\"https://arxiv.org/abs/2502.10216\">Forget the "
                                          "Data and Fine-Tuning! Just Fold the Network to "
                                          "Compress</a>, ICLR 2025");
    text->setHtml(
        tr("<h2>Pleat %1</h2><p>A workbench for model folding: neural networks become "
           "smaller by merging channels that resemble each other, without data and "
           "without fine-tuning.</p><p>The method: %2.</p><p>Pleat is free software under "
           "the GNU General Public License, version 3 or later. It comes without any "
           "warranty.</p><h3>Made with</h3>%3<h3>Colours</h3><p>Clusters: the twelve "
           "colours of Martin Krzywinski for colour blindness. Cividis: Nuñez, Anderton "
           "and Renslow, PLOS ONE 2018.</p>")
            .arg(QStringLiteral(PLEAT_VERSION), method, partsTable()));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    described(close, QStringLiteral("aboutClose"), close->text(), tr("Close this window"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
    resize(kFirstSize);
}

} // namespace pleat::ui
