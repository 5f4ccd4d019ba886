// SPDX-License-Identifier: GPL-3.0-or-later
// Parts that the formulas of a lesson are made of; of ui/lesson only.
#pragma once

#include "ui/lesson/formula.h"

#include <Eigen/Core>

namespace pleat::ui {

Formula number(double value);
/// With three digits that count where it is small, since a quotient of such numbers is looked at.
Formula significant(double value);
/// In brackets if it is negative, as behind an operator.
Formula bracketed(double value);
Formula plain(const char* text);
/// A letter with an index below and one above.
Formula named(const char* letter, const Formula& below, const Formula& above = {});
Formula norm(const Formula& of, bool squared);
/// "1 + 2", with "+ …" at the end unless these are all.
Formula sumOf(const QVector<Formula>& terms, bool all);
/// "1² + 1² + 0²"
Formula squaresOf(const Eigen::RowVectorXd& values, bool all);
/// "1 · 2 + 3 · 4", shortened to what a line can hold.
Formula productsOf(const Eigen::RowVectorXd& a, const Eigen::RowVectorXd& b, bool all);
/// "1 + (c − 1) r"
Formula sharedVariance(const Formula& count, const Formula& correlation);

} // namespace pleat::ui
