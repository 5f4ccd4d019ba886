// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help_window.h"

#include "ui/views/described.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

static void loadPages()
{
    Q_INIT_RESOURCE(help);
}

namespace pleat::ui {

namespace {

constexpr QSize kFirstSize{820, 620};
const char* const kNames[] = {"start", "overview", "clusters", "matrix", "graph", "collapse",
    "runs", "compare", "probe", "teach", "groups", "tuner", "jobs", "files", "words"};

QString pathOf(const QString& language, const QString& name)
{
    return QStringLiteral(":/help/%1/%2.md").arg(language, name);
}

/// Of the language that the program speaks now.
QString pathOf(const QString& name)
{
    const QString path = pathOf(QLocale().name().left(2), name);
    return QFile::exists(path) ? path : pathOf(QStringLiteral("en"), name);
}

QString titleOf(const QString& name)
{
    return helpText(name).section(QLatin1Char('\n'), 0, 0).mid(2).trimmed();
}

} // namespace

QString helpText(const QString& name)
{
    loadPages();
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const std::vector<HelpTopic>& helpTopics()
{
    static QString language;
    static std::vector<HelpTopic> topics;
    if (const QString now = QLocale().name(); topics.empty() || now != language) {
        language = now;
        topics.clear();
        for (const char* name : kNames)
            topics.push_back({QLatin1String(name), titleOf(QLatin1String(name))});
    }
    return topics;
}

bool hasHelpTopic(const QString& name)
{
    return std::any_of(std::begin(kNames), std::end(kNames),
        [&](const char* known) { return name == QLatin1String(known); });
}

HelpWindow::HelpWindow(QWidget* parent)
    : QDialog(parent)
    , m_list(described(new QListWidget(this), QStringLiteral("helpTopics"), tr("Pages of help")))
    , m_page(described(new QTextBrowser(this), QStringLiteral("helpPage"), tr("Page of help")))
{
    setObjectName(QStringLiteral("helpWindow"));
    setAccessibleName(tr("Help"));
    setWindowTitle(tr("Help"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setToolTip({});
    m_page->setToolTip({});
    m_page->setOpenExternalLinks(true);
    m_page->document()->setDocumentMargin(16);
    for (const HelpTopic& topic : helpTopics()) {
        auto* row = new QListWidgetItem(topic.title, m_list);
        row->setData(Qt::UserRole, topic.name);
    }
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 36);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* row) {
        if (row)
            m_page->setSource(QUrl(QStringLiteral("qrc") + pathOf(topic())));
    });
    connect(m_page, &QTextBrowser::sourceChanged, this, [this](const QUrl& source) {
        showTopic(source.fileName().chopped(3)); // a link was followed
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    described(close, QStringLiteral("helpClose"), close->text(), tr("Close the help"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* row = new QHBoxLayout;
    row->addWidget(m_list);
    row->addWidget(m_page, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row, 1);
    layout->addWidget(buttons);
    resize(kFirstSize);
}

void HelpWindow::show(QWidget& window, const QString& topic)
{
    auto* help = window.findChild<HelpWindow*>(QStringLiteral("helpWindow"));
    if (!help)
        help = new HelpWindow(&window);
    help->showTopic(topic);
    help->setVisible(true);
    help->raise();
    help->activateWindow();
}

QString HelpWindow::topic() const
{
    const QListWidgetItem* row = m_list->currentItem();
    return row ? row->data(Qt::UserRole).toString() : QString();
}

void HelpWindow::showTopic(const QString& name)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == name)
            m_list->setCurrentRow(i);
    }
}

} // namespace pleat::ui
