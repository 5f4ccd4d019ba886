// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/python_dialog.h"

#include "ui/views/described.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kVisibleColumns = 92;
constexpr int kMostVisibleLines = 28;

/// As large as its text, up to a limit.
void fitToText(QPlainTextEdit& edit, const QString& text)
{
    const QFontMetrics metrics(edit.font());
    const int margin =
        2 * static_cast<int>(edit.document()->documentMargin()) + 2 * edit.frameWidth();
    const int lines =
        std::min(static_cast<int>(text.count(QLatin1Char('\n'))) + 2, kMostVisibleLines);
    edit.setMinimumSize(metrics.horizontalAdvance(QLatin1Char('0')) * kVisibleColumns + margin,
        metrics.lineSpacing() * lines + margin);
}

} // namespace

PythonDialog::PythonDialog(const QString& path, const QString& lines, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Load in PyTorch"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* explanation = new QLabel(
        tr("%1 holds weights only. These lines give the module its new widths and load them:")
            .arg(QFileInfo(path).fileName()),
        this);
    explanation->setTextFormat(Qt::PlainText);
    explanation->setWordWrap(true);

    auto* code = described(
        new QPlainTextEdit(lines, this), QStringLiteral("pythonLines"), tr("Lines of Python"));
    code->setReadOnly(true);
    code->setTabChangesFocus(true);
    code->setLineWrapMode(QPlainTextEdit::NoWrap);
    code->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    fitToText(*code, lines);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copy = described(buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole),
        QStringLiteral("copyLines"), tr("Copy the lines"));
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    described(close, QStringLiteral("pythonClose"), close->text(), tr("Close this window"));
    connect(copy, &QPushButton::clicked, this,
        [lines] { QGuiApplication::clipboard()->setText(lines); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(code, 1);
    layout->addWidget(buttons);
    copy->setFocus();
}

} // namespace pleat::ui
