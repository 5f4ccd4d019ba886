// SPDX-License-Identifier: GPL-3.0-or-later
// The keys inside views, as their pages of help list them.
#pragma once

#include <QString>

#include <vector>

namespace pleat::ui {

struct ViewKeys
{
    QString view; ///< title of its page of help
    QString keys; ///< "PgUp, PgDn"
    QString meaning;
};
/// Of all pages, in the language of the window. They belong to views and cannot be changed.
std::vector<ViewKeys> viewKeys();

} // namespace pleat::ui
