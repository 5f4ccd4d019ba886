// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window. Core speaks English alone, and so does the command line.
#pragma once

#include <QLocale>

namespace pleat::ui {

enum class Language
{
    System, ///< Korean where the desktop is Korean, else English
    English,
    Korean
};

/// Of dates and of the numbers of inputs. Numbers have a decimal point in any language, as files,
/// plots and formulas do: a `system` that writes them otherwise is put aside.
QLocale localeOf(Language language, const QLocale& system);

/// Makes the texts of Pleat and of Qt (buttons, file dialogs, names of keys) and the numbers of
/// inputs follow `language` from now on; what was translated before stays as it is, so the caller
/// makes its widgets anew. Needs a QCoreApplication and its thread. Without Qt's own translations
/// (Debian: qt6-translations-l10n) the standard buttons are Korean nevertheless.
void applyLanguage(Language language);

} // namespace pleat::ui
