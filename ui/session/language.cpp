// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

void initTranslations()
{
    Q_INIT_RESOURCE(translations); // a static library takes along only what is asked for
}

namespace pleat::ui {

namespace {

// Texts of Qt: its own translations may be missing, and call "Discard" what "Ignore" is called,
// too.
[[maybe_unused]] constexpr const char* kButtons[] = {QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Save"), QT_TRANSLATE_NOOP("QPlatformTheme", "Open"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"), QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"), QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"), QT_TRANSLATE_NOOP("QPlatformTheme", "Apply"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Reset"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Restore Defaults")};

// The name finds them again: the small program that shows the first pixels and the library that it
// loads each have a copy of this code.
const QString kName = QStringLiteral("pleatTranslation");

void removeAll(QCoreApplication& application)
{
    for (QTranslator* translator :
        application.findChildren<QTranslator*>(kName, Qt::FindDirectChildrenOnly))
        delete translator; // which also removes it
}

/// The last one installed is asked first.
void install(QCoreApplication& application, const QString& file, const QString& folder)
{
    auto* translator = new QTranslator(&application);
    translator->setObjectName(kName);
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

bool speaksKorean(Language language)
{
    return language == Language::Korean
        || (language == Language::System && QLocale::system().language() == QLocale::Korean);
}

} // namespace

QLocale localeOf(Language language, const QLocale& system)
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    switch (language) {
    case Language::English:
        return english;
    case Language::Korean:
        return QLocale(QLocale::Korean, QLocale::SouthKorea);
    case Language::System:
        break;
    }
    return system.decimalPoint() == QLatin1String(".") ? system : english;
}

void applyLanguage(Language language)
{
    initTranslations();
    QCoreApplication& application = *QCoreApplication::instance();
    removeAll(application);
    QLocale::setDefault(localeOf(language, QLocale::system()));
    const QString own = QStringLiteral(":/translations");
    if (speaksKorean(language)) {
        install(application, QStringLiteral("qtbase_ko"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        install(application, QStringLiteral("pleat_ko"), own);
    } else {
        install(application, QStringLiteral("pleat_en"), own);
    }
}

} // namespace pleat::ui
